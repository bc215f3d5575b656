//! The document on screen.

use crate::annotation::{AnnotationId, DecisionSubject};
use crate::app::early::Early;
use crate::app::spans::Layers;
use crate::detect::Mentions;
use crate::document::{Document, Hash};
use crate::library::entities::Entities;
use crate::library::quality_report::Faults;
use crate::quality::Finding;
use crate::quality::source::Source;
use crate::text::TextRange;
use crate::text::language::{Language, Languages};
use std::path::PathBuf;
use std::sync::Arc;

/// What was found in a text.
#[derive(Debug, Default)]
pub struct Analysis {
    /// Entities, sorted by start.
    pub mentions: Mentions,
    /// The same by what they name.
    pub entities: Entities,
    /// Faults, sorted by start.
    pub findings: Vec<Finding>,
    /// The language of each paragraph.
    pub languages: Languages,
    /// Paragraphs of each language, most first.
    pub spoken: Vec<(Language, usize)>,
    /// What went wrong while looking.
    pub problem: Option<String>,
    /// Ids of checks that failed.
    pub failed: Vec<&'static str>,
    /// What the document says of where it comes from.
    pub source: Source,
    /// The document's title.
    pub title: String,
    /// Its words.
    pub words: usize,
    /// The number of the list of entities that it was made by.
    pub list: u64,
}

/// About how much a finding's words take, in bytes.
const WORDS_OF_A_FINDING: usize = 96;

impl Analysis {
    /// About how many bytes of memory it takes.
    pub fn memory(&self) -> usize {
        let finding = size_of::<Finding>() + WORDS_OF_A_FINDING;
        let languages = self.languages.memory();
        let entities = self.mentions.memory() + self.entities.memory();
        entities + languages + self.findings.capacity() * finding
    }

    /// What is kept of the findings for the quality report.
    pub fn faults(&self) -> Arc<Faults> {
        Arc::new(Faults::of(&self.findings, &self.failed))
    }

    fn same_mention(&self, i: usize, new: &Self) -> Option<Focus> {
        let range = self.mentions.get(i)?.range;
        new.mentions.position_of(range).map(Focus::Mention)
    }

    fn same_finding(&self, i: usize, new: &Self) -> Option<Focus> {
        let old = self.findings.get(i)?;
        let mut there = new.findings_at(old.range);
        let (i, _) = there.find(|(_, f)| f.check == old.check)?;
        Some(Focus::Finding(i))
    }

    /// The findings on exactly this passage (UTF-8 bytes).
    pub fn findings_at(&self, range: TextRange) -> impl Iterator<Item = (usize, &Finding)> {
        let from = self
            .findings
            .partition_point(|f| (f.range.start, f.range.end) < (range.start, range.end));
        let rest = self.findings.get(from..).unwrap_or_default();
        rest.iter()
            .take_while(move |f| f.range == range)
            .enumerate()
            .map(move |(n, f)| (from + n, f))
    }
}

/// What one points at.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Focus {
    /// Nothing.
    #[default]
    Nothing,
    /// An annotation.
    Annotation(AnnotationId),
    /// A finding, by its index.
    Finding(usize),
    /// A mention, by its index.
    Mention(usize),
}

/// A passage to scroll to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reveal {
    /// UTF-8 bytes of the text.
    pub range: TextRange,
    /// Counts up, so that the same passage can be asked for again.
    pub number: u64,
    /// At the top of the window (a reading place) instead of where it is well seen.
    pub at_top: bool,
}

/// The document on screen, with what is known about it.
pub struct Session {
    /// Its key in the workspace.
    pub key: String,
    /// Where it is.
    pub path: PathBuf,
    /// The document.
    pub document: Arc<Document>,
    /// What was found in it; `None` while the lane is at work.
    pub analysis: Option<Arc<Analysis>>,
    /// What was found around what is on screen, while the whole is looked through.
    pub early: Early,
    /// How much of it was looked through so far, in per cent; `None` where that is not told.
    pub looked: Option<u8>,
    /// What the reader paints, and how suggestions stand.
    pub layers: Layers,
    /// What one points at.
    pub focus: Focus,
    /// Where to scroll.
    pub reveal: Option<Reveal>,
    /// Where one was reading when the place was last noted (UTF-8 bytes).
    pub place: usize,
}

