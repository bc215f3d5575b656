//! Broken addresses and numbers in running text, without a label.

use super::{
    ContactField, dialled, domain, junk, mail, parted, token_around, unfilled, unsigned, web,
};
use crate::annotation::label::Severity;
use crate::quality::context::overlaps_any;
use crate::quality::places::places;
use crate::quality::{Check, Context, Finding};
use crate::text::TextRange;
use memchr::memmem::find_iter;

/// What web pages show to programs instead of an address, and words before telephone numbers.
#[rustfmt::skip]
pub(super) const CUES: &[&str] = &[
    "[email protected]", "[email\u{a0}protected]",
    "spambots", "spambot", "spam bots", "robots spammeurs", "robots de spam", "robots spam", "robot spam", "spam-bots",
    "call", "calling", "dial", "phone", "telephone", "ring", "text", "whatsapp", "sms", "hotline", "helpline", "fax", "tel", "telp", "mobile",
    "number", "toll-free", "appelez", "appeler", "composez", "joindre", "téléphone", "téléphoner", "téléphonez", "numéro", "tél", "hubungi",
    "telepon", "nomor", "gọi", "điện thoại", "đường dây nóng", "llame", "llamar", "ligne",
    "reached on", "reached at", "contacted on", "contacted at", "joignable au", "joignables au", "dihubungi di", "anrufen", "telefonisch",
    "liên hệ", "teléfono", "telefon", "telefone",
];

/// How many of the cues are of hidden addresses, of which the first ones are so by themselves.
const HIDDEN: usize = 10;
const WHOLE: usize = 2;

const GUARDED: &str = "The web page hid the address from the program that copied it";

/// A passage and what is wrong with it.
type Found = (TextRange, String);

impl ContactField {
    /// Adds what is broken in running text and is not found yet.
    pub(super) fn loose(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let own = out.iter().filter(|f| f.check == self.id());
        let mut known: Vec<TextRange> = own.map(|f| f.range).collect();
        known.sort_by_key(|r| r.start);
        let signs = Signs::of(context.text);
        let mut found = spaced(context.text, &signs);
        self.cued(context, &mut found);
        addresses(context.text, &signs, &mut found);
        if signs.at || signs.www || signs.scheme {
            unsigned::find(context.text, &mut found);
        }
        found.extend(dialled::in_text(context.text));
        found.sort_by_key(|(range, _)| range.start);
        let mut end = 0;
        for (range, reason) in found {
            if range.start >= end && !overlaps_any(&known, range) {
                end = range.end;
                out.push(Finding::new(self, range, Severity::Medium, reason));
            }
        }
    }

    fn cued(&self, context: &Context<'_>, found: &mut Vec<Found>) {
        let mut done = 0;
        for cue in context.cues(self) {
            if cue.index < WHOLE {
                let reason = format!("{GUARDED}: “{}”", context.slice(cue.range));
                found.push((cue.range, reason));
            } else if cue.index < HIDDEN {
                let sentence = guarded(context, cue.range.start.max(done));
                done = sentence.map_or(done, |s| s.end);
                found.extend(sentence.map(|s| (s, GUARDED.to_owned())));
            } else {
                found.extend(dialled::behind(context.text, cue.range));
            }
        }
    }
}

/// The sentences about an address that programs are not to read.
fn guarded(context: &Context<'_>, at: usize) -> Option<TextRange> {
    const PROTECTED: &[&str] = &[
        "protect",
        "proté",
        "proteg",
        "schütz",
        "lindung",
        "bảo vệ",
        "protet",
        "beveilig",
    ];
    let sentence = context.sentence_around(at);
    let lower = context.slice(sentence).to_lowercase();
    let fits = lower.contains("mail")
        || lower.contains("surel")
        || lower.contains("address")
        || lower.contains("correo");
    if !fits || lower.len() > 200 || !PROTECTED.iter().any(|p| lower.contains(p)) {
        return None;
    }
    let next = context.sentence_around((sentence.end + 2).min(context.text.len()));
    let script = next.start >= sentence.end
        && next.start <= sentence.end + 2
        && next.end - next.start < 200
        && context.slice(next).to_lowercase().contains("javascript");
    Some(if script {
        sentence.union(next)
    } else {
        sentence
    })
}

