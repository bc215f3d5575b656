//! Text of one single-byte encoding that was read in another one: letters and marks of the upper half in the places of
//! others.
//!
//! A word with a sign, a capital or a letter of another script in its middle is one that nobody writes; the reading that
//! makes a plain word of it is proposed. Where a wrong letter makes no strange word (`Kuèera`), the names and the endings of
//! the languages tell.

use super::codec::{CP437, CP850, upper_half};
use super::letters::{Kind, traits};
use super::strange::strangeness;
use super::{Damage, Odd, What};
use crate::text::TextRange;
use crate::text::lexicon::{Known, fold, is_common, known};
use encoding_rs::Encoding;
use std::sync::LazyLock;

/// What was meant and what it was read as.
struct Pair {
    name: &'static str,
    /// The characters of the bytes from 0x80 on, as read and as meant.
    chars: Vec<(char, char)>,
    /// Whether names are looked for that it leaves looking like words.
    names: bool,
    /// Whether what was meant is of Central or Eastern Europe, in letters of Latin.
    eastern: bool,
}

impl Pair {
    fn new(name: &'static str, read: &[char], meant: &[char], eastern: bool) -> Self {
        let both = read.iter().copied().zip(meant.iter().copied());
        let mut chars: Vec<(char, char)> = both.filter(|(_, b)| !b.is_control()).collect();
        chars.sort_unstable();
        Self {
            name,
            chars,
            names: eastern && !name.contains("8859-16"),
            eastern,
        }
    }

    fn meant(&self, c: char) -> Option<char> {
        let at = self
            .chars
            .binary_search_by_key(&c, |(read, _)| *read)
            .ok()?;
        self.chars.get(at).map(|(_, meant)| *meant)
    }

    /// The mark that a character stands for.
    fn mark(&self, c: char) -> Option<char> {
        let mark = |m: &char| matches!(m, '‘' | '’' | '“' | '”' | '–' | '—' | '…');
        self.meant(c).filter(|m| *m != c && mark(m))
    }

    /// A word as it was meant; `None` where a character has no place in it, or none changes.
    fn undo(&self, word: &str) -> Option<String> {
        let meant = |c: char| if c.is_ascii() { Some(c) } else { self.meant(c) };
        let out: Option<String> = word.chars().map(meant).collect();
        out.filter(|out| out != word)
    }
}

static PAIRS: LazyLock<Vec<Pair>> = LazyLock::new(|| {
    let of = |encoding: &'static Encoding| -> Vec<char> { upper_half(encoding).collect() };
    let (west, mac) = (of(encoding_rs::WINDOWS_1252), of(encoding_rs::MACINTOSH));
    let dos: Vec<char> = CP437.chars().collect();
    let dos_west: Vec<char> = CP850.chars().collect();
    let central = of(encoding_rs::WINDOWS_1250);
    let mut out = Vec::new();
    for (name, encoding) in [
        (
            "Windows-1250 text read as Windows-1252",
            encoding_rs::WINDOWS_1250,
        ),
        (
            "ISO 8859-2 text read as Windows-1252",
            encoding_rs::ISO_8859_2,
        ),
        (
            "Windows-1254 text read as Windows-1252",
            encoding_rs::WINDOWS_1254,
        ),
        (
            "Windows-1257 text read as Windows-1252",
            encoding_rs::WINDOWS_1257,
        ),
        (
            "ISO 8859-16 text read as Windows-1252",
            encoding_rs::ISO_8859_16,
        ),
    ] {
        out.push(Pair::new(name, &west, &of(encoding), true));
    }
    out.extend([
        Pair::new("Windows-1252 text read as Mac Roman", &mac, &west, false),
        Pair::new(
            "Windows-1252 text read as code page 437",
            &dos,
            &west,
            false,
        ),
        Pair::new(
            "Windows-1252 text read as code page 850",
            &dos_west,
            &west,
            false,
        ),
        Pair::new("Mac Roman text read as Windows-1252", &west, &mac, false),
        Pair::new(
            "code page 437 text read as Windows-1252",
            &west,
            &dos,
            false,
        ),
        Pair::new(
            "code page 850 text read as Windows-1252",
            &west,
            &dos_west,
            false,
        ),
        Pair::new("Mac Roman text read as code page 437", &dos, &mac, false),
        Pair::new(
            "Windows-1252 text read as Windows-1250",
            &central,
            &west,
            false,
        ),
        Pair::new("Mac Roman text read as Windows-1250", &central, &mac, false),
    ]);
    for (name, encoding) in [
        (
            "Windows-1252 text read as Windows-1251",
            encoding_rs::WINDOWS_1251,
        ),
        (
            "Windows-1252 text read as Windows-1253",
            encoding_rs::WINDOWS_1253,
        ),
        ("Windows-1252 text read as KOI8-R", encoding_rs::KOI8_R),
        (
            "Windows-1252 text read as code page 866",
            encoding_rs::IBM866,
        ),
        (
            "Windows-1252 text read as Windows-1257",
            encoding_rs::WINDOWS_1257,
        ),
        (
            "Windows-1252 text read as ISO 8859-2",
            encoding_rs::ISO_8859_2,
        ),
    ] {
        out.push(Pair::new(name, &of(encoding), &west, false));
    }
    out
});

