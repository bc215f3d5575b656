//! The forms of lines that belong to the frame of a page, each with what a line has to have before it is asked for.

use super::signals::{Signal, Signals};
use regex::Regex;
use std::sync::{LazyLock, OnceLock};

/// Letters, as a few ranges: the exact class takes a tenth of a second to build where it is counted.
pub(super) const LETTERS: &str = r"A-Za-zÀ-ɏͰ-\x{1fff}\x{3040}-\x{d7ff}";

/// Which form of [`FRAMES`] a line has.
pub(super) fn frame(text: &str, signals: Signals) -> Option<usize> {
    FRAMES.iter().position(|form| form.is(text, signals))
}

/// What a line has to have before a form is asked for: hardly any line has it, and the forms are slow.
#[derive(Clone, Copy)]
enum Gate {
    /// One of these words, in small letters, as the first letters of the line.
    Begins(&'static [&'static str]),
    /// The same, and no letter at either end.
    Framed(&'static [&'static str]),
    /// A date in digits first.
    Date,
    /// What is told by a word anywhere.
    Has(Signal),
    /// An address that is written as most are.
    Address,
    /// The word for a page anywhere, and a number at the end.
    Page,
    /// One of these signs, and a digit at one end.
    Counted(&'static [&'static str]),
    /// Leaders, and a number at the end.
    Leaders,
    /// What symbols of documents begin with, and a digit or a slash.
    Symbol,
}

/// What is told by a word anywhere in a line.
pub(super) const SIGNALS: &[(Signal, &[&str])] = &[
    (
        Signal::GoesOn,
        &[
            "continue",
            "cont ",
            "cont\t",
            "cont\u{a0}",
            "cont.",
            "cont'",
            "cont’",
            "contd",
            "suite",
            "fortsetzung",
            "continuaci",
            "continuaç",
            "continuaÇ",
            "continúa",
            "continÚa",
            "segue",
            "lanjutan",
            "tiếp",
        ],
    ),
    (
        Signal::Address,
        &[
            "http", "www.", "about:", "file:", "chrome", "edge-", "edge:",
        ],
    ),
    (
        Signal::Page,
        &["page ", "seite ", "gina ", "halaman ", "trang "],
    ),
    (Signal::Frame, &["www.", "ontinue", "uite"]),
];

/// What an address has that is written as most are.
const ADDRESSES: &[&str] = &["://", "www.", "WWW.", "about:", "file:"];

/// Signs beside the number of a page.
const BARS: &[&str] = &["|", "•", "·", "▪", "■"];
const GAPS: &[&str] = &["   ", "\t"];

/// What makes a line worth a look that is long and has no number at its ends.
pub(super) const LONG: &[&str] = &["://", "www.", "ontinue", "uite"];

/// The longest line, in bytes, that is a note and nothing else.
const NOTE: usize = 90;

impl Gate {
    /// Whether a line may pass.
    fn opens(self, line: &str, signals: Signals) -> bool {
        let bytes = line.as_bytes();
        let digit = |b: Option<&u8>| b.is_some_and(u8::is_ascii_digit);
        match self {
            Self::Begins(words) => {
                let rest = line.trim_start_matches(|c| !is_letter(c));
                bytes.len() <= NOTE && words.iter().any(|w| begins(rest, w))
            }
            Self::Framed(words) => {
                !line.starts_with(is_letter)
                    && !line.ends_with(is_letter)
                    && Self::Begins(words).opens(line, signals)
            }
            Self::Date => may_be_date(bytes),
            Self::Has(signal) => signals.has(signal),
            Self::Address => {
                signals.has(Signal::Address) && ADDRESSES.iter().any(|w| line.contains(w))
            }
            Self::Page => signals.has(Signal::Page) && ends_in_number(line),
            Self::Counted(signs) => {
                (digit(bytes.first()) || digit(bytes.last()))
                    && signs.iter().any(|s| line.contains(s))
            }
            Self::Leaders => ends_in_number(line) && has_leaders(line),
            Self::Symbol => {
                may_be_symbol(line) && bytes.iter().any(|b| b.is_ascii_digit() || *b == b'/')
            }
        }
    }
}

/// Whether a line may end in a number, which may be a Roman one.
fn ends_in_number(line: &str) -> bool {
    let last = line.trim_end_matches(['.', ')']).as_bytes().last();
    last.is_some_and(|b| b.is_ascii_digit() || *b >= 0x80 || b"ivxlcIVXLC".contains(b))
}

