//! Garbage strings: damaged case, digits and symbols inside words, letter salad, and (where the paragraph is English)
//! words that a scanner misread. A garbled part of a name makes the whole name unusable, so findings grow to it.

mod language;
mod looks;
mod passage;
mod readings;
mod rules;
mod suspects;
mod token;
mod weights;

use super::context::Context;
use super::strings::ByLine;
use super::{Check, Example, Finding, Page, Repair};
use crate::annotation::label::{Category, Severity};
use crate::text::TextRange;
use crate::text::lexicon::Words;
use foldhash::fast::RandomState;
use looks::Looks;
use std::collections::HashMap;
use token::Token;

/// Finds garbage strings.
pub struct GarbledToken;

/// Why a token is garbage.
#[derive(Clone, Debug)]
struct Verdict {
    tier: u8,
    reason: String,
    candidates: Vec<String>,
}

impl Verdict {
    fn sure(reason: impl Into<String>) -> Self {
        Self {
            tier: 1,
            reason: reason.into(),
            candidates: Vec::new(),
        }
    }

    fn likely(reason: impl Into<String>) -> Self {
        Self {
            tier: 2,
            ..Self::sure(reason)
        }
    }

    fn reading(mut self, candidate: impl Into<String>) -> Self {
        self.candidates.push(candidate.into());
        self
    }
}

/// So many tokens are judged together: enough to tell a scan full of faults from a clean text with one fault.
const NEIGHBOURHOOD: usize = 250;
/// And no more: a text without blank lines is judged in parts, so that its tokens need not be kept.
const MOST_TOKENS: usize = 1 << 13;

impl Check for GarbledToken {
    fn id(&self) -> &'static str {
        "garbled_token"
    }

    fn category(&self) -> Category {
        Category::GarbledToken
    }

    fn about(&self) -> &'static str {
        "Strings that cannot be words, names or numbers: damaged capitals, digits or symbols inside words, letter salad. \
         What such a passage says can no longer be told from the text."
    }

    fn page(&self) -> Page {
        Page {
            matters: "A garbled name or figure cannot be quoted, searched or linked; the person or amount that it stood for is lost to every later use of the document.",
            examples: &[Example {
                text: "The talks were led by the foreign minister, SOVaNn DRAArA- HNnA, on Monday.",
                found: "SOVaNn DRAArA- HNnA",
            }],
            false_alarms: "Product names and handles with inner capitals, chemical formulas, and words of languages without a word list in an English paragraph. The dictionary judges only English paragraphs, and a word that recurs three times is taken for a term.",
        }
    }

    fn run(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let (mut words, memory) = looks::take();
        let mut looks = Looks::new(memory);
        self.look_through(context, &mut words, &mut looks, out);
        looks::give_back(words, looks.into_memory());
        self.doubtful(context, out);
    }
}

/// A recogniser of characters that is less sure of a word than this is as likely wrong as right.
const UNSURE: f32 = 0.5;

/// Verdicts by the index of the token in its group.
type Verdicts = HashMap<usize, Verdict, RandomState>;

impl GarbledToken {
    /// Judges the tokens of a text, group by group.
    fn look_through(
        &self,
        context: &Context<'_>,
        words: &mut Words,
        looks: &mut Looks,
        out: &mut Vec<Finding>,
    ) {
        let mut group: Vec<Token<'_>> = Vec::new();
        let mut stopped = false;
        context.look_through(&mut |blocks, pieces| {
            let mut pieces = ByLine::new(pieces);
            for block in context.blocks().get(blocks).unwrap_or_default() {
                if stopped {
                    return;
                }
                // Where the block begins in the group.
                let mut first = group.len();
                for line in block.clone() {
                    let Some(&range) = context.lines.get(line) else {
                        continue;
                    };
                    let own = pieces.of(range);
                    let mut full = |group: &mut Vec<Token<'_>>| {
                        if group.len() >= MOST_TOKENS {
                            mark_language(context, group.get_mut(first..).unwrap_or_default());
                            self.judge(context, group, looks, out);
                            group.clear();
                            first = 0;
                        }
                    };
                    token::read_line(context.text, own, line, words, &mut group, &mut full);
                }
                mark_language(context, group.get_mut(first..).unwrap_or_default());
                if group.len() >= NEIGHBOURHOOD {
                    self.judge(context, &group, looks, out);
                    group.clear();
                    stopped = context.is_stopped();
                }
            }
        });
        self.judge(context, &group, looks, out);
    }
}

