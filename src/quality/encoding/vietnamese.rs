//! Vietnamese in the fonts of before Unicode: letters of Windows-1252 stand for those of Vietnamese, by a table (TCVN3)
//! or with a mark of the tone behind the vowel (VNI); and in VISCII, which has a byte for each letter. Syllables tell: a run
//! of words that become some is one finding.

use super::{Damage, Odd, What};
use crate::text::TextRange;
use encoding_rs::WINDOWS_1252;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// The letters of TCVN3 with what they stand for.
const TCVN: &str = "¸áµà¶ả·ã¹ạ¨ă¾ắ»ằ¼ẳ½ẵÆặ©âÊấÇầÈẩÉẫËậ®đÐéÌèÎẻÏẽÑẹªêÕếÒềÓểÔễÖệÝí×ìØỉÜĩÞịãóßòáỏâõäọ«ôèốåồæổçỗéộ¬ơíớêờëởìỡîợóúïùñủòũôụ\u{AD}ưøứõừöử÷ữùựýýúỳûỷüỹþỵ§Đ¡Ă¢Â£Ê¤Ô¥Ơ¦Ư";

/// Letters of VNI that stand for one letter; the marks behind vowels are in [`tone`].
const VNI: &str = "ñđÑĐöưÖƯôơÔƠííììæỉóĩòịîỵ";

/// The letters of VISCII from byte 0x80 on.
const VISCII: &str = "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ";

