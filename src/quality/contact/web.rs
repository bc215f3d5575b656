//! Web addresses: what none can be.

use super::domain::{ending_fault, is_server};
use super::mail::FORM;
use super::{junk, unfilled};

/// What is wrong with the web address behind a label.
pub(super) fn value_fault(value: &str) -> Option<String> {
    if let Some(reason) = unfilled::fault(value) {
        return Some(reason);
    }
    let pieces: Vec<&str> = value.split_whitespace().collect();
    let whole = *pieces.first()?;
    let first = clean(whole);
    let own = is_own_computer(&value.to_lowercase());
    if own {
        return Some(format!("{OWN}: “{value}”"));
    }
    if pieces.len() > 3 {
        return None;
    }
    if !first.contains('.') && pieces.len() == 1 {
        return Some(format!("No dot, so no web address: “{first}”"));
    }
    let goes_on = pieces.get(1).is_some_and(|p| {
        p.starts_with(['/', '.']) && p.len() > 1
            || whole.len() < 6 && p.contains("://")
            || p.starts_with("://")
    });
    if pieces.len() > 1 && (whole.ends_with('.') || whole.ends_with("//") || goes_on) {
        return Some(format!("A space inside the web address: “{value}”"));
    }
    if ["://<", "://{", "://["].iter().any(|b| value.contains(b)) {
        return Some(format!("A placeholder instead of an address: “{value}”"));
    }
    if value.contains("[...]") || value.contains("[…]") {
        return Some(format!("{SHORTENED}: “{value}”"));
    }
    if value.ends_with("..") && !value.ends_with("...") {
        return Some(format!("Two dots in a row: “{value}”"));
    }
    fault(first, true)
}

const OWN: &str = "An address on somebody’s own computer, not on the web";

pub(super) const SHORTENED: &str = "The address was shortened with an ellipsis";

fn clean(piece: &str) -> &str {
    piece
        .trim_start_matches(['<', '(', '[', '"', '“'])
        .trim_end_matches([',', '"', '”', '>', ')', ']', ';'])
        .trim_end_matches('.')
}

/// What is wrong with a token of running text, if it is a web address.
pub(super) fn loose_fault(token: &str) -> Option<String> {
    let lower = token.to_ascii_lowercase();
    let bare = lower.len() < 6 || lower.contains('@');
    if bare && !lower.starts_with("http") || token.len() > 380 {
        return None;
    }
    fault(token, false)
}

/// What is wrong with one web address; less is said of it where no label says that it is one.
fn fault(address: &str, labelled: bool) -> Option<String> {
    let lower = address.to_lowercase();
    let reason = whole_fault(&lower).or_else(|| match beginning(&lower, labelled) {
        Beginning::Damaged(reason) => Some(reason),
        Beginning::Good(rest) => rest_fault(address, rest, true, labelled),
        Beginning::None => rest_fault(address, &lower, false, labelled),
    })?;
    Some(format!("{reason}: “{address}”"))
}

fn whole_fault(lower: &str) -> Option<&'static str> {
    if is_own_computer(lower) {
        Some(OWN)
    } else if is_shortened(lower) {
        Some(SHORTENED)
    } else {
        None
    }
}

/// An ellipsis inside, or at the end of what has the name of a server.
fn is_shortened(lower: &str) -> bool {
    let web = lower.starts_with("www.") || lower.contains("://");
    let named = || {
        lower
            .split_once('/')
            .is_some_and(|(host, _)| is_server(host))
    };
    let dots = lower.contains('…') || lower.contains("/...") || lower.ends_with("...");
    dots && (web || named())
}

