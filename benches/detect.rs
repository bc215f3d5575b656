//! The detection with its limits: `cargo bench --bench detect`. What the figures mean is in `docs/performance.md`.
//!
//! `cargo bench --bench detect -- ablation FOLDER` leaves out each stage in turn on reference texts (a folder of
//! `NAME.txt` with `FOLDER.jsonl` beside it) instead.

#[path = "../tests/entity_support/mod.rs"]
mod entity_support;
#[path = "../tests/growing_support/mod.rs"]
mod growing_support;
mod support;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use entity_support::{Reference, Score};
use growing_support::growing;
use rapporteur::detect::{Mentions, Settings, Stages, detect};
use rapporteur::text::language::languages;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;
use support::random::Random;
use support::report::{Report, best, rate};
use support::{calibration, text};

/// The text that throughput is measured on.
const LONG: usize = 10_000_000;
/// The shortest and the longest text of the comparison by length.
const SHORT: usize = 1_000_000;
const LONGEST: usize = 100_000_000;
/// A document as it is seen at a start.
const LETTER: usize = 5_000;
/// Names that the plain search looks for.
const NAMES: usize = 50_000;
/// Rounds of which the best counts.
const ROUNDS: usize = 5;
const STARTS: usize = 15;
/// Length of a text that is hard on a rule; four times that as well.
const HARD: usize = 250_000;

type Outcome = Result<ExitCode, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["ablation", folder] => ablation(Path::new(folder)),
        [] => measured(),
        _ => Err("Say nothing, or: ablation FOLDER (with FOLDER.jsonl beside it).".into()),
    };
    outcome.unwrap_or_else(|e| {
        println!("the benchmark could not be carried out: {e}");
        ExitCode::FAILURE
    })
}

fn measured() -> Outcome {
    let mut report = Report::default();
    let long = text::ordinary(LONG, 1);
    report.told("calibration", calibration::line(&long));
    throughput(&mut report, &long);
    against_names(&mut report, &long)?;
    drop(long);
    by_length(&mut report);
    hard_texts(&mut report);
    start(&mut report)?;
    size(&mut report)?;
    Ok(report.finish())
}

/// The library call on one core.
fn throughput(report: &mut Report, long: &str) {
    // The lists are opened once a process.
    detect("Phnom Penh");
    let mut mentions = Mentions::NONE;
    let seconds = best(ROUNDS, || mentions = detect(long));
    report.at_least(
        "detect, 10 MB, one core",
        rate(long.len(), seconds),
        40.0,
        "MB/s",
    );
    let per_kilobyte = mentions.len() as f64 / (long.len() as f64 / 1e3);
    report.told("mentions found", format_args!("{per_kilobyte:.1} per kB"));
    let told = best(ROUNDS, || languages(long));
    let share = told * 100.0 / seconds;
    let speed = rate(long.len(), told);
    report.told(
        "of this telling languages",
        format_args!("{share:.1} % ({speed:.0} MB/s)"),
    );
}

/// The same text, once through the detection and once through an automaton of names, taking turns.
fn against_names(report: &mut Report, long: &str) -> Result<(), Box<dyn std::error::Error>> {
    let names = names()?;
    let builder = |any_case: bool| {
        AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(any_case)
            .build(&names)
    };
    let automaton = builder(false)?;
    let (mut ours, mut plain, mut hits) = (f64::INFINITY, f64::INFINITY, 0);
    for _ in 0..ROUNDS {
        plain = plain.min(best(1, || hits = automaton.find_iter(long).count()));
        ours = ours.min(best(1, || detect(long)));
    }
    let about = format!(
        "{:.1} MB/s, {} names, {hits} hits, {:.1} MB of automaton",
        rate(long.len(), plain),
        names.len(),
        automaton.memory_usage() as f64 / 1e6
    );
    report.told("one pass of aho-corasick, contiguous NFA", about);
    report.at_most("detect against that pass", ours / plain, 2.0, "times");
    let automaton = builder(true)?;
    let any_case = best(ROUNDS, || automaton.find_iter(long).count());
    let about = format!("{:.2} times", ours / any_case);
    report.told(
        "detect against a pass in any case, as it finds names in capitals too",
        about,
    );
    Ok(())
}

