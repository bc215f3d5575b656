//! What a document is called when it does not say so itself.

use super::{Block, BlockKind, Document, InlineStyle};
use crate::text::{TextRange, segment};

/// Longest title in characters.
const MAX: usize = 120;
/// Blocks among which the title is looked for.
const HEAD: usize = 12;
/// Words that letterheads are made of.
const OFFICES: &[&str] = &[
    "ministry",
    "department",
    "office",
    "secretariat",
    "directorate",
    "bureau",
    "embassy",
    "kingdom",
    "republic",
    "government",
    "commission",
    "council",
    "division",
    "agency",
];
/// Lines that say what kind of paper follows, not what it is about.
const GENRES: &[&str] = &[
    "press release",
    "media release",
    "news release",
    "for immediate release",
    "statement",
    "press statement",
    "memorandum",
    "notice",
    "unofficial translation",
    "draft",
    "confidential",
];
/// What titles begin with that a program has put in, in small letters.
const PROGRAMS: &[&str] = &[
    "microsoft word",
    "microsoft powerpoint",
    "untitled",
    "no title",
];
/// Endings of files that programs make titles of.
const FILE_ENDINGS: &[&str] = &[
    "doc", "docx", "odt", "rtf", "pdf", "txt", "htm", "html", "indd", "qxd", "p65", "wpd", "tex",
    "dvi", "pptx",
];

/// The title that the text gives, if it has any text.
pub(super) fn title(document: &Document) -> Option<String> {
    let blocks = &document.structure.blocks;
    let heading = blocks
        .iter()
        .find(|b| matches!(b.kind, BlockKind::Heading(_)));
    let stated = front_matter(document).or_else(|| heading.map(|b| shown(document, b)));
    let stated = stated.filter(|t| !t.is_empty());
    let stated = stated.or_else(|| named_by_file(document));
    stated.or_else(|| first_line(document)).map(|t| shorten(&t))
}

/// The title that the file gives itself, where a person has written it: programs put in the name of a file or their own.
fn named_by_file(document: &Document) -> Option<String> {
    let title = document.origin.as_ref()?.metadata.title.as_str();
    let words: Vec<&str> = title.split_whitespace().collect();
    let shown = words.join(" ");
    let lower = shown.to_lowercase();
    let by_program = PROGRAMS.iter().any(|p| lower.starts_with(p));
    let ending = lower.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_file = FILE_ENDINGS.contains(&ending);
    (words.len() > 1 && !by_program && !is_file).then_some(shown)
}

/// `title:` of the front matter.
fn front_matter(document: &Document) -> Option<String> {
    let first = document
        .structure
        .blocks
        .first()
        .filter(|b| b.kind == BlockKind::Code)?;
    let source = first.range.of(&document.text)?.strip_prefix("---")?;
    let value = source
        .lines()
        .find_map(|line| line.strip_prefix("title:"))?;
    Some(value.trim().trim_matches(['"', '\'']).to_owned())
}

/// The first line that is neither letterhead nor genre; else the first line.
fn first_line(document: &Document) -> Option<String> {
    let wanted = |b: &&Block| !matches!(b.kind, BlockKind::Rule | BlockKind::Code);
    let head = document.structure.blocks.iter().filter(wanted).take(HEAD);
    let lines: Vec<String> = head
        .map(|b| shown(document, b))
        .filter(|l| !l.is_empty())
        .collect();
    let good = lines.iter().find(|l| !is_letterhead(l));
    good.or(lines.first()).cloned()
}

fn is_letterhead(line: &str) -> bool {
    let words: Vec<String> = line.split_whitespace().map(str::to_lowercase).collect();
    let office = words.iter().any(|w| OFFICES.contains(&w.as_str()));
    let capitals = !line.chars().any(char::is_lowercase);
    let genre = GENRES.contains(&words.join(" ").trim_end_matches(':'));
    genre
        || is_contact(&words)
        || words.len() < 2 && capitals
        || words.len() < 9 && (office || capitals && words.len() < 6)
}

/// Whether a line begins with the label of a telephone, fax or e-mail field.
fn is_contact(words: &[String]) -> bool {
    const LABELS: [&str; 7] = [
        "tel",
        "telephone",
        "phone",
        "fax",
        "email",
        "e-mail",
        "website",
    ];
    let first = words.first().map(|w| w.trim_end_matches([':', '.']));
    let labelled = words.iter().take(2).any(|w| w.ends_with(':'));
    labelled && first.is_some_and(|w| LABELS.contains(&w))
}

