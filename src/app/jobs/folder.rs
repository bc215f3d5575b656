//! The lane that keeps the index of the folder's entities: it takes in what was found in each document, and answers what
//! the screen asks of all of them together.

use super::Out;
use super::reporting::{self, ReportRequest};
use crate::anchoring;
use crate::annotation::{EntityLabel, EntityList, TextQuote};
use crate::app::folder::{
    Companion, Context, EntityCard, FolderDone, Others, Passage, Quoted, Role, Suggested, Table,
    TableRow,
};
use crate::app::reporting::Ask;
use crate::document::{Document, Hash};
use crate::library::across::{Across, DocumentFacts};
use crate::library::card::{Card, card};
use crate::library::index::{FolderIndex, Place, Query, csv};
use crate::library::naming::Naming;
use crate::library::suggest::{Candidate, suggest};
use crate::quality::{Finding, graded, passage_keys};
use crate::store;
use crate::text::{TextRange, segment};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Documents that are in memory, by their keys.
pub type Texts = HashMap<String, Arc<Document>>;

/// What is asked of the index.
pub enum FolderRequest {
    /// These are the documents of the root; all others are forgotten.
    Documents(Vec<String>),
    /// This is the user's list.
    List(Box<EntityList>),
    /// This was found in a document.
    Put(String, Box<DocumentFacts>),
    /// This document is on screen: what is wrong between it and the others is told, now and whenever it changes.
    Watch(String, Arc<Document>),
    /// The table. Of several that wait only the last one counts.
    Table(u64, Query),
    /// The card of an entity. Of several that wait only the last one counts.
    Card {
        /// The number of the request.
        number: u64,
        /// Type and name.
        entity: (EntityLabel, String),
        /// How many mentions are shown in context.
        contexts: usize,
        /// Documents that need not be read.
        texts: Texts,
    },
    /// The table as a file.
    Write(Query, PathBuf),
    /// All mentions of an entity with their quotes.
    Quote((EntityLabel, String), Texts),
    /// A quality report of the folder, with what is wrong between its documents.
    Report(Box<(ReportRequest, Ask)>),
}

/// Companions on a card.
const COMPANY: usize = 12;
/// Bytes of a sentence that are shown before and behind a mention.
const AROUND: usize = 160;

/// The index, and what belongs to it.
#[derive(Default)]
pub(super) struct Folder {
    across: Across,
    list: EntityList,
    /// The documents of the root.
    documents: HashSet<String>,
    /// What was found in documents of which it is not known whether they belong to the root.
    waiting: HashMap<String, DocumentFacts>,
    /// Pairs that may be one, by type, since the last change.
    pairs: HashMap<EntityLabel, Vec<Pair>>,
    /// The document on screen.
    watched: Option<(String, Arc<Document>)>,
    /// What was told of it last.
    told: Option<Others>,
    /// What is wrong between each document and the others, as far as a report has asked for it.
    between: HashMap<String, Between>,
    /// The last requests for table and card.
    last: Arc<(AtomicU64, AtomicU64)>,
}

/// What is wrong between a document and the others.
struct Between {
    /// Hash of the document's text.
    text: Hash,
    findings: Vec<Finding>,
    /// The keys of their passages, by which they are graded.
    keys: Vec<u64>,
}

