//! What is said about entities in general, as it stands in a file: without ids, so that it can be typed by hand.

use super::wire::{Fault, Read, line, wire, word};
use crate::annotation::entity_list::{
    Different, EntityNote, EntityRecord, MAX_NAME, Metonyms, Never, OwnName, Retyped, Same,
    ordered, tidy,
};
use crate::annotation::label::EntityLabel;
use crate::annotation::record::Extra;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct WireName {
    kind: String,
    r#type: String,
    name: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<String>,
    #[serde(default, skip_serializing_if = "Extra::is_empty")]
    extra: Extra,
}

#[derive(Serialize, Deserialize)]
struct WireNever {
    kind: String,
    name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    r#type: String,
    #[serde(default, skip_serializing_if = "Extra::is_empty")]
    extra: Extra,
}

#[derive(Serialize, Deserialize)]
struct WireSame {
    kind: String,
    r#type: String,
    name: String,
    into: String,
    #[serde(default, skip_serializing_if = "Extra::is_empty")]
    extra: Extra,
}

#[derive(Serialize, Deserialize)]
struct WireDifferent {
    kind: String,
    r#type: String,
    name: String,
    other: String,
    #[serde(default, skip_serializing_if = "Extra::is_empty")]
    extra: Extra,
}

#[derive(Serialize, Deserialize)]
struct WireRetyped {
    kind: String,
    r#type: String,
    name: String,
    to: String,
    #[serde(default, skip_serializing_if = "Extra::is_empty")]
    extra: Extra,
}

#[derive(Serialize, Deserialize)]
struct WireNote {
    kind: String,
    r#type: String,
    name: String,
    text: String,
    #[serde(default, skip_serializing_if = "Extra::is_empty")]
    extra: Extra,
}

#[derive(Serialize, Deserialize)]
struct WireMetonyms {
    kind: String,
    on: bool,
    #[serde(default, skip_serializing_if = "Extra::is_empty")]
    extra: Extra,
}

/// Reads a record of one of the kinds of this list; `None` for another kind.
pub(super) fn read(kind: &str, ron: &str) -> Option<Read<EntityRecord>> {
    Some(match kind {
        "name" => wire(ron).and_then(read_name),
        "never" => wire(ron).and_then(read_never),
        "same" => wire(ron).and_then(read_same),
        "different" => wire(ron).and_then(read_different),
        "retyped" => wire(ron).and_then(read_retyped),
        "note" => wire(ron).and_then(read_note),
        "metonyms" => wire(ron).map(read_metonyms),
        _ => return None,
    })
}

fn label(field: &str, s: &str) -> Read<EntityLabel> {
    word(field, s, EntityLabel::from_id).map_err(|fault| {
        let all: Vec<_> = EntityLabel::ALL.iter().map(|l| l.id()).collect();
        let message = format!("{}; it is one of {}", fault.message, all.join(", "));
        Fault { message, ..fault }
    })
}

/// A name that says something.
fn name(field: &str, s: &str) -> Read<String> {
    let name = tidy(s);
    if name.is_empty() {
        return Err(Fault::new(format!(
            "{field}: there is nothing in it; write the name, or take the record out"
        )));
    }
    if name.len() > MAX_NAME {
        return Err(Fault::new(format!(
            "{field}: a name of {} bytes; it may have {MAX_NAME}",
            name.len()
        )));
    }
    Ok(name)
}

fn read_name(w: WireName) -> Read<EntityRecord> {
    let own = OwnName {
        label: label("type", &w.r#type)?,
        name: name("name", &w.name)?,
        aliases: Vec::new(),
        extra: w.extra,
    };
    let aliases = w.aliases.iter().filter(|a| !a.trim().is_empty());
    let aliases: Vec<String> = aliases.map(|a| name("aliases", a)).collect::<Read<_>>()?;
    let own = aliases.iter().fold(own, |own, alias| own.also(alias));
    Ok(EntityRecord::Name(own))
}

fn read_never(w: WireNever) -> Read<EntityRecord> {
    let any = w.r#type.is_empty();
    Ok(EntityRecord::Never(Never {
        surface: name("name", &w.name)?,
        label: (!any).then(|| label("type", &w.r#type)).transpose()?,
        extra: w.extra,
    }))
}

fn read_same(w: WireSame) -> Read<EntityRecord> {
    Ok(EntityRecord::Same(Same {
        label: label("type", &w.r#type)?,
        name: name("name", &w.name)?,
        into: name("into", &w.into)?,
        extra: w.extra,
    }))
}

fn read_different(w: WireDifferent) -> Read<EntityRecord> {
    let (one, other) = ordered(&name("name", &w.name)?, &name("other", &w.other)?);
    Ok(EntityRecord::Different(Different {
        label: label("type", &w.r#type)?,
        one,
        other,
        extra: w.extra,
    }))
}

fn read_retyped(w: WireRetyped) -> Read<EntityRecord> {
    Ok(EntityRecord::Retyped(Retyped {
        label: label("type", &w.r#type)?,
        name: name("name", &w.name)?,
        to: label("to", &w.to)?,
        extra: w.extra,
    }))
}

fn read_note(w: WireNote) -> Read<EntityRecord> {
    Ok(EntityRecord::Note(EntityNote {
        label: label("type", &w.r#type)?,
        name: name("name", &w.name)?,
        text: w.text,
        extra: w.extra,
    }))
}

fn read_metonyms(w: WireMetonyms) -> EntityRecord {
    EntityRecord::Metonyms(Metonyms {
        on: w.on,
        extra: w.extra,
    })
}

/// Writes a record on one line.
pub(super) fn write(record: &EntityRecord) -> String {
    let kind = record.key().kind().to_owned();
    let id = |label: EntityLabel| label.id().to_owned();
    match record {
        EntityRecord::Name(r) => line(&WireName {
            kind,
            r#type: id(r.label),
            name: r.name.clone(),
            aliases: r.aliases.clone(),
            extra: r.extra.clone(),
        }),
        EntityRecord::Never(r) => line(&WireNever {
            kind,
            name: r.surface.clone(),
            r#type: r.label.map(id).unwrap_or_default(),
            extra: r.extra.clone(),
        }),
        EntityRecord::Same(r) => line(&WireSame {
            kind,
            r#type: id(r.label),
            name: r.name.clone(),
            into: r.into.clone(),
            extra: r.extra.clone(),
        }),
        EntityRecord::Different(r) => line(&WireDifferent {
            kind,
            r#type: id(r.label),
            name: r.one.clone(),
            other: r.other.clone(),
            extra: r.extra.clone(),
        }),
        EntityRecord::Retyped(r) => line(&WireRetyped {
            kind,
            r#type: id(r.label),
            name: r.name.clone(),
            to: id(r.to),
            extra: r.extra.clone(),
        }),
        EntityRecord::Note(r) => line(&WireNote {
            kind,
            r#type: id(r.label),
            name: r.name.clone(),
            text: r.text.clone(),
            extra: r.extra.clone(),
        }),
        EntityRecord::Metonyms(r) => line(&WireMetonyms {
            kind,
            on: r.on,
            extra: r.extra.clone(),
        }),
    }
}
