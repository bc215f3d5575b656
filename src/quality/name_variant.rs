//! One name in several spellings.
//!
//! [`forms`] is also what the documents of a folder are compared by.

use super::{Check, Context, Cue, Evidence, Example, Finding, Page};
use crate::annotation::EntityLabel;
use crate::annotation::label::{Category, Severity};
use crate::detect::Mentions;
use crate::detect::alike::{Parts, Reason, compare, compare_words, may_be_spellings};
use crate::text::TextRange;
use crate::text::fold::folded;
use foldhash::fast::RandomState;
use std::cell::OnceCell;
use std::collections::HashMap;

/// Finds names in several spellings.
pub struct NameVariant;

/// A way in which a name of several words is written in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Form {
    /// What it names.
    pub label: EntityLabel,
    /// As it is written, with single spaces.
    pub text: Box<str>,
    /// How often.
    pub count: u32,
    /// Where first (UTF-8 bytes).
    pub first: TextRange,
    /// What it is filed under: its words in whatever order, and all words but one.
    pub keys: Box<[u64]>,
}

/// How two forms differ.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Difference {
    /// A part of the one is in capitals.
    Capitals,
    /// The one leaves out marks of letters.
    Marks,
    /// The parts stand in another order.
    Order,
    /// One part is spelled otherwise.
    Spelling,
}

impl Difference {
    /// What people read.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Capitals => "capitals differ",
            Self::Marks => "marks of letters are left out",
            Self::Order => "the parts stand in another order",
            Self::Spelling => "a part is spelled otherwise",
        }
    }
}

/// Longest form, in UTF-8 bytes, and most words in one.
const LONGEST: usize = 80;
const MOST_WORDS: usize = 8;
/// Forms in one file that each is compared with.
const WINDOW: usize = 12;

/// The ways in which the persons, organisations, places and agreements of a text are written: those of two words or more.
pub fn forms(text: &str, mentions: &Mentions) -> Vec<Form> {
    let mut numbers: HashMap<(EntityLabel, &str), usize, RandomState> = HashMap::default();
    let mut out: Vec<Form> = Vec::new();
    let mut add = |label, range: TextRange, surface| {
        let next = out.len();
        let number = *numbers.entry((label, surface)).or_insert(next);
        match out.get_mut(number) {
            Some(form) => form.count += 1,
            None => out.push(form(label, surface, range)),
        }
    };
    for mention in mentions.iter() {
        let named = matches!(
            mention.label,
            EntityLabel::Person | EntityLabel::Org | EntityLabel::Place | EntityLabel::Agreement
        );
        let surface = mention.range.of(text).unwrap_or_default();
        if mention.label == EntityLabel::Address {
            for range in persons_of_streets(surface) {
                let name = range.of(surface).unwrap_or_default();
                let at = TextRange::new(
                    mention.range.start + range.start,
                    mention.range.start + range.end,
                );
                add(EntityLabel::Person, at, name);
            }
        } else if named && surface.len() <= LONGEST && surface.contains(' ') {
            add(mention.label, mention.range, surface);
        }
    }
    out.retain(|f| !f.keys.is_empty());
    out
}

/// Names in an address of which the first part is in capitals, as family names are: “HUN Sen” in “HUN Sen Street”.
fn persons_of_streets(address: &str) -> Vec<TextRange> {
    let base = address.as_ptr() as usize;
    let words: Vec<&str> = address.split([' ', ',', '\n']).collect();
    let family = |w: &str| w.chars().count() > 1 && w.chars().all(char::is_uppercase);
    let given = |w: &str| {
        let mut letters = w.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_some_and(char::is_lowercase)
    };
    let pairs = words.windows(2).filter_map(|pair| match pair {
        [a, b] if family(a) && given(b) => {
            let start = a.as_ptr() as usize - base;
            let end = b.as_ptr() as usize - base + b.len();
            (end - start == a.len() + 1 + b.len()).then(|| TextRange::new(start, end))
        }
        _ => None,
    });
    pairs.take(4).collect()
}

