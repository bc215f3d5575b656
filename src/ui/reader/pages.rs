//! The numbers of pages in the margin: where they stand, and what more is said of a page.

use super::{Reader, View};
use crate::document::extraction::Page;
use egui::{Rect, Ui, vec2};

impl Reader {
    /// Where the numbers of pages stand in the margin, with the index of the page.
    pub(super) fn page_marks(&self, view: &View<'_>) -> Vec<(Rect, usize)> {
        let origin = view.document.origin.as_deref();
        let pages = origin.map_or(&[][..], |o| &o.pages);
        let from = pages.partition_point(|p| p.start < self.frame.range.start);
        let begun = pages.iter().enumerate().skip(from);
        let mut marks: Vec<(Rect, usize)> = Vec::new();
        for (n, page) in begun.take_while(|(_, p)| p.start < self.frame.range.end) {
            let piece = self.piece_at(page.start);
            let shown = self.frame.visible.iter().find(|&&(i, _)| i == piece);
            let Some((&(_, y), laid)) = shown.zip(self.laid.get(&piece)) else {
                continue;
            };
            let caret = laid.caret(page.start).translate(vec2(0.0, y));
            let right = self.frame.column_left - 4.0;
            let mark = Rect::from_x_y_ranges(right - MARK..=right, caret.y_range());
            // Pages without text begin where the next one does: the first of them is what is written.
            if marks
                .last()
                .is_none_or(|(last, _)| mark.min.y - last.min.y >= 12.0)
            {
                marks.push((mark, n));
            }
        }
        marks
    }
}

/// Width of the number of a page in the margin, in points.
const MARK: f32 = 42.0;

/// Says more of the page whose number the pointer is on: how many there are, and what its head and foot say.
pub(super) fn hover(ui: &Ui, view: &View<'_>, marks: &[(Rect, usize)]) {
    let Some(pointer) = ui.input(|i| i.pointer.hover_pos()) else {
        return;
    };
    let under = marks.iter().find(|(at, _)| at.contains(pointer));
    let pages = view.document.origin.as_deref().map(|o| &o.pages);
    if let (Some(&(at, n)), Some(pages)) = (under, pages) {
        let said = pages.get(n).map(|p| about_page(p, pages.len()));
        let id = ui.scope_id().with("page");
        let response = ui.interact(at, id, egui::Sense::hover());
        response.on_hover_text(said.unwrap_or_default());
    }
}

/// What is known of a page besides its text.
fn about_page(page: &Page, of: usize) -> String {
    let mut said = format!("Page {} of {of}", page.number);
    if page.label != page.number.to_string() {
        said.push_str(&format!(", printed as “{}”", page.label));
    }
    if page.picture {
        said.push_str("\nA picture without text");
    }
    for (name, words) in [("head", &page.header), ("foot", &page.footer)] {
        if !words.is_empty() {
            said.push_str(&format!("\nRunning {name}: {words}"));
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_what_stands_on_it_besides_its_text() {
        let mut page = Page {
            number: 6,
            label: "iv".to_owned(),
            header: "Ports of the south".to_owned(),
            ..Page::default()
        };
        let said = "Page 6 of 48, printed as “iv”\nRunning head: Ports of the south";
        assert_eq!(about_page(&page, 48), said);
        page = Page {
            number: 2,
            label: "2".to_owned(),
            picture: true,
            ..Page::default()
        };
        assert_eq!(about_page(&page, 2), "Page 2 of 2\nA picture without text");
    }
}
