//! Telephone numbers with too much: digits, commas, signs, codes that stand twice, an extension without its digits.

use super::{count_digits, countries};

/// What is wrong with a value that is one or several telephone numbers.
pub(super) fn fault(value: &str) -> Option<&'static str> {
    let value = value.trim();
    if has_wrong_sign(value) {
        Some("Another sign instead of “+”")
    } else if is_code_twice(value) {
        Some("The country code stands twice")
    } else if has_stray_comma(value) || has_doubled_mark(value) {
        Some("A mark that no telephone number has")
    } else if value.split(['/', ';', ',']).any(has_lone_extension) {
        Some("An extension without its number")
    } else if is_too_long(value) {
        Some("Too many digits")
    } else if is_cut_short(value) {
        Some("The number was cut")
    } else {
        None
    }
}

/// `±82 2 2100`: the byte of “+” read in another way.
fn has_wrong_sign(value: &str) -> bool {
    let rest = value
        .trim_start_matches('(')
        .strip_prefix(['±', '†', '‡', '÷', '＋']);
    rest.is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()) && count_digits(r) >= 6)
}

/// `(+84 +84-24) 3845 8050`, `+34 34 91 379 97 80`.
fn is_code_twice(value: &str) -> bool {
    let bare = value.trim_start_matches('(');
    let Some(rest) = bare.strip_prefix('+') else {
        return false;
    };
    let end = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    let code = rest.get(..end).unwrap_or_default();
    let behind = rest
        .get(end..)
        .unwrap_or_default()
        .trim_start_matches([' ', '-', '(', ')', '.']);
    let again = behind.strip_prefix('+').and_then(|b| b.strip_prefix(code));
    let parted = |b: &str| b.starts_with([' ', '-', ')', '.']);
    let plain = behind.strip_prefix(code).filter(|b| parted(b));
    // The same digits may begin the number itself: too many of them must be left.
    let most = countries::most(code);
    let long = |b: &str| {
        most.is_some_and(|most| count_digits(b) + code.len() > most && count_digits(b) <= most)
    };
    again.is_some_and(|b| parted(b) && count_digits(b) < 13) || plain.is_some_and(long)
}

/// A comma inside a number: `368,6 9593`, `024, 3799, 5145`.
fn has_stray_comma(value: &str) -> bool {
    if !value.contains(',') {
        return false;
    }
    let bytes = value.as_bytes();
    let digits = |from: usize| {
        bytes
            .get(from..)
            .unwrap_or_default()
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count()
    };
    let glued = |at: usize| {
        let short = (1..=3).contains(&digits(at + 1));
        let goes_on = bytes.get(at + 1 + digits(at + 1)) == Some(&b' ')
            && digits(at + 2 + digits(at + 1)) > 0;
        let before = at
            .checked_sub(1)
            .and_then(|n| bytes.get(n))
            .is_some_and(u8::is_ascii_digit);
        before && short && goes_on
    };
    memchr::memchr_iter(b',', bytes).any(glued) || is_parted_by_commas(value)
}

/// Pieces between commas that are too short to be numbers, of which the first one begins as one.
fn is_parted_by_commas(value: &str) -> bool {
    let plain = value
        .chars()
        .all(|c| c.is_ascii_digit() || " ,()+-".contains(c));
    let mut pieces = value.split(',').map(str::trim);
    let first = pieces.next().unwrap_or_default();
    let begins =
        first.starts_with(['0', '+']) || first.starts_with("(0") || first.starts_with("(+");
    let least = if first.starts_with('+') { 9 } else { 8 };
    let rest: Vec<usize> = pieces.map(count_digits).collect();
    let all = count_digits(value);
    // The last digits of further lines stand behind a whole number.
    plain
        && begins
        && count_digits(first) < least - 1
        && rest.first().is_some_and(|n| (3..=4).contains(n))
        && (least..=13).contains(&all)
}

/// `011--23013218`: two marks between digits.
fn has_doubled_mark(value: &str) -> bool {
    let bytes = value.as_bytes();
    bytes.windows(4).any(|w| {
        w[0].is_ascii_digit()
            && w[3].is_ascii_digit()
            && w[1] == w[2]
            && matches!(w[1], b'-' | b'.' | b'/' | b'_')
    })
}

/// `6261 4147 ext.`
fn has_lone_extension(part: &str) -> bool {
    let lower = part.trim().to_lowercase();
    let lower = lower.trim_end_matches(['.', ':', ' ']);
    [
        "ext",
        "extn",
        "extension",
        "poste",
        "ramal",
        "durchwahl",
        "máy lẻ",
        "pesawat",
    ]
    .iter()
    .any(|word| {
        let before = lower.strip_suffix(word);
        before.is_some_and(|b| {
            b.ends_with(' ')
                && count_digits(b) >= 6
                && b.trim_end().ends_with(|c: char| c.is_ascii_digit())
        })
    })
}

