//! What of a document is compared with others: worked out from its text and what was found in it alone, so that any worker
//! can do it.

use crate::annotation::EntityLabel;
use crate::annotation::label::Category;
use crate::detect::{Mention, Mentions};
use crate::document::Hash;
use crate::library::index::DocumentEntities;
use crate::quality::name_variant::{Form, forms};
use crate::quality::office_conflict::{Seat, seats};
use crate::quality::reference_conflict::{Clue, clues};
use crate::quality::repetition::words::{Sample, Word, sampled};
use crate::quality::{Context, Finding, Groundwork, Input};
use crate::text::TextRange;

/// What the comparison keeps of one document.
#[derive(Clone, Debug)]
pub struct DocumentFacts {
    pub(super) entities: DocumentEntities,
    pub(super) facts: Facts,
}

#[derive(Clone, Default, Debug)]
pub(super) struct Facts {
    /// Who holds which office, and whether the name is damaged.
    pub seats: Vec<(Seat, bool)>,
    /// Damaged passages without a reading, as far as readings are looked for.
    pub garbled: Vec<TextRange>,
    /// What says whether a person is a man or a woman.
    pub clues: Vec<Clue>,
    /// How names are written.
    pub forms: Vec<Form>,
    /// The words, as far as they are compared.
    pub words: Box<[Word]>,
    /// Hashes of runs of words with the place of their first.
    pub sample: Box<[Sample]>,
}

/// Words of a run of which a hash is kept, and of so many hashes the smallest: texts with twelve equal words share one.
const RUN: usize = 8;
const WINDOW: usize = 5;
/// Of a longer document (in words) the beginning alone is compared passage by passage.
const MOST_WORDS: usize = 2_000_000;
/// The longest gap (UTF-8 bytes) between an office and a damaged name that is taken for its holder.
const GAP: usize = 3;

impl DocumentFacts {
    /// The facts of a document: `findings` are those that the checks have made in it, `ground` is what they have worked out
    /// on the way (what is not in it is worked out anew), `list` is the fingerprint of the own list that its mentions went
    /// by.
    pub fn of(
        input: &Input<'_>,
        findings: &[Finding],
        ground: Groundwork,
        list: Option<Hash>,
    ) -> Self {
        Self {
            entities: DocumentEntities::of(input.document, input.mentions, list),
            facts: Facts::of(input, findings, ground),
        }
    }

    /// The entities of the document, where nothing is compared.
    pub fn into_entities(self) -> DocumentEntities {
        self.entities
    }
}

impl Facts {
    fn of(input: &Input<'_>, findings: &[Finding], ground: Groundwork) -> Self {
        let (text, mentions) = (input.document.text.as_str(), input.mentions);
        let mut words = if u32::try_from(text.len()).is_ok() {
            let anew = || Context::new(input).hashed().to_vec();
            ground.words.unwrap_or_else(anew)
        } else {
            Vec::new()
        };
        words.truncate(MOST_WORDS);
        words.shrink_to_fit();
        let damaged = damaged(findings);
        Self {
            seats: all_seats(input, ground.seats, &damaged),
            garbled: unread(findings),
            clues: clues(text, mentions),
            forms: ground.forms.unwrap_or_else(|| forms(text, mentions)),
            sample: sampled::<RUN, WINDOW>(&words).into(),
            words: words.into(),
        }
    }

    pub fn memory(&self) -> usize {
        self.words.len() * size_of::<Word>()
            + self.sample.len() * size_of::<Sample>()
            + self.seats.len() * (size_of::<Seat>() + 120)
            + self.clues.len() * (size_of::<Clue>() + 60)
            + self.forms.len() * (size_of::<Form>() + 40)
    }
}

/// The passages that are garbled beyond doubt.
fn damaged(findings: &[Finding]) -> Vec<TextRange> {
    let garbled = |f: &&Finding| f.category == Category::GarbledToken && f.tier == 1;
    findings.iter().filter(garbled).map(|f| f.range).collect()
}

/// Damaged passages of a document for which readings are looked for.
const MOST_GARBLED: usize = 256;

fn unread(findings: &[Finding]) -> Vec<TextRange> {
    let garbled = |f: &&Finding| f.category == Category::GarbledToken && f.repair.is_none();
    let found = findings.iter().filter(garbled).map(|f| f.range);
    found.take(MOST_GARBLED).collect()
}

fn all_seats(
    input: &Input<'_>,
    known: Option<Vec<Seat>>,
    damaged: &[TextRange],
) -> Vec<(Seat, bool)> {
    let (text, mentions) = (input.document.text.as_str(), input.mentions);
    let hit = |range: TextRange| {
        let from = damaged.partition_point(|d| d.start < range.end);
        let near = damaged.get(from.saturating_sub(8)..from);
        near.unwrap_or_default().iter().any(|d| d.overlaps(range))
    };
    let seats = match with_nameless(text, mentions, damaged) {
        Some(with) => seats(text, &with, input.languages),
        None => known.unwrap_or_else(|| seats(text, mentions, input.languages)),
    };
    seats
        .into_iter()
        .map(|s| {
            let hit = hit(s.name);
            (s, hit)
        })
        .collect()
}

/// The mentions with the damaged names behind offices as those of persons, where there are any: "Fiji's foreign minister,
/// XAvK QqoRt," names somebody, though nobody knows whom.
fn with_nameless(text: &str, mentions: &Mentions, damaged: &[TextRange]) -> Option<Mentions> {
    let behind_office = |range: &&TextRange| {
        let mut over = mentions.over(**range).map(|(_, m)| m.label);
        if over.any(|l| l == EntityLabel::Person) {
            return false;
        }
        let at = mentions.first_at_or_after(range.start);
        let before = at.checked_sub(1).and_then(|n| mentions.get(n));
        before.is_some_and(|m| {
            let gap = text.get(m.range.end..range.start);
            m.label == EntityLabel::Title
                && gap.is_some_and(|g| g.len() <= GAP && g.trim_matches([' ', ',']).is_empty())
        })
    };
    let names: Vec<TextRange> = damaged.iter().filter(behind_office).copied().collect();
    if names.is_empty() {
        return None;
    }
    let name = |range: TextRange| Mention {
        range,
        label: EntityLabel::Person,
        canonical: range.of(text).unwrap_or_default(),
        rule: "damaged name after an office",
    };
    let apart = mentions
        .iter()
        .filter(|m| !names.iter().any(|n| n.overlaps(m.range)));
    let mut all: Vec<Mention<'_>> = apart.chain(names.iter().map(|r| name(*r))).collect();
    all.sort_unstable_by_key(|m| m.range.start);
    Some(all.into_iter().collect())
}