/// What of addresses a text has anywhere: one look for each saves several.
struct Signs {
    /// “@”.
    at: bool,
    /// “ww”.
    www: bool,
    /// “http”.
    http: bool,
    /// “://”.
    scheme: bool,
    /// “\\”.
    backslash: bool,
}

impl Signs {
    fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let has = |part: &str| memchr::memmem::find(bytes, part.as_bytes()).is_some();
        Self {
            at: memchr::memchr(b'@', bytes).is_some(),
            www: has("ww"),
            http: has("http"),
            scheme: has("://"),
            backslash: memchr::memchr(b'\\', bytes).is_some(),
        }
    }
}

/// Addresses with spaces inside.
fn spaced(text: &str, signs: &Signs) -> Vec<Found> {
    let bytes = text.as_bytes();
    let find_iter = |part: &'static str| {
        let likely = match part {
            "http" => signs.http,
            "://" => signs.scheme,
            "w w w." => true,
            _ => signs.www,
        };
        let all = likely.then(|| find_iter(bytes, part));
        all.into_iter().flatten()
    };
    let mails = memchr::memchr_iter(b'@', bytes).filter_map(|at| parted::mail(text, at));
    let webs = find_iter("www").filter_map(|at| parted::web(text, at));
    let schemes = find_iter("http").filter_map(|at| parted::scheme(text, at));
    let split = find_iter("://").filter_map(|at| parted::split_scheme(text, at));
    let w = ["w ww.", "ww w.", "www .", "w w w."];
    let w = w.into_iter().flat_map(find_iter);
    let w = w.filter_map(|at| parted::split_www(text, at));
    let all = mails.chain(webs).chain(schemes).chain(split).chain(w);
    all.map(|(range, what)| {
        (
            range,
            format!("{what}: “{}”", range.of(text).unwrap_or_default()),
        )
    })
    .collect()
}

/// Broken addresses, found by their “@”, “/”, “www” or “http”.
fn addresses(text: &str, signs: &Signs, found: &mut Vec<Found>) {
    let bytes = text.as_bytes();
    let mut done = 0;
    for at in memchr::memchr2_iter(b'@', b'/', bytes) {
        if at >= done {
            let token = token_around(text, at);
            done = token.end.max(at + 1);
            let mailed = token
                .of(text)
                .is_some_and(|t| t.contains('@') && !t.contains("://"));
            let broken = if mailed {
                loose_mail(text, token)
            } else {
                loose_web(text, token)
            };
            let clings =
                || junk::loose(text, token).map(|(range, reason)| quoted(text, range, reason));
            found.extend(broken.or_else(clings));
        }
    }
    let marks = [
        ("ww", signs.www),
        ("http", signs.http),
        ("vv", true),
        (":\\", signs.backslash),
        ("\\\\", signs.backslash),
    ];
    for (mark, _) in marks.into_iter().filter(|(_, likely)| *likely) {
        let mut done = 0;
        for at in find_iter(bytes, mark) {
            if at >= done {
                let token = token_around(text, at);
                done = token.end.max(at + 1);
                found.extend(loose_web(text, token));
            }
        }
    }
    signs_for_at(text, found);
    found.extend(memchr::memchr_iter(b'[', bytes).filter_map(|at| bracketed(text, at)));
}

fn quoted(text: &str, range: TextRange, reason: &str) -> Found {
    (
        range,
        format!("{reason}: “{}”", range.of(text).unwrap_or_default()),
    )
}

