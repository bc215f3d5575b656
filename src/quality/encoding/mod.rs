//! Text that was read in the wrong encoding, once or several times, and characters that were lost on the way.

mod accents;
mod codec;
mod codes;
mod controls;
mod cyrillic;
mod escapes;
mod foreign;
mod glyphs;
mod legacy;
mod letters;
mod ligatures;
mod lookalikes;
mod lossy;
mod lost_letters;
mod lost_ligatures;
mod misread;
mod multibyte;
mod names;
mod questions;
mod strange;
mod vietnamese;

use super::context::{excerpt, overlaps_any, runs_of};
use super::{Check, Context, Example, Finding, Page, Repair, places};
use crate::annotation::label::{Category, Severity};
use crate::text::TextRange;
use crate::text::language::Language;
use codec::Codec;
use encoding_rs::{Encoding, WINDOWS_1252};

/// Finds damage done by wrong encodings.
pub struct EncodingError;

/// A damaged stretch.
struct Damage {
    range: TextRange,
    what: What,
    /// The text as it was meant, where that can be told; with “�” for what was lost of it.
    fixed: Option<String>,
    /// Whether some of it was lost.
    lossy: bool,
}

/// What happened to a stretch.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    /// UTF-8 read as this encoding.
    Misread(&'static str),
    /// Text of a single-byte encoding read as another one.
    Legacy(&'static str),
    /// Text of another script, in this encoding, read as Windows-1252.
    Foreign(&'static str),
    /// Characters that could not be decoded.
    Lost,
    /// Control characters.
    Control,
    /// NUL characters.
    Nul,
    /// A byte order mark inside the text.
    Mark,
}

impl What {
    /// Whether neighbours are one damage: that of one text read in two encodings that are hard to tell apart, too.
    fn is_like(self, other: Self) -> bool {
        matches!(
            (self, other),
            (Self::Misread(_), Self::Misread(_)) | (Self::Legacy(_), Self::Legacy(_))
        ) || self == other
    }
}

impl Check for EncodingError {
    fn id(&self) -> &'static str {
        "encoding_error"
    }

    fn category(&self) -> Category {
        Category::EncodingError
    }

    fn about(&self) -> &'static str {
        "Text that was read in the wrong encoding (“Ã©” for “é”), characters that were lost (“�”), and control characters. \
         Names in such passages are not found by searches."
    }

    fn page(&self) -> Page {
        Page {
            matters: "Names in such passages are not found by searches, and quotations carry the damage on.",
            examples: &[
                Example {
                    text: "The meeting was held in SÃ£o Paulo in May.",
                    found: "SÃ£o",
                },
                Example {
                    text: "The minister?s office was closed on Friday.",
                    found: "minister?s",
                },
            ],
            false_alarms: "Rare sequences of capital letters with accents in languages that have them; a repair is proposed only where it makes the text more usual.",
        }
    }

    fn run(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let first = out.len();
        let odd = odd_lines(context);
        escapes::find(self, context, out);
        codes::find(self, context, out);
        glyphs::find(self, context, &odd, out);
        questions::find(self, context, out);
        names::find(self, context, out);
        accents::find(self, context, &odd, out);
        lost_letters::find(self, context, out);
        ligatures::find(self, context, out);
        lost_ligatures::find(self, context, &odd, out);
        lookalikes::find(self, context, &odd, out);
        if let Some(range) = lossy::mark(context.text) {
            let damage = Damage {
                range,
                what: What::Mark,
                fixed: Some(String::new()),
                lossy: false,
            };
            out.push(self.finding(context.text, damage));
        }
        let mut usual = None;
        for line in odd {
            let text = context.slice(line);
            if !is_suspect(text) {
                continue;
            }
            let mut found = line_damage(context, line, text, &mut usual);
            found.sort_by_key(|d| d.range.start);
            join(context.text, &mut found);
            out.extend(found.into_iter().map(|d| self.finding(context.text, d)));
        }
        keep_first(first, out);
    }
}

