//! Names of a document that stand for longer ones of it: by their last words ("Peace and Security Council" for "African
//! Union Peace and Security Council"), or by their initials.

use super::found::Span;
use super::names_table::Interner;
use super::quick::HashSet;
use super::tokens::fold_hash;
use super::words::HashedMap;
use crate::annotation::label::EntityLabel;

/// What a shorter form may stand for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Meant {
    /// The one name, by its number.
    One(u32),
    /// Several: nobody knows which.
    Several,
}

/// A name that stands behind a shorter form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Long<'n> {
    /// As a list has it.
    Listed(&'n str),
    /// As the document has it.
    Written(&'n str),
}

/// The longer names of a document by what may stand for them.
#[derive(Default)]
pub(super) struct Tails {
    /// Names, and whether a list has them.
    names: Vec<(String, bool)>,
    by_tail: HashedMap<Meant>,
    by_initials: HashedMap<Meant>,
    /// Names that the lists know and that stand in the document in full.
    listed: HashSet<&'static str>,
    numbers: Interner,
}

/// Most words that a shorter form may leave out at the beginning.
const LEFT_OUT: usize = 3;

impl Tails {
    /// Takes a name of the document in, each surface once.
    pub fn add(&mut self, span: &Span, surface: &str) {
        let words: Vec<&str> = surface.split_whitespace().collect();
        if words.len() < 2 || span.label == EntityLabel::Place {
            return;
        }
        self.listed.extend(span.canonical);
        let full = span
            .canonical
            .map_or_else(|| words.join(" "), str::to_owned);
        let number = self.numbers.number(&full);
        if number as usize == self.names.len() {
            self.names.push((full, span.canonical.is_some()));
        }
        for left in 1..=LEFT_OUT.min(words.len().saturating_sub(2)) {
            let (out, tail) = words.split_at(left);
            // "13th Ferry Summit" is another one than "Ferry Summit", and so are North and South.
            if out.iter().any(|w| tells_apart(w)) || joins(out, tail) {
                break;
            }
            note(&mut self.by_tail, hash(span.label, &tail.join(" ")), number);
        }
        for short in ministries(&words) {
            note(&mut self.by_tail, hash(span.label, &short), number);
        }
        let initials = initials(&words);
        if initials.len() >= 3 {
            note(
                &mut self.by_initials,
                hash(EntityLabel::Org, &initials),
                number,
            );
        }
    }

    /// The one longer name of the document that an unlisted name is the end of.
    pub fn longer(&self, span: &Span, surface: &str) -> Option<Long<'_>> {
        if span.canonical.is_some()
            || !matches!(span.label, EntityLabel::Org | EntityLabel::Agreement)
        {
            return None;
        }
        let words: Vec<&str> = surface.split_whitespace().collect();
        self.one(self.by_tail.get(&hash(span.label, &words.join(" "))))
    }

    /// The one name of the document whose initials an acronym spells, where the lists know another meaning at most, which
    /// is not in the document.
    pub fn spelled(&self, span: &Span, surface: &str) -> Option<Long<'_>> {
        let acronym =
            (3..=8).contains(&surface.len()) && surface.bytes().all(|b| b.is_ascii_uppercase());
        if !acronym
            || span
                .canonical
                .is_some_and(|listed| self.listed.contains(listed))
        {
            return None;
        }
        self.one(self.by_initials.get(&hash(EntityLabel::Org, surface)))
    }

    fn one(&self, meant: Option<&Meant>) -> Option<Long<'_>> {
        match meant {
            Some(Meant::One(number)) => {
                let (name, listed) = self.names.get(*number as usize)?;
                Some(if *listed {
                    Long::Listed(name)
                } else {
                    Long::Written(name)
                })
            }
            _ => None,
        }
    }
}

fn note(map: &mut HashedMap<Meant>, hash: u64, number: u32) {
    let slot = map.entry(hash).or_insert(Meant::One(number));
    if *slot != Meant::One(number) {
        *slot = Meant::Several;
    }
}

