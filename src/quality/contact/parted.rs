//! Addresses in running text that a space parts, or a doubled dot.

use super::domain::is_usual_ending;
use crate::text::TextRange;

/// How far an address is followed to either side, in bytes.
const NEAR: usize = 80;

/// A passage and what is wrong with it.
type Found = Option<(TextRange, &'static str)>;

/// An e-mail address with a space on one side of its “@”.
pub(super) fn mail(text: &str, at: usize) -> Found {
    let near = TextRange::new(at.saturating_sub(NEAR), text.len().min(at + NEAR)).snapped(text);
    let (before, behind) = (text.get(near.start..at)?, text.get(at + 1..near.end)?);
    let local = before.strip_suffix(' ').unwrap_or(before);
    let domain = behind.strip_prefix(' ').unwrap_or(behind);
    let spaces = before.len() - local.len() + behind.len() - domain.len();
    let local = local.rsplit(|c: char| !is_part(c)).next()?;
    let end = domain.find(|c: char| !is_part(c)).unwrap_or(domain.len());
    let domain = domain.get(..end)?.trim_end_matches('.');
    let apart = before.len() > before.trim_end().len();
    let known = !apart || has_usual_ending(domain);
    let fits =
        spaces > 0 && known && local.len() >= 2 && !local.ends_with('.') && is_domain(domain);
    let end = near.end - behind.len() + (behind.len() - behind.trim_start().len()) + domain.len();
    let start = at - (before.len() - before.trim_end().len()) - local.len();
    let range = TextRange::new(start, end);
    fits.then_some((range, "A space inside the address"))
}

/// A web address with a space or a second dot behind “www”.
pub(super) fn web(text: &str, at: usize) -> Found {
    let head = text.get(..at)?;
    let scheme = ["https://", "http://"].iter().find(|s| head.ends_with(**s));
    let start = at - scheme.map_or(0, |s| s.len());
    let inside = text
        .get(..start)?
        .ends_with(|c: char| is_part(c) || c == '/');
    let near = TextRange::new(at, text.len().min(at + NEAR)).snapped(text);
    let (rest, what) = match near.of(text)?.get(3..)? {
        rest if rest.starts_with(", ") && super::domain::is_server(first_word(rest.get(2..)?)) => {
            (rest.get(2..)?, "A comma instead of a dot")
        }
        rest if rest.starts_with(' ') && super::domain::is_server(first_word(rest.get(1..)?)) => {
            (rest.get(1..)?, "A space instead of a dot")
        }
        rest if rest.starts_with(". ") => (rest.get(2..)?, "A space inside the web address"),
        rest if rest.starts_with("..") => (rest.get(2..)?, DOUBLED),
        rest if rest.starts_with(',') => (rest.get(1..)?, "A comma instead of a dot"),
        rest if rest.starts_with('.') => (rest.get(1..)?, DOUBLED),
        _ => return None,
    };
    let end = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
    let domain = rest.get(..end)?.trim_end_matches('.');
    // What begins well may be wrong only further on.
    let begins_well = what == DOUBLED && !near.of(text)?.starts_with("www..");
    let fits = !inside && is_domain(domain) && (!begins_well || domain.contains(".."));
    let end = near.end - (rest.len() - domain.len());
    fits.then(|| (TextRange::new(start, end), what))
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !is_part(c)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default().trim_end_matches('.')
}

const DOUBLED: &str = "Two dots in a row";

/// A web address with a space before or behind its “//”.
pub(super) fn scheme(text: &str, at: usize) -> Found {
    let near = TextRange::new(at, text.len().min(at + NEAR)).snapped(text);
    let rest = near.of(text)?;
    let mut marks = [
        "http: //",
        "https: //",
        "http:// ",
        "https:// ",
        "http:/ /",
        "https:/ /",
        "http ://",
        "https ://",
    ]
    .iter();
    let mark = marks.find(|mark| rest.starts_with(**mark))?;
    let behind = rest.get(mark.len()..)?;
    let end = behind.find(|c: char| !is_part(c)).unwrap_or(behind.len());
    let domain = behind.get(..end)?.trim_end_matches('.');
    let range = TextRange::new(at, at + mark.len() + domain.len());
    is_domain(domain).then_some((range, "A space inside the web address"))
}

/// An ending that most addresses have: what stands alone behind an “@” may be a name elsewhere.
fn has_usual_ending(domain: &str) -> bool {
    domain.rsplit('.').next().is_some_and(is_usual_ending)
}

/// `ht tp://island.org`: a scheme that a space parts; `at`: its “://”.
pub(super) fn split_scheme(text: &str, at: usize) -> Found {
    let near = TextRange::new(at.saturating_sub(8), at).snapped(text);
    let before = near.of(text)?;
    let mut letters = String::new();
    let start = before.char_indices().rev().find_map(|(n, c)| {
        if c != ' ' {
            letters.insert(0, c.to_ascii_lowercase());
        }
        matches!(letters.as_str(), "http" | "https").then_some(n)
    })?;
    let end = behind(text, at + 3);
    let range = TextRange::new(near.start + start, end);
    let parted = before.get(start..)?.contains(' ');
    parted.then_some((range, "A space inside the web address"))
}

/// `w ww.island.org`; `at`: a “w”.
pub(super) fn split_www(text: &str, at: usize) -> Found {
    let rest = text.get(at..)?;
    let mark = ["w ww.", "ww w.", "www .", "w w w.", "WWW ."]
        .into_iter()
        .find(|m| rest.starts_with(m))?;
    let inside = text.get(..at)?.ends_with(is_part);
    let end = behind(text, at + mark.len());
    let name = text.get(at + mark.len()..end)?;
    let fits = !inside && super::domain::is_server(name.split('/').next()?);
    fits.then(|| (TextRange::new(at, end), "A space inside the web address"))
}

/// Where what stands behind a place up to the next space ends.
fn behind(text: &str, at: usize) -> usize {
    let near = TextRange::new(at.min(text.len()), text.len().min(at + 2 * NEAR)).snapped(text);
    let rest = near.of(text).unwrap_or_default();
    let token = rest
        .split(|c: char| c.is_whitespace() || matches!(c, ')' | '>' | '"'))
        .next()
        .unwrap_or_default();
    near.start + token.trim_end_matches(['.', ',', ';', ':']).len()
}

fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')
}

