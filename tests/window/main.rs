//! The whole window, driven without a display.

#![cfg(feature = "gui")]

mod driver;
mod keeping;
mod looks;
mod opening;
mod pictures;
mod raster;
mod reviewing;
mod robust;
mod scripts;
mod searching;
mod selecting;
mod texts;
mod working;
