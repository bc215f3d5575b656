//! The report as plain text: for a terminal, an e-mail, a note.

use super::{QualityReport, Tally, rate};
use crate::annotation::{Category, Severity};
use std::fmt::Write;

/// Lines of a list that are shown; the page and the table have all.
const SHOWN: usize = 10;

/// The report as plain text, a few dozen lines long.
pub fn plain(report: &QualityReport) -> String {
    let mut out = format!("Quality report: {}\n", report.title);
    let _ = writeln!(out, "{}", head(report));
    list(&mut out, "Findings", &report.categories, |(c, t)| {
        format!("{}: {}", c.title(), counts(t, report.words))
    });
    list(&mut out, "Worst passages", &report.worst, |spot| {
        let at = place(report, &spot.name, spot.paragraph);
        format!("“{}” ({}; {at})", spot.words, spot.what())
    });
    list(&mut out, "Repaired", &report.corrections, |c| {
        format!("“{}” → “{}”{}", c.original, c.reading, of(report, &c.name))
    });
    if report.folder {
        list(
            &mut out,
            "Documents with the most findings",
            &report.worst_documents(),
            |d| format!("{}: {}", d.name, counts(&d.total, d.words)),
        );
    }
    list(
        &mut out,
        "Themes, all passages and those without a flag",
        &report.themes,
        |t| {
            format!(
                "{}: {}, {} clean; {}, {} clean",
                t.name,
                many(t.passages, "passage"),
                number(t.clean),
                many(t.documents, "document"),
                number(t.clean_documents)
            )
        },
    );
    let _ = writeln!(out, "\n{}", checked(report));
    let provenance = report.document().map_or(&[][..], |d| &d.provenance);
    list(&mut out, "Provenance", provenance, |(field, value)| {
        format!("{}: {value}", field.title())
    });
    list(
        &mut out,
        "Could not be read",
        &report.unread,
        |(name, why)| format!("{name}: {why}"),
    );
    out
}

fn list<T>(out: &mut String, title: &str, all: &[T], line: impl Fn(&T) -> String) {
    if all.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{title}");
    for one in all.iter().take(SHOWN) {
        let _ = writeln!(out, "  {}", line(one).replace(['\n', '\r'], " "));
    }
    if all.len() > SHOWN {
        let _ = writeln!(out, "  and {} more", all.len() - SHOWN);
    }
}

/// The figures of the whole, in a sentence or two.
pub(super) fn head(report: &QualityReport) -> String {
    let t = &report.total;
    let mut out = match t.shown() {
        0 => "Nothing was found".to_owned(),
        n => many(n, "finding"),
    };
    let _ = write!(out, " in {}", many(report.words, "word"));
    if report.folder {
        let _ = write!(out, " of {}", many(report.documents.len(), "document"));
    }
    if t.shown() > 0 {
        let _ = write!(
            out,
            ": {} per 1,000 words",
            rate(t.per_thousand(report.words))
        );
    }
    let parts = [
        (t.of(Severity::High), "of high severity"),
        (t.open, "open"),
        (t.confirmed, "confirmed"),
        (t.corrected, "corrected"),
        (t.dismissed, "dismissed"),
        (t.less_certain, "less certain, not counted"),
        (report.lost, "annotations whose passage is lost"),
        (report.waiting, "documents not looked through yet"),
    ];
    for (n, what) in parts.into_iter().filter(|(n, _)| *n > 0) {
        let _ = write!(out, " · {} {what}", number(n));
    }
    out
}

fn counts(t: &Tally, words: usize) -> String {
    let rate = rate(t.per_thousand(words));
    let mut out = format!("{} ({rate} per 1,000 words)", t.shown());
    for (n, what) in [
        (t.of(Severity::High), "high"),
        (t.confirmed, "confirmed"),
        (t.dismissed, "dismissed"),
        (t.less_certain, "less certain"),
    ] {
        if n > 0 {
            let _ = write!(out, ", {n} {what}");
        }
    }
    out
}

fn place(report: &QualityReport, name: &str, paragraph: usize) -> String {
    match (report.folder, paragraph) {
        (true, 0) => name.to_owned(),
        (true, n) => format!("{name}, paragraph {n}"),
        (false, 0) => "no longer there".to_owned(),
        (false, n) => format!("paragraph {n}"),
    }
}

fn of(report: &QualityReport, name: &str) -> String {
    if report.folder {
        format!(" ({name})")
    } else {
        String::new()
    }
}

/// Which checks ran, which did not, which failed.
pub(super) fn checked(report: &QualityReport) -> String {
    let checks = &report.checks;
    let titles = |all: &[Category]| {
        let titles: Vec<&str> = all.iter().map(|c| c.title()).collect();
        titles.join(", ")
    };
    let mut out = format!("{} ran", many(checks.ran.len(), "check"));
    if !checks.off.is_empty() {
        let _ = write!(out, "; switched off: {}", titles(&checks.off));
    }
    for (category, names) in &checks.failed {
        let _ = write!(out, "; failed: {}", category.title());
        if report.folder {
            let _ = write!(out, " (in {})", many(names.len(), "document"));
        }
    }
    out + "."
}

/// `1 word`, `2 words`, `12,345 words`.
pub(super) fn many(n: usize, what: &str) -> String {
    format!("{} {what}{}", number(n), if n == 1 { "" } else { "s" })
}

/// `12,345`.
pub(super) fn number(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