impl EncodingError {
    fn finding(&self, text: &str, damage: Damage) -> Finding {
        let shown = excerpt(damage.range.of(text).unwrap_or_default(), 6);
        let reason = match (damage.what, &damage.fixed) {
            (What::Misread(name), Some(fixed)) if !damage.lossy => format!(
                "UTF-8 text read as {name}: “{shown}” for “{}”",
                excerpt(fixed, 6)
            ),
            (What::Misread(name), _) => {
                format!("UTF-8 text read as {name}, and a part of it lost: “{shown}”")
            }
            (What::Legacy(name), fixed) => {
                let fixed = fixed.as_deref().unwrap_or_default();
                format!("{name}: “{shown}” for “{}”", excerpt(fixed, 6))
            }
            (What::Foreign(name), fixed) => {
                let fixed = fixed.as_deref().unwrap_or_default();
                format!(
                    "{name} text read as Windows-1252: “{shown}” for “{}”",
                    excerpt(fixed, 6)
                )
            }
            (What::Lost, _) => {
                format!("a character that could not be read and was lost: “{shown}”")
            }
            (What::Control, _) => format!(
                "control characters inside the text: “{}”",
                shown.escape_default()
            ),
            (What::Nul, _) => "zero bytes (NUL) inside the text".to_owned(),
            (What::Mark, _) => {
                "a byte order mark inside the text, or what became of one".to_owned()
            }
        };
        let severity = match damage.what {
            What::Lost => Severity::High,
            What::Misread(_) if damage.lossy => Severity::High,
            What::Mark => Severity::Low,
            _ => Severity::Medium,
        };
        Finding::new(self, damage.range, severity, reason).repaired(damage.fixed.map(Repair::exact))
    }
}

/// The lines with anything but the characters of plain ASCII text: what most rules are about.
fn odd_lines(context: &Context<'_>) -> Vec<TextRange> {
    let odd = |b: u8| (b < 0x20) & (b != b'\t') & (b != b'\r') | (b >= 0x7f);
    // Without branches inside, so that many bytes are looked at at once.
    let is_odd = |line: &&TextRange| {
        let bytes = context.slice(**line).as_bytes();
        bytes.iter().fold(false, |any, b| any | odd(*b))
    };
    context.lines.iter().filter(is_odd).copied().collect()
}

/// Whether a line has characters that damage is made of: controls, or something outside ASCII besides the usual quotation
/// marks and dashes.
fn is_suspect(line: &str) -> bool {
    let bytes = line.as_bytes();
    // Most lines are plain ASCII; this loop has no branches, so that many bytes are looked at at once.
    if !bytes
        .iter()
        .fold(false, |found, b| found | is_suspect_byte(*b))
    {
        return false;
    }
    let mut at = 0;
    while let Some(&b) = bytes.get(at) {
        at += match (is_suspect_byte(b), bytes.get(at..at + 3)) {
            (false, _) => 1,
            (true, Some([0xe2, 0x80, 0x93 | 0x94 | 0x98 | 0x99 | 0x9c | 0x9d | 0xa6])) => 3,
            _ => return true,
        }
    }
    false
}

fn is_suspect_byte(byte: u8) -> bool {
    (byte < 0x09) | (0x0e..=0x1f).contains(&byte) & (byte != 0x1a) | (byte >= 0x7f)
}

/// Of findings that overlap, from `first` on, leaves the longest one.
fn keep_first(first: usize, out: &mut Vec<Finding>) {
    let mut found = out.split_off(first);
    found.sort_by_key(|f| (f.range.start, std::cmp::Reverse(f.range.end)));
    let mut end = 0;
    found.retain(|f| {
        let free = f.range.start >= end;
        end = end.max(f.range.end);
        free
    });
    out.extend(found);
}

/// How far (UTF-8 bytes) to either side of a stretch its word is looked for.
const STRETCH: usize = 100;

/// The string around a stretch, up to white space, without the marks of sentences at its ends. Brackets that are a part of a
/// code itself stand inside the stretch.
fn string_around(text: &str, run: TextRange) -> TextRange {
    let near = TextRange::new(
        run.start.saturating_sub(STRETCH),
        text.len().min(run.end + STRETCH),
    )
    .snapped(text);
    let head = text.get(near.start..run.start).unwrap_or_default();
    let tail = text.get(run.end..near.end).unwrap_or_default();
    let head = head.rsplit(char::is_whitespace).next().unwrap_or_default();
    let tail = tail.split(char::is_whitespace).next().unwrap_or_default();
    let tail = tail.trim_end_matches(['.', ',', ';', ':', ')', '"', '”']);
    let head = head.trim_start_matches(['(', '"', '“']);
    TextRange::new(run.start - head.len(), run.end + tail.len())
}

/// A word of a line with characters beyond ASCII.
struct Odd<'a> {
    /// UTF-8 bytes of the document.
    range: TextRange,
    word: &'a str,
    /// Whether these are not only the usual quotation marks and dashes.
    telling: bool,
}

