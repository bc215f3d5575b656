//! Where two sentences, or a heading and a sentence, were put together without the white space between them, and where
//! there is some too much before a mark. The check of punctuation looks at English marks; here are other languages.

use super::LayoutArtefact;
use super::headings::STARTERS;
use super::scan::Scan;
use crate::annotation::label::Severity;
use crate::quality::{Context, Finding, Repair};
use crate::text::TextRange;
use crate::text::language::Language;
use crate::text::lexicon::{fold, is_common, is_word};

/// How far words are followed to either side, in bytes.
const NEAR: usize = 48;

impl LayoutArtefact {
    /// `the costYet it is`, `festivos.Según`: a capital right behind the end of a word or of a sentence.
    pub(super) fn joints(&self, context: &Context<'_>, scan: &Scan, out: &mut Vec<Finding>) {
        let bytes = context.text.as_bytes();
        for &at in &scan.joints {
            let before = at.checked_sub(1).and_then(|n| bytes.get(n));
            out.extend(match before {
                Some(b',' | b'.') => self.no_space(context, at),
                _ => self.no_gap(context, at),
            });
        }
    }

    /// A capital inside a word, where both parts can stand alone; it begins at `at`.
    fn no_gap(&self, context: &Context<'_>, at: usize) -> Option<Finding> {
        let (head, tail) = sides(context.text, at)?;
        let small = |s: &str| s.chars().all(char::is_lowercase);
        let rest = tail.get(1..)?;
        let (first, second) = (head.chars().count(), tail.chars().count());
        if !small(head) || !small(rest) || first < 2 || second < 2 {
            return None;
        }
        let fits = match context.input.languages.at(at) {
            Language::English => {
                let (a, b) = (fold(head), fold(tail));
                first >= 3 && is_word(&a) && is_common(&a) && is_word(&b) && is_common(&b)
            }
            Language::NotSure | Language::Other => false,
            _ => first >= 3 || !head.is_ascii(),
        };
        let finding = fits.then(|| self.joint_at(context, at, head, tail))?;
        // Names of variables are written like that.
        let english = context.is_english(at);
        let opens = STARTERS.contains(&tail);
        Some(if english && !opens {
            finding.on_demand()
        } else {
            finding
        })
    }

    /// A stop with a capital right behind it, at `at`, or a comma with a small letter, in a language other than English.
    fn no_space(&self, context: &Context<'_>, at: usize) -> Option<Finding> {
        let language = context.input.languages.at(at);
        if matches!(
            language,
            Language::English | Language::NotSure | Language::Other
        ) {
            return None;
        }
        let (head, _) = sides(context.text, at - 1)?;
        let (_, tail) = sides(context.text, at)?;
        let small = |s: &str| s.chars().all(char::is_lowercase);
        let rest = tail.get(tail.chars().next()?.len_utf8()..)?;
        let behind = context.text.get(at + tail.len()..)?;
        let ends = behind.is_empty()
            || behind.starts_with([' ', ',', '\n', '.', ':', '\u{a0}', '\'', '’']);
        let mark = context.text.as_bytes().get(at - 1);
        let fits =
            small(head) && head.chars().count() >= 3 && small(rest) && ends && !rest.is_empty();
        let fits = fits && (mark == Some(&b'.')) == tail.starts_with(char::is_uppercase);
        let name = ["Com", "Net", "Org", "Js", "Io", "Co", "Id", "Vn"].contains(&tail);
        (fits && !name).then(|| self.joint_at(context, at - 1, head, tail))
    }

    /// The finding on two words that meet at `at`, where a stop may stand.
    fn joint_at(&self, context: &Context<'_>, at: usize, head: &str, tail: &str) -> Finding {
        let mark = match context.text.as_bytes().get(at) {
            Some(b'.') => ".",
            Some(b',') => ",",
            _ => "",
        };
        let range = TextRange::new(at - head.len(), at + mark.len() + tail.len());
        let reason = format!("no space between two words: “{}”", context.slice(range));
        let finding = Finding::new(self, range, Severity::Low, reason);
        finding.repaired(Some(Repair::choice(vec![
            format!("{head}{mark} {tail}"),
            format!("{head}{mark}\n{tail}"),
        ])))
    }

    /// `encuentro . La`: a space before a stop or a comma, in a language other than English.
    pub(super) fn spaced_marks(&self, context: &Context<'_>, scan: &Scan, out: &mut Vec<Finding>) {
        let spaced = scan.spaced.iter();
        out.extend(spaced.filter_map(|space| self.spaced_mark(context, *space)));
    }

    fn spaced_mark(&self, context: &Context<'_>, space: usize) -> Option<Finding> {
        let language = context.input.languages.at(space);
        if matches!(
            language,
            Language::English | Language::NotSure | Language::Other
        ) {
            return None;
        }
        let start = space.saturating_sub(NEAR);
        let near = TextRange::new(start, space)
            .snapped(context.text)
            .of(context.text)?;
        let head = near.rsplit(|c: char| !c.is_alphabetic()).next()?;
        if head.chars().count() < 2 || !head.ends_with(char::is_lowercase) {
            return None;
        }
        let range = TextRange::new(space - head.len(), space + 2);
        let shown = context.slice(range);
        let reason = format!("a space before a mark: “{shown}”");
        let finding = Finding::new(self, range, Severity::Low, reason);
        Some(finding.repaired(Some(Repair::exact(shown.replace(' ', "")))))
    }
}

/// The letters before and behind a place, unless the string there is an address, a path or the like.
fn sides(text: &str, at: usize) -> Option<(&str, &str)> {
    let near = TextRange::new(at.saturating_sub(NEAR), at)
        .snapped(text)
        .of(text)?;
    let rest = TextRange::new(at, text.len().min(at + NEAR))
        .snapped(text)
        .of(text)?;
    // A letter alone, as of an abbreviation, is no word.
    let head = near.rsplit(|c: char| !c.is_alphabetic()).next()?;
    if head.chars().count() == 1 {
        return None;
    }
    let string = near.rsplit(char::is_whitespace).next()?;
    let more = rest.split(char::is_whitespace).next()?;
    let odd = |s: &str| {
        s.contains(['/', '@', '_', '#', '=', '\\', '<', '>', '{', '}', '+'])
            || s.bytes().any(|b| b.is_ascii_digit())
    };
    if odd(string) || odd(more) {
        return None;
    }
    let end = more
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(more.len());
    Some((head, more.get(..end)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{expect, silent};

    #[test]
    fn words_without_a_space() {
        expect(
            &LayoutArtefact,
            "\
It was clear to all of them on that day in May what the price of the harbourYet nobody spoke about that.
                                                                     ^^^^^^^^^^ low: no space between two words

Les ministres ont visité le port de la ville ce lundi.Ils ont parlé des routes .
                                                ^^^^^^^^^ low: no space between two words
                                                                        ^^^^^^^^ low: a space before a mark",
        );
        silent(
            &LayoutArtefact,
            &[
                "The eBay shop, an iPhone, macOS and the YouTube film of McDonald were seen at getPage/harbourYet.",
                "Le site de la ville est exemple.Com, et les ministres ont parlé des routes ... avec le maire du port.",
            ],
        );
    }
}
