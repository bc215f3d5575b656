//! The report as a page: one file, nothing loaded from elsewhere, no script. What is said of a document fits one printed
//! page: long lists are cut and say so; the table has everything.

use super::plain::{checked, head, many, number};
use super::{AnswerKind, QualityReport, Spot, Tally, ThemeRow, rate};
use crate::annotation::{Category, ProvenanceField, Severity};
use crate::export::{escape, iri};
use std::fmt::Write;

const STYLE: &str = include_str!("report.css");

/// Nothing in the report may run or load anything, whatever a document's text says.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// Corrections, answers and themes that are shown.
const SHOWN: usize = 8;

/// The report as a page.
pub fn html(report: &QualityReport) -> String {
    let mut out = String::new();
    let title = escape(&report.title);
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"Rapporteur\">\n<title>Quality report: {title}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<p class=\"kind\">Quality report</p>\n<h1>{title}</h1>\n\
         <p class=\"facts\">{} · made <time datetime=\"{}\">{}</time></p>\n</header>\n<main>\n",
        escape(&head(report)),
        report.made,
        report.made.date()
    );
    push_figures(&mut out, report);
    push_categories(&mut out, report);
    push_worst(&mut out, report);
    push_themes(&mut out, report);
    out.push_str("<div class=\"pair\">\n");
    push_corrections(&mut out, report);
    push_answers(&mut out, report);
    out.push_str("</div>\n");
    push_documents(&mut out, report);
    push_about(&mut out, report);
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn open(out: &mut String, title: &str) {
    let _ = write!(out, "<section>\n<h2>{title}</h2>\n");
}

fn push_figures(out: &mut String, report: &QualityReport) {
    let t = &report.total;
    out.push_str("<ul class=\"figures\">\n");
    for (figure, what) in [
        (
            rate(t.per_thousand(report.words)),
            "findings per 1,000 words",
        ),
        (
            rate(t.all_per_thousand(report.words)),
            "with the less certain ones",
        ),
        (number(t.of(Severity::High)), "of high severity"),
        (number(t.open), "open"),
        (number(t.confirmed), "confirmed or flagged"),
        (number(t.dismissed), "dismissed"),
    ] {
        let _ = writeln!(out, "<li><b>{figure}</b> {what}</li>");
    }
    out.push_str("</ul>\n");
}

/// The titles of the columns of [`cells`].
const TITLES: &str = "<th>per 1,000 words</th><th>high</th><th>medium</th><th>low</th><th>less certain</th>\
     <th>open</th><th>confirmed</th><th>dismissed</th>";

fn cells(t: &Tally, words: usize) -> String {
    let mut out = format!("<td><b>{}</b></td>", rate(t.per_thousand(words)));
    for n in [
        t.of(Severity::High),
        t.of(Severity::Medium),
        t.of(Severity::Low),
        t.less_certain,
        t.open,
        t.confirmed,
        t.dismissed,
    ] {
        let class = if n == 0 { " class=\"none\"" } else { "" };
        let _ = write!(out, "<td{class}>{}</td>", number(n));
    }
    out
}

fn push_categories(out: &mut String, report: &QualityReport) {
    open(out, "Findings by kind");
    if report.categories.is_empty() {
        out.push_str("<p class=\"empty\">Nothing was found.</p>\n</section>\n");
        return;
    }
    let _ = write!(
        out,
        "<table>\n<thead><tr><th>Kind</th>{TITLES}</tr></thead>\n<tbody>\n"
    );
    for (category, tally) in &report.categories {
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\">{}</th>{}</tr>",
            category.title(),
            cells(tally, report.words)
        );
    }
    let all = cells(&report.total, report.words);
    let _ = write!(
        out,
        "</tbody>\n<tfoot><tr><th scope=\"row\">All</th>{all}</tr></tfoot>\n</table>\n</section>\n"
    );
}

fn push_worst(out: &mut String, report: &QualityReport) {
    if report.worst.is_empty() {
        return;
    }
    open(out, "Worst passages");
    out.push_str("<ol class=\"passages\">\n");
    for spot in &report.worst {
        let _ = writeln!(
            out,
            "<li class=\"{}\"><q><a href=\"{}\">{}</a></q> <span>{} · {}</span></li>",
            spot.severity.id(),
            escape(&address(spot)),
            escape(&spot.words),
            escape(&spot.what()),
            escape(&place(report, spot))
        );
    }
    out.push_str("</ol>\n</section>\n");
}

fn place(report: &QualityReport, spot: &Spot) -> String {
    match (report.folder, spot.paragraph) {
        (true, 0) => spot.name.clone(),
        (true, n) => format!("{}, paragraph {n}", spot.name),
        (false, 0) => "no longer there".to_owned(),
        (false, n) => format!("paragraph {n}"),
    }
}

/// The document beside the report, with the first words of the passage as a text fragment.
fn address(spot: &Spot) -> String {
    if spot.first_words.is_empty() {
        return iri(&spot.name);
    }
    // A dash and a comma have a meaning in text fragments.
    let words = iri(&spot.first_words)
        .replace('-', "%2D")
        .replace('/', "%2F");
    format!("{}#:~:text={words}", iri(&spot.name))
}

fn push_themes(out: &mut String, report: &QualityReport) {
    if report.themes.is_empty() {
        return;
    }
    open(out, "Themes with and without flagged passages");
    out.push_str(
        "<table>\n<thead><tr><th>Theme</th><th>passages</th><th>without a flag</th><th>with a confirmed flag</th>\
         <th>with an open finding of high severity</th><th>documents</th><th>without a flag</th></tr></thead>\n<tbody>\n",
    );
    let shown = if report.folder { usize::MAX } else { SHOWN };
    for theme in report.themes.iter().take(shown) {
        push_theme(out, theme);
    }
    out.push_str("</tbody>\n</table>\n");
    more(out, report.themes.len(), shown, "theme");
    out.push_str("</section>\n");
}