impl<'a> Odd<'a> {
    /// Those of a line, parted by ASCII white space.
    fn words(line: TextRange, text: &'a str) -> Vec<Self> {
        let bytes = text.as_bytes();
        let mut out = Vec::new();
        let mut at = 0;
        while let Some(first) = places::next(bytes, at, |b| b >= 0x80) {
            let space = |b: &u8| b.is_ascii_whitespace();
            let before = bytes.get(at..first).and_then(|b| b.iter().rposition(space));
            let start = before.map_or(at, |n| at + n + 1);
            let behind = bytes.get(first..).and_then(|b| b.iter().position(space));
            at = behind.map_or(bytes.len(), |n| first + n);
            let word = text.get(start..at).unwrap_or_default();
            out.push(Self {
                range: TextRange::new(line.start + start, line.start + at),
                word,
                telling: is_suspect(word),
            });
        }
        out
    }
}

fn line_damage(
    context: &Context<'_>,
    line: TextRange,
    text: &str,
    usual: &mut Option<&'static Codec>,
) -> Vec<Damage> {
    let mut out = Vec::new();
    let odd = Odd::words(line, text);
    misread::find(line, text, &odd, usual, &mut out);
    // Where a sequence was changed in a way that is known, that tells more than that a part of it is lost.
    let mut changed = Vec::new();
    lossy::find(&odd, &mut changed);
    let ranges: Vec<TextRange> = changed
        .iter()
        .filter(|d| d.fixed.is_some())
        .map(|d| d.range)
        .collect();
    out.retain(|d| !(d.lossy && overlaps_any(&ranges, d.range)));
    multibyte::find(line, text, &mut out);
    out.sort_by_key(|d| d.range.start);
    let mut legacy = Vec::new();
    let language = context.input.languages.at(line.start);
    let vietnamese = language == Language::Vietnamese;
    vietnamese::find(line, text, &odd, vietnamese, &mut legacy);
    settle(context.text, &mut out, &mut legacy);
    foreign::find(&odd, &mut legacy);
    settle(context.text, &mut out, &mut legacy);
    cyrillic::find(&odd, &mut legacy);
    settle(context.text, &mut out, &mut legacy);
    settle(context.text, &mut out, &mut changed);
    let tongues = (language == Language::English, language == Language::French);
    legacy::find(line, text, &odd, tongues, &mut legacy);
    settle(context.text, &mut out, &mut legacy);
    if may_have_lost(text) {
        singles(context, line, text, &mut out);
    }
    out
}

/// Adds the characters of a line that are damage by themselves, and are no part of what is found.
fn singles(context: &Context<'_>, line: TextRange, text: &str, out: &mut Vec<Damage>) {
    let known: Vec<TextRange> = out.iter().map(|d| d.range).collect();
    let runs: Vec<TextRange> = runs_of(text, is_lost)
        .into_iter()
        .map(|run| TextRange::new(line.start + run.start, line.start + run.end))
        .filter(|run| !overlaps_any(&known, *run))
        .collect();
    let origin = match text.contains(controls::is_control) {
        true => origin(context.text, &runs, line),
        false => WINDOWS_1252,
    };
    let single = |run| single(context.text, run, line, origin);
    out.extend(runs.into_iter().filter_map(single));
}

/// Adds what is new and has no characters that are damage by themselves.
fn settle(text: &str, out: &mut Vec<Damage>, new: &mut Vec<Damage>) {
    let known: Vec<TextRange> = out.iter().map(|d| d.range).collect();
    new.retain(|d| {
        let clean = !d.range.of(text).is_some_and(|w| w.contains(is_lost));
        clean && !overlaps_any(&known, d.range)
    });
    out.append(new);
    out.sort_by_key(|d| d.range.start);
}

/// The encoding that the control characters of a line were meant in.
fn origin(text: &str, runs: &[TextRange], line: TextRange) -> &'static Encoding {
    let words = runs.iter().map(|run| word_around(text, *run, line));
    controls::origin(words.filter_map(|w| w.of(text).filter(|w| w.contains(controls::is_control))))
}

/// Characters that are damage by themselves.
fn is_lost(c: char) -> bool {
    matches!(c, '\u{fffd}' | '\u{feff}' | '\0'..='\u{8}' | '\u{e}'..='\u{19}' | '\u{1b}'..='\u{1f}' | '\u{7f}'..='\u{9f}')
}

/// Whether a text has bytes that such characters are made of.
fn may_have_lost(text: &str) -> bool {
    let part = |b: u8| is_suspect_byte(b) & ((b < 0x80) | (b == 0xc2) | (b == 0xef));
    text.bytes().fold(false, |any, b| any | part(b))
}

