//! STUB

use super::{Check, Context, Finding, Page};
use crate::annotation::label::Category;

/// STUB
pub struct OfficeConflict;

impl Check for OfficeConflict {
    fn id(&self) -> &'static str {
        "office_conflict"
    }

    fn category(&self) -> Category {
        Category::OfficeConflict
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
