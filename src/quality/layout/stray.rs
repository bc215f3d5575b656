//! Pieces of a page inside of its sentences: links and labels of its furniture, running heads, stamps.

use super::LayoutArtefact;
use super::furniture::{ALONE, headings_from};
use super::hints::{Hints, Piece};
use super::survey::Survey;
use crate::annotation::label::Severity;
use crate::quality::{Context, Finding, Repair};
use crate::text::TextRange;

/// The longest head of a page, in bytes.
const HEAD: usize = 120;

impl LayoutArtefact {
    /// Pieces of a page inside of lines, told by their form.
    pub(super) fn stray_pieces(
        &self,
        context: &Context<'_>,
        hints: &Hints,
        out: &mut Vec<Finding>,
    ) {
        let title = title(context);
        for (whole, kind) in &hints.pieces {
            let after = context.lines.partition_point(|l| l.start <= whole.start);
            let line = after.checked_sub(1).and_then(|n| context.lines.get(n));
            let line = line.copied().unwrap_or_default();
            let (text, at) = (context.slice(line), whole.start.saturating_sub(line.start));
            let end = whole.end.saturating_sub(line.start);
            let (range, what) = match kind {
                Piece::Picture => (picture(text, at, end), "the counter of a picture"),
                Piece::Stamp => (stamp(text, at, end), "the stamp of a page"),
                Piece::Year => (year_head(text, at), "the head of a page"),
                Piece::Volume => (volume_head(text, at), "the head of a page"),
                Piece::Bar => (bar_head(text, at, end, title), "the head of a page"),
                Piece::Link => (link(text, at, end), "a link to another text"),
            };
            if let Some(range) = range {
                let range = TextRange::new(line.start + range.start, line.start + range.end);
                out.push(self.piece(context, range, what));
            }
        }
    }

    fn piece(&self, context: &Context<'_>, range: TextRange, what: &str) -> Finding {
        let reason = format!("{what} among the text: “{}”", context.slice(range));
        let finding = Finding::new(self, range, Severity::Low, reason);
        finding.repaired(Some(Repair::exact("")))
    }

    /// `… was closed. Share on Facebook The council …`: requests of a page between two sentences.
    pub(super) fn inline_furniture(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let headings = headings_from();
        let mut run: Option<TextRange> = None;
        for cue in context.cues(self).iter().filter(|c| c.index < headings) {
            // The longer one of two that begin at one place comes last.
            let touches =
                run.filter(|r| r.end + 1 == cue.range.start || r.start == cue.range.start);
            if let Some(r) = touches {
                run = Some(r.union(cue.range));
                continue;
            }
            out.extend(run.take().and_then(|r| self.between_sentences(context, r)));
            run = Some(cue.range);
        }
        out.extend(run.and_then(|r| self.between_sentences(context, r)));
    }

    fn between_sentences(&self, context: &Context<'_>, range: TextRange) -> Option<Finding> {
        let after = context.lines.partition_point(|l| l.start <= range.start);
        let line = *context.lines.get(after.checked_sub(1)?)?;
        let before = context.text.get(line.start..range.start)?;
        let behind = context.text.get(range.end..line.end)?;
        let shown = context.slice(range);
        let head = before.strip_suffix(' ')?;
        let ends = head.ends_with(['.', '!', '?', '”', '"', '»']);
        let next = behind.strip_prefix(' ').unwrap_or(behind);
        let begins = behind.is_empty()
            || next.len() < behind.len()
                && next.starts_with(|c: char| c.is_uppercase() || "“\"«„".contains(c));
        // One word is a sentence's own if the next one is written with a capital anyway.
        let alone = !ALONE.contains(&shown.to_lowercase().as_str()) || ends;
        let capital = shown.starts_with(char::is_uppercase);
        let fits = capital && begins && alone && ends && head.len() >= 20;
        fits.then(|| self.piece(context, range, "a part of the web page"))
    }

