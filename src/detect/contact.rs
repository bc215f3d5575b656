//! Telephone, fax and e-mail values, and postal address lines.

use super::block::Block;
use super::tokens::{Kind, LINE, Shape};
use super::words::LABEL;

/// A value found after a label or by its form: byte range in the block, and the token to go on from.
pub(super) struct Value {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The token to go on from.
    pub next: usize,
    /// Whether it is a postal address.
    pub address: bool,
}

/// The value after the label at `n` (`Tel:`, `Fax :`, `E-mail:`, `Address:`).
pub(super) fn after_label(block: &Block, n: usize) -> Option<Value> {
    let colon = label(block, n)?;
    let word = block.word(n);
    let address = word.eq_ignore_ascii_case("address");
    let mail = word.starts_with(['E', 'e']) && !address;
    let from = colon + 1;
    let to = value_end(block, from, address, mail);
    let to = trim(block, from, to, address);
    let at_sign = || (from..to).any(|k| block.punct(k, b'@'));
    if to <= from || block.has(from, LINE) || mail && block.punct(from, b'[') && !at_sign() {
        return None;
    }
    Some(Value {
        start: block.token(from)?.start,
        end: block.token(to - 1)?.end,
        next: to,
        address,
    })
}

/// The colon of the label at `n`.
fn label(block: &Block, n: usize) -> Option<usize> {
    let mut at = n;
    if block.word(n) == "E"
        && block.hyphen(n + 1)
        && matches!(block.word(n + 2), "mail" | "Mail" | "MAIL")
    {
        at = n + 2;
    } else if !block.is(n, LABEL) {
        return None;
    }
    at += 1;
    while at < n + 6
        && !block.has(at, LINE)
        && (matches!(
            block.word(at),
            "." | "number" | "Number" | "No" | "no" | "/" | "s"
        ) || block.is(at, LABEL))
    {
        at += 1;
    }
    block
        .punct(at, b':')
        .then_some(at)
        .or_else(|| bare_number(block, at).then(|| at - 1))
}

/// Whether a telephone number follows its label without a colon: "WhatsApp 0711 045 220".
fn bare_number(block: &Block, at: usize) -> bool {
    let parts = (at..at + 8).take_while(|&k| {
        !block.has(k, LINE)
            && (block.kind(k) == Some(Kind::Number)
                || block.kind(k) == Some(Kind::Punct) && !block.punct(k, b','))
    });
    let digits: usize = parts
        .map(|k| block.word(k).bytes().filter(u8::is_ascii_digit).count())
        .sum();
    digits >= 7
}

/// Where the value that begins at `from` ends: at the line's end, the next label, or a word of running text.
fn value_end(block: &Block, from: usize, address: bool, mail: bool) -> usize {
    let mut at = from;
    while at < from + 60 && block.token(at).is_some() && !block.has(at, LINE) {
        let word = block.kind(at) == Some(Kind::Word);
        if at > from
            && (label(block, at).is_some()
                || mail && !block.glued(at)
                || block.punct(at, b'|')
                || block.punct(at, b';')
                || !address && second_number(block, from, at))
        {
            break;
        }
        if !address
            && !mail
            && word
            && !block.glued(at)
            && !matches!(block.word(at), "ext" | "Ext" | "x")
        {
            break;
        }
        at += 1;
    }
    at
}

/// Whether the stroke at `at` parts two whole numbers: `+32 2 281 54 67 / +32 470 88 21 09`.
fn second_number(block: &Block, from: usize, at: usize) -> bool {
    let digits = |from: usize, to: usize| -> usize {
        let words = (from..to).filter(|&k| block.kind(k) == Some(Kind::Number));
        words
            .map(|k| block.word(k).bytes().filter(u8::is_ascii_digit).count())
            .sum()
    };
    let parts =
        block.punct(at, b'/') || block.punct(at, b',') || matches!(block.word(at), "or" | "and");
    let next = block.punct(at + 1, b'+')
        || block.word(at + 1).len() >= 6 && block.word(at + 1).bytes().all(|b| b.is_ascii_digit());
    parts && !block.glued(at) | block.punct(at, b',') && digits(from, at) >= 7 && next
}

/// Drops closing punctuation that does not belong to the value.
fn trim(block: &Block, from: usize, to: usize, address: bool) -> usize {
    let mut to = to;
    while to > from
        && block.kind(to - 1) == Some(Kind::Punct)
        && (address || !block.punct(to - 1, b')'))
    {
        to -= 1;
    }
    to
}

/// The e-mail address around the `@` at `n`.
pub(super) fn email(block: &Block, n: usize) -> Option<Value> {
    let sign = block.token(n)?;
    let bytes = block.text.as_bytes();
    let part = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'%' | b'+' | b'-');
    let before = bytes
        .get(..sign.start as usize)?
        .iter()
        .rev()
        .take(80)
        .take_while(|b| part(b))
        .count();
    let after = bytes
        .get(sign.end as usize..)?
        .iter()
        .take(120)
        .take_while(|b| part(b))
        .count();
    let tail = bytes.get(sign.end as usize..sign.end as usize + after)?;
    let after = after
        - tail
            .iter()
            .rev()
            .take_while(|b| matches!(b, b'.' | b'-'))
            .count();
    if before == 0 || after < 3 || !tail.contains(&b'.') {
        return None;
    }
    let end = sign.end + after as u32;
    let next = (n..).find(|&k| block.token(k).is_none_or(|t| t.start >= end))?;
    Some(Value {
        start: sign.start - before as u32,
        end,
        next,
        address: false,
    })
}