/// Adds the words of a line that are of another encoding; `odd` are those with characters beyond ASCII, the flags tell
/// whether its text is English, and French.
pub(super) fn find(
    line: TextRange,
    text: &str,
    odd: &[Odd<'_>],
    (english, french): (bool, bool),
    out: &mut Vec<Damage>,
) {
    let base = text.as_ptr() as usize;
    // Whether nearly all letters are ASCII; asked where a sign stands alone.
    let mut latin = None;
    let mut is_latin = || *latin.get_or_insert_with(|| is_latin(text));
    // The usual quotation marks and dashes stand for nothing else.
    let words = odd.iter().filter(|o| o.telling);
    let pieces = words.flat_map(|o| o.word.split(is_gap));
    for word in pieces.filter(|w| !w.is_ascii()) {
        let start = line.start + word.as_ptr() as usize - base;
        let found = if word.chars().count() == 1 {
            let found = lone(text, word, english, french);
            found.filter(|_| is_latin())
        } else {
            marked(word, english, french)
                .or_else(|| strange(word))
                .or_else(|| named(word))
        };
        if let Some((name, fixed)) = found {
            out.push(Damage {
                range: TextRange::new(start, start + word.len()),
                what: What::Legacy(name),
                fixed: Some(fixed),
                lossy: false,
            });
        }
    }
}

fn is_latin(text: &str) -> bool {
    let latin = text.bytes().filter(u8::is_ascii_alphabetic).count();
    let letter = |c: &char| c.is_alphabetic() && !c.is_ascii();
    latin >= 20 && latin > 4 * text.chars().filter(letter).count()
}

/// What parts words: the ASCII marks that stand around them, and white space.
fn is_gap(c: char) -> bool {
    c.is_ascii_whitespace()
        || matches!(
            c,
            '(' | ')'
                | '['
                | ']'
                | '{'
                | '}'
                | '<'
                | '>'
                | ','
                | ';'
                | ':'
                | '!'
                | '?'
                | '"'
                | '/'
                | '\\'
                | '|'
        )
}

/// Letters with accents that are met most.
const USUAL: &str = "éèàçêóíáñłśąężćčšžřńğşıİ’";

/// How rare the letters of a word are.
fn rareness(word: &str) -> usize {
    let rare = |c: char| 2 - usize::from("äöüøåæâîôû".contains(c));
    let lower = word.to_lowercase();
    lower
        .chars()
        .filter(|c| !c.is_ascii() && !USUAL.contains(*c))
        .map(rare)
        .sum()
}

type Found = Option<(&'static str, String)>;

/// A letter or sign alone between words of English that was a dash.
fn lone(text: &str, word: &str, english: bool, french: bool) -> Found {
    let c = word.chars().next()?;
    let at = word.as_ptr() as usize - text.as_ptr() as usize;
    let small = |c: char| c.is_ascii_lowercase();
    let before = text.get(..at)?.strip_suffix(' ')?;
    let behind = text.get(at + word.len()..)?.strip_prefix(' ')?;
    let between = before.ends_with(|c: char| c.is_ascii_alphanumeric() || ",)".contains(c))
        && behind.starts_with(|c: char| c.is_ascii_alphanumeric());
    let words = before.ends_with(small) || behind.starts_with(small);
    // A Greek letter alone in French is the preposition.
    if french
        && c == 'α'
        && behind.starts_with(small)
        && before.ends_with(|c: char| c.is_lowercase())
    {
        return Some(("Windows-1252 text read as code page 437", "à".to_owned()));
    }
    if !between || !words {
        return None;
    }
    let dash = |pair: &&Pair| matches!(pair.meant(c), Some('–' | '—'));
    let usual = if english {
        "àáéíœæ×÷±≈≥≤°½¼"
    } else {
        "àáéíóúýåöæøįñÀÁÉÍÓÚôûùç×÷±≈≥≤°½¼"
    };
    if traits(c).kind.is_letter() && !usual.contains(c)
        || matches!(c, '╨' | '╤' | '√' | '∙' | '▓' | '≈')
    {
        let pair = PAIRS.iter().find(dash)?;
        return Some((pair.name, pair.meant(c)?.to_string()));
    }
    None
}

/// Characters that stand for such a mark in some pair.
static MARKS: LazyLock<Vec<char>> = LazyLock::new(|| {
    let pairs = PAIRS.iter().filter(|p| !p.eastern);
    let chars = pairs.flat_map(|p| p.chars.iter().map(move |(c, _)| (p, *c)));
    let marks = chars.filter(|(p, c)| p.mark(*c).is_some());
    let mut out: Vec<char> = marks.map(|(_, c)| c).collect();
    out.sort_unstable();
    out.dedup();
    out
});

/// A word with a character in the place of an apostrophe, a quotation mark or a dash.
fn marked(word: &str, english: bool, french: bool) -> Found {
    let is_mark = |c: char| !c.is_ascii() && MARKS.binary_search(&c).is_ok();
    if !word.contains(is_mark) {
        return None;
    }
    PAIRS.iter().filter(|p| !p.eastern).find_map(|pair| {
        let mark = |c: char| pair.mark(c);
        word.chars().any(|c| mark(c).is_some()).then_some(())?;
        let fixed: String = word.chars().map(|c| mark(c).unwrap_or(c)).collect();
        is_marked_word(word, &fixed, english, french).then_some((pair.name, fixed))
    })
}

/// Whether `fixed` is a word with marks where words have them, and `word` is none.
fn is_marked_word(word: &str, fixed: &str, english: bool, french: bool) -> bool {
    let bare = fixed
        .trim_start_matches(['“', '‘'])
        .trim_end_matches(['.', '…'])
        .trim_end_matches(['”', '’']);
    let (head, tail) = bare.split_once(['’', '–', '—']).unwrap_or((bare, ""));
    let letters = |s: &str| {
        !s.is_empty()
            && s.chars()
                .all(|c| c.is_alphabetic() || c == '-' || c == '\'')
    };
    let around = bare.len() < fixed.trim_end_matches('.').len();
    let known_word = |s: &str| s.is_ascii() && known(&fold(s)) != Known::No;
    let ordinary = |s: &str| s.len() >= 3 && s.is_ascii() && is_common(&fold(s));
    let capital = word
        .chars()
        .skip(1)
        .any(|c| c.is_uppercase() && !c.is_ascii());
    let whole = known(&fold(word.trim_end_matches('.'))) != Known::No;
    if tail.is_empty() {
        let loud = head.len() >= 3 && !head.contains(char::is_lowercase);
        let closed = word.ends_with('í') || loud && fixed.ends_with('…');
        let sure = english && head.len() >= 3 && known_word(head) && !whole && !closed;
        return around
            && letters(head)
            && sure
            && (capital
                || word.starts_with(|c: char| !c.is_ascii())
                || word.ends_with(|c: char| !c.is_ascii()));
    }
    if !letters(head) || !letters(tail) || whole {
        return false;
    }
    let apostrophe = bare.contains('’');
    let ending = ["s", "t", "re", "ve", "ll", "d", "m"].contains(&tail);
    let contracted = ending
        && (capital
            || !word.contains('í')
            || !head.starts_with(char::is_uppercase)
            || known(&fold(head)) == Known::Word);
    let name = word.contains('í')
        && head.starts_with(char::is_uppercase)
        && tail.starts_with(char::is_lowercase);
    let elided = !name
        && ELIDED.contains(&head.to_lowercase().as_str())
        && tail.starts_with(|c: char| "aeiouhyéèêàâîôùœAEIOUHÉÈÊ".contains(c))
        && tail.len() >= 2;
    let dashed = !apostrophe && ordinary(head) && ordinary(tail);
    apostrophe
        && (english && contracted && (known_word(head) || capital)
            || elided && (french || capital)
            || contracted && capital)
        || dashed && english
}

/// French words that lose their vowel before another one.
const ELIDED: &[&str] = &[
    "l", "d", "n", "s", "c", "j", "m", "t", "qu", "jusqu", "lorsqu", "puisqu", "quelqu", "quoiqu",
    "aujourd",
];

/// A word that nobody writes, and a plain one in its place.
fn strange(word: &str) -> Found {
    let bare = word
        .trim_end_matches([
            '.', '’', '”', '»', '…', '\'', '®', '™', '©', '°', '²', '³', '¹',
        ])
        .trim_start_matches(['“', '‘', '«', '„', '¿', '¡']);
    let small = bare.bytes().filter(u8::is_ascii_lowercase).count();
    if small < 2 || bare.chars().count() < 4 || !is_odd(bare) {
        return None;
    }
    let before = strangeness(bare);
    let read = |pair: &'static Pair| {
        let fixed = pair.undo(bare)?;
        let good = is_plain(&fixed) && strangeness(&fixed) == 0 && !is_odd(&fixed);
        let sense = rareness(&fixed) + 4 * usize::from(known(&fold(&fixed)) == Known::No);
        good.then_some((sense, pair.name, fixed))
    };
    let best = PAIRS
        .iter()
        .filter_map(read)
        .min_by_key(|(sense, ..)| *sense)?;
    let (_, name, fixed) = best;
    let letters = bare.chars().filter(|c| c.is_ascii_alphabetic()).count();
    // The acute accent is often written for an apostrophe.
    let contracted = bare.ends_with("´s") || bare.ends_with("´t");
    if bare.contains('´') && (contracted || known(&fold(&fixed)) == Known::No) {
        return None;
    }
    (letters >= 2 && (before > 0 || letters >= 3)).then(|| (name, word.replacen(bare, &fixed, 1)))
}

/// Whether a word has a sign inside, a capital behind a small letter, or letters of two scripts.
fn is_odd(word: &str) -> bool {
    let mut before: Option<char> = None;
    let mut chars = word.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().filter(|n| n.is_alphabetic());
        let small = before.is_some_and(char::is_lowercase);
        let kind = traits(c).kind;
        let sign = matches!(
            kind,
            Kind::Hang | Kind::Money | Kind::Odd | Kind::Open | Kind::Sign
        ) && c != '·'
            && c != '№';
        let inside = before.is_some_and(char::is_alphabetic) && next.is_some();
        let first =
            before.is_none() && next.is_some_and(char::is_lowercase) && word.chars().count() >= 5;
        let capital = !c.is_ascii() && c.is_uppercase() && small;
        let greek = matches!(c, 'Γ'..='ω' | '∞' | '∩' | '≡' | '⌐' | 'ⁿ' | '\u{2500}'..='\u{25a0}' | '\u{400}'..='\u{4ff}')
            && inside
            && before.is_some_and(|b| b.is_ascii()) | next.is_some_and(|n| n.is_ascii());
        if sign && (inside || first) || capital && (next.is_none_or(char::is_lowercase)) || greek {
            return true;
        }
        before = Some(c);
    }
    false
}

