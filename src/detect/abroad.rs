//! The pass over a block in a language whose grammar is not known here: contact fields, money, percentages, dates, and
//! listed names where they can hardly be anything else.

use super::block::Block;
use super::contact::{self, Value};
use super::found::{Found, Span};
use super::gazetteer::Hit;
use super::lists::Lists;
use super::scan::Scan;
use super::tokens::{CAPS, Kind, SENTENCE, Shape, Token};
use super::words::{GIVEN, LABEL, SURNAME};
use super::{Settings, Stages, amounts_abroad, dates_abroad};
use crate::annotation::label::EntityLabel;
use crate::text::language::Language;

/// Whether the grammar of a language is known: names are then found by all rules.
pub fn covers(language: Language) -> bool {
    matches!(language, Language::English | Language::NotSure)
}

/// Tries the rules at a token: the token to go on from, behind it.
pub(super) fn at(scan: &mut Scan<'_>, n: usize, token: &Token) -> usize {
    let mut abroad = Abroad {
        block: scan.block,
        lists: scan.lists,
        settings: scan.settings,
        language: scan.language,
        base: scan.base,
        found: &mut *scan.found,
    };
    abroad.token(n, token).unwrap_or(n + 1).max(n + 1)
}

/// What the rules look at, and where they put what they find.
struct Abroad<'a> {
    block: &'a Block<'a>,
    lists: &'static Lists,
    settings: &'a Settings,
    language: Language,
    /// Where the block begins in the document.
    base: usize,
    found: &'a mut Found,
}

