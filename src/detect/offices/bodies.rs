//! What an office belongs to: a country or an institution beside it, or words in capitals that nobody has found to be one.

use super::claim::{Offices, Reader, after_office, after_person};
use crate::annotation::EntityLabel;
use crate::detect::country_named;
use crate::text::{TextRange, lexicon, segment};

impl Offices {
    /// Whether nothing says yet what they belong to.
    fn free(&self) -> bool {
        self.bodies == [None; 2] && self.named.is_none()
    }
}

impl Reader<'_> {
    /// "Tongan Prime Minister", "Tonga's Minister of Ports".
    pub(super) fn body_before(&self, found: &mut Offices) {
        let Some(mention) = found.before.and_then(|b| self.mentions.get(b)) else {
            return;
        };
        let body = matches!(
            mention.label,
            EntityLabel::Place | EntityLabel::Org | EntityLabel::Norp
        );
        let gap = self.gap(mention.range.end, found.start).unwrap_or("-");
        if body
            && matches!(
                gap.trim_start_matches(['\'', '\u{2019}']),
                " " | "s " | "\n"
            )
        {
            found.bodies = [found.before.map(|b| b as u32), None];
            found.start = mention.range.start;
            found.before = found.before.and_then(|b| b.checked_sub(1));
        }
    }

    /// "of the Kingdom of Tonga", "of Fiji to ASEAN", "of Tonga's Ministry of Ports"; "in New York" behind an institution
    /// only says where that is.
    pub(super) fn bodies_after(&self, found: &mut Offices) {
        while let Some(mention) = self.mentions.get(found.after) {
            let body = matches!(mention.label, EntityLabel::Place | EntityLabel::Org);
            let gap = self.gap(found.end, mention.range.start).unwrap_or("-");
            let last = found.bodies.iter().flatten().last();
            let last = last.and_then(|&b| self.mentions.get(b as usize));
            let of = |label| last.is_some_and(|m| m.label == label);
            let seat = of(EntityLabel::Org) && gap.trim() == "in";
            let owned = of(EntityLabel::Place)
                && mention.label == EntityLabel::Org
                && matches!(gap, "'s " | "\u{2019}s ");
            if !body || !(belongs(gap) || owned) {
                return;
            }
            if !seat {
                let Some(slot) = found.bodies.iter_mut().find(|b| b.is_none()) else {
                    return;
                };
                *slot = Some(found.after as u32);
                if owned {
                    found.bodies.reverse();
                }
            }
            found.end = mention.range.end;
            found.after += 1;
        }
    }

    /// What the office belongs to by words that nobody has found to be a name: "of Arvania", "Arvania's".
    pub(super) fn named(&self, found: &mut Offices) {
        let one = found.bodies[1].is_none();
        let before = || {
            let (text, to) = (self.text, found.start);
            // "Arvanian Ambassador to Tonga": where one is sent says nothing of who sends.
            let sent = text.get(to..).is_some_and(|t| t.starts_with("Ambassador"));
            let free = (found.free() || sent && found.named.is_none())
                && found.before.is_none_or(|b| self.ends_before(b, to));
            named_before(text, to)
                .or_else(|| adjective_before(text, to).filter(|_| free))
                .or_else(|| institution_before(text, to).filter(|_| free))
        };
        if let Some(range) = one.then(before).flatten() {
            (found.named, found.start) = (Some(range), range.start);
            return;
        }
        if !found.free() {
            return;
        }
        let limit = self.next_name(found.after, found.end);
        let Some(range) = named_after(self.text, found.end, limit) else {
            return;
        };
        (found.named, found.end) = (Some(range), range.end);
        while self
            .mentions
            .get(found.after)
            .is_some_and(|m| m.range.start < range.end)
        {
            found.after += 1;
        }
        self.bodies_after(found);
    }

    /// Whether the mention before an office ends before the word in front of it.
    fn ends_before(&self, mention: usize, to: usize) -> bool {
        let end = self.mentions.get(mention).map_or(0, |m| m.range.end);
        self.text
            .get(end..to)
            .is_some_and(|gap| gap.trim().contains(char::is_alphabetic))
    }

    /// Where the next person or office begins behind `from`, or how far a name may reach.
    fn next_name(&self, mut at: usize, from: usize) -> usize {
        let reach = (from + LONGEST_NAME).min(self.text.len());
        let reach = segment::char_floor(self.text, reach);
        while let Some(mention) = self.mentions.get(at).filter(|m| m.range.start < reach) {
            // What "of" stands before is no holder: "Mayor of Ana Bay".
            let owned = self
                .gap(from, mention.range.start)
                .is_some_and(|gap| matches!(gap.trim(), "of" | "of the"));
            let holder = matches!(mention.label, EntityLabel::Person | EntityLabel::Title);
            if holder && !owned {
                return mention.range.start;
            }
            at += 1;
        }
        reach
    }

    /// "Ana Kealoha, Minister of Ports, Tonga".
    pub(super) fn body_behind_comma(&self, found: &mut Offices) {
        let person = found.before.and_then(|b| self.mentions.get(b));
        let person = person.filter(|p| p.label == EntityLabel::Person);
        let joined = person.is_some_and(|p| {
            let gap = self.gap(p.range.end, found.start);
            gap.and_then(after_person).is_some()
        });
        let institution = found.bodies[0].and_then(|b| self.mentions.get(b as usize));
        let open = found.bodies[1].is_none()
            && found.named.is_none()
            && institution.is_none_or(|b| b.label == EntityLabel::Org);
        let place = self.mentions.get(found.after);
        let Some(place) = place.filter(|_| joined && open) else {
            return;
        };
        let country = place.label == EntityLabel::Place
            && country_named(place.canonical).is_some()
            && self.gap(found.end, place.range.start) == Some(", ");
        let behind = self.text.get(place.range.end..).unwrap_or_default();
        let closed = behind.is_empty() || behind.starts_with(['.', ',', ';', ')', '\n', '\r']);
        if country && closed {
            let free = found.bodies.iter_mut().find(|b| b.is_none());
            free.into_iter().for_each(|b| *b = Some(found.after as u32));
            found.end = place.range.end;
            found.after += 1;
        }
    }

    /// "Ana Kealoha, Secretary-General, Coral Reef Forum" to the end of the line, and the same over three lines.
    pub(super) fn institution_behind(&self, found: &mut Offices) {
        if !found.free() {
            return;
        }
        let person = found.before.and_then(|b| self.mentions.get(b));
        let Some(person) = person.filter(|p| p.label == EntityLabel::Person) else {
            return;
        };
        let gap = self.gap(person.range.end, found.start).unwrap_or("-");
        let rest = self.text.get(found.end..).unwrap_or_default();
        // On lines of their own, or all on one.
        let parting = match gap.trim_matches([' ', '\r']) {
            "\n" => "\n",
            "," => ", ",
            _ => return,
        };
        let Some(line) = rest
            .strip_prefix(parting)
            .and_then(|r| r.split('\n').next())
        else {
            return;
        };
        let name = line.trim_end().trim_end_matches(['.', ';']);
        let name = name.strip_prefix("the ").unwrap_or(name);
        let small = |w: &str| matches!(w, "of" | "for" | "and" | "the" | "on" | "&");
        let words = || name.split(' ');
        let fits = (2..=8).contains(&words().count())
            && words().all(|w| small(w) || is_name_word(w))
            && name.starts_with(char::is_uppercase);
        if fits && name.len() <= LONGEST_NAME {
            let start =
                found.end + parting.len() + (line.len() - line.trim_start_matches("the ").len());
            found.named = Some(TextRange::new(start, start + name.len()));
            found.end = start + name.len();
            while self
                .mentions
                .get(found.after)
                .is_some_and(|m| m.range.start < found.end)
            {
                found.after += 1;
            }
        }
    }

    /// "Prime Minister Ana Kealoha of Tonga": what the office of the person behind it belongs to.
    pub(super) fn body_behind_person(&self, found: &mut Offices, person: usize) {
        if !found.free() || person != found.after {
            return;
        }
        let Some(who) = self.mentions.get(person) else {
            return;
        };
        let body = self.mentions.get(person + 1);
        let body = body.filter(|b| matches!(b.label, EntityLabel::Place | EntityLabel::Org));
        let gap = body.and_then(|b| self.gap(who.range.end, b.range.start));
        if matches!(gap, Some(" of " | " of the ")) {
            found.bodies[0] = Some(person as u32 + 1);
        } else {
            let limit = self.next_name(person + 1, who.range.end);
            found.named = named_after(self.text, who.range.end, limit);
        }
    }

    /// "For the Kingdom of Tonga" on the line over a name, under which the office stands.
    pub(super) fn body_over_signature(&self, found: &mut Offices, person: usize) {
        let who = self.mentions.get(person).map(|p| p.range);
        let Some(who) = who.filter(|w| found.free() && w.end < found.start) else {
            return;
        };
        let head = self.text.get(..who.start).unwrap_or_default();
        let line_start = head.rfind('\n').map_or(0, |n| n + 1);
        let above = head.get(..line_start).unwrap_or_default().trim_end();
        let start = above.rfind('\n').map_or(0, |n| n + 1);
        let line = above.get(start..).unwrap_or_default();
        let alone = self
            .text
            .get(line_start..who.start)
            .is_some_and(|lead| lead.len() <= 12);
        if line.len() > 100 || !alone || !FOR.iter().any(|f| line.starts_with(f)) {
            return;
        }
        let from = self.mentions.first_at_or_after(start);
        let mut bodies = (from..person).filter(|&n| {
            self.mentions
                .get(n)
                .is_some_and(|m| matches!(m.label, EntityLabel::Place | EntityLabel::Org))
        });
        match bodies.next_back() {
            Some(body) => found.bodies[0] = Some(body as u32),
            None => {
                let name = line.rsplit(" of ").next().unwrap_or_default();
                let name = name.strip_prefix("For the ").unwrap_or(name).trim();
                if is_own_name(name) && name.split(' ').all(is_name_word) {
                    let end = start + line.trim_end().len();
                    found.named = Some(TextRange::new(end - name.len(), end));
                }
            }
        }
    }

    /// "Tonga: Hon. Ana Kealoha, Minister of Ports", "For Arvania: Mr Olu Ferreiro": a list of who came for whom.
    pub(super) fn body_of_list(&self, found: &mut Offices, person: usize) {
        let start = self.mentions.get(person).map_or(0, |p| p.range.start);
        if !found.free() {
            return;
        }
        let before = person.checked_sub(1);
        if let Some((number, body)) = before.and_then(|b| Some((b, self.mentions.get(b)?))) {
            let opens = opens_line(self.text, body.range.start);
            let listed = self.gap(body.range.end, start).is_some_and(|gap| {
                gap.starts_with([':', '(']) && !gap.contains('\n') && after_office(gap).is_some()
            });
            if opens && listed && matches!(body.label, EntityLabel::Place | EntityLabel::Org) {
                found.bodies[0] = Some(number as u32);
                return;
            }
        }
        // The same of a country that no list knows.
        let near = segment::char_ceil(self.text, start.saturating_sub(LONGEST_HEAD));
        let line = self.text.get(near..start).unwrap_or_default();
        let Some(from) = line.rfind('\n').map(|n| n + 1).or((near == 0).then_some(0)) else {
            return;
        };
        let Some((head, gap)) = line.get(from..).and_then(|l| l.split_once(':')) else {
            return;
        };
        let from = near + from;
        let name = head.trim_start_matches([' ', '-', '*', '•', '–']);
        let name = FOR
            .iter()
            .find_map(|f| name.strip_prefix(f))
            .unwrap_or(name);
        let words = name.split(' ').count();
        let at = from + head.len() - name.len();
        let clear = self
            .mentions
            .over(TextRange::new(at, start))
            .next()
            .is_none();
        let proper = words <= 3 && name.split(' ').all(is_name_word) && is_own_name(name);
        if clear && proper && after_office(&format!(":{gap}")).is_some() {
            found.named = Some(TextRange::new(at, at + name.len()));
        }
    }

    /// "the observatory's director-general": the institution of the text that is called one.
    pub(super) fn body_by_kind(&self, found: &mut Offices) {
        if !found.free() {
            return;
        }
        let before = self.text.get(..found.start).unwrap_or_default();
        let owner = before
            .strip_suffix("'s ")
            .or_else(|| before.strip_suffix("\u{2019}s "));
        let Some(owner) = owner else { return };
        let head = owner.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let noun = owner.get(head.len()..).unwrap_or_default();
        let the = ["the ", "The ", "that ", "this "]
            .iter()
            .any(|t| head.ends_with(t));
        if !the || noun.len() < 4 {
            return;
        }
        let called = |n: usize| {
            let mention = self.mentions.get(n)?;
            let mut words = mention.canonical.split(' ');
            let first = words.next().unwrap_or_default();
            let last = words.next_back().unwrap_or_default();
            let of = [first, last].iter().any(|w| w.eq_ignore_ascii_case(noun));
            (mention.label == EntityLabel::Org && of).then_some((n, mention.canonical))
        };
        let around = found.after.saturating_sub(NEAR)..found.after + NEAR;
        let mut all = around.filter_map(called);
        if let Some((number, name)) = all.next()
            && all.all(|(_, other)| other == name)
        {
            found.bodies[0] = Some(number as u32);
        }
    }
}