/// Whether a word has letters of Latin only, that languages are written with, and perhaps hyphens and apostrophes.
fn is_plain(word: &str) -> bool {
    word.chars().all(|c| {
        let t = traits(c);
        matches!(c, '-' | '’' | '\'' | '.')
            || t.kind.is_letter() && t.languages != 0 && (c.is_ascii() || (c as u32) < 0x250)
    })
}

/// A word that could be one, but is the misread name of Central Europe, of Turkey or of the Baltic.
fn named(word: &str) -> Found {
    let bare = word
        .trim_end_matches(['.', '’', '\''])
        .trim_end_matches("’s")
        .trim_end_matches("'s");
    let first = bare.chars().next()?;
    let special = bare
        .chars()
        .any(|c| !c.is_ascii() && "ìèøùòãáæðþýºª³¹ñõûÿÞÐÝÈØÕÛŠšŽž¾¼¿åäîëêï".contains(c));
    if !special || bare.chars().count() < 4 || !(first.is_uppercase() || first == 'ð') {
        return None;
    }
    let own = known(&fold(bare)) != Known::No;
    // Letters that the names of the West seldom have.
    let rare = bare.contains(|c: char| "ìèø³¹¿ªºþðÞÐæ¾¼".contains(c)) && bare.chars().count() >= 5;
    let read = |pair: &'static Pair| {
        let fixed = pair.undo(bare)?;
        let good = is_plain(&fixed) && strangeness(&fixed) == 0 && fixed.contains(is_eastern);
        let baltic = pair.name.contains("1257");
        let listed = rare
            && !own
            && !baltic
            && fold(&fixed) != fold(bare)
            && known(&fold(&fixed)) != Known::No;
        let ended = !own && (has_ending(&fixed, baltic) || is_between_vowels(bare));
        (good && (listed || ended)).then(|| {
            (
                4 * usize::from(!listed) + rareness(&fixed),
                pair.name,
                fixed,
            )
        })
    };
    let (_, name, fixed) = PAIRS
        .iter()
        .filter(|p| p.names)
        .filter_map(read)
        .min_by_key(|r| r.0)?;
    Some((name, word.replacen(bare, &fixed, 1)))
}

