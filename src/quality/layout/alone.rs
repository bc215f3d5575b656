//! Lines that stand alone among paragraphs and belong to a page or its web site: the numbers of further pages, notes of pages,
//! credits of pictures, heads that a browser prints, tables of contents on one line.

use super::LayoutArtefact;
use super::survey::Survey;
use crate::annotation::label::Severity;
use crate::quality::context::trimmed;
use crate::quality::{Context, Finding, Repair};
use crate::text::TextRange;

/// Words beside the numbers of further pages.
const PAGING: &[&str] = &[
    "page",
    "pages",
    "previous",
    "prev",
    "next",
    "first",
    "last",
    "older",
    "newer",
    "of",
    "précédent",
    "précédente",
    "suivant",
    "suivante",
    "première",
    "dernière",
    "anterior",
    "siguiente",
    "primera",
    "última",
    "página",
    "zurück",
    "weiter",
    "vorherige",
    "nächste",
    "seite",
    "letzte",
    "erste",
    "sebelumnya",
    "selanjutnya",
    "berikutnya",
    "halaman",
    "trang",
    "trước",
    "sau",
    "tiếp",
    "theo",
    "cuối",
    "đầu",
    "próxima",
    "próximo",
    "seguinte",
];

/// How a note begins that names a source.
const CITING: &[&str] = &[
    "See", "Ibid", "Ibid.", "Id.", "Cf.", "Op.", "Supra", "Xem", "Voir", "Véase", "Vgl.", "Siehe",
    "Lihat", "Cfr.",
];

/// What stands before the number of a page or paragraph at the end of one.
const PLACES: &[&str] = &[
    "p.", "pp.", "para.", "paras.", "tr.", "S.", "hlm.", "hal.", "pág.", "págs.", "§", "art.",
    "no.", "No.",
];

/// What introduces who made a picture.
const CREDITS: &[&str] = &[
    "Photo",
    "Photos",
    "Image",
    "Images",
    "Picture",
    "Photograph",
    "Photo credit",
    "Photo by",
    "Image credit",
    "Photo courtesy",
    "Picture credit",
    "File photo",
    "Photo file",
    "Foto",
    "Foto-foto",
    "Bild",
    "Bilder",
    "Ảnh",
    "Crédit photo",
    "Crédits photo",
    "Crédit",
    "Fotografía",
    "Imagen",
    "Crédito",
    "Courtesy",
];

/// Bytes of the longest line that is one of these.
const LONGEST: usize = 200;

impl LayoutArtefact {
    /// Lines that are no part of the text as a whole.
    pub(super) fn lines_alone(
        &self,
        context: &Context<'_>,
        survey: &Survey,
        out: &mut Vec<Finding>,
    ) {
        for index in survey.short.iter().map(|short| short.index) {
            let line = context.lines.get(index).copied().unwrap_or_default();
            let range = trimmed(context.text, line, char::is_whitespace);
            let text = context.slice(range);
            if text.len() > LONGEST {
                continue;
            }
            let what = if is_paging(text) {
                "numbers of further pages"
            } else if is_credit(text) {
                "who made a picture"
            } else if is_printed_head(text) {
                "the head of a printed web page"
            } else if is_note(text) && is_among_prose(context, index) {
                "a note of a page"
            } else {
                continue;
            };
            let reason = format!("{what}, left in the text: “{text}”");
            let finding = Finding::new(self, range, Severity::Low, reason);
            out.push(finding.repaired(Some(Repair::exact(""))));
        }
    }

    /// Entries of a table of contents on one line: dots that lead to numbers of pages.
    pub(super) fn leaders(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let mut done = 0;
        for at in memchr::memmem::find_iter(context.text.as_bytes(), b"......") {
            if at < done {
                continue;
            }
            let after = context.lines.partition_point(|l| l.start <= at);
            let line = context.lines.get(after.saturating_sub(1));
            let line = line.copied().unwrap_or_default();
            done = line.end;
            let text = context.slice(line);
            let numbers = text.split("....").skip(1).filter(|part| {
                let behind = part.trim_start_matches(['.', ' ']);
                behind.starts_with(|c: char| c.is_ascii_digit())
            });
            let count = numbers.count();
            if count >= 2 {
                let range = trimmed(context.text, line, char::is_whitespace);
                let reason = format!("{count} entries of a table of contents on one line");
                out.push(Finding::new(self, range, Severity::Low, reason));
            }
        }
    }
}

/// `« Previous 1 2 3 … 14 Next »`: numbers that rise by one from 1 on, and nothing else but words of paging.
fn is_paging(text: &str) -> bool {
    // Most lines begin otherwise.
    let first = text.chars().next();
    if text.len() > 60
        || !text.contains("1 2")
        || !first.is_some_and(|c| c.is_alphanumeric() || "«<‹|←".contains(c))
    {
        return false;
    }
    let (mut next, mut words) = (1, 0);
    for part in text.split_whitespace() {
        if let Ok(number) = part.parse::<u32>() {
            // The number of the last page stands behind a gap.
            next = if number == next { number + 1 } else { next };
        } else if PAGING.contains(&part.to_lowercase().as_str()) || "«»<>‹›|←→…...".contains(part)
        {
            words += 1;
        } else {
            return false;
        }
    }
    next > 3 && (words > 0 || next > 5)
}

