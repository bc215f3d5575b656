//! One name in several spellings between documents, and names with similar letters.

use super::{Documents, Order};
use crate::annotation::EntityLabel;
use crate::annotation::label::Severity;
use crate::library::index::DocumentId;
use crate::library::map::Map;
use crate::library::naming::{Naming, folded};
use crate::quality::Finding;
use crate::quality::name_variant::{Difference, Form, NameVariant, difference, is_odd, times};
use crate::text::TextRange;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

/// The ways in which names are written in a folder.
#[derive(Clone, Default, Debug)]
pub(super) struct Names {
    written: Vec<Written>,
    numbers: Map<(EntityLabel, Box<str>), u32>,
    files: Map<u64, Vec<u32>>,
    /// Names by the first and the last letters of their longer words.
    letters: Map<u64, Vec<u32>>,
    filed: Map<DocumentId, Vec<u32>>,
    touched: BTreeSet<u32>,
    changed: BTreeSet<DocumentId>,
}

/// A name as it is written, in all documents.
#[derive(Clone, Debug)]
pub(super) struct Written {
    pub form: Form,
    /// Documents with it: how often, and where first.
    documents: BTreeMap<DocumentId, (u32, TextRange)>,
    total: u32,
    /// Other ways to write the name.
    others: Vec<(u32, Difference)>,
}

/// Names in one file that each is compared with.
const WINDOW: usize = 24;
/// Documents beyond which a way to write a name is a custom and no slip.
const CUSTOM: usize = 40;
/// Letters by which names are filed, and names in such a file that are looked at.
const LETTERS: usize = 3;
pub(super) const MOST_ALIKE: usize = 64;

impl Names {
    pub fn put(&mut self, id: DocumentId, documents: &Documents, naming: &Naming) {
        let forms = documents.get(id).map_or(&[][..], |h| &h.facts.forms);
        let mut numbers = Vec::with_capacity(forms.len());
        for form in forms {
            let number = self.number(form, naming);
            if let Some(written) = self.written.get_mut(number as usize) {
                // Two forms of a document may come out the same without line ends.
                let new = written
                    .documents
                    .insert(id, (form.count, form.first))
                    .is_none();
                written.total += form.count;
                if new {
                    numbers.push(number);
                }
            }
            self.touched.insert(number);
        }
        self.filed.insert(id, numbers);
    }

    pub fn remove(&mut self, id: DocumentId) {
        for number in self.filed.remove(&id).unwrap_or_default() {
            if let Some(written) = self.written.get_mut(number as usize)
                && let Some((count, _)) = written.documents.remove(&id)
            {
                written.total = written.total.saturating_sub(count);
            }
            self.touched.insert(number);
        }
    }

    fn number(&mut self, form: &Form, naming: &Naming) -> u32 {
        let key = (form.label, form.text.clone());
        if let Some(&number) = self.numbers.get(&key) {
            return number;
        }
        let number = self.written.len() as u32;
        self.numbers.insert(key, number);
        let others = self.others_of(form, naming);
        for &(other, difference) in &others {
            if let Some(other) = self.written.get_mut(other as usize) {
                other.others.push((number, difference));
            }
        }
        for key in &form.keys {
            self.files.entry(*key).or_default().push(number);
        }
        for key in letter_keys(&form.text) {
            self.letters.entry(key).or_default().push(number);
        }
        self.written.push(Written {
            form: form.clone(),
            documents: BTreeMap::new(),
            total: 0,
            others,
        });
        number
    }

    fn others_of(&self, form: &Form, naming: &Naming) -> Vec<(u32, Difference)> {
        let mut near: Vec<u32> = Vec::new();
        for key in &form.keys {
            near.extend(self.files.get(key).into_iter().flatten().rev().take(WINDOW));
        }
        near.sort_unstable();
        near.dedup();
        let parts = OnceCell::new();
        let found = |n: u32| {
            let other = &self.written.get(n as usize)?.form;
            // What a person has merged is known to be one.
            let merged = |f: &Form| naming.merged(f.label, &f.text).is_some();
            if merged(form) || merged(other) {
                return None;
            }
            Some((n, difference(form, &parts, other)?))
        };
        near.into_iter().filter_map(found).collect()
    }

    /// Notes the documents for which something changes.
    pub fn settle(&mut self, _documents: &Documents, changed: &mut BTreeSet<DocumentId>) {
        for number in std::mem::take(&mut self.touched) {
            let Some(written) = self.written.get(number as usize) else {
                continue;
            };
            for (other, _) in &written.others {
                let other = self.written.get(*other as usize);
                for side in [Some(written), other].into_iter().flatten() {
                    if side.documents.len() <= CUSTOM {
                        changed.extend(side.documents.keys());
                    }
                }
            }
        }
        changed.append(&mut self.changed);
    }

