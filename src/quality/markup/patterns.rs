//! What markup looks like.

use super::entity::{entity, unescape};
use crate::annotation::label::Severity::{self, Low, Medium};
use regex::{Captures, Regex};
use std::sync::{LazyLock, OnceLock};

/// One kind of markup.
pub(super) struct Pattern {
    source: &'static str,
    regex: OnceLock<Option<Regex>>,
    /// Bit of the byte without which a line cannot have it.
    pub trigger: u32,
    /// The byte itself.
    pub byte: u8,
    /// What to call it.
    pub what: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// 1: shown by default; 2: on demand.
    pub tier: u8,
    /// Whether it is left over in a Markdown document, too.
    pub in_markdown: bool,
    reading: Reading,
    needles: &'static str,
}

/// How the text was meant.
#[derive(Clone, Copy)]
pub(super) enum Reading {
    /// That cannot be told.
    Unknown,
    /// Without the marks.
    Inner,
    /// Not at all.
    Nothing,
    /// As the characters that entities stand for.
    Entity,
    /// As the characters that escapes stand for.
    Escape,
}
use Reading::{Entity, Escape, Inner, Nothing, Unknown};

impl Pattern {
    fn new(row: &Row) -> Self {
        let (source, byte, what, severity, tier, in_markdown, reading, needles) = *row;
        let trigger = bit(byte);
        Self {
            source,
            regex: OnceLock::new(),
            trigger,
            byte,
            what,
            severity,
            tier,
            in_markdown,
            reading,
            needles,
        }
    }

    /// Whether a line that has the trigger may have the pattern.
    pub fn may_be_in(&self, line: &str) -> bool {
        let mut needles = self.needles.split(' ');
        self.needles.is_empty() || needles.any(|n| line.contains(n))
    }

    /// The regular expression, built when it is first needed.
    pub fn regex(&self) -> Option<&Regex> {
        self.regex
            .get_or_init(|| Regex::new(&self.whole_source()).ok())
            .as_ref()
    }

    fn whole_source(&self) -> String {
        self.source
            .replace("TAGS", TAGS)
            .replace("PAIRS", PAIRS)
            .replace("REMNANTS", REMNANTS)
            .replace("WORD", WORD)
    }

    /// The clean text, where it is clear.
    pub fn reading(&self, found: &Captures<'_>) -> Option<String> {
        let whole = found.get(0)?.as_str();
        match self.reading {
            Unknown => None,
            Inner => found.name("in").map(|m| m.as_str().trim().to_owned()),
            Nothing => Some(String::new()),
            Entity => entity(whole),
            Escape => unescape(whole),
        }
    }
}

const TAGS: &str = "a|abbr|address|article|aside|b|big|blockquote|body|br|button|caption|center|cite|code|col|dd|del|div|dl|dt|em|embed|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|label|li|link|main|meta|nav|noscript|object|ol|option|o:p|p|param|picture|pre|q|s|script|section|select|small|source|span|strike|strong|style|sub|sup|svg|table|tbody|td|textarea|tfoot|th|thead|title|tr|tt|u|ul|video|w:[a-z]+|st1:[a-z]+|v:[a-z]+|ref|references|nowiki|noinclude|onlyinclude|gallery";

/// What names in code have, for classes: those of all scripts take milliseconds to build where they are counted.
const WORD: &str = "0-9A-Za-z_";

/// Tags whose content is shown with them.
const PAIRS: &str = "ref|b|i|u|em|strong|span|font|sup|sub|p|a|h[1-6]|li|td|div|small|center";

/// Tags that nobody writes by hand: left over in a Markdown document, too, where plainer tags may stand.
const REMNANTS: &str = "span|font|div|p|center|o:p|w:[a-z]+|st1:[a-z]+|v:[a-z]+|style|script|html|head|body|meta|form|input|button|iframe";

/// Regular expression, trigger, name, severity, tier, whether it is left over in Markdown, too, reading, and words of
/// which the line has to have one before the expression is built: for triggers that many lines have.
pub(super) type Row = (
    &'static str,
    u8,
    &'static str,
    Severity,
    u8,
    bool,
    Reading,
    &'static str,
);

