//! Making a report.

use super::dense::{self, Spot};
use super::items::{Item, items};
use super::themes::Themes;
use super::{
    About, Answer, AnswerKind, Checks, Correction, DocumentRow, Examined, QualityReport, Tally,
};
use crate::annotation::{Body, Category, CheckRules, DecisionSubject, ReviewState, Verdict};
use crate::document::{Document, EncodingSource};
use crate::quality::registry;
use crate::text::TextRange;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Passages that are shown.
const WORST: usize = 5;
/// Characters of a passage that are shown.
const QUOTE: usize = 160;

/// The report on documents. `text` gives the text of the document with a key, as it was looked through; it is asked for
/// the documents of the few passages that are shown in their words, and for the document that a report is about.
pub fn report(
    about: About<'_>,
    documents: &[Examined<'_>],
    text: &mut dyn FnMut(&str) -> Option<Arc<Document>>,
) -> QualityReport {
    let mut out = QualityReport {
        title: about.title,
        folder: about.folder,
        made: about.made,
        documents: Vec::with_capacity(documents.len()),
        words: 0,
        total: Tally::default(),
        categories: Vec::new(),
        worst: Vec::new(),
        corrections: Vec::new(),
        answers: Vec::new(),
        themes: Vec::new(),
        checks: checks(documents, about.rules),
        facts: Vec::new(),
        unread: about.unread,
        waiting: about.waiting,
        lost: 0,
    };
    let (mut categories, mut themes) = (BTreeMap::new(), Themes::default());
    for document in documents {
        let items = items(document.faults, document.set);
        themes.add(&items, document.set, about.codebook);
        out.add(document, &items, &mut categories);
    }
    out.categories = sorted(categories);
    out.themes = themes.rows(about.codebook);
    dense::heaviest(&mut out.worst, WORST);
    for spot in &mut out.worst {
        if let Some(document) = text(&spot.key) {
            dense::quote(spot, &document);
        }
    }
    if let Some(document) = out.document().map(|d| d.key.clone()).and_then(|k| text(&k)) {
        out.facts = facts(&document);
    }
    out
}

impl QualityReport {
    fn add(
        &mut self,
        document: &Examined<'_>,
        items: &[Item],
        categories: &mut BTreeMap<Category, Tally>,
    ) {
        let (mut total, mut own) = (Tally::default(), BTreeMap::new());
        for item in items {
            total.add(item);
            own.entry(item.category)
                .or_insert_with(Tally::default)
                .add(item);
        }
        for (category, tally) in &own {
            categories.entry(*category).or_default().join(tally);
        }
        let spots = dense::worst(items, document.key, document.name, WORST);
        self.worst.extend::<Vec<Spot>>(spots);
        let corrections = corrections(document);
        let provenance = document.set.provenance();
        self.documents.push(DocumentRow {
            key: document.key.to_owned(),
            name: document.name.to_owned(),
            title: document.title.to_owned(),
            words: document.words,
            total,
            categories: sorted(own),
            corrections: corrections.len(),
            provenance: provenance
                .into_iter()
                .flat_map(|p| p.known())
                .map(|(field, value)| (field, value.to_owned()))
                .collect(),
        });
        self.words += document.words;
        self.total.join(&total);
        self.corrections.extend(corrections);
        self.answers.extend(answers(document));
        self.lost += document.set.orphans();
        // Only the heaviest of all are shown: a folder of thousands does not keep five of each.
        if self.worst.len() > 50 * WORST {
            dense::heaviest(&mut self.worst, WORST);
        }
    }
}

/// Categories with the most findings first.
fn sorted(categories: BTreeMap<Category, Tally>) -> Vec<(Category, Tally)> {
    let mut out: Vec<_> = categories.into_iter().collect();
    out.sort_by_key(|(_, t)| std::cmp::Reverse((t.shown(), t.less_certain)));
    out
}

fn checks(documents: &[Examined<'_>], rules: &CheckRules) -> Checks {
    let mut failed: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for document in documents {
        for check in document.faults.failed() {
            let names = failed.entry(check).or_default();
            names.push(document.name.to_owned());
        }
    }
    let mut out = Checks::default();
    for check in registry() {
        let category = check.category();
        match failed.remove(check.id()) {
            _ if rules.is_off(check.id()) => out.off.push(category),
            Some(names) => out.failed.push((category, names)),
            None => out.ran.push(category),
        }
    }
    out
}

fn corrections(document: &Examined<'_>) -> Vec<Correction> {
    let set = document.set;
    let correction = |placed: &crate::annotation::Placed| {
        let annotation = placed.annotation();
        let Body::Correction { text } = &annotation.body else {
            return None;
        };
        (annotation.state != ReviewState::Rejected).then(|| Correction {
            key: document.key.to_owned(),
            name: document.name.to_owned(),
            range: placed.range(),
            original: annotation.quote.exact.clone(),
            reading: text.clone(),
            annotator: set.annotator_name(annotation.annotator).to_owned(),
        })
    };
    let mut out: Vec<_> = set.placed().filter_map(correction).collect();
    out.sort_by_key(|c| (c.range.is_none(), c.range));
    out
}

/// What persons said of findings, and what they flagged without one.
fn answers(document: &Examined<'_>) -> Vec<Answer> {
    let set = document.set;
    let answer = |range, category, kind, quote: &str| Answer {
        key: document.key.to_owned(),
        name: document.name.to_owned(),
        range,
        category,
        kind,
        words: shortened(quote),
    };
    let decided = set.decisions().filter_map(|d| {
        let DecisionSubject::Finding { check } = &d.subject else {
            return None;
        };
        let kind = match d.verdict {
            Verdict::Confirmed => AnswerKind::Confirmed,
            Verdict::Dismissed => AnswerKind::Dismissed,
            Verdict::Refused | Verdict::Accepted => return None,
        };
        // The id of a check is that of its category.
        let category = Category::from_id(check)?;
        Some(answer(d.range, category, kind, &d.quote.exact))
    });
    let flagged = set.anchored().filter_map(|a| match &a.annotation.body {
        Body::Flag {
            category,
            check: None,
            ..
        } if a.annotation.state != ReviewState::Rejected => Some(answer(
            a.range,
            *category,
            AnswerKind::ByHand,
            &a.annotation.quote.exact,
        )),
        _ => None,
    });
    let mut out: Vec<Answer> = decided.chain(flagged).collect();
    out.sort_by_key(|a| (a.kind, a.range, a.category));
    out
}

/// A passage on one line; a long one is cut.
pub(super) fn shortened(text: &str) -> String {
    // Of a passage of megabytes only the beginning is looked at.
    let head = TextRange::new(0, text.len().min(8 * QUOTE)).snapped(text);
    let head = head.of(text).unwrap_or_default();
    let words: Vec<&str> = head.split_whitespace().collect();
    let joined = words.join(" ");
    if head.len() == text.len() && joined.chars().count() <= QUOTE {
        return joined;
    }
    joined.chars().take(QUOTE).chain(['…']).collect()
}

fn facts(document: &Document) -> Vec<(&'static str, String)> {
    let decoding = &document.decoding;
    let mut encoding = decoding.encoding.clone();
    if decoding.how == EncodingSource::Guessed {
        encoding.push_str(" (guessed)");
    }
    if decoding.lost > 0 {
        encoding.push_str(&format!(", {} characters not decoded", decoding.lost));
    }
    let (extractor, version) = document.kind.extractor();
    vec![
        ("File", document.name.clone()),
        ("Words", document.words().to_string()),
        ("Paragraphs", document.structure.blocks.len().to_string()),
        ("Size", format!("{} bytes", document.file_len)),
        ("Encoding", encoding),
        ("Read as", format!("{extractor} {version}")),
        ("SHA-256 of the file", document.file_hash.to_string()),
    ]
}
