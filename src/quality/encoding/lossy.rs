//! What is left of UTF-8 that was read as Windows-1252 and then changed again: put into small letters, into compatible
//! characters (`â€TM`), or robbed of a character; boxes in the place of characters; and byte order marks that became text.

use super::strange::strangeness;
use super::{Damage, Odd, What};
use crate::text::TextRange;
use aho_corasick::{AhoCorasick, MatchKind};
use encoding_rs::WINDOWS_1252;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// What sequences became, and the characters they stand for.
struct Remains {
    automaton: Option<AhoCorasick>,
    meant: Vec<char>,
}

/// Characters that are often misread.
const OFTEN: &str = "’‘“”–—…•€™àâäáãåæçèéêëìíîïñòóôõöøùúûüýÿœßÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŒ«»°·£©®ąćęłńśźżčďěňřšťůžăâîșțşţğıőűāēīūėįų";

static REMAINS: LazyLock<Remains> = LazyLock::new(|| {
    let (mut patterns, mut meant) = (Vec::new(), Vec::new());
    for c in OFTEN.chars() {
        for form in forms(c) {
            if !patterns.contains(&form) {
                patterns.push(form);
                meant.push(c);
            }
        }
    }
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(&patterns);
    Remains {
        automaton: automaton.ok(),
        meant,
    }
});

/// What is left of a misread character in one way or another.
fn forms(c: char) -> Vec<String> {
    let mut buffer = [0; 4];
    let utf8 = c.encode_utf8(&mut buffer);
    let read = WINDOWS_1252.decode_without_bom_handling(utf8.as_bytes()).0;
    let chars: Vec<char> = read.chars().collect();
    let small = read.to_lowercase();
    let compatible: String = read.nfkc().collect();
    let both: String = small.nfkc().collect();
    let mut out = vec![small, compatible, both];
    if let [a, b, c] = chars.as_slice() {
        // One of three is lost: what is left still tells.
        for pair in [[*b, *c], [*a, *c], [*a, *b]] {
            let pair: String = pair.iter().collect();
            out.push(pair.nfkc().collect());
            out.push(pair);
        }
        out.push(format!("{a} {b}{c}"));
    }
    let telling = |f: &String| {
        f.as_str() != read
            && f.chars().filter(|c| !c.is_ascii()).count() >= 1
            && f.chars().count() >= 2
    };
    out.retain(|f| telling(f) && !is_usual(f));
    out
}

/// Whether a form also occurs in texts that nothing happened to: `â ` or `ã»`.
fn is_usual(form: &str) -> bool {
    let chars: Vec<char> = form.chars().collect();
    match chars.as_slice() {
        [_, b] if b.is_control() || b.is_whitespace() => true,
        [a, b] => {
            let letters = a.is_alphabetic() && b.is_alphabetic() && !b.is_ascii_digit();
            let mark = "«»“”‘’–—…‹›„‚™€®©".contains(*b)
                && !matches!(*a, 'â' | '€')
                && !(*a == 'ã' && matches!(*b, '©' | '®'));
            let closing = *a == 'â' && "“”’‘–—…‹›".contains(*b);
            letters && *a != 'Ã' || mark || closing || *a == '€' && b.is_ascii_digit()
        }
        _ => chars.iter().any(|c| c.is_control()),
    }
}

