//! How strange a text looks: what of it does not occur in any written language.
//!
//! Text that was read in the wrong encoding has the characters of the upper half of that encoding in an order that no
//! language knows: capitals inside words, currency signs behind letters, quotation marks between them, letters of two
//! alphabets side by side. Each such meeting adds to the measure. It is only meaningful next to the measure of another
//! reading of the same text.

use super::letters::{Kind, Script, Traits, is_word_alone, traits};

/// A character with what is known about it.
#[derive(Clone, Copy)]
struct Seen {
    char: char,
    kind: Kind,
    script: Script,
    languages: u64,
}

impl Seen {
    /// The end of the text on either side.
    const EDGE: Self = Self {
        char: ' ',
        kind: Kind::Blank,
        script: Script::Latin,
        languages: !0,
    };

    fn of(char: char) -> Self {
        let Traits {
            kind,
            script,
            languages,
        } = traits(char);
        Self {
            char,
            kind,
            script,
            languages,
        }
    }

    fn is_letter(self) -> bool {
        self.kind.is_letter()
    }

    fn is_foreign_letter(self) -> bool {
        self.is_letter() && !self.char.is_ascii()
    }
}

/// How strange a text looks; 0 for text of any language.
pub(super) fn strangeness(text: &str) -> usize {
    let (mut out, mut before) = (0, ' ');
    let mut seen = [Seen::EDGE; 4];
    let mut babel = Babel::default();
    for c in text.chars() {
        out += accent(before, c);
        before = c;
        let next = Seen::of(c);
        if next.kind == Kind::Joiner {
            continue;
        }
        seen = [seen[1], seen[2], seen[3], next];
        out += by_itself(next) + babel.with(next) + meeting(seen);
    }
    out + meeting([seen[1], seen[2], seen[3], Seen::EDGE])
}

/// What the last one of four characters adds by standing behind the others.
fn meeting([a, b, c, d]: [Seen; 4]) -> usize {
    let ascii = d.char.is_ascii() && c.char.is_ascii();
    if ascii && b.char.is_ascii() {
        return 0;
    }
    let pair = if ascii { 0 } else { side_by_side(c, d) };
    pair + between(b, c, d)
        + lonely(b, c, d)
        + hung(b, c, d)
        + raised(b, c, d)
        + parted(a, b, c, d)
        + 2 * usize::from(is_sandwich([a, b, c, d]))
}

/// What a character adds wherever it stands.
fn by_itself(seen: Seen) -> usize {
    match seen.kind {
        Kind::Control if !seen.char.is_ascii() => 3,
        Kind::Alien => 4,
        Kind::Lost => 1,
        Kind::Odd => 1 + usize::from(is_phonetic(seen.char)),
        _ if seen.is_foreign_letter() && seen.languages == 0 => 3,
        _ => 0,
    }
}

/// The modifier letters of phonetics; the free-standing accents among them are in common use.
fn is_phonetic(c: char) -> bool {
    matches!(c, '\u{2b0}'..='\u{2ff}') && !"ˆˇˉ˘˙˚˛˜˝".contains(c)
}

/// What a combining accent adds: little behind a letter, where a few languages and file systems write them, and more
/// elsewhere.
fn accent(before: char, c: char) -> usize {
    match c {
        '\u{300}'..='\u{304}' | '\u{306}'..='\u{30c}' | '\u{323}'..='\u{328}' => {
            2 - usize::from(traits(before).kind.is_letter())
        }
        '\u{300}'..='\u{36f}' => 2,
        _ => 0,
    }
}

/// What two neighbours add, at least one of them outside ASCII.
fn side_by_side(a: Seen, b: Seen) -> usize {
    use Kind::{Hang, Money, Odd, Open, Sign};
    match (a.kind, b.kind) {
        _ if a.is_letter() && b.is_letter() => letters(a, b),
        (_, Open) if a.is_letter() => 3,
        (_, Money | Odd | Sign) if a.is_letter() => 2,
        (_, Hang) if a.is_foreign_letter() => 1,
        (Sign, _) if b.is_letter() => 2,
        (Money | Odd | Hang, _) if b.is_letter() => 1,
        (Sign, Hang | Odd | Money | Open) | (Hang | Odd | Money | Open, Sign) => 2,
        (Money | Odd | Hang | Open, Money | Odd | Hang | Open) => 1,
        _ => 0,
    }
}

/// What two letters side by side add: two scripts in one word, or a capital behind a small letter.
fn letters(a: Seen, b: Seen) -> usize {
    let scripts = match (a.script, b.script) {
        (x, y) if x == y => 0,
        (Script::EastAsian, Script::Latin) if b.char.is_ascii() => 1,
        (Script::Latin, Script::EastAsian) if a.char.is_ascii() => 1,
        _ if is_symbol(a, b) || is_symbol(b, a) => 1,
        _ => 4,
    };
    let ligature = matches!(b.char, 'œ' | 'Œ') && a.is_foreign_letter();
    let capital = a.kind == Kind::Lower && b.kind == Kind::Upper;
    scripts + 2 * usize::from(capital || ligature)
}