/// `localhost`, `file:///`, `C:\`, `192.168.0.1`.
fn is_own_computer(lower: &str) -> bool {
    const BEGIN: &[&str] = &[
        "file:",
        "javascript:",
        "about:blank",
        "chrome:",
        "chrome-extension:",
        "blob:",
        "data:text",
        "res://",
        "ms-its:",
        "localhost",
        "\\\\",
        "view-source:",
        "x-webdoc:",
        "applewebdata:",
        "outlook:",
        "moz-extension:",
    ];
    const HOSTS: &[&str] = &[
        "localhost",
        "127.0.0.1",
        "192.168.",
        "10.0.",
        "0.0.0.0",
        "[::1]",
    ];
    let host = lower.split_once("://").map_or("", |(_, host)| host);
    let drive = lower.as_bytes().first().is_some_and(u8::is_ascii_lowercase)
        && lower.get(1..3) == Some(":\\");
    // "localhost-archive.nl" is somebody's name.
    let own = |h: &str| {
        let rest = host.strip_prefix(h);
        rest.is_some_and(|r| {
            h.ends_with(['.', ']']) || !r.starts_with(|c: char| c.is_alphanumeric() || c == '-')
        })
    };
    drive || BEGIN.iter().any(|b| lower.starts_with(b)) || HOSTS.iter().any(|h| own(h))
}

/// How an address begins.
enum Beginning<'a> {
    /// As it should; what follows.
    Good(&'a str),
    /// With what was to be “http://”.
    Damaged(&'static str),
    /// Without a scheme.
    None,
}

const DAMAGED: &str = "The beginning of the web address is damaged";

/// Schemes that are right, or no business of this check.
const SCHEMES: &[&str] = &[
    "http", "https", "ftp", "ftps", "sftp", "ssh", "git", "ws", "wss", "tcp", "udp", "ldap", "s3",
    "tel", "mailto", "at", "feed", "htcpcp", "rtsp", "rtmp", "smtp", "imap", "ipfs", "ssl", "nfs",
    "dat", "app",
];

fn beginning(lower: &str, labelled: bool) -> Beginning<'_> {
    if let Some((scheme, rest)) = lower.split_once("://") {
        if SCHEMES.contains(&scheme) {
            let twice = ["http:", "https:", "http//", "http.", "https//"]
                .iter()
                .any(|b| rest.starts_with(b));
            return if twice {
                Beginning::Damaged("The beginning stands twice")
            } else if rest.starts_with(['/', ':', '\\', ',', ';', '.']) && rest.len() > 3 {
                Beginning::Damaged(DAMAGED)
            } else {
                Beginning::Good(rest)
            };
        }
        let letters = scheme
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '|' | '!' | '/' | ':'));
        let near = is_near_http(scheme) || scheme.is_empty() && rest.starts_with("www");
        if letters && near && (labelled || rest.contains('.')) {
            return Beginning::Damaged(DAMAGED);
        }
        return if SCHEMES.contains(&scheme) {
            Beginning::Good(rest)
        } else {
            Beginning::None
        };
    }
    if is_damaged_start(lower) {
        Beginning::Damaged(DAMAGED)
    } else {
        Beginning::None
    }
}

/// Whether a scheme was to be “http” or “https”: a letter or two lost, doubled or read for others.
fn is_near_http(scheme: &str) -> bool {
    let bare = scheme.trim_end_matches([':', '/', ';']);
    let length = bare.chars().count();
    let own = bare.contains(['t', 'p']) && distance(bare, "http").min(distance(bare, "https")) <= 2;
    (1..=8).contains(&length) && (own || bare == "s" || bare == "p" || bare == "ps")
}

/// `http:ll`, `http//`, `httpwww.`, `https:www.`, `ttp:/`: no “://”, but what was to be it, before the name of a server.
fn is_damaged_start(lower: &str) -> bool {
    let lost = lower.strip_prefix('/').filter(|r| r.starts_with("www."));
    if lower.starts_with("//www.") || lost.is_some_and(|r| is_server(server(r))) {
        return true;
    }
    let http = ["https", "http", "hxxps", "hxxp"]
        .into_iter()
        .find_map(|h| lower.strip_prefix(h));
    if let Some(rest) = http {
        let named = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let name =
            server(named.trim_start_matches(['l', 'i', 'j', '1', '/', '|', ':', 'f', 't', '!']));
        let glued = named.len() == rest.len();
        let marked = !glued && (is_server(server(named)) || named.starts_with("www"));
        let misread = rest.contains(':') && is_server(name)
            || rest.starts_with(['j', 'l', 'i']) && rest.contains("www.") && is_server(name);
        return marked && !rest.starts_with(['.', '-', '_', '@'])
            || misread
            || glued && named.starts_with("www") && named.contains('.')
            || rest.starts_with('.') && named.starts_with("www");
    }
    let mark = [":/", "//", ";/", ".//", ":\\"]
        .iter()
        .filter_map(|m| lower.find(m))
        .min();
    let Some((scheme, rest)) = mark.and_then(|at| lower.split_at_checked(at)) else {
        let scheme = lower.split_once(':').filter(|(s, r)| {
            s.len() > 2
                && r.trim_start_matches(['l', 'i', '/', '1'])
                    .starts_with("www.")
        });
        return scheme.is_some_and(|(s, _)| is_near_http(s));
    };
    let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    scheme.len() >= 2 && scheme.is_ascii() && is_near_http(scheme) && is_server(server(rest))
}

