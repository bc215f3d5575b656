//! Characters that look like others: signs of print for several letters (`ﬁ`), letters of another alphabet, accents that a
//! space parts from their letter. A reader does not see them; a search for the word does not find it. (Characters that do not
//! show at all are artefacts of layout.)

use super::{EncodingError, Odd};
use crate::annotation::label::Severity;
use crate::quality::{Context, Finding, Repair};
use crate::text::TextRange;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Adds the words; `lines` are those with characters beyond ASCII.
pub(super) fn find(
    check: &EncodingError,
    context: &Context<'_>,
    lines: &[TextRange],
    out: &mut Vec<Finding>,
) {
    for &line in lines {
        let text = context.slice(line);
        if !has_lead(text) {
            continue;
        }
        for odd in Odd::words(line, text).into_iter().filter(|o| o.telling) {
            out.extend(joined(check, &odd));
            out.extend(look_alike(check, &odd));
        }
        apart(check, line, text, out);
    }
}

/// Whether a line has one of the bytes with which all of these begin: ligatures, Greek and Cyrillic letters, combining marks.
fn has_lead(text: &str) -> bool {
    let lead = |b: u8| (b == 0xef) | (0xcc..=0xd1).contains(&b);
    // Without branches inside, so that many bytes are looked at at once.
    text.bytes().fold(false, |any, b| any | lead(b))
}

/// Letters on which accents stand.
fn is_western(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{300}'..='\u{52f}' | '\u{1e00}'..='\u{1fff}')
}

/// The letters of a sign of print.
fn ligature(c: char) -> Option<&'static str> {
    Some(match c {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => return None,
    })
}

/// A word with signs of print for several letters.
fn joined(check: &EncodingError, odd: &Odd<'_>) -> Option<Finding> {
    if !odd.word.contains(|c| ligature(c).is_some()) {
        return None;
    }
    let mut fixed = String::with_capacity(odd.word.len());
    for c in odd.word.chars() {
        match ligature(c) {
            Some(letters) => fixed.push_str(letters),
            None => fixed.push(c),
        }
    }
    let (range, fixed) = bare(odd, &fixed);
    let reason = format!(
        "one sign of print for several letters, in a word that a search may not find: “{fixed}”"
    );
    let finding = Finding::new(check, range, Severity::Low, reason);
    Some(finding.repaired(Some(Repair::exact(fixed))).on_demand())
}

/// The word without punctuation around it, and what it is mended to without the same.
fn bare(odd: &Odd<'_>, fixed: &str) -> (TextRange, String) {
    let mark = |c: char| !c.is_alphanumeric();
    let head = odd.word.len() - odd.word.trim_start_matches(mark).len();
    let tail = odd.word.len() - odd.word.trim_end_matches(mark).len();
    let range = TextRange::new(odd.range.start + head, odd.range.end.saturating_sub(tail));
    (range, fixed.trim_matches(mark).to_owned())
}

/// The Latin letter that looks like this one of the Cyrillic or Greek alphabet.
fn latin(c: char) -> Option<char> {
    const OTHERS: &str = "аеорсхуіјѕһԁАВЕКМНОРСТХІЈЅοανιρυκΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";
    const LATIN: &str = "aeopcxyijshdABEKMHOPCTXIJSoavipukABEZHIKMNOPTYX";
    let at = OTHERS.chars().position(|o| o == c)?;
    LATIN.chars().nth(at)
}

/// A Latin word in which letters of another alphabet stand that look the same.
fn look_alike(check: &EncodingError, odd: &Odd<'_>) -> Option<Finding> {
    let (mut own, mut other) = (0, 0);
    let mut fixed = String::with_capacity(odd.word.len());
    let mut beside = false;
    let mut before = ' ';
    for c in odd.word.chars() {
        let foreign = matches!(c, '\u{370}'..='\u{52f}');
        if foreign {
            fixed.push(latin(c)?);
            other += 1;
            beside |= before.is_ascii_alphabetic();
        } else {
            beside |= c.is_ascii_alphabetic() && matches!(before, '\u{370}'..='\u{52f}');
            own += usize::from(c.is_alphabetic());
            fixed.push(c);
        }
        before = c;
    }
    // One strange letter among one or two, or a Greek one behind them, is a symbol of a formula.
    let last = odd.word.trim_end_matches(|c: char| !c.is_alphanumeric());
    let symbol = last.ends_with(|c| matches!(c, '\u{370}'..='\u{3ff}'));
    // A name in capitals may be meant to be of both alphabets.
    let small = odd.word.contains(|c: char| c.is_ascii_lowercase());
    if symbol || !small || other == 0 || !beside || own < 3 || own < other {
        return None;
    }
    let (range, fixed) = bare(odd, &fixed);
    let reason = format!(
        "letters of another alphabet that look like Latin ones, in a word that a search does not find: “{fixed}”"
    );
    let finding = Finding::new(check, range, Severity::Medium, reason);
    Some(finding.repaired(Some(Repair::exact(fixed))))
}

/// Accents that a space parts from the letter on which they belong: `đa ̃`.
fn apart(check: &EncodingError, line: TextRange, text: &str, out: &mut Vec<Finding>) {
    let mut done = 0;
    for (at, c) in text.char_indices().filter(|(_, c)| is_accent(*c)) {
        let head = text.get(..at).unwrap_or_default();
        let Some(letters) = head.strip_suffix([' ', '\u{a0}']) else {
            continue;
        };
        if !letters.ends_with(is_western) {
            continue;
        }
        let own = letters.rsplit(char::is_whitespace).next();
        let start = letters.len() - own.unwrap_or_default().len();
        let behind = text.get(at..).unwrap_or_default();
        let len = behind.find(char::is_whitespace).unwrap_or(behind.len());
        let range = TextRange::new(start.max(done), at + len);
        let Some(source) = range.of(text).filter(|_| start >= done) else {
            continue;
        };
        done = range.end;
        let fixed: String = source
            .replacen(&format!(" {c}"), &c.to_string(), 1)
            .nfc()
            .collect();
        let reason =
            format!("an accent that a space parts from its letter: “{source}” for “{fixed}”");
        let range = TextRange::new(line.start + range.start, line.start + range.end);
        let finding = Finding::new(check, range, Severity::Medium, reason);
        out.push(finding.repaired(Some(Repair::exact(fixed))));
    }
}

fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}') && is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use crate::quality::encoding::EncodingError;
    use crate::quality::testing::{expect, findings, silent};

    #[test]
    fn signs_of_print_for_several_letters() {
        for (text, fixed) in [
            ("The ﬁsheries of the island.", "fisheries"),
            ("Die Büroöﬀnung.", "Büroöffnung"),
        ] {
            let found = findings(&EncodingError, text);
            let repairs = found.iter().filter_map(|f| f.repair.as_deref());
            let repairs: Vec<_> = repairs.filter_map(|r| r.replacement.as_deref()).collect();
            assert_eq!(repairs, [fixed], "{text}");
            assert!(found.iter().all(|f| f.tier == 2));
        }
    }

    #[test]
    fn letters_of_another_alphabet() {
        expect(
            &EncodingError,
            "\
The futurе of the ехсіsе tax.
    ^^^^^^ medium: “future”",
        );
        silent(
            &EncodingError,
            &[
                "The Δt of μm, β-carotene, Москва, Αθήνα, the ρH and Ωmega-3 in 5 μg, and the SENSЕ group of it",
            ],
        );
    }

    #[test]
    fn accents_behind_a_space() {
        expect(
            &EncodingError,
            "\
Việt Nam cần triê ̣u đô la.
             ^^^^^^^ medium: “triệu”",
        );
    }
}