/// Two names that may be one: the one given up, the one that stays, and why.
type Pair = (String, String, &'static str);

impl Folder {
    pub fn new(last: Arc<(AtomicU64, AtomicU64)>) -> Self {
        Self {
            last,
            ..Self::default()
        }
    }

    /// Carries out a request; `more`: another one waits already.
    pub fn take(&mut self, request: FolderRequest, out: &Out, more: bool) {
        match request {
            FolderRequest::Documents(documents) => self.set_documents(documents),
            FolderRequest::List(list) => self.set_list(*list),
            FolderRequest::Put(path, facts) => self.put(path, *facts),
            FolderRequest::Watch(path, document) => {
                self.watched = Some((path, document));
                self.told = None;
                return self.tell(out, more);
            }
            FolderRequest::Table(number, query) => {
                if self.last.0.load(Ordering::Relaxed) == number {
                    let table = Arc::new(self.table(&query));
                    out.folder(FolderDone::Table(number, table));
                }
                return;
            }
            FolderRequest::Card {
                number,
                entity,
                contexts,
                texts,
            } => {
                if self.last.1.load(Ordering::Relaxed) == number {
                    let card = self.card(&entity, contexts, texts);
                    out.folder(FolderDone::Card(number, card.map(Arc::new)));
                }
                return;
            }
            FolderRequest::Write(query, to) => {
                let result = self.write(&query, &to);
                return out.folder(FolderDone::Written(to, result));
            }
            FolderRequest::Quote(entity, texts) => {
                return out.folder(FolderDone::Quoted(self.quote(&entity, texts)));
            }
            FolderRequest::Report(report) => {
                let (mut request, ask) = *report;
                self.complete(&mut request);
                reporting::run((request, ask), out);
                return self.tell(out, more);
            }
        }
        self.pairs.clear();
        out.folder(FolderDone::Changed);
        self.tell(out, more);
    }

    /// Tells what is wrong between the document on screen and the others, where that has changed. While more requests wait
    /// it is left to the last of them.
    fn tell(&mut self, out: &Out, more: bool) {
        let Some((path, document)) = self.watched.clone().filter(|_| !more) else {
            return;
        };
        let known = self.across.index().key_of(&path);
        if known.is_none_or(|k| k.text != document.text_hash) {
            return;
        }
        let changed = self.take_changed();
        if self.told.is_some() && !changed.contains(&path) {
            return;
        }
        let others = Others {
            findings: self.across.findings(&path, &document.text),
            readings: self.across.readings(&path, &document.text),
        };
        if self.told.as_ref() != Some(&others) {
            self.told = Some(others.clone());
            out.folder(FolderDone::Others {
                key: path,
                text_hash: document.text_hash,
                others,
            });
        }
    }

    /// The documents of which something else may be wrong between them and the others than before.
    fn take_changed(&mut self) -> Vec<String> {
        let changed = self.across.take_changed();
        changed
            .iter()
            .for_each(|path| drop(self.between.remove(path)));
        changed
    }

    /// Adds what is wrong between the documents of a report to what is wrong in each.
    fn complete(&mut self, request: &mut ReportRequest) {
        for path in self.take_changed() {
            // The document on screen has not been told of it.
            if self.watched.as_ref().is_some_and(|w| w.0 == path) {
                self.told = None;
            }
        }
        let (texts, rules) = (&request.texts, &request.rules);
        for document in &mut request.documents {
            let hash = document.summary.text_hash;
            let known = self.across.index().key_of(&document.key);
            if known.is_none_or(|k| k.text != hash) {
                continue;
            }
            if self
                .between
                .get(&document.key)
                .is_none_or(|b| b.text != hash)
            {
                let Some(read) = reporting::text(document, texts) else {
                    continue;
                };
                let findings = self.across.findings(&document.key, &read.text);
                let between = Between {
                    text: hash,
                    keys: passage_keys(&findings, &read.text),
                    findings,
                };
                self.between.insert(document.key.clone(), between);
            }
            if let Some(between) = self.between.get(&document.key) {
                let left = graded(&between.findings, &between.keys, rules);
                let left = left.as_ref().unwrap_or(&between.findings);
                document.summary.faults = Arc::new(document.summary.faults.with(left));
            }
        }
    }

    fn set_documents(&mut self, documents: Vec<String>) {
        self.documents = documents.into_iter().collect();
        let index = self.across.index();
        let all: Vec<_> = index.documents();
        let paths = all.into_iter().map(|d| index.path(d).to_owned());
        let gone: Vec<_> = paths.filter(|p| !self.documents.contains(p)).collect();
        if gone.len() == self.across.index().len() {
            self.across = Across::new(Naming::of(&self.list));
            self.between.clear();
        } else {
            gone.iter().for_each(|path| {
                self.across.remove(path);
            });
        }
        for (path, facts) in std::mem::take(&mut self.waiting) {
            if self.documents.contains(&path) {
                self.across.put(&path, facts);
            }
        }
    }

    fn set_list(&mut self, list: EntityList) {
        self.across.set_naming(Naming::of(&list));
        self.list = list;
    }

    fn put(&mut self, path: String, facts: DocumentFacts) {
        // It is on screen with what was found in it alone, so far.
        if self.watched.as_ref().is_some_and(|w| w.0 == path) {
            self.told = None;
        }
        if self.documents.contains(&path) {
            self.across.put(&path, facts);
        } else {
            self.waiting.insert(path, facts);
        }
    }

    fn table(&self, query: &Query) -> Table {
        let rows = self.across.index().table(query).into_iter();
        let rows = rows.map(|r| TableRow {
            label: r.label,
            name: r.name.into(),
            mentions: r.mentions,
            documents: r.documents,
            first: r.first,
            last: r.last,
        });
        Table {
            rows: rows.collect(),
            documents: self.across.index().len(),
            metonyms: self.list.metonyms(),
        }
    }

    fn write(&self, query: &Query, to: &Path) -> Result<usize, String> {
        let documents: Vec<PathBuf> = self.documents.iter().map(PathBuf::from).collect();
        store::check_export(to, &documents).map_err(|e| e.to_string())?;
        let rows = self.across.index().table(query);
        let text = csv(self.across.index(), &rows);
        store::write_export(to, text.as_bytes()).map_err(|e| e.to_string())?;
        Ok(rows.len())
    }

    fn card(
        &mut self,
        (label, name): &(EntityLabel, String),
        contexts: usize,
        mut texts: Texts,
    ) -> Option<EntityCard> {
        let id = self.across.index().find(*label, name)?;
        let (label, name) = self.across.index().name(id);
        let name = name.to_owned();
        let suggested = self.suggested(label, &name);
        let found = card(self.across.index(), &self.list, id, COMPANY)?;
        Some(self.owned(&found, suggested, contexts, &mut texts))
    }

    fn owned(
        &self,
        card: &Card<'_>,
        suggested: Vec<Suggested>,
        contexts: usize,
        texts: &mut Texts,
    ) -> EntityCard {
        let passages = card.places.iter().enumerate();
        let places: Vec<Passage> = passages
            .map(|(n, place)| self.passage(place, (n < contexts).then_some(&mut *texts)))
            .collect();
        let role = |h: &crate::library::offices::Holding| Role {
            title: h.title.clone(),
            of: h.office.bodies.join(", "),
            date: h.date,
            document: h.document.clone(),
            range: h.range,
        };
        let companion = |c: &crate::library::card::Companion<'_>| Companion {
            label: c.row.label,
            name: c.row.name.to_owned(),
            paragraphs: c.paragraphs,
        };
        let forms = card.surfaces.iter();
        EntityCard {
            label: card.row.label,
            name: card.row.name.to_owned(),
            mentions: card.row.mentions,
            documents: card.row.documents,
            dates: card.row.first.zip(card.row.last),
            forms: forms.map(|&(form, n)| (form.to_owned(), n)).collect(),
            roles: card.roles.iter().map(role).collect(),
            first: card.first.map(|place| self.passage(&place, Some(texts))),
            company: card.company.iter().map(companion).collect(),
            places,
            suggested,
            note: card.note.to_owned(),
        }
    }

    fn passage(&self, place: &Place<'_>, texts: Option<&mut Texts>) -> Passage {
        let path = self.across.index().path(place.document);
        let context = texts.and_then(|texts| {
            let document = self.text(path, texts)?;
            Some(context(&document, place.range, place.sentence))
        });
        Passage {
            document: path.to_owned(),
            range: place.range,
            context: context.unwrap_or_else(|| Context {
                text: place.surface.to_owned(),
                at: TextRange::new(0, place.surface.len()),
            }),
        }
    }

    /// The text that a document had when it was looked through; `None` where it is another one by now.
    fn text(&self, path: &str, texts: &mut Texts) -> Option<Arc<Document>> {
        if !texts.contains_key(path) {
            let document = store::read_document(Path::new(path)).ok()?;
            texts.insert(path.to_owned(), Arc::new(document));
        }
        let known = self.across.index().key_of(path)?.text;
        texts.get(path).filter(|d| d.text_hash == known).cloned()
    }

    /// What may be the same as an entity.
    fn suggested(&mut self, label: EntityLabel, name: &str) -> Vec<Suggested> {
        if !self.pairs.contains_key(&label) {
            let pairs = pairs(self.across.index(), &self.list, label);
            self.pairs.insert(label, pairs);
        }
        let pairs = self.pairs.get(&label).into_iter().flatten();
        let of = |(from, into, why): &Pair| Suggested {
            from: from.clone(),
            into: into.clone(),
            why,
        };
        let own = pairs.filter(|(from, into, _)| from == name || into == name);
        own.map(of).collect()
    }

    fn quote(&self, (label, name): &(EntityLabel, String), mut texts: Texts) -> Quoted {
        let mut quoted = Quoted {
            label: *label,
            name: name.clone(),
            documents: Vec::new(),
            left_out: Vec::new(),
        };
        let Some(id) = self.across.index().find(*label, name) else {
            return quoted;
        };
        let mut by_document: BTreeMap<&str, Vec<TextRange>> = BTreeMap::new();
        for place in self.across.index().places(id) {
            let path = self.across.index().path(place.document);
            by_document.entry(path).or_default().push(place.range);
        }
        for (path, ranges) in by_document {
            let had = texts.contains_key(path);
            match self.text(path, &mut texts) {
                Some(document) => {
                    let quotes = ranges
                        .into_iter()
                        .map(|r| (r, anchoring::describe(&document.text, r)));
                    let quotes: Vec<(TextRange, TextQuote)> = quotes.collect();
                    quoted.documents.push((path.to_owned(), quotes));
                }
                None => quoted.left_out.push(path.to_owned()),
            }
            if !had {
                // One that was read for this is not held on to.
                texts.remove(path);
            }
        }
        quoted
    }
}