/// Marks the tokens of a block with whether it is English.
fn mark_language(context: &Context<'_>, tokens: &mut [Token<'_>]) {
    let surely = language::is_english(tokens);
    let start = tokens.first().map(|t| t.core().start);
    let guessed =
        || start.is_some_and(|at| context.is_english(at)) && !language::is_foreign(tokens);
    let english = surely || guessed();
    for token in tokens {
        token.surely_english = surely;
        token.english = english;
    }
}

impl GarbledToken {
    /// Words that the program which recognised them was not sure of, where the file says so.
    fn doubtful(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let Some(origin) = &context.input.document.origin else {
            return;
        };
        let mut told: Vec<TextRange> = out
            .iter()
            .filter(|f| f.check == self.id())
            .map(|f| f.range)
            .collect();
        told.sort_unstable();
        for (range, confidence) in origin.doubtful.iter().filter(|(_, c)| *c < UNSURE) {
            // What was found does not overlap, so the one that ends behind the word is the only one that may hold it.
            let next = told.partition_point(|t| t.end <= range.start);
            if told.get(next).is_some_and(|t| t.overlaps(*range)) {
                continue;
            }
            let percent = (confidence * 100.0).round();
            let reason =
                format!("the program that recognised this word was only {percent} % sure of it");
            out.push(Finding::new(self, *range, Severity::Low, reason).on_demand());
        }
    }

