//! What a character is to the eye of a reader: its kind, its script, and the languages that write with it.

use std::sync::{LazyLock, OnceLock};

/// What a character does in running text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// The begin or the end of the text, white space, and no-break spaces.
    Blank,
    /// Digits.
    Digit,
    /// A small letter.
    Lower,
    /// A capital letter.
    Upper,
    /// A letter of a script without capitals.
    Letter,
    /// Accents and invisible joiners: they belong to the character before.
    Joiner,
    /// Small signs that hang on to the end of a word or number: © ® ™ ° ² ª.
    Hang,
    /// Quotation marks that open in one language and close in another.
    Quote,
    /// Dashes, dots and daggers that follow a word.
    Tail,
    /// Signs of currencies.
    Money,
    /// Signs that stand neither before nor behind a letter: ¼ ¦ ¨ ¶ ±.
    Odd,
    /// Marks that only open: ¡ ¿ „ ‚.
    Open,
    /// Control characters.
    Control,
    /// Mathematics and box drawing.
    Sign,
    /// Everything else in common use: ASCII punctuation, arrows, emoji, East Asian punctuation.
    Plain,
    /// The replacement character.
    Lost,
    /// Nothing that is in use.
    Alien,
}

impl Kind {
    /// Whether it is a letter.
    pub fn is_letter(self) -> bool {
        matches!(self, Self::Lower | Self::Upper | Self::Letter)
    }
}

/// What is known of a character.
#[derive(Clone, Copy)]
pub(super) struct Traits {
    /// What it does in running text.
    pub kind: Kind,
    /// Its script, if it is a letter.
    pub script: Script,
    /// The languages that write with it, one bit each.
    pub languages: u64,
}

/// Characters of which the traits are worked out together, when one of them is met; damage is made of hardly any beyond the
/// blocks that are kept.
const BLOCK: usize = 0x80;
const BLOCKS: usize = 0x2600 / BLOCK;

static TRAITS: [OnceLock<[Traits; BLOCK]>; BLOCKS] = [const { OnceLock::new() }; BLOCKS];

fn block(n: usize) -> [Traits; BLOCK] {
    std::array::from_fn(|at| {
        let code = u32::try_from(n * BLOCK + at).ok();
        traits_of(code.and_then(char::from_u32).unwrap_or(' '))
    })
}

fn traits_of(c: char) -> Traits {
    Traits {
        kind: kind(c),
        script: script(c),
        languages: languages(c),
    }
}

/// What is known of a character.
pub(super) fn traits(c: char) -> Traits {
    let n = c as usize / BLOCK;
    match TRAITS.get(n) {
        Some(kept) => kept.get_or_init(|| block(n))[c as usize % BLOCK],
        None => traits_of(c),
    }
}

/// The kind of a character.
pub(super) fn kind(c: char) -> Kind {
    match c {
        'a'..='z' => Kind::Lower,
        'A'..='Z' => Kind::Upper,
        '0'..='9' => Kind::Digit,
        '\0'..='\u{7f}' if c.is_ascii_whitespace() => Kind::Blank,
        '\0'..='\u{7f}' => Kind::Plain,
        '\u{80}'..='\u{9f}' => Kind::Control,
        '\u{a1}'..='\u{bf}' | '×' | '÷' | '\u{2b0}'..='\u{2ff}' => latin_sign(c),
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' => Kind::Blank,
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}' => Kind::Joiner,
        '\u{fe00}'..='\u{fe0f}' | '\u{feff}' => Kind::Joiner,
        '\u{2010}'..='\u{27bf}' => sign(c),
        '\u{fffd}' => Kind::Lost,
        _ => other(c),
    }
}

/// The signs of the Latin-1 block and the free-standing accents.
fn latin_sign(c: char) -> Kind {
    match c {
        '\u{ad}' => Kind::Plain,
        '©' | '®' | '°' | '¹' | '²' | '³' | 'ª' | 'º' => Kind::Hang,
        '«' | '»' => Kind::Quote,
        '·' => Kind::Tail,
        '¢'..='¥' => Kind::Money,
        '¡' | '¿' => Kind::Open,
        '×' | '÷' => Kind::Sign,
        _ => Kind::Odd,
    }
}

/// Typographic punctuation, currencies, mathematics, boxes and pictures.
fn sign(c: char) -> Kind {
    match c {
        '‚' | '„' => Kind::Open,
        '‘' | '’' | '‛' | '“' | '”' | '‟' | '‹' | '›' => Kind::Quote,
        '\u{2010}'..='\u{2027}' => Kind::Tail,
        '\u{2030}'..='\u{2031}' | '№' => Kind::Odd,
        '\u{2032}'..='\u{2037}' | '\u{2070}'..='\u{209f}' | '™' | '℠' => Kind::Hang,
        '\u{20a0}'..='\u{20cf}' => Kind::Money,
        '⁄' | '\u{2200}'..='\u{23ff}' | '\u{2500}'..='\u{25ff}' => Kind::Sign,
        '\u{2028}'..='\u{206f}' => Kind::Alien,
        _ => Kind::Plain,
    }
}

/// Letters, and whatever lies beyond the blocks of signs.
fn other(c: char) -> Kind {
    match c {
        _ if c.is_lowercase() => Kind::Lower,
        _ if c.is_uppercase() => Kind::Upper,
        '\u{2801}'..='\u{28ff}' | '\u{e000}'..='\u{f8ff}' | '\u{30000}'.. => Kind::Alien,
        '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff65}' => Kind::Plain,
        '\u{1f000}'..='\u{1faff}' | '\u{2800}'..='\u{2bff}' => Kind::Plain,
        // Vowel signs and tone marks of the scripts of Asia are no letters to Unicode, but they stand inside words.
        _ if c.is_alphabetic() || c >= '\u{530}' => Kind::Letter,
        _ => Kind::Plain,
    }
}

