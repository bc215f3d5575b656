//! The furniture of web pages: links to share and to print, requests to subscribe and to accept cookies.

use super::LayoutArtefact;
use super::survey::Survey;
use crate::annotation::label::Severity;
use crate::quality::context::trimmed;
use crate::quality::{Context, Finding, Repair};
use crate::text::TextRange;

/// What furniture begins with: the first ones are whole lines, the next ones whole lines that may be headings, too, the
/// last ones beginnings.
pub(super) const PHRASES: &[&str] = &[
    "share this article",
    "share this page",
    "share this story",
    "share this post",
    "share on facebook",
    "share on twitter",
    "share on linkedin",
    "share on whatsapp",
    "tweet this",
    "advertisement",
    "skip to main content",
    "skip to content",
    "skip to navigation",
    "back to top",
    "return to top",
    "print this page",
    "print this article",
    "print page",
    "email this article",
    "email this page",
    "related articles",
    "related stories",
    "related posts",
    "you might also like",
    "you may also like",
    "recommended for you",
    "subscribe now",
    "leave a comment",
    "leave a reply",
    "post a comment",
    "previous article",
    "next article",
    "previous post",
    "next post",
    "download pdf",
    "download as pdf",
    "continue reading",
    "load more",
    "toggle navigation",
    "accept all cookies",
    "accept cookies",
    "reject all cookies",
    "manage cookies",
    "cookie settings",
    "scroll to continue",
    "story continues below",
    "story continues below advertisement",
    "article continues below",
    "article continues below advertisement",
    "share tweet email print",
    "share this",
    "share via email",
    "more on this story",
    "listen to this article",
    "get our free newsletter",
    "skip to footer",
    "jump to navigation",
    "jump to content",
    "printer-friendly version",
    "printer friendly version",
    "add a comment",
    "view comments",
    "hide comments",
    "show comments",
    "0 comments",
    "no comments",
    "register to continue reading",
    "subscribe to continue reading",
    "save to read later",
    "save article",
    "play video",
    "watch video",
    "copy link",
    "email a friend",
    "send to a friend",
    "send to friend",
    "was this page helpful",
    "is this page useful",
    "report a problem with this page",
    "report a correction",
    "start your free trial",
    "already a subscriber",
    "create an account",
    "forgot password",
    "forgot your password",
    "sponsored content",
    "search this site",
    "close menu",
    "open menu",
    "view full article",
    "view original article",
    "share on x",
    "share on telegram",
    "share on reddit",
    "share on pinterest",
    "share by email",
    "share this video",
    "share this page",
    "share this news",
    "tweet this article",
    "recommended stories",
    "opens in new window",
    "click to share on twitter",
    "click to share on facebook",
    "advertisement - continue reading below",
    "partager cet article",
    "partager sur facebook",
    "partager sur twitter",
    "partager sur linkedin",
    "partager sur whatsapp",
    "partager sur x",
    "imprimer cet article",
    "suivez-nous sur facebook",
    "suivez-nous sur twitter",
    "comparte esta noticia",
    "compartir esta noticia",
    "compartir en facebook",
    "compartir en twitter",
    "compartir en whatsapp",
    "compartilhe esta notícia",
    "compartilhar no facebook",
    "compartilhar no twitter",
    "auf facebook teilen",
    "auf twitter teilen",
    "teilen auf facebook",
    "teilen auf twitter",
    "diesen artikel teilen",
    "artikel teilen",
    "condividi su facebook",
    "condividi su twitter",
    "condividi questo articolo",
    "bagikan artikel ini",
    "bagikan berita ini",
    "bagikan ke facebook",
    "bagikan ke whatsapp",
    "ikuti kami di google news",
    "ikuti kami di facebook",
    "ikuti kami di instagram",
    "follow us on google news",
    "follow us on facebook",
    "follow us on twitter",
    "chia sẻ bài viết",
    "chia sẻ bài viết này",
    "chia sẻ lên facebook",
    "theo dõi chúng tôi trên facebook",
    "publicité",
    "publicidad",
    "publicidade",
    "anzeige",
    "pubblicità",
    "iklan",
    "quảng cáo",
    // Perhaps headings.
    "loading",
    "tweet",
    "read more",
    "show more",
    "view all",
    "most read",
    "most popular",
    "trending now",
    "related content",
    "related news",
    "main menu",
    "read next",
    "related links",
    "image caption",
    "search form",
    "home page",
    "comments",
    "log in",
    "sign in",
    "cookie policy",
    "all rights reserved",
    // Beginnings.
    "click here to",
    "click to share",
    "click to email",
    "click to print",
    "read more:",
    "read also:",
    "also read:",
    "this website uses cookies",
    "this site uses cookies",
    "we use cookies to",
    "by continuing to use this site",
    "by continuing to use this website",
    "follow us on",
    "like us on facebook",
    "find us on facebook",
    "you are here:",
    "cookies help us",
    "this article was last updated",
    "this page was last updated",
    "this page was last modified",
    "sign up to receive",
    "sign up for our",
    "sign up to our",
    "tap here to",
    "view this email in your browser",
    "to view this page correctly",
    "sign up for our newsletter",
    "sign up to our newsletter",
    "subscribe to our newsletter",
    "join our newsletter",
    "enable javascript",
    "please enable javascript",
    "your browser does not support",
];