/// `info @ island . org`: an address with spaces around its signs.
fn spaced_mail(text: &str, at: TextRange) -> Option<Found> {
    let before = text.get(..at.start)?.strip_suffix(' ')?;
    let local = before.len()
        - before
            .bytes()
            .rev()
            .take(64)
            .take_while(|b| mail::is_local(*b))
            .count();
    let behind = text.get(at.end..)?.strip_prefix(' ')?;
    let (mut end, mut dots) = (0, 0);
    let label = |s: &str| {
        s.bytes()
            .take_while(|b| b.is_ascii_alphanumeric() || *b == b'-')
            .count()
    };
    loop {
        let len = label(behind.get(end..)?);
        if len == 0 {
            return None;
        }
        end += len;
        let rest = behind.get(end..)?;
        let dot = [" . ", " .", ". ", "."]
            .iter()
            .find(|d| rest.starts_with(**d));
        // What a full stop ends goes on in small letters only if it is none.
        let next = dot.filter(|d| {
            rest.get(d.len()..)
                .is_some_and(|r| r.starts_with(|c: char| c.is_ascii_lowercase()))
        });
        let Some(dot) = next.filter(|_| dots < 4) else {
            break;
        };
        end += dot.len();
        dots += 1;
    }
    let name = behind.get(..end)?.replace(' ', "");
    let range = TextRange::new(local, at.end + 1 + end);
    let fits = dots > 0 && before.len() - local >= 2 && domain::is_server(&name);
    fits.then(|| quoted(text, range, "A space inside the address"))
}

/// An address with “@”.
fn loose_mail(text: &str, token: TextRange) -> Option<Found> {
    let whole = token.of(text)?;
    if whole == "@" {
        return spaced_mail(text, token);
    }
    let at = whole.find('@')?;
    let start = whole
        .get(..at)?
        .rfind([':', ';', '=', '“', '«', ',', '|', '‘']);
    let first = |n: usize| {
        whole
            .get(n..)
            .and_then(|w| w.chars().next())
            .map_or(1, char::len_utf8)
    };
    let token = TextRange::new(token.start + start.map_or(0, |n| n + first(n)), token.end);
    let address = token.of(text)?;
    let (local, name) = address.split_once('@')?;
    let near = TextRange::new(token.end, text.len().min(token.end + 60)).snapped(text);
    let more = near.of(text)?;
    if let Some(start) = masked_or_parted(text, token, local) {
        let range = TextRange::new(start, token.end);
        let fits = domain::is_server(name);
        return fits.then(|| quoted(text, range, "Something is missing before the “@”"));
    }
    if name.is_empty() {
        let fits = mail::is_office(local) && more.starts_with([' ', '.', ',', ')', '\n', '\r'])
            || mail::is_office(local) && more.is_empty();
        return fits.then(|| quoted(text, token, "Nothing behind the “@”"));
    }
    let rest = domain::spaced_rest(name, more);
    let range = TextRange::new(token.start, token.end + rest);
    if let Some(reason) = mail::loose_fault(address, more) {
        return Some(if rest > 0 {
            quoted(text, range, "A space inside the address")
        } else {
            (token, reason)
        });
    }
    let fits = rest > 0 && local.len() >= 2 && local.bytes().all(mail::is_local);
    fits.then(|| quoted(text, range, "A space inside the address"))
}

/// Where an address begins whose name was masked, or of which a space parts an initial: `***@`, `...@`, `j. smith@`.
fn masked_or_parted(text: &str, token: TextRange, local: &str) -> Option<usize> {
    let near = TextRange::new(token.start.saturating_sub(4), token.start).snapped(text);
    let before = near.of(text)?;
    let dots = local.is_empty() && before.ends_with("...");
    let masked = local.contains('…') || local.len() > 1 && local.bytes().all(|b| b == b'*');
    let mut initial = before.strip_suffix(". ").unwrap_or_default().chars().rev();
    let letter = initial.next().is_some_and(|c| c.is_ascii_lowercase());
    let parted = letter && initial.next().is_some_and(char::is_whitespace) && !local.is_empty();
    if dots || parted {
        return Some(token.start - 3);
    }
    masked.then_some(token.start)
}

