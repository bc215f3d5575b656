//! The program is killed at any moment, again and again, and nothing that was reported as saved is lost.
#![cfg(unix)]

mod store_support;

use rapporteur::annotation::ids::CountingMint;
use rapporteur::annotation::{
    AnnotationSet, Annotator, Change, Codebook, Place, Record, RecordKey, codebook,
};
use rapporteur::store::*;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use store_support::memo;

/// Names the folder in which the killed program works.
const STAGE: &str = "RAPPORTEUR_KILL_TEST";
const KILLS: usize = 200;
/// Memos that stand at a time: each edit removes the oldest.
const ALIVE: u64 = 40;

struct Stage {
    folders: UserFolders,
    root: PathBuf,
    doc: PathBuf,
    place: Place,
}

impl Stage {
    fn at(dir: &Path) -> Self {
        let root = dir.join("papers");
        let doc = root.join("policy.txt");
        Self {
            folders: UserFolders::inside(&dir.join("home")),
            place: Place::Document(doc.display().to_string()),
            root,
            doc,
        }
    }

    /// Edit number `n`: some memos put, as many removed, the count kept in a record, now and then a theme renamed.
    fn edit(&self, n: u64) -> Vec<Change> {
        let here = &self.place;
        let memos = |n: u64| {
            (0..n % 4 + 1)
                .map(move |i| memo(&mut CountingMint::new(n * 1000 + 100 * i), &format!("{n}")))
        };
        let mut out: Vec<_> = memos(n).map(|r| Change::put(here.clone(), r)).collect();
        if let Some(old) = n.checked_sub(ALIVE) {
            out.extend(memos(old).map(|r| Change::remove(here.clone(), r.key())));
        }
        out.push(Change::put(here.clone(), count(n)));
        if n.is_multiple_of(3) {
            let mut theme = Codebook::default_themes().by_key(1).unwrap().clone();
            theme.name = format!("Security {n}");
            out.push(Change::put(Place::Codebook, Record::Theme(theme)));
        }
        out
    }

    /// What is on disk: sidecar and codebook, with the journal on top.
    fn recovered(&self) -> State {
        let read = read_sidecar(&self.doc).unwrap();
        let book = read_codebook(&self.root).unwrap();
        assert_eq!((read.damaged, &read.problems[..]), (None, &[][..]));
        assert_eq!((book.damaged, &book.problems[..]), (None, &[][..]));
        let mut state = State {
            notes: read.set,
            book: book.set,
        };
        let left = Journal::recover(&self.folders, &self.doc);
        replay(&mut state.notes, &self.place, &left);
        replay(&mut state.book, &Place::Codebook, &left);
        state
    }
}

fn count(n: u64) -> Record {
    Record::Annotator(Annotator {
        id: codebook::sample_annotator(),
        name: n.to_string(),
        extra: Default::default(),
    })
}

#[derive(Clone, Default, PartialEq, Debug)]
struct State {
    notes: AnnotationSet,
    book: AnnotationSet,
}

impl State {
    fn apply(&mut self, stage: &Stage, n: u64) {
        let edit = [(n, stage.edit(n))];
        replay(&mut self.notes, &stage.place, &edit);
        replay(&mut self.book, &Place::Codebook, &edit);
    }

    /// Number of the last edit in it.
    fn number(&self) -> u64 {
        let key = RecordKey::Annotator(codebook::sample_annotator());
        match self.notes.get(&key) {
            Some(Record::Annotator(a)) => a.name.parse().unwrap(),
            _ => 0,
        }
    }
}

/// A small generator of numbers that look random (xorshift64*).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) % limit
    }
}

/// The program that is killed: it does nothing when the tests are run as usual.
#[test]
fn edits_without_end() {
    let Some(dir) = std::env::var_os(STAGE) else {
        return;
    };
    let stage = Stage::at(Path::new(&dir));
    let mut out = std::io::stdout();
    let mut state = stage.recovered();
    let mut bases = (
        read_sidecar(&stage.doc).unwrap().base,
        read_codebook(&stage.root).unwrap().base,
    );
    let mut journal = Journal::open(&stage.folders, &stage.doc).unwrap();
    for n in state.number() + 1.. {
        journal.append(n, &stage.edit(n)).unwrap();
        writeln!(out, "\nsaved {n}").unwrap();
        state.apply(&stage, n);
        if n % 5 == 0 {
            bases.0 = Some(save_sidecar(&stage.doc, &state.notes, bases.0, false).unwrap());
            journal.saved(&stage.place, n).unwrap();
        }
        if n % 7 == 0 {
            bases.1 = Some(save_codebook(&stage.root, &state.book, bases.1).unwrap());
            journal.saved(&Place::Codebook, n).unwrap();
        }
    }
}

fn start(dir: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "edits_without_end", "--nocapture"])
        .env(STAGE, dir)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Kills the program `delay` after it was started or, if `wait`, after its first report; the last edit reported.
fn kill(mut child: Child, delay: Duration, wait: bool) -> Option<u64> {
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut said = String::new();
    while wait && !said.contains("saved ") && out.read_line(&mut said).unwrap() > 0 {}
    std::thread::sleep(delay);
    child.kill().unwrap();
    let status = child.wait().unwrap();
    let mut wrong = String::new();
    out.read_to_string(&mut said).unwrap();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut wrong)
        .unwrap();
    assert_eq!(status.code(), None, "it stopped by itself: {said}{wrong}");
    let whole = said.rsplit_once('\n').map_or("", |(whole, _)| whole);
    let mut saved = whole.lines().filter_map(|l| l.strip_prefix("saved "));
    saved.next_back().map(|n| n.parse().unwrap())
}

#[test]
fn two_hundred_kills_lose_nothing_that_was_reported_as_saved() {
    let dir = tempfile::tempdir().unwrap();
    let stage = Stage::at(dir.path());
    std::fs::create_dir(&stage.root).unwrap();
    std::fs::write(&stage.doc, "Ministry").unwrap();
    let mut random = Random(0x5eed_2026);
    let (mut model, mut at, mut extra, mut journalled) = (State::default(), 0, 0, 0);
    let began = Instant::now();
    for round in 0..KILLS {
        let delay = Duration::from_micros(random.below(90_000));
        let reported = kill(start(dir.path()), delay, round % 2 == 0).unwrap_or(at);
        let found = stage.recovered();
        let number = found.number();
        // One edit may be on the disk whose report was cut off.
        assert!(
            number == reported || number == reported + 1,
            "round {round}: {reported} reported, {number} found"
        );
        while at < number {
            at += 1;
            model.apply(&stage, at);
        }
        assert!(found == model, "round {round}: edit {number} is not whole");
        extra += usize::from(number > reported);
        journalled += usize::from(!Journal::recover(&stage.folders, &stage.doc).is_empty());
    }
    let temporary = count_temporary(&stage.root);
    println!(
        "{KILLS} kills, {at} edits, {journalled} times with a journal to replay, {extra} times one edit more than \
         reported, {temporary} temporary files left by kills, {:.1} s",
        began.elapsed().as_secs_f32()
    );
    assert!(at >= KILLS as u64 / 2, "the program hardly ran: {at} edits");
}

fn count_temporary(root: &Path) -> usize {
    let files = |dir: PathBuf| std::fs::read_dir(dir).into_iter().flatten().flatten();
    files(root.to_owned())
        .chain(files(root.join(".rapporteur")))
        .filter(|e| e.file_name().to_string_lossy().ends_with("-tmp"))
        .count()
}
