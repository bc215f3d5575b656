//! Lists that lost their lines: bullets inside of a paragraph, numbers of items alone above their text.

use super::scan::Scan;
use super::survey::Survey;
use super::{LayoutArtefact, ends_sentence};
use crate::annotation::label::Severity;
use crate::quality::context::trimmed;
use crate::quality::{Context, Finding, Repair};
use crate::text::TextRange;

/// Whether a sign begins an item and is hardly ever anything else; the first one parts items of menus, too.
pub(super) fn is_sign(c: char) -> bool {
    matches!(
        c,
        '·' | '•'
            | '‣'
            | '●'
            | '○'
            | '◦'
            | '▪'
            | '■'
            | '□'
            | '◆'
            | '◇'
            | '►'
            | '➢'
            | '➤'
            | '❖'
            | '\u{f0b7}'
            | '\u{f0a7}'
    )
}

/// The shortest line that holds several items, in bytes.
const LINE: usize = 60;

/// A sign, in the text or relative to its line.
#[derive(Clone, Copy)]
pub(super) struct Sign {
    pub(super) range: TextRange,
    /// Whether it parts menus, too.
    pub(super) weak: bool,
}

impl LayoutArtefact {
    /// `… was closed. • The road …`: bullets in the middle of lines.
    pub(super) fn inline_bullets(
        &self,
        context: &Context<'_>,
        scan: &Scan,
        out: &mut Vec<Finding>,
    ) {
        let mut found = scan.bullets.iter().peekable();
        while let Some(first) = found.next() {
            let after = |l: &TextRange| l.start <= first.range.start;
            let index = context.lines.partition_point(after).saturating_sub(1);
            let line = context.lines.get(index).copied().unwrap_or_default();
            let sign = |s: &Sign| Sign {
                range: TextRange::new(
                    s.range.start.saturating_sub(line.start),
                    s.range.end.saturating_sub(line.start),
                ),
                weak: s.weak,
            };
            let mut signs = vec![sign(first)];
            while let Some(next) = found.next_if(|s| s.range.start < line.end) {
                signs.push(sign(next));
            }
            if line.len() >= LINE {
                self.bullets_of(context, line, &signs, out);
            }
        }
    }

    fn bullets_of(
        &self,
        context: &Context<'_>,
        line: TextRange,
        signs: &[Sign],
        out: &mut Vec<Finding>,
    ) {
        let text = context.slice(line);
        let signs: Vec<&Sign> = signs.iter().filter(|s| stands_apart(text, s)).collect();
        let leads = signs.first().is_some_and(|s| {
            text.get(..s.range.start)
                .is_some_and(|h| h.trim().is_empty())
        });
        let inner = signs.get(usize::from(leads)..).unwrap_or_default();
        let mut from = signs.first().filter(|_| leads).map_or(0, |s| s.range.end);
        for (n, sign) in inner.iter().enumerate() {
            let to = inner.get(n + 1).map_or(text.len(), |s| s.range.start);
            let item = text.get(from..sign.range.start).unwrap_or_default().trim();
            let next = text.get(sign.range.end..to).unwrap_or_default().trim();
            from = sign.range.end;
            let (a, b) = (words(item), words(next));
            let sentences = ends_sentence(item) && a >= 3 && b >= 3;
            let long = !sign.weak && a >= 6 && b >= 6 && (leads || inner.len() >= 2);
            if sentences || long {
                out.push(self.inline_bullet(context, line, sign, item, next));
            }
        }
    }

    fn inline_bullet(
        &self,
        context: &Context<'_>,
        line: TextRange,
        sign: &Sign,
        item: &str,
        next: &str,
    ) -> Finding {
        let at = line.start + sign.range.start;
        let mark = context.slice(TextRange::new(at, line.start + sign.range.end));
        let rest = context
            .text
            .get(line.start + sign.range.end..line.end)
            .unwrap_or_default();
        let space = rest.len() - rest.trim_start().len();
        let range = TextRange::new(at, line.start + sign.range.end + space);
        let last = item.rsplit(char::is_whitespace).next().unwrap_or_default();
        let first = next.split_whitespace().next().unwrap_or_default();
        let reason = format!("an item of a list inside a line: “{last} {mark} {first}”");
        let finding = Finding::new(self, range, Severity::Low, reason);
        finding.repaired(Some(Repair::exact(format!("\n{mark} "))))
    }

