//! STUB

use super::{Check, Context, Finding, Page};
use crate::annotation::label::Category;

/// STUB
pub struct UnattributedClaim;

impl Check for UnattributedClaim {
    fn id(&self) -> &'static str {
        "unattributed_claim"
    }

    fn category(&self) -> Category {
        Category::UnattributedClaim
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
