//! Passages that stand twice in a document, in nearly the same words.
//!
//! Five-word shingles are hashed; a sample of them that every run of eight equal words must hit (the minimum of each
//! window) is sorted, which brings equal ones together. From such a seed the two places are read on in both directions
//! over small differences. Every word is read a bounded number of times, so the check stays linear.

mod doubled;
pub mod words;

use super::context::{excerpt, overlaps_any, tokens, trimmed};
use super::{Check, Context, Evidence, Example, Finding, Page};
use crate::annotation::label::{Category, Severity};
use crate::text::TextRange;
use crate::text::language::Language;
use crate::text::segment::char_ceil;
use words::{CAPITAL, LETTERS, LISTED, OPENS, Word, begins_paragraph, keep_equal, sampled, walked};

/// Finds repeated passages.
pub struct Repetition;

/// Words of a shingle.
const SHINGLE: usize = 5;
/// Shingles of which one is kept.
const WINDOW: usize = 4;
/// Equal words that make a repetition for sure where they are a whole sentence or list item.
const LEAST: usize = 12;
/// Equal words that may make one there.
const LEAST_WHOLE: usize = 10;
/// Equal words that make one where the same stands right behind them: a sentence that was begun twice.
const LEAST_ADJACENT: usize = 6;
/// Equal words that make one that is part of a sentence: fewer are a way to begin, or a formula.
const SURE: usize = 15;
/// Equal words beyond which other figures do not make it another statement.
const LONG: usize = 40;
/// Lines, or pairs of places, after which is asked whether to go on.
const STEP: usize = 1 << 12;
/// A passage that stands more often than this is a formula.
const FORMULA: usize = 4;

/// Two stretches of words that read alike: indices of words.
struct Pair {
    early: std::ops::Range<usize>,
    late: std::ops::Range<usize>,
    equal: usize,
}

impl Pair {
    /// Whether the later stretch stands right behind the earlier one.
    fn is_adjacent(&self) -> bool {
        self.early.end == self.late.start && self.equal >= LEAST_ADJACENT
    }
}

impl Check for Repetition {
    fn id(&self) -> &'static str {
        "repetition"
    }

    fn category(&self) -> Category {
        Category::Repetition
    }

    fn about(&self) -> &'static str {
        "Sentences and longer clauses that stand elsewhere in the document, or in another document of the folder, in nearly \
         the same words, words and phrases twice in a row, and documents that are copies of others. The later passage is \
         marked; what it says was counted before."
    }

    fn page(&self) -> Page {
        Page {
            matters: "What is said twice is counted twice; a passage taken over from another document is no second source.",
            examples: &[Example {
                text: "The council met on Monday in the old harbour to speak about roads, bridges and the new ferry line to the northern islands.\n\nThe mayor thanked all guests.\n\nThe council met on Monday in the old harbour to speak about roads, bridges and the new ferry line to the northern islands.",
                found: "The council met on Monday in the old harbour to speak about roads, bridges and the new ferry line to the northern islands.",
            }],
            false_alarms: "Formulas that treaties and resolutions repeat on purpose, refrains and standing descriptions of an organisation. \
                           Between documents, what stands in more than five of them and what is quoted is left alone.",
        }
    }

    fn run(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        if context.text.len() >= u32::MAX as usize {
            return;
        }
        let words = context.hashed();
        let mut places = Places::default();
        for (n, pair) in pairs(words).into_iter().enumerate() {
            if n % STEP == 0 && context.is_stopped() {
                return;
            }
            out.extend(self.finding(context, words, &pair, &mut places));
        }
        for &line in &context.lines {
            out.extend(self.digit_groups(context, line));
        }
        let mut twice = Vec::new();
        self.doubled(context, words, &mut twice);
        let own = out.iter().filter(|f| f.check == self.id());
        let mut told: Vec<TextRange> = own.map(|f| f.range).collect();
        told.sort_unstable();
        twice.retain(|f| !overlaps_any(&told, f.range));
        out.append(&mut twice);
    }
}

