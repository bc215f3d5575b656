//! Tokens of English passages that may be damaged: what kind they are of, and what speaks for and against it.

use super::readings::Reading;
use super::rules;
use super::token::Token;
use super::weights::{Evidence as E, Weigher};
use crate::text::lexicon::{
    Known, fold, is_common, is_common_ascii, is_listed_name, is_prefix, is_wordlike, known,
    strangeness,
};

/// What is suspicious about a token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// A string of small letters that is no word.
    Small,
    /// A string with a capital first that is no word.
    Capital,
    /// A string of capitals that is no word.
    Capitals,
    /// Capitals where no word has them.
    MixedCase,
    /// Letters and digits in one string.
    Coded,
    /// Signs between letters.
    Signs,
    /// Signs between digits.
    Number,
    /// Signs that close no word, at the end of one.
    Fringe,
    /// An English word with a diacritic that it never has.
    Accent,
}

/// What is suspicious about a string, wherever it stands.
#[derive(Debug)]
pub(super) struct Suspicion {
    /// What is suspicious.
    pub kind: Kind,
    /// The part of the token that it is about, folded where it is a word.
    pub part: String,
    /// What it may have been.
    pub reading: Option<Reading>,
    /// What the string by itself says for and against damage.
    pub own: Weigher,
}

impl Suspicion {
    fn new(token: &Token<'_>, kind: Kind, part: String) -> Self {
        let reading = match kind {
            Kind::Small | Kind::Capital | Kind::Capitals => Reading::of(&part),
            Kind::Coded => undigit(&part).map(Reading::Common),
            Kind::MixedCase | Kind::Accent => {
                is_common(&part).then(|| Reading::Common(part.clone()))
            }
            _ => None,
        };
        let own = weigh(token, kind, &part, reading.as_ref());
        Self {
            kind,
            part,
            reading,
            own,
        }
    }

    /// Whether it makes its surroundings look damaged: names and abbreviations do not.
    pub fn is_odd(&self) -> bool {
        match self.kind {
            Kind::Small | Kind::Signs | Kind::Number | Kind::Accent => true,
            Kind::Capital | Kind::Capitals => self.part.len() >= 6 && self.reading.is_some(),
            Kind::Coded | Kind::MixedCase => self.reading.is_some(),
            Kind::Fringe => false,
        }
    }
}

/// What a token alone says for and against damage.
fn weigh(token: &Token<'_>, kind: Kind, part: &str, reading: Option<&Reading>) -> Weigher {
    let mut scale = Weigher::default();
    let len = part.len();
    let word = matches!(kind, Kind::Small | Kind::Capital | Kind::Capitals);
    scale.kind(kind);
    scale.add_if(E::Long, len >= 8);
    scale.add_if(E::Short, len <= 4);
    scale.add_if(E::Tiny, len <= 2);
    match reading {
        Some(Reading::Common(_)) => scale.add(E::Misread),
        Some(Reading::Word(_)) => scale.add(E::MisreadRare),
        Some(Reading::Near(_)) if len >= 7 => scale.add(E::NearLong),
        Some(Reading::Near(_)) => scale.add(E::Near),
        None => {}
    }
    if word {
        let strange = strangeness(part);
        scale.add_if(E::Unusual, strange > 4.5);
        scale.add_if(E::Strange, strange > 5.5);
        scale.add_if(E::Listed, is_listed_name(part));
        scale.add_if(E::NoVowel, !part.bytes().any(rules::is_vowel));
    }
    scale.add_if(E::NotAscii, !token.text.is_ascii());
    scale
}

/// What a token is, from its letters alone.
#[derive(Debug)]
pub(super) enum Sight {
    /// A number, a name, an address: nothing to ask.
    Plain,
    /// A known word, unless signs stand at its end.
    Known,
    /// What may be damaged.
    Odd(Suspicion),
}

/// Looks at a token that is no usual word.
pub(super) fn look(token: &Token<'_>) -> Sight {
    let letters = token.lower() + token.upper();
    let whole = || token.text.to_owned();
    let odd_if = |odd: bool, kind| match odd {
        true => Sight::Odd(Suspicion::new(token, kind, whole())),
        false => Sight::Plain,
    };
    if rules::is_address(token.text) {
        return Sight::Plain;
    }
    if token.digits() > 0 && letters == 0 {
        return odd_if(has_inner(token.text, is_number_sign), Kind::Number);
    }
    if token.digits() > 0 {
        return odd_if(!is_number(token.text), Kind::Coded);
    }
    if letters > 0 && has_inner(token.text, is_word_sign) {
        return odd_if(true, Kind::Signs);
    }
    let odd = |kind, part| Sight::Odd(Suspicion::new(token, kind, part));
    if is_mixed(token) {
        return odd(Kind::MixedCase, fold(token.text));
    }
    if let Some(part) = unknown_part(token).filter(|_| !is_foreign_name(token.text)) {
        let kind = match (token.upper(), token.lower()) {
            (0, _) => Kind::Small,
            (_, 0) => Kind::Capitals,
            _ => Kind::Capital,
        };
        return odd(kind, part);
    }
    if is_accented(token) {
        return odd(Kind::Accent, fold(token.text));
    }
    Sight::Known
}

