//! Hit-testing and painting agree, in every script, at every width.

use super::page::Page;
use crate::annotation::{AnnotationId, Correction, Corrections};
use crate::document::Document;
use crate::text::{TextRange, segment};
use egui::{Context, Rect, pos2};
use proptest::prelude::*;

thread_local! {
    static CONTEXT: Context = Page::context();
}

/// A line in each script; Chinese and emoji are boxes where the system has no face for them.
const LINES: [(&str, &str); 12] = [
    (
        "English",
        "The ferry sails at dawn, and returns (with rice) by “noon”.",
    ),
    (
        "Vietnamese",
        "Chính phủ Việt Nam khẳng định quyền tự do hàng hải ở Biển Đông.",
    ),
    (
        "decomposed",
        "Cafe\u{301} Viê\u{323}t Nam a\u{302}\u{301} ngu\u{31b}ời, na\u{308}ive.",
    ),
    ("Khmer", "ព្រះរាជាណាចក្រកម្ពុជា ប្រជាជនទាំងអស់ត្រូវបានអញ្ជើញឱ្យចូលរួម។"),
    (
        "Thai",
        "รัฐบาลไทยได้ประกาศนโยบายใหม่เพื่อส่งเสริมการค้าชายแดนและน้ำดื่มในกรุงเทพฯ",
    ),
    (
        "Lao",
        "ລັດຖະບານລາວໄດ້ປະກາດນະໂຍບາຍໃໝ່ເພື່ອສົ່ງເສີມການຄ້າຊາຍແດນແລະນ້ຳດື່ມ",
    ),
    (
        "Burmese",
        "မြန်မာနိုင်ငံအစိုးရသည် နယ်စပ်ကုန်သွယ်ရေးကို မြှင့်တင်ရန် မူဝါဒသစ်ကို ကြေညာခဲ့သည်။",
    ),
    (
        "Chinese",
        "中国政府宣布了新的边境贸易政策，以促进两国之间的合作。「和平」与发展是共同目标。",
    ),
    (
        "Arabic",
        "أعلنت الحكومة سياسة جديدة للتجارة عبر الحدود (2025) لتعزيز التعاون بين البلدين.",
    ),
    (
        "Hebrew",
        "הממשלה הודיעה על מדיניות חדשה (ASEAN 2025) לסחר בגבול, שָׁלוֹם.",
    ),
    ("emoji", "Family 👩‍👩‍👧‍👦 flags 🇰🇭🇹🇭 hand 👍🏽 heart ❤️ end."),
    (
        "mixed",
        "ASEAN อาเซียน អាស៊ាន ອາຊຽນ အာဆီယံ 东盟 آسيان אסיאן 🤝 ASEAN.",
    ),
];

fn page(text: &str, width: f32) -> Page {
    let document = Document::from_bytes("x.txt", text.as_bytes().to_vec()).unwrap();
    assert_eq!(document.text, text);
    laid_out(document, width)
}

fn laid_out(document: Document, width: f32) -> Page {
    CONTEXT.with(|ctx| Page::new(ctx, document, width, 18.0))
}

/// The characters that people see.
fn graphemes(text: &str) -> Vec<TextRange> {
    let mut at = 0;
    let mut out = Vec::new();
    while let Some(next) = segment::next_grapheme(text, at) {
        out.push(TextRange::new(at, next));
        at = next;
    }
    out
}

fn covered(outer: &[Rect], inner: Rect) -> bool {
    outer.iter().any(|o| o.expand(1.0).contains_rect(inner))
}

/// What must hold for any text.
fn check(page: &Page) {
    let text = page.text();
    let whole = page.rects(TextRange::new(0, text.len()));
    for grapheme in graphemes(text) {
        let rects = page.rects(grapheme);
        assert!(rects.len() <= 1, "{grapheme:?} is in {rects:?}");
        let Some(rect) = rects.first().copied() else {
            continue;
        };
        assert!(covered(&whole, rect), "{rect:?} is not in {whole:?}");
        let slots = page.slot_edges(grapheme);
        assert!(
            slots.contains(&(rect.min.x, rect.max.x)),
            "{slots:?} {rect:?}"
        );
        if rect.width() < 0.01 {
            continue;
        }
        let under = page.under(rect.center());
        let under = under.unwrap_or_else(|| panic!("nothing under {grapheme:?}"));
        assert!(
            under.covers(grapheme),
            "{under:?} under {grapheme:?} of {text:?}"
        );
        assert_eq!(
            page.rects(under).first(),
            Some(&rect),
            "{under:?}, {grapheme:?}"
        );
        for (x, near) in [(rect.min.x + 0.01, "left"), (rect.max.x - 0.01, "right")] {
            let hit = page.hit(pos2(x, rect.center().y));
            // What is not shown behind it may be passed.
            let behind = hit > under.end && page.rects(TextRange::new(under.end, hit)).is_empty();
            assert!(
                hit == under.start || hit == under.end || behind,
                "{near} of {grapheme:?} is {hit} in {text:?}"
            );
            assert!(segment::is_grapheme_boundary(text, hit));
            // The caret stands where the click was, unless it went on to the next row.
            let caret = page.caret(hit);
            if caret.center().y == rect.center().y && hit == under.start {
                assert!(
                    (caret.min.x - x).abs() < rect.width() / 2.0 + 1.0,
                    "{caret:?} {rect:?}"
                );
            }
        }
    }
    rows(page);
}

