//! What is kept in the user's own folders: settings, journal.

mod store_support;

use rapporteur::annotation::ids::CountingMint;
use rapporteur::annotation::{Change, Codebook, Place, Record, RecordKey, codebook};
use rapporteur::store::*;
use std::fs;
use std::path::{Path, PathBuf};
use store_support::{every_kind, memo};

struct Home {
    dir: tempfile::TempDir,
    folders: UserFolders,
    doc: PathBuf,
    place: Place,
}

impl Home {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let folders = UserFolders::inside(&dir.path().join("home"));
        let doc = dir.path().join("policy.txt");
        fs::write(&doc, "Ministry").unwrap();
        let place = Place::Document(doc.display().to_string());
        Self {
            dir,
            folders,
            doc,
            place,
        }
    }

    fn journal(&self) -> Journal {
        Journal::open(&self.folders, &self.doc).unwrap()
    }

    fn recover(&self) -> Vec<Batch> {
        Journal::recover(&self.folders, &self.doc)
    }

    fn journal_file(&self) -> PathBuf {
        fs::read_dir(self.folders.data.join("journal"))
            .unwrap()
            .map(|e| e.unwrap().path())
            .find(|p| p.extension().unwrap() == "journal")
            .unwrap()
    }

    fn put(&self, n: u64) -> Change {
        let note = "two\nlines \"quoted\" 🙂\r\u{2028}";
        Change::put(self.place.clone(), memo(&mut CountingMint::new(n), note))
    }
}

#[test]
fn settings_survive_a_round_trip_and_none_are_the_defaults() {
    let home = Home::new();
    assert_eq!(
        Settings::load(&home.folders),
        (Settings::default(), None),
        "nothing is written by loading"
    );
    assert!(!home.folders.config.exists());
    let mut settings = Settings {
        annotator: Some((codebook::sample_annotator(), "Sample \"S\"".into())),
        theme: ThemeChoice::WhiteOnBlack,
        text_size: 20.5,
        column_chars: 90,
        line_spacing: 1.9,
        face: Face::Sans,
        show_quality: false,
        // Also of actions that another version has.
        keys: [("Memo", "Ctrl+J"), ("Later", "")]
            .map(|(id, keys)| (id.to_owned(), keys.to_owned()))
            .into(),
        extra: [("window".to_owned(), "1280x800".to_owned())].into(),
        ..Settings::default()
    };
    settings.opened(Recent {
        path: home.doc.clone(),
        place: 7,
        opened: 9,
    });
    settings.save(&home.folders).unwrap();
    assert_eq!(Settings::load(&home.folders), (settings, None));
}

#[test]
fn recent_entries_stand_once_the_latest_first_and_twenty_at_most() {
    let mut settings = Settings::default();
    for n in 0..30 {
        settings.opened(Recent {
            path: format!("{n}.txt").into(),
            place: 0,
            opened: n,
        });
    }
    settings.opened(Recent {
        path: "20.txt".into(),
        place: 5,
        opened: 99,
    });
    assert_eq!(settings.recent.len(), RECENT_KEPT);
    assert_eq!(settings.recent[0].opened, 99);
    assert_eq!(settings.recent[1].path, Path::new("29.txt"));
    let twenty = |r: &&Recent| r.path == Path::new("20.txt");
    assert_eq!(settings.recent.iter().filter(twenty).count(), 1);
}

#[test]
fn settings_of_another_version_are_taken_as_far_as_they_are_known() {
    let home = Home::new();
    fs::create_dir_all(&home.folders.config).unwrap();
    let file = home.folders.config.join("settings.ron");
    let source = r#"(theme: "plaid", text_size: 400.0, column_chars: 1, face: "runes", line_spacing: 0.2, later: [1, (a: 2)], show_themes: false)"#;
    fs::write(&file, source).unwrap();
    let (settings, problem) = Settings::load(&home.folders);
    assert_eq!(problem, None);
    assert_eq!(settings.theme, ThemeChoice::System);
    assert_eq!((settings.text_size, settings.column_chars), (32.0, 30));
    assert_eq!((settings.face, settings.line_spacing), (Face::Serif, 1.2));
    assert!(!settings.show_themes && settings.show_entities);
}

