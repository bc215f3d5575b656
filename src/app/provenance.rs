//! Where the document on screen comes from: what it says itself is a suggestion, what a person takes or types is kept.

use super::{App, lower_first};
use crate::annotation::{Change, Place, Provenance, ProvenanceField, Record, RecordKey};
use crate::quality::source::{Found, Source};
use crate::text::TextRange;

/// What a document says itself of a field.
pub const fn suggestion(source: &Source, field: ProvenanceField) -> Option<&Found> {
    match field {
        // Where a copy was taken from is not in the document.
        ProvenanceField::Source => None,
        ProvenanceField::Publisher => source.publisher.as_ref(),
        ProvenanceField::Author => source.author.as_ref(),
        ProvenanceField::Place => source.place.as_ref(),
        ProvenanceField::Published => source.published.as_ref(),
        ProvenanceField::Retrieved => source.retrieved.as_ref(),
        ProvenanceField::Url => source.url.as_ref(),
        ProvenanceField::Language => source.language.as_ref(),
    }
}

impl App {
    /// What is said of where a document comes from.
    pub fn provenance(&self, key: &str) -> Option<&Provenance> {
        self.workspace.set(key)?.provenance()
    }

    /// Sets fields of a document's provenance, in one step; an empty value clears its field.
    pub(super) fn set_provenance(&mut self, key: String, fields: &[(ProvenanceField, String)]) {
        let (annotator, now) = (self.annotator(), self.now());
        let old = self.provenance(&key).cloned();
        let mut new = old.unwrap_or_else(|| Provenance::new(annotator, now));
        let before = new.clone();
        for (field, value) in fields {
            new.set(*field, value.trim());
        }
        if new == before {
            return;
        }
        (new.annotator, new.modified) = (annotator, now);
        let place = Place::Document(key.clone());
        let change = if new.is_blank() {
            Change::remove(place, RecordKey::Provenance)
        } else {
            Change::put(place, Record::Provenance(new))
        };
        let focus = Some((key, TextRange::DOCUMENT));
        if self.commit_at(step_name(fields), focus, vec![change]) {
            self.ask_for_name();
        }
    }
}

/// What a step is called that sets these fields.
fn step_name(fields: &[(ProvenanceField, String)]) -> String {
    match fields {
        [(field, value)] => {
            let verb = if value.trim().is_empty() {
                "Clear"
            } else {
                "Set"
            };
            let name = match field {
                ProvenanceField::Url => field.title().to_owned(),
                ProvenanceField::Published => "date of publication".to_owned(),
                ProvenanceField::Retrieved => "date of retrieval".to_owned(),
                _ => lower_first(field.title()),
            };
            format!("{verb} {name}")
        }
        _ => "Fill in provenance".to_owned(),
    }
}