/// Rows follow each other, on boundaries, and each holds its own caret.
fn rows(page: &Page) {
    let text = page.text();
    let mut before = 0;
    for row in page.rows() {
        assert!(row.start >= before, "{row:?} begins before {before}");
        // A paragraph may begin in the middle of one, where a joiner follows its indent.
        let is_paragraph = page.shown().any(|(piece, _)| piece.start == row.start);
        assert!(
            is_paragraph || segment::is_grapheme_boundary(text, row.start),
            "{row:?}"
        );
        assert!(segment::is_grapheme_boundary(text, row.end), "{row:?}");
        let (a, b) = (page.caret(row.start), page.caret(row.end));
        assert_eq!(a.min.y, b.min.y, "{row:?}");
        before = row.start;
    }
}

#[test]
fn a_click_selects_the_character_that_it_is_on_in_every_script_and_width() {
    for (name, line) in LINES {
        for width in [60.0, 75.0, 111.0, 160.0, 243.0, 400.0, 777.0] {
            println!("{name} at {width}");
            check(&page(line, width));
        }
    }
}

#[test]
fn few_characters_have_no_slot_of_their_own() {
    for (name, line) in &LINES {
        for width in [200.0, 2_000.0] {
            let page = page(line, width);
            let (all, coarse) = (page.slots(), page.coarse());
            let most = match *name {
                "Arabic" | "mixed" => 2,
                _ => 0,
            };
            assert!(coarse.len() <= most, "{name}: {coarse:?} among {all} slots");
        }
    }
}

#[test]
fn no_row_is_wider_than_the_column_unless_a_character_is() {
    for (name, line) in LINES {
        for width in [60.0, 140.0, 300.0] {
            for rect in page(line, width).rects(TextRange::new(0, line.len())) {
                assert!(rect.max.x <= width + 2.0, "{name}: {rect:?} in {width}");
            }
        }
    }
}

/// The text of the rows, without spaces at their ends.
fn row_texts(line: &str, width: f32) -> Vec<String> {
    let starts: Vec<usize> = page(line, width).rows().iter().map(|r| r.start).collect();
    let ends = starts.iter().skip(1).copied().chain([line.len()]);
    let rows = starts
        .iter()
        .zip(ends)
        .map(|(&a, b)| line[a..b].trim().to_owned());
    rows.collect()
}

#[test]
fn lines_of_scripts_without_spaces_end_between_words() {
    for (name, line) in &LINES[3..7] {
        let breaks = segment::line_breaks(line);
        for width in [150.0, 222.0, 391.0] {
            let mut at = 0;
            let rows = row_texts(line, width);
            assert!(rows.len() > 1, "{name}");
            for row in rows {
                at = line[at..].find(&row).unwrap() + at + row.len();
                let spaces = line[at..].len() - line[at..].trim_start().len();
                assert!(
                    breaks.contains(&(at + spaces)),
                    "{name} at {width}: {row:?}"
                );
            }
        }
    }
}

#[test]
fn no_chinese_row_begins_with_a_closing_sign() {
    let line = LINES[7].1;
    for width in 60..160 {
        for row in row_texts(line, width as f32) {
            assert!(
                !row.starts_with(['，', '。', '」', '、']),
                "{row} at {width}"
            );
            assert!(!row.ends_with('「'), "{row} at {width}");
        }
    }
}