    fn judge(
        &self,
        context: &Context<'_>,
        group: &[Token<'_>],
        looks: &mut Looks,
        out: &mut Vec<Finding>,
    ) {
        looks.tidy();
        let mut verdicts = Verdicts::default();
        let mut odd: Vec<(usize, usize)> = Vec::new();
        let odd_ones = group.iter().enumerate().filter(|(_, t)| !t.usual);
        for (i, token) in odd_ones.filter(|(_, t)| !is_explained(context.text, t.core())) {
            let place = looks.place(token);
            match looks.verdict(place) {
                Some(verdict) => drop(verdicts.insert(i, verdict.clone())),
                None if token.english => odd.push((i, place)),
                None => {}
            }
        }
        passage::judge(context, group, &odd, looks, &mut verdicts);
        let mut hits: Vec<usize> = verdicts.keys().copied().collect();
        hits.sort_unstable();
        let mut next = 0;
        while let Some(&first) = hits.get(next) {
            let run = grown(context, group, first, &verdicts);
            let core: Vec<usize> = hits[next..]
                .iter()
                .copied()
                .take_while(|&i| i < run.end)
                .collect();
            next += core.len();
            out.push(self.finding(group, run, &core, &verdicts));
        }
    }

    fn finding(
        &self,
        group: &[Token<'_>],
        run: std::ops::Range<usize>,
        core: &[usize],
        verdicts: &Verdicts,
    ) -> Finding {
        let found: Vec<&Verdict> = core.iter().filter_map(|i| verdicts.get(i)).collect();
        let tier = found.iter().map(|v| v.tier).min().unwrap_or(2);
        let mut reasons: Vec<&str> = found
            .iter()
            .filter(|v| v.tier == tier)
            .map(|v| v.reason.as_str())
            .collect();
        reasons.dedup();
        reasons.truncate(3);
        let named = core
            .iter()
            .any(|&i| group[i].starts_upper() || group[i].has_digit());
        let severity = if tier == 1 && (named || run.len() > core.len()) {
            Severity::High
        } else {
            Severity::Medium
        };
        let range = group[run.start].core().union(group[run.end - 1].core());
        let cores: Vec<crate::text::TextRange> = core.iter().map(|&i| group[i].core()).collect();
        let mut finding = Finding::new(self, range, severity, reasons.join("; ")).around(&cores);
        finding.tier = tier;
        let candidates = found
            .first()
            .filter(|_| run.len() == 1)
            .map(|v| v.candidates.clone())
            .unwrap_or_default();
        finding.repaired((!candidates.is_empty()).then(|| Repair::choice(candidates)))
    }
}

/// Whether a string is no word of English by its form alone: the first half of "pre- and post-war", French with an article
/// (“l’été”).
fn is_explained(text: &str, core: TextRange) -> bool {
    let Some(word) = core.of(text) else {
        return false;
    };
    let behind = text.get(core.end..).unwrap_or_default();
    let joined = [" and ", " or ", " to ", " and\n", " or\n"];
    let suspended = behind
        .strip_prefix('-')
        .is_some_and(|r| joined.iter().any(|j| r.starts_with(j)));
    if suspended && word.len() <= 8 && word.bytes().all(|b| b.is_ascii_lowercase()) {
        return true;
    }
    let mut letters = word.chars();
    let article = letters.next().is_some_and(|c| "lLdDqQnNsSjJ".contains(c));
    let marked = matches!(letters.next(), Some('’' | '\''));
    let rest = letters.as_str();
    article
        && marked
        && rest.chars().count() >= 2
        && !rest.is_ascii()
        && rest.chars().all(char::is_alphabetic)
        && rest.chars().skip(1).all(char::is_lowercase)
}

/// The run of tokens around `hit` that reads as one name or damaged passage.
fn grown(
    context: &Context<'_>,
    group: &[Token<'_>],
    hit: usize,
    verdicts: &Verdicts,
) -> std::ops::Range<usize> {
    let name = |i: usize| group[i].is_name_part();
    let sure = |i: usize| verdicts.get(&i).is_some_and(|v| v.tier == 1);
    let joined = |a: usize, b: usize| token::joined(context.text, &group[a], &group[b]);
    let mut start = hit;
    while start > hit.saturating_sub(6)
        && sure(hit)
        && name(hit)
        && name(start - 1)
        && joined(start - 1, start)
    {
        start -= 1;
    }
    let mut end = hit + 1;
    while end < group.len() && joined(end - 1, end) {
        let grows = verdicts.contains_key(&end) || (sure(hit) && name(end - 1) && name(end));
        if !grows || end - start > 12 {
            break;
        }
        end += 1;
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{expect, findings, silent};

    #[test]
    fn damaged_capitals_make_a_whole_name_unusable() {
        expect(
            &GarbledToken,
            "\
The harbour master, LENA OhROaAKsE- TAMM, opened the meeting.
                    ^^^^^^^^^^^^^^^^^^^^ high: mixed case inside a word: OhROaAKsE
The report on fisheRies was late.
              ^^^^^^^^^ medium: mixed case inside a word",
        );
    }

    #[test]
    fn halves_of_words_and_french_ones_are_no_garbage() {
        silent(
            &GarbledToken,
            &[
                "The pre- and post-crisis figures of the council differ, as the board of the port has said.",
                "He wrote of “la douceur de l’été” in the report on the summer at No. 64, Rue de l’Église, in the old town.",
            ],
        );
    }

    #[test]
    fn the_core_is_the_garbage_itself() {
        let found = findings(&GarbledToken, "They thanked Ilse VaNDrRSEnt Boom for it.");
        let text = |r: TextRange| r.of("They thanked Ilse VaNDrRSEnt Boom for it.").unwrap();
        assert_eq!(
            found.iter().map(|f| text(f.range)).collect::<Vec<_>>(),
            ["Ilse VaNDrRSEnt Boom"]
        );
        assert_eq!(
            found[0].core().iter().map(|r| text(*r)).collect::<Vec<_>>(),
            ["VaNDrRSEnt"]
        );
    }

    #[test]
    fn digits_and_signs_inside_words_and_letters_inside_numbers() {
        expect(
            &GarbledToken,
            "\
The m1nister met the gov~ernor in 2O19 about the reserv0ir.
    ^^^^^^^^ high: a digit inside a word
                     ^^^^^^^^^ medium: the sign “~” inside a word
                                  ^^^^ high: a letter inside a number
                                                 ^^^^^^^^^ high: a digit inside a word
Call 044-310-77b today.
     ^^^^^^^^^^^ high: a letter among groups of digits",
        );
        let found = findings(&GarbledToken, "The m1nister agreed.");
        assert_eq!(
            found[0].repair.as_deref(),
            Some(&Repair::choice(vec!["minister".to_owned()]))
        );
    }

    #[test]
    fn letter_salad() {
        expect(
            &GarbledToken,
            "\
The delegation from Xrtbvkw arrived.
                    ^^^^^^^ high: letters that cannot be pronounced",
        );
    }

    #[test]
    fn one_misread_word_in_a_clean_english_text_is_shown_on_demand() {
        expect(
            &GarbledToken,
            "\
The govemment of the island said that it would keep the harbour open for the winter.
    ^^^^^^^^^ medium/2: probably misread",
        );
    }

    #[test]
    fn names_and_abbreviations_of_all_kinds_are_left_alone() {
        silent(
            &GarbledToken,
            &[
                "Nguyễn Phú Trọng, Ng Eng Hen, Luís d'Almeida, Abdel Fattah al-Sisi and Ronald McDonald met Tshering Tobgay.",
                "General MacArthur, Ron DeSantis, SOK Chenda Sophea, Khieu Kanharith, Schwarzenegger, Brzezinski and Knightley.",
                "LjUBICA VUKELjA, ANJA NjEGOVAN and DžEVAD SALIHOVIĆ came.",
                "e-ASEAN, eVisa, iPhone, 5PC, COP27, N° 3, 2G/5G, ADMM-Plus, mRNA, PhD, H5N1, CO2, KOICA, SARS-CoV-2, LaTeX.",
                "On the 13th, 10km from the border, 3.5bn riel were paid; see A/RES/76/262, Annex XIV, and report_v2.pdf.",
                "Write to office@example.org or see https://example.org/a1b2c3d4?x=Qw3rTy and www.example.org/IdX.",
                "The NGOs, SMEs and MoUs of the WordPress, YouTube and JavaScript teams at MoFAIC and the UNDPs of old.",
                "ISBN 978-3-16-148410-X, flight TG581, room 12B, 4x4, B2B, 1990s, 24/7, 3D, Q4, A4, G20+1, C++ and C#.",
                "He said hmm, then shhh, and the crowd went brrr at 5°C.",
            ],
        );
    }

    #[test]
    fn other_languages_are_not_judged_by_english_words() {
        silent(
            &GarbledToken,
            &[
                "Le ministre des affaires étrangères a déclaré que les négociations se poursuivraient dans les prochains jours.",
                "Bộ trưởng Ngoại giao cho biết hai bên sẽ tiếp tục thúc đẩy hợp tác trong lĩnh vực thương mại và đầu tư.",
                "Menteri luar negeri mengatakan bahwa kedua negara akan meningkatkan kerja sama dalam bidang perdagangan.",
                "រដ្ឋមន្ត្រីបានថ្លែងថា ប្រទេសទាំងពីរនឹងបន្តកិច្ចសហប្រតិបត្តិការ។",
            ],
        );
    }

    #[test]
    fn contractions_and_words_with_a_prefix() {
        silent(
            &GarbledToken,
            &[
                "They don’t know what the pre-election plan of the mayor was, and it isn’t said that she wouldn’t have told them of it.",
            ],
        );
    }

    #[test]
    fn terms_that_recur_are_no_garbage() {
        silent(
            &GarbledToken,
            &[
                "The sangkat and the krama of the sangkat were on the list, and the sangkat was the first of them to be seen.",
            ],
        );
    }
}
