//! Offices in French, Spanish, Portuguese, Indonesian and Vietnamese, with who holds them: "la ministre de la Justice du
//! Sénégal, Mme Awa Sarr", "Bộ trưởng Bộ Ngoại giao Việt Nam Bùi Văn An". The detector knows persons of such texts from lists
//! alone, so names are told by where they stand.

mod tongues;

use super::plain::unwrapped;
use super::{Said, Seat, around};
use crate::annotation::EntityLabel;
use crate::detect::country_named;
use crate::detect::offices::{Standing, is_single};
use crate::quality::context::excerpt;
use crate::text::TextRange;
use crate::text::language::{Language, Languages};
use crate::text::segment::{char_ceil, char_floor};
use aho_corasick::{AhoCorasick, MatchKind};
use memchr::memmem;
use std::sync::LazyLock;
use tongues::{TONGUES, Tongue};
use unicode_normalization::UnicodeNormalization;

/// How far (UTF-8 bytes) from an office its person stands.
const REACH: usize = 160;
/// Words of the name of what an office belongs to.
const LONGEST: usize = 8;

/// Who holds which office by the paragraphs in these languages, in text order.
pub(super) fn seats(text: &str, languages: &Languages) -> Vec<Seat> {
    let mut out = Vec::new();
    if languages
        .iter()
        .all(|(_, language)| reader(language).is_none())
    {
        return out;
    }
    let text = &*unwrapped(text);
    for (run, language) in languages.iter() {
        if let Some(reader) = reader(language)
            && let Some(own) = run.of(text)
        {
            reader.read(text, run.start, &lowered(own), &mut out);
        }
    }
    out
}

/// The same text in small letters, as far as these are of the same length.
fn lowered(text: &str) -> String {
    let lower = |c: char| {
        let mut small = c.to_lowercase();
        let first = small.next().filter(|s| s.len_utf8() == c.len_utf8());
        first.filter(|_| small.next().is_none()).unwrap_or(c)
    };
    text.chars().map(lower).collect()
}

fn reader(language: Language) -> Option<&'static Reader> {
    static READERS: LazyLock<Vec<Option<Reader>>> =
        LazyLock::new(|| TONGUES.iter().map(Reader::new).collect());
    let at = TONGUES.iter().position(|t| t.language == language)?;
    READERS.get(at)?.as_ref()
}

/// A language with all its offices.
struct Reader {
    tongue: &'static Tongue,
    automaton: AhoCorasick,
    offices: Vec<String>,
}

/// An office in a text.
struct Office<'t> {
    start: usize,
    end: usize,
    office: &'t str,
    standing: Standing,
    /// The country by an adjective: "ministre sénégalaise de la Justice".
    of: Option<&'static str>,
}

/// What an office belongs to, and where (UTF-8 bytes) that ends.
type Owner = (Vec<(EntityLabel, String)>, usize);

impl Reader {
    fn new(tongue: &'static Tongue) -> Option<Self> {
        let mut patterns = Vec::new();
        let mut offices = Vec::new();
        for (word, office) in tongue.offices {
            patterns.push((*word).to_owned());
            offices.push((*office).to_owned());
        }
        for minister in tongue.ministers {
            for (word, portfolio) in tongue.portfolios {
                patterns.push(format!("{minister}{word}"));
                offices.push(format!("minister of {portfolio}"));
            }
        }
        for n in 0..patterns.len() {
            let curly = patterns.get(n).filter(|p| p.contains('\'')).cloned();
            if let (Some(curly), Some(office)) = (curly, offices.get(n).cloned()) {
                patterns.push(curly.replace('\'', "’"));
                offices.push(office);
            }
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&patterns);
        Some(Self {
            tongue,
            automaton: automaton.ok()?,
            offices,
        })
    }

