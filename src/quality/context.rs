//! What several checks need to know of a text, computed once: its lines, and how lines join to paragraphs.

use super::cues::Cue;
use super::name_variant::{Form, forms};
use super::office_conflict::{Seat, seats};
use super::repetition::words::Word;
use super::strings::{Piece, Strings, look_through};
use super::{Check, Input, registry};
use crate::annotation::EntityLabel;
use crate::detect::when::{DocumentDate, Written, document_date, written};
use crate::document::DocumentKind;
use crate::text::TextRange;
use crate::text::language::Language;
use crate::text::segment;
use memchr::memchr_iter;
use std::cell::OnceCell;
use std::ops::Range;

/// How far (UTF-8 bytes) to either side a sentence is looked for.
const REACH: usize = 500;

/// A document as the checks see it.
pub struct Context<'a> {
    /// Document and mentions.
    pub input: &'a Input<'a>,
    /// The document's text.
    pub text: &'a str,
    /// Its lines, without line ends. Lines of code blocks in Markdown are empty here: nothing in them is prose.
    pub lines: Vec<TextRange>,
    /// Whether the lines of running text are wrapped at a fixed width, so that a line end means nothing.
    pub wrapped: bool,
    /// Whether nobody waits for the findings any more.
    stop: &'a dyn Fn() -> bool,
    date: OnceCell<Option<DocumentDate>>,
    words: OnceCell<usize>,
    seats: OnceCell<Vec<Seat>>,
    blocks: OnceCell<Vec<Range<usize>>>,
    forms: OnceCell<Vec<Form>>,
    written: OnceCell<Vec<Option<Written>>>,
    strings: OnceCell<Strings>,
}

/// What was worked out of a text for its checks that documents are compared by as well.
#[derive(Clone, Debug, Default)]
pub struct Groundwork {
    /// Who holds which office by the text.
    pub seats: Option<Vec<Seat>>,
    /// The ways in which names are written.
    pub forms: Option<Vec<Form>>,
    /// The words, for repetitions.
    pub words: Option<Vec<Word>>,
}

impl<'a> Context<'a> {
    /// Reads the lines of `input`'s document.
    pub fn new(input: &'a Input<'a>) -> Self {
        Self::stoppable(input, &|| false)
    }

    /// The same for checks that may be stopped: what they have found is then of no use. `stop` is asked every few
    /// milliseconds of the longest ones.
    pub fn stoppable(input: &'a Input<'a>, stop: &'a dyn Fn() -> bool) -> Self {
        let text = input.document.text.as_str();
        let mut lines = lines(text);
        if input.document.kind == DocumentKind::Markdown {
            hide_code(text, &mut lines);
        }
        let wrapped = is_wrapped(text, &lines);
        Self {
            input,
            text,
            lines,
            wrapped,
            stop,
            date: OnceCell::new(),
            words: OnceCell::new(),
            seats: OnceCell::new(),
            blocks: OnceCell::new(),
            forms: OnceCell::new(),
            written: OnceCell::new(),
            strings: OnceCell::new(),
        }
    }

    /// The phrases of a check in the text, in text order; the longer of two that begin at one place comes last.
    pub fn cues(&self, check: &dyn Check) -> &[Cue] {
        let place = registry().iter().position(|c| c.id() == check.id());
        let own = place.and_then(|n| self.strings().cues.get(n));
        own.map_or(&[], Vec::as_slice)
    }

    /// The date of the document, where it says one.
    pub fn date(&self) -> Option<DocumentDate> {
        let document = self.input.document;
        let date = || document_date(&document.name, self.text, self.input.mentions);
        *self.date.get_or_init(date)
    }

    /// What the `n`th mention of a date says, where it is one date or two.
    pub(super) fn written(&self, n: usize) -> Option<Written> {
        let all = || {
            let dates = self.input.mentions.labelled(EntityLabel::Date);
            dates.map(|m| written(self.slice(m.range))).collect()
        };
        self.written.get_or_init(all).get(n).copied().flatten()
    }

