//! Search through a huge text, against `grep` and `rg` on the same file in the same run.

use super::report::{Report, best};
use rapporteur::library::search::{Options, Query};
use rapporteur::text::TextRange;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Command, Stdio};

/// A name that stands all over the text.
const COMMON: &str = "Deputy Minister";
/// The same for those who leave case and diacritics aside.
const FOLDED: &str = "deputy minister";
/// A pattern with it.
const PATTERN: &str = r"Deputy Minister [A-Z]\w+ [A-Z]\w+";

/// All figures of search.
///
/// # Errors
/// A pattern that cannot be read.
pub fn measure(
    report: &mut Report,
    path: &Path,
    text: &str,
) -> Result<(), Box<dyn std::error::Error>> {
    let case = Options {
        case: true,
        ..Options::default()
    };
    let regex = Options {
        case: true,
        regex: true,
        ..Options::default()
    };
    let (literal, hits) = all(&Query::new(COMMON, case)?, text);
    let (folded, folded_hits) = all(&Query::new(FOLDED, Options::default())?, text);
    let (pattern, pattern_hits) = all(&Query::new(PATTERN, regex)?, text);
    let query = Query::new(FOLDED, Options::default())?;
    let first = best(3, || query.first_from(text, 0)) * 1e3;
    let rare = Query::new(&rare(text), Options::default())?;
    let last = rare.first_from(text, 0).map_or(0, |h| h.start);
    let (rare, _) = all(&rare, text);
    report.told(
        "search, hits (literal, folded, pattern)",
        format_args!("{hits}, {folded_hits}, {pattern_hits}"),
    );
    report.told(
        "search, milliseconds (literal, folded, pattern)",
        format_args!(
            "{:.1}, {:.1}, {:.1}",
            literal * 1e3,
            folded * 1e3,
            pattern * 1e3
        ),
    );
    let (fixed, fixed_said) = outside("grep", &["-F", "-c", COMMON], path);
    let (rg, rg_said) = outside("rg", &["-c", PATTERN], path);
    let names = [
        "search of 100 MB, literal with case, all hits, against grep -F -c",
        "search of 100 MB, folded, all hits, against grep -F -c",
        "search of 100 MB, regular expression, all hits, against rg -c",
    ];
    judge(report, names[0], literal, fixed, 3.0, "grep");
    judge(report, names[1], folded, fixed, 6.0, "grep");
    judge(report, names[2], pattern, rg, 3.0, "rg");
    report.told(
        "lines that they count",
        format_args!("grep {fixed_said}, rg {rg_said}"),
    );
    report.at_most("search of 100 MB, folded, first hit", first, 50.0, "ms");
    report.told(
        "the same where the only hit is at the end",
        format_args!("{:.1} ms, at byte {last}", rare * 1e3),
    );
    Ok(())
}

fn judge(report: &mut Report, name: &str, ours: f64, theirs: Option<f64>, limit: f64, tool: &str) {
    match theirs {
        Some(theirs) => report.at_most(name, ours / theirs, limit, "times"),
        None => report.not_measured(name, format_args!("there is no {tool}")),
    }
}

/// Seconds for all hits, as the window looks for them: by two workers. And their number.
fn all(query: &Query, text: &str) -> (f64, usize) {
    let count = |part: TextRange| {
        let mut hits = 0_usize;
        let _ = query.find_in(text, part, &mut |_| {
            hits += 1;
            ControlFlow::Continue(())
        });
        hits
    };
    let middle = text.floor_char_boundary(text.len() / 2);
    let mut hits = 0;
    let seconds = best(5, || {
        std::thread::scope(|scope| {
            let rest = scope.spawn(|| count(TextRange::new(middle, text.len())));
            let first = count(TextRange::new(0, middle));
            hits = first + rest.join().unwrap_or_default();
        });
    });
    (seconds, hits)
}

/// A run of words that stands in the text for the first time near its end.
fn rare(text: &str) -> String {
    let end = text.trim_end().len();
    let from = text.floor_char_boundary(end.saturating_sub(70));
    let tail = text.get(from..end).unwrap_or_default();
    tail.split_once(' ')
        .map_or(tail, |(_, rest)| rest)
        .to_owned()
}

/// Seconds that a program takes on the file, the best of five, and what it says.
fn outside(program: &str, args: &[&str], path: &Path) -> (Option<f64>, String) {
    let mut said = String::new();
    let mut there = true;
    let seconds = best(5, || {
        let run = Command::new(program)
            .args(args)
            .arg(path)
            .env("LC_ALL", "C.UTF-8")
            .stdin(Stdio::null())
            .output();
        match run {
            Ok(out) => said = String::from_utf8_lossy(&out.stdout).trim().to_owned(),
            Err(_) => there = false,
        }
    });
    (there.then_some(seconds), said)
}