    /// Reads a part of a text that begins at `from`, given in small letters.
    fn read(&self, text: &str, from: usize, small: &str, out: &mut Vec<Seat>) {
        let mut found: Vec<Office<'_>> = Vec::new();
        for hit in self.automaton.find_iter(small) {
            let (start, end) = (from + hit.start(), from + hit.end());
            let office = self.offices.get(hit.pattern().as_usize());
            let standing = self.standing(text, start, end);
            if let (Some(office), Some(standing)) = (office, standing)
                && stands_free(text, start, end)
            {
                found.push(Office {
                    start,
                    end,
                    office,
                    standing,
                    of: None,
                });
            }
        }
        self.ministers(text, from, small, &mut found);
        found.sort_by_key(|o| o.start);
        let begins = |at: usize| found.binary_search_by_key(&at, |o| o.start).is_ok();
        for office in &found {
            out.extend(self.seat(text, office, &begins));
        }
    }

    /// "ministre sénégalaise de la Justice": a country between a minister and what that is responsible for.
    fn ministers<'s>(&'s self, text: &str, from: usize, small: &str, out: &mut Vec<Office<'s>>) {
        let mut heads: Vec<&str> = self
            .tongue
            .ministers
            .iter()
            .filter_map(|m| m.split(' ').next())
            .collect();
        heads.dedup();
        for head in heads
            .into_iter()
            .filter(|_| !self.tongue.adjectives.is_empty())
        {
            for at in memmem::find_iter(small.as_bytes(), head) {
                let rest = small.get(at + head.len()..).unwrap_or_default();
                let Some(word) = rest.strip_prefix(' ').and_then(|r| r.split(' ').next()) else {
                    continue;
                };
                let Some(country) = self.nation(word) else {
                    continue;
                };
                let skip = 1 + word.len();
                let behind = rest.get(skip..char_floor(rest, (skip + 64).min(rest.len())));
                let joined = format!("{head}{}", behind.unwrap_or_default());
                let hit = self.automaton.find(&joined).filter(|h| h.start() == 0);
                let Some((hit, office)) =
                    hit.and_then(|h| Some((h, self.offices.get(h.pattern().as_usize())?)))
                else {
                    continue;
                };
                let (start, end) = (from + at, from + at + hit.end() + skip);
                if let Some(standing) = self
                    .standing(text, start, end)
                    .filter(|_| stands_free(text, start, end))
                {
                    out.push(Office {
                        start,
                        end,
                        office,
                        standing,
                        of: Some(country),
                    });
                }
            }
        }
    }

    /// The country that an adjective of the language belongs to.
    fn nation(&self, word: &str) -> Option<&'static str> {
        let of = |stem: &str| {
            let ending = word.strip_prefix(stem)?;
            matches!(
                ending,
                "" | "e" | "ne" | "o" | "a" | "os" | "as" | "es" | "s"
            )
            .then_some(())
        };
        let all = self.tongue.adjectives.iter();
        all.filter(|(stem, _)| of(stem).is_some())
            .max_by_key(|(stem, _)| stem.len())
            .map(|(_, c)| *c)
    }

    /// How whoever is named stands to the office that begins at `start`; none where it is another one: of a deputy.
    fn standing(&self, text: &str, start: usize, end: usize) -> Option<Standing> {
        let before = text.get(char_ceil(text, start.saturating_sub(24))..start)?;
        let small = before.to_lowercase();
        let last = |s: &str| s.rsplit([' ', '\n', '\'', '’']).next().map(str::to_owned);
        let word = last(small.trim_end())?;
        let behind = text.get(end..)?.strip_prefix(' ').unwrap_or_default();
        let next = behind.split([' ', ',', '.', '\n']).next()?;
        let deputy = |w: &str| self.tongue.deputies.contains(&w);
        if deputy(&word) || deputy(next) {
            return None;
        }
        Some(if self.tongue.former.contains(&&*word) {
            Standing::Former
        } else {
            Standing::Holds
        })
    }

    fn seat(
        &self,
        text: &str,
        office: &Office<'_>,
        begins: &dyn Fn(usize) -> bool,
    ) -> Option<Seat> {
        let owner = self.owner(text, office);
        let (bodies, end) = owner.unwrap_or((Vec::new(), office.end));
        let behind = self.behind(text, end, begins);
        let person = behind.or_else(|| self.before(text, office.start, end))?;
        let name = person.of(text)?;
        let title = TextRange::new(office.start, office.end).of(text)?;
        let range = person.union(TextRange::new(office.start, end));
        let sentence = around(text, range).of(text)?.to_lowercase();
        // The language of one country: what names no other one is of this one.
        let first = name.split(' ').next().unwrap_or_default();
        let of_here = self.tongue.families.contains(&first)
            && !title.to_lowercase().starts_with("tổng thống");
        let own = self
            .tongue
            .home
            .filter(|_| bodies.is_empty() && of_here && is_single(office.office, true, 1));
        let (bodies, said) = match own {
            Some(country) => (
                vec![(EntityLabel::Place, country.to_owned())],
                Said::Subject,
            ),
            None if bodies.is_empty() => (bodies, Said::Nothing),
            None => (bodies, Said::Text),
        };
        Some(Seat {
            office: office.office.to_owned(),
            title: title.into(),
            person: name.into(),
            name: person,
            bodies,
            said,
            standing: office.standing,
            change: self.tongue.change.iter().any(|c| sentence.contains(c)),
            range,
            words: excerpt(range.of(text)?, 30).into(),
        })
    }

    /// What the office belongs to: "du Sénégal", "Republik Indonesia"; and where an ambassador goes.
    fn owner(&self, text: &str, office: &Office<'_>) -> Option<Owner> {
        let rest = text.get(office.end..)?;
        if let Some(country) = office.of {
            return Some((vec![(EntityLabel::Place, country.to_owned())], office.end));
        }
        // "le président sénégalais".
        let word = rest
            .strip_prefix(' ')
            .and_then(|r| r.split([' ', ',', '.', '\n']).next());
        if let Some((word, country)) = word.and_then(|w| Some((w, self.nation(w)?))) {
            return Some((
                vec![(EntityLabel::Place, country.to_owned())],
                office.end + 1 + word.len(),
            ));
        }
        let joint = joint(rest, self.tongue.of)?;
        let start = office.end + joint.len();
        if self.tongue.home.is_some() && matches!(office.office, "mayor" | "governor of province") {
            // Names of places have two syllables, before the name of the person as well.
            let rest = text.get(start..)?;
            let second = rest.match_indices([' ', ',', '.', '\n']).nth(1);
            let name = rest.get(..second.map_or(rest.len(), |(n, _)| n))?;
            let proper = name.split(' ').all(is_name_part);
            return proper.then(|| {
                (
                    vec![(EntityLabel::Place, name.to_owned())],
                    start + name.len(),
                )
            });
        }
        let sent = matches!(office.office, "ambassador" | "high commissioner");
        let (name, end) = self.institution(text, start, sent)?;
        let mut out = vec![self.body(name)];
        let mut last = end;
        if sent
            && let Some(to) = joint_of(text, end, self.tongue.to)
            && let Some((name, end)) = self.institution(text, to, false)
        {
            out.push(self.body(name));
            last = end;
        }
        super::of_capital(office.office, &mut out);
        Some((out, last))
    }

    /// The name of a country or an institution that begins at `start`, and its end: a country by name, or all up to a comma
    /// or where the sentence or line ends; up to where an ambassador goes, where that may follow.
    fn institution<'t>(&self, text: &'t str, start: usize, sent: bool) -> Option<(&'t str, usize)> {
        let to = char_floor(text, (start + REACH).min(text.len()));
        let rest = text.get(start..to)?;
        rest.starts_with(char::is_uppercase).then_some(())?;
        let known = self.tongue.countries.iter().map(|(n, _)| *n);
        let known =
            known.filter(|n| rest.starts_with(n) && stands_free(text, start, start + n.len()));
        if let Some(name) = known.max_by_key(|n| n.len()) {
            return Some((rest.get(..name.len())?, start + name.len()));
        }
        let len = rest
            .find([',', ';', '(', ')', '\n', ':'])
            .unwrap_or(rest.len());
        let stop = rest.find(". ").unwrap_or(len).min(len);
        let mut name = rest.get(..stop)?.trim_end_matches('.');
        if sent {
            let cut = self.tongue.to.iter().filter_map(|t| name.find(t)).min();
            name = cut.map_or(Some(name), |c| name.get(..c))?;
        }
        let words: Vec<&str> = name.split(' ').collect();
        if self.tongue.direct {
            // Without a comma the name of the person follows at once.
            let first = *words.first()?;
            if is_acronym(first) {
                return Some((first, start + first.len()));
            }
            let parted = rest.get(stop..).is_some_and(|r| r.starts_with(", "));
            let proper = words.iter().all(|w| w.starts_with(char::is_uppercase));
            let next = start + stop + 2;
            let person = || self.person(text, self.polite(text, next));
            return (parted && proper && words.len() <= LONGEST && person().is_some())
                .then_some((name, start + name.len()));
        }
        let proper = is_name_part(words.last()?) || words.len() > 1 && is_proper(&words);
        (proper && words.len() <= LONGEST && name.len() >= 3).then_some((name, start + name.len()))
    }

    fn body(&self, name: &str) -> (EntityLabel, String) {
        let known = self.tongue.countries.iter().find(|(n, _)| *n == name);
        // "Népal"; most others are written as in English.
        let plain = || {
            let straight = name.replace('’', "'");
            let bare = || straight.nfd().filter(char::is_ascii).collect::<String>();
            country_named(&straight).or_else(|| country_named(&bare()))
        };
        let named = known.map(|k| k.1).or_else(|| country_named(name));
        if let Some(country) = named.or_else(plain) {
            return (EntityLabel::Place, country.to_owned());
        }
        let label = if name.contains(' ') || is_acronym(name) {
            EntityLabel::Org
        } else {
            EntityLabel::Place
        };
        (label, name.to_owned())
    }

    /// The person behind an office: ", Mme Awa Sarr", " Bùi Văn An".
    fn behind(&self, text: &str, end: usize, begins: &dyn Fn(usize) -> bool) -> Option<TextRange> {
        let at = joint_of(text, end, &[", ", " "])?;
        let parted = text.get(end..at)? == ", ";
        let start = self.polite(text, at);
        let person = self.person(text, start)?;
        // Two offices in a row: the name belongs to the second one.
        let office = begins(start) || begins(at);
        let next = joint_of(text, person.end, &[", "]).map(|n| self.article(text, n));
        let own = next.is_some_and(begins) && parted;
        (!office && !own).then_some(person)
    }

    /// The person in front of it: "Awa Sarr, ministre de la Justice du Sénégal,".
    fn before(&self, text: &str, start: usize, end: usize) -> Option<TextRange> {
        let closed = text.get(end..)?.chars().next();
        closed
            .is_none_or(|c| matches!(c, ',' | '.' | ')' | ';' | '\n'))
            .then_some(())?;
        let from = char_ceil(text, start.saturating_sub(REACH));
        let before = text.get(from..start)?;
        let articles = self.tongue.articles.iter();
        let before = articles
            .filter_map(|a| before.strip_suffix(a))
            .min_by_key(|b| b.len())
            .unwrap_or(before);
        let before = before
            .strip_suffix(", ")
            .or_else(|| before.strip_suffix(" ("))?;
        let line = before.rsplit(['\n', '.', ';', ',', ':']).next()?;
        let words: Vec<&str> = line.trim_start().split(' ').collect();
        let polite = |w: &str| self.tongue.polite.iter().any(|p| p.trim_end() == w);
        let names = words
            .iter()
            .rev()
            .take_while(|w| (is_name_part(w) || is_particle(w)) && !polite(w));
        let names: Vec<&str> = names.copied().collect();
        let count = names.iter().rposition(|w| is_name_part(w))? + 1;
        let first = *names.get(count - 1)?;
        let at = first.as_ptr() as usize - text.as_ptr() as usize;
        let person = TextRange::new(at, from + before.len());
        let name = person.of(text)?;
        let short = (2..=5).contains(&name.split(' ').count());
        (short && self.person(text, self.polite(text, at))?.end == person.end)
            .then(|| TextRange::new(self.polite(text, at), person.end))
    }

    /// Behind a polite word, if there is one at `at`.
    fn polite(&self, text: &str, at: usize) -> usize {
        joint_of(text, at, self.tongue.polite).unwrap_or(at)
    }

    fn article(&self, text: &str, at: usize) -> usize {
        joint_of(text, at, self.tongue.articles).unwrap_or(at)
    }

    /// The name of two to five words that begins at `start`.
    fn person(&self, text: &str, start: usize) -> Option<TextRange> {
        let to = char_floor(text, (start + REACH).min(text.len()));
        let rest = text.get(start..to)?;
        let (mut len, mut words, mut at) = (0, 0, 0);
        for word in rest.split(' ').take(6) {
            let line = word.split('\n').next()?;
            let bare = line.trim_end_matches([',', '.', ';', ')', ':', '”', '"']);
            let particle = words > 0 && is_particle(bare) && bare.len() == word.len();
            if !is_name_part(bare) && !particle {
                break;
            }
            if !particle {
                words += 1;
                len = at + bare.len();
            }
            at += word.len() + 1;
            if bare.len() < word.len() {
                break;
            }
        }
        let known = rest.get(..len).is_some_and(|n| country_named(n).is_some());
        ((2..=5).contains(&words) && !known).then(|| TextRange::new(start, start + len))
    }
}

