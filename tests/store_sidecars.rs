//! Sidecars on disk: old ones, other people's changes, damage.

mod store_support;

use rapporteur::annotation::ids::CountingMint;
use rapporteur::annotation::{AnnotationSet, Codebook, Record, sidecar};
use rapporteur::store::*;
use std::fs;
use std::path::{Path, PathBuf};
use store_support::{every_kind, memo};

struct Desk {
    dir: tempfile::TempDir,
    doc: PathBuf,
}

impl Desk {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let doc = dir.path().join("policy.txt");
        fs::write(&doc, "Ministry of Foreign Affairs").unwrap();
        Self { dir, doc }
    }

    fn sidecar(&self) -> PathBuf {
        sidecar_path(&self.doc)
    }

    fn names(&self) -> Vec<String> {
        let mut out: Vec<_> = fs::read_dir(self.dir.path())
            .unwrap()
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .collect();
        out.sort();
        out
    }
}

fn store_error(e: SaveError) -> StoreError {
    match e {
        SaveError::Store(e) => e,
        SaveError::Changed { .. } => panic!("{e}"),
    }
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/sidecars")
        .join(name)
}

#[test]
fn a_sidecar_of_version_1_reads_without_a_problem_and_saves_as_it_was() {
    let old = fs::read(fixture("v1.ann.ron")).unwrap();
    let desk = Desk::new();
    fs::write(desk.sidecar(), &old).unwrap();
    let read = read_sidecar(&desk.doc).unwrap();
    assert_eq!((&read.problems[..], &read.damaged), (&[][..], &None));
    assert_eq!(read.set, every_kind());
    fs::remove_file(desk.sidecar()).unwrap();
    save_sidecar(&desk.doc, &read.set, None, false).unwrap();
    assert!(fs::read(desk.sidecar()).unwrap() == old);
}

/// The same with a provenance: the record came later, in the same version.
#[test]
fn a_sidecar_with_a_provenance_reads_without_a_problem_and_saves_as_it_was() {
    let old = fs::read(fixture("v1-provenance.ann.ron")).unwrap();
    let desk = Desk::new();
    fs::write(desk.sidecar(), &old).unwrap();
    let read = read_sidecar(&desk.doc).unwrap();
    assert_eq!((&read.problems[..], &read.damaged), (&[][..], &None));
    let known = read.set.provenance().unwrap().known();
    let known: Vec<_> = known.map(|(f, v)| (f.id(), v.to_owned())).collect();
    assert_eq!(known.len(), 8);
    assert_eq!(known[1], ("publisher", "Harbour Board".to_owned()));
    fs::remove_file(desk.sidecar()).unwrap();
    save_sidecar(&desk.doc, &read.set, None, false).unwrap();
    assert!(fs::read(desk.sidecar()).unwrap() == old);
}

#[test]
fn of_two_provenances_the_later_one_is_kept_whole() {
    let source = fs::read_to_string(fixture("v1-provenance.ann.ron")).unwrap();
    let set = |from: &str, to: &str| sidecar::parse(&source.replace(from, to)).unwrap().set;
    let base = set("", "");
    let ours = set("\"Harbour Board\"", "\"Ours\"");
    let later = source.replace("\"Harbour Board\"", "\"Theirs\"");
    let later = later.replace(
        "modified:\"2025-11-22T08:26:43Z\"",
        "modified:\"2025-11-23T08:26:43Z\"",
    );
    let theirs = sidecar::parse(&later).unwrap().set;
    let publisher = |set: &AnnotationSet| {
        let provenance = set.provenance().unwrap();
        provenance
            .get(rapporteur::annotation::ProvenanceField::Publisher)
            .to_owned()
    };
    assert_eq!(publisher(&merge_sets(&base, &ours, &theirs)), "Theirs");
    assert_eq!(publisher(&merge_sets(&base, &ours, &base)), "Ours");
    assert_eq!(publisher(&merge_sets(&base, &theirs, &ours)), "Theirs");
}

#[test]
fn the_sidecar_is_named_after_the_whole_file_name() {
    assert_eq!(
        sidecar_path(Path::new("a/policy.txt")),
        Path::new("a/policy.txt.ann.ron")
    );
    assert_eq!(
        sidecar_path(Path::new("README")),
        Path::new("README.ann.ron")
    );
}

#[test]
fn nothing_is_written_until_there_is_something_to_save() {
    let desk = Desk::new();
    let read = read_sidecar(&desk.doc).unwrap();
    assert_eq!((read.base, read.set.len()), (None, 0));
    save_sidecar(&desk.doc, &read.set, None, false).unwrap();
    let info: AnnotationSet = every_kind()
        .records()
        .filter(|r| matches!(r, Record::Document(_)))
        .cloned()
        .collect();
    save_sidecar(&desk.doc, &info, None, false).unwrap();
    read_codebook(desk.dir.path()).unwrap();
    assert_eq!(desk.names(), ["policy.txt"]);
}

