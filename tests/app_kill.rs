//! The program itself (without its screen) is killed at 200 random moments of scripted edits: what it showed as saved is
//! there afterwards, and so is a sidecar that can be read.
#![cfg(unix)]

use rapporteur::annotation::Codebook;
use rapporteur::app::{App, Command, SaveState, loading};
use rapporteur::store::UserFolders;
use rapporteur::text::TextRange;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Names the folder in which the killed program works.
const STAGE: &str = "RAPPORTEUR_APP_KILL_TEST";
const KILLS: usize = 200;

fn document(dir: &Path) -> PathBuf {
    dir.join("papers").join("policy.txt")
}

fn folders(dir: &Path) -> UserFolders {
    UserFolders::inside(&dir.join("home"))
}

/// The passage of edit number `n`: each edit has its own, and they overlap.
fn passage(n: usize) -> TextRange {
    TextRange::new(n, n + 7)
}

/// Polls until `done`, for at most 20 seconds.
fn wait(app: &mut App, done: impl Fn(&App) -> bool) {
    let end = Instant::now() + Duration::from_secs(20);
    while !done(app) {
        assert!(Instant::now() < end, "the program does not get there");
        app.poll();
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// How many passages are tagged: they are those of edits 0 to n, without a gap.
fn tagged(dir: &Path) -> usize {
    let loaded = loading::load(&document(dir), Some(&folders(dir))).unwrap();
    assert!(!loaded.set.damaged, "the sidecar is damaged");
    let mut found: Vec<TextRange> = loaded.set.set.anchored().map(|a| a.range).collect();
    found.sort_unstable();
    let expected: Vec<TextRange> = (0..found.len()).map(passage).collect();
    assert_eq!(found, expected, "an edit is missing before a later one");
    found.len()
}

/// The program that is killed: it does nothing when the tests are run as usual.
#[test]
fn scripted_edits_without_end() {
    let Some(dir) = std::env::var_os(STAGE).map(PathBuf::from) else {
        return;
    };
    let mut app = App::new(Some(folders(&dir)), Arc::new(|| {}));
    app.execute(Command::OpenPath(document(&dir)));
    wait(&mut app, |a| a.session.is_some());
    let themes: Vec<_> = Codebook::default_themes().iter().map(|t| t.id).collect();
    let first = tagged(&dir);
    let mut out = std::io::stdout();
    writeln!(out, "\nsaved {first}").unwrap();
    for n in first.. {
        app.execute(Command::Tag(passage(n), themes[n % themes.len()]));
        app.poll();
        if n % 3 == 2 {
            app.execute(Command::Save);
            for _ in 0..20 {
                std::thread::sleep(Duration::from_millis(2));
                app.poll();
                if matches!(app.save_state(), SaveState::Saved(_)) {
                    break;
                }
            }
        }
        // What the screen would show now.
        if matches!(app.save_state(), SaveState::Saved(_)) {
            writeln!(out, "saved {}", n + 1).unwrap();
        }
    }
}

fn start(dir: &Path) -> Child {
    std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "scripted_edits_without_end", "--nocapture"])
        .env(STAGE, dir)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Kills the program `delay` after its first report; the last number that it showed as saved.
fn kill(mut child: Child, delay: Duration) -> usize {
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let number = |line: &str| line.strip_prefix("saved ").and_then(|n| n.parse().ok());
    let mut last = lines
        .by_ref()
        .map_while(Result::ok)
        .find_map(|l| number(&l))
        .expect("it reports its start");
    std::thread::sleep(delay);
    child.kill().unwrap();
    assert_eq!(child.wait().unwrap().code(), None, "it stopped by itself");
    for line in lines.map_while(Result::ok) {
        last = number(&line).unwrap_or(last);
    }
    last
}

#[test]
fn two_hundred_kills_of_the_program_lose_nothing_that_it_showed_as_saved() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("papers")).unwrap();
    // Without spaces: a passage gives up those at its ends.
    let text = "The-ministers-met-and-agreed.".repeat(4000);
    std::fs::write(document(dir.path()), &text).unwrap();
    // Delays spread over more than a save takes, in an order that looks random (a multiplicative sequence).
    let mut rounds_that_saved = 0;
    for round in 0..KILLS {
        let before = tagged(dir.path());
        let delay = Duration::from_millis((round as u64 * 7919) % 120);
        let shown = kill(start(dir.path()), delay);
        let found = tagged(dir.path());
        assert!(
            found >= shown,
            "round {round}: {shown} shown as saved, {found} found"
        );
        rounds_that_saved += usize::from(shown > before);
        if round % 20 == 19 {
            // A fresh start, so that the set stays small and every round is as quick as the first.
            std::fs::remove_dir_all(dir.path().join("home")).unwrap();
            let _ = std::fs::remove_file(rapporteur::store::sidecar_path(&document(dir.path())));
        }
    }
    assert!(
        rounds_that_saved > KILLS / 10,
        "{rounds_that_saved} rounds saved anything: too few"
    );
    println!("{rounds_that_saved} of {KILLS} rounds saved something before the kill");
    assert_eq!(
        std::fs::read_to_string(document(dir.path())).unwrap(),
        text,
        "the document is untouched"
    );
}
