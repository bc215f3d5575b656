//! Leftover markup: tags, entities, Markdown marks, wiki and forum codes, template placeholders, scraps of style sheets
//! and scripts, and escapes that nobody undid.

use super::{Check, Context, Finding, Repair};
use crate::annotation::label::{Category, Severity};
use crate::text::TextRange;
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// Finds leftover markup.
pub struct MarkupResidue;

/// One kind of markup: what it looks like, and what to say.
struct Pattern {
    regex: Regex,
    /// The byte without which a line cannot have it.
    trigger: u8,
    what: &'static str,
    severity: Severity,
    tier: u8,
    /// Whether it is markup in a Markdown document, too.
    in_markdown: bool,
    /// The clean text, where it is clear.
    repair: fn(&Captures<'_>) -> Option<String>,
}

const TAGS: &str = "a|abbr|address|article|aside|b|big|blockquote|body|br|button|caption|center|cite|code|col|dd|del|div|dl|dt|em|embed|\
    figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|label|li|link|main|meta|nav|noscript|\
    object|ol|option|o:p|p|param|picture|pre|q|s|script|section|select|small|source|span|strike|strong|style|sub|sup|svg|table|\
    tbody|td|textarea|tfoot|th|thead|title|tr|tt|u|ul|video|w:[a-z]+|st1:[a-z]+|v:[a-z]+|ref|nowiki";

fn none(_: &Captures<'_>) -> Option<String> {
    None
}

fn inner(found: &Captures<'_>) -> Option<String> {
    found.name("in").map(|m| m.as_str().trim().to_owned())
}

fn empty(_: &Captures<'_>) -> Option<String> {
    Some(String::new())
}

static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    use Severity::{Low, Medium};
    let p = |regex: &str,
             trigger: u8,
             what,
             severity,
             tier,
             in_markdown,
             repair: fn(&Captures<'_>) -> Option<String>| {
        let regex = Regex::new(regex).ok()?;
        Some(Pattern {
            regex,
            trigger,
            what,
            severity,
            tier,
            in_markdown,
            repair,
        })
    };
    let tag = format!(r"(?i)</?(?:{TAGS})(?:\s+[^<>]*)?\s*/?>");
    let pair = format!(
        r"(?i)<(?:b|i|u|em|strong|span|font|sup|sub|p|a|h[1-6]|li|td|div|small|center)(?:\s+[^<>]*)?>(?P<in>[^<>]{{1,300}})</(?:b|i|u|em|strong|span|font|sup|sub|p|a|h[1-6]|li|td|div|small|center)>"
    );
    [
        p(r"(?s)<!--.*?(?:-->|$)", b'<', "an HTML comment", Medium, 1, true, empty),
        p(r"(?i)<!doctype[^>]*>|<\?(?:xml|php)[^>]*>|<!\[CDATA\[|\]\]>", b'<', "an HTML or XML declaration", Medium, 1, true, empty),
        p(&pair, b'<', "HTML tags", Medium, 1, true, inner),
        p(&tag, b'<', "an HTML tag", Medium, 1, true, none),
        p(r"(?i)</?[a-z][a-z0-9:-]*\s+(?:class|style|href|src|id|width|height|align)\s*=[^<>]{0,200}>?", b'<', "a damaged HTML tag", Medium, 1, true, none),
        p(r"(?i)&(?:amp;)+(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,5});", b'&', "an HTML entity escaped twice", Medium, 1, true, |c| entity(c.get(0)?.as_str())),
        p(r"(?:&(?:[A-Za-z]{2,8}\d{0,2}|#\d{2,7}|#[xX][0-9A-Fa-f]{2,6});(?:&[ \u{a0}]*)?)+", b'&', "an HTML entity", Medium, 1, false, |c| entity(c.get(0)?.as_str())),
        p(r"&(?:nbsp|amp|quot|lt|gt|ldquo|rdquo|lsquo|rsquo|mdash|ndash|hellip|apos|#\d{3,5})\b", b'&', "an HTML entity without its semicolon", Medium, 1, true, none),
        p(r"\*\*\*?(?P<in>[^*\s](?:[^*]{0,400}[^*\s])?)\*\*\*?", b'*', "Markdown bold marks (**)", Medium, 1, false, inner),
        p(r"\b__(?P<in>[^_\s][^_]{0,300}[^_\s])__\b", b'_', "Markdown bold marks (__)", Medium, 1, false, inner),
        p(r"~~(?P<in>[^~\s][^~]{0,300})~~", b'~', "Markdown strike-through marks (~~)", Medium, 1, false, inner),
        p(r"!?\[(?P<in>[^\[\]]{0,200})\]\((?:https?:|/|www\.|#|mailto:|\./)?[^\s()]{2,300}(?: \x22[^\x22]*\x22)?\)", b']', "a Markdown link", Medium, 1, false, inner),
        p(r"^\s{0,3}#{1,6}\s+(?P<in>\S.*?)\s*#*$", b'#', "a Markdown heading mark (#)", Medium, 1, false, inner),
        p(r"^\s*(?:```|~~~)\w*\s*$", b'`', "a Markdown code fence", Medium, 1, false, empty),
        p(r"`(?P<in>[A-Za-z][^`]{0,100})`", b'`', "Markdown code marks (`)", Low, 2, false, inner),
        p(r"^\s*\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)+\|?\s*$", b'|', "a Markdown table rule", Medium, 1, false, none),
        p(r"'''(?P<in>[^']{1,300})'''", b'\'', "wiki bold marks (''')", Medium, 1, true, inner),
        p(r"\[\[(?:[^\[\]|]{1,200}\|)?(?P<in>[^\[\]|]{1,200})\]\]", b']', "a wiki link", Medium, 1, true, inner),
        p(r"^\s*(?P<m>={2,6})\s*(?P<in>[^=]{2,120}?)\s*={2,6}\s*$", b'=', "wiki heading marks (==)", Medium, 1, true, inner),
        p(r"\{\{[^{}]{0,300}\}\}", b'{', "a template placeholder", Medium, 1, true, none),
        p(r"\{%.{0,200}?%\}|\$\{[\w.]{1,60}\}|<%.{0,200}?%>|%\([a-z_]+\)s", b'%', "a template placeholder", Medium, 1, true, none),
        p(r"\$\{[\w.]{1,60}\}", b'$', "a template placeholder", Medium, 1, true, none),
        p(r"(?i)\[/?(?:b|i|u|s|url|img|quote|code|size|color|center|list|caption|gallery|vc_[a-z_]+)(?:[= ][^\[\]]{0,200})?\]", b'[', "a forum or shortcode mark", Medium, 1, false, none),
        p(r"(?i)\[(?:insert|your|enter|add|type|name of|placeholder|to be (?:inserted|completed|confirmed|added)|fill in|xx+)\b[^\[\]]{0,80}\]", b'[', "a placeholder that was never filled in", Medium, 1, true, none),
        p(r"(?i)<(?:insert|your|enter|name of|date of|to be)\b[^<>]{1,80}>", b'<', "a placeholder that was never filled in", Medium, 1, true, none),
        p(r"\[\[?(?:citation needed|edit|edit source|who\?|when\?|clarification needed)\]\]?", b'[', "an editing mark of a wiki", Low, 1, true, empty),
        p(r"(?:\\u[0-9a-fA-F]{4})+", b'\\', "an escaped character", Medium, 1, true, |c| unescape(c.get(0)?.as_str())),
        p(r"(?:\\x[0-9a-fA-F]{2})+", b'\\', "an escaped byte", Medium, 1, true, none),
        p(r#"(?:\\r)?(?:\\n)+(?:\\t)*|\\[\x22’']"#, b'\\', "an escape that was not undone", Medium, 1, true, none),
        p(r"Error! (?:Reference source|Bookmark|Hyperlink reference)[^.]{0,30}\.?", b'!', "a broken field of a word processor", Medium, 1, true, none),
        p(r"(?i)\b(?:font-(?:family|size|weight)|text-align|margin(?:-\w+)?|padding(?:-\w+)?|line-height|background(?:-color)?|display|mso-[\w-]+)\s*:\s*[^;{}]{1,80};(?:\s*[\w-]+\s*:\s*[^;{}]{1,80};)*\s*\}?", b';', "a scrap of a style sheet", Medium, 1, true, none),
        p(r"[.#@]?[\w-]+(?:[ ,.>#:][\w.#-]+){0,4}\s*\{\s*[\w-]+\s*:[^{}]{0,300}\}?", b'{', "a scrap of a style sheet", Medium, 1, true, none),
        p(r"(?:\bfunction\s*\w*\s*\([\w\s,]*\)\s*\{?|\b(?:document|window|console)\.\w+[\w.(\x22')=;]*|\bvar\s+\w+\s*=|\$\(\s*[\x22'.\w]+|=>\s*\{|\bdataLayer\b).{0,200}", b'(', "a scrap of a script", Medium, 1, true, none),
        p(r"\b(?:var|let|const)\s+\w+\s*=\s*.{1,200};", b';', "a scrap of a script", Medium, 1, true, none),
    ]
    .into_iter()
    .flatten()
    .collect()
});