fn form(label: EntityLabel, surface: &str, first: TextRange) -> Form {
    let text = if surface.contains(['\n', '\t', '\r']) || surface.contains("  ") {
        surface.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        surface.to_owned()
    };
    Form {
        label,
        keys: keys(label, &text).into(),
        text: text.into(),
        count: 1,
        first,
    }
}

/// The keys of a form; none for one that is in capitals throughout, as headings are, or has digits.
fn keys(label: EntityLabel, text: &str) -> Vec<u64> {
    let small = text.chars().any(char::is_lowercase);
    if !small || text.bytes().any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let plain = folded(text);
    let words: Vec<u64> = plain.split(' ').map(|w| hash(w, label)).collect();
    if words.len() < 2 || words.len() > MOST_WORDS {
        return Vec::new();
    }
    let all = words.iter().fold(0u64, |sum, w| sum.wrapping_add(*w));
    let others = words.iter().enumerate().map(|(n, w)| {
        let place = (words.len() as u64) << 8 | n as u64;
        all.wrapping_sub(*w).rotate_left(17) ^ place.wrapping_mul(0x9e37_79b9_7f4a_7c15)
    });
    std::iter::once(all).chain(others).collect()
}

/// FNV-1a, then mixed.
fn hash(word: &str, label: EntityLabel) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325_u64 ^ label as u64;
    let hash = word.bytes().fold(start, |h, b| {
        (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3)
    });
    (hash ^ hash >> 29).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// How two forms of one name differ; `None` where they are two names, or differ in nothing that counts.
/// `parts` keeps those of `a` for the next one.
pub fn difference(a: &Form, parts: &OnceCell<Parts>, b: &Form) -> Option<Difference> {
    let of = |f: &Form| Parts::of(f.label, &f.text);
    difference_by(a, b, || compare(parts.get_or_init(|| of(a)), &of(b)))
}

/// The same, where the parts of the names may be known already: `compared` compares them.
fn difference_by(
    a: &Form,
    b: &Form,
    compared: impl FnOnce() -> Option<(Reason, u8)>,
) -> Option<Difference> {
    if a.label != b.label || a.text == b.text {
        return None;
    }
    let person = a.label == EntityLabel::Person;
    if a.keys.first() == b.keys.first() {
        let (x, y) = (folded(&a.text), folded(&b.text));
        if x != y {
            return (person && x.split(' ').count() <= 3).then_some(Difference::Order);
        }
        let plain = |f: &Form| f.text.to_lowercase().replace(['’', '-'], "'");
        return match (person, plain(a) == plain(b)) {
            (true, true) => (has_capitals(a) != has_capitals(b)).then_some(Difference::Capitals),
            (_, false) if a.text.is_ascii() != b.text.is_ascii() => Some(Difference::Marks),
            _ => None,
        };
    }
    if !near(&a.text, &b.text) {
        return None;
    }
    let (reason, score) = match apart(a, b) {
        Apart::Surely => None,
        Apart::InOneWord(x, y) => compare_words(a.label, (&a.text, x), (&b.text, y)),
        Apart::Perhaps => compared(),
    }?;
    let spelled = matches!(reason, Reason::Sound | Reason::Spelling);
    (spelled && score >= 72).then_some(Difference::Spelling)
}

/// Whether a part of a name of a person is in capitals: “HUN Sen”.
fn has_capitals(form: &Form) -> bool {
    let capitals =
        |w: &str| w.chars().count() > 1 && w.chars().all(|c| c.is_uppercase() || c == '-');
    form.text.split(' ').any(capitals)
}

/// Whether all but a few letters in one place agree: what is far apart need not be compared letter by letter.
fn near(a: &str, b: &str) -> bool {
    if a.is_ascii() && b.is_ascii() {
        return near_ascii(a.as_bytes(), b.as_bytes());
    }
    let same = |x: &mut dyn Iterator<Item = (char, char)>| {
        x.take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count()
    };
    let (long, short) = (
        a.chars().count().max(b.chars().count()),
        a.chars().count().min(b.chars().count()),
    );
    let head = same(&mut a.chars().zip(b.chars()));
    let tail = same(&mut a.chars().rev().zip(b.chars().rev()));
    long - short <= 3 && head + tail + 4 >= short
}

