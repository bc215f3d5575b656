//! Where a document comes from: who published it, when, where it was found. One record a document.

use super::ids::{AnnotatorId, Timestamp};
use super::record::Extra;

/// Declares the fields of a provenance: variant, id in files, title, its term in Dublin Core (DCMI Metadata Terms).
macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident = $id:literal, $title:literal, $term:literal;)+) => {
        /// A field of a provenance.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        pub enum ProvenanceField { $($(#[$doc])* $variant,)+ }

        impl ProvenanceField {
            /// All fields, in the order in which they are shown.
            pub const ALL: [Self; [$($id),+].len()] = [$(Self::$variant,)+];

            /// The id that files use.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)+ }
            }

            /// The name that people see.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)+ }
            }

            /// What Dublin Core calls it; nothing where it has no word for it.
            pub const fn term(self) -> &'static str {
                match self { $(Self::$variant => $term,)+ }
            }
        }
    };
}

fields! {
    /// The collection, archive or website that it was taken from.
    Source = "source", "Source", "source";
    /// Who published it.
    Publisher = "publisher", "Publisher", "publisher";
    /// Who wrote it.
    Author = "author", "Author", "creator";
    /// Where it was published.
    Place = "place", "Place", "spatial";
    /// When it was published.
    Published = "published", "Published", "issued";
    /// When it was retrieved.
    Retrieved = "retrieved", "Retrieved", "";
    /// Its address.
    Url = "url", "URL", "identifier";
    /// Its language.
    Language = "language", "Language", "language";
}

/// What a person says of where a document comes from. A field that is empty is not known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Provenance {
    values: [String; ProvenanceField::ALL.len()],
    /// Who said so last.
    pub annotator: AnnotatorId,
    /// When.
    pub modified: Timestamp,
    /// Attributes of other programs.
    pub extra: Extra,
}

impl Provenance {
    /// Nothing is known yet.
    pub fn new(annotator: AnnotatorId, modified: Timestamp) -> Self {
        Self {
            values: Default::default(),
            annotator,
            modified,
            extra: Extra::default(),
        }
    }

    /// A field; empty where it is not known.
    pub fn get(&self, field: ProvenanceField) -> &str {
        self.values.get(field as usize).map_or("", String::as_str)
    }

    /// Sets a field.
    pub fn set(&mut self, field: ProvenanceField, value: impl Into<String>) {
        if let Some(slot) = self.values.get_mut(field as usize) {
            *slot = value.into();
        }
    }

    /// Whether nothing is known.
    pub fn is_blank(&self) -> bool {
        self.values.iter().all(|v| v.trim().is_empty())
    }

    /// The fields that are known, in their order.
    pub fn known(&self) -> impl Iterator<Item = (ProvenanceField, &str)> {
        let all = ProvenanceField::ALL.into_iter();
        all.map(|field| (field, self.get(field)))
            .filter(|(_, value)| !value.trim().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::codebook::sample_annotator;

    #[test]
    fn fields_are_kept_apart_and_known_ones_listed_in_order() {
        let mut p = Provenance::new(sample_annotator(), Timestamp::from_unix(0));
        assert!(p.is_blank());
        for field in ProvenanceField::ALL {
            p.set(field, field.id());
        }
        let known: Vec<_> = p.known().map(|(f, v)| (f, v == f.id())).collect();
        assert_eq!(known, ProvenanceField::ALL.map(|f| (f, true)));
        p.set(ProvenanceField::Author, " ");
        assert_eq!(p.known().count(), ProvenanceField::ALL.len() - 1);
    }
}