/// Bytes (UTF-8) of the longest line up to a name in a list of who came for whom.
const LONGEST_HEAD: usize = 96;

/// Mentions around an office among which its institution is looked for.
const NEAR: usize = 200;

/// What stands in front of whom somebody signs or speaks for.
const FOR: &[&str] = &[
    "For the Government of ",
    "For the ",
    "For ",
    "FOR THE ",
    "FOR ",
    "On behalf of the ",
    "On behalf of ",
    "Pour ",
    "Untuk ",
];

/// Whether a line begins at a place, list marks and "For" aside.
fn opens_line(text: &str, at: usize) -> bool {
    let begun = text.get(..at).unwrap_or_default();
    let begun = FOR
        .iter()
        .find_map(|f| begun.strip_suffix(f))
        .unwrap_or(begun);
    let begun = begun.trim_end_matches([' ', '-', '*', '•', '–']);
    begun.is_empty() || begun.ends_with(['\n', ';'])
}

/// Longest name (UTF-8 bytes) that is told by its capitals alone.
const LONGEST_NAME: usize = 120;
/// Most words of a name that is told by its capitals alone.
const MOST_WORDS: usize = 6;

/// The words in capitals behind "of" or "of the" right after an office, before `limit`.
fn named_after(text: &str, from: usize, limit: usize) -> Option<TextRange> {
    let rest = text.get(from..limit.max(from))?;
    let rest = word_of(rest.strip_prefix(BLANK)?, &["of", "OF"])?;
    let rest = word_of(rest, &["the", "THE"]).unwrap_or(rest);
    let start = limit.max(from) - rest.len();
    let (mut end, mut at) = (0, 0);
    for word in rest.split_inclusive(BLANK).take(MOST_WORDS) {
        let bare = word.trim_end_matches([' ', ',', '.', ';', ':', ')', '\n']);
        let small = matches!(
            bare,
            "of" | "for" | "and" | "the" | "on" | "OF" | "FOR" | "AND" | "THE"
        );
        if !small && !is_name_word(bare) || small && at == 0 {
            break;
        }
        at += word.len();
        if !small {
            end = at - (word.len() - bare.len());
        }
        if bare.len() + 1 != word.len() || !word.ends_with(BLANK) {
            break;
        }
    }
    let range = TextRange::new(start, start + end);
    is_own_name(range.of(text)?).then_some(range)
}