/// The same where a byte is a character: nearly every name, and nearly every pair of them is not near.
fn near_ascii(a: &[u8], b: &[u8]) -> bool {
    let (long, short) = (a.len().max(b.len()), a.len().min(b.len()));
    if long - short > 3 {
        return false;
    }
    let same = |(x, y): &(&u8, &u8)| x.eq_ignore_ascii_case(y);
    let head = a.iter().zip(b).take_while(same).count();
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(same).count();
    head + tail + 4 >= short
}

/// What is seen of two names without taking them apart.
enum Apart<'a> {
    /// More than one word differs, or words that are no spellings of one.
    Surely,
    /// This word of the one and this of the other, and nothing else.
    InOneWord(&'a str, &'a str),
    /// Nothing: they are not of plain letters and spaces, or one is of a person and has an initial, beside which one word
    /// more may differ.
    Perhaps,
}

fn apart<'a>(a: &'a Form, b: &'a Form) -> Apart<'a> {
    let plain = |f: &Form| f.text.bytes().all(|b| b.is_ascii_alphabetic() || b == b' ');
    let initial = |f: &Form| f.text.split(' ').any(|w| w.len() == 1);
    let person = a.label == EntityLabel::Person;
    if !plain(a) || !plain(b) || person && (initial(a) || initial(b)) {
        return Apart::Perhaps;
    }
    let (x, y) = (a.text.as_bytes(), b.text.as_bytes());
    let same = |(x, y): &(&u8, &u8)| x.eq_ignore_ascii_case(y);
    let head = x.iter().zip(y).take_while(same).count();
    let most = x.len().min(y.len()) - head;
    let ends = x.iter().rev().zip(y.iter().rev()).take(most);
    let tail = ends.take_while(same).count();
    match (one_word(&a.text, head, tail), one_word(&b.text, head, tail)) {
        (Some(x), Some(y)) if may_be_spellings(x, y, person) => Apart::InOneWord(x, y),
        _ => Apart::Surely,
    }
}

/// The word of a name in which all lies but its first and last bytes, if that is one.
fn one_word(name: &str, head: usize, tail: usize) -> Option<&str> {
    let (before, own) = (name.get(..head)?, name.get(head..name.len() - tail)?);
    let behind = name.get(name.len() - tail..)?;
    let start = before.rfind(' ').map_or(0, |n| n + 1);
    let end = name.len() - tail + behind.find(' ').unwrap_or(tail);
    name.get(start..end).filter(|_| !own.contains(' '))
}

/// Which of two forms is the one to look at: that with capitals, or without its marks; else the rarer.
pub fn is_odd(one: (&Form, usize), other: (&Form, usize), difference: Difference) -> bool {
    match difference {
        Difference::Capitals => has_capitals(one.0),
        Difference::Marks => one.0.text.is_ascii(),
        _ => one.1 < other.1,
    }
}

