//! Leftover markup: tags, entities, Markdown marks, wiki and forum codes, template placeholders, scraps of style sheets
//! and scripts, and escapes that nobody undid.

mod dialects;
pub(super) mod entity;
mod gates;
mod patterns;

use super::context::{excerpt, overlaps_any};
use super::{Check, Context, Example, Finding, Page, Repair};
use crate::annotation::label::{Category, Severity};
use crate::text::TextRange;
use dialects::forms;
use gates::{Rare, refined, triggers};
use patterns::{LOREM, PATTERNS, Pattern};
use regex::Captures;
use std::collections::BTreeMap;

/// Finds leftover markup.
pub struct MarkupResidue;

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

    fn page(&self) -> Page {
        Page {
            matters: "Marks of another program are no part of what the author wrote; they disturb quotations, searches and word counts, and show that the text was copied by a machine.",
            examples: &[
                Example {
                    text: "On Friday **Dame Ona Lund** spoke to the press.",
                    found: "**Dame Ona Lund**",
                },
                Example {
                    text: "The council met<br/>on Monday.",
                    found: "<br/>",
                },
            ],
            false_alarms: "Texts about markup, and mathematical signs. Correct Markdown in Markdown files is never flagged; HTML \
                           in them is, on demand, unless Markdown has no sign for what it does (`<sup>`).",
        }
    }

    fn run(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let rare = Rare::of(context.text);
        for &line in &context.lines {
            let text = context.slice(line);
            let triggers = refined(text, triggers(text), rare.scripts);
            if triggers != 0 {
                self.line(context, line, text, triggers, out);
            }
        }
        join_blocks(context, out);
        self.words(context, &rare, out);
        let lorem = memchr::memmem::find(context.text.as_bytes(), b"orem ");
        let Some(lorem) = lorem.and_then(|_| LOREM.as_ref()) else {
            return;
        };
        out.extend(lorem.find_iter(context.text).map(|m| {
            let reason = format!(
                "dummy text of a page template: “{}”",
                excerpt(m.as_str(), 4)
            );
            Finding::new(self, m.range().into(), Severity::High, reason)
        }));
    }
}

impl MarkupResidue {
    /// What its words alone tell, where no line had it already.
    fn words(&self, context: &Context<'_>, rare: &Rare, out: &mut Vec<Finding>) {
        let own = out.iter().filter(|f| f.check == self.id());
        let mut known: Vec<TextRange> = own.map(|f| f.range).collect();
        known.sort_by_key(|r| r.start);
        let likely = forms().iter().enumerate().filter(|(n, _)| rare.has(*n));
        for (_, form) in likely {
            let Some(regex) = form.regex() else {
                continue;
            };
            let found = regex.find_iter(context.text).map(|m| m.range().into());
            let new: Vec<TextRange> = found.filter(|r| !overlaps_any(&known, *r)).collect();
            for range in &new {
                let shown = excerpt(context.slice(*range), 6);
                let reason = format!("{} left in the text: {shown}", form.what);
                out.push(Finding::new(self, *range, Severity::Medium, reason));
            }
            known.extend(new);
            known.sort_by_key(|r| r.start);
        }
    }

    fn line(
        &self,
        context: &Context<'_>,
        line: TextRange,
        text: &str,
        triggers: u32,
        out: &mut Vec<Finding>,
    ) {
        let mut found: BTreeMap<usize, Finding> = BTreeMap::new();
        let wanted = |p: &&Pattern| {
            triggers & p.trigger != 0 && (p.in_markdown || is_html(p) || !context.is_markdown())
        };
        for pattern in PATTERNS.iter().filter(wanted) {
            let Some(regex) = Some(pattern)
                .filter(|p| p.may_be_in(text))
                .and_then(Pattern::regex)
            else {
                continue;
            };
            for captures in regex.captures_iter(text) {
                let Some(whole) = marked(&captures) else {
                    continue;
                };
                let range = TextRange::new(line.start + whole.start(), line.start + whole.end());
                let free = found
                    .range(..range.end)
                    .next_back()
                    .is_none_or(|(_, f)| f.range.end <= range.start);
                let code = context.is_markdown() && is_in_code(text, whole.start());
                if free && !code && is_markup(pattern, text, whole.start(), whole.as_str()) {
                    let finding = self.finding(pattern, &captures, range);
                    // Markdown may have HTML in it; whether a page shows it as meant is another question.
                    let meant = context.is_markdown() && !pattern.in_markdown;
                    if meant && has_no_sign(whole.as_str()) {
                        continue;
                    }
                    let finding = if meant { finding.on_demand() } else { finding };
                    found.insert(range.start, finding);
                }
            }
        }
        let mut found: Vec<Finding> = found.into_values().collect();
        join(context.text, &mut found);
        out.append(&mut found);
    }