/// What signs at the end of a token that is a known word say, if there are any.
pub(super) fn fringe(text: &str, token: &Token<'_>) -> Option<Suspicion> {
    is_fringed(text, token).then(|| Suspicion::new(token, Kind::Fringe, token.text.to_owned()))
}

/// Whether a word has letters that English does not have, and a capital first or letters of other alphabets: a name.
fn is_foreign_name(word: &str) -> bool {
    let others = || word.chars().filter(|c| c.is_alphabetic() && !c.is_ascii());
    let capital = word
        .chars()
        .find(|c| c.is_alphabetic())
        .is_some_and(char::is_uppercase);
    others().next().is_some() && (capital || others().any(|c| c > '\u{ff}'))
}

/// Whether a sign that `odd` names stands inside a string.
fn has_inner(word: &str, odd: impl Fn(char) -> bool) -> bool {
    let mut before = false;
    let mut sign = false;
    for c in word.chars() {
        if c.is_alphanumeric() {
            if before && sign {
                return true;
            }
            (before, sign) = (true, false);
        } else {
            sign |= odd(c);
        }
    }
    false
}

/// Signs that part no words.
fn is_word_sign(c: char) -> bool {
    !matches!(
        c,
        '-' | '\''
            | '’'
            | '.'
            | ','
            | '/'
            | '&'
            | '—'
            | '–'
            | ':'
            | ';'
            | '‑'
            | '('
            | ')'
            | '·'
            | '…'
            | '‐'
            | 'ʻ'
            | 'ʼ'
            | '‘'
    ) && !c.is_whitespace()
        && !unicode_normalization::char::is_combining_mark(c)
}

/// Signs that part no digits.
fn is_number_sign(c: char) -> bool {
    matches!(
        c,
        '*' | '$'
            | '€'
            | '£'
            | '§'
            | '#'
            | '&'
            | '{'
            | '}'
            | '['
            | ']'
            | '<'
            | '>'
            | '|'
            | '!'
            | '?'
            | '"'
            | '«'
            | '»'
            | '¢'
            | '('
            | '^'
            | '~'
    )
}

/// Whether a capital follows a small letter as in no name, or several capitals a small one.
fn is_mixed(token: &Token<'_>) -> bool {
    let bytes = token.text.as_bytes();
    let title = token.upper() == 1 && token.starts_upper();
    if token.lower() == 0 || token.upper() == 0 || title {
        return false;
    }
    let rises = bytes
        .windows(2)
        .any(|w| w[0].is_ascii_lowercase() && w[1].is_ascii_uppercase());
    let falls = bytes.windows(3).any(|w| {
        w[0].is_ascii_uppercase() && w[1].is_ascii_uppercase() && w[2].is_ascii_lowercase()
    });
    let scots = ["Mc", "Mac", "Fitz", "De", "Le", "La", "Di", "Van"]
        .iter()
        .any(|p| token.text.starts_with(p));
    let plural = token.upper() + 1 == token.text.len() && token.text.ends_with('s');
    (rises || falls) && !scots && !plural && !rules::is_in_capitals_with_digraphs(token.text)
}

/// An English word with a diacritic that it never has: `statéd`.
fn is_accented(token: &Token<'_>) -> bool {
    const ACCENTED: &[&str] = &[
        "a",
        "apres",
        "attache",
        "attaches",
        "blase",
        "cafe",
        "cafes",
        "canape",
        "charge",
        "cliche",
        "cliched",
        "cliches",
        "communique",
        "communiques",
        "cooperate",
        "cooperation",
        "creche",
        "debut",
        "decor",
        "demarche",
        "depot",
        "detente",
        "eclair",
        "elite",
        "elites",
        "emigre",
        "entree",
        "expose",
        "exposes",
        "facade",
        "facades",
        "fiance",
        "fiancee",
        "fete",
        "forte",
        "matinee",
        "melee",
        "naive",
        "negligee",
        "pate",
        "pique",
        "precis",
        "premiere",
        "preeminent",
        "protege",
        "proteges",
        "puree",
        "regime",
        "regimes",
        "reelect",
        "reelected",
        "reelection",
        "reentry",
        "resume",
        "resumes",
        "role",
        "roles",
        "saute",
        "seance",
        "soiree",
        "souffle",
        "tete",
        "touche",
        "vis",
        "voila",
        "zoology",
        "coordinate",
        "coordination",
        "coordinated",
        "coordinating",
        "reexamine",
        "preemptive",
        "naivete",
    ];
    if token.upper() > 0
        || token.text.starts_with(char::is_uppercase)
        || token.lower() < 3
        // An apostrophe of typography is no accent: "don’t".
        || !token.text.contains(|c: char| !c.is_ascii() && c.is_alphabetic())
    {
        return false;
    }
    let folded = fold(token.text);
    is_common(&folded) && !ACCENTED.contains(&folded.as_str())
}