static LOREM: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)\blorem ipsum\b[^\n]{0,300}").ok());

/// What common entities stand for.
const ENTITIES: &[(&str, &str)] = &[
    ("amp", "&"),
    ("nbsp", " "),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("mdash", "—"),
    ("ndash", "–"),
    ("rsquo", "’"),
    ("lsquo", "‘"),
    ("rdquo", "”"),
    ("ldquo", "“"),
    ("hellip", "…"),
    ("bull", "•"),
    ("middot", "·"),
    ("euro", "€"),
    ("pound", "£"),
    ("copy", "©"),
    ("reg", "®"),
    ("trade", "™"),
    ("deg", "°"),
    ("eacute", "é"),
    ("egrave", "è"),
    ("agrave", "à"),
    ("aacute", "á"),
    ("ccedil", "ç"),
    ("ntilde", "ñ"),
    ("ouml", "ö"),
    ("uuml", "ü"),
    ("auml", "ä"),
    ("oacute", "ó"),
    ("iacute", "í"),
    ("uacute", "ú"),
    ("ecirc", "ê"),
    ("ocirc", "ô"),
    ("acirc", "â"),
    ("szlig", "ß"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("shy", ""),
    ("ensp", " "),
    ("emsp", " "),
    ("thinsp", " "),
    ("times", "×"),
    ("sect", "§"),
    ("para", "¶"),
    ("yen", "¥"),
    ("cent", "¢"),
    ("iuml", "ï"),
    ("euml", "ë"),
    ("oslash", "ø"),
    ("aring", "å"),
    ("aelig", "æ"),
    ("atilde", "ã"),
    ("otilde", "õ"),
    ("icirc", "î"),
    ("ucirc", "û"),
    ("ugrave", "ù"),
    ("half", "½"),
    ("frac12", "½"),
];

/// A run of entities as text; `None` when one of them is unknown.
fn entity(run: &str) -> Option<String> {
    let plain = run.replace("&amp;", "&");
    let source = if plain.contains(';') {
        plain.as_str()
    } else {
        run
    };
    let mut out = String::new();
    for piece in source.split_inclusive(';') {
        let (before, name) = piece.split_once('&').unwrap_or((piece, ""));
        out.push_str(before);
        let Some(name) = name.strip_suffix(';') else {
            out.push_str(if name.is_empty() && piece.contains('&') {
                "&"
            } else {
                name
            });
            continue;
        };
        out.push_str(&one_entity(name)?);
    }
    Some(out)
}

fn one_entity(name: &str) -> Option<String> {
    let code = match name.strip_prefix('#') {
        Some(hex) if hex.starts_with(['x', 'X']) => u32::from_str_radix(hex.get(1..)?, 16).ok(),
        Some(number) => number.parse().ok(),
        None => {
            return ENTITIES
                .iter()
                .find(|(n, _)| *n == name)
                .map(|(_, text)| (*text).to_owned());
        }
    };
    let char = char::from_u32(code?).filter(|c| !c.is_control())?;
    Some(char.to_string())
}

/// A run of `\uXXXX` as text.
fn unescape(run: &str) -> Option<String> {
    let units: Option<Vec<u16>> = run
        .split("\\u")
        .skip(1)
        .map(|hex| u16::from_str_radix(hex, 16).ok())
        .collect();
    String::from_utf16(&units?).ok()
}

impl Check for MarkupResidue {
    fn id(&self) -> &'static str {
        "markup_residue"
    }

    fn category(&self) -> Category {
        Category::MarkupResidue
    }

    fn about(&self) -> &'static str {
        "HTML tags and entities, Markdown marks in plain text, wiki and forum codes, template placeholders, scraps of style \
         sheets and scripts. They are no part of the document and disturb quotations and searches."
    }

    fn run(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        for &line in &context.lines {
            let text = context.slice(line);
            let triggers = triggers(text);
            if triggers != 0 {
                self.line(context, line, text, triggers, out);
            }
        }
        let Some(lorem) = LOREM
            .as_ref()
            .filter(|_| memchr::memmem::find(context.text.as_bytes(), b"orem ").is_some())
        else {
            return;
        };
        out.extend(lorem.find_iter(context.text).map(|m| {
            let reason = format!(
                "dummy text of a page template: “{}”",
                super::context::excerpt(m.as_str(), 4)
            );
            Finding::new(self, m.range().into(), Severity::High, reason)
        }));
    }
}

