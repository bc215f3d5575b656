//! UTF-8 that was read in an encoding of East Asia: Chinese or Korean signs right beside the letters of a word.

use super::{Damage, What};
use crate::text::TextRange;
use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GBK, SHIFT_JIS};

/// The encodings, with their names.
static READERS: [(&str, &Encoding); 5] = [
    ("GBK", GBK),
    ("Shift-JIS", SHIFT_JIS),
    ("EUC-KR", EUC_KR),
    ("Big5", BIG5),
    ("EUC-JP", EUC_JP),
];

/// Adds the words of a line in which signs of East Asia stand beside Latin letters and are UTF-8 of something else.
pub(super) fn find(line: TextRange, text: &str, out: &mut Vec<Damage>) {
    // Their first byte in UTF-8; without branches, so that many bytes are looked at at once.
    if !text.bytes().fold(false, |any, b| any | (b >= 0xe3)) {
        return;
    }
    whole_words(line, text, out);
    let eastern = text.chars().filter(|c| is_eastern(*c)).count();
    // In a text of East Asia, letters beside its signs are usual.
    if eastern == 0 || eastern * 4 > text.chars().count() && text.len() > 40 {
        return;
    }
    let base = text.as_ptr() as usize;
    for word in text
        .split_ascii_whitespace()
        .filter(|w| w.chars().any(is_eastern))
    {
        let start = line.start + word.as_ptr() as usize - base;
        let Some((name, fixed, lossy)) = undone(word) else {
            continue;
        };
        out.push(Damage {
            range: TextRange::new(start, start + word.len()),
            what: What::Misread(name),
            fixed: (!lossy).then_some(fixed),
            lossy,
        });
    }
}

/// Words of East Asia whose UTF-8 was read as Shift-JIS or GBK: small kana between Han, or the signs that became of what
/// had been lost before.
fn whole_words(line: TextRange, text: &str, out: &mut Vec<Damage>) {
    const LOST: [&str; 4] = ["锟斤拷", "烫烫烫", "屯屯屯", "鎷锋"];
    let half = |c: char| ('\u{ff61}'..='\u{ff9f}').contains(&c);
    let lost = LOST.iter().any(|l| text.contains(l));
    if !lost && !text.contains(half) {
        return;
    }
    for run in super::runs_of(text, is_eastern) {
        let word = run.of(text).unwrap_or_default();
        let range = TextRange::new(line.start + run.start, line.start + run.end);
        let is_lost = LOST.iter().any(|l| word.contains(l));
        let han = word.contains(|c| matches!(c, '\u{4e00}'..='\u{9fff}'));
        let again = (han && word.contains(half))
            .then(|| eastern_again(word))
            .flatten();
        if again.is_some() || is_lost {
            let (fixed, lossy) = again.unwrap_or((None, true));
            out.push(Damage {
                range,
                what: What::Misread(if is_lost { "GBK" } else { "Shift-JIS" }),
                fixed,
                lossy,
            });
        }
    }
}

/// A word of Shift-JIS as UTF-8, where that is of East Asia as well; and whether its end was lost.
fn eastern_again(word: &str) -> Option<(Option<String>, bool)> {
    let (bytes, gaps) = bytes_in(word, SHIFT_JIS);
    let own = |c: char| matches!(c, '\u{3000}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}');
    let (text, lossy) = match std::str::from_utf8(&bytes) {
        Ok(text) => (text, gaps),
        Err(e) if e.error_len().is_none() => (
            std::str::from_utf8(bytes.get(..e.valid_up_to())?).ok()?,
            true,
        ),
        Err(_) => return None,
    };
    let fits = bytes.len() >= 5 && !text.is_empty() && text.chars().all(own);
    fits.then(|| ((!lossy).then(|| text.to_owned()), lossy))
}

/// Han, kana and syllables of Korea, and the signs that the encodings have besides.
fn is_eastern(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3100}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{ff61}'..='\u{ff9f}' | '\u{e000}'..='\u{f8ff}')
}

/// What a word was, in the encoding that leaves the least in doubt.
fn undone(word: &str) -> Option<(&'static str, String, bool)> {
    let latin = word.chars().any(|c| c.is_ascii_alphabetic());
    let read = |(name, encoding): &(&'static str, &'static Encoding)| {
        let (bytes, gaps) = bytes_in(word, encoding);
        let text = String::from_utf8_lossy(&bytes);
        let lost = gaps || text.contains('\u{fffd}');
        let good = text.chars().any(is_meant) && !text.chars().any(is_eastern);
        good.then(|| (*name, text.into_owned(), lost))
    };
    let all = || READERS.iter().filter_map(read);
    let whole = all().find(|(.., lost)| !lost);
    whole
        .filter(|(_, text, _)| latin || text.chars().all(is_meant))
        .or_else(|| all().next().filter(|_| latin))
}

/// Marks of typography and letters of Europe: what is misread so.
fn is_meant(c: char) -> bool {
    matches!(c, '\u{a1}'..='\u{17f}' | '\u{2010}'..='\u{2026}' | '€' | '™' | '\u{1e00}'..='\u{1eff}')
}

/// The bytes of a word in an encoding, and whether some characters have none.
fn bytes_in(word: &str, encoding: &'static Encoding) -> (Vec<u8>, bool) {
    let mut out = Vec::with_capacity(word.len());
    let mut gaps = false;
    let mut buffer = [0; 4];
    for c in word.chars() {
        let (bytes, _, failed) = encoding.encode(c.encode_utf8(&mut buffer));
        if failed || c == '\u{fffd}' {
            gaps = true;
            continue;
        }
        out.extend_from_slice(&bytes);
    }
    (out, gaps)
}

#[cfg(test)]
mod tests {
    use crate::quality::encoding::EncodingError;
    use crate::quality::testing::{findings, silent};

    #[test]
    fn utf_8_read_as_east_asian() {
        for (text, fixed) in [
            ("The mayor doesn鈥檛 come", "doesn’t"),
            ("Les 茅gales de la ville", "égales"),
            ("The word is 譁ｰ閨樒､ｾ of it", "新聞社"),
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
    fn letters_beside_signs() {
        silent(
            &EncodingError,
            &["Shares of A股 and B株 and the K팝 of 东京, 3月5日, VIP室 and IT産業."],
        );
    }
}