/// A web address.
fn loose_web(text: &str, token: TextRange) -> Option<Found> {
    let address = token.of(text)?;
    let near = TextRange::new(token.end, text.len().min(token.end + 40)).snapped(text);
    let more = near.of(text)?;
    if let Some(reason) = web::loose_fault(address) {
        // A path is a fault only where an address is announced.
        let path = address.contains('\\') && !address.contains('/');
        return (!path || is_announced(text, token)).then_some((token, reason));
    }
    let lower = address.to_ascii_lowercase();
    if let Some(range) = lone_beginning(text, token, &lower, more) {
        return Some(quoted(text, range, "A part of the address is missing"));
    }
    let (schemed, rest) = lower
        .split_once("://")
        .map_or((false, lower.as_str()), |(_, rest)| (true, rest));
    if !(schemed && lower.starts_with("http") || rest.starts_with("www.")) {
        return None;
    }
    let path = rest.contains('/');
    let dots = ["...", "[...]", "[…]", "(...)"]
        .into_iter()
        .find(|d| more.starts_with(d));
    if let Some(dots) = dots.filter(|_| path || schemed) {
        let range = TextRange::new(token.start, token.end + dots.len());
        return Some(quoted(text, range, web::SHORTENED));
    }
    let goes_on = path_rest(more).max(if path {
        page_rest(&lower, more)
    } else {
        domain::spaced_rest(rest, more)
    });
    let range = TextRange::new(token.start, token.end + goes_on);
    (goes_on > 0).then(|| quoted(text, range, "A space inside the web address"))
}

/// “www.” or “http://” with nothing behind it, where the sentence announces an address.
fn lone_beginning(text: &str, token: TextRange, lower: &str, more: &str) -> Option<TextRange> {
    let scheme = lower.starts_with("http") && lower.len() <= 8;
    if scheme && more.starts_with(" www.") {
        let name = more.split_whitespace().next()?.trim_end_matches(['.', ',']);
        return Some(TextRange::new(token.start, token.end + 1 + name.len()));
    }
    let lone = lower == "www" && more.starts_with(". ") && !more.starts_with(". .")
        || matches!(lower, "http://" | "https://")
            && (more.starts_with([' ', '.', ',', '\n']) || more.is_empty());
    let form = lower.ends_with("://") && more.starts_with(['<', '{']);
    (form || lone && is_announced(text, token)).then_some(token)
}

/// Whether a word before says that an address follows.
fn is_announced(text: &str, token: TextRange) -> bool {
    const ANNOUNCE: &[&str] = &[
        "at",
        "visit",
        "see",
        "via",
        "site",
        "website",
        "link",
        "à",
        "sur",
        "voir",
        "consultez",
        "di",
        "kunjungi",
        "tại",
    ];
    let near = TextRange::new(token.start.saturating_sub(16), token.start).snapped(text);
    let before = near.of(text).unwrap_or_default();
    let word = before.split_whitespace().next_back().unwrap_or_default();
    ANNOUNCE.contains(&word.to_lowercase().as_str())
}

/// How long the rest of a path is that follows a space: ` .html`, or behind a slash ` news/2024`, ` release.pdf`.
fn page_rest(lower: &str, more: &str) -> usize {
    const PAGES: &[&str] = &[
        ".html", ".htm", ".pdf", ".aspx", ".php", ".asp", ".jsp", ".doc", ".docx", ".shtml",
    ];
    let token = more
        .strip_prefix(' ')
        .and_then(|r| r.split(char::is_whitespace).next());
    let Some(token) = token.map(|t| t.trim_end_matches(['.', ',', ')', ';'])) else {
        return 0;
    };
    let page = PAGES.iter().any(|p| token.ends_with(p));
    let plain = !token.starts_with("www") && !token.contains("://") && token.is_ascii();
    let open = lower.ends_with(['/', '-', '_']);
    let folder = open
        && token.contains('/')
        && token != "and/or"
        && !token.starts_with('/')
        && !domain::is_server(token.split('/').next().unwrap_or_default());
    let fits = plain
        && (page && (open || token.starts_with('.') || !token.contains('/'))
            || folder && lower.ends_with('/'));
    if fits { token.len() + 1 } else { 0 }
}

/// How long the path is that follows a space: ` /news`, but not ` /www.island.org`, nor ` / other`.
fn path_rest(more: &str) -> usize {
    let token = more
        .strip_prefix(" /")
        .and_then(|r| r.split(char::is_whitespace).next());
    let path = token.map(|t| t.trim_end_matches(['.', ',', ')', ';']));
    let fits = |p: &&str| {
        p.starts_with(|c: char| c.is_ascii_alphanumeric())
            && !p.starts_with("www")
            && !p.contains("://")
            && !domain::is_server(p.split('/').next().unwrap_or_default())
    };
    path.filter(fits).map_or(0, |p| p.len() + 2)
}

