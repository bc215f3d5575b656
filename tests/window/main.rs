//! The whole window, driven without a display.

#![cfg(feature = "gui")]

mod big;
mod driver;
mod keeping;
mod looks;
mod opening;
mod pictures;
mod raster;
mod reviewing;
mod robust;
mod selecting;
mod texts;
mod working;
