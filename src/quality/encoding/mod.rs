//! Text that was read in the wrong encoding, once or several times, and characters that were lost on the way.

mod badness;
mod codec;

use super::context::{excerpt, overlaps_any, runs_of};
use super::{Check, Context, Finding, Repair};
use crate::annotation::label::{Category, Severity};
use crate::text::TextRange;
use badness::{badness, is_bad};
use codec::{CODECS, Codec, from_control};

/// Finds damage done by wrong encodings.
pub struct EncodingError;

/// A damaged stretch.
struct Damage {
    range: TextRange,
    what: What,
    /// The text as it was meant, where that can be told.
    fixed: Option<String>,
}

/// What happened to a stretch.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    /// UTF-8 read as this encoding.
    Misread(&'static str),
    /// Characters that could not be decoded.
    Lost,
    /// Control characters.
    Control,
    /// NUL characters.
    Nul,
    /// A byte order mark inside the text.
    Mark,
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

    fn run(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        for &line in &context.lines {
            let text = context.slice(line);
            if !is_suspect(text) {
                continue;
            }
            let mut found = line_damage(context, line, text);
            found.sort_by_key(|d| d.range.start);
            join(context.text, &mut found);
            out.extend(found.into_iter().map(|d| self.finding(context.text, d)));
        }
    }
}

impl EncodingError {
    fn finding(&self, text: &str, damage: Damage) -> Finding {
        let shown = excerpt(damage.range.of(text).unwrap_or_default(), 6);
        let reason = match (damage.what, &damage.fixed) {
            (What::Misread(name), Some(fixed)) => format!(
                "UTF-8 text read as {name}: “{shown}” for “{}”",
                excerpt(fixed, 6)
            ),
            (What::Misread(name), None) => {
                format!("UTF-8 text read as {name}, and a part of it lost: “{shown}”")
            }
            (What::Lost, _) => {
                format!("a character that could not be read and was lost: “{shown}”")
            }
            (What::Control, _) => format!(
                "control characters inside the text: “{}”",
                shown.escape_default()
            ),
            (What::Nul, _) => "zero bytes (NUL) inside the text".to_owned(),
            (What::Mark, _) => "a byte order mark inside the text".to_owned(),
        };
        let severity = match damage.what {
            What::Lost => Severity::High,
            What::Misread(_) if damage.fixed.is_none() => Severity::High,
            What::Mark => Severity::Low,
            _ => Severity::Medium,
        };
        Finding::new(self, damage.range, severity, reason).repaired(damage.fixed.map(Repair::exact))
    }
}

/// Whether a line has characters that damage is made of: controls, or something outside ASCII besides the usual quotation
/// marks and dashes.
fn is_suspect(line: &str) -> bool {
    let bytes = line.as_bytes();
    let mut at = 0;
    while let Some(&b) = bytes.get(at) {
        at += match b {
            0x00..=0x08 | 0x0e..=0x19 | 0x80.. => match bytes.get(at..at + 3) {
                Some([0xe2, 0x80, 0x93 | 0x94 | 0x98 | 0x99 | 0x9c | 0x9d | 0xa6]) => 3,
                _ => return true,
            },
            _ => 1,
        }
    }
    false
}

fn line_damage(context: &Context<'_>, line: TextRange, text: &str) -> Vec<Damage> {
    let mut out = Vec::new();
    if is_bad(text) {
        misread(context, line, text, &mut out);
    }
    let known: Vec<TextRange> = out.iter().map(|d| d.range).collect();
    for run in runs_of(text, is_lost) {
        let range = TextRange::new(line.start + run.start, line.start + run.end);
        if !overlaps_any(&known, range) {
            out.extend(single(context.text, range, line));
        }
    }
    out
}

/// Characters that are damage by themselves.
fn is_lost(c: char) -> bool {
    matches!(c, '\u{fffd}' | '\u{feff}' | '\0'..='\u{8}' | '\u{e}'..='\u{19}' | '\u{80}'..='\u{9f}')
}

/// A run of characters that are damage by themselves, grown to its word where it belongs to one.
fn single(text: &str, run: TextRange, line: TextRange) -> Option<Damage> {
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
        });
    }
    let range = word_around(text, run, line);
    let word = range.of(text)?;
    if what == What::Control && ('\u{80}'..='\u{9f}').contains(&first) {
        let fixed = controls_undone(word);
        return fixed.is_some().then_some(Damage { range, what, fixed });
    }
    let fixed = (what == What::Control).then(|| word.chars().filter(|c| !is_lost(*c)).collect());
    Some(Damage { range, what, fixed })
}

