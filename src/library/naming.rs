//! Which names are one: what differs only in how it is written, what a person said, and, where wanted, seats of
//! governments for what they govern.

use crate::annotation::entity_list::EntityRecord;
use crate::annotation::{EntityLabel, EntityList};
use crate::detect::metonym::meant_by;
pub use crate::text::fold::folded;
use std::collections::{BTreeSet, HashMap};

/// A type and a name.
pub type Name<'a> = (EntityLabel, &'a str);
type Owned = (EntityLabel, String);

/// What a person decided about names. Two of the same content are equal, in whatever order it was said.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Naming {
    /// Folded names with what stands for them.
    into: HashMap<Owned, Owned>,
    metonyms: bool,
}

impl Naming {
    /// Goes by merges and changes of type: of each pair, the first is taken for the second. Chains are followed; which name
    /// stands for a circle does not depend on the order in which they are given.
    pub fn new<'a>(merges: impl IntoIterator<Item = (Name<'a>, Name<'a>)>, metonyms: bool) -> Self {
        let merges: BTreeSet<_> = merges.into_iter().collect();
        let mut groups = Groups::default();
        for &(from, into) in &merges {
            groups.join(from, into);
        }
        Self {
            into: groups.finish(),
            metonyms,
        }
    }

    /// Goes by a list of the user's.
    pub fn of(list: &EntityList) -> Self {
        let merges = list.records().filter_map(|r| match r {
            EntityRecord::Same(s) => Some(((s.label, s.name.as_str()), (s.label, s.into.as_str()))),
            EntityRecord::Retyped(r) => Some(((r.label, r.name.as_str()), (r.to, r.name.as_str()))),
            _ => None,
        });
        Self::new(merges, list.metonyms())
    }

    /// Whether seats of governments stand for what they govern.
    pub fn metonyms(&self) -> bool {
        self.metonyms
    }

    /// What a detected name is taken for.
    pub fn resolve<'a>(&'a self, label: EntityLabel, name: &'a str) -> Name<'a> {
        let (label, merged) = self.merged(label, name).unwrap_or((label, name));
        let seat = || meant_by(label, merged);
        match self.metonyms.then(seat).flatten() {
            Some((label, meant)) => self.merged(label, meant).unwrap_or((label, meant)),
            None => (label, merged),
        }
    }

    /// What a person said stands for this name.
    pub fn merged(&self, label: EntityLabel, name: &str) -> Option<Name<'_>> {
        if self.into.is_empty() {
            return None;
        }
        let (label, name) = self.into.get(&(label, folded(name)))?;
        Some((*label, name))
    }
}

/// Names that were said to be one.
#[derive(Default)]
struct Groups {
    numbers: HashMap<Owned, usize>,
    names: Vec<Member>,
}

struct Member {
    name: Owned,
    /// Whether it was ever merged into another.
    merged: bool,
    parent: usize,
}

impl Groups {
    fn number(&mut self, (label, name): Name<'_>) -> usize {
        let next = self.names.len();
        let number = *self.numbers.entry((label, folded(name))).or_insert(next);
        if number == next {
            self.names.push(Member {
                name: (label, name.to_owned()),
                merged: false,
                parent: next,
            });
        }
        number
    }

    fn join(&mut self, from: Name<'_>, into: Name<'_>) {
        let (from, into) = (self.number(from), self.number(into));
        if from == into {
            return;
        }
        if let Some(member) = self.names.get_mut(from) {
            member.merged = true;
        }
        let (a, b) = (self.root(from), self.root(into));
        if let Some(member) = self.names.get_mut(a) {
            member.parent = b;
        }
    }

    fn root(&mut self, mut at: usize) -> usize {
        while let Some(parent) = self.names.get(at).map(|m| m.parent).filter(|p| *p != at) {
            let above = self.names.get(parent).map_or(parent, |m| m.parent);
            if let Some(member) = self.names.get_mut(at) {
                member.parent = above;
            }
            at = above;
        }
        at
    }

    /// Of each group the name that was merged into none stands for all; of several, or in a circle, the first by alphabet.
    fn finish(mut self) -> HashMap<Owned, Owned> {
        let mut best: HashMap<usize, (bool, Owned)> = HashMap::new();
        for n in 0..self.names.len() {
            let root = self.root(n);
            let Some(member) = self.names.get(n) else {
                continue;
            };
            let this = (member.merged, member.name.clone());
            let slot = best.entry(root).or_insert_with(|| this.clone());
            if this < *slot {
                *slot = this;
            }
        }
        let numbers = std::mem::take(&mut self.numbers);
        let stands_for = |(key, n): (Owned, usize)| Some((key, best.get(&self.root(n))?.1.clone()));
        numbers.into_iter().filter_map(stands_for).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PERSON: EntityLabel = EntityLabel::Person;

    #[test]
    fn names_are_compared_without_what_writers_leave_out() {
        for (a, b) in [
            ("Nguyễn Phú Trọng", "NGUYEN PHU TRONG"),
            ("Timor-Leste", "Timor  Leste"),
            ("Côte d’Ivoire", "Cote d'Ivoire"),
            ("The Hague", "Hague"),
        ] {
            assert_eq!(folded(a), folded(b));
        }
        assert_ne!(folded("Hun Sen"), folded("Hun Manet"));
    }

    #[test]
    fn merges_are_followed_and_seats_are_switched() {
        let merges = [
            ((PERSON, "A. B"), (PERSON, "Ann B")),
            ((PERSON, "ann b"), (PERSON, "Anna B")),
        ];
        let naming = Naming::new(merges, false);
        assert_eq!(naming.resolve(PERSON, "A. B"), (PERSON, "Anna B"));
        assert_eq!(naming.resolve(EntityLabel::Org, "A. B").1, "A. B");
        let place = EntityLabel::Place;
        assert_eq!(naming.resolve(place, "Beijing"), (place, "Beijing"));
        let with = Naming::new([((place, "China"), (place, "PRC"))], true);
        assert_eq!(with.resolve(place, "Beijing"), (place, "PRC"));
        let retyped = Naming::new([((place, "Beijing"), (EntityLabel::Org, "Beijing"))], false);
        assert_eq!(
            retyped.resolve(place, "Beijing"),
            (EntityLabel::Org, "Beijing")
        );
    }

    proptest! {
        #[test]
        fn the_order_of_merges_does_not_matter(
            pairs in proptest::collection::vec(("[a-e]", "[a-e]"), 0..8).prop_flat_map(|all| {
                (Just(all.clone()), Just(all).prop_shuffle())
            }),
        ) {
            let naming = |all: &[(String, String)]| {
                let pair = |(a, b): &'_ (String, String)| ((PERSON, a.clone()), (PERSON, b.clone()));
                let all: Vec<_> = all.iter().map(pair).collect();
                let views = all.iter().map(|(a, b)| ((a.0, a.1.as_str()), (b.0, b.1.as_str())));
                Naming::new(views, false)
            };
            let (one, other) = (naming(&pairs.0), naming(&pairs.1));
            prop_assert_eq!(&one, &other);
            for (a, b) in &pairs.0 {
                prop_assert_eq!(one.resolve(PERSON, a), one.resolve(PERSON, b));
            }
            for name in ["a", "b", "c", "d", "e"] {
                let meant = one.resolve(PERSON, name).1;
                prop_assert_eq!(one.resolve(PERSON, meant).1, meant);
            }
        }
    }
}
