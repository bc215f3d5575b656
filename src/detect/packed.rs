//! Spans that the scan has left behind, packed: a text of 100 MB has two million of them.

use super::found::Span;
use super::mentions::Row;
use super::names_table::place;
use super::quick::HashMap;
use super::words::HashedMap;
use crate::annotation::label::EntityLabel;

/// The name of a span that no list knows.
const UNLISTED: u32 = u32::MAX;

/// Spans in text order.
#[derive(Default)]
pub(super) struct Packed {
    rows: Vec<Row>,
    /// Canonical forms of the lists, by number.
    listed: Vec<&'static str>,
    /// Their numbers, by where they stand in the lists.
    numbers: HashedMap<u32>,
    rules: Vec<&'static str>,
}

/// The number of a rule; there are a few dozen.
pub(super) fn rule_number(rules: &mut Vec<&'static str>, rule: &'static str) -> u16 {
    // Nearly always the very same string.
    let same = rules.iter().position(|r| std::ptr::eq(*r, rule));
    let equal = || rules.iter().position(|r| *r == rule);
    let at = same.or_else(equal).unwrap_or_else(|| {
        rules.push(rule);
        rules.len() - 1
    });
    at as u16
}

impl Packed {
    /// Adds a span.
    pub fn push(&mut self, span: &Span) {
        let name = span.canonical.map_or(UNLISTED, |name| self.listed(name));
        let known = self.rules.len();
        let row = Row {
            start: span.start as u32,
            end: span.end as u32,
            name,
            rule: rule_number(&mut self.rules, span.rule),
            label: span.label,
        };
        debug_assert!(
            known == self.rules.len() || super::explain::is_explained(span.rule),
            "say in explain.rs what the rule {:?} goes by",
            span.rule
        );
        self.rows.push(row);
    }

    fn listed(&mut self, name: &'static str) -> u32 {
        let next = self.listed.len() as u32;
        let number = *self.numbers.entry(place(name)).or_insert(next);
        if number == next {
            self.listed.push(name);
        }
        number
    }

    /// All spans.
    pub fn iter(&self) -> impl Iterator<Item = Span> + '_ {
        self.rows.iter().map(|row| self.span(row))
    }

    /// The spans of some types.
    pub fn of(&self, wanted: fn(EntityLabel) -> bool) -> impl Iterator<Item = Span> + '_ {
        let rows = self.rows.iter().filter(move |row| wanted(row.label));
        rows.map(|row| self.span(row))
    }

    /// The spans that a rule found.
    pub fn by(&self, rule: &str) -> impl Iterator<Item = Span> + '_ {
        let number = self.rules.iter().position(|r| *r == rule);
        let number = number.map(|n| n as u16);
        let rows = self.rows.iter().filter(move |r| Some(r.rule) == number);
        rows.map(|row| self.span(row))
    }

    /// Keeps the spans that `keep` wants.
    pub fn retain(&mut self, mut keep: impl FnMut(&Span) -> bool) {
        let mut rows = std::mem::take(&mut self.rows);
        rows.retain(|row| keep(&self.span(row)));
        self.rows = rows;
    }

    /// How many spans of a type each listed name has.
    pub fn counts(&self, label: EntityLabel) -> HashMap<&'static str, usize> {
        let mut by_number = vec![0_usize; self.listed.len()];
        for row in self.rows.iter().filter(|row| row.label == label) {
            if let Some(count) = by_number.get_mut(row.name as usize) {
                *count += 1;
            }
        }
        let mut counts = HashMap::default();
        for (name, count) in self.listed.iter().zip(by_number).filter(|(_, n)| *n > 0) {
            *counts.entry(*name).or_insert(0) += count;
        }
        counts
    }

    /// Brings the spans into text order: of those that begin together the longest first.
    pub fn sort(&mut self) {
        self.rows
            .sort_by_key(|row| (row.start, std::cmp::Reverse(row.end)));
    }

    /// Number of spans.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The span at `index`.
    pub fn get(&self, index: usize) -> Option<Span> {
        self.rows.get(index).map(|row| self.span(row))
    }

    /// Gives the span at `index` the number of a name in another table.
    pub fn rename(&mut self, index: usize, name: u32) {
        if let Some(row) = self.rows.get_mut(index) {
            row.name = name;
        }
    }

    /// Gives the span at `index` another type.
    pub fn retype(&mut self, index: usize, label: EntityLabel) {
        if let Some(row) = self.rows.get_mut(index) {
            row.label = label;
        }
    }

    /// The rows, and the rules that they name.
    pub fn into_parts(self) -> (Vec<Row>, Vec<&'static str>) {
        (self.rows, self.rules)
    }

    fn span(&self, row: &Row) -> Span {
        Span {
            start: row.start as usize,
            end: row.end as usize,
            label: row.label,
            canonical: self.listed.get(row.name as usize).copied(),
            rule: self
                .rules
                .get(usize::from(row.rule))
                .copied()
                .unwrap_or_default(),
        }
    }
}
