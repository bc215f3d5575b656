//! One block of the text with its tokens: what every rule looks at.

use super::gazetteer::Memo;
use super::tokens::{BREAK, Kind, SPACE, Token};
use std::cell::Cell;

/// A block of text and its tokens.
pub(super) struct Block<'t> {
    /// The block's text.
    pub text: &'t str,
    /// Its tokens, classified.
    pub tokens: &'t [Token],
    /// What the lists of names were asked last.
    pub asked: Memo,
    /// Where offices were found to end last.
    pub offices: Answers,
    /// What head nouns were found to type last.
    pub typed: Answers,
}

/// The last answers of a rule that several others ask at the same tokens.
#[derive(Default)]
pub(super) struct Answers([Cell<(u32, u32)>; 32]);

impl Answers {
    /// The answer at token `at`, if it is still known; else that of the rule, which is kept.
    pub fn or(&self, at: usize, rule: impl FnOnce() -> u32) -> u32 {
        let Some(slot) = self.0.get(at % 32) else {
            return rule();
        };
        let (token, answer) = slot.get();
        if token as usize == at + 1 {
            return answer;
        }
        let answer = rule();
        slot.set((at as u32 + 1, answer));
        answer
    }
}

impl<'t> Block<'t> {
    /// A block of these tokens.
    pub fn new(text: &'t str, tokens: &'t [Token]) -> Self {
        Self {
            text,
            tokens,
            asked: Memo::default(),
            offices: Answers::default(),
            typed: Answers::default(),
        }
    }

    /// The token at `n`.
    pub fn token(&self, n: usize) -> Option<&Token> {
        self.tokens.get(n)
    }

    /// The text of token `n`; empty outside.
    pub fn word(&self, n: usize) -> &'t str {
        self.token(n)
            .and_then(|t| self.text.get(t.start as usize..t.end as usize))
            .unwrap_or("")
    }

    /// The text from token `from` to before token `to`.
    pub fn slice(&self, from: usize, to: usize) -> Option<&'t str> {
        let (first, last) = (self.token(from)?, self.token(to.checked_sub(1)?)?);
        self.text.get(first.start as usize..last.end as usize)
    }

    /// Whether the token at `n` belongs to one of the classes.
    pub fn is(&self, n: usize, class: u32) -> bool {
        self.token(n).is_some_and(|t| t.is(class))
    }

    /// Whether the token at `n` is a capitalised word.
    pub fn cap(&self, n: usize) -> bool {
        self.token(n).is_some_and(Token::is_cap)
    }

    /// Whether the token at `n` is this punctuation character.
    pub fn punct(&self, n: usize, byte: u8) -> bool {
        self.token(n).is_some_and(|t| t.punct(byte))
    }

    /// Whether the token at `n` has one of the flags.
    pub fn has(&self, n: usize, flags: u8) -> bool {
        self.token(n).is_some_and(|t| t.has(flags))
    }

    /// The kind of the token at `n`.
    pub fn kind(&self, n: usize) -> Option<Kind> {
        self.token(n).map(|t| t.kind)
    }

    /// Whether token `n` goes on where token `n - 1` stood: in the same sentence, on the same or a wrapped line.
    pub fn joined(&self, n: usize) -> bool {
        self.token(n).is_some_and(|t| !t.has(BREAK))
    }

    /// Whether token `n` is a capitalised word that goes on with the words before it.
    pub fn goes_on(&self, n: usize) -> bool {
        self.cap(n) && self.joined(n)
    }

    /// Whether nothing stands between token `n` and the one before.
    pub fn glued(&self, n: usize) -> bool {
        self.token(n).is_some_and(|t| !t.has(SPACE | BREAK))
    }

    /// Whether token `n` is a single hyphen without spaces between two words.
    pub fn hyphen(&self, n: usize) -> bool {
        self.punct(n, b'-')
            && self.glued(n)
            && self.glued(n + 1)
            && self.kind(n + 1) != Some(Kind::Punct)
    }
}
