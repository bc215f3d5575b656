//! Hyphens of line ends that stayed inside words and names.

use super::LayoutArtefact;
use super::breaks::LEADING;
use super::pages::{is_page_line, is_page_number};
use super::scan::Scan;
use crate::annotation::label::Severity;
use crate::quality::{Context, Finding, Repair};
use crate::text::TextRange;
use crate::text::language::Language;
use crate::text::lexicon::{fold, is_common, is_word, is_wordlike};

/// Signs of hyphenation that no writer types: the one that some programs print for a hyphen that may be left out, that
/// itself, and the hyphens of typesetters, which a line end or a space has to follow.
const SIGNS: [(&str, bool); 4] = [
    ("¬", false),
    ("\u{ad}", true),
    ("\u{2010}", true),
    ("\u{2011}", true),
];

impl LayoutArtefact {
    /// Hyphens with white space beside them inside a word or a name, and those of line ends without any.
    pub(super) fn hyphens(&self, context: &Context<'_>, scan: &Scan, out: &mut Vec<Finding>) {
        let bytes = context.text.as_bytes();
        for at in memchr::memchr_iter(b'-', bytes) {
            let space_behind = bytes.get(at + 1).is_some_and(u8::is_ascii_whitespace);
            let space_before = at > 0 && bytes.get(at - 1) == Some(&b' ');
            if is_letter_before(bytes, at) {
                match space_behind {
                    true => out.extend(
                        Parted::around(context.text, at, 1).and_then(|p| self.parted(&p, context)),
                    ),
                    false => out.extend(
                        Parted::around(context.text, at, 1).and_then(|p| self.kept(&p, context)),
                    ),
                }
            } else if space_before && is_letter_before(bytes, at - 1) && !space_behind {
                out.extend(
                    Parted::behind(context.text, at).and_then(|p| self.hung_over(&p, context)),
                );
            }
        }
        for &at in &scan.hyphens {
            let here = bytes.get(at..).unwrap_or_default();
            let Some((sign, spaced)) = SIGNS
                .into_iter()
                .find(|(sign, _)| here.starts_with(sign.as_bytes()))
            else {
                continue;
            };
            let space = here.get(sign.len()).is_some_and(u8::is_ascii_whitespace);
            if is_letter_before(bytes, at) && (space || !spaced) {
                let parted = Parted::around(context.text, at, sign.len());
                out.extend(parted.and_then(|p| self.signed(&p)));
            }
        }
    }

    /// A sign of hyphenation, which needs no further evidence before a small letter.
    fn signed(&self, parted: &Parted<'_>) -> Option<Finding> {
        let small = parted.tail.starts_with(char::is_lowercase);
        (small && !LINKS.contains(&parted.tail)).then(|| self.split(parted))
    }

    /// `contrac-tor`: a hyphen of a line end without the line end, between two parts of a word of which one is none.
    fn kept(&self, parted: &Parted<'_>, context: &Context<'_>) -> Option<Finding> {
        let Parted { head, tail, .. } = *parted;
        if !tail.starts_with(char::is_lowercase) || head.contains('-') || parted.goes_on {
            return None;
        }
        let (a, b) = (fold(head), fold(tail));
        if PREFIXES.contains(&a.as_str()) || tail.len() < 3 {
            return None;
        }
        let joined = [a.as_str(), b.as_str()].concat();
        let english = context.is_english(parted.whole.start);
        if head.chars().count() < 3 {
            // Two letters before a hyphen are a prefix more often than not: what follows has to be no word.
            let part = english && b.len() >= 4 && !is_wordlike(&b) && is_common(&joined);
            return part.then(|| self.split(parted));
        }
        let whole = is_word(&joined);
        let halves = is_common(&a) && is_common(&b);
        let broken = !is_word(&a) || !is_word(&b) || is_ending(&b);
        if english && whole && !halves && broken {
            return Some(self.split(parted));
        }
        // In other languages the endings of words tell.
        let foreign = !english && is_foreign_ending(tail) && !is_foreign_word(head);
        foreign.then(|| self.split(parted).on_demand())
    }

    /// `trav -eling`.
    fn hung_over(&self, parted: &Parted<'_>, context: &Context<'_>) -> Option<Finding> {
        let small = parted.tail.starts_with(char::is_lowercase) && !LINKS.contains(&parted.tail);
        let word = is_one_word(parted.head, parted.tail) || !context.is_english(parted.whole.start);
        (small && word).then(|| self.split(parted))
    }

    fn parted(&self, parted: &Parted<'_>, context: &Context<'_>) -> Option<Finding> {
        if parted.tail.starts_with(char::is_lowercase) {
            // Behind a blank line or a page number nothing but a parted word goes on.
            let far = parted.breaks > 1 && !LINKS.contains(&parted.tail);
            let foreign =
                parted.line_end && !context.wrapped && !context.is_english(parted.whole.start);
            if far || foreign && !LINKS.contains(&parted.tail) {
                return Some(self.split(parted));
            }
            let found = self.split_word(parted);
            found.or_else(|| is_foreign_part(parted, context).then(|| self.split(parted)))
        } else {
            self.split_name(parted)
        }
    }

