//! What a root wants of the checks, in `checks.ron`: which are switched off, which are graded otherwise, what is allowed.

use super::label::Severity;
use std::collections::{BTreeMap, BTreeSet};

/// The rules of a root.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CheckRules {
    off: BTreeSet<String>,
    grades: BTreeMap<String, (Option<Severity>, Option<u8>)>,
    allowed: BTreeSet<(String, String)>,
}

impl CheckRules {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.off.is_empty() && self.grades.is_empty() && self.allowed.is_empty()
    }

    /// Whether a check is switched off.
    pub fn is_off(&self, check: &str) -> bool {
        self.off.contains(check)
    }

    /// Severity and tier that findings of a check get, where they are graded otherwise.
    pub fn grade(&self, check: &str) -> (Option<Severity>, Option<u8>) {
        self.grades.get(check).copied().unwrap_or_default()
    }

    /// Whether findings of a check on these words are allowed.
    pub fn allows(&self, check: &str, passage: &str) -> bool {
        !self.allowed.is_empty()
            && self
                .allowed
                .contains(&(check.to_owned(), passage.to_owned()))
    }
}
