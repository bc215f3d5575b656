//! Faces and sizes.

use crate::store::Face;
use egui::{FontFamily, FontId, Margin, TextStyle, Vec2};
use std::sync::Arc;

/// A cut of a face.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Cut {
    /// Running text.
    Regular,
    /// Strong.
    Bold,
    /// Emphasis. Inter has none that is embedded: there the upright one is slanted.
    Italic,
}

/// The face that documents are read in.
pub fn text_face(face: Face, cut: Cut) -> FontFamily {
    match (face, cut) {
        (Face::Serif, Cut::Regular) => reading(),
        (Face::Serif, Cut::Bold) => reading_bold(),
        (Face::Serif, Cut::Italic) => FontFamily::Name("reading-italic".into()),
        (Face::Sans, Cut::Bold) => strong(),
        (Face::Sans, Cut::Regular | Cut::Italic) => FontFamily::Proportional,
    }
}

/// The serif, which passages are quoted in.
pub fn reading() -> FontFamily {
    FontFamily::Name("reading".into())
}

/// Its bold.
pub fn reading_bold() -> FontFamily {
    FontFamily::Name("reading-bold".into())
}

/// The bold of the panels.
pub fn strong() -> FontFamily {
    FontFamily::Name("strong".into())
}

/// Text size of the panels, in points.
pub const PANEL_TEXT: f32 = 13.0;
/// Text size of remarks in panels, in points.
pub const SMALL_TEXT: f32 = 11.5;
/// Smallest height of what can be pressed, in points.
pub const TOUCH: f32 = 24.0;

/// A panel text in bold.
pub fn bold(text: impl Into<String>) -> egui::RichText {
    egui::RichText::new(text).family(strong())
}

/// Embedded faces of scripts that the faces for text do not have.
const SCRIPTS: [&str; 6] = ["khmer", "thai", "lao", "burmese", "hebrew", "arabic"];

/// Brings a face down to the base line of the face for text: epaint puts the middles of two faces on one height, which in
/// faces with much room above or below is not where their letters stand. In parts of the text size, from the files.
fn on_base_line(face: &str) -> egui::FontTweak {
    let y_offset_factor = match face {
        "burmese" => 0.389,
        "arabic" => 0.161,
        "thai" => 0.113,
        "hebrew" => 0.075,
        "lao" => 0.032,
        _ => 0.0,
    };
    egui::FontTweak {
        y_offset_factor,
        ..egui::FontTweak::default()
    }
}

/// The embedded faces, with the toolkit's behind them.
pub fn fonts() -> egui::FontDefinitions {
    let mut fonts = egui::FontDefinitions::default();
    let faces: [(&str, &'static [u8]); 11] = [
        (
            "charis",
            include_bytes!("../../../assets/fonts/CharisSIL-Regular.ttf"),
        ),
        (
            "charis-bold",
            include_bytes!("../../../assets/fonts/CharisSIL-Bold.ttf"),
        ),
        (
            "charis-italic",
            include_bytes!("../../../assets/fonts/CharisSIL-Italic.ttf"),
        ),
        (
            "inter",
            include_bytes!("../../../assets/fonts/Inter-Regular.otf"),
        ),
        (
            "inter-semibold",
            include_bytes!("../../../assets/fonts/Inter-SemiBold.otf"),
        ),
        (
            "khmer",
            include_bytes!("../../../assets/fonts/NotoSerifKhmer-Regular.ttf"),
        ),
        (
            "thai",
            include_bytes!("../../../assets/fonts/NotoSerifThai-Regular.ttf"),
        ),
        (
            "lao",
            include_bytes!("../../../assets/fonts/NotoSerifLao-Regular.ttf"),
        ),
        (
            "burmese",
            include_bytes!("../../../assets/fonts/NotoSerifMyanmar-Regular.ttf"),
        ),
        (
            "hebrew",
            include_bytes!("../../../assets/fonts/NotoSerifHebrew-Regular.ttf"),
        ),
        (
            "arabic",
            include_bytes!("../../../assets/fonts/NotoNaskhArabic-Regular.ttf"),
        ),
    ];
    for (name, bytes) in faces {
        fonts.font_data.insert(
            name.to_owned(),
            Arc::new(egui::FontData::from_static(bytes).tweak(on_base_line(name))),
        );
    }
    let fallback = fonts
        .families
        .get(&FontFamily::Proportional)
        .cloned()
        .unwrap_or_default();
    let family = |first: &[&str]| -> Vec<String> {
        first
            .iter()
            .chain(&SCRIPTS)
            .map(|s| (*s).to_owned())
            .chain(fallback.iter().cloned())
            .collect()
    };
    let monospace = fonts.families.entry(FontFamily::Monospace).or_default();
    monospace.extend(SCRIPTS.map(str::to_owned));
    fonts
        .families
        .insert(FontFamily::Proportional, family(&["inter"]));
    fonts
        .families
        .insert(strong(), family(&["inter-semibold", "inter"]));
    fonts.families.insert(reading(), family(&["charis"]));
    fonts
        .families
        .insert(reading_bold(), family(&["charis-bold", "charis"]));
    fonts.families.insert(
        text_face(Face::Serif, Cut::Italic),
        family(&["charis-italic", "charis"]),
    );
    fonts
}

/// Sizes and distances of the panels.
pub fn spacing(style: &mut egui::Style) {
    let size = |points, family| FontId::new(points, family);
    style.text_styles = [
        (TextStyle::Heading, size(17.0, strong())),
        (TextStyle::Body, size(PANEL_TEXT, FontFamily::Proportional)),
        (
            TextStyle::Button,
            size(PANEL_TEXT, FontFamily::Proportional),
        ),
        (TextStyle::Small, size(SMALL_TEXT, FontFamily::Proportional)),
        (TextStyle::Monospace, size(12.5, FontFamily::Monospace)),
    ]
    .into();
    style.spacing.item_spacing = Vec2::new(7.0, 5.0);
    style.spacing.button_padding = Vec2::new(9.0, 4.0);
    style.spacing.interact_size = Vec2::new(30.0, TOUCH);
    style.spacing.window_margin = Margin::same(14);
    style.spacing.menu_margin = Margin::same(6);
    style.spacing.icon_width = 16.0;
    style.interaction.tooltip_delay = 0.25;
    style.interaction.selectable_labels = false;
}