/// What stands for “@” in copies, and whether that is beyond doubt.
const SIGNS: &[(&str, bool)] = &[
    ("©", true),
    ("®", true),
    ("€", true),
    ("¢", true),
    ("™", true),
    ("＠", true),
    ("%40", true),
    ("&#64;", true),
    ("&#x40;", true),
    ("&commat;", true),
    ("=40", true),
    ("\\u0040", true),
    ("(a)", true),
    ("(Q)", true),
    ("(O)", true),
    ("(c)", true),
    ("(©)", true),
    ("(ã)", true),
    ("(5)", true),
    ("{a}", true),
    ("[a]", true),
    ("Q", false),
    ("&", false),
    ("#", false),
    ("^", false),
    ("¶", true),
    ("§", true),
    ("°", true),
    ("@)", true),
    ("(@", true),
];

/// Whether one of [`SIGNS`] may begin with a byte; a few do not.
fn may_begin_sign(b: u8) -> bool {
    let few = (b'#'..=b'(').contains(&b) | (b'['..=b'^').contains(&b);
    few | (b == b'=') | (b == b'@') | (b == b'Q') | (b == b'{') | (b >= 0xc2)
}

/// Addresses with another sign for their “@”, sign by sign.
fn signs_for_at(text: &str, found: &mut Vec<Found>) {
    let bytes = text.as_bytes();
    let part = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'+');
    // Three characters of the address stand before.
    let behind_name = |at: &usize| {
        let name = at.checked_sub(3).and_then(|n| bytes.get(n..*at));
        name.is_some_and(|name| name.iter().all(part))
    };
    let mut new: Vec<(usize, Found)> = Vec::new();
    for at in places(bytes, may_begin_sign).filter(behind_name) {
        let rest = bytes.get(at..).unwrap_or_default();
        for (n, (mark, sure)) in SIGNS.iter().enumerate() {
            if rest.starts_with(mark.as_bytes()) {
                new.extend(signed(text, at, mark.len(), *sure).map(|f| (n, f)));
            }
        }
    }
    new.sort_by_key(|(n, _)| *n);
    found.extend(new.into_iter().map(|(_, f)| f));
}

/// An address with another sign for its “@”.
fn signed(text: &str, at: usize, len: usize, sure: bool) -> Option<Found> {
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let near = TextRange::new(at.saturating_sub(64), text.len().min(at + len + 64)).snapped(text);
    let (before, behind) = (text.get(near.start..at)?, text.get(at + len..near.end)?);
    let local = before.rsplit(|c: char| !part(c)).next()?;
    let inside = before.strip_suffix(local)?;
    let end = behind.find(|c: char| !part(c)).unwrap_or(behind.len());
    let name = behind.get(..end)?.trim_end_matches('.');
    let small = |s: &str| s.bytes().all(|b| !b.is_ascii_uppercase());
    let ending = name.rsplit('.').next()?;
    let glued = inside.ends_with(['/', '=', '?', '&', '%', '#', '@', '\\']);
    let rest = behind.get(end..)?;
    let plain = local.len() >= 3
        && !glued
        && domain::is_server(name)
        && ending.len() <= 12
        && !rest.starts_with(['@', '=']);
    let office = small(local) && small(name) && mail::is_office(local.trim_end_matches('.'));
    let letters = local.bytes().any(|b| b.is_ascii_alphabetic())
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && small(name);
    let q = text.get(at..at + len)? == "Q"
        && small(local)
        && small(name)
        && local.len() >= 4
        && !name.starts_with('u');
    let range = TextRange::new(at - local.len(), at + len + name.len());
    (plain && letters && (sure || office || q))
        .then(|| quoted(text, range, "Another sign instead of “@”"))
}