impl Repetition {
    fn finding(
        &self,
        context: &Context<'_>,
        words: &[Word],
        pair: &Pair,
        places: &mut Places,
    ) -> Option<Finding> {
        let late = words.get(pair.late.clone())?;
        let text = context.text;
        let range = late.first()?.range(text).union(late.last()?.range(text));
        let early = words.get(pair.early.start)?;
        let capitals = late.iter().filter(|w| w.is(CAPITAL)).count();
        let letters = late.iter().filter(|w| w.is(LETTERS)).count();
        // Several lines of names are one list that stands twice.
        let lines = || context.slice(range).matches('\n').count() >= 2 && pair.equal == late.len();
        let names = capitals * 10 > late.len() * 6 || is_name(context.slice(range));
        if names && !lines() || letters * 10 < late.len() * 7 {
            return None;
        }
        let range = trimmed(context.text, range, |c| {
            c.is_whitespace() || matches!(c, '“' | '”' | '"' | '(')
        });
        let whole = is_whole(context.text, range);
        // The words of Vietnamese are written as one or two, mostly two.
        let syllables = context.input.languages.at(range.start) == Language::Vietnamese;
        let equal = if syllables {
            pair.equal * 5 / 8
        } else {
            pair.equal
        };
        let adjacent = pair.is_adjacent();
        if !adjacent && (equal < LEAST_WHOLE || equal < SURE && !whole) {
            return None;
        }
        let earlier = words.get(pair.early.clone())?;
        if equal < LONG && has_other_figures(earlier, late) {
            return None;
        }
        let place = places.paragraph(context, early.line(context));
        let quoted = excerpt(context.text.get(early.start()..).unwrap_or_default(), 6);
        let amount = if pair.equal == late.len() {
            "word for word".to_owned()
        } else {
            format!("{} of {} words are the same", pair.equal, late.len())
        };
        let reason = format!("repeats a passage of paragraph {place}, “{quoted}” ({amount})");
        let first = early.range(text).union(earlier.last()?.range(text));
        let finding = Finding::new(self, range, Severity::Medium, reason)
            .because_of([Evidence::here(text, first, "stands here before")]);
        Some(if equal >= LEAST && !names {
            finding
        } else {
            finding.on_demand()
        })
    }

    /// A group of numbers that stands twice in one line of contact details.
    fn digit_groups(&self, context: &Context<'_>, line: TextRange) -> Option<Finding> {
        let text = context.slice(line);
        let digits = || {
            text.bytes()
                .map(|b| u32::from(b.is_ascii_digit()))
                .sum::<u32>()
        };
        if text.len() > 160 || digits() < 12 || !is_digit_line(text) {
            return None;
        }
        let parts: Vec<TextRange> = tokens(context.text, line).collect();
        let (first, again, len) = repeated_run(&parts, |r| {
            context.slice(trimmed(context.text, r, |c| {
                matches!(c, ',' | ';' | '.' | '/')
            }))
        })?;
        let range = parts.get(again)?.union(*parts.get(again + len - 1)?);
        let range = trimmed(context.text, range, |c| matches!(c, ',' | ';' | '/'));
        let group = context.slice(parts.get(first)?.union(*parts.get(first + len - 1)?));
        Some(Finding::new(
            self,
            range,
            Severity::Medium,
            format!(
                "the group of digits “{}” stands twice in this line",
                group.trim_end_matches([',', ';', '/'])
            ),
        ))
    }
}

/// Whether a passage begins and ends where a sentence or a list item does.
pub(crate) fn is_whole(text: &str, range: TextRange) -> bool {
    let before = text.get(..range.start).unwrap_or_default();
    let begun = before.trim_end_matches([' ', '“', '"', '(', '-', '•', '*', '–']);
    let begins = begun.is_empty()
        || begun.ends_with(['\n', '.', '!', '?', '”', '"', ':'])
        || is_led_in(begun);
    let behind = text.get(range.end..).unwrap_or_default();
    let ends = range
        .of(text)
        .is_some_and(|t| t.ends_with(['.', '!', '?', ';']));
    begins
        && (ends || behind.is_empty() || behind.starts_with(['\n', '\r', '.', '!', '?', '”', '"']))
}

/// Whether nothing but a few words and a comma lead into a sentence: "In addition,", "Di samping itu,".
fn is_led_in(before: &str) -> bool {
    let Some(lead) = before.strip_suffix(',') else {
        return false;
    };
    let from = char_ceil(lead, lead.len().saturating_sub(LEAD));
    let near = lead.get(from..).unwrap_or_default();
    let words = near
        .rsplit(['\n', '.', '!', '?', '”'])
        .next()
        .unwrap_or_default();
    words.len() < near.len() && (1..=4).contains(&words.split_whitespace().count())
}

/// Bytes (UTF-8) of the longest such lead.
const LEAD: usize = 32;

/// Whether a passage is nothing but a long name: no word of its own is in small letters.
fn is_name(passage: &str) -> bool {
    const JOINING: &[&str] = &[
        "against",
        "among",
        "between",
        "under",
        "within",
        "through",
        "towards",
        "concerning",
        "regarding",
        "relating",
        "before",
        "after",
        "other",
        "upon",
        "their",
    ];
    let mut words = passage.split_whitespace();
    passage.len() < 250
        && words.all(|w| {
            let small = w.starts_with(char::is_lowercase);
            !small || w.chars().count() <= 4 || JOINING.contains(&w)
        })
}

