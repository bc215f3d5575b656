//! STUB

use super::{Check, Context, Finding, Page};
use crate::annotation::label::Category;

/// STUB
pub struct UnexpandedAcronym;

impl Check for UnexpandedAcronym {
    fn id(&self) -> &'static str {
        "unexpanded_acronym"
    }

    fn category(&self) -> Category {
        Category::UnexpandedAcronym
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
