//! How names are compared: by the hashes of their words, then by their letters.

use crate::annotation::entity_list::tidy;
use crate::annotation::label::EntityLabel;
use crate::detect::block::Block;
use crate::detect::tokens::{Kind, LINE, SENTENCE, Token, fold_hash};
use std::borrow::Cow;

pub(super) fn step(hash: u64, key: u64) -> u64 {
    (hash.rotate_left(23) ^ key).wrapping_mul(0x2545_f491_4f6c_dd1d)
}

/// The key of a token; small words are hashed only here.
pub(super) fn key(text: &str, token: &Token) -> u64 {
    let word = text.get(token.start as usize..token.end as usize);
    let word = word.unwrap_or_default();
    if token.key != 0 && (token.kind == Kind::Punct || word.is_ascii()) {
        return token.key;
    }
    fold_hash(lower(&plain_text(word)).as_bytes())
}

/// The first byte of a token without its case, one for all that are not ASCII, and its length in characters (at most 63).
pub(super) fn first(text: &str, token: &Token) -> (u8, u32) {
    if token.kind == Kind::Punct || token.kind == Kind::Possessive {
        return (token.first, 0);
    }
    let word = text.as_bytes();
    let word = word.get(token.start as usize..token.end as usize);
    let word = word.unwrap_or_default();
    let first = word.first().map_or(0, |b| b.to_ascii_lowercase().min(0x80));
    let characters = word.iter().filter(|&b| b & 0xC0 != 0x80).count();
    (first, characters.min(63) as u32)
}

pub(super) fn form_key(label: EntityLabel, text: &str) -> u64 {
    let key = fold_hash(lower(&plain_text(text)).as_bytes());
    step(key, label as u64 + 1)
}

/// The text in small letters; one in ASCII as it is, since hashes ignore the case of ASCII letters.
pub(super) fn lower(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        text.into()
    } else {
        text.to_lowercase().into()
    }
}

/// Whether tokens are written like an own name: to the letter (`Some(true)`), or in capitals, or with a capital at the
/// beginning of a sentence (`Some(false)`).
pub(super) fn written_like(block: &Block, from: usize, to: usize, surface: &str) -> Option<bool> {
    let text = plain_text(block.slice(from, to)?);
    if text == surface {
        return Some(true);
    }
    let capitals = text.len() >= 4 && !text.chars().any(char::is_lowercase);
    if capitals
        && text
            .chars()
            .flat_map(char::to_lowercase)
            .eq(surface.chars().flat_map(char::to_lowercase))
    {
        return Some(false);
    }
    let begins = block.has(from, SENTENCE | LINE);
    let (mut a, mut b) = (text.chars(), surface.chars());
    let (x, y) = (a.next()?, b.next()?);
    let same = begins && y.is_lowercase() && y.to_uppercase().eq(std::iter::once(x));
    (same && a.as_str() == b.as_str()).then_some(false)
}

/// Plain quotes and dashes, single spaces.
pub(super) fn plain_text(text: &str) -> Cow<'_, str> {
    let text = tidied(text);
    let fancy = |c| matches!(c, '\u{2010}'..='\u{2015}' | '\u{2018}' | '\u{2019}' | '`');
    if text.is_ascii() && !text.contains('`') || !text.contains(fancy) {
        return text;
    }
    let plain = |c| match c {
        '\u{2010}'..='\u{2015}' => '-',
        '\u{2018}' | '\u{2019}' | '`' => '\'',
        c => c,
    };
    text.chars().map(plain).collect::<String>().into()
}

/// Single spaces; most texts have no others.
pub(super) fn tidied(text: &str) -> Cow<'_, str> {
    let mut blank = true;
    let mut is_tidy = text.chars().all(|c| {
        let was = std::mem::replace(&mut blank, c.is_whitespace());
        !blank || c == ' ' && !was
    });
    is_tidy &= !blank || text.is_empty();
    if is_tidy {
        text.into()
    } else {
        tidy(text).into()
    }
}
