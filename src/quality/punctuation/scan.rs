//! One pass over the bytes: what is wrong around a single mark is found at once, quotation marks and brackets are
//! collected.

use super::{Check, Context, Finding, add, spacing};
use crate::text::TextRange;

/// A quotation mark or bracket, or where a paragraph ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// `"`
    Straight,
    /// “
    Open,
    /// ”
    Close,
    /// `'` between letters.
    Apostrophe,
    /// ’ between letters.
    CurlyApostrophe,
    /// `(` or `[`.
    Bracket(u8),
    /// `)` or `]`.
    Closing(u8),
    /// An empty line.
    Blank,
}

/// A mark with its place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Mark {
    /// Its first byte (UTF-8).
    pub at: usize,
    pub kind: Kind,
}

impl Mark {
    /// UTF-8 bytes that it takes.
    pub fn len(self) -> usize {
        match self.kind {
            Kind::Open | Kind::Close | Kind::CurlyApostrophe => 3,
            Kind::Blank => 0,
            _ => 1,
        }
    }

    /// Its end (UTF-8).
    pub fn end(self) -> usize {
        self.at + self.len()
    }
}

/// What a byte may begin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Other,
    Punct,
    Quote,
    Bracket,
    Curly,
}

static CLASSES: [Class; 256] = {
    let mut out = [Class::Other; 256];
    out[b'"' as usize] = Class::Quote;
    out[b'\'' as usize] = Class::Quote;
    let (punct, brackets) = (b",.;:!?", b"()[]");
    let mut n = 0;
    while n < punct.len() {
        out[punct[n] as usize] = Class::Punct;
        n += 1;
    }
    n = 0;
    while n < brackets.len() {
        out[brackets[n] as usize] = Class::Bracket;
        n += 1;
    }
    out[0xe2] = Class::Curly;
    out
};

/// So many bytes are looked at in one step; most have no mark in them.
const STEP: usize = 32;

/// Whether one of the bytes is of a class other than [`Class::Other`] and no comma or full stop behind a word and before a
/// space; a few are neither. `before` and `behind` are the same bytes, one earlier and one later.
fn may_matter(before: &[u8; STEP], bytes: &[u8; STEP], behind: &[u8; STEP]) -> bool {
    let look = |(before, b, behind): (u8, u8, u8)| {
        let of_class = (b'!'..=b'.').contains(&b) | (b | 1 == b';') | (b == b'?');
        let of_class = of_class | (b == b'[') | (b == b']') | (b == 0xe2);
        let usual = (b | 2 == b'.') & (behind == b' ') & (before != b' ');
        of_class & !usual
    };
    // A number rather than a truth: that is what the compiler makes one step of.
    let all = bytes.iter().zip(before).zip(behind);
    let hits = all.fold(0, |any, ((b, a), c)| any | u8::from(look((*a, *b, *c))));
    hits != 0
}

/// The marks of all English paragraphs; what is wrong with single ones goes to `out`.
pub(super) fn scan(context: &Context<'_>, check: &dyn Check, out: &mut Vec<Finding>) -> Vec<Mark> {
    let mut pass = Pass {
        context,
        check,
        bytes: context.text.as_bytes(),
        marks: Vec::new(),
        spacing: Default::default(),
    };
    let mut english_to = (0, false);
    for (n, &line) in context.lines.iter().enumerate() {
        if n % 512 == 511 && context.is_stopped() {
            break;
        }
        if line.start >= english_to.0 {
            let end = context.input.languages.run_end(line.start);
            english_to = (end.max(line.start + 1), context.is_english(line.start));
        }
        if line.is_empty() {
            pass.push(line.start, Kind::Blank);
        } else if english_to.1 {
            pass.line(line);
        }
    }
    for found in pass.spacing {
        add(found, out);
    }
    pass.marks
}

struct Pass<'a, 'c> {
    context: &'a Context<'c>,
    check: &'a dyn Check,
    bytes: &'a [u8],
    marks: Vec<Mark>,
    /// By kind of fault.
    spacing: [Vec<Finding>; spacing::KINDS],
}

impl Pass<'_, '_> {
    fn line(&mut self, line: TextRange) {
        let bytes = self.bytes;
        for start in (line.start..line.end).step_by(STEP) {
            let from = |n: usize| bytes.get(n..).and_then(<[u8]>::first_chunk);
            let before = start.checked_sub(1).and_then(from);
            let around = before.zip(from(start)).zip(from(start + 1));
            if around.is_none_or(|((before, here), behind)| may_matter(before, here, behind)) {
                let end = line.end.min(start + STEP);
                self.step(start, bytes.get(start..end).unwrap_or_default(), line);
            }
        }
    }

    fn step(&mut self, start: usize, step: &[u8], line: TextRange) {
        for (n, &b) in step.iter().enumerate() {
            let at = start + n;
            match CLASSES[usize::from(b)] {
                Class::Other => {}
                Class::Punct => self.punct(at, line),
                Class::Quote => self.quote(at, b),
                Class::Bracket if matches!(b, b'(' | b'[') => self.push(at, Kind::Bracket(b)),
                Class::Bracket => self.push(at, Kind::Closing(b)),
                Class::Curly => self.curly(at),
            }
        }
    }

    fn push(&mut self, at: usize, kind: Kind) {
        self.marks.push(Mark { at, kind });
    }

    fn punct(&mut self, at: usize, line: TextRange) {
        if !spacing::may_be_wrong(self.bytes, at) {
            return;
        }
        if let Some((kind, found)) = spacing::at(self.context, self.check, at, line) {
            self.spacing[kind].push(found);
        }
    }

    fn quote(&mut self, at: usize, b: u8) {
        if b == b'"' {
            self.push(at, Kind::Straight);
        } else if self.between_letters(at, at + 1) {
            self.push(at, Kind::Apostrophe);
        }
    }

    fn curly(&mut self, at: usize) {
        match self.bytes.get(at + 1..at + 3) {
            Some([0x80, 0x9c]) => self.push(at, Kind::Open),
            Some([0x80, 0x9d]) => self.push(at, Kind::Close),
            Some([0x80, 0x99]) if self.between_letters(at, at + 3) => {
                self.push(at, Kind::CurlyApostrophe);
            }
            _ => {}
        }
    }

    fn between_letters(&self, start: usize, end: usize) -> bool {
        let letter = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphabetic);
        start > 0 && letter(self.bytes.get(start - 1)) && letter(self.bytes.get(end))
    }
}
