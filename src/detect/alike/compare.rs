//! Two names side by side.

use super::Reason;
use super::keys::{Parts, is_mark, skeleton};
use crate::annotation::EntityLabel;
use crate::detect::is_listed;
use crate::text::lexicon::is_word;

/// Why two names of one type may be one, and how sure that is (0 to 100); `None` where they are clearly not.
pub fn compare(a: &Parts, b: &Parts) -> Option<(Reason, u8)> {
    if a.marks != b.marks || a.label != b.label {
        return None;
    }
    if a.squeezed == b.squeezed {
        return (a.squeezed.len() > 4).then_some((Reason::Spacing, 97));
    }
    if a.acronym || b.acronym {
        return acronym(a, b).or_else(|| acronym(b, a));
    }
    let found = if a.sorted == b.sorted {
        Some((Reason::Order, 88))
    } else if a.label == EntityLabel::Person {
        person(a, b)
    } else {
        thing(a, b)
    };
    // Two names of the lists are two things, however alike.
    found.filter(|(reason, _)| {
        *reason == Reason::Order || !(is_listed(a.label, &a.name) && is_listed(b.label, &b.name))
    })
}

/// The same for two names of several words that agree but for one word of ASCII letters, which is given beside them.
pub fn compare_words(label: EntityLabel, a: (&str, &str), b: (&str, &str)) -> Option<(Reason, u8)> {
    let (x, y) = (a.1.to_ascii_lowercase(), b.1.to_ascii_lowercase());
    if is_mark(&x) || is_mark(&y) {
        return None;
    }
    let found = match label {
        EntityLabel::Person => alike_in_person(&x, &y),
        _ => alike(&x, &y),
    };
    found.filter(|_| !(is_listed(label, a.0) && is_listed(label, b.0)))
}

fn acronym(short: &Parts, long: &Parts) -> Option<(Reason, u8)> {
    let fits = short.acronym && !long.acronym && long.initials == short.squeezed;
    let score = if short.squeezed.len() > 2 { 80 } else { 60 };
    (fits && long.words.len() > 1 && long.label != EntityLabel::Person)
        .then_some((Reason::Acronym, score))
}

/// Two persons: every part of the one is, begins or sounds like one of the other; only parts in the middle may be missing.
fn person(a: &Parts, b: &Parts) -> Option<(Reason, u8)> {
    let (short, long) = if a.words.len() <= b.words.len() {
        (a, b)
    } else {
        (b, a)
    };
    if short.words.len() < long.words.len() {
        return middle_left_out(&short.words, &long.words);
    }
    let pairs = short.words.iter().zip(&long.words);
    let mut found = None;
    for (n, (x, y)) in pairs.enumerate().filter(|(_, (x, y))| x != y) {
        let this = if is_initial(x, y) {
            if n + 1 == short.words.len() {
                return None;
            }
            (Reason::MiddleName, if n == 0 { 70 } else { 85 })
        } else {
            alike_in_person(x, y)?
        };
        // Two parts that differ are one too many, unless they are initials.
        if found.is_some_and(|(r, _)| r != Reason::MiddleName) {
            return None;
        }
        found = Some(this);
    }
    found
}

fn is_initial(x: &str, y: &str) -> bool {
    let one = |x: &str, y: &str| x.chars().count() == 1 && y.starts_with(x) && y.len() > x.len();
    one(x, y) || one(y, x)
}

/// "Olu Ferreiro", "Olu Kemi Ferreiro": first and last part the same, and nothing in the shorter that the longer lacks.
fn middle_left_out(short: &[String], long: &[String]) -> Option<(Reason, u8)> {
    let ends = short.first() == long.first() && short.last() == long.last() && short.len() > 1;
    let mut rest = long.iter();
    let within = short
        .iter()
        .all(|s| rest.any(|l| l == s || is_initial(l, s)));
    (ends && within).then_some((Reason::MiddleName, 82))
}

