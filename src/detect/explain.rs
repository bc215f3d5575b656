//! Rules and lists in plain words, for those who ask why something was marked.

/// Every rule with a sentence on what it goes by, to be read after "Found by:".
const RULES: &[(&str, &str)] = &[
    // Patterns.
    (
        "calendar expression",
        "the form of a date: days, months, years, quarters, periods",
    ),
    ("fiscal year", "the form of a fiscal year"),
    ("currency sign", "a currency sign before a number"),
    ("currency code", "a currency code before a number"),
    ("number with currency", "a number with a currency behind it"),
    (
        "number with percent",
        "a number with a percent sign or “per cent”",
    ),
    ("percent in words", "a percentage written in words"),
    (
        "contact field",
        "the form of a telephone number, an e-mail or a postal address",
    ),
    // Lists.
    ("your list", "your list of entities"),
    ("listed name", "a name of the built-in lists"),
    (
        "gazetteer: countries (Rapporteur's list)",
        "gazetteer: countries, Rapporteur’s own list",
    ),
    (
        "gazetteer: organisations (Rapporteur's list)",
        "gazetteer: organisations, Rapporteur’s own list",
    ),
    (
        "gazetteer: agreements (Rapporteur's list)",
        "gazetteer: agreements, Rapporteur’s own list",
    ),
    (
        "gazetteer: events (Rapporteur's list)",
        "gazetteer: events, Rapporteur’s own list",
    ),
    (
        "gazetteer: places (Rapporteur's list)",
        "gazetteer: places, Rapporteur’s own list",
    ),
    (
        "gazetteer: offices (Rapporteur's list)",
        "gazetteer: offices, Rapporteur’s own list",
    ),
    (
        "gazetteer: people (Rapporteur's list)",
        "gazetteer: office holders, Rapporteur’s own list",
    ),
    (
        "gazetteer: peoples and groups (Rapporteur's list)",
        "gazetteer: peoples and groups, Rapporteur’s own list",
    ),
    (
        "gazetteer: CLDR",
        "gazetteer: countries and territories, Unicode CLDR",
    ),
    ("gazetteer: GeoNames", "gazetteer: places, GeoNames"),
    // Offices and persons.
    ("office", "words that name an office or a rank"),
    (
        "office in small letters before a name",
        "an office in small letters before a name",
    ),
    (
        "meeting of office holders",
        "an office with the word for its meeting",
    ),
    ("name after an office", "a name that stands after an office"),
    ("family name", "a family name that is known"),
    (
        "name after an honorific",
        "a name that stands after a form of address such as Mr or Dr",
    ),
    (
        "personal name",
        "a given name or family name that is known, with the names beside it",
    ),
    (
        "part of a full name",
        "a part of a person’s full name that stands elsewhere in this document",
    ),
    // What a name says of itself, or its neighbours of it.
    (
        "head noun",
        "the word in the name that says what it is, such as Ministry, Treaty or River",
    ),
    (
        "company name",
        "the word for a kind of company at the end of the name",
    ),
    ("numbered act", "an act or instrument with its number"),
    ("session by number", "a session or meeting with its number"),
    ("place named before", "a place that was named before"),
    (
        "name after \"in\"",
        "a capitalised name after “in”, with nothing against a place",
    ),
    (
        "name beside a kind of place",
        "the word for a kind of place beside the name",
    ),
    (
        "unknown name where a place stands",
        "a capitalised name that stands where a place would",
    ),
    (
        "unknown acronym",
        "capital letters that no list explains, used as a name",
    ),
    // What the document explains.
    (
        "name with a short form",
        "a name with its short form in brackets",
    ),
    (
        "short form in brackets",
        "a short form in brackets after its full name",
    ),
    (
        "short form of this document",
        "a short form that this document explains",
    ),
    (
        "short form after an article",
        "a short form such as “the Ministry” for a name given in full elsewhere",
    ),
];

/// A rule in plain words, to be read after "Found by:"; a rule without such words stands for itself.
pub fn explain(rule: &'static str) -> &'static str {
    words(rule).unwrap_or(rule)
}

fn words(rule: &str) -> Option<&'static str> {
    let known = RULES.iter().find(|(name, _)| *name == rule);
    known.map(|(_, words)| *words)
}

/// Whether a rule can be told in plain words. Every one that the detector uses has to be.
pub(super) fn is_explained(rule: &str) -> bool {
    words(rule).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// What the functions are called that take a rule as their last argument.
    const CALLS: &[&str] = &[
        "self.named(",
        "self.span(",
        "self.person(",
        "self.push(",
        "span(",
    ];

    /// The part of a source before its tests.
    fn program(path: &Path) -> String {
        let source = std::fs::read_to_string(path).unwrap();
        let tests = source.find("\n#[cfg(test)]").unwrap_or(source.len());
        source[..tests].to_owned()
    }

    /// The arguments of a call, up to its closing bracket.
    fn arguments(rest: &str) -> &str {
        let mut depth = 1;
        let end = rest.find(|c| {
            depth += match c {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            depth == 0
        });
        &rest[..end.unwrap_or(rest.len())]
    }

    /// The rule that a piece of source ends with, if it is one.
    fn rule(of: &str) -> Option<String> {
        let of = of.trim_end().trim_end_matches(',').replace("\\\"", "“");
        let rule = of.strip_suffix('"')?.rsplit('"').next()?.replace('“', "\"");
        Some(rule).filter(|r| !r.is_empty())
    }

    /// The rules that the sources name.
    fn rules() -> Vec<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/detect");
        let mut out = Vec::new();
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|e| e != "rs") {
                continue;
            }
            let source = program(&path);
            for call in CALLS {
                let calls = source.match_indices(call);
                let all = calls.map(|(at, _)| arguments(&source[at + call.len()..]));
                out.extend(all.filter_map(rule));
            }
            let fields = source
                .match_indices("rule: \"")
                .map(|(at, name)| &source[at + name.len()..]);
            out.extend(
                fields
                    .filter_map(|rest| rest.split('"').next())
                    .map(str::to_owned),
            );
        }
        out.sort();
        out.dedup();
        out
    }

    #[test]
    fn every_rule_is_told_in_plain_words() {
        let rules = rules();
        assert!(rules.len() > 20, "{rules:?}");
        assert!(
            rules.contains(&"name after an office".to_owned()),
            "{rules:?}"
        );
        let dark: Vec<_> = rules.iter().filter(|r| !is_explained(r)).collect();
        assert!(dark.is_empty(), "no words for {dark:?}");
    }

    #[test]
    fn words_read_on_after_found_by() {
        for (n, (rule, words)) in RULES.iter().enumerate() {
            assert!(
                words.chars().next().is_some_and(char::is_lowercase),
                "{words}"
            );
            assert!(!words.ends_with('.'), "{words}");
            assert_eq!(explain(rule), *words);
            assert!(
                RULES.iter().skip(n + 1).all(|(other, _)| other != rule),
                "{rule} stands twice"
            );
        }
        assert_eq!(explain("some other rule"), "some other rule");
        let sources = crate::detect::record::SOURCES.iter();
        assert!(
            sources
                .chain([&crate::detect::OWN_RULE])
                .all(|s| is_explained(s))
        );
    }
}
