//! Where the slow expressions of this check are worth asking: the lines that have a word or a sign without which none of
//! them is found, looked for in one pass through the text. What pieces of a page inside of lines begin with is found on the
//! way.

use super::notes::{NUMBERED, STARRED};
use super::sampled::Sampled;
use super::scan::Scan;
use crate::quality::Context;
use crate::text::TextRange;
use std::sync::LazyLock;

/// How many bytes at the end of a line a tail of a feed is looked for in, and the longest line of furniture.
pub(super) const NEAR: usize = 240;

/// What was found in a text.
#[derive(Default)]
pub(super) struct Hints {
    /// The frame of a page between words.
    pub(super) inline: Lines,
    /// The tail of a feed.
    pub(super) tails: Lines,
    /// What pieces of a page are looked for by, in text order.
    pub(super) pieces: Vec<(TextRange, Piece)>,
    /// What notes are told by inside of a line, and whether their number stands before it; in text order.
    pub(super) notes: Vec<(TextRange, bool)>,
}

/// Places of lines, rising.
#[derive(Default)]
pub(super) struct Lines(Vec<usize>);

impl Lines {
    /// The lines in which places lie, which are in any order.
    fn of(context: &Context<'_>, mut places: Vec<usize>) -> Self {
        for place in &mut places {
            let at = *place;
            let begun = context.lines.partition_point(|l| l.start <= at);
            *place = begun.saturating_sub(1);
        }
        places.sort_unstable();
        places.dedup();
        Self(places)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.iter().copied()
    }
}

/// What a piece of a page is looked for by.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    /// A word for a picture; its number follows, and how many there are.
    Picture,
    /// Capitals of a stamp.
    Stamp,
    /// The bracket of the year in the head of a journal.
    Year,
    /// The bracket of a volume in the head of a journal.
    Volume,
    /// The bar behind the number of a page.
    Bar,
    /// What leads to another text.
    Link,
}

/// What is found by the number behind it: words for a page, those for a picture.
const PAGES: &[&str] = &[
    "age ", "AGE ", "eite ", "gina ", "laman ", "rang ", "[p. ", "[p.", "|p.", " | p. ",
];
const PICTURES: &[&str] = &[
    "Image ", "Photo ", "Slide ", "Bild ", "Foto ", "Gambar ", "Imagen ", "Imagem ", "Hình ",
    "Ảnh ",
];

/// What is found by the bracket that it begins with: notes that a text goes on, the volume of a journal behind a space.
const CONTINUED: &[&str] = &[
    "(cont",
    "[cont",
    "(Cont",
    "[Cont",
    "(CONT",
    "(suite",
    "[suite",
    "(Suite",
    "(forts",
    "(Forts",
    "[Forts",
    "(segue",
    "(Segue",
    "(lanjutan",
    "(Lanjutan",
    "(bersamb",
    "(Bersamb",
    "(tiếp",
    "(Tiếp",
];
const VOLUMES: &[&str] = &["[Vol", "[19", "[20", "[VOL"];

/// The stamp that is too short to be found by samples.
const DRAFT: &str = " DRAFT";

/// What is found by its words: the tails of feeds, which are no pieces, and some pieces.
const WORDS: &[(Option<Piece>, &[&str])] = &[
    (
        None,
        &[
            "ontinue reading",
            "ead more",
            "ead the full",
            "ead the rest",
            "ead the whole",
            "ead the complete",
            "ead full",
            "ire la suite",
            "oir la suite",
            "ire plus",
            "oir plus",
            "suivre la lecture",
            "ontinuer à lire",
            "eer más",
            "guir leyendo",
            "eia mais",
            "ontinue lendo",
            "eiterlesen",
            "ntinua a leggere",
            "eggi tutto",
            "elengkapnya",
            "em tiếp",
            "ọc tiếp",
            "ublicó primero",
            "pareceu primeiro",
            "rschien zuerst",
            "riginally published",
            "riginally appeared",
            "riginally posted",
            "irst published",
            "irst posted",
            "publié d",
            "publié initial",
            "publié pour",
            "est paru",
            "via RSS",
            "via rss",
            "Via RSS",
            "via IFTTT",
            "via ifttt",
            "via FeedB",
            "via Feedb",
            "via feedb",
            "ppeared first on",
            "irst appeared",
            "paru en premier",
        ],
    ),
    (
        Some(Piece::Stamp),
        &[
            "CONFIDENTIAL",
            "DO NOT CIRCULATE",
            "DO NOT DISTRIBUTE",
            "DO NOT QUOTE",
            "DO NOT CITE",
            "NOT FOR ",
            "FOR OFFICIAL USE",
            "UNCLASSIFIED",
            "EMBARGOED",
            "UNCORRECTED",
            "ADVANCE COPY",
            "CHECK AGAINST",
            "WATERMARK",
            "SAMPLE COPY",
            "CONFIDENTIEL",
            "VERTRAULICH",
            "ENTWURF",
            "BORRADOR",
            "RAHASIA",
            "BẢN NHÁP",
            "DỰ THẢO",
            "PROJET – ",
            "NE PAS DIFFUSER",
        ],
    ),
    (
        Some(Piece::Link),
        &[
            "See also",
            "Read more",
            "Read also",
            "Also read",
            "Read next",
            "Related:",
            "Lire aussi",
            "À lire",
            "Voir aussi",
            "Baca juga",
            "Xem thêm",
            "Đọc thêm",
            "Lea también",
            "Leia también",
            "Lesen Sie auch",
            "Mehr zum Thema",
        ],
    ),
];

