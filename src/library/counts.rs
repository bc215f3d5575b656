//! Counts of a document: what the list of documents shows.

use crate::annotation::{AnnotationSet, Body, Decision, DecisionSubject, Placed, ThemeId, Verdict};
use crate::detect::{Mention, Mentions};
use crate::quality::Finding;
use crate::text::TextRange;
use std::collections::BTreeSet;

/// The theme of each annotation that has one.
pub fn theme_uses(set: &AnnotationSet) -> impl Iterator<Item = ThemeId> + '_ {
    set.placed().filter_map(|p| match &p.annotation().body {
        Body::Theme(id) => Some(*id),
        _ => None,
    })
}

/// The themes that a set uses, each once.
pub fn used_themes(set: &AnnotationSet) -> impl Iterator<Item = ThemeId> {
    theme_uses(set).collect::<BTreeSet<_>>().into_iter()
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
        let mut out = Self::default();
        for placed in set.placed() {
            out.annotations += 1;
            match placed.annotation().body {
                Body::Theme(_) => out.themes += 1,
                Body::Flag { .. } => out.flags += 1,
                _ => {}
            }
        }
        out
    }

    /// The counts of a set with what was detected in its document.
    pub fn of(set: &AnnotationSet, mentions: &Mentions, findings: &[Finding]) -> Self {
        let answers = Answers::of(set);
        Self {
            open_findings: findings
                .iter()
                .filter(|f| f.tier == 1 && answers.finding(f).is_none())
                .count(),
            open_mentions: mentions.len() - answers.answered(mentions).len(),
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

/// The answers of a set, ready to be looked up.
#[derive(Debug, Default)]
pub struct Answers<'a> {
    decisions: std::collections::HashMap<(usize, usize), Vec<&'a Decision>>,
    entities: BTreeSet<(usize, usize)>,
}

impl<'a> Answers<'a> {
    /// The answers that a set holds.
    pub fn of(set: &'a AnnotationSet) -> Self {
        let mut out = Self::default();
        for decision in set.decisions() {
            out.decisions
                .entry((decision.range.start, decision.range.end))
                .or_default()
                .push(decision);
        }
        for placed in set.placed() {
            if let (Placed::Anchored(a), Body::Entity { .. }) = (placed, &placed.annotation().body)
            {
                out.entities.insert((a.range.start, a.range.end));
            }
        }
        out
    }

    /// The answer to a finding.
    pub fn finding(&self, finding: &Finding) -> Option<&'a Decision> {
        let here = self
            .decisions
            .get(&(finding.range.start, finding.range.end))?;
        here.iter().copied().find(
            |d| matches!(&d.subject, DecisionSubject::Finding { check } if check.as_str() == finding.check),
        )
    }

    /// Indices of the mentions that somebody has answered, in order: found from the answers, which are few beside the
    /// mentions.
    pub fn answered(&self, mentions: &Mentions) -> Vec<usize> {
        let places = self.entities.iter().chain(self.decisions.keys());
        let mut out: Vec<usize> = places
            .filter_map(|&(start, end)| mentions.position_of(TextRange::new(start, end)))
            .filter(|&i| {
                let mention = mentions.get(i);
                mention.is_some_and(|m| self.mention(m) != MentionState::Open)
            })
            .collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// How a mention stands.
    pub fn mention(&self, mention: Mention<'_>) -> MentionState {
        let key = (mention.range.start, mention.range.end);
        if self.entities.contains(&key) {
            return MentionState::Accepted;
        }
        let refused = self.decisions.get(&key).is_some_and(|here| {
            here.iter().any(|d| {
                d.verdict == Verdict::Refused
                    && matches!(d.subject, DecisionSubject::Mention { label } if label == mention.label)
            })
        });
        if refused {
            MentionState::Refused
        } else {
            MentionState::Open
        }
    }
}
