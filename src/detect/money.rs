//! Amounts of money and percentages.

use super::block::Block;
use super::tokens::{Kind, Shape, Token};
use super::words::CURRENCY;

/// An amount that begins with a currency sign at `n`.
pub(super) fn at_sign(block: &Block, n: usize) -> Option<usize> {
    let code = block.glued(n + 1)
        && block.glued(n + 2)
        && block
            .token(n + 1)
            .is_some_and(|t| t.shape == Shape::Upper && t.end - t.start <= 3);
    let end = amount(block, n + 1 + usize::from(code))?;
    // "$5 million Canadian dollars" is rare, "$5 million USD" is not.
    Some(
        if block.is(end, CURRENCY) && block.word(end).len() == 3 && block.joined(end) {
            end + 1
        } else {
            end
        },
    )
}

/// An amount that begins with a word: `US$5`, `USD 102 million`, `Rs. 500 crore`.
#[inline]
pub(super) fn at_word(block: &Block, n: usize) -> Option<usize> {
    let token = block.token(n)?;
    let may_be = token.is(CURRENCY) || token.end - token.start == 1 || block.punct(n + 1, b'$');
    may_be.then(|| after_mark(block, n, token)).flatten()
}

fn after_mark(block: &Block, n: usize, token: &Token) -> Option<usize> {
    if block.punct(n + 1, b'$') && token.end - token.start <= 4 {
        let spaced = matches!(
            block.word(n),
            "US" | "U.S." | "AU" | "NZ" | "CA" | "HK" | "Can" | "SG"
        );
        if (block.glued(n + 1) || spaced && block.joined(n + 1))
            && (token.shape != Shape::Title || spaced)
        {
            return amount(block, n + 2);
        }
    }
    if token.end - token.start == 1 {
        let letter = matches!(block.word(n), "N" | "R" | "K" | "P") && block.glued(n + 1);
        return if letter && block.kind(n + 1) == Some(Kind::Number) {
            amount(block, n + 1)
        } else {
            None
        };
    }
    if !token.is(CURRENCY) || token.shape == Shape::Title && block.word(n).len() > 3 {
        return None;
    }
    let at = n + 1 + usize::from(block.punct(n + 1, b'.') || block.punct(n + 1, b'$'));
    amount(block, at)
}

/// An amount or a percentage that begins with the number at `n`; `true` for money.
pub(super) fn at_number(block: &Block, n: usize) -> Option<(usize, bool)> {
    let end = range(block, n + 1);
    // Most numbers count something.
    let next = block.token(end)?;
    if next.kind == Kind::Word && next.shape == Shape::Lower && !may_follow(block.word(end)) {
        return None;
    }
    if let Some(end) = percent(block, end) {
        return Some((end, false));
    }
    let scaled = scale(block, end);
    currency_after(block, scaled).map(|end| (end, true))
}

/// Whether a small word right after a number may make it an amount.
fn may_follow(word: &str) -> bool {
    matches!(word, "percent" | "pct" | "per") || is_scale(word) || is_currency(word)
}

/// A percentage in words, "zero percent", seen from the word "percent": the token where it begins.
pub(super) fn percent_in_words(block: &Block, n: usize) -> Option<usize> {
    let from = n.checked_sub(1)?;
    let numeral = matches!(
        block.word(from),
        "zero"
            | "one"
            | "two"
            | "three"
            | "four"
            | "five"
            | "six"
            | "seven"
            | "eight"
            | "nine"
            | "ten"
            | "fifteen"
            | "twenty"
            | "thirty"
            | "forty"
            | "fifty"
            | "sixty"
            | "seventy"
            | "eighty"
            | "ninety"
            | "hundred"
            | "Zero"
            | "Ten"
            | "Fifty"
    );
    numeral.then(|| {
        if block.word(from) == "hundred" && n >= 2 && matches!(block.word(n - 2), "one" | "a") {
            n - 2
        } else {
            from
        }
    })
}

/// The end of `percent`, `per cent` or `%` at `n`.
pub(super) fn percent(block: &Block, n: usize) -> Option<usize> {
    match block.word(n) {
        "%" => Some(n + 1),
        "percent" | "pct" | "Percent" => (block.word(n + 1) != "points").then_some(n + 1),
        "per" | "Per" if block.word(n + 1) == "cent" => Some(n + 2),
        _ => None,
    }
}

