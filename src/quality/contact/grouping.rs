//! How the digits of a telephone number are grouped, and what that says of a number that is cut or made up.

use super::count_digits;

/// What is wrong with the groups of a number, whose letters and length are judged elsewhere.
pub(super) fn fault(number: &str) -> Option<&'static str> {
    let number = number.trim();
    if has_wrong_mark(number) {
        Some("A mark that no telephone number has")
    } else if is_cut(number) {
        Some("The number was cut")
    } else if has_lost_bracket(number) {
        Some("A bracket is missing")
    } else if is_short_behind_area(number) || is_short_american(number) {
        Some("Too few digits behind the area code")
    } else if ends_in_half_a_pair(number) {
        Some("The last pair of digits is not complete")
    } else {
        None
    }
}

/// `202,647,7148`, `202=647_7148`: marks that part no groups of digits.
fn has_wrong_mark(number: &str) -> bool {
    let chars: Vec<char> = number.chars().collect();
    let between = |marks: &str| {
        let inside =
            |w: &&[char]| w[0].is_ascii_digit() && marks.contains(w[1]) && w[2].is_ascii_digit();
        chars.windows(3).filter(inside).count()
    };
    let plain = number
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, ',' | '+'));
    let short = groups(number).iter().all(|g| g.len() <= 4);
    between("=~^_$%@<>{}\\\"") > 0 || plain && short && between(",") > 1
}

/// Ends in a mark behind which digits should stand.
pub(super) fn is_cut(number: &str) -> bool {
    number.ends_with(['-', '–', '+', '(', '…'])
        || number.ends_with("..")
        || number.ends_with("/") && count_digits(number) < 8
}

/// `(202 647 7148`, `202) 647 7148`.
fn has_lost_bracket(number: &str) -> bool {
    let open = number.matches('(').count();
    let close = number.matches(')').count();
    let last = number.rfind(')').and_then(|at| number.get(at + 1..));
    open > close || close > open && last.is_some_and(|rest| count_digits(rest) > 0)
}

/// `(202) 64`: an area code in brackets and less than any exchange has behind it.
fn is_short_behind_area(number: &str) -> bool {
    let parts = number.strip_prefix('(').and_then(|n| n.split_once(')'));
    parts.is_some_and(|(area, rest)| {
        let digits = count_digits(rest);
        area.bytes().all(|b| b.is_ascii_digit()) && area != "0" && digits < 4 && !rest.contains('(')
    })
}

/// `(202) 647-71`, `202-647-71`, `1-800-55`: the form of North America with less than four digits at the end.
fn is_short_american(number: &str) -> bool {
    if number.starts_with('+') || !number.contains(['-', '.']) {
        return false;
    }
    let groups = groups(number);
    let groups = match groups.split_first() {
        Some((&"1", rest)) => rest,
        _ => groups.as_slice(),
    };
    let toll_free = number.starts_with("1-8") && groups.first().is_some_and(|g| g.len() == 3);
    let &[area, exchange, line] = groups else {
        return toll_free && groups.iter().map(|g| g.len()).sum::<usize>() < 10;
    };
    let form = |g: &str| g.len() == 3 && !g.starts_with(['0', '1']);
    let bracket = number.starts_with('(');
    let hyphen = number.ends_with(&format!("-{line}"));
    form(area)
        && form(exchange)
        && hyphen
        && (line.len() < 3 || line.len() == 3 && (bracket || toll_free))
}

/// `01 42 34 74 4`: pairs of digits with one too few.
fn ends_in_half_a_pair(number: &str) -> bool {
    let groups = groups(number);
    let Some((last, pairs)) = groups.split_last() else {
        return false;
    };
    last.len() == 1
        && pairs.len() >= 3
        && pairs.iter().all(|g| g.len() == 2)
        && pairs.first().is_some_and(|g| g.starts_with('0'))
        && !number.contains(['-', '/', '(', '+'])
}

fn groups(number: &str) -> Vec<&str> {
    number
        .split(|c: char| !c.is_ascii_digit())
        .filter(|g| !g.is_empty())
        .take(12)
        .collect()
}