impl Session {
    /// A session on a document of which nothing is known yet.
    pub fn new(key: String, path: PathBuf, document: Arc<Document>, place: usize) -> Self {
        let mut out = Self {
            key,
            path,
            document,
            analysis: None,
            early: Early::default(),
            looked: None,
            layers: Layers::default(),
            focus: Focus::Nothing,
            reveal: None,
            place,
        };
        out.reveal(TextRange::new(place, place), true);
        out
    }

    /// Takes what was found anew: one points at the same as before, where that was found again.
    pub fn take_analysis(&mut self, analysis: Arc<Analysis>) {
        self.looked = None;
        let old = self.found().cloned();
        self.early = Early::default();
        self.analysis = Some(analysis);
        self.keep_focus(old);
    }

    /// Takes what was found around what is on screen. One points at the same as before.
    pub fn take_early(&mut self, analysis: Arc<Analysis>) {
        let old = self.found().cloned();
        self.early.found = Some(analysis);
        self.keep_focus(old);
    }

    fn keep_focus(&mut self, old: Option<Arc<Analysis>>) {
        let Some((old, new)) = old.zip(self.found()) else {
            return;
        };
        self.focus = match self.focus {
            Focus::Mention(i) => old.same_mention(i, new),
            Focus::Finding(i) => old.same_finding(i, new),
            focus => Some(focus),
        }
        .unwrap_or_default();
    }

    /// Whether what was found is that of the part around what is on screen, the whole being under way.
    pub fn is_preliminary(&self) -> bool {
        self.analysis.is_none() || self.early.found.is_some()
    }

    /// Whether the whole was not looked through by the list with this number.
    pub fn is_stale(&self, list: u64) -> bool {
        self.analysis.as_ref().is_none_or(|a| a.list != list)
    }

    /// Asks the screen to scroll to a passage.
    pub fn reveal(&mut self, range: TextRange, at_top: bool) {
        let number = self.reveal.map_or(1, |r| r.number + 1);
        self.reveal = Some(Reveal {
            range,
            number,
            at_top,
        });
    }

    /// What was found so far: in the whole text, or, while that is looked through, around what is on screen.
    pub fn found(&self) -> Option<&Arc<Analysis>> {
        self.early.found.as_ref().or(self.analysis.as_ref())
    }

    /// The mentions found.
    pub fn mentions(&self) -> &Mentions {
        static NONE: Mentions = Mentions::NONE;
        self.found().map_or(&NONE, |a| &a.mentions)
    }

    /// The open suggestion on exactly this passage that an answer to this subject would answer; else nothing.
    pub fn suggestion(&self, subject: &DecisionSubject, range: TextRange) -> Focus {
        match subject {
            DecisionSubject::Mention { .. } => {
                let at = self.mentions().position_of(range);
                at.filter(|&i| self.layers.is_open_mention(i))
                    .map_or(Focus::Nothing, Focus::Mention)
            }
            DecisionSubject::Finding { check } => {
                let found = self.analysis.as_deref();
                let mut here = found.into_iter().flat_map(|a| a.findings_at(range));
                let finding = here.find(|(i, f)| f.check == check && self.is_open(*i));
                finding.map_or(Focus::Nothing, |(i, _)| Focus::Finding(i))
            }
        }
    }

    /// The language of the paragraph at a byte (UTF-8), once it is known.
    pub fn language_at(&self, byte: usize) -> Option<Language> {
        let analysis = self.analysis.as_deref()?;
        Some(analysis.languages.at(byte)).filter(|l| *l != Language::NotSure)
    }

    /// What to say while a lane looks through the text: "`doing`…", with how far it is in a long one.
    pub fn at_work(&self, doing: &str) -> String {
        match self.looked {
            _ if self.document.partial => {
                "The rest of the document is still being read…".to_owned()
            }
            Some(percent) => format!("{doing}… {percent} %"),
            None => format!("{doing}…"),
        }
    }

    /// The findings.
    pub fn findings(&self) -> &[Finding] {
        self.analysis.as_deref().map_or(&[], |a| &a.findings)
    }

    /// Whether nobody has answered a finding.
    pub fn is_open(&self, finding: usize) -> bool {
        self.layers.verdict(finding).is_none()
    }

    /// The findings of the first tier that nobody has answered.
    pub fn open_findings(&self) -> impl Iterator<Item = usize> + '_ {
        self.findings()
            .iter()
            .enumerate()
            .filter(|&(i, f)| f.tier == 1 && self.is_open(i))
            .map(|(i, _)| i)
    }

    /// The hash of the text: what an analysis belongs to.
    pub fn text_hash(&self) -> Hash {
        self.document.text_hash
    }
}
