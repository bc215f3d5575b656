//! Counts of a document: what the list of documents shows. How suggestions stand to what a person said of them.

use crate::annotation::{
    AnnotationSet, Body, DecisionSubject, EntityLabel, Placed, ThemeId, Verdict,
};
use crate::detect::Mentions;
use crate::quality::Finding;
use crate::text::TextRange;

/// The themes that a set uses, each once.
pub fn used_themes(set: &AnnotationSet) -> impl Iterator<Item = ThemeId> + '_ {
    set.theme_uses().map(|(id, _)| id)
}

/// What a document holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// Annotations with a theme.
    pub themes: usize,
    /// Flags that a person set or confirmed.
    pub flags: usize,
    /// Annotations of every kind.
    pub annotations: usize,
    /// Findings that nobody has answered.
    pub open_findings: usize,
    /// Mentions that nobody has answered.
    pub open_mentions: usize,
}

impl Counts {
    /// The counts of a set alone.
    pub fn of_set(set: &AnnotationSet) -> Self {
        Self {
            themes: set.theme_uses().map(|(_, uses)| uses).sum(),
            flags: set.flags(),
            annotations: set.annotations(),
            ..Self::default()
        }
    }

    /// The counts of a set with what was detected in its document.
    pub fn of(set: &AnnotationSet, mentions: &Mentions, findings: &[Finding]) -> Self {
        Self {
            open_findings: findings
                .iter()
                .filter(|f| f.tier == 1 && finding_verdict(set, f).is_none())
                .count(),
            open_mentions: mentions.len() - answered(set, mentions).len(),
            ..Self::of_set(set)
        }
    }
}

/// How a mention stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MentionState {
    /// Nobody has answered.
    Open,
    /// A person made it an annotation.
    Accepted,
    /// A person said that it is wrong.
    Refused,
}

/// The answer to a finding, where there is one.
pub fn finding_verdict(set: &AnnotationSet, finding: &Finding) -> Option<Verdict> {
    verdict_on(set, finding.range, finding.check)
}

/// The answer to what a check found on a passage (UTF-8 bytes), where there is one.
pub fn verdict_on(set: &AnnotationSet, range: TextRange, check: &str) -> Option<Verdict> {
    let about = |subject: &DecisionSubject| matches!(subject, DecisionSubject::Finding { check: c } if c.as_str() == check);
    set.decisions_at(range)
        .find(|d| about(&d.subject))
        .map(|d| d.verdict)
}

/// How a mention stands, by its passage (UTF-8 bytes) and type.
pub fn mention_state(set: &AnnotationSet, range: TextRange, label: EntityLabel) -> MentionState {
    let is_entity = |p: &Placed| matches!(p.annotation().body, Body::Entity { .. });
    if !range.is_document() && set.annotations_at(range).any(is_entity) {
        return MentionState::Accepted;
    }
    let refused = set.decisions_at(range).any(|d| {
        d.verdict == Verdict::Refused
            && matches!(d.subject, DecisionSubject::Mention { label: l } if l == label)
    });
    if refused {
        MentionState::Refused
    } else {
        MentionState::Open
    }
}

/// Indices of the mentions that somebody has answered, in order: found from the answers, which are few beside the mentions.
pub fn answered(set: &AnnotationSet, mentions: &Mentions) -> Vec<usize> {
    let decided = set.decisions().map(|d| d.range);
    let marked = set
        .anchored()
        .filter_map(|a| matches!(a.annotation.body, Body::Entity { .. }).then_some(a.range));
    let is_answered = |&i: &usize| {
        let mention = mentions.get(i);
        mention.is_some_and(|m| mention_state(set, m.range, m.label) != MentionState::Open)
    };
    let mut out: Vec<usize> = decided
        .chain(marked)
        .filter_map(|range| mentions.position_of(range))
        .filter(is_answered)
        .collect();
    out.sort_unstable();
    out.dedup();
    out
}