/// Hash of a type and a name without case.
pub(super) fn hash(label: EntityLabel, name: &str) -> u64 {
    fold_hash(name.as_bytes()) ^ (label as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// "Ferry Ministry" and "Ministry of Ferries" for "Ministry of Ferries and Harbours".
fn ministries(words: &[&str]) -> Vec<String> {
    let [
        kind @ ("Ministry" | "Department"),
        "of" | "for",
        portfolio @ ..,
    ] = words
    else {
        return Vec::new();
    };
    let mut out: Vec<String> = portfolio
        .first()
        .map(|w| format!("{w} {kind}"))
        .into_iter()
        .collect();
    if let Some(and) = portfolio.iter().position(|w| *w == "and") {
        let first = portfolio.get(..and).unwrap_or_default().join(" ");
        out.push(format!("{kind} of {}", first.trim_end_matches(',')));
    }
    out
}

/// The first letters of the large words.
fn initials(words: &[&str]) -> String {
    let large = words
        .iter()
        .flat_map(|w| w.split('-'))
        .filter(|w| w.starts_with(|c: char| c.is_ascii_uppercase()));
    large.filter_map(|w| w.chars().next()).collect()
}

/// Whether names that differ in this word are names of two things.
fn tells_apart(word: &str) -> bool {
    word.bytes().any(|b| b.is_ascii_digit())
        || [
            "north",
            "east",
            "west",
            "deputy",
            "vice",
            "sub",
            "joint",
            "special",
            "national",
            "international",
            "regional",
        ]
        .iter()
        .any(|w| begins(word, w))
        || word.ends_with("th") && word.len() > 4
        || ["First", "Second", "Third"].contains(&word)
}

/// Whether a word begins so, in small letters or capitals.
fn begins(word: &str, with: &str) -> bool {
    let start = word.as_bytes().get(..with.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(with.as_bytes()))
}

/// Whether the cut goes through a phrase: what is left out ends, or what is left begins, with a small word.
fn joins(out: &[&str], tail: &[&str]) -> bool {
    let small =
        |w: Option<&&str>| w.is_none_or(|w| w.starts_with(|c: char| c.is_lowercase() || c == '&'));
    small(out.last()) || small(tail.first())
}

#[cfg(test)]
mod tests {
    use super::super::detect;

    /// The canonical forms of the mentions of a surface.
    fn canonical(text: &str, surface: &str) -> Vec<String> {
        let mentions = detect(text);
        let found = mentions
            .iter()
            .filter(|m| m.range.of(text) == Some(surface));
        found.map(|m| m.canonical.to_owned()).collect()
    }

    #[test]
    fn the_last_words_of_one_name_stand_for_it() {
        let text = "The Inland Ferry Safety Board met. The Ferry Safety Board wrote.";
        assert_eq!(
            canonical(text, "Ferry Safety Board"),
            ["Inland Ferry Safety Board"]
        );
        let two = "The Inland Ferry Safety Board and the Coastal Ferry Safety Board met. The Ferry Safety Board wrote.";
        assert_eq!(canonical(two, "Ferry Safety Board"), ["Ferry Safety Board"]);
        let other = "The National Ferry Safety Board met. The Ferry Safety Board wrote.";
        assert_eq!(
            canonical(other, "Ferry Safety Board"),
            ["Ferry Safety Board"]
        );
    }

    #[test]
    fn a_ministry_is_named_by_the_first_of_its_charges() {
        let text = "The Ministry of Ferry Affairs met. The Ferry Ministry wrote.";
        assert_eq!(
            canonical(text, "Ferry Ministry"),
            ["Ministry of Ferry Affairs"]
        );
    }

    #[test]
    fn an_acronym_is_what_the_document_has_in_full() {
        // By the lists it is a ministry of defence's force.
        let text = "The Arctic Development Foundation met. The ADF wrote.";
        assert_eq!(canonical(text, "ADF"), ["Arctic Development Foundation"]);
    }
}
