//! Contrast (WCAG 2.2, 1.4.3, 1.4.6 and 1.4.11) and colour blindness, in every scheme.

use super::*;

/// Least distance of two colours of the default themes or of two entity types (CIEDE2000) as bars and lines, for every
/// kind of sight. About 1 is the least that is seen side by side.
const APART: f64 = 8.5;
/// The same for tints, which are pale.
const TINTS_APART: f64 = 2.8;

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

fn palettes() -> impl Iterator<Item = &'static Palette> {
    Scheme::ALL.into_iter().map(Scheme::palette)
}

/// Least contrast of text: AA, in high contrast AAA.
fn least(p: &Palette) -> f32 {
    match p.scheme {
        Scheme::BlackOnWhite | Scheme::WhiteOnBlack => 7.0,
        _ => 4.5,
    }
}

#[track_caller]
fn assert_reads(p: &Palette, text: Color32, on: Color32, what: &str) {
    let found = contrast(text, on);
    let title = p.scheme.title();
    assert!(found >= least(p), "{title}: {what} on {on:?}: {found:.2}");
}

#[test]
fn the_contrast_is_that_of_wcag() {
    assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 0.01);
    assert!((contrast(rgb(0x0077_7777), Color32::WHITE) - 4.48).abs() < 0.01);
}

#[test]
fn every_scheme_is_found_again_by_its_visuals() {
    for p in palettes() {
        assert_eq!(Palette::of(&visuals(p)).scheme, p.scheme);
        assert_eq!(Scheme::of(p.scheme.choice()), Some(p.scheme));
    }
    let mut all = Scheme::ALL.to_vec();
    for scheme in Scheme::ALL {
        all.retain(|&s| s != scheme.next());
    }
    assert!(all.is_empty(), "every scheme comes after another");
}

#[test]
fn every_text_colour_reads_on_every_surface() {
    for p in palettes() {
        for surface in [p.paper, p.panel, p.ground] {
            for (name, text) in [
                ("ink", p.ink),
                ("soft", p.soft),
                ("faint", p.faint),
                ("accent", p.accent),
                ("warn", p.warn),
                ("warn_mild", p.warn_mild),
                ("ok", p.ok),
            ] {
                assert_reads(p, text, surface, name);
            }
        }
        assert_reads(p, p.on_accent, p.accent, "on accent");
        for surface in [p.selection, p.hit, p.hit_here] {
            assert_reads(p, p.ink, surface, "ink");
        }
    }
}

#[test]
fn text_reads_on_every_tint_on_two_of_them_and_on_one_over_the_selection() {
    for p in palettes() {
        let tints: Vec<Color32> = PALETTE
            .into_iter()
            .chain([p.highlight(), p.flag()])
            .map(|c| p.tint(c))
            .collect();
        for &one in &tints {
            assert_reads(p, p.ink, blend(p.paper, one), "ink on a tint");
            for &two in &tints {
                let both = blend(blend(p.paper, one), two);
                assert_reads(p, p.ink, both, "ink on two tints");
            }
            let selected = blend(p.selection, one);
            assert_reads(p, p.ink, selected, "ink on a tinted selection");
        }
    }
}

#[test]
fn bars_and_underlines_are_seen_on_the_paper() {
    for p in palettes() {
        let themes = PALETTE.into_iter().map(|c| p.theme(c));
        let entities = EntityLabel::ALL.iter().map(|&l| p.entity(l));
        let highlight = p.theme(p.highlight());
        for colour in themes
            .chain(entities)
            .chain([highlight, p.warn, p.warn_mild])
        {
            for surface in [p.paper, p.panel] {
                let found = contrast(colour, surface);
                let title = p.scheme.title();
                assert!(
                    found >= 2.95,
                    "{title}: {colour:?} on {surface:?}: {found:.2}"
                );
            }
        }
    }
}

#[test]
fn wavy_underlines_are_seen_and_the_paler_the_less_they_matter() {
    for p in palettes() {
        let contrast_of = |severity, unsure| contrast(p.wave(severity, unsure), p.paper);
        for unsure in [false, true] {
            let [low, medium, high] = [Severity::Low, Severity::Medium, Severity::High]
                .map(|severity| contrast_of(severity, unsure));
            let title = p.scheme.title();
            assert!(low >= 3.0 && medium >= 3.0 && high >= 3.0, "{title}");
            // What is less certain is as pale as may be, and told apart by its height.
            let paler = if unsure { low <= medium } else { low < medium };
            assert!(paler, "{title}: {low:.2} {medium:.2}");
        }
        for &severity in Severity::ALL {
            assert!(contrast_of(severity, true) < contrast_of(severity, false));
        }
    }
}

#[test]
fn a_colour_that_somebody_chose_too_pale_is_still_seen() {
    for p in palettes() {
        for colour in [[0xff, 0xff, 0x00], [0xff; 3], [0; 3], [0x10, 0x20, 0x40]] {
            let found = contrast(p.theme(colour), p.paper);
            assert!(found >= 3.0, "{}: {colour:?}: {found:.2}", p.scheme.title());
        }
    }
}

/// Rows of a matrix on linear red, green, blue.
type Sight = [[f64; 3]; 3];

/// Sight as most have it, and without one kind of cone: Machado, Oliveira and Fernandes, "A Physiologically-based Model
/// for Simulation of Color Vision Deficiency", IEEE TVCG 15 (2009), severity 1.0, on linear sRGB.
const SIGHTS: [(&str, Sight); 4] = [
    ("usual", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ],
    ),
];