/// A small Greek letter beside a letter of English: TNFα, μm.
fn is_symbol(a: Seen, b: Seen) -> bool {
    matches!(a.char, 'α'..='ω') && b.char.is_ascii()
}

/// What a mark adds that stands inside a word, and a small letter behind capitals.
fn between(a: Seen, b: Seen, c: Seen) -> usize {
    if !a.is_letter() {
        return 0;
    }
    match (b.kind, c.kind) {
        (Kind::Quote, Kind::Money | Kind::Odd) => 2,
        (Kind::Quote, Kind::Hang) => 1,
        (Kind::Quote, Kind::Quote) => turned_away(b.char, c.char),
        (Kind::Quote, _) if c.is_letter() && b.char == '’' => usize::from(a.is_foreign_letter()),
        (Kind::Quote, _) if c.is_letter() => 2,
        (Kind::Tail, _) if c.is_letter() => inner_mark(b.char),
        (Kind::Upper, Kind::Lower) if a.kind == Kind::Upper => small_behind_capitals(b, c),
        _ => 0,
    }
}

/// Whether a quotation mark and another mark stand inside a word. A dash may: “word”—and on.
fn is_sandwich([a, b, c, d]: [Seen; 4]) -> bool {
    let marks =
        b.kind == Kind::Quote && (c.kind == Kind::Quote || matches!(c.char, '…' | '†' | '‡'));
    a.is_letter() && marks && d.is_letter()
}

/// A dagger or a bullet between two letters, or an ellipsis without a space.
fn inner_mark(mark: char) -> usize {
    match mark {
        '†' | '‡' | '•' => 2,
        '…' => 1,
        _ => 0,
    }
}

/// A quotation that ends where another begins, without a space.
fn turned_away(a: char, b: char) -> usize {
    2 * usize::from(matches!((a, b), ('»' | '”', '‹' | '“' | '‘')))
}

/// `Éa` behind a capital; `ß` had no capital for long.
fn small_behind_capitals(b: Seen, c: Seen) -> usize {
    let counts = !(b.char.is_ascii() && c.char.is_ascii()) && c.char != 'ß';
    2 * usize::from(counts)
}

/// What a sign adds that hangs on to a letter, but not to capitals: NESTLÉ®. `Â` and `Ã` end no name.
fn hung(a: Seen, b: Seen, c: Seen) -> usize {
    let hangs = b.is_foreign_letter() && c.kind == Kind::Hang;
    usize::from(hangs && (a.kind != Kind::Upper || matches!(b.char, 'Â' | 'Ã')))
}

/// What a raised number or sign adds that stands inside a word, behind a letter with an accent.
fn raised(a: Seen, b: Seen, c: Seen) -> usize {
    2 * usize::from(a.is_foreign_letter() && b.kind == Kind::Hang && c.is_letter())
}

/// What a no-break space adds behind a capital `Ã` that ends no word in capitals, where a small letter follows.
fn parted(a: Seen, b: Seen, c: Seen, d: Seen) -> usize {
    let short = a.kind != Kind::Upper && b.kind == Kind::Upper || b.kind == Kind::Lower;
    let parts = b.is_letter() && c.char == 'Ã' && d.char == '\u{a0}';
    2 * usize::from(parts && short)
}

/// What a letter adds that stands alone and is no word, unless it is quoted; and a word that ends in `Â`.
fn lonely(a: Seen, b: Seen, c: Seen) -> usize {
    if !b.is_foreign_letter() || c.is_letter() {
        return 0;
    }
    let counts = if a.is_letter() {
        b.char == 'Â' && (a.kind != Kind::Upper || is_sign(c))
    } else {
        !is_word_alone(b.char) && !matches!(a.kind, Kind::Quote | Kind::Open | Kind::Sign)
    };
    2 * usize::from(counts)
}

fn is_sign(seen: Seen) -> bool {
    matches!(seen.kind, Kind::Hang | Kind::Money | Kind::Odd)
}

/// What letters add that no language has together in one word. Words end at ASCII marks only: other marks are what
/// damage puts inside a word.
struct Babel {
    /// The languages of all letters of the word.
    shared: u64,
}

impl Default for Babel {
    fn default() -> Self {
        Self { shared: !0 }
    }
}

impl Babel {
    /// What the next character adds.
    fn with(&mut self, next: Seen) -> usize {
        if !next.is_letter() {
            if next.char.is_ascii() {
                self.shared = !0;
            }
            return 0;
        }
        let own = next.languages;
        let foreign = own != 0 && self.shared & own == 0;
        if own != 0 {
            self.shared = if foreign { own } else { self.shared & own };
        }
        2 * usize::from(foreign)
    }
}
