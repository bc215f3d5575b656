//! The only colours, faces and sizes of the window.

use crate::annotation::{EntityLabel, Severity};
use egui::{Color32, CornerRadius, FontFamily, FontId, Margin, Stroke, TextStyle, Vec2, Visuals};
use std::sync::Arc;

/// Colours of one theme. Every text colour holds WCAG AA on every surface that it stands on (see the tests).
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    /// Whether it is the dark one.
    pub dark: bool,
    /// Behind everything.
    pub ground: Color32,
    /// Side panels, bars.
    pub panel: Color32,
    /// What text is read on.
    pub paper: Color32,
    /// Hairlines.
    pub line: Color32,
    /// Text.
    pub ink: Color32,
    /// Quieter text.
    pub soft: Color32,
    /// The quietest text.
    pub faint: Color32,
    /// What can be pressed next.
    pub accent: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// Behind selected text.
    pub selection: Color32,
    /// Behind hits of a search.
    pub hit: Color32,
    /// Behind the hit one is at.
    pub hit_here: Color32,
    /// Data quality.
    pub warn: Color32,
    /// Data quality that matters less.
    pub warn_mild: Color32,
    /// All is well.
    pub ok: Color32,
}

/// Over the window, behind a dialog in its middle.
pub const BACKDROP: Color32 = Color32::from_black_alpha(70);

const fn rgb(n: u32) -> Color32 {
    let [_, r, g, b] = n.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

/// The light palette.
pub const LIGHT: Palette = Palette {
    dark: false,
    ground: rgb(0x00f4_f2ee),
    panel: rgb(0x00fa_f9f6),
    paper: rgb(0x00ff_fefb),
    line: rgb(0x00e3_dfd7),
    ink: rgb(0x0023_211e),
    soft: rgb(0x005f_5b54),
    faint: rgb(0x0074_6f66),
    accent: rgb(0x002f_5fd0),
    on_accent: rgb(0x00ff_ffff),
    selection: rgb(0x00c3_d8ff),
    hit: rgb(0x00ff_eda8),
    hit_here: rgb(0x00ff_c861),
    warn: rgb(0x00c0_392b),
    warn_mild: rgb(0x0095_5410),
    ok: rgb(0x001a_7a63),
};

/// The dark palette.
pub const DARK: Palette = Palette {
    dark: true,
    ground: rgb(0x0019_1a1c),
    panel: rgb(0x001f_2023),
    paper: rgb(0x0023_2428),
    line: rgb(0x0036_383e),
    ink: rgb(0x00e8_e5df),
    soft: rgb(0x00b0_aca4),
    faint: rgb(0x0096_928a),
    accent: rgb(0x008f_b0ff),
    on_accent: rgb(0x0014_161a),
    selection: rgb(0x0034_466e),
    hit: rgb(0x0055_4a1c),
    hit_here: rgb(0x007d_5c12),
    warn: rgb(0x00ff_8d80),
    warn_mild: rgb(0x00e0_a35c),
    ok: rgb(0x0062_c9a8),
};

impl Palette {
    /// The palette in force.
    pub fn of(visuals: &Visuals) -> &'static Self {
        if visuals.dark_mode { &DARK } else { &LIGHT }
    }

    /// Colour of an entity type's underline.
    pub const fn entity(&self, label: EntityLabel) -> Color32 {
        let (light, dark) = match label {
            EntityLabel::Person => (0x00b3_475f, 0x00f0_92a6),
            EntityLabel::Org => (0x002f_6fb5, 0x008d_baf0),
            EntityLabel::Place | EntityLabel::Address => (0x002f_8550, 0x0084_cf9f),
            EntityLabel::Agreement => (0x008a_5bb5, 0x00c8_a6ec),
            EntityLabel::Event => (0x00b5_532f, 0x00ed_a17f),
            EntityLabel::Date => (0x008c_7a2e, 0x00d4_c06a),
            EntityLabel::Title => (0x00a0_622d, 0x00db_a373),
            EntityLabel::Money | EntityLabel::Percent => (0x0017_7f86, 0x0071_c9cf),
            EntityLabel::Norp => (0x0066_7a2c, 0x00b5_cb74),
            EntityLabel::Contact => (0x0066_6b73, 0x00a9_b0ba),
        };
        rgb(if self.dark { dark } else { light })
    }

    /// Colour of a finding.
    pub const fn severity(&self, severity: Severity) -> Color32 {
        match severity {
            Severity::High => self.warn,
            Severity::Medium | Severity::Low => self.warn_mild,
        }
    }

    /// A theme's colour as a bar or swatch.
    pub fn theme(&self, colour: [u8; 3]) -> Color32 {
        let [r, g, b] = colour;
        let colour = Color32::from_rgb(r, g, b);
        if self.dark {
            mix(colour, Color32::WHITE, 0.32)
        } else {
            colour
        }
    }

    /// A theme's colour behind text, so that two on the same word both show.
    pub fn tint(&self, colour: [u8; 3]) -> Color32 {
        let share = if self.dark { 0.26 } else { 0.19 };
        self.theme(colour).gamma_multiply(share)
    }

    /// The colours of several themes behind one passage: as deep as two tints, however many they are, so that the text
    /// stays readable.
    pub fn tints(&self, colours: &[[u8; 3]]) -> Color32 {
        match colours {
            [] => Color32::TRANSPARENT,
            [one] => self.tint(*one),
            [one, two] => self.tint(*one).blend(self.tint(*two)),
            many => {
                let mean = |i: usize| {
                    let sum: usize = many
                        .iter()
                        .filter_map(|c| c.get(i))
                        .map(|&c| c as usize)
                        .sum();
                    (sum / many.len()) as u8
                };
                let mixed = self.tint([mean(0), mean(1), mean(2)]);
                mixed.blend(mixed)
            }
        }
    }

    /// A flag among themes.
    pub const fn flag(&self) -> [u8; 3] {
        let [r, g, b, _] = self.warn.to_array();
        [r, g, b]
    }

    /// A highlight without a theme.
    pub const fn highlight(&self) -> [u8; 3] {
        if self.dark {
            [0xc8, 0xb4, 0x3c]
        } else {
            [0xd8, 0xb4, 0x00]
        }
    }
}

