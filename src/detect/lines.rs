//! Where lines and sentences begin, which lines are headings, and which line ends are only wrapped text.

use super::tokens::{BREAK, CAPS, HEADLINE, Kind, LINE, SENTENCE, SPACE, Shape, Token, fold_hash};

/// A line at least this long is taken to be wrapped where it ends without punctuation.
const WRAPPED: u32 = 55;

/// Most tokens of a heading.
const LONGEST_HEADING: usize = 40;

/// Marks line breaks, headings and lines in capitals, and the sentences that begin with lines; so many tokens begin a
/// line. The other sentences are marked where the tokens are read.
pub(super) fn mark(tokens: &mut [Token], lines: usize) {
    let narrow = is_narrow(tokens, lines);
    let (mut from, mut open) = (0, false);
    for line in 1..=lines {
        let rest = tokens.get(from + 1..).unwrap_or_default();
        let next = || rest.iter().position(|t| t.has(LINE));
        let next = if line < lines { next() } else { None };
        let to = next.map_or(tokens.len(), |n| from + 1 + n);
        open |= mark_line(tokens, from, to, narrow);
        if open {
            open = !begin_sentence(tokens.get_mut(from..to).unwrap_or_default());
        }
        from = to;
    }
}

/// One line: its break and its look; whether a sentence begins with it.
fn mark_line(tokens: &mut [Token], from: usize, to: usize, narrow: bool) -> bool {
    let look = match line_look(tokens.get(from..to).unwrap_or_default()) {
        HEADLINE if narrow || runs_on(tokens, from, to) => 0,
        look => look,
    };
    let soft = from > 0 && (continues(tokens, from, look) || narrow && !closed(tokens, from));
    let Some(line) = tokens.get_mut(from..to) else {
        return false;
    };
    if look != 0 {
        line.iter_mut().for_each(|token| token.flags |= look);
    } else {
        mark_capitals(line);
    }
    if let Some(first) = line.first_mut().filter(|_| !soft) {
        first.flags |= BREAK | SENTENCE;
    }
    !soft
}

/// Fewest words of a passage in capitals inside a line.
const CAPITALS: usize = 3;

/// Marks passages in capitals inside a line, "Ana Kealoha, MINISTER OF PORTS OF TONGA": those with an "OF" or "AND", so that
/// a row of acronyms is none.
fn mark_capitals(line: &mut [Token]) {
    let mut at = 0;
    while let Some(n) = (at..line.len()).find(|&n| connector_at(line, n)) {
        let within = |t: &Token| {
            t.kind == Kind::Word && matches!(t.shape, Shape::Upper | Shape::Initial)
                || t.kind == Kind::Punct && matches!(t.first, b'-' | b'\'')
        };
        let from = line[..n]
            .iter()
            .rposition(|t| !within(t))
            .map_or(0, |k| k + 1);
        let behind = line[n..].iter().position(|t| !within(t));
        let to = behind.map_or(line.len(), |k| n + k);
        let run = &mut line[from..to];
        if run.iter().filter(|t| t.kind == Kind::Word).count() >= CAPITALS {
            run.iter_mut().for_each(|token| token.flags |= CAPS);
        }
        at = to.max(n + 1);
    }
}

/// Lets a sentence begin with the first word or number of a line; `false` where it has none.
fn begin_sentence(line: &mut [Token]) -> bool {
    let words = |t: &&mut Token| t.kind == Kind::Word || t.kind == Kind::Number;
    let first = line.iter_mut().find(words);
    first.is_some_and(|token| {
        token.flags |= SENTENCE;
        true
    })
}

/// Whether the block is a column of two or three words a line: most lines of many begin with a small letter.
fn is_narrow(tokens: &[Token], lines: usize) -> bool {
    if lines < 8 || tokens.len() >= lines * 6 {
        return false;
    }
    let lower = |t: &&Token| t.kind == Kind::Word && t.shape == Shape::Lower && t.first != b'0';
    let starts = tokens.iter().filter(|t| t.has(LINE));
    starts.filter(lower).count() * 2 >= lines
}

/// Whether a sentence ended with the line before.
fn closed(tokens: &[Token], from: usize) -> bool {
    tokens.get(from - 1).is_none_or(|t| {
        t.kind == Kind::Punct && matches!(t.first, b'.' | b';' | b':' | b'!' | b'?')
    })
}