/// The names of the lists, filled up with others of two and three words.
fn names() -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let folder = root().join("assets/gazetteer");
    let mut names = BTreeSet::new();
    for list in [
        "organisations",
        "agreements",
        "events",
        "places",
        "titles",
        "people",
    ] {
        let text = std::fs::read_to_string(folder.join(format!("{list}.txt")))?;
        for line in text.lines().filter(|l| !l.starts_with('#')) {
            let line = line.split(';').next().unwrap_or_default();
            names.extend(
                line.split('|')
                    .map(|n| n.trim().to_owned())
                    .filter(|n| n.len() > 2),
            );
        }
    }
    let mut random = Random::new(7);
    while names.len() < NAMES {
        names.insert(text::name(&mut random));
    }
    Ok(names.into_iter().take(NAMES).collect())
}

/// Time a byte does not grow with the text. A hundred short texts take about as long as the long one, so that a busy
/// machine slows both.
fn by_length(report: &mut Report) {
    let (short, long) = (text::ordinary(SHORT, 3), text::ordinary(LONGEST, 4));
    let times = LONGEST / SHORT;
    let many = best(2, || {
        (0..times).map(|_| detect(&short).len()).sum::<usize>()
    });
    let one = best(2, || detect(&long));
    let expected = many * long.len() as f64 / (short.len() * times) as f64;
    report.at_most(
        "time a byte, 100 MB against 1 MB",
        one / expected,
        1.3,
        "times",
    );
    let line = long.replace('\n', " ");
    drop(long);
    let ratio = best(2, || detect(&line)) / one;
    report.at_most("100 MB in one line against paragraphs", ratio, 1.5, "times");
}

/// Texts that are made to be hard on one rule: the slowest, and the one whose time a byte grows most with its length.
fn hard_texts(report: &mut Report) {
    let (mut slowest, mut steepest) = ((f64::INFINITY, ""), (0.0, ""));
    for (name, text) in growing() {
        let (short, long) = (text(HARD), text(4 * HARD));
        let speed = rate(long.len(), best(1, || detect(&long)));
        // Both take about as long; where a busy machine may have been the reason, it is tried again.
        let ratio = || {
            let many = best(3, || (0..4).map(|_| detect(&short).len()).sum::<usize>());
            best(3, || detect(&long)) / many
        };
        let mut least = ratio();
        for _ in 0..3 {
            if least > 1.5 {
                least = least.min(ratio());
            }
        }
        if speed < slowest.0 {
            slowest = (speed, name);
        }
        if least > steepest.0 {
            steepest = (least, name);
        }
    }
    let (speed, name) = slowest;
    report.told(
        "hard texts, the slowest",
        format_args!("{speed:.1} MB/s ({name})"),
    );
    let (ratio, name) = steepest;
    let row = format!("hard texts, time a byte at four times the length, the steepest ({name})");
    report.at_most(&row, ratio, 2.0, "times");
}

/// From the start of the process to its end, a short document.
fn start(report: &mut Report) -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("letter.txt");
    std::fs::write(&path, text::ordinary(LETTER, 5))?;
    let mut fastest = f64::INFINITY;
    for _ in 0..STARTS {
        let begun = Instant::now();
        let status = Command::new(env!("CARGO_BIN_EXE_rapporteur"))
            .args(["detect", "--format", "jsonl"])
            .arg(&path)
            .stdout(Stdio::null())
            .status()?;
        fastest = fastest.min(begun.elapsed().as_secs_f64() * 1e3);
        if !status.success() {
            return Err("the program failed on a letter".into());
        }
    }
    report.at_most(
        "rapporteur detect, 5 KB, the whole process",
        fastest,
        60.0,
        "ms",
    );
    Ok(())
}

/// Bytes that the detection adds to the binary: what its sources embed, and its code.
fn size(report: &mut Report) -> Result<(), Box<dyn std::error::Error>> {
    let embedded = embedded()? as f64 / 1e6;
    report.told("embedded lists", format_args!("{embedded:.2} MB"));
    let name = "size added to the binary";
    match code() {
        Ok(bytes) => {
            let code = bytes as f64 / 1e6;
            report.told("code of the detection", format_args!("{code:.2} MB"));
            report.at_most(name, embedded + code, 6.0, "MB");
        }
        Err(why) => {
            report.not_measured("code of the detection", why);
            report.at_most("the same without code", embedded, 6.0, "MB");
        }
    }
    Ok(())
}