/// `[email address]`: words of a form in brackets.
fn bracketed(text: &str, at: usize) -> Option<Found> {
    const SURE: &[&str] = &[
        "mail",
        "phone",
        "téléphone",
        "fax",
        "courriel",
        "surel",
        "telepon",
        "correo",
        "your",
        "insert",
    ];
    let near = TextRange::new(at, text.len().min(at + 52)).snapped(text);
    let end = near.of(text)?.find(']')? + 1;
    let range = TextRange::new(at, at + end);
    let value = range.of(text)?;
    let lower = value.to_lowercase();
    let fits = SURE.iter().any(|s| lower.contains(s))
        && !lower.contains("the ")
        && unfilled::is_bracketed_form(value);
    fits.then(|| quoted(text, range, "A placeholder instead of a value"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{expect, silent};

    #[test]
    fn all_signs_begin_with_such_a_byte() {
        let first = |(sign, _): &(&str, bool)| sign.bytes().next().is_some_and(may_begin_sign);
        assert!(SIGNS.iter().all(first));
    }

    #[test]
    fn mails_in_sentences() {
        expect(
            &ContactField,
            "\
Write to press©island.org or pressQisland.org, to info%40island.org or j.lund@island.
         ^^^^^^^^^^^^^^^^ medium: Another sign
                             ^^^^^^^^^^^^^^^^ medium: Another sign
                                                  ^^^^^^^^^^^^^^^^^ medium: Another sign
                                                                       ^^^^^^^^^^^^^ medium: No dot
Or to j.lund@island.gov. lk, j.lund@island .org and j.lund@island.orgFax on Friday.
      ^^^^^^^^^^^^^^^^^^^^^ medium: A space inside
                             ^^^^^^^^^^^^^^^^^^ medium: A space inside
                                                    ^^^^^^^^^^^^^^^^^^^^ medium: glued
Or to ***@island.org, j. lund@island.org, [email address], j.lund@ by noon.
      ^^^^^^^^^^^^^^ medium: missing before
                      ^^^^^^^^^^^^^^^^^^ medium: missing before
                                          ^^^^^^^^^^^^^^^ medium: placeholder
                                                           ^^^^^^^ medium: Nothing behind",
        );
    }

    #[test]
    fn webs_in_sentences() {
        expect(
            &ContactField,
            "\
See http:llwww.island.org, hltp://island.org, vvww.island.org or www.island.org/a/b… for more.
    ^^^^^^^^^^^^^^^^^^^^^ medium: beginning
                           ^^^^^^^^^^^^^^^^^ medium: beginning
                                              ^^^^^^^^^^^^^^^ medium: misspelt
                                                                 ^^^^^^^^^^^^^^^^^^^ medium: ellipsis
See http://localhost/a, https://island.org/en /news, h ttp://island.org or www/island.org.
    ^^^^^^^^^^^^^^^^^^ medium: own computer
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^ medium: A space inside
                                                     ^^^^^^^^^^^^^^^^^^ medium: A space inside
                                                                           ^^^^^^^^^^^^^^ medium: missing",
        );
    }

    #[test]
    fn numbers_in_sentences() {
        expect(
            &ContactField,
            "\
Please call +84-7- or the hotline (068) by noon.
            ^^^^^^ medium: digit
                                  ^^^^^ medium: area code
They moved to (202) 647-44 and +61 2 6225 and +6B5 2l 860 20.
              ^^^^^^^^^^^^ medium: Too few
                               ^^^^^^^^^^ medium: behind +61
                                              ^^^^^^^^^^^^^^ medium: Letters
This email address is being protected from spambots. You need JavaScript enabled to view it.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ medium: hid",
        );
    }

    #[test]
    fn what_is_no_broken_address() {
        silent(
            &ContactField,
            &[
                "Call 911 or 112; call the office on 12 May; they call 2019-2020 the best season; text 10,000 people.",
                "Growth of +12.5% and +10 000 jobs, +1 200 500 in total (+2.3 points); (202) members; COP21 (2015).",
                "SETI@home, folding@home, C@sh, p@ssword, user @ host, 10@2.5, RT @user: hello, git@github.com:foo/bar.git",
                "R&D.org? AT&T.com; Q&A; compareQuotes.com; © 2020.Island.org; €5.50; R&B.",
                "TCP/IP, HTTP/1.1, and/or http proxies; https only; use https:// for all sites; httpbin.org; httpd.conf.",
                "See https://island.org:8443/en/, ftp://ftp.island.org/docs/, https://doi.org/10.1787/9789264268852-en.",
                "Email press@island.gov. In the meantime, at press@island.com. so it goes.",
                "The phone: a history. Call (+855) 23 216 141 or 202-647-4000. The hotline (117) is open.",
            ],
        );
    }
}
