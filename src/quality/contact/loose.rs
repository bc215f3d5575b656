//! Addresses in running text that a space parts, or a doubled dot.

use super::ContactField;
use crate::annotation::label::Severity;
use crate::quality::context::overlaps_any;
use crate::quality::{Context, Finding};
use crate::text::TextRange;

/// How far an address is followed to either side, in bytes.
const NEAR: usize = 80;

impl ContactField {
    /// `press@ island.org`, `www. island.org`, `www..island.org`, and what a web page shows instead of an address.
    pub(super) fn parted_addresses(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let own = out.iter().filter(|f| f.check == self.id_of());
        let mut known: Vec<TextRange> = own.map(|f| f.range).collect();
        known.sort_by_key(|r| r.start);
        let bytes = context.text.as_bytes();
        let mails = memchr::memchr_iter(b'@', bytes).filter_map(|at| mail(context.text, at));
        let webs = memchr::memmem::find_iter(bytes, "www").filter_map(|at| web(context.text, at));
        let schemes = memchr::memmem::find_iter(bytes, "http");
        let parted = schemes.filter_map(|at| parted_scheme(context.text, at));
        let hidden = context.cues(self).iter().map(|c| (c.range, HIDDEN));
        for (range, what) in mails.chain(webs).chain(parted).chain(hidden) {
            if !overlaps_any(&known, range) {
                let reason = format!("{what}: “{}”", context.slice(range));
                out.push(Finding::new(self, range, Severity::Medium, reason));
            }
        }
    }

    fn id_of(&self) -> &'static str {
        crate::quality::Check::id(self)
    }
}

const HIDDEN: &str = "The web page hid the address from the program that copied it";

/// An e-mail address with a space on one side of its “@”.
fn mail(text: &str, at: usize) -> Option<(TextRange, &'static str)> {
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
fn web(text: &str, at: usize) -> Option<(TextRange, &'static str)> {
    let head = text.get(..at)?;
    let scheme = ["https://", "http://"].iter().find(|s| head.ends_with(**s));
    let start = at - scheme.map_or(0, |s| s.len());
    let inside = text
        .get(..start)?
        .ends_with(|c: char| is_part(c) || c == '/');
    let near = TextRange::new(at, text.len().min(at + NEAR)).snapped(text);
    let (rest, what) = match near.of(text)?.get(3..)? {
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

const DOUBLED: &str = "Two dots in a row";

/// A web address with a space before or behind its “//”.
fn parted_scheme(text: &str, at: usize) -> Option<(TextRange, &'static str)> {
    let near = TextRange::new(at, text.len().min(at + NEAR)).snapped(text);
    let rest = near.of(text)?;
    let mut marks = ["http: //", "https: //", "http:// ", "https:// "].iter();
    let mark = marks.find(|mark| rest.starts_with(**mark))?;
    let behind = rest.get(mark.len()..)?;
    let end = behind.find(|c: char| !is_part(c)).unwrap_or(behind.len());
    let domain = behind.get(..end)?.trim_end_matches('.');
    let range = TextRange::new(at, at + mark.len() + domain.len());
    is_domain(domain).then_some((range, "A space inside the web address"))
}

/// An ending that most addresses have: what stands alone behind an “@” may be a name elsewhere.
fn has_usual_ending(domain: &str) -> bool {
    const USUAL: &[&str] = &["com", "org", "net", "int", "gov", "edu", "info", "mil"];
    let ending = domain.rsplit('.').next().unwrap_or_default();
    ending.len() == 2 || USUAL.contains(&ending)
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
    use super::*;
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