/// Whether the later passage has figures that the earlier one does not have: a statement made the same way about
/// something else.
fn has_other_figures(early: &[Word], late: &[Word]) -> bool {
    let figures = |words: &[Word]| -> Vec<u32> {
        let figures = words.iter().filter(|w| !w.is(LETTERS));
        figures.map(|w| w.hash()).collect()
    };
    let known = figures(early);
    figures(late).iter().any(|f| !known.contains(f))
}

/// Whether a line consists of digit groups as telephone numbers do.
fn is_digit_line(line: &str) -> bool {
    let (mut digits, mut others, mut hyphens) = (0, 0, 0);
    for c in line.chars() {
        match c {
            '0'..='9' => digits += 1,
            '-' | '(' | ')' | '+' | '/' => hyphens += 1,
            ' ' | '\t' | ',' | ';' | '.' | ':' => {}
            _ => others += 1,
        }
    }
    digits >= 12 && hyphens > 0 && others * 4 <= digits
}

/// The longest run of at least two parts (and six digits) that stands twice: first place, second place, length.
fn repeated_run<'a>(
    parts: &[TextRange],
    text: impl Fn(TextRange) -> &'a str,
) -> Option<(usize, usize, usize)> {
    let texts: Vec<&str> = parts.iter().take(40).map(|&r| text(r)).collect();
    let mut best: Option<(usize, usize, usize)> = None;
    for i in 0..texts.len() {
        for j in i + 1..texts.len() {
            let len = (0..j - i)
                .take_while(|k| texts.get(j + k).is_some_and(|t| t == &texts[i + k]))
                .count();
            let digits: usize = texts[i..i + len]
                .iter()
                .map(|t| t.bytes().filter(u8::is_ascii_digit).count())
                .sum();
            if digits >= 6 && best.is_none_or(|b| b.2 < len) {
                best = Some((i, j, len));
            }
        }
    }
    best
}

/// Pairs of stretches, in text order of the later one; later ones do not overlap.
fn pairs(words: &[Word]) -> Vec<Pair> {
    let mut out: Vec<Pair> = Vec::new();
    let mut done = 0;
    for (early, late) in seeds(words) {
        if late < done {
            continue;
        }
        let pair = extended(words, early, late, done);
        if pair.equal < LEAST_WHOLE && !pair.is_adjacent() {
            continue;
        }
        done = pair.late.end;
        if pair.equal * 10 >= pair.late.len() * 8 {
            out.push(pair);
        }
    }
    out
}

/// Places with the same shingle: (earliest or last before, place), by place; shingles that occur often are left out.
fn seeds(words: &[Word]) -> Vec<(usize, usize)> {
    let mut kept = sampled::<SHINGLE, WINDOW>(words);
    keep_equal(&mut kept);
    kept.sort_unstable();
    let mut out = Vec::new();
    for group in kept
        .chunk_by(|a, b| a.hash() == b.hash())
        .filter(|g| g.len() > 1 && g.len() <= FORMULA)
    {
        for pair in group.windows(2) {
            out.push((group[0].place() as usize, pair[1].place() as usize));
        }
    }
    out.sort_unstable_by_key(|s| s.1);
    out
}

/// Reads two places on in both directions, as far as the later one's paragraph goes; the earlier stretch ends before the
/// later one begins, and the later one does not reach back to `floor`.
fn extended(words: &[Word], early: usize, late: usize, floor: usize) -> Pair {
    let (end_a, end_b, behind) = forward(words, early, late);
    let (start_a, start_b, before) = backward(words, early, late, floor.max(end_a));
    Pair {
        early: start_a..end_a,
        late: start_b..end_b,
        equal: behind + before,
    }
}

/// Whether a word does not begin a paragraph, or is the first of one more short line.
fn goes_on(word: &Word) -> bool {
    !word.is(OPENS) || word.is(LISTED)
}

/// Ends of the two stretches, and the equal words from `early` and `late` on.
fn forward(words: &[Word], early: usize, late: usize) -> (usize, usize, usize) {
    let hash_a = |i: usize| (i < late).then(|| words.get(i).map(|w| w.hash())).flatten();
    let hash_b = |i: usize| {
        let inside = words.get(i).filter(|w| i == late || goes_on(w));
        inside.map(|w| w.hash())
    };
    let (a, b, equal) = walked(|k| hash_a(early + k), |k| hash_b(late + k));
    (early + a, late + b, equal)
}

/// Starts of the two stretches, and the equal words before `early` and `late`.
fn backward(words: &[Word], early: usize, late: usize, floor: usize) -> (usize, usize, usize) {
    let hash_a = |i: Option<usize>| words.get(i?).map(|w| w.hash());
    let hash_b = |i: Option<usize>| {
        let i = i.filter(|&i| i >= floor && words.get(i + 1).is_none_or(goes_on))?;
        words.get(i).map(|w| w.hash())
    };
    let (a, b, equal) = walked(
        |k| hash_a(early.checked_sub(k + 1)),
        |k| hash_b(late.checked_sub(k + 1)),
    );
    (early - a, late - b, equal)
}

