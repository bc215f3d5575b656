//! Offices and the persons who hold them, as they stand together in a sentence.

use super::found::Span;
use super::scan::Scan;
use super::tokens::{Kind, Shape};
use super::words::*;
use super::{Stages, gazetteer, names, persons, titles};
use crate::annotation::label::EntityLabel;

impl Scan<'_> {
    /// A name after honorifics: "H.E. Dr. …", "Samdech …", "Mr …".
    pub(super) fn honorific(&mut self, n: usize) -> Option<usize> {
        let mut at = n;
        while at < n + 8
            && (self.block.is(at, HONORIFIC) && self.block.cap(at)
                || at > n && self.block.punct(at, b'.')
                || at > n && self.block.punct(at, b'*')
                || at > n && self.block.kind(at) == Some(Kind::Possessive))
        {
            at += 1;
        }
        let place = names::at(self.block, at, self.lists)
            .is_some_and(|t| !self.before_country_name(at, t.end));
        if place || titles::at(self.block, at, self.lists).is_some() || !self.block.cap(at) {
            return (at > n)
                .then_some(at)
                .filter(|&a| a > n + 1 || self.block.cap(a));
        }
        let end = persons::forced(self.block, at, self.lists)?;
        Some(self.person(at, end, "name after an honorific"))
    }

    /// "Mr. Adom Dominican Republic": a column of names beside a column of countries.
    fn before_country_name(&self, at: usize, end: usize) -> bool {
        let hit = self.lists.names.longest(self.block, at + 1);
        hit.is_some_and(|h| h.entry.country && h.end >= end)
    }

    /// A listed office; a rank that is cut short ("Gen.") counts only before a name.
    pub(super) fn listed_office(&mut self, n: usize, end: usize) -> Option<usize> {
        let short = self.block.punct(end - 1, b'.')
            || matches!(
                self.block.word(end - 1),
                "Amb"
                    | "Gen"
                    | "Col"
                    | "Maj"
                    | "Brig"
                    | "Capt"
                    | "Cdr"
                    | "Cmdr"
                    | "Adm"
                    | "Sgt"
                    | "Cpl"
                    | "Lt"
                    | "Gov"
                    | "Sen"
                    | "Rep"
                    | "Insp"
            );
        if short && persons::forced(self.block, end, self.lists).is_none() {
            return None;
        }
        Some(self.office(n, end))
    }

    /// An office, and the person after it.
    pub(super) fn office(&mut self, n: usize, end: usize) -> usize {
        if let Some(end) = self.meeting_of(n, end) {
            return end;
        }
        self.span(n, end, EntityLabel::Title, "office");
        self.office_end = Some(end);
        self.holder(end)
    }

    /// The person after an office that ends before token `end`, and where to go on.
    pub(super) fn holder(&mut self, end: usize) -> usize {
        let mut at = end;
        // "Prime Minister Sheikh Hasina" is known by the title.
        let known = self.listed_at(end).filter(|h| {
            self.block.is(end, HONORIFIC) && h.entry.label == EntityLabel::Person && h.end > end + 1
        });
        if let Some(hit) = known.filter(|_| self.block.joined(end) && self.on(Stages::PERSONS)) {
            return self.person(end, hit.end, hit.entry.rule);
        }
        while self.block.is(at, HONORIFIC) && self.block.cap(at)
            || at > end && self.block.punct(at, b'.')
        {
            at += 1;
        }
        if !self.block.joined(at) || self.block.punct(at - 1, b',') || !self.nameable(at) {
            return end;
        }
        match self.forced_at(at) {
            Some(to) => self.person(at, to, "name after an office"),
            None => end,
        }
    }

    /// "… Chiefs of Defence (CHODs) meeting": the meeting of a named circle of office holders.
    pub(super) fn meeting_of(&mut self, n: usize, end: usize) -> Option<usize> {
        let short = self.block.punct(end, b'(')
            && self.block.cap(end + 1)
            && self.block.punct(end + 2, b')');
        let at = end
            + usize::from(self.block.kind(end) == Some(Kind::Possessive))
            + if short { 3 } else { 0 };
        let kind = matches!(
            self.block.word(at),
            "meeting" | "summit" | "retreat" | "conference"
        );
        let last = self.found.spans.last().copied().filter(|s| {
            s.end + 1 == self.base + self.block.token(n).map_or(0, |t| t.start as usize)
        })?;
        let plural = (n..end).any(|k| self.block.is(k, OFFICES));
        if !kind
            || !plural
            || !self.block.joined(at)
            || !matches!(last.label, EntityLabel::Org | EntityLabel::Place)
        {
            return None;
        }
        let (_, to) = self.bytes(n, at + 1)?;
        self.found.push(Span {
            start: last.start,
            end: to,
            label: EntityLabel::Event,
            canonical: None,
            rule: "meeting of office holders",
        });
        Some(at + 1)
    }

    /// Whether a word after an office may begin a name: it is neither listed as something else nor typed.
    pub(super) fn nameable(&self, at: usize) -> bool {
        let followed = self.block.goes_on(at + 1)
            && !self
                .block
                .is(at + 1, TERM | HEAD | OFFICE | OFFICE_MODIFIER | STOP);
        let single = |h: &gazetteer::Hit| {
            h.end == at + 1
                && followed
                && matches!(h.entry.label, EntityLabel::Place | EntityLabel::Agreement)
        };
        let other = self.lists.names.longest(self.block, at).is_some_and(|h| {
            h.entry.label != EntityLabel::Person
                && !single(&h)
                && (!self.block.is(at, GIVEN | SURNAME) || !self.block.cap(at + 1))
        });
        self.block.cap(at) && !other && names::at(self.block, at, self.lists).is_none()
    }

    /// A person who begins where a shorter listed name does, such as "Jordan Peters".
    pub(super) fn longer_person(&self, n: usize, listed: usize) -> Option<usize> {
        let end = persons::at(self.block, n, self.lists)?;
        let place = self.lists.names.longest(self.block, n).is_some_and(|h| {
            h.end > n + 1 && h.entry.country && h.entry.label == EntityLabel::Place
        });
        if place {
            return None;
        }
        let listed_as_name = listed == 0 || self.block.is(n, GIVEN | SURNAME);
        (end > listed && listed_as_name).then_some(end)
    }

    /// A person; an office in small letters right before the name is annotated with it.
    pub(super) fn person(&mut self, n: usize, end: usize, rule: &'static str) -> usize {
        if let Some((from, to)) = self.small_office(n).filter(|_| self.on(Stages::OFFICES)) {
            self.span(
                from,
                to,
                EntityLabel::Title,
                "office in small letters before a name",
            );
        }
        let key = self.block.slice(n, end).map_or(0, super::lists::name_key);
        let canonical = self.lists.people.get(key).or_else(|| {
            self.lists
                .names
                .longest(self.block, n)
                .filter(|h| h.end == end && h.entry.label == EntityLabel::Person)
                .map(|h| h.entry.canonical)
        });
        self.push(n, end, EntityLabel::Person, canonical, rule);
        end
    }

    /// "foreign minister" right before the token `n`, or before a comma before it.
    pub(super) fn small_office(&self, n: usize) -> Option<(usize, usize)> {
        let to = if n > 0 && self.block.punct(n - 1, b',') {
            n - 1
        } else {
            n
        };
        let last = to.checked_sub(1)?;
        if !self.block.joined(to) || !self.block.joined(n) || !self.small_class(last, OFFICE) {
            return None;
        }
        let mut from = last;
        while from > 0
            && self.block.joined(from)
            && (self.small_class(from - 1, OFFICE_MODIFIER | OFFICE)
                || from > 1
                    && self.block.hyphen(from - 1)
                    && self.small_class(from - 2, OFFICE_MODIFIER | OFFICE))
        {
            from -= 1;
        }
        Some((from, to))
    }

    pub(super) fn small_class(&self, n: usize, class: u32) -> bool {
        let lower = self.block.token(n).is_some_and(|t| {
            t.kind == Kind::Word && t.shape == Shape::Lower && t.end - t.start > 3
        });
        let found = if lower {
            self.lists.words.of(self.block.word(n).as_bytes())
        } else {
            0
        };
        found & class != 0
            && (found & OFFICE == 0
                || found & WEAK_OFFICE == 0
                || matches!(
                    self.block.word(n),
                    "chief" | "representative" | "general" | "spokesman"
                ))
    }

    /// Whether "of", "to", "for" or "in" stands before the token, and an office before that.
    pub(super) fn complements_office(&self, n: usize) -> bool {
        let at = n.saturating_sub(1 + usize::from(n > 1 && self.block.is(n - 1, THE)));
        at > 0 && self.block.is(at, OF | PREPOSITION) && self.office_end == Some(at)
    }
}
