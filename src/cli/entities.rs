//! `entities`: the people, organisations and places of a folder, all documents together.

use super::args::{EntitiesLayout, EntityListing, Shown};
use super::console::{Console, printable};
use super::inputs::{each, many, sources};
use super::lists::OwnLists;
use super::table::{aligned, cell};
use crate::annotation::{EntityLabel, EntityList};
use crate::detect::detect_in_steps;
use crate::detect::when::When;
use crate::document::Document;
use crate::library::card::card;
use crate::library::index::{Column, DocumentEntities, EntityId, FolderIndex, Query, Row, csv};
use crate::library::naming::Naming;
use crate::library::offices::{Holding, ListedTerm, OfficeConflict, conflicts, holders};
use crate::library::suggest::{Suggestion, suggest_in};
use crate::text::offsets::LineIndex;
use serde::Serialize;
use std::collections::{HashMap, HashSet};
use std::io;

/// Companions on a card.
const COMPANY: usize = 12;

pub(super) fn run(job: &EntityListing, console: &mut Console<'_>) -> io::Result<()> {
    let sources = sources(&job.paths, console);
    let mut lists = OwnLists::new(&job.own);
    let (mut index, mut texts) = (FolderIndex::default(), HashMap::new());
    each(&sources, console, |source, document, console| {
        let settings = lists.settings(&source.path, console);
        let found = detect_in_steps(&document.text, &settings, &mut |_| true);
        let fingerprint = settings.own.and_then(|own| own.fingerprint());
        let entities = DocumentEntities::of(&document, &found.unwrap_or_default(), fingerprint);
        index.put(&source.name, entities);
        if job.shown != Shown::Table {
            texts.insert(source.name.clone(), document);
        }
        Ok(())
    })?;
    let list = lists.all();
    index.set_naming(Naming::of(&list));
    let folder = Folder {
        index,
        documents: texts,
        list,
        layout: job.layout,
    };
    match &job.shown {
        Shown::Table => folder.print_table(&job.query, console),
        Shown::Card(name) => folder.print_card(name, &job.query, console),
        Shown::Suggestions => folder.print_suggestions(&job.query, console),
        Shown::Offices => folder.print_offices(console),
    }
}

/// The index of a call, and the documents where their passages are shown.
struct Folder {
    index: FolderIndex,
    documents: HashMap<String, Document>,
    list: EntityList,
    layout: EntitiesLayout,
}

#[derive(Serialize)]
struct Line<'a> {
    #[serde(rename = "type")]
    label: &'static str,
    name: &'a str,
    mentions: usize,
    documents: usize,
    first: Option<String>,
    last: Option<String>,
    forms: Vec<&'a str>,
}

#[derive(Serialize)]
struct Passage<'a> {
    doc: &'a str,
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct Office<'a> {
    office: &'a str,
    of: &'a [String],
    person: &'a str,
    standing: &'static str,
    date: Option<String>,
    doc: &'a str,
    start: usize,
    end: usize,
    text: &'a str,
}

fn shown(when: Option<When>) -> String {
    when.map(|w| w.to_string()).unwrap_or_default()
}

impl Folder {
    fn print_table(&self, query: &Query, console: &mut Console<'_>) -> io::Result<()> {
        let rows = self.index.table(query);
        match self.layout {
            EntitiesLayout::Csv => return console.text(&csv(&self.index, &rows)),
            EntitiesLayout::Jsonl => {
                return rows
                    .iter()
                    .try_for_each(|row| console.json(&self.line(row)));
            }
            EntitiesLayout::Table => {}
        }
        let mut cells = vec![Column::ALL.map(|c| c.id().to_owned())];
        cells.extend(rows.iter().map(cells_of));
        aligned(&cells)
            .iter()
            .try_for_each(|row| console.line(row))?;
        let (found, read) = (rows.len(), many(self.index.len(), "document"));
        let found = if found == 1 {
            "1 entity".to_owned()
        } else {
            format!("{found} entities")
        };
        console.say(format_args!("{found} in {read}"));
        Ok(())
    }

    fn line<'a>(&'a self, row: &Row<'a>) -> Line<'a> {
        let surfaces = self.index.surfaces(row.id);
        Line {
            label: row.label.id(),
            name: row.name,
            mentions: row.mentions,
            documents: row.documents,
            first: row.first.map(|w| w.to_string()),
            last: row.last.map(|w| w.to_string()),
            forms: surfaces.into_iter().map(|s| s.0).collect(),
        }
    }