/// Numbers of paragraphs, counted as lines are met in order.
#[derive(Default)]
struct Places {
    starts: Vec<usize>,
}

impl Places {
    /// The number, from 1, of the paragraph with this line.
    fn paragraph(&mut self, context: &Context<'_>, line: usize) -> usize {
        if self.starts.is_empty() {
            self.starts = (0..context.lines.len())
                .filter(|&i| begins_paragraph(context, i))
                .collect();
        }
        self.starts.partition_point(|&s| s <= line).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{expect, findings, silent};

    const SENTENCE: &str = "The council will open three new schools in the northern villages before the end of the coming winter.";

    #[test]
    fn the_later_passage_is_marked_and_the_earlier_one_named() {
        let text = format!(
            "Opening words.\n\n{SENTENCE} More follows.\n\nOther things happened.\n\n- {SENTENCE}\n"
        );
        let found = findings(&Repetition, &text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].range.start > text.len() / 2);
        assert_eq!(found[0].range.of(&text), Some(SENTENCE));
        assert!(
            found[0]
                .reason
                .contains("paragraph 2, “The council will open three new …”"),
            "{}",
            found[0].reason
        );
    }

    #[test]
    fn small_differences_do_not_hide_a_repetition() {
        let other = SENTENCE
            .replace("three new", "three more new")
            .replace("northern ", "");
        let text = format!("{SENTENCE}\n\nSomething else was said in between.\n\n{other}\n");
        let found = findings(&Repetition, &text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found[0].reason.contains("words are the same"),
            "{}",
            found[0].reason
        );
    }

    #[test]
    fn a_list_of_short_lines_that_stands_twice() {
        let list = "Minister for Transport and Ports\nDean of the School of Law\nChair of the Farmers Union\nDirector of the Water Authority";
        let text = format!(
            "Words were said.\n\n{list}\n\nA harbour is an investment.\n\n{list}\n\nTalks go on.\n"
        );
        let found = findings(&Repetition, &text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].range.of(&text), found[0].tier), (Some(list), 2));
        let line = "Minister for Transport and Ports of the Republic of Arvania and of the Northern Islands";
        silent(
            &Repetition,
            &[&format!("{line}\n\nTalks go on.\n\n{line}\n")],
        );
    }

    #[test]
    fn groups_of_digits_repeated_in_a_line() {
        expect(
            &Repetition,
            "\
310-204, 07 44 310-204, 07 44 310-99
               ^^^^^^^^^^^^^^ medium: stands twice in this line",
        );
    }

    #[test]
    fn short_phrases_titles_and_formulas_are_left_alone() {
        let formula = "Having regard to the proposal from the commission and after consulting the committee of the regions,\n\n";
        silent(
            &Repetition,
            &[
                "The council met on Monday in the town hall. The council met on Tuesday in the town hall of the port.",
                "Deputy Prime Minister and Minister of Foreign Affairs and International Cooperation Ann Bo spoke.\n\n\
                 Deputy Prime Minister and Minister of Foreign Affairs and International Cooperation Ann Bo left.",
                &formula.repeat(6),
                "2018 2019 2020 2021 2018 2019 2020 2021",
            ],
        );
    }

    #[test]
    fn long_names_and_statements_with_other_figures_are_left_alone() {
        let name = "the Joint Harbour Commission on Mutual Assistance in Customs Matters between the Northern and the Southern Islands of the Union";
        silent(
            &Repetition,
            &[
                &format!("He spoke for {name}.\n\nShe wrote to {name}.\n"),
                "Question 1. Do you agree with the proposal that is set out in section 3.1? Please give reasons for your answer.\n\n\
                 Question 2. Do you agree with the proposal that is set out in section 3.2? Please give reasons for your answer.\n",
                "In 2018 exports of rice from the northern islands rose by 7.3 per cent to 790,000 tonnes, more than ever.\n\n\
                 In 2019 exports of rice from the northern islands rose by 2.1 per cent to 807,000 tonnes, more than ever.\n",
                "The two sides agreed to strengthen their cooperation in the field of trade.\n\n\
                 The two sides agreed to strengthen their cooperation in the field of fishery.\n",
            ],
        );
    }

    /// The number of words that are read is bounded by the text's length, also where everything repeats.
    #[test]
    fn dense_repetition_stays_linear() {
        let count = |n: usize| {
            let text = "one two three four five six seven eight nine ten eleven twelve thirteen. "
                .repeat(n);
            findings(&Repetition, &text).len()
        };
        assert!(count(2000) <= count(1000) * 2 + 1);
    }
}
