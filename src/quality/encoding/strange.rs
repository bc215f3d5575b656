//! How strange a text looks: what of it does not occur in any written language.
//!
//! Text that was read in the wrong encoding has the characters of the upper half of that encoding in an order that no
//! language knows: capitals inside words, currency signs behind letters, quotation marks between them, letters of two
//! alphabets side by side. Each such meeting adds to the measure. It is only meaningful next to the measure of another
//! reading of the same text.

use super::letters::{Kind, Script, is_word_alone, kind, languages, script};

/// A character with what is known about it.
#[derive(Clone, Copy)]
struct Seen {
    char: char,
    kind: Kind,
}

impl Seen {
    /// The end of the text on either side.
    const EDGE: Self = Self {
        char: ' ',
        kind: Kind::Blank,
    };

    fn of(char: char) -> Self {
        Self {
            char,
            kind: kind(char),
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
    let seen: Vec<Seen> = std::iter::once(Seen::EDGE)
        .chain(text.chars().map(Seen::of))
        .filter(|s| s.kind != Kind::Joiner)
        .chain(std::iter::once(Seen::EDGE))
        .collect();
    let alone: usize = seen.iter().map(|s| by_itself(*s)).sum();
    let pairs = seen.windows(2).map(|w| match *w {
        [a, b] if !(a.char.is_ascii() && b.char.is_ascii()) => side_by_side(a, b),
        _ => 0,
    });
    let triples = seen.windows(3).map(|w| match *w {
        [a, b, c] => between(a, b, c) + lonely(a, b, c) + hung(a, b, c),
        _ => 0,
    });
    let quads = seen.windows(4).filter(|w| is_sandwich(w)).count();
    alone + pairs.sum::<usize>() + triples.sum::<usize>() + 2 * quads + accents(text) + babel(&seen)
}

/// What a character adds wherever it stands.
fn by_itself(seen: Seen) -> usize {
    match seen.kind {
        Kind::Control if !seen.char.is_ascii() => 3,
        Kind::Alien => 4,
        Kind::Lost => 1,
        Kind::Odd => 1 + usize::from(is_phonetic(seen.char)),
        _ if seen.is_foreign_letter() && languages(seen.char) == 0 => 2,
        _ => 0,
    }
}

/// The modifier letters of phonetics; the free-standing accents among them are in common use.
fn is_phonetic(c: char) -> bool {
    matches!(c, '\u{2b0}'..='\u{2ff}') && !"ˆˇˉ˘˙˚˛˜˝".contains(c)
}

/// What combining accents add: little behind a letter, where a few languages and file systems write them, and more
/// elsewhere.
fn accents(text: &str) -> usize {
    let behind = std::iter::once(' ').chain(text.chars());
    let weight = |(before, c): (char, char)| match c {
        '\u{300}'..='\u{304}' | '\u{306}'..='\u{30c}' | '\u{323}'..='\u{328}' => {
            2 - usize::from(kind(before).is_letter())
        }
        '\u{300}'..='\u{36f}' => 2,
        _ => 0,
    };
    behind.zip(text.chars()).map(weight).sum()
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
    let scripts = match (script(a.char), script(b.char)) {
        (x, y) if x == y => 0,
        (Script::EastAsian, Script::Latin) if b.char.is_ascii() => 1,
        (Script::Latin, Script::EastAsian) if a.char.is_ascii() => 1,
        _ => 4,
    };
    let capital = a.kind == Kind::Lower && b.kind == Kind::Upper;
    scripts + 2 * usize::from(capital)
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
fn is_sandwich(seen: &[Seen]) -> bool {
    let [a, b, c, d] = seen else { return false };
    let marks = b.kind == Kind::Quote && (c.kind == Kind::Quote || c.char == '…');
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

/// What a sign adds that hangs on to a letter, but not to capitals: NESTLÉ®.
fn hung(a: Seen, b: Seen, c: Seen) -> usize {
    let hangs = b.is_foreign_letter() && c.kind == Kind::Hang;
    usize::from(hangs && (a.kind != Kind::Upper || b.char == 'Â'))
}

/// What a letter adds that stands alone and is no word, unless it is quoted; and a word that ends in `Â`.
fn lonely(a: Seen, b: Seen, c: Seen) -> usize {
    if !b.is_foreign_letter() || c.is_letter() {
        return 0;
    }
    let counts = if a.is_letter() {
        b.char == 'Â' && (a.kind != Kind::Upper || is_sign(c))
    } else {
        !is_word_alone(b.char) && !matches!(a.kind, Kind::Quote | Kind::Open)
    };
    2 * usize::from(counts)
}

fn is_sign(seen: Seen) -> bool {
    matches!(seen.kind, Kind::Hang | Kind::Money | Kind::Odd)
}

/// What letters add that no language has together in one word. Words end at ASCII marks only: other marks are what
/// damage puts inside a word.
fn babel(seen: &[Seen]) -> usize {
    let (mut shared, mut out) = (!0, 0);
    for s in seen {
        if s.is_letter() {
            let own = languages(s.char);
            if own != 0 && shared & own == 0 {
                out += 2;
                shared = own;
            } else if own != 0 {
                shared &= own;
            }
        } else if s.char.is_ascii() {
            shared = !0;
        }
    }
    out
}