impl Abroad<'_> {
    fn on(&self, stage: Stages) -> bool {
        !self.settings.without.has(stage)
    }

    fn token(&mut self, n: usize, token: &Token) -> Option<usize> {
        let contacts = self.on(Stages::CONTACTS);
        if let Some(value) = self.contact(n, token).filter(|_| contacts) {
            return Some(self.value(&value));
        }
        let patterns = self.on(Stages::PATTERNS);
        if let Some((end, label, rule)) = self.pattern(n, token).filter(|_| patterns) {
            return Some(self.push(n, end, label, None, rule));
        }
        let listed = token.is_cap() && self.on(Stages::GAZETTEER);
        let hit = listed.then(|| self.listed(n, token)).flatten()?;
        let entry = hit.entry;
        Some(self.push(n, hit.end, entry.label, Some(entry.canonical), entry.rule))
    }

    fn contact(&self, n: usize, token: &Token) -> Option<Value> {
        match token.first {
            b'@' => contact::email(self.block, n),
            b'+' => contact::international(self.block, n),
            _ if token.is(LABEL) => contact::after_label(self.block, n).filter(|v| !v.address),
            _ => None,
        }
    }

    fn pattern(&self, n: usize, token: &Token) -> Option<(usize, EntityLabel, &'static str)> {
        if let Some((end, is_money)) = amounts_abroad::at(self.block, n) {
            return Some(if is_money {
                (end, EntityLabel::Money, "number with currency")
            } else {
                (end, EntityLabel::Percent, "number with percent")
            });
        }
        let date = token.kind == Kind::Number || token.kind == Kind::Word;
        let end = date.then(|| dates_abroad::at(self.block, n, self.language))??;
        Some((end, EntityLabel::Date, "calendar expression"))
    }

    /// A listed name that is no part of a longer name, as far as capitals show.
    fn listed(&self, n: usize, token: &Token) -> Option<Hit> {
        let names = &self.lists.names;
        let hit = names.longest_strong(self.block, n)?;
        let kind = matches!(
            hit.entry.label,
            EntityLabel::Org
                | EntityLabel::Place
                | EntityLabel::Person
                | EntityLabel::Agreement
                | EntityLabel::Event
        );
        let sure = hit.end > n + 1 || self.sure_alone(n, token, &hit);
        (kind && sure && !self.in_longer_name(n, hit.end)).then_some(hit)
    }

    /// Whether a listed name of one word can hardly be a word of the language, a surname or another short form.
    fn sure_alone(&self, n: usize, token: &Token, hit: &Hit) -> bool {
        let len = token.end - token.start;
        match hit.entry.label {
            EntityLabel::Place if hit.entry.country => len >= 4,
            EntityLabel::Place => {
                let nouns_in_capitals = self.language == Language::German;
                token.shape == Shape::Title
                    && len >= 5
                    && !nouns_in_capitals
                    && !token.has(SENTENCE | CAPS)
                    && !token.is(GIVEN | SURNAME)
                    && self.small_before(n)
            }
            EntityLabel::Org | EntityLabel::Agreement | EntityLabel::Event => {
                let digit = self.block.word(n).ends_with(|c: char| c.is_ascii_digit());
                let short = matches!(token.shape, Shape::Upper | Shape::Mixed);
                short && (len >= 4 || digit) && !token.has(CAPS)
            }
            _ => false,
        }
    }

    /// Whether a word in small letters stands right before the token.
    fn small_before(&self, n: usize) -> bool {
        let before = n.checked_sub(1).and_then(|m| self.block.token(m));
        let word = before.is_some_and(|t| t.kind == Kind::Word && t.shape == Shape::Lower);
        word && self.block.joined(n)
    }

    /// Whether capitalised words or a number stand beside the tokens, or a name with a small word between.
    fn in_longer_name(&self, from: usize, to: usize) -> bool {
        let after = self.block.goes_on(to)
            || self.block.hyphen(to)
            || self.block.kind(to) == Some(Kind::Number) && self.block.joined(to)
            || self.link(to) && self.block.goes_on(to + 1);
        after || self.follows_name(from) || self.follows_kind(from)
    }

    /// In Vietnamese the kind of a thing stands before its name in small letters, and only its first syllable has a capital:
    /// a name stands alone after a small word that governs one, after punctuation and at the beginning.
    fn follows_kind(&self, n: usize) -> bool {
        let governs = |word| {
            matches!(
                word,
                "của"
                    | "ở"
                    | "tại"
                    | "từ"
                    | "với"
                    | "và"
                    | "như"
                    | "đến"
                    | "tới"
                    | "sang"
                    | "giữa"
                    | "qua"
                    | "cùng"
                    | "nước"
                    | "là"
                    | "cho"
                    | "thăm"
                    | "vào"
                    | "trong"
                    | "do"
                    | "theo"
                    | "phố"
                    | "tỉnh"
            )
        };
        let before = n.checked_sub(1).filter(|_| self.block.joined(n));
        self.language == Language::Vietnamese
            && before.is_some_and(|m| {
                self.block.kind(m) == Some(Kind::Word) && !governs(self.block.word(m))
            })
    }

    /// Whether the token goes on a name: after a capitalised word, or after one and small words such as "de la".
    fn follows_name(&self, n: usize) -> bool {
        let mut at = n;
        if !self.block.joined(n) {
            return false;
        }
        while let Some(before) = at.checked_sub(1).filter(|_| at + 3 > n) {
            let Some(token) = self.block.token(before) else {
                return false;
            };
            if token.punct(b'-') && self.block.glued(at) {
                return true;
            }
            if token.is_cap() {
                let opens = token.has(SENTENCE) && token.end - token.start <= 4 && before + 1 == n;
                return !opens || token.shape == Shape::Upper;
            }
            if !self.link(before) {
                return false;
            }
            at = before;
        }
        false
    }

    /// A small word that holds names together in one of the languages.
    fn link(&self, n: usize) -> bool {
        matches!(
            self.block.word(n),
            "de" | "del"
                | "la"
                | "las"
                | "los"
                | "el"
                | "le"
                | "les"
                | "du"
                | "des"
                | "d"
                | "da"
                | "do"
                | "das"
                | "dos"
                | "di"
                | "della"
                | "dello"
                | "delle"
                | "dei"
                | "van"
                | "von"
                | "der"
                | "den"
                | "ng"
                | "ya"
                | "wa"
                | "za"
                | "cha"
        ) || self.block.punct(n, b'\'')
    }

    fn value(&mut self, value: &Value) -> usize {
        self.found.push(Span {
            start: self.base + value.start as usize,
            end: self.base + value.end as usize,
            label: EntityLabel::Contact,
            canonical: None,
            rule: "contact field",
        });
        value.next
    }

    fn push(
        &mut self,
        from: usize,
        to: usize,
        label: EntityLabel,
        canonical: Option<&'static str>,
        rule: &'static str,
    ) -> usize {
        let first = self.block.token(from).map(|t| t.start as usize);
        let last = to.checked_sub(1).and_then(|n| self.block.token(n));
        if let (Some(start), Some(last)) = (first, last) {
            self.found.push(Span {
                start: self.base + start,
                end: self.base + last.end as usize,
                label,
                canonical,
                rule,
            });
        }
        to
    }
}
