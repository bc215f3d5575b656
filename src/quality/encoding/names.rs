//! Question marks in the places of letters with accents, where no small letter stands on both sides: at the ends of names
//! (`Zo? Lund`), behind their capitals (`S?ren`), and at the ends of syllables of Vietnamese.

use super::EncodingError;
use crate::annotation::label::Severity;
use crate::quality::{Context, Finding};
use crate::text::TextRange;
use crate::text::language::Language;
use crate::text::lexicon::{Known, fold, known};

/// How far words are followed to either side, in bytes.
const NEAR: usize = 60;

/// With what a sentence behind a question begins.
#[rustfmt::skip]
const BEGIN: &[&str] = &[
    "The", "A", "An", "He", "She", "It", "We", "I", "You", "They", "This", "That", "These", "Those", "There", "Here", "In", "On", "At", "And",
    "But", "Or", "So", "If", "No", "Not", "Yes", "Who", "What", "Why", "When", "Where", "How", "Is", "Are", "Was", "Do", "Does", "As", "Of",
    "To", "For", "From", "With", "By", "My", "Our", "His", "Her", "Its", "Their", "Some", "Many", "Most", "Perhaps", "Maybe", "Now", "Then",
    "Le", "La", "Les", "Il", "Elle", "Ils", "Ce", "Un", "Une", "Et", "Mais", "Non", "Oui", "Di", "Ini", "Itu", "Tidak", "Ya",
];

/// Adds the words that lost a letter so.
pub(super) fn find(check: &EncodingError, context: &Context<'_>, out: &mut Vec<Finding>) {
    let bytes = context.text.as_bytes();
    for at in memchr::memchr_iter(b'?', bytes) {
        // A run of them is looked at once.
        if at.checked_sub(1).and_then(|n| bytes.get(n)) == Some(&b'?') {
            continue;
        }
        let vietnamese = context.input.languages.at(at) == Language::Vietnamese;
        let around = Around::of(context.text, at);
        if !around.is_lost(vietnamese, context.is_english(at)) {
            continue;
        }
        let range = around.word(at);
        let reason = format!(
            "a question mark in the place of a letter: “{}”",
            context.slice(range)
        );
        out.push(Finding::new(check, range, Severity::Medium, reason));
    }
}

/// The text on both sides of question marks.
struct Around<'a> {
    before: &'a str,
    behind: &'a str,
    marks: usize,
}

impl<'a> Around<'a> {
    fn of(text: &'a str, at: usize) -> Self {
        let marks = text
            .get(at..)
            .unwrap_or_default()
            .bytes()
            .take_while(|b| *b == b'?')
            .count();
        let near = TextRange::new(at.saturating_sub(NEAR), text.len().min(at + marks + NEAR))
            .snapped(text);
        let line = |s: &'a str| s.rsplit(['\n', '\r']).next().unwrap_or_default();
        let before = line(text.get(near.start..at).unwrap_or_default());
        let behind = text.get(at + marks..near.end).unwrap_or_default();
        let behind = behind.split(['\n', '\r']).next().unwrap_or_default();
        Self {
            before,
            behind,
            marks,
        }
    }

    /// The letters right before, and right behind.
    fn sides(&self) -> (&'a str, &'a str) {
        let head = self
            .before
            .rsplit(|c: char| !c.is_alphabetic())
            .next()
            .unwrap_or_default();
        let tail = self
            .behind
            .split(|c: char| !c.is_alphabetic())
            .next()
            .unwrap_or_default();
        (head, tail)
    }

    fn word(&self, at: usize) -> TextRange {
        let (head, tail) = self.sides();
        TextRange::new(at - head.len(), at + self.marks + tail.len())
    }

    fn is_lost(&self, vietnamese: bool, english: bool) -> bool {
        let (head, tail) = self.sides();
        let outside = self
            .before
            .get(..self.before.len() - head.len())
            .unwrap_or_default();
        let opens =
            outside.is_empty() || outside.ends_with([' ', '(', '“', '"', '-', '\u{a0}', '«']);
        if !opens || self.marks > 2 {
            return false;
        }
        match (head.is_empty(), tail.is_empty()) {
            (false, false) => self.marks == 1 && is_capital_form(head, tail),
            (true, false) => is_beginning(tail, self.marks, english),
            (false, true) => {
                self.marks == 1
                    && (self.ends_name(head) || self.ends_syllable(head, outside, vietnamese))
            }
            (true, true) => false,
        }
    }