/// Whether a number has the digits of two: one group too long for any, or a “+” or bracket glued behind many digits.
pub(super) fn is_run_together(part: &str) -> bool {
    let part = part.trim();
    let groups = groups(part);
    let longest = groups.iter().map(|g| g.len()).max().unwrap_or(0);
    let all: usize = groups.iter().map(|g| g.len()).sum();
    let uneven =
        all > 15 && longest >= 6 && groups.iter().any(|g| g.len() <= 4) && !part.contains('/');
    // Groups of two or three digits with one of twice that between them.
    let (first, last) = (
        groups.first().map_or(0, |g| g.len()),
        groups.last().map_or(0, |g| g.len()),
    );
    let doubled = all > 15 && groups.len() > 5 && longest > 3 && longest > first.max(last);
    let bytes = part.as_bytes();
    let glued = bytes.windows(3).enumerate().any(|(at, w)| {
        let open = w[0].is_ascii_digit() && (w[1] == b'+' || w[1] == b'(') && w[2].is_ascii_digit();
        open && part
            .get(..=at)
            .is_some_and(|before| count_digits(before) >= 6)
    });
    longest > 13 && !part.starts_with("00") && !part.starts_with('+')
        || longest > 15
        || uneven
        || doubled
        || glued
}

/// Digits that nobody was given: all alike, in order, or those of films.
pub(super) fn is_placeholder(number: &str) -> bool {
    let row: String = number.chars().filter(char::is_ascii_digit).collect();
    let row = row.as_str();
    let same = |row: &str, least: usize| {
        let first = row.as_bytes().first().copied();
        row.len() >= least && row.bytes().all(|b| Some(b) == first)
    };
    let in_order = row.contains("123456789")
        || row.contains("987654321")
        || matches!(row, "12345678" | "1234567" | "123456");
    let behind = |n: usize| row.get(row.len().saturating_sub(n)..).unwrap_or_default();
    let zeros = row.len() > 8 && behind(8) == "00000000";
    let films = number
        .split(|c: char| !c.is_ascii_digit())
        .filter(|g| !g.is_empty());
    let films: Vec<&str> = films.take(6).collect();
    let film = films
        .windows(2)
        .any(|w| w[0] == "555" && matches!(w[1], "5555" | "1234" | "0000" | "1212" | "555"));
    let area = number.trim().strip_prefix("+1").unwrap_or(number.trim());
    let unused = ["(555)", "555-", "(000)", "000-", "(123)", "123-456-"]
        .iter()
        .any(|a| area.trim_start().starts_with(a))
        && row.len() >= 9;
    same(row, 6)
        || in_order
        || zeros
        || row.len() >= 9 && same(behind(8), 8)
        || row.len() >= 10 && behind(7) == "1234567"
        || film
        || unused
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cut_numbers() {
        for number in [
            "202-555-",
            "+84-7-",
            "+1 (202",
            "(202 647-7148",
            "(202) 64",
            "(202) 647-71",
            "202-647-71",
            "1-800-555",
            "01 42 34 74 4",
        ] {
            assert!(fault(number).is_some(), "{number}");
        }
        for number in [
            "(021) 350-2345",
            "(65) 6221 8913",
            "01 42 34 74 44",
            "789-456-123",
            "(0) 23 216 141",
            "1-800-555-0199",
            "216 141-2",
        ] {
            assert_eq!(fault(number), None, "{number}");
        }
    }

    #[test]
    fn two_numbers_and_no_number() {
        for number in [
            "+1 202 647 4000202 647 1117",
            "309536838444019150",
            "023 216 141+855 23 216 142",
            "6474000(202) 647",
        ] {
            assert!(is_run_together(number), "{number}");
        }
        for number in [
            "+1 202 647 4000",
            "00 800 6 7 8 9 10 11",
            "023 216 141 023 216 142",
            "+44(0)20 7946 0018",
        ] {
            assert!(!is_run_together(number), "{number}");
        }
        for number in [
            "000-000-0000",
            "123-456-7890",
            "(555) 010-2030",
            "555-1234",
            "01 00 00 00 00",
            "+1 202 123 4567",
        ] {
            assert!(is_placeholder(number), "{number}");
        }
        for number in [
            "999",
            "+965 2222 0000",
            "1300 555 135",
            "012-345-679",
            "+1 (202) 555-0143",
        ] {
            assert!(!is_placeholder(number), "{number}");
        }
    }
}
