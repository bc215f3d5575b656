//! What a root wants of the checks (`checks.ron`): on the command line, in the store, in the program without its screen.

use rapporteur::annotation::{CheckKey, CheckRecord, CheckRules, Place, Record, Severity, sidecar};
use rapporteur::app::{App, Command, Focus};
use rapporteur::store::{self, Journal, OwnList, SaveError, UserFolders};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

const TEXT: &str = "Harbour notes\n\nThe **ferry** ran twice. The **ferry** stopped at noon.\n\nThe **night  boat** slept.\n\nTel: 12\n";

const MARKUP: &str = "markup_residue";
const FIELD: &str = "structured_field_invalid";

/// A folder with two documents, and where its rules are kept.
struct Root {
    dir: tempfile::TempDir,
}

impl Root {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir_all(dir.path().join("papers/.rapporteur")).unwrap();
        fs::write(dir.path().join("papers/one.txt"), TEXT).unwrap();
        fs::write(
            dir.path().join("papers/two.txt"),
            "The **ferry** again.\n\nTel: 34\n",
        )
        .unwrap();
        Self { dir }
    }

    fn papers(&self) -> PathBuf {
        self.dir.path().join("papers")
    }

    fn key(&self, name: &str) -> String {
        self.papers().join(name).to_string_lossy().into_owned()
    }

    fn rules(&self) -> PathBuf {
        store::checks_path(&self.papers())
    }

    /// Types the rules with another program.
    fn type_rules(&self, records: &str) {
        fs::write(self.rules(), typed(records)).unwrap();
    }

    fn folders(&self) -> UserFolders {
        UserFolders::inside(&self.dir.path().join("home"))
    }

    /// The program, with the folder opened and both documents looked through.
    fn app(&self) -> App {
        let mut app = App::new(Some(self.folders()), Arc::new(|| {}));
        app.execute(Command::OpenPath(self.papers()));
        let two = self.key("two.txt");
        wait(&mut app, |a| {
            found(a).is_some() && open_in(a, &two).is_some()
        });
        app
    }
}

fn typed(records: &str) -> String {
    format!("(format: \"rapporteur\", version: 1, records: [\n{records}\n])\n")
}

