//! A table of names in which each stands once.

use super::words::HashedMap;
use foldhash::fast::RandomState;
use std::hash::BuildHasher;

/// Names by number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Names {
    text: String,
    /// Where each name ends in `text`.
    ends: Vec<u32>,
}

impl Names {
    /// No name.
    pub const NONE: Self = Self {
        text: String::new(),
        ends: Vec::new(),
    };

    /// The name with this number.
    pub fn get(&self, number: usize) -> Option<&str> {
        let end = *self.ends.get(number)? as usize;
        let start = number
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .map_or(0, |&end| end as usize);
        self.text.get(start..end)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Gives back memory that was held for more names.
    pub fn shrink_to_fit(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// Bytes of memory that they take.
    pub fn memory(&self) -> usize {
        self.text.capacity() + self.ends.capacity() * size_of::<u32>()
    }
}

/// Numbers names: the same name gets the same number.
pub(super) struct Interner {
    names: Names,
    /// Numbers by hash; names with the same hash stand one behind the other.
    numbers: HashedMap<u32>,
    /// Numbers of names of the lists, by where those stand.
    listed: HashedMap<u32>,
    hasher: RandomState,
}

impl Default for Interner {
    fn default() -> Self {
        Self {
            names: Names::NONE,
            numbers: HashedMap::default(),
            listed: HashedMap::default(),
            hasher: RandomState::default(),
        }
    }
}

impl Interner {
    /// The number of a name.
    pub fn number(&mut self, name: &str) -> u32 {
        let mut hash = self.hasher.hash_one(name);
        while let Some(&number) = self.numbers.get(&hash) {
            if self.names.get(number as usize) == Some(name) {
                return number;
            }
            hash = hash.wrapping_add(1);
        }
        let number = self.names.len() as u32;
        self.names.text.push_str(name);
        self.names.ends.push(self.names.text.len() as u32);
        self.numbers.insert(hash, number);
        number
    }

    /// The number of a name of the lists.
    pub fn listed(&mut self, name: &'static str) -> u32 {
        let place = place(name);
        if let Some(&number) = self.listed.get(&place) {
            return number;
        }
        let number = self.number(name);
        self.listed.insert(place, number);
        number
    }

    /// The table.
    pub fn finish(self) -> Names {
        self.names
    }
}

/// Where a name of the lists stands, and its length: the same for the same name.
pub(super) fn place(name: &'static str) -> u64 {
    (name.as_ptr() as u64) << 8 ^ name.len() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_once_and_empty_ones_are_names() {
        let mut table = Interner::default();
        let numbers = ["a", "", "ab", "a", "b", ""].map(|n| table.number(n));
        assert_eq!(numbers, [0, 1, 2, 0, 3, 1]);
        let names = table.finish();
        let all: Vec<_> = (0..5).map(|n| names.get(n)).collect();
        assert_eq!(all, [Some("a"), Some(""), Some("ab"), Some("b"), None]);
    }
}
