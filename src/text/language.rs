//! The language of each paragraph: by its script, and where several languages share one by function words and letters.
//!
//! Only the beginning of a paragraph is looked at. A paragraph that is too short to say, a line of names or a table goes
//! with those around it, or with most of the text.

mod evidence;
mod paragraphs;
mod words;

use super::TextRange;
use evidence::{Evidence, Verdict};
use paragraphs::Paragraphs;

macro_rules! languages {
    ($($(#[$about:meta])* $name:ident $code:literal $title:literal,)+) => {
        /// A language, as far as paragraphs are told apart by it.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[repr(u8)]
        pub enum Language {
            $(#[doc = $title] $(#[$about])* $name,)+
        }

        impl Language {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The code of ISO 639 (`und`: not sure, `mis`: a language that is not known here).
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// The name that people read.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)+ }
            }
        }
    };
}

languages! {
    English "en" "English",
    French "fr" "French",
    Spanish "es" "Spanish",
    Portuguese "pt" "Portuguese",
    Italian "it" "Italian",
    Romanian "ro" "Romanian",
    Catalan "ca" "Catalan",
    German "de" "German",
    Dutch "nl" "Dutch",
    Swedish "sv" "Swedish",
    Danish "da" "Danish or Norwegian",
    Polish "pl" "Polish",
    Czech "cs" "Czech",
    Hungarian "hu" "Hungarian",
    Finnish "fi" "Finnish",
    Turkish "tr" "Turkish",
    Indonesian "id" "Indonesian or Malay",
    Vietnamese "vi" "Vietnamese",
    Tagalog "tl" "Filipino",
    Swahili "sw" "Swahili",
    Russian "ru" "Russian",
    Ukrainian "uk" "Ukrainian",
    Bulgarian "bg" "Bulgarian",
    Arabic "ar" "Arabic",
    Persian "fa" "Persian",
    Urdu "ur" "Urdu",
    Hindi "hi" "Hindi",
    Nepali "ne" "Nepali",
    Marathi "mr" "Marathi",
    Bengali "bn" "Bengali",
    Tamil "ta" "Tamil",
    Sinhala "si" "Sinhala",
    Thai "th" "Thai",
    Lao "lo" "Lao",
    Khmer "km" "Khmer",
    Burmese "my" "Burmese",
    Chinese "zh" "Chinese",
    Japanese "ja" "Japanese",
    Korean "ko" "Korean",
    Greek "el" "Greek",
    Hebrew "he" "Hebrew",
    Amharic "am" "Amharic",
    Georgian "ka" "Georgian",
    Armenian "hy" "Armenian",
    Other "mis" "another language",
    NotSure "und" "no language",
}

/// Where a language begins; it goes on to the next run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Run {
    /// First byte (UTF-8).
    start: u32,
    language: Language,
}

/// The languages of a text, run by run.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Languages {
    runs: Vec<Run>,
    /// Length of the text in UTF-8 bytes.
    len: usize,
}

impl Languages {
    /// The language at a byte (UTF-8); not sure where the text has none.
    pub fn at(&self, byte: usize) -> Language {
        let after = self.runs.partition_point(|r| r.start as usize <= byte);
        let run = after.checked_sub(1).and_then(|n| self.runs.get(n));
        run.map_or(Language::NotSure, |r| r.language)
    }

    /// Where the run around a byte (UTF-8) ends: the length of the text in the last one.
    pub fn run_end(&self, byte: usize) -> usize {
        let after = self.runs.partition_point(|r| r.start as usize <= byte);
        self.runs.get(after).map_or(self.len, |r| r.start as usize)
    }

    /// The runs in text order: UTF-8 bytes with their language. No two neighbours are of one language.
    pub fn iter(&self) -> impl Iterator<Item = (TextRange, Language)> + '_ {
        self.runs.iter().map(|run| {
            let start = run.start as usize;
            (TextRange::new(start, self.run_end(start)), run.language)
        })
    }

    /// How many of the paragraphs that begin at `starts` (UTF-8 bytes, in text order) are of each language, most first.
    pub fn counts(&self, starts: impl Iterator<Item = usize>) -> Vec<(Language, usize)> {
        let mut counts = vec![0; Language::ALL.len()];
        let (mut run, mut end, mut language) = (0, 0, Language::NotSure);
        for start in starts {
            while start >= end && run < self.runs.len() {
                language = self.runs.get(run).map_or(language, |r| r.language);
                run += 1;
                end = self.runs.get(run).map_or(self.len, |r| r.start as usize);
            }
            if let Some(n) = counts.get_mut(language as usize) {
                *n += 1;
            }
        }
        let all = Language::ALL.iter().copied().zip(counts);
        let mut out: Vec<_> = all.filter(|(_, n)| *n > 0).collect();
        out.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        out
    }

    /// Bytes of memory that they take.
    pub fn memory(&self) -> usize {
        self.runs.capacity() * size_of::<Run>()
    }
}

