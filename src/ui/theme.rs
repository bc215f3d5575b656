//! The only colours of the window; its faces and sizes are in `faces`.

mod faces;
#[cfg(test)]
mod tests;

pub use faces::{
    Cut, PANEL_TEXT, SMALL_TEXT, TOUCH, bold, reading, reading_bold, strong, text_face,
};

use crate::annotation::codebook::PALETTE;
use crate::annotation::{EntityLabel, Severity};
use crate::store::ThemeChoice;
use egui::{Color32, CornerRadius, Stroke, Visuals};
use std::sync::LazyLock;

/// Which colours are in force.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Scheme {
    /// Dark on light.
    Light,
    /// Brown on warm paper.
    Sepia,
    /// Light on dark.
    Dark,
    /// High contrast on white.
    BlackOnWhite,
    /// High contrast on black.
    WhiteOnBlack,
}

impl Scheme {
    /// All schemes, as they are offered.
    pub const ALL: [Self; 5] = [
        Self::Light,
        Self::Sepia,
        Self::Dark,
        Self::BlackOnWhite,
        Self::WhiteOnBlack,
    ];

    /// Its colours.
    pub const fn palette(self) -> &'static Palette {
        match self {
            Self::Light => &LIGHT,
            Self::Sepia => &SEPIA,
            Self::Dark => &DARK,
            Self::BlackOnWhite => &BLACK_ON_WHITE,
            Self::WhiteOnBlack => &WHITE_ON_BLACK,
        }
    }

    /// What it is called.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Light => "Light",
            Self::Sepia => "Sepia",
            Self::Dark => "Dark",
            Self::BlackOnWhite => "Black on white",
            Self::WhiteOnBlack => "White on black",
        }
    }

    /// The choice that a person makes for it.
    pub const fn choice(self) -> ThemeChoice {
        match self {
            Self::Light => ThemeChoice::Light,
            Self::Sepia => ThemeChoice::Sepia,
            Self::Dark => ThemeChoice::Dark,
            Self::BlackOnWhite => ThemeChoice::BlackOnWhite,
            Self::WhiteOnBlack => ThemeChoice::WhiteOnBlack,
        }
    }

    /// The scheme that a person chose; `None`: light or dark, as the system has it.
    pub fn of(choice: ThemeChoice) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.choice() == choice)
    }

    /// The scheme that is offered after this one.
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|&s| s == self).unwrap_or(0);
        Self::ALL[(at + 1) % Self::ALL.len()]
    }
}

/// Colours of one scheme. Every text colour holds WCAG AA on every surface that it stands on, in the two schemes of high
/// contrast AAA (see the tests).
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    /// Which one it is.
    pub scheme: Scheme,
    /// Whether text is light on dark.
    pub dark: bool,
    /// What theme colours are mixed with, and how much of it, so that a bar is seen on the paper.
    shift: (Color32, f32),
    /// How much of a theme's colour lies behind its passage.
    share: f32,
    /// Behind everything.
    pub ground: Color32,
    /// Side panels, bars. No two schemes have the same: [`Palette::of`] goes by it.
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
    scheme: Scheme::Light,
    dark: false,
    shift: (Color32::BLACK, 0.0),
    share: 0.22,
    ground: rgb(0x00f4_f2ee),
    panel: rgb(0x00fa_f9f6),
    paper: rgb(0x00ff_fefb),
    line: rgb(0x00e3_dfd7),
    ink: rgb(0x0023_211e),
    soft: rgb(0x005f_5b54),
    faint: rgb(0x006f_6a61),
    accent: rgb(0x002f_5fd0),
    on_accent: rgb(0x00ff_ffff),
    selection: rgb(0x00c3_d8ff),
    hit: rgb(0x00ff_eda8),
    hit_here: rgb(0x00ff_c861),
    warn: rgb(0x00b8_3227),
    warn_mild: rgb(0x0095_5410),
    ok: rgb(0x001a_7a63),
};