#[test]
fn saving_leaves_the_sidecar_alone_in_the_folder_and_the_same_again_does_not_touch_it() {
    let desk = Desk::new();
    let mut set = every_kind();
    let mut base = None;
    for n in 0..5 {
        set.insert(memo(&mut CountingMint::new(1000 + n), "x"));
        base = Some(save_sidecar(&desk.doc, &set, base, false).unwrap());
    }
    assert_eq!(desk.names(), ["policy.txt", "policy.txt.ann.ron"]);
    let read = read_sidecar(&desk.doc).unwrap();
    assert_eq!((read.base, &read.set), (base, &set));
    let modified = || fs::metadata(desk.sidecar()).unwrap().modified().unwrap();
    let before = modified();
    save_sidecar(&desk.doc, &set, base, false).unwrap();
    save_sidecar(&desk.doc, &set, None, false).unwrap();
    assert_eq!(modified(), before);
}

#[test]
fn what_somebody_else_saved_meanwhile_is_merged_and_not_lost() {
    let desk = Desk::new();
    let start = every_kind();
    let base = save_sidecar(&desk.doc, &start, None, false).unwrap();
    let (mut ours, mut others) = (start.clone(), start.clone());
    let (mine, hers) = (
        memo(&mut CountingMint::new(500), "mine"),
        memo(&mut CountingMint::new(600), "hers"),
    );
    ours.insert(mine.clone());
    others.insert(hers.clone());
    save_sidecar(&desk.doc, &others, Some(base), false).unwrap();
    let theirs = match save_sidecar(&desk.doc, &ours, Some(base), false) {
        Err(SaveError::Changed { theirs }) => theirs,
        other => panic!("{other:?}"),
    };
    assert_eq!(theirs.set, others);
    let merged = merge_sets(&start, &ours, &theirs.set);
    save_sidecar(&desk.doc, &merged, theirs.base, false).unwrap();
    let read = read_sidecar(&desk.doc).unwrap().set;
    assert_eq!(read.len(), start.len() + 2);
    assert!(read.get(&mine.key()).is_some() && read.get(&hers.key()).is_some());
}

#[test]
fn a_sidecar_that_appeared_is_not_written_over_and_one_that_is_gone_is_written_anew() {
    let desk = Desk::new();
    let set = every_kind();
    let base = save_sidecar(&desk.doc, &set, None, false).unwrap();
    let other: AnnotationSet = [memo(&mut CountingMint::new(9), "x")].into_iter().collect();
    let changed = save_sidecar(&desk.doc, &other, None, false).unwrap_err();
    assert!(matches!(changed, SaveError::Changed { .. }));
    assert!(changed.to_string().ends_with("policy.txt.ann.ron"));
    fs::remove_file(desk.sidecar()).unwrap();
    save_sidecar(&desk.doc, &other, Some(base), false).unwrap();
    assert_eq!(read_sidecar(&desk.doc).unwrap().set, other);
}

#[test]
fn a_damaged_sidecar_gives_what_is_whole_and_is_kept_when_saving() {
    let desk = Desk::new();
    let whole = fs::read(fixture("v1.ann.ron")).unwrap();
    let mut not_utf8 = whole.clone();
    let at = whole.len() / 2;
    not_utf8[at..at + 3].copy_from_slice(&[0xff, b'"', 0xfe]);
    for (n, damage) in [whole[..at].to_vec(), not_utf8].into_iter().enumerate() {
        fs::write(desk.sidecar(), &damage).unwrap();
        let read = read_sidecar(&desk.doc).unwrap();
        let place = read.damaged.clone().unwrap();
        assert!(place.line > 5, "{place}");
        assert!(read.set.len() > 3 && read.set.len() < every_kind().len());
        let mut set = read.set.clone();
        set.insert(memo(&mut CountingMint::new(9), "x"));
        save_sidecar(&desk.doc, &set, read.base, true).unwrap();
        let aside = desk
            .dir
            .path()
            .join(format!("policy.txt.ann.ron.damaged-{}", n + 1));
        assert!(fs::read(aside).unwrap() == damage);
        let again = read_sidecar(&desk.doc).unwrap();
        assert_eq!((again.damaged, again.set), (None, set));
    }
    assert_eq!(desk.names().len(), 4);
    assert_eq!(scan(desk.dir.path()).documents, [desk.doc]);
}

#[test]
fn an_empty_sidecar_is_damaged_and_can_be_saved() {
    let desk = Desk::new();
    fs::write(desk.sidecar(), "").unwrap();
    let read = read_sidecar(&desk.doc).unwrap();
    assert!(read.damaged.is_some() && read.set.is_empty());
    save_sidecar(&desk.doc, &every_kind(), read.base, true).unwrap();
    assert_eq!(desk.names(), ["policy.txt", "policy.txt.ann.ron"]);
}

