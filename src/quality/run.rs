//! Runs the checks one after the other, under the rules of a root.

use super::context::Groundwork;
use super::{Check, Context, Finding, Input, context, registry};
use crate::annotation::CheckRules;
use crate::annotation::check_rules::passage_key;
use crate::annotation::label::Category;
use crate::text::TextRange;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What the checks said of a document.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Findings, sorted by start.
    pub findings: Vec<Finding>,
    /// Ids of checks that failed; what they would have found is not known.
    pub failed: Vec<&'static str>,
    /// What was worked out on the way.
    pub groundwork: Groundwork,
}

/// What the checks say of a document under the rules of a root.
pub fn check(input: &Input<'_>, rules: &CheckRules) -> Report {
    check_in_steps(input, rules, &|_| true).unwrap_or_default()
}

/// The same in steps, between which `go_on` is asked and told which share (0 to 1) is done; `None` where it said no. A
/// check that panics is named in the report, the others go on.
pub fn check_in_steps(
    input: &Input<'_>,
    rules: &CheckRules,
    go_on: &dyn Fn(f32) -> bool,
) -> Option<Report> {
    run(registry(), input, rules, go_on)
}

fn run(
    checks: &[&dyn Check],
    input: &Input<'_>,
    rules: &CheckRules,
    go_on: &dyn Fn(f32) -> bool,
) -> Option<Report> {
    let share = Cell::new(0.0);
    let stop = || !go_on(share.get());
    let context = Context::stoppable(input, &stop);
    let mut report = Report::default();
    for (n, check) in checks.iter().enumerate() {
        share.set(n as f32 / checks.len() as f32);
        // One that is switched off runs as well: what it explains is not to turn up in the name of another one.
        let found = caught(*check, &context);
        // Also where the check has ended early.
        (!stop()).then_some(())?;
        match found {
            Some(found) => report.findings.extend(found),
            None if rules.is_off(check.id()) => {}
            None => report.failed.push(check.id()),
        }
    }
    report
        .findings
        .sort_by_key(|f| (f.range.start, f.range.end, f.check));
    settle(&mut report.findings);
    grade(&mut report.findings, context.text, rules);
    report.groundwork = context.into_groundwork();
    Some(report)
}

fn caught(check: &dyn Check, context: &Context<'_>) -> Option<Vec<Finding>> {
    let run = || {
        let mut found = Vec::new();
        check.run(context, &mut found);
        found
    };
    catch_unwind(AssertUnwindSafe(run)).ok()
}

/// Leaves out what is allowed, and gives the rest the severity and tier that the root wants.
pub fn grade(findings: &mut Vec<Finding>, text: &str, rules: &CheckRules) {
    if rules.is_empty() {
        return;
    }
    findings.retain(|f| {
        !rules.is_off(f.check) && !rules.allows(f.check, f.range.of(text).unwrap_or_default())
    });
    findings.iter_mut().for_each(|f| regrade(f, rules));
}

/// The keys of the passages of findings, by which they are graded also where the text is no longer at hand.
pub fn passage_keys(findings: &[Finding], text: &str) -> Vec<u64> {
    let key = |f: &Finding| passage_key(f.range.of(text).unwrap_or_default());
    findings.iter().map(key).collect()
}

/// What [`grade`] leaves of findings, by the keys of their passages; `None`: all of them as they are.
pub fn graded(all: &[Finding], keys: &[u64], rules: &CheckRules) -> Option<Vec<Finding>> {
    let stays = |f: &Finding, key: u64| {
        let (severity, tier) = rules.grade(f.check);
        let same = severity.is_none_or(|s| s == f.severity) && tier.is_none_or(|t| t == f.tier);
        same && !is_hidden(f, key, rules)
    };
    let both = || all.iter().zip(keys.iter().copied());
    if rules.is_empty() || both().all(|(f, key)| stays(f, key)) {
        return None;
    }
    let left = both().filter(|(f, key)| !is_hidden(f, *key, rules));
    let mut left: Vec<Finding> = left.map(|(f, _)| f.clone()).collect();
    left.iter_mut().for_each(|f| regrade(f, rules));
    Some(left)
}

/// Whether the rules have a finding not appear, whose passage has this key.
fn is_hidden(finding: &Finding, key: u64, rules: &CheckRules) -> bool {
    rules.is_off(finding.check) || rules.allows_key(finding.check, key)
}

fn regrade(finding: &mut Finding, rules: &CheckRules) {
    let (severity, tier) = rules.grade(finding.check);
    finding.severity = severity.unwrap_or(finding.severity);
    finding.tier = tier.unwrap_or(finding.tier);
}

