//! The whole window, driven without a display.

#![cfg(feature = "gui")]

mod driver;
mod keeping;
mod opening;
mod raster;
mod reviewing;
mod selecting;
mod texts;
mod working;