fn joint<'a>(rest: &str, joints: &[&'a str]) -> Option<&'a str> {
    let fits = joints.iter().filter(|j| rest.starts_with(**j));
    fits.max_by_key(|j| j.len()).copied()
}

/// Where what one of the joints leads to begins.
fn joint_of(text: &str, at: usize, joints: &[&str]) -> Option<usize> {
    Some(at + joint(text.get(at..)?, joints)?.len())
}

/// Whether no letter stands beside a range.
fn stands_free(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).and_then(|t| t.chars().next_back());
    let behind = text.get(end..).and_then(|t| t.chars().next());
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !letter(before) && !letter(behind) && before != Some('-')
}

/// A capitalised word, as names have them.
fn is_name_part(word: &str) -> bool {
    let letters = word
        .chars()
        .all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\''));
    letters && word.starts_with(char::is_uppercase) && word.chars().count() > 1 && !is_acronym(word)
}

/// Whether the words are capitalised, join others, or follow one that joins: "Commission des fleuves du Sud".
fn is_proper(words: &[&str]) -> bool {
    const JOINING: &[&str] = &[
        "de", "du", "des", "la", "le", "les", "et", "pour", "sur", "del", "los", "las", "el", "y",
        "e", "para", "da", "do", "dos", "das", "em", "en",
    ];
    let capital = |w: &str| w.starts_with(char::is_uppercase);
    let joins = |w: &str| {
        JOINING.contains(&w) || w.starts_with("d'") || w.starts_with("d’") || w.starts_with("l’")
    };
    let pairs = words.windows(2).all(|pair| match pair {
        [a, b] => capital(b) || joins(b) || joins(a),
        _ => true,
    });
    let letters = |w: &&str| {
        w.chars()
            .all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\''))
    };
    pairs && words.iter().all(letters) && words.last().is_some_and(|w| !JOINING.contains(w))
}

