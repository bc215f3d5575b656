//! Rules on the shape of a token: they need no word list and hold in every language that uses the Latin script.

use super::Verdict;
use super::token::Token;
use crate::text::lexicon::{fold, is_word, strangeness};

/// Judges a token by its shape alone.
pub(super) fn judge(token: &Token<'_>) -> Option<Verdict> {
    if token.text.len() < 3 || token.is_plain_lower() && !has_letter_run(token.text) {
        return None;
    }
    if is_exempt(token.text) {
        return None;
    }
    if token.has_digit() {
        return digit_group(token)
            .or_else(|| digits_in_word(token))
            .or_else(|| letters_in_number(token));
    }
    symbols_in_word(token)
        .or_else(|| mixed_case(token))
        .or_else(|| no_vowels(token))
}

/// Whether five bytes in a row are no vowels: what is worth a closer look.
fn has_letter_run(word: &str) -> bool {
    let mut run = 0;
    word.bytes().any(|b| {
        run = if is_vowel(b) { 0 } else { run + 1 };
        run >= 6
    }) || word.len() >= 5 && !word.bytes().any(is_vowel)
}

pub(super) fn is_vowel(b: u8) -> bool {
    matches!(
        b.to_ascii_lowercase(),
        b'a' | b'e' | b'i' | b'o' | b'u' | b'y'
    ) || !b.is_ascii()
}

/// Addresses, paths, file names and code follow their own rules.
pub(super) fn is_exempt(word: &str) -> bool {
    const SIGNS: &[&str] = &[
        "://", "www.", "@", "\\", "_", "::", "()", "%20", "=", "&", "#", "`",
    ];
    if SIGNS.iter().any(|s| word.contains(s)) || word.len() > 60 {
        return true;
    }
    is_file(word)
}

/// Addresses, paths and file names, whatever is damaged around.
pub(super) fn is_address(word: &str) -> bool {
    let mail = word
        .split_once('@')
        .is_some_and(|(_, host)| host.contains('.'));
    mail || word.contains("://") || word.contains("www.") || word.len() > 60 || is_file(word)
}

fn is_file(word: &str) -> bool {
    word.rsplit_once('.').is_some_and(|(stem, end)| {
        !stem.is_empty()
            && (2..=5).contains(&end.len())
            && end
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    })
}

/// Letters of a word, parts at hyphens, dots, slashes and apostrophes.
fn parts(word: &str) -> impl Iterator<Item = &str> {
    word.split(|c: char| !c.is_alphanumeric())
        .filter(|p| !p.is_empty())
}

/// Capitals and small letters mixed as no name and no abbreviation mixes them.
fn mixed_case(token: &Token<'_>) -> Option<Verdict> {
    if token.upper() == 0 || token.lower() == 0 {
        return None;
    }
    parts(token.text).find_map(|part| {
        let usual = part.chars().skip(1).all(char::is_lowercase);
        if part.len() < 5 || usual || is_in_capitals_with_digraphs(part) {
            return None;
        }
        let folded = fold(part);
        let reason = format!("mixed case inside a word: {part}");
        if !is_wild_case(part, &folded) && !is_broken_word(part, &folded) {
            return is_odd_case(part, &folded).then(|| Verdict::likely(reason));
        }
        let verdict = Verdict::sure(reason);
        Some(if is_word(&folded) {
            verdict.reading(recased(part, &folded))
        } else {
            verdict
        })
    })
}

/// Whether a word is in capitals but for the second letter of a South Slavic digraph: `LjUBICA`.
pub(super) fn is_in_capitals_with_digraphs(part: &str) -> bool {
    const DIGRAPHS: [(&str, &str); 3] = [("Lj", "LJ"), ("Nj", "NJ"), ("Dž", "DŽ")];
    let raised =
        |word: String, (as_written, raised): (&str, &str)| word.replace(as_written, raised);
    let plain = DIGRAPHS.into_iter().fold(part.to_owned(), raised);
    plain != part && plain.chars().all(char::is_uppercase)
}

/// Case that no name and no abbreviation has, in a word too long for an abbreviation: `COUNTnY`, `HAhHA`.
fn is_wild_case(part: &str, folded: &str) -> bool {
    let humps = humps(part);
    let letters: usize = humps.iter().map(|h| h.1).sum();
    let rises = humps.windows(2).filter(|w| !w[0].0 && w[1].0).count();
    let shut_in = humps
        .windows(3)
        .any(|w| w[0].0 && !w[1].0 && w[2].0 && w[0].1 >= 2 && w[1].1 <= 2);
    let odd = irregularity(&humps);
    let from_small = rises >= 2 && odd >= 1 && humps.first().is_some_and(|h| !h.0);
    letters >= 6 && (shut_in || odd >= 2 || from_small)
        || letters >= 8 && rises >= 2 && strangeness(folded) > 5.0
}