/// The pairs among forms that share a key, by index.
pub fn pairs(forms: &[&Form]) -> Vec<(usize, usize)> {
    let mut filed: Vec<(u64, usize)> = Vec::new();
    for (n, form) in forms.iter().enumerate() {
        filed.extend(form.keys.iter().map(|k| (*k, n)));
    }
    filed.sort_unstable();
    let mut out = Vec::new();
    for file in filed.chunk_by(|a, b| a.0 == b.0) {
        for (n, &(_, a)) in file.iter().enumerate() {
            out.extend(file.iter().skip(n + 1).take(WINDOW).map(|&(_, b)| (a, b)));
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

impl Check for NameVariant {
    fn id(&self) -> &'static str {
        "name_variant"
    }

    fn category(&self) -> Category {
        Category::NameVariant
    }

    fn about(&self) -> &'static str {
        "One name in several spellings, in a document or between the documents of a folder: a part spelled otherwise, marks of \
         letters left out, parts in another order or in capitals; and a person with the family name first who is called by the \
         last part alone."
    }

    fn page(&self) -> Page {
        Page {
            matters: "A search for one spelling misses the other, and counts of who is mentioned how often are wrong. A second \
                      spelling may also be a second person.",
            examples: &[
                Example {
                    text: "Minister Olu Ferreiro opened the harbour. Olu Ferreiro thanked the builders.\n\n\
                           In the evening Olu Fereiro left for Fiji.\n",
                    found: "Olu Fereiro",
                },
                Example {
                    text: "Chea Sambath opened the session. Later in the day Sambath spoke about roads.\n",
                    found: "Sambath",
                },
            ],
            false_alarms: "Two persons with nearly the same name, such as brothers. Names in capitals throughout, as in headings, \
                           and a family name alone after the full name are left alone.",
        }
    }

    fn cues(&self) -> &'static [&'static str] {
        WORDS
    }

    fn run(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let (text, mentions) = (context.text, context.input.mentions);
        let forms = context.forms();
        let all: Vec<&Form> = forms.iter().collect();
        let mut told = vec![false; forms.len()];
        let known: Vec<OnceCell<Parts>> = forms.iter().map(|_| OnceCell::new()).collect();
        let parts = |n: usize| {
            let form = forms.get(n)?;
            Some(
                known
                    .get(n)?
                    .get_or_init(|| Parts::of(form.label, &form.text)),
            )
        };
        for (a, b) in pairs(&all) {
            let (Some(x), Some(y)) = (forms.get(a), forms.get(b)) else {
                continue;
            };
            let Some(found) = difference_by(x, y, || compare(parts(a)?, parts(b)?)) else {
                continue;
            };
            let weight = |f: &Form| {
                (f.count as usize) << 1
                    | usize::from(f.first.start < x.first.start.max(y.first.start))
            };
            let first = is_odd((x, weight(x)), (y, weight(y)), found);
            let (odd, usual, number) = if first { (x, y, a) } else { (y, x, b) };
            if told
                .get_mut(number)
                .is_some_and(|t| !std::mem::replace(t, true))
            {
                out.push(self.finding(text, odd, usual, found));
            }
        }
        self.given_names(text, mentions, out);
        self.words(context, out);
    }
}

/// Family names that stand before the given name, where the name alone tells it: Khmer and Chinese ones that are no given
/// names or words elsewhere. Own compilation.
const FAMILY_FIRST: &[&str] = &[
    "Aun", "Chea", "Cheam", "Chhay", "Chhim", "Chhorn", "Dith", "Heng", "Hun", "Ieng", "Kao",
    "Keo", "Khieu", "Khuon", "Koy", "Kuoch", "Kuy", "Meas", "Mok", "Neth", "Nhek", "Nhem", "Nuon",
    "Oum", "Ouk", "Pech", "Phay", "Pich", "Prak", "Prum", "Samdech", "Sieng", "Soeun", "Sok",
    "Suon", "Svay", "Tep", "Uch", "Var", "Vong", "Yim", "Yos", "Wang", "Zhang", "Zhao", "Zhou",
    "Xu", "Xi", "Deng", "Jiang", "Qin", "Qian", "Huang", "Zheng", "Zhu",
];
/// Words of official prose that are spelled in two ways: each in the British way, then in the American one.
const WORDS: &[&str] = &[
    "defence",
    "defense",
    "organisation",
    "organization",
    "organisations",
    "organizations",
    "centre",
    "center",
    "centres",
    "centers",
    "labour",
    "labor",
    "neighbours",
    "neighbors",
    "neighbouring",
    "neighboring",
    "behaviour",
    "behavior",
    "honour",
    "honor",
    "favourable",
    "favorable",
    "recognise",
    "recognize",
    "recognised",
    "recognized",
    "emphasised",
    "emphasized",
    "organised",
    "organized",
];
/// Findings of one kind in a text.
const MOST_SHORT: usize = 8;

impl NameVariant {
    fn finding(&self, text: &str, odd: &Form, usual: &Form, found: Difference) -> Finding {
        let reason = format!(
            "“{}” ({}) is written “{}” ({}) as well: {}",
            odd.text,
            times(odd.count as usize),
            usual.text,
            times(usual.count as usize),
            found.title()
        );
        let evidence = Evidence::here(text, usual.first, "the other spelling");
        let finding = Finding::new(self, odd.first, Severity::Low, reason).because_of([evidence]);
        finding.on_demand()
    }

