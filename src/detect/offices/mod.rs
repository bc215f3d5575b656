//! Who holds which office, as a text has it.

mod bodies;
mod claim;
mod office;

pub use claim::{Claim, Standing, claims, is_of_aide, speaks_of_change};
pub use office::{is_single, normalised, portfolio_of};