/// Whether two leaders stand side by side, or with a space between them.
fn has_leaders(line: &str) -> bool {
    let leader = |c: char| ".·_…‥-–—".contains(c);
    let mut last = false;
    line.chars().any(|c| {
        let now = c != ' ' && !c.is_ascii_alphanumeric() && leader(c);
        let two = last && now || c == '…';
        last = now || last && c == ' ';
        two
    })
}

/// Whether a line may begin with a date in digits.
fn may_be_date(line: &[u8]) -> bool {
    let digits = line.iter().take_while(|b| b.is_ascii_digit()).count();
    let digit = |b: u8| b.is_ascii_digit() || b >= 0x80;
    match line.get(digits..) {
        Some([b'/' | b'.' | b'-', next, ..]) => digits > 0 && digit(*next),
        Some([0x80..=0xff, ..]) => digits > 0,
        _ => false,
    }
}

/// Whether a line may begin with the symbol of a document.
fn may_be_symbol(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let capitals = rest.len() < line.len();
    capitals && rest.trim_start().starts_with(['/', '.', '-', '('])
        || ["Ref.", "Doc.", "Réf."].iter().any(|w| line.starts_with(w))
        || matches!(
            line.as_bytes(),
            [b'0'..=b'9', _, b'-', ..] | [b'0'..=b'9', 0x80..=0xff, ..]
        )
}

/// Whether a text begins with a word, which is in small letters.
fn begins(text: &str, word: &str) -> bool {
    let mut chars = text.chars();
    let same =
        |c: char, w: char| c.to_ascii_lowercase() == w || !c.is_ascii() && c.to_lowercase().eq([w]);
    word.chars()
        .all(|w| chars.next().is_some_and(|c| same(c, w)))
}

/// Whether a character is one of [`LETTERS`].
pub(super) fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, 'À'..='ɏ' | 'Ͱ'..='\u{1fff}' | '\u{3040}'..='\u{d7ff}')
}

/// A form of lines.
struct Form {
    gate: Gate,
    source: &'static str,
    regex: OnceLock<Option<Regex>>,
}

impl Form {
    fn is(&self, line: &str, signals: Signals) -> bool {
        let built = || {
            let none = format!("[^{LETTERS}]");
            let source = self
                .source
                .replace("NONE", &none)
                .replace("LETTERS", LETTERS);
            Regex::new(&source).ok()
        };
        let regex = || self.regex.get_or_init(built).as_ref();
        self.gate.opens(line, signals) && regex().is_some_and(|r| r.is_match(line))
    }
}

/// Lines that belong to the frame of a page by their form; from [`SYMBOLS`] on, those that may head a text, too. Word
/// boundaries are those of ASCII: with others, lines with letters beyond it are searched by the slowest engine.
static FRAMES: LazyLock<Vec<Form>> = LazyLock::new(|| {
    let form = |(gate, source)| Form {
        gate,
        source,
        regex: OnceLock::new(),
    };
    FORMS.iter().copied().map(form).collect()
});

