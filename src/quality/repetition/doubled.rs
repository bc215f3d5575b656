//! Words and phrases that stand twice in a row: "the the", "drain the lake drain the lake".

use super::words::{LETTERS, OPENS, Word};
use super::{Context, Finding, Repetition};
use crate::annotation::label::Severity;
use crate::quality::Repair;
use crate::quality::context::space_at;
use crate::text::TextRange;
use crate::text::language::Language;

/// Words of the longest phrase that is compared with the words right behind it.
const LONGEST: usize = 6;

/// Bits of a hash that words are told apart by at first.
const SEEN: u32 = 10;

/// Words that are never written twice in a row on purpose.
#[rustfmt::skip]
const NEVER: &[&str] = &[
    "the", "a", "an", "of", "to", "and", "for", "with", "at", "by", "from", "are", "was", "were", "be", "as", "or", "this",
    "these", "which", "will", "has", "have", "its", "their", "his", "her", "we", "they", "he", "she", "but", "if", "than",
    "into", "between", "our", "been", "also", "can", "would", "should", "on", "in", "it", "not", "le", "la", "les", "des",
    "du", "et", "à", "une", "un", "pour", "dans", "que", "qui", "par", "sur", "au", "aux", "est", "de", "dan", "yang",
    "dari", "untuk", "dengan", "pada", "dalam", "oleh", "ini", "và", "của", "các", "những", "trong", "cho", "với", "được",
    "der", "und", "mit", "für", "von", "dem", "el", "los", "las", "y", "por", "con", "para", "del", "en",
];
/// Words that are, and joints of phrases that repeat a word on purpose: "more and more", "step by step".
#[rustfmt::skip]
const MEANT: &[&str] = &[
    "that", "had", "is", "do", "very", "so", "far", "many", "much", "more", "long", "no", "never", "again", "ever",
    "and", "by", "after", "upon", "or", "over", "hear", "bye", "ha", "nous", "vous", "one", "two", "three", "year", "day",
];

impl Repetition {
    /// What stands twice in a row, by the words of the text.
    pub(super) fn doubled(&self, context: &Context<'_>, words: &[Word], out: &mut Vec<Finding>) {
        // How many words up to here equal those so many places before, and whether any do.
        let (mut runs, mut open) = ([0_usize; LONGEST + 1], false);
        let mut done = 0;
        // Where a word with such a hash stood last, one word further on.
        let mut seen = vec![0; 1 << SEEN];
        for (at, word) in words.iter().enumerate() {
            let hash = word.hash();
            let last = seen.get_mut((hash >> (u32::BITS - SEEN)) as usize);
            let last = last.map_or(at, |last| std::mem::replace(last, at + 1));
            // Hardly any word stands among the few before it.
            if !open && last + LONGEST <= at {
                continue;
            }
            let before = words
                .get(at.saturating_sub(LONGEST)..at)
                .unwrap_or_default();
            open = false;
            for (lag, other) in (1..).zip(before.iter().rev()) {
                let Some(run) = runs.get_mut(lag) else { break };
                let equal = other.hash() == hash && !word.is(OPENS);
                *run = if equal { *run + 1 } else { 0 };
                open |= equal;
                if *run != lag || at + 1 < done + 2 * lag {
                    continue;
                }
                let phrases = words.get(at + 1 - 2 * lag..=at).unwrap_or_default();
                if let Some(found) = self.twice(context, phrases, lag) {
                    out.push(found);
                    done = at + 1;
                }
            }
        }
    }

    /// The finding about a phrase of so many words and the same behind it.
    fn twice(&self, context: &Context<'_>, words: &[Word], len: usize) -> Option<Finding> {
        let first = words.get(..len)?;
        let range = words
            .first()?
            .range(context.text)
            .union(words.last()?.range(context.text));
        let text = context.slice(range);
        let again = words.get(len)?.start();
        if !is_plain(text) || first.iter().any(|w| !w.is(LETTERS)) {
            return None;
        }
        let parts: Vec<&str> = text.split_whitespace().collect();
        let once = context.slice(TextRange::new(range.start, again)).trim_end();
        let sure = match len {
            1 => self.is_slip(context, range, once)?,
            _ => is_phrase(parts.get(..len)?)?,
        };
        let kept = TextRange::new(again, range.end);
        let reason = format!("“{}” stands twice in a row", context.slice(kept));
        let found = Finding::new(self, range, Severity::Medium, reason);
        let found = found.repaired(Some(Repair::exact(once)));
        Some(if sure { found } else { found.on_demand() })
    }

    /// Whether a doubled word is one for sure; `None` where it may be meant.
    fn is_slip(&self, context: &Context<'_>, range: TextRange, word: &str) -> Option<bool> {
        let small = word.starts_with(char::is_lowercase);
        if NEVER.contains(&word) {
            return Some(true);
        }
        // The languages of South East Asia double words for the plural and for emphasis.
        let doubles = !matches!(
            context.input.languages.at(range.start),
            Language::English | Language::French
        );
        let lower = word.to_lowercase();
        let the = lower != word && NEVER.contains(&lower.as_str());
        let plain = small && word.len() >= 4 && !MEANT.contains(&word) && !doubles;
        (plain || the).then_some(false)
    }
}

/// Whether nothing but blanks parts the words of a passage, and no paragraph.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let letters = |b: u8| b.is_ascii_alphanumeric() || b >= 0x80 || matches!(b, b'\'' | b'-');
    // A mark at the very end belongs to the sentence.
    let before_end = bytes
        .get(..bytes.len().saturating_sub(1))
        .unwrap_or_default();
    let plain = |(at, b): (usize, &u8)| letters(*b) || space_at(bytes, at) > 0;
    before_end.iter().enumerate().all(plain)
        && !text.contains("\n\n")
        && !text.contains(['“', '”', '…', '–', '—', '«', '»', '•'])
}

/// Whether a doubled phrase is a slip for sure; `None` where it may be meant.
fn is_phrase(words: &[&str]) -> Option<bool> {
    let small = |w: &&&str| w.starts_with(char::is_lowercase);
    let some_small = words.iter().any(|w| small(&w));
    let different = words.iter().any(|w| Some(w) != words.first());
    let meant = words.len() == 2
        && words
            .iter()
            .any(|w| MEANT.contains(&w.to_lowercase().as_str()));
    (some_small && different && !meant).then_some(words.len() >= 3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{expect, silent};

    #[test]
    fn words_and_phrases_twice_in_a_row() {
        expect(
            &Repetition,
            "\
They sailed to the the islands and asked for for help.
               ^^^^^^^ medium: “the” stands twice in a row
                                         ^^^^^^^ medium: “for” stands twice in a row
The plan is to drain the lake drain the lake before the winter.
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ medium: “drain the lake” stands twice in a row
The harbour harbour was closed, said the mayor the mayor in the evening.
    ^^^^^^^^^^^^^^^ medium/2: “harbour” stands twice in a row
                                     ^^^^^^^^^^^^^^^^^^^ medium/2: “the mayor” stands twice in a row",
        );
    }

    #[test]
    fn what_is_doubled_on_purpose() {
        silent(
            &Repetition,
            &[
                "It became clear that that clause had had its day, and it grew more and more and more costly.",
                "They met in Baden Baden, in Bora Bora and in Pago Pago, again and again and again.",
                "What it is is a long, long road. Come in. In the end they came. He said no, no.",
                "Nous nous sommes réunis, et vous vous êtes levés.",
                "Call 12 12 or 34 34.",
            ],
        );
    }
}
