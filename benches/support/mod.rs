//! What benchmarks share: large texts, many annotations, a started program, the form of the figures.

#![allow(dead_code, reason = "each benchmark uses a part of it")]

pub mod annotations;
pub mod calibration;
pub mod random;
pub mod report;
pub mod reviewing;
pub mod screen;
pub mod searching;
pub mod started;
pub mod text;