/// Whether signs that close no word stand at the end of a token.
fn is_fringed(text: &str, token: &Token<'_>) -> bool {
    let whole = token.range().of(text).unwrap_or_default();
    token.lower() + token.upper() > 0
        && whole.len() > token.text.len()
        && whole.contains([
            '^', '=', '«', '»', '¡', '¿', '\\', '|', '~', '<', '>', '•', '■', '{', '}', '¢', '®',
            '§', '¥',
        ])
}

/// A number with its usual letters: `14th`, `20s`, `5d`, `B12`.
fn is_number(text: &str) -> bool {
    const UNITS: &[&str] = &[
        "st", "nd", "rd", "th", "s", "d", "lb", "lbs", "cwt", "ft", "in", "p", "m", "a", "b", "c",
        "A", "B", "C", "km", "kg", "ST", "ND", "RD", "TH", "bn", "mn", "am", "pm", "%", "k", "K",
        "M", "MW", "GW", "mm", "cm", "ha", "bn", "x", "D", "G", "h", "hrs",
    ];
    let tail = text.trim_start_matches(|c: char| !c.is_alphabetic());
    let head = text.trim_end_matches(|c: char| !c.is_alphabetic());
    let words = |part: &str| {
        part.split('-').skip(1).all(|w| {
            w.is_empty() || w.bytes().all(|b| b.is_ascii_digit()) || known(&fold(w)) != Known::No
        })
    };
    let starts = text.starts_with(|c: char| c.is_ascii_digit());
    UNITS.contains(&tail) && starts
        || starts && text.contains('-') && words(text)
        || head.len() == 1 && head.bytes().all(|b| b.is_ascii_uppercase())
        || head
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b == b'/' || b == b'-' || b == b'.')
            && text
                .bytes()
                .skip(head.len())
                .all(|b| !b.is_ascii_alphabetic())
}

/// The word that letters and digits make when the digits are read as the letters that they resemble.
fn undigit(token: &str) -> Option<String> {
    let word: String = token.chars().map(rules::letter_like).collect();
    let ones = token.contains('1');
    let folded = fold(&word).replace('1', "i");
    let common = |word: String| (is_common(&word) && token.len() >= 2).then_some(word);
    common(folded.clone()).or_else(|| ones.then(|| folded.replace('i', "l")).and_then(common))
}

/// The first part of a token that is no word, folded; `None` for numbers and short abbreviations.
fn unknown_part(token: &Token<'_>) -> Option<String> {
    // The plural of an abbreviation: `NGOs`.
    let plural = token.lower() == 1 && token.upper() > 1 && token.text.ends_with('s');
    // A sound: `shhh`, `brrr`.
    let last = token.text.as_bytes().rchunks(3).next().unwrap_or_default();
    let sound = token.text.len() < 8 && last.len() == 3 && last.iter().all(|b| *b == last[0]);
    if plural || sound {
        return None;
    }
    if token.digits() > 0
        || rules::is_exempt(token.text)
        || rules::is_in_capitals_with_digraphs(token.text)
    {
        return None;
    }
    let word = token
        .text
        .strip_suffix("'s")
        .or_else(|| token.text.strip_suffix("’s"))
        .unwrap_or(token.text);
    let mut parts = word
        .split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’')
        .map(fold)
        .peekable();
    while let Some(part) = parts.next() {
        // "pre-election".
        let prefix = parts.peek().is_some_and(|p| !p.is_empty()) && is_prefix(&part);
        let odd = (2..=40).contains(&part.len()) && !is_wordlike(&part) && !is_abbreviation(&part);
        if odd && !prefix {
            return Some(part);
        }
    }
    None
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
        "hms", "bin", "ibn", "bint", "abd", "ul", "ur", "dos", "das", "del", "della", "ter", "ten",
    ];
    USUAL.contains(&part)
}

/// Fewer different odd strings than this are terms, names or slips, and say nothing of the rest of a passage.
const FEW: usize = 3;
/// Tokens that a shorter passage is taken to have: a line or two cannot tell that a text is damaged.
const SHORTEST: usize = 120;

