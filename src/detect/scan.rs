//! The pass over one block: at every token the rules that can begin there, the longest official name first.

use super::block::Block;
use super::found::{Found, Loose};
use super::lists::Lists;
use super::suffixes::suffix;
use super::tokens::{CAPS, HEADLINE, Kind, LINE, ORDINAL, RULES, SENTENCE, Shape, Token};
use super::words::{GENERIC, HEAD, SHORT, STOP, TERM};
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

impl Scan<'_> {
    /// Scans the block; `begins` are the tokens with which a rule may begin, where the grammar is known.
    pub fn run(&mut self, begins: &[u32]) {
        if let Some(own) = &self.settings.own {
            return super::own::run(self, own);
        }
        let mut n = 0;
        if super::covers(self.language) {
            for at in begins.iter().map(|&at| at as usize) {
                n = if at < n { n } else { self.at(at) };
            }
            return;
        }
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
    pub(super) fn listed_at(&self, n: usize) -> Option<gazetteer::Hit> {
        let names = self.on(Stages::GAZETTEER).then_some(&self.lists.names);
        names.and_then(|names| names.longest(self.block, n))
    }

    /// The name that a head noun types at `n`, while those are looked for.
    pub(super) fn typed_at(&self, n: usize) -> Option<names::Typed> {
        let on = self.on(Stages::HEAD_NOUNS);
        on.then(|| names::at(self.block, n, self.lists)).flatten()
    }

    /// The personal name at `n` that an office or honorific announces, while persons are looked for.
    pub(super) fn forced_at(&self, n: usize) -> Option<usize> {
        let on = self.on(Stages::PERSONS);
        on.then(|| persons::forced(self.block, n, self.lists))
            .flatten()
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
        let ordinal = self.block.has(n, ORDINAL)
            && self.block.joined(n + 1)
            && matches!(self.block.word(n + 1), "Vice" | "Deputy" | "Assistant");
        let office = || titles::at(self.block, n + 1, self.lists);
        let end = ordinal.then(office).flatten()?;
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
        if !token.has(RULES) {
            return None;
        }
        let begins = token.first.is_ascii_lowercase();
        if let Some(hit) = begins.then(|| self.listed_at(n)).flatten() {
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
                let from = self.body_before(n).unwrap_or(n);
                Some(self.span(from, end, EntityLabel::Agreement, "numbered act"))
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

    /// A capitalised word: the token to go on from.
    fn capital(&mut self, n: usize, token: &Token) -> usize {
        code(self.block, n)
            .or_else(|| self.entry_of_glossary(n, token))
            .or_else(|| self.field(n, token))
            .or_else(|| self.name(n, token))
            .unwrap_or_else(|| self.loose(n, token))
    }

    /// The longest of: a name typed by its head noun, a listed name, an office, a person.
    fn name(&mut self, n: usize, token: &Token) -> Option<usize> {
        let hit = self
            .listed_at(n)
            .filter(|_| gazetteer::can_begin(token))
            .filter(|h| !self.shouted(n, h.end));
        // A word that only begins sentences begins no other name, unless it is an initial.
        if hit.is_none() && token.class == STOP && token.shape != Shape::Initial {
            return None;
        }
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

    /// The first token of a body that stands right before: "Security Council resolution 2396 (2017)".
    fn body_before(&self, n: usize) -> Option<usize> {
        let last = self
            .found
            .spans
            .last()
            .filter(|s| s.label == EntityLabel::Org)?;
        let start = |k: usize| self.block.token(k).map(|t| self.base + t.start as usize);
        let near = start(n)? == last.end + 1 && self.block.joined(n);
        (n.saturating_sub(8)..n).find(|&k| near && start(k) == Some(last.start))
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
        let region = matches!(
            self.block.word(end),
            "region" | "regions" | "Region" | "Regions" | "governorate" | "oblast"
        );
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
        // No name begins with a word that only begins sentences.
        if (token.class != STOP || token.shape == Shape::Initial)
            && let Some(end) = self.after_office(n)
        {
            return end;
        }
        if self.on(Stages::GUESSES)
            && let Some(end) = self.guess(n, token)
        {
            return end;
        }
        self.leave(n, token);
        n + 1
    }

    /// A person after an office: behind its comma, or right behind one in small letters.
    fn after_office(&mut self, n: usize) -> Option<usize> {
        if n > 0
            && self.office_end == Some(n - 1)
            && self.block.punct(n - 1, b',')
            && self.nameable(n)
            && self.block.joined(n)
            && let Some(end) = self.forced_at(n).filter(|&e| e > n + 1)
        {
            return Some(self.person(n, end, "name after an office"));
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
                return Some(self.person(n, end, "name after an office"));
            }
        }
        None
    }

    fn leave(&mut self, n: usize, token: &Token) {
        let (short_form, head) = if token.is(SHORT | HEAD) {
            self.kind_named(n, token)
        } else {
            (None, None)
        };
        let ordinary = token.is(STOP | TERM | GENERIC) || token.is(HEAD) && short_form.is_none();
        self.found.loose.push(Loose {
            start: self.base as u32 + token.start,
            end: self.base as u32 + token.end,
            short_form,
            head,
            supposed: None,
            ordinary: ordinary || token.has(SENTENCE) && token.is(STOP),
        });
    }

    /// What a head noun alone may stand for: as a short form, and as the head of a name that the document spells out.
    fn kind_named(&self, n: usize, token: &Token) -> (Option<EntityLabel>, Option<EntityLabel>) {
        let before_office = token.is(SHORT)
            && titles::at(self.block, n + 1, self.lists).is_some()
            && self.block.joined(n + 1);
        let government = matches!(self.block.word(n), "Government" | "Cabinet")
            && (!token.has(SENTENCE) || self.block.kind(n + 1) == Some(Kind::Possessive));
        let dated = n > 1 && dates::year(self.block, n - 1).is_some();
        let article = n.checked_sub(1 + usize::from(dated)).is_some_and(|m| {
            matches!(
                self.block.word(m),
                "the" | "The" | "this" | "This" | "its" | "said" | "our"
            )
        });
        let alone = !self.block.goes_on(n + 1) && !self.block.hyphen(n + 1);
        let plain = !token.has(HEADLINE | CAPS);
        let short =
            (article && alone || before_office || government && alone) && token.is(SHORT) && plain;
        let body = names::label_of(self.block, n).filter(|&l| l == EntityLabel::Org);
        let head =
            body.filter(|_| plain && (article && alone || token.is(SHORT) && !token.has(SENTENCE)));
        let label = if short && self.on(Stages::SHORT_FORMS) {
            names::label_of(self.block, n)
        } else {
            None
        };
        (label, head)
    }
}

/// "resolution 2721 (2023)": the token after it.
fn numbered_act(block: &Block, n: usize) -> Option<usize> {
    let number = block.kind(n + 1) == Some(Kind::Number)
        && block.joined(n + 1)
        && block.word(n + 1).len() >= 3;
    let four =
        block.word(n + 1).len() == 4 && !block.punct(n + 2, b'(') && !block.punct(n + 2, b'/');
    if number
        && four
        && dates::year(block, n + 1).is_some_and(|_| !block.word(n + 1).starts_with("19"))
    {
        return Some(n + 2);
    }
    let year =
        block.punct(n + 2, b'(') && dates::year(block, n + 3).is_some() && block.punct(n + 4, b')');
    (number && year).then_some(n + 5)
}

/// Past the symbol of a paper, "PSC/PR/COMM.1228(2024)" or "A/RES/78/1": strokes without spaces, with a number.
fn code(block: &Block, n: usize) -> Option<usize> {
    if !block.punct(n + 1, b'/') || !block.glued(n + 1) {
        return None;
    }
    let end = (n + 1..n + 20)
        .find(|&k| !block.glued(k) || block.token(k).is_none())
        .unwrap_or(n + 20);
    let strokes = (n..end).filter(|&k| block.punct(k, b'/')).count();
    let number = (n..end).any(|k| {
        block.kind(k) == Some(Kind::Number) || block.word(k).bytes().any(|b| b.is_ascii_digit())
    });
    (strokes >= 2 && number).then_some(end)
}
