//! The detector on texts that nobody would write: it neither panics nor slows down, and its mentions stay in order.

mod growing_support;

use growing_support::growing;
use rapporteur::detect::detect;

/// Mentions are sorted, apart, inside the text and on character boundaries.
fn sound(text: &str) {
    let mut end = 0;
    for mention in detect(text).iter() {
        assert!(mention.range.start >= end && mention.range.start < mention.range.end);
        assert!(mention.range.of(text).is_some());
        end = mention.range.end;
    }
}

/// Bytes of a small linear generator: the same on every machine.
fn noise(len: usize, seed: u64) -> Vec<u8> {
    let mut state = seed;
    let mut next = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 56) as u8
    };
    (0..len).map(|_| next()).collect()
}

#[test]
fn random_bytes() {
    for seed in 0..200 {
        sound(&String::from_utf8_lossy(&noise(2_000, seed)));
    }
}

#[test]
fn random_pieces_of_names() {
    let pieces = [
        "The ",
        "Ministry",
        " of ",
        "Foreign ",
        "Affairs",
        " and ",
        "(",
        ")",
        "MFA",
        ", ",
        ". ",
        "'s ",
        "\u{2019} ",
        "-",
        " \u{2013} ",
        "\n",
        "\r\n",
        "\n\n",
        "Mr ",
        "President ",
        "U.S.",
        "12 ",
        "May ",
        "2024",
        "$",
        "5 million",
        "Summit",
        " on ",
        "the ",
        "Hun ",
        "Sen",
        "@",
        "a.b",
        "+855 ",
        "Tel: ",
        "Address: ",
        "é",
        "ភ្នំពេញ",
        "**",
        "\t",
        "   ",
        "No. ",
        "Resolution ",
        "/",
        "Jr.",
        "von der ",
        "Commander",
        "in",
        "[",
        "]",
        "10th",
        "ASEAN",
        "H.E. ",
        "\u{feff}",
        "İ",
        "ß",
    ];
    for seed in 0..300 {
        let text: String = noise(400, seed)
            .iter()
            .filter_map(|&b| pieces.get(b as usize % pieces.len()))
            .copied()
            .collect();
        sound(&text);
    }
}

#[test]
fn cut_anywhere() {
    let text = "On 5 May 2020 H.E. SOR Vannak\u{2019}s Ministry of Mines (MoM) paid €5 million to the “Harbour Initiative” – café.";
    for (at, _) in text.char_indices() {
        sound(text.get(..at).unwrap_or(""));
        sound(text.get(at..).unwrap_or(""));
    }
}

/// 800 KB of one piece: with quadratic time this test would not end.
#[test]
fn repetition_stays_linear() {
    for piece in [
        "Ministry of ",
        "A",
        "ASEAN ",
        "The General Minister of and ",
        "(ABC) ",
        "U.S.",
        "Minister and ",
        "Vice-",
        "12 ",
        "$",
        "@a.",
        "Hun ",
        "a@b",
        "and ",
        "''",
        "\n",
        "of Foreign, ",
        "Declaration of the Treaty on the ",
        "and Trade and Law of the Summit of ",
        "Minister of Trade and ",
        "X, Minister of X, ",
    ] {
        sound(&piece.repeat(800_000 / piece.len()));
    }
}

#[test]
fn one_huge_line() {
    let text = "the Ministry of Mines met Kenya on 5 May ".repeat(100_000);
    let mentions = detect(&text).len();
    assert!(mentions >= 290_000, "{mentions}");
}

/// The shortest of three times that `times` detections take, in seconds.
fn seconds(text: &str, times: usize) -> f64 {
    let once = || {
        let start = std::time::Instant::now();
        for _ in 0..times {
            std::hint::black_box(detect(text));
        }
        start.elapsed().as_secs_f64()
    };
    (0..3).map(|_| once()).fold(f64::INFINITY, f64::min)
}

/// A text of four times the length may take this many times as long as four texts: what is quadratic takes four times.
const MOST: f64 = 2.0;

/// Both take about as long, so that a busy machine slows both; where it may have been the reason, it is tried again.
fn grows_with_its_length(name: &str, text: &dyn Fn(usize) -> String, len: usize) {
    let (short, long) = (text(len), text(4 * len));
    let ratio = || seconds(&long, 1) / seconds(&short, 4);
    let ratios: Vec<f64> = std::iter::repeat_with(ratio)
        .take(6)
        .take_while(|r| *r > MOST)
        .collect();
    assert!(
        ratios.len() < 6,
        "{name}: a text of four times {len} bytes takes {ratios:.1?} times as long as four"
    );
}

/// Within one block of the text, which is no longer than 128 KB.
#[test]
fn four_times_a_block_takes_four_times_as_long() {
    detect("Phnom Penh");
    for (name, text) in growing() {
        grows_with_its_length(name, &*text, 6_000);
    }
}

/// Over many blocks, where the document is looked at as a whole.
#[test]
fn four_times_a_document_takes_four_times_as_long() {
    detect("Phnom Penh");
    for (name, text) in growing() {
        let blocks = |len: usize| format!("{}\n\n", text(1_000)).repeat(len / 1_000);
        grows_with_its_length(name, &blocks, 12_000);
    }
}

#[test]
fn growing_texts_are_sound() {
    for (_, text) in growing() {
        sound(&text(8_000));
        sound(&text(8_000).to_uppercase());
        sound(&text(8_000).to_lowercase());
    }
}