/// A run of characters that are damage by themselves, grown to its word where it belongs to one.
fn single(
    text: &str,
    run: TextRange,
    line: TextRange,
    origin: &'static Encoding,
) -> Option<Damage> {
    let chars = run.of(text)?;
    let first = chars.chars().next()?;
    let what = match first {
        '\u{fffd}' => What::Lost,
        '\u{feff}' => What::Mark,
        '\0' => What::Nul,
        _ => What::Control,
    };
    if what == What::Mark && run.start == 0 {
        return None;
    }
    if matches!(what, What::Nul | What::Mark) {
        return Some(Damage {
            range: run,
            what,
            fixed: Some(String::new()),
            lossy: false,
        });
    }
    let range = word_around(text, run, line);
    let word = range.of(text)?;
    let fixed = match what {
        What::Control if controls::is_control(first) => Some(controls::undone(word, origin)?),
        What::Control => Some(word.chars().filter(|c| !is_lost(*c)).collect()),
        _ => None,
    };
    Some(Damage {
        range,
        what,
        fixed,
        lossy: false,
    })
}

/// The word around a run, up to white space, or a hundred bytes to either side.
fn word_around(text: &str, run: TextRange, line: TextRange) -> TextRange {
    let near = TextRange::new(
        run.start.saturating_sub(100).max(line.start),
        (run.end + 100).min(line.end),
    )
    .snapped(text);
    let before = text.get(near.start..run.start).unwrap_or_default();
    let behind = text.get(run.end..near.end).unwrap_or_default();
    let head = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    let tail = behind.split(char::is_whitespace).next().unwrap_or_default();
    TextRange::new(run.start - head.len(), run.end + tail.len())
}

