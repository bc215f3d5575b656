//! What the reader paints, layer by layer, ready to be asked for the visible part.
//!
//! The layers follow each edit record by record: tagging a passage costs the same with ten annotations and with a hundred
//! thousand. Suggestions are not copied: they are read from the analysis, less those that a person has answered.

mod answers;
mod index;
mod painted;

pub use answers::{Answers, Marked, Passages};
pub use index::{Span, SpanIndex};
use painted::{Painted, painted, reading, waves};

use crate::annotation::{
    AnnotationId, AnnotationSet, Correction, Corrections, DecisionSubject, EntityLabel, Placed,
    Record, Severity, ThemeId, Verdict,
};
use crate::app::session::Analysis;
use crate::library::counts::{Counts, MentionState, finding_verdict, mention_state};
use crate::text::TextRange;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A tinted passage.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tint {
    /// The annotation.
    pub id: AnnotationId,
    /// Its theme; `None`: a highlight or a memo.
    pub theme: Option<ThemeId>,
    /// Whether it is a memo or a correction.
    pub memo: bool,
    /// Whether it is a correction.
    pub correction: bool,
}

/// An underlined passage.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Line {
    /// What kind of thing is named.
    pub label: EntityLabel,
    /// The suggestion or the annotation that it comes from.
    pub from: Source,
}

/// A passage with a wavy underline.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Wave {
    /// How much it matters.
    pub severity: Severity,
    /// Whether that is less certain.
    pub unsure: bool,
    /// The finding or the flag that it comes from.
    pub from: Source,
}

/// Where a painted passage comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Source {
    /// The mention or finding with this index.
    Machine(usize),
    /// A person's annotation.
    Person(AnnotationId),
}

/// The layers of a document.
#[derive(Debug, Default)]
pub struct Layers {
    /// Themes, highlights and memos.
    pub tints: SpanIndex<Tint>,
    /// Every annotation that has a passage, whatever it looks like.
    pub annotated: SpanIndex<AnnotationId>,
    /// Entities that a person accepted or marked.
    accepted: SpanIndex<Line>,
    /// Flags that a person set or confirmed.
    flags: SpanIndex<Wave>,
    /// Findings of the first tier that have a passage, answered or not.
    findings: SpanIndex<Wave>,
    /// Those of the second tier.
    less_certain: SpanIndex<Wave>,
    /// Whether these are marked too.
    shows_less_certain: bool,
    /// What passages should read, by passage, those that are not in force among them.
    readings: BTreeMap<(TextRange, AnnotationId), Box<str>>,
    corrections: Corrections,
    analysis: Option<Arc<Analysis>>,
    /// Findings of the first tier, with and without a passage.
    first_tier: usize,
    /// Which mentions a person has answered.
    answers: Answers,
    /// What persons marked, by entity.
    marked: Marked,
    /// What a person said of findings.
    verdicts: BTreeMap<usize, Verdict>,
    revision: u64,
    entities: u64,
    corrected: u64,
}

/// The next number of a state of layers; no two states of any layers share one.
fn next_revision() -> u64 {
    static COUNT: AtomicU64 = AtomicU64::new(1);
    COUNT.fetch_add(1, Ordering::Relaxed)
}

impl Layers {
    /// The layers of a set and of what was found in its document.
    pub fn of(set: &AnnotationSet, analysis: Option<Arc<Analysis>>) -> Self {
        let (mut tints, mut lines, mut waves) = (Vec::new(), Vec::new(), Vec::new());
        let mut marked = Marked::default();
        let annotated = set.in_order().map(|(range, what)| Span { range, what });
        let annotated = annotated.collect();
        let placed = set
            .in_order()
            .filter_map(|(range, id)| Some((range, set.annotation(id)?)));
        let mut readings = BTreeMap::new();
        for (range, placed) in placed {
            marked.put(placed, true);
            readings.extend(reading(placed, range));
            match painted(placed, range) {
                Some(Painted::Tint(span)) => tints.push(span),
                Some(Painted::Line(span)) => lines.push(span),
                Some(Painted::Wave(span)) => waves.push(span),
                None => {}
            }
        }
        let mut out = Self {
            tints: SpanIndex::new(tints),
            annotated: SpanIndex::new(annotated),
            accepted: SpanIndex::new(lines),
            flags: SpanIndex::new(waves),
            marked,
            readings,
            ..Self::default()
        };
        out.put_readings_in_force();
        out.take_analysis(set, analysis);
        out
    }

