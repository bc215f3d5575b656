//! The pass over one block: at every token the rules that can begin there, the longest official name first.

use super::block::Block;
use super::contact::Value;
use super::found::{Found, Loose, Span};
use super::lists::Lists;
use super::suffixes::suffix;
use super::tokens::{CAPS, HEADLINE, Kind, LINE, ORDINAL, SENTENCE, Shape, Token};
use super::words::{
    AND, GENERIC, GIVEN, HEAD, HONORIFIC, LABEL, MONTH, OFFICE, OFFICE_MODIFIER, SHORT, STOP,
    SURNAME, TERM, THE,
};
use super::{Settings, Stages, contact, dates, gazetteer, money, names, persons, titles};
use crate::annotation::label::EntityLabel;
use crate::text::language::Language;

/// The scan of one block.
pub(super) struct Scan<'a> {
    pub block: &'a Block<'a>,
    pub lists: &'static Lists,
    pub settings: &'a Settings,
    /// What the block is written in.
    pub language: Language,
    /// Where the block begins in the document.
    pub base: usize,
    pub found: &'a mut Found,
    /// The token after the last office.
    pub office_end: Option<usize>,
}

/// A listed name may be at most this far from the last contact value for a line of digits to belong to it.
const NEAR: usize = 400;

impl Scan<'_> {
    /// Scans the block.
    pub fn run(&mut self) {
        if let Some(own) = &self.settings.own {
            return super::own::run(self, own);
        }
        let mut n = 0;
        while n < self.block.tokens.len() {
            n = self.at(n);
        }
    }

    /// Tries the rules at a token: the token to go on from, behind it.
    pub fn at(&mut self, n: usize) -> usize {
        let Some(token) = self.block.token(n) else {
            return n + 1;
        };
        if !super::covers(self.language) {
            return super::abroad::at(self, n, token);
        }
        if token.has(LINE) { self.line(n) } else { None }
            .or_else(|| self.token(n, token))
            .unwrap_or(n + 1)
            .max(n + 1)
    }

    /// Whether a stage is at work.
    pub(super) fn on(&self, stage: Stages) -> bool {
        !self.settings.without.has(stage)
    }

    /// The longest listed name at `n`, while listed names are looked for.
    fn listed_at(&self, n: usize) -> Option<gazetteer::Hit> {
        let names = self.on(Stages::GAZETTEER).then_some(&self.lists.names);
        names.and_then(|names| names.longest(self.block, n))
    }

    /// The name that a head noun types at `n`, while those are looked for.
    fn typed_at(&self, n: usize) -> Option<names::Typed> {
        let on = self.on(Stages::HEAD_NOUNS);
        on.then(|| names::at(self.block, n, self.lists)).flatten()
    }

    /// The personal name at `n` that an office or honorific announces, while persons are looked for.
    pub(super) fn forced_at(&self, n: usize) -> Option<usize> {
        let on = self.on(Stages::PERSONS);
        on.then(|| persons::forced(self.block, n, self.lists))
            .flatten()
    }

    /// Rules for whole lines: an address, a line of telephone numbers.
    fn line(&mut self, n: usize) -> Option<usize> {
        self.on(Stages::CONTACTS).then_some(())?;
        let digits = || contact::digit_line(self.block, n).filter(|_| self.near_contact(n));
        let value = match self.block.token(n)?.kind {
            Kind::Number => digits().or_else(|| contact::address_line(self.block, n)),
            Kind::Word if self.block.cap(n) && !self.block.is(n, LABEL) => {
                contact::address_line(self.block, n)
            }
            _ => digits(),
        }?;
        Some(self.value(value))
    }

    fn near_contact(&self, n: usize) -> bool {
        let here = self.base + self.block.token(n).map_or(0, |t| t.start as usize);
        self.found
            .spans
            .iter()
            .rev()
            .take(3) // `Found::pack` leaves these
            .any(|s| s.label == EntityLabel::Contact && here - s.end < NEAR)
    }

    fn token(&mut self, n: usize, token: &Token) -> Option<usize> {
        match token.kind {
            Kind::Number => self.number(n),
            Kind::Punct => self.punctuation(n, token),
            Kind::Word if token.is_cap() || token.first == b'0' => Some(self.capital(n, token)),
            Kind::Word => self.small(n, token),
            Kind::Possessive => None,
        }
    }

    /// A further number of a list of telephone numbers.
    fn next_number(&self, n: usize) -> bool {
        let comma = n > 0 && (self.block.punct(n - 1, b',') || self.block.punct(n - 1, b'/')) && self.on(Stages::CONTACTS);
        let before = self.block.token(n.saturating_sub(2)).map(|t| self.base + t.end as usize);
        comma
            && self.block.word(n).len() >= 6
            && self.block.word(n).bytes().all(|b| b.is_ascii_digit())
            && self.found.spans.last().is_some_and(|s| s.label == EntityLabel::Contact && Some(s.end) == before)
    }

    fn number(&mut self, n: usize) -> Option<usize> {
        if self.next_number(n) {
            return Some(self.span(n, n + 1, EntityLabel::Contact, "contact field"));
        }
        let hit = if self.block.cap(n + 1) {
            self.listed_at(n)
        } else {
            None
        };
        if let Some(hit) = hit.filter(|h| h.end > n + 1) {
            return Some(self.named(
                n,
                hit.end,
                hit.entry.label,
                Some(hit.entry.canonical),
                hit.entry.rule,
            ));
        }
        if self.on(Stages::PATTERNS)
            && let Some((end, is_money)) = money::at_number(self.block, n)
        {
            let (label, rule) = if is_money {
                (EntityLabel::Money, "number with currency")
            } else {
                (EntityLabel::Percent, "number with percent")
            };
            return Some(self.span(n, end, label, rule));
        }
        if self.on(Stages::PATTERNS)
            && let Some(end) = dates::at_number(self.block, n)
            && self.typed_at(n).is_none()
        {
            return Some(self.span(n, end, EntityLabel::Date, "calendar expression"));
        }
        if let Some(typed) = self.typed_at(n) {
            return Some(self.named(n, typed.end, typed.label, None, "head noun"));
        }
        // "1st Vice President"
        let ordinal = self.block.has(n, ORDINAL) && self.block.goes_on(n + 1);
        let end = titles::at(self.block, n + 1, self.lists).filter(|_| ordinal)?;
        Some(self.office(n, end))
    }

    fn punctuation(&mut self, n: usize, token: &Token) -> Option<usize> {
        match token.first {
            b'$' if self.on(Stages::PATTERNS) => {
                let end = money::at_sign(self.block, n)?;
                Some(self.span(n, end, EntityLabel::Money, "currency sign"))
            }
            b'@' if self.on(Stages::CONTACTS) => {
                contact::email(self.block, n).map(|v| self.value(v))
            }
            b'+' if self.on(Stages::CONTACTS) => {
                contact::international(self.block, n).map(|v| self.value(v))
            }
            b'(' | b'[' if self.on(Stages::ACRONYMS) => self.bracket(n),
            _ => None,
        }
    }

    fn small(&mut self, n: usize, token: &Token) -> Option<usize> {
        let len = (token.end - token.start).min(31);
        let starts = self
            .lists
            .lower_starts
            .get(usize::from(token.first.wrapping_sub(b'a')))
            .copied()
            .unwrap_or(0);
        if starts >> len & 1 != 0
            && let Some(hit) = self.listed_at(n)
        {
            return Some(self.named(
                n,
                hit.end,
                hit.entry.label,
                Some(hit.entry.canonical),
                hit.entry.rule,
            ));
        }
        match self.block.word(n) {
            "resolution" | "resolutions" => {
                let end = numbered_act(self.block, n)?;
                Some(self.span(n, end, EntityLabel::Agreement, "numbered act"))
            }
            "percent" | "per" if self.on(Stages::PATTERNS) => {
                let end = money::percent(self.block, n)?;
                let from = money::percent_in_words(self.block, n)?;
                Some(self.span(from, end, EntityLabel::Percent, "percent in words"))
            }
            "fiscal" | "financial" if self.on(Stages::PATTERNS) => dates::fiscal(self.block, n)
                .map(|end| self.span(n, end, EntityLabel::Date, "fiscal year")),
            "tel" | "fax" | "email" | "phone" | "mobile" if self.on(Stages::CONTACTS) => {
                contact::after_label(self.block, n).map(|v| self.value(v))
            }
            _ => None,
        }
    }

    /// "P.O. Box 404 Honiara Solomon Islands".
    fn post_box(&self, n: usize) -> Option<usize> {
        let office = matches!(self.block.word(n), "P.O." | "PO" | "P.O");
        if !office || self.block.word(n + 1) != "Box" {
            return None;
        }
        let tail = (n + 2..n + 16).take_while(|&k| {
            let token = self.block.token(k);
            let part = self.block.cap(k) || self.block.kind(k) == Some(Kind::Number) || self.block.punct(k, b',');
            token.is_some_and(|t| !t.has(LINE)) && part && !self.block.is(k, LABEL)
        });
        let last = tail.filter(|&k| !self.block.punct(k, b',')).last()?;
        (self.block.kind(n + 2) == Some(Kind::Number) || last > n + 2).then_some(last + 1)
    }

    /// "Mon 15 Nov 2021", "Tue, 3 May".
    fn short_weekday(&self, n: usize) -> Option<usize> {
        let short = matches!(
            self.block.word(n),
            "Mon" | "Tue" | "Tues" | "Wed" | "Thu" | "Thur" | "Thurs" | "Fri" | "Sat" | "Sun"
        );
        let stop = n + 1 + usize::from(self.block.punct(n + 1, b'.'));
        let from = stop + usize::from(self.block.punct(stop, b','));
        if !short || !self.block.joined(from) {
            return None;
        }
        match self.block.kind(from)? {
            Kind::Number => dates::at_number(self.block, from).filter(|&e| e > from + 1),
            _ if self.block.is(from, MONTH) => dates::at_word(self.block, from).filter(|&e| e > from + 1),
            _ => None,
        }
    }

    /// A capitalised word: the token to go on from.
    fn capital(&mut self, n: usize, token: &Token) -> usize {
        code(self.block, n)
            .or_else(|| self.field(n, token))
            .or_else(|| self.name(n))
            .unwrap_or_else(|| self.loose(n, token))
    }

    /// Dates, money, contact fields and honorifics.
    fn field(&mut self, n: usize, token: &Token) -> Option<usize> {
        let (patterns, contacts) = (self.on(Stages::PATTERNS), self.on(Stages::CONTACTS));
        if contacts
            && (token.is(LABEL) || token.first == b'E' && token.shape == Shape::Initial)
            && let Some(value) = contact::after_label(self.block, n)
        {
            return Some(self.value(value));
        }
        if let Some(end) = money::at_word(self.block, n).filter(|_| patterns) {
            return Some(self.span(n, end, EntityLabel::Money, "currency code"));
        }
        if let Some(end) = dates::at_word(self.block, n).filter(|_| self.on(Stages::HEAD_NOUNS))
            && self.block.goes_on(end)
            && matches!(self.block.word(end), "Movement" | "Alliance" | "Coalition" | "Brigade" | "Brigades" | "Front")
        {
            return Some(self.span(n, end + 1, EntityLabel::Org, "head noun"));
        }
        if let Some(end) = dates::at_word(self.block, n).filter(|_| patterns)
            && self.typed_at(n).is_none_or(|t| t.end <= end)
        {
            return Some(self.span(n, end, EntityLabel::Date, "calendar expression"));
        }
        if serial(self.block.word(n)) {
            return Some(self.span(n, n + 1, EntityLabel::Event, "session by number"));
        }
        if let Some(end) = self.short_weekday(n).filter(|_| patterns) {
            return Some(self.span(n, end, EntityLabel::Date, "calendar expression"));
        }
        if let Some(end) = spaced_excellency(self.block, n) {
            return self.honorific(end).or(Some(end));
        }
        // "Sheikh Hasina" is known by the title.
        let known = self
            .listed_at(n)
            .filter(|h| token.is(HONORIFIC) && h.entry.label == EntityLabel::Person && h.end > n + 1);
        if let Some(hit) = known {
            return Some(self.person(n, hit.end, hit.entry.rule));
        }
        if let Some(end) = self.post_box(n).filter(|_| self.on(Stages::CONTACTS)) {
            return Some(self.span(n, end, EntityLabel::Address, "contact field"));
        }
        if token.is(HONORIFIC) && self.on(Stages::PERSONS) {
            self.honorific(n)
        } else {
            None
        }
    }

    /// The longest of: a name typed by its head noun, a listed name, an office, a person.
    fn name(&mut self, n: usize) -> Option<usize> {
        let hit = self
            .listed_at(n)
            .filter(|_| self.block.token(n).is_some_and(gazetteer::can_begin))
            .filter(|h| !self.shouted(n, h.end));
        let typed = self.typed_at(n);
        let office = titles::at(self.block, n, self.lists).filter(|_| self.on(Stages::OFFICES));
        let listed = hit.map_or(0, |h| h.end);
        if let Some(typed) = typed.filter(|t| t.end > listed && t.end > office.unwrap_or(0)) {
            return Some(self.named(n, typed.end, typed.label, None, "head noun"));
        }
        if let Some(end) = office.filter(|&e| e > listed) {
            return Some(self.office(n, end));
        }
        if self.on(Stages::PERSONS)
            && let Some(end) = self.longer_person(n, listed)
        {
            return Some(self.person(n, end, "personal name"));
        }
        let hit = hit?;
        match hit.entry.label {
            EntityLabel::Title
                if titles::belongs_to_name(self.block, hit.end)
                    && !titles::before_listed(self.block, hit.end, self.lists) =>
            {
                None
            }
            EntityLabel::Title => self.listed_office(n, hit.end),
            EntityLabel::Person => Some(self.person(n, hit.end, hit.entry.rule)),
            _ => self.listed(n, hit.end, hit.entry),
        }
    }

    /// In a line of capitals "WHO" is a pronoun and "THE" an article.
    fn shouted(&self, n: usize, end: usize) -> bool {
        let word = self.block.word(n);
        self.block.has(n, CAPS)
            && (word == "THE" || end == n + 1 && word.len() <= 4 && super::guess::is_english(word))
    }

    /// A listed name; a language is no people.
    fn listed(&mut self, n: usize, end: usize, entry: gazetteer::Entry) -> Option<usize> {
        let label = entry.label;
        if label == EntityLabel::Norp && self.language(n, end) {
            return Some(end);
        }
        // The menu of languages of a web page.
        let bracketed = n > 0 && self.block.punct(n - 1, b'[') && self.block.punct(end, b']');
        if label == EntityLabel::Norp && bracketed {
            return Some(end);
        }
        // "Somali Region", "Oromia and Somali regions"
        let region = matches!(self.block.word(end), "region" | "regions" | "Region" | "Regions" | "governorate" | "oblast");
        let label = if label == EntityLabel::Norp && region && self.block.joined(end) {
            EntityLabel::Place
        } else {
            label
        };
        let numbered = matches!(label, EntityLabel::Agreement | EntityLabel::Event);
        let end = if numbered {
            suffix(self.block, end, label)
        } else {
            end
        };
        let from = if matches!(label, EntityLabel::Place | EntityLabel::Norp) {
            self.with_direction(n)
        } else {
            n
        };
        let canonical = (from == n).then_some(entry.canonical);
        Some(self.named(from, end, label, canonical, entry.rule))
    }

    /// "North Darfur": a capitalised direction right before a listed place belongs to it.
    fn with_direction(&self, n: usize) -> usize {
        let direction = n.checked_sub(1).filter(|&m| {
            matches!(
                self.block.word(m),
                "North"
                    | "South"
                    | "East"
                    | "West"
                    | "Northern"
                    | "Southern"
                    | "Eastern"
                    | "Western"
                    | "Central"
                    | "Upper"
                    | "Lower"
                    | "Greater"
                    | "Northeast"
                    | "Northwest"
                    | "Southeast"
                    | "Southwest"
            )
        });
        direction
            .filter(|_| self.block.joined(n) && !self.block.hyphen(n - 1))
            .unwrap_or(n)
    }

    fn language(&self, n: usize, end: usize) -> bool {
        let before = n.checked_sub(1).map_or("", |m| self.block.word(m));
        let noun = self.block.kind(end) == Some(Kind::Word)
            && self.block.joined(end)
            && !matches!(self.block.word(end), "and" | "or" | "on" | "at" | "by");
        matches!(
            self.block.word(end),
            "language" | "languages" | "Language" | "translation" | "-speaking"
        ) || before == "in" && !noun
    }

    /// A word no rule takes: kept for the second pass, or a person if an office in small letters stands before it.
    fn loose(&mut self, n: usize, token: &Token) -> usize {
        if self.on(Stages::HEAD_NOUNS)
            && let Some(end) = self.place_by_noun(n, token)
        {
            return end;
        }
        if n > 0
            && self.office_end == Some(n - 1)
            && self.block.punct(n - 1, b',')
            && self.nameable(n)
            && self.block.joined(n)
            && let Some(end) = self.forced_at(n).filter(|&e| e > n + 1)
        {
            return self.person(n, end, "name after an office");
        }
        if self.small_office(n).is_some()
            && self.nameable(n)
            && let Some(end) = self.forced_at(n)
        {
            let comma = self.block.punct(n - 1, b',');
            if !comma
                || self.block.punct(end, b',')
                || self.block.punct(end, b'.')
                || self.block.punct(end, b';')
            {
                return self.person(n, end, "name after an office");
            }
        }
        if self.on(Stages::GUESSES)
            && let Some(end) = self.guess(n, token)
        {
            return end;
        }
        self.leave(n, token);
        n + 1
    }

    /// An unknown name right before "province" or "district", or between two listed places.
    fn place_by_noun(&mut self, n: usize, token: &Token) -> Option<usize> {
        if token.is(STOP | TERM | HEAD | GENERIC | OFFICE | OFFICE_MODIFIER | HONORIFIC | LABEL)
            || token.shape != Shape::Title
            || token.has(HEADLINE)
        {
            return None;
        }
        let noun = matches!(
            self.block.word(n + 1),
            "province"
                | "provinces"
                | "district"
                | "districts"
                | "region"
                | "village"
                | "commune"
                | "county"
                | "municipality"
                | "island"
                | "river"
                | "prefecture"
                | "township"
                | "governorate"
        );
        if let Some(end) = self.direction_region(n) {
            return Some(self.span(n, end, EntityLabel::Place, "name beside a kind of place"));
        }
        let pair = self.block.hyphen(n + 1)
            && self.block.cap(n + 2)
            && !self.block.is(n + 2, TERM | HEAD | STOP)
            && matches!(self.block.word(n + 3), "region" | "regions" | "province" | "district" | "county" | "corridor")
            && self.lists.names.longest(self.block, n).is_none();
        if pair {
            return Some(self.span(n, n + 3, EntityLabel::Place, "name beside a kind of place"));
        }
        if (noun || self.between_places(n)) && self.block.joined(n + 1) {
            return Some(self.span(n, n + 1, EntityLabel::Place, "name beside a kind of place"));
        }
        if let Some(end) = self.after_kind_of_place(n) {
            return Some(self.span(n, end, EntityLabel::Place, "name beside a kind of place"));
        }
        let saint = self.block.word(n) == "St" && self.block.punct(n + 1, b'.') && self.block.goes_on(n + 2);
        if saint && self.local(n) {
            return Some(self.span(n, n + 3, EntityLabel::Place, "unknown name where a place stands"));
        }
        let inside = n
            .checked_sub(1)
            .is_some_and(|m| matches!(self.block.word(m), "in" | "near" | "In" | "outside"));
        let two =
            self.block.goes_on(n + 1) && !self.block.is(n + 1, STOP | TERM | HEAD | OFFICE | MONTH);
        let end = n + 1 + usize::from(two);
        let alone = !self.block.goes_on(end)
            && !self.block.hyphen(end)
            && self.block.kind(end) != Some(Kind::Possessive);
        let english = super::guess::is_english(self.block.word(n));
        if inside && alone && !english && !self.block.is(n, GIVEN | SURNAME) && self.block.joined(n) {
            return Some(self.span(n, end, EntityLabel::Place, "name after \"in\""));
        }
        None
    }

    /// "North East" and "South-West" of a country, where "region" or "zone" follows, perhaps after a second one.
    fn direction_region(&self, n: usize) -> Option<usize> {
        let half = |k: usize| matches!(self.block.word(k), "North" | "South" | "East" | "West" | "Central");
        let pair = |k: usize| {
            let second = k + 1 + usize::from(self.block.hyphen(k + 1));
            (half(k) && half(second) && self.block.joined(second)).then_some(second + 1)
        };
        let kind = |k: usize| matches!(self.block.word(k), "region" | "regions" | "zone" | "zones" | "Region" | "Regions" | "geopolitical");
        let end = pair(n)?;
        let next = if self.block.is(end, AND) { pair(end + 1) } else { None };
        (kind(end) || next.is_some_and(kind)).then_some(end)
    }

    /// "the village of Hakupu", "the town of the Blue Lakes", "Governor of Rivers".
    fn after_kind_of_place(&self, n: usize) -> Option<usize> {
        let of = n.checked_sub(1 + usize::from(n > 1 && self.block.is(n - 1, THE)))?;
        let before = of.checked_sub(1)?;
        if self.block.word(of) != "of" || !self.block.joined(n) {
            return None;
        }
        let seat = matches!(self.block.word(before), "Governor" | "Mayor" | "Bishop" | "Archbishop" | "governor" | "mayor")
            && self.office_end == Some(of);
        if !seat && !kind_of_place(self.block.word(before)) {
            return None;
        }
        let hyphen = self.block.hyphen(n + 1) && self.block.cap(n + 2);
        let end = n + 1 + if hyphen { 2 } else { 0 };
        let two = self.block.goes_on(end) && !self.block.is(end, STOP | TERM | HEAD | OFFICE | MONTH);
        let end = end + usize::from(two);
        (!self.block.goes_on(end)).then_some(end)
    }

    fn between_places(&self, n: usize) -> bool {
        let listed = |at| {
            self.lists
                .names
                .longest(self.block, at)
                .is_some_and(|h| h.entry.label == EntityLabel::Place)
        };
        let comma = n > 0 && self.block.punct(n - 1, b',');
        let before = comma
            && self.found.spans.last().is_some_and(|s| {
                s.label == EntityLabel::Place
                    && Some(s.end)
                        == self
                            .block
                            .token(n - 1)
                            .map(|t| self.base + t.start as usize)
            });
        before && (self.block.punct(n + 1, b',') || self.block.is(n + 1, AND)) && listed(n + 2)
            || self.coordinated(n)
    }

    /// "between Chattogram and Oslo", "in Oslo and Chattogram": one of the two is a listed place.
    fn coordinated(&self, n: usize) -> bool {
        let local = |at: usize| {
            matches!(self.block.word(at), "between" | "in" | "from" | "of" | "across" | "both" | "near" | "In" | "Between")
        };
        let closes = !self.block.goes_on(n + 1) && !self.block.hyphen(n + 1);
        if !closes || self.block.is(n, GIVEN | SURNAME) || n == 0 {
            return false;
        }
        let place = |at| {
            let hit = self.lists.names.longest(self.block, at);
            hit.filter(|h| h.entry.label == EntityLabel::Place).map(|h| h.end)
        };
        let first = local(n - 1) && self.block.is(n + 1, AND)
            && place(n + 2).is_some_and(|end| !self.block.goes_on(end));
        let second = || {
            let and = self.block.is(n - 1, AND) && self.block.joined(n);
            let last = self.found.spans.last().filter(|s| s.label == EntityLabel::Place);
            let at = last.and_then(|s| (n.saturating_sub(6)..n).find(|&k| {
                self.block.token(k).is_some_and(|t| self.base + t.start as usize == s.start)
            }));
            let ends = last.is_some_and(|s| {
                self.block.token(n - 1).is_some_and(|t| s.end + 1 == self.base + t.start as usize)
            });
            and && ends && at.is_some_and(|at| at > 0 && local(at - 1))
        };
        first || second()
    }

    fn leave(&mut self, n: usize, token: &Token) {
        let before_office = token.is(SHORT)
            && titles::at(self.block, n + 1, self.lists).is_some()
            && self.block.joined(n + 1);
        let government = matches!(self.block.word(n), "Government" | "Cabinet")
            && (!token.has(SENTENCE) || self.block.kind(n + 1) == Some(Kind::Possessive));
        let article = n.checked_sub(1).is_some_and(|m| {
            matches!(
                self.block.word(m),
                "the" | "The" | "this" | "This" | "its" | "said" | "our"
            )
        });
        let alone = !self.block.goes_on(n + 1) && !self.block.hyphen(n + 1);
        let plain = !token.has(HEADLINE | CAPS);
        let short = (article && alone || before_office || government && alone) && token.is(SHORT) && plain;
        let body = names::label_of(self.block, n).filter(|&l| l == EntityLabel::Org);
        let head = body.filter(|_| plain && (article && alone || token.is(SHORT) && !token.has(SENTENCE)));
        let label = if short && self.on(Stages::SHORT_FORMS) {
            names::label_of(self.block, n)
        } else {
            None
        };
        let ordinary = token.is(STOP | TERM | GENERIC) || token.is(HEAD) && label.is_none();
        self.found.loose.push(Loose {
            start: self.base as u32 + token.start,
            end: self.base as u32 + token.end,
            short_form: label,
            head,
            supposed: None,
            ordinary: ordinary || token.has(SENTENCE) && token.is(STOP),
        });
    }

    pub(super) fn bytes(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        let (first, last) = (
            self.block.token(from)?,
            self.block.token(to.checked_sub(1)?)?,
        );
        Some((
            self.base + first.start as usize,
            self.base + last.end as usize,
        ))
    }

    fn value(&mut self, value: Value) -> usize {
        let label = if value.address {
            EntityLabel::Address
        } else {
            EntityLabel::Contact
        };
        let (start, end) = (
            self.base + value.start as usize,
            self.base + value.end as usize,
        );
        self.found.push(Span {
            start,
            end,
            label,
            canonical: None,
            rule: "contact field",
        });
        value.next
    }

    /// A name; after "Ambassador to …" and "Governor of …" the person may follow.
    pub(super) fn named(
        &mut self,
        n: usize,
        end: usize,
        label: EntityLabel,
        canonical: Option<&'static str>,
        rule: &'static str,
    ) -> usize {
        let ordinal = label == EntityLabel::Event && self.small_ordinal(n);
        let two = label == EntityLabel::Event && self.two_ordinals(n);
        let from = n - if two { 2 } else { usize::from(ordinal) };
        self.push(from, end, label, canonical.filter(|_| from == n), rule);
        if !self.complements_office(n) || !self.block.joined(end) || !self.nameable(end) {
            return end;
        }
        match self.forced_at(end) {
            Some(to) if to > end + 1 => self.person(end, to, "name after an office"),
            _ => end,
        }
    }

    /// "44th and 45th ASEAN Summits".
    fn two_ordinals(&self, n: usize) -> bool {
        n > 1
            && self.block.has(n, ORDINAL)
            && self.block.is(n - 1, AND)
            && self.block.has(n - 2, ORDINAL)
            && self.block.joined(n)
            && self.block.joined(n - 1)
    }

    /// "sixth Quad Summit": an ordinal in small letters belongs to the name (guideline 7).
    fn small_ordinal(&self, n: usize) -> bool {
        let word = n.checked_sub(1).map_or("", |m| self.block.word(m));
        let one = n > 1 && self.block.word(n - 2) == "a";
        self.block.joined(n)
            && !one
            && matches!(
                word,
                "second" | "third" | "fourth" | "fifth" | "sixth" | "seventh" | "eighth" | "ninth" | "tenth" | "eleventh"
                    | "twelfth" | "thirteenth" | "fourteenth" | "fifteenth" | "sixteenth" | "seventeenth" | "eighteenth"
                    | "nineteenth" | "twentieth"
            )
    }

    pub(super) fn span(
        &mut self,
        n: usize,
        end: usize,
        label: EntityLabel,
        rule: &'static str,
    ) -> usize {
        self.push(n, end, label, None, rule);
        end
    }

    pub(super) fn push(
        &mut self,
        n: usize,
        end: usize,
        label: EntityLabel,
        canonical: Option<&'static str>,
        rule: &'static str,
    ) {
        if let Some((start, end)) = self.bytes(n, end) {
            self.found.push(Span {
                start,
                end,
                label,
                canonical,
                rule,
            });
        }
    }
}

