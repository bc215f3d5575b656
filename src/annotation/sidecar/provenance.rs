//! Where a document comes from, as it stands in a sidecar.

use super::wire::{Read, line, value, wire};
use crate::annotation::provenance::{Provenance, ProvenanceField};
use crate::annotation::record::Extra;
use serde::{Deserialize, Serialize};

/// The id of the only record of its kind: older programs carry through what has one.
const ID: &str = "document";

#[derive(Serialize, Deserialize)]
struct WireProvenance {
    kind: String,
    #[serde(default)]
    id: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    source: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    publisher: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    author: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    place: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    published: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    retrieved: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    url: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    language: String,
    annotator: String,
    modified: String,
    #[serde(default)]
    extra: Extra,
}

pub(super) fn read(ron: &str) -> Read<Provenance> {
    let w: WireProvenance = wire(ron)?;
    let annotator = value("annotator", &w.annotator)?;
    let mut out = Provenance::new(annotator, value("modified", &w.modified)?);
    for (field, value) in [
        (ProvenanceField::Source, w.source),
        (ProvenanceField::Publisher, w.publisher),
        (ProvenanceField::Author, w.author),
        (ProvenanceField::Place, w.place),
        (ProvenanceField::Published, w.published),
        (ProvenanceField::Retrieved, w.retrieved),
        (ProvenanceField::Url, w.url),
        (ProvenanceField::Language, w.language),
    ] {
        out.set(field, value);
    }
    out.extra = w.extra;
    Ok(out)
}

pub(super) fn write(p: &Provenance) -> String {
    let of = |field| p.get(field).to_owned();
    line(&WireProvenance {
        kind: "provenance".to_owned(),
        id: ID.to_owned(),
        source: of(ProvenanceField::Source),
        publisher: of(ProvenanceField::Publisher),
        author: of(ProvenanceField::Author),
        place: of(ProvenanceField::Place),
        published: of(ProvenanceField::Published),
        retrieved: of(ProvenanceField::Retrieved),
        url: of(ProvenanceField::Url),
        language: of(ProvenanceField::Language),
        annotator: p.annotator.to_string(),
        modified: p.modified.to_string(),
        extra: p.extra.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::codebook::sample_annotator;
    use crate::annotation::sidecar::{parse, read_record, write as write_file, write_record};
    use crate::annotation::{AnnotationSet, Record, RecordKey, Timestamp};

    fn full() -> Provenance {
        let mut p = Provenance::new(sample_annotator(), Timestamp::from_unix(1_763_800_000));
        for field in ProvenanceField::ALL {
            p.set(field, format!("the \"{}\" — ព្រះ\n2", field.id()));
        }
        p.extra.insert("mine".into(), "x".into());
        p
    }

    #[test]
    fn every_field_survives_a_round_trip_on_one_line() {
        let record = Record::Provenance(full());
        let ron = write_record(&record);
        assert_eq!(ron.lines().count(), 1);
        assert_eq!(read_record(&ron).unwrap(), record);
        let set: AnnotationSet = [record].into_iter().collect();
        assert_eq!(parse(&write_file(&set)).unwrap().set, set);
    }

    #[test]
    fn it_may_be_typed_by_hand_without_an_id_and_a_second_one_is_said() {
        let by = sample_annotator();
        let typed = format!(
            "(kind: \"provenance\", publisher: \"Harbour Board\", annotator: \"{by}\", modified: \"2025-11-22T08:26:43Z\")"
        );
        let source = format!("(format: \"rapporteur\", version: 1, records: [{typed},\n{typed}])");
        let read = parse(&source).unwrap();
        assert_eq!(read.problems.len(), 1, "{:?}", read.problems);
        let first = read.set.get(&RecordKey::Provenance);
        let Some(Record::Provenance(p)) = first else {
            panic!("{first:?}")
        };
        assert_eq!(p.get(ProvenanceField::Publisher), "Harbour Board");
        assert_eq!(p.known().count(), 1);
        assert_eq!(read.set.len(), 2, "the second one is kept");
    }
}