/// A colour as it is seen, in CIELAB (D65).
fn seen(colour: Color32, sight: &Sight) -> [f64; 3] {
    let of = |c: u8| f64::from(LIGHT_OF[usize::from(c)]);
    let rgb = [of(colour.r()), of(colour.g()), of(colour.b())];
    let times = |row: &[f64; 3]| row.iter().zip(rgb).map(|(m, c)| m * c).sum::<f64>();
    let [r, g, b] = [0, 1, 2].map(|i| times(&sight[i]).clamp(0.0, 1.0));
    let f = |t: f64| {
        if t > 216.0 / 24389.0 {
            t.cbrt()
        } else {
            (24389.0 / 27.0 * t + 16.0) / 116.0
        }
    };
    let x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
    let y = f(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
    let z = f((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// The mean of two hues in degrees, the short way round.
fn mean_hue(h1: f64, h2: f64, grey: bool) -> f64 {
    match () {
        () if grey => h1 + h2,
        () if (h1 - h2).abs() <= 180.0 => (h1 + h2) / 2.0,
        () if h1 + h2 < 360.0 => (h1 + h2 + 360.0) / 2.0,
        () => (h1 + h2 - 360.0) / 2.0,
    }
}

/// CIEDE2000 (ISO/CIE 11664-6).
fn distance([l1, a1, b1]: [f64; 3], [l2, a2, b2]: [f64; 3]) -> f64 {
    let seventh = |c: f64| (c.powi(7) / (c.powi(7) + 25_f64.powi(7))).sqrt();
    let stretch = 1.0 + 0.5 * (1.0 - seventh((a1.hypot(b1) + a2.hypot(b2)) / 2.0));
    let (a1, a2) = (a1 * stretch, a2 * stretch);
    let (c1, c2) = (a1.hypot(b1), a2.hypot(b2));
    let hue = |a: f64, b: f64| b.atan2(a).to_degrees().rem_euclid(360.0);
    let (h1, h2) = (hue(a1, b1), hue(a2, b2));
    let grey = c1 * c2 == 0.0;
    let turn = match h2 - h1 {
        _ if grey => 0.0,
        d if d > 180.0 => d - 360.0,
        d if d < -180.0 => d + 360.0,
        d => d,
    };
    let dh = 2.0 * (c1 * c2).sqrt() * (turn / 2.0).to_radians().sin();
    let (l, c, h) = ((l1 + l2) / 2.0, (c1 + c2) / 2.0, mean_hue(h1, h2, grey));
    let wave = |times: f64, from: f64| (times * h + from).to_radians().cos();
    let t = 1.0 - 0.17 * wave(1.0, -30.0) + 0.24 * wave(2.0, 0.0) + 0.32 * wave(3.0, 6.0)
        - 0.20 * wave(4.0, -63.0);
    let blue = 30.0 * (-((h - 275.0) / 25.0).powi(2)).exp();
    let turned = -(2.0 * blue).to_radians().sin() * 2.0 * seventh(c);
    let l50 = (l - 50.0).powi(2);
    let dl = (l2 - l1) / (1.0 + 0.015 * l50 / (20.0 + l50).sqrt());
    let dc = (c2 - c1) / (1.0 + 0.045 * c);
    let dh = dh / (1.0 + 0.015 * c * t);
    (dl * dl + dc * dc + dh * dh + turned * dc * dh)
        .max(0.0)
        .sqrt()
}

#[test]
fn the_distance_is_that_of_the_published_pairs() {
    // Sharma, Wu and Dalal, "The CIEDE2000 Color-Difference Formula", Color Res. Appl. 30 (2005), table 1: 1, 7, 17, 25.
    for (a, b, expected) in [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, 0.0, 0.0], [50.0, -1.0, 2.0], 2.3669),
        ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
        (
            [60.2574, -34.0099, 36.2677],
            [60.4626, -34.1751, 39.4387],
            1.2644,
        ),
    ] {
        let found = distance(a, b);
        assert!((found - expected).abs() < 1e-4, "{found}, not {expected}");
    }
}

#[test]
fn theme_colours_stay_apart_for_colour_blind_readers() {
    for p in palettes() {
        for (sight, matrix) in &SIGHTS {
            let bar = |c| seen(p.theme(c), matrix);
            let tint = |c| seen(blend(p.paper, p.tint(c)), matrix);
            for (i, &one) in PALETTE.iter().enumerate() {
                for (j, &two) in PALETTE.iter().enumerate().skip(i + 1) {
                    let (bars, tints) =
                        (distance(bar(one), bar(two)), distance(tint(one), tint(two)));
                    assert!(
                        bars >= APART && tints >= TINTS_APART,
                        "{}, {sight}: {i} and {j} are {bars:.1} apart, as tints {tints:.1}",
                        p.scheme.title()
                    );
                }
            }
        }
    }
}

#[test]
fn entity_types_have_the_hues_that_stay_apart() {
    for p in palettes() {
        let hues: Vec<Color32> = PALETTE.into_iter().map(|c| p.theme(c)).collect();
        let mut used: Vec<usize> = EntityLabel::ALL
            .iter()
            .map(|&l| hues.iter().position(|&h| h == p.entity(l)).unwrap())
            .collect();
        used.sort_unstable();
        used.dedup();
        // Places and addresses share one, as do amounts and shares.
        assert_eq!(used.len(), EntityLabel::ALL.len() - 2);
    }
}
