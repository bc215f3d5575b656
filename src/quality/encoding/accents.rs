//! Accents that stand beside their letter instead of on it, as some readers of PDF have them (`Andr´e`), and the capital
//! `Â` that is left of a no-break space.

use super::{EncodingError, Odd};
use crate::annotation::label::Severity;
use crate::quality::{Context, Finding, Repair};
use crate::text::TextRange;
use crate::text::language::Language;
use unicode_normalization::UnicodeNormalization;

/// Adds both; `lines` are those with characters beyond ASCII.
pub(super) fn find(
    check: &EncodingError,
    context: &Context<'_>,
    lines: &[TextRange],
    out: &mut Vec<Finding>,
) {
    for &line in lines {
        let text = context.slice(line);
        // The accents and the letter begin with one of these bytes.
        let bytes = text.as_bytes();
        if !memchr::memchr3_iter(0xc2, 0xc3, 0xcb, bytes).any(|at| is_lead_at(bytes, at)) {
            continue;
        }
        for odd in Odd::words(line, text) {
            if odd.word == "Â" {
                out.extend(lone(check, line, text, odd.range));
            } else if let Some((range, fixed)) =
                composed(&odd, context.input.languages.at(line.start))
            {
                let source = context.slice(range);
                let reason = format!("an accent beside its letter: “{source}” for “{fixed}”");
                let finding = Finding::new(check, range, Severity::Medium, reason);
                out.push(finding.repaired(Some(Repair::exact(fixed))));
            }
        }
    }
}

/// Whether a spacing accent or `Â` begins at `at`.
fn is_lead_at(bytes: &[u8], at: usize) -> bool {
    matches!(
        bytes.get(at..at + 2),
        Some([0xc2, 0xa8 | 0xaf | 0xb4 | 0xb8] | [0xc3, 0x82] | [0xcb, _])
    )
}

/// An `Â` alone between two words: there was a no-break space behind it, whose byte became a space.
fn lone(check: &EncodingError, line: TextRange, text: &str, range: TextRange) -> Option<Finding> {
    let (start, end) = (range.start - line.start, range.end - line.start);
    let (before, behind) = (text.get(..start)?, text.get(end..)?);
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let word = |w: Option<&str>| {
        w.is_some_and(|w| w.chars().filter(|c| c.is_alphanumeric()).nth(1).is_some())
    };
    let left = before.split_whitespace().next_back();
    let right = behind.split_whitespace().next();
    let first = right.and_then(|w| {
        w.trim_start_matches(['“', '«', '(', '$', '€'])
            .chars()
            .next()
    });
    let last = left.and_then(|w| {
        w.trim_end_matches([',', ';', ':', ')', '”', '»', '$'])
            .chars()
            .next_back()
    });
    let spaced = before.ends_with([' ', '\u{a0}']) && behind.starts_with([' ', '\u{a0}']);
    let fits = spaced && letter(first) && letter(last) && (word(left) || word(right));
    if !fits || is_about_letters(text) {
        return None;
    }
    let spaces = behind.len() - behind.trim_start_matches([' ', '\u{a0}']).len();
    let whole = TextRange::new(range.start, range.end + spaces);
    let reason = "an “Â” that is left of a no-break space";
    let finding = Finding::new(check, whole, Severity::Medium, reason);
    Some(finding.repaired(Some(Repair::exact(String::new()))))
}

/// Whether a line writes about letters, or has several that stand alone.
fn is_about_letters(text: &str) -> bool {
    const WORDS: [&str; 10] = [
        "letter",
        "lettre",
        "letra",
        "vowel",
        "voyelle",
        "character",
        "caractère",
        "chữ",
        "huruf",
        "Buchstabe",
    ];
    let alone = |w: &&str| {
        let mut chars = w.chars().filter(|c| c.is_alphabetic());
        chars
            .next()
            .is_some_and(|c| !c.is_ascii() && c != 'Â' && c != 'à' && c != 'À')
            && chars.next().is_none()
    };
    WORDS.iter().any(|w| text.contains(w)) || text.split_whitespace().filter(alone).count() > 1
}

/// A spacing accent as the one that stands on letters.
fn combining(accent: char) -> Option<char> {
    Some(match accent {
        '´' | 'ˊ' => '\u{301}',
        'ˋ' => '\u{300}',
        '¨' => '\u{308}',
        '¸' => '\u{327}',
        'ˆ' => '\u{302}',
        '˜' => '\u{303}',
        'ˇ' => '\u{30c}',
        '˘' => '\u{306}',
        '˚' => '\u{30a}',
        '˙' => '\u{307}',
        '˝' => '\u{30b}',
        '˛' => '\u{328}',
        '¯' => '\u{304}',
        _ => return None,
    })
}

