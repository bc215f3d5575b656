//! What is left of characters whose font could not be read: the codes that readers of PDF write instead, `(cid:12)` or
//! `/uni00A0`, and the private-use characters that stand for the signs of symbol fonts.

use super::{EncodingError, string_around};
use crate::annotation::label::Severity;
use crate::quality::{Context, Finding, Repair};
use crate::text::TextRange;

/// With what codes begin, the character that they end with, and a part of the former that is rarely met.
const CODES: [(&str, char, &str); 6] = [
    ("(cid:", ')', "(cid"),
    ("GLYPH<", '>', "LYPH"),
    ("glyph<", '>', "lyph"),
    ("GLYPH(", ')', "LYPH"),
    ("glyph[", ']', "lyph"),
    ("/uni", ' ', "/uni"),
];

/// Adds the words with codes of glyphs, and the characters of symbol fonts; `lines` are those with characters beyond ASCII.
pub(super) fn find(
    check: &EncodingError,
    context: &Context<'_>,
    lines: &[TextRange],
    out: &mut Vec<Finding>,
) {
    let bytes = context.text.as_bytes();
    let has = |part: &str| memchr::memmem::find(bytes, part.as_bytes()).is_some();
    let parts = ["(cid", "LYPH", "lyph", "/uni"].map(|part| (part, has(part)));
    for (opening, closing, part) in CODES {
        if parts.contains(&(part, true)) {
            codes(check, context, opening, closing, out);
        }
    }
    for &line in lines {
        let text = context.slice(line);
        if memchr::memchr2_iter(0xee, 0xef, text.as_bytes()).any(|at| is_private_at(text, at)) {
            symbols(check, context, line, out);
        }
    }
}

/// The words with one kind of code; those in a row are one.
fn codes(
    check: &EncodingError,
    context: &Context<'_>,
    opening: &str,
    closing: char,
    out: &mut Vec<Finding>,
) {
    let text = context.text;
    let mut words: Vec<TextRange> = Vec::new();
    for at in memchr::memmem::find_iter(text.as_bytes(), opening) {
        let Some(len) = code_len(text, at, opening, closing) else {
            continue;
        };
        let word = string_around(text, TextRange::new(at, at + len));
        match words
            .last_mut()
            .filter(|w| word.start <= w.end + 1 && word.end - w.start <= 400)
        {
            Some(last) => last.end = word.end,
            None => words.push(word),
        }
    }
    out.extend(words.into_iter().map(|word| {
        let source = context.slice(word);
        let reason = format!(
            "the code of a glyph where the character could not be read from the font: “{}”",
            crate::quality::context::excerpt(source, 6)
        );
        let fixed = (opening == "/uni").then(|| spelt(source)).flatten();
        Finding::new(check, word, Severity::High, reason).repaired(fixed.map(Repair::exact))
    }));
}

/// How long the code at `at` is.
fn code_len(text: &str, at: usize, opening: &str, closing: char) -> Option<usize> {
    let inside = text.get(at + opening.len()..)?;
    if opening == "/uni" {
        return unicode(inside).map(|_| opening.len() + 4);
    }
    let len = inside.bytes().take(60).position(|b| b == closing as u8)?;
    let part = |c: char| c.is_ascii_alphanumeric() || "=,/+-_.: ".contains(c);
    let inside = inside.get(..len)?;
    let number = opening != "(cid:" || inside.bytes().all(|b| b.is_ascii_digit());
    (len > 0 && number && inside.chars().all(part)).then_some(opening.len() + len + 1)
}

/// The character of the four digits that a name of the form `uni00A0` goes on with.
fn unicode(digits: &str) -> Option<char> {
    let digits = digits.get(..4)?;
    let upper = |b: u8| b.is_ascii_digit() || (b'A'..=b'F').contains(&b);
    let code = digits.bytes().all(upper).then_some(digits)?;
    char::from_u32(u32::from_str_radix(code, 16).ok()?).filter(|c| !c.is_control())
}

/// A word with names of glyphs as what they spell.
fn spelt(word: &str) -> Option<String> {
    let mut out = String::with_capacity(word.len());
    let mut rest = word;
    while let Some((before, behind)) = rest.split_once("/uni") {
        out.push_str(before);
        out.push(unicode(behind)?);
        rest = behind.get(4..)?;
    }
    Some(out + rest)
}

/// Whether a character is of the private-use area, where symbol fonts have their signs. Those that chats mark their
/// sources with are markup.
pub(in crate::quality) fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}') && !matches!(c, '\u{e200}'..='\u{e20f}')
}

fn is_private_at(text: &str, at: usize) -> bool {
    text.get(at..)
        .and_then(|t| t.chars().next())
        .is_some_and(is_private)
}

