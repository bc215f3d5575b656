//! One line a figure, and whether all of them were reached.

use std::fmt::Display;
use std::process::ExitCode;
use std::time::Instant;

/// The figures of a run.
#[derive(Default)]
pub struct Report {
    short: usize,
    unmeasured: usize,
}

impl Report {
    /// A figure that has to be at least `limit`.
    pub fn at_least(&mut self, name: &str, figure: f64, limit: f64, unit: &str) {
        self.judged(name, figure, "≥", limit, unit, figure >= limit);
    }

    /// A figure that has to be at most `limit`.
    pub fn at_most(&mut self, name: &str, figure: f64, limit: f64, unit: &str) {
        self.judged(name, figure, "≤", limit, unit, figure <= limit);
    }

    fn judged(&mut self, name: &str, figure: f64, sign: &str, limit: f64, unit: &str, ok: bool) {
        let verdict = if ok { "ok" } else { "short" };
        self.short += usize::from(!ok);
        println!("{name}: {figure:.2} {unit} (limit {sign} {limit} {unit}) {verdict}");
    }

    /// A figure to know, without a limit.
    pub fn told(&self, name: &str, figure: impl Display) {
        println!("{name}: {figure}");
    }

    /// A figure that could not be measured here.
    pub fn not_measured(&mut self, name: &str, why: impl Display) {
        self.unmeasured += 1;
        println!("{name}: not measured: {why}");
    }

    /// Failure where a figure fell short.
    pub fn finish(self) -> ExitCode {
        if self.unmeasured > 0 {
            println!("{} figures were not measured", self.unmeasured);
        }
        ExitCode::from(u8::from(self.short > 0))
    }
}

/// The shortest of `times` runs, in seconds.
pub fn best<T>(times: usize, mut run: impl FnMut() -> T) -> f64 {
    let mut best = f64::INFINITY;
    for _ in 0..times {
        let start = Instant::now();
        std::hint::black_box(run());
        best = best.min(start.elapsed().as_secs_f64());
    }
    best
}

/// The value in the middle.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// The value that `share` (0–1) of all are below.
pub fn quantile(mut values: Vec<f64>, share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let at = (values.len() as f64 * share) as usize;
    values
        .get(at.min(values.len().saturating_sub(1)))
        .copied()
        .unwrap_or_default()
}

/// Megabytes (10⁶ bytes) a second.
pub fn rate(bytes: usize, seconds: f64) -> f64 {
    bytes as f64 / 1e6 / seconds
}
