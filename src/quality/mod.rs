//! Data-quality checks: a document in, [`Finding`]s out, each with its reason. One file (or folder) a check behind
//! [`registry`]; what several checks need is computed once a document in [`Context`]. What is wrong between documents of a
//! folder is found by `library::across`, in the name of the same checks.

mod acronyms;
mod boilerplate;
mod claims;
mod contact;
pub mod context;
mod cues;
mod date_conflict;
mod date_underspecified;
mod encoding;
mod finding;
mod garbled;
mod layout;
mod markup;
mod metadata;
pub mod name_variant;
mod numbers;
pub mod office_conflict;
pub mod pages;
mod places;
mod punctuation;
pub mod reference_conflict;
pub mod repetition;
mod run;
pub mod source;
mod strings;
mod unknown;

#[cfg(test)]
mod testing;

use crate::annotation::label::Category;
use crate::detect::Mentions;
use crate::document::Document;
use crate::text::language::Languages;
pub use context::{Context, Groundwork};
pub use cues::Cue;
pub use finding::{Evidence, Finding, Repair};
pub use pages::{Example, Page};
pub use run::{Report, check, check_in_steps, grade, graded, passage_keys};

/// Version of the checks: derived findings are kept by it.
pub const VERSION: u32 = 6;

/// What the checks look at.
pub struct Input<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its mentions, sorted by start.
    pub mentions: &'a Mentions,
    /// The languages of its paragraphs.
    pub languages: &'a Languages,
}

/// A check: one kind of fault, one file.
pub trait Check: Sync {
    /// Stable id, written to sidecars.
    fn id(&self) -> &'static str;
    /// The category of what it finds.
    fn category(&self) -> Category;
    /// What it finds, in a sentence or two.
    fn about(&self) -> &'static str;
    /// Its page in `docs/checks.md` besides that.
    fn page(&self) -> Page;
    /// Phrases in ASCII lower case that it goes by. All checks' phrases are looked for in one pass, whole words only,
    /// whatever their case and whichever apostrophe; line ends inside a paragraph count as spaces.
    /// [`Context::cues`] has those found.
    fn cues(&self) -> &'static [&'static str] {
        &[]
    }
    /// Looks at a document and adds what it finds.
    fn run(&self, context: &Context<'_>, out: &mut Vec<Finding>);
}

/// All checks, in the order in which they run.
pub fn registry() -> &'static [&'static dyn Check] {
    &[
        &garbled::GarbledToken,
        &encoding::EncodingError,
        &markup::MarkupResidue,
        &layout::LayoutArtefact,
        &contact::ContactField,
        &repetition::Repetition,
        &name_variant::NameVariant,
        &office_conflict::OfficeConflict,
        &reference_conflict::ReferenceConflict,
        &date_underspecified::DateUnderspecified,
        &date_conflict::DateConflict,
        &numbers::NumericAnomaly,
        &punctuation::PunctuationStyle,
        &metadata::MissingMetadata,
        &acronyms::UnexpandedAcronym,
        &claims::UnattributedClaim,
        &boilerplate::BoilerplateMachineText,
    ]
}

/// The check with this id.
pub fn by_id(id: &str) -> Option<&'static dyn Check> {
    registry().iter().copied().find(|c| c.id() == id)
}

#[cfg(test)]
mod tests {
    use super::testing::document;
    use super::*;
    use crate::document::DocumentKind;

    fn check_text(text: &str, kind: DocumentKind) -> Vec<Finding> {
        let document = document(text, kind);
        testing::report(&document).findings
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
        let languages = crate::text::language::languages(&document.text);
        let input = Input {
            document: &document,
            mentions: &Mentions::NONE,
            languages: &languages,
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
