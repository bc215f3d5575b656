//! E-mail addresses: what none can be.

use super::domain::{ending_fault, is_second, is_server};
use super::{count_digits, unfilled};

/// What is wrong with the addresses behind a label.
pub(super) fn value_fault(value: &str) -> Option<String> {
    if let Some(reason) = unfilled::fault(value).or_else(|| guarded(value)) {
        return Some(reason);
    }
    let hidden = unhidden(value);
    let pieces: Vec<&str> = hidden
        .split([';', '|', ' '])
        .flat_map(|p| p.split(", "))
        .map(clean)
        .filter(|p| !p.is_empty())
        .collect();
    let with_at: Vec<&&str> = pieces.iter().filter(|p| p.contains('@')).collect();
    if with_at.is_empty() {
        return lone_fault(value, &pieces);
    }
    if let Some(space) = broken_by_space(&pieces) {
        return Some(space);
    }
    let faults = with_at.iter().find_map(|p| fault(p));
    faults.or_else(|| unsigned(&pieces))
}

/// Of several addresses, one without its “@”; the name of a server may be that of a page.
fn unsigned(pieces: &[&str]) -> Option<String> {
    let page = |p: &str| p.starts_with("www.") || p.contains(['/', '@', '(']);
    let of_another = |p: &str| {
        pieces
            .iter()
            .any(|o| o.split_once('@').is_some_and(|(_, domain)| domain == p))
    };
    let one = pieces
        .iter()
        .find(|p| !page(p) && is_server(p) && !of_another(p))?;
    Some(format!("No “@”: “{one}”"))
}

/// What a page shows to programs instead of an address.
fn guarded(value: &str) -> Option<String> {
    let lower = value.to_lowercase();
    let words = [
        "spambot",
        "spam bot",
        "javascript",
        "robots spam",
        "robot spam",
        "robots de spam",
        "spam-bot",
    ];
    words
        .iter()
        .any(|w| lower.contains(w))
        .then(|| "The web page hid the address from the program that copied it".to_owned())
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
    FORMS.iter().fold(value.to_owned(), |text, (form, sign)| {
        text.replace(form, sign)
    })
}

fn clean(piece: &str) -> &str {
    piece.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | ',' | '.' | '"' | '[' | ']' | '/')
    })
}

/// A value without “@”: an address if it is short, prose if it is long.
fn lone_fault(value: &str, pieces: &[&str]) -> Option<String> {
    let first = value.split([';', ',']).next().unwrap_or_default();
    let words = pieces.len().min(first.split_whitespace().count());
    if words > 2 || value.contains("://") {
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
    let initial = pieces.first().is_some_and(|p| p.len() == 1) && pieces.len() == 2;
    let parted = pieces
        .iter()
        .position(|p| p.starts_with('@') || p.ends_with('@'));
    let at = parted.or(initial.then_some(1))?;
    Some(format!(
        "A space inside the address, or a part of it missing: “{}”",
        pieces
            .get(at.saturating_sub(1)..(at + 2).min(pieces.len()))?
            .join(" ")
    ))
}

pub(super) fn is_local(b: u8) -> bool {
    b.is_ascii_alphanumeric()
        || matches!(
            b,
            b'.' | b'_' | b'-' | b'+' | b'\'' | b'%' | b'&' | b'=' | b'~'
        )
        || !b.is_ascii()
}

/// What is wrong with one e-mail address.
pub(super) fn fault(address: &str) -> Option<String> {
    let address = address.strip_prefix("mailto:").unwrap_or(address);
    let (local, domain) = address.split_once('@')?;
    let reason = if domain.contains('@') {
        "More than one “@”"
    } else if is_placeholder(local, domain) {
        "A placeholder instead of an address"
    } else if local.is_empty() {
        "Nothing before the “@”"
    } else {
        local_fault(local).or_else(|| domain_fault(domain))?
    };
    Some(format!("{reason}: “{address}”"))
}

fn local_fault(local: &str) -> Option<&'static str> {
    if local.starts_with('.') || local.ends_with('.') || local.contains("..") {
        return Some("Two dots in a row, or a dot at the wrong place");
    }
    if !local.bytes().all(is_local) {
        return Some("A character that no address has");
    }
    let letters = local.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
    let glued = count_digits(local) >= 8 && letters.starts_with(|c: char| c.is_alphabetic());
    let label = ["Email", "E-mail", "Courriel"]
        .iter()
        .find_map(|l| local.strip_prefix(l));
    let labelled = label
        .is_some_and(|rest| rest.len() >= 3 && rest.starts_with(|c: char| c.is_ascii_lowercase()));
    (glued || labelled).then_some("What stands before is glued to the address")
}