    /// The entity of this name; of several types the one with the most mentions.
    fn find(&self, name: &str, labels: &[EntityLabel]) -> Option<EntityId> {
        let wanted = |l: &&EntityLabel| labels.is_empty() || labels.contains(l);
        let found = EntityLabel::ALL.iter().filter(wanted);
        let found = found.filter_map(|l| self.index.find(*l, name));
        let exact = found.max_by_key(|id| self.index.row(*id).map_or(0, |r| r.mentions));
        exact.or_else(|| {
            let query = Query {
                labels: labels.to_vec(),
                text: name.to_owned(),
                ..Query::default()
            };
            self.index.table(&query).first().map(|r| r.id)
        })
    }

    fn print_card(&self, name: &str, query: &Query, console: &mut Console<'_>) -> io::Result<()> {
        let found = self.find(name, &query.labels);
        let Some(card) = found.and_then(|id| card(&self.index, &self.list, id, COMPANY)) else {
            console.fail(format_args!("No entity has this in its name: {name}"));
            return Ok(());
        };
        if self.layout != EntitiesLayout::Table {
            return self.print_places(&card.places, console);
        }
        let row = card.row;
        console.line(format_args!(
            "{} ({})",
            printable(row.name),
            row.label.title()
        ))?;
        let (mentions, documents) = (
            many(row.mentions, "mention"),
            many(row.documents, "document"),
        );
        console.line(format_args!(
            "  {mentions} in {documents} {} {}",
            shown(row.first),
            if row.first == row.last {
                String::new()
            } else {
                format!("to {}", shown(row.last))
            }
        ))?;
        let forms: Vec<String> = card
            .surfaces
            .iter()
            .map(|(s, n)| format!("{} ({n})", printable(s)))
            .collect();
        console.line(format_args!("  written {}", forms.join(", ")))?;
        self.print_roles(&card.roles, console)?;
        print_listed(&card.listed, console)?;
        let company: Vec<String> = card
            .company
            .iter()
            .map(|c| format!("{} ({})", printable(c.row.name), c.paragraphs))
            .collect();
        if !company.is_empty() {
            console.line(format_args!("  with {}", company.join(", ")))?;
        }
        let mut rows = Vec::new();
        for place in &card.places {
            let document = self.index.path(place.document);
            rows.push([
                self.at(document, place.range.start),
                self.text(document, place.sentence),
            ]);
        }
        aligned(&rows).iter().try_for_each(|row| console.line(row))
    }

    fn print_places(
        &self,
        places: &[crate::library::index::Place<'_>],
        console: &mut Console<'_>,
    ) -> io::Result<()> {
        places.iter().try_for_each(|place| {
            console.json(&Passage {
                doc: self.index.path(place.document),
                start: place.range.start,
                end: place.range.end,
                text: place.surface,
            })
        })
    }

    fn print_roles(&self, roles: &[Holding], console: &mut Console<'_>) -> io::Result<()> {
        let rows: Vec<_> = roles.iter().map(|h| self.role(h)).collect();
        aligned(&rows).iter().try_for_each(|row| console.line(row))
    }

    fn role(&self, h: &Holding) -> [String; 4] {
        [
            standing(h).to_owned(),
            cell(&title(h)),
            h.date.map_or("no date".to_owned(), |d| d.to_string()),
            self.at(&h.document, h.range.start),
        ]
    }

    /// `document:line:column`.
    fn at(&self, document: &str, byte: usize) -> String {
        let text = self.documents.get(document).map_or("", |d| &d.text);
        let place = super::detect::place(&LineIndex::new(text), byte);
        format!("{}:{place}", printable(document))
    }

    fn text(&self, document: &str, range: crate::text::TextRange) -> String {
        let document = self.documents.get(document);
        let text = document.and_then(|d| range.of(&d.text)).unwrap_or_default();
        let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
        printable(&text)
    }

    fn print_suggestions(&self, query: &Query, console: &mut Console<'_>) -> io::Result<()> {
        let fitting = self.index.table(query);
        let fitting: HashSet<_> = fitting.iter().map(|r| (r.label, r.name)).collect();
        let mut found = suggest_in(&self.index, &self.list);
        found.retain(|s| {
            [s.from, s.into]
                .iter()
                .any(|n| fitting.contains(&(s.label, n)))
        });
        if self.layout != EntitiesLayout::Table {
            return found.iter().try_for_each(|s| {
                console.json(&serde_json::json!({
                    "type": s.label.id(), "from": s.from, "into": s.into, "reason": s.reason.id(), "score": s.score,
                }))
            });
        }
        let row = |s: &Suggestion<'_>| {
            let names = [cell(s.from), cell(s.into)];
            let [from, into] = names;
            [
                s.score.to_string(),
                s.label.id().to_owned(),
                from,
                into,
                s.reason.title().to_owned(),
            ]
        };
        let cells: Vec<_> = found.iter().map(row).collect();
        aligned(&cells)
            .iter()
            .try_for_each(|row| console.line(row))?;
        console.say(format_args!("{}", many(found.len(), "pair")));
        Ok(())
    }