/// A number with its range and scale.
fn amount(block: &Block, n: usize) -> Option<usize> {
    match block.token(n) {
        Some(t) if t.kind == Kind::Number => Some(scale(block, range(block, n + 1))),
        Some(t) if t.kind == Kind::Word && t.first == b'0' => Some(n + 1),
        _ => None,
    }
}

/// `-15` or `–15` after a first number.
fn range(block: &Block, at: usize) -> usize {
    let dash = block.punct(at, b'-') && block.glued(at) && block.glued(at + 1);
    if dash && block.kind(at + 1) == Some(Kind::Number) {
        at + 2
    } else {
        at
    }
}

fn scale(block: &Block, at: usize) -> usize {
    let mut at = at;
    if block.hyphen(at) && is_scale(block.word(at + 1)) {
        at += 1;
    }
    while block.joined(at)
        && is_scale(block.word(at))
        && (block.word(at).len() > 2 || block.glued(at) || block.word(at) == "bn")
    {
        at += 1;
    }
    at
}

fn is_scale(word: &str) -> bool {
    matches!(
        word,
        "million"
            | "billion"
            | "trillion"
            | "thousand"
            | "hundred"
            | "bn"
            | "m"
            | "mn"
            | "mln"
            | "bln"
            | "tn"
            | "k"
            | "crore"
            | "crores"
            | "lakh"
            | "lakhs"
            | "b"
            | "M"
            | "B"
            | "K"
            | "Million"
            | "Billion"
            | "Trillion"
            | "MILLION"
            | "BILLION"
    )
}

/// "euros", "US dollars", "USD", "baht" after a number.
fn currency_after(block: &Block, at: usize) -> Option<usize> {
    if !block.joined(at) {
        return None;
    }
    let word = block.word(at);
    if word.len() == 3
        && block.is(at, CURRENCY)
        && block.token(at).is_some_and(|t| t.shape == Shape::Upper)
        || word == "€"
        || word == "£"
    {
        return Some(at + 1);
    }
    let adjective = block.cap(at) || matches!(word, "euro" | "won");
    if is_currency(word) {
        return Some(at + 1);
    }
    (adjective && is_currency(block.word(at + 1)) && block.joined(at + 1)).then_some(at + 2)
}

fn is_currency(word: &str) -> bool {
    let word = word.strip_suffix('s').unwrap_or(word);
    matches!(
        word,
        "dollar"
            | "euro"
            | "yen"
            | "yuan"
            | "renminbi"
            | "baht"
            | "riel"
            | "dong"
            | "rupiah"
            | "ringgit"
            | "peso"
            | "rupee"
            | "pound"
            | "franc"
            | "rand"
            | "naira"
            | "kina"
            | "vatu"
            | "pa'anga"
            | "tala"
            | "kip"
            | "kyat"
            | "cedi"
            | "shilling"
            | "birr"
            | "ruble"
            | "rouble"
            | "hryvnia"
            | "zloty"
            | "krona"
            | "kroner"
            | "lira"
            | "dirham"
            | "riyal"
            | "rial"
            | "dinar"
            | "taka"
            | "pula"
            | "kwacha"
            | "metical"
            | "ariary"
            | "tugrik"
            | "som"
            | "tenge"
            | "cent"
            | "Euro"
            | "Dollar"
            | "pataca"
            | "won"
            | "real"
    )
}

#[cfg(test)]
mod tests {
    use super::super::caret::check;
    use crate::annotation::label::EntityLabel;

    #[test]
    fn cases() {
        let labels = [EntityLabel::Money, EntityLabel::Percent];
        check(
            &labels,
            "
It costs $4.5 billion, or USD 12 million a year, about 9 billion euros in all.
         ^^^^^^^^^^^^ MONEY
                          ^^^^^^^^^^^^^^ MONEY
                                                       ^^^^^^^^^^^^^^^ MONEY
",
        );
        check(
            &labels,
            "
Between A$5 million and Rp7.1 trillion was 80 percent; zero percent and 3.5% followed.
        ^^^^^^^^^^^ MONEY
                        ^^^^^^^^^^^^^^ MONEY
                                           ^^^^^^^^^^ PERCENT
                                                       ^^^^^^^^^^^^ PERCENT
                                                                        ^^^^ PERCENT
",
        );
        check(
            &labels,
            "
A rise of 5 percentage points and 40 barrels is neither.
",
        );
    }
}
