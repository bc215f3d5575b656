//! What a root wants of the checks, in its `checks.ron`: which are switched off, which are graded otherwise, what is allowed.
//!
//! Each record is found by what it says and not by an id, so that it can be typed by hand and that two people who say the
//! same agree. A passage is compared word by word: with single spaces, its case kept.

mod key;

pub use key::CheckKey;

use super::edit::Change;
use super::edit::Place;
use super::label::Severity;
use super::record::{Extra, Record, RecordKey};
use super::set::AnnotationSet;
use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hasher;
use std::sync::Arc;

/// Stands for every check.
pub const ANY: &str = "*";

/// Longest passage that can be allowed, in UTF-8 bytes of its words with single spaces.
pub const MAX_PASSAGE: usize = 2_000;

/// A check that is switched off.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Off {
    /// Its id.
    pub check: String,
    /// Attributes of other programs.
    pub extra: Extra,
}

/// A check whose findings are graded otherwise.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Grade {
    /// Its id.
    pub check: String,
    /// How much they matter; `None`: as found.
    pub severity: Option<Severity>,
    /// 1: shown by default, 2: on demand; `None`: as found.
    pub tier: Option<u8>,
    /// Attributes of other programs.
    pub extra: Extra,
}

/// Words on which findings are allowed: they do not appear.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Allow {
    /// Id of the check; [`ANY`]: of every one.
    pub check: String,
    /// The words.
    pub passage: String,
    /// Why.
    pub note: String,
    /// Attributes of other programs.
    pub extra: Extra,
}

/// A record of the rules.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CheckRecord {
    /// A check is switched off.
    Off(Off),
    /// A check is graded otherwise.
    Grade(Grade),
    /// Findings are allowed.
    Allow(Allow),
}

impl CheckRecord {
    /// What the record is found by.
    pub fn key(&self) -> CheckKey {
        match self {
            Self::Off(r) => CheckKey::Off(r.check.clone()),
            Self::Grade(r) => CheckKey::Grade(r.check.clone()),
            Self::Allow(r) => CheckKey::Allow(r.check.clone(), r.passage.clone()),
        }
    }

    /// Switches a check off.
    pub fn off(check: &str) -> Self {
        Self::Off(Off {
            check: check.to_owned(),
            extra: Extra::new(),
        })
    }

    /// Grades a check otherwise.
    pub fn grade(check: &str, severity: Option<Severity>, tier: Option<u8>) -> Self {
        Self::Grade(Grade {
            check: check.to_owned(),
            severity,
            tier,
            extra: Extra::new(),
        })
    }

    /// Allows findings of a check (or of [`ANY`]) on these words.
    pub fn allow(check: &str, passage: &str) -> Self {
        Self::Allow(Allow {
            check: check.to_owned(),
            passage: tidy(passage),
            note: String::new(),
            extra: Extra::new(),
        })
    }

    /// The check that it is about; [`ANY`]: every one.
    pub fn check(&self) -> &str {
        match self {
            Self::Off(r) => &r.check,
            Self::Grade(r) => &r.check,
            Self::Allow(r) => &r.check,
        }
    }

    /// The change that puts the record into the rules of the root.
    pub fn put(self) -> Change {
        Change::put(Place::Checks, Record::Check(self))
    }
}

/// The words of a passage with single spaces: as rules keep them.
pub fn tidy(passage: &str) -> String {
    super::entity_list::tidy(passage)
}

/// Whether a tidied passage can be allowed.
pub fn is_passage(passage: &str) -> bool {
    (1..=MAX_PASSAGE).contains(&passage.len())
}

/// A number that passages of the same words share, by which rules are looked up; 0 where there are no words, or more than
/// can be allowed. It is for memory alone: no file has it.
pub fn passage_key(passage: &str) -> u64 {
    // What is far longer is not looked into: there are no so many spaces between so few words.
    if passage.len() > 8 * MAX_PASSAGE {
        return 0;
    }
    let (mut hasher, mut length) = (DefaultHasher::new(), 0);
    for word in passage.split_whitespace() {
        length += word.len() + usize::from(length > 0);
        if length > MAX_PASSAGE {
            return 0;
        }
        hasher.write(word.as_bytes());
        hasher.write_u8(b' ');
    }
    if length == 0 {
        0
    } else {
        hasher.finish().max(1)
    }
}

