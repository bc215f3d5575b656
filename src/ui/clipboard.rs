//! The system's clipboard, for what the toolkit's own does not carry: HTML.

use crate::app::quotation::Quotation;

/// The clipboard. On X11 it has to live as long as what was copied is to be pasted.
#[derive(Default)]
pub struct Clipboard {
    system: Option<arboard::Clipboard>,
}

impl Clipboard {
    /// Copies a quotation as HTML and as text; as text alone where the system has no clipboard for HTML.
    pub fn copy(&mut self, ctx: &egui::Context, quotation: Quotation) {
        if self.system.is_none() {
            self.system = arboard::Clipboard::new().ok();
        }
        let copied = self.system.as_mut().is_some_and(|c| {
            c.set_html(quotation.html.clone(), Some(quotation.text.clone()))
                .is_ok()
        });
        if !copied {
            ctx.copy_text(quotation.text);
        }
    }
}
