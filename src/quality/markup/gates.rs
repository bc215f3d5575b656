//! Which patterns a line may have, told by its bytes: no pattern is asked of the lines of plain prose.

use super::dialects::forms;
use super::patterns::bit;
use aho_corasick::{Span, packed};
use std::sync::LazyLock;

/// Which bytes that patterns wait for a line has: a bit each.
pub(super) fn triggers(line: &str) -> u32 {
    static BITS: [u32; 256] = {
        let mut out = [0; 256];
        let mut b = 0;
        while b < 256 {
            out[b] = bit(b as u8);
            b += 1;
        }
        out
    };
    line.bytes().fold(0, |all, b| all | BITS[usize::from(b)])
}

/// The same without the marks of prose that stand where no pattern has them. `scripts`: whether the text has the names of
/// scripts.
pub(super) fn refined(line: &str, triggers: u32, scripts: bool) -> u32 {
    let has = |b: u8| triggers & bit(b) != 0;
    let bytes = line.as_bytes();
    let any = |b: u8, fits: &dyn Fn(&[u8], &[u8]) -> bool| {
        memchr::memchr_iter(b, bytes).any(|at| {
            let (head, tail) = bytes.split_at(at);
            fits(head, tail.get(1..).unwrap_or_default())
        })
    };
    let styled = has(b':') && any(b':', &|head, _| is_behind_property(head));
    let keep = |b: u8| match b {
        b'.' => begins_as_format(bytes),
        b'\'' => any(b, &|_, tail| tail.first() == Some(&b'\'')),
        b'"' => any(b, &|head, tail| {
            is_quoted_key(tail) || is_behind_field(head)
        }),
        b'%' => has(b'{') || any(b, &is_percent_of_code),
        b'$' => {
            let code = |_: &[u8], tail: &[u8]| {
                let next = tail.first();
                next.is_some_and(|n| n.is_ascii_alphabetic() || b"$!{".contains(n))
            };
            has(b'\\') || has(b'^') || has(b'_') || any(b, &code)
        }
        b'(' => scripts || has(b'=') || any(b, &is_bracket_of_code),
        b':' => {
            styled && has(b';')
                || any(b, &|_, tail| {
                    tail.starts_with(b":") || tail.starts_with(b"ant")
                })
        }
        b';' => styled || has(b'=') || any(b, &|head, _| is_behind_code(head)),
        _ => true,
    };
    let idle = b".'\"%$(:;".iter().filter(|b| has(**b) && !keep(**b));
    idle.fold(triggers, |left, b| left & !bit(*b))
}

/// A line that begins with two full stops, or `h2.`, `bq.`.
fn begins_as_format(line: &[u8]) -> bool {
    let indented = |b: &&u8| b.is_ascii_whitespace() || !b.is_ascii();
    let start = line.iter().take_while(indented).count();
    matches!(
        line.get(start..),
        Some([b'.', b'.', ..] | [b'h', b'1'..=b'6', ..] | [b'b', b'q', ..])
    )
}

/// Whether a colon follows a quotation mark, white space aside.
fn is_quoted_key(tail: &[u8]) -> bool {
    let next = tail.iter().find(|b| !b.is_ascii_whitespace());
    next.is_some_and(|b| *b == b':' || !b.is_ascii())
}

/// Whether what stands before a quotation mark may be the name of a field: `HYPERLINK "`.
fn is_behind_field(head: &[u8]) -> bool {
    let name = head.trim_ascii_end();
    name.len() < head.len() && name.ends_with_any(b"KET") || head.last().is_some_and(|b| *b >= 0x80)
}

/// Whether a percent sign is none of a number: `%NAME%`, `{% if %}`, `%20`.
fn is_percent_of_code(head: &[u8], tail: &[u8]) -> bool {
    let next = tail.first();
    let next = next.is_some_and(|n| n.is_ascii_alphabetic() || b"%(2[{".contains(n));
    next || head.ends_with_any(b"{<[")
}

/// Whether a bracket is one of a call, of a form to fill in or of a source: `ga(`, `function (`, `(insert`, `(cite`.
fn is_bracket_of_code(head: &[u8], tail: &[u8]) -> bool {
    let word = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'$');
    let data = tail.first().is_some_and(|b| b"{'\"".contains(b));
    let called = head.last().is_some_and(word);
    let begins = |w: &[u8]| {
        let tail = tail.strip_prefix(b"/").unwrap_or(tail);
        tail.get(..w.len())
            .is_some_and(|t| t.eq_ignore_ascii_case(w))
    };
    data || called || begins(b"insert") || begins(b"cite") || is_function(head)
}

