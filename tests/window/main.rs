//! The whole window, driven without a display.

#![cfg(feature = "gui")]

mod access;
mod big;
mod caret;
mod checks;
mod comfort;
mod crowds;
mod driver;
mod early;
mod findings;
mod formats;
mod index;
mod keeping;
mod keyboard;
mod languages;
mod looks;
mod naming;
mod opening;
mod pictures;
mod raster;
mod reporting;
mod reviewing;
mod robust;
mod scripts;
mod searching;
mod selecting;
mod texts;
mod working;