    /// `(a)` or `1.` alone on a line above the text that it numbers.
    pub(super) fn detached_numbers(
        &self,
        context: &Context<'_>,
        survey: &Survey,
        out: &mut Vec<Finding>,
    ) {
        for index in survey.short.iter().map(|short| short.index) {
            let line = context.lines.get(index).copied().unwrap_or_default();
            if !(2..=12).contains(&line.len()) {
                continue;
            }
            let range = trimmed(context.text, line, char::is_whitespace);
            let mark = context.slice(range);
            let Some(sure) = item_number(mark) else {
                continue;
            };
            let next = (index + 1..=index + 2).find(|i| context.has_text(*i));
            let next = next.map_or("", |i| context.line(i).trim());
            if next.len() < 4
                || !next.starts_with(char::is_alphanumeric)
                || item_number(next).is_some()
            {
                continue;
            }
            let first = next.split_whitespace().next().unwrap_or_default();
            let reason =
                format!("the number of an item alone above its text: “{mark}” | “{first}”");
            let finding = Finding::new(self, range, Severity::Low, reason);
            out.push(if sure { finding } else { finding.on_demand() });
        }
    }
}

/// Whether a line is the number of an item and nothing else, and whether that is sure: a Roman number or a letter with a
/// stop may be the heading of a chapter.
fn item_number(mark: &str) -> Option<bool> {
    let closed = mark.strip_suffix(')');
    let bare = closed.or_else(|| mark.strip_suffix('.'))?;
    let bare = if closed.is_some() {
        bare.strip_prefix('(').unwrap_or(bare)
    } else {
        bare
    };
    let all = |set: &[u8]| bare.bytes().all(|b| set.contains(&b));
    let digits = (1..=2).contains(&bare.len()) && all(b"0123456789");
    let letter = bare.len() == 1 && bare.bytes().all(|b| b.is_ascii_alphabetic());
    let roman = (1..=5).contains(&bare.len()) && (all(b"ivx") || all(b"IVX"));
    (digits || letter || roman).then_some(digits || closed.is_some())
}

/// Whether a sign has white space, or nothing, before it and something behind it.
fn stands_apart(text: &str, sign: &Sign) -> bool {
    let before = text.get(..sign.range.start).unwrap_or_default();
    let behind = text.get(sign.range.end..).unwrap_or_default();
    (before.is_empty() || before.ends_with(char::is_whitespace)) && !behind.trim().is_empty()
}

/// Words, as far as white space parts them and they have letters.
fn words(text: &str) -> usize {
    let words = text.split_whitespace();
    words
        .filter(|w| w.chars().any(char::is_alphabetic))
        .take(8)
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{expect, silent};

    #[test]
    fn bullets_inside_lines() {
        expect(
            &LayoutArtefact,
            "\
• The ferry was repaired in the spring. • The harbour was closed for a week.
                                        ^^ low: an item of a list inside a line
The council agreed on this: ▪ open the road to the north; ▪ close the old bridge.
                            ^^ low: an item of a list inside a line
                                                          ^^ low: “north; ▪ close”",
        );
        silent(
            &LayoutArtefact,
            &[
                "Island Council • 12 Harbour Street • Northern Islands • Phone 12 34 56 • Open on weekdays",
                "• The ferry was repaired in the spring, and nobody was hurt.\n• The harbour was closed.",
                "Roads · Bridges · Ferries · Harbours · Schools of the northern and southern islands · Parks",
            ],
        );
    }

    #[test]
    fn numbers_alone_above_their_items() {
        expect(
            &LayoutArtefact,
            "\
The council agreed to do this:
(a)
^^^ low: the number of an item alone
Open the road to the north;
2.
^^ low: the number of an item alone
Close the old bridge of the south.
IV.
^^^ low/2: the number of an item alone
The Harbour",
        );
        silent(
            &LayoutArtefact,
            &["The answer to all of it was\n(a) or (b)."],
        );
    }
}