/// The sizes of the files that the sources of the detection and of the languages embed.
fn embedded() -> Result<u64, Box<dyn std::error::Error>> {
    let mut files = BTreeSet::new();
    for folder in ["src/detect", "src/text"] {
        for entry in std::fs::read_dir(root().join(folder))? {
            let path = entry?.path();
            if path.extension().is_some_and(|e| e == "rs") {
                let source = std::fs::read_to_string(&path)?;
                files.extend(included(&source, path.parent().unwrap_or(Path::new(""))));
            }
        }
    }
    let sizes = files.iter().map(|f| std::fs::metadata(f).map(|m| m.len()));
    Ok(sizes.sum::<Result<u64, _>>()?)
}

/// The files that a source embeds with `include_str!` and `include_bytes!`, from beside it or from the build.
fn included(source: &str, beside: &Path) -> Vec<PathBuf> {
    let calls = ["include_str!(", "include_bytes!("];
    let calls = calls.iter().flat_map(|call| source.split(call).skip(1));
    let file = |rest: &str| {
        let built = rest.starts_with("concat!(env!(\"OUT_DIR\")");
        let rest = if built { rest.get(24..)? } else { rest };
        let name = rest.split('"').nth(1)?;
        Some(if built {
            Path::new(env!("OUT_DIR")).join(name.trim_start_matches('/'))
        } else {
            beside.join(name).canonicalize().ok()?
        })
    };
    calls.filter_map(file).collect()
}

/// The sizes of the symbols of the detection in the library that this benchmark was built with.
fn code() -> Result<u64, String> {
    let me = std::env::current_exe().map_err(|e| e.to_string())?;
    let folder = me.parent().ok_or("no folder")?;
    let files = std::fs::read_dir(folder).map_err(|e| e.to_string())?;
    let libraries = files.filter_map(|f| Some(f.ok()?.path())).filter(|p| {
        let name = p.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("librapporteur-") && name.ends_with(".rlib")
    });
    let age = |p: &PathBuf| std::fs::metadata(p).and_then(|m| m.modified()).ok();
    let library = libraries
        .max_by_key(age)
        .ok_or("no library beside the benchmark")?;
    let nm = Command::new("nm").arg("-S").arg(&library).output();
    let nm = nm.map_err(|e| format!("nm: {e}"))?;
    let listed = String::from_utf8_lossy(&nm.stdout);
    let sizes = listed.lines().filter_map(|line| {
        let mut fields = line.split_whitespace();
        let (_, size, kind, name) = (
            fields.next()?,
            fields.next()?,
            fields.next()?,
            fields.next()?,
        );
        let ours = name.contains("10rapporteur6detect") || name.contains("8language");
        let size = u64::from_str_radix(size, 16).ok()?;
        (ours && matches!(kind, "t" | "T" | "w" | "W" | "v" | "V")).then_some(size)
    });
    match sizes.sum() {
        0 => Err(format!("no symbols in {}", library.display())),
        size => Ok(size),
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// What each stage is worth on reference texts.
fn ablation(folder: &Path) -> Outcome {
    let reference = Reference::read(folder)?;
    let whole = reference.score(&Settings::default());
    println!(
        "{:<28}{:>9}{:>9}{:>9}{:>9}",
        "F1 in per cent", "exact", "", "partial", "links"
    );
    line("everything", &whole, &whole);
    for (stage, name) in Stages::ALL {
        let settings = Settings {
            without: stage,
            ..Settings::default()
        };
        line(
            &format!("without {name}"),
            &reference.score(&settings),
            &whole,
        );
    }
    println!();
    for (label, counts) in &whole.types {
        println!(
            "{label:<28}{:>9.1}{:>9}{:>9.1}{:>9}",
            counts.exact_f1(),
            counts.gold,
            counts.partial_f1(),
            counts.found
        );
    }
    Ok(ExitCode::SUCCESS)
}

fn line(name: &str, score: &Score, whole: &Score) {
    let exact = score.micro.exact_f1();
    let less = exact - whole.micro.exact_f1();
    println!(
        "{name:<34}{exact:>6.1}{less:>+9.1}{:>9.1}{:>9.1}",
        score.micro.partial_f1(),
        score.links
    );
}
