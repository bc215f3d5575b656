//! Amounts of money and percentages, by the scales and currencies of several languages at once.

use super::block::Block;
use super::tokens::{Kind, SPACE, Shape};
use super::words::CURRENCY;

/// An amount or a percentage that begins at `n`: the token after it, and whether it is money.
pub(super) fn at(block: &Block, n: usize) -> Option<(usize, bool)> {
    let token = block.token(n)?;
    match token.kind {
        Kind::Number => at_number(block, n),
        Kind::Punct if token.first == b'$' => Some((after_mark(block, n + 1)?, true)),
        Kind::Word if token.is_cap() => at_code(block, n).map(|end| (end, true)),
        Kind::Word => at_word(block, n),
        _ => None,
    }
}

/// `12 %`, `12 persen`, `45 millions d'euros`, `120 tỷ đồng`, `30 000 €`.
fn at_number(block: &Block, n: usize) -> Option<(usize, bool)> {
    let end = number(block, n)?;
    if let Some(end) = percent(block, end) {
        return Some((end, false));
    }
    let end = scales(block, end);
    let end = end + usize::from(is_of(block.word(end)) && block.joined(end));
    currency(block, end).map(|end| (end, true))
}

/// `US$5 juta`, `USD 102 millions`, `Rp 7,1 triliun`.
fn at_code(block: &Block, n: usize) -> Option<usize> {
    let token = block.token(n)?;
    let dollar = block.punct(n + 1, b'$') && block.glued(n + 1) && token.end - token.start <= 3;
    let code = token.is(CURRENCY) && (token.shape != Shape::Title || block.word(n).len() <= 3);
    if !dollar && !code {
        return None;
    }
    let point = block.punct(n + 1, b'.');
    after_mark(block, n + 1 + usize::from(dollar || point))
}

/// Currency or per cent before the number: "shilingi bilioni 3", "asilimia 12".
fn at_word(block: &Block, n: usize) -> Option<(usize, bool)> {
    let word = block.word(n);
    let is_money = matches!(word, "shilingi" | "dola" | "euro" | "yuro");
    if !is_money && word != "asilimia" {
        return None;
    }
    let scaled = scales(block, n + 1);
    let end = number(block, scaled).filter(|_| block.joined(scaled))?;
    Some((end, is_money))
}

/// A number with its scale after a currency mark.
fn after_mark(block: &Block, n: usize) -> Option<usize> {
    let end = scales(block, number(block, n)?);
    let code = block.is(end, CURRENCY) && block.word(end).len() == 3 && block.joined(end);
    Some(end + usize::from(code))
}

/// A number with its range; groups of three digits may be spaced.
fn number(block: &Block, n: usize) -> Option<usize> {
    let first = block.token(n).filter(|t| t.kind == Kind::Number)?;
    let group = |at: usize| {
        let token = block.token(at).filter(|t| t.kind == Kind::Number);
        let spaced = token.is_some_and(|t| t.end - t.start >= 3 && t.has(SPACE));
        spaced && block.joined(at) && block.word(at).bytes().take(3).all(|b| b.is_ascii_digit())
    };
    let mut end = n + 1;
    while first.end - first.start <= 3 && end < n + 5 && group(end) {
        end += 1;
    }
    let dash = block.punct(end, b'-') && block.glued(end) && block.glued(end + 1);
    let range = dash && block.kind(end + 1) == Some(Kind::Number);
    Some(end + 2 * usize::from(range))
}

fn percent(block: &Block, n: usize) -> Option<usize> {
    let next = block.word(n + 1);
    match block.word(n) {
        "%" => Some(n + 1),
        "percent" | "persen" | "peratus" | "Prozent" | "procent" | "porsiyento" | "porsyento"
        | "процентов" | "відсотків" => Some(n + 1),
        "pour" | "por" | "per" if matches!(next, "cent" | "ciento" | "cento") => Some(n + 2),
        "phần" if next == "trăm" => Some(n + 2),
        _ => None,
    }
}