    /// Whether they show just what was found here.
    pub fn is_of(&self, found: Option<&Arc<Analysis>>) -> bool {
        match (&self.analysis, found) {
            (Some(own), Some(found)) => Arc::ptr_eq(own, found),
            (own, found) => own.is_none() && found.is_none(),
        }
    }

    /// Takes in what was found in the document.
    pub fn take_analysis(&mut self, set: &AnnotationSet, analysis: Option<Arc<Analysis>>) {
        self.answers = analysis.as_deref().map(Answers::none).unwrap_or_default();
        self.take_findings(set, analysis);
        let answered: Vec<_> = set.decisions().map(|d| d.range).collect();
        let entities: Vec<_> = self.accepted.iter().map(|s| s.range).collect();
        for range in answered.into_iter().chain(entities) {
            self.look_at_mention(set, range);
        }
        self.entities = self.revision;
    }

    /// Takes in what was found in the document, of which the mentions are those that are there already.
    pub fn take_findings(&mut self, set: &AnnotationSet, analysis: Option<Arc<Analysis>>) {
        let found = analysis.as_deref().map_or(&[][..], |a| &a.findings);
        self.first_tier = found.iter().filter(|f| f.tier == 1).count();
        self.findings = waves(found, false);
        self.less_certain = waves(found, true);
        self.analysis = analysis;
        self.verdicts = BTreeMap::new();
        for decision in set.decisions() {
            self.look_at_findings(set, decision.range);
        }
        self.revision = next_revision();
    }

    /// Follows one changed record; `set` is the state after the change.
    pub fn follow(&mut self, set: &AnnotationSet, before: Option<&Record>, after: Option<&Record>) {
        for (record, there) in [(before, false), (after, true)] {
            match record {
                Some(Record::Annotation(placed)) => self.put(set, placed, there),
                Some(Record::Decision(d)) => {
                    if matches!(d.subject, DecisionSubject::Mention { .. }) {
                        self.entities = next_revision();
                    }
                    self.look_again(set, d.range);
                }
                _ => {}
            }
        }
        self.revision = next_revision();
    }

    fn put(&mut self, set: &AnnotationSet, placed: &Placed, there: bool) {
        let Some(range) = placed.range().filter(|r| !r.is_document()) else {
            return;
        };
        let what = placed.annotation().id;
        place(&mut self.annotated, Span { range, what }, there);
        self.marked.put(placed, there);
        if let Some((place, text)) = reading(placed, range) {
            if there {
                self.readings.insert(place, text);
            } else {
                self.readings.remove(&place);
            }
            self.put_readings_in_force();
        }
        match painted(placed, range) {
            Some(Painted::Tint(span)) => place(&mut self.tints, span, there),
            Some(Painted::Line(span)) => {
                place(&mut self.accepted, span, there);
                self.look_again(set, range);
                self.entities = next_revision();
            }
            Some(Painted::Wave(span)) => place(&mut self.flags, span, there),
            None => {}
        }
    }

    fn put_readings_in_force(&mut self) {
        let all = self.readings.iter().map(|(&(range, id), text)| Correction {
            range,
            text: text.clone(),
            id,
        });
        self.corrections = Corrections::in_force(all);
        self.corrected = next_revision();
    }

    /// What passages should read.
    pub const fn corrections(&self) -> &Corrections {
        &self.corrections
    }

    /// The number of the state of the corrections among it.
    pub const fn corrections_revision(&self) -> u64 {
        self.corrected
    }

    /// Has findings of the second tier marked as well, or no longer.
    pub fn show_less_certain(&mut self, shown: bool) {
        if self.shows_less_certain != shown {
            self.shows_less_certain = shown;
            self.revision = next_revision();
        }
    }

    /// Works out anew whether the suggestions on a passage are answered.
    fn look_again(&mut self, set: &AnnotationSet, range: TextRange) {
        self.look_at_mention(set, range);
        self.look_at_findings(set, range);
    }