/// The name of the server at the beginning of an address without a scheme.
fn server(rest: &str) -> &str {
    rest.split(['/', '?', '#', '\\']).next().unwrap_or_default()
}

/// How many letters have to be changed, added or taken away: both are short.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut last = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let cost = (last + usize::from(x != *y))
                .min(row[j] + 1)
                .min(row[j + 1] + 1);
            last = std::mem::replace(&mut row[j + 1], cost);
        }
    }
    row[b.len()]
}

/// What is wrong behind the “http://”; `address` in its own letters.
fn rest_fault(address: &str, rest: &str, schemed: bool, labelled: bool) -> Option<&'static str> {
    let host = server(rest);
    let name = host.split(':').next().unwrap_or_default();
    let name = name.rsplit('@').next().unwrap_or_default();
    let path = rest.get(host.len()..).unwrap_or_default();
    if name == "www" && (schemed || path.len() > 3) {
        return Some("A part of the address is missing, or another mark stands for a dot");
    }
    if name.is_empty()
        || !(schemed || labelled || is_webbish(host) || SHORT.contains(&host) && path == "/")
    {
        return (schemed && labelled && rest.is_empty()).then_some("The address was cut");
    }
    let own = address
        .len()
        .checked_sub(rest.len())
        .and_then(|at| address.get(at..at + name.len()));
    if schemed && matches!(name, "undefined" | "null" | "nan" | "none") {
        return Some("What a table or database wrote instead of an address");
    }
    placeholder_fault(name)
        .or_else(|| host_fault(host, schemed || labelled))
        .or_else(|| {
            end_fault(
                own.unwrap_or(name),
                labelled || schemed || name.starts_with("www."),
            )
        })
        .or_else(|| path_fault(host, path, schemed))
        .or_else(|| junk::web_fault(host, path))
}

/// Whether the name of a server begins with “www” or what was to be it.
fn is_webbish(host: &str) -> bool {
    host.starts_with("www") || misspelt_www(host)
}

fn end_fault(name: &str, sure: bool) -> Option<&'static str> {
    let number = name.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if number || !sure || !name.contains('.') {
        return None;
    }
    ending_fault(name.trim_end_matches('.'))
}

/// Names that stand in forms and examples.
fn placeholder_fault(name: &str) -> Option<&'static str> {
    const NAMES: &[&str] = &[
        "domain",
        "yourdomain",
        "website",
        "sitename",
        "mysite",
        "domainname",
        "websitename",
        "exemple",
        "yoururl",
    ];
    let bare = name.strip_prefix("www.").unwrap_or(name);
    let first = bare.split('.').next().unwrap_or_default();
    let yours = first
        .strip_prefix("your")
        .map(|r| r.trim_start_matches('-'));
    let yours = yours.and_then(|r| r.split('-').next());
    let masked = first.len() > 2 && first.bytes().all(|b| b == b'x');
    let form = yours.is_some_and(|r| FORM.contains(&r))
        || masked
        || matches!(
            name,
            "url" | "link" | "insert" | "xxx" | "url.here" | "link.here"
        );
    let whole = NAMES.contains(&first) && bare.matches('.').count() == 1;
    (form || whole || bare.ends_with("example.com"))
        .then_some("A placeholder instead of an address")
}

