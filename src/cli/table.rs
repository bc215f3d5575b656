//! Aligned columns.

use super::console::printable;

/// Widest cell that the columns are aligned to.
const WIDEST: usize = 48;

/// The rows with their columns aligned; the last column is as wide as it is.
pub(super) fn aligned<const N: usize>(rows: &[[String; N]]) -> Vec<String> {
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|r| r.get(column));
        cells
            .map(|c| c.chars().count())
            .max()
            .unwrap_or(0)
            .min(WIDEST)
    };
    let widths: Vec<_> = (0..N).map(width).collect();
    rows.iter().map(|row| line(row, &widths)).collect()
}

fn line(row: &[String], widths: &[usize]) -> String {
    let mut out = String::new();
    for (cell, width) in row.iter().zip(widths) {
        out.push_str(&format!("  {cell:<width$}"));
    }
    out.trim_end().to_owned()
}

/// Text for a cell: on one line, with what does not fit left out.
pub(super) fn cell(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    let text = printable(&words.join(" "));
    if text.chars().count() <= WIDEST {
        return text;
    }
    text.chars().take(WIDEST - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned() {
        let rows = [["1:1", "ORG", "a"], ["12:10", "PERSON", ""]].map(|r| r.map(str::to_owned));
        assert_eq!(aligned(&rows), ["  1:1    ORG     a", "  12:10  PERSON"]);
    }

    #[test]
    fn cells_are_short_and_on_one_line() {
        assert_eq!(cell(" a\r\n  b "), "a b");
        assert_eq!(cell(&"x".repeat(99)).chars().count(), WIDEST);
    }
}
