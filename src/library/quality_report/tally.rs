//! Counts of findings.

use super::items::{Item, Standing};
use crate::annotation::Severity;

/// Counts of findings and flags.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    severities: [usize; Severity::ALL.len()],
    /// Findings of the second tier that nobody has answered; in no other count.
    pub less_certain: usize,
    /// Findings shown by default that nobody has answered.
    pub open: usize,
    /// What persons confirmed or flagged.
    pub confirmed: usize,
    /// Of these, those with a better reading.
    pub corrected: usize,
    /// What persons dismissed; in no other count.
    pub dismissed: usize,
    /// Of the confirmed ones, those that a person flagged without a finding.
    pub by_hand: usize,
}

impl Tally {
    /// Counts one more.
    pub fn add(&mut self, item: &Item) {
        if item.standing == Standing::Dismissed {
            self.dismissed += 1;
        } else if item.counts() {
            if let Some(n) = self.severities.get_mut(item.severity as usize) {
                *n += 1;
            }
            self.open += usize::from(item.standing == Standing::Open);
            self.confirmed += usize::from(item.is_confirmed());
            self.corrected += usize::from(item.standing == Standing::Corrected);
            self.by_hand += usize::from(item.by_hand);
        } else {
            self.less_certain += 1;
        }
    }

    /// Counts all that another one has counted.
    pub fn join(&mut self, other: &Self) {
        for (n, more) in self.severities.iter_mut().zip(other.severities) {
            *n += more;
        }
        self.less_certain += other.less_certain;
        self.open += other.open;
        self.confirmed += other.confirmed;
        self.corrected += other.corrected;
        self.dismissed += other.dismissed;
        self.by_hand += other.by_hand;
    }

    /// Findings of a severity: shown by default or confirmed, and not dismissed.
    pub fn of(&self, severity: Severity) -> usize {
        self.severities
            .get(severity as usize)
            .copied()
            .unwrap_or_default()
    }

    /// Findings that count: shown by default or confirmed, and not dismissed.
    pub fn shown(&self) -> usize {
        self.severities.iter().sum()
    }

    /// Findings that count, a thousand words.
    pub fn per_thousand(&self, words: usize) -> f64 {
        per_thousand(self.shown(), words)
    }

    /// The same with the less certain ones.
    pub fn all_per_thousand(&self, words: usize) -> f64 {
        per_thousand(self.shown() + self.less_certain, words)
    }

    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

fn per_thousand(n: usize, words: usize) -> f64 {
    if words == 0 {
        return 0.0;
    }
    n as f64 * 1000.0 / words as f64
}

/// A rate as people read it: with one digit behind the point, two below 1.
pub fn rate(rate: f64) -> String {
    if rate == 0.0 {
        "0".to_owned()
    } else if rate < 1.0 {
        format!("{rate:.2}")
    } else {
        format!("{rate:.1}")
    }
}