static SAMPLED: LazyLock<Sampled<Option<Piece>>> = LazyLock::new(|| Sampled::new(WORDS));

impl Hints {
    pub(super) fn of(context: &Context<'_>, scan: &Scan) -> Self {
        let bytes = context.text.as_bytes();
        let mut pieces: Vec<(TextRange, Piece)> = Vec::new();
        let mut tails = Vec::new();
        SAMPLED.find(bytes, |range, kind| match kind {
            Some(piece) => pieces.push((range, piece)),
            None => tails.push(range.start),
        });
        for at in memchr::memmem::find_iter(bytes, DRAFT) {
            pieces.push((TextRange::new(at + 1, at + DRAFT.len()), Piece::Stamp));
        }
        pieces.extend(scan.pictures.iter().map(|p| (*p, Piece::Picture)));
        let mut inline = scan.pages.clone();
        let mut notes: Vec<_> = scan.cited.iter().map(|c| (*c, true)).collect();
        for at in memchr::memchr3_iter(b'[', b']', b'*', bytes) {
            let here = bytes.get(at..).unwrap_or_default();
            let space = at.checked_sub(1).filter(|n| bytes.get(*n) == Some(&b' '));
            match here {
                [b']', b' ', ..] => pieces.push((TextRange::new(at, at + 2), Piece::Year)),
                [b'*', ..] => notes.extend(word_at(here, STARRED).map(|len| {
                    let range = TextRange::new(at, at + len);
                    (range, false)
                })),
                [b'[', ..] if word_at(here, CONTINUED).is_some() => inline.push(at),
                _ => pieces.extend(space.zip(word_at(here, VOLUMES)).map(|(from, len)| {
                    let range = TextRange::new(from, at + len);
                    (range, Piece::Volume)
                })),
            }
        }
        for at in memchr::memchr2_iter(b'|', b'(', bytes) {
            let here = bytes.get(at..).unwrap_or_default();
            let digit =
                |n: Option<usize>| n.and_then(|n| bytes.get(n)).is_some_and(u8::is_ascii_digit);
            if here.starts_with(b"| ") && at > 0 && bytes.get(at - 1) == Some(&b' ') {
                pieces.push((TextRange::new(at - 1, at + 2), Piece::Bar));
                if digit(Some(at + 2)) || digit(at.checked_sub(2)) {
                    inline.push(at - 1);
                }
            } else if word_at(here, CONTINUED).is_some() {
                inline.push(at);
            }
        }
        let dashes = memchr::memchr2_iter(b'-', 0xe2, bytes);
        inline.extend(dashes.filter(|at| is_frame_in_dashes(bytes, *at)));
        pieces.sort_by_key(|(range, _)| range.start);
        notes.sort_by_key(|(range, _)| range.start);
        // Of two that overlap the first one counts.
        let mut done = 0;
        pieces.retain(|(range, _)| {
            let apart = range.start >= done;
            done = if apart { range.end } else { done };
            apart
        });
        Self {
            inline: Lines::of(context, inline),
            tails: Lines::of(context, tails),
            pieces,
            notes,
        }
    }
}

