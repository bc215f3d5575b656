//! Whole words of another script in the letters of Windows-1252: nearly all of their letters have accents, in an order that
//! no language has.

use super::strange::strangeness;
use super::{Damage, Odd, What};
use crate::text::TextRange;
use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, IBM866, KOI8_R, SHIFT_JIS, WINDOWS_1252, X_MAC_CYRILLIC,
};

/// What such words may have been, the scripts with capitals first: these tell most about their order.
static MEANT: [(&str, &Encoding); 12] = [
    ("Windows-1251", encoding_rs::WINDOWS_1251),
    ("Windows-1253", encoding_rs::WINDOWS_1253),
    ("KOI8-R", KOI8_R),
    ("code page 866", IBM866),
    ("Mac Cyrillic", X_MAC_CYRILLIC),
    ("Windows-1255", encoding_rs::WINDOWS_1255),
    ("Windows-1256", encoding_rs::WINDOWS_1256),
    ("Windows-874", encoding_rs::WINDOWS_874),
    ("GBK", GBK),
    ("EUC-KR", EUC_KR),
    ("Shift-JIS", SHIFT_JIS),
    ("Big5", BIG5),
];

/// Letters of such a word at least.
const LETTERS: usize = 4;

/// Adds the words of a line that are of another script; `odd` are those with characters beyond ASCII.
pub(super) fn find(odd: &[Odd<'_>], out: &mut Vec<Damage>) {
    for odd in odd.iter().filter(|o| is_dense(o.word)) {
        let word = odd
            .word
            .trim_start_matches(|c: char| c.is_ascii_punctuation());
        let start = odd.range.end - word.len();
        let bare = word.trim_end_matches(|c: char| c.is_ascii_punctuation());
        let Some((name, fixed)) = undone(bare) else {
            continue;
        };
        out.push(Damage {
            range: TextRange::new(start, start + bare.len()),
            what: What::Foreign(name),
            fixed: Some(fixed),
            lossy: false,
        });
    }
}

/// Whether nearly all characters of a word are beyond ASCII, and of the upper half of Windows-1252.
fn is_dense(word: &str) -> bool {
    let (mut all, mut own) = (0, 0);
    for c in word.chars().filter(|c| !c.is_ascii_punctuation()) {
        all += 1;
        own += usize::from(is_western(c));
    }
    own >= LETTERS && own * 10 >= all * 8
}

fn is_western(c: char) -> bool {
    matches!(
        c,
        '\u{80}'
            ..='\u{ff}'
                | 'Œ'
                | 'œ'
                | 'Š'
                | 'š'
                | 'Ž'
                | 'ž'
                | 'Ÿ'
                | 'ƒ'
                | 'ˆ'
                | '˜'
                | '–'
                | '—'
                | '‘'
                | '’'
                | '‚'
                | '“'
                | '”'
                | '„'
                | '†'
                | '‡'
                | '•'
                | '…'
                | '‰'
                | '‹'
                | '›'
                | '€'
                | '™'
    )
}

fn undone(word: &str) -> Option<(&'static str, String)> {
    let (bytes, _, failed) = WINDOWS_1252.encode(word);
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    if failed || letters * 2 < word.chars().count() && strangeness(word) == 0 {
        return None;
    }
    let before = strangeness(word);
    // Capitals with accents only are a word of French or of Turkish.
    let shout = word.chars().filter(|c| c.is_uppercase()).count() == letters && letters <= 6;
    if shout || before == 0 && letters < 6 {
        return None;
    }
    MEANT.iter().find_map(|(name, encoding)| {
        let (text, failed) = encoding.decode_without_bom_handling(&bytes);
        let whole = !failed
            && text
                .chars()
                .all(|c| is_foreign(c) || c.is_ascii_punctuation());
        let plain =
            whole && strangeness(&text) == 0 && is_cased(&text) && text.chars().count() >= 2;
        plain.then(|| (*name, text.into_owned()))
    })
}

/// A letter of a script other than Latin, or a mark of one.
fn is_foreign(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{52f}' | '\u{590}'..='\u{6ff}' | '\u{e00}'..='\u{e7f}' | '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// Whether capitals stand at the start only, or everywhere.
fn is_cased(word: &str) -> bool {
    let inner = word.chars().skip(1).filter(|c| c.is_uppercase()).count();
    let letters = word.chars().filter(|c| c.is_lowercase()).count();
    inner == 0 || letters == 0
}

#[cfg(test)]
mod tests {
    use crate::quality::encoding::EncodingError;
    use crate::quality::testing::{findings, silent};

    #[test]
    fn words_of_other_scripts() {
        for (text, fixed) in [
            ("The name is Âëàäèìèð Èâàíîâ in the list", "Владимир Иванов"),
            ("The name is Õðïõñãåßï in the list", "Υπουργείο"),
        ] {
            let found = findings(&EncodingError, text);
            let repairs: Vec<_> = found
                .iter()
                .filter_map(|f| f.repair.clone()?.replacement)
                .collect();
            assert_eq!(repairs, [fixed], "{text}: {found:?}");
        }
        silent(
            &EncodingError,
            &["ÉTÉ, été, ÅÄÖ, éèêë, ÖÄÜ, «été», àèìòù: çğ, ÀÉÈÙ"],
        );
    }
}
