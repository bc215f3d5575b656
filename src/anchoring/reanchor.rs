//! A whole set of annotations on a text that has changed.

use super::{Resolution, describe, resolve};
use crate::annotation::{Anchored, AnnotationSet, Orphaned, Placed, Record, TextQuote};
use crate::document::Document;
use crate::text::TextRange;

/// Where an edited passage keeps the words that were annotated.
const BEFORE_EDIT: &str = "quote_before_edit";

/// Finds every passage of `set` again in a document whose text is not the one that was annotated. Returns the number of
/// annotations that were not found; they stay in the set as orphans. What was only found with doubt counts as not found:
/// a wrong place is worse than none.
pub fn reanchor(set: &mut AnnotationSet, document: &Document) -> usize {
    let described = set.document();
    let is_same = described.is_none_or(|info| info.text_hash == document.text_hash);
    if is_same && all_fit(set, &document.text) {
        return 0;
    }
    let records: Vec<Record> = set.records().cloned().collect();
    let mut lost = 0;
    for record in records {
        let Some(placed_anew) = record_anew(record, &document.text) else {
            continue;
        };
        lost += usize::from(matches!(
            placed_anew,
            Record::Annotation(Placed::Orphaned(_))
        ));
        set.insert(placed_anew);
    }
    lost
}

/// Whether every passage is where it is said to be.
fn all_fit(set: &AnnotationSet, text: &str) -> bool {
    set.anchored()
        .all(|a| fits(text, a.range, &a.annotation.quote))
}

fn fits(text: &str, range: TextRange, quote: &TextQuote) -> bool {
    range.is_document() || range.of(text) == Some(quote.exact.as_str())
}

/// A record with its passage where it is in `text`; `None` where it has none, or stays as it is.
fn record_anew(record: Record, text: &str) -> Option<Record> {
    match record {
        Record::Annotation(placed) => Some(Record::Annotation(place(placed, text))),
        Record::Decision(mut decision) => match resolve(text, decision.range, &decision.quote) {
            Resolution::Anchored { range, .. } => {
                decision.range = range;
                Some(Record::Decision(decision))
            }
            Resolution::Doubtful { .. } | Resolution::Orphaned => None,
        },
        _ => None,
    }
}

fn place(placed: Placed, text: &str) -> Placed {
    let (mut annotation, at) = match placed {
        Placed::Anchored(a) => (a.annotation, a.range),
        Placed::Orphaned(o) => (o.annotation, o.last),
    };
    let Resolution::Anchored { range, .. } = resolve(text, at, &annotation.quote) else {
        return Placed::Orphaned(Orphaned {
            annotation,
            last: at,
        });
    };
    if !fits(text, range, &annotation.quote) {
        let before = annotation.quote.exact.clone();
        let extra = &mut annotation.extra;
        extra.entry(BEFORE_EDIT.to_owned()).or_insert(before);
        annotation.quote = describe(text, range);
    }
    Placed::Anchored(Anchored { annotation, range })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::sidecar;
    use crate::document::Hash;

    /// The sidecar of a golden case, moved to `text`: its set and what was lost.
    fn moved(change: impl Fn(&str) -> String) -> (AnnotationSet, String, usize) {
        let read = sidecar::parse(include_str!(
            "../../tests/golden/emoji/document.txt.ann.ron"
        ));
        let mut set = read.unwrap().set;
        let text = change(include_str!("../../tests/golden/emoji/document.txt"));
        let document = Document::from_bytes("a.txt", text.clone().into_bytes()).unwrap();
        let lost = reanchor(&mut set, &document);
        (set, text, lost)
    }

    fn quotes(set: &AnnotationSet) -> Vec<&str> {
        let anchored = set.anchored();
        anchored
            .map(|a| a.annotation.quote.exact.as_str())
            .collect()
    }

    #[test]
    fn an_unchanged_text_changes_nothing() {
        let (set, text, lost) = moved(str::to_owned);
        let (again, ..) = moved(str::to_owned);
        assert_eq!((lost, &set), (0, &again));
        assert!(
            set.anchored()
                .all(|a| fits(&text, a.range, &a.annotation.quote))
        );
    }

    #[test]
    fn passages_move_with_their_words() {
        let (before, ..) = moved(str::to_owned);
        let (set, text, lost) = moved(|text| format!("A new first line.\n\n{text}"));
        assert_eq!((lost, quotes(&set)), (0, quotes(&before)));
        assert!(
            set.anchored()
                .all(|a| fits(&text, a.range, &a.annotation.quote))
        );
    }

    #[test]
    fn what_is_gone_becomes_an_orphan_and_comes_back() {
        let (before, old_text, _) = moved(str::to_owned);
        let (mut set, _, lost) = moved(|_| "Quite another matter altogether.\n".to_owned());
        assert_eq!(lost, before.placed().count());
        assert_eq!(set.placed().count(), lost, "nothing is dropped");
        // As it is saved with the changed text.
        let mut info = set.document().unwrap().clone();
        info.text_hash = Hash::of(b"changed");
        set.insert(Record::Document(info));
        let document = Document::from_bytes("a.txt", old_text.into_bytes()).unwrap();
        assert_eq!(reanchor(&mut set, &document), 0);
        assert_eq!(quotes(&set), quotes(&before));
    }
}