/// What parts two words: a space, or the end of a line inside a paragraph.
const BLANK: [char; 2] = [' ', '\n'];

/// What stands behind one of these words and a blank.
fn word_of<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    words
        .iter()
        .find_map(|w| text.strip_prefix(w)?.strip_prefix(BLANK))
}

/// An adjective in capitals right before an office that nobody has found to be one of a people: "Arvanian".
fn adjective_before(text: &str, to: usize) -> Option<TextRange> {
    const ENDINGS: &[&str] = &["an", "ese", "ish", "ic", "i", "ch", "er", "ene", "ard"];
    let before = text.get(..to)?.strip_suffix(BLANK)?;
    let head = before.trim_end_matches(|c: char| c.is_alphabetic() || c == '-');
    let (start, word) = (head.len(), before.get(head.len()..)?);
    let named =
        word.len() >= 5 && is_name_word(word) && word.chars().skip(1).any(char::is_lowercase);
    let adjective = named && ENDINGS.iter().any(|e| word.ends_with(e)) && is_own_name(word);
    adjective.then(|| TextRange::new(start, before.len()))
}

/// The words in capitals right before an office that only institutions have: "Coral Energy CEO".
fn institution_before(text: &str, to: usize) -> Option<TextRange> {
    const OFFICES: &[&str] = &[
        "CEO",
        "Chief Executive",
        "Managing Director",
        "Executive Director",
        "Chair",
        "Chairman",
        "Chairwoman",
        "Chairperson",
        "Director-General",
        "Director General",
        "Secretary-General",
        "Secretary General",
        "Executive Secretary",
    ];
    let office = text.get(to..)?;
    OFFICES.iter().find(|o| office.starts_with(**o))?;
    let near = segment::char_ceil(text, to.saturating_sub(LONGEST_NAME));
    let before = text.get(near..to)?.strip_suffix(' ')?;
    let line = before
        .rsplit(['\n', ',', '.', ';', ':', '(', '"', '“'])
        .next()?;
    let own = |w: &&str| {
        is_name_word(w) || !w.is_empty() && w.chars().all(|c| c.is_uppercase() || c == '&')
    };
    let mut words: Vec<&str> = line.split(' ').rev().take(4).take_while(own).collect();
    words.reverse();
    let known = |w: &str| lexicon::is_word(&lexicon::fold(w));
    // "Yesterday Coral Energy CEO Ana Kealoha": a word that a sentence begins with.
    let opens = line.trim_start().starts_with(words.first()?);
    let skip = usize::from(opens && words.len() > 1 && known(words.first()?));
    let words = words.get(skip..)?;
    let start = words.first()?.as_ptr() as usize - text.as_ptr() as usize;
    words
        .iter()
        .any(|w| !known(w))
        .then(|| TextRange::new(start, near + before.len()))
}