    /// Who holds which office by the text.
    pub fn seats(&self) -> &[Seat] {
        let seats = || seats(self.text, self.input.mentions, self.input.languages);
        self.seats.get_or_init(seats)
    }

    /// The ways in which names are written in the text.
    pub fn forms(&self) -> &[Form] {
        let forms = || forms(self.text, self.input.mentions);
        self.forms.get_or_init(forms)
    }

    /// The words of the text as repetitions are looked for.
    pub fn hashed(&self) -> &[Word] {
        &self.strings().words
    }

    /// The strings between white space that are more than ASCII letters and digits with signs behind them.
    pub(super) fn mixed(&self) -> &[TextRange] {
        &self.strings().mixed
    }

    fn strings(&self) -> &Strings {
        self.strings
            .get_or_init(|| look_through(self, &mut |_, _| {}))
    }

    /// Hands the strings between white space to `each`, part of the text after part, with the indices of the blocks of that
    /// part; what other checks need of them is put aside on the way.
    pub(super) fn look_through(&self, each: &mut dyn FnMut(Range<usize>, &[Piece])) {
        let read = look_through(self, each);
        self.strings.get_or_init(|| read);
    }

    /// The strings of letters that are no words, each with the line that it stands in.
    pub(super) fn unknown(&self) -> impl Iterator<Item = (TextRange, TextRange)> + '_ {
        let all = &self.strings().unknown;
        let mut line = 0;
        all.iter().filter_map(move |&run| {
            while self.lines.get(line).is_some_and(|l| l.end < run.end) {
                line += 1;
            }
            let within = self.lines.get(line).filter(|l| l.start <= run.start)?;
            Some((run, *within))
        })
    }

    /// What was worked out on the way.
    pub fn into_groundwork(self) -> Groundwork {
        Groundwork {
            seats: self.seats.into_inner(),
            forms: self.forms.into_inner(),
            words: self.strings.into_inner().map(|s| s.words),
        }
    }

    /// The sentence around a byte (UTF-8), cut where it is longer than half a kilobyte to either side.
    pub fn sentence_around(&self, byte: usize) -> TextRange {
        let line = self.lines.partition_point(|l| l.start <= byte);
        let line = line.saturating_sub(1);
        let (mut first, mut last) = (line, line);
        let near = |l: usize| {
            self.wrapped
                && self
                    .lines
                    .get(l)
                    .is_some_and(|r| r.end + REACH >= byte && r.start <= byte + REACH)
        };
        while first > 0 && near(first - 1) && self.has_text(first - 1) {
            first -= 1;
        }
        while near(last + 1) && self.has_text(last + 1) {
            last += 1;
        }
        let whole = |n: usize| self.lines.get(n).copied().unwrap_or(TextRange::DOCUMENT);
        let from = whole(first).start.max(byte.saturating_sub(REACH));
        let to = whole(last).end.min(byte + REACH).max(from);
        let within = TextRange::new(from, to).snapped(self.text);
        segment::sentence_at(self.text, within, byte).unwrap_or(within)
    }

    /// Number of words: what white space parts.
    pub fn words(&self) -> usize {
        *self.words.get_or_init(|| word_count(self.text.as_bytes()))
    }

    /// Whether the paragraph around a byte (UTF-8) is English, as far as one can say.
    pub fn is_english(&self, byte: usize) -> bool {
        self.input.languages.at(byte) == Language::English
    }

    /// Whether a check may end without having looked at everything.
    pub fn is_stopped(&self) -> bool {
        (self.stop)()
    }

    /// The text of a range; empty where there is none.
    pub fn slice(&self, range: TextRange) -> &'a str {
        range.of(self.text).unwrap_or_default()
    }

    /// The text of line `index`; empty beyond the last one.
    pub fn line(&self, index: usize) -> &'a str {
        self.lines.get(index).map_or("", |&line| self.slice(line))
    }

    /// Whether line `index` exists and has anything but white space in it.
    pub fn has_text(&self, index: usize) -> bool {
        !self.line(index).trim().is_empty()
    }

    /// Whether the document is read as Markdown.
    pub fn is_markdown(&self) -> bool {
        self.input.document.kind == DocumentKind::Markdown
    }

    /// Runs of lines between blank lines, as ranges of line indices.
    pub fn blocks(&self) -> &[Range<usize>] {
        self.blocks.get_or_init(|| self.parted_blocks())
    }

    fn parted_blocks(&self) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        let mut start = None;
        for index in 0..=self.lines.len() {
            match (self.has_text(index), start) {
                (true, None) => start = Some(index),
                (false, Some(from)) => {
                    out.push(from..index);
                    start = None;
                }
                _ => {}
            }
        }
        out
    }
}

