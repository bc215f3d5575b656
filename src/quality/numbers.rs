//! STUB

use super::{Check, Context, Finding, Page};
use crate::annotation::label::Category;

/// STUB
pub struct NumericAnomaly;

impl Check for NumericAnomaly {
    fn id(&self) -> &'static str {
        "numeric_anomaly"
    }

    fn category(&self) -> Category {
        Category::NumericAnomaly
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