    fn finding(&self, pattern: &Pattern, captures: &Captures<'_>, range: TextRange) -> Finding {
        let whole = marked(captures);
        let shown = excerpt(whole.map_or("", |m| m.as_str()), 6);
        let reason = format!("{} left in the text: {shown}", pattern.what);
        let mut finding = Finding::new(self, range, pattern.severity, reason);
        finding.tier = pattern.tier;
        finding.repaired(pattern.reading(captures).map(Repair::exact))
    }
}

/// Whether a tag is one for which Markdown has no sign of its own.
fn has_no_sign(tag: &str) -> bool {
    const TAGS: &[&str] = &[
        "br", "sup", "sub", "u", "kbd", "mark", "img", "details", "summary", "abbr",
    ];
    let name = tag.trim_start_matches(['<', '/']);
    let len = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = name.get(..len).unwrap_or_default();
    tag.starts_with('<') && TAGS.iter().any(|t| name.eq_ignore_ascii_case(t))
}

/// Whether a form is one of HTML.
fn is_html(pattern: &Pattern) -> bool {
    pattern.what.contains("HTML")
}

/// The part of a match that is the markup itself.
fn marked<'t>(captures: &Captures<'t>) -> Option<regex::Match<'t>> {
    let parts = ["all", "sub", "mid"].iter().find_map(|n| captures.name(n));
    parts.or(captures.get(0))
}

/// What looks like markup and is none: paths with backslashes, addresses with `&`.
fn is_markup(pattern: &Pattern, line: &str, at: usize, found: &str) -> bool {
    let near = TextRange::new(at.saturating_sub(120), at).snapped(line);
    let token = near
        .of(line)
        .unwrap_or_default()
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    match pattern.byte {
        b'\\' => !token.ends_with(':') && !token.contains(":\\"),
        b'&' => {
            let closed = found.ends_with(';')
                || !line
                    .get(at + found.len()..)
                    .is_some_and(|rest| rest.starts_with(';'));
            closed && !token.contains("://") && !token.contains("www.")
        }
        b'%' => found != "%20" || !token.contains([':', '/', '=', '@']) && !token.contains("www."),
        b'*' => found.chars().any(char::is_alphabetic),
        _ => true,
    }
}

/// Whether a place of a Markdown line is inside marks of code; only the 300 bytes before it are looked at.
fn is_in_code(line: &str, at: usize) -> bool {
    let near = line
        .as_bytes()
        .get(at.saturating_sub(300)..at)
        .unwrap_or_default();
    memchr::memchr_iter(b'`', near).count() % 2 == 1
}

/// Joins neighbours that only white space parts.
fn join(text: &str, found: &mut Vec<Finding>) {
    found.dedup_by(|next, last| {
        let between = TextRange::new(last.range.end, next.range.start).of(text);
        let touching = between.is_some_and(|b| b.trim().is_empty()) && are_alike(last, next);
        if touching {
            last.widen(last.range.union(next.range));
        }
        touching
    });
}

/// Joins findings that fill lines below each other: blanks to fill in, and what stands between the tags of a block.
fn join_blocks(context: &Context<'_>, out: &mut Vec<Finding>) {
    let last = |out: &[Finding]| out.last().map(|f| f.check);
    if last(out) != Some(super::Check::id(&MarkupResidue)) {
        return;
    }
    out.dedup_by(|next, last| {
        let between = TextRange::new(last.range.end, next.range.start);
        let near = between.start <= between.end && between.end - between.start < 80;
        let gap = between.of(context.text).filter(|_| near);
        let below = gap.is_some_and(|g| g.trim().is_empty() && g.matches('\n').count() == 1);
        let joined = next.check == last.check && below && is_one_block(context.text, last, next);
        if joined {
            last.widen(last.range.union(next.range));
        }
        joined
    });
}

