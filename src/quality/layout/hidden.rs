//! Characters that are not seen: spaces of no width, marks of direction, separators of lines, signs of a font's own.

use super::LayoutArtefact;
use super::scan::Scan;
use crate::annotation::label::Severity;
use crate::quality::context::runs_of;
use crate::quality::{Context, Finding, Repair};
use crate::text::TextRange;

/// How far words are followed to either side, in bytes.
const NEAR: usize = 60;

impl LayoutArtefact {
    /// Invisible characters among letters with gaps between words. The scripts that need them to break lines, to join
    /// letters or to change direction are left alone, and so are pictures.
    pub(super) fn invisible(&self, context: &Context<'_>, scan: &Scan, out: &mut Vec<Finding>) {
        let (mut done, mut next) = (0, 0);
        for &at in &scan.hidden {
            if at < next {
                continue;
            }
            let after = context.lines.partition_point(|l| l.start <= at);
            let line = context.lines.get(after.saturating_sub(1));
            let line = line.copied().unwrap_or_default();
            next = line.end;
            let text = context.slice(line);
            if !text.bytes().any(is_lead) {
                continue;
            }
            for run in runs_of(text, is_hidden) {
                let run = TextRange::new(line.start + run.start, line.start + run.end);
                if run.start < done {
                    continue;
                }
                if let Some(found) = self.hidden(context, run, line) {
                    done = found.range.end;
                    out.push(found);
                }
            }
        }
    }

    fn hidden(&self, context: &Context<'_>, run: TextRange, line: TextRange) -> Option<Finding> {
        let before = context.text.get(line.start..run.start)?.chars().next_back();
        let behind = context.text.get(run.end..line.end)?.chars().next();
        let soft = context.slice(run).chars().all(|c| c == '\u{ad}');
        let plain = |c: Option<char>| c.is_none_or(is_plain);
        // The soft hyphen at a line end is that of a parted word.
        if !plain(before) || !plain(behind) || before.is_none() && behind.is_none() {
            return None;
        }
        if soft && !(before.is_some_and(is_letter) && behind.is_some_and(is_letter)) {
            return None;
        }
        let inside = before.is_some_and(is_letter) && behind.is_some_and(is_letter);
        let range = match inside {
            true => word_at(context.text, run, line),
            false => run,
        };
        let separator = context.slice(run).contains(['\u{2028}', '\u{2029}']);
        let clean: String = match (separator, inside) {
            (true, _) => context.slice(range).replace(is_hidden, " "),
            _ => context.slice(range).replace(is_hidden, ""),
        };
        let reason = match (separator, inside) {
            (true, _) => "a separator of lines that most programs do not show".to_owned(),
            (_, true) => format!(
                "an invisible character inside a word, which hides it from searches: “{clean}”"
            ),
            _ => format!(
                "a character that is not seen, or has no meaning outside of a font: {}",
                context.slice(run).escape_unicode()
            ),
        };
        let finding = Finding::new(self, range, Severity::Low, reason);
        Some(finding.repaired(Some(Repair::exact(clean))))
    }
}

/// Whether a byte may begin a character that is not seen.
fn is_lead(byte: u8) -> bool {
    matches!(byte, 0xc2 | 0xcd | 0xe1 | 0xe2 | 0xee | 0xef | 0xf3)
}

/// Byte order marks and the signs of symbol fonts are not among them: they tell of a wrong encoding.
pub(super) fn is_hidden(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffc}' | '\u{e200}'..='\u{e20f}' | '\u{e0000}'..='\u{e007f}' | '\u{f0000}'..)
}

/// Whether an invisible character has no use beside a character: blanks, marks and letters of Europe.
fn is_plain(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '!'..='\u{58f}' | '\u{1e00}'..='\u{1fff}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{20a0}'..='\u{20bf}')
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() && is_plain(c)
}

/// The word around a run of invisible characters.
fn word_at(text: &str, run: TextRange, line: TextRange) -> TextRange {
    let start = run.start.saturating_sub(NEAR).max(line.start);
    let near = TextRange::new(start, line.end.min(run.end + NEAR)).snapped(text);
    let part = |c: char| !(c.is_alphanumeric() || is_hidden(c));
    let head = text.get(near.start..run.start).unwrap_or_default();
    let tail = text.get(run.end..near.end).unwrap_or_default();
    let head = head.rsplit(part).next().unwrap_or_default();
    let tail = tail.split(part).next().unwrap_or_default();
    TextRange::new(run.start - head.len(), run.end + tail.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{expect, findings, silent};

    #[test]
    fn invisible_characters_inside_words() {
        let found = findings(
            &LayoutArtefact,
            "The har\u{ad}bour, the fer\u{200b}ry and the dé\u{ad}bat were closed.",
        );
        let repairs: Vec<_> = found
            .iter()
            .filter_map(|f| f.repair.clone()?.replacement)
            .collect();
        assert_eq!(repairs, ["harbour", "ferry", "débat"]);
    }

    #[test]
    fn marks_of_direction_and_signs_of_fonts() {
        expect(
            &LayoutArtefact,
            "\
\u{e200} The roads of \u{202a}the island\u{202c} were closed; \u{fffc} the harbour\u{2028}was open.
^ low: a character that is not seen
               ^ low: a character that is not seen
                          ^ low: a character that is not seen
                                         ^ low: a character that is not seen
                                               ^^^^^^^^^^^ low: a separator of lines",
        );
    }

    #[test]
    fn scripts_and_pictures_that_need_them() {
        silent(
            &LayoutArtefact,
            &[
                "ភាសា\u{200b}ខ្មែរ, ភាសា\u{200b} end",
                "👩\u{200d}🌾 and می\u{200c}خواهم, שלום\u{200f}.",
                "क्\u{200d}ष",
            ],
        );
    }
}