/// The characters of symbol fonts in a line.
fn symbols(check: &EncodingError, context: &Context<'_>, line: TextRange, out: &mut Vec<Finding>) {
    let text = context.slice(line);
    for run in crate::quality::context::runs_of(text, is_private) {
        let signs = run.of(text).unwrap_or_default();
        let first = text.get(..run.start).is_some_and(|b| b.trim().is_empty());
        let fixed = meant(signs, first, text.get(run.end..).unwrap_or_default());
        let range = TextRange::new(line.start + run.start, line.start + run.end);
        let code = signs.chars().next().map_or(0, u32::from);
        let reason = match &fixed {
            Some(fixed) => format!("a sign of a symbol font (U+{code:04X}), perhaps “{fixed}”"),
            None => format!("a sign of a symbol font (U+{code:04X}) that no other font has"),
        };
        let finding = Finding::new(check, range, Severity::Low, reason);
        out.push(finding.repaired(fixed.map(Repair::exact)));
    }
}

/// What signs were meant to be: a bullet at the beginning of a line, a known sign of mathematics, or letters in the font’s
/// own order.
fn meant(signs: &str, first: bool, behind: &str) -> Option<String> {
    let mut chars = signs.chars();
    let sign = chars.next()?;
    let alone = chars.next().is_none();
    if alone && (first || behind.starts_with([' ', '\t', '\u{a0}'])) && is_bullet(sign) {
        return Some("•".to_owned());
    }
    if alone {
        return symbol(sign).map(String::from);
    }
    let letter = |c: char| {
        let code = u32::from(c).checked_sub(0xf000)?;
        char::from_u32(code).filter(|c| matches!(c, ' '..='~'))
    };
    let word: Option<String> = signs.chars().map(letter).collect();
    word.filter(|w| w.len() >= 3 && w.chars().all(|c| c.is_ascii_alphabetic() || c == ' '))
}

/// The signs of Symbol and Wingdings that lists begin their points with.
fn is_bullet(sign: char) -> bool {
    matches!(
        u32::from(sign),
        0xf0b7
            | 0xf0a7
            | 0xf0fc
            | 0xf0d8
            | 0xf06c
            | 0xf06e
            | 0xf06f
            | 0xf071
            | 0xf072
            | 0xf075
            | 0xf076
            | 0xf077
            | 0xf09e
            | 0xf09f
            | 0xf0a8
            | 0xf0b2
            | 0xf0d0
            | 0xf0e8
            | 0xf0f0
            | 0xf0fb
            | 0xf0fe
            | 0xf02a
            | 0xf02d
    )
}

/// Signs of the font Symbol that have a character of their own.
fn symbol(sign: char) -> Option<char> {
    const SIGNS: &[(u32, char)] = &[
        (0xf02b, '+'),
        (0xf02d, '–'),
        (0xf03d, '='),
        (0xf044, 'Δ'),
        (0xf053, 'Σ'),
        (0xf057, 'Ω'),
        (0xf061, 'α'),
        (0xf062, 'β'),
        (0xf064, 'δ'),
        (0xf067, 'γ'),
        (0xf06c, 'λ'),
        (0xf06d, 'µ'),
        (0xf070, 'π'),
        (0xf073, 'σ'),
        (0xf0a3, '≤'),
        (0xf0a5, '∞'),
        (0xf0ac, '←'),
        (0xf0ad, '↑'),
        (0xf0ae, '→'),
        (0xf0af, '↓'),
        (0xf0b0, '°'),
        (0xf0b1, '±'),
        (0xf0b3, '≥'),
        (0xf0b4, '×'),
        (0xf0b7, '•'),
        (0xf0b8, '÷'),
        (0xf0b9, '≠'),
        (0xf0bb, '≈'),
        (0xf0d2, '®'),
        (0xf0d3, '©'),
        (0xf0d4, '™'),
        (0xf0d6, '√'),
        (0xf0e0, '→'),
    ];
    let code = u32::from(sign);
    SIGNS.iter().find(|(c, _)| *c == code).map(|(_, s)| *s)
}

#[cfg(test)]
mod tests {
    use crate::quality::encoding::EncodingError;
    use crate::quality::testing::{expect, findings, silent};

    #[test]
    fn codes_of_glyphs() {
        expect(
            &EncodingError,
            "\
The caf(cid:233) on the (cid:127)(cid:128) square, GLYPH<31> and the prot/uni00E9g/uni00E9s.
    ^^^^^^^^^^^^ high: the code of a glyph
                        ^^^^^^^^^^^^^^^^^^ high: the code of a glyph
                                                   ^^^^^^^^^ high: the code of a glyph
                                                                     ^^^^^^^^^^^^^^^^^^^^^^ high: the code of a glyph",
        );
        silent(
            &EncodingError,
            &["The (cid: of) the union, see /university/unit and glyph [a], /uniform of it (cid)."],
        );
    }

    #[test]
    fn signs_of_symbol_fonts() {
        let text = "\u{f0b7} Open the harbour at 20 \u{f0b0}C\n\u{f0d8}\tClose it\nIt is \u{f048}\u{f065}\u{f06c}\u{f06c}\u{f06f} \u{e123}\n";
        let found = findings(&EncodingError, text);
        let repairs: Vec<_> = found
            .iter()
            .map(|f| f.repair.clone().and_then(|r| r.replacement))
            .collect();
        let some = |s: &str| Some(s.to_owned());
        assert_eq!(
            repairs,
            [some("•"), some("°"), some("•"), some("Hello"), None],
            "{found:?}"
        );
    }
}
