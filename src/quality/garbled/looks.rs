//! The odd strings of texts, each looked at once: most of them recur, in a text and in the texts of a folder, and looking
//! at one tries hundreds of words.

use super::Verdict;
use super::rules;
use super::suspects::{Kind, Sight, Suspicion, fringe, look};
use super::token::Token;
use crate::text::lexicon::Words;
use foldhash::fast::RandomState;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// What is known of strings, whichever text they stand in.
#[derive(Default)]
pub(super) struct Memory {
    places: HashMap<Box<str>, usize, RandomState>,
    looks: Vec<Look>,
}

thread_local! {
    /// What this thread knows from the texts that it has looked at.
    static MEMORY: RefCell<(Words, Memory)> = RefCell::default();
}

/// Takes what this thread knows, to be given back after the text. Where a check fails on the way, it is lost: no harm.
pub(super) fn take() -> (Words, Memory) {
    MEMORY.with(RefCell::take)
}

/// Keeps it for the next text.
pub(super) fn give_back(words: Words, memory: Memory) {
    MEMORY.with(|known| known.replace((words, memory)));
}

/// Strings kept at most, and bytes of the longest one that is.
const KEPT: usize = 50_000;
const LONGEST: usize = 200;

impl Memory {
    /// Forgets what was looked at where it has become much; the places that were given no longer hold.
    fn tidy(&mut self) {
        if self.looks.len() >= KEPT {
            self.places.clear();
            self.looks.clear();
        }
    }

    fn place(&mut self, token: &Token<'_>) -> usize {
        if let Some(&place) = self.places.get(token.text) {
            return place;
        }
        let place = self.looks.len();
        self.looks.push(Look {
            verdict: rules::judge(token),
            sight: None,
        });
        if token.text.len() <= LONGEST {
            self.places.insert(token.text.into(), place);
        }
        place
    }

    fn sight(&mut self, place: usize, token: &Token<'_>) -> Option<Seen> {
        let look_at = self.looks.get_mut(place)?;
        let sight = look_at.sight.get_or_insert_with(|| match look(token) {
            Sight::Plain => Seen::Plain,
            Sight::Known => Seen::Known,
            Sight::Odd(why) => Seen::Odd(Rc::new(why)),
        });
        Some(sight.clone())
    }
}

/// The strings of a text that are no usual words, and how often it has had their parts so far.
pub(super) struct Looks {
    memory: Memory,
    /// The numbers of the parts of this text, and those by place.
    numbers: HashMap<Box<str>, usize, RandomState>,
    by_place: HashMap<usize, usize, RandomState>,
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
    Odd(Rc<Suspicion>),
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

impl Looks {
    /// Of a new text.
    pub fn new(memory: Memory) -> Self {
        Self {
            memory,
            numbers: HashMap::default(),
            by_place: HashMap::default(),
            counts: Vec::new(),
        }
    }

    /// What is known after the text.
    pub fn into_memory(self) -> Memory {
        self.memory
    }

    /// Forgets what was looked at where it has become much; the places that were given no longer hold.
    pub fn tidy(&mut self) {
        self.memory.tidy();
        if self.memory.looks.is_empty() {
            self.by_place.clear();
        }
    }

    /// The place of what is to be said of a token.
    pub fn place(&mut self, token: &Token<'_>) -> usize {
        self.memory.place(token)
    }

    /// The verdict on a token by its shape alone.
    pub fn verdict(&self, place: usize) -> Option<&Verdict> {
        self.memory.looks.get(place)?.verdict.as_ref()
    }

    /// What a token of an English block is suspected of.
    pub fn suspect(
        &mut self,
        text: &str,
        (index, place): (usize, usize),
        token: &Token<'_>,
    ) -> Option<Suspect> {
        match self.memory.sight(place, token)? {
            Seen::Plain => None,
            Seen::Known => {
                let why = fringe(text, token)?;
                let number = self.number(&why.part);
                let why = Rc::new(why);
                Some(Suspect { index, number, why })
            }
            Seen::Odd(why) => {
                let number = match self.by_place.get(&place) {
                    Some(&number) => number,
                    None => {
                        let number = self.number(&why.part);
                        self.by_place.insert(place, number);
                        number
                    }
                };
                Some(Suspect { index, number, why })
            }
        }
    }

    fn number(&mut self, part: &str) -> usize {
        if let Some(&number) = self.numbers.get(part) {
            return number;
        }
        let number = self.counts.len();
        self.numbers.insert(part.into(), number);
        self.counts.push(0);
        number
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