    /// `HASS- AN`: a hyphen hangs between two parts of a name in capitals.
    fn split_name(&self, parted: &Parted<'_>) -> Option<Finding> {
        let Parted { head, tail, .. } = *parted;
        let capitals = |s: &str| s.chars().filter(|c| c.is_uppercase()).count();
        let name = head.len() >= 3
            && tail.chars().count() >= 3
            && tail.chars().all(char::is_uppercase)
            && capitals(head) * 2 >= head.chars().count();
        let reason = format!("a dangling hyphen inside a name: “{head}- {tail}”");
        let range = TextRange::new(parted.whole.start, parted.whole.end - tail.len());
        (name && !parted.line_end).then(|| Finding::new(self, range, Severity::Medium, reason))
    }

    /// `coopera- tion`: the joined word is known and its halves are not.
    fn split_word(&self, parted: &Parted<'_>) -> Option<Finding> {
        let known = !LINKS.contains(&parted.tail) && is_one_word(parted.head, parted.tail);
        known.then(|| self.split(parted))
    }

    fn split(&self, parted: &Parted<'_>) -> Finding {
        let Parted {
            head,
            tail,
            line_end,
            ..
        } = *parted;
        let (place, severity) = if line_end {
            ("at a line end", Severity::Low)
        } else if parted.spaced {
            ("and a space", Severity::Medium)
        } else {
            ("that belongs to a line end", Severity::Low)
        };
        let reason = format!("a word parted by a hyphen {place}: “{head}-” “{tail}”");
        let (joined, hyphenated) = ([head, tail].concat(), [head, "-", tail].concat());
        let sure = !(is_wordlike(&fold(head)) && is_wordlike(&fold(tail)));
        let repair = if sure {
            Repair::exact(joined)
        } else {
            Repair::choice(vec![joined, hyphenated])
        };
        Finding::new(self, parted.whole, severity, reason).repaired(Some(repair))
    }
}

/// What stands before a hyphen that belongs where it is: `re-election`.
pub(super) const PREFIXES: &[&str] = &[
    "anti", "auto", "bio", "co", "counter", "cross", "cyber", "dis", "eco", "ex", "extra", "fore",
    "geo", "hyper", "inter", "intra", "macro", "mega", "meta", "micro", "mid", "mini", "mis",
    "mono", "multi", "nano", "neo", "non", "over", "out", "para", "poly", "post", "pre", "pro",
    "pseudo", "quasi", "radio", "self", "semi", "socio", "sub", "super", "supra", "tele", "trans",
    "tri", "ultra", "under", "uni", "well", "off", "on", "by", "down", "full", "half", "all",
    "one", "two", "three", "first", "world", "wide", "high", "low", "long", "short", "air", "sea",
    "land", "best", "hand", "life", "work", "time", "back", "head", "home", "book", "birth",
    "health", "policy", "decision", "law", "peace", "follow", "break", "start", "set",
];

/// Endings of words that are words themselves.
fn is_ending(tail: &str) -> bool {
    [
        "ship", "able", "less", "ness", "ment", "tion", "sion", "ing", "tory", "ten", "ion",
        "ions", "ally", "ate",
    ]
    .contains(&tail)
}

/// Endings of words in French, Spanish, Portuguese, Italian and German.
fn is_foreign_ending(tail: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "tion",
        "tions",
        "sion",
        "sions",
        "ment",
        "ments",
        "ration",
        "rations",
        "cation",
        "lation",
        "nement",
        "lement",
        "rement",
        "tement",
        "sation",
        "mie",
        "mies",
        "logie",
        "logique",
        "tique",
        "tiques",
        "rique",
        "riques",
        "trice",
        "teur",
        "teurs",
        "ciel",
        "tiel",
        "tielle",
        "nelle",
        "nel",
        "nels",
        "naire",
        "naires",
        "taire",
        "taires",
        "laire",
        "laires",
        "rité",
        "rités",
        "lité",
        "lités",
        "nité",
        "nités",
        "vité",
        "cité",
        "ción",
        "ciones",
        "ção",
        "ções",
        "zione",
        "zioni",
        "mente",
        "miento",
        "mento",
        "dade",
        "dad",
        "rung",
        "rungen",
        "lichen",
        "liche",
        "schaft",
        "nisse",
        "veau",
        "velle",
        "velles",
        "tant",
        "tante",
        "tants",
        "gence",
        "rence",
        "rences",
        "sance",
        "tance",
        "blème",
        "blèmes",
        "ver",
        "ter",
        "ner",
        "ser",
        "rer",
        "breux",
        "breuses",
        "seignement",
        "loppement",
        "gouvernement",
        "vernement",
        "cipes",
        "cipe",
        "quement",
        "sieurs",
        "jours",
        "tière",
        "nière",
    ];
    ENDINGS.contains(&tail)
}

