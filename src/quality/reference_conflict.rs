//! STUB

use super::{Check, Context, Finding, Page};
use crate::annotation::label::Category;

/// STUB
pub struct ReferenceConflict;

impl Check for ReferenceConflict {
    fn id(&self) -> &'static str {
        "reference_conflict"
    }

    fn category(&self) -> Category {
        Category::ReferenceConflict
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