/// The lines of `text` without `\n` and `\r\n`.
fn lines(text: &str) -> Vec<TextRange> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(text.len() / 60 + 1);
    let mut start = 0;
    for end in memchr_iter(b'\n', bytes).chain([bytes.len()]) {
        let cut = usize::from(end > start && bytes[end - 1] == b'\r');
        out.push(TextRange::new(start, end - cut));
        start = end + 1;
    }
    out
}

/// How many strings ASCII white space parts.
fn word_count(bytes: &[u8]) -> usize {
    let space = |b: &u8| b.is_ascii_whitespace();
    let first = usize::from(bytes.first().is_some_and(|b| !space(b)));
    // Without branches inside, so that many bytes are looked at at once; sums of bytes are of that size for a while.
    let begins = |(a, b): (&u8, &u8)| u8::from(space(a) & !space(b));
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    first + pairs.map(begins).map(usize::from).sum::<usize>()
}

/// Empties the lines of fenced code blocks.
fn hide_code(text: &str, lines: &mut [TextRange]) {
    let mut fence: Option<&str> = None;
    for line in lines {
        let start = line.of(text).unwrap_or_default().trim_start();
        let mark = ["```", "~~~"].into_iter().find(|m| start.starts_with(m));
        let code = fence.is_some() || mark.is_some();
        fence = match (fence, mark) {
            (None, mark) => mark,
            (Some(open), Some(mark)) if open == mark => None,
            (open, _) => open,
        };
        if code {
            line.end = line.start;
        }
    }
}

/// Whether a line end in the middle of a sentence is the rule: lines are short, most of them do not end a sentence and the
/// next one goes on.
fn is_wrapped(text: &str, lines: &[TextRange]) -> bool {
    let (mut joints, mut broken, mut long, mut all) = (0usize, 0usize, 0usize, 0usize);
    for pair in lines.windows(2) {
        all += pair[0].len();
        long += if pair[0].len() > 160 {
            pair[0].len()
        } else {
            0
        };
        if pair[0].len() < 30 || pair[1].is_empty() {
            continue;
        }
        let (Some(a), Some(b)) = (pair[0].of(text), pair[1].of(text)) else {
            continue;
        };
        joints += usize::from(!b.trim_start().is_empty());
        broken += usize::from(goes_on(a, b));
    }
    joints >= 3 && broken * 100 >= joints * 35 && long * 2 < all
}

/// Whether line `b` goes on with the sentence that line `a` began.
pub fn goes_on(a: &str, b: &str) -> bool {
    let open = a
        .trim_end()
        .chars()
        .next_back()
        .is_some_and(|c| c.is_alphanumeric() || matches!(c, ',' | '-' | ')'));
    open && b
        .trim_start()
        .chars()
        .next()
        .is_some_and(char::is_lowercase)
}

/// White-space-separated tokens of a range.
pub fn tokens(text: &str, range: TextRange) -> impl Iterator<Item = TextRange> {
    let bytes = text
        .as_bytes()
        .get(range.start..range.end)
        .unwrap_or_default();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() && space_at(bytes, at) > 0 {
            at += space_at(bytes, at);
        }
        let start = at;
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            let plain = |&b: &u8| !MAY_BE_SPACE[usize::from(b)];
            at += rest.iter().take_while(|b| plain(b)).count();
            if at >= bytes.len() || space_at(bytes, at) > 0 {
                break;
            }
            at += 1;
        }
        (start < at).then(|| TextRange::new(range.start + start, range.start + at))
    })
}

