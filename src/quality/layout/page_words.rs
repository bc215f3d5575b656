//! The words of which lines are made that are numbers of pages, so that no other line is asked for their form.

use super::frames::is_letter;

/// Words for a page, the parts of the one whose letters are set apart, and what stands between two numbers.
const WORDS: &[&str] = &[
    "page",
    "pages",
    "pag",
    "age",
    "pa",
    "ge",
    "pg",
    "pp",
    "p",
    "seite",
    "s",
    "página",
    "pagina",
    "pág",
    "halaman",
    "hal",
    "trang",
    "tr",
    "стр",
    "страница",
    "σελ",
    "σελίδα",
    "sayfa",
    "strona",
    "str",
    "strana",
    "oldal",
    "sida",
    "side",
    "ទំព័រ",
    "หน้า",
    "no",
    "n",
    "of",
    "out",
    "de",
    "sur",
    "von",
    "di",
    "dari",
    "z",
    "из",
    "af",
    "av",
    "trên",
];

/// How many words may stand together without a space.
const TOGETHER: usize = 3;

/// Whether all words of a line are those of numbers of pages, or Roman numbers, or single letters.
pub(super) fn is_made_of_page_words(line: &str) -> bool {
    let runs = line.split(|c| !is_letter(c)).filter(|r| !r.is_empty());
    let single = |run: &str| run.chars().nth(1).is_none();
    runs.into_iter()
        .all(|run| single(run) || is_made_of(&run.to_lowercase(), TOGETHER))
}

/// Whether letters are up to `count` words.
fn is_made_of(letters: &str, count: usize) -> bool {
    if letters.is_empty() || count == 0 {
        return letters.is_empty();
    }
    let rest = letters.trim_start_matches(['i', 'v', 'x', 'l', 'c']);
    let words = || {
        let rests = WORDS.iter().filter_map(|w| letters.strip_prefix(w));
        rests.into_iter().any(|rest| is_made_of(rest, count - 1))
    };
    rest.len() < letters.len() && is_made_of(rest, count - 1) || words()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_page_words_only() {
        for line in [
            "Page 3 of 7",
            "- 4 -",
            "S. 3",
            "page no. 4/xii",
            "iv | P a g e",
            "TRANG 3",
        ] {
            assert!(is_made_of_page_words(line), "{line}");
        }
        for line in [
            "Part 2",
            "Section 3",
            "3 boats",
            "page by page",
            "Vision 2030",
        ] {
            assert!(!is_made_of_page_words(line), "{line}");
        }
    }
}
