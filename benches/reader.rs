//! The reader with its limits: `cargo bench --bench reader`. What the figures mean is in `docs/performance.md`.

mod support;

use rapporteur::annotation::{
    Anchored, Annotation, AnnotationId, AnnotationSet, Body, Codebook, Mint, Placed, Record,
    ReviewState, TextQuote, codebook::sample_annotator, ids::CountingMint,
};
use rapporteur::app::Command;
use rapporteur::store;
use rapporteur::text::TextRange;
use rapporteur::ui::Window;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};
use support::report::{Report, best, median};
use support::screen::Screen;
use support::started::{self, Display, Running};
use support::{annotations, calibration, reviewing, searching, text};

/// What is meant by a huge document.
const HUGE: usize = 100_000_000;
const BIG: usize = 10_000_000;
/// A document with about a hundred thousand mentions.
const REVIEW: usize = 5_000_000;
const BOOK: usize = 1_000_000;
const PAGE: usize = 10_000;

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    let mut report = Report::default();
    // Arguments choose parts; cargo adds one of its own.
    let chosen: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    match run(&mut report, &chosen) {
        Ok(()) => report.finish(),
        Err(e) => {
            println!("the benchmark could not be carried out: {e}");
            ExitCode::FAILURE
        }
    }
}

fn run(report: &mut Report, chosen: &[String]) -> Outcome {
    let wanted = |part: &str| chosen.is_empty() || chosen.iter().any(|c| c == part);
    let folder = tempfile::tempdir()?;
    let huge = Files::write(folder.path(), "huge", HUGE)?;
    let told = std::fs::read_to_string(&huge.path)?;
    report.told("calibration", calibration::line(&told));
    if wanted("start") {
        starting(report, folder.path())?;
    }
    if wanted("open") {
        opening(report, &huge)?;
    }
    if wanted("scroll") {
        scrolling(report, &huge, &told)?;
    }
    if wanted("dense") {
        dense(report, folder.path())?;
    }
    if wanted("review") {
        let files = Files::write(folder.path(), "review", REVIEW)?;
        reviewing::measure(report, &files.path, &files.home)?;
    }
    if wanted("switch") {
        switching(report, folder.path())?;
    }
    if wanted("search") {
        searching::measure(report, &huge.path, &told)?;
    }
    drop(told);
    if wanted("process") {
        process(report, folder.path(), &huge)?;
    }
    Ok(())
}

/// A document in a folder of its own, and a home for the program.
struct Files {
    path: PathBuf,
    home: PathBuf,
}

impl Files {
    fn write(folder: &Path, name: &str, bytes: usize) -> std::io::Result<Self> {
        Self::hold(folder, name, &text::ordinary(bytes, 7))
    }

    fn hold(folder: &Path, name: &str, text: &str) -> std::io::Result<Self> {
        let own = folder.join(name);
        std::fs::create_dir_all(own.join("docs"))?;
        let path = own.join("docs").join(format!("{name}.txt"));
        std::fs::write(&path, text)?;
        Ok(Self {
            path,
            home: own.join("home"),
        })
    }
}

/// From the start of the process, in a virtual display.
fn starting(report: &mut Report, folder: &Path) -> Outcome {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("sample_docs/2025-05-22-news-mekong-water-talks.txt");
    let book = Files::write(folder, "book", BOOK)?;
    let document = store::read_document(&book.path)?;
    let set = annotations::spread(&document, 10_000, 3);
    store::save_sidecar(&book.path, &set, None, false)?;
    let names = [
        "process start to first_frame, a sample document",
        "process start to document_ready, 1 MB and 10,000 annotations",
    ];
    let display = match Display::start() {
        Ok(display) => display,
        Err(why) => {
            names.iter().for_each(|n| report.not_measured(n, &why));
            return Ok(());
        }
    };
    let (mut first, mut ready) = (f64::INFINITY, f64::INFINITY);
    for n in 0..5 {
        let home = folder.join(format!("home-{n}"));
        first = first.min(started::start(&display, &home, &sample)?.first_frame);
        let home = folder.join(format!("home-of-book-{n}"));
        ready = ready.min(started::start(&display, &home, &book.path)?.document_ready);
    }
    report.at_most(names[0], first, 300.0, "ms");
    report.at_most(names[1], ready, 300.0, "ms");
    Ok(())
}

