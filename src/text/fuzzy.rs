//! How well a name fits what was typed: its beginning, the beginnings of its words, their initials, or letters in order.
//! Case and diacritics are left aside.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A name made ready to be compared: folded, with the places where its words begin.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Name {
    letters: Vec<char>,
    starts: Vec<usize>,
}

/// Letters in small, without diacritics. "đ" and "ø" have none that could be taken off.
pub fn fold(text: &str) -> impl Iterator<Item = char> + '_ {
    let bare = text.nfd().filter(|c| !is_combining_mark(*c));
    bare.flat_map(char::to_lowercase).map(|c| match c {
        'đ' | 'ð' => 'd',
        'ø' => 'o',
        'ł' => 'l',
        'ı' => 'i',
        other => other,
    })
}

impl Name {
    /// A name made ready.
    pub fn new(text: &str) -> Self {
        let letters: Vec<char> = fold(text).collect();
        let begins = |i: &usize| {
            let before = i.checked_sub(1).and_then(|i| letters.get(i));
            letters.get(*i).is_some_and(|c| c.is_alphanumeric())
                && before.is_none_or(|c| !c.is_alphanumeric())
        };
        let starts = (0..letters.len()).filter(begins).collect();
        Self { letters, starts }
    }

    /// How well a query fits: higher is better, `None` where it does not fit at all. Every word of the query has to fit; an
    /// empty one fits everything alike.
    pub fn score(&self, query: &Query) -> Option<u32> {
        let mut total = 0;
        for word in &query.words {
            total += self.score_word(word)?;
        }
        // Of two that fit alike the shorter one is meant.
        let short = 200_usize.saturating_sub(self.letters.len());
        Some(total * 256 + u32::try_from(short).unwrap_or(0))
    }

    fn score_word(&self, word: &[char]) -> Option<u32> {
        let at = |start: &usize| {
            self.letters
                .get(*start..)
                .is_some_and(|l| l.starts_with(word))
        };
        if at(&0) {
            return Some(if self.letters.len() == word.len() {
                100
            } else {
                80
            });
        }
        if self.starts.iter().any(at) {
            return Some(60);
        }
        if self.has_initials(word) {
            return Some(50);
        }
        if (0..self.letters.len()).any(|i| at(&i)) {
            return Some(40);
        }
        self.subsequence(word)
    }

    /// Whether the word is made of the beginnings of words in order: "nf" and "nefi" are "Next finding".
    fn has_initials(&self, word: &[char]) -> bool {
        fn fits(name: &Name, word: &[char], from: usize, budget: &mut u32) -> bool {
            if word.is_empty() {
                return true;
            }
            let starts = name.starts.get(from..).unwrap_or_default();
            for (n, start) in starts.iter().enumerate() {
                let rest = name.letters.get(*start..).unwrap_or_default();
                let most = rest.iter().zip(word).take_while(|(a, b)| a == b).count();
                for take in (1..=most).rev() {
                    *budget = budget.saturating_sub(1);
                    let left = word.get(take..).unwrap_or_default();
                    if *budget == 0 || fits(name, left, from + n + 1, budget) {
                        return *budget > 0;
                    }
                }
            }
            false
        }
        fits(self, word, 0, &mut 200)
    }

    /// Letters in order, the closer together the better.
    fn subsequence(&self, word: &[char]) -> Option<u32> {
        if word.len() < 2 {
            return None;
        }
        let (mut first, mut at) = (None, 0);
        for letter in word {
            let rest = self.letters.get(at..).unwrap_or_default();
            let found = at + rest.iter().position(|l| l == letter)?;
            first.get_or_insert(found);
            at = found + 1;
        }
        let spread = at - first.unwrap_or(0) - word.len();
        let loose = u32::try_from(spread).unwrap_or(u32::MAX);
        (spread <= word.len()).then(|| 30_u32.saturating_sub(loose))
    }
}

/// What was typed, made ready.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Query {
    words: Vec<Vec<char>>,
}

impl Query {
    /// A query made ready.
    pub fn new(text: &str) -> Self {
        let words = text.split_whitespace().map(|w| fold(w).collect());
        Self {
            words: words.filter(|w: &Vec<char>| !w.is_empty()).collect(),
        }
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn score(query: &str, name: &str) -> Option<u32> {
        Name::new(name).score(&Query::new(query))
    }

    /// The names in the order in which the query finds them.
    fn ranked<'a>(query: &str, names: &[&'a str]) -> Vec<&'a str> {
        let mut found: Vec<_> = names
            .iter()
            .filter_map(|n| Some((std::cmp::Reverse(score(query, n)?), *n)))
            .collect();
        found.sort();
        found.into_iter().map(|(_, n)| n).collect()
    }

    #[test]
    fn beginnings_go_before_initials_and_these_before_letters_inside() {
        let names = [
            "Next finding",
            "Confirm or accept",
            "Find in document…",
            "Unfit",
            "No",
        ];
        assert_eq!(
            ranked("fin", &names)[..2],
            ["Find in document…", "Next finding"]
        );
        assert_eq!(ranked("nf", &names)[0], "Next finding");
        assert_eq!(ranked("nefi", &names)[0], "Next finding");
        assert_eq!(ranked("fit", &names)[0], "Unfit");
        assert!(ranked("xyz", &names).is_empty());
    }

    #[test]
    fn case_and_diacritics_are_left_aside() {
        assert!(score("kampuchea", "Kâmpŭchéa").is_some());
        assert!(score("Kâmp", "kampuchea").is_some());
        assert!(score("da nang", "Đà Nẵng").is_some());
    }

    #[test]
    fn every_word_has_to_fit_in_any_order() {
        assert!(score("doc find", "Find in document…").is_some());
        assert!(score("doc lost", "Find in document…").is_none());
    }

    #[test]
    fn nothing_typed_fits_everything_and_letters_far_apart_do_not() {
        assert!(score("", "Anything").is_some());
        assert!(score("ot", "Only if the other fits, then").is_some());
        assert!(score("qz", "quite a long name that ends in jazz").is_none());
    }

    proptest! {
        #[test]
        fn a_name_fits_itself_and_its_beginning(name in "\\PC{1,30}", cut in 1_usize..30) {
            prop_assume!(!Query::new(&name).is_empty());
            prop_assert!(score(&name, &name).is_some());
            let word = name.split_whitespace().next().unwrap_or_default();
            let part: String = word.chars().take(cut).collect();
            prop_assert!(score(&part, word).is_some());
        }
    }
}
