//! `cargo bench --bench detect -- ablation FOLDER` leaves out each stage of the detection in turn on reference texts.

#[path = "../tests/entity_support/mod.rs"]
mod entity_support;

use entity_support::{Reference, Score};
use rapporteur::detect::{Settings, Stages};
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["ablation", folder] => ablation(Path::new(folder)),
        _ => Err("Say what: ablation FOLDER (with FOLDER.jsonl beside it).".into()),
    };
    outcome.unwrap_or_else(|e| {
        println!("the benchmark could not be carried out: {e}");
        ExitCode::FAILURE
    })
}

type Outcome = Result<ExitCode, Box<dyn std::error::Error>>;

/// What each stage is worth on reference texts.
fn ablation(folder: &Path) -> Outcome {
    let reference = Reference::read(folder)?;
    let whole = reference.score(&Settings::default());
    println!(
        "{:<28}{:>9}{:>9}{:>9}{:>9}",
        "F1 in per cent", "exact", "", "partial", "links"
    );
    line("everything", &whole, &whole);
    for (stage, name) in Stages::ALL {
        let settings = Settings {
            without: stage,
            ..Settings::default()
        };
        line(
            &format!("without {name}"),
            &reference.score(&settings),
            &whole,
        );
    }
    println!();
    for (label, counts) in &whole.types {
        println!(
            "{label:<28}{:>9.1}{:>9}{:>9.1}{:>9}",
            counts.exact_f1(),
            counts.gold,
            counts.partial_f1(),
            counts.found
        );
    }
    Ok(ExitCode::SUCCESS)
}

fn line(name: &str, score: &Score, whole: &Score) {
    let exact = score.micro.exact_f1();
    let less = exact - whole.micro.exact_f1();
    println!(
        "{name:<34}{exact:>6.1}{less:>+9.1}{:>9.1}{:>9.1}",
        score.micro.partial_f1(),
        score.links
    );
}
