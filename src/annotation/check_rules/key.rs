//! What a rule is found by, and its form in a journal.

use crate::annotation::edit::{Change, Place};
use crate::annotation::record::RecordKey;

/// What a rule is found by. Its order is the order in the file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum CheckKey {
    /// The check that is switched off.
    Off(String),
    /// The check that is graded otherwise.
    Grade(String),
    /// The check (`*`: every one) and the words on which it is allowed.
    Allow(String, String),
}

impl CheckKey {
    /// The change that takes the record out of the rules of the root.
    pub fn remove(self) -> Change {
        Change::remove(Place::Checks, RecordKey::Check(self))
    }

    /// The kind of its record, as files say it.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Off(_) => "off",
            Self::Grade(_) => "grade",
            Self::Allow(..) => "allow",
        }
    }

    /// What tells it from others of its kind: the check, with the words behind it where there are any.
    pub fn id(&self) -> String {
        match self {
            Self::Off(check) | Self::Grade(check) => check.clone(),
            Self::Allow(check, passage) => format!("{check} {passage}"),
        }
    }

    /// The key of this kind and id.
    pub fn parse(kind: &str, id: &str) -> Option<Self> {
        Some(match kind {
            "off" => Self::Off(id.to_owned()),
            "grade" => Self::Grade(id.to_owned()),
            "allow" => {
                // No id of a check has a space in it.
                let (check, passage) = id.split_once(' ')?;
                Self::Allow(check.to_owned(), passage.to_owned())
            }
            _ => return None,
        })
    }
}