/// Whether a vowel with an accent stands between two others, as no language of the West has them: it was a consonant.
fn is_between_vowels(word: &str) -> bool {
    let chars: Vec<char> = word.chars().collect();
    let vowel = |c: char| "aeiouyáéíóú".contains(c);
    chars
        .windows(3)
        .any(|w| matches!(w, [a, 'è' | 'ø' | 'ò' | 'æ', b] if vowel(*a) && vowel(*b) && *b != 'u'))
}

/// Ends of names with letters that no language of the West has.
const ENDS: &[&str] = &[
    "ić", "ič", "čka", "ček", "čík", "čik", "šek", "šík", "ňa", "ň", "řák", "ěk", "ěj", "ęski",
    "ński", "ńska", "łów", "ław", "ąg", "ów", "escu", "ească", "eşti", "ești", "ţa", "ța", "ţi",
    "oğlu", "dağ", "tepe", "ış", "ğan", "aş", "ščák", "ská", "řov", "ľ", "šť", "žď", "ůl", "ěř",
    "köy", "kır",
];

/// Those of the Baltic.
const BALTIC: &[&str] = &[
    "itis", "iai", "iškės", "ėnai", "ienė", "ytė", "aitė", "ūnas", "auskas", "ėlis", "ņš", "ūns",
    "ās",
];

