//! STUB

use super::{Check, Context, Finding, Page};
use crate::annotation::label::Category;

/// STUB
pub struct NameVariant;

impl Check for NameVariant {
    fn id(&self) -> &'static str {
        "name_variant"
    }

    fn category(&self) -> Category {
        Category::NameVariant
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