#[test]
fn settings_from_before_there_were_faces_keep_what_they_said() {
    let home = Home::new();
    fs::create_dir_all(&home.folders.config).unwrap();
    let file = home.folders.config.join("settings.ron");
    fs::write(&file, r#"(theme: "dark", text_size: 19.0)"#).unwrap();
    let (settings, problem) = Settings::load(&home.folders);
    assert_eq!((settings.theme, problem), (ThemeChoice::Dark, None));
    assert_eq!((settings.face, settings.line_spacing), (Face::Serif, 1.6));
    for choice in ThemeChoice::ALL {
        assert_eq!(ThemeChoice::from_id(choice.id()), Some(choice));
    }
    assert!(
        Face::ALL
            .into_iter()
            .all(|f| Face::from_id(f.id()) == Some(f))
    );
}

#[test]
fn damaged_settings_start_afresh_and_are_kept() {
    let home = Home::new();
    fs::create_dir_all(&home.folders.config).unwrap();
    let file = home.folders.config.join("settings.ron");
    fs::write(&file, "(theme: \"dark\", text_si").unwrap();
    let (settings, problem) = Settings::load(&home.folders);
    assert_eq!(settings, Settings::default());
    let problem = problem.unwrap();
    assert!(problem.message.contains("start afresh"), "{problem}");
    settings.save(&home.folders).unwrap();
    assert_eq!(
        fs::read_to_string(problem.path).unwrap(),
        "(theme: \"dark\", text_si"
    );
}

#[test]
fn a_journal_gives_back_every_kind_of_record_and_removals() {
    let home = Home::new();
    let theme = Codebook::default_themes().by_key(2).unwrap().clone();
    let mut changes: Vec<_> = every_kind()
        .records()
        .map(|r| Change::put(home.place.clone(), r.clone()))
        .collect();
    let keys = every_kind().records().map(Record::key).collect::<Vec<_>>();
    changes.extend(
        keys.into_iter()
            .map(|k| Change::remove(home.place.clone(), k)),
    );
    changes.push(Change::put(Place::Codebook, Record::Theme(theme)));
    let mut journal = home.journal();
    journal.append(3, &changes).unwrap();
    journal.append(4, &[home.put(1)]).unwrap();
    let expected = vec![(3, changes), (4, vec![home.put(1)])];
    assert_eq!(home.recover(), expected);
    assert_eq!(journal.pending(), expected);
    let text = fs::read_to_string(home.journal_file()).unwrap();
    assert_eq!(text.lines().count(), 3, "a header and a line a batch");
    assert_eq!(Journal::unsaved(&home.folders), [home.doc]);
}

#[test]
fn a_torn_or_damaged_line_is_ignored_and_does_not_hurt_the_others() {
    let home = Home::new();
    let mut journal = home.journal();
    for n in 1..=3 {
        journal.append(n, &[home.put(10 * n)]).unwrap();
    }
    drop(journal);
    let file = home.journal_file();
    let whole = fs::read(&file).unwrap();
    let first = whole.iter().position(|&b| b == b'\n').unwrap();
    for cut in first + 1..whole.len() {
        fs::write(&file, &whole[..cut]).unwrap();
        let left = home.recover();
        assert!(left.len() <= 2 && left.iter().all(|(_, c)| c.len() == 1));
    }
    fs::write(&file, &whole[..whole.len() - 5]).unwrap();
    home.journal().append(4, &[home.put(40)]).unwrap();
    let numbers = |b: Vec<Batch>| b.into_iter().map(|(n, _)| n).collect::<Vec<_>>();
    assert_eq!(numbers(home.recover()), [1, 2, 4]);
    let mut rotten = whole.clone();
    let middle = whole.len() / 2;
    rotten[middle] ^= 1;
    fs::write(&file, &rotten).unwrap();
    assert_eq!(numbers(home.recover()), [1, 3]);
}

#[test]
fn what_is_saved_leaves_the_journal() {
    let home = Home::new();
    let mut journal = home.journal();
    for n in 1..=4 {
        journal.append(n, &[home.put(10 * n)]).unwrap();
    }
    journal.clear_through(2).unwrap();
    assert_eq!(home.recover().len(), 2);
    journal.append(5, &[home.put(50)]).unwrap();
    let numbers: Vec<_> = home.recover().iter().map(|(n, _)| *n).collect();
    assert_eq!(numbers, [3, 4, 5]);
    journal.clear_through(5).unwrap();
    assert_eq!(fs::metadata(home.journal_file()).unwrap().len(), 0);
    assert_eq!(Journal::unsaved(&home.folders), Vec::<PathBuf>::new());
    journal.append(6, &[home.put(60)]).unwrap();
    drop(journal);
    assert_eq!(home.journal().pending(), [(6, vec![home.put(60)])]);
}

#[test]
fn an_edit_in_two_places_stays_until_both_are_saved() {
    let home = Home::new();
    let theme = Codebook::default_themes().by_key(2).unwrap().clone();
    let in_book = Change::put(Place::Codebook, Record::Theme(theme.clone()));
    let mut journal = home.journal();
    journal.append(1, &[in_book.clone(), home.put(1)]).unwrap();
    journal.append(2, &[home.put(2)]).unwrap();
    journal.saved(&home.place, 2).unwrap();
    assert_eq!(home.recover(), [(1, vec![in_book])]);
    journal.saved(&Place::Codebook, 2).unwrap();
    assert_eq!(home.recover(), []);
}

#[test]
fn replaying_twice_is_as_good_as_once() {
    let home = Home::new();
    let key = every_kind().records().next().unwrap().key();
    assert_eq!(key, RecordKey::Document);
    let batches = [
        (1, vec![home.put(901), home.put(902)]),
        (2, vec![Change::remove(home.place.clone(), key)]),
    ];
    let mut once = every_kind();
    replay(&mut once, &home.place, &batches);
    assert_eq!(once.len(), every_kind().len() + 1);
    let mut twice = once.clone();
    replay(&mut twice, &home.place, &batches);
    assert_eq!(twice, once);
    replay(&mut twice, &Place::Codebook, &batches);
    assert_eq!(twice, once);
}

#[test]
fn the_journals_of_a_document_and_a_codebook_are_apart_and_open_once() {
    let home = Home::new();
    let root = home.dir.path();
    let mut journal = home.journal();
    let mut book = Journal::open_codebook(&home.folders, root).unwrap();
    journal.append(1, &[home.put(1)]).unwrap();
    let theme = Codebook::default_themes().by_key(1).unwrap().clone();
    let change = Change::put(Place::Codebook, Record::Theme(theme));
    book.append(2, std::slice::from_ref(&change)).unwrap();
    let left = Journal::recover_codebook(&home.folders, root);
    assert_eq!(left, [(2, vec![change])]);
    let e = Journal::open(&home.folders, &home.doc).unwrap_err();
    assert!(e.message.contains("Another"), "{e}");
    let same = root.join("home").join("..").join("policy.txt");
    assert_eq!(Journal::recover(&home.folders, &same).len(), 1);
}
