//! RTF as tokens: groups, control words with their number, text.

/// A token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Token<'b> {
    Open,
    Close,
    /// `\word` or `\word-12`.
    Word(&'b [u8], Option<i32>),
    /// `\*`, `\~`, `\-` …
    Symbol(u8),
    /// `\'hh`.
    Hex(u8),
    /// Bytes as they stand, without line ends.
    Text(&'b [u8]),
}

/// The tokens of a file, each with the position of its first byte.
pub(super) struct Tokens<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Tokens<'b> {
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn control(&mut self) -> Token<'b> {
        let start = self.at + 1;
        let Some(&first) = self.bytes.get(start) else {
            self.at = self.bytes.len();
            return Token::Symbol(b' ');
        };
        if !first.is_ascii_alphabetic() {
            self.at = start + 1;
            if first != b'\'' {
                return Token::Symbol(first);
            }
            let hex = self
                .bytes
                .get(start + 1..start + 3)
                .and_then(|h| std::str::from_utf8(h).ok());
            let byte = hex.and_then(|h| u8::from_str_radix(h, 16).ok());
            self.at += if byte.is_some() { 2 } else { 0 };
            return byte.map_or(Token::Symbol(b'\''), Token::Hex);
        }
        let rest = self.bytes.get(start..).unwrap_or_default();
        let len = rest
            .iter()
            .take(32)
            .take_while(|b| b.is_ascii_alphabetic())
            .count();
        let word = rest.get(..len).unwrap_or_default();
        let sign = usize::from(rest.get(len) == Some(&b'-'));
        let digits = rest
            .iter()
            .skip(len + sign)
            .take(10)
            .take_while(|b| b.is_ascii_digit())
            .count();
        let (number, used) = if digits > 0 {
            let text = rest
                .get(len..len + sign + digits)
                .and_then(|t| std::str::from_utf8(t).ok());
            (text.and_then(|t| t.parse().ok()), sign + digits)
        } else {
            (None, 0)
        };
        self.at = start + len + used;
        // The one space that ends a control word is part of it.
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        if word == b"bin" {
            let skipped = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
            self.at = self.at.saturating_add(skipped).min(self.bytes.len());
        }
        Token::Word(word, number)
    }
}

impl<'b> Iterator for Tokens<'b> {
    type Item = (usize, Token<'b>);

    fn next(&mut self) -> Option<Self::Item> {
        while matches!(self.bytes.get(self.at), Some(b'\r' | b'\n' | 0)) {
            self.at += 1;
        }
        let start = self.at;
        let token = match self.bytes.get(start)? {
            b'{' => {
                self.at += 1;
                Token::Open
            }
            b'}' => {
                self.at += 1;
                Token::Close
            }
            b'\\' => self.control(),
            _ => {
                let rest = self.bytes.get(start..).unwrap_or_default();
                let len = rest
                    .iter()
                    .position(|b| matches!(b, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0));
                let len = len.unwrap_or(rest.len());
                self.at = start + len;
                Token::Text(rest.get(..len).unwrap_or_default())
            }
        };
        Some((start, token))
    }
}