/// Whether `function` stands before a bracket, perhaps with a name behind it.
fn is_function(head: &[u8]) -> bool {
    let bare = head.trim_ascii_end();
    if bare.last().is_some_and(|b| !b.is_ascii()) {
        return true;
    }
    let name = |b: &&u8| b.is_ascii_alphanumeric() || **b == b'_';
    let len = bare.iter().rev().take_while(name).count();
    let before = bare.get(..bare.len() - len).unwrap_or_default();
    bare.ends_with(b"function") || before.trim_ascii_end().ends_with(b"function")
}

/// Whether a property of a style sheet may stand before a colon.
fn is_behind_property(head: &[u8]) -> bool {
    const PARTS: [&[u8]; 24] = [
        b"color",
        b"width",
        b"height",
        b"border",
        b"float",
        b"position",
        b"overflow",
        b"visibility",
        b"font",
        b"space",
        b"clear",
        b"spacing",
        b"decoration",
        b"transform",
        b"indent",
        b"style",
        b"align",
        b"break",
        b"webkit",
        b"margin",
        b"padding",
        b"background",
        b"display",
        b"mso",
    ];
    const ENDS: [&[u8]; 3] = [b"family", b"size", b"weight"];
    let bare = head.trim_ascii_end();
    let part = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | 0x80..);
    let len = bare.iter().rev().take_while(part).count();
    let name = bare.get(bare.len() - len..).unwrap_or_default();
    let listed = |part: &[u8]| {
        let same = |p: &&[u8]| p.eq_ignore_ascii_case(part);
        PARTS.iter().any(same) || ENDS.iter().any(same)
    };
    !name.is_ascii() || name.split(|b| *b == b'-').any(listed)
}

/// Whether a semicolon ends an entity without its sign, or a length of a style sheet.
fn is_behind_code(head: &[u8]) -> bool {
    const NAMES: [&[u8]; 10] = [
        b"nbsp", b"amp", b"quo", b"dash", b"hellip", b"eacute", b"egrave", b"agrave", b"quot",
        b"apos",
    ];
    let bare = head.trim_ascii_end();
    let length = ["px", "em", "pt"]
        .iter()
        .find_map(|unit| bare.strip_suffix(unit.as_bytes()));
    let length = length
        .and_then(|l| l.last())
        .is_some_and(|b| b.is_ascii_digit() || *b == b'r');
    length
        || bare.last().is_some_and(|b| !b.is_ascii())
        || bare.ends_with(b"!important")
        || NAMES.iter().any(|name| bare.ends_with(name))
}

trait EndsWithAny {
    /// Whether the last byte is one of these.
    fn ends_with_any(&self, bytes: &[u8]) -> bool;
}

impl EndsWithAny for [u8] {
    fn ends_with_any(&self, bytes: &[u8]) -> bool {
        self.last().is_some_and(|b| bytes.contains(b))
    }
}

/// Strings that hardly any text has, looked for in one pass: those that forms are told by, then the names of scripts.
pub(super) struct Rare {
    found: Vec<bool>,
    /// Whether the text has the names of scripts.
    pub(super) scripts: bool,
}

/// What scripts call: a letter follows, in `dataLayer` any way.
const SCRIPTS: [&str; 4] = ["document.", "window.", "console.", "dataLayer"];

static SEARCHER: LazyLock<Option<packed::Searcher>> = LazyLock::new(|| {
    let forms = forms().iter().map(|form| form.words);
    packed::Searcher::new(forms.chain(SCRIPTS))
});

impl Rare {
    pub(super) fn of(text: &str) -> Self {
        let all = forms().len() + SCRIPTS.len();
        let Some(searcher) = &*SEARCHER else {
            return Self {
                found: vec![true; all],
                scripts: true,
            };
        };
        let bytes = text.as_bytes();
        let mut found = vec![false; all];
        let mut scripts = false;
        let mut rest = Span::from(0..bytes.len());
        while let Some(m) = searcher.find_in(bytes, rest) {
            let n = m.pattern().as_usize();
            if let Some(part) = found.get_mut(n) {
                *part = true;
            }
            let next = bytes.get(m.end());
            let called = next.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_');
            scripts |= n >= forms().len() && (called || n + 1 == all);
            // One may begin inside another.
            rest.start = m.start() + 1;
        }
        Self { found, scripts }
    }

    /// Whether the text has the string that form `n` is told by.
    pub(super) fn has(&self, n: usize) -> bool {
        self.found.get(n) == Some(&true)
    }
}