fn push_theme(out: &mut String, theme: &ThemeRow) {
    let [r, g, b] = theme.colour;
    let _ = writeln!(
        out,
        "<tr><th scope=\"row\"><i style=\"background:rgb({r} {g} {b})\"></i>{}</th><td>{}</td><td><b>{}</b></td>\
         <td>{}</td><td>{}</td><td>{}</td><td><b>{}</b></td></tr>",
        escape(&theme.name),
        number(theme.passages),
        number(theme.clean),
        number(theme.flagged),
        number(theme.doubtful),
        number(theme.documents),
        number(theme.clean_documents)
    );
}

fn more(out: &mut String, all: usize, shown: usize, what: &str) {
    if let Some(rest) = all.checked_sub(shown).filter(|n| *n > 0) {
        let _ = writeln!(out, "<p class=\"empty\">and {} more</p>", many(rest, what));
    }
}

/// The document's name behind a line, where there are several.
fn of(report: &QualityReport, name: &str) -> String {
    if report.folder {
        format!(" <span>{}</span>", escape(name))
    } else {
        String::new()
    }
}

fn push_corrections(out: &mut String, report: &QualityReport) {
    open(out, "Repaired");
    if report.corrections.is_empty() {
        out.push_str("<p class=\"empty\">Nothing was repaired.</p>\n");
    } else {
        out.push_str("<ul>\n");
        for c in report.corrections.iter().take(SHOWN) {
            let _ = writeln!(
                out,
                "<li><del>{}</del> → <ins>{}</ins>{}</li>",
                escape(&super::build::shortened(&c.original)),
                escape(&super::build::shortened(&c.reading)),
                of(report, &c.name)
            );
        }
        out.push_str("</ul>\n");
        more(out, report.corrections.len(), SHOWN, "correction");
    }
    out.push_str("</section>\n");
}

fn push_answers(out: &mut String, report: &QualityReport) {
    open(out, "Confirmed and dismissed");
    if report.answers.is_empty() {
        out.push_str("<p class=\"empty\">Nobody has answered a finding yet.</p>\n");
    } else {
        out.push_str("<ul>\n");
        for a in report.answers.iter().take(SHOWN) {
            let words = match a.words.as_str() {
                "" => "the document as a whole".to_owned(),
                words => format!("“{}”", escape(words)),
            };
            let class = if a.kind == AnswerKind::Dismissed {
                " class=\"gone\""
            } else {
                ""
            };
            let _ = writeln!(
                out,
                "<li{class}>{words} <span>{}, {}</span>{}</li>",
                a.category.title(),
                a.kind.title(),
                of(report, &a.name)
            );
        }
        out.push_str("</ul>\n");
        more(out, report.answers.len(), SHOWN, "answer");
    }
    out.push_str("</section>\n");
}

/// The documents of a folder, those with the most findings for their length first, clean ones last.
fn push_documents(out: &mut String, report: &QualityReport) {
    if !report.folder {
        return;
    }
    open(out, "Documents");
    let _ = write!(
        out,
        "<table>\n<thead><tr><th>Document</th><th>words</th>{TITLES}</tr></thead>\n<tbody>\n"
    );
    let worst = report.worst_documents();
    let clean = report.documents.iter().filter(|d| d.total.shown() == 0);
    for row in worst.into_iter().chain(clean) {
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\"><a href=\"{}\">{}</a> <span>{}</span></th><td>{}</td>{}</tr>",
            escape(&iri(&row.name)),
            escape(&row.title),
            escape(&row.name),
            number(row.words),
            cells(&row.total, row.words)
        );
    }
    out.push_str("</tbody>\n</table>\n");
    for (name, why) in &report.unread {
        let _ = writeln!(
            out,
            "<p class=\"empty\">Could not be read: {} ({})</p>",
            escape(name),
            escape(why)
        );
    }
    out.push_str("</section>\n");
}

/// Where the document comes from, facts about it, which checks ran.
fn push_about(out: &mut String, report: &QualityReport) {
    out.push_str("<div class=\"pair\">\n");
    if let Some(document) = report.document() {
        open(out, "Provenance");
        push_provenance(out, &document.provenance);
        out.push_str("</section>\n");
    }
    open(out, "Checks");
    let _ = writeln!(out, "<p>{}</p>", escape(&checked(report)));
    let ran: Vec<&str> = report
        .checks
        .ran
        .iter()
        .map(|c: &Category| c.title())
        .collect();
    let _ = writeln!(out, "<p class=\"empty\">Ran: {}.</p>", ran.join(", "));
    out.push_str("</section>\n</div>\n");
    if !report.facts.is_empty() {
        open(out, "Document");
        out.push_str("<dl>\n");
        for (name, value) in &report.facts {
            let _ = writeln!(out, "<dt>{name}</dt><dd>{}</dd>", escape(value));
        }
        out.push_str("</dl>\n</section>\n");
    }
}

fn push_provenance(out: &mut String, known: &[(ProvenanceField, String)]) {
    if known.is_empty() {
        out.push_str("<p class=\"empty\">Nobody has said where the document comes from.</p>\n");
        return;
    }
    out.push_str("<dl>\n");
    for (field, value) in known {
        let _ = writeln!(out, "<dt>{}</dt><dd>{}</dd>", field.title(), escape(value));
    }
    out.push_str("</dl>\n");
}