/// The pairs of names of a type that may be one.
fn pairs(index: &FolderIndex, list: &EntityList, label: EntityLabel) -> Vec<Pair> {
    let rows = index.table(&Query {
        labels: vec![label],
        ..Query::default()
    });
    let names = rows.iter().map(|r| Candidate {
        label,
        name: r.name,
        mentions: r.mentions,
    });
    let names: Vec<_> = names.collect();
    let refused = |label, a: &str, b: &str| list.are_different(label, a, b);
    let found = suggest(&names, refused).into_iter();
    found
        .map(|s| (s.from.to_owned(), s.into.to_owned(), s.reason.title()))
        .collect()
}

/// A mention in its sentence as people read it; a long one is cut.
fn context(document: &Document, range: TextRange, sentence: TextRange) -> Context {
    let text = &document.text;
    let from = segment::char_floor(text, range.start.saturating_sub(AROUND));
    let to = segment::char_floor(text, (range.end + AROUND).min(text.len()));
    let (start, end) = (
        sentence.start.max(from),
        sentence.end.min(to.max(range.end)),
    );
    let shown = |a: usize, b: usize| {
        let part = document.shown(TextRange::new(a.min(b), b));
        part.replace(['\n', '\r', '\t'], " ")
    };
    let cut = if start > sentence.start { "…" } else { "" };
    let more = if end < sentence.end { "…" } else { "" };
    let before = format!("{cut}{}", shown(start, range.start));
    let mention = shown(range.start, range.end);
    let at = TextRange::new(before.len(), before.len() + mention.len());
    let behind = shown(range.end, end.max(range.end));
    let text = format!("{before}{mention}{behind}{more}");
    Context { text, at }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_context_is_the_sentence_and_a_long_one_is_cut() {
        let read = |name, text: &str| Document::from_bytes(name, text.as_bytes().to_vec()).unwrap();
        let document = read("a.md", "One. **Ann** met\nBo. Three.\n");
        let found = context(&document, TextRange::new(7, 10), TextRange::new(5, 20));
        assert_eq!(found.text, "Ann met Bo.");
        assert_eq!(found.at.of(&found.text), Some("Ann"));
        let long = format!("{}Ann{}", "é ".repeat(400), " é".repeat(400));
        let at = long.find("Ann").unwrap();
        let all = TextRange::new(0, long.len());
        let found = context(&read("a.txt", &long), TextRange::new(at, at + 3), all);
        assert_eq!(found.at.of(&found.text), Some("Ann"));
        assert!(found.text.starts_with('…') && found.text.ends_with('…'));
        assert!(found.text.len() < 2 * AROUND + 20);
    }
}