/// "resolution 2721 (2023)": the token after it.
fn numbered_act(block: &Block, n: usize) -> Option<usize> {
    let number = block.kind(n + 1) == Some(Kind::Number) && block.joined(n + 1) && block.word(n + 1).len() >= 3;
    let year = block.punct(n + 2, b'(') && dates::year(block, n + 3).is_some() && block.punct(n + 4, b')');
    (number && year).then_some(n + 5)
}

/// "UNGA77", "COP29": a recurring session by its number.
pub(super) fn serial(word: &str) -> bool {
    let digits = word.bytes().rev().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&digits)
        && matches!(
            word.get(..word.len() - digits),
            Some("UNGA" | "COP" | "CMP" | "CMA" | "WHA" | "CSW" | "HLPF" | "SBSTA" | "UNHRC")
        )
}

/// What kind of place a small word says that the name after its "of" is: "village of".
fn kind_of_place(word: &str) -> bool {
    matches!(
        word,
        "village" | "villages" | "town" | "towns" | "city" | "district" | "province" | "department" | "commune" | "region"
            | "island" | "islands" | "port" | "municipality" | "county" | "governorate" | "oblast" | "prefecture" | "township"
            | "atoll" | "suburb" | "locality" | "parish" | "territory" | "outskirts" | "capital"
    )
}

/// Past the symbol of a paper, "PSC/PR/COMM.1228(2024)" or "A/RES/78/1": strokes without spaces, with a number.
fn code(block: &Block, n: usize) -> Option<usize> {
    if !block.punct(n + 1, b'/') || !block.glued(n + 1) {
        return None;
    }
    let end = (n + 1..n + 20).find(|&k| !block.glued(k) || block.token(k).is_none()).unwrap_or(n + 20);
    let strokes = (n..end).filter(|&k| block.punct(k, b'/')).count();
    let number = (n..end).any(|k| block.kind(k) == Some(Kind::Number) || block.word(k).bytes().any(|b| b.is_ascii_digit()));
    (strokes >= 2 && number).then_some(end)
}

/// "H. E." with a space: the token after it.
fn spaced_excellency(block: &Block, n: usize) -> Option<usize> {
    let fits = block.word(n) == "H" && block.punct(n + 1, b'.') && block.word(n + 2) == "E" && block.punct(n + 3, b'.');
    fits.then_some(n + 4)
}
