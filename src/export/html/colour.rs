//! Colours of themes and entity types as the style sheet takes them.

use crate::annotation::EntityLabel;
use std::fmt::Write;

/// The colour of a theme of which nothing but its id is known.
const UNKNOWN: [u8; 3] = [0x6b, 0x71, 0x78];

/// `r g b`.
pub(super) fn triple(colour: Option<[u8; 3]>) -> String {
    let [r, g, b] = colour.unwrap_or(UNKNOWN);
    format!("{r} {g} {b}")
}

/// A `style` attribute (with a space before it) that sets the tints; empty without any.
pub(super) fn style(tints: &[String]) -> String {
    let mut out = String::new();
    for (variable, tint) in ["t", "u", "v"].iter().zip(tints) {
        let _ = write!(out, "--{variable}:{tint};");
    }
    if out.is_empty() {
        out
    } else {
        format!(" style=\"{out}\"")
    }
}

/// The colour of an entity type's line.
pub(super) const fn entity(label: EntityLabel) -> [u8; 3] {
    match label {
        EntityLabel::Person => [0xb8, 0x3a, 0x5e],
        EntityLabel::Org => [0x2f, 0x6f, 0xb5],
        EntityLabel::Place => [0x1f, 0x8a, 0x50],
        EntityLabel::Address => [0x4d, 0x8a, 0x7a],
        EntityLabel::Event => [0xb8, 0x52, 0x2a],
        EntityLabel::Agreement => [0x7a, 0x4f, 0xb8],
        EntityLabel::Date => [0x8f, 0x7a, 0x1a],
        EntityLabel::Money => [0x5f, 0x8f, 0x2d],
        EntityLabel::Percent => [0x3f, 0x8f, 0x8f],
        EntityLabel::Norp => [0x8a, 0x5a, 0x8a],
        EntityLabel::Title => [0xc0, 0x6a, 0x2a],
        EntityLabel::Contact => [0x5a, 0x6a, 0x8a],
    }
}
