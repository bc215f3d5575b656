//! What clings to addresses that were cut out of a page or a program: half of a pair of brackets, the end of a tag, the
//! sign of a line end. And ports and percent signs that no address has.

use super::{Kind, domain};
use crate::text::TextRange;

const BRACKET: &str = "Half of a pair of brackets";
const SCRAP: &str = "A scrap of a page or a program at the end of the address";

/// What clings to the addresses of a value behind a label; `opened`: whether a bracket may open before it.
pub(super) fn value_fault(kind: Kind, value: &str, opened: bool) -> Option<String> {
    let address = |p: &str| match kind {
        Kind::Mail => p.contains('@'),
        _ => p.contains("://") || p.to_ascii_lowercase().contains("www."),
    };
    let piece = value.split_whitespace().find(|p| address(p))?;
    let reason = scrap(piece)
        .or_else(|| unbalanced(value).filter(|_| !opened && unbalanced(piece).is_some()))?;
    Some(format!("{reason}: “{piece}”"))
}

/// `…org\n`, `…org_blank`, `…org.,`, `…org/">`.
fn scrap(piece: &str) -> Option<&'static str> {
    const ENDS: &[&str] = &[
        "\\n", "\\r", "\\t", "_blank", "\">", "\"/>", "'>", ".,", ".;", "&gt", "&gt;", "&quot;",
        "&nbsp;", "\\\"", "}}", "%22", "%3E",
    ];
    ENDS.iter().any(|e| piece.ends_with(e)).then_some(SCRAP)
}

/// A bracket that nothing opens or closes.
fn unbalanced(text: &str) -> Option<&'static str> {
    [('<', '>'), ('[', ']'), ('{', '}')]
        .iter()
        .any(|(open, close)| text.matches(*open).count() != text.matches(*close).count())
        .then_some(BRACKET)
}

/// What clings to an address in running text, and how long it is; `token`: the address.
pub(super) fn loose(text: &str, token: TextRange) -> Option<(TextRange, &'static str)> {
    let address = token.of(text)?;
    let mail = address
        .find('@')
        .is_some_and(|at| at > 1 && address.get(at + 1..).is_some_and(domain::is_server));
    let web = address.starts_with("http") && address.contains("://");
    if !mail && !web {
        return None;
    }
    let near = TextRange::new(token.start.saturating_sub(160), token.start).snapped(text);
    let before = near.of(text)?.rsplit(['\n', '\r']).next()?;
    let near = TextRange::new(token.end, text.len().min(token.end + 80)).snapped(text);
    let behind = near.of(text)?.split(['\n', '\r']).next()?;
    let after = |scrap: &str| TextRange::new(token.start, token.end + scrap.len());
    let scraps = ["\"/>", "\">", "'>", "]]", "}}"];
    let quoted =
        before.ends_with(['"', '\'', '=']) || before.ends_with("[[") || before.ends_with("{{");
    if let Some(scrap) = scraps
        .iter()
        .find(|s| behind.starts_with(**s))
        .filter(|_| !quoted)
    {
        let wiki = *scrap == "]]" && before.contains('[');
        return (!wiki).then(|| (after(scrap), SCRAP));
    }
    half_bracket(before, behind).map(|(open, close)| {
        (
            TextRange::new(token.start - open, token.end + close),
            BRACKET,
        )
    })
}

/// How many bytes a bracket before or behind an address takes that has no other half.
fn half_bracket(before: &str, behind: &str) -> Option<(usize, usize)> {
    for (open, close) in [('<', '>'), ('[', ']')] {
        let opened = before
            .rfind(open)
            .is_some_and(|at| before.get(at..).is_some_and(|b| !b.contains(close)));
        if before.ends_with(open) && !behind.contains(close) {
            return Some((1, 0));
        }
        let escaped = before.contains("&lt;") || before.contains('<');
        if behind.starts_with(close) && !opened && !escaped {
            return Some((0, 1));
        }
    }
    None
}

/// A port that is no number, or a percent sign without its two digits; `host` and `path` of a web address.
pub(super) fn web_fault(host: &str, path: &str) -> Option<&'static str> {
    let port = host
        .rsplit_once(':')
        .map(|(_, port)| port)
        .filter(|_| !host.contains('@'));
    let digits = |p: &str| p.bytes().all(|b| b.is_ascii_digit());
    let name = host.split(':').next().unwrap_or_default();
    if port.is_some_and(|p| !p.is_empty() && (!digits(p) || p.len() > 5))
        && domain::is_server(name)
        && !host.contains('[')
    {
        return Some("A port that is no number");
    }
    let bytes = path.as_bytes();
    let bad = memchr::memchr_iter(b'%', bytes).any(|at| {
        let pair = bytes.get(at + 1..at + 3);
        !pair.is_some_and(|p| p.iter().all(u8::is_ascii_hexdigit))
    });
    bad.then_some("A percent sign without its two digits")
}

#[cfg(test)]
mod tests {
    use super::super::ContactField;
    use crate::quality::testing::{expect, silent};

    #[test]
    fn what_clings_to_addresses() {
        expect(
            &ContactField,
            "\
Email: press@island.org>
^^^^^^^^^^^^^^^^^^^^^^^^ high: Half of a pair
E-mail: <press@island.org
^^^^^^^^^^^^^^^^^^^^^^^^^ high: Half of a pair
Email: press@island.org]]
^^^^^^^^^^^^^^^^^^^^^^^^^ high: Half of a pair
Email: press@island.org.,
^^^^^^^^^^^^^^^^^^^^^^^^^ high: A scrap
Web: https://island.org/news/\">
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ high: A scrap
Web: https://island.org/en/]
^^^^^^^^^^^^^^^^^^^^^^^^^^^^ high: Half of a pair
Web: https://island.org:80b/news
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ high: port
Web: https://undefined
^^^^^^^^^^^^^^^^^^^^^^ high: No dot
Email: press@island.org; medianisland.org
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ high: No “@”
Write to press@island.org]] or see https://island.org/a%%20b for more.
         ^^^^^^^^^^^^^^^^^^ medium: A scrap
                                   ^^^^^^^^^^^^^^^^^^^^^^^^^ medium: percent",
        );
        silent(
            &ContactField,
            &[
                "Email: <press@island.org>, Ona Lund <lund@island.org>; [press@island.org]\nWeb: <https://island.org/>",
                "Write to Ona <lund@island.org> or see [https://island.org the page] and https://island.org:8443/a%20b.",
                "(Email: press@island.org) and [Web: https://island.org/en/]",
                "Email: press@island.org, www.island.org",
            ],
        );
    }
}