/// Bytes that are white space, or begin it.
static MAY_BE_SPACE: [bool; 256] = {
    let mut out = [false; 256];
    let spaces = *b" \t\n\r\x0b\x0c\xc2";
    let mut n = 0;
    while n < spaces.len() {
        out[spaces[n] as usize] = true;
        n += 1;
    }
    out
};

/// Length of the white space at `at`: ASCII, or a no-break space.
#[inline]
pub fn space_at(bytes: &[u8], at: usize) -> usize {
    match bytes[at] {
        b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => 1,
        0xc2 if bytes.get(at + 1) == Some(&0xa0) => 2,
        _ => 0,
    }
}

/// `range` without the characters at either end that `drop` names.
pub fn trimmed(text: &str, range: TextRange, drop: impl Fn(char) -> bool) -> TextRange {
    let Some(s) = range.of(text) else {
        return range;
    };
    let rest = s.trim_start_matches(&drop);
    let start = range.start + s.len() - rest.len();
    TextRange::new(start, start + rest.trim_end_matches(&drop).len())
}

/// Runs of the characters that `keep` names, relative to `text`.
pub fn runs_of(text: &str, keep: impl Fn(char) -> bool) -> Vec<TextRange> {
    let mut out: Vec<TextRange> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| keep(*c)) {
        let end = at + c.len_utf8();
        match out.last_mut().filter(|last| last.end == at) {
            Some(last) => last.end = end,
            None => out.push(TextRange::new(at, end)),
        }
    }
    out
}

/// Whether one of `ranges`, sorted by start, overlaps `range`; of nested ones only the first few are looked at.
pub fn overlaps_any(ranges: &[TextRange], range: TextRange) -> bool {
    let from = ranges.partition_point(|r| r.start < range.end);
    ranges
        .get(from.saturating_sub(8)..from)
        .unwrap_or_default()
        .iter()
        .any(|r| r.overlaps(range))
}

/// Characters that an excerpt has at most.
const EXCERPT: usize = 80;

/// The first words of a passage, for a reason shown to a person; what is left out is told by an ellipsis.
pub fn excerpt(text: &str, words: usize) -> String {
    let head = TextRange::new(0, text.len().min(400)).snapped(text);
    let head = head.of(text).unwrap_or_default();
    let mut out = String::with_capacity(EXCERPT + 8);
    let mut left = EXCERPT;
    let mut more = head.len() < text.len();
    for (n, word) in head.split_whitespace().enumerate() {
        let space = usize::from(n > 0);
        if n == words || left <= space {
            more = true;
            break;
        }
        if n > 0 {
            out.push(' ');
        }
        let end = word.char_indices().nth(left - space).map(|(at, _)| at);
        let part = word.get(..end.unwrap_or(word.len())).unwrap_or_default();
        out.push_str(part);
        left -= space + part.chars().count();
        if end.is_some() {
            more = true;
            break;
        }
    }
    if more {
        out.push_str(" …");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_drop_both_line_ends() {
        let text = "one\r\ntwo\n\nthree";
        let got: Vec<_> = lines(text).iter().map(|r| r.of(text).unwrap()).collect();
        assert_eq!(got, ["one", "two", "", "three"]);
    }

    #[test]
    fn code_blocks_are_hidden() {
        let text = "a\n```rust\nlet x;\n```\nb";
        let mut got = lines(text);
        hide_code(text, &mut got);
        let got: Vec<_> = got.iter().map(|r| r.of(text).unwrap()).collect();
        assert_eq!(got, ["a", "", "", "", "b"]);
    }

    #[test]
    fn tokens_part_at_white_space_and_no_break_spaces() {
        let text = " a  bc\u{a0}dé\tf";
        let got: Vec<_> = tokens(text, TextRange::new(0, text.len()))
            .map(|r| r.of(text).unwrap())
            .collect();
        assert_eq!(got, ["a", "bc", "dé", "f"]);
    }

    #[test]
    fn excerpts_say_when_they_stop_early() {
        assert_eq!(excerpt("one two three", 2), "one two …");
        assert_eq!(excerpt("one two", 2), "one two");
    }
}