/// C1 controls as the Windows-1252 characters they were meant to be; `None` when one has none.
fn controls_undone(word: &str) -> Option<String> {
    word.chars()
        .map(|c| {
            if ('\u{80}'..='\u{9f}').contains(&c) {
                from_control(c)
            } else {
                Some(c)
            }
        })
        .collect()
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

/// Adds the words of a line that are misread UTF-8.
fn misread(context: &Context<'_>, line: TextRange, text: &str, out: &mut Vec<Damage>) {
    let Some(codec) = best(text) else { return };
    if repaired(text, codec).is_none_or(|(fixed, _)| badness(&fixed) * 3 > badness(text)) {
        return;
    }
    for token in words(line, text) {
        let word = context.slice(token);
        if word.is_ascii() || is_capitals_with_space(word) {
            continue;
        }
        // The no-break space of “à” became a space: the letter stands alone at the end of the token.
        let open = word.ends_with(['Ã', 'Â'])
            && context
                .text
                .get(token.end..)
                .is_some_and(|r| r.starts_with(' '));
        let source = if open {
            format!("{word} ")
        } else {
            word.to_owned()
        };
        let Some((fixed, lossy)) = repaired(&source, codec) else {
            continue;
        };
        let fixed = if open {
            fixed.trim_end_matches(' ').to_owned()
        } else {
            fixed
        };
        out.push(Damage {
            range: token,
            what: What::Misread(codec.name),
            fixed: (!lossy).then_some(fixed),
        });
    }
}

/// Capitals with a no-break space among them, where `Â` may be a letter of its own.
fn is_capitals_with_space(word: &str) -> bool {
    word.contains("Â\u{a0}")
        && word
            .chars()
            .all(|c| c == 'Â' || c == '\u{a0}' || c.is_ascii_uppercase())
}

/// The tokens of a line between ASCII spaces: a no-break space is a byte of damage here.
fn words(line: TextRange, text: &str) -> impl Iterator<Item = TextRange> {
    let base = text.as_ptr() as usize;
    text.split_ascii_whitespace().map(move |word| {
        let start = line.start + (word.as_ptr() as usize - base);
        TextRange::new(start, start + word.len())
    })
}

/// The encoding that undoes all of a text, or else the one that undoes most of it.
fn best(text: &str) -> Option<&'static Codec> {
    let before = badness(text);
    let mut most: Option<(usize, usize, &Codec)> = None;
    for codec in CODECS.iter() {
        let undone = codec.undo(text);
        if undone.sequences == 0 {
            continue;
        }
        if undone.left == 0 {
            return Some(codec);
        }
        let after = badness(&undone.text);
        if after < before && most.is_none_or(|m| (after, undone.left) < (m.0, m.1)) {
            most = Some((after, undone.left, codec));
        }
    }
    most.map(|m| m.2)
}

/// `word` with its damage undone, layer by layer; and whether something was lost.
fn repaired(word: &str, codec: &Codec) -> Option<(String, bool)> {
    let first = codec.undo(word);
    if first.sequences == 0 {
        return None;
    }
    let (mut text, mut lossy) = (first.text, first.lossy);
    for _ in 0..4 {
        let Some(next) = best(&text)
            .filter(|_| is_bad(&text))
            .map(|codec| codec.undo(&text))
        else {
            break;
        };
        lossy |= next.lossy;
        text = next.text;
    }
    let text = controls_undone(&text).unwrap_or(text);
    lossy |= text.contains('\u{fffd}');
    Some((text, lossy))
}

/// Joins damaged neighbours of one kind that only white space parts.
fn join(text: &str, found: &mut Vec<Damage>) {
    found.dedup_by(|next, last| {
        let between = TextRange::new(last.range.end, next.range.start)
            .of(text)
            .unwrap_or(".");
        let touching = last.range.end <= next.range.start
            && between.trim().is_empty()
            && last.what == next.what;
        if touching {
            match (&mut last.fixed, &next.fixed) {
                (Some(fixed), Some(more)) => {
                    fixed.push_str(between);
                    fixed.push_str(more);
                }
                _ => last.fixed = None,
            }
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