    /// Lines that say the title again, as a running head does: cut, in capitals, with the number of the page.
    pub(super) fn title_echoes(
        &self,
        context: &Context<'_>,
        survey: &Survey,
        out: &mut Vec<Finding>,
    ) {
        let title = title(context);
        let (Some(first), true) = (title.chars().next(), title.len() >= 20) else {
            return;
        };
        let whole = title.to_lowercase();
        let lines = survey.short.iter().map(|short| short.index);
        let own = lines.clone().find(|i| context.line(*i).trim() == title);
        for index in lines.skip_while(|i| own.is_some_and(|own| *i <= own)) {
            let line = context.lines.get(index).copied().unwrap_or_default();
            let text = context.slice(line).trim();
            if !(16..=HEAD * 2).contains(&text.len()) || !may_echo(text, first) {
                continue;
            }
            let core = head_core(text);
            let same = core
                .chars()
                .next()
                .is_some_and(|c| c.to_lowercase().eq(first.to_lowercase()));
            if !same
                || core.len() < 16
                || core.split(' ').count() < 3
                || !whole.starts_with(&core.to_lowercase())
            {
                continue;
            }
            let numbered = core.len() < text.len();
            // "The harbour" under the title "The harbour: what it costs" is a heading; over an address it is the sender.
            let rest = whole.get(core.to_lowercase().len()..).unwrap_or_default();
            let phrase = rest
                .trim_start()
                .starts_with([':', '–', '—', '|', '-', '?', '!', '(']);
            let heads = context.has_text(index + 1) && context.line(index + 1).len() < SENDER;
            if !numbered && core.len() < title.len() && (phrase || heads) {
                continue;
            }
            let cut = core.len() < title.len() || numbered;
            let again = own.is_some_and(|n| (n + 1..index).all(|i| !context.has_text(i)));
            let range = TextRange::new(line.start, line.end);
            let range = crate::quality::context::trimmed(context.text, range, char::is_whitespace);
            let what = if again {
                "the title a second time"
            } else {
                "the title as the head of a page"
            };
            let finding = self.piece(context, range, what);
            out.push(if cut || again {
                finding
            } else {
                finding.on_demand()
            });
        }
    }
}

/// Bytes of the longest line under the name of a sender.
const SENDER: usize = 60;

/// The first line of a text that may be its title.
fn title<'a>(context: &Context<'a>) -> &'a str {
    let lines = context
        .lines
        .iter()
        .take(12)
        .map(|l| context.slice(*l).trim());
    let mut lines = lines.filter(|l| l.len() >= 20 && l.split(' ').nth(2).is_some());
    lines
        .next()
        .filter(|l| l.len() <= 2 * HEAD && !l.ends_with('.'))
        .unwrap_or_default()
}

/// Whether a line begins as a title does, behind what stands around the number of a page, or with a word for one.
fn may_echo(line: &str, first: char) -> bool {
    let bare = line.trim_start_matches(is_edge);
    bare.starts_with(|c: char| "PpSHT".contains(c) || c.to_lowercase().eq(first.to_lowercase()))
}

/// What stands around the number of a page.
fn is_edge(c: char) -> bool {
    c.is_ascii_digit() || c.is_whitespace() || "|–—-•·[]()/:".contains(c)
}

/// A line without the number of a page at its ends, and what stands around that.
fn head_core(line: &str) -> &str {
    let mut core = line.trim_matches(is_edge);
    for word in [
        "Page", "PAGE", "page", "p.", "Página", "Seite", "Halaman", "Trang",
    ] {
        if let Some(rest) = core
            .strip_prefix(word)
            .filter(|r| r.starts_with([' ', '.']))
        {
            let rest = rest.trim_start_matches(is_edge);
            let rest = ["of ", "de ", "von ", "dari ", "sur "]
                .iter()
                .find_map(|w| rest.strip_prefix(w))
                .unwrap_or(rest);
            core = rest.trim_start_matches(is_edge);
        }
        if let Some(rest) = core.strip_suffix(word).filter(|r| r.ends_with([' ', '|'])) {
            core = rest.trim_end_matches(is_edge);
        }
    }
    core
}

/// `Image 1 of 5` between the words of a line.
fn picture(text: &str, at: usize, end: usize) -> Option<TextRange> {
    let rest = text.get(end..)?;
    let number = |s: &str| s.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let first = number(rest);
    let more = rest.get(first..)?;
    let link = [
        " of ", "/", " / ", " sur ", " de ", " von ", " dari ", " di ",
    ]
    .iter()
    .find(|l| more.starts_with(**l))?;
    let more = more.get(link.len()..)?;
    let second = number(more);
    let behind = more.get(second..)?;
    let next = behind.trim_start();
    let fits = first > 0 && second > 0 && (next.is_empty() || next.starts_with(char::is_uppercase));
    let before = text.get(..at)?.trim_end();
    let ends = before.is_empty() || before.ends_with(['.', '!', '?', '”', '"', '»']);
    (fits && ends).then(|| TextRange::new(at, end + first + link.len() + second))
}

