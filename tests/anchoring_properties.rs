//! Properties of anchoring that hold for any text.

use proptest::prelude::*;
use rapporteur::anchoring::{Anchoring, Resolution, describe, resolve, resolve_all};
use rapporteur::text::TextRange;

const TEXT: &str = "([a-z]{1,6} |\\PC|\r\n|👩‍👩‍👧|e\u{301}|ក្ម|\n\n){0,60}";

fn range_in(text: &str, a: usize, b: usize) -> TextRange {
    let len = text.len() + 1;
    TextRange::new(a % len, b % len).snapped(text)
}

proptest! {
    #[test]
    fn an_unchanged_text_gives_the_same_range(text in TEXT, a in any::<usize>(), b in any::<usize>()) {
        let range = range_in(&text, a, b);
        let quote = describe(&text, range);
        let wanted = Resolution::Anchored { range, how: Anchoring::Exact, score: 1.0 };
        prop_assert_eq!(resolve(&text, range, &quote), wanted);
    }

    #[test]
    fn a_passage_survives_what_is_put_before_it(before in "[A-Z]{0,40}", a in 0usize..50, len in 20usize..60) {
        let text = "A memorandum was signed by both ministers on Tuesday; the annex lists every project, its budget and its term.";
        let range = TextRange::new(a, a + len).snapped(text);
        let quote = describe(text, range);
        let new = format!("{before} {text}");
        let shift = before.len() + 1;
        let shifted = TextRange::new(range.start + shift, range.end + shift);
        let found = resolve(&new, range, &quote);
        prop_assert!(matches!(found, Resolution::Anchored { range, .. } if range == shifted), "{:?}", found);
    }

    #[test]
    fn any_two_texts_give_ranges_on_boundaries(old in TEXT, new in TEXT, a in any::<usize>(), b in any::<usize>()) {
        let range = range_in(&old, a, b);
        let quote = describe(&old, range);
        let found = resolve_all(old.len(), &new, &[(range, &quote), (TextRange::DOCUMENT, &quote)]);
        prop_assert_eq!(found.len(), 2);
        if let Some(Resolution::Anchored { range, .. } | Resolution::Doubtful { range, .. }) = found.first() {
            prop_assert!(range.is_document() || range.of(&new).is_some());
        }
    }
}