/// `(Photo: Olu Ferreiro)`, and a caption that ends with it.
fn is_credit(text: &str) -> bool {
    let bare = text.trim_start_matches(['(', '[', '|', ' ']);
    let Some((head, name)) = bare.split_once(": ").or_else(|| bare.split_once(" : ")) else {
        return false;
    };
    let named = |name: &str| {
        let name = name.trim_end_matches([')', ']', '.', ' ']);
        !name.is_empty()
            && name.split_whitespace().count() <= 6
            && name.starts_with(char::is_uppercase)
    };
    if CREDITS.contains(&head) {
        return named(name);
    }
    // A caption: one or two sentences, and who made the picture.
    let last = text.rsplit_once(": ");
    last.is_some_and(|(head, name)| {
        let sentence = ["Photo", "Foto", "Ảnh", "Bild", "Image"]
            .iter()
            .find_map(|c| {
                head.strip_suffix(c)?
                    .trim_end_matches(['(', ' '])
                    .chars()
                    .next_back()
            });
        named(name)
            && name.len() <= 40
            && sentence.is_some_and(|c| matches!(c, '.' | '!' | '?' | ')' | '/' | '|'))
    })
}

/// `10/6/2006 A new harbour | Ministry of Ports`, `Ministry of Ports | www.ports.example`: what a browser prints on each page.
fn is_printed_head(text: &str) -> bool {
    let Some((head, site)) = text.rsplit_once(" | ") else {
        return false;
    };
    let address = |s: &str| {
        let s = s.trim();
        let named = s.starts_with("www.") || s.starts_with("http://") || s.starts_with("https://");
        named && !s.contains(' ')
    };
    let figures = head.split_whitespace().next().unwrap_or_default();
    let figures = figures.trim_end_matches(',');
    let date = figures.split('/').count() == 3
        && figures
            .split('/')
            .all(|n| (1..=4).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()));
    let words = head.split_whitespace().count();
    date && words > 2 || (address(site) || address(head)) && words <= 12
}

/// `17 See General Assembly resolution 70/1, para. 12.`: the number of a note, and a source.
fn is_note(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 3 {
        return false;
    }
    let rest = text.get(digits..).unwrap_or_default();
    let rest = rest.trim_start_matches(['.', ')', ']']);
    let Some(rest) = rest.strip_prefix(' ') else {
        return false;
    };
    let first = rest.split(' ').next().unwrap_or_default();
    let mut ends = rest.trim_end_matches('.').rsplit(' ');
    let last = ends.next().unwrap_or_default();
    let page = last.trim_end_matches(|c: char| c.is_ascii_digit() || c == '–' || c == '-');
    let placed =
        page.is_empty() && !last.is_empty() && ends.next().is_some_and(|w| PLACES.contains(&w));
    rest.starts_with(char::is_uppercase)
        && (CITING.contains(&first) || placed && rest.contains(','))
}

/// Whether the nearest lines with text on both sides are paragraphs, so that no list of notes is there.
fn is_among_prose(context: &Context<'_>, index: usize) -> bool {
    let prose = |n: usize| {
        let text = context.line(n).trim();
        text.len() >= 60 && !text.starts_with(|c: char| c.is_ascii_digit())
    };
    let before = (0..index).rev().take(6).find(|&n| context.has_text(n));
    let behind = (index + 1..index + 7).find(|&n| context.has_text(n));
    before.is_some_and(prose) && behind.is_some_and(prose)
}

/// `range` of `line` in the text.
pub(super) fn within(line: TextRange, range: TextRange) -> TextRange {
    TextRange::new(line.start + range.start, line.start + range.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{expect, silent};

    #[test]
    fn lines_of_pages_and_sites() {
        expect(
            &LayoutArtefact,
            "\
The council met in the town hall on Monday and spoke about the roads and the bridges for hours.

« Previous 1 2 3 … 14 Next »
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ low: numbers of further pages

The mayor of the island opened the bridge to the harbour in spring, and all guests thanked her for it.

17 See the report of the council, para. 12.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ low: a note of a page

The ferry to the northern islands was late by an hour or two, which nobody on the islands minded much.

(Photo: Olu Ferreiro)
^^^^^^^^^^^^^^^^^^^^^ low: who made a picture

10/6/2006 A new harbour for the islands | Ministry of Ports
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ low: the head of a printed web page",
        );
    }

    #[test]
    fn lists_and_headings() {
        silent(
            &LayoutArtefact,
            &[
                "1 2 3 go\n\nRooms 1 2 and 3\n",
                "Notes\n\n1 See the report, p. 3.\n2 See the law, p. 4.\n",
                "Photo: how to take one that people like, in all kinds of weather and at every hour of the day\n",
                "Bread | Butter\n\nThe harbour | a history\n",
                "He paused …… and left. She said ...... nothing.",
            ],
        );
    }
}
