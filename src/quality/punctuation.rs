//! STUB

use super::{Check, Context, Finding, Page};
use crate::annotation::label::Category;

/// STUB
pub struct PunctuationStyle;

impl Check for PunctuationStyle {
    fn id(&self) -> &'static str {
        "punctuation_style"
    }

    fn category(&self) -> Category {
        Category::PunctuationStyle
    }

    fn about(&self) -> &'static str {
        "STUB"
    }

    fn page(&self) -> Page {
        Page {
            matters: "STUB",
            examples: &[],
            false_alarms: "STUB",
        }
    }

    fn run(&self, _context: &Context<'_>, _out: &mut Vec<Finding>) {}
}
