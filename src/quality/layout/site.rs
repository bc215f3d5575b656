//! Lines of a web page's furniture by the words they are made of, in several languages: what they ask to do (share, print,
//! subscribe, accept) and with what (article, page, newsletter, cookies); menus, trails, counters and the tails of feeds.

use super::LayoutArtefact;
use super::forms;
use super::hints::{Hints, NEAR};
use super::signals::{Signal, Signals};
use super::survey::{Survey, bare};
use super::words::{GLUE, LABELS, SHARING, THINGS, VERBS, WEAK, WEB};
use crate::annotation::label::Severity;
use crate::quality::context::trimmed;
use crate::quality::{Context, Finding, Repair};
use crate::text::TextRange;
use regex::Regex;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// How many words a line of furniture has at most that is told by its words.
const WORDS_AT_MOST: usize = 10;

/// How many lines make a menu.
const ITEMS: usize = 3;

/// The longest item of a menu that is known, in bytes.
const ITEM: usize = 20;

/// What a word of furniture is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// It asks to do something.
    Verb,
    /// The same, of which a page is full and a text is not: share, print.
    Sharing,
    /// The same, which tells something only with a word of the web.
    Weak,
    /// It is done with this.
    Thing,
    /// The same, and only the web has it: newsletter, cookies.
    Web,
    /// A word between them.
    Glue,
}

/// The parts by word, the telling ones last, so that they stay.
static PARTS: LazyLock<HashMap<&'static str, Part>> = LazyLock::new(|| {
    let lists = [
        (GLUE, Part::Glue),
        (THINGS, Part::Thing),
        (WEAK, Part::Weak),
        (VERBS, Part::Verb),
        (SHARING, Part::Sharing),
        (WEB, Part::Web),
    ];
    let words =
        |(list, part): (&'static str, Part)| list.split_whitespace().map(move |w| (w, part));
    lists.into_iter().flat_map(words).collect()
});

static LABEL_LINES: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| LABELS.lines().map(str::trim).collect());

/// What lines of furniture begin with that are told by their words.
static FIRST: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let labels = LABEL_LINES.iter().filter_map(|l| l.split(' ').next());
    labels.chain(PARTS.keys().copied()).collect()
});

/// Words of whole sentences of web pages.
pub(super) const SIGNALS: &[(Signal, &[&str])] = &[(Signal::Web, SENTENCES)];

/// What a sentence of a web page has, in a line too long for most other furniture.
const SENTENCES: &[&str] = &[
    "ookies",
    "avascript",
    "avaScript",
    "témoins de",
    "ewsletter",
    "nfolettre",
    "nbox",
    "ights reserved",
    "oits réservés",
    "rowser",
    "avigateur",
    "ppeared first on",
    "irst appeared",
    "paru en premier",
];

/// The tail that a feed puts at the end of a paragraph in the place of the rest.
static TAIL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)(?:",
        r"(?:\[\s?(?:…|\.{3}|&hellip;)\s?\]|\((?:more|suite|plus|weiter)\s?(?:…|\.{3})\))(?:\s*(?:continue reading|read more|read the rest|lire la suite|leer más|leia mais|weiterlesen|baca selengkapnya)\b.{0,80})?",
        r"|(?:…|\.{3})?\s*\b(?:continue reading|read (?:more|the (?:full|rest|whole|complete)|full)|(?:lire|voir) (?:la suite|plus)|poursuivre la lecture|continuer (?:la|à) lire?|leer más|seguir leyendo|leia mais|continue lendo|weiterlesen|continua a leggere|leggi tutto|baca selengkapnya|selengkapnya|xem tiếp|đọc tiếp)\b[^.!?]{0,80}(?:…|\.{3}|→|»|>+|›)",
        r"|(?:^|[.!?…”]\s+)(?:continue reading|read (?:more|the rest \w+)|(?:lire|voir) la suite|leer más|leia mais|weiterlesen|baca selengkapnya|xem tiếp)\s(?:at|on|in|here|about|from|sur|ici|dans|à|en|auf|bei|di|tại)\b.{0,100}",
        r"|(?:the post|l[’']article|cet article|la entrada|o post|der beitrag)\s(?:.{3,150}\s)?(?:appeared first on|first appeared on|est apparu en premier sur|se publicó primero en|apareceu primeiro em|erschien zuerst auf)\b.{1,60}",
        r"|(?:this (?:article|story|post|piece) (?:was )?(?:originally|first) (?:published|appeared|posted)|(?:originally|first) (?:published|posted) (?:on|at|in|by)|cet article (?:a été publié|est paru) (?:d[’']abord|initialement|pour la première fois))\b.{1,80}",
        r"|via (?:rss|ifttt|feedburner)\b.{0,40}",
        r")\s*$",
    ))
    .ok()
});