fn is_one_block(text: &str, last: &Finding, next: &Finding) -> bool {
    let blank = |f: &Finding| f.reason.starts_with("a placeholder that was never");
    let scrap = |f: &Finding| {
        f.reason.starts_with("a scrap of a s") || f.reason.starts_with("a style sheet")
    };
    let words = |f: &Finding| f.range.of(text).unwrap_or_default().to_ascii_lowercase();
    let opens = |f: &Finding| {
        ["<style", "<script"]
            .iter()
            .any(|t| words(f).starts_with(t))
    };
    let closes = |f: &Finding| ["</style>", "</script>"].contains(&words(f).as_str());
    blank(last) && blank(next) || opens(last) && (scrap(next) || closes(next))
}

/// Whether two findings are of one kind: of HTML, or of the same markup.
fn are_alike(a: &Finding, b: &Finding) -> bool {
    let kind = |f: &Finding| f.reason.split(" left in").next().map(str::len);
    let html = |f: &Finding| {
        f.reason
            .split(" left in")
            .next()
            .is_some_and(|k| k.contains("HTML"))
    };
    a.tier == b.tier && (html(a) && html(b) || kind(a) == kind(b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::DocumentKind;
    use crate::quality::testing::{expect, expect_in, findings, findings_in, silent};

    #[test]
    fn tags_and_entities() {
        expect(
            &MarkupResidue,
            "\
The <b>council</b> met<br/><br/>on Monday&nbsp;&ndash; as planned.
    ^^^^^^^^^^^^^^ medium: HTML tags
                      ^^^^^^^^^^ medium: an HTML tag
                                         ^^^^^^^^^^^^^ medium: an HTML entity
<!-- draft --> Trade &amp;nbsp; growth
^^^^^^^^^^^^^^ medium: an HTML comment
                     ^^^^^^^^^^ medium: escaped twice",
        );
    }

    #[test]
    fn marks_of_markdown_wikis_and_forums() {
        expect(
            &MarkupResidue,
            "\
On Friday **Dame Ona Lund** spoke about [the plan](https://example.org/plan).
          ^^^^^^^^^^^^^^^^^ medium: Markdown bold marks
                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ medium: a Markdown link
## Results
^^^^^^^^^^ medium: a Markdown heading
The [[Council of Elders|council]] and [b]others[/b] left.[citation needed]
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ medium: a wiki link
                                      ^^^^^^^^^^^^^ medium: forum marks
                                                         ^^^^^^^^^^^^^^^^^ low: an editing mark",
        );
    }

    #[test]
    fn placeholders_scripts_styles_and_escapes() {
        expect(
            &MarkupResidue,
            "\
Dear {{title}} [insert name], the minister\\u0027s office is open.
     ^^^^^^^^^ medium: a template placeholder
               ^^^^^^^^^^^^^ medium: never filled in
                                          ^^^^^^ medium: an escaped character
.menu li { color: #333; }
^^^^^^^^^^^^^^^^^^^^^^^^^ medium: a style sheet
var total = 12;
^^^^^^^^^^^^^^^ medium: a script
Lorem ipsum dolor sit amet.
^^^^^^^^^^^^^^^^^^^^^^^^^^ high: dummy text",
        );
    }

    #[test]
    fn marks_of_other_programs() {
        expect(
            &MarkupResidue,
            "\
The *old* harbour and the _new ferry_ were named.[^2]
    ^^^^^ low: Markdown emphasis
                          ^^^^^^^^^^^ low: Markdown emphasis
                                                 ^^^^ low: a Markdown footnote
| Island | Ferries |
^^^^^^^^^^^^^^^^^^^^ low: a row of a Markdown table
It said &lt;strong&gt;so&lt;/strong&gt; and \\textbf{no} more <|endofprompt|> for %LAST_NAME%.
        ^^^^^^^^^^^^^^ medium: an escaped HTML tag
                        ^^^^^^^^^^^^^^^ medium: an escaped HTML tag
                                            ^^^^^^^^^^^ medium: a LaTeX command
                                                             ^^^^^^^^^^^^^^^ medium: a mark of a text generator
                                                                                 ^^^^^^^^^^^ medium: a template placeholder",
        );
    }

    #[test]
    fn marks_of_mailers_converters_and_chats() {
        expect(
            &MarkupResidue,
            "\
Dear {first_name} and %FNAME% and {!Contact.Name} of ##CITY##, [dropcap]T[/dropcap]he [vc_row] is open.
     ^^^^^^^^^^^^ medium: a template placeholder
                      ^^^^^^^ medium: a template placeholder
                                  ^^^^^^^^^^^^^^^ medium: a template placeholder
                                                     ^^^^^^^^ medium: a template placeholder
                                                               ^^^^^^^^^^^^^^^^^^^^ medium: forum marks
                                                                                      ^^^^^^^^ medium: a forum or shortcode mark
It is so.[cite_start] The end.[cite: 4, 5] And <|im_end|> it goes [^1^] on [@lund2019] here.
         ^^^^^^^^^^^^ medium: a mark of a text generator
                              ^^^^^^^^^^^^ medium: a mark of a text generator
                                               ^^^^^^^^^^ medium: a mark of a text generator
                                                                  ^^^^^ medium: a mark of a text generator
                                                                           ^^^^^^^^^^^ medium: a template placeholder
See PAGEREF _Toc40912 \\h and FORMTEXT and _x000D_ and caf#233; on [Month Day, Year].
    ^^^^^^^^^^^^^^^^^^^^ medium: a field of a word processor
                             ^^^^^^^^ medium: a field of a word processor
                                          ^^^^^^^ medium: an escaped character
                                                                  ^^^^^^^^^^^^^^^^^ medium: a placeholder that was never filled in",
        );
    }

    #[test]
    fn what_was_meant_is_computed() {
        let repair = |text: &str| {
            findings(&MarkupResidue, text)[0]
                .repair
                .clone()
                .and_then(|r| r.replacement)
        };
        assert_eq!(repair("a **bold** word").as_deref(), Some("bold"));
        assert_eq!(repair("caf&eacute; society").as_deref(), Some("é"));
        assert_eq!(repair("the minister&#8217;s").as_deref(), Some("’"));
        assert_eq!(repair("it\\u0027s").as_deref(), Some("'"));
    }

    #[test]
    fn correct_markdown_is_no_residue_in_markdown() {
        let text = "# Title\n\n```html\n<p>x</p>\n```\nOne<br>two `<p>` <sup>st</sup>.\n\nSome **bold** text, `code`, a [link](https://example.org) and ~~more~~.";
        assert_eq!(
            findings_in(&MarkupResidue, text, DocumentKind::Markdown),
            []
        );
        expect_in(
            &MarkupResidue,
            "\
Some <font color=red>text</font> is&amp;nbsp;here
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ medium/2: HTML tags
                                   ^^^^^^^^^^ medium: escaped twice
He said&nbsp;so <strong>twice</strong>. <!-- wp:paragraph -->
       ^^^^^^ medium/2: an HTML entity
                ^^^^^^^^^^^^^^^^^^^^^^ medium/2: HTML tags
                                        ^^^^^^^^^^^^^^^^^^^^^ medium/2: an HTML comment",
            DocumentKind::Markdown,
        );
    }

    #[test]
    fn signs_that_are_no_markup() {
        silent(
            &MarkupResidue,
            &[
                "Growth was < 3 % and > 1 %; AT&T, R&D; Tom & Jerry; a * b * c; 5 ** 2.",
                "See https://example.org/?a=1&copy=2;x and C:\\new\\table\\notes.txt.",
                "- first item\n* second item\n1) third item [1] (see note 2) {sic} #hashtag No. #4",
                "Article 3 [as amended], [sic], [5PC], [the plan] (2019), [emphasis added].",
                "2 * 3 * 4, GDP* and exports* fell, snake_case_names, _ _ _, 100%_A_, up to 20%20.",
                "Press @ 5 pm; the ’90s; rock 'n' roll; {x, y}; class of 1999; | a note |; C:\\plain\\par.",
                "Sums of $5 and $10; a {note}; x^2 and 10^3; C:\\new\\reports; 3 > 2; the [Minister] said; [2020:4]; see (a) and (b);",
                "«Liberté» et « Égalité »; @mayor; #Budget2020; 5 %; A_1; e.g. (see below); 1,5; [1], [2][3]; yes/no; U.S.; p. 4;",
                "____________________ (signature)   ----------------  ========",
            ],
        );
    }
}