/// `share` of `b` in `a`.
pub fn mix(a: Color32, b: Color32, share: f32) -> Color32 {
    let one = |x: u8, y: u8| (f32::from(x) + (f32::from(y) - f32::from(x)) * share).round() as u8;
    Color32::from_rgb(one(a.r(), b.r()), one(a.g(), b.g()), one(a.b(), b.b()))
}

/// The face that documents are read in.
pub fn reading() -> FontFamily {
    FontFamily::Name("reading".into())
}

/// Its bold.
pub fn reading_bold() -> FontFamily {
    FontFamily::Name("reading-bold".into())
}

/// Its italic.
pub fn reading_italic() -> FontFamily {
    FontFamily::Name("reading-italic".into())
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

/// Loads the embedded faces and sets style and colours.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts());
    // Where the system does not say what it prefers: black on white, as print has it.
    // Ctrl with + and − changes the size of the text, not of the whole window.
    ctx.options_mut(|o| {
        o.fallback_theme = egui::Theme::Light;
        o.zoom_with_keyboard = false;
    });
    for (theme, palette) in [(egui::Theme::Light, &LIGHT), (egui::Theme::Dark, &DARK)] {
        ctx.style_mut_of(theme, |style| {
            style.visuals = visuals(palette);
            spacing(style);
        });
    }
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

fn fonts() -> egui::FontDefinitions {
    let mut fonts = egui::FontDefinitions::default();
    let faces: [(&str, &'static [u8]); 11] = [
        (
            "charis",
            include_bytes!("../../assets/fonts/CharisSIL-Regular.ttf"),
        ),
        (
            "charis-bold",
            include_bytes!("../../assets/fonts/CharisSIL-Bold.ttf"),
        ),
        (
            "charis-italic",
            include_bytes!("../../assets/fonts/CharisSIL-Italic.ttf"),
        ),
        (
            "inter",
            include_bytes!("../../assets/fonts/Inter-Regular.otf"),
        ),
        (
            "inter-semibold",
            include_bytes!("../../assets/fonts/Inter-SemiBold.otf"),
        ),
        (
            "khmer",
            include_bytes!("../../assets/fonts/NotoSerifKhmer-Regular.ttf"),
        ),
        (
            "thai",
            include_bytes!("../../assets/fonts/NotoSerifThai-Regular.ttf"),
        ),
        (
            "lao",
            include_bytes!("../../assets/fonts/NotoSerifLao-Regular.ttf"),
        ),
        (
            "burmese",
            include_bytes!("../../assets/fonts/NotoSerifMyanmar-Regular.ttf"),
        ),
        (
            "hebrew",
            include_bytes!("../../assets/fonts/NotoSerifHebrew-Regular.ttf"),
        ),
        (
            "arabic",
            include_bytes!("../../assets/fonts/NotoNaskhArabic-Regular.ttf"),
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
    fonts
        .families
        .insert(reading_italic(), family(&["charis-italic", "charis"]));
    fonts
}

fn spacing(style: &mut egui::Style) {
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

fn visuals(p: &Palette) -> Visuals {
    let mut v = if p.dark {
        Visuals::dark()
    } else {
        Visuals::light()
    };
    v.panel_fill = p.panel;
    v.window_fill = p.panel;
    v.extreme_bg_color = p.paper;
    v.faint_bg_color = p.ground;
    v.code_bg_color = p.ground;
    v.window_stroke = Stroke::new(1.0, p.line);
    v.window_corner_radius = CornerRadius::same(10);
    v.menu_corner_radius = CornerRadius::same(8);
    v.hyperlink_color = p.accent;
    v.warn_fg_color = p.warn_mild;
    v.error_fg_color = p.warn;
    v.weak_text_color = Some(p.soft);
    v.selection.bg_fill = p.selection;
    v.selection.stroke = Stroke::new(1.0, p.ink);
    v.window_shadow = egui::Shadow {
        offset: [0, 8],
        blur: 28,
        spread: 0,
        color: Color32::from_black_alpha(if p.dark { 120 } else { 40 }),
    };
    v.popup_shadow = v.window_shadow;
    let corner = CornerRadius::same(7);
    let hover = mix(p.panel, p.ink, 0.05);
    let press = mix(p.panel, p.ink, 0.11);
    for (widget, fill, stroke) in [
        (&mut v.widgets.noninteractive, p.panel, p.line),
        (&mut v.widgets.inactive, p.paper, mix(p.line, p.ink, 0.14)),
        (&mut v.widgets.hovered, hover, mix(p.line, p.ink, 0.25)),
        (&mut v.widgets.active, press, p.accent),
        (&mut v.widgets.open, press, p.line),
    ] {
        widget.bg_fill = fill;
        widget.weak_bg_fill = fill;
        widget.bg_stroke = Stroke::new(1.0, stroke);
        widget.fg_stroke = Stroke::new(1.0, p.ink);
        widget.corner_radius = corner;
        widget.expansion = 0.0;
    }
    v
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::codebook::PALETTE;

    /// Relative luminance and contrast as WCAG 2.2 defines them.
    fn contrast(a: Color32, b: Color32) -> f64 {
        let channel = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.04045 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        };
        let light = |c: Color32| {
            0.2126 * channel(c.r()) + 0.7152 * channel(c.g()) + 0.0722 * channel(c.b())
        };
        let (a, b) = (light(a), light(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// `over` painted on `under`, as the screen blends them.
    fn blend(under: Color32, over: Color32) -> Color32 {
        let keep = 1.0 - f32::from(over.a()) / 255.0;
        let one = |o: u8, u: u8| (f32::from(o) + f32::from(u) * keep).round().min(255.0) as u8;
        Color32::from_rgb(
            one(over.r(), under.r()),
            one(over.g(), under.g()),
            one(over.b(), under.b()),
        )
    }

    #[test]
    fn every_text_colour_holds_wcag_aa_on_every_surface() {
        for p in [&LIGHT, &DARK] {
            for surface in [p.paper, p.panel, p.ground] {
                for text in [p.ink, p.soft, p.warn, p.warn_mild, p.ok, p.accent] {
                    assert!(
                        contrast(text, surface) >= 4.5,
                        "{text:?} on {surface:?}, dark: {}",
                        p.dark
                    );
                }
                assert!(
                    contrast(p.faint, surface) >= 4.4,
                    "faint on {surface:?}, dark: {}",
                    p.dark
                );
            }
            assert!(contrast(p.on_accent, p.accent) >= 4.5);
            for surface in [p.selection, p.hit, p.hit_here] {
                assert!(
                    contrast(p.ink, surface) >= 4.5,
                    "ink on {surface:?}, dark: {}",
                    p.dark
                );
            }
        }
    }

    #[test]
    fn text_holds_wcag_aa_on_every_tint_and_on_two_of_them() {
        for p in [&LIGHT, &DARK] {
            for one in PALETTE {
                let tinted = blend(p.paper, p.tint(one));
                assert!(contrast(p.ink, tinted) >= 7.0, "one tint, dark: {}", p.dark);
                for two in PALETTE {
                    assert!(
                        contrast(p.ink, blend(tinted, p.tint(two))) >= 4.5,
                        "two tints, dark: {}",
                        p.dark
                    );
                }
            }
        }
    }
}