/// The bytes that patterns wait for, each with its bit.
const TRIGGERS: &[u8] = b"<&*_~]#`|'={%$[\\!;(";

/// Which triggers a line has.
fn triggers(line: &str) -> u32 {
    static BITS: LazyLock<[u32; 256]> = LazyLock::new(|| {
        let mut bits = [0; 256];
        TRIGGERS
            .iter()
            .enumerate()
            .for_each(|(i, &b)| bits[usize::from(b)] = 1 << i);
        bits
    });
    let bits = &*BITS;
    line.bytes().fold(0, |all, b| all | bits[usize::from(b)])
}

impl MarkupResidue {
    fn line(
        &self,
        context: &Context<'_>,
        line: TextRange,
        text: &str,
        triggers: u32,
        out: &mut Vec<Finding>,
    ) {
        let mut found: Vec<Finding> = Vec::new();
        for pattern in PATTERNS
            .iter()
            .filter(|p| !context.is_markdown() || p.in_markdown)
        {
            let bit = TRIGGERS
                .iter()
                .position(|&t| t == pattern.trigger)
                .unwrap_or(31);
            if triggers & (1 << bit) == 0 {
                continue;
            }
            for captures in pattern.regex.captures_iter(text) {
                let Some(whole) = captures.get(0) else {
                    continue;
                };
                let range = TextRange::new(line.start + whole.start(), line.start + whole.end());
                if !found.iter().any(|f| f.range.overlaps(range))
                    && is_markup(pattern, text, whole.start(), whole.as_str())
                {
                    found.push(self.finding(pattern, &captures, range));
                }
            }
        }
        found.sort_by_key(|f| f.range.start);
        join(context.text, &mut found);
        out.append(&mut found);
    }

