//! The mentions of a text, kept small: sixteen bytes each, and every canonical form once.

use super::names_table::Names;
use crate::annotation::label::EntityLabel;
use crate::text::TextRange;

/// A piece of text found by machine to name something; a view into [`Mentions`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mention<'a> {
    /// UTF-8 bytes of the text.
    pub range: TextRange,
    /// What kind of thing it names.
    pub label: EntityLabel,
    /// The fullest usual name of the referent; the surface itself where nothing fuller is known.
    pub canonical: &'a str,
    /// Which rule or list found it, in plain words ("title before name").
    pub rule: &'static str,
}

/// A mention as it is kept. Offsets fit: a text of 4 GB or more is no document (see [`crate::document::MAX_LEN`]).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Row {
    /// First byte in the document.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Number of its name in a table of names.
    pub name: u32,
    /// Number of its rule.
    pub rule: u16,
    /// What it names.
    pub label: EntityLabel,
}

impl Row {
    fn range(&self) -> TextRange {
        TextRange::new(self.start as usize, self.end as usize)
    }
}

/// The mentions of a text: sorted by start, never overlapping.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mentions {
    rows: Vec<Row>,
    names: Names,
    rules: Vec<&'static str>,
}

impl Default for Mentions {
    fn default() -> Self {
        Self::NONE
    }
}

impl Mentions {
    /// No mention at all.
    pub const NONE: Self = Self {
        rows: Vec::new(),
        names: Names::NONE,
        rules: Vec::new(),
    };

    /// Mentions of these rows, whose names and rules are numbers in the tables.
    pub(super) fn of(mut rows: Vec<Row>, mut names: Names, rules: Vec<&'static str>) -> Self {
        rows.shrink_to_fit();
        names.shrink_to_fit();
        Self { rows, names, rules }
    }

    /// Number of mentions.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The mention with this index.
    pub fn get(&self, index: usize) -> Option<Mention<'_>> {
        self.rows.get(index).map(|row| self.view(row))
    }

    /// All mentions, in text order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Mention<'_>> + ExactSizeIterator {
        self.rows.iter().map(|row| self.view(row))
    }

    /// Those of one type, in text order.
    pub fn labelled(&self, label: EntityLabel) -> impl DoubleEndedIterator<Item = Mention<'_>> {
        // Most are of other types, and are not put together.
        let rows = self.rows.iter().filter(move |row| row.label == label);
        rows.map(|row| self.view(row))
    }

    /// The mentions that share a byte with `window` (UTF-8 bytes), with their indices.
    pub fn over(&self, window: TextRange) -> impl Iterator<Item = (usize, Mention<'_>)> {
        let from = self
            .rows
            .partition_point(|row| row.end as usize <= window.start);
        let rows = self.rows.get(from..).unwrap_or_default().iter();
        rows.take_while(move |row| (row.start as usize) < window.end)
            .enumerate()
            .map(move |(n, row)| (from + n, self.view(row)))
    }

    /// Index of the first mention that begins at `byte` (UTF-8) or behind it; their number where none does.
    pub fn first_at_or_after(&self, byte: usize) -> usize {
        self.rows.partition_point(|row| (row.start as usize) < byte)
    }

    /// Index of the mention with exactly this range.
    pub fn position_of(&self, range: TextRange) -> Option<usize> {
        let at = self.first_at_or_after(range.start);
        self.rows
            .get(at)
            .is_some_and(|row| row.range() == range)
            .then_some(at)
    }

    /// Number of the canonical form of a mention: mentions with the same form have the same number, below
    /// [`Self::name_count`].
    pub fn name_number(&self, index: usize) -> Option<usize> {
        self.rows.get(index).map(|row| row.name as usize)
    }

    /// The canonical form with this number.
    pub fn name(&self, number: usize) -> Option<&str> {
        self.names.get(number)
    }

    /// Number of different canonical forms.
    pub fn name_count(&self) -> usize {
        self.names.len()
    }

    /// Bytes of memory that they take.
    pub fn memory(&self) -> usize {
        self.rows.capacity() * size_of::<Row>() + self.names.memory()
    }

    #[inline]
    fn view(&self, row: &Row) -> Mention<'_> {
        Mention {
            range: row.range(),
            label: row.label,
            canonical: self.names.get(row.name as usize).unwrap_or_default(),
            rule: self
                .rules
                .get(usize::from(row.rule))
                .copied()
                .unwrap_or_default(),
        }
    }
}

