//! E-mail and web addresses: what none can be.

/// What is wrong with an address in running text, where that is beyond doubt.
pub(super) fn loose_fault(token: &str) -> Option<String> {
    if let Some((scheme, rest)) = token.split_once('/') {
        let scheme = scheme.to_ascii_lowercase();
        if !scheme.ends_with([':', ';'])
            && !rest
                .trim_start_matches('/')
                .starts_with(|c: char| c.is_alphabetic())
        {
            return None;
        }
        if matches!(scheme.as_str(), "http" | "https" | "http:" | "https:")
            || is_damaged_scheme(&scheme)
        {
            let good = matches!(scheme.as_str(), "http:" | "https:")
                && rest.starts_with('/')
                && !rest.starts_with("//");
            return if good {
                web_fault(token)
            } else {
                Some(format!(
                    "the beginning of the web address is damaged: {token}"
                ))
            };
        }
        if !token.contains('@') {
            return None;
        }
    }
    let (local, domain) = token.split_once('@')?;
    if token.contains('/') || local.is_empty() || domain.is_empty() || !local.bytes().all(is_local)
    {
        return None;
    }
    let doubled = domain.contains('@') && domain.trim_start_matches('@').contains('.');
    let comma = domain.contains(',')
        && domain
            .rsplit(',')
            .next()
            .is_some_and(|end| (2..=12).contains(&end.len()));
    (doubled || comma || domain.contains(".."))
        .then(|| mail_fault(token))
        .flatten()
}

/// `htp:`, `ttps:`, `http;`: the beginning of a web address with a letter too few or too many, or another mark.
fn is_damaged_scheme(scheme: &str) -> bool {
    let bare = scheme.trim_end_matches([':', ';']);
    let own = matches!(bare, "http" | "https");
    (3..=8).contains(&bare.len())
        && bare.bytes().all(|b| matches!(b, b'h' | b't' | b'p' | b's'))
        && bare.contains('t')
        && bare.contains('p')
        && scheme.len() > bare.len()
        && (!own || scheme.ends_with(';'))
}

pub(super) fn mails_fault(value: &str) -> Option<String> {
    let hidden = unhidden(value);
    let pieces: Vec<&str> = hidden
        .split([';', '|', ' '])
        .flat_map(|p| p.split(", "))
        .map(clean)
        .filter(|p| !p.is_empty())
        .collect();
    let with_at: Vec<&&str> = pieces.iter().filter(|p| p.contains('@')).collect();
    if with_at.is_empty() {
        return lone_mail_fault(value, &pieces);
    }
    if let Some(space) = broken_by_space(&pieces) {
        return Some(space);
    }
    with_at.into_iter().find_map(|p| mail_fault(p))
}

/// An address written so that machines do not read it, as it is meant.
fn unhidden(value: &str) -> String {
    const FORMS: &[(&str, &str)] = &[
        (" [at] ", "@"),
        (" (at) ", "@"),
        ("[at]", "@"),
        ("(at)", "@"),
        (" at ", "@"),
        (" [dot] ", "."),
        (" (dot) ", "."),
        ("[dot]", "."),
        ("(dot)", "."),
        (" dot ", "."),
    ];
    FORMS
        .iter()
        .fold(value.to_lowercase(), |text, (form, sign)| {
            text.replace(form, sign)
        })
}

fn clean(piece: &str) -> &str {
    piece.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | ',' | '.' | '"' | '[' | ']' | '/')
    })
}

/// A value without “@”: an address if it is short, prose if it is long.
fn lone_mail_fault(value: &str, pieces: &[&str]) -> Option<String> {
    if pieces.len() > 2 || value.contains("://") {
        return None;
    }
    let domain = value.contains('.');
    Some(if domain {
        format!("No “@”: “{value}”")
    } else {
        "No “@” and no domain".to_owned()
    })
}

/// `info @ example.org`, or an address cut by a space before its last dot.
fn broken_by_space(pieces: &[&str]) -> Option<String> {
    let at = pieces
        .iter()
        .position(|p| p.starts_with('@') || p.ends_with('@'))?;
    Some(format!(
        "A space inside the address, or a part of it missing: “{}”",
        pieces
            .get(at.saturating_sub(1)..(at + 2).min(pieces.len()))?
            .join(" ")
    ))
}

fn is_local(b: u8) -> bool {
    b.is_ascii_alphanumeric()
        || matches!(b, b'.' | b'_' | b'-' | b'+' | b'\'' | b'%' | b'&')
        || !b.is_ascii()
}