/// From the bytes on the disk to the first frame with text in it.
fn opening(report: &mut Report, huge: &Files) -> Outcome {
    let plain = best(5, || {
        std::fs::read(&huge.path).map(|bytes| std::str::from_utf8(&bytes).is_ok())
    }) * 1e3;
    let empty = Files::hold(
        huge.home.parent().unwrap_or(&huge.home),
        "empty",
        "Nothing.\n",
    )?;
    let (mut first, mut whole) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..5 {
        let (f, w) = open_once(&empty, huge)?;
        (first, whole) = (first.min(f), whole.min(w));
    }
    let name = "100 MB, bytes on disk to first readable frame, against reading and checking UTF-8";
    report.at_most(name, first / plain, 3.0, "times");
    report.told(
        "reading and checking UTF-8 alone",
        format_args!("{plain:.1} ms"),
    );
    report.at_most(
        "100 MB, first screen while the rest is indexed",
        first,
        100.0,
        "ms",
    );
    report.told(
        "100 MB, the whole document in place",
        format_args!(
            "{whole:.1} ms, {:.1} times reading and checking",
            whole / plain
        ),
    );
    Ok(())
}

/// Milliseconds until text was painted, and until the whole document had taken its place, in a window that is open.
fn open_once(empty: &Files, huge: &Files) -> Result<(f64, f64), Box<dyn std::error::Error>> {
    let home = tempfile::tempdir()?;
    let mut screen = Screen::open(&empty.path, home.path());
    if !screen.wait_until_ready() {
        return Err("an empty document did not open".into());
    }
    let name = huge.path.file_name().unwrap_or_default().to_os_string();
    let start = Instant::now();
    screen.execute(Command::OpenPath(huge.path.clone()));
    let shows = |w: &Window| {
        let session = w.app().session.as_ref();
        session.is_some_and(|s| s.path.file_name() == Some(&name)) && w.visible().len() > 200
    };
    let first = wait(&mut screen, start, shows)?;
    let whole = wait(&mut screen, start, |w| {
        let session = w.app().session.as_ref();
        session.is_some_and(|s| s.document.text.len() > HUGE / 2)
    })?;
    Ok((first, whole))
}

/// Milliseconds since `start` until something holds after a frame.
fn wait(
    screen: &mut Screen,
    start: Instant,
    holds: impl Fn(&Window) -> bool,
) -> Result<f64, Box<dyn std::error::Error>> {
    while start.elapsed() < Duration::from_secs(60) {
        screen.frame(Vec::new());
        if holds(&screen.window) {
            return Ok(start.elapsed().as_secs_f64() * 1e3);
        }
        std::thread::sleep(Duration::from_micros(300));
    }
    Err("the document did not open within a minute".into())
}

/// Frames of the same lines, once in a huge document with many annotations, once alone; and tagging in the former.
fn scrolling(report: &mut Report, huge: &Files, whole: &str) -> Outcome {
    // The lines: some pages in the middle.
    let middle = whole
        .get(whole.floor_char_boundary(HUGE / 2)..)
        .and_then(|rest| rest.find("\n\n"))
        .map_or(0, |i| whole.floor_char_boundary(HUGE / 2) + i + 2);
    let end = whole.floor_char_boundary(middle + PAGE);
    let page = Files::hold(
        huge.home.parent().unwrap_or(&huge.home),
        "page",
        whole.get(middle..end).unwrap_or_default(),
    )?;
    let set = annotations::even(whole, 100_000, 5);
    save(&huge.path, &set)?;
    let mut alone = Screen::open(&page.path, &page.home);
    let mut among = Screen::open(&huge.path, &huge.home);
    if !alone.wait_until_ready() || !among.wait_until_ready() {
        return Err("a document did not open within two minutes".into());
    }
    among.reveal(TextRange::new(middle, middle + 1));
    let name = "frame while scrolling, 100 MB and 100,000 annotations, against 10 KB and none, the same lines";
    let window = compared(&mut among, &mut alone);
    report.at_most(name, window.0, 1.5, "times");
    report.told(
        "the two in the last round",
        format_args!("{:.2} ms, {:.2} ms", window.1, window.2),
    );
    // The same without the panels, which list more in one of the two.
    for screen in [&mut among, &mut alone] {
        screen.press(egui::Key::F9);
        (0..60).for_each(|_| screen.frame(Vec::new()));
    }
    among.reveal(TextRange::new(middle, middle + 1));
    let text = compared(&mut among, &mut alone);
    report.told(
        "the same without the panels",
        format_args!("{:.2} times ({:.2} ms, {:.2} ms)", text.0, text.1, text.2),
    );
    for screen in [&mut among, &mut alone] {
        screen.press(egui::Key::F9);
        (0..5).for_each(|_| screen.frame(Vec::new()));
    }
    tagging(report, &mut among);
    std::fs::remove_file(store::sidecar_path(&huge.path))?;
    Ok(())
}