#[rustfmt::skip]
const ROWS: &[Row] = &[
    (r"(?s)<!--.*?(?:-->|$)", b'<', "an HTML comment", Medium, 1, false, Nothing, ""),
    (r"(?i)<!doctype[^>]*>|<\?(?:xml|php)[^>]*>|<!\[CDATA\[|\]\]>", b'<', "an HTML or XML declaration", Medium, 1, true, Nothing, ""),
    (r"(?i)<(?:style|script|noscript|svg|iframe)(?:\s[^<>]*)?>.{0,400}?</(?:style|script|noscript|svg|iframe)\s*>", b'<', "HTML tags", Medium, 1, true, Nothing, ""),
    (r"(?i)<(?:PAIRS)(?:\s+[^<>]*)?>(?P<in>[^<>]{1,90})</(?:PAIRS)>", b'<', "HTML tags", Medium, 1, false, Inner, ""),
    (r"(?i)</?(?:TAGS)(?:\s+[^<>]*)?\s*/?>", b'<', "an HTML tag", Medium, 1, false, Unknown, ""),
    (r"(?i)<(?:REMNANTS)(?:\s+[^<>]*)?>(?P<in>[^<>]{1,90})</(?:REMNANTS)>", b'<', "HTML tags", Medium, 1, true, Inner, ""),
    (r"(?i)</?(?:REMNANTS)(?:\s+[^<>]*)?\s*/?>", b'<', "an HTML tag", Medium, 1, true, Unknown, ""),
    (r"(?i)</(?:TAGS)\b", b'<', "a damaged HTML tag", Medium, 1, false, Unknown, ""),
    (r"(?i)</?(?:think|thinking|reasoning|answer|system|user|assistant|tool_call|tool_response)>|<\|[a-z_]{2,30}\|>", b'<', "a mark of a text generator", Medium, 1, true, Nothing, ""),
    (r"\[/?(?:INST|SYS)\]", b'[', "a mark of a text generator", Medium, 1, true, Nothing, ""),
    (r":contentReference\[oaicite:\d+\](?:\{index=\d+\})?|\[oaicite:\d+\]", b'[', "a mark of a text generator", Medium, 1, true, Nothing, ""),
    (r"【\d+[^【】\n]{0,40}†[^【】\n]{0,40}】", 0xe3, "a mark of a text generator", Medium, 1, true, Nothing, ""),
    (r#"(?i)\b(?:class|style|href|src|alt|width|height|align|target|rel)\s*=\s*"[^"]{0,200}"(?:\s*[WORD:-]+="[^"]{0,200}")*\s*/?>?"#, b'=', "a scrap of an HTML tag", Medium, 1, true, Unknown, ""),
    (r"(?i)</?[a-z][a-z0-9:-]*\s+(?:class|style|href|src|id|width|height|align)\s*=[^<>]{0,200}>?", b'<', "a damaged HTML tag", Medium, 1, true, Unknown, ""),
    (r"(?i)&(?:amp;)+(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,5});", b'&', "an HTML entity escaped twice", Medium, 1, true, Entity, ""),
    (r"&lt;/?[A-Za-z!][^&<>\n]{0,200}?/?&gt;", b'&', "an escaped HTML tag", Medium, 1, true, Unknown, ""),
    (r"(?:&(?:[A-Za-z]{2,8}\d{0,2}|#\d{2,7}|#[xX][0-9A-Fa-f]{2,6});)+", b'&', "an HTML entity", Medium, 1, false, Entity, ""),
    (r"&(?:nbsp|amp|quot|lt|gt|ldquo|rdquo|lsquo|rsquo|mdash|ndash|hellip|apos|#\d{3,5})\b", b'&', "an HTML entity without its semicolon", Medium, 1, true, Unknown, ""),
    (r"\*\*\*?(?P<in>[^*\s](?:[^*]{0,400}[^*\s])?)\*\*\*?", b'*', "Markdown bold marks (**)", Medium, 1, false, Inner, ""),
    (r"(?:^|[\s(“])(?P<all>\*(?P<in>[A-Za-z](?:[^*\n]{0,80}[\w.,!?’])?)\*)(?:$|[\s,.;:)!?”])", b'*', "Markdown emphasis marks (*)", Low, 1, false, Inner, ""),
    (r"(?:^|[\s(“])(?P<all>\*\*[A-Z][\w’'-]*)", b'*', "a single Markdown mark (**)", Low, 2, false, Unknown, ""),
    (r"/\*.{1,200}?\*/", b'*', "a comment of a script or style sheet", Medium, 1, true, Unknown, ""),
    (r"_x[0-9A-Fa-f]{4}_?", b'_', "an escaped character", Medium, 1, true, Unknown, ""),
    (r"(?:^|[\s(“])(?P<all>_(?P<in>[A-Za-z][^_\n]{0,80}[\w.,!?’])_)(?:$|[\s,.;:)!?”])", b'_', "Markdown emphasis marks (_)", Low, 1, false, Inner, ""),
    (r"\b__(?P<in>[^_\s][^_]{0,300}[^_\s])__\b", b'_', "Markdown bold marks (__)", Medium, 1, false, Inner, ""),
    (r"~~(?P<in>[^~\s][^~]{0,300})~~", b'~', "Markdown strike-through marks (~~)", Medium, 1, false, Inner, ""),
    (r"!?\[(?P<in>[^\[\]]{0,200})\]\((?:https?:|/|www\.|#|mailto:|\./)?[^\s()]{2,300}(?: \x22[^\x22]*\x22)?\)", b']', "a Markdown link", Medium, 1, false, Inner, ""),
    (r"^\s{0,3}#{1,6}\s+(?P<in>\S.{0,117}?)\s*#*$", b'#', "a Markdown heading mark (#)", Medium, 1, false, Inner, ""),
    (r"^\s{0,3}#{1,6}\s+", b'#', "a Markdown heading mark (#)", Medium, 1, false, Nothing, ""),
    (r"^\s*(?:```|~~~)[WORD]*\s*$", b'`', "a Markdown code fence", Medium, 1, false, Nothing, ""),
    (r"`(?P<in>[A-Za-z][^`]{0,100})`", b'`', "Markdown code marks (`)", Low, 2, false, Inner, ""),
    (r"^\s*\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)+\|?\s*$", b'|', "a Markdown table rule", Medium, 1, false, Unknown, ""),
    (r"^\s*\|(?:[^|\n]{0,200}\|){2,}\s*$", b'|', "a row of a Markdown table", Low, 1, false, Unknown, ""),
    (r"^\s*(?:\{\|.*|\|\}|\|-)\s*$", b'|', "the frame of a wiki table", Medium, 1, true, Unknown, ""),
    (r"'''(?P<in>[^']{1,300})'''", b'\'', "wiki bold marks (''')", Medium, 1, true, Inner, ""),
    (r"(?:^|[\s(])(?P<all>''(?P<in>[^'\s](?:[^']{0,200}[^'\s])?)'')(?:$|[\s,.;:)!?])", b'\'', "wiki italic marks ('')", Low, 2, false, Inner, ""),
    (r"\[\[(?:[^\[\]|]{1,200}\|)?(?P<in>[^\[\]|]{1,200})\]\]", b']', "a wiki link", Medium, 1, true, Inner, ""),
    (r"\[\[[^\[\]]{1,300}\]\]", b']', "a wiki link", Medium, 1, true, Unknown, ""),
    (r"\[\^[WORD]{1,20}\]:?", b'[', "a Markdown footnote mark", Low, 1, false, Nothing, ""),
    (r"^\s*(?P<m>={2,6})\s*(?P<in>[^=]{2,120}?)\s*={2,6}\s*$", b'=', "wiki heading marks (==)", Medium, 1, true, Inner, ""),
    (r"\{\{[^{}]{0,300}\}\}", b'{', "a template placeholder", Medium, 1, true, Unknown, ""),
    (r"\{%.{0,200}?%\}|\$\{[WORD.]{1,60}\}|<%.{0,200}?%>|%\([a-z_]+\)s", b'%', "a template placeholder", Medium, 1, true, Unknown, ""),
    (r"\$\{[WORD.]{1,60}\}", b'$', "a template placeholder", Medium, 1, true, Unknown, ""),
    (r"%[A-Z][A-Z]*_[A-Z_]{1,40}%|%%[A-Za-z_]{2,40}%%", b'%', "a template placeholder", Medium, 1, true, Unknown, ""),
    (r"[A-Za-z](?P<all>(?:%20)+)", b'%', "an escaped space", Medium, 1, true, Unknown, ""),
    (r"\{\d\}", b'{', "a template placeholder", Medium, 2, true, Unknown, ""),
    (r"<<\s*[A-Za-z][WORD-]{0,40}(?: [WORD-]{1,40})?\s*>>", b'<', "a placeholder that was never filled in", Medium, 2, true, Unknown, ""),
    (r#"\{(?:\s*,?\s*"[WORD]+"\s*:\s*(?:"[^"]*"?|-?[0-9.]+|true|false|null|[\[{]))+[^"\n]{0,3}\}?"#, b'{', "a scrap of data (JSON)", Medium, 1, true, Unknown, ""),
    (r"(?i)\[(?:b|i|u|s|url|img|embed|video|youtube|quote|code|size|color|center)(?:=[^\[\]]{0,200})?\](?P<in>[^\[\]]{1,90})\[/(?:b|i|u|s|url|img|embed|video|youtube|quote|code|size|color|center)\]", b'[', "forum marks", Medium, 1, false, Inner, ""),
    (r#"\[/?[a-z][a-z0-9_-]{2,30}(?:\s+[a-z_-]+="[^"\[\]]*")+\s*/?\]"#, b'[', "a shortcode of a web page", Medium, 1, true, Unknown, ""),
    (r"\[object Object\]", b'[', "a value that a script could not print", Medium, 1, true, Unknown, ""),
    (r"\[(?:TK|TBD|TBC|TBA|(?:Your|Company|Recipient|Organi[sz]ation|Minister|Country|City|Author|Full|First|Last|Event|Project|Job|Start|End|Publication) (?:Name|Date|Title|Address|Number|Email|Position))\]", b'[', "a placeholder that was never filled in", Medium, 1, true, Unknown, ""),
    (r"\[(?:DATE|NAME|TITLE|COMPANY|ORGANI[SZ]ATION|CITY|COUNTRY|LOCATION|PLACE|ADDRESS|PHONE|EMAIL|AMOUNT|NUMBER|YEAR|MONTH|RECIPIENT|AUTHOR|SOURCE|LINK|URL)\]", b'[', "a placeholder that was never filled in", Medium, 1, true, Unknown, ""),
    (r"\[(?P<in>[A-Za-z][^\[\]]{3,100})\]\[[WORD]{1,20}\]", b']', "a Markdown link", Medium, 1, false, Inner, ""),
    (r"^\s*[-*] \[[ xX]\]\s", b']', "a mark of a Markdown task list", Low, 1, false, Unknown, ""),
    (r"\*\|[A-Z][A-Z0-9_:]{1,30}\|\*", b'*', "a template placeholder", Medium, 1, true, Unknown, ""),
    (r"\$[A-Z][A-Z_]{5,40}\b", b'$', "a template placeholder", Medium, 1, true, Unknown, ""),
    (r"\{\s*(?:HYPERLINK|PAGE|PAGEREF|TOC|REF|SEQ|DATE|MERGEFIELD|NUMPAGES|INCLUDEPICTURE)\b[^{}\n]{0,200}\}", b'{', "a field of a word processor", Medium, 1, true, Unknown, ""),
    (r"\{\{[A-Za-z][^{}\n]{0,100}$", b'{', "a template placeholder", Medium, 1, true, Unknown, ""),
    (r"<https?://[^<>\s]{3,200}>", b'<', "angle brackets around an address", Low, 2, false, Unknown, ""),
    (r#"^\s*"[A-Za-z_][WORD-]{0,30}"\s*:\s*(?:["0-9\[{]|true|false|null).*$"#, b'"', "a scrap of data (JSON)", Medium, 1, true, Unknown, ""),
    (r"\b(?:fbq|ga|gtag|__gaTracker|_gaq\.push)\(.{0,200}?(?:;|$)", b'(', "a scrap of a script", Medium, 1, true, Unknown, "fbq( ga( gtag( gaTracker( push("),
    (r"(?i)\[/?(?:b|i|u|s|url|img|quote|code|size|color|center|list|caption|gallery|embed|video|audio|youtube|vc_[a-z_]+)(?:[= ][^\[\]]{0,200})?\]", b'[', "a forum or shortcode mark", Medium, 1, false, Unknown, ""),
    (r"(?i)\[(?:insert|your|enter|add|type|name of|placeholder|to be (?:inserted|completed|confirmed|added)|fill in|xx+)\b[^\[\]]{0,80}\]", b'[', "a placeholder that was never filled in", Medium, 1, true, Unknown, ""),
    (r"(?i)<(?:insert|your|enter|name of|date of|to be)\b[^<>]{1,80}>", b'<', "a placeholder that was never filled in", Medium, 1, true, Unknown, ""),
    (r"\[\[?(?:citation needed|edit|edit source|who\?|when\?|clarification needed)\]\]?", b'[', "an editing mark of a wiki", Low, 1, true, Nothing, ""),
    (r"\\(?:textbf|textit|emph|underline)\{(?P<in>[^{}]{0,200})\}", b'\\', "a LaTeX command", Medium, 1, true, Inner, ""),
    (r"\\(?:cite[pt]?|ref|label|footnote|(?:sub)*section\*?|begin|end|item|caption)\b(?:\{[^{}]{0,200}\})?", b'\\', "a LaTeX command", Medium, 1, true, Unknown, ""),
    (r"\{\\rtf\d?\S{0,80}|(?:\\(?:pard|fs\d{1,3}|cf\d|plain)\b)+", b'\\', "a scrap of RTF", Medium, 1, true, Unknown, ""),
    (r"(?:\\u00[0-7][0-9a-fA-F])+", b'\\', "an escaped character", Medium, 1, true, Escape, ""),
    (r"(?:\\x[0-7][0-9a-fA-F])+", b'\\', "an escaped byte", Medium, 1, true, Unknown, ""),
    (r#"(?:\\r)?(?:\\n)+(?:\\t)*|\\[\x22’']"#, b'\\', "an escape that was not undone", Medium, 1, true, Unknown, ""),
    (r"Error! (?:Reference source|Bookmark|Hyperlink reference)[^.]{0,30}\.?", b'!', "a broken field of a word processor", Medium, 1, true, Unknown, "Error!"),
    (r"(?i)\b(?:font-(?:family|size|weight)|text-align|margin(?:-[WORD]+)?|padding(?:-[WORD]+)?|line-height|background(?:-color)?|display|mso-[WORD-]+)\s*:\s*[^;{}]{1,80};(?:\s*[WORD-]+\s*:\s*[^;{}]{1,80};)*\s*\}?", b';', "a scrap of a style sheet", Medium, 1, true, Unknown, "font- align margin padding line-height background display mso-"),
    (r"[.#@]?[WORD-]+(?:[ ,.>#:][WORD.#-]+){0,4}\s*\{\s*[WORD-]+\s*:[^{}]{0,300}\}?", b'{', "a scrap of a style sheet", Medium, 1, true, Unknown, ""),
    (r"@(?:media|import|font-face|charset|keyframes)\b[^{};\n]{0,120}[{;]", b'@', "a scrap of a style sheet", Medium, 1, true, Unknown, ""),
    (r"(?:\bfunction\s*[WORD]*\s*\([WORD\s,$]*\)\s*\{?|\b(?:document|window|console)\.[WORD]+[WORD.(\x22')]*|\bvar\s+[WORD]+\s*=|\$\(\s*[\x22'.WORD]+|\bjQuery\(|=>\s*\{|\bdataLayer\b).{0,200}?(?:[;{]|$)", b'(', "a scrap of a script", Medium, 1, true, Unknown, "function document. window. console. var $( jQuery => dataLayer"),
    (r"\b(?:window|document)\.[WORD]+\s*=\s*.{0,200}?(?:;|$)", b'=', "a scrap of a script", Medium, 1, true, Unknown, ""),
    (r"\b(?:var|let|const)\s+[WORD]+\s*=\s*.{1,200};", b';', "a scrap of a script", Medium, 1, true, Unknown, "var let const"),
];

/// All patterns; of two that overlap the earlier one wins.
pub(super) static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    ROWS.iter()
        .chain(super::dialects::ROWS)
        .map(Pattern::new)
        .collect()
});

/// The dummy text of page templates.
pub(super) static LOREM: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\blorem ipsum\b(?:[ ,.]{1,3}(?:dolor|sit|amet|consectetur|consectetuer|adipiscing|adipisicing|elit|sed|do|diam|eiusmod|tempor|incididunt|ut|labore|et|dolore|magna|aliqua|enim|ad|minim|veniam|quis|nostrud|exercitation|ullamco|laboris|nisi|aliquip|ex|ea|commodo|consequat|duis|aute|irure|in|reprehenderit|voluptate|velit|esse|cillum|eu|fugiat|nulla|pariatur)\b)*").ok()
});

/// The bytes that patterns wait for, each with its bit.
const TRIGGERS: &[u8] = b"<&*_~]#`|'={%$[\\!;(@\xe3\">}:^+.\xc2";

pub(super) const fn bit(byte: u8) -> u32 {
    let mut n = 0;
    while n < TRIGGERS.len() {
        if TRIGGERS[n] == byte {
            return 1 << n;
        }
        n += 1;
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_compiles_and_has_a_trigger() {
        for pattern in PATTERNS.iter() {
            assert!(
                pattern.regex().is_some() && pattern.trigger != 0,
                "{}",
                pattern.what
            );
        }
        assert!(LOREM.is_some());
    }
}