/// Words in capitals in the middle of a sentence, among them those of a stamp.
fn stamp(text: &str, at: usize, end: usize) -> Option<TextRange> {
    const SAID: &[&str] = &[
        "marked",
        "labelled",
        "labeled",
        "stamped",
        "classified",
        "as",
        "headed",
        "entitled",
        "titled",
        "reads",
        "reading",
        "words",
        "word",
        "read",
        "said",
        "says",
        "called",
        "the",
        "a",
        "an",
        "is",
        "are",
        "was",
        "were",
        "of",
        "and",
        "or",
        "been",
    ];
    let before = text.get(..at)?.strip_suffix(' ')?;
    let last = before.rsplit(' ').next()?;
    if !last.ends_with(|c: char| c.is_lowercase() || c == ',') || SAID.contains(&last) {
        return None;
    }
    let tail = text.get(at..)?;
    let mut len = end - at;
    let capitals = |w: &str| {
        w.len() > 1 && w.chars().all(|c| c.is_uppercase() || ",:".contains(c))
            || matches!(w, "–" | "-" | "—" | "A")
    };
    let mut words = tail.get(..len)?.split_whitespace().count();
    // A stamp may be found in the middle of a word.
    len += tail.get(len..)?.find(' ').unwrap_or(tail.len() - len);
    while let Some(rest) = tail.get(len..).and_then(|r| r.strip_prefix(' ')) {
        let word = rest.split(' ').next()?;
        if !capitals(word) {
            break;
        }
        words += 1;
        len += word.len() + 1;
    }
    let shown = tail.get(..len)?;
    let behind = tail.get(len..)?.strip_prefix(' ')?;
    let fits =
        words >= 3 && behind.starts_with(char::is_alphabetic) && shown.split(' ').all(capitals);
    fits.then(|| TextRange::new(at, at + len))
}

/// `2013] ROADS OF THE NORTH 8`: the head of a right page of a journal; `at` is that of the bracket.
fn year_head(text: &str, at: usize) -> Option<TextRange> {
    let year = at.checked_sub(4)?;
    let digits = text.get(year..at)?;
    let first = year == 0 || text.get(..year)?.ends_with(char::is_whitespace);
    if !first || !digits.bytes().all(|b| b.is_ascii_digit()) || !digits.starts_with(['1', '2']) {
        return None;
    }
    let rest = text.get(at + 2..)?;
    let len = rest
        .find(|c: char| c.is_lowercase() || c.is_ascii_digit() || "[]();\"".contains(c))
        .unwrap_or(rest.len());
    let number = rest
        .get(len..)?
        .bytes()
        .take(5)
        .take_while(u8::is_ascii_digit)
        .count();
    let head = rest.get(..len)?;
    let letters = head.chars().filter(|c| c.is_uppercase()).count();
    let fits = (8..=HEAD).contains(&letters) && head.ends_with(' ') && (1..=4).contains(&number);
    fits.then(|| TextRange::new(year, at + 2 + len + number))
}

/// `8 ROADS OF THE NORTH [Vol. 12:3`: that of a left page; `at` is before the bracket.
fn volume_head(text: &str, at: usize) -> Option<TextRange> {
    let before = text.get(..at)?;
    let small = |c: char| c.is_lowercase() || c.is_ascii_digit() || "[]();\"".contains(c);
    let cut = before.rfind(small).map_or(0, |n| n + 1);
    let head = before.get(cut..)?;
    let digits = before.get(..cut)?;
    let start = digits.trim_end_matches(|c: char| c.is_ascii_digit());
    let letters = head.chars().filter(|c| c.is_uppercase()).count();
    let number = (1..=4).contains(&(digits.len() - start.len()));
    let end = text.get(at + 2..)?.find(char::is_whitespace);
    let end = end.map_or(text.len(), |n| at + 2 + n);
    // Behind the name of the volume stands its number.
    let rest = text.get(end..)?.strip_prefix(' ').unwrap_or_default();
    let more = rest
        .bytes()
        .take_while(|b| b.is_ascii_digit() || *b == b':')
        .count();
    let end = if more > 0 { end + 1 + more } else { end };
    let fits = (8..=HEAD).contains(&letters) && head.starts_with(' ') && number;
    let whole = start.is_empty() || start.ends_with(char::is_whitespace);
    (fits && whole).then(|| TextRange::new(start.len(), end))
}