/// Whether the line is a piece of running text: a word in small letters begins it or the next line, or a sentence ends
/// inside it.
fn runs_on(tokens: &[Token], from: usize, to: usize) -> bool {
    let small = |n: usize| {
        tokens
            .get(n)
            .is_some_and(|t| t.kind == Kind::Word && t.shape == Shape::Lower && t.first != b'0')
    };
    let inside = tokens.get(from..to).unwrap_or_default().windows(3);
    let ends = |w: &[Token]| match w {
        [a, stop, b] => {
            let word = matches!(a.shape, Shape::Lower | Shape::Title) && a.end - a.start > 3;
            let closed =
                a.kind == Kind::Number || a.kind == Kind::Punct || a.kind == Kind::Possessive;
            (word || closed)
                && stop.punct(b'.')
                && stop.end - stop.start == 1
                && b.is_cap()
                && b.has(SPACE)
        }
        _ => false,
    };
    small(from) || small(to) || inside.into_iter().any(ends)
}

/// Whether the line that begins at `from` goes on with what the line before it began.
fn continues(tokens: &[Token], from: usize, look: u8) -> bool {
    let (Some(last), Some(next)) = (tokens.get(from - 1), tokens.get(from)) else {
        return false;
    };
    if last.kind == Kind::Punct && !matches!(last.first, b',' | b'-' | b'&' | b')' | b'"')
        || next.kind == Kind::Punct
    {
        return false;
    }
    if last.has(CAPS) && look & CAPS != 0 {
        return connector_at(tokens, from) || connector_at(tokens, from - 1) || last.punct(b',');
    }
    let head = tokens
        .get(..from)
        .unwrap_or_default()
        .iter()
        .rposition(|t| t.has(LINE))
        .unwrap_or(0);
    let width = last.end - tokens.get(head).map_or(0, |t| t.start);
    !last.has(HEADLINE)
        && look & HEADLINE == 0
        && (width >= WRAPPED || next.shape == Shape::Lower && next.kind == Kind::Word)
}

/// Whether the token looks like "OF" or "AND" in a heading: two or three capitals.
fn connector_at(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|t| {
        t.shape == Shape::Upper
            && [
                fold_hash(b"of"),
                fold_hash(b"and"),
                fold_hash(b"for"),
                fold_hash(b"the"),
            ]
            .contains(&t.key)
    })
}

/// `CAPS`, `HEADLINE` or nothing.
fn line_look(line: &[Token]) -> u8 {
    let long = line.len() > LONGEST_HEADING;
    let (mut upper, mut title, mut lower, mut long_lower) = (0, 0, 0, 0);
    for t in line.iter().filter(|t| t.kind == Kind::Word) {
        match t.shape {
            Shape::Upper | Shape::Initial => upper += 1,
            Shape::Title | Shape::Mixed => title += 1,
            // Running text, as most lines are.
            Shape::Lower if long => return 0,
            Shape::Lower => {
                lower += 1;
                long_lower += usize::from(t.end - t.start > 4);
            }
        }
    }
    let ends = line
        .last()
        .is_some_and(|t| t.kind == Kind::Punct && matches!(t.first, b'.' | b';' | b','));
    if upper >= 2 && lower == 0 && title * 4 <= upper {
        CAPS
    } else if title + upper >= 3
        && !long
        && long_lower * 5 <= title + upper
        && lower <= title + upper
        && !ends
    {
        HEADLINE
    } else {
        0
    }
}

/// Whether the punctuation ends a sentence; a full stop after an initial or a short title does not.
pub(super) fn ends_sentence(bytes: &[u8], before: Option<&Token>, first: u8) -> bool {
    match first {
        b'!' | b'?' | b':' | b';' => true,
        b'.' => !before.is_some_and(|b| {
            let word = || bytes.get(b.start as usize..b.end as usize);
            let abbreviated = |w: &[u8]| super::words::ABBREVIATIONS.contains(&w);
            b.shape == Shape::Initial
                || b.is_cap() && b.end - b.start <= 6 && word().is_some_and(abbreviated)
        }),
        b'"' => before.is_none_or(|b| b.punct(b'.') || b.punct(b',') || b.punct(b':')),
        _ => false,
    }
}
