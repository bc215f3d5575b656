//! Data-quality checks: a document in, [`Finding`]s out, each with its reason. One file (or folder) a check behind
//! [`registry`]; what several checks need is computed once a document in [`Context`].

mod contact;
pub mod context;
mod encoding;
mod garbled;
mod layout;
mod markup;
mod repetition;

#[cfg(test)]
mod testing;

use crate::annotation::label::{Category, Severity};
use crate::detect::Mentions;
use crate::document::Document;
use crate::text::TextRange;
pub use context::Context;

/// What the checks look at.
pub struct Input<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its mentions, sorted by start.
    pub mentions: &'a Mentions,
}

/// A proposed reading of a damaged passage.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Repair {
    /// The reading, where there is one that can be computed.
    pub replacement: Option<String>,
    /// Readings to choose from.
    pub candidates: Vec<String>,
}

impl Repair {
    /// The one reading that can be computed.
    pub fn exact(replacement: impl Into<String>) -> Self {
        Self {
            replacement: Some(replacement.into()),
            candidates: Vec::new(),
        }
    }

    /// Readings of which a person has to choose one.
    pub fn choice(candidates: Vec<String>) -> Self {
        Self {
            replacement: None,
            candidates,
        }
    }
}

/// Something that is probably wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// UTF-8 bytes of the text; [`TextRange::DOCUMENT`] for the whole document.
    pub range: TextRange,
    /// Id of the check that found it.
    pub check: &'static str,
    /// What kind of fault.
    pub category: Category,
    /// How much it matters.
    pub severity: Severity,
    /// 1: shown by default; 2: on demand.
    pub tier: u8,
    /// Why, in plain words, with the evidence.
    pub reason: Box<str>,
    /// A proposed reading.
    pub repair: Option<Box<Repair>>,
    /// The core where it is not the range: most findings have none to keep.
    inside: Box<[TextRange]>,
}

impl Finding {
    /// A finding of `check` about `range`, shown by default, whose core is the range itself.
    pub fn new(
        check: &dyn Check,
        range: TextRange,
        severity: Severity,
        reason: impl Into<Box<str>>,
    ) -> Self {
        Self {
            range,
            check: check.id(),
            category: check.category(),
            severity,
            tier: 1,
            reason: reason.into(),
            repair: None,
            inside: Box::default(),
        }
    }

    /// The tokens that are garbage themselves where the range was grown to a whole name; else the range.
    pub fn core(&self) -> &[TextRange] {
        if self.inside.is_empty() {
            std::slice::from_ref(&self.range)
        } else {
            &self.inside
        }
    }

    /// The same with this core.
    pub fn around(mut self, core: &[TextRange]) -> Self {
        self.inside = if core == [self.range] {
            Box::default()
        } else {
            core.into()
        };
        self
    }

    /// The same about a wider range, of which all is the core, without a proposed reading.
    fn widen(&mut self, range: TextRange) {
        self.range = range;
        self.inside = Box::default();
        self.repair = None;
    }

    /// The same, shown on demand only.
    pub fn on_demand(mut self) -> Self {
        self.tier = 2;
        self
    }

    /// The same with a proposed reading.
    pub fn repaired(mut self, repair: Option<Repair>) -> Self {
        self.repair = repair.map(Box::new);
        self
    }
}

/// A check: one kind of fault, one file.
pub trait Check: Sync {
    /// Stable id, written to sidecars.
    fn id(&self) -> &'static str;
    /// The category of what it finds.
    fn category(&self) -> Category;
    /// What it finds and why it matters, in a sentence or two.
    fn about(&self) -> &'static str;
    /// Looks at a document and adds what it finds.
    fn run(&self, context: &Context<'_>, out: &mut Vec<Finding>);
}

/// All checks, in the order in which they run.
pub fn registry() -> &'static [&'static dyn Check] {
    &[
        &garbled::GarbledToken,
        &encoding::EncodingError,
        &markup::MarkupResidue,
        &contact::ContactField,
        &repetition::Repetition,
        &layout::LayoutArtefact,
    ]
}

/// Runs every check: findings sorted by start.
pub fn check(input: &Input<'_>) -> Vec<Finding> {
    let context = Context::new(input);
    let mut out = Vec::new();
    for check in registry() {
        check.run(&context, &mut out);
    }
    out.sort_by_key(|f| (f.range.start, f.range.end, f.check));
    settle(&mut out);
    out
}

