//! The user's own lists (`entities.ron`): on the command line, in the store, in the program without its screen.

use rapporteur::annotation::entity_list::EntityRecord;
use rapporteur::annotation::{
    Change, Decision, DecisionSubject, EntityKey, EntityLabel, EntityList, OwnName, Place, Record,
    RecordKey, TextQuote, Timestamp, Verdict, codebook, sidecar,
};
use rapporteur::app::{App, Command, Focus};
use rapporteur::detect::OWN_RULE;
use rapporteur::store::{self, Journal, SaveError, UserFolders};
use rapporteur::text::TextRange;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

const TEXT: &str = "The blue economy grows. They met in Burma, and blue economy it was.\n";

/// A folder with a document, and where its list is kept.
struct Root {
    dir: tempfile::TempDir,
}

impl Root {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir_all(dir.path().join("papers/.rapporteur")).unwrap();
        fs::create_dir_all(dir.path().join("papers/sub")).unwrap();
        fs::write(dir.path().join("papers/sub/one.txt"), TEXT).unwrap();
        Self { dir }
    }

    fn papers(&self) -> PathBuf {
        self.dir.path().join("papers")
    }

    fn document(&self) -> PathBuf {
        self.papers().join("sub/one.txt")
    }

    fn list(&self) -> PathBuf {
        store::entities_path(&self.papers())
    }

    /// Types the list with another program.
    fn type_list(&self, records: &str) {
        fs::write(self.list(), typed(records)).unwrap();
    }

    fn folders(&self) -> UserFolders {
        UserFolders::inside(&self.dir.path().join("home"))
    }

    /// The program, with the folder opened and looked through.
    fn app(&self) -> App {
        let mut app = App::new(Some(self.folders()), Arc::new(|| {}));
        app.execute(Command::OpenPath(self.papers()));
        wait(&mut app, |a| mentions(a).is_some());
        app
    }
}

fn typed(records: &str) -> String {
    format!("(format: \"rapporteur\", version: 1, records: [\n{records}\n])\n")
}

const BLUE: &str = "(kind: \"name\", type: \"AGREEMENT\", name: \"Blue Economy Plan\", aliases: [\"blue economy\"]),";