/// Adds the words of a line with such remains, and those with boxes; `odd` are those with characters beyond ASCII.
pub(super) fn find(odd: &[Odd<'_>], out: &mut Vec<Damage>) {
    for &Odd { range, word, .. } in odd.iter().filter(|o| o.telling) {
        if let Some(fixed) = undone(word) {
            out.push(Damage {
                range,
                what: What::Misread("Windows-1252"),
                fixed: Some(fixed),
                lossy: true,
            });
        } else if has_box(word) {
            out.push(Damage {
                range,
                what: What::Lost,
                fixed: None,
                lossy: true,
            });
        }
    }
}

/// A word with its remains put right.
fn undone(word: &str) -> Option<String> {
    let remains = &*REMAINS;
    let automaton = remains.automaton.as_ref()?;
    let mut out = String::with_capacity(word.len());
    let mut last = 0;
    for found in automaton.find_iter(word) {
        let meant = *remains.meant.get(found.pattern().as_usize())?;
        let before = word.get(..found.start())?.chars().next_back();
        let behind = word.get(found.end()..)?.chars().next();
        if fits(meant, before, behind) {
            out.push_str(word.get(last..found.start())?);
            out.push(meant);
            last = found.end();
        }
    }
    let fixed = (last > 0).then(|| out + word.get(last..).unwrap_or_default())?;
    (strangeness(&fixed) == 0).then_some(fixed)
}

/// Whether a character may stand between two others: a letter beside a letter, an apostrophe behind one.
fn fits(meant: char, before: Option<char>, behind: Option<char>) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let small = |c: Option<char>| c.is_none_or(|c| !c.is_uppercase());
    if meant.is_alphabetic() {
        return (letter(before) || letter(behind)) && small(behind);
    }
    letter(before) || letter(behind)
}

/// Whether a box stands inside of a word, or beside one.
fn has_box(word: &str) -> bool {
    let is_box = |c: char| {
        matches!(
            c,
            '□' | '▯' | '■' | '▢' | '☐' | '\u{fffc}' | '¤' | '▒' | '█' | '\u{1a}'
        )
    };
    let mut before: Option<char> = None;
    let mut chars = word.chars().peekable();
    while let Some(c) = chars.next() {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let next = chars.peek().copied();
        if is_box(c) && letter(before) && letter(next) {
            return true;
        }
        // The sign of no currency in the places of quotation marks.
        if c == '¤' && before.is_none() && letter(next) && word.chars().skip(2).any(|c| c == '¤')
        {
            return true;
        }
        before = Some(c);
    }
    false
}

/// The mark of the order of bytes at the start of a text, as characters of an encoding.
pub(super) fn mark(text: &str) -> Option<TextRange> {
    const MARKS: &[&str] = &[
        "ÿþ",
        "þÿ",
        "ï»¿",
        "∩╗┐",
        "п»ї",
        "Ôªø",
        "´╗┐",
        "п╩©",
        "я╗┐",
        "锘�",
        "锘?",
        "锘",
        "˘ţ",
        "яю",
        "юя",
        "■ ",
        "﾿",
        "\u{fffd}\u{fffd}",
        "˛ˇ",
        "ˇ˛",
        "þ�",
        "ﾰﾻ",
        "ï»",
    ];
    let mark = MARKS.iter().find(|m| text.starts_with(**m))?;
    Some(TextRange::new(0, mark.trim_end().len()))
}

#[cfg(test)]
mod tests {
    use crate::quality::encoding::EncodingError;
    use crate::quality::testing::{expect, findings, silent};

    #[test]
    fn remains_of_sequences() {
        for (text, fixed) in [
            ("The mayorâ€TMs house", "mayor’s"),
            ("The mayor€™s house", "mayor’s"),
            ("The mayorâ™s house", "mayor’s"),
            ("Les routes du quã©bec", "québec"),
            ("La informaciÃ3n de la isla", "información"),
        ] {
            let found = findings(&EncodingError, text);
            let repairs: Vec<_> = found
                .iter()
                .filter_map(|f| f.repair.clone()?.replacement)
                .collect();
            assert_eq!(repairs, [fixed], "{text}: {found:?}");
        }
    }

    #[test]
    fn boxes_and_marks() {
        expect(
            &EncodingError,
            "\
ÿþThe mayor□s house was closed.
^^ low: a byte order mark
      ^^^^^^^ high: could not be read",
        );
        expect(
            &EncodingError,
            "\
It said ¤yes¤ and went.
        ^^^^^ high: could not be read",
        );
        silent(
            &EncodingError,
            &["□ Yes ■ No, amanhã», «irmã», château™, €12, à€"],
        );
    }
}
