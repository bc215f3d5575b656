//! The whole window, driven without a display.

#![cfg(feature = "gui")]

mod driver;
mod raster;
mod selecting;
mod texts;
mod working;
