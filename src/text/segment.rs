//! Graphemes, words, sentences: where a selection may begin and end.
//!
//! All functions take the whole text and look only near the offset, and never outside `within` (a block, a line), so
//! that a click costs the same in a text of any size. Offsets and ranges count UTF-8 bytes of the text.

use super::TextRange;
use super::sentence;
use icu_segmenter::options::{LineBreakOptions, WordBreakInvariantOptions};
use icu_segmenter::{LineSegmenter, WordSegmenter};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// How far (UTF-8 bytes) either side of an offset words are looked for.
const WORD_WINDOW: usize = 1024;
/// How far (UTF-8 bytes) either side of an offset a sentence may reach.
const SENTENCE_WINDOW: usize = 16 * 1024;

/// Whether a grapheme begins or ends at `offset`.
pub fn is_grapheme_boundary(text: &str, offset: usize) -> bool {
    text.is_char_boundary(offset)
        && GraphemeCursor::new(offset, text.len(), true)
            .is_boundary(text, 0)
            .unwrap_or(true)
}

/// The nearest grapheme boundary before `offset`; `None` at the start of the text.
pub fn prev_grapheme(text: &str, offset: usize) -> Option<usize> {
    let offset = char_ceil(text, offset);
    let mut cursor = GraphemeCursor::new(offset, text.len(), true);
    cursor.prev_boundary(text, 0).ok().flatten()
}

/// The nearest grapheme boundary after `offset`; `None` at the end of the text.
pub fn next_grapheme(text: &str, offset: usize) -> Option<usize> {
    let offset = char_floor(text, offset);
    let mut cursor = GraphemeCursor::new(offset, text.len(), true);
    cursor.next_boundary(text, 0).ok().flatten()
}

/// The last grapheme boundary at or before `offset`.
pub fn floor_grapheme(text: &str, offset: usize) -> usize {
    if is_grapheme_boundary(text, offset) {
        return offset;
    }
    prev_grapheme(text, offset.min(text.len())).unwrap_or(0)
}

/// The first grapheme boundary at or after `offset`.
pub fn ceil_grapheme(text: &str, offset: usize) -> usize {
    if is_grapheme_boundary(text, offset) {
        return offset;
    }
    next_grapheme(text, offset).unwrap_or(text.len())
}

