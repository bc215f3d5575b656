//! What a record of the list is found by, and its form in a journal.

use super::ordered;
use crate::annotation::edit::{Change, Place};
use crate::annotation::label::EntityLabel;
use crate::annotation::record::RecordKey;

/// What a record of the list is found by. Its order is the order in the file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum EntityKey {
    /// There is one switch.
    Metonyms,
    /// An own name.
    Name(EntityLabel, String),
    /// What is never marked.
    Never(String, Option<EntityLabel>),
    /// The name that is given up.
    Same(EntityLabel, String),
    /// Two names, in the order of bytes.
    Different(EntityLabel, String, String),
    /// The entity as the machine says it.
    Retyped(EntityLabel, String),
    /// The entity.
    Note(EntityLabel, String),
}

impl EntityKey {
    /// The change that takes the record out of the list of the root.
    pub fn remove(self) -> Change {
        Change::remove(Place::Entities, RecordKey::Entity(self))
    }

    /// The kind of its record, as files say it.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Metonyms => "metonyms",
            Self::Name(..) => "name",
            Self::Never(..) => "never",
            Self::Same(..) => "same",
            Self::Different(..) => "different",
            Self::Retyped(..) => "retyped",
            Self::Note(..) => "note",
        }
    }

    /// What tells it from others of its kind: `TYPE name`.
    pub fn id(&self) -> String {
        match self {
            Self::Metonyms => String::new(),
            Self::Name(label, name)
            | Self::Same(label, name)
            | Self::Retyped(label, name)
            | Self::Note(label, name) => format!("{label} {name}"),
            Self::Never(surface, label) => {
                format!("{} {surface}", label.map_or(ANY, EntityLabel::id))
            }
            Self::Different(label, one, other) => format!("{label} {one}{BETWEEN}{other}"),
        }
    }

    /// The key of this kind and id.
    pub fn parse(kind: &str, id: &str) -> Option<Self> {
        if kind == "metonyms" {
            return Some(Self::Metonyms);
        }
        let (label, name) = id.split_once(' ')?;
        if kind == "never" {
            let label = match label {
                ANY => None,
                label => Some(EntityLabel::from_id(label)?),
            };
            return Some(Self::Never(name.to_owned(), label));
        }
        let (label, own) = (EntityLabel::from_id(label)?, name.to_owned());
        Some(match kind {
            "name" => Self::Name(label, own),
            "same" => Self::Same(label, own),
            "retyped" => Self::Retyped(label, own),
            "note" => Self::Note(label, own),
            "different" => {
                let (one, other) = name.split_once(BETWEEN)?;
                let (one, other) = ordered(one, other);
                Self::Different(label, one, other)
            }
            _ => return None,
        })
    }
}

/// Stands for every type.
const ANY: &str = "*";
/// Stands between two names: no tidied name has it.
const BETWEEN: char = '\t';