/// The words in capitals with "'s" right before an office.
fn named_before(text: &str, to: usize) -> Option<TextRange> {
    let before = text.get(..to)?;
    let before = before.strip_suffix(BLANK)?;
    let before = ["'s", "\u{2019}s", "s'", "s\u{2019}"]
        .iter()
        .find_map(|of| {
            let head = before.strip_suffix(of)?;
            before.get(..head.len() + usize::from(of.starts_with('s')))
        })?;
    let mut start = before.len();
    for word in before.rsplit(BLANK).take(3) {
        if !is_name_word(word) {
            break;
        }
        let at = before.len() - start;
        start -= word.len() + usize::from(at > 0);
    }
    let range = TextRange::new(start, before.len());
    is_own_name(range.of(text)?).then_some(range)
}

/// A word that begins with a capital and has letters only, hyphens and apostrophes aside.
fn is_name_word(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
        && word.chars().count() > 1
        && word
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '\u{2019}'))
}

/// Whether words in capitals name something of its own: several do, one does unless it is a word of the language.
fn is_own_name(name: &str) -> bool {
    let single = !name.contains(' ');
    !(name.is_empty() || single && lexicon::is_word(&lexicon::fold(name)))
}

fn belongs(gap: &str) -> bool {
    // Behind an empty line something else begins: "For the Kingdom of Tonga", over another signature.
    if gap.matches('\n').count() > 1 {
        return false;
    }
    // "For Tonga:" on the next line begins the next of a list.
    if gap.contains('\n') && gap.trim_start().starts_with("For") {
        return false;
    }
    let gap = gap.trim().to_ascii_lowercase();
    let gap = gap.as_str();
    let gap = gap.strip_suffix("the").map_or(gap, str::trim_end);
    // "Speaker of the House | of Assembly of | Barbados".
    const HOUSES: &[&str] = &[
        "of assembly of",
        "of representatives of",
        "of commons of",
        "of deputies of",
    ];
    matches!(gap, "of" | "to" | "for" | "at" | "in") || HOUSES.contains(&gap)
}