/// Capitals alone: an institution, or a family name.
fn is_acronym(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().all(char::is_uppercase)
}

fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "del"
            | "da"
            | "dos"
            | "do"
            | "la"
            | "van"
            | "von"
            | "bin"
            | "binti"
            | "y"
            | "e"
            | "al"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::language::languages;

    fn found(text: &str) -> Vec<String> {
        let show = |s: &Seat| {
            let bodies: Vec<&str> = s.bodies.iter().map(|b| b.1.as_str()).collect();
            let mark = match (s.standing, s.change) {
                (Standing::Holds, false) => "",
                (Standing::Holds, true) => " changes",
                _ => " not now",
            };
            format!("{}|{}|{}{mark}", s.person, s.office, bodies.join("+"))
        };
        seats(text, &languages(text)).iter().map(show).collect()
    }

    #[test]
    fn offices_in_five_languages() {
        for (text, expected) in [
            (
                "Le ministre des Affaires étrangères du Népal, M. Viktor Zoric, a rappelé l’importance des accords entre les pays.",
                &["Viktor Zoric|minister of foreign affairs|Nepal"][..],
            ),
            (
                "Les invités ont été accueillis par le secrétaire général de la Commission des lacs du Sud, Erik Aalto, dans la salle.",
                &["Erik Aalto|secretary general|Commission des lacs du Sud"],
            ),
            (
                "Awa Sarr, ministre de la Justice du Sénégal, a signé hier avec l’ambassadeur du Ghana en Norvanie, M. Kofi Boateng.\n\nLa suite est attendue.",
                &[
                    "Awa Sarr|minister of justice|Senegal",
                    "Kofi Boateng|ambassador|Ghana+Norvanie",
                ],
            ),
            (
                "La séance a été ouverte par l’ancien président du Népal, M. Viktor Zoric, et la présidente du Parlement du Viet Nam, Mme Judith Nkrumah.",
                &[
                    "Viktor Zoric|president|Nepal not now",
                    "Judith Nkrumah|speaker|Vietnam",
                ],
            ),
            (
                "El ministro de Relaciones Exteriores de Chile, Alberto Ruiz, habló ayer en la capital con Juan Pérez, ministro de Hacienda de Norvania, sobre los acuerdos que se firmaron.",
                &[
                    "Alberto Ruiz|minister of foreign affairs|Chile",
                    "Juan Pérez|minister of finance|Norvania",
                ],
            ),
            (
                "« Notre porte reste ouverte », a assuré hier à Dakar Mme Awa Sow, ministre sénégalaise des Affaires étrangères, devant la presse et le président malien Ali Keita.",
                &[
                    "Awa Sow|minister of foreign affairs|Senegal",
                    "Ali Keita|president|Mali",
                ],
            ),
            (
                "El vicepresidente de Chile y el presidente Gabriel Montes llegaron ayer a la ciudad para firmar los acuerdos.",
                &["Gabriel Montes|president|"],
            ),
            (
                "A ministra da Saúde de Moçambique, Ana Lima, disse que os acordos não foram ainda assinados pelos países da região.",
                &["Ana Lima|minister of health|Mozambique"],
            ),
            (
                "Menteri Luar Negeri Republik Indonesia Ratna Wijaya bertemu dengan Menteri Luar Negeri Norvania, Ana Lima, dan Wakil Presiden Budi Santoso di Jakarta untuk membahas kerja sama.",
                &[
                    "Ratna Wijaya|minister of foreign affairs|Indonesia",
                    "Ana Lima|minister of foreign affairs|Norvania",
                ],
            ),
            (
                "Bộ trưởng Bộ Ngoại giao Việt Nam Bùi Văn An đã gặp Thủ tướng Phạm Văn Bình và Tổng thư ký ASEAN Lê Minh tại Hà Nội để trao đổi về hợp tác.",
                &[
                    "Bùi Văn An|minister of foreign affairs|Vietnam",
                    "Phạm Văn Bình|prime minister|Vietnam",
                    "Lê Minh|secretary general|ASEAN",
                ],
            ),
            (
                "Theo ông Phan Đình Quyết, Chủ tịch UBND thành phố Đà Nẵng, và Chủ tịch UBND tỉnh Quảng Nam Lê Văn Bảy, cây cầu sẽ thông xe đúng hạn.",
                &[
                    "Phan Đình Quyết|mayor|Đà Nẵng",
                    "Lê Văn Bảy|governor of province|Quảng Nam",
                ],
            ),
            (
                "Ông Trần Văn Cảnh được bổ nhiệm thay ông Bùi Văn An, Bộ trưởng Bộ Ngoại giao Việt Nam, theo quyết định của các cơ quan.",
                &["Bùi Văn An|minister of foreign affairs|Vietnam changes"],
            ),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn what_names_nobody() {
        for text in [
            "Le ministre de la Défense du Sénégal, qui parlait hier à Dakar, a rappelé les accords entre les pays de la région.",
            "La ministra de Salud de Chile, según fuentes de la capital, viajará a la región para firmar los acuerdos.",
            "Menteri Luar Negeri Republik Indonesia dan menteri lain dari negara anggota bertemu untuk membahas kerja sama.",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