/// The rules of a root. A copy costs nothing: it shares them.
#[derive(Clone, Debug, Default)]
pub struct CheckRules {
    set: AnnotationSet,
    looked_up: Arc<LookedUp>,
}

/// What follows from the records, so that each finding costs a look.
#[derive(Debug, Default)]
struct LookedUp {
    off: BTreeSet<String>,
    grades: BTreeMap<String, (Option<Severity>, Option<u8>)>,
    /// Checks by the key of the passage on which they are allowed.
    allowed: HashMap<u64, Vec<String>>,
}

impl LookedUp {
    fn note(&mut self, record: &CheckRecord) {
        match record {
            CheckRecord::Off(r) => {
                self.off.insert(r.check.clone());
            }
            CheckRecord::Grade(r) => {
                self.grades.insert(r.check.clone(), (r.severity, r.tier));
            }
            CheckRecord::Allow(r) => {
                let here = self.allowed.entry(passage_key(&r.passage)).or_default();
                here.push(r.check.clone());
            }
        }
    }
}

impl PartialEq for CheckRules {
    fn eq(&self, other: &Self) -> bool {
        self.set == other.set
    }
}

impl Eq for CheckRules {}

impl CheckRules {
    /// The rules that these records make; others among them are carried along.
    pub fn of(set: AnnotationSet) -> Self {
        let mut looked_up = LookedUp::default();
        set.checks().for_each(|record| looked_up.note(record));
        Self {
            set,
            looked_up: Arc::new(looked_up),
        }
    }

    /// The records, as a file has them.
    pub fn set(&self) -> &AnnotationSet {
        &self.set
    }

    /// All rules, in the order of the file.
    pub fn records(&self) -> impl Iterator<Item = &CheckRecord> {
        self.set.checks()
    }

    /// The rule under a key.
    pub fn get(&self, key: CheckKey) -> Option<&CheckRecord> {
        match self.set.get(&RecordKey::Check(key))? {
            Record::Check(record) => Some(record),
            _ => None,
        }
    }

    /// What is allowed.
    pub fn allowed(&self) -> impl Iterator<Item = &Allow> {
        self.records().filter_map(|r| match r {
            CheckRecord::Allow(allow) => Some(allow),
            _ => None,
        })
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.records().next().is_none()
    }

    /// Whether a check is switched off.
    pub fn is_off(&self, check: &str) -> bool {
        self.looked_up.off.contains(check)
    }

    /// Severity and tier that findings of a check get, where they are graded otherwise.
    pub fn grade(&self, check: &str) -> (Option<Severity>, Option<u8>) {
        let grade = self.looked_up.grades.get(check);
        grade.copied().unwrap_or_default()
    }

    /// Whether findings of a check on these words are allowed.
    pub fn allows(&self, check: &str, passage: &str) -> bool {
        !self.looked_up.allowed.is_empty() && self.allows_key(check, passage_key(passage))
    }

    /// The same by the [`passage_key`] of the words.
    pub fn allows_key(&self, check: &str, key: u64) -> bool {
        let checks = self.looked_up.allowed.get(&key).filter(|_| key != 0);
        checks.is_some_and(|all| all.iter().any(|c| c == check || c == ANY))
    }

    /// The change that grades a check otherwise, or as found again.
    pub fn grading(&self, check: &str, severity: Option<Severity>, tier: Option<u8>) -> Change {
        let key = CheckKey::Grade(check.to_owned());
        if severity.is_none() && tier.is_none() {
            return key.remove();
        }
        let mut grade = CheckRecord::grade(check, severity, tier);
        if let (CheckRecord::Grade(new), Some(CheckRecord::Grade(old))) =
            (&mut grade, self.get(key))
        {
            new.extra.clone_from(&old.extra);
        }
        grade.put()
    }
}

#[cfg(test)]
mod tests;