/// Whether a fair part of the words are in small letters: in a list of names every word is unknown, and none damaged.
fn is_prose(group: &[Token<'_>]) -> bool {
    let small = group
        .iter()
        .filter(|t| t.lower() > 0 && t.upper() == 0 && !t.text.starts_with(char::is_uppercase));
    small.count() * 10 > group.len() * 2
}

/// The share of a group's tokens that are odd, and where they stand.
pub(super) struct Surroundings {
    /// How many odd tokens and stray signs stand before each token.
    odd: Vec<u32>,
    /// Different odd strings of a thousand words.
    pub noise: usize,
}

impl Surroundings {
    /// Of a group of tokens; `odd` are the indices of odd ones, `different` how many of them differ.
    pub fn new(group: &[Token<'_>], odd: &[usize], different: usize) -> Self {
        let mut counts = vec![0; group.len() + 1];
        for &i in odd {
            counts[i + 1] += 1;
        }
        for (i, token) in group.iter().enumerate() {
            counts[i + 1] += counts[i] + u32::from(token.stray.min(2));
        }
        Self {
            odd: counts,
            noise: if different < FEW || !is_prose(group) {
                0
            } else {
                different * 1000 / group.len().max(SHORTEST)
            },
        }
    }

    /// What they say of the token at `index`.
    pub fn weigh(&self, index: usize, own: bool, scale: &mut Weigher) {
        let at = |i: usize| {
            self.odd
                .get(i.min(self.odd.len() - 1))
                .copied()
                .unwrap_or(0)
        };
        let near = (at(index + 5) - at(index.saturating_sub(4))).saturating_sub(u32::from(own));
        scale.add_if(E::Near1, near >= 1);
        scale.add_if(E::Near2, near >= 2);
        scale.add_if(E::Near4, near >= 4);
        scale.add_if(E::Noise10, self.noise >= 10);
        scale.add_if(E::Noise25, self.noise >= 25);
        scale.add_if(E::Noise50, self.noise >= 50);
        scale.add_if(E::Noise100, self.noise >= 100);
        scale.add_if(E::Noise200, self.noise >= 200);
    }
}

/// Whether a token and those beside it on its line make a word that somebody uses: `fo r`, `a lle v ia te`.
pub(super) fn is_split(group: &[Token<'_>], index: usize) -> bool {
    let joins = |a: &Token<'_>, b: &Token<'_>| {
        a.line() == b.line() && b.core().start.saturating_sub(a.core().end) <= 2
    };
    let small = |t: &Token<'_>| t.text.len() <= 12 && t.digits() == 0;
    (0..5).any(|back| {
        let Some(from) = index.checked_sub(back) else {
            return false;
        };
        let part = group.get(from..(from + 5).min(group.len()));
        let part = part.unwrap_or_default();
        let mut joined = Joined::default();
        for (n, token) in part.iter().enumerate() {
            let close = n == 0 || joins(&part[n - 1], token);
            if !close || !small(token) || !joined.add(token.text) {
                return false;
            }
            if n > 0 && n >= back && joined.is_common() {
                return true;
            }
        }
        false
    })
}

/// Strings written together, up to the length of a word.
#[derive(Default)]
struct Joined {
    letters: [u8; Self::LONGEST],
    len: usize,
}

impl Joined {
    /// Bytes of the longest word that is looked for.
    const LONGEST: usize = 20;

    /// Adds a string; `false` where the whole gets too long.
    fn add(&mut self, text: &str) -> bool {
        if let Some(room) = self.letters.get_mut(self.len..self.len + text.len()) {
            room.copy_from_slice(text.as_bytes());
        } else {
            return false;
        }
        self.len += text.len();
        true
    }

    fn is_common(&self) -> bool {
        let Some(Ok(word)) = self.letters.get(..self.len).map(std::str::from_utf8) else {
            return false;
        };
        word.len() >= 3
            && if word.is_ascii() {
                is_common_ascii(word)
            } else {
                is_common(&fold(word))
            }
    }
}

/// Whether a token is half of a word that a line end parts, with a hyphen or without.
pub(super) fn is_parted(text: &str, group: &[Token<'_>], index: usize) -> bool {
    let parted = |a: usize, b: usize| {
        group.get(a).zip(group.get(b)).is_some_and(|(a, b)| {
            let hyphen = || a.range().of(text).is_some_and(|t| t.ends_with('-'));
            let word = || is_wordlike(&fold(&[a.text, b.text].concat()));
            a.line() + 1 == b.line() && (hyphen() || word())
        })
    };
    parted(index, index + 1) || index > 0 && parted(index - 1, index)
}