/// Polls until `done`, for at most 30 seconds.
#[track_caller]
fn wait(app: &mut App, done: impl Fn(&App) -> bool) {
    let end = Instant::now() + Duration::from_secs(30);
    while !done(app) {
        let said: Vec<_> = app.notices.shown().iter().map(|n| n.text.clone()).collect();
        assert!(
            Instant::now() < end,
            "the program does not get there; it says {said:?}, finds {:?}",
            found(app)
        );
        app.poll();
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Check, severity, tier and words of the findings on screen, less those of layout.
fn found(app: &App) -> Option<Vec<String>> {
    let session = app.session.as_ref()?;
    session.analysis.as_ref()?;
    let text = &session.document.text;
    let all = session.findings().iter();
    let all = all.filter(|f| [MARKUP, FIELD].contains(&f.check));
    let line = |f: &rapporteur::quality::Finding| {
        let words = f.range.of(text).unwrap();
        format!("{} {} {} {words}", f.check, f.severity, f.tier)
    };
    Some(all.map(line).collect())
}

/// The words of the findings on screen.
fn words(app: &App) -> Vec<String> {
    let all = found(app).unwrap();
    let words = |f: &String| f.splitn(4, ' ').nth(3).unwrap().to_owned();
    all.iter().map(words).collect()
}

/// The index of the first finding on these words.
fn on(app: &App, words: &str) -> usize {
    let session = app.session.as_ref().unwrap();
    let is = |f: &rapporteur::quality::Finding| f.range.of(&session.document.text) == Some(words);
    session.findings().iter().position(is).unwrap()
}

/// Open findings of a document by the list of documents.
fn open_in(app: &App, key: &str) -> Option<usize> {
    let summary = app.shelf.get(key)?.summary.as_ref()?;
    Some(summary.counts.open_findings)
}

fn says(app: &App, what: &str) -> bool {
    app.notices.shown().iter().any(|n| n.text.contains(what))
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
    fn the_nearest_rules_above_a_document_hold_unless_they_are_left_out() {
        let root = Root::new();
        root.type_rules(
            "(kind: \"off\", check: \"structured_field_invalid\"),\n\
             (kind: \"grade\", check: \"markup_residue\", severity: \"high\", tier: 2),\n\
             (kind: \"allow\", check: \"markup_residue\", passage: \"**night boat**\"),",
        );
        let check = ["check", "one.txt", "--format", "jsonl"];
        let (code, out, err) = run(&root.papers(), &check);
        assert_eq!((code, err.as_str()), (Some(0), ""));
        let line = "\"text\":\"**ferry**\",\"check\":\"markup_residue\",\"category\":\"markup_residue\",\
                    \"severity\":\"high\",\"tier\":2,";
        assert_eq!(out.matches(line).count(), 2, "{out}");
        assert!(!out.contains("Tel") && !out.contains("boat**\""), "{out}");
        let plain = [&check[..], &["--no-own-lists"]].concat();
        let (_, out, _) = run(&root.papers(), &plain);
        assert!(
            out.contains("Tel: 12") && !out.contains("\"tier\":2,\"reason\":\"Markdown"),
            "{out}"
        );
        let other = root.dir.path().join("other.ron");
        fs::write(
            &other,
            typed("(kind: \"allow\", check: \"*\", passage: \"Tel: 12\"),"),
        )
        .unwrap();
        let named = [&check[..], &["--checks", "../other.ron"]].concat();
        let (code, out, _) = run(&root.papers(), &named);
        assert_eq!(code, Some(0));
        assert!(
            !out.contains("Tel: 12") && out.contains("boat**\""),
            "{out}"
        );
    }

    #[test]
    fn broken_rules_are_reported_with_their_place_and_nothing_of_them_holds() {
        let root = Root::new();
        let broken = "(format: \"rapporteur\", version: 1, records: [\n  (kind: \"off\", check \"markup_residue\"),\n])";
        fs::write(root.rules(), broken).unwrap();
        let (code, out, err) = run(&root.papers(), &["check", "one.txt"]);
        assert_eq!(code, Some(1));
        assert!(out.contains("**ferry**"), "{out}");
        assert!(
            err.contains(
                "The list of check rules is broken at line 2, column 22: a colon is missing here"
            ),
            "{err}"
        );
        root.type_rules("(kind: \"grade\", check: \"markup_residue\", tier: 5),\n(kind: \"off\", check: \"structured_field_invalid\"),");
        let (code, out, err) = run(&root.papers(), &["check", "."]);
        assert_eq!(code, Some(1));
        assert_eq!(
            err.matches("checks.ron:2:1: tier: 5 is not known").count(),
            1,
            "{err}"
        );
        assert!(
            out.contains("**ferry**") && !out.contains("Tel: 12"),
            "{out}"
        );
        let (code, _, err) = run(
            &root.papers(),
            &["check", "one.txt", "--checks", "nowhere.ron"],
        );
        assert_eq!(code, Some(1));
        assert!(
            err.contains("There is no such list of check rules"),
            "{err}"
        );
    }

    #[test]
    fn rules_are_validated_with_the_rest_of_a_folder() {
        let root = Root::new();
        root.type_rules("(kind: \"off\", check: \"markup_residu\"),\n(kind: \"allow\", check: \"*\", passage: \"\"),");
        let (code, out, _) = run(&root.papers(), &["validate", "."]);
        assert_eq!(code, Some(1));
        assert!(
            out.contains("checks.ron:2:1: there is no check “markup_residu”"),
            "{out}"
        );
        assert!(
            out.contains("checks.ron:3:1: passage: there is nothing in it"),
            "{out}"
        );
        root.type_rules("(kind: \"off\", check: \"markup_residue\"),");
        let (code, out, _) = run(&root.papers(), &["validate", "."]);
        assert_eq!(code, Some(0), "{out}");
    }

    #[test]
    fn the_checks_are_listed_with_what_they_find() {
        let root = Root::new();
        let (code, out, err) = run(&root.papers(), &["checks"]);
        assert_eq!((code, err.as_str()), (Some(0), ""));
        for check in rapporteur::quality::registry() {
            let title = format!("{} ({})\n  ", check.id(), check.category().title());
            assert!(out.contains(&title), "{out}");
        }
        let (_, out, _) = run(&root.papers(), &["checks", "--markdown"]);
        assert_eq!(out, rapporteur::quality::pages::markdown());
    }
}

mod file {
    use super::*;

    #[test]
    fn rules_are_saved_and_read_and_broken_or_foreign_ones_are_not_written_over() {
        let root = Root::new();
        let (papers, list) = (root.papers(), OwnList::Checks);
        let set = [Record::Check(CheckRecord::off(MARKUP))]
            .into_iter()
            .collect();
        let base = list.save(&papers, &set, None).unwrap();
        let read = list.read(&papers).unwrap();
        assert_eq!((&read.set, read.base), (&set, Some(base)));
        root.type_rules("(kind: \"off\", check: \"repetition\"),");
        let refused = list.save(&papers, &set, Some(base));
        assert!(matches!(refused, Err(SaveError::Changed { .. })));
        for broken in [
            "(format: \"rapporteur\", version: 1, records: [",
            "",
            "hello",
        ] {
            fs::write(root.rules(), broken).unwrap();
            let base = list.read(&papers).unwrap().base;
            let e = list.save(&papers, &set, base).unwrap_err();
            assert!(
                e.to_string()
                    .contains("The list of check rules is broken at line 1"),
                "{e}"
            );
            assert_eq!(fs::read_to_string(root.rules()).unwrap(), broken);
        }
        let newer =
            typed("(kind: \"off\", check: \"repetition\"),").replace("version: 1", "version: 9");
        fs::write(root.rules(), newer).unwrap();
        let e = list.save(&papers, &set, list.read(&papers).unwrap().base);
        assert!(e.unwrap_err().to_string().contains("newer version"));
    }

    #[test]
    fn rules_of_version_1_read_without_a_problem_and_are_saved_as_they_were() {
        let root = Root::new();
        let fixture = "tests/fixtures/sidecars/v1.checks.ron";
        let old = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(fixture)).unwrap();
        fs::write(root.rules(), &old).unwrap();
        let read = OwnList::Checks.read(&root.papers()).unwrap();
        assert_eq!((&read.problems[..], &read.damaged), (&[][..], &None));
        let rules = CheckRules::of(read.set.clone());
        assert_eq!((read.set.len(), rules.records().count()), (8, 7));
        assert!(rules.is_off("newer_check") && rules.allows("x", "Tel:\n117"));
        fs::remove_file(root.rules()).unwrap();
        OwnList::Checks
            .save(&root.papers(), &read.set, None)
            .unwrap();
        let saved = fs::read_to_string(root.rules()).unwrap();
        assert_eq!(saved, String::from_utf8(old).unwrap());
        assert_eq!(saved, sidecar::write(&read.set));
    }

    #[test]
    fn a_journal_brings_back_changes_to_the_rules() {
        let root = Root::new();
        let (folders, papers) = (root.folders(), root.papers());
        let put = CheckRecord::allow(MARKUP, "**night boat**").put();
        let gone = CheckKey::Off("repetition".into()).remove();
        assert_eq!((&put.place, &gone.place), (&Place::Checks, &Place::Checks));
        {
            let mut journal = Journal::open_checks(&folders, &papers).unwrap();
            journal.append(1, &[put.clone(), gone.clone()]).unwrap();
        }
        assert_eq!(
            Journal::recover_checks(&folders, &papers),
            [(1, vec![put, gone])]
        );
        // A document's journal may hold changes to the rules too.
        let grade = CheckRecord::grade(FIELD, Some(Severity::Low), None).put();
        {
            let mut journal = Journal::open(&folders, &papers.join("one.txt")).unwrap();
            journal.append(2, &[grade]).unwrap();
        }
        let mut app = root.app();
        let expected = ["**ferry**", "**ferry**", "Tel: 12"];
        wait(&mut app, |a| {
            words(a) == expected && found(a).unwrap()[2].contains(" low ")
        });
        app.finish(Duration::from_secs(20));
        let saved = OwnList::Checks.read(&papers).unwrap().set;
        assert_eq!(&saved, app.rules().set());
        assert_eq!(saved.checks().count(), 2);
        drop(app);
        assert_eq!(Journal::unsaved(&folders), [] as [PathBuf; 0]);
    }
}

#[test]
fn all_like_one_finding_are_dismissed_in_one_step_in_the_whole_folder() {
    let root = Root::new();
    let mut app = root.app();
    let (before, two) = (found(&app), root.key("two.txt"));
    assert_eq!(
        words(&app),
        ["**ferry**", "**ferry**", "**night  boat**", "Tel: 12"]
    );
    let (here, there) = (
        open_in(&app, &root.key("one.txt")),
        open_in(&app, &two).unwrap(),
    );
    let i = on(&app, "**ferry**");
    app.execute(Command::Focus(Focus::Finding(on(&app, "Tel: 12"))));
    app.execute(Command::DismissAlike(i));
    assert_eq!(words(&app), ["**night  boat**", "Tel: 12"], "at once");
    assert!(says(&app, "2 findings of this document are dismissed"));
    assert_eq!(
        app.undo_name(),
        Some("Dismiss all like “**ferry**” (leftover markup)")
    );
    let focus = app.session.as_ref().unwrap().focus;
    assert_eq!(
        focus,
        Focus::Finding(on(&app, "Tel: 12")),
        "one points at the same"
    );
    assert_eq!(open_in(&app, &root.key("one.txt")), here.map(|n| n - 2));
    wait(&mut app, |a| open_in(a, &two) == Some(there - 1));
    app.execute(Command::Show(two.clone()));
    wait(&mut app, |a| words(a) == ["Tel: 34"]);
    app.execute(Command::Show(root.key("one.txt")));
    wait(&mut app, |a| words(a) == ["**night  boat**", "Tel: 12"]);
    // Spaces in the text do not matter.
    app.execute(Command::DismissAlike(on(&app, "**night  boat**")));
    assert!(says(&app, "1 finding of this document is dismissed"));
    app.finish(Duration::from_secs(20));
    let saved = fs::read_to_string(root.rules()).unwrap();
    assert_eq!(
        saved,
        "(\n    format: \"rapporteur\",\n    version: 1,\n    records: [\n        \
         (kind:\"allow\",check:\"markup_residue\",passage:\"**ferry**\"),\n        \
         (kind:\"allow\",check:\"markup_residue\",passage:\"**night boat**\"),\n    ],\n)\n"
    );
    app.execute(Command::Undo);
    app.execute(Command::Undo);
    assert_eq!(found(&app), before);
    assert!(app.rules().is_empty());
    wait(&mut app, |a| open_in(a, &two) == Some(there));
    app.execute(Command::Redo);
    assert_eq!(words(&app), ["**night  boat**", "Tel: 12"]);
}

#[test]
fn checks_are_switched_and_graded_at_once_and_without_another_look() {
    let root = Root::new();
    let mut app = root.app();
    let (before, two) = (found(&app), root.key("two.txt"));
    let there = open_in(&app, &two).unwrap();
    let mentions = app
        .session
        .as_ref()
        .unwrap()
        .analysis
        .as_ref()
        .unwrap()
        .mentions
        .clone();
    app.execute(Command::SwitchCheck(MARKUP, false));
    assert_eq!(app.undo_name(), Some("Switch off “Leftover markup”"));
    assert_eq!(words(&app), ["Tel: 12"]);
    wait(&mut app, |a| open_in(a, &two) == Some(there - 1));
    app.execute(Command::SwitchCheck(MARKUP, true));
    assert_eq!(found(&app), before);
    assert!(app.rules().is_empty());
    let grade = |severity, tier| Command::GradeCheck {
        check: FIELD,
        severity,
        tier,
    };
    app.execute(grade(Some(Severity::Low), Some(2)));
    assert_eq!(
        found(&app).unwrap()[3],
        "structured_field_invalid low 2 Tel: 12"
    );
    wait(&mut app, |a| open_in(a, &two) == Some(there - 1));
    app.execute(grade(None, Some(2)));
    assert_eq!(
        found(&app).unwrap()[3],
        "structured_field_invalid high 2 Tel: 12"
    );
    app.execute(grade(None, None));
    assert_eq!(found(&app), before);
    assert!(
        app.rules().is_empty(),
        "a grade that says nothing is no record"
    );
    app.execute(Command::Undo);
    app.execute(Command::RemoveRule(CheckKey::Grade(FIELD.into())));
    assert_eq!(found(&app), before);
    let now = app
        .session
        .as_ref()
        .unwrap()
        .analysis
        .as_ref()
        .unwrap()
        .mentions
        .clone();
    assert!(
        Arc::ptr_eq(&mentions, &now),
        "the text was not looked through again"
    );
}

#[test]
fn an_answer_survives_a_check_that_is_switched_off_for_a_while() {
    let root = Root::new();
    let mut app = root.app();
    let i = on(&app, "Tel: 12");
    app.execute(Command::Confirm(i));
    app.execute(Command::SwitchCheck(FIELD, false));
    app.execute(Command::SwitchCheck(FIELD, true));
    let session = app.session.as_ref().unwrap();
    assert!(!session.is_open(on(&app, "Tel: 12")));
    assert_eq!(app.workspace.set(&root.key("one.txt")).unwrap().flags(), 1);
}

#[test]
fn no_rule_is_made_without_words() {
    let root = Root::new();
    fs::write(root.papers().join("one.txt"), "\n\n\n\n\nThe ferry ran.\n").unwrap();
    let mut app = root.app();
    let all = app.session.as_ref().unwrap().findings();
    let blank = all.iter().position(|f| {
        let text = &app.session.as_ref().unwrap().document.text;
        f.range.of(text).is_some_and(|s| s.trim().is_empty())
    });
    app.execute(Command::DismissAlike(
        blank.expect("blank lines at the top are found"),
    ));
    assert!(says(&app, "There are no words here"));
    assert_eq!(app.undo_name(), None);
}

#[test]
fn rules_that_are_typed_hold_at_once_and_broken_ones_are_left_as_they_are() {
    let root = Root::new();
    root.type_rules("(kind: \"off\", check: \"structured_field_invalid\"),");
    let mut app = root.app();
    assert_eq!(words(&app), ["**ferry**", "**ferry**", "**night  boat**"]);
    root.type_rules(
        "(kind: \"off\", check: \"markup_residue\"),\n(kind: \"off\", check: \"fortune_telling\"),",
    );
    wait(&mut app, |a| words(a) == ["Tel: 12"]);
    assert!(says(
        &app,
        "The list of check rules was changed by another program"
    ));
    assert!(says(&app, "There is no check “fortune_telling”"));
    let broken = typed("(kind: \"off\", check \"repetition\"),");
    fs::write(root.rules(), &broken).unwrap();
    wait(&mut app, |a| {
        says(a, "The list of check rules is broken at line 2, column")
    });
    assert_eq!(words(&app), ["Tel: 12"], "the last good ones stay in force");
    app.execute(Command::SwitchCheck("repetition", false));
    assert!(says(&app, "has to be mended first"));
    assert!(!app.may_change_checks());
    app.finish(Duration::from_secs(5));
    assert_eq!(fs::read_to_string(root.rules()).unwrap(), broken);
    root.type_rules("(kind: \"allow\", check: \"*\", passage: \"**ferry**\"),");
    wait(&mut app, |a| words(a) == ["**night  boat**", "Tel: 12"]);
    assert!(!says(&app, "broken at line"));
    app.execute(Command::SwitchCheck(MARKUP, false));
    app.finish(Duration::from_secs(20));
    assert_eq!(
        OwnList::Checks
            .read(&root.papers())
            .unwrap()
            .set
            .checks()
            .count(),
        2
    );
    fs::remove_file(root.rules()).unwrap();
    wait(&mut app, |a| {
        says(a, "The list of check rules is gone from its folder")
    });
    assert_eq!(words(&app), ["Tel: 12"]);
}

#[test]
fn what_two_programs_change_at_once_is_brought_together() {
    let root = Root::new();
    let mut app = root.app();
    // Written between the edit and the save that it waits for.
    app.execute(Command::SwitchCheck(MARKUP, false));
    root.type_rules("(kind: \"off\", check: \"structured_field_invalid\"),");
    wait(&mut app, |a| words(a).is_empty());
    app.finish(Duration::from_secs(20));
    let saved = CheckRules::of(OwnList::Checks.read(&root.papers()).unwrap().set);
    assert!(saved.is_off(MARKUP) && saved.is_off(FIELD));
}

#[test]
fn a_document_of_its_own_goes_by_the_rules_of_its_folder() {
    let root = Root::new();
    root.type_rules("(kind: \"off\", check: \"markup_residue\"),");
    let mut app = App::new(Some(root.folders()), Arc::new(|| {}));
    app.execute(Command::OpenPath(root.papers().join("one.txt")));
    wait(&mut app, |a| found(a).is_some());
    assert_eq!(words(&app), ["Tel: 12"]);
    app.execute(Command::SwitchCheck(MARKUP, true));
    assert_eq!(words(&app).len(), 4);
}

#[test]
fn many_findings_follow_and_nobody_waits_for_them() {
    let root = Root::new();
    let many = "The **ferry** ran. The **night boat** slept.\n\n".repeat(20_000);
    fs::write(root.papers().join("one.txt"), many).unwrap();
    let mut app = root.app();
    let all = app.session.as_ref().unwrap().findings().len();
    assert!(all >= 40_000, "{all}");
    let begin = Instant::now();
    app.execute(Command::SwitchCheck("repetition", false));
    app.execute(Command::SwitchCheck(MARKUP, false));
    let edit = begin.elapsed();
    wait(&mut app, |a| words(a).is_empty());
    let whole = begin.elapsed();
    assert!(edit < whole, "{edit:?} of {whole:?}");
    app.execute(Command::SwitchCheck(MARKUP, true));
    wait(&mut app, |a| words(a).len() >= 40_000);
    app.execute(Command::DismissAlike(on(&app, "**ferry**")));
    assert!(says(&app, "20000 findings of this document are dismissed"));
    wait(&mut app, |a| words(a).len() == all_boats(a));
}

fn all_boats(app: &App) -> usize {
    let all = words(app);
    assert!(
        all.iter()
            .all(|w| w == "**night boat**" || w == "**ferry**")
    );
    all.iter().filter(|w| *w == "**night boat**").count()
}