/// `12 | Roads of the North`: the number of a page and its head in the middle of a sentence.
fn bar_head(text: &str, at: usize, end: usize, title: &str) -> Option<TextRange> {
    let before = text.get(..at)?;
    let start = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = (1..=4).contains(&(before.len() - start.len()));
    let open = start
        .strip_suffix(' ')
        .is_some_and(|s| s.ends_with(|c: char| c.is_lowercase() || c == ','));
    let rest = text.get(end..)?;
    let bars = text.matches(" | ").nth(1).is_some();
    if !number
        || !open
        || bars
        || start.len() < 20
        || rest.len() < 20
        || !rest.starts_with(char::is_uppercase)
    {
        return None;
    }
    let same = rest
        .split(' ')
        .zip(title.split(' '))
        .take_while(|(a, b)| a.to_lowercase() == b.to_lowercase());
    let len: usize = same.map(|(a, _)| a.len() + 1).sum();
    let first = rest.find(' ').unwrap_or(rest.len());
    Some(TextRange::new(
        start.len(),
        end + len.saturating_sub(1).max(first),
    ))
}

/// `See also: The Roads >>` and `Read more: The Roads` behind a sentence.
fn link(text: &str, at: usize, end: usize) -> Option<TextRange> {
    const NEAR: usize = 140;
    let before = text.get(..at)?.strip_suffix(' ')?;
    if !before.ends_with(['.', '!', '?', '”', '"', '»', '…']) || before.len() < 20 {
        return None;
    }
    let rest = text.get(end..)?;
    let near = TextRange::new(0, rest.len().min(NEAR)).snapped(rest);
    let arrow = [">>", "→", "»", "›"]
        .iter()
        .filter_map(|a| near.of(rest)?.find(a).map(|n| n + a.len()))
        .min();
    if let Some(len) = arrow.filter(|n| rest.get(..*n).is_some_and(|r| !r.contains(['.', '«']))) {
        return Some(TextRange::new(at, end + len));
    }
    let hint = text.get(at..end)?;
    let colon = rest.trim_start_matches([' ', '\u{a0}']);
    let colon = hint
        .ends_with(':')
        .then_some(rest)
        .or_else(|| colon.strip_prefix(':'))?;
    let title = colon.trim_start();
    let scholarly = matches!(hint, "See also" | "Voir aussi" | "À lire" | "Xem thêm");
    (!scholarly && title.starts_with(char::is_uppercase))
        .then(|| TextRange::new(at, text.len() - colon.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{expect, findings, silent};

    #[test]
    fn pieces_in_sentences() {
        expect(
            &LayoutArtefact,
            "\
The council of the islands met in the harbour. Image 2 of 7 It spoke about roads.
                                               ^^^^^^^^^^^^ low: the counter of a picture
They spoke about the 2011] ROADS OF THE NORTH 14 bridges and the ferries.
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ low: the head of a page
They spoke about the 14 ROADS OF THE NORTH [Vol. 3:2 bridges and the ferries.
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ low: the head of a page
They spoke about the bridges DRAFT – NOT FOR CITATION and the ferries of the north.
                             ^^^^^^^^^^^^^^^^^^^^^^^^ low: the stamp of a page
They spoke about bridges of the 14 | Roads of the north and about its ferries.
                                ^^^^^^^^^^ low: the head of a page
They spoke about bridges and ferries. See also: The Northern Roads >> It was closed.
                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ low: a link to another text",
        );
    }

    #[test]
    fn furniture_between_sentences() {
        expect(
            &LayoutArtefact,
            "\
The council met in the old harbour. Share on Facebook Share on X The mayor was glad.
                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ low: a part of the web page",
        );
        silent(
            &LayoutArtefact,
            &[
                "The council met in the old harbour. Share this article with your friends, it said.",
                "The letter was marked NOT FOR CITATION and sent to the mayor of the island.",
                "The list has two parts. See also: Kosk, Roads, and her other books on them.",
            ],
        );
    }

    #[test]
    fn titles_that_come_again() {
        let text = "New roads for the islands of the north\n\nThe council met in May and spoke about them.\n\n\
                    NEW ROADS FOR THE ISLANDS\n\nThe mayor was glad.\n\n7 | New roads for the islands of the north\n\nThe end came.";
        let found = findings(&LayoutArtefact, text);
        let all: Vec<_> = found
            .iter()
            .map(|f| f.range.of(text).unwrap_or_default())
            .collect();
        assert_eq!(
            all,
            [
                "NEW ROADS FOR THE ISLANDS",
                "7 | New roads for the islands of the north"
            ]
        );
    }
}
