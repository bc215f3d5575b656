//! STUB

use super::{Check, Context, Finding, Page};
use crate::annotation::label::Category;

/// STUB
pub struct MissingMetadata;

impl Check for MissingMetadata {
    fn id(&self) -> &'static str {
        "missing_metadata"
    }

    fn category(&self) -> Category {
        Category::MissingMetadata
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