    /// A word that is spelled in two ways; official names keep their spelling.
    fn words(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let free = |cue: &&Cue| {
            let mut over = context.input.mentions.over(cue.range);
            !over.any(|(_, m)| m.label != EntityLabel::Title)
        };
        let cues: Vec<&Cue> = context.cues(self).iter().filter(free).collect();
        let mut seen: Vec<(u32, Option<TextRange>)> = vec![(0, None); WORDS.len()];
        for cue in &cues {
            if let Some((count, first)) = seen.get_mut(cue.index) {
                *count += 1;
                first.get_or_insert(cue.range);
            }
        }
        for pair in seen.chunks_exact(2) {
            if let [(n, Some(one)), (m, Some(other))] = pair {
                let first = (*m, one.start) > (*n, other.start);
                let (odd, usual, count) = if first {
                    (*one, *other, *m)
                } else {
                    (*other, *one, *n)
                };
                let reason = format!(
                    "“{}” here, “{}” elsewhere ({}): one text, two spellings",
                    context.slice(odd),
                    context.slice(usual),
                    times(count as usize)
                );
                let evidence = Evidence::here(context.text, usual, "the other spelling");
                let finding = Finding::new(self, odd, Severity::Low, reason);
                out.push(finding.because_of([evidence]).on_demand());
            }
        }
    }

    /// “Sambath” for Chea Sambath: the given name where others are called by the family name or in full. The first of each.
    fn given_names(&self, text: &str, mentions: &Mentions, out: &mut Vec<Finding>) {
        let mut told: Vec<&str> = Vec::new();
        for mention in mentions.labelled(EntityLabel::Person) {
            let Some((family, given)) = mention.canonical.split_once(' ') else {
                continue;
            };
            let short = mention.range.of(text) == Some(given) && !given.contains(' ');
            if !short || !FAMILY_FIRST.contains(&family) || told.contains(&mention.canonical) {
                continue;
            }
            told.push(mention.canonical);
            let reason = format!(
                "“{given}” is the last part of “{}”, whose family name is “{family}”",
                mention.canonical
            );
            out.push(Finding::new(self, mention.range, Severity::Low, reason).on_demand());
            if told.len() >= MOST_SHORT {
                return;
            }
        }
    }
}

/// “once”, “3 times”.
pub fn times(n: usize) -> String {
    match n {
        1 => "once".to_owned(),
        n => format!("{n} times"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{expect, silent};

    #[test]
    fn spellings_of_one_name() {
        expect(
            &NameVariant,
            "\
Minister Olu Ferreiro spoke. Olu Ferreiro left.
Minister Olu Fereiro came back.
         ^^^^^^^^^^^ low/2: (once) is written “Olu Ferreiro” (2 times) as well: a part is spelled otherwise",
        );
        expect(
            &NameVariant,
            "\
Minister KEALOHA Ana spoke.
         ^^^^^^^^^^^ low/2: capitals differ
Minister Kealoha Ana left.",
        );
    }

    #[test]
    fn words_that_are_spelled_in_two_ways() {
        expect(
            &NameVariant,
            "\
Money for defense was cut; defense is costly. The heads of defence met.
                                                           ^^^^^^^ low/2: “defence” here, “defense” elsewhere (2 times)",
        );
    }

    #[test]
    fn other_names_and_second_mentions() {
        silent(
            &NameVariant,
            &[
                "Minister Olu Ferreiro met Minister Ana Ferreiro. Ferreiro spoke first.",
                "Minister Olu Ferreiro spoke.\n\nOLU FERREIRO\n",
                "The Ministry of Fisheries met the Ministry of Forestry.",
                "Admiral Samuel J. Paparo spoke. Paparo left.",
                "North Korea and South Korea spoke. North Korea left.",
                "The World Health Organization praised the organisation of the forum.",
            ],
        );
    }
}
