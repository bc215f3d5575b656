//! The document on screen.

use crate::annotation::{AnnotationId, CheckRules, DecisionSubject};
use crate::app::early::Early;
use crate::app::folder::Others;
use crate::app::spans::Layers;
use crate::detect::Mentions;
use crate::document::{Document, Hash};
use crate::library::entities::Entities;
use crate::library::quality_report::Faults;
use crate::quality::source::Source;
use crate::quality::{self, Finding};
use crate::text::TextRange;
use crate::text::language::{Language, Languages};
use std::path::PathBuf;
use std::sync::Arc;

/// What was found in a text. What is large is shared, so that one under other rules of the checks costs its findings.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// Entities, sorted by start.
    pub mentions: Arc<Mentions>,
    /// The same by what they name.
    pub entities: Arc<Entities>,
    /// Faults under the rules of the root, sorted by start.
    pub findings: Arc<Vec<Finding>>,
    /// All faults as the checks gave them, whatever the rules.
    pub raw: Raw,
    /// The same without what was found by comparing the document with others; `None` where nothing was.
    pub alone: Option<Raw>,
    /// The number of the rules.
    pub rules: u64,
    /// The language of each paragraph.
    pub languages: Arc<Languages>,
    /// Paragraphs of each language, most first.
    pub spoken: Vec<(Language, usize)>,
    /// Ids of checks that failed.
    pub failed: Vec<&'static str>,
    /// Ids of checks that are switched off.
    pub off: Vec<&'static str>,
    /// What went wrong while looking.
    pub problem: Option<String>,
    /// What the document says of where it comes from.
    pub source: Source,
    /// The document's title.
    pub title: String,
    /// Its words.
    pub words: usize,
    /// The number of the list of entities that it was made by.
    pub list: u64,
}

/// Faults as the checks gave them.
#[derive(Clone, Debug, Default)]
pub struct Raw {
    /// All, sorted by start.
    pub findings: Arc<Vec<Finding>>,
    /// The keys of their passages.
    keys: Arc<Vec<u64>>,
}

impl Raw {
    /// What the checks gave for this text.
    pub fn new(mut findings: Vec<Finding>, text: &str) -> Self {
        findings.shrink_to_fit();
        Self {
            keys: Arc::new(quality::passage_keys(&findings, text)),
            findings: Arc::new(findings),
        }
    }

    /// The same with what is wrong between the document and others.
    fn compared(&self, others: &Others, text: &str) -> Self {
        let mut all = self.findings.to_vec();
        for finding in &mut all {
            others.complete(finding);
        }
        all.extend(others.findings.iter().cloned());
        all.sort_by_key(|f| (f.range.start, f.range.end, f.check));
        Self::new(all, text)
    }

    /// What rules leave of it.
    pub fn under(&self, rules: &CheckRules) -> Arc<Vec<Finding>> {
        let graded = quality::graded(&self.findings, &self.keys, rules);
        graded.map_or_else(|| self.findings.clone(), Arc::new)
    }
}

/// Ids of the checks that rules switch off.
pub fn switched_off(rules: &CheckRules) -> Vec<&'static str> {
    let ids = quality::registry().iter().map(|c| c.id());
    ids.filter(|id| rules.is_off(id)).collect()
}

/// About how much a finding's words take, in bytes.
const WORDS_OF_A_FINDING: usize = 96;

impl Analysis {
    /// About how many bytes of memory it takes.
    pub fn memory(&self) -> usize {
        let finding = size_of::<Finding>() + WORDS_OF_A_FINDING;
        let languages = self.languages.memory();
        let entities = self.mentions.memory() + self.entities.memory();
        let shared = Arc::ptr_eq(&self.findings, &self.raw.findings);
        let graded = if shared { 0 } else { self.findings.len() };
        let findings = (self.raw.findings.len() + graded) * finding;
        entities + languages + findings + self.raw.keys.len() * size_of::<u64>()
    }

    /// The same under other rules, which have this number.
    #[must_use]
    pub fn under(&self, rules: &CheckRules, number: u64) -> Self {
        Self {
            findings: self.raw.under(rules),
            off: switched_off(rules),
            rules: number,
            ..self.clone()
        }
    }

    /// The same with the findings of another one.
    fn with_findings_of(&self, other: &Self) -> Self {
        Self {
            findings: other.findings.clone(),
            raw: other.raw.clone(),
            alone: other.alone.clone(),
            off: other.off.clone(),
            rules: other.rules,
            ..self.clone()
        }
    }

    /// Faults as the checks gave them for the document alone.
    pub fn alone(&self) -> &Raw {
        self.alone.as_ref().unwrap_or(&self.raw)
    }

    /// The same with what is wrong between the document and others of its folder, in the place of what was known of that.
    #[must_use]
    pub fn compared(&self, others: &Others, text: &str, rules: &CheckRules) -> Self {
        let alone = self.alone().clone();
        let (raw, alone) = if others.findings.is_empty() && others.readings.is_empty() {
            (alone, None)
        } else {
            (alone.compared(others, text), Some(alone))
        };
        Self {
            findings: raw.under(rules),
            raw,
            alone,
            ..self.clone()
        }
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
        let whole = self.analysis.as_deref();
        // The rules of the checks may be other ones since it was asked for.
        let whole = whole.filter(|whole| whole.rules != analysis.rules);
        self.early.found = Some(match whole {
            Some(whole) => Arc::new(analysis.with_findings_of(whole)),
            None => analysis,
        });
        self.keep_focus(old);
    }

    /// Takes what was found under other rules of the checks. One points at the same as before, where that is left.
    pub fn take_graded(&mut self, analysis: Arc<Analysis>) {
        let old = self.found().cloned();
        if let Some(early) = &mut self.early.found {
            *early = Arc::new(early.with_findings_of(&analysis));
        }
        self.analysis = Some(analysis);
        self.keep_focus(old);
    }

    /// Takes what is wrong between the document and others of its folder. One points at the same as before. Whether anything
    /// is another than before.
    pub fn take_others(&mut self, others: &Others, rules: &CheckRules) -> bool {
        let Some(known) = &self.analysis else {
            return false;
        };
        let new = known.compared(others, &self.document.text, rules);
        if known.raw.findings == new.raw.findings {
            return false;
        }
        let old = self.found().cloned();
        self.analysis = Some(Arc::new(new));
        self.keep_focus(old);
        true
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
