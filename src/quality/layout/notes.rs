//! Notes of pages in the text: their numbers glued to words, their own words among those of a sentence.

use super::LayoutArtefact;
use super::hints::Hints;
use super::scan::Scan;
use crate::annotation::label::Severity;
use crate::quality::{Context, Finding, Repair};
use crate::text::TextRange;
use crate::text::language::Language;
use crate::text::lexicon::{fold, is_word};

/// How far the word before a number is followed, in bytes.
const NEAR: usize = 48;

/// The longest note that is told inside a line, in bytes.
const NOTE: usize = 220;

/// Words that are counted with a number right behind them.
const COUNTED: &[&str] = &[
    "annex",
    "appendix",
    "article",
    "chapter",
    "channel",
    "class",
    "covid",
    "figure",
    "file",
    "formula",
    "grade",
    "group",
    "image",
    "item",
    "level",
    "line",
    "list",
    "model",
    "note",
    "page",
    "pages",
    "para",
    "paras",
    "part",
    "phase",
    "photo",
    "question",
    "round",
    "sars",
    "section",
    "series",
    "step",
    "table",
    "team",
    "type",
    "unit",
    "user",
    "version",
    "video",
    "volume",
    "windows",
    "zone",
    "abschnitt",
    "kapitel",
    "tabelle",
    "anlage",
    "seite",
    "artikel",
    "chapitre",
    "tableau",
    "annexe",
    "partie",
    "titre",
    "capítulo",
    "tabla",
    "anexo",
    "artículo",
    "página",
    "pasal",
    "bab",
    "tabel",
    "gambar",
    "lampiran",
    "halaman",
    "điều",
    "chương",
    "bảng",
    "hình",
    "khoản",
    "mục",
    "trang",
    "tháng",
    "ngày",
    "quý",
];

/// What notes are told by inside of a line: those of the first kind follow their number.
pub(super) const NUMBERED: &[&str] = &[
    "Ibid",
    "ibid",
    "Ibíd",
    "Ebd.",
    "Ebenda",
    "Op. cit",
    "op. cit",
    "Loc. cit",
    "Supra note",
    "Id. at",
    "Idem,",
];
pub(super) const STARRED: &[&str] = &[
    "* The author",
    "* The views",
    "* This paper",
    "* This article",
    "* This research",
    "* I am grateful",
    "* I thank",
    "* We thank",
    "* We are grateful",
    "* L’aut",
    "* L'aut",
    "* Les aut",
    "* El autor",
    "* La autora",
    "* Los autores",
    "* O autor",
    "* A autora",
    "* Der Autor",
    "* Die Autor",
    "* L’opin",
    "* Penulis",
    "* Tác giả",
];

impl LayoutArtefact {
    /// `the signing,11 described`, `renewables13`: numbers of notes that were raised in print.
    pub(super) fn glued_notes(&self, context: &Context<'_>, scan: &Scan, out: &mut Vec<Finding>) {
        let notes = scan.notes.iter();
        out.extend(notes.filter_map(|at| self.glued_note(context, *at)));
    }

    fn glued_note(&self, context: &Context<'_>, at: usize) -> Option<Finding> {
        let text = context.text;
        let rest = text.get(at..)?;
        let digits = rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
        let behind = rest.get(digits..)?;
        let near = TextRange::new(at.saturating_sub(NEAR), at).snapped(text);
        let before = text.get(near.start..at)?;
        let word = before.rsplit(char::is_whitespace).next()?;
        let stem = word.trim_end_matches(is_mark);
        let marks = word.get(stem.len()..)?;
        let stem = stem.trim_start_matches(['“', '"', '«', '„', '(', '‘', '\'']);
        if digits > 2
            || !stem.chars().all(char::is_alphabetic)
            || COUNTED.contains(&fold_case(stem).as_str())
        {
            return None;
        }
        let language = context.input.languages.at(at);
        let fits = match marks.is_empty() {
            true => is_noted_word(stem, rest.get(..digits)?, language) && ends_word(behind),
            false => is_noted_mark(stem, marks, behind),
        };
        if !fits {
            return None;
        }
        let range = TextRange::new(at - stem.len() - marks.len(), at + digits);
        let reason = format!(
            "the number of a note glued to a word: “{}”",
            context.slice(range)
        );
        let finding = Finding::new(self, range, Severity::Low, reason);
        Some(finding.repaired(Some(Repair::exact([stem, marks].concat()))))
    }

    /// `an open day * The author is grateful to the editors. for the guests`: notes among the words of a line.
    pub(super) fn inline_notes(
        &self,
        context: &Context<'_>,
        hints: &Hints,
        out: &mut Vec<Finding>,
    ) {
        for (range, numbered) in &hints.notes {
            out.extend(self.inline_note(context, range.start, range.end, *numbered));
        }
    }

