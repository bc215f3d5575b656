//! The whole path with its limits: `cargo bench --bench whole_path`. What the figures mean is in `docs/performance.md`.

mod support;

use rapporteur::anchoring::reanchor;
use rapporteur::annotation::{AnnotationSet, CheckRules};
use rapporteur::app::loading;
use rapporteur::app::session::Analysis;
use rapporteur::app::spans::Layers;
use rapporteur::detect::{Mentions, detect};
use rapporteur::document::Document;
use rapporteur::library::counts::Counts;
use rapporteur::quality::{Input, check};
use rapporteur::store;
use rapporteur::text::language::languages;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use support::report::{Report, best, median, quantile, rate};
use support::screen::Screen;
use support::started::{Display, Times};
use support::{annotations, calibration, started, text};

/// A long text for what reads all of it.
const LONG: usize = 10_000_000;
/// A document as long as a book.
const BOOK: usize = 1_000_000;
/// The annotations in it.
const ANNOTATIONS: usize = 10_000;
/// Frames that are measured, after some that are not.
const FRAMES: usize = 300;
const WARM_UP: usize = 30;

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    let mut report = Report::default();
    match run(&mut report) {
        Ok(()) => report.finish(),
        Err(e) => {
            println!("the benchmark could not be carried out: {e}");
            ExitCode::FAILURE
        }
    }
}

fn run(report: &mut Report) -> Outcome {
    let long = Document::from_bytes("long.txt", text::ordinary(LONG, 1).into_bytes())?;
    report.told("calibration", calibration::line(&long.text));
    reading(report, &long);
    drop(long);
    let folder = tempfile::tempdir()?;
    let book = Book::write(folder.path())?;
    sidecar(report, &book)?;
    opening(report, &book);
    scrolling(report, &book, folder.path())?;
    starting(report, &book, folder.path())
}

/// Detection and checks on one core.
fn reading(report: &mut Report, long: &Document) {
    // The lists are built once a process.
    detect("Phnom Penh");
    let mut mentions = Mentions::NONE;
    let seconds = best(5, || mentions = detect(&long.text));
    let megabytes = rate(long.text.len(), seconds);
    report.at_least("detect, 10 MB", megabytes, 20.0, "MB/s");
    let per_kilobyte = mentions.len() as f64 / (long.text.len() as f64 / 1e3);
    report.told(
        "detect, mentions found",
        format_args!("{per_kilobyte:.1} per kB"),
    );
    let languages = languages(&long.text);
    let mut found = 0;
    let seconds = best(3, || {
        let input = Input {
            document: long,
            mentions: &mentions,
            languages: &languages,
        };
        found = check(&input, &CheckRules::default()).findings.len();
    });
    let megabytes = rate(long.text.len(), seconds);
    report.told(
        "check, 10 MB",
        format_args!("{megabytes:.1} MB/s, {found} findings"),
    );
}

/// A document of 1 MB with 10,000 annotations, on disk.
struct Book {
    path: PathBuf,
    document: Document,
    set: AnnotationSet,
}

impl Book {
    fn write(folder: &Path) -> Result<Self, Box<dyn std::error::Error>> {
        let path = folder.join("book").join("book.txt");
        std::fs::create_dir(folder.join("book"))?;
        std::fs::write(&path, text::ordinary(BOOK, 2))?;
        let document = store::read_document(&path)?;
        let set = annotations::spread(&document, ANNOTATIONS, 3);
        store::save_sidecar(&path, &set, None, false)?;
        Ok(Self {
            path,
            document,
            set,
        })
    }
}

/// Reading and saving the sidecar, beside the same bytes read and written as they are.
fn sidecar(report: &mut Report, book: &Book) -> Outcome {
    let path = store::sidecar_path(&book.path);
    let bytes = std::fs::read(&path)?;
    let size = bytes.len() as f64 / 1e6;
    let plain = best(5, || std::fs::read(&path)) * 1e3;
    let read = best(5, || store::read_sidecar(&book.path)) * 1e3;
    report.told(
        "sidecar of 10,000 annotations, read",
        format_args!("{read:.1} ms ({size:.1} MB; the bytes alone {plain:.1} ms)"),
    );
    let copy = book.path.with_file_name("copy.txt");
    let mut plain = f64::INFINITY;
    let mut saved = f64::INFINITY;
    for _ in 0..5 {
        plain = plain.min(best(1, || write_through(&copy, &bytes)) * 1e3);
        // Where the same bytes stand already, nothing would be written.
        let _ = std::fs::remove_file(store::sidecar_path(&copy));
        saved = saved.min(best(1, || store::save_sidecar(&copy, &book.set, None, false)) * 1e3);
    }
    std::fs::remove_file(store::sidecar_path(&copy))?;
    std::fs::remove_file(copy)?;
    report.told(
        "sidecar of 10,000 annotations, saved",
        format_args!("{saved:.1} ms (the bytes alone {plain:.1} ms, pushed to the disk as well)"),
    );
    Ok(())
}