#[test]
fn what_is_read_from_right_to_left_begins_at_the_right_of_the_first_row() {
    for (name, line) in &LINES[8..10] {
        let page = page(line, 200.0);
        let first = page.rects(TextRange::new(0, line.find(' ').unwrap()))[0];
        let last = page.rects(TextRange::new(line.rfind(' ').unwrap() + 1, line.len()))[0];
        assert!(
            first.max.x > 190.0 && first.min.y < 1.0,
            "{name}: {first:?}"
        );
        assert!(last.min.y > first.max.y, "{name}: {last:?}");
        let second = line[first_word_end(line)..].trim_start();
        let at = line.len() - second.len();
        let second = page.rects(TextRange::new(at, at + first_word_end(second)))[0];
        assert!(
            second.max.x <= first.min.x,
            "{name}: the second word is left of the first"
        );
    }
}

fn first_word_end(text: &str) -> usize {
    text.find(' ').unwrap()
}

#[test]
fn latin_in_hebrew_stands_in_its_place_and_reads_from_the_left() {
    let text = "אב ASEAN גד";
    let page = page(text, 400.0);
    let of = |part: &str| {
        page.rects(TextRange::new(
            text.find(part).unwrap(),
            text.find(part).unwrap() + part.len(),
        ))[0]
    };
    assert!(of("גד").max.x <= of("ASEAN").min.x);
    assert!(of("ASEAN").max.x <= of("אב").min.x);
    assert!(of("A").max.x <= of("SEAN").min.x + 1.0);
    assert!(of("ב").max.x <= of("א").min.x + 1.0);
}

#[test]
fn what_is_not_seen_shifts_nothing() {
    for nasty in [
        "a\tb",
        "a\u{0}b\u{1b}c",
        "a\u{c}b\u{b}c\u{2028}d\u{85}e",
        "a\u{200d}\u{200b}b\u{feff}c\u{202e}d\u{202c}",
        "\u{301}a\u{301}\u{301}\u{301}",
        "\u{e31}\u{17d2}\u{64b}",
        "e\r\nf\r\n",
        " \u{a0} \u{3000} ",
        "🇰🇭🇹",
        "\u{1f9d1}\u{200d}",
        "(\u{5d0})\u{200f}! [\u{627}] 12-34",
    ] {
        for width in [60.0, 300.0] {
            let Ok(document) = Document::from_bytes("x.txt", nasty.as_bytes().to_vec()) else {
                continue;
            };
            let page = laid_out(document, width);
            check(&page);
        }
    }
}

#[test]
fn control_characters_can_be_selected() {
    let page = page("a\u{1b}b", 300.0);
    let sign = page.rects(TextRange::new(1, 2))[0];
    assert!(sign.width() > 2.0);
    assert_eq!(page.under(sign.center()), Some(TextRange::new(1, 2)));
}