/// How many times as long a scrolling frame takes in one window as in another: the median of nine rounds, in each of which
/// both draw eighty frames; and the milliseconds of both in the last round.
fn compared(among: &mut Screen, alone: &mut Screen) -> (f64, f64, f64) {
    let there = |n: usize| Screen::wheel(if n % 40 < 20 { 2.0 } else { -2.0 });
    let mut ratios = Vec::new();
    let (mut a, mut b) = (0.0, 0.0);
    for _ in 0..9 {
        a = median(among.times(80, there));
        b = median(alone.times(80, there));
        ratios.push(a / b);
    }
    (median(ratios), a, b)
}

fn save(path: &Path, set: &AnnotationSet) -> Outcome {
    store::save_sidecar(path, set, None, false)?;
    Ok(())
}

/// Applying a theme, to the data of the next frame.
fn tagging(report: &mut Report, screen: &mut Screen) {
    let themes: Vec<_> = screen
        .window
        .app()
        .workspace
        .codebook
        .iter()
        .map(|t| t.id)
        .collect();
    let (mut times, mut edits) = (Vec::new(), Vec::new());
    for n in 0..60 {
        let start = screen.window.visible().start + 20 * n;
        let range = TextRange::new(start, start + 15);
        let begun = Instant::now();
        screen.execute(Command::Tag(range, themes[n % themes.len()]));
        edits.push(begun.elapsed().as_secs_f64() * 1e3);
        let output = screen.layout(Vec::new());
        times.push(begun.elapsed().as_secs_f64() * 1e3);
        std::hint::black_box(output.shapes.len());
        screen.frame(Vec::new());
    }
    let name = "applying a theme with 100,000 annotations, to the next frame's data";
    report.at_most(name, median(times), 2.0, "ms");
    report.told("of this the edit", format_args!("{:.2} ms", median(edits)));
}

/// Very many annotations in view at once.
fn dense(report: &mut Report, folder: &Path) -> Outcome {
    let files = Files::write(folder, "dense", 1_600)?;
    let document = store::read_document(&files.path)?;
    save(&files.path, &crowd(&document.text, 40_000))?;
    let mut screen = Screen::open(&files.path, &files.home);
    if !screen.wait_until_ready() {
        return Err("a dense document did not open".into());
    }
    let seen = screen.window.visible();
    let app = screen.window.app();
    let layers = app
        .session
        .as_ref()
        .map(|s| s.layers.tints.over(seen).count());
    report.told(
        "annotations in view",
        format_args!("{}", layers.unwrap_or_default()),
    );
    let times = screen.times(60, |_| Vec::new());
    report.at_most(
        "40,000 annotations in view, a frame with tessellation",
        median(times),
        4.0,
        "ms",
    );
    let scroll = screen.times(60, |n| Screen::wheel(if n % 2 == 0 { 1.0 } else { -1.0 }));
    report.told(
        "the same while scrolling",
        format_args!("{:.1} ms", median(scroll)),
    );
    Ok(())
}

