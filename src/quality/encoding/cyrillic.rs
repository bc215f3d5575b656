//! Russian in one encoding of Cyrillic that was read in another: letters all the same, but in an order that no language
//! has. Pairs of letters tell.

use super::{Damage, Odd, What};
use crate::text::TextRange;
use encoding_rs::{Encoding, IBM866, ISO_8859_5, KOI8_R, WINDOWS_1251, X_MAC_CYRILLIC};
use std::sync::LazyLock;

/// What a text was and what it was read as.
static PAIRS: [(&str, &Encoding, &Encoding); 8] = [
    ("KOI8-R text read as Windows-1251", KOI8_R, WINDOWS_1251),
    ("Windows-1251 text read as KOI8-R", WINDOWS_1251, KOI8_R),
    (
        "ISO 8859-5 text read as Windows-1251",
        ISO_8859_5,
        WINDOWS_1251,
    ),
    ("ISO 8859-5 text read as KOI8-R", ISO_8859_5, KOI8_R),
    (
        "Windows-1251 text read as code page 866",
        WINDOWS_1251,
        IBM866,
    ),
    (
        "code page 866 text read as Windows-1251",
        IBM866,
        WINDOWS_1251,
    ),
    (
        "Mac Cyrillic text read as Windows-1251",
        X_MAC_CYRILLIC,
        WINDOWS_1251,
    ),
    ("KOI8-R text read as ISO 8859-5", KOI8_R, ISO_8859_5),
];

/// Pairs of letters that are met most in Russian and its neighbours.
const USUAL: &str = "ст но то на ен ов ни ра во ко ро пр по ре ли ос ка ть го ол ер ес ва ор ал ль не ет от ло ин та ат ле он ем ом за де ан нт ри ти тв вс ск ий ог ны ые об ми ия сл ви ма до ел ил да ам ав ас ки ву тр вл ры ер те ис со уд че ес ич ра вн мо ар ак им ую ай ты ед ве ме ик ив бо ба ди ит ир ру ур ду же же же ще це ци ая ое ый ой их ых";

/// Letters of a word at least.
const LETTERS: usize = 6;

/// Adds the words of a line that are of another encoding of Cyrillic.
pub(super) fn find(odd: &[Odd<'_>], out: &mut Vec<Damage>) {
    for odd in odd {
        let word = odd
            .word
            .trim_matches(|c: char| !c.is_alphabetic() && !is_drawn(c));
        let letters = word.chars().filter(|c| is_cyrillic(*c)).count();
        if letters < LETTERS
            || letters * 10 < word.chars().count() * 6
            || usual(word) * 2 > word.chars().count()
        {
            continue;
        }
        let Some((name, fixed)) = undone(word) else {
            continue;
        };
        let start = odd.range.start + (word.as_ptr() as usize - odd.word.as_ptr() as usize);
        out.push(Damage {
            range: TextRange::new(start, start + word.len()),
            what: What::Legacy(name),
            fixed: Some(fixed),
            lossy: false,
        });
    }
}

/// A sign that stands at the place of a letter in another encoding.
fn is_drawn(c: char) -> bool {
    matches!(
        c,
        '\u{2500}'..='\u{25a0}' | '°' | '±' | '¤' | '§' | '©' | '«' | '»' | '®' | '¬'
    )
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{45f}' | '\u{490}' | '\u{491}')
}

/// Letters of the alphabet.
const ALPHABET: usize = 32;

/// Which pairs of letters are usual.
static PAIRED: LazyLock<Vec<bool>> = LazyLock::new(|| {
    let mut out = vec![false; ALPHABET * ALPHABET];
    for pair in USUAL.split(' ') {
        let mut places = pair.chars().filter_map(place);
        if let (Some(a), Some(b)) = (places.next(), places.next())
            && let Some(slot) = out.get_mut(a * ALPHABET + b)
        {
            *slot = true;
        }
    }
    out
});

/// The place of a letter in the alphabet.
fn place(c: char) -> Option<usize> {
    match c {
        'а'..='я' => Some(c as usize - 'а' as usize),
        'А'..='Я' => Some(c as usize - 'А' as usize),
        'ё' | 'Ё' => Some(5),
        _ => None,
    }
}

/// How many of the pairs of letters of a word are usual ones.
fn usual(word: &str) -> usize {
    let paired = &*PAIRED;
    let (mut before, mut count) = (None, 0);
    for c in word.chars() {
        let here = place(c);
        if let (Some(a), Some(b)) = (before, here) {
            count += usize::from(paired.get(a * ALPHABET + b) == Some(&true));
        }
        before = here;
    }
    count
}

/// What a word was, where most of its pairs of letters are usual ones then.
fn undone(word: &str) -> Option<(&'static str, String)> {
    let all = word.chars().count();
    let read = |(name, meant, read): &(&'static str, &'static Encoding, &'static Encoding)| {
        let (bytes, _, failed) = read.encode(word);
        let text = meant.decode_without_bom_handling(&bytes).0;
        let cased =
            text.chars().skip(1).all(char::is_lowercase) || text.chars().all(char::is_uppercase);
        let plain = !failed && cased && text.chars().all(|c| is_cyrillic(c) || c == '-');
        let score = usual(&text);
        (plain && score * 5 >= (all - 1) * 2).then(|| (score, *name, text.into_owned()))
    };
    let best = PAIRS
        .iter()
        .filter_map(read)
        .max_by_key(|(score, ..)| *score)?;
    (best.0 >= usual(word) + 2).then_some((best.1, best.2))
}

#[cfg(test)]
mod tests {
    use crate::quality::encoding::EncodingError;
    use crate::quality::testing::{findings, silent};

    #[test]
    fn russian_in_other_encodings() {
        for (text, fixed) in [
            ("The word ОБУЕМЕОЙЕ is in the list", "население"),
            ("The word МЮЯЕКЕМХЕ is in the list", "население"),
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
            &[
                "Министерство иностранных дел, ВЫСТАВКА, Нижний Новгород, Владивосток, ПРАВИТЕЛЬСТВО, Кыргызстан, Жүргізуші",
                "Україна, Верховна Рада, Київ, сотрудничество, здравствуйте, взгляды, Шымкент, Цхинвал",
            ],
        );
    }
}