/// Words that the menu of a page has.
const MENU: &[&str] = &[
    "home",
    "about",
    "about us",
    "contact",
    "contact us",
    "news",
    "login",
    "log in",
    "sign in",
    "search",
    "sitemap",
    "site map",
    "privacy",
    "privacy policy",
    "terms",
    "terms of use",
    "faq",
    "help",
    "media",
    "events",
    "careers",
    "accueil",
    "à propos",
    "actualités",
    "contactez-nous",
    "recherche",
    "plan du site",
    "mentions légales",
    "connexion",
    "inicio",
    "noticias",
    "contacto",
    "acerca de",
    "início",
    "notícias",
    "contato",
    "startseite",
    "aktuelles",
    "kontakt",
    "impressum",
    "datenschutz",
    "beranda",
    "berita",
    "kontak",
    "tentang",
    "tentang kami",
    "trang chủ",
    "tin tức",
    "liên hệ",
    "facebook",
    "twitter",
    "linkedin",
    "whatsapp",
    "email",
    "e-mail",
    "print",
    "share",
    "english",
    "français",
    "español",
    "subscribe",
    "partager",
    "imprimer",
    "chủ",
    "menu",
    "cookies",
    "accessibility",
    "accessibilité",
    "home page",
];

impl LayoutArtefact {
    /// Lines of a web page, told by their words.
    pub(super) fn site_lines(
        &self,
        context: &Context<'_>,
        survey: &Survey,
        hints: &Hints,
        out: &mut Vec<Finding>,
    ) {
        let mut found = Vec::new();
        for short in &survey.short {
            let line = context.lines.get(short.index).copied().unwrap_or_default();
            let fits = (2..=NEAR).contains(&line.len());
            let sure = fits.then(|| furniture(context.slice(line), short.signals));
            if let Some(sure) = sure.flatten() {
                let whole = trimmed(context.text, line, char::is_whitespace);
                out.push(self.furniture(context, whole, sure));
                found.push(short.index);
            }
        }
        let in_brackets = |n: &usize| ends_in_brackets(context.line(*n));
        let brackets = survey.bracketed.iter().copied().filter(in_brackets);
        let mut tails: Vec<usize> = hints.tails.iter().chain(brackets).collect();
        tails.sort_unstable();
        tails.dedup();
        tails.retain(|n| found.binary_search(n).is_err());
        for line in tails.iter().filter_map(|n| context.lines.get(*n)) {
            self.feed_tail(context, *line, out);
        }
    }

    /// Lines of which each is an item of a menu.
    pub(super) fn menu_lists(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        for block in context.blocks().iter().cloned() {
            if block.len() < ITEMS {
                continue;
            }
            let is_item = |i: usize| {
                let line = context.line(i);
                line.len() <= 40 && is_of_menu(line.trim_matches(is_frame))
            };
            let Some(from) = block.clone().find(|i| is_item(*i)) else {
                continue;
            };
            let count = (from..block.end).take_while(|i| is_item(*i)).count();
            let ends = context
                .lines
                .get(from)
                .zip(context.lines.get(from + count.max(1) - 1));
            if let Some((first, last)) = ends.filter(|_| count >= ITEMS) {
                let range = trimmed(context.text, first.union(*last), char::is_whitespace);
                let reason = format!("the menu of a web page in {count} lines");
                let finding = Finding::new(self, range, Severity::Low, reason);
                out.push(finding.repaired(Some(Repair::exact(""))));
            }
        }
    }