fn domain_fault(domain: &str) -> Option<&'static str> {
    let labels = || domain.split('.');
    if domain.ends_with('…') || domain.ends_with("..") {
        Some("The address was cut")
    } else if domain.contains(',') {
        Some("A comma instead of a dot")
    } else if let Some(mark) = wrong_mark(domain) {
        Some(mark)
    } else if domain.starts_with("www.") || domain == "www" {
        Some("A web address behind the “@”")
    } else if labels().count() < 2 {
        Some("No dot in the part after the “@”")
    } else if labels().any(str::is_empty) {
        Some("Two dots in a row, or a dot at the wrong place")
    } else if labels().any(|l| l.starts_with('-') || l.ends_with('-')) {
        Some("A hyphen at the wrong place")
    } else if !domain
        .chars()
        .all(|c| c.is_alphanumeric() || c == '.' || c == '-')
    {
        Some("A character that no address has")
    } else {
        ending_fault(domain)
    }
}

/// `island:org`, `island/gov.kh`: another mark where a dot should be.
fn wrong_mark(domain: &str) -> Option<&'static str> {
    let at = domain.find([':', ';', '/', '_', '|', '·', '•', '!', '*'])?;
    let (before, rest) = (domain.get(..at)?, domain.get(at..)?);
    let mut rest = rest.chars();
    rest.next();
    let dotted = format!("{before}.{}", rest.as_str());
    let last = before.rsplit('.').next().unwrap_or_default();
    let country = rest.as_str().len() == 2 && is_second(last);
    ((!is_server(before) || country) && is_server(&dotted))
        .then_some("Another mark instead of a dot")
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
        "test",
        "firstname",
        "prenom.nom",
        "nom.prenom",
        "nom",
        "prénom.nom",
        "abc",
        "info",
        "example",
        "contact",
        "mail",
        "address",
    ];
    const DOMAINS: &[&str] = &[
        "example.com",
        "domain.com",
        "yourdomain.com",
        "company.com",
        "yourcompany.com",
        "email.com",
        "test.com",
        "domain.tld",
        "address.com",
    ];
    const SURE: &[&str] = &[
        "domain",
        "address",
        "yourdomain",
        "yourcompany",
        "yoursite",
        "yourorganization",
        "yourorganisation",
        "votredomaine",
    ];
    let (local, domain) = (local.to_lowercase(), domain.to_lowercase());
    let first = domain.split('.').next().unwrap_or_default();
    let ending = domain.rsplit('.').next().unwrap_or_default();
    let masked =
        |s: &str| s.len() >= 2 && s.bytes().all(|b| matches!(b, b'x' | b'*' | b'?' | b'_'));
    let yours = |s: &str| {
        ["your", "votre"].iter().any(|y| {
            s.strip_prefix(y)
                .is_some_and(|r| FORM.contains(&r.trim_start_matches(['.', '-', '_'])))
        })
    };
    LOCALS.contains(&local.as_str()) && DOMAINS.contains(&domain.as_str())
        || SURE.contains(&first)
            && (LOCALS.contains(&local.as_str()) || !matches!(ending, "org" | "net"))
        || masked(first) && (masked(&local) || first.len() > 2)
        || masked(&local) && local.len() > 2
        || yours(first)
        || yours(&local)
        || ending == "here"
        || domain.ends_with("example.com")
}