/// Those of one word.
pub(super) const ALONE: &[&str] = &[
    "advertisement",
    "publicité",
    "publicidad",
    "publicidade",
    "anzeige",
    "pubblicità",
    "iklan",
    "quảng cáo",
];

/// Where the phrases begin that may be headings.
pub(super) fn headings_from() -> usize {
    kinds().0
}

/// Where the phrases begin that may be headings, and those that lines begin with.
fn kinds() -> (usize, usize) {
    let of = |phrase: &str| PHRASES.iter().position(|p| *p == phrase).unwrap_or(0);
    (of("loading"), of("click here to"))
}

impl LayoutArtefact {
    /// Lines that belong to a web page and not to its text.
    pub(super) fn site_furniture(
        &self,
        context: &Context<'_>,
        survey: &Survey,
        out: &mut Vec<Finding>,
    ) {
        let (headings, beginnings) = kinds();
        let mut last = usize::MAX;
        for cue in context.cues(self) {
            let after = |line: &TextRange| line.start <= cue.range.start;
            let index = context.lines.partition_point(after).saturating_sub(1);
            let line = trimmed(context.text, context.lines[index], is_frame);
            let whole = cue.index < beginnings;
            let fits = line.start == cue.range.start
                && line.len() <= 120
                && (!whole || line.end == cue.range.end);
            if fits && index != last {
                last = index;
                let sure = !(headings..beginnings).contains(&cue.index);
                out.push(self.furniture(context, line, sure));
            }
        }
        self.trails(context, survey, out);
    }

    pub(super) fn furniture(&self, context: &Context<'_>, line: TextRange, sure: bool) -> Finding {
        let text = context.slice(line);
        let reason = format!("a part of the web page, not of its text: “{text}”");
        let finding = Finding::new(self, line, Severity::Low, reason);
        let finding = finding.repaired(Some(Repair::exact("")));
        if sure { finding } else { finding.on_demand() }
    }

    /// The trail of links to a page: Home > News > Speeches.
    fn trails(&self, context: &Context<'_>, survey: &Survey, out: &mut Vec<Finding>) {
        let short = survey.short.iter();
        for &line in short.filter_map(|short| context.lines.get(short.index)) {
            let text = context.slice(line);
            if !text.starts_with("Home") || !(8..=120).contains(&line.len()) {
                continue;
            }
            let steps = [" > ", " » ", " › ", " / "];
            if steps
                .iter()
                .any(|s| text.matches(s).count() >= 1 && text.starts_with(&["Home", s].concat()))
            {
                let line = trimmed(context.text, line, char::is_whitespace);
                out.push(self.furniture(context, line, true));
            }
        }
    }
}

/// What may stand around such a line: white space, arrows, dots, marks of lists.
fn is_frame(c: char) -> bool {
    c.is_whitespace() || ".…»›>:!|*•-–→↑".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{expect, silent};

    #[test]
    fn lines_of_web_pages() {
        expect(
            &LayoutArtefact,
            "\
Home > Council > Speeches
^^^^^^^^^^^^^^^^^^^^^^^^^ low: a part of the web page
The council met in the old harbour on Monday.
Share this article
^^^^^^^^^^^^^^^^^^ low: a part of the web page
Read more »
^^^^^^^^^ low/2: a part of the web page
We use cookies to make this site work.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ low: a part of the web page",
        );
    }

    #[test]
    fn the_same_words_in_sentences() {
        silent(
            &LayoutArtefact,
            &[
                "The advertisement cost the island four pounds.",
                "Share this article with your neighbours, the mayor wrote.",
                "They asked us to read more and to sign in at the door.",
                "Home is where the harbour is > or so they say",
            ],
        );
    }
}