#[rustfmt::skip]
const FORMS: &[(Gate, &str)] = &[
    // A text goes on.
    (Gate::Framed(&["more", "over", "cont", "suite", "à suivre", "a\u{300} suivre", "lanjut", "bersambung", "tiếp", "weiter", "sigue", "segue"]), r"(?i)^NONE{1,4}\s*(?:more(?: to (?:come|follow))?|over|cont(?:inue|in)?[’'.]?d?\.?|suite(?: et fin)?|à suivre|à suivre|lanjut|bersambung|tiếp|tiếp theo|weiter|sigue|segue|continua|continúa)\s*NONE{1,4}$"),
    (Gate::Begins(&["cont", "p.", "p ", "p\t", "p\u{a0}", "pt", "please", "turn", "see ", "over/", "more to", "t.", "ts", "t ", "t\t", "t\u{a0}", "voir", "tournez", "à suivre", "a\u{300} suivre", "suite au", "bersambung", "fortsetzung", "bitte", "b.", "continuará", "sigue", "segue", "xem tiếp", "còn tiếp"]), r"(?i)^NONE{0,3}\s*(?:cont[’'.]?d?\.?|continued|\(?continued\)?|contin\.|p\.?\s?t\.?\s?o\.?|please turn over|turn (?:the )?page|see (?:next page|over(?:leaf)?)|over/|more to (?:come|follow)|t\.?\s?s\.?\s?v\.?\s?p\.?|voir (?:au )?verso|tournez la page|à suivre|suite au verso|bersambung|fortsetzung folgt|bitte wenden|b\.\s?w\.|continuará|sigue|segue|xem tiếp|còn tiếp)\s*NONE{0,3}$"),
    (Gate::Has(Signal::GoesOn), r"(?i)^NONE{0,3}\s*(?:[LETTERS][LETTERS ]{0,40} )?(?:continue[ds]?|cont[’'.]?d?\.?|suite|fortsetzung|continuación|continuação|segue|continúa|lanjutan|tiếp)\s+(?:on|from|overleaf|à la|en|de la|page|auf|von|en la|na|alla|dari|pada|trang|next|p\.)(?-u:\b).{0,30}$"),
    (Gate::Begins(&["suite de la page", "fin de la page"]), r"(?i)^\(?\s*(?:suite|fin) de la page.{0,20}$"),
    // What a browser prints at the top and at the foot.
    (Gate::Date, r"(?i)^(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2})[, ]+(?:à\s)?\d{1,2}[:h.]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?\s.{3,}$"),
    (Gate::Address, r"(?i)^(?:(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2})(?-u:\b).{0,100})?(?-u:\b)(?:https?://|www\.|file:/)\S+(?:\s+(?:page\s*)?\[?\d{1,3}\s?(?:/|of|sur|von|de)\s?\d{1,3}\]?)?(?:\s+\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}.{0,12})?$"),
    (Gate::Address, r"(?i)^.{3,100}\s(?:https?://|www\.|file:/)\S+\s+(?:page\s*)?\d{1,3}\s?/\s?\d{1,3}$"),
    (Gate::Address, r"(?i)^(?:about:blank|file:///?\S+|(?:chrome|edge)-?\w*://\S+)(?:.{0,40})$"),
    // The dots of a table of contents.
    (Gate::Leaders, r"^.{2,100}?(?:(?:[.·_…‥]\s?){5,}|…{2,}|[-–—]{8,})\s*\(?(?:\d{1,4}|[ivxlcIVXLC]{1,7})\)?\.?$"),
    // A running head with its number behind a bar.
    (Gate::Counted(BARS), r"^\S.{3,90}\s[|•·▪■]\s?(?i:page\s?|p\.\s?|seite\s?|trang\s?|halaman\s?)?\d{1,4}$"),
    (Gate::Counted(BARS), r"^\d{1,4}\s?[|•·▪■]\s?[LETTERS].{3,90}$"),
    (Gate::Page, r"(?i)^.{4,90}\s(?:page|seite|página|halaman|trang)\s\d{1,4}(?:\s?(?:of|/|de|sur|von|dari)\s?\d{1,4})?$"),
    (Gate::Counted(GAPS), r"^\S.{5,90}\s{3,}\d{1,3}$|^\d{1,3}\s{3,}\S.{5,90}$"),
    // Symbols of documents, marks of their secrecy.
    (Gate::Symbol, r"^(?:[A-Z]{1,8}(?:[/.][A-Z0-9()-]{1,14}){2,7}|[A-Z]{1,6}/\d{1,4}/[\w./-]{1,20}|[A-Z]{3,8}/\d{2,5}|[A-Z]-\d{4,6}/\d{2,4}|(?:Ref|Doc|Réf)\.\s?(?:No\.?|n°)?:?\s?[\w/.-]{3,20}|(?:COM|SWD|SEC|JOIN|C)\s?\(\d{4}\)\s?\d+(?: final)?|[A-Z]{2}\.\d{2}-\d{4,6}\s*(?:\([A-Z]\))?|\d{2}-\d{5}\s*\([A-Z]\))(?:\s*\(\d{4}\))?(?:\s*[-–|*]*\s*(?:\d{6}|[Pp]age \d+(?:/\d+)?|\d{1,4}|EN|FR|\([A-Z]\)))?$"),
    (Gate::Begins(&["top secret", "secret", "confiden", "strictly", "restricted", "unclassified", "official", "for official", "limited dist", "draft", "embargoed", "not for ", "diffusion", "projet", "ébauche", "rahasia", "mật"]), r"(?i)^NONE{0,3}(?:(?:top )?secret|confidential|strictly confidential|restricted|unclassified|official(?: - ?sensitive)?|for official use only|limited distribution|draft(?: - .{3,30})?|embargoed.{0,40}|not for (?:distribution|citation|quotation).{0,30}|confidentiel|diffusion restreinte|projet|ébauche|rahasia|mật)NONE{0,3}$"),
];

/// Where the forms begin that stand at the head of a text as well.
pub(super) const SYMBOLS: usize = 12;