/// What opening the document in the window is made of.
fn opening(report: &mut Report, book: &Book) {
    let milliseconds = |seconds: f64| format!("{:.1} ms", seconds * 1e3);
    let load = best(5, || loading::load(&book.path, None).is_ok());
    report.told("opening, load", milliseconds(load));
    let read = best(5, || store::read_document(&book.path).is_ok());
    report.told("opening, of this the document", milliseconds(read));
    let anchor = best(5, || reanchor(&mut book.set.clone(), &book.document));
    report.told("opening, of this anchoring", milliseconds(anchor));
    let mentions = detect(&book.document.text);
    let input = Input {
        document: &book.document,
        mentions: &mentions,
        languages: &languages(&book.document.text),
    };
    let findings = check(&input, &CheckRules::default()).findings;
    let count = best(5, || Counts::of(&book.set, &mentions, &findings));
    report.told("opening, counts", milliseconds(count));
    let analysis = Arc::new(Analysis {
        mentions: Arc::new(mentions),
        findings: Arc::new(findings),
        ..Analysis::default()
    });
    let layers = best(5, || Layers::of(&book.set, Some(analysis.clone())));
    report.told("opening, layers", milliseconds(layers));
}

fn write_through(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write;
    let mut file = std::fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A frame of the whole window while the book is scrolled: layout and tessellation included, the graphics card not.
fn scrolling(report: &mut Report, book: &Book, folder: &Path) -> Outcome {
    let name = "frame while scrolling, 1 MB and 10,000 annotations";
    let mut screen = Screen::open(&book.path, &folder.join("home-of-frames"));
    if !screen.wait_until_ready() {
        report.not_measured(name, "the document did not open within two minutes");
        return Ok(());
    }
    screen.times(WARM_UP, |_| Screen::wheel(3.0));
    let times = screen.times(FRAMES, |_| Screen::wheel(3.0));
    let slow = quantile(times.clone(), 0.95);
    report.at_most(name, median(times), 4.0, "ms");
    report.told(
        "frame while scrolling, 19 in 20 below",
        format_args!("{slow:.1} ms"),
    );
    let still = screen.times(60, |_| Vec::new());
    report.told("frame at rest", format_args!("{:.1} ms", median(still)));
    let read = screen.window.app().session.as_ref().map_or(0, |s| s.place);
    let share = read as f64 * 100.0 / book.document.text.len() as f64;
    report.told(
        "scrolled through",
        format_args!("{share:.0} % of the document"),
    );
    Ok(())
}

/// From the start of the process to the first frame, and to the document with all that is found in it.
fn starting(report: &mut Report, book: &Book, folder: &Path) -> Outcome {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("sample_docs/2025-05-22-news-mekong-water-talks.txt");
    let (frame, ready) = (
        "first_frame of a sample document",
        "document_ready, 1 MB and 10,000 annotations",
    );
    let display = match Display::start() {
        Ok(display) => display,
        Err(why) => {
            report.not_measured(frame, &why);
            report.not_measured(ready, &why);
            return Ok(());
        }
    };
    match best_start(&display, folder, &sample) {
        Ok(t) => {
            report.at_most(frame, t.first_frame, 600.0, "ms");
            report.told(
                "the same from outside the process",
                format_args!("{:.0} ms", t.seen_from_outside),
            );
        }
        Err(why) => report.not_measured(frame, why),
    }
    match best_start(&display, folder, &book.path) {
        Ok(t) => {
            report.at_most(ready, t.document_ready, 500.0, "ms");
            report.told(
                "first_frame of the same",
                format_args!("{:.0} ms", t.first_frame),
            );
        }
        Err(why) => report.not_measured(ready, why),
    }
    Ok(())
}

/// The shortest times of five starts, each with a home of its own.
fn best_start(display: &Display, folder: &Path, document: &Path) -> Result<Times, String> {
    let mut best: Option<Times> = None;
    for _ in 0..5 {
        let home = tempfile::tempdir_in(folder).map_err(|e| e.to_string())?;
        let now = started::start(display, home.path(), document)?;
        let so_far = best.unwrap_or(now);
        best = Some(Times {
            first_frame: now.first_frame.min(so_far.first_frame),
            document_ready: now.document_ready.min(so_far.document_ready),
            seen_from_outside: now.seen_from_outside.min(so_far.seen_from_outside),
        });
    }
    best.ok_or_else(|| "the program was not started".into())
}
