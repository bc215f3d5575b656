//! The bodies of the fuzz targets on the files of their corpora, and on those files damaged at random.

#[path = "../fuzz/bodies.rs"]
mod bodies;

use std::fs;
use std::path::Path;

/// Damaged inputs a target.
const MUTATIONS: u64 = 300;
/// The journal goes to the disk, so it gets fewer.
const JOURNAL_MUTATIONS: u64 = 60;
/// Laying out takes longer than reading.
#[cfg(feature = "gui")]
const LAYOUT_MUTATIONS: u64 = 100;
/// Longest input that damage may make.
const LONGEST: usize = 4096;

/// A small generator of numbers: the same on every machine.
struct Numbers(u64);

impl Numbers {
    /// A number below `n`, which is not 0.
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }

    /// A piece of `bytes`.
    fn piece<'a>(&mut self, bytes: &'a [u8]) -> &'a [u8] {
        let from = self.below(bytes.len() + 1);
        let len = self.below(32).min(bytes.len() - from);
        &bytes[from..from + len]
    }
}

/// The files of a target's corpus, in the order of their names.
fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let files = fs::read_dir(folder.join(target)).unwrap();
    let mut paths: Vec<_> = files.map(|f| f.unwrap().path()).collect();
    paths.sort();
    let read = |p: &std::path::PathBuf| (p.display().to_string(), fs::read(p).unwrap());
    paths.iter().map(read).collect()
}

/// One of the files with a few pieces taken out, repeated, changed or taken from another.
fn damaged(files: &[(String, Vec<u8>)], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = files[numbers.below(files.len())].1.clone();
    for _ in 0..=numbers.below(6) {
        let other = &files[numbers.below(files.len())].1;
        let at = numbers.below(bytes.len() + 1);
        let end = bytes.len().min(at + numbers.below(16));
        let own = bytes.clone();
        match numbers.below(5) {
            0 => drop(bytes.drain(at..end)),
            1 => drop(bytes.splice(at..end, numbers.piece(other).iter().copied())),
            2 => drop(bytes.splice(at..at, numbers.piece(&own).iter().copied())),
            3 => bytes.insert(at, numbers.below(256) as u8),
            _ if at < bytes.len() => bytes[at] ^= 1 << numbers.below(8),
            _ => {}
        }
    }
    bytes.truncate(LONGEST);
    bytes
}

/// Runs a target; what it fails on is shown.
fn run(target: &str, about: &str, bytes: &[u8]) {
    let result = std::panic::catch_unwind(|| bodies::run(target, bytes));
    let shown = bytes.escape_ascii();
    assert!(result.is_ok(), "{target} fails on {about}: {shown}");
}

/// A target on its corpus, and on damage to it.
fn check(target: &str, mutations: u64) {
    let files = corpus(target);
    run(target, "nothing", b"");
    for (path, bytes) in &files {
        run(target, path, bytes);
    }
    for seed in 0..mutations {
        let bytes = damaged(&files, &mut Numbers(seed));
        run(target, &format!("damage {seed}"), &bytes);
    }
}

macro_rules! targets {
    ($($(#[$when:meta])? $name:ident: $mutations:expr,)+) => {
        $($(#[$when])? #[test] fn $name() { check(stringify!($name), $mutations); })+

        #[test]
        fn every_target_is_here() {
            let here: &[&str] = &[$($(#[$when])? stringify!($name)),+];
            let targets: Vec<&str> = bodies::TARGETS.iter().map(|(name, _)| *name).collect();
            assert_eq!(targets, here);
        }
    };
}

targets! {
    decode: MUTATIONS,
    sidecar: MUTATIONS,
    entities: MUTATIONS,
    journal: JOURNAL_MUTATIONS,
    detect: MUTATIONS,
    quality: MUTATIONS,
    anchoring: MUTATIONS,
    export: MUTATIONS,
    search: MUTATIONS,
    html: MUTATIONS,
    pdf: MUTATIONS,
    docx: MUTATIONS,
    odt: MUTATIONS,
    rtf: MUTATIONS,
    epub: MUTATIONS,
    mail: MUTATIONS,
    #[cfg(feature = "gui")] layout: LAYOUT_MUTATIONS,
}