/// Adds the runs of Vietnamese words in an old font. `odd` are the line's words with characters beyond ASCII, `vietnamese`
/// tells whether its text is of that language.
pub(super) fn find(
    line: TextRange,
    text: &str,
    odd: &[Odd<'_>],
    vietnamese: bool,
    out: &mut Vec<Damage>,
) {
    // Vietnamese in Unicode has letters that no old font needs.
    if odd
        .iter()
        .any(|o| o.telling && o.word.contains(is_own_letter))
    {
        return mixed(odd, vietnamese, out);
    }
    // A run has two words at least that change.
    let telling = || odd.iter().filter(|o| o.telling);
    let changes = |odd: &&Odd<'_>| undone(bare(odd.word), None).is_some();
    if telling().nth(1).is_none() || telling().filter(changes).nth(1).is_none() {
        return;
    }
    let base = text.as_ptr() as usize;
    let mut run: Option<Run> = None;
    for word in text.split_ascii_whitespace() {
        let start = line.start + word.as_ptr() as usize - base;
        let range = TextRange::new(start, start + word.len());
        let bare = bare(word);
        let plain = is_syllable(bare) && bare.is_ascii();
        let read = undone(bare, run.as_ref().map(|run| run.font));
        // Quotation marks of French are no evidence.
        let inside = bare.trim_matches(['«', '»']);
        let odd = usize::from(!is_syllable(inside));
        match (&mut run, read) {
            (Some(run), Some((font, fixed))) if run.font == font => {
                run.add(range, bare.len(), &fixed, true, odd)
            }
            (Some(run), None) if plain => run.add(range, bare.len(), bare, false, 0),
            (_, read) => {
                out.extend(run.take().and_then(Run::damage));
                run = read.map(|(font, fixed)| Run::new(font, range, bare.len(), fixed, odd));
            }
        }
        if bare.len() < word.len() {
            out.extend(run.take().and_then(Run::damage));
        }
    }
    out.extend(run.and_then(Run::damage));
}

fn is_own_letter(c: char) -> bool {
    matches!(c, '\u{1ea0}'..='\u{1ef9}')
}

/// Words in an old font among words in Unicode: those that are no syllables as they stand, in a row or beside such a word.
fn mixed(odd: &[Odd<'_>], vietnamese: bool, out: &mut Vec<Damage>) {
    let is_broken = |o: &Odd<'_>| {
        o.telling
            && !o.word.contains(is_own_letter)
            && !is_syllable(bare(o.word))
            && reads(bare(o.word)).next().is_some()
    };
    let mut at = 0;
    while let Some(first) = odd.get(at) {
        at += 1;
        if !is_broken(first) {
            continue;
        }
        let beside = |n: usize| odd.get(n).is_some_and(|o| o.word.contains(is_own_letter));
        let near = vietnamese || beside(at) || at >= 2 && beside(at - 2);
        let mut run = vec![first];
        while let Some(next) = odd.get(at).filter(|o| {
            run.last().is_some_and(|l| {
                o.range.start == l.range.end + 1 && bare(l.word).len() == l.word.len()
            }) && is_broken(o)
        }) {
            run.push(next);
            at += 1;
        }
        if near && run.iter().any(|o| is_marked(bare(o.word))) {
            out.extend(in_one_font(&run));
        }
    }
}

/// Whether a word has a sign beside its letters, or a capital behind a small one, or a letter that Vietnamese has not.
fn is_marked(word: &str) -> bool {
    let inner = word.chars().zip(word.chars().skip(1));
    let capital = |(a, b): (char, char)| a.is_lowercase() && !b.is_ascii() && b.is_uppercase();
    inner.into_iter().any(capital)
        || word
            .chars()
            .any(|c| !c.is_ascii() && (!c.is_alphabetic() || "åæäëïöüøñçÿþß".contains(c)))
}

/// Words in a row in the font that reads most of them.
fn in_one_font(run: &[&Odd<'_>]) -> Option<Damage> {
    let (first, last) = (run.first()?, run.last()?);
    let read = |font: &'static str| {
        let words: Vec<Option<String>> = run
            .iter()
            .map(|o| {
                reads(bare(o.word))
                    .find(|(f, _)| *f == font)
                    .map(|(_, s)| s)
            })
            .collect();
        (words.iter().flatten().count(), font, words)
    };
    let (count, font, words) = FONTS.into_iter().rev().map(read).max_by_key(|r| r.0)?;
    let whole = words
        .into_iter()
        .collect::<Option<Vec<String>>>()
        .map(|w| w.join(" "));
    let end = last.range.start + bare(last.word).len();
    (count > 0).then_some(Damage {
        range: TextRange::new(first.range.start, end),
        what: What::Foreign(font),
        fixed: whole,
        lossy: false,
    })
}

/// Words in a row.
struct Run {
    font: &'static str,
    range: TextRange,
    fixed: String,
    /// Words that change, and how many of them are no syllables as they stand.
    words: usize,
    odd: usize,
    /// Where the last word ends that changes, in the text and in what it was meant to be.
    last: (usize, usize),
}

impl Run {
    fn new(font: &'static str, word: TextRange, len: usize, fixed: String, odd: usize) -> Self {
        Self {
            font,
            range: word,
            words: 1,
            odd,
            last: (word.start + len, fixed.len()),
            fixed,
        }
    }

    fn add(&mut self, word: TextRange, len: usize, fixed: &str, changes: bool, odd: usize) {
        self.range.end = word.end;
        self.fixed.push(' ');
        self.fixed.push_str(fixed);
        self.odd += odd;
        if changes || word.len() <= 4 {
            self.words += usize::from(changes);
            self.last = (word.start + len, self.fixed.len());
        }
    }

    fn damage(mut self) -> Option<Damage> {
        self.range.end = self.last.0;
        self.fixed.truncate(self.last.1);
        (self.words >= 2 && self.odd * 2 >= self.words).then_some(Damage {
            range: self.range,
            what: What::Foreign(self.font),
            fixed: Some(self.fixed),
            lossy: false,
        })
    }
}

fn bare(word: &str) -> &str {
    word.trim_end_matches(|c: char| c.is_ascii_punctuation())
}

/// The longest word that is looked at, in characters: the longest syllable is “nghiêng”, and VNI has marks besides.
const LONGEST: usize = 10;

/// The fonts, the likely ones first.
const FONTS: [&str; 3] = ["VNI", "TCVN3", "VISCII"];

/// A word as the syllable that a font makes of it, rather the font of the words before.
fn undone(word: &str, before: Option<&str>) -> Option<(&'static str, String)> {
    let mut read: Vec<_> = reads(word).collect();
    let at = read
        .iter()
        .position(|(font, _)| Some(*font) == before)
        .unwrap_or(0);
    (at < read.len()).then(|| read.swap_remove(at))
}

/// A word as the syllables that fonts make of it.
fn reads(word: &str) -> impl Iterator<Item = (&'static str, String)> + '_ {
    let plain = word.is_ascii() || !word.bytes().any(|b| b.is_ascii_alphabetic());
    let fits = !plain && may_be_syllable(word) && word.chars().nth(LONGEST).is_none();
    let good = move |s: &String| s != word && is_syllable(s) && !s.is_ascii() && is_cased(s);
    let fonts = FONTS.into_iter().filter(move |_| fits);
    fonts.filter_map(move |font| {
        let read = match font {
            "VNI" => vni(word),
            "TCVN3" => Some(word.chars().map(tcvn).collect()),
            _ => viscii(word),
        };
        Some((font, read.filter(good)?))
    })
}

/// Whether the letters of ASCII in a word may be those of a syllable, whatever the others stand for: vowels in one place
/// only, at most two consonants behind them, and none that Vietnamese has not.
fn may_be_syllable(word: &str) -> bool {
    let (mut vowels, mut behind) = (false, 0);
    for b in word.bytes().filter(u8::is_ascii) {
        match b.to_ascii_lowercase() {
            b'a' | b'e' | b'i' | b'o' | b'u' | b'y' if behind > 0 => return false,
            b'a' | b'e' | b'i' | b'o' | b'u' | b'y' => vowels = true,
            b'f' | b'j' | b'w' | b'z' => return false,
            b'a'..=b'z' => behind += usize::from(vowels),
            _ => return false,
        }
    }
    behind <= 2
}

/// A word of VISCII that was read as Windows-1252 or as Latin-1.
fn viscii(word: &str) -> Option<String> {
    word.chars()
        .map(|c| {
            if c.is_ascii() {
                return Some(c);
            }
            let mut buffer = [0; 4];
            let (bytes, _, failed) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
            let byte = match bytes.first() {
                Some(byte) if !failed => *byte,
                _ => u8::try_from(u32::from(c)).ok()?,
            };
            VISCII.chars().nth(usize::from(byte.checked_sub(0x80)?))
        })
        .collect()
}

/// Whether capitals stand at the start only, or everywhere.
fn is_cased(word: &str) -> bool {
    let inner = word.chars().skip(1).any(char::is_uppercase);
    !inner || !word.chars().any(char::is_lowercase)
}

fn table(pairs: &str, c: char) -> Option<char> {
    let mut chars = pairs.chars();
    while let (Some(read), Some(meant)) = (chars.next(), chars.next()) {
        if read == c {
            return Some(meant);
        }
    }
    None
}

/// What each character of Latin-1 stands for in TCVN3.
static OF_TCVN: LazyLock<Vec<char>> = LazyLock::new(|| {
    let meant = |c| table(TCVN, c).unwrap_or(c);
    ('\0'..='\u{ff}').map(meant).collect()
});

fn tcvn(c: char) -> char {
    OF_TCVN.get(c as usize).copied().unwrap_or(c)
}

/// A word of VNI, in which marks follow their vowels.
fn vni(word: &str) -> Option<String> {
    let mut out = String::new();
    for c in word.chars() {
        let vowel = out.ends_with(|v: char| "aeouyAEOUYươƯƠ".contains(v));
        match tone(c).filter(|_| vowel) {
            Some(marks) => out.push_str(marks),
            None => out.push(table(VNI, c).unwrap_or(c)),
        }
    }
    let out: String = out.nfc().collect();
    (!out.chars().any(|c| {
        "ùøûõïâáàåãäêéèúüë".contains(c) && word.contains(c) && tone(c).is_some() && !is_own(c)
    }))
    .then_some(out)
}

/// Letters that Vietnamese itself has.
fn is_own(c: char) -> bool {
    "ùõâáàãêéèú".contains(c)
}

/// The accents that a letter behind a vowel stands for in VNI.
fn tone(c: char) -> Option<&'static str> {
    Some(match c.to_lowercase().next()? {
        'ù' => "\u{301}",
        'ø' => "\u{300}",
        'û' => "\u{309}",
        'õ' => "\u{303}",
        'ï' => "\u{323}",
        'â' => "\u{302}",
        'á' => "\u{302}\u{301}",
        'à' => "\u{302}\u{300}",
        'å' => "\u{302}\u{309}",
        'ã' => "\u{302}\u{303}",
        'ä' => "\u{323}\u{302}",
        'ê' => "\u{306}",
        'é' => "\u{306}\u{301}",
        'è' => "\u{306}\u{300}",
        'ú' => "\u{306}\u{309}",
        'ü' => "\u{306}\u{303}",
        'ë' => "\u{323}\u{306}",
        _ => return None,
    })
}

/// The letters of Vietnamese beyond ASCII.
const LETTERS: &str = "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ";

/// Whether a word is a syllable of Vietnamese by its consonants and its one group of vowels.
fn is_syllable(word: &str) -> bool {
    const FIRST: &[&str] = &[
        "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh",
        "nh", "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",
    ];
    const LAST: &[&str] = &["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];
    let lower = word.to_lowercase();
    if !lower
        .chars()
        .all(|c| c.is_ascii_alphabetic() || LETTERS.contains(c))
    {
        return false;
    }
    let vowel = |c: char| {
        c.nfd()
            .next()
            .is_some_and(|b| "aeiouy".contains(b) || matches!(c, 'ư' | 'ơ'))
    };
    let Some(start) = lower.find(vowel) else {
        return false;
    };
    let rest = lower.get(start..).unwrap_or_default();
    let end = rest.find(|c| !vowel(c)).unwrap_or(rest.len());
    let head = lower.get(..start).unwrap_or_default();
    let head = if head == "q" { "qu" } else { head };
    let vowels = rest.get(..end).unwrap_or_default();
    let toned = vowels
        .nfd()
        .filter(|c| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}'))
        .count();
    FIRST.contains(&head)
        && LAST.contains(&rest.get(end..).unwrap_or_default())
        && toned <= 1
        && vowels.chars().count() <= 3
}

#[cfg(test)]
mod tests {
    use crate::quality::encoding::EncodingError;
    use crate::quality::testing::{findings, silent};

    #[test]
    fn old_fonts() {
        for (text, fixed) in [
            (
                "The name is Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, it said",
                "Cộng hòa xã hội chủ nghĩa Việt Nam",
            ),
            (
                "The name is Céng hßa x· héi chñ nghÜa ViÖt Nam, it said",
                "Cộng hòa xã hội chủ nghĩa Việt Nam",
            ),
        ] {
            let found = findings(&EncodingError, text);
            let repairs: Vec<_> = found
                .iter()
                .filter_map(|f| f.repair.clone()?.replacement)
                .collect();
            assert_eq!(repairs, [fixed], "{text}: {found:?}");
        }
        let found = findings(
            &EncodingError,
            "Bà Nguyễn Th¸ H°ng, huyÖn Lạc Thủy và ViÖt Trì đã họp với các đại biểu của hội đồng về kế hoạch",
        );
        let repairs: Vec<_> = found
            .iter()
            .filter_map(|f| f.repair.clone()?.replacement)
            .collect();
        assert_eq!(repairs, ["Thị Hồng", "huyện", "Việt"], "{found:?}");
        silent(
            &EncodingError,
            &[
                "Hội đồng thành phố Cần Thơ gặp ông Müller, bà Zoë và các bạn ở München, Đà Nẵng, São Paulo, Curaçao",
                "Noël à la cité, où l’on a été né; Michaël Zoë; Quốc hội Việt Nam, cộng hòa xã hội; há, né, có, là bò",
                "Elle a été là où il a dû être; la forêt a brûlé; «a tué sa mère», «y a été».",
            ],
        );
    }
}