/// The last character boundary at or before `offset`.
pub fn char_floor(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The first character boundary at or after `offset`.
pub fn char_ceil(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// The word at or just before `offset`: what a double click selects. `None` where no word touches the offset.
pub fn word_at(text: &str, within: TextRange, offset: usize) -> Option<TextRange> {
    let mut touching = words_near(text, within, offset)
        .into_iter()
        .filter(|w| w.start <= offset && offset <= w.end);
    touching.next_back()
}

/// The end of the next word after `offset`; the end of `within` where there is none.
pub fn next_word_end(text: &str, within: TextRange, offset: usize) -> usize {
    let mut at = offset;
    while at < within.end.min(text.len()) {
        let words = words_near(text, within, at);
        if let Some(word) = words.iter().find(|w| w.end > at) {
            return word.end;
        }
        at = window(text, within, at, WORD_WINDOW).end.max(at + 1);
    }
    within.end.min(text.len())
}

/// The start of the nearest word before `offset`; the start of `within` where there is none.
pub fn prev_word_start(text: &str, within: TextRange, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while at > within.start {
        let words = words_near(text, within, at);
        if let Some(word) = words.iter().rev().find(|w| w.start < at) {
            return word.start;
        }
        at = window(text, within, at, WORD_WINDOW).start.min(at - 1);
    }
    within.start
}

/// The words of `within`, in order: pieces with a letter or a digit.
pub fn words(text: &str, within: TextRange) -> Vec<TextRange> {
    let slice = within.of(text).unwrap_or_default();
    let mut out = Vec::new();
    if slice.chars().any(needs_dictionary) {
        dictionary_words(slice, within.start, &mut out);
    } else {
        out.extend(slice.unicode_word_indices().map(|(at, word)| {
            let start = within.start + at;
            TextRange::new(start, start + word.len())
        }));
    }
    out
}

/// The sentence around `offset`, without white space around it. `None` where `within` is blank or outside the text.
pub fn sentence_at(text: &str, within: TextRange, offset: usize) -> Option<TextRange> {
    let near = window(text, within, offset, SENTENCE_WINDOW);
    let found = sentence::sentences(text, near);
    let after = found.partition_point(|s| s.end < offset);
    found.get(after).or(found.last()).copied()
}

/// The sentences of `within`, in order, without white space around them.
pub fn sentences(text: &str, within: TextRange) -> Vec<TextRange> {
    sentence::sentences(text, within.snapped(text))
}

/// Where a line may end (UTF-8 bytes), in order: after spaces, between the words of Khmer, Thai, Lao and Burmese, as the
/// rules of Chinese and Japanese have it; never inside what people see as one character. The end of the text is the
/// last of them. By dictionary: eighty times as fast as the model that finds the words, in text that waits to be painted.
pub fn line_breaks(text: &str) -> Vec<usize> {
    let segmenter = LineSegmenter::new_dictionary(LineBreakOptions::default());
    let breaks = segmenter.segment_str(text).skip(1);
    breaks
        .filter(|&at| at > 0 && is_grapheme_boundary(text, at))
        .collect()
}

fn words_near(text: &str, within: TextRange, offset: usize) -> Vec<TextRange> {
    words(text, window(text, within, offset, WORD_WINDOW))
}

/// The part of `within` up to `reach` bytes either side of `offset`, cut at white space where there is some.
fn window(text: &str, within: TextRange, offset: usize, reach: usize) -> TextRange {
    let within = within.snapped(text);
    let offset = offset.clamp(within.start, within.end);
    let mut start = char_floor(text, within.start.max(offset.saturating_sub(reach)));
    let mut end = char_ceil(text, within.end.min(offset.saturating_add(reach)));
    if start > within.start {
        let before = text
            .get(start..char_floor(text, offset))
            .unwrap_or_default();
        start += before.find(char::is_whitespace).unwrap_or(0);
    }
    if end < within.end {
        let from = char_ceil(text, offset);
        let after = text.get(from..end).unwrap_or_default();
        end = after.rfind(char::is_whitespace).map_or(end, |i| from + i);
    }
    TextRange::new(start, end)
}

/// Whether a character belongs to a script that is written without spaces between words.
pub(crate) fn needs_dictionary(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{9FFF}' | '\u{A9E0}'..='\u{A9FF}' | '\u{AA60}'..='\u{AA7F}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// Words of Khmer, Thai, Lao, Burmese, Chinese and Japanese, and of text mixed with them.
fn dictionary_words(slice: &str, base: usize, out: &mut Vec<TextRange>) {
    let segmenter = WordSegmenter::new_auto(WordBreakInvariantOptions::default());
    let mut start = 0;
    for (end, kind) in segmenter.segment_str(slice).iter_with_word_type() {
        let piece = slice.get(start..end).unwrap_or_default();
        if kind.is_word_like() || piece.chars().any(char::is_alphanumeric) {
            out.push(TextRange::new(base + start, base + end));
        }
        start = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(text: &str) -> TextRange {
        TextRange::new(0, text.len())
    }

    fn word(text: &str, offset: usize) -> Option<&str> {
        word_at(text, all(text), offset).and_then(|r| r.of(text))
    }

    #[test]
    fn graphemes_keep_families_and_crlf_whole() {
        let text = "a👩‍👩‍👧\r\ne\u{301}";
        assert_eq!(next_grapheme(text, 1), Some(19));
        assert_eq!(floor_grapheme(text, 6), 1);
        assert_eq!(ceil_grapheme(text, 20), 21);
        assert_eq!(prev_grapheme(text, text.len()), Some(21));
        assert_eq!(next_grapheme(text, text.len()), None);
        assert_eq!(prev_grapheme(text, 0), None);
    }

    #[test]
    fn a_double_click_takes_the_word() {
        assert_eq!(word("don’t stop", 2), Some("don’t"));
        assert_eq!(word("don’t stop", 12), Some("stop"));
        assert_eq!(word("a — b", 3), None);
        assert_eq!(word("", 0), None);
    }

    #[test]
    fn khmer_and_thai_words_are_found_without_spaces() {
        let khmer = "ព្រះរាជាណាចក្រកម្ពុជា";
        let found = words(khmer, all(khmer));
        assert!(found.len() >= 2, "{found:?}");
        assert_eq!(word("ประเทศไทย", 24), Some("ไทย"));
    }

    #[test]
    fn lao_and_burmese_words_are_found_without_spaces() {
        assert_eq!(word("ລັດຖະບານລາວ", 30), Some("ລາວ"));
        let burmese = "မြန်မာနိုင်ငံအစိုးရ";
        let found = words(burmese, all(burmese));
        assert!(found.len() >= 2, "{found:?}");
        for text in ["ລັດຖະບານລາວໄດ້ປະກາດ", burmese, "ព្រះរាជាណាចក្រ", "กรุงเทพน้ำดื่ม"]
        {
            let mut at = 0;
            for found in words(text, all(text)) {
                assert_eq!(found.start, at, "words of {text} follow each other");
                assert!(is_grapheme_boundary(text, found.end));
                assert_eq!(next_word_end(text, all(text), at), found.end);
                assert_eq!(prev_word_start(text, all(text), found.end), at);
                at = found.end;
            }
            assert_eq!(at, text.len());
        }
    }

    #[test]
    fn lines_end_where_a_language_allows() {
        let ends = |text: &str| -> Vec<String> {
            let mut start = 0;
            let rows = line_breaks(text).into_iter().map(|end| {
                let row = text[start..end].to_owned();
                start = end;
                row
            });
            rows.collect()
        };
        assert_eq!(ends("two words"), ["two ", "words"]);
        assert_eq!(ends("ข้ามแม่น้ำ"), ["ข้าม", "แม่น้ำ"]);
        assert_eq!(ends("「和平」与。"), ["「和", "平」", "与。"]);
        assert_eq!(ends("e\u{301}\u{200d}"), ["e\u{301}\u{200d}"]);
        assert!(ends("").is_empty());
    }

    #[test]
    fn word_moves_cross_punctuation() {
        let text = "One, two.";
        assert_eq!(next_word_end(text, all(text), 0), 3);
        assert_eq!(next_word_end(text, all(text), 3), 8);
        assert_eq!(next_word_end(text, all(text), 8), 9);
        assert_eq!(prev_word_start(text, all(text), 9), 5);
        assert_eq!(prev_word_start(text, all(text), 5), 0);
    }

    #[test]
    fn a_sentence_is_found_in_a_huge_block() {
        let text = format!(
            "{}Here it is. {}",
            "Filler text. ".repeat(9000),
            "More of it. ".repeat(9000)
        );
        let at = text.find("it is").unwrap();
        let found = sentence_at(&text, all(&text), at).unwrap();
        assert_eq!(found.of(&text), Some("Here it is."));
    }

    proptest! {
        #[test]
        fn everything_lies_on_boundaries(text in "(\\PC|[ .!?]|\r\n|\u{301}|ក|្|ไ|中){0,60}", at in 0usize..200) {
            let r = all(&text);
            prop_assert!(floor_grapheme(&text, at) <= at.min(text.len()));
            prop_assert!(ceil_grapheme(&text, at) >= at.min(text.len()));
            for range in [word_at(&text, r, at), sentence_at(&text, r, at)].into_iter().flatten() {
                prop_assert!(range.of(&text).is_some_and(|s| !s.is_empty()));
            }
            if at < text.len() { prop_assert!(next_word_end(&text, r, at) > at); }
            if at > 0 { prop_assert!(prev_word_start(&text, r, at) < at); }
        }
    }
}
