//! Linking takes time that grows with the text, whatever stands in it.

use rapporteur::detect::detect;
use std::fmt::Write;
use std::time::{Duration, Instant};

fn word(mut n: usize) -> String {
    let mut out = String::from("K");
    while n > 0 {
        out.push(char::from(b'a' + (n % 26) as u8));
        n /= 26;
    }
    out
}

/// Texts that make links hard: all of one family, all parts shared, acronyms without end, names that are ends of others.
fn texts(n: usize) -> Vec<String> {
    let mut texts = vec![String::new(); 4];
    for i in 0..n {
        let (a, b) = (word(i * 7 + 11), word(i * 3 + 5));
        let _ = write!(texts[0], "Minister {a} Ferreiro met Mr Ferreiro. ");
        let _ = write!(
            texts[1],
            "Minister {a} {b} {} met Mr {b} {a}. ",
            word(i % 17)
        );
        let short: String = a.to_uppercase().chars().take(7).collect();
        let _ = write!(
            texts[2],
            "The {a} Ferry Board ({short}) met; the {short} wrote to the Board. "
        );
        let _ = write!(
            texts[3],
            "The {a} {b} Ferry Safety Board met the {b} Ferry Safety Board. "
        );
    }
    texts
}

fn shortest(text: &str) -> Duration {
    let once = |_| {
        let start = Instant::now();
        assert!(!detect(text).is_empty());
        start.elapsed()
    };
    (0..3).map(once).min().unwrap()
}

#[test]
fn twice_the_text_takes_about_twice_the_time() {
    detect("Warm.");
    for (some, double) in texts(3_000).iter().zip(texts(6_000)) {
        let (short, long) = (shortest(some), shortest(&double));
        // Quadratic work would be near four times; a noisy machine is let off.
        assert!(
            long < short * 3 + Duration::from_millis(50),
            "{short:?} {long:?} {:.60}",
            some
        );
    }
}
