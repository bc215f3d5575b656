//! The lines of a text by what their ends tell, so that each rule looks only at those that it may find something in: most of
//! a text is paragraphs.

use super::hints::NEAR;
use super::signals::Signals;
use crate::quality::Context;

/// How many lines the head of a text has at most.
const HEAD: usize = 12;

/// The shortest line, in bytes, that breaks off in the middle of a sentence.
const BROKEN: usize = 40;

/// Places of lines with text in them, rising.
#[derive(Default)]
pub(super) struct Survey {
    /// Lines of up to [`NEAR`] bytes, white space around them aside.
    pub(super) short: Vec<Short>,
    /// Lines that may break off in the middle of a sentence.
    pub(super) open: Vec<usize>,
    /// Lines that begin with a digit.
    pub(super) numbered: Vec<usize>,
    /// Lines that end in a closing bracket.
    pub(super) bracketed: Vec<usize>,
    /// Where the head of the text ends: its last line.
    pub(super) head: usize,
}

/// A short line.
#[derive(Clone, Copy)]
pub(super) struct Short {
    pub(super) index: usize,
    /// What it has that forms need.
    pub(super) signals: Signals,
}

impl Survey {
    pub(super) fn of(context: &Context<'_>) -> Self {
        let mut out = Self {
            head: usize::MAX,
            ..Self::default()
        };
        let mut seen = 0;
        for (index, &line) in context.lines.iter().enumerate() {
            if line.is_empty() {
                continue;
            }
            let text = bare(context.slice(line));
            let (Some(first), Some(last)) = (text.as_bytes().first(), text.as_bytes().last())
            else {
                continue;
            };
            seen += 1;
            if seen == HEAD {
                out.head = index;
            }
            if text.len() <= NEAR {
                let signals = Signals::of(text);
                out.short.push(Short { index, signals });
            }
            let open = last.is_ascii_alphanumeric() || matches!(last, b',' | b'-' | 0x80..);
            if open && text.len() >= BROKEN {
                out.open.push(index);
            }
            if first.is_ascii_digit() {
                out.numbered.push(index);
            }
            if matches!(last, b']' | b')') {
                out.bracketed.push(index);
            }
        }
        out
    }
}

/// A line without white space around it, which hardly any has.
pub(super) fn bare(line: &str) -> &str {
    let graphic = |b: Option<&u8>| b.is_some_and(u8::is_ascii_graphic);
    let bytes = line.as_bytes();
    if graphic(bytes.first()) && graphic(bytes.last()) {
        line
    } else {
        line.trim()
    }
}
