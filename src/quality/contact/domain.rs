//! Names of servers: their endings, and what readers of scanned pages and clumsy copying make of them.

use std::sync::LazyLock;

/// The endings of the root zone in ASCII letters, after the public suffix list (July 2025), sorted.
static ENDINGS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| include_str!("endings.txt").split_whitespace().collect());

/// Labels that stand before the ending of a country.
const SECOND: &[&str] = &[
    "gov", "gob", "gouv", "govt", "go", "com", "co", "org", "or", "net", "ne", "edu", "ac", "mil",
];

/// Endings that most addresses have.
const USUAL: &[&str] = &["com", "org", "net", "int", "gov", "edu", "info", "mil"];

/// Words that begin the next field of contact details.
const NEXT: &[&str] = &[
    "tel",
    "telp",
    "telephone",
    "phone",
    "fax",
    "mobile",
    "email",
    "mail",
    "web",
    "website",
    "www",
    "http",
    "https",
    "contact",
    "site",
    "url",
    "address",
    "twitter",
    "facebook",
    "or",
    "and",
    "for",
];

/// Whether a label in small letters is an ending of the root zone; all of other scripts are taken for one.
pub(super) fn is_ending(label: &str) -> bool {
    !label.is_ascii() || label.starts_with("xn--") || ENDINGS.binary_search(&label).is_ok()
}

/// An ending that is no English or French word by chance: what stands alone behind an “@” may be a name elsewhere.
pub(super) fn is_usual_ending(label: &str) -> bool {
    label.len() == 2 && is_ending(label) || USUAL.contains(&label)
}

/// Whether a label stands before the ending of a country: “gov” in “gov.lk”.
pub(super) fn is_second(label: &str) -> bool {
    SECOND.contains(&label)
}

/// Whether a name, perhaps with a port behind it, has a dot and ends as names of servers do.
pub(super) fn is_server(name: &str) -> bool {
    let name = name.to_lowercase();
    let host = name.split(':').next().unwrap_or_default();
    host.rsplit_once('.')
        .is_some_and(|(before, last)| !before.is_empty() && is_ending(last))
}

/// What is wrong with the end of a name that has a dot.
pub(super) fn ending_fault(domain: &str) -> Option<&'static str> {
    let (before, last) = domain.rsplit_once('.')?;
    let second = before.rsplit('.').next().unwrap_or_default();
    let lower = last.to_lowercase();
    if is_ending(&lower) {
        let fault = is_misread(&second.to_lowercase()) && last.len() == 2;
        return fault.then_some(MISREAD);
    }
    let digits = lower.bytes().any(|b| b.is_ascii_digit());
    Some(if is_misread(&lower) {
        MISREAD
    } else if runs_on(last) {
        "The next word is glued to the address"
    } else if has_lost_dot(&lower) {
        "A dot is missing"
    } else if lower.len() < 2 || digits {
        "No such ending of a domain, or a part of it is missing"
    } else {
        "No such ending of a domain"
    })
}

const MISREAD: &str = "A letter or digit read for another in the ending of the domain";

/// `c0m`, `0rg`, `corn`: a well-known label as scanned pages have it.
fn is_misread(label: &str) -> bool {
    let known = |l: &str| USUAL.contains(&l) || SECOND.contains(&l);
    if known(label) {
        return false;
    }
    let letters = label.replace('0', "o").replace('5', "s").replace("rn", "m");
    let lines = |to: &str| known(&letters.replace('1', to));
    letters != label && known(&letters) || label.contains('1') && (lines("i") || lines("l"))
}

/// `orgPhone`, `comtel`: an ending with the beginning of the next field.
fn runs_on(label: &str) -> bool {
    let cases = |l: &str| {
        let next = l.find(|c: char| c.is_ascii_uppercase())?;
        (next > 1 && is_ending(l.get(..next)?)).then_some(())
    };
    let lower = label.to_lowercase();
    let words = |word: &&&str| {
        let before = lower.strip_suffix(**word);
        before.is_some_and(|b| is_usual_ending(b) && b.len() + word.len() > 4)
    };
    cases(label).is_some() || NEXT.iter().any(|w| words(&w))
}