#[test]
fn a_sidecar_of_a_newer_version_is_read_and_never_written_over() {
    let desk = Desk::new();
    let now = format!("version: {},", sidecar::VERSION);
    let text = fs::read_to_string(fixture("v1.ann.ron")).unwrap();
    let newer = text.replace(&now, "version: 99,");
    for source in [newer.clone(), newer[..newer.len() / 2].to_owned()] {
        fs::write(desk.sidecar(), &source).unwrap();
        let read = read_sidecar(&desk.doc).unwrap();
        assert!(read.newer && !read.set.is_empty());
        for damaged in [false, true] {
            let e = save_sidecar(&desk.doc, &every_kind(), read.base, damaged).unwrap_err();
            assert!(store_error(e).message.contains("newer version"));
        }
        assert_eq!(fs::read_to_string(desk.sidecar()).unwrap(), source);
    }
    assert_eq!(desk.names(), ["policy.txt", "policy.txt.ann.ron"]);
}

#[test]
fn a_sidecar_of_an_older_version_is_backed_up_before_it_is_replaced() {
    let desk = Desk::new();
    let text = fs::read_to_string(fixture("v1.ann.ron")).unwrap();
    let older = text.replace("version: 1,", "version: 0,");
    fs::write(desk.sidecar(), &older).unwrap();
    let read = read_sidecar(&desk.doc).unwrap();
    save_sidecar(&desk.doc, &read.set, read.base, false).unwrap();
    let aside = desk.dir.path().join("policy.txt.ann.ron.version-0-1");
    assert_eq!(fs::read_to_string(aside).unwrap(), older);
    assert_eq!(fs::read_to_string(desk.sidecar()).unwrap(), text);
}

#[test]
fn a_codebook_makes_its_folder_when_saved_and_sees_other_peoples_changes() {
    let desk = Desk::new();
    let root = desk.dir.path();
    let book: AnnotationSet = Codebook::default_themes()
        .iter()
        .cloned()
        .map(Record::Theme)
        .collect();
    let base = save_codebook(root, &book, None).unwrap();
    let read = read_codebook(root).unwrap();
    assert_eq!((read.base, &read.set), (Some(base), &book));
    assert_eq!(read.path, codebook_path(root));
    let less: AnnotationSet = book.records().skip(1).cloned().collect();
    assert!(matches!(
        save_codebook(root, &less, None),
        Err(SaveError::Changed { .. })
    ));
    fs::write(codebook_path(root), "(records: [").unwrap();
    let read = read_codebook(root).unwrap();
    assert!(read.damaged.is_some());
    save_codebook(root, &less, read.base).unwrap();
    assert_eq!(read_codebook(root).unwrap().set, less);
    assert!(root.join(".rapporteur/codebook.ron.damaged-1").exists());
    assert!(save_codebook(&root.join("none"), &less, None).is_err());
    assert!(!root.join("none").exists());
}

#[cfg(unix)]
#[test]
fn a_save_keeps_the_permissions_of_the_sidecar() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let base = save_sidecar(&desk.doc, &every_kind(), None, false).unwrap();
    let mode = |p: &Path| fs::metadata(p).unwrap().permissions().mode() & 0o7777;
    assert_eq!(mode(&desk.sidecar()), mode(&desk.doc), "as any new file");
    fs::set_permissions(desk.sidecar(), fs::Permissions::from_mode(0o664)).unwrap();
    let other: AnnotationSet = [memo(&mut CountingMint::new(9), "x")].into_iter().collect();
    save_sidecar(&desk.doc, &other, Some(base), false).unwrap();
    assert_eq!(mode(&desk.sidecar()), 0o664);
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_is_said_in_plain_words() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    fs::set_permissions(desk.dir.path(), fs::Permissions::from_mode(0o555)).unwrap();
    let saved = save_sidecar(&desk.doc, &every_kind(), None, false);
    let may = fs::write(desk.dir.path().join("probe"), "").is_ok();
    fs::set_permissions(desk.dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
    if may {
        return; // An administrator may write everywhere.
    }
    let said = store_error(saved.unwrap_err()).to_string();
    assert!(said.contains("may not write here"), "{said}");
    assert!(said.ends_with("policy.txt.ann.ron"), "{said}");
    assert_eq!(desk.names(), ["policy.txt"]);
}

#[cfg(unix)]
#[test]
fn a_protected_sidecar_is_left_alone() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let base = save_sidecar(&desk.doc, &every_kind(), None, false).unwrap();
    fs::set_permissions(desk.sidecar(), fs::Permissions::from_mode(0o444)).unwrap();
    let other: AnnotationSet = [memo(&mut CountingMint::new(9), "x")].into_iter().collect();
    let e = store_error(save_sidecar(&desk.doc, &other, Some(base), false).unwrap_err());
    assert!(e.message.contains("may not write"), "{e}");
    assert_eq!(read_sidecar(&desk.doc).unwrap().set, every_kind());
}

/// Run once with `WRITE_FIXTURE=1` when the version changes; a fixture that is there is never changed.
#[test]
fn there_is_a_fixture_of_the_present_version() {
    let path = fixture(&format!("v{}.ann.ron", sidecar::VERSION));
    if std::env::var_os("WRITE_FIXTURE").is_some() && !path.exists() {
        fs::write(&path, sidecar::write(&every_kind())).unwrap();
    }
    assert!(
        path.exists(),
        "WRITE_FIXTURE=1 cargo test --test store_sidecars"
    );
}