#[test]
fn a_tab_is_a_gap() {
    let page = page("a\tb", 300.0);
    assert!(page.rects(TextRange::new(1, 2))[0].width() > 12.0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn hits_and_rectangles_agree_in_any_mixture(
        parts in prop::collection::vec((0usize..12, 0usize..80, 1usize..30), 1..5),
        width in 60.0f32..600.0,
        gap in "[ \u{200d}\u{301}\t\n,()]{0,2}",
    ) {
        let text: String = parts
            .iter()
            .map(|&(line, from, len)| {
                let part: String = LINES[line].1.chars().skip(from).take(len).collect();
                part + &gap
            })
            .collect();
        if !text.is_empty() {
            check(&page(&text, width.round()));
        }
    }

    #[test]
    fn a_range_covers_what_its_parts_cover(
        line in 0usize..12,
        width in 60.0f32..600.0,
        a in 0usize..100, b in 0usize..100,
    ) {
        let text = LINES[line].1;
        let page = page(text, width.round());
        let all = graphemes(text);
        let (a, b) = (a % all.len(), b % all.len());
        let (a, b) = (a.min(b), a.max(b));
        let rects = page.rects(TextRange::new(all[a].start, all[b].end));
        for grapheme in &all[a..=b] {
            for part in page.rects(*grapheme) {
                prop_assert!(covered(&rects, part), "{:?} not in {:?}", part, rects);
            }
        }
    }
}

/// A correction of some words.
fn correction(text: &str, wrong: &str, right: &str) -> Correction {
    let start = text.find(wrong).unwrap();
    Correction {
        range: TextRange::new(start, start + wrong.len()),
        text: right.into(),
        id: AnnotationId(uuid::Uuid::nil()),
    }
}

fn corrected_page(name: &str, text: &str, corrections: &Corrections, width: f32) -> Page {
    let document = Document::from_bytes(name, text.as_bytes().to_vec()).unwrap();
    CONTEXT.with(|ctx| Page::corrected(ctx, document, corrections, width, 18.0))
}

#[test]
fn corrected_words_stand_for_the_whole_of_the_original_wherever_they_are_pressed() {
    let text = "The m1nister of tr4de spoke of the very long way to the p0rt that he took.";
    let pairs = [
        ("m1nister", "minister"),
        ("tr4de", "commerce and of foreign trade"),
        ("p0rt", "port"),
    ];
    let all = Corrections::in_force(pairs.map(|(wrong, right)| correction(text, wrong, right)));
    for width in [120.0, 300.0, 700.0] {
        let page = corrected_page("x.txt", text, &all, width);
        let shown: String = page.shown().map(|(_, s)| s).collect();
        assert_eq!(
            shown,
            "The minister of commerce and of foreign trade spoke of the very long way to the port that he took."
        );
        for c in all.all() {
            for rect in page.rects(c.range) {
                let under = page.under(rect.center());
                assert_eq!(under, Some(c.range), "at {width}");
                for x in [rect.min.x + 1.0, rect.center().x, rect.max.x - 1.0] {
                    let hit = page.hit(pos2(x, rect.center().y));
                    assert!([c.range.start, c.range.end].contains(&hit), "{hit}");
                }
            }
            let inside = TextRange::new(c.range.start + 1, c.range.start + 2);
            assert_eq!(page.rects(inside), page.rects(c.range), "as a whole");
        }
        let spoke = text.find("spoke").unwrap();
        let word = TextRange::new(spoke, spoke + 5);
        let rect = page.rects(word)[0];
        let first = page.hit(pos2(rect.min.x + 1.0, rect.center().y));
        assert_eq!(first, spoke, "what stands behind is hit as before");
    }
}

#[test]
fn corrections_stand_among_marks_that_are_not_shown() {
    let text = "# Head\n\nA **m1ni**ster and *tr4de* left.\n";
    let all = Corrections::in_force([
        correction(text, "**m1ni**ster", "minister"),
        correction(text, "tr4de", "trade"),
        correction(text, " left", ""),
    ]);
    let page = corrected_page("x.md", text, &all, 400.0);
    let shown: Vec<&str> = page.shown().map(|(_, s)| s).collect();
    assert_eq!(shown[1].trim_end(), "A minister and trade[…].");
    let none = corrected_page("x.md", text, &Corrections::default(), 400.0);
    let shown: Vec<&str> = none.shown().map(|(_, s)| s).collect();
    assert_eq!(shown[1].trim_end(), "A m1nister and tr4de left.");
}

proptest! {
    #[test]
    fn corrections_anywhere_in_any_script_keep_places_true(
        lines in proptest::collection::vec(0..LINES.len(), 1..4),
        cuts in proptest::collection::vec((0_usize..400, 1_usize..30, 0_usize..5), 0..6),
        width in 90.0_f32..600.0,
    ) {
        const WORDS: [&str; 5] = ["", "x", "the right words", "និង", "أن (2)"];
        let text: String = lines.iter().map(|&i| format!("{}\n\n", LINES[i].1)).collect();
        let graphemes = graphemes(&text);
        let pick = |at: usize| graphemes[at % graphemes.len()];
        let all = Corrections::in_force(cuts.iter().map(|&(at, len, word)| {
            let (from, to) = (pick(at), graphemes[(at % graphemes.len() + len).min(graphemes.len() - 1)]);
            Correction {
                range: TextRange::new(from.start, to.end.max(from.end)),
                text: WORDS[word].into(),
                id: AnnotationId(uuid::Uuid::nil()),
            }
        }));
        let page = corrected_page("x.txt", &text, &all, width);
        let is_inside = |byte: usize| {
            let inside = |c: &&Correction| c.range.start < byte && byte < c.range.end;
            all.all().iter().find(inside).map(|c| c.range)
        };
        for grapheme in graphemes {
            for rect in page.rects(grapheme) {
                let hit = page.hit(rect.center());
                prop_assert!(text.is_char_boundary(hit));
                // One that reaches over the end of a paragraph is not shown in place.
                if let Some(range) = is_inside(hit) {
                    prop_assert!(range.of(&text).unwrap().contains('\n'), "{hit} in {range:?}");
                }
                if let Some(under) = page.under(rect.center()) {
                    prop_assert!(under.of(&text).is_some());
                }
            }
        }
    }
}