/// Case that hardly any name has.
fn is_odd_case(part: &str, folded: &str) -> bool {
    let humps = humps(part);
    let pieces_known = part
        .split_inclusive(char::is_uppercase)
        .any(|p| p.len() >= 4 && is_word(&fold(p)));
    part.len() >= 8 && irregularity(&humps) >= 1 && !pieces_known && !is_word(folded)
}

/// How many runs of letters of one case stand where they stand in no name: capitals in the middle, a single small letter
/// between capitals, a single capital at the end.
fn irregularity(humps: &[(bool, usize)]) -> usize {
    let last = humps.len().saturating_sub(1);
    let odd = |i: usize, upper: bool, len: usize| match upper {
        true if i == last => i > 1 && len == 1 && humps[i - 1].1 >= 2,
        true => i > 0 && len >= 2,
        false => i > 1 && i < last && len == 1,
    };
    humps
        .iter()
        .enumerate()
        .filter(|(i, h)| odd(*i, h.0, h.1))
        .count()
}

/// A word of the dictionary with capitals inside, none of whose pieces is a word: `goveRnment`, but not `WordPress` and not
/// `iPhone`.
fn is_broken_word(part: &str, folded: &str) -> bool {
    let humps = humps(part);
    let inside = humps.iter().skip(1).any(|h| h.0);
    let brand = matches!(humps[..], [(false, 1), (true, 1), (false, _)]);
    let plural = part
        .strip_suffix('s')
        .is_some_and(|p| p.chars().all(char::is_uppercase));
    inside && part.len() >= 6 && !brand && !plural && is_word(folded) && !is_camel(part)
}

/// Whether every piece that begins with a capital is a word by itself.
fn is_camel(part: &str) -> bool {
    let cuts: Vec<usize> = part
        .char_indices()
        .filter(|(i, c)| *i > 0 && c.is_ascii_uppercase())
        .map(|(i, _)| i)
        .collect();
    let starts = std::iter::once(0).chain(cuts.iter().copied());
    let ends = cuts.iter().copied().chain([part.len()]);
    starts.zip(ends).all(|(a, b)| {
        part.get(a..b)
            .is_some_and(|p| p.len() >= 2 && is_word(&fold(p)))
    })
}

/// Runs of letters of one case: (upper, length).
fn humps(part: &str) -> Vec<(bool, usize)> {
    let mut out: Vec<(bool, usize)> = Vec::new();
    for c in part.chars() {
        match out.last_mut() {
            Some(last) if last.0 == c.is_uppercase() => last.1 += 1,
            _ => out.push((c.is_uppercase(), 1)),
        }
    }
    out
}

/// `folded` in the case that `part` mostly has.
fn recased(part: &str, folded: &str) -> String {
    let upper = part.bytes().filter(u8::is_ascii_uppercase).count();
    if upper * 2 > part.len() {
        return folded.to_ascii_uppercase();
    }
    let mut chars = folded.chars();
    match chars.next() {
        Some(first) if part.starts_with(|c: char| c.is_ascii_uppercase()) => {
            first.to_ascii_uppercase().to_string() + chars.as_str()
        }
        _ => folded.to_owned(),
    }
}

/// Symbols between letters: `gov~ernment`, `w^ith`.
fn symbols_in_word(token: &Token<'_>) -> Option<Verdict> {
    const STRANGE: &[char] = &[
        '~', '^', '|', '{', '}', '<', '>', '¬', '¦', '¤', '§', '•', '■', '»', '«', '*', '!', '"',
        ';', '?', '£', '¥',
    ];
    let chars: Vec<char> = token.text.chars().collect();
    let at = chars
        .windows(3)
        .find(|w| w[0].is_alphabetic() && STRANGE.contains(&w[1]) && w[2].is_lowercase())?;
    let letters = chars.iter().filter(|c| c.is_alphabetic()).count();
    let sure = letters >= 4
        && matches!(
            at[1],
            '~' | '^' | '|' | '¬' | '¦' | '¤' | '•' | '■' | '{' | '}'
        );
    let reason = format!("the sign “{}” inside a word: {}", at[1], token.text);
    (letters >= 3).then(|| {
        if sure {
            Verdict::sure(reason)
        } else {
            Verdict::likely(reason)
        }
    })
}

/// A long word without a vowel, or with seven consonants in a row.
fn no_vowels(token: &Token<'_>) -> Option<Verdict> {
    parts(token.text).find_map(|part| {
        let letters = part.is_ascii() && part.len() >= 5;
        let title = part.bytes().skip(1).all(|b| b.is_ascii_lowercase());
        if !letters || !title || is_word(&fold(part)) {
            return None;
        }
        let bare = part.len() >= 6
            && !part
                .bytes()
                .any(|b| is_vowel(b) || b.eq_ignore_ascii_case(&b'w'));
        // The German “sch” is one sound.
        let sounds = fold(part).replace("sch", "s");
        let longest = sounds
            .as_bytes()
            .split(|&b| is_vowel(b))
            .map(<[u8]>::len)
            .max()
            .unwrap_or(0);
        let one_letter = part
            .bytes()
            .all(|b| b.eq_ignore_ascii_case(&part.as_bytes()[0]));
        let mark = part.bytes().all(|b| {
            matches!(
                b.to_ascii_lowercase(),
                b'h' | b'm' | b's' | b'x' | b'z' | b'p' | b'f'
            )
        });
        (!one_letter && !mark && (bare || longest >= 7))
            .then(|| Verdict::sure(format!("letters that cannot be pronounced: {part}")))
    })
}