/// Drops unsure findings of garbled words, and those on marks, where another check says what happened: half a tag, half of
/// a parted word, the full stop of an address.
fn settle(found: &mut Vec<Finding>) {
    let explains = |f: &Finding| {
        matches!(
            f.category,
            Category::EncodingError | Category::MarkupResidue | Category::StructuredFieldInvalid
        ) || f.category == Category::LayoutArtefact && f.range.len() < 60
    };
    let causes: Vec<TextRange> = found
        .iter()
        .filter(|f| explains(f))
        .map(|f| f.range)
        .collect();
    let fields: Vec<TextRange> = found
        .iter()
        .filter(|f| {
            f.category == Category::StructuredFieldInvalid
                && f.reason.contains("inside the address")
        })
        .map(|f| f.range)
        .collect();
    found.retain(|f| {
        let unsure = f.category == Category::GarbledToken && f.tier != 1;
        let mark = f.category == Category::PunctuationStyle && f.range.len() < 60;
        !(unsure && context::overlaps_any(&causes, f.range)
            || mark && context::overlaps_any(&fields, f.range))
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::label::Severity;
    use crate::annotation::{CheckRecord, Record};
    use crate::document::DocumentKind;
    use crate::quality::testing::document;
    use crate::quality::{Page, markup};

    /// A check that fails on every text.
    struct Failing;

    impl Check for Failing {
        fn id(&self) -> &'static str {
            "failing"
        }
        fn category(&self) -> Category {
            Category::Repetition
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
        fn run(&self, _: &Context<'_>, out: &mut Vec<Finding>) {
            out.push(Finding::new(self, TextRange::DOCUMENT, Severity::Low, "x"));
            panic!("a check that fails");
        }
    }

    #[test]
    fn a_check_that_fails_is_named_and_the_others_go_on() {
        let document = document("A **bold** word.", DocumentKind::Plain);
        let input = Input {
            document: &document,
            mentions: &crate::detect::Mentions::NONE,
            languages: &Default::default(),
        };
        let checks: &[&dyn Check] = &[&Failing, &markup::MarkupResidue];
        let report = run(checks, &input, &CheckRules::default(), &|_| true).unwrap();
        assert_eq!(report.failed, ["failing"]);
        let found: Vec<_> = report.findings.iter().map(|f| f.check).collect();
        assert_eq!(found, ["markup_residue"]);
    }

    #[test]
    fn one_that_is_switched_off_is_not_named_and_explains_as_before() {
        let document = document("A **bold** word.", DocumentKind::Plain);
        let input = Input {
            document: &document,
            mentions: &crate::detect::Mentions::NONE,
            languages: &Default::default(),
        };
        let checks: &[&dyn Check] = &[&Failing, &markup::MarkupResidue];
        let rules = rules([
            CheckRecord::off("failing"),
            CheckRecord::off("markup_residue"),
        ]);
        let report = run(checks, &input, &rules, &|_| true).unwrap();
        assert!(report.failed.is_empty() && report.findings.is_empty());
    }

    fn rules(records: impl IntoIterator<Item = CheckRecord>) -> CheckRules {
        CheckRules::of(records.into_iter().map(Record::Check).collect())
    }

    #[test]
    fn findings_are_graded_by_keys_as_they_are_by_words() {
        let text = "A **bold** word, a **bold**  one, a **bolder\n one**, Tel: 12";
        let document = document(text, DocumentKind::Plain);
        let raw = crate::quality::testing::report(&document).findings;
        assert!(raw.len() >= 3, "{raw:?}");
        let keys = passage_keys(&raw, text);
        let all = [
            rules([]),
            rules([CheckRecord::off("repetition")]),
            rules([CheckRecord::off("markup_residue")]),
            rules([CheckRecord::allow("*", "**bold**")]),
            rules([CheckRecord::allow("repetition", "**bold**")]),
            rules([CheckRecord::grade(
                "markup_residue",
                Some(Severity::High),
                Some(2),
            )]),
            rules([
                CheckRecord::allow("markup_residue", "**bold**"),
                CheckRecord::grade("structured_field_invalid", None, Some(2)),
            ]),
        ];
        let changes = [false, false, true, true, false, true, true];
        for (rules, changes) in all.iter().zip(changes) {
            let mut by_words = raw.clone();
            grade(&mut by_words, text, rules);
            let by_keys = graded(&raw, &keys, rules);
            assert_eq!(by_keys.is_some(), changes, "{rules:?}");
            assert_eq!(
                by_keys.unwrap_or_else(|| raw.clone()),
                by_words,
                "{rules:?}"
            );
        }
    }

    #[test]
    fn nobody_waits_for_what_is_stopped() {
        let document = document("A **bold** word.", DocumentKind::Plain);
        let input = Input {
            document: &document,
            mentions: &crate::detect::Mentions::NONE,
            languages: &Default::default(),
        };
        assert!(check_in_steps(&input, &CheckRules::default(), &|_| false).is_none());
    }
}
