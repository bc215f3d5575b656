use super::*;
use crate::annotation::edit::{Edit, EditError, Records};
use crate::annotation::record::Unknown;
use crate::annotation::sidecar;
use EntityLabel::{Org, Person, Place as Location};
use proptest::prelude::*;

fn list(records: impl IntoIterator<Item = EntityRecord>) -> EntityList {
    let mut out = EntityList::default();
    for record in records {
        out.insert(record);
    }
    out
}

/// A list under edits.
impl Records for EntityList {
    fn writable(&self, _: &Place) -> Result<(), EditError> {
        Ok(())
    }
    fn record(&self, _: &Place, key: &RecordKey) -> Option<Record> {
        self.set.get(key).cloned()
    }
    fn put(&mut self, _: &Place, key: &RecordKey, record: Option<Record>) -> Option<Record> {
        self.set.put(key.clone(), record)
    }
}

fn apply(list: &mut EntityList, changes: Vec<Change>) -> Result<Edit, EditError> {
    let edit = Edit {
        name: "Step".into(),
        focus: None,
        changes,
    };
    edit.apply(list)
}

#[test]
fn merges_are_followed_to_their_end_and_circles_have_one_name() {
    let list = list([
        EntityRecord::same(Person, "Fumio Kishida", "Kishida Fumio"),
        EntityRecord::same(Person, "Mr  Kishida", "Fumio Kishida"),
        EntityRecord::same(Org, "B", "C"),
        EntityRecord::same(Org, "C", "A"),
        EntityRecord::same(Org, "A", "B"),
        EntityRecord::same(Org, "D", "C"),
    ]);
    assert_eq!(list.canonical(Person, "Mr Kishida"), "Kishida Fumio");
    assert_eq!(list.canonical(Org, "Mr Kishida"), "Mr Kishida");
    for name in ["A", "B", "C", "D"] {
        assert_eq!(list.canonical(Org, name), "A", "{name}");
    }
    assert_eq!(list.canonical(Org, "E"), "E");
}

#[test]
fn another_type_comes_before_merges_of_that_type() {
    let list = list([
        EntityRecord::retyped(Org, "Beijing", Location),
        EntityRecord::same(Location, "Beijing", "Peking"),
    ]);
    assert_eq!(list.resolve(Org, "Beijing"), (Location, "Peking"));
}

#[test]
fn refusals_hold_for_words_of_any_spacing_and_for_one_type_or_all() {
    let list = list([
        EntityRecord::never("The\n Ministry", None),
        EntityRecord::never("May", Some(Person)),
        EntityRecord::different(Person, "Hun Sen", "Hun Manet"),
    ]);
    assert!(list.is_never("The Ministry", Org));
    assert!(list.is_never("May", Person) && !list.is_never("May", Org));
    assert!(list.are_different(Person, "Hun Sen", "Hun Manet"));
    assert!(list.are_different(Person, "Hun  Manet", "Hun Sen"));
    assert!(!list.are_different(Org, "Hun Sen", "Hun Manet"));
}

#[test]
fn always_takes_the_words_from_other_names_and_lifts_refusals() {
    let mut list = list([
        EntityRecord::Name(OwnName::new(Location, "Ministry").also("The Ministry")),
        EntityRecord::never("Ministry", None),
        EntityRecord::never("Ministry", Some(Person)),
    ]);
    let changes = list.always("Ministry", Org, "Ministry of Mines");
    apply(&mut list, changes).unwrap();
    let names: Vec<_> = list.names().map(|n| (n.label, n.name.as_str())).collect();
    assert_eq!(
        names,
        [(Org, "Ministry of Mines"), (Location, "The Ministry")]
    );
    assert!(!list.is_never("Ministry", Org) && list.is_never("Ministry", Person));
    assert_eq!(list.always("Ministry", Org, "Ministry of Mines"), []);
}

#[test]
fn never_takes_the_words_from_own_names() {
    let mut list = list([
        EntityRecord::Name(OwnName::new(Org, "Harbour Board").also("HB").also("Board")),
        EntityRecord::Name(OwnName::new(Location, "HB")),
    ]);
    let changes = list.never_again("HB", Some(Org));
    apply(&mut list, changes).unwrap();
    let board = list.name(Org, "Harbour Board").unwrap();
    assert_eq!(board.aliases, ["Board"]);
    assert!(list.name(Location, "HB").is_some());
    assert_eq!(list.never_again("HB", Some(Org)), []);
}

#[test]
fn a_list_typed_by_hand_is_read_and_what_is_wrong_has_its_place() {
    let typed = "(\n  format: \"rapporteur\",\n  version: 1,\n  records: [\n    // ours\n    \
        (kind: \"name\", type: \"ORG\", name: \"Harbour  Board\", aliases: [\"HB\", \"HB\", \"\"]),\n    \
        (kind: \"never\", name: \"May\"),\n    (kind: \"name\", type: \"ORGANISATION\", name: \"X\"),\n    \
        (kind: \"newer\", id: \"1\", what: [1, 2]),\n  ],\n)";
    let file = sidecar::parse(typed).unwrap();
    let list = EntityList::of(file.set.clone());
    assert_eq!(list.name(Org, "Harbour Board").unwrap().aliases, ["HB"]);
    assert!(list.is_never("May", Person));
    let [problem] = file.problems.as_slice() else {
        panic!("{:?}", file.problems)
    };
    assert_eq!((problem.line, problem.column), (8, 5));
    assert!(
        problem
            .message
            .contains("“ORGANISATION” is not known; it is one of PERSON, ORG")
    );
    let written = sidecar::write(&file.set);
    assert!(written.contains("(kind: \"newer\", id: \"1\", what: [1, 2])"));
    assert!(written.contains("ORGANISATION"));
    assert_eq!(
        sidecar::write(&sidecar::parse(&written).unwrap().set),
        written
    );
}