/// Whether two words of ASCII letters may be told to be spellings of one, by their lengths and first letters alone.
pub fn may_be_spellings(x: &str, y: &str, of_person: bool) -> bool {
    let first = |w: &str| w.chars().next().map(|c| c.to_ascii_lowercase());
    let (Some(a), Some(b)) = (first(x), first(y)) else {
        return false;
    };
    let (short, long) = (x.len().min(y.len()), x.len().max(y.len()));
    short >= if of_person { 4 } else { 5 }
        && long - short <= 2
        && (!of_person || begin_with_alike(a, b))
}

/// Parts of personal names: short ones are clearly different names as soon as they differ.
fn alike_in_person(x: &str, y: &str) -> Option<(Reason, u8)> {
    let short = x.chars().count().min(y.chars().count());
    if short < 4 || !begin_alike(x, y) {
        return None;
    }
    let distance = distance(x, y, 2)?;
    if skeleton(x) == skeleton(y) && distance <= 1 + usize::from(short >= 6) {
        return Some((Reason::Sound, if distance == 1 { 86 } else { 78 }));
    }
    (distance == 1 && short >= 6).then_some((Reason::Spelling, 72))
}

/// Whether two parts begin with letters that stand for each other.
fn begin_alike(x: &str, y: &str) -> bool {
    let (Some(x), Some(y)) = (x.chars().next(), y.chars().next()) else {
        return false;
    };
    begin_with_alike(x, y)
}

fn begin_with_alike(x: char, y: char) -> bool {
    const PAIRS: &[&str] = &[
        "ck", "kq", "kg", "fp", "jy", "iy", "sz", "vw", "bv", "aeiou",
    ];
    x == y || PAIRS.iter().any(|p| p.contains(x) && p.contains(y))
}

/// Whether two names of persons may be one person's: a proposal would be made, or the one has no part that the other lacks.
pub fn may_be_one(a: &str, b: &str) -> bool {
    let parts = |name| Parts::of(EntityLabel::Person, name);
    are_alike(&parts(a), &parts(b))
}

/// The same for names of persons that are taken apart already.
pub fn are_alike(a: &Parts, b: &Parts) -> bool {
    let within = |x: &Parts, y: &Parts| {
        let mut words = x.words.iter().filter(|w| w.chars().count() > 1);
        words.all(|w| y.words.contains(w))
    };
    compare(a, b).is_some()
        || within(a, b)
        || within(b, a)
        || sound_alike(a, b)
        || by_initials(a, b)
}

/// Whether one name of a person is the other with less: "W. D. Chandra Weera", "Weera W. D. C.", "Chandra Weerra". A word of
/// five letters at least stands in both, or sounds alike; all other words of the one have a like in the other, or are the
/// initial of one.
fn by_initials(a: &Parts, b: &Parts) -> bool {
    let full = |w: &&String| w.chars().count() > 2;
    let same = |x: &str, y: &str| {
        let short = x.chars().count().min(y.chars().count());
        x == y
            || short >= 6 && distance(x, y, 1).is_some()
            || short >= 5 && skeleton(x).len() >= 3 && skeleton(x) == skeleton(y)
    };
    let initial = |w: &str, of: &str| w.chars().count() == 1 && of.starts_with(w);
    let fits = |x: &Parts, y: &Parts| {
        let like = |w: &String| y.words.iter().any(|v| same(v, w));
        let (mut shared, mut short) = (0, 0);
        for w in &x.words {
            if full(&w) {
                if like(w) {
                    shared += 1 + usize::from(w.chars().count() >= 5);
                } else if y.words.iter().any(|v| initial(v, w)) {
                    short += 1;
                } else {
                    return false;
                }
            } else if y.words.iter().any(|v| initial(w, v) || v == w) {
                short += usize::from(w.chars().count() == 1);
            }
        }
        shared >= 2 && shared + short >= 3
    };
    fits(a, b) || fits(b, a)
}

/// Whether two names of persons are one name in two spellings of another script or with letters written out: as many parts,
/// and each sounds like the one in its place ("Jürgen Müller", "Juergen Mueller"; "Muhammad Al Sayed", "Mohammed El-Sayed").
fn sound_alike(a: &Parts, b: &Parts) -> bool {
    let sound = |w: &String| skeleton(&w.replace('x', "ks"));
    let one = |(x, y): (&String, &String)| {
        let heard = sound(x);
        x == y || heard.len() >= 2 && heard == sound(y)
    };
    a.words.len() == b.words.len() && a.words.len() >= 2 && a.words.iter().zip(&b.words).all(one)
}