/// `govlk`, `gobpe`: the last two labels in one.
fn has_lost_dot(label: &str) -> bool {
    SECOND.iter().any(|second| {
        let country = label.strip_prefix(second);
        country.is_some_and(|c| c.len() == 2 && is_ending(c))
    })
}

/// How far an address of which `domain` stands before `rest` goes on behind spaces: `gov. lk`, `gov .lk`, `or g`.
pub(super) fn spaced_rest(domain: &str, rest: &str) -> usize {
    let mut last = domain.rsplit('.').next().unwrap_or_default().to_owned();
    let mut complete = is_server(domain);
    let mut taken = 0;
    while let Some((len, label)) = rest
        .get(taken..)
        .and_then(|r| next_part(r, &last, complete))
        .filter(|_| taken < 40)
    {
        taken += len;
        complete = is_ending(&label);
        last = label;
    }
    taken
}

/// The next label of a name behind a space, and its length with space and dot.
fn next_part(rest: &str, last: &str, complete: bool) -> Option<(usize, String)> {
    let dotted = [(" .", true), (". ", false), (" . ", true)];
    if let Some((mark, sure)) = dotted.into_iter().find(|(m, _)| {
        rest.strip_prefix(*m)
            .is_some_and(|r| r.starts_with(|c: char| c.is_ascii_lowercase()))
    }) {
        let label = word(rest.get(mark.len()..)?);
        let country = is_ending(label) && label.len() == 2 && !is_word(label);
        let fits = if sure {
            is_ending(label) || is_second(label)
        } else {
            // Behind a full stop the next sentence may begin with a small letter.
            country && (is_second(last) || !complete)
                || !complete && (USUAL.contains(&label) || is_second(label) && label.len() > 2)
        };
        return fits.then(|| (mark.len() + label.len(), label.to_owned()));
    }
    let letter = word(rest.strip_prefix(' ')?);
    let whole = format!("{last}{letter}");
    let fits =
        letter.len() <= 2 && is_usual_ending(&whole) && !is_ending(last) && !letter.is_empty();
    (fits && !is_word(letter)).then_some((1 + letter.len(), whole))
}

fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric());
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

/// Endings of countries that are words of running text, too.
fn is_word(label: &str) -> bool {
    const WORDS: &[&str] = &[
        "is", "in", "at", "it", "so", "no", "me", "my", "to", "us", "am", "be", "by", "la", "de",
        "et", "as", "do", "re", "id", "il", "ne", "sa", "tu", "es", "a", "i", "y", "o", "au", "ma",
    ];
    WORDS.contains(&label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_sorted_and_known() {
        assert!(ENDINGS.is_sorted() && ENDINGS.len() > 1200);
        for good in ["org", "foundation", "wales", "рф", "kh"] {
            assert!(is_ending(good), "{good}");
        }
    }

    #[test]
    fn names_that_no_server_has() {
        let fault = |name: &str| ending_fault(name).unwrap_or_default();
        assert_eq!(fault("island.gov.kh"), "");
        assert_eq!(fault("island.coop"), "");
        assert!(fault("island.c0m").contains("read for"));
        assert!(fault("island.g0v.kh").contains("read for"));
        assert!(fault("island.orgFax").contains("glued"));
        assert!(fault("island.comtel").contains("glued"));
        assert!(fault("island.govkh").contains("dot is missing"));
        assert!(fault("island.k").contains("missing"));
        assert!(fault("island.irg").contains("No such"));
    }

    #[test]
    fn names_go_on_behind_spaces() {
        assert_eq!(spaced_rest("island", ". gov. kh for"), 9);
        assert_eq!(spaced_rest("island.gov", ". kh for"), 4);
        assert_eq!(spaced_rest("island", " .org by"), 5);
        assert_eq!(spaced_rest("island.or", " g by"), 2);
        assert_eq!(spaced_rest("island.org", ". is it"), 0);
        assert_eq!(spaced_rest("island.org", " a man"), 0);
    }
}
