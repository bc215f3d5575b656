//! The formats with their limits: `cargo bench --bench formats`. What the figures mean is in `docs/performance.md`.

#[path = "../tests/formats_support/mod.rs"]
mod formats_support;
mod support;

use formats_support::*;
use rapporteur::document::extraction::{ExtractOptions, ExtractionError};
use rapporteur::document::{DocumentKind, formats};
use rapporteur::store::extract::by_child;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};
use support::report::{Report, best};
use support::{calibration, text};

/// Pages of the long document.
const PAGES: usize = 301;
/// Most memory of a child, in MB.
const MOST: f64 = 512.0;

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    let mut report = Report::default();
    match measured(&mut report) {
        Ok(()) => report.finish(),
        Err(e) => {
            println!("the benchmark could not be carried out: {e}");
            ExitCode::FAILURE
        }
    }
}

fn measured(report: &mut Report) -> Outcome {
    report.told(
        "calibration",
        calibration::line(&text::ordinary(1_000_000, 1)),
    );
    error_rates(report);
    long_document(report)?;
    damage(report);
    bombs(report)?;
    small_file(report)
}

/// Error rates by kind; those of PDF beside pdftotext's.
fn error_rates(report: &mut Report) {
    let mut ours: BTreeMap<String, Vec<Score>> = BTreeMap::new();
    let mut theirs: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for truth in truths() {
        let e = extract(DocumentKind::of_name(&truth.file), &truth.bytes());
        ours.entry(truth.kind.clone())
            .or_default()
            .push(score(&truth, &e));
        if truth.kind.starts_with("pdf")
            && let Some(text) = pdftotext(&truth.path())
        {
            let rate = error_rate(&truth.text(), &text, truth.kind == "pdf-khmer");
            theirs.entry(truth.kind.clone()).or_default().push(rate);
        }
    }
    let mut structure = [0; 4];
    for (kind, scores) in &ours {
        let mean =
            |rates: &mut dyn Iterator<Item = f64>, n: usize| 100.0 * rates.sum::<f64>() / n as f64;
        let rate = mean(&mut scores.iter().map(|s| s.error_rate), scores.len());
        let limit = match kind.as_str() {
            "pdf-single" => 3.0,
            "pdf-columns" | "pdf-tables" => 8.0,
            "pdf-khmer" => 4.0,
            "mail" => 8.0,
            _ => 0.5,
        };
        report.at_most(&format!("word error rate, {kind}"), rate, limit, "%");
        if let Some(rates) = theirs.get(kind) {
            let their = mean(&mut rates.iter().copied(), rates.len());
            report.at_most(
                &format!("word error rate, {kind}, less pdftotext's {their:.2}"),
                rate - their,
                0.0,
                "points",
            );
        }
        if kind.starts_with("pdf") {
            for s in scores {
                structure[0] += s.headings_found;
                structure[1] += s.headings;
                structure[2] += s.paragraphs_whole;
                structure[3] += s.paragraphs;
            }
        }
    }
    let share = |n: usize, of: usize| 100.0 * n as f64 / of.max(1) as f64;
    report.at_least(
        "headings of PDFs found exactly",
        share(structure[0], structure[1]),
        95.0,
        "%",
    );
    report.at_least(
        "paragraphs of PDFs whole",
        share(structure[2], structure[3]),
        90.0,
        "%",
    );
}

fn pdftotext(path: &Path) -> Option<String> {
    let out = Command::new("pdftotext").arg(path).arg("-").output().ok()?;
    out.status
        .success()
        .then(|| String::from_utf8_lossy(&out.stdout).into_owned())
}

fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_rapporteur"))
}

/// A long PDF: processor time beside pdftotext's, and memory.
fn long_document(report: &mut Report) -> Outcome {
    let dir = tempfile::tempdir()?;
    let file = folder().join("long-latex.pdf");
    let bytes = fs::read(&file)?;
    let input = dir.path().join("input");
    fs::write(
        &input,
        [b"{\"password\":null}\n".as_slice(), &bytes].concat(),
    )?;
    let child = format!("{} __extract pdf < {}", quoted(program()), quoted(&input));
    let mut ours = f64::INFINITY;
    let mut theirs = f64::INFINITY;
    for _ in 0..5 {
        ours = ours.min(processor_time(&child)?);
        theirs = theirs.min(
            processor_time(&format!("pdftotext {} -", quoted(&file))).unwrap_or(f64::INFINITY),
        );
    }
    report.told(
        &format!("{PAGES} pages, processor time"),
        format!("{ours:.2} s, pdftotext {theirs:.2} s"),
    );
    if theirs.is_finite() {
        report.at_most(
            &format!("{PAGES} pages, processor time against pdftotext's"),
            ours / theirs,
            1.0,
            "×",
        );
    } else {
        report.not_measured(
            &format!("{PAGES} pages against pdftotext"),
            "pdftotext is not there",
        );
    }
    let (_, memory, _) = watched("pdf", &bytes)?;
    report.at_most(
        &format!("{PAGES} pages, peak memory of the child"),
        memory,
        100.0,
        "MB",
    );
    Ok(())
}

fn quoted(path: &Path) -> String {
    format!("'{}'", path.display())
}