/// A name with an ending, in small letters.
fn is_domain(s: &str) -> bool {
    let ending = s.rsplit_once('.').map_or("", |(_, ending)| ending);
    let small = |s: &str| s.bytes().all(|b| b.is_ascii_lowercase());
    s.len() >= 5
        && (2..=6).contains(&ending.len())
        && small(ending)
        && !s.starts_with(['.', '-'])
        && !s.bytes().any(|b| b.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::super::ContactField;
    use crate::quality::testing::{expect, silent};

    #[test]
    fn parted_addresses_in_sentences() {
        expect(
            &ContactField,
            "\
Write to press@ island.org or info @island.org, see www. island.org or www..island.org, not [email protected].
         ^^^^^^^^^^^^^^^^^ medium: A space inside the address
                              ^^^^^^^^^^^^^^^^ medium: A space inside the address
                                                    ^^^^^^^^^^^^^^^ medium: A space inside the web address
                                                                       ^^^^^^^^^^^^^^^ medium: Two dots in a row
                                                                                            ^^^^^^^^^^^^^^^^^ medium: The web page hid",
        );
    }

    #[test]
    fn handles_and_addresses() {
        silent(
            &ContactField,
            &[
                "Follow us @island, meet @ noon. Ask @mayor.lund or mail press@island.org.",
                "See www.island.org. They met at www.. and so on; awww, www is short for it.",
            ],
        );
    }
}
