//! E-mail addresses that lost their “@”: what stands before it is glued to the name of a server that other addresses of the
//! document have.

use super::{domain, mail};
use crate::text::TextRange;
use memchr::memmem::find_iter;

/// How many different servers are looked for at most.
const MOST: usize = 8;

/// How far what stands before a server is followed, in bytes.
const NEAR: usize = 40;

/// Adds such addresses.
pub(super) fn find(text: &str, found: &mut Vec<(TextRange, String)>) {
    for server in servers(text) {
        for at in find_iter(text.as_bytes(), server) {
            let Some(range) = glued(text, at, server.len()) else {
                continue;
            };
            let address = range.of(text).unwrap_or_default();
            found.push((range, format!("No “@”: “{address}”")));
        }
    }
}

/// The servers of addresses and pages in a text.
fn servers(text: &str) -> Vec<&str> {
    let mut out: Vec<&str> = Vec::new();
    let bytes = text.as_bytes();
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let mails = memchr::memchr_iter(b'@', bytes).map(|at| at + 1);
    let pages = find_iter(bytes, "www.").map(|at| at + 4);
    let schemes = find_iter(bytes, "://").map(|at| at + 3);
    for at in mails.chain(pages).chain(schemes).take(400) {
        let near = TextRange::new(at, text.len().min(at + NEAR + 24)).snapped(text);
        let rest = near.of(text).unwrap_or_default();
        let name = rest.split(|c| !part(c)).next().unwrap_or_default();
        let name = name.trim_end_matches('.');
        let name = name.strip_prefix("www.").unwrap_or(name);
        if name.len() >= 6 && domain::is_server(name) && !out.contains(&name) {
            out.push(name);
        }
        if out.len() >= MOST {
            break;
        }
    }
    out
}

/// The address that ends in the server at `at`, if what is glued before it is an office, or somebody is to write to it.
fn glued(text: &str, at: usize, len: usize) -> Option<TextRange> {
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let near = TextRange::new(at.saturating_sub(NEAR), at).snapped(text);
    let before = near.of(text)?;
    let local = before.rsplit(|c| !part(c)).next()?;
    let outside = before.strip_suffix(local)?;
    let behind = text.get(at + len..)?.chars().next();
    let more = text.get(at + len..)?.chars().nth(1);
    let whole = match behind {
        Some('.' | '-') => more.is_none_or(|c| !c.is_ascii_alphanumeric()),
        Some(c) => !(c.is_ascii_alphanumeric() || matches!(c, '/' | '@' | '_' | ':')),
        None => true,
    };
    let small = local.bytes().all(|b| !b.is_ascii_uppercase());
    let free = !outside.ends_with(['@', '/', '+', '&', '=', '%']) && !local.starts_with("www.");
    let words = ["to ", "to: ", "à ", "ke ", "tới ", "mail ", "an "];
    let written =
        words.iter().any(|w| outside.ends_with(w)) && local.bytes().all(|b| b.is_ascii_lowercase());
    let named = mail::is_office(local) || written;
    let fits =
        local.len() >= 3 && whole && small && free && named && !local.ends_with(['.', '-', '_']);
    fits.then(|| TextRange::new(at - local.len(), at + len))
}

#[cfg(test)]
mod tests {
    use super::super::ContactField;
    use crate::quality::testing::{expect, silent};

    #[test]
    fn addresses_without_their_sign() {
        expect(
            &ContactField,
            "\
Questions go to presisland.org or mediaisland.org; the office is lund@island.org, www.island.org.
                ^^^^^^^^^^^^^^ medium: No “@”
                                  ^^^^^^^^^^^^^^^ medium: No “@”",
        );
        silent(
            &ContactField,
            &[
                "See media.island.org, https://mediaisland.org/a, newisland.org and lund@island.org or lund@press.island.org.",
            ],
        );
    }
}
