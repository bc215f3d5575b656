//! Words of English blocks that no word list knows. One such word in a clean text is usually a term or a foreign word; in
//! a scan full of them it is damage. So the share of unknown words around decides what counts.

use super::token::Token;
use super::{Verdict, rules};
use crate::text::lexicon::{Known, fold, is_wordlike, known, strangeness};
use std::collections::{HashMap, HashSet};

/// Adds verdicts on the words of a neighbourhood.
pub(super) fn judge(text: &str, group: &[Token<'_>], verdicts: &mut HashMap<usize, Verdict>) {
    let words = group.iter().filter(|t| t.english).count();
    if words == 0 {
        return;
    }
    let mut unknown = unknown(text, group, verdicts, |t| t.english && !t.starts_upper());
    let noise = if words >= 30 {
        noise(&unknown, verdicts.len(), words)
    } else {
        0
    };
    let mostly = words * 10 >= group.len() * 6;
    if noise >= NOISE {
        unknown = self::unknown(text, group, verdicts, |t| t.english || mostly);
    }
    let counts = counts(&unknown);
    for (i, part) in &unknown {
        let often = counts.get(part.as_str()).copied().unwrap_or(0);
        if let Some(verdict) = verdict(&group[*i], part, noise, often) {
            verdicts.insert(*i, verdict);
        }
    }
    if noise >= NOISE {
        strange_signs(text, group, verdicts, mostly);
    }
}

/// The tokens that `of` chooses with a part that is no word, and that part.
fn unknown(
    text: &str,
    group: &[Token<'_>],
    verdicts: &HashMap<usize, Verdict>,
    of: impl Fn(&Token<'_>) -> bool,
) -> Vec<(usize, String)> {
    let judged = |i: usize, token: &Token<'_>| {
        !token.usual && of(token) && !verdicts.contains_key(&i) && !is_parted(text, group, i)
    };
    let tokens = group.iter().enumerate().filter(|(i, t)| judged(*i, t));
    tokens
        .filter_map(|(i, token)| Some((i, unknown_part(token)?)))
        .collect()
}

/// Different unknown words in lower case, and tokens that are garbage anyway, of a hundred English words.
fn noise(lower: &[(usize, String)], sure: usize, words: usize) -> usize {
    let different: HashSet<&str> = lower.iter().map(|(_, part)| part.as_str()).collect();
    (different.len() + sure) * 100 / words
}

/// Whether a token is half of a word that a hyphen parts at a line end.
fn is_parted(text: &str, group: &[Token<'_>], i: usize) -> bool {
    let broken = |a: usize, b: usize| {
        group.get(a).zip(group.get(b)).is_some_and(|(a, b)| {
            a.line != b.line && a.range.of(text).is_some_and(|t| t.ends_with('-'))
        })
    };
    broken(i, i + 1) || i > 0 && broken(i - 1, i)
}

/// Whether signs that close no word stand at the end of a token.
fn is_fringed(text: &str, token: &Token<'_>) -> bool {
    let whole = token.range.of(text).unwrap_or_default();
    token.lower + token.upper > 0
        && whole.contains([
            '^', '=', '«', '»', '¡', '¿', '\\', '|', '~', '<', '>', '•', '■', '{', '}',
        ])
}

/// Different unknown words in lower case, of a hundred words, that make a passage a damaged one.
const NOISE: usize = 3;

fn counts(unknown: &[(usize, String)]) -> HashMap<&str, usize> {
    let mut out = HashMap::new();
    for (_, part) in unknown {
        *out.entry(part.as_str()).or_default() += 1;
    }
    out
}

fn verdict(token: &Token<'_>, part: &str, noise: usize, often: usize) -> Option<Verdict> {
    let reading = misread(part);
    let short = token.is_plain_lower() && part.len() <= 4;
    if noise >= NOISE && (often < 3 || reading.is_some() || short) {
        return Some(in_noise(token, part, noise, reading));
    }
    if token.upper > 0
        || part.len() < 4
        || often >= 3
        || part.contains('\'')
        || !token.text.is_ascii()
    {
        return None;
    }
    if let Some(reading) = reading {
        let reason = format!("no known word, probably misread: {part}");
        return Some(Verdict::likely(reason).reading(reading));
    }
    let strange = strangeness(part) > 5.5 && part.len() >= 5;
    strange.then(|| {
        Verdict::likely(format!(
            "no known word, and an unlikely sequence of letters: {part}"
        ))
    })
}

/// An unknown word of a damaged passage; beyond doubt where the passage is in ruins and the word can be read.
fn in_noise(token: &Token<'_>, part: &str, noise: usize, reading: Option<String>) -> Verdict {
    let mut verdict = Verdict::likely(format!(
        "no known word, in a passage with many misread words: {part}"
    ));
    if noise >= 2 * NOISE && reading.is_some() && token.is_plain_lower() {
        verdict.tier = 1;
    }
    match reading {
        Some(reading) => verdict.reading(reading),
        None => verdict,
    }
}

/// In a damaged passage, tokens with signs or digits where no word and no number has them.
fn strange_signs(
    text: &str,
    group: &[Token<'_>],
    verdicts: &mut HashMap<usize, Verdict>,
    all: bool,
) {
    for (i, token) in group.iter().enumerate().filter(|(_, t)| all || t.english) {
        if !verdicts.contains_key(&i) && (is_strange(token) || is_fringed(text, token)) {
            let reason = format!(
                "signs where no word has them, in a passage with many misread words: {}",
                token.text
            );
            verdicts.insert(i, Verdict::likely(reason));
        }
    }
}

fn is_strange(token: &Token<'_>) -> bool {
    if rules::is_exempt(token.text) {
        return false;
    }
    let letters = token.lower + token.upper;
    let number = token.digits > 0 && letters > 0 && !is_number(token.text);
    let sign = |c: char| {
        !c.is_alphanumeric()
            && !matches!(
                c,
                '-' | '\'' | '’' | '.' | ',' | '/' | '&' | '—' | '–' | ':' | ';'
            )
    };
    let inner = letters > 0 && token.text.chars().any(sign);
    let case = token.lower > 0
        && token
            .text
            .as_bytes()
            .windows(2)
            .any(|w| w[0].is_ascii_lowercase() && w[1].is_ascii_uppercase())
        && !token.text.starts_with("Mc")
        && !token.text.starts_with("Mac");
    number || inner || case
}

/// A number with its usual letters: `14th`, `20s`, `5d`, `B12`.
fn is_number(text: &str) -> bool {
    let tail = text.trim_start_matches(|c: char| !c.is_alphabetic());
    let head = text.trim_end_matches(|c: char| !c.is_alphabetic());
    let unit = [
        "st", "nd", "rd", "th", "s", "d", "lb", "lbs", "cwt", "ft", "in", "p", "m", "a", "b", "c",
        "A", "B", "C", "km", "kg",
    ];
    unit.contains(&tail) && text.starts_with(|c: char| c.is_ascii_digit())
        || head.len() == 1 && head.bytes().all(|b| b.is_ascii_uppercase())
}

/// The first part of a token that is no word, folded; `None` for numbers and short abbreviations.
fn unknown_part(token: &Token<'_>) -> Option<String> {
    if token.digits > 0 || token.upper > 1 && token.lower > 0 || rules::is_exempt(token.text) {
        return None;
    }
    let word = token
        .text
        .strip_suffix("'s")
        .or_else(|| token.text.strip_suffix("’s"))
        .unwrap_or(token.text);
    word.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’')
        .map(fold)
        .find(|part| (2..=40).contains(&part.len()) && !is_wordlike(part) && !is_abbreviation(part))
}

/// Abbreviations and clipped forms of English prose.
fn is_abbreviation(part: &str) -> bool {
    const USUAL: &[&str] = &[
        "messrs", "mr", "mrs", "ms", "dr", "st", "no", "nos", "vs", "etc", "eg", "ie", "esq",
        "inst", "ult", "prox", "co", "ltd", "jr", "sr", "bros", "mme", "mlle", "hon", "rev", "rt",
        "capt", "col", "lieut", "sgt", "govt", "dept", "cwt", "dwt", "dwts", "ozs", "lbs", "pp",
        "ed", "eds", "vol", "vols", "fig", "figs", "art", "arts", "para", "paras", "cf", "al",
        "et", "la", "le", "de", "du", "des", "der", "den", "van", "von", "el", "di", "da", "un",
        "eu", "us", "uk", "pm", "am", "ad", "bc", "kg", "km", "mm", "cm", "ft", "hr", "hrs", "tv",
        "id", "pc", "re", "ex", "vs", "ca", "approx", "thos", "wm", "geo", "chas", "jas", "nsw",
        "hms",
    ];
    USUAL.contains(&part)
}

/// Pairs of letter groups that scanners take for each other.
const CONFUSED: &[(&str, &str)] = &[
    ("rn", "m"),
    ("m", "rn"),
    ("li", "h"),
    ("tb", "th"),
    ("tl", "th"),
    ("lh", "th"),
    ("c", "e"),
    ("e", "c"),
    ("u", "n"),
    ("n", "u"),
    ("l", "i"),
    ("i", "l"),
    ("cl", "d"),
    ("d", "cl"),
    ("vv", "w"),
    ("ii", "u"),
    ("f", "s"),
    ("b", "h"),
    ("h", "b"),
    ("ni", "m"),
    ("in", "m"),
    ("m", "in"),
    ("o", "e"),
    ("e", "o"),
    ("a", "o"),
    ("i", "r"),
    ("i", "t"),
    ("l", "t"),
    ("j", "i"),
    ("n", "a"),
    ("a", "s"),
    ("s", "a"),
    ("q", "g"),
    ("y", "v"),
    ("v", "y"),
];

/// The word that `part` becomes when one confusion of a scanner is undone.
fn misread(part: &str) -> Option<String> {
    CONFUSED.iter().find_map(|(from, to)| {
        part.match_indices(from).find_map(|(at, _)| {
            let word = [part.get(..at)?, to, part.get(at + from.len()..)?].concat();
            (known(&word) == Known::Word).then_some(word)
        })
    })
}