/// Short words before hyphens that belong: peut-être, rendez-vous, est-ce.
fn is_foreign_word(head: &str) -> bool {
    const WORDS: &[&str] = &[
        "peut", "est", "sous", "après", "avant", "vice", "celui", "celle", "ceux", "celles",
        "vous", "nous", "elle", "eux", "dit", "fait", "doit", "sont", "ont", "peuvent", "socio",
        "contre", "demi", "mi", "non", "quasi", "franco", "porte",
    ];
    WORDS.contains(&head.to_lowercase().as_str())
}

/// Whether a hyphen and a space part a word of a language that is not English: no word follows that a hyphen may be left
/// before, nor one that sentences go on with behind a dash.
fn is_foreign_part(parted: &Parted<'_>, context: &Context<'_>) -> bool {
    const HYPHENATING: &[Language] = &[
        Language::French,
        Language::Spanish,
        Language::Portuguese,
        Language::Italian,
        Language::German,
        Language::Dutch,
        Language::Indonesian,
    ];
    const MORE: &[&str] = &[
        "bzw", "sowie", "bis", "en", "of", "maupun", "serta", "hingga", "sampai", "e", "u", "och",
        "og", "und",
    ];
    let Parted { head, tail, .. } = *parted;
    let small = head.chars().all(|c| c.is_lowercase());
    let own = LINKS.contains(&tail) || MORE.contains(&tail) || LEADING.contains(&tail);
    let language = context.input.languages.at(parted.whole.start);
    small
        && !own
        && head != tail
        && !parted.goes_on
        && parted.spaced
        && HYPHENATING.contains(&language)
}

fn is_letter_before(bytes: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|n| bytes.get(n));
    before.is_some_and(|b| b.is_ascii_alphabetic() || !b.is_ascii())
}

/// Words after a hyphen that belongs where it is: `pre- and post-war`.
const LINKS: &[&str] = &[
    "and", "or", "to", "nor", "but", "und", "oder", "et", "ou", "as", "dan", "atau", "y", "o", "e",
    "versus", "than", "through",
];

/// A hyphen with the letters on either side of it.
struct Parted<'a> {
    whole: TextRange,
    head: &'a str,
    tail: &'a str,
    line_end: bool,
    /// Line ends between the parts.
    breaks: usize,
    /// Whether white space stands between them.
    spaced: bool,
    /// Whether another hyphen follows.
    goes_on: bool,
}

impl<'a> Parted<'a> {
    /// The parts on either side of the hyphen at `at`, which takes `len` bytes, unless they are single letters or lie a
    /// paragraph apart.
    fn around(text: &'a str, at: usize, len: usize) -> Option<Self> {
        let near = TextRange::new(at.saturating_sub(60), at)
            .snapped(text)
            .of(text)?;
        let of_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’');
        let head = near.rsplit(|c: char| !of_word(c)).next()?;
        let rest = TextRange::new(at + len, text.len().min(at + 90))
            .snapped(text)
            .of(text)?;
        let space = rest.len() - over_break(rest).len();
        Self::of(
            head,
            at,
            len + space,
            rest.get(space..)?,
            rest.get(..space)?,
        )
    }

    /// The parts on either side of the space and the hyphen behind it at `at`.
    fn behind(text: &'a str, at: usize) -> Option<Self> {
        let near = TextRange::new(at.saturating_sub(61), at.checked_sub(1)?)
            .snapped(text)
            .of(text)?;
        let head = near.rsplit(|c: char| !c.is_alphabetic()).next()?;
        let rest = TextRange::new(at + 1, text.len().min(at + 60))
            .snapped(text)
            .of(text)?;
        Self::of(head, at - 1, 2, rest, " ")
    }

    /// `head` ends at `at`; `rest` begins `len` bytes later, behind `space`.
    fn of(head: &'a str, at: usize, len: usize, rest: &'a str, space: &str) -> Option<Self> {
        let tail = rest.split(|c: char| !c.is_alphanumeric()).next()?;
        let breaks = space.matches('\n').count();
        let short = head.len() < 2 || tail.len() < 2 || head.starts_with('-');
        let whole = TextRange::new(at - head.len(), at + len + tail.len());
        (!short && breaks <= 4).then_some(Self {
            whole,
            head,
            tail,
            line_end: breaks >= 1,
            breaks,
            spaced: !space.is_empty(),
            goes_on: rest.get(tail.len()..).is_some_and(|r| r.starts_with('-')),
        })
    }
}

/// What follows white space, and a page number on a line of its own in it.
fn over_break(rest: &str) -> &str {
    let word = rest.trim_start();
    let space = rest.get(..rest.len() - word.len()).unwrap_or_default();
    if !space.contains('\n') {
        return word;
    }
    match word.split_once('\n') {
        Some((line, more)) if is_page_line(line) || is_page_number(line.trim()) => {
            more.trim_start()
        }
        _ => word,
    }
}

/// Whether two halves are one word: joined they are known.
fn is_one_word(head: &str, tail: &str) -> bool {
    let (a, b) = (fold(head.rsplit('-').next().unwrap_or(head)), fold(tail));
    let joined = [a.as_str(), b.as_str()].concat();
    let halves = is_wordlike(&a) && is_wordlike(&b);
    is_word(&joined) || !halves && is_wordlike(&joined)
}
