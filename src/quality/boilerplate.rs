//! STUB

use super::{Check, Context, Finding, Page};
use crate::annotation::label::Category;

/// STUB
pub struct BoilerplateMachineText;

impl Check for BoilerplateMachineText {
    fn id(&self) -> &'static str {
        "boilerplate_machine_text"
    }

    fn category(&self) -> Category {
        Category::BoilerplateMachineText
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