/// Polls until `done`, for at most 30 seconds.
#[track_caller]
fn wait(app: &mut App, done: impl Fn(&App) -> bool) {
    let end = Instant::now() + Duration::from_secs(30);
    while !done(app) {
        let said: Vec<_> = app.notices.shown().iter().map(|n| n.text.clone()).collect();
        assert!(
            Instant::now() < end,
            "the program does not get there; it says {said:?}, finds {:?}",
            mentions(app)
        );
        app.poll();
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Type, words and canonical form of the mentions on screen.
fn mentions(app: &App) -> Option<Vec<String>> {
    let session = app.session.as_ref()?;
    session.analysis.as_ref()?;
    let text = &session.document.text;
    let all = session.mentions().iter();
    Some(
        all.map(|m| {
            format!(
                "{} {} = {}",
                m.label,
                m.range.of(text).unwrap(),
                m.canonical
            )
        })
        .collect(),
    )
}

fn has(app: &App, mention: &str) -> bool {
    mentions(app).is_some_and(|all| all.iter().any(|m| m == mention))
}

fn says(app: &App, what: &str) -> bool {
    app.notices.shown().iter().any(|n| n.text.contains(what))
}

fn always(surface: &str, label: EntityLabel, canonical: &str) -> Command {
    Command::AlwaysTreat {
        surface: surface.into(),
        label,
        canonical: canonical.into(),
    }
}

mod command_line {
    use super::*;

    fn run(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_rapporteur"));
        let done = command.current_dir(folder).args(args).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (done.status.code(), text(done.stdout), text(done.stderr))
    }

    #[test]
    fn the_nearest_list_above_a_document_holds_unless_it_is_left_out() {
        let root = Root::new();
        root.type_list(&format!("{BLUE}\n(kind: \"never\", name: \"Burma\"),"));
        let (code, out, err) = run(&root.papers(), &["detect", "sub", "--format", "jsonl"]);
        assert_eq!((code, err.as_str()), (Some(0), ""));
        let line = "\"text\":\"blue economy\",\"type\":\"AGREEMENT\",\"canonical\":\"Blue Economy Plan\",\"rule\":\"your list\"}";
        assert_eq!(out.matches(line).count(), 2, "{out}");
        assert!(!out.contains("Burma"), "{out}");
        let (_, out, _) = run(
            &root.papers(),
            &["detect", "sub", "--format", "jsonl", "--no-own-lists"],
        );
        assert!(
            out.contains("Burma") && !out.contains("blue economy"),
            "{out}"
        );
        let other = root.dir.path().join("other.ron");
        fs::write(
            &other,
            typed("(kind: \"retyped\", type: \"PLACE\", name: \"Myanmar\", to: \"ORG\"),"),
        )
        .unwrap();
        let (code, out, _) = run(
            &root.papers(),
            &[
                "detect",
                "sub",
                "--format",
                "jsonl",
                "--entities",
                "../other.ron",
            ],
        );
        assert_eq!(code, Some(0));
        assert!(
            out.contains("\"text\":\"Burma\",\"type\":\"ORG\"") && !out.contains("blue economy"),
            "{out}"
        );
    }

    #[test]
    fn a_broken_list_is_reported_with_its_place_and_the_work_goes_on() {
        let root = Root::new();
        fs::write(root.list(), "(format: \"rapporteur\", version: 1, records: [\n  (kind: \"name\", type \"ORG\"),\n])").unwrap();
        let (code, out, err) = run(&root.papers(), &["detect", "sub"]);
        assert_eq!(code, Some(1));
        assert!(out.contains("Burma"), "{out}");
        assert!(
            err.contains("broken at line 2, column 22: a colon is missing here"),
            "{err}"
        );
        root.type_list(&format!(
            "(kind: \"name\", type: \"ORK\", name: \"A\"),\n{BLUE}"
        ));
        let (code, out, err) = run(&root.papers(), &["detect", "sub"]);
        assert_eq!(code, Some(1));
        assert!(
            err.contains("entities.ron:2:1: type: “ORK” is not known; it is one of PERSON, ORG"),
            "{err}"
        );
        assert!(out.contains("Blue Economy Plan"), "{out}");
        let (code, _, err) = run(
            &root.papers(),
            &["detect", "sub", "--entities", "nowhere.ron"],
        );
        assert_eq!(code, Some(1));
        assert!(err.contains("There is no such list of entities"), "{err}");
    }

    #[test]
    fn lists_are_validated_with_the_rest_of_a_folder() {
        let root = Root::new();
        root.type_list(
            "(kind: \"same\", type: \"ORG\", name: \"A\", into: \"B\"),\n(kind: \"same\", type: \"ORG\", name: \"B\", into: \"A\"),\n\
             (kind: \"name\", type: \"ORG\", name: \"  \"),",
        );
        let (code, out, _) = run(&root.papers(), &["validate", "."]);
        assert_eq!(code, Some(1));
        assert!(
            out.contains("entities.ron:2:1: the merge of “A” leads back to itself"),
            "{out}"
        );
        assert!(
            out.contains("entities.ron:4:1: name: there is nothing in it"),
            "{out}"
        );
        root.type_list(BLUE);
        let (code, out, _) = run(&root.papers(), &["validate", "."]);
        assert_eq!(code, Some(0), "{out}");
    }
}

mod file {
    use super::*;

    fn list(name: &str) -> EntityList {
        let mut list = EntityList::default();
        list.insert(EntityRecord::Name(OwnName::new(EntityLabel::Org, name)));
        list
    }

    #[test]
    fn a_list_is_saved_and_read_and_a_broken_or_foreign_one_is_not_written_over() {
        let root = Root::new();
        let (papers, ours) = (root.papers(), list("Harbour Board"));
        let base = store::save_entities(&papers, ours.set(), None).unwrap();
        let read = store::read_entities(&papers).unwrap();
        assert_eq!((&read.set, read.base), (ours.set(), Some(base)));
        let bytes = fs::read(root.list()).unwrap();
        store::save_entities(&papers, ours.set(), Some(base)).unwrap();
        assert_eq!(fs::read(root.list()).unwrap(), bytes);
        root.type_list(BLUE);
        let other = fs::read(root.list()).unwrap();
        let refused = store::save_entities(&papers, ours.set(), Some(base));
        assert!(matches!(refused, Err(SaveError::Changed { .. })));
        for broken in [
            "(format: \"rapporteur\", version: 1, records: [",
            "",
            "hello",
        ] {
            fs::write(root.list(), broken).unwrap();
            let base = store::read_entities(&papers).unwrap().base;
            let e = store::save_entities(&papers, ours.set(), base).unwrap_err();
            assert!(e.to_string().contains("broken at line 1, column"), "{e}");
            assert_eq!(fs::read_to_string(root.list()).unwrap(), broken);
        }
        fs::write(
            root.list(),
            String::from_utf8(other)
                .unwrap()
                .replace("version: 1", "version: 9"),
        )
        .unwrap();
        let e = store::save_entities(
            &papers,
            ours.set(),
            store::read_entities(&papers).unwrap().base,
        );
        assert!(e.unwrap_err().to_string().contains("newer version"));
    }

    #[test]
    fn a_list_of_version_1_reads_without_a_problem_and_saves_as_it_was() {
        let root = Root::new();
        let fixture = "tests/fixtures/sidecars/v1.entities.ron";
        let old = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(fixture)).unwrap();
        fs::write(root.list(), &old).unwrap();
        let read = store::read_entities(&root.papers()).unwrap();
        assert_eq!((&read.problems[..], &read.damaged), (&[][..], &None));
        assert_eq!((read.set.len(), read.set.entities().count()), (10, 9));
        fs::remove_file(root.list()).unwrap();
        store::save_entities(&root.papers(), &read.set, None).unwrap();
        assert_eq!(
            fs::read_to_string(root.list()).unwrap(),
            String::from_utf8(old).unwrap()
        );
    }

    #[test]
    fn journals_bring_back_changes_to_the_list_also_from_a_document_s_own() {
        let root = Root::new();
        let (folders, papers) = (root.folders(), root.papers());
        let put = |r: EntityRecord| r.put();
        let first = put(EntityRecord::different(
            EntityLabel::Person,
            "Hun Sen",
            "Hun Manet",
        ));
        let second = EntityKey::Never("May".into(), None).remove();
        {
            let mut journal = Journal::open_entities(&folders, &papers).unwrap();
            journal.append(1, &[first.clone(), second.clone()]).unwrap();
        }
        let batches = Journal::recover_entities(&folders, &papers);
        assert_eq!(batches, [(1, vec![first, second])]);
        let key = root.document().to_string_lossy().into_owned();
        let decision = Record::Decision(Decision {
            id: rapporteur::annotation::DecisionId(uuid::Uuid::from_u128(7)),
            subject: DecisionSubject::Mention {
                label: EntityLabel::Org,
            },
            range: TextRange::new(4, 16),
            quote: TextQuote::default(),
            verdict: Verdict::Accepted,
            annotator: codebook::sample_annotator(),
            created: Timestamp::from_unix(1),
            extra: Default::default(),
        });
        let mixed = [
            Change::put(Place::Document(key), decision),
            put(EntityRecord::Name(OwnName::new(
                EntityLabel::Org,
                "blue economy",
            ))),
        ];
        {
            let mut journal = Journal::open(&folders, &root.document()).unwrap();
            journal.append(2, &mixed).unwrap();
        }
        let mut app = root.app();
        wait(&mut app, |a| has(a, "ORG blue economy = blue economy"));
        assert!(
            app.entities()
                .are_different(EntityLabel::Person, "Hun Manet", "Hun Sen")
        );
        app.finish(Duration::from_secs(20));
        let saved = store::read_entities(&papers).unwrap().set;
        assert_eq!(&saved, app.entities().set());
        assert_eq!(saved.entities().count(), 2);
        drop(app);
        assert_eq!(Journal::unsaved(&folders), [] as [PathBuf; 0]);
    }
}

#[test]
fn always_and_never_mark_at_once_are_saved_and_can_be_undone() {
    let root = Root::new();
    let mut app = root.app();
    let before = mentions(&app);
    app.execute(always(
        "blue  economy",
        EntityLabel::Agreement,
        "Blue Economy Plan",
    ));
    assert_eq!(
        app.undo_name(),
        Some("Always treat “blue economy” as agreement")
    );
    wait(&mut app, |a| {
        has(a, "AGREEMENT blue economy = Blue Economy Plan")
    });
    let session = app.session.as_ref().unwrap();
    let own = session
        .mentions()
        .iter()
        .filter(|m| m.rule == OWN_RULE)
        .count();
    assert_eq!(own, 2);
    app.execute(Command::NeverTreat {
        surface: "Burma".into(),
        label: Some(EntityLabel::Place),
    });
    assert_eq!(app.undo_name(), Some("Never mark “Burma” as place"));
    wait(&mut app, |a| !has(a, "PLACE Burma = Myanmar"));
    app.finish(Duration::from_secs(20));
    let saved = fs::read_to_string(root.list()).unwrap();
    assert_eq!(
        saved,
        "(\n    format: \"rapporteur\",\n    version: 1,\n    records: [\n        \
         (kind:\"name\",type:\"AGREEMENT\",name:\"Blue Economy Plan\",aliases:[\"blue economy\"]),\n        \
         (kind:\"never\",name:\"Burma\",type:\"PLACE\"),\n    ],\n)\n"
    );
    app.execute(Command::Undo);
    wait(&mut app, |a| has(a, "PLACE Burma = Myanmar"));
    app.execute(Command::Undo);
    wait(&mut app, |a| mentions(a) == before);
    assert!(app.entities().is_empty());
    app.execute(Command::Redo);
    wait(&mut app, |a| {
        has(a, "AGREEMENT blue economy = Blue Economy Plan")
    });
    app.execute(always(
        "blue economy",
        EntityLabel::Agreement,
        "Blue Economy Plan",
    ));
    assert!(says(&app, "Your list says so already"));
}

#[test]
fn what_one_points_at_stays_when_mentions_move() {
    let root = Root::new();
    let mut app = root.app();
    let at = |app: &App| {
        app.session
            .as_ref()
            .unwrap()
            .mentions()
            .iter()
            .position(|m| m.canonical == "Myanmar")
    };
    let first = at(&app).unwrap();
    app.execute(Command::Focus(Focus::Mention(first)));
    app.execute(always("blue economy", EntityLabel::Event, ""));
    wait(&mut app, |a| has(a, "EVENT blue economy = blue economy"));
    let moved = at(&app).unwrap();
    assert_eq!(moved, first + 1);
    assert_eq!(app.session.as_ref().unwrap().focus, Focus::Mention(moved));
    app.execute(Command::NeverTreat {
        surface: "Burma".into(),
        label: None,
    });
    wait(&mut app, |a| at(a).is_none());
    assert_eq!(app.session.as_ref().unwrap().focus, Focus::Nothing);
}

#[test]
fn a_list_that_another_program_writes_is_in_force_within_moments() {
    let root = Root::new();
    let mut app = root.app();
    root.type_list(BLUE);
    wait(&mut app, |a| {
        has(a, "AGREEMENT blue economy = Blue Economy Plan")
    });
    assert!(says(&app, "was changed by another program"));
    // What is done here is joined with it.
    app.execute(Command::NeverTreat {
        surface: "Burma".into(),
        label: None,
    });
    app.finish(Duration::from_secs(20));
    let list = EntityList::of(
        sidecar::parse(&fs::read_to_string(root.list()).unwrap())
            .unwrap()
            .set,
    );
    assert!(list.is_never("Burma", EntityLabel::Place));
    assert!(
        list.name(EntityLabel::Agreement, "Blue Economy Plan")
            .is_some()
    );
}

#[test]
fn a_broken_list_says_where_and_the_old_one_stays_in_force() {
    let root = Root::new();
    root.type_list(BLUE);
    let mut app = root.app();
    assert!(has(&app, "AGREEMENT blue economy = Blue Economy Plan"));
    let broken = typed(&BLUE.replace("aliases: [", "aliases ["));
    fs::write(root.list(), &broken).unwrap();
    wait(&mut app, |a| {
        says(a, "The list of entities is broken at line 2, column")
    });
    assert!(says(&app, "the last good list stays in force"));
    assert!(has(&app, "AGREEMENT blue economy = Blue Economy Plan"));
    app.execute(always("Burma", EntityLabel::Org, ""));
    assert!(says(&app, "has to be mended first"));
    app.finish(Duration::from_secs(5));
    assert_eq!(fs::read_to_string(root.list()).unwrap(), broken);
    root.type_list(&BLUE.replace("AGREEMENT", "EVENT"));
    wait(&mut app, |a| {
        has(a, "EVENT blue economy = Blue Economy Plan")
    });
    assert!(!says(&app, "broken at line"));
    app.execute(always("Burma", EntityLabel::Org, ""));
    wait(&mut app, |a| has(a, "ORG Burma = Burma"));
    // Gone is not empty.
    app.finish(Duration::from_secs(20));
    fs::remove_file(root.list()).unwrap();
    wait(&mut app, |a| says(a, "is gone from its folder"));
    assert!(has(&app, "ORG Burma = Burma"));
}

#[test]
fn a_list_that_is_broken_at_the_start_is_said_and_nothing_is_written() {
    let root = Root::new();
    fs::write(
        root.list(),
        "(format: \"rapporteur\", version: 1, records: [ oops",
    )
    .unwrap();
    let mut app = root.app();
    assert!(says(&app, "broken at line 1, column"));
    app.execute(always("Burma", EntityLabel::Org, ""));
    app.finish(Duration::from_secs(5));
    assert!(fs::read_to_string(root.list()).unwrap().ends_with("oops"));
    assert!(has(&app, "PLACE Burma = Myanmar"));
}

#[test]
fn names_are_imported_in_one_step_and_bad_lines_are_counted() {
    let root = Root::new();
    let mut app = root.app();
    let table = root.dir.path().join("names.csv");
    fs::write(&table, "name,type,canonical,aliases\nblue economy,Agreement,Blue Economy Plan,BEP;B.E.P.\nX,Nonsense\nBurma,NEVER\n").unwrap();
    app.execute(Command::ImportEntityList {
        path: table.clone(),
        unless: Some(EntityLabel::Org),
    });
    wait(&mut app, |a| {
        has(a, "AGREEMENT blue economy = Blue Economy Plan") && !has(a, "PLACE Burma = Myanmar")
    });
    assert!(says(
        &app,
        "Imported 2 of 2 names; 1 line was left out, the first is line 3: “Nonsense” is no type"
    ));
    assert_eq!(app.undo_name(), Some("Import 2 names"));
    app.execute(Command::Undo);
    wait(&mut app, |a| {
        has(a, "PLACE Burma = Myanmar") && !has(a, "AGREEMENT blue economy = Blue Economy Plan")
    });
    let plain = root.dir.path().join("names.list");
    fs::write(&plain, "blue economy\n").unwrap();
    app.execute(Command::ImportEntityList {
        path: plain,
        unless: Some(EntityLabel::Event),
    });
    wait(&mut app, |a| has(a, "EVENT blue economy = blue economy"));
    app.execute(Command::ImportEntityList {
        path: root.dir.path().join("nowhere"),
        unless: None,
    });
    wait(&mut app, |a| says(a, "Nothing was imported."));
}

#[test]
fn records_are_put_replaced_and_deleted_by_name() {
    let root = Root::new();
    let mut app = root.app();
    let name = OwnName::new(EntityLabel::Org, "Harbour Board");
    app.execute(Command::PutEntity(None, EntityRecord::Name(name.clone())));
    assert_eq!(app.undo_name(), Some("Add your name “Harbour Board”"));
    let old = EntityRecord::Name(name).key();
    let new = OwnName::new(EntityLabel::Event, "Harbour Board").also("blue economy");
    app.execute(Command::PutEntity(Some(old), EntityRecord::Name(new)));
    assert_eq!(app.entities().names().count(), 1);
    wait(&mut app, |a| has(a, "EVENT blue economy = Harbour Board"));
    let keys: Vec<EntityKey> = app.entities().records().map(EntityRecord::key).collect();
    app.execute(Command::RemoveEntities(keys));
    assert_eq!(app.undo_name(), Some("Delete your name “Harbour Board”"));
    wait(&mut app, |a| !has(a, "EVENT blue economy = Harbour Board"));
    assert!(app.entities().set().get(&RecordKey::Document).is_none());
}

#[test]
fn other_documents_are_looked_through_by_the_list_of_the_day() {
    let root = Root::new();
    fs::write(
        root.papers().join("sub/two.txt"),
        "A blue economy, far from Burma.\n",
    )
    .unwrap();
    let mut app = root.app();
    let key = |name: &str| {
        root.papers()
            .join("sub")
            .join(name)
            .to_string_lossy()
            .into_owned()
    };
    let counted = |a: &App| {
        a.shelf
            .get(&key("two.txt"))
            .and_then(|e| e.summary.as_ref())
            .map(|s| s.counts)
    };
    wait(&mut app, |a| counted(a).is_some());
    let before = counted(&app).unwrap();
    app.execute(always("blue economy", EntityLabel::Event, ""));
    wait(&mut app, |a| counted(a).is_some_and(|c| c != before));
    app.execute(Command::Show(key("two.txt")));
    wait(&mut app, |a| has(a, "EVENT blue economy = blue economy"));
    app.execute(Command::Undo);
    wait(&mut app, |a| !has(a, "EVENT blue economy = blue economy"));
    app.execute(Command::Show(key("one.txt")));
    wait(&mut app, |a| {
        mentions(a).is_some() && !has(a, "EVENT blue economy = blue economy")
    });
}

#[test]
fn edits_of_the_list_wait_for_nothing_and_the_last_one_wins() {
    let root = Root::new();
    let long = TEXT.repeat(40_000);
    fs::write(root.document(), &long).unwrap();
    let mut app = root.app();
    let begin = Instant::now();
    app.execute(always("blue economy", EntityLabel::Event, ""));
    wait(&mut app, |a| has(a, "EVENT blue economy = blue economy"));
    let whole = begin.elapsed();
    let mut slowest = Duration::ZERO;
    for n in 0..20 {
        let label = [EntityLabel::Org, EntityLabel::Agreement][n % 2];
        let begin = Instant::now();
        app.execute(always("blue economy", label, ""));
        app.poll();
        slowest = slowest.max(begin.elapsed());
    }
    assert!(
        slowest < whole / 4,
        "{slowest:?} for an edit, {whole:?} for the text"
    );
    wait(&mut app, |a| {
        has(a, "AGREEMENT blue economy = blue economy")
    });
    assert!(!has(&app, "ORG blue economy = blue economy"));
    assert_eq!(app.looking_again(), None);
}