/// Digits that stand for letters: `g0vernment`, `m1nister`.
fn digits_in_word(token: &Token<'_>) -> Option<Verdict> {
    parts(token.text).find_map(|part| {
        let bytes = part.as_bytes();
        let letters = bytes.iter().filter(|b| b.is_ascii_alphabetic()).count();
        let touching = bytes
            .windows(2)
            .any(|w| w[0].is_ascii_digit() && w[1].is_ascii_lowercase());
        if letters < 2 || part.len() < 4 || part.len() > 24 || !(touching || ends_in_digit(part)) {
            return None;
        }
        let reason = format!("a digit inside a word: {part}");
        if let Some(reading) = undigit(part).filter(|_| !is_measure(part)) {
            return Some(Verdict::sure(reason).reading(reading));
        }
        let shut_in = bytes.windows(3).any(|w| {
            w[0].is_ascii_lowercase() && w[1].is_ascii_digit() && w[2].is_ascii_lowercase()
        });
        (shut_in && letters >= 5 && part.len() <= 16).then(|| Verdict::likely(reason))
    })
}

/// A letter that became a digit at the end (`essentia1`); after a whole word it is the mark of a note.
fn ends_in_digit(part: &str) -> bool {
    let stem = part.strip_suffix(['0', '1']).unwrap_or_default();
    stem.len() >= 4 && stem.bytes().all(|b| b.is_ascii_lowercase()) && !is_word(stem)
}

/// A number with its unit or ordinal ending (`13th`, `10km`).
fn is_measure(part: &str) -> bool {
    let rest = part.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < part.len() && rest.bytes().all(|b| b.is_ascii_alphabetic())
}

/// The known word that a part becomes with the letters that its digits resemble; a one may be an l or an i.
fn undigit(part: &str) -> Option<String> {
    let ones = part.bytes().filter(|&b| b == b'1').count().min(4);
    (0..1u32 << ones).find_map(|choice| {
        let mut left = choice;
        let mut one = || {
            left = left.rotate_right(1);
            if left >> 31 == 1 { 'i' } else { 'l' }
        };
        let word: String = part
            .chars()
            .map(|c| if c == '1' { one() } else { letter_like(c) })
            .collect();
        is_word(&fold(&word)).then_some(word)
    })
}

/// The letter that a digit resembles.
pub(super) fn letter_like(c: char) -> char {
    match c {
        '0' => 'o',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '6' => 'b',
        '7' => 't',
        '8' => 'b',
        '9' => 'g',
        c => c,
    }
}

/// Letters that stand for digits: `2O24`, `1l5`.
fn letters_in_number(token: &Token<'_>) -> Option<Verdict> {
    let part = token.text;
    let b = part.as_bytes();
    let letters = b.iter().filter(|b| b.is_ascii_alphabetic()).count();
    let shut_in = b.windows(3).any(|w| {
        w[0].is_ascii_digit() && matches!(w[1], b'O' | b'o' | b'l' | b'I') && w[2].is_ascii_digit()
    });
    let only = b
        .iter()
        .all(|b| b.is_ascii_digit() || matches!(b, b'O' | b'o' | b'l' | b'I' | b',' | b'.'));
    if !shut_in || !only || letters * 2 > part.len() {
        return None;
    }
    let reading: String = part
        .chars()
        .map(|c| match c {
            'O' | 'o' => '0',
            'l' | 'I' => '1',
            c => c,
        })
        .collect();
    Some(Verdict::sure(format!("a letter inside a number: {part}")).reading(reading))
}

/// Groups of digits as in a telephone number, with a letter among them: `21-30-44c`.
fn digit_group(token: &Token<'_>) -> Option<Verdict> {
    let groups: Vec<&str> = token.text.split('-').collect();
    let letters = token.lower() + token.upper();
    let digit_first = groups
        .iter()
        .all(|g| g.starts_with(|c: char| c.is_ascii_digit()));
    let check_digit = token.text.ends_with(['x', 'X']);
    let plain =
        token.lower() + token.upper() + token.digits() + groups.len() - 1 == token.text.len();
    if groups.len() < 3
        || token.digits() < 6
        || letters == 0
        || letters > 2
        || !digit_first
        || !plain
        || check_digit
    {
        return None;
    }
    Some(Verdict::sure(format!(
        "a letter among groups of digits: {}",
        token.text
    )))
}