    fn print_offices(&self, console: &mut Console<'_>) -> io::Result<()> {
        let all = holders(&self.index);
        if self.layout != EntitiesLayout::Table {
            let holdings = all.iter().flat_map(|h| &h.holdings);
            return holdings
                .map(|h| self.office(h))
                .try_for_each(|o| console.json(&o));
        }
        for office in &all {
            let Some(first) = office.holdings.first() else {
                continue;
            };
            console.line(cell(&title(first)))?;
            let rows: Vec<_> = office.holdings.iter().map(|h| self.holder(h)).collect();
            aligned(&rows)
                .iter()
                .try_for_each(|row| console.line(row))?;
        }
        let found = conflicts(&all);
        found
            .iter()
            .try_for_each(|c| self.print_conflict(c, console))?;
        let (offices, conflicts) = (many(all.len(), "office"), many(found.len(), "conflict"));
        console.say(format_args!("{offices}, {conflicts}"));
        Ok(())
    }

    fn office<'a>(&'a self, h: &'a Holding) -> Office<'a> {
        let document = self.documents.get(&h.document);
        Office {
            office: &h.title,
            of: &h.office.bodies,
            person: &h.person,
            standing: standing(h),
            date: h.date.map(|d| d.to_string()),
            doc: &h.document,
            start: h.range.start,
            end: h.range.end,
            text: document
                .and_then(|d| h.range.of(&d.text))
                .unwrap_or_default(),
        }
    }

    fn holder(&self, h: &Holding) -> [String; 4] {
        [
            h.date.map_or("no date".to_owned(), |d| d.to_string()),
            cell(&h.person),
            standing(h).to_owned(),
            self.at(&h.document, h.range.start),
        ]
    }

    fn print_conflict(&self, c: &OfficeConflict, console: &mut Console<'_>) -> io::Result<()> {
        console.line(format_args!("conflict: {}", printable(&c.reason())))?;
        [&c.one, &c.other].into_iter().try_for_each(|h| {
            let (at, text) = (
                self.at(&h.document, h.range.start),
                self.text(&h.document, h.range),
            );
            console.line(format_args!("  {at}  {text}"))
        })
    }
}

/// What the embedded list knows, said to be from there.
fn print_listed(terms: &[ListedTerm], console: &mut Console<'_>) -> io::Result<()> {
    let row = |t: &ListedTerm| {
        let until = t.to.map_or("…".to_owned(), |w| w.to_string());
        let term = format!(
            "{} to {until}",
            t.from.map_or("…".to_owned(), |w| w.to_string())
        );
        [
            term,
            t.person.clone(),
            format!("{} of {}", t.title, t.body),
            "from the list of office holders".to_owned(),
        ]
    };
    let rows: Vec<_> = terms.iter().map(row).collect();
    aligned(&rows).iter().try_for_each(|row| console.line(row))
}

fn cells_of(row: &Row<'_>) -> [String; 6] {
    [
        row.label.id().to_owned(),
        cell(row.name),
        row.mentions.to_string(),
        row.documents.to_string(),
        shown(row.first),
        shown(row.last),
    ]
}

/// The office with what it belongs to.
fn title(h: &Holding) -> String {
    match h.office.bodies.as_slice() {
        [] => h.title.clone(),
        bodies => format!("{} of {}", h.title, bodies.join(" to ")),
    }
}

fn standing(h: &Holding) -> &'static str {
    h.standing.id()
}
