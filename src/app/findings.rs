//! Which findings a person wants to see, and how each stands.

use super::App;
use super::session::Session;
use crate::annotation::{Category, Severity, Verdict};
use crate::quality::Finding;
use crate::text::TextRange;

/// How a finding stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FindingState {
    /// Nobody has answered.
    Open,
    /// A person said that it is right.
    Confirmed,
    /// A person said what the passage should read.
    Corrected,
    /// A person said that it is wrong or does not matter.
    Dismissed,
}

impl FindingState {
    /// All states, in the order in which they are offered.
    pub const ALL: [Self; 4] = [
        Self::Open,
        Self::Confirmed,
        Self::Corrected,
        Self::Dismissed,
    ];

    /// What settings call it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Confirmed => "confirmed",
            Self::Corrected => "corrected",
            Self::Dismissed => "dismissed",
        }
    }

    /// What people see.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Confirmed => "Confirmed",
            Self::Corrected => "Corrected",
            Self::Dismissed => "Dismissed",
        }
    }
}

/// Which findings are listed and walked through; `None`: all of that kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FindingFilter {
    /// Of this tier: 1 certain, 2 less certain.
    pub tier: Option<u8>,
    /// That stand so.
    pub state: Option<FindingState>,
    /// That matter so much.
    pub severity: Option<Severity>,
    /// Of this kind.
    pub category: Option<Category>,
}

impl Default for FindingFilter {
    fn default() -> Self {
        Self {
            tier: Some(1),
            state: Some(FindingState::Open),
            severity: None,
            category: None,
        }
    }
}

/// Where the settings keep the filter.
const KEPT: &str = "findings";

impl FindingFilter {
    /// Whether a finding that stands so is listed.
    pub fn fits(&self, finding: &Finding, state: FindingState) -> bool {
        self.state.is_none_or(|s| s == state) && self.fits_kind(finding)
    }

    /// Whether a finding is listed, however it stands.
    pub fn fits_kind(&self, finding: &Finding) -> bool {
        self.tier.is_none_or(|t| t == finding.tier)
            && self.severity.is_none_or(|s| s == finding.severity)
            && self.category.is_none_or(|c| c == finding.category)
    }

    /// Whether findings of the second tier are shown.
    pub fn shows_less_certain(&self) -> bool {
        self.tier != Some(1)
    }

    /// Whether fewer kinds are listed than usual.
    pub fn is_narrowed(&self) -> bool {
        let usual = Self::default();
        self.severity != usual.severity || self.category != usual.category || self.tier == Some(2)
    }

    /// As settings keep it: "1 open high garbled_token", "all" for what is not filtered by.
    fn written(self) -> String {
        let tier = self.tier.map_or("all".to_owned(), |t| t.to_string());
        let state = self.state.map_or("all", FindingState::id);
        let severity = self.severity.map_or("all", Severity::id);
        let category = self.category.map_or("all", Category::id);
        format!("{tier} {state} {severity} {category}")
    }

    /// Reads that; what it does not know is not filtered by.
    fn read(written: &str) -> Self {
        let mut parts = written.split(' ');
        let mut next = || parts.next().unwrap_or_default();
        let (tier, state) = (next().parse().ok(), next());
        Self {
            tier: tier.filter(|t| matches!(t, 1 | 2)),
            state: FindingState::ALL.into_iter().find(|s| s.id() == state),
            severity: Severity::from_id(next()),
            category: Category::from_id(next()),
        }
    }
}

/// What is listed under a filter, and how many findings each other choice would list.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Listed {
    /// Indices of the findings, in the order of the text.
    pub findings: Vec<usize>,
    /// By tier: 1, 2.
    pub tiers: [usize; 2],
    /// By state, in the order of [`FindingState::ALL`].
    pub states: [usize; FindingState::ALL.len()],
    /// By severity, in the order of [`Severity::ALL`].
    pub severities: [usize; Severity::ALL.len()],
    /// By category, in the order of [`Category::ALL`].
    pub categories: [usize; Category::ALL.len()],
}

impl Listed {
    /// What of a document is listed: each number counts what fits the rest of the filter.
    pub fn of(session: &Session, filter: &FindingFilter) -> Self {
        let mut out = Self::default();
        for (i, finding) in session.findings().iter().enumerate() {
            let state = session.finding_state(i);
            if filter.fits(finding, state) {
                out.findings.push(i);
            }
            out.count(filter, finding, state);
        }
        out
    }

    fn count(&mut self, filter: &FindingFilter, f: &Finding, state: FindingState) {
        let fits = |other: FindingFilter| usize::from(other.fits(f, state));
        let any = *filter;
        if let Some(n) = self.tiers.get_mut(usize::from(f.tier > 1)) {
            *n += fits(FindingFilter { tier: None, ..any });
        }
        if let Some(n) = self.states.get_mut(state as usize) {
            *n += fits(FindingFilter { state: None, ..any });
        }
        if let Some(n) = self.severities.get_mut(f.severity as usize) {
            let severity = None;
            *n += fits(FindingFilter { severity, ..any });
        }
        if let Some(n) = self.categories.get_mut(f.category as usize) {
            let category = None;
            *n += fits(FindingFilter { category, ..any });
        }
    }
}

impl Session {
    /// How a finding stands.
    pub fn finding_state(&self, finding: usize) -> FindingState {
        let corrected = |range: TextRange| {
            let here = self.layers.corrections().over(range);
            here.iter().any(|c| c.range == range)
        };
        match self.layers.verdict(finding) {
            None => FindingState::Open,
            Some(Verdict::Dismissed | Verdict::Refused) => FindingState::Dismissed,
            Some(_) => match self.findings().get(finding) {
                Some(f) if corrected(f.range) => FindingState::Corrected,
                _ => FindingState::Confirmed,
            },
        }
    }
}

impl App {
    /// The filter that was in force when the window was closed last.
    pub(super) fn kept_filter(settings: &crate::store::Settings) -> FindingFilter {
        let kept = settings.extra.get(KEPT);
        kept.map_or_else(FindingFilter::default, |k| FindingFilter::read(k))
    }

    /// Lists other findings from now on.
    pub(super) fn filter_findings(&mut self, filter: FindingFilter) {
        self.findings = filter;
        let mut settings = self.settings.clone();
        settings.extra.insert(KEPT.to_owned(), filter.written());
        self.change_settings(settings);
        self.show_tiers();
    }

    /// Has the reader mark less certain findings where they are listed too.
    pub(super) fn show_tiers(&mut self) {
        let shown = self.findings.shows_less_certain();
        if let Some(session) = &mut self.session {
            session.layers.show_less_certain(shown);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_read_as_it_was_written() {
        let some = FindingFilter {
            tier: None,
            state: Some(FindingState::Corrected),
            severity: Some(Severity::High),
            category: Some(Category::Repetition),
        };
        for filter in [FindingFilter::default(), some] {
            assert_eq!(FindingFilter::read(&filter.written()), filter);
        }
        let odd = FindingFilter::read("7 asleep grave");
        assert_eq!((odd.tier, odd.state, odd.severity), (None, None, None));
    }
}