    fn inline_note(
        &self,
        context: &Context<'_>,
        start: usize,
        end: usize,
        numbered: bool,
    ) -> Option<Finding> {
        let after = context.lines.partition_point(|l| l.start <= start);
        let line = *context.lines.get(after.checked_sub(1)?)?;
        let head = context.text.get(line.start..start)?;
        let before = if numbered {
            let bare = head.strip_suffix(' ')?;
            let rest = bare.trim_end_matches(|c: char| c.is_ascii_digit());
            ((1..=3).contains(&(bare.len() - rest.len())) && rest.ends_with(' ')).then_some(rest)?
        } else {
            head
        };
        let open = before
            .trim_end()
            .ends_with(|c: char| c.is_lowercase() || c == ',' || ".”".contains(c) && !numbered);
        let near = TextRange::new(end, line.end.min(end + NOTE + 1)).snapped(context.text);
        let rest = context.slice(near);
        let stop = rest.find('.').map_or(rest.len(), |n| n + 1);
        if !open || !before.ends_with(' ') || before.trim().len() < 20 || stop > NOTE {
            return None;
        }
        let range = TextRange::new(line.start + before.len(), end + stop);
        let reason = format!(
            "a note of the page inside a line: “{}”",
            context.slice(range)
        );
        let finding = Finding::new(self, range, Severity::Low, reason);
        Some(finding.repaired(Some(Repair::exact(""))))
    }
}

/// Lower case only: the lists have their accents.
fn fold_case(word: &str) -> String {
    word.to_lowercase()
}

fn is_mark(c: char) -> bool {
    matches!(c, ',' | '.' | ';' | ':' | ')' | '”' | '"' | '’' | '»' | '“')
}

/// Whether a word ends here: white space or a mark and white space follow.
fn ends_word(behind: &str) -> bool {
    let rest = behind.trim_start_matches(is_mark);
    behind.len() - rest.len() <= 4 && (rest.is_empty() || rest.starts_with(char::is_whitespace))
}

/// Whether a word with a number behind it has that from a note: a word in small letters, in English a known one.
fn is_noted_word(stem: &str, number: &str, language: Language) -> bool {
    let small = stem.chars().all(char::is_lowercase);
    let long = stem.chars().count() >= 4;
    // "orang2" is a way to write "orang-orang".
    let twice = number == "2" && matches!(language, Language::Indonesian | Language::Tagalog);
    let known = match language {
        Language::English => is_word(&fold(stem)),
        Language::NotSure | Language::Other => false,
        _ => true,
    };
    small && long && known && !twice
}

/// Whether the number behind a mark is that of a note: the sentence goes on behind it, or a new one begins.
fn is_noted_mark(stem: &str, marks: &str, behind: &str) -> bool {
    let next = behind.strip_prefix(' ');
    let goes_on = next.is_some_and(|n| n.starts_with(char::is_lowercase));
    let begins = behind.is_empty()
        || behind.starts_with('\n')
        || next.is_some_and(|n| n.starts_with(|c: char| c.is_uppercase() || "“\"«„".contains(c)));
    let letters = stem.chars().count();
    let small = stem.chars().all(char::is_lowercase);
    let ends = stem.ends_with(char::is_lowercase);
    match marks {
        "," | ";" => ends && letters >= 3 && goes_on,
        "." => small && letters >= 4 && begins,
        ".”" | ".\"" | ",”" | ",\"" | ".’" | ".»" | "”." | "\"." | "»." => {
            ends && letters >= 3 && (goes_on || begins)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{expect, silent};

    #[test]
    fn numbers_of_notes() {
        expect(
            &LayoutArtefact,
            "\
The harbour,7 which the council built, has ferries12 and boats.
    ^^^^^^^^^ low: the number of a note glued
                                           ^^^^^^^^^ low: the number of a note glued
It was closed for the winter.14 The ferries went to the south.
                      ^^^^^^^^^ low: the number of a note glued",
        );
        silent(
            &LayoutArtefact,
            &[
                "The table2 of annex3 has covid19 and the G20, mp3, km2 and 1,200 boats in Sept.11 files.",
                "See no.12 The rest is in vol.3 of harbour.12/4 and at https://harbour.example/roads12 or mail12@example.org.",
            ],
        );
    }

    #[test]
    fn notes_inside_lines() {
        expect(
            &LayoutArtefact,
            "\
The council of the northern islands met 34 Ibid. in the old harbour on Monday.
                                        ^^^^^^^^ low: a note of the page
The council of the northern islands met * The author is grateful to the editors. in the old harbour.
                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ low: a note of the page",
        );
        silent(
            &LayoutArtefact,
            &["34 Ibid.\n35 Ibid., p. 7.\n* The author is grateful to the editors."],
        );
    }
}