/// User and system time of a shell command's children, in seconds.
fn processor_time(command: &str) -> Outcome<f64> {
    let script = format!("{command} > /dev/null || exit 1; times");
    let out = Command::new("bash").args(["-c", &script]).output()?;
    if !out.status.success() {
        return Err(format!("{command} failed").into());
    }
    let printed = String::from_utf8_lossy(&out.stdout).into_owned();
    let line = printed.lines().nth(1).ok_or("no times")?;
    let seconds = |word: &str| -> Option<f64> {
        let (minutes, seconds) = word.trim_end_matches('s').split_once('m')?;
        Some(60.0 * minutes.parse::<f64>().ok()? + seconds.parse::<f64>().ok()?)
    };
    Ok(line.split_whitespace().filter_map(seconds).sum())
}

/// Runs a child: its answer's first line, its peak memory in MB, its seconds.
fn watched(word: &str, bytes: &[u8]) -> Outcome<(String, f64, f64)> {
    let start = Instant::now();
    let mut child = Command::new(program())
        .args(["__extract", word])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let mut input = child.stdin.take().ok_or("no input")?;
    let mut output = child.stdout.take().ok_or("no output")?;
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let bytes = bytes.to_vec();
    let hand_over = std::thread::spawn(move || {
        let _ = input
            .write_all(b"{\"password\":null}\n")
            .and_then(|()| input.write_all(&bytes));
    });
    let listen = std::thread::spawn(move || {
        let mut out = Vec::new();
        let _ = std::io::Read::read_to_end(&mut output, &mut out);
        out
    });
    let mut most: f64 = 0.0;
    while child.try_wait()?.is_none() {
        let said = fs::read_to_string(&status).unwrap_or_default();
        let line = said.lines().find(|l| l.starts_with("VmHWM"));
        let kilobytes = line
            .and_then(|l| l.split_whitespace().nth(1))
            .and_then(|n| n.parse::<f64>().ok());
        most = most.max(kilobytes.unwrap_or(0.0) / 1024.0);
        std::thread::sleep(Duration::from_millis(1));
        if start.elapsed() > Duration::from_secs(120) {
            child.kill()?;
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    let _ = hand_over.join();
    let answer = listen.join().unwrap_or_default();
    let first = answer.split(|b| *b == b'\n').next().unwrap_or_default();
    let first: String = String::from_utf8_lossy(first).chars().take(160).collect();
    Ok((first, most, seconds))
}

/// Damaged files: nothing hangs, and a text or a reason comes back.
fn damage(report: &mut Report) {
    for (name, endings, count) in [
        ("PDFs", &[".pdf"][..], 400),
        (
            "office files",
            &[".docx", ".odt", ".rtf", ".epub", ".fodt"],
            200,
        ),
        ("pages", &[".html", ".htm"], 50),
        ("e-mails", &[".eml"], 50),
    ] {
        let (mut silent, mut slowest, mut read, mut broke) = (0, 0.0_f64, 0, 0);
        for (_, kind, bytes) in damaged_files(endings, count) {
            let start = Instant::now();
            let result = by_child(
                program(),
                kind.extractor().0,
                30,
                bytes,
                &ExtractOptions::default(),
            );
            slowest = slowest.max(start.elapsed().as_secs_f64());
            match result {
                Ok(e) if e.text.trim().is_empty() => silent += 1,
                Ok(_) => read += 1,
                Err(ExtractionError::Failed) => broke += 1,
                Err(_) => {}
            }
        }
        report.told(
            &format!("{count} damaged {name}"),
            format!(
                "{read} read, {} refused, of which {broke} because their reader failed",
                count - read - silent
            ),
        );
        report.at_most(
            &format!("{count} damaged {name}: nothing and no word about it"),
            silent as f64,
            0.0,
            "files",
        );
        report.at_most(
            &format!("{count} damaged {name}, the slowest"),
            slowest,
            5.0,
            "s",
        );
    }
}

fn bombs(report: &mut Report) -> Outcome {
    let ten_thousand = pdf(&pages_of(&text::ordinary(300_000, 2), 10_000));
    for (name, word, bytes) in [
        ("a part of 3 GB", "docx", zip_bomb(3 << 30)),
        ("200,000 nested elements", "docx", nested(200_000)),
        (
            "200,000 nested elements of a page",
            "html",
            "<div>".repeat(200_000).into_bytes(),
        ),
        ("entities that expand", "odt", laughs()),
        ("10,000 pages", "pdf", ten_thousand),
    ] {
        let (answer, memory, seconds) = watched(word, &bytes)?;
        report.told(name, format!("{seconds:.2} s, {answer}"));
        report.at_most(
            &format!("{name}, peak memory of the child"),
            memory,
            MOST,
            "MB",
        );
    }
    Ok(())
}

/// What a small file costs, with the process that reads it.
fn small_file(report: &mut Report) -> Outcome {
    let bytes = fs::read(folder().join("commentary.docx"))?;
    let alone = best(5, || {
        formats::extract(DocumentKind::Docx, &bytes, &ExtractOptions::default()).is_ok()
    });
    let child = best(10, || {
        by_child(
            program(),
            "docx",
            30,
            bytes.clone(),
            &ExtractOptions::default(),
        )
        .is_ok()
    });
    report.told(
        "a small Word document",
        format!(
            "{:.1} ms by a child, {:.1} ms of which are reading",
            child * 1e3,
            alone * 1e3
        ),
    );
    Ok(())
}
