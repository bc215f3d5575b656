//! Answering suggestions in a document that has a hundred thousand of them.

use super::report::{Report, median};
use super::screen::Screen;
use egui::Key;
use rapporteur::app::{Alike, Command, Focus};
use std::path::Path;
use std::time::Instant;

/// Measures in an open document: single answers, and many at once.
pub fn measure(
    report: &mut Report,
    path: &Path,
    home: &Path,
) -> Result<(), Box<dyn std::error::Error>> {
    let mut screen = Screen::open(path, home);
    if !screen.wait_until_ready() {
        return Err("a document with many mentions did not open".into());
    }
    let session = screen.window.app().session.as_ref();
    let mentions = session.map_or(0, |s| s.mentions().len());
    report.told("mentions to review", format_args!("{mentions}"));
    single(report, &mut screen, "an answer by key, with its frame");
    // A type with some tens of thousands of mentions.
    let at = session_mention(&screen, 20_000).ok_or("no type has so many mentions")?;
    screen.execute(Command::Focus(Focus::Mention(at.0)));
    screen.frame(Vec::new());
    let start = Instant::now();
    screen.execute(Command::AnswerAlike {
        mention: at.0,
        alike: Alike::Type,
        accept: true,
    });
    let all = start.elapsed().as_secs_f64() * 1e3;
    report.told(
        "asking to answer all of a type",
        format_args!("{} mentions, {all:.1} ms", at.1),
    );
    let before = answered(&screen);
    let (whole, worst) = frames_until(&mut screen, |s| answered(s) >= before + at.1);
    report.told("until all are answered", format_args!("{whole:.1} ms"));
    report.at_most("the longest frame meanwhile", worst, 50.0, "ms");
    let start = Instant::now();
    screen.execute(Command::Undo);
    let back = start.elapsed().as_secs_f64() * 1e3;
    let (whole, worst) = frames_until(&mut screen, |s| answered(s) == before);
    report.told(
        "all of them taken back",
        format_args!("{back:.1} ms, done after {whole:.1} ms"),
    );
    report.at_most("the longest frame meanwhile", worst, 50.0, "ms");
    screen.execute(Command::Redo);
    frames_until(&mut screen, |s| answered(s) >= before + at.1);
    single(report, &mut screen, "the same with these answered");
    Ok(())
}

/// A mention of the smallest type that has at least so many, with their number.
fn session_mention(screen: &Screen, least: usize) -> Option<(usize, usize)> {
    let session = screen.window.app().session.as_ref()?;
    let labels = rapporteur::annotation::EntityLabel::ALL.iter();
    let counted = labels.map(|&l| (session.layers.answers().of_label(l).1, l));
    let (n, label) = counted.filter(|(n, _)| *n >= least).min()?;
    let mut mentions = session.mentions().iter().enumerate();
    let open = |i| session.layers.is_open_mention(i);
    let (i, _) = mentions.find(|(i, m)| m.label == label && open(*i))?;
    Some((i, n))
}

fn single(report: &mut Report, screen: &mut Screen, name: &str) {
    screen.press(Key::M);
    let mut times = Vec::new();
    for n in 0..40 {
        let start = Instant::now();
        screen.press(if n % 4 == 0 { Key::X } else { Key::Y });
        times.push(start.elapsed().as_secs_f64() * 1e3 / 2.0);
    }
    report.told(name, format_args!("{:.1} ms", median(times)));
}

fn answered(screen: &Screen) -> usize {
    let session = screen.window.app().session.as_ref();
    session.map_or(0, |s| s.layers.progress().1)
}

/// Frames until something holds: how long that takes, and the longest of them; in milliseconds.
fn frames_until(screen: &mut Screen, holds: impl Fn(&Screen) -> bool) -> (f64, f64) {
    let (start, mut worst) = (Instant::now(), 0.0_f64);
    while !holds(screen) && start.elapsed().as_secs() < 60 {
        let frame = Instant::now();
        screen.frame(Vec::new());
        worst = worst.max(frame.elapsed().as_secs_f64() * 1e3);
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    let frame = Instant::now();
    screen.frame(Vec::new());
    worst = worst.max(frame.elapsed().as_secs_f64() * 1e3);
    (start.elapsed().as_secs_f64() * 1e3, worst)
}