    /// `Zo? Lund`, `Jos?, Ana`, `Beaupr?-Lund`: a name that a vowel makes of what is none.
    fn ends_name(&self, head: &str) -> bool {
        let capital = is_capitalised(head);
        let next = self.behind.trim_start_matches([' ', '-']);
        let word = next
            .split(|c: char| !c.is_alphabetic())
            .next()
            .unwrap_or_default();
        // A sentence that begins behind a question does so with a usual word.
        let begins = BEGIN.contains(&word);
        let goes_on = self.behind.starts_with([',', '-'])
            || self.behind.starts_with(' ') && !word.is_empty() && !begins;
        let folded = fold(head);
        let vowel = || {
            ["e", "i", "o", "a"]
                .iter()
                .any(|v| known(&format!("{folded}{v}")) != Known::No)
        };
        let named = is_capitalised(word) && !word.is_ascii();
        let initial = head.len() == 1 && self.behind.starts_with(' ') && named;
        capital
            && goes_on
            && (initial || head.chars().count() >= 2 && known(&folded) == Known::No && vowel())
    }

    /// `l?ch s?`: the consonants that a syllable of Vietnamese begins with, and nothing behind them.
    fn ends_syllable(&self, head: &str, outside: &str, vietnamese: bool) -> bool {
        const INITIAL: &[&str] = &[
            "b", "c", "ch", "d", "đ", "g", "h", "kh", "l", "m", "n", "ng", "ngh", "nh", "ph", "qu",
            "r", "s", "t", "th", "tr", "v", "x",
        ];
        let last = outside.trim_end().rsplit(' ').next().unwrap_or_default();
        let own = |c: char| matches!(c, '\u{1ea0}'..='\u{1ef9}' | 'ă' | 'đ' | 'ơ' | 'ư');
        (vietnamese || last.contains(own)) && INITIAL.contains(&head) && !outside.is_empty()
    }
}

fn is_capitalised(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.all(char::is_lowercase)
}

/// `S?ren`, `C?t`: a capital, a lost vowel and what no word begins with by itself.
fn is_capital_form(head: &str, tail: &str) -> bool {
    let capital = head.chars().count() == 1 && head.chars().all(char::is_uppercase);
    let whole = tail.len() > 1 && known(&fold(tail)) == Known::Word;
    capital && tail.chars().all(char::is_lowercase) && !(whole && matches!(head, "I" | "A"))
}

/// `?sa Lund`, `??u`: small letters that are no word of English.
fn is_beginning(tail: &str, marks: usize, english: bool) -> bool {
    let small = tail.chars().all(char::is_lowercase);
    let word = known(&fold(tail)) != Known::No;
    small && marks == 2 && tail.chars().count() <= 6 && (!english || tail.len() < 3 || !word)
}

#[cfg(test)]
mod tests {
    use crate::quality::encoding::EncodingError;
    use crate::quality::testing::{expect, silent};

    #[test]
    fn names_with_question_marks() {
        expect(
            &EncodingError,
            "\
The report of Ren? Lund, of S?ren Lund and of L? Thị Hoa was read to the council.
              ^^^^ medium: in the place of a letter
                            ^^^^^ medium: in the place of a letter
                                              ^^ medium: in the place of a letter",
        );
        expect(
            &EncodingError,
            "\
Hội đồng thành phố đã họp ??u năm nay để bàn về lịch s? văn hóa của đất nước.
                          ^^^ medium: in the place of a letter
                                                     ^^ medium: in the place of a letter",
        );
        silent(
            &EncodingError,
            &[
                "Plan B? Maybe. Who is Rene? Nobody knows. What?? no. Is it Bob? He said so; why not? The end.",
                "Là ai? Đó là câu hỏi. Tại sao? Vì thành phố đã họp; có hay không? Không.",
            ],
        );
    }
}
