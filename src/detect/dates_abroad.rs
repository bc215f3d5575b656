//! Dates in other languages: in digits, with the months of several languages, and as Vietnamese has them.

use super::block::Block;
use super::dates;
use super::tokens::Kind;
use crate::text::language::Language;

/// A date that begins at `n`: the token after it.
pub(super) fn at(block: &Block, n: usize, language: Language) -> Option<usize> {
    let number = block.kind(n) == Some(Kind::Number);
    if language == Language::Vietnamese
        && let Some(end) = vietnamese(block, n)
    {
        return Some(end);
    }
    if number {
        return day_first(block, n)
            .or_else(|| numeric_range(block, n))
            .or_else(|| dates::numeric(block, n))
            .or_else(|| bare_year(block, n));
    }
    if block.word(n) == "ika" && block.hyphen(n + 1) {
        return day_first(block, n + 2);
    }
    month_first(block, n)
}

/// "12 mars 2025", "12. März 2025", "12 de marzo de 2025", "1er mai", "12-14 Maret 2025", "12 et 14 mars".
fn day_first(block: &Block, n: usize) -> Option<usize> {
    let mut at = ordinal(block, day(block, n)?);
    let dash = block.punct(at, b'-');
    if (dash || is_and(block.word(at)))
        && let Some(second) = day(block, at + 1)
    {
        at = ordinal(block, second);
    }
    at += usize::from(is_of(block.word(at)));
    if !block.joined(at) || !is_month(block.word(at)) {
        return None;
    }
    Some(year_after(block, at + 1).unwrap_or(at + 1))
}

/// "5 – 8/11/2024".
fn numeric_range(block: &Block, n: usize) -> Option<usize> {
    let end = day(block, n).filter(|&end| block.punct(end, b'-'))?;
    dates::numeric(block, end + 1)
}

/// "marzo de 2025", "Marso 12, 2025". A month alone may be another word.
fn month_first(block: &Block, n: usize) -> Option<usize> {
    let number = |at: usize| block.kind(at) == Some(Kind::Number) && block.joined(at);
    let near = number(n + 1) || is_of(block.word(n + 1)) && number(n + 2);
    if !near || !is_month(block.word(n)) {
        return None;
    }
    year_after(block, n + 1).or_else(|| {
        let end = day(block, n + 1)?;
        year_after(block, end + usize::from(block.punct(end, b',')))
    })
}

fn year_after(block: &Block, n: usize) -> Option<usize> {
    let of = is_of(block.word(n)) && block.joined(n);
    dates::year(block, n + usize::from(of))
}

/// After the ending of an ordinal: `1er`, `12.`, `1º`.
fn ordinal(block: &Block, n: usize) -> usize {
    let ending = matches!(block.word(n), "er" | "º" | "°" | "." | "ro");
    n + usize::from(ending && block.glued(n))
}

fn day(block: &Block, n: usize) -> Option<usize> {
    let token = block.token(n).filter(|t| t.kind == Kind::Number)?;
    let value: u32 = block.word(n).parse().ok()?;
    ((1..=31).contains(&value) && token.end - token.start <= 2).then_some(n + 1)
}

/// "ngày 12 tháng 3 năm 2025", "tháng 3/2025".
fn vietnamese(block: &Block, n: usize) -> Option<usize> {
    let word = block.word(n);
    if matches!(word, "ngày" | "Ngày") {
        let at = day(block, n + 1)?;
        return if matches!(block.word(at), "tháng") {
            month_of_year(block, at)
        } else {
            let date = numeric_range(block, n + 1).or_else(|| dates::numeric(block, n + 1));
            date.filter(|_| block.joined(n + 1))
        };
    }
    matches!(word, "tháng" | "Tháng")
        .then(|| month_of_year(block, n))
        .flatten()
}

fn month_of_year(block: &Block, n: usize) -> Option<usize> {
    let month: u32 = block.word(n + 1).parse().ok()?;
    if !(1..=12).contains(&month) {
        return None;
    }
    let slash = block.punct(n + 2, b'/') || block.punct(n + 2, b'-');
    let year = if slash || block.word(n + 2) == "năm" {
        dates::year(block, n + 3)
    } else {
        None
    };
    Some(year.unwrap_or(n + 2))
}

/// A year alone where the word before asks for one or the sentence pauses after it, or a range of years.
fn bare_year(block: &Block, n: usize) -> Option<usize> {
    let end = dates::bare_year(block, n)?;
    if end > n + 1 {
        return Some(end);
    }
    if block.joined(n) && n > 0 && block.cap(n - 1) && !asks_for_year(block.word(n - 1)) {
        return None;
    }
    let before = n.checked_sub(1).map_or("", |m| block.word(m));
    let pause = matches!(block.word(end), "." | "," | ";" | ":" | ")" | "") || !block.joined(end);
    (pause || asks_for_year(before)).then_some(end)
}

fn asks_for_year(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "en" | "em"
            | "im"
            | "in"
            | "nel"
            | "dal"
            | "dès"
            | "depuis"
            | "desde"
            | "hasta"
            | "até"
            | "seit"
            | "bis"
            | "sinds"
            | "année"
            | "années"
            | "año"
            | "ano"
            | "anno"
            | "jahr"
            | "jahre"
            | "jahres"
            | "jaar"
            | "tahun"
            | "sejak"
            | "năm"
            | "noong"
            | "taong"
            | "mwaka"
    )
}

fn is_of(word: &str) -> bool {
    matches!(word, "de" | "del" | "ng" | "do" | "di")
}

fn is_and(word: &str) -> bool {
    matches!(
        word,
        "et" | "au"
            | "y"
            | "al"
            | "e"
            | "a"
            | "und"
            | "bis"
            | "en"
            | "tot"
            | "dan"
            | "hingga"
            | "sampai"
            | "hadi"
    )
}

/// Months of French, Spanish, Portuguese, Italian, German, Dutch, the northern languages, Polish, Indonesian and Malay,
/// Filipino, Swahili, Turkish, Russian and Ukrainian.
const MONTHS: &str = " janvier février mars avril mai juin juillet août septembre octobre novembre décembre \
    enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre \
    janeiro fevereiro março maio junho julho setembro outubro novembro dezembro \
    gennaio febbraio aprile maggio giugno luglio settembre ottobre novembre dicembre \
    januar jänner februar märz april juni juli august september oktober november dezember \
    januari februari maart mei augustus december marts maj augusti desember \
    stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia \
    maret mac jun julai agustus ogos disember \
    pebrero marso hunyo hulyo setyembre oktubre nobyembre disyembre \
    machi aprili agosti septemba oktoba novemba desemba \
    ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık \
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря \
    січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня ";

fn is_month(word: &str) -> bool {
    let fits = (3..=22).contains(&word.len()) && !word.contains(' ');
    fits && MONTHS.contains(&format!(" {} ", word.to_lowercase()))
}