/// What is wrong with the name of a server.
fn host_fault(host: &str, sure: bool) -> Option<&'static str> {
    let behind = host.strip_prefix("www");
    let glued = behind.is_some_and(|b| {
        b.contains('.') && b.starts_with(|c: char| c.is_ascii_lowercase()) && (sure || is_server(b))
    });
    let mark = behind.is_some_and(|b| {
        let named = b.trim_start_matches(|c: char| !c.is_alphanumeric());
        b.len() - named.len() > 0 && !b.starts_with(['.', '-', '…']) && named.len() > 3
    });
    if host.contains(',') || mark {
        Some("Another mark instead of a dot")
    } else if host.contains("..") {
        Some("Two dots in a row")
    } else if misspelt_www(host) {
        Some("“www” is misspelt")
    } else if host.starts_with("www.www.") || host.ends_with(".www") {
        Some("“www” stands at the wrong place")
    } else if host.starts_with("www.") && host.trim_end_matches('.').matches('.').count() < 2 {
        Some("A part of the address is missing")
    } else if glued {
        Some("No dot behind “www”")
    } else if host
        .split('.')
        .any(|l| l.ends_with('-') || l.starts_with('-'))
    {
        Some("A hyphen at the wrong place")
    } else {
        None
    }
}

/// `wwww.`, `ww.`, `vvww.`, `wvw.` before a name that has a dot.
fn misspelt_www(host: &str) -> bool {
    let Some((www, name)) = host.split_once('.') else {
        return false;
    };
    let letters = www.bytes().all(|b| matches!(b, b'w' | b'v' | b'u'));
    let two = www.bytes().filter(|b| *b == b'w').count() >= 2 || www.contains("vv");
    let known = matches!(www, "www" | "wwu" | "wvw") && !name.contains('.') && www != "wvw";
    letters && two && (2..=6).contains(&www.len()) && www != "www" && !known && is_server(name)
}

/// Servers that lead to others and have nothing to show by themselves.
#[rustfmt::skip]
const SHORT: &[&str] = &[
    "bit.ly",
    "tinyurl.com",
    "goo.gl",
    "ow.ly",
    "youtu.be",
    "doi.org",
    "dx.doi.org",
    "buff.ly",
    "is.gd",
    "lnkd.in",
    "wp.me",
    "forms.gle",
    "t.co",
    "fb.me",
    "amzn.to",
    "hdl.handle.net",
    "cutt.ly",
    "rb.gy",
    "flic.kr",
    "go.usa.gov",
    "t.ly",
];

/// What is wrong behind the name: nothing where something has to be, or an end that was cut.
fn path_fault(host: &str, path: &str, schemed: bool) -> Option<&'static str> {
    let inside = path.trim_matches('/');
    let bare = host.strip_prefix("www.").unwrap_or(host);
    if host.contains("..") || path.ends_with("...") {
        return Some("The address was cut");
    }
    let named = bare == "doi.org" || bare == "go.usa.gov" || !schemed;
    if SHORT.contains(&bare) && inside.is_empty() && !(path.is_empty() && named) {
        return Some("The end of a short address is missing");
    }
    let doi = bare == "doi.org" || bare == "dx.doi.org";
    if doi
        && !inside.is_empty()
        && !(inside.starts_with("10.") && inside.len() > 8 && inside.contains('/'))
    {
        return Some("The end of the DOI is missing");
    }
    let query = path.split_once('?').map(|(_, query)| query);
    let cut = query.is_some_and(|q| {
        let last = q.rsplit('&').next().unwrap_or_default();
        let name = last.strip_suffix('=').is_some_and(|n| !n.contains('='));
        q.is_empty() || last.is_empty() || name && q.contains("utm_")
    });
    let percent =
        path.ends_with('%') || path.len() > 2 && path.as_bytes().get(path.len() - 2) == Some(&b'%');
    let hyphen = query.is_none() && path.ends_with(['-', '_']);
    (cut || percent || hyphen).then_some("The end of the address was cut")
}