/// Nouns of forms, behind “your”.
pub(super) const FORM: &[&str] = &[
    "email",
    "mail",
    "name",
    "company",
    "domain",
    "domainname",
    "site",
    "website",
    "address",
    "organization",
    "organisation",
    "username",
    "url",
    "org",
    "business",
    "nom",
    "domaine",
    "entreprise",
    "adresse",
    "link",
    "page",
    "web",
    "webpage",
    "homepage",
    "server",
    "host",
];

/// What is wrong with an address in running text, where that is beyond doubt; `more`: what stands behind it.
pub(super) fn loose_fault(token: &str, more: &str) -> Option<String> {
    let (local, domain) = token.split_once('@')?;
    let plain = local.len() >= 2 && local.bytes().all(is_local) && !local.contains("://");
    if !plain || domain.is_empty() {
        return None;
    }
    let price =
        local.bytes().any(|b| b.is_ascii_digit()) && !domain.contains(|c: char| c.is_alphabetic());
    let dotted = domain.contains(['.', ',', ':', '/', '_']) || domain.ends_with('…');
    if let Some(reason) = wrong_mark(domain) {
        return Some(format!("{reason}: “{token}”"));
    }
    if price || domain.contains('/') && is_server(domain.split('/').next()?) {
        return None;
    }
    let server = domain.split([':', '/', '?']).next()?;
    if is_server(server) && server.len() < domain.len() && !domain.contains('@') {
        return None;
    }
    // A handle, perhaps with another name before it.
    let handle = domain.contains('@') && !domain.trim_start_matches('@').contains('.');
    let undotted = !dotted && !domain.contains('@') && !is_addressee(local, domain, more);
    (!handle && !undotted).then(|| fault(token)).flatten()
}

/// Whether what stands around an “@” without a dot behind it was an address.
fn is_addressee(local: &str, domain: &str, more: &str) -> bool {
    const PROVIDERS: &[&str] = &[
        "gmail",
        "yahoo",
        "hotmail",
        "outlook",
        "ymail",
        "live",
        "icloud",
        "aol",
        "protonmail",
        "googlemail",
        "gmx",
    ];
    const NAMES: &[&str] = &[
        "home", "work", "large", "school", "risk", "night", "noon", "sea",
    ];
    let small = |s: &str| s.bytes().all(|b| !b.is_ascii_uppercase());
    let lower = domain.to_lowercase();
    PROVIDERS.contains(&lower.as_str())
        || is_office(local)
        || more.starts_with('.') && more.len() > 1 && local.contains('.')
        || local.len() >= 3
            && domain.len() >= 3
            && small(local)
            && small(domain)
            && domain.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
            && local.starts_with(|c: char| c.is_ascii_lowercase())
            && !NAMES.contains(&lower.as_str())
}

/// What stands before the “@” of offices, or of persons with a dot in it.
pub(super) fn is_office(local: &str) -> bool {
    const OFFICES: &[&str] = &[
        "press",
        "presse",
        "media",
        "info",
        "contact",
        "office",
        "enquiries",
        "inquiries",
        "secretary",
        "secretariat",
        "cabinet",
        "communication",
        "communications",
        "comms",
        "spokesperson",
        "news",
        "newsdesk",
        "admin",
        "help",
        "support",
        "webmaster",
        "protocol",
        "registry",
        "embassy",
        "ambassade",
        "mission",
        "recruitment",
        "procurement",
        "humas",
        "sekretariat",
        "hello",
        "mail",
        "email",
        "service",
        "helpdesk",
        "library",
        "privacy",
        "foi",
        "feedback",
        "ministry",
        "minister",
        "director",
        "consulate",
        "tenders",
    ];
    let lower = local.to_lowercase();
    let named = lower.contains(['.', '_'])
        && lower
            .split(['.', '_'])
            .all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_alphanumeric()));
    OFFICES.contains(&lower.as_str()) || named
}
