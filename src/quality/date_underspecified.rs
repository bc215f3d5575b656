//! STUB

use super::{Check, Context, Finding, Page};
use crate::annotation::label::Category;

/// STUB
pub struct DateUnderspecified;

impl Check for DateUnderspecified {
    fn id(&self) -> &'static str {
        "date_underspecified"
    }

    fn category(&self) -> Category {
        Category::DateUnderspecified
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