/// Mentions that are put together by hand, sorted and apart.
impl<'a> FromIterator<Mention<'a>> for Mentions {
    fn from_iter<I: IntoIterator<Item = Mention<'a>>>(mentions: I) -> Self {
        let (mut names, mut rules) = (super::names_table::Interner::default(), Vec::new());
        let row = |m: Mention<'a>| Row {
            start: m.range.start as u32,
            end: m.range.end as u32,
            name: names.number(m.canonical),
            rule: super::packed::rule_number(&mut rules, m.rule),
            label: m.label,
        };
        let rows = mentions.into_iter().map(row).collect();
        Self::of(rows, names.finish(), rules)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A mention with its own canonical form.
    type Plain = (TextRange, EntityLabel, String, &'static str);

    fn plain(m: Mention<'_>) -> Plain {
        (m.range, m.label, m.canonical.to_owned(), m.rule)
    }

    fn of(all: &[Plain]) -> Mentions {
        all.iter()
            .map(|(range, label, canonical, rule)| Mention {
                range: *range,
                label: *label,
                canonical,
                rule,
            })
            .collect()
    }

    fn some_mentions() -> impl Strategy<Value = Vec<Plain>> {
        let label = proptest::sample::select(EntityLabel::ALL);
        let rule = proptest::sample::select(vec!["head noun", "listed name", "money"]);
        let one = (0_usize..6, 1_usize..9, label, "[a-cé]{0,2}", rule);
        proptest::collection::vec(one, 0..80).prop_map(|all| {
            let mut end = 0;
            let place = |(gap, len, label, canonical, rule)| {
                let start = end + gap;
                end = start + len;
                (TextRange::new(start, end), label, canonical, rule)
            };
            all.into_iter().map(place).collect()
        })
    }

    proptest! {
        #[test]
        fn they_are_what_a_plain_vector_of_them_is(
            all in some_mentions(),
            at in 0_usize..500,
            len in 0_usize..40,
        ) {
            let mentions = of(&all);
            prop_assert_eq!(mentions.len(), all.len());
            prop_assert_eq!(mentions.iter().map(plain).collect::<Vec<_>>(), all.clone());
            prop_assert_eq!(mentions.get(at).map(plain), all.get(at).cloned());
            let window = TextRange::new(at, at + len);
            let over: Vec<_> = mentions.over(window).map(|(i, m)| (i, plain(m))).collect();
            let expected: Vec<_> = all.iter().cloned().enumerate().filter(|(_, m)| m.0.overlaps(window)).collect();
            prop_assert_eq!(over, expected);
            let first = all.iter().position(|m| m.0.start >= at).unwrap_or(all.len());
            prop_assert_eq!(mentions.first_at_or_after(at), first);
            prop_assert_eq!(mentions.position_of(window), all.iter().position(|m| m.0 == window));
            for (i, a) in all.iter().enumerate() {
                let number = mentions.name_number(i).unwrap();
                prop_assert!(number < mentions.name_count());
                prop_assert_eq!(mentions.name(number), Some(a.2.as_str()));
                for (j, b) in all.iter().enumerate() {
                    prop_assert_eq!(mentions.name_number(j) == Some(number), a.2 == b.2);
                }
            }
        }
    }

    #[test]
    fn a_mention_takes_sixteen_bytes_and_a_name_is_kept_once() {
        assert_eq!(size_of::<Row>(), 16);
        let text = "Minister Olu Ferreiro met Ferreiro in Phnom Penh. ".repeat(2_000);
        let mentions = super::super::detect(&text);
        assert!(mentions.len() >= 6_000, "{}", mentions.len());
        assert!(mentions.name_count() < 10, "{}", mentions.name_count());
        assert!(mentions.memory() < mentions.len() * 16 + 1_000);
    }
}