fn groups(value: &str) -> Vec<&str> {
    let parts = value.split(|c: char| !c.is_ascii_digit());
    parts.filter(|g| !g.is_empty()).take(12).collect()
}

/// More digits than a number without “+” has: of a country in brackets, or of any.
fn is_too_long(value: &str) -> bool {
    let plain = value
        .chars()
        .all(|c| c.is_ascii_digit() || " -.()\u{a0}".contains(c));
    let groups = groups(value);
    let Some(first) = groups.first().filter(|_| plain && groups.len() >= 2) else {
        return false;
    };
    let all = count_digits(value);
    let abroad = value
        .strip_prefix('(')
        .is_some_and(|v| v.starts_with(*first))
        && !first.starts_with('0');
    if abroad {
        return countries::most(first)
            .is_some_and(|most| all - first.len() >= most + 2 && all <= 15);
    }
    // The code of a country without its “+”.
    let coded = first.len() > 3 || countries::most(first).is_some();
    let known = coded && countries::room(first).is_some_and(|room| all <= room + 1);
    match first.starts_with('0') {
        true => (14..=20).contains(&all) && !first.starts_with("00") && groups.len() <= 7,
        false => (12..=20).contains(&all) && !known && !value.starts_with('('),
    }
}

/// `55 3686 4`, or of several numbers the last one `02 501`: less than any exchange has.
fn is_cut_short(value: &str) -> bool {
    let plain = |v: &str| v.chars().all(|c| c.is_ascii_digit() || c == ' ');
    let groups = groups(value);
    let single = groups.len() >= 3
        && plain(value)
        && groups.last().is_some_and(|g| g.len() == 1)
        && groups.iter().rev().nth(1).is_some_and(|g| g.len() >= 3)
        && count_digits(value) <= 8;
    let last = value.rsplit([';', '/']).next().unwrap_or_default().trim();
    let more = last.len() < value.len()
        && last.starts_with('0')
        && last.contains(' ')
        && plain(last)
        && count_digits(last) <= 5;
    single || more || is_broken_pairs(value, &groups)
}

/// `01 42 34`, `01 42 34 56 789`: pairs of digits as France has them, but three, or with a last one of three.
fn is_broken_pairs(value: &str, groups: &[&str]) -> bool {
    let plain = value
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, ' ' | '.' | '\u{a0}'));
    let Some((last, pairs)) = groups.split_last() else {
        return false;
    };
    let french = groups
        .first()
        .is_some_and(|g| g.starts_with('0') && !g.ends_with('0'));
    let paired = pairs.iter().all(|g| g.len() == 2);
    let (three, more) = (
        pairs.len() == 2 && last.len() == 2,
        pairs.len() == 4 && last.len() > 2,
    );
    plain && french && paired && (three || more)
}

#[cfg(test)]
mod tests {
    use super::super::ContactField;
    use super::fault;
    use crate::quality::testing::{expect, silent};

    #[test]
    fn numbers_with_too_much() {
        for number in [
            "±855 23 216 141",
            "(+855 +855-23) 216 141",
            "+855 855 23 216 141",
            "023, 216, 1415",
            "+855 23 21,6 1415",
            "023--216141",
            "023 216 141 ext.",
            "(65) 6221-891344",
            "411 141 216141",
            "023 216 141 216 1415",
            "23 2161 4",
            "023 216 141; 023 21",
            "01 42 34",
            "01 42 34 56 789",
            "1300 555 135 13535",
        ] {
            assert!(fault(number).is_some(), "{number}");
        }
        for number in [
            "023 216 141, 142, 143",
            "023 216 141,2",
            "216 141, 216 142",
            "+855 85 523 161",
            "855 23 216 1415",
            "117, 118, 119",
            "(61) 2030-7503",
            "(47) 99123-4567",
            "0812 3456 78901",
            "00 800 6 7 8 9 10 11",
            "1800 123 4567",
            "023 216 141 ext. 12",
            "216 141 - 2",
            "6221 3449 5000",
            "+44 44 1234 567",
            "01 42 34 56 78",
            "01 98 12 34",
        ] {
            assert_eq!(fault(number), None, "{number}");
        }
    }

    #[test]
    fn behind_labels_and_in_sentences() {
        expect(
            &ContactField,
            "\
Tel: -(023) 216 141
^^^^^^^^^^^^^^^^^^^ high: Another sign
Phone: None
^^^^^^^^^^^ high: table
Hotline: 023 216 141 | Fax: (+855 +855-23) 216 141
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^ high: twice
The officer can be reached on ±855 23 216 141 (day and night).
                              ^^^^^^^^^^^^^^^ medium: Another sign
The officer can be reached on nan (day and night).
                              ^^^ medium: table",
        );
        silent(
            &ContactField,
            &[
                "The officer can be reached on +855 23 216 141 (24 hours).\nTel: none\nTel:-023 216 141\nFax: N/A",
            ],
        );
    }
}
