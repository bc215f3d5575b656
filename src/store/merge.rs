//! Bringing together two sets that began as one.

use crate::annotation::{AnnotationSet, HistoryEntry, Record, RecordKey, Timestamp};
use std::collections::BTreeSet;

/// Merges `ours` and `theirs`, both made from `base`, record by record.
///
/// What one side changed is taken from it. Where both changed a record, the later one wins, ours on a tie; a change wins
/// over a removal. Lines of history that got the same number on both sides are all kept: ours move behind.
pub fn merge_sets(
    base: &AnnotationSet,
    ours: &AnnotationSet,
    theirs: &AnnotationSet,
) -> AnnotationSet {
    let keys: BTreeSet<_> = [ours, theirs]
        .into_iter()
        .flat_map(AnnotationSet::records)
        .map(Record::key)
        .collect();
    let mut out = AnnotationSet::default();
    let mut moved = Vec::new();
    for key in keys {
        let (was, our, their) = (base.get(&key), ours.get(&key), theirs.get(&key));
        if let (Some(Record::History(h)), Some(_)) = (our, their)
            && our != their
            && our != was
            && their != was
        {
            moved.push(h.clone());
        }
        out.put(key, merged(was, our, their).cloned());
    }
    append(&mut out, moved);
    out
}

fn merged<'a>(
    was: Option<&'a Record>,
    our: Option<&'a Record>,
    their: Option<&'a Record>,
) -> Option<&'a Record> {
    if our == was {
        return their;
    }
    if their == was {
        return our;
    }
    match (our, their) {
        (Some(Record::History(_)), Some(_)) => their,
        (Some(a), Some(b)) if stamp(b) > stamp(a) => their,
        _ => our.or(their),
    }
}

/// When a record was last changed, as far as it says.
fn stamp(record: &Record) -> Option<Timestamp> {
    match record {
        Record::Annotation(a) => Some(a.annotation().modified),
        Record::Reading(r) => Some(r.modified),
        Record::Provenance(p) => Some(p.modified),
        Record::Decision(d) => Some(d.created),
        Record::Comment(c) => Some(c.created),
        Record::History(h) => Some(h.at),
        Record::Document(_)
        | Record::Annotator(_)
        | Record::Theme(_)
        | Record::Entity(_)
        | Record::Check(_)
        | Record::Unknown(_) => None,
    }
}

fn append(set: &mut AnnotationSet, moved: Vec<HistoryEntry>) {
    let last = set.records().filter_map(|r| match r.key() {
        RecordKey::History(number) => Some(number),
        _ => None,
    });
    let mut number = last.max().unwrap_or_default();
    for entry in moved {
        number = number.saturating_add(1);
        set.insert(Record::History(HistoryEntry { number, ..entry }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Annotator, AnnotatorId, Reading, ReadingState, codebook};
    use proptest::prelude::*;
    use uuid::Uuid;

    fn reading(who: u128, state: ReadingState, at: i64) -> Record {
        Record::Reading(Reading {
            annotator: AnnotatorId(Uuid::from_u128(who)),
            state,
            modified: Timestamp::from_unix(at),
            extra: Default::default(),
        })
    }

    fn set(records: &[Record]) -> AnnotationSet {
        records.iter().cloned().collect()
    }

    #[test]
    fn each_side_keeps_what_it_changed_and_the_later_wins_where_both_did() {
        use ReadingState::{InProgress, NotOpened, NothingFound, Read};
        let was = |who| reading(who, NotOpened, 1);
        let base = set(&[was(1), was(2), was(3), was(4), was(5), was(6)]);
        let ours = set(&[
            reading(1, Read, 2),
            was(2),
            reading(3, Read, 9),
            reading(4, Read, 5),
            reading(6, Read, 7),
            reading(7, Read, 7),
        ]);
        let theirs = set(&[
            was(1),
            reading(2, InProgress, 2),
            reading(3, InProgress, 8),
            reading(4, InProgress, 6),
            was(5),
            reading(6, NothingFound, 7),
        ]);
        let expected = set(&[
            reading(1, Read, 2),
            reading(2, InProgress, 2),
            reading(3, Read, 9),
            reading(4, InProgress, 6),
            reading(6, Read, 7),
            reading(7, Read, 7),
        ]);
        assert_eq!(merge_sets(&base, &ours, &theirs), expected);
    }

    /// A set of up to six reading states, each of one of four states at one of four times.
    fn any_set() -> impl Strategy<Value = AnnotationSet> {
        let record = (0_u128..6, 0_usize..4, 0_i64..4);
        let records = prop::collection::vec(record, 0..6);
        records.prop_map(|all| {
            let read = |(who, state, at)| reading(who, ReadingState::ALL[state], at);
            all.into_iter().map(read).collect()
        })
    }

    proptest! {
        #[test]
        fn one_side_alone_is_taken_as_it_is_and_no_change_is_lost(
            base in any_set(),
            ours in any_set(),
            theirs in any_set(),
        ) {
            prop_assert_eq!(&merge_sets(&base, &ours, &base), &ours);
            prop_assert_eq!(&merge_sets(&base, &base, &theirs), &theirs);
            prop_assert_eq!(&merge_sets(&base, &ours, &ours), &ours);
            let merged = merge_sets(&base, &ours, &theirs);
            for record in ours.records().chain(theirs.records()) {
                let key = record.key();
                if base.get(&key) != Some(record) {
                    let kept = merged.get(&key);
                    prop_assert!(kept == ours.get(&key) || kept == theirs.get(&key));
                    prop_assert!(stamp(kept.unwrap()) >= stamp(record) || kept != base.get(&key));
                }
            }
            prop_assert_eq!(merge_sets(&theirs, &merged, &theirs), merged);
        }
    }

    #[test]
    fn a_change_wins_over_a_removal_and_a_removal_over_nothing() {
        let was = reading(1, ReadingState::Read, 1);
        let changed = reading(1, ReadingState::NothingFound, 2);
        let (base, gone) = (set(&[was]), set(&[]));
        let changed = set(&[changed]);
        assert_eq!(merge_sets(&base, &gone, &changed), changed);
        assert_eq!(merge_sets(&base, &changed, &gone), changed);
        assert_eq!(merge_sets(&base, &gone, &base), gone);
        assert_eq!(merge_sets(&base, &base, &gone), gone);
    }

    #[test]
    fn what_has_no_time_is_ours_and_no_line_of_history_is_lost() {
        let id = codebook::sample_annotator();
        let person = |name: &str| {
            Record::Annotator(Annotator {
                id,
                name: name.into(),
                extra: Default::default(),
            })
        };
        let line = |number, what: &str| {
            Record::History(HistoryEntry {
                number,
                at: Timestamp::from_unix(1),
                annotator: id,
                what: what.into(),
                extra: Default::default(),
            })
        };
        let base = set(&[line(1, "a")]);
        let ours = set(&[person("Ours"), line(1, "a"), line(2, "b")]);
        let theirs = set(&[person("Theirs"), line(1, "a"), line(2, "c"), line(3, "d")]);
        let merged = merge_sets(&base, &ours, &theirs);
        let lines = [line(1, "a"), line(2, "c"), line(3, "d"), line(4, "b")];
        let expected: AnnotationSet = lines.into_iter().chain([person("Ours")]).collect();
        assert_eq!(merged, expected);
    }
}