/// Whether a word with a letter of the East ends as names do.
fn has_ending(word: &str, baltic: bool) -> bool {
    let lower = word.to_lowercase();
    let ends = if baltic { BALTIC } else { ENDS };
    // “ň” stands behind a vowel at the end of words; names of West Africa end in “ò”.
    let soft = lower.strip_suffix('ň').and_then(|l| l.chars().next_back());
    word.contains(is_eastern)
        && soft.is_none_or(|c| "aáeěiíoóuúů".contains(c))
        && ends.iter().any(|end| lower.ends_with(end))
}

fn is_eastern(c: char) -> bool {
    ('\u{100}'..='\u{17f}').contains(&c)
}

#[cfg(test)]
mod tests {
    use crate::quality::encoding::EncodingError;
    use crate::quality::testing::{findings, silent};

    #[track_caller]
    fn repairs(text: &str, fixed: &[&str]) {
        let found = findings(&EncodingError, text);
        let repairs: Vec<_> = found
            .iter()
            .filter_map(|f| f.repair.clone()?.replacement)
            .collect();
        assert_eq!(repairs, fixed, "{text}: {found:?}");
    }

    #[test]
    fn marks_in_other_encodings() {
        repairs(
            "The council of the town said that the mayorÆs house was ìoldî and she donít come.",
            &["mayor’s", "“old”", "don’t"],
        );
        repairs(
            "The council of the town ñ and the mayor of it ñ went home in the evening.",
            &["–", "–"],
        );
        repairs(
            "Le maire de la ville pense quíil faut fermer les routes de díautres villes, et que les gens de la ville sont dans la rue pour le dire.",
            &["qu’il", "d’autres"],
        );
    }

    #[test]
    fn letters_in_other_encodings() {
        repairs("Ma³gorzata D¹browska", &["Małgorzata Dąbrowska"]);
        repairs("in Asunci¢n and GenŠve", &["Asunción", "Genève"]);
        repairs("les idÈes de la ville et le gΘnΘral", &["idées", "général"]);
        repairs("by Milanoviæ and Þemaitis", &["Milanović", "Žemaitis"]);
    }

    #[test]
    fn usual_marks_stand_for_nothing_else() {
        let mark = |c| super::MARKS.binary_search(&c).is_ok();
        assert!(!"–—‘’“”…".chars().any(mark));
    }

    #[test]
    fn names_and_signs_that_belong() {
        silent(
            &EncodingError,
            &[
                "Adébáyò, Ọbásanjò and Olúfúnké; Solís and Tomâs, Bjørn Sørensen, Håkon Åse, Þórður Ægisson, Garðar, Søren Kierkegård, Malmö, Åland.",
                "The café’s owner, naïve façade, 5 m² of CO², TNFα, µm, R²D2, €5, £8bn, H²O, São Paulo, Muñoz, Peña.",
                "L’été à l’île, où l’on a vu l’œuvre; être ou ne pas être; l’âme, ô toi; cœur, dès, Noël.",
            ],
        );
    }
}
