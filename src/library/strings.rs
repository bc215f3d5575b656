//! Texts that stand once and are known by number.

use super::map::Map;
use std::sync::Arc;

/// Texts by number.
#[derive(Clone, Default, Debug)]
pub(super) struct Strings {
    all: Vec<Arc<str>>,
    numbers: Map<Arc<str>, u32>,
}

impl Strings {
    /// The number of a text; the same text gets the same number.
    pub fn number(&mut self, text: &str) -> u32 {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let number = self.all.len() as u32;
        let text: Arc<str> = text.into();
        self.all.push(text.clone());
        self.numbers.insert(text, number);
        number
    }

    /// The text with this number.
    pub fn get(&self, number: u32) -> &str {
        self.all.get(number as usize).map_or("", |s| s)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Bytes of memory that they take, about.
    pub fn memory(&self) -> usize {
        let text: usize = self.all.iter().map(|s| s.len() + 16).sum();
        text + self.all.capacity() * 16 + self.numbers.capacity() * 25
    }
}