    fn look_at_mention(&mut self, set: &AnnotationSet, range: TextRange) {
        let Some(analysis) = self.analysis.clone() else {
            return;
        };
        if let Some(i) = analysis.mentions.position_of(range)
            && let Some(mention) = analysis.mentions.get(i)
        {
            let open = mention_state(set, range, mention.label) == MentionState::Open;
            self.answers.set(&analysis, i, open);
        }
    }

    fn look_at_findings(&mut self, set: &AnnotationSet, range: TextRange) {
        let Some(analysis) = self.analysis.clone() else {
            return;
        };
        for (i, finding) in analysis.findings_at(range) {
            match finding_verdict(set, finding) {
                Some(verdict) => self.verdicts.insert(i, verdict),
                None => self.verdicts.remove(&i),
            };
        }
    }

    /// The underlined passages that share a byte with `window`: open suggestions, then what a person accepted.
    pub fn lines_over(&self, window: TextRange) -> impl Iterator<Item = Span<Line>> + '_ {
        let mentions = self
            .analysis
            .iter()
            .flat_map(move |a| a.mentions.over(window));
        let open = mentions.filter(|(i, _)| self.answers.is_open(*i));
        open.map(|(i, mention)| Span {
            range: mention.range,
            what: Line {
                label: mention.label,
                from: Source::Machine(i),
            },
        })
        .chain(self.accepted.over(window).copied())
    }

    fn unsure(&self) -> Option<&SpanIndex<Wave>> {
        self.shows_less_certain.then_some(&self.less_certain)
    }

    /// The passages with a wavy underline that share a byte with `window`: open findings, then flags. Of findings those of
    /// the first tier, and the less certain ones where these are shown.
    pub fn waves_over(&self, window: TextRange) -> impl Iterator<Item = Span<Wave>> + '_ {
        let unsure = self.unsure().into_iter();
        self.findings
            .over(window)
            .chain(unsure.flat_map(move |s| s.over(window)))
            .filter(|s| self.is_open_wave(s))
            .chain(self.flags.over(window))
            .copied()
    }

    /// The same, of those that begin in `window`.
    pub fn waves_starting_in(&self, window: TextRange) -> impl Iterator<Item = Span<Wave>> + '_ {
        let unsure = self.unsure().into_iter();
        self.findings
            .starting_in(window)
            .chain(unsure.flat_map(move |s| s.starting_in(window)))
            .filter(|s| self.is_open_wave(s))
            .chain(self.flags.starting_in(window))
            .copied()
    }

    fn is_open_wave(&self, span: &Span<Wave>) -> bool {
        match span.what.from {
            Source::Machine(i) => !self.verdicts.contains_key(&i),
            Source::Person(_) => true,
        }
    }

    /// What a person accepted or marked as an entity, in the order of the text.
    pub fn accepted(&self) -> impl Iterator<Item = &Span<Line>> {
        self.accepted.iter()
    }

    /// How the mentions stand.
    pub const fn answers(&self) -> &Answers {
        &self.answers
    }

    /// What persons marked as entities.
    pub const fn marked(&self) -> &Marked {
        &self.marked
    }

    /// Whether nobody has answered a mention.
    pub fn is_open_mention(&self, mention: usize) -> bool {
        self.answers.is_open(mention)
    }

    /// How many mentions were found, and how many of them are answered.
    pub fn progress(&self) -> (usize, usize) {
        let all = self.analysis.as_ref().map_or(0, |a| a.mentions.len());
        (all, self.answers.answered())
    }

    /// What a person said of a finding.
    pub fn verdict(&self, finding: usize) -> Option<Verdict> {
        self.verdicts.get(&finding).copied()
    }

    /// Number of findings that a person has answered.
    pub fn answered(&self) -> usize {
        self.verdicts.len()
    }

    /// Number of findings of the first tier that nobody has answered.
    pub fn open_findings(&self) -> usize {
        let is_first = |i: &&usize| {
            let finding = self.analysis.as_ref().and_then(|a| a.findings.get(**i));
            finding.is_some_and(|f| f.tier == 1)
        };
        self.first_tier - self.verdicts.keys().filter(is_first).count()
    }

    /// The counts of the document with what was detected in it.
    pub fn counts(&self, set: &AnnotationSet) -> Counts {
        let (mentions, answered) = self.progress();
        Counts {
            open_findings: self.open_findings(),
            open_mentions: mentions.saturating_sub(answered),
            ..Counts::of_set(set)
        }
    }

    /// The number of this state: no two states of any layers share one.
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// The number of the state of the entities among it.
    pub const fn entities_revision(&self) -> u64 {
        self.entities
    }
}