#[test]
fn what_is_no_list_says_where() {
    for (typed, line, column) in [
        (
            "(format: \"rapporteur\", version: 1, records: [(kind: \"name\"",
            1,
            54,
        ),
        (
            "(\n format: \"rapporteur\",\n version: 1,\n records: [\n oops]",
            5,
            6,
        ),
    ] {
        let problem = sidecar::parse(typed).unwrap_err();
        assert_eq!((problem.line, problem.column), (line, column), "{problem}");
    }
}

fn any_label() -> impl Strategy<Value = EntityLabel> {
    (0..EntityLabel::ALL.len()).prop_map(|n| EntityLabel::ALL[n])
}

fn any_name() -> impl Strategy<Value = String> {
    "[A-C\u{e9}\"\\\\]{1,2}( [A-C]{1,2})?|\\PC{1,4}"
        .prop_filter_map("a name without letters", |s| {
            Some(tidy(&s)).filter(|s| !s.is_empty())
        })
}

fn any_record() -> impl Strategy<Value = EntityRecord> {
    let parts = (
        any_label(),
        any_name(),
        any_name(),
        any_label(),
        any::<bool>(),
    );
    (0..7, parts, proptest::option::of(any_name())).prop_map(
        |(kind, (label, name, other, to, on), alias)| match kind {
            0 => EntityRecord::metonyms(on),
            1 => {
                let mut own = OwnName::new(label, &name).also(&other);
                own.extra.extend(alias.map(|a| (a, other)));
                EntityRecord::Name(own)
            }
            2 => EntityRecord::never(&name, on.then_some(label)),
            3 => EntityRecord::same(label, &name, &other),
            4 => EntityRecord::different(label, &name, &other),
            5 => EntityRecord::retyped(label, &name, to),
            _ => EntityRecord::note(label, &name, &other),
        },
    )
}

fn any_list() -> impl Strategy<Value = EntityList> {
    proptest::collection::vec(any_record(), 0..30).prop_map(list)
}

proptest! {
    #[test]
    fn what_is_written_is_read_again_and_written_alike(list in any_list(), unknown: bool) {
        let mut set = list.set().clone();
        if unknown {
            let ron = "(kind:\"newer\",id:\"7\",x:1)".to_owned();
            set.insert(Record::Unknown(Unknown { kind: "newer".into(), id: "7".into(), ron }));
        }
        let written = sidecar::write(&set);
        prop_assert!(written.lines().count() == set.len() + 6);
        let read = sidecar::parse(&written).unwrap();
        prop_assert_eq!(&read.problems, &[]);
        prop_assert_eq!(&read.set, &set);
        prop_assert_eq!(sidecar::write(&read.set), written);
    }

    #[test]
    fn a_key_is_read_from_kind_and_id(record in any_record()) {
        let key = record.key();
        prop_assert_eq!(EntityKey::parse(key.kind(), &key.id()), Some(key));
    }

    #[test]
    fn every_merge_ends_and_all_at_once_says_the_same(list in any_list()) {
        let all = list.resolutions();
        for record in list.records() {
            let (EntityRecord::Same(Same { label, name, .. }) | EntityRecord::Retyped(Retyped { label, name, .. })) = record else {
                continue;
            };
            let from = (*label, name.as_str());
            let end = list.resolve(from.0, from.1);
            prop_assert_eq!(all.get(&from).copied().unwrap_or(from), end);
            prop_assert_eq!(list.resolve(end.0, end.1), end);
        }
    }

    #[test]
    fn always_and_never_do_what_they_say_and_can_be_taken_back(
        list in any_list(), label in any_label(), surface in any_name(), name in any_name(), some: bool,
    ) {
        let mut now = list.clone();
        let always = list.always(&surface, label, &name);
        if let Ok(inverse) = apply(&mut now, always) {
            apply(&mut now.clone(), inverse.changes.clone()).unwrap();
            let mut back = now.clone();
            apply(&mut back, inverse.changes).unwrap();
            prop_assert_eq!(&back, &list);
        }
        let having: Vec<_> = now.names().filter(|n| n.surfaces().any(|s| s == surface)).collect();
        prop_assert_eq!(having.len(), 1);
        prop_assert_eq!((having[0].label, &having[0].name), (label, &name));
        prop_assert!(!now.is_never(&surface, label));
        let refused = some.then_some(label);
        let never = now.never_again(&surface, refused);
        let before = now.clone();
        let inverse = apply(&mut now, never).unwrap();
        prop_assert!(now.is_never(&surface, label));
        prop_assert!(now.names().all(|n| n.surfaces().all(|s| s != surface)));
        apply(&mut now, inverse.changes).unwrap();
        prop_assert_eq!(now, before);
    }
}
