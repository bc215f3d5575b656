//! Where sentences end. English conventions, with the full stops of Khmer, Burmese, Chinese and Japanese.
//!
//! The hard part is the full stop of an abbreviation: "H.E. Sok Chenda", "No. 12", "the U.S. position" go on, while
//! "in the U.S. The two sides" ends. A sentence is not ended when in doubt: a selection that is too long is seen at once.

use super::TextRange;

/// Abbreviations that are always followed by what they belong to.
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "gen", "col", "lt", "sgt", "capt", "maj", "adm", "st", "hon",
    "rev", "gov", "sen", "rep", "amb", "messrs", "vs", "cf", "viz", "h.e", "h.r.h", "h.m", "e.g",
    "i.e", "samdech", "rt", "assoc", "asst", "dept",
];
/// Abbreviations before a number.
const BEFORE_NUMBER: &[&str] = &[
    "no", "nos", "art", "arts", "sec", "secs", "para", "paras", "vol", "vols", "p", "pp", "fig",
    "figs", "ch", "chap", "cl", "reg", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
    "sept", "oct", "nov", "dec", "ca", "approx", "tel", "ext", "rs", "ed",
];
/// Abbreviations that may also be the last word of a sentence.
const OPEN: &[&str] = &[
    "inc", "ltd", "co", "corp", "etc", "al", "jr", "sr", "bros", "ave", "rd", "blvd", "govt",
];
/// Words that begin a sentence rather than go on after an abbreviation.
const STARTERS: &[&str] = &[
    "A",
    "After",
    "All",
    "Although",
    "An",
    "And",
    "As",
    "At",
    "Before",
    "Both",
    "But",
    "By",
    "During",
    "Each",
    "For",
    "From",
    "He",
    "Her",
    "His",
    "However",
    "I",
    "If",
    "In",
    "It",
    "Its",
    "Meanwhile",
    "Moreover",
    "On",
    "Our",
    "She",
    "Since",
    "Some",
    "Such",
    "That",
    "The",
    "Their",
    "There",
    "These",
    "They",
    "This",
    "Those",
    "Through",
    "To",
    "Under",
    "We",
    "What",
    "When",
    "While",
    "With",
    "You",
];

/// The sentences of `within`, in order, without white space around them.
pub(super) fn sentences(text: &str, within: TextRange) -> Vec<TextRange> {
    let slice = within.of(text).unwrap_or_default();
    let mut out = Vec::new();
    let (mut start, mut seen) = (0, 0);
    for (at, c) in slice.char_indices() {
        if at < seen || !is_terminator(c) {
            continue;
        }
        let after = closers_end(slice, at + c.len_utf8());
        // A row of dots is looked at once, not once a dot.
        seen = after;
        if ends_sentence(slice, start, at, c, after) {
            push(slice, within.start, start, after, &mut out);
            start = after;
        }
    }
    push(slice, within.start, start, slice.len(), &mut out);
    out
}

fn push(slice: &str, base: usize, start: usize, end: usize, out: &mut Vec<TextRange>) {
    let piece = slice.get(start..end).unwrap_or_default();
    let trimmed = piece.trim();
    if !trimmed.is_empty() {
        let start = base + start + (piece.len() - piece.trim_start().len());
        out.push(TextRange::new(start, start + trimmed.len()));
    }
}

/// Marks that end a sentence without a space after them.
fn is_strong(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '។' | '៕' | '။' | '\u{2029}')
}

fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…') || is_strong(c)
}

/// The end of the quotes, brackets, repeated marks and note numbers in brackets that belong to the sentence before.
fn closers_end(slice: &str, from: usize) -> usize {
    let rest = slice.get(from..).unwrap_or_default();
    let closing = |c: char| {
        matches!(
            c,
            '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '）' | '」' | '*' | '_'
        )
    };
    rest.find(|c| !closing(c) && !is_terminator(c))
        .map_or(slice.len(), |i| from + i)
}

fn ends_sentence(slice: &str, start: usize, at: usize, mark: char, after: usize) -> bool {
    let rest = slice.get(after..).unwrap_or_default();
    if is_strong(mark) || rest.trim_start().is_empty() {
        return true;
    }
    if !rest.starts_with(char::is_whitespace) {
        return false;
    }
    let next = rest.trim_start();
    if next.starts_with(char::is_lowercase) {
        return false;
    }
    mark != '.' || stop_ends(slice.get(start..at).unwrap_or_default(), next)
}

/// Whether a full stop between `before` (the sentence so far) and `next` ends the sentence.
fn stop_ends(before: &str, next: &str) -> bool {
    let opening =
        |c: char| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '"' | '‘' | '*' | '_');
    let token = before.rsplit(opening).next().unwrap_or_default();
    let alone = before.trim().len() == token.len();
    if alone && is_list_number(token) {
        return false;
    }
    let lower = token.to_lowercase();
    if TITLES.contains(&lower.as_str()) {
        return false;
    }
    if BEFORE_NUMBER.contains(&lower.as_str()) {
        return !next.starts_with(|c: char| c.is_ascii_digit());
    }
    let initials = token.contains('.')
        && token
            .split('.')
            .all(|p| p.chars().count() <= 2 && p.chars().all(char::is_alphabetic));
    let initial = token.chars().count() == 1 && token.starts_with(char::is_uppercase);
    if initials || initial || OPEN.contains(&lower.as_str()) {
        return begins_with_starter(next);
    }
    true
}

/// "1", "12", "iv", "a": the number of a list item, whose full stop ends nothing.
fn is_list_number(token: &str) -> bool {
    let digits = token.chars().all(|c| c.is_ascii_digit()) && token.len() <= 3;
    let roman = token.len() <= 4
        && token
            .chars()
            .all(|c| matches!(c.to_ascii_lowercase(), 'i' | 'v' | 'x'));
    !token.is_empty() && (digits || roman || token.chars().count() == 1)
}

fn begins_with_starter(next: &str) -> bool {
    let next = next.trim_start_matches(|c: char| !c.is_alphanumeric());
    let word = next
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    STARTERS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sentences are parted by `|` in `marked`.
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let found: Vec<_> = sentences(&text, TextRange::new(0, text.len()));
        let found: Vec<_> = found.iter().filter_map(|r| r.of(&text)).collect();
        let wanted: Vec<_> = marked.split('|').map(str::trim).collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn abbreviations_go_on() {
        check("H.E. Sok Chenda met Dr. J. R. Smith.| They spoke.");
        check("The U.S. Government agreed.| It did so in the U.S.| The two sides left.");
        check("See Art. 12 and No. 5 of Vol. 3.| No.| Nothing else.");
        check("It costs 3.5 percent, e.g. Food, at 5 p.m. Monday.| Done.");
    }

    #[test]
    fn quotes_and_notes_belong_to_the_sentence_before() {
        check("“It is so.”| He left.| (They stayed.)| Why?!| Yes…| “No.”");
    }

    #[test]
    fn list_numbers_begin_a_sentence() {
        check("1. The Ministry agrees.| In 2024. |2. It acts.");
    }

    #[test]
    fn other_scripts() {
        check("កម្ពុជា។| ប្រទេស។");
        check("我们同意。|他们走了！|好。");
    }

    #[test]
    fn nothing_in_blank_text() {
        assert!(sentences("  \n ", TextRange::new(0, 4)).is_empty());
    }
}