/// Length of the word of a list that bytes begin with.
fn word_at(bytes: &[u8], words: &[&str]) -> Option<usize> {
    let word = words.iter().find(|w| bytes.starts_with(w.as_bytes()));
    word.map(|w| w.len())
}

/// Whether a word for a page stands right before a number.
pub(super) fn is_page(bytes: &[u8], at: usize) -> bool {
    let head = bytes.get(..at).unwrap_or_default();
    let may = head.last_chunk().is_none_or(|last| {
        matches!(
            last,
            b"age "
                | b"AGE "
                | b"ite "
                | b"ina "
                | b"man "
                | b"ang "
                | b"[p. "
                | b" p. "
                | [_, b'[' | b'|', b'p', b'.']
        )
    });
    may && PAGES.iter().any(|w| head.ends_with(w.as_bytes()))
}

/// The word for a picture right before a number.
pub(super) fn picture(bytes: &[u8], at: usize) -> Option<TextRange> {
    let head = bytes.get(..at)?;
    let may = matches!(
        head.last_chunk()?,
        b"age " | b"oto " | b"ide " | b"ild " | b"bar " | b"gen " | b"gem " | [_, b'n', b'h', b' ']
    );
    let mut words = PICTURES.iter().filter(|_| may);
    let word = words.find(|w| head.ends_with(w.as_bytes()))?;
    Some(TextRange::new(at - word.len(), at))
}

/// What a note is told by, behind a number of up to three digits and a space.
pub(super) fn cited(bytes: &[u8], at: usize) -> Option<TextRange> {
    let rest = bytes.get(at..)?;
    let digits = rest.iter().take(4).take_while(|b| b.is_ascii_digit());
    let digits = digits.count();
    let word = rest.get(digits..)?.strip_prefix(b" ")?;
    let may = matches!(
        word.first_chunk()?,
        b"Ib" | b"ib" | b"Eb" | b"Op" | b"op" | b"Lo" | b"Su" | b"Id"
    );
    if !may || digits > 3 {
        return None;
    }
    let len = word_at(word, NUMBERED)?;
    let start = at + digits + 1;
    Some(TextRange::new(start, start + len))
}

/// Whether a dash stands before the number of a page and another dash, or before a note that there is more.
fn is_frame_in_dashes(bytes: &[u8], at: usize) -> bool {
    let rest = bytes.get(at..).unwrap_or_default();
    let behind = rest.strip_prefix(b"-").or_else(|| {
        rest.strip_prefix("–".as_bytes())
            .or_else(|| rest.strip_prefix("—".as_bytes()))
    });
    let more = |b: &[u8]| b.strip_prefix(b" ").unwrap_or(b).starts_with(b"more");
    behind.is_some_and(more) || is_number_in_dashes(bytes, at)
}

/// Whether a dash at `at` has white space before it, and behind it a number and a dash.
fn is_number_in_dashes(bytes: &[u8], at: usize) -> bool {
    let space = |n: Option<usize>| {
        n.and_then(|n| bytes.get(n))
            .is_some_and(u8::is_ascii_whitespace)
    };
    let dash = |at: usize| match bytes.get(at..) {
        Some([b'-', ..]) => 1,
        Some([0xe2, 0x80, 0x93 | 0x94, ..]) => 3,
        _ => 0,
    };
    if dash(at) == 0 || !space(at.checked_sub(1)) {
        return false;
    }
    let mut next = at + dash(at);
    next += usize::from(space(Some(next)));
    let digits = bytes.get(next..).unwrap_or_default();
    let count = digits
        .iter()
        .take(4)
        .take_while(|b| b.is_ascii_digit())
        .count();
    next += count;
    next += usize::from(space(Some(next)));
    (1..=3).contains(&count) && dash(next) > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_dashes() {
        let is = |text: &str| {
            let at = text.find(['-', '–', '—']).unwrap_or(0);
            is_number_in_dashes(text.as_bytes(), at)
        };
        for text in [
            "of - 4 - the",
            "of -4- the",
            "of – 12 – the",
            "of —123— the",
        ] {
            assert!(is(text), "{text}");
        }
        for text in [
            "in 3-4-5",
            "of - four - the",
            "of - 4 the",
            "of -1234- the",
            "of -",
            "of - 4",
            "-4-",
        ] {
            assert!(!is(text), "{text}");
        }
    }
}