/// Joins damaged neighbours of one kind that only white space parts.
fn join(text: &str, found: &mut Vec<Damage>) {
    found.dedup_by(|next, last| {
        let between = TextRange::new(last.range.end, next.range.start)
            .of(text)
            .unwrap_or(".");
        // UTF-16 read as something else has a zero byte at every letter of English.
        let spaced = last.what == What::Nul && between.chars().nth(1).is_none();
        let touching = last.range.end <= next.range.start
            && (between.trim().is_empty() || spaced)
            && last.what.is_like(next.what);
        if touching {
            match (&mut last.fixed, &next.fixed) {
                (Some(fixed), Some(more)) => {
                    fixed.push_str(between);
                    fixed.push_str(more);
                }
                _ => last.fixed = None,
            }
            last.lossy |= next.lossy;
            last.range = last.range.union(next.range);
        } else if last.range.overlaps(next.range) {
            last.range = last.range.union(next.range);
            return true;
        }
        touching
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{expect, findings, silent};

    #[track_caller]
    fn repair(text: &str, fixed: &str) {
        let found = findings(&EncodingError, text);
        let repairs: Vec<_> = found
            .iter()
            .filter_map(|f| f.repair.clone()?.replacement)
            .collect();
        assert_eq!(repairs, [fixed], "{found:?}");
    }

    #[test]
    fn misread_words_and_phrases() {
        expect(
            &EncodingError,
            "\
The cafÃ© of Monsieur LefÃ¨vre-BÃ©rot was closed.
    ^^^^^ medium: UTF-8 text read as
                      ^^^^^^^^^^^^^^^ medium: UTF-8 text read as",
        );
        repair("the cafÃ© nearby", "café");
        repair("theyâ€™re late", "they’re");
        repair("in Ä°zmir", "İzmir");
        repair("MÃ¼nchen, KÃ¶ln", "München, Köln");
    }

    #[test]
    fn damage_done_twice_is_undone_twice() {
        repair("the cafÃƒÂ© nearby", "café");
        repair("it doesnÃ¢â‚¬â„¢t", "doesn’t");
    }

    #[test]
    fn lost_characters_and_controls() {
        expect(
            &EncodingError,
            "\
The Minist\u{fffd}re of Culture\u{0}\u{0} and the people\u{92}s house.
    ^^^^^^^^^ high: could not be read and was lost
                        ^^ medium: zero bytes
                                   ^^^^^^^^ medium: control characters",
        );
        repair("a \u{feff}mark", "");
        repair("the people\u{92}s house", "people’s");
    }

    #[test]
    fn languages_read_as_western_european() {
        repair("en la montaÃ±a", "montaña");
        repair("SÃ£o Paulo", "São");
        repair("perchÃ© no", "perché");
        repair("Wir fuhren Ã¼ber Land", "über");
        repair("i KÃ¸benhavn i dag", "København");
        repair("w Åšwidnicy", "Świdnicy");
        repair("powiedziaÅ‚ wczoraj", "powiedział");
        repair("z BrnÄ›nska a", "Brněnska");
        repair("Nguyá»…n Linh", "Nguyễn");
        repair("ÐŸÑ€Ð¸Ð²ÐµÑ‚!", "Привет!");
        repair("Î‘Î¸Î®Î½Î±", "Αθήνα");
        repair("æ—¥æœ¬", "日本");
        repair("áž€áž˜áŸ’áž–áž»áž‡áž¶", "កម្ពុជា");
        repair("to you ðŸ˜€ all", "😀");
    }

    #[test]
    fn other_encodings() {
        repair("Jego mÄ…ĹĽ, Ĺ‚ukasz", "mąż, łukasz");
        repair("РџСЂРёРІРµС‚, РјРёСЂ", "Привет, мир");
        repair("the caf√© nearby", "café");
        repair("I don‚Äôt know", "don’t");
        repair("the caf├⌐ nearby", "café");
        repair("We donΓÇÖt know", "don’t");
    }

    #[test]
    fn spaces_that_were_no_break_spaces() {
        repair("C'est voilÃ  tout", "voilà");
        repair("C'est voilÃ  tout", "voilà");
        repair("for 5Â km", "5\u{a0}");
        repair("for 5Â\u{a0}km", "5\u{a0}km");
        repair("costs Â£450", "£450");
        repair("at 20 Â°C", "°C");
        repair("ï»¿Once", "Once");
    }

    #[test]
    fn parts_that_were_lost() {
        expect(
            &EncodingError,
            "\
She called it â€œfineâ€ and left; ï¿½ stands there.
              ^^^^^^^^^ high: a part of it lost
                                  ^^^ high: a part of it lost",
        );
    }

    #[test]
    fn clear_damage_is_evidence_for_its_neighbours() {
        repair("РЇ РЅРµ Р·РЅР°СЋ", "Я не знаю");
        repair("pavasarÄŻ ÄŻ LietuvÄ…", "pavasarį į Lietuvą");
    }

    #[test]
    fn letters_before_marks_and_signs() {
        silent(
            &EncodingError,
            &[
                "„KÖ“, »PÅ«, „NÄ“, “AMANHÃ”, «IRMÃ»; NESTLÉ®, CAFÉ™, BLÅ®, CITÉ’s, PIÙ’, VOCÊ…",
                "« À » et « déjà\u{a0}», «\u{a0}clé\u{a0}»\u{a0}; à\u{a0}; été—âge; café…",
                "10 Å³, 5 Å–7 Å, 5 Å±0.2, 3 ×\u{a0}5, 4×½, ÷ and ×: the letters Ã and Â, “Ã”, «Â», Ă, Â, Î.",
                "„Über uns‘, ‚Äpfel‘, ‚Ö‘, »Öl«, „Ärger“, Spaß“, groß… heiß”",
                "PÄŤ, DEVÄŤ, SZKÓŁ, ĘŚ, CZĘŚĆ, Îşi, ORĂŞEL, TOMÍŠEK, KÚŽEL, ČŠ",
                "РІК, Рік, СЕРЁЖА, «МИР», «РУХ», Росії, ноћ», СРЂАН, Ёлка, в’язень",
                "├── école, └─ été, │ é │, ±½, √2, ≈é",
                "BRÛLÉE², CITTÀ², PIÙ², ÖŠ, ÅÄÖŠŽ, Ðặng Thị, Nguyễn, ÞÓR, Ñandú",
                "한국어 ‘서울’, 『日本』、「東京」, ไทย, עברית ×, «العربية»",
            ],
        );
    }

    #[test]
    fn legitimate_letters_and_signs() {
        silent(
            &EncodingError,
            &[
                "\u{feff}A mark at the start is none inside.",
                "SÃO PAULO, NAÇÃO, REGIÃO, ÂNGELA, CÂMARA, « Où êtes-vous ? » — là-bas…",
                "Nguyễn Xuân Phúc, Đặng Thị Ngọc Thịnh, Łódź, Århus, Öland, Çeşme, ZZAJÉ’s, VOCÊ…",
                "5 × 3 µm², ±2 °C, £5.8bn, ½, §3, ©, “quotes” and ‘quotes’ – dashes — ellipsis…",
                "Ελληνικά, Русский язык, العربية, 日本語, ភាសាខ្មែរ",
            ],
        );
    }
}
