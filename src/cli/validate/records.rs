//! Whether the records of a file fit each other and the document.

use crate::annotation::record::*;
use crate::annotation::sidecar::{Problem, Sidecar};
use crate::annotation::{
    AnnotationId, AnnotationSet, AnnotatorId, CheckRecord, Codebook, EntityList, EntityRecord,
    Provenance, ProvenanceField, TextQuote, Theme, ThemeId,
};
use crate::cli::rules::is_unknown;
use crate::document::Document;
use crate::store::StoreError;
use crate::text::TextRange;
use crate::text::offsets::LineIndex;

/// What lies beside a file of records.
pub(super) enum Beside {
    /// It is no sidecar.
    Nothing,
    /// The document of a sidecar, and the codebook of its root.
    Document {
        read: Box<Result<Document, StoreError>>,
        codebook: AnnotationSet,
    },
}

/// What is wrong with the records of a file that could be parsed.
pub(super) fn problems(source: &str, file: &Sidecar, beside: &Beside) -> Vec<Problem> {
    let mut check = Check {
        lines: LineIndex::new(source),
        file,
        beside,
        themes: file.set.themes().map(|t| (t.id, t.clone())).collect(),
        at: 0,
        out: Vec::new(),
    };
    check.document();
    for (key, offset) in &file.places {
        check.at = *offset;
        if let Some(record) = file.set.get(key) {
            check.record(record);
        }
    }
    check.out
}

struct Check<'a> {
    /// The lines of the source: a file with thousands of faults is not searched for each.
    lines: LineIndex<'a>,
    file: &'a Sidecar,
    beside: &'a Beside,
    /// The file's own themes, as a tree.
    themes: Tree,
    /// Where the record that is being looked at begins: UTF-8 bytes of the source.
    at: usize,
    out: Vec<Problem>,
}

struct Tree(Codebook);

impl FromIterator<(ThemeId, Theme)> for Tree {
    fn from_iter<I: IntoIterator<Item = (ThemeId, Theme)>>(themes: I) -> Self {
        let mut book = Codebook::default();
        for (id, theme) in themes {
            book.put(id, Some(theme));
        }
        Self(book)
    }
}