    fn finding(&self, pattern: &Pattern, captures: &Captures<'_>, range: TextRange) -> Finding {
        let shown = super::context::excerpt(captures.get(0).map_or("", |m| m.as_str()), 6);
        let mut finding = Finding::new(
            self,
            range,
            pattern.severity,
            format!("{} left in the text: {shown}", pattern.what),
        );
        finding.tier = pattern.tier;
        finding.repaired((pattern.repair)(captures).map(Repair::exact))
    }
}

/// What looks like markup and is none: paths with backslashes, addresses with `&`.
fn is_markup(pattern: &Pattern, line: &str, at: usize, found: &str) -> bool {
    let before = line.get(..at).unwrap_or_default();
    let token = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    match pattern.trigger {
        b'\\' => {
            !token.contains('\\') && !token.ends_with(':') && !found.starts_with("\\n")
                || found.starts_with("\\n") && !token.contains(":\\")
        }
        b'&' => !token.contains("://") && !token.contains("www."),
        b'*' => found.chars().any(char::is_alphabetic),
        _ => true,
    }
}

/// Joins neighbours that only white space parts.
fn join(text: &str, found: &mut Vec<Finding>) {
    found.dedup_by(|next, last| {
        let between = TextRange::new(last.range.end, next.range.start).of(text);
        let touching = between.is_some_and(|b| b.trim().is_empty()) && last.tier == next.tier;
        if touching {
            last.range = last.range.union(next.range);
            last.core = vec![last.range];
            last.repair = None;
        }
        touching
    });
}