fn scales(block: &Block, n: usize) -> usize {
    let mut at = n;
    while at < n + 3 && block.joined(at) && is_scale(block.word(at)) {
        at += 1;
        at +=
            usize::from(block.punct(at, b'.') && block.glued(at) && block.word(at - 1).len() <= 4);
    }
    at
}

fn is_scale(word: &str) -> bool {
    matches!(
        word,
        "million"
            | "millions"
            | "milliard"
            | "milliards"
            | "mille"
            | "millón"
            | "millones"
            | "mil"
            | "milhão"
            | "milhões"
            | "bilhão"
            | "bilhões"
            | "biliões"
            | "bilión"
            | "billones"
            | "mila"
            | "milione"
            | "milioni"
            | "miliardo"
            | "miliardi"
            | "Million"
            | "Millionen"
            | "Milliarde"
            | "Milliarden"
            | "Billionen"
            | "Mio"
            | "Mrd"
            | "Tausend"
            | "tausend"
            | "miljoen"
            | "miljard"
            | "duizend"
            | "ribu"
            | "juta"
            | "miliar"
            | "milyar"
            | "bilion"
            | "triliun"
            | "trilion"
            | "nghìn"
            | "ngàn"
            | "triệu"
            | "tỷ"
            | "tỉ"
            | "libo"
            | "milyon"
            | "milyong"
            | "bilyon"
            | "bilyong"
            | "trilyon"
            | "trilyong"
            | "elfu"
            | "bilioni"
            | "trilioni"
            | "bin"
            | "млн"
            | "млрд"
            | "тыс"
            | "миллион"
            | "миллиона"
            | "миллионов"
            | "миллиардов"
            | "миллиарда"
            | "мільйонів"
            | "мільярдів"
            | "crore"
            | "lakh"
            | "bn"
    )
}

/// "of" between the scale and the currency.
fn is_of(word: &str) -> bool {
    matches!(word, "de" | "di" | "ng" | "d")
}

/// The end of a currency at `n`, with the country that it is of.
fn currency(block: &Block, n: usize) -> Option<usize> {
    if !block.joined(n) {
        return None;
    }
    let word = block.word(n);
    let code = word.len() == 3 && block.is(n, CURRENCY) && block.token(n)?.shape == Shape::Upper;
    if code || matches!(word, "€" | "£" | "$" | "₫" | "₱") {
        return Some(n + 1);
    }
    if word == "US" && block.hyphen(n + 1) && is_currency(block.word(n + 2)) {
        return Some(n + 3);
    }
    if word == "đô" && block.word(n + 1) == "la" {
        return Some(n + 2 + usize::from(block.word(n + 2) == "Mỹ"));
    }
    is_currency(word).then(|| n + 1 + usize::from(is_of_country(block.word(n + 1))))
}

fn is_currency(word: &str) -> bool {
    let word = word
        .strip_prefix("d'")
        .or_else(|| word.strip_prefix("d\u{2019}"))
        .unwrap_or(word);
    let word = word.strip_suffix('s').unwrap_or(word);
    matches!(
        word,
        "euro"
            | "Euro"
            | "dollar"
            | "Dollar"
            | "dólare"
            | "dólar"
            | "dolar"
            | "dollari"
            | "dolyar"
            | "franc"
            | "Franken"
            | "peso"
            | "piso"
            | "yen"
            | "yuan"
            | "rupiah"
            | "ringgit"
            | "baht"
            | "riel"
            | "kip"
            | "kyat"
            | "đồng"
            | "rupee"
            | "roupie"
            | "real"
            | "reai"
            | "libra"
            | "sterlina"
            | "lira"
            | "dirham"
            | "dinar"
            | "rublo"
            | "рублей"
            | "рубля"
            | "долларов"
            | "доларів"
            | "евро"
            | "євро"
            | "гривень"
    )
}

fn is_of_country(word: &str) -> bool {
    matches!(
        word,
        "américains"
            | "australiens"
            | "canadiens"
            | "estadounidenses"
            | "americanos"
            | "americani"
            | "AS"
            | "США"
            | "CFA"
    )
}