    /// What a feed puts in the place of the rest of a text.
    fn feed_tail(&self, context: &Context<'_>, line: TextRange, out: &mut Vec<Finding>) {
        let start = line.start.max(line.end.saturating_sub(NEAR));
        let near = TextRange::new(start, line.end).snapped(context.text);
        let text = context.slice(near);
        if let Some(found) = TAIL.as_ref().and_then(|r| r.find(text)) {
            let range = TextRange::new(near.start + found.start(), near.start + found.end());
            let range = trimmed(context.text, range, char::is_whitespace);
            let reason = format!(
                "the tail of a feed in the place of the rest: “{}”",
                context.slice(range)
            );
            let finding = Finding::new(self, range, Severity::Low, reason);
            out.push(finding.repaired(Some(Repair::exact(""))));
        }
    }
}

/// Whether a line ends in the brackets that feeds end in: `[…]`, `(more…)`.
fn ends_in_brackets(line: &str) -> bool {
    let end = line.trim_end().strip_suffix([']', ')']).map(str::trim_end);
    end.is_some_and(|end| {
        ["…", "...", "&hellip;"]
            .iter()
            .any(|dots| end.ends_with(dots))
    })
}

/// Whether a line is furniture, and whether that is sure.
fn furniture(line: &str, signals: Signals) -> Option<bool> {
    let text = line.trim_matches(is_frame);
    let letter = |b: &u8| b.is_ascii_alphabetic() || *b >= 0x80;
    let letters = text.bytes().filter(letter).take(2).count();
    if letters < 2 || text.starts_with(char::is_lowercase) && text.len() > 60 {
        return None;
    }
    let line = bare(line);
    let short = line.len() <= 100 && !line.ends_with(',');
    // Longer ones have a word of a whole sentence of a web page.
    let hinted = || signals.has(Signal::Web) && SENTENCES.iter().any(|w| line.contains(w));
    let sure = (short || hinted()).then(|| forms::sure(line, signals));
    if let Some(sure) = sure.flatten() {
        return Some(sure);
    }
    if text.len() > 110 {
        return None;
    }
    menu(text).or_else(|| by_words(text))
}

/// Whether an item is one of those of menus.
fn is_of_menu(item: &str) -> bool {
    without_count(item).len() <= ITEM && MENU.contains(&plain(item).as_str())
}

/// Short items with bars, dots or arrows between them, of which some are those of a menu.
fn menu(text: &str) -> Option<bool> {
    // Whether there may be a mark is told fast.
    let may = |b: u8| matches!(b, b'|' | b'>' | b'/' | 0x80..);
    if !text.bytes().any(may) {
        return None;
    }
    let mark = ['|', '•', '·', '›', '»', '>', '→', '/'];
    let mark = mark
        .into_iter()
        .find(|m| text.contains(&format!(" {m} ")))?;
    let mut items: Vec<String> = text.split(mark).map(|i| i.trim().to_lowercase()).collect();
    items.retain(|i| !i.is_empty());
    let short = items
        .iter()
        .all(|i| i.len() <= 40 && i.split(' ').count() <= 5);
    let known = items.iter().filter(|i| MENU.contains(&i.as_str())).count();
    let first = items.first().is_some_and(|i| MENU.contains(&i.as_str()));
    let trail = matches!(mark, '›' | '»' | '>' | '→');
    let steps = trail && (first && items.len() >= 2 || items.len() >= 3);
    let menu = items.len() >= 3 && known >= 2;
    (short && (steps || menu)).then_some(true)
}