/// `+855 23 214 441`: an international number.
pub(super) fn international(block: &Block, n: usize) -> Option<Value> {
    let (mut at, mut digits) = (n + 1, 0);
    let mut last = n;
    while at < n + 16 && block.joined(at) && !block.has(at, LINE) {
        match block.token(at) {
            Some(t) if t.kind == Kind::Number => {
                digits += block.word(at).bytes().filter(u8::is_ascii_digit).count();
                last = at;
            }
            Some(t)
                if t.kind == Kind::Punct && matches!(t.first, b'-' | b'(' | b')' | b'.' | b'/') => {
            }
            _ => break,
        }
        at += 1;
    }
    ((8..=15).contains(&digits) && block.glued(n + 1)).then_some(())?;
    // "(+677) 23800"
    let open = n > 0
        && block.punct(n - 1, b'(')
        && block.glued(n)
        && (n..last).any(|k| block.punct(k, b')'));
    Some(Value {
        start: block.token(if open { n - 1 } else { n })?.start,
        end: block.token(last)?.end,
        next: last + 1,
        address: false,
    })
}

/// A line of nothing but groups of digits, as it stands under a line of telephone numbers.
pub(super) fn digit_line(block: &Block, n: usize) -> Option<Value> {
    let end = line_end(block, n);
    let mut digits = 0;
    for at in n..end {
        let token = block.token(at)?;
        match token.kind {
            Kind::Number => digits += block.word(at).bytes().filter(u8::is_ascii_digit).count(),
            Kind::Word
                if token.end - token.start <= 3 && (block.glued(at) || token.first == b'0') => {}
            Kind::Punct
                if matches!(
                    token.first,
                    b'-' | b',' | b'(' | b')' | b'+' | b'/' | b'.' | b':'
                ) => {}
            _ => return None,
        }
    }
    (digits >= 7 && end > n + 2).then_some(())?;
    Some(Value {
        start: block.token(n)?.start,
        end: block.token(end - 1)?.end,
        next: end,
        address: false,
    })
}

/// The token after the line of token `n`, looking no further than a long line.
fn line_end(block: &Block, n: usize) -> usize {
    let mut at = n + 1;
    while at < n + 60 && block.token(at).is_some() && !block.has(at, LINE) {
        at += 1;
    }
    at
}

/// A line that is a postal address by its words: a number, a street or box, commas, no sentence.
pub(super) fn address_line(block: &Block, n: usize) -> Option<Value> {
    let (mut street, mut number, mut commas, mut small) = (0, 0, 0, 0);
    let mut end = n;
    while let Some(token) = block.token(end).filter(|t| end == n || !t.has(LINE)) {
        match token.kind {
            _ if end >= n + 57 => return None,
            Kind::Number => number += 1,
            Kind::Punct if token.first == b',' => commas += 1,
            Kind::Word if token.shape == Shape::Lower && block.word(end) != "rue" => {
                if small == 2 {
                    return None;
                }
                small += 1;
            }
            Kind::Word if is_street(block.word(end)) => street += 1,
            _ => {}
        }
        end += 1;
    }
    if end < n + 5 {
        return None;
    }
    let from = if block.punct(n + 1, b':') { n + 2 } else { n };
    let fits = street >= 1 && number >= 1 && commas >= 1;
    let to = trim(block, n, end, true);
    (fits && to > from).then_some(())?;
    Some(Value {
        start: block.token(from)?.start,
        end: block.token(to - 1)?.end,
        next: end,
        address: true,
    })
}

fn is_street(word: &str) -> bool {
    matches!(
        word,
        "Street"
            | "St"
            | "Road"
            | "Rd"
            | "Avenue"
            | "Ave"
            | "Boulevard"
            | "Blvd"
            | "P.O."
            | "Sangkat"
            | "Khan"
            | "Jalan"
            | "Jl"
            | "Rue"
            | "rue"
            | "Lane"
            | "Drive"
            | "Highway"
            | "Soi"
            | "Thanon"
            | "Barangay"
            | "Plaza"
            | "Strasse"
            | "Box"
            | "Floor"
    )
}

#[cfg(test)]
mod tests {
    use super::super::caret::check;
    use crate::annotation::label::EntityLabel;

    #[test]
    fn cases() {
        let labels = [EntityLabel::Contact, EntityLabel::Address];
        check(
            &labels,
            "
Tel: (021) 555 0199, Fax: (021) 555 0198
     ^^^^^^^^^^^^^^ CONTACT
                          ^^^^^^^^^^^^^^ CONTACT
E-mail: desk@example.org
        ^^^^^^^^^^^^^^^^ CONTACT
Address: No. 12, Example Street, Port Moresby
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ADDRESS
",
        );
        check(
            &labels,
            "
Write to press@example.org or call +44 20 7946 0000 before noon.
         ^^^^^^^^^^^^^^^^^ CONTACT
                                   ^^^^^^^^^^^^^^^^ CONTACT
",
        );
    }
}