/// The sepia palette: less light than white, and warm.
pub const SEPIA: Palette = Palette {
    scheme: Scheme::Sepia,
    dark: false,
    shift: (Color32::BLACK, 0.06),
    share: 0.24,
    ground: rgb(0x00ef_e4cd),
    panel: rgb(0x00f5_ecd9),
    paper: rgb(0x00fb_f3e2),
    line: rgb(0x00dc_cfb3),
    ink: rgb(0x003a_2d1d),
    soft: rgb(0x0065_563e),
    faint: rgb(0x006b_5b42),
    accent: rgb(0x001f_5a96),
    on_accent: rgb(0x00ff_ffff),
    selection: rgb(0x00c6_d9ec),
    hit: rgb(0x00ff_e08c),
    hit_here: rgb(0x00f7_bb52),
    warn: rgb(0x00a8_2c20),
    warn_mild: rgb(0x0080_480b),
    ok: rgb(0x001b_6350),
};

/// The dark palette.
pub const DARK: Palette = Palette {
    scheme: Scheme::Dark,
    dark: true,
    shift: (Color32::WHITE, 0.32),
    share: 0.22,
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

/// High contrast on white.
pub const BLACK_ON_WHITE: Palette = Palette {
    scheme: Scheme::BlackOnWhite,
    dark: false,
    shift: (Color32::BLACK, 0.1),
    share: 0.24,
    ground: rgb(0x00f2_f2f2),
    panel: rgb(0x00ff_ffff),
    paper: rgb(0x00ff_ffff),
    line: rgb(0x005a_5a5a),
    ink: rgb(0x0000_0000),
    soft: rgb(0x0026_2626),
    faint: rgb(0x003d_3d3d),
    accent: rgb(0x0000_33a8),
    on_accent: rgb(0x00ff_ffff),
    selection: rgb(0x00a9_cbff),
    hit: rgb(0x00ff_e45c),
    hit_here: rgb(0x00ff_b21a),
    warn: rgb(0x0096_0c0c),
    warn_mild: rgb(0x0066_3800),
    ok: rgb(0x0000_502f),
};

/// High contrast on black.
pub const WHITE_ON_BLACK: Palette = Palette {
    scheme: Scheme::WhiteOnBlack,
    dark: true,
    shift: (Color32::WHITE, 0.2),
    share: 0.24,
    ground: rgb(0x000d_0d0d),
    panel: rgb(0x0000_0000),
    paper: rgb(0x0000_0000),
    line: rgb(0x00a8_a8a8),
    ink: rgb(0x00ff_ffff),
    soft: rgb(0x00e6_e6e6),
    faint: rgb(0x00cf_cfcf),
    accent: rgb(0x0086_c5ff),
    on_accent: rgb(0x0000_0000),
    selection: rgb(0x000f_2f6b),
    hit: rgb(0x0059_4800),
    hit_here: rgb(0x007a_4700),
    warn: rgb(0x00ff_a79e),
    warn_mild: rgb(0x00ff_c35c),
    ok: rgb(0x006f_e3b6),
};

/// Least contrast of bars, lines and underlines with the paper (WCAG 2.2, 1.4.11).
const GRAPHIC: f32 = 3.0;

impl Palette {
    /// The palette in force.
    pub fn of(visuals: &Visuals) -> &'static Self {
        let fits = |s: &Scheme| s.palette().panel == visuals.panel_fill;
        let otherwise = if visuals.dark_mode { &DARK } else { &LIGHT };
        let found = Scheme::ALL.into_iter().find(fits);
        found.map_or(otherwise, Scheme::palette)
    }

    /// Colour of an entity type's underline: the hues of the themes, which stay apart for colour-blind readers. A line
    /// under words is never taken for a tint behind them.
    pub fn entity(&self, label: EntityLabel) -> Color32 {
        let hue = match label {
            EntityLabel::Person => 5,
            EntityLabel::Org => 4,
            EntityLabel::Place | EntityLabel::Address => 2,
            EntityLabel::Agreement => 8,
            EntityLabel::Event => 0,
            EntityLabel::Date => 1,
            EntityLabel::Title => 7,
            EntityLabel::Money | EntityLabel::Percent => 3,
            EntityLabel::Norp => 6,
            EntityLabel::Contact => 9,
        };
        self.theme(PALETTE[hue])
    }

    /// Colour of a finding.
    pub const fn severity(&self, severity: Severity) -> Color32 {
        match severity {
            Severity::High => self.warn,
            Severity::Medium | Severity::Low => self.warn_mild,
        }
    }

    /// Colour of the wavy underline of a finding: the paler, the less it matters, and the less certain it is; always seen.
    pub fn wave(&self, severity: Severity, unsure: bool) -> Color32 {
        // In twentieths of the paper's colour.
        let low = if matches!(severity, Severity::Low) {
            4
        } else {
            0
        };
        let most = if unsure { 6 + low } else { low };
        let full = self.severity(severity);
        let pale = |share: u8| mix(full, self.paper, f32::from(share) / 20.0);
        let seen = |colour: &Color32| contrast(*colour, self.paper) >= GRAPHIC;
        (0..=most).rev().map(pale).find(seen).unwrap_or(full)
    }

    /// A theme's colour as a bar or swatch. What a person chose too near to the paper is shown nearer to the ink, until
    /// it can be seen.
    pub fn theme(&self, colour: [u8; 3]) -> Color32 {
        let [r, g, b] = colour;
        let (to, share) = self.shift;
        let mut shown = Color32::from_rgb(r, g, b);
        if share > 0.0 {
            shown = mix(shown, to, share);
        }
        let mut step = 0.0;
        while step < 1.0 && contrast(shown, self.paper) < GRAPHIC {
            step += 0.2;
            shown = mix(shown, self.ink, step);
        }
        shown
    }

    /// A theme's colour behind text, so that two on the same word both show.
    pub fn tint(&self, colour: [u8; 3]) -> Color32 {
        self.theme(colour).gamma_multiply(self.share)
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

/// Light of a channel of sRGB, for each of its values.
static LIGHT_OF: LazyLock<[f32; 256]> = LazyLock::new(|| {
    std::array::from_fn(|c| {
        let c = c as f32 / 255.0;
        if c <= 0.040_45 {
            c / 12.92
        } else {
            ((c + 0.055) / 1.055).powf(2.4)
        }
    })
});

/// Contrast of two colours as WCAG 2.2 defines it: 1 to 21.
pub fn contrast(a: Color32, b: Color32) -> f32 {
    let of = |c: u8| LIGHT_OF[usize::from(c)];
    let light = |c: Color32| 0.2126 * of(c.r()) + 0.7152 * of(c.g()) + 0.0722 * of(c.b());
    let (a, b) = (light(a), light(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// `share` of `b` in `a`.
pub fn mix(a: Color32, b: Color32, share: f32) -> Color32 {
    let one = |x: u8, y: u8| (f32::from(x) + (f32::from(y) - f32::from(x)) * share).round() as u8;
    Color32::from_rgb(one(a.r(), b.r()), one(a.g(), b.g()), one(a.b(), b.b()))
}

/// Loads the embedded faces and sets style and colours.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(faces::fonts());
    // Where the system does not say what it prefers: black on white, as print has it.
    // Ctrl with + and − changes the size of the text, not of the whole window.
    ctx.options_mut(|o| {
        o.fallback_theme = egui::Theme::Light;
        o.zoom_with_keyboard = false;
    });
    for (theme, palette) in [(egui::Theme::Light, &LIGHT), (egui::Theme::Dark, &DARK)] {
        ctx.style_mut_of(theme, |style| {
            style.visuals = visuals(palette);
            faces::spacing(style);
        });
    }
}

/// Puts the chosen colours in force; where nothing changes, nothing is done.
pub fn choose(ctx: &egui::Context, choice: ThemeChoice) {
    let scheme = Scheme::of(choice);
    let theme = match scheme {
        None => egui::ThemePreference::System,
        Some(s) if s.palette().dark => egui::ThemePreference::Dark,
        Some(_) => egui::ThemePreference::Light,
    };
    ctx.set_theme(theme);
    let chosen = |dark: bool| scheme.filter(|s| s.palette().dark == dark);
    dress(
        ctx,
        egui::Theme::Light,
        chosen(false).unwrap_or(Scheme::Light),
    );
    dress(ctx, egui::Theme::Dark, chosen(true).unwrap_or(Scheme::Dark));
}

fn dress(ctx: &egui::Context, theme: egui::Theme, scheme: Scheme) {
    let palette = scheme.palette();
    if Palette::of(&ctx.style_of(theme).visuals).scheme == scheme {
        return;
    }
    ctx.style_mut_of(theme, |style| {
        let blink = style.visuals.text_cursor.blink;
        style.visuals = visuals(palette);
        style.visuals.text_cursor.blink = blink;
    });
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