/// Themes on passages all over a short text.
fn crowd(text: &str, count: usize) -> AnnotationSet {
    let mut mint = CountingMint::new(1);
    let codebook = Codebook::default_themes();
    let mut set: AnnotationSet = codebook.iter().cloned().map(Record::Theme).collect();
    let themes: Vec<_> = codebook.iter().map(|t| t.id).collect();
    let mut random = support::random::Random::new(11);
    for n in 0..count {
        let start = text.floor_char_boundary(random.below(text.len().saturating_sub(60)));
        let end = text.floor_char_boundary(start + 3 + random.below(50));
        let range = TextRange::new(start, end);
        let now = mint.now();
        let annotation = Annotation {
            id: AnnotationId(mint.uuid()),
            quote: TextQuote {
                exact: range.of(text).unwrap_or_default().to_owned(),
                ..TextQuote::default()
            },
            annotator: sample_annotator(),
            created: now,
            modified: now,
            state: ReviewState::Open,
            body: Body::Theme(themes[n % themes.len()]),
            note: String::new(),
            extra: Default::default(),
        };
        set.insert(Record::Annotation(Placed::Anchored(Anchored {
            annotation,
            range,
        })));
    }
    set
}

/// Going from one open document to another.
fn switching(report: &mut Report, folder: &Path) -> Outcome {
    let own = folder.join("switch").join("docs");
    std::fs::create_dir_all(&own)?;
    std::fs::write(own.join("one.txt"), text::ordinary(BIG, 8))?;
    std::fs::write(own.join("two.txt"), text::ordinary(BIG, 9))?;
    let mut screen = Screen::open(&own, &folder.join("switch").join("home"));
    let keys = wait_for_both(&mut screen)?;
    let mut times = Vec::new();
    for n in 0..10 {
        let key = keys[n % 2].clone();
        let start = Instant::now();
        screen.execute(Command::Show(key.clone()));
        let shown = |w: &Window| w.app().session.as_ref().is_some_and(|s| s.key == key);
        times.push(wait(&mut screen, start, shown)?);
        screen.wait_until_ready();
    }
    report.at_most(
        "switching between two open documents of 10 MB",
        median(times),
        16.0,
        "ms",
    );
    Ok(())
}

fn wait_for_both(screen: &mut Screen) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let listed = |w: &Window| w.app().shelf.entries.len() == 2;
    if !screen.wait_until(listed) {
        return Err("the folder was not listed".into());
    }
    let keys: Vec<String> = screen
        .window
        .app()
        .shelf
        .entries
        .iter()
        .map(|e| e.key.clone())
        .collect();
    for key in keys.iter().chain(keys.first()) {
        screen.execute(Command::Show(key.clone()));
        if !screen.wait_until_ready() {
            return Err("a document did not open".into());
        }
    }
    Ok(keys)
}

/// The started program: at rest, and its memory.
fn process(report: &mut Report, folder: &Path, huge: &Files) -> Outcome {
    let memory = "resident memory, 100 MB looked through, above an empty document";
    let display = match Display::start() {
        Ok(display) => display,
        Err(why) => {
            report.not_measured("idle", &why);
            report.not_measured(memory, &why);
            return Ok(());
        }
    };
    let empty = Files::hold(folder, "nothing", "Nothing.\n")?;
    let small = Running::start(&display, &empty.home, &empty.path)?;
    std::thread::sleep(Duration::from_secs(2));
    let ticks = small.ticks_within(Duration::from_secs(5))?;
    report.at_most("idle, clock ticks of CPU in 5 s", ticks, 0.0, "ticks");
    let before = small.resident()?;
    drop(small);
    let home = folder.join("home-of-memory");
    let large = Running::start(&display, &home, &huge.path)?;
    std::thread::sleep(Duration::from_secs(3));
    let ticks = large.ticks_within(Duration::from_secs(5))?;
    report.at_most(
        "idle with 100 MB, clock ticks of CPU in 5 s",
        ticks,
        0.0,
        "ticks",
    );
    let limit = 2.0 * HUGE as f64 / 1e6 + 40.0;
    report.at_most(memory, large.resident()? - before, limit, "MB");
    report.told(
        "resident with an empty document",
        format_args!("{before:.0} MB"),
    );
    Ok(())
}