/// Two organisations, places, agreements or events: word by word the same but for one word in another spelling.
fn thing(a: &Parts, b: &Parts) -> Option<(Reason, u8)> {
    if a.words.len() != b.words.len() {
        return None;
    }
    let mut differing = a.words.iter().zip(&b.words).filter(|(x, y)| x != y);
    let (x, y) = differing.next()?;
    if differing.next().is_some() {
        return None;
    }
    let (reason, score) = alike(x, y)?;
    Some((reason, score - if a.words.len() == 1 { 6 } else { 0 }))
}

fn alike(x: &str, y: &str) -> Option<(Reason, u8)> {
    let short = x.chars().count().min(y.chars().count());
    let sounds = skeleton(x) == skeleton(y);
    if short < 5 || skeleton(x).chars().next() != skeleton(y).chars().next() {
        return None;
    }
    let distance = distance(
        x,
        y,
        if short >= 8 {
            2
        } else {
            1 + usize::from(sounds)
        },
    )?;
    let plural = x.strip_suffix('s') == Some(y) || y.strip_suffix('s') == Some(x);
    // Two different words are two words, and no spellings of one.
    if !sounds && !plural && is_word(x) && is_word(y) {
        return None;
    }
    let score = 92 - 8 * u8::try_from(distance).unwrap_or(9);
    Some(if sounds {
        (Reason::Sound, score)
    } else {
        (Reason::Spelling, score - 6)
    })
}

/// Letters of the longest words of ASCII that are compared without memory of their own.
const SHORT: usize = 32;

/// The number of letters to put in, leave out, replace or swap with a neighbour; `None` beyond `most`.
fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    if a.is_ascii() && b.is_ascii() && a.len() <= SHORT && b.len() <= SHORT {
        let mut rows = [[0; SHORT + 1]; 3];
        let rows = rows.each_mut().map(|row| &mut row[..=b.len()]);
        return distance_in(a.as_bytes(), b.as_bytes(), most, rows);
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![0; 3 * (b.len() + 1)];
    let (first, rest) = rows.split_at_mut(b.len() + 1);
    let (second, third) = rest.split_at_mut(b.len() + 1);
    distance_in(&a, &b, most, [first, second, third])
}

/// The same in three rows, each a place longer than `b` (Damerau; the matrix of Wagner and Fischer, 1974).
fn distance_in<T: PartialEq>(
    a: &[T],
    b: &[T],
    most: usize,
    rows: [&mut [usize]; 3],
) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let [mut before, mut row, mut next] = rows;
    row.iter_mut().enumerate().for_each(|(n, x)| *x = n);
    for (i, x) in a.iter().enumerate() {
        next[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let plain = (row[j] + usize::from(x != y))
                .min(row[j + 1] + 1)
                .min(next[j] + 1);
            let swapped = i > 0 && j > 0 && a[i - 1] == *y && b[j - 1] == *x;
            next[j + 1] = if swapped {
                plain.min(before[j - 1] + 1)
            } else {
                plain
            };
        }
        (before, row, next) = (row, next, before);
    }
    row.last().copied().filter(|d| *d <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_from_another_script_is_one_person() {
        for (a, b, one) in [
            ("Jürgen Müller", "Juergen Mueller", true),
            ("Muhammad Al Sayed", "Mohammed El-Sayed", true),
            ("Oleksandr Marchenko", "Olexander Marchenko", true),
            ("Henrik Orlov", "Marek Orlov", false),
            ("Sunita Belmont", "Kwame Thapa", false),
        ] {
            assert_eq!(may_be_one(a, b), one, "{a} {b}");
        }
    }

    #[test]
    fn letters_are_counted() {
        for (a, b, expected) in [
            ("abc", "abc", Some(0)),
            ("abc", "acb", Some(1)),
            ("abcd", "abd", Some(1)),
            ("abc", "xyc", Some(2)),
            ("abc", "xyz", None),
            ("", "ab", Some(2)),
        ] {
            assert_eq!(distance(a, b, 2), expected, "{a} {b}");
        }
    }
}