/// A block's text without hidden marks, white space folded; long blocks are cut.
fn shown(document: &Document, block: &Block) -> String {
    let text = &document.text;
    let end = segment::char_floor(text, block.range.end.min(block.range.start + 8 * MAX));
    let range = TextRange::new(block.range.start, end);
    let inlines = &document.structure.inlines;
    let from = inlines.partition_point(|i| i.range.start < range.start);
    let inside = inlines
        .iter()
        .skip(from)
        .take_while(|i| i.range.start < range.end);
    let mut out = String::new();
    let mut at = range.start;
    for hidden in inside.filter(|i| i.style == InlineStyle::Hidden) {
        out.push_str(text.get(at..hidden.range.start).unwrap_or_default());
        at = hidden.range.end;
    }
    out.push_str(text.get(at..range.end).unwrap_or_default());
    let plain = out.replace("**", "").replace("__", "");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first sentence, cut after a word and marked with "…" where it is too long.
fn shorten(title: &str) -> String {
    if title.chars().count() <= MAX {
        return title.to_owned();
    }
    let whole = TextRange::new(0, title.len());
    let first = segment::sentence_at(title, whole, 0).and_then(|s| s.of(title));
    let first = first.unwrap_or(title);
    let Some((cut, _)) = first.char_indices().nth(MAX) else {
        return first.to_owned();
    };
    let head = first.get(..cut).unwrap_or_default();
    let head = head.rsplit_once(' ').map_or(head, |(head, _)| head);
    format!("{}…", head.trim_end_matches([',', ';', ':', '-', '–']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::extraction::Extraction;
    use crate::document::{DocumentKind, Hash};

    fn title_of(name: &str, text: &str) -> String {
        Document::from_bytes(name, text.as_bytes().to_vec())
            .unwrap()
            .title()
    }

    #[test]
    fn headings_and_front_matter_first() {
        assert_eq!(title_of("a.md", "Intro\n\n# The *Act*\n"), "The Act");
        assert_eq!(
            title_of("a.md", "---\ntitle: \"Terms\"\n---\n# Other\n"),
            "Terms"
        );
    }

    #[test]
    fn letterheads_are_skipped() {
        let text = "MINISTRY OF FOREIGN AFFAIRS\nAND INTERNATIONAL COOPERATION\n\nGeneral Department of ASEAN\n\nPRESS RELEASE\n\nCambodia to further strengthen ties\n\nOn 10 April…";
        assert_eq!(
            title_of("a.txt", text),
            "Cambodia to further strengthen ties"
        );
        assert_eq!(
            title_of("a.txt", "Privacy Policy\n\nWe care about it a lot."),
            "Privacy Policy"
        );
        assert_eq!(title_of("a.txt", "PRESS RELEASE\n"), "PRESS RELEASE");
    }

    fn titled_by_file(title: &str, kind: BlockKind) -> String {
        let text = "The harbour was dredged in spring.".to_owned();
        let mut extraction = Extraction::default();
        let range = TextRange::new(0, text.len());
        extraction.structure.blocks.push(Block {
            range,
            kind,
            reflow: true,
        });
        extraction.text = text;
        extraction.origin.metadata.title = title.to_owned();
        let file = (Hash([1; 32]), 4);
        Document::extracted("a.pdf", DocumentKind::Pdf, file, extraction).title()
    }

    #[test]
    fn the_files_own_title_comes_after_headings_and_before_lines() {
        let line = "The harbour was dredged in spring.";
        let own = |title| titled_by_file(title, BlockKind::Paragraph);
        assert_eq!(own("Ports of the\n south"), "Ports of the south");
        assert_eq!(
            titled_by_file("Ports of the south", BlockKind::Heading(1)),
            line
        );
        for program in [
            "",
            "Document1",
            "Microsoft Word - ports final",
            "Untitled Document",
            "ports final 3.DOCX",
        ] {
            assert_eq!(own(program), line, "{program}");
        }
    }

    #[test]
    fn long_lines_are_cut_and_empty_texts_have_their_name() {
        let title = title_of("a.txt", &"many words ".repeat(60));
        assert!(
            title.ends_with("many…") && title.chars().count() <= MAX + 1,
            "{title}"
        );
        assert_eq!(title_of("a.txt", " \n"), "a.txt");
    }
}