    /// The names of a document that others write otherwise.
    pub fn findings(&self, id: DocumentId, documents: &Documents, out: &mut Vec<Finding>) {
        for number in self.filed.get(&id).into_iter().flatten() {
            let Some(written) = self.written.get(*number as usize) else {
                continue;
            };
            let there = written
                .others
                .iter()
                .filter_map(|(n, d)| Some((self.written.get(*n as usize)?, *d)));
            let usual = there.filter(|(other, d)| is_told(written, other, *d, id, documents));
            if let Some((usual, difference)) =
                usual.max_by_key(|(other, _)| (other.total, std::cmp::Reverse(&other.form.text)))
            {
                out.extend(finding(id, written, usual, difference, documents));
            }
        }
    }

    /// Names with similar letters to some words: those that begin or end like one of them.
    pub fn alike(&self, words: &str) -> Vec<&Written> {
        let mut found: Vec<u32> = Vec::new();
        for key in letter_keys(words) {
            found.extend(
                self.letters
                    .get(&key)
                    .into_iter()
                    .flatten()
                    .take(MOST_ALIKE),
            );
        }
        found.sort_unstable();
        found.dedup();
        let written = found
            .into_iter()
            .filter_map(|n| self.written.get(n as usize));
        written.filter(|w| !w.documents.is_empty()).collect()
    }
}

impl Written {
    /// The documents with it.
    pub fn count(&self) -> usize {
        self.documents.len()
    }

    fn first(&self, documents: &Documents) -> Option<Order> {
        self.documents.keys().map(|id| documents.place(*id)).min()
    }
}

/// Whether a way to write a name is told of in a document, because of another one in other documents.
fn is_told(
    odd: &Written,
    usual: &Written,
    difference: Difference,
    id: DocumentId,
    documents: &Documents,
) -> bool {
    if usual.documents.is_empty()
        || usual.documents.contains_key(&id)
        || odd.documents.len() > CUSTOM
    {
        return false;
    }
    let rare = odd.total <= 2 || odd.total * 2 <= usual.total;
    let by_form = matches!(difference, Difference::Capitals | Difference::Marks);
    if !by_form && odd.total == usual.total {
        return odd.first(documents) > usual.first(documents);
    }
    let pair = (
        (&odd.form, odd.total as usize),
        (&usual.form, usual.total as usize),
    );
    (rare || by_form) && is_odd(pair.0, pair.1, difference)
}

fn finding(
    id: DocumentId,
    odd: &Written,
    usual: &Written,
    difference: Difference,
    documents: &Documents,
) -> Option<Finding> {
    let (count, range) = *odd.documents.get(&id)?;
    let other = usual.first(documents)?.3;
    let (_, there) = *usual.documents.get(&other)?;
    let many = match usual.documents.len() {
        1 => documents.path(other).to_owned(),
        n => format!("{n} other documents"),
    };
    let reason = format!(
        "“{}” ({} here) is written “{}” ({}) in {many}: {}",
        odd.form.text,
        times(count as usize),
        usual.form.text,
        times(usual.total as usize),
        difference.title()
    );
    let note = format!("the other spelling ({})", documents.date_of(other));
    let evidence = documents.evidence(other, there, &usual.form.text, note);
    let finding = Finding::new(&NameVariant, range, Severity::Low, reason);
    Some(finding.because_of([evidence]).on_demand())
}

/// Keys by the first and the last letters of the longer words, as they are after letters that scanners mistake were put
/// right.
fn letter_keys(words: &str) -> Vec<u64> {
    let plain = letters(words);
    let long = plain.split(' ').filter(|w| w.chars().count() > LETTERS);
    let key = |kind: u64, part: &mut dyn Iterator<Item = char>| {
        part.take(LETTERS)
            .fold(kind, |h, c| (h << 21) ^ u64::from(u32::from(c)))
    };
    long.flat_map(|w| [key(1, &mut w.chars()), key(2, &mut w.chars().rev())])
        .take(12)
        .collect()
}

/// Words as they are compared letter by letter: folded, digits and pairs that are mistaken for letters put right.
pub(super) fn letters(words: &str) -> String {
    let plain = folded(words).replace("rn", "m").replace("vv", "w");
    let letter = |c: char| match c {
        '0' => 'o',
        '1' | '|' | '!' => 'l',
        '3' => 'e',
        '4' => 'a',
        '5' | '$' => 's',
        '8' => 'b',
        '@' => 'a',
        c => c,
    };
    let kept = plain
        .chars()
        .map(letter)
        .filter(|c| c.is_alphabetic() || *c == ' ');
    kept.collect()
}