/// The letters of a word with accents beside them, and the same with the accents on them.
fn composed(odd: &Odd<'_>, language: Language) -> Option<(TextRange, String)> {
    let part = |c: char| c.is_alphabetic() || combining(c).is_some() || matches!(c, '-' | '’');
    let word = odd.word.trim_matches(|c: char| !part(c));
    let start = odd.range.start + (word.as_ptr() as usize - odd.word.as_ptr() as usize);
    if !word.contains(|c| combining(c).is_some()) || !word.chars().all(part) {
        return None;
    }
    let chars: Vec<char> = word.chars().collect();
    // On both sides of a word they are quotation marks.
    let quotes = chars
        .first()
        .is_some_and(|c| combining(*c).is_some() && chars.last() == Some(c));
    if quotes {
        return None;
    }
    let mut out = String::with_capacity(word.len());
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        at += 1;
        let before = at.checked_sub(2).and_then(|n| chars.get(n)).copied();
        let behind = chars.get(at).copied();
        let Some(mark) = combining(c) else {
            out.push(c);
            continue;
        };
        let rest = chars.get(at..).unwrap_or_default();
        if c == '´' && is_behind_its_letter(before, rest, language) {
            out.pop();
            out.push(on(before?, mark)?);
        } else if let Some(letter) = behind
            .and_then(|b| on(b, mark))
            .filter(|_| is_free(c, before, behind, at == 2))
        {
            out.push(letter);
            at += 1;
        } else {
            // Behind its letter: where a word goes on, or ends in it.
            let letter = before.and_then(|b| on(b, mark)).filter(|_| c != '´')?;
            out.pop();
            out.push(letter);
        }
    }
    let letters = out.chars().filter(|c| c.is_alphabetic()).count();
    (letters >= 3).then(|| (TextRange::new(start, start + word.len()), out))
}

/// Whether an acute accent belongs to the vowel before it: `cafe´`, `ne´cessite´`, `Rene´e`.
fn is_behind_its_letter(before: Option<char>, rest: &[char], language: Language) -> bool {
    let Some(before) = before.filter(|b| b.is_lowercase() && is_vowel(*b)) else {
        return false;
    };
    let Some(&behind) = rest.first() else {
        return true;
    };
    if is_vowel(behind) {
        return before == 'e' && behind == 'e';
    }
    let latin = matches!(
        language,
        Language::French | Language::Spanish | Language::Portuguese
    );
    let word: String = rest.iter().collect();
    let contracted = matches!(word.as_str(), "s" | "ve" | "re" | "ll" | "d" | "m" | "t");
    // In other languages the letter behind it may well be the one that has it: `Kovačevi´c`.
    latin || !contracted && on(behind, '\u{301}').is_none()
}

/// A letter with an accent that some language has on it.
fn on(letter: char, mark: char) -> Option<char> {
    let letter = if letter == 'ı' { 'i' } else { letter };
    let mut both = [letter, mark].into_iter().nfc();
    let char = both.next()?;
    // The acute accent stands on a few consonants as well: Gdańsk.
    let fits =
        !mark_of_vowels(mark) || is_vowel(letter) || mark == '\u{301}' && "cnz".contains(letter);
    (both.next().is_none() && fits).then_some(char)
}

fn mark_of_vowels(mark: char) -> bool {
    matches!(
        mark,
        '\u{300}' | '\u{301}' | '\u{302}' | '\u{308}' | '\u{304}'
    )
}

fn is_vowel(letter: char) -> bool {
    letter
        .nfd()
        .next()
        .is_some_and(|c| "aeiouyıAEIOUY".contains(c))
}

/// Whether an acute accent is none that somebody wrote for an apostrophe: `l´eau`, `don´t`, `Sana´a`. `second`: whether it
/// stands behind the first letter.
fn is_free(accent: char, before: Option<char>, behind: Option<char>, second: bool) -> bool {
    if accent != '´' {
        return true;
    }
    let Some(before) = before else {
        return true;
    };
    let elided = second && "ldnscjmtLDNSCJMTQqOo".contains(before);
    let turns = is_vowel(before) != behind.is_some_and(is_vowel);
    !elided && turns && before.is_lowercase()
}

#[cfg(test)]
mod tests {
    use crate::quality::encoding::EncodingError;
    use crate::quality::testing::{expect, silent};

    #[test]
    fn accents_beside_their_letters() {
        expect(
            &EncodingError,
            "\
The report of Ren´e Lund, of Mart´ın and of J¨urgen Kovaˇcevi´c was read.
              ^^^^^ medium: “René”
                             ^^^^^^^ medium: “Martín”
                                            ^^^^^^^ medium: “Jürgen”
                                                    ^^^^^^^^^^^ medium: “Kovačević”",
        );
        expect(
            &EncodingError,
            "\
Minister Rene´e Lefevre – said the mayor – met the councillor in the cafe´ of the port.
         ^^^^^^ medium: “Renée”
                                                                     ^^^^^ medium: “café”",
        );
        silent(
            &EncodingError,
            &[
                "l´eau, d´Ivoire, he´s, they´ve, Ka´aba, don´t, it´s, Nuku´alofa, O´Brien, Sana´a, ´quoted´, aujourd´hui, 5´ and ~ ˜.",
            ],
        );
    }

    #[test]
    fn what_is_left_of_a_no_break_space() {
        expect(
            &EncodingError,
            "\
The harbour was Â closed on Friday.
                ^^ medium: no-break space",
        );
        silent(
            &EncodingError,
            &["The letters Ă, Â and B; the letter Â is a vowel of it."],
        );
    }
}