/// What is wrong with one e-mail address.
fn mail_fault(address: &str) -> Option<String> {
    let address = address.strip_prefix("mailto:").unwrap_or(address);
    let (local, domain) = address.split_once('@')?;
    let labels: Vec<&str> = domain.split('.').collect();
    let last = labels.last().copied().unwrap_or_default();
    let reason = if domain.contains('@') {
        "More than one “@”"
    } else if is_placeholder(local, domain) {
        "A placeholder instead of an address"
    } else if local.is_empty() {
        "Nothing before the “@”"
    } else if domain.contains(',') {
        "A comma instead of a dot"
    } else if labels.len() < 2 {
        "No dot in the part after the “@”"
    } else if labels.iter().any(|l| l.is_empty())
        || local.starts_with('.')
        || local.ends_with('.')
        || local.contains("..")
    {
        "Two dots in a row, or a dot at the wrong place"
    } else if !local.bytes().all(is_local)
        || !domain
            .chars()
            .all(|c| c.is_alphanumeric() || c == '.' || c == '-')
    {
        "A character that no address has"
    } else if last.len() < 2
        || last.bytes().any(|b| b.is_ascii_digit()) && !last.starts_with("xn--")
    {
        "No such ending of a domain"
    } else {
        return None;
    };
    Some(format!("{reason}: “{address}”"))
}

/// Addresses of forms that nobody filled in.
fn is_placeholder(local: &str, domain: &str) -> bool {
    const LOCALS: &[&str] = &[
        "your.name",
        "yourname",
        "your.email",
        "youremail",
        "your-email",
        "name.surname",
        "firstname.lastname",
        "first.last",
        "name",
        "email",
        "user",
        "you",
        "someone",
        "john.doe",
        "jane.doe",
        "username",
        "user.name",
        "youraddress",
    ];
    const DOMAINS: &[&str] = &[
        "example.com",
        "domain.com",
        "yourdomain.com",
        "company.com",
        "yourcompany.com",
        "email.com",
    ];
    let (local, domain) = (local.to_ascii_lowercase(), domain.to_ascii_lowercase());
    LOCALS.contains(&local.as_str()) && DOMAINS.contains(&domain.as_str())
}

pub(super) fn web_value_fault(value: &str) -> Option<String> {
    let pieces: Vec<&str> = value.split_whitespace().collect();
    let first = clean(pieces.first()?);
    if pieces.len() > 3 {
        return None;
    }
    if !first.contains('.') && pieces.len() == 1 {
        return Some(format!("No dot, so no web address: “{first}”"));
    }
    let whole = pieces.first()?;
    if pieces.len() > 1 && (whole.ends_with('.') || whole.ends_with("//")) {
        return Some(format!("A space inside the web address: “{value}”"));
    }
    web_fault(first)
}

/// What is wrong with one web address.
fn web_fault(address: &str) -> Option<String> {
    let lower = address.to_ascii_lowercase();
    let rest = lower
        .strip_prefix("https://")
        .or_else(|| lower.strip_prefix("http://"))
        .unwrap_or(&lower);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let reason = beginning_fault(&lower, rest).or_else(|| host_fault(host))?;
    Some(format!("{reason}: “{address}”"))
}

/// What is wrong with the “http://” of an address in small letters; `rest` is what follows a right one.
fn beginning_fault(lower: &str, rest: &str) -> Option<&'static str> {
    let twice = ["http:", "https:", "http//"];
    if twice.iter().any(|begin| rest.starts_with(begin)) {
        return Some("The beginning stands twice");
    }
    let scheme = lower.split_once("//").map(|(scheme, _)| scheme);
    let damaged = scheme.is_some_and(is_damaged_scheme)
        || lower.starts_with("http") && !lower.contains("://");
    damaged.then_some("The beginning of the web address is damaged")
}

/// What is wrong with the name of a server.
fn host_fault(host: &str) -> Option<&'static str> {
    let behind = host.strip_prefix("www");
    let glued =
        behind.is_some_and(|b| b.contains('.') && b.starts_with(|c: char| c.is_ascii_lowercase()));
    if host.contains(',') {
        Some("A comma instead of a dot")
    } else if host.contains("..") {
        Some("Two dots in a row")
    } else if host.starts_with("ww.") || host.starts_with("wwww.") {
        Some("“www” is misspelt")
    } else if host.starts_with("www.") && host.matches('.').count() < 2 {
        Some("The ending of the domain is missing")
    } else if glued {
        Some("No dot behind “www”")
    } else {
        None
    }
}