/// Whether all words of a line are those of furniture, and whether they tell enough to be sure.
fn by_words(text: &str) -> Option<bool> {
    if !may_be_words(text) {
        return None;
    }
    let lower = plain(text);
    if LABEL_LINES.contains(lower.as_str()) {
        return Some(lower.contains(' '));
    }
    let (mut verbs, mut things, mut webs, mut sharing, mut weak, mut count) = (0, 0, 0, 0, 0, 0);
    let mut first = None;
    for word in lower.split(|c: char| c.is_whitespace() || "/,:&+|".contains(c)) {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'');
        if word.is_empty() {
            continue;
        }
        count += 1;
        let part = *PARTS
            .get(word)
            .or_else(|| PARTS.get(word.rsplit_once('\'')?.1))?;
        first = first.or(Some(part));
        match part {
            Part::Verb => verbs += 1,
            Part::Weak => weak += 1,
            Part::Sharing => sharing += 1,
            Part::Thing => things += 1,
            Part::Web => webs += 1,
            Part::Glue => {}
        }
        if count > WORDS_AT_MOST {
            return None;
        }
    }
    let asks = verbs + sharing > 0;
    let starts = matches!(first?, Part::Verb | Part::Sharing) || webs > 0 || verbs + sharing >= 2;
    let full = (asks || weak > 0) && webs > 0
        || asks && (webs + things > 0 || verbs + sharing >= 2)
        || webs >= 2
        || sharing > 0 && count == 1;
    let sure = count >= 2 && (webs > 0 || sharing > 0);
    (starts && full).then_some(sure)
}

/// Whether the first word of a line is one that furniture begins with, as far as that is told fast: it has letters only.
fn may_be_words(text: &str) -> bool {
    let end = text.find(|c: char| !c.is_alphabetic());
    let (first, rest) = text
        .split_at_checked(end.unwrap_or(text.len()))
        .unwrap_or_default();
    let whole = rest.is_empty() || rest.starts_with(' ');
    !whole || first.is_empty() || FIRST.contains(first.to_lowercase().as_str())
}

/// A line in lower case with one kind of apostrophe, without the count at its end.
fn plain(text: &str) -> String {
    let lower = without_count(text).trim_matches(is_frame).to_lowercase();
    lower.replace('’', "'")
}

/// A line without the count at its end.
fn without_count(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_ascii_digit() || " ()[]".contains(c))
}

/// What may stand around such a line: white space, arrows, dots, marks of lists.
fn is_frame(c: char) -> bool {
    c.is_whitespace() || ".…»›>:!|*•·-–—→↑«‹<←▲▼+[]×✕☰#?".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{expect, silent};

    #[test]
    fn requests_in_several_languages() {
        expect(
            &LayoutArtefact,
            "\
The council met in the old harbour on Monday.
Email this story to a friend
^^^^^^^^^^^^^^^^^^^^^^^^^^^^ low: a part of the web page
Partagez cet article sur Facebook
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ low: a part of the web page
Abonnez-vous à notre infolettre
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ low: a part of the web page
Accueil › Actualités › Discours
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ low: a part of the web page
Bagikan artikel ini
^^^^^^^^^^^^^^^^^^^ low: a part of the web page
1,204 shares
^^^^^^^^^^^^ low: a part of the web page
5 min read
^^^^^^^^^^ low: a part of the web page",
        );
    }

    #[test]
    fn tails_of_feeds() {
        expect(
            &LayoutArtefact,
            "\
The council met in the harbour and spoke about roads […]
                                                     ^^^ low: the tail of a feed
The mayor left early. The post Roads of the North appeared first on Island News.
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ low: the tail of a feed",
        );
    }

    #[test]
    fn sentences_and_headings_with_the_same_words() {
        silent(
            &LayoutArtefact,
            &[
                "We share the news of the island with all of our friends in the north.",
                "Print and radio in the northern islands",
                "Follow the money",
                "Road safety / Sécurité routière",
                "He said that the site of the harbour […] would be closed.",
                "Read the full strategy here.",
                "Read the full strategy here",
            ],
        );
    }
}