impl Check<'_> {
    fn say(&mut self, message: String) {
        let at = self.lines.position(self.at);
        let (line, column) = at.map_or((1, 1), |at| (at.line, at.column));
        self.out.push(Problem {
            line,
            column,
            message,
        });
    }

    /// The document beside the file.
    fn text(&self) -> Option<&str> {
        match self.beside {
            Beside::Document { read, .. } => read.as_ref().as_ref().ok().map(|d| d.text.as_str()),
            Beside::Nothing => None,
        }
    }

    /// The document as a whole: that it is there, that it is described, and as it is.
    fn document(&mut self) {
        let Beside::Document { read, .. } = self.beside else {
            return;
        };
        let places = &self.file.places;
        let described = places.iter().find(|(key, _)| *key == RecordKey::Document);
        self.at = described.map_or(0, |(_, offset)| *offset);
        match read.as_ref() {
            Err(e) => self.say(format!("the document of these annotations cannot be read, so ranges and quotes were not checked: {e}")),
            Ok(document) => self.describes(document),
        }
    }

    fn describes(&mut self, document: &Document) {
        match self.file.set.document() {
            None => self.say("there is no record of kind “document”".to_owned()),
            Some(info) if info.text_hash != document.text_hash => self.say(format!(
                "the document's text is not the one that was annotated (its SHA-256 is {}, not {})",
                document.text_hash, info.text_hash
            )),
            Some(info) if info.text_len != document.text.len() => self.say(format!(
                "text_len is {}, and the text has {} bytes",
                info.text_len,
                document.text.len()
            )),
            Some(_) => {}
        }
    }

    fn record(&mut self, record: &Record) {
        match record {
            Record::Theme(theme) => self.theme(theme),
            Record::Annotation(placed) => self.annotation(placed),
            Record::Decision(d) => {
                self.annotator(d.annotator);
                self.passage(d.range, &d.quote);
            }
            Record::Reading(r) => self.annotator(r.annotator),
            Record::Provenance(p) => self.provenance(p),
            Record::Comment(c) => {
                self.annotator(c.annotator);
                self.commented(c.annotation);
            }
            Record::History(h) => self.annotator(h.annotator),
            Record::Document(_) | Record::Annotator(_) | Record::Unknown(_) => {}
            Record::Entity(entity) => self.entity(entity),
            Record::Check(rule) => self.rule(rule),
        }
    }

    fn annotation(&mut self, placed: &Placed) {
        let annotation = placed.annotation();
        self.annotator(annotation.annotator);
        if let Body::Theme(id) = annotation.body
            && self.file.set.theme(id).is_none()
        {
            self.say(format!("the theme {id} is not defined in this file"));
        }
        if let Some(range) = placed.range() {
            self.passage(range, &annotation.quote);
        }
    }

    /// That it says something, and that an address is one.
    fn provenance(&mut self, provenance: &Provenance) {
        self.annotator(provenance.annotator);
        if provenance.is_blank() {
            self.say("this provenance says nothing".to_owned());
        }
        let url = provenance.get(ProvenanceField::Url).trim();
        if url.contains(char::is_whitespace) {
            self.say(format!("the URL “{}” has spaces in it", short(url)));
        }
    }

    /// That merges lead somewhere.
    fn entity(&mut self, entity: &EntityRecord) {
        let EntityRecord::Same(same) = entity else {
            return;
        };
        let list = EntityList::of(self.file.set.clone());
        if list.is_in_circle(same) {
            self.say(format!(
                "the merge of “{}” leads back to itself; “{}” stands for all in the circle",
                same.name,
                list.canonical(same.label, &same.name)
            ));
        }
    }

    /// That a rule is about a check that there is.
    fn rule(&mut self, rule: &CheckRecord) {
        if is_unknown(rule) {
            let check = rule.check();
            self.say(format!(
                "there is no check “{check}”; `rapporteur checks` lists them"
            ));
        }
    }

    fn annotator(&mut self, id: AnnotatorId) {
        let key = RecordKey::Annotator(id);
        if self.file.set.get(&key).is_none() {
            self.say(format!("the annotator {id} is not named in this file"));
        }
    }

    fn commented(&mut self, id: AnnotationId) {
        if self.file.set.annotation(id).is_none() {
            self.say(format!(
                "the annotation {id} that this comments on is not in this file"
            ));
        }
    }

    /// That the parent is known, and not a part of the theme itself.
    fn theme(&mut self, theme: &Theme) {
        let Some(parent) = theme.parent else {
            return;
        };
        let in_codebook = match self.beside {
            Beside::Document { codebook, .. } => codebook.theme(parent).is_some(),
            Beside::Nothing => false,
        };
        if self.themes.0.get(parent).is_none() && !in_codebook {
            self.say(format!(
                "the parent {parent} of the theme “{}” is not defined",
                theme.name
            ));
        } else if self.themes.0.would_loop(theme.id, parent) {
            self.say(format!("the theme “{}” is below itself", theme.name));
        }
    }

    /// That the text says at `range` (UTF-8 bytes) what was quoted.
    fn passage(&mut self, range: TextRange, quote: &TextQuote) {
        let Some(text) = self.text().filter(|_| !range.is_document()) else {
            return;
        };
        let TextRange { start, end } = range;
        let message = match range.of(text) {
            Some(found) if found == quote.exact => return,
            Some(found) => format!(
                "the text at {start}..{end} is “{}”, the quote “{}”",
                short(found),
                short(&quote.exact)
            ),
            None if end > text.len() => format!(
                "the range {start}..{end} ends outside the text, which has {} bytes",
                text.len()
            ),
            None => format!("the range {start}..{end} begins or ends inside a character"),
        };
        self.say(message);
    }
}

/// Characters of a passage that a message shows.
const SHOWN: usize = 60;

fn short(text: &str) -> String {
    if text.chars().count() <= SHOWN {
        return text.to_owned();
    }
    text.chars().take(SHOWN).chain(['…']).collect()
}