/// Drops unsure findings of garbled words where another check says what happened: half a tag, half of a parted word.
fn settle(found: &mut Vec<Finding>) {
    let explains = |f: &Finding| {
        matches!(
            f.category,
            Category::EncodingError | Category::MarkupResidue | Category::StructuredFieldInvalid
        ) || f.category == Category::LayoutArtefact && f.range.len() < 60
    };
    let causes: Vec<TextRange> = found
        .iter()
        .filter(|f| explains(f))
        .map(|f| f.range)
        .collect();
    found.retain(|f| {
        f.category != Category::GarbledToken
            || f.tier == 1
            || !context::overlaps_any(&causes, f.range)
    });
}

#[cfg(test)]
mod tests {
    use super::testing::document;
    use super::*;
    use crate::document::DocumentKind;

    fn check_text(text: &str, kind: DocumentKind) -> Vec<Finding> {
        let document = document(text, kind);
        check(&Input {
            document: &document,
            mentions: &Mentions::NONE,
        })
    }

    #[test]
    fn ids_are_those_of_the_categories() {
        for check in registry() {
            assert_eq!(check.id(), check.category().id());
            assert!(check.about().len() > 40);
        }
    }

    /// Pieces of texts that have hurt programs of this kind, alone and many times in a row.
    #[test]
    fn no_input_is_too_nasty() {
        #[rustfmt::skip]
        let pieces = [
            "", "\n", "\r\n", "\r", "\0", "\u{c}", "\t", " ", "-", "- ", "a- ", "**", "<", "<b", "<b>", "&", "&amp;", "{{", "[[", "]]",
            "\\n", "\\u20", "@", "a@", "://", "/", "Tel:", "Tel: 1", "Email: @", "Ã", "Ã ", "â€", "\u{fffd}", "\u{feff}", "\u{92}",
            "í\u{a0}½", "é", "漢字", "\u{301}", "😀", "AbC", "aBcDeFgH", "x1x", "1O1", "0-0-0a", "_", "'''", "=", "#", "`", "$", "ﬁ",
            "İ", "ß", "\u{200b}", "Page 1", "THE OF\n", "a b c d e f g h i j k l m ",
        ];
        for piece in pieces {
            let texts = [
                piece.to_owned(),
                piece.repeat(3),
                piece.repeat(2000),
                format!("{} x {piece}", piece.repeat(50)),
            ];
            for text in texts {
                for kind in [DocumentKind::Plain, DocumentKind::Markdown] {
                    for finding in check_text(&text, kind) {
                        let mut all = finding.core().iter().chain([&finding.range]);
                        assert!(
                            all.all(|r| r.of(&text).is_some()),
                            "{finding:?} in {piece:?}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn the_longest_checks_end_when_nobody_waits_for_them() {
        let sentence = "The m1nister will open many new schools in the northern villages before the end of winter. ";
        let text = sentence.repeat(400).replace(". ", ".\n\n");
        let document = document(&text, DocumentKind::Plain);
        let input = Input {
            document: &document,
            mentions: &Mentions::NONE,
        };
        let count = |context: &Context<'_>, check: &dyn Check| {
            let mut found = Vec::new();
            check.run(context, &mut found);
            found.len()
        };
        let all = Context::new(&input);
        let stopped = Context::stoppable(&input, &|| true);
        let found = count(&all, &garbled::GarbledToken);
        assert!(found > 100, "{found}");
        assert!(count(&stopped, &garbled::GarbledToken) < 30);
        assert_eq!(count(&stopped, &repetition::Repetition), 0);
    }

    #[test]
    fn findings_are_sorted_and_say_why() {
        let found = check_text(
            "Tel: 12\n\nThe **m1nister** of cafÃ©s.\n",
            DocumentKind::Plain,
        );
        assert!(found.len() >= 4, "{found:?}");
        assert!(
            found
                .windows(2)
                .all(|w| w[0].range.start <= w[1].range.start)
        );
        assert!(
            found
                .iter()
                .all(|f| !f.reason.is_empty() && !f.core().is_empty())
        );
    }

    proptest::proptest! {
        #[test]
        fn any_text_can_be_checked(text in "\\PC{0,400}", lines in "([A-Za-z0-9Ã©â€™@:.<>&*\\n -]{0,60}){0,8}") {
            for text in [text, lines] {
                for finding in check_text(&text, DocumentKind::Plain) {
                    proptest::prop_assert!(finding.range.of(&text).is_some());
                }
            }
        }
    }
}