/// A script, or a few that are mixed in one text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Script {
    Latin,
    Greek,
    Cyrillic,
    Arabic,
    /// Chinese, Japanese and Korean.
    EastAsian,
    /// Another living script, by the number of its block.
    Other(u32),
    /// A script or a part of one that is hardly met outside of scholarship.
    Rare,
}

/// The script of a letter.
fn script(c: char) -> Script {
    match c as u32 {
        0..=0x24f | 0x1e00..=0x1eff | 0xfb00..=0xfb06 => Script::Latin,
        0x370..=0x3ff | 0x1f00..=0x1fff => Script::Greek,
        0x400..=0x52f => Script::Cyrillic,
        0x530..=0x58f => Script::Other(0x530),
        0x590..=0x5ff => Script::Other(0x590),
        0x600..=0x6ff | 0xfb50..=0xfdff | 0xfe70..=0xfeff => Script::Arabic,
        n @ (0x900..=0xdff | 0xe00..=0xfff | 0x1000..=0x10ff | 0x1780..=0x17ff) => {
            Script::Other(n >> 7)
        }
        0x1100..=0x11ff | 0x3000..=0x318f | 0x31f0..=0x33ff | 0x4e00..=0x9fff | 0xac00..=0xd7af => {
            Script::EastAsian
        }
        0xff00..=0xffef | 0x20000..=0x2ffff => Script::EastAsian,
        0x1200..=0x139f => Script::Other(0x1200),
        _ => Script::Rare,
    }
}

/// The letters beyond a to z that languages write with. Two letters of one word belong to one language.
const ALPHABETS: [&str; 38] = [
    "àâæçéèêëîïôœùûüÿ",
    "áâãàçéêíóôõúü",
    "áéíñóúü",
    "àçèéíïòóúü",
    "àèéìíîòóùú",
    "äöüßé",
    "åäöéàü",
    "æøåéèêòóôâäöü",
    "áðéíóúýþæöø",
    "ąćęłńóśźżé",
    "áčďéěíňóřšťúůýžäľĺôŕöü",
    "áéíóöőúüűä",
    "ăâîșțşţé",
    "čćđšžé",
    "çğıöşüâîûəİ",
    "ąčęėįšųūž",
    "āčēģīķļņšūžōŗ",
    "äõöüšž",
    "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
    "âêîôûŵŷäëïöáàéèìòùẁẃẅỳ",
    "áéíóúàèìòùḃċḋḟġṁṗṡṫ",
    "áéëïóöüèêäçûâôî",
    "çëâê",
    "àċġħżèìòù",
    "ĉĝĥĵŝŭ",
    "āīūēōṅñṭḍṇḷṃśṣṛḥḫẓẕġḏṯšžǧʿʾ",
    "āáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ",
    "ẹọṣàáèéìíòóùúńǹɓɗƙƴñǝ",
    "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",
    "абвгдежзийклмнопрстуфхцчшщъыьэюяё",
    "абвгдежзийклмнопрстуфхцчшщьюяіїєґ",
    "абвгдежзйклмнопрстуфхцчшыьэюяёўі",
    "абвгдежзиклмнопрстуфхцчшђјљњћџ",
    "абвгдежзиклмнопрстуфхцчшѓѕјљњќџѐѝ",
    "абвгдежзийклмнопрстуфхцчшщъьюяѝ",
    "абвгдежзийклмнопрстуфхцчшщъыьэюяёәғқңөұүһі",
    "абвгдежзийклмнопрстуфхцчшщъыьэюяёғӣқӯҳҷў",
    "абвгдежзийклмнопрстуфхцчшщъыьэюяёңөүәҗһ",
];

/// Where the letters of [`ALPHABETS`] end.
const TABLE_END: usize = 0x1f00;

/// The languages of each character, capitals included.
static LANGUAGES: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut out = vec![0; TABLE_END];
    for (i, alphabet) in ALPHABETS.iter().enumerate() {
        for c in alphabet
            .chars()
            .flat_map(|c| std::iter::once(c).chain(c.to_uppercase()))
        {
            if let Some(languages) = out.get_mut(c as usize) {
                *languages |= 1u64 << i;
            }
        }
    }
    out
});

/// The languages that write with a letter, one bit each; none for a letter that is hardly met.
fn languages(c: char) -> u64 {
    match script(c) {
        _ if c.is_ascii() => !0,
        Script::Greek if c >= '\u{1f00}' => !0,
        // Ligatures of print.
        Script::Latin if c >= '\u{fb00}' => !0,
        Script::Latin | Script::Greek | Script::Cyrillic => {
            LANGUAGES.get(c as usize).copied().unwrap_or_default()
        }
        Script::Arabic => u64::from(is_usual_arabic(c)),
        Script::Rare => 0,
        _ => !0,
    }
}

/// Letters, vowel signs and digits of Arabic, Persian and Urdu.
fn is_usual_arabic(c: char) -> bool {
    matches!(c, '\u{60c}' | '\u{61b}' | '\u{61f}' | '\u{621}'..='\u{652}' | '\u{660}'..='\u{66d}' | '\u{6f0}'..='\u{6f9}')
        || "پچژکگیںٹڈڑےہھ۔ۂۓٰ".contains(c)
}

/// Letters that are words by themselves in some language.
pub(super) fn is_word_alone(c: char) -> bool {
    script(c) == Script::EastAsian
        || "àáéèíìóúýåöæøįởừÀÁÉÈÍÓÚÝÅÖÆØĮỞỪавикосуяжбєійзАВИКОСУЯБЄІЙЗοηήωΟΗΉ".contains(c)
}
