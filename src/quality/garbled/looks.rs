//! The odd strings of a text, each looked at once: most of them recur, and looking at one tries hundreds of words.

use super::Verdict;
use super::rules;
use super::suspects::{Kind, Sight, Suspicion, fringe, look};
use super::token::Token;
use foldhash::fast::RandomState;
use std::collections::HashMap;
use std::rc::Rc;

/// Strings that are no usual words, with what is to be said of them, and how often the text has had their parts so far.
#[derive(Default)]
pub(super) struct Looks<'a> {
    places: HashMap<&'a str, usize, RandomState>,
    looks: Vec<Look>,
    numbers: HashMap<Box<str>, usize, RandomState>,
    counts: Vec<u32>,
}

/// What is to be said of a string.
struct Look {
    /// By its shape.
    verdict: Option<Verdict>,
    /// By the words that it might be, once that was asked.
    sight: Option<Seen>,
}

#[derive(Clone)]
enum Seen {
    Plain,
    Known,
    Odd(Rc<Suspicion>, usize),
}

/// A token that may be damaged.
pub(super) struct Suspect {
    /// Index of its token in the group.
    pub index: usize,
    /// Number of the part that is suspicious: the same for the same part.
    pub number: usize,
    /// What it is suspected of.
    pub why: Rc<Suspicion>,
}

/// Strings kept at most.
const KEPT: usize = 100_000;

impl<'a> Looks<'a> {
    /// Forgets what was looked at where it has become much; the places that were given no longer hold.
    pub fn tidy(&mut self) {
        if self.looks.len() >= KEPT {
            self.places.clear();
            self.looks.clear();
        }
    }

    /// The place of what is to be said of a token.
    pub fn place(&mut self, token: &Token<'a>) -> usize {
        let next = self.looks.len();
        let place = *self.places.entry(token.text).or_insert(next);
        if place == next {
            self.looks.push(Look {
                verdict: rules::judge(token),
                sight: None,
            });
        }
        place
    }

    /// The verdict on a token by its shape alone.
    pub fn verdict(&self, place: usize) -> Option<&Verdict> {
        self.looks.get(place)?.verdict.as_ref()
    }

    /// What a token of an English block is suspected of.
    pub fn suspect(
        &mut self,
        text: &str,
        (index, place): (usize, usize),
        token: &Token<'a>,
    ) -> Option<Suspect> {
        let sight = match self.looks.get(place)?.sight.clone() {
            Some(sight) => sight,
            None => {
                let sight = match look(token) {
                    Sight::Plain => Seen::Plain,
                    Sight::Known => Seen::Known,
                    Sight::Odd(why) => self.numbered(why),
                };
                self.looks.get_mut(place)?.sight = Some(sight.clone());
                sight
            }
        };
        let sight = match sight {
            Seen::Known => self.numbered(fringe(text, token)?),
            other => other,
        };
        match sight {
            Seen::Odd(why, number) => Some(Suspect { index, number, why }),
            Seen::Plain | Seen::Known => None,
        }
    }

    fn numbered(&mut self, why: Suspicion) -> Seen {
        let next = self.counts.len();
        let number = match self.numbers.get(why.part.as_str()) {
            Some(&number) => number,
            None => {
                self.numbers.insert(why.part.as_str().into(), next);
                self.counts.push(0);
                next
            }
        };
        Seen::Odd(Rc::new(why), number)
    }

    /// Counts a part that stands in the text.
    pub fn count(&mut self, suspect: &Suspect) {
        if let Some(count) = self.counts.get_mut(suspect.number) {
            *count += 1;
        }
    }

    /// How often the text has had the part of a suspect so far.
    pub fn often(&self, suspect: &Suspect) -> u32 {
        self.counts.get(suspect.number).copied().unwrap_or(0)
    }
}

impl Suspect {
    /// Whether a word is suspected that a line end may have parted.
    pub fn may_be_parted(&self) -> bool {
        matches!(self.why.kind, Kind::Small | Kind::Capital)
    }
}