fn place<T: Copy + PartialEq>(index: &mut SpanIndex<T>, span: Span<T>, there: bool) {
    if there {
        index.insert(span);
    } else {
        index.remove(&span);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::codebook::sample_annotator;
    use crate::annotation::ids::CountingMint;
    use crate::annotation::{
        Anchored, Annotation, Body, Category, Decision, DecisionId, Mint, RecordKey, ReviewState,
        TextQuote,
    };
    use crate::detect::detect;
    use crate::quality::{Check, Context, Finding, Page};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    const TEXT: &str =
        "Minister Prak Sokhonn met Mr Kishida Fumio in Phnom Penh on 3 May 2024. ASEAN agreed.";

    /// A check that is only a name.
    struct Named(&'static str);

    impl Check for Named {
        fn id(&self) -> &'static str {
            self.0
        }
        fn category(&self) -> Category {
            Category::GarbledToken
        }
        fn about(&self) -> &'static str {
            ""
        }
        fn page(&self) -> Page {
            Page {
                matters: "",
                examples: &[],
                false_alarms: "",
            }
        }
        fn run(&self, _: &Context<'_>, _: &mut Vec<Finding>) {}
    }

    fn analysis() -> Arc<Analysis> {
        let finding = |check, start, end, tier| {
            let range = TextRange::new(start, end);
            let found = Finding::new(&Named(check), range, Severity::Medium, "Looks garbled");
            if tier == 1 { found } else { found.on_demand() }
        };
        let findings = vec![
            finding("a", 0, 0, 1),
            finding("a", 9, 21, 1),
            finding("b", 9, 21, 1),
            finding("a", 30, 40, 2),
        ];
        let mentions = detect(TEXT);
        Arc::new(Analysis {
            entities: Arc::new(crate::library::entities::Entities::of(&mentions)),
            mentions: Arc::new(mentions),
            findings: Arc::new(findings),
            ..Analysis::default()
        })
    }

    /// One change: an annotation or a decision at a place, put or removed.
    fn record(kind: u8, place: usize, id: u8, mint: &mut CountingMint) -> Record {
        let analysis = analysis();
        let mention = analysis.mentions.get(place % 3).map(|m| (m.range, m.label));
        let (range, label) = mention.unwrap_or((TextRange::new(0, 8), EntityLabel::Person));
        let (range, label) = match place {
            0..3 => (range, label),
            3 => (TextRange::new(9, 21), label),
            4 => (TextRange::DOCUMENT, label),
            n => (TextRange::new(n, n + 9), label),
        };
        let id = uuid::Uuid::from_u128(u128::from(id));
        let decision = |subject, verdict, mint: &mut CountingMint| {
            Record::Decision(Decision {
                id: DecisionId(id),
                subject,
                range,
                quote: TextQuote::default(),
                verdict,
                annotator: sample_annotator(),
                created: mint.now(),
                extra: Default::default(),
            })
        };
        let body = match kind {
            0 => Body::Theme(ThemeId(uuid::Uuid::nil())),
            1 => Body::Memo,
            2 => Body::Entity {
                label,
                canonical: "X".into(),
            },
            3 => Body::Flag {
                category: Category::GarbledToken,
                severity: Severity::High,
                check: None,
            },
            6 => Body::Correction { text: "X".into() },
            4 => return decision(DecisionSubject::Mention { label }, Verdict::Refused, mint),
            _ => {
                let subject = DecisionSubject::Finding { check: "a".into() };
                return decision(subject, Verdict::Dismissed, mint);
            }
        };
        let now = mint.now();
        let annotation = Annotation {
            id: AnnotationId(id),
            quote: TextQuote::default(),
            annotator: sample_annotator(),
            created: now,
            modified: now,
            state: ReviewState::Open,
            body,
            note: String::new(),
            extra: Default::default(),
        };
        Record::Annotation(Placed::Anchored(Anchored { annotation, range }))
    }

    type Told = (
        Vec<Span<Tint>>,
        Vec<Span<Line>>,
        Vec<Span<Wave>>,
        Vec<Option<Verdict>>,
    );

    /// All that layers tell, in an order that does not depend on how they came to be.
    fn told(layers: &Layers) -> Told {
        let all = TextRange::new(0, TEXT.len());
        let mut tints: Vec<_> = layers.tints.over(all).copied().collect();
        let mut lines: Vec<_> = layers.lines_over(all).collect();
        let mut waves: Vec<_> = layers.waves_over(all).collect();
        tints.sort_by_key(|s| (s.range, s.what.id));
        lines.sort_by_key(|s| (s.range, format!("{:?}", s.what)));
        waves.sort_by_key(|s| (s.range, format!("{:?}", s.what)));
        let verdicts = (0..4).map(|i| layers.verdict(i)).collect();
        (tints, lines, waves, verdicts)
    }

    proptest! {
        #[test]
        fn following_edits_comes_to_what_a_fresh_look_sees(
            edits in proptest::collection::vec((0_u8..7, 0_usize..9, 0_u8..5, any::<bool>()), 1..40),
        ) {
            let mut mint = CountingMint::new(1);
            let mut set = AnnotationSet::default();
            let mut layers = Layers::of(&set, Some(analysis()));
            for (kind, place, id, removes) in edits {
                let record = record(kind, place, id, &mut mint);
                let key: RecordKey = record.key();
                let after = (!removes).then_some(record);
                let before = set.put(key, after.clone());
                let revision = layers.revision();
                layers.follow(&set, before.as_ref(), after.as_ref());
                prop_assert!(layers.revision() != revision);
            }
            let fresh = Layers::of(&set, Some(analysis()));
            prop_assert_eq!(told(&layers), told(&fresh));
            let ids = |l: &Layers| l.annotated.iter().map(|s| (s.range, s.what)).collect::<BTreeSet<_>>();
            prop_assert_eq!(ids(&layers), ids(&fresh));
            prop_assert_eq!(layers.corrections().all(), fresh.corrections().all());
            let of_set = Corrections::of(&set);
            prop_assert_eq!(layers.corrections().all(), of_set.all());
            let counts = layers.counts(&set);
            prop_assert_eq!(counts, fresh.counts(&set));
            let analysis = analysis();
            prop_assert_eq!(counts, Counts::of(&set, &analysis.mentions, &analysis.findings));
            // Under other rules of the checks the first finding is gone.
            let left: Vec<_> = analysis.findings.iter().skip(1).cloned().collect();
            let less = Arc::new(Analysis { findings: Arc::new(left), ..Analysis::clone(&analysis) });
            layers.take_findings(&set, Some(less.clone()));
            prop_assert_eq!(told(&layers), told(&Layers::of(&set, Some(less.clone()))));
            prop_assert_eq!(layers.counts(&set), Counts::of(&set, &less.mentions, &less.findings));
            layers.take_findings(&set, Some(analysis.clone()));
            prop_assert_eq!(told(&layers), told(&fresh));
            let marked = |l: &Layers| {
                let all = l.marked().iter().map(|(label, name, at)| (label, name.to_owned(), at.clone()));
                all.collect::<Vec<_>>()
            };
            prop_assert_eq!(marked(&layers), marked(&fresh));
            for (n, entity) in analysis.entities.all().iter().enumerate() {
                let open = analysis.entities.mentions_of(*entity).iter();
                let open = open.filter(|&&i| layers.is_open_mention(i as usize)).count();
                prop_assert_eq!(layers.answers().open_of_entity(n), open);
            }
            for &label in EntityLabel::ALL {
                let of = analysis.mentions.iter().enumerate().filter(|(_, m)| m.label == label);
                let (all, open): (Vec<_>, Vec<_>) = of.map(|(i, _)| (i, layers.is_open_mention(i))).unzip();
                let open = open.into_iter().filter(|o| *o).count();
                prop_assert_eq!(layers.answers().of_label(label), (all.len(), open));
            }
        }
    }
}