/// Told how many bytes were looked through, says whether to go on.
pub type GoOn<'a> = &'a mut dyn FnMut(usize) -> bool;

/// Bytes of text after which the work asks whether to go on.
const STEP: usize = 1 << 20;

/// The languages of the paragraphs of `text`. A text of 4 GB or more has none.
pub fn languages(text: &str) -> Languages {
    languages_in_steps(text, &mut |_| true).unwrap_or_default()
}

/// The same in steps of some milliseconds, between which `go_on` is asked; `None` where it said no.
pub fn languages_in_steps(text: &str, go_on: GoOn<'_>) -> Option<Languages> {
    if u32::try_from(text.len()).is_err() {
        return Some(Languages::default());
    }
    let (mut survey, mut asked) = (Survey::default(), 0);
    for range in Paragraphs::of(text) {
        survey.paragraph(range.start, range.of(text).unwrap_or_default());
        if range.end >= asked + STEP {
            asked = range.end;
            go_on(asked).then_some(())?;
        }
    }
    Some(survey.finish(text.len()))
}

/// What the paragraphs so far said.
#[derive(Default)]
struct Survey {
    /// Runs with what their paragraphs say; not sure where that is open.
    runs: Vec<Run>,
    /// The last language that a paragraph was sure of.
    last: Option<Language>,
    /// Where paragraphs wait that are not sure, and what all of them guess.
    open: Option<(usize, Option<Language>)>,
    /// Whether there is more among them than blank lines, which go with what is before them.
    words_wait: bool,
    /// What all paragraphs that were not sure say together.
    together: Evidence,
}

impl Survey {
    fn paragraph(&mut self, start: usize, text: &str) {
        let evidence = Evidence::of(text);
        let blank = text.trim_ascii().is_empty();
        match evidence.verdict(self.last) {
            Verdict::Sure(language) => self.sure(start, language),
            Verdict::Guess(guess) => {
                self.words_wait = true;
                self.together.add(&evidence);
                let guess = match self.open {
                    Some((_, so_far)) => so_far.filter(|g| *g == guess),
                    None => Some(guess),
                };
                let from = self.open.map_or(start, |(from, _)| from);
                self.open = Some((from, guess));
            }
            Verdict::Nothing => {
                self.words_wait |= !blank;
                self.together.add(&evidence);
                self.open.get_or_insert((start, None));
            }
        }
    }

    /// A paragraph that is sure: those that wait before it are of one language with it if the one before them is.
    fn sure(&mut self, start: usize, language: Language) {
        let waits = std::mem::take(&mut self.words_wait) || self.last.is_none();
        if let Some((from, guess)) = self.open.take().filter(|_| waits) {
            let own = guess.filter(|g| *g == language || self.last == Some(*g));
            let both = self.last.filter(|last| *last == language);
            let first = if self.last.is_none() {
                Some(language)
            } else {
                None
            };
            self.run(from, both.or(own).or(first).unwrap_or(Language::NotSure));
        }
        self.run(start, language);
        self.last = Some(language);
    }

    fn run(&mut self, start: usize, language: Language) {
        if self
            .runs
            .last()
            .is_none_or(|last| last.language != language)
        {
            let start = start as u32;
            self.runs.push(Run { start, language });
        }
    }

    /// What is open goes with most of the text.
    fn finish(mut self, len: usize) -> Languages {
        if let Some((from, guess)) = self.open.take() {
            let language = match self.last {
                Some(last) => guess.filter(|g| *g != Language::English).unwrap_or(last),
                None => self.together.likeliest(),
            };
            self.run(from, language);
        }
        let most = self.most(len);
        let mut runs: Vec<Run> = Vec::with_capacity(self.runs.len());
        for mut run in self.runs {
            if run.language == Language::NotSure {
                run.language = most;
            }
            if runs.last().is_none_or(|last| last.language != run.language) {
                runs.push(run);
            }
        }
        if let Some(first) = runs.first_mut() {
            first.start = 0;
        }
        runs.shrink_to_fit();
        Languages { runs, len }
    }

    /// The language of most bytes.
    fn most(&self, len: usize) -> Language {
        let mut bytes = [0; Language::ALL.len()];
        let ends = self.runs.iter().skip(1).map(|r| r.start as usize);
        for (run, end) in self.runs.iter().zip(ends.chain([len])) {
            if let Some(sum) = bytes.get_mut(run.language as usize) {
                *sum += end - run.start as usize;
            }
        }
        let count = |l: &&Language| bytes.get(**l as usize).copied().unwrap_or(0);
        let sure = Language::ALL.iter().filter(|l| **l != Language::NotSure);
        let most = sure.filter(|l| count(l) > 0).max_by_key(count);
        most.copied().unwrap_or(Language::NotSure)
    }
}
