//! Offices as they are compared: one form for "Foreign Minister" and "Minister for Foreign Affairs", and whether only one
//! person at a time can hold it.

use crate::text::fold::folded;

/// An office in the form in which it is compared, in small letters.
pub fn normalised(title: &str) -> String {
    let text = folded(title)
        .replace(" for ", " of ")
        .replace(" of the ", " of ");
    let words: Vec<&str> = text
        .split(' ')
        .map(plain)
        .filter(|w| {
            !matches!(
                *w,
                "" | "acting" | "former" | "interim" | "caretaker" | "then"
            )
        })
        .collect();
    let text = words.join(" ").replace("of defence", "of defense");
    match text.as_str() {
        "pm" => return "prime minister".to_owned(),
        "fm" => return "minister of foreign affairs".to_owned(),
        "premier" | "head of government" => return text,
        "parliamentary speaker"
        | "speaker of parliament"
        | "house speaker"
        | "speaker of house"
        | "speaker of national assembly"
        | "speaker of house of assembly"
        | "speaker of house of representatives" => {
            return "speaker".to_owned();
        }
        "police commissioner" => return "commissioner of police".to_owned(),
        "police chief" => return "chief of police".to_owned(),
        "army chief" => return "chief of army".to_owned(),
        "chief executive officer" | "chief executive" => return "ceo".to_owned(),
        "opposition leader" => return "leader of opposition".to_owned(),
        _ => {}
    }
    portfolio_first(&text).unwrap_or(text)
}

fn plain(word: &str) -> &str {
    match word {
        "defence" => "defense",
        "chairman" | "chairwoman" | "chairperson" => "chair",
        "spokesman" | "spokeswoman" => "spokesperson",
        w => w,
    }
}

/// "foreign minister" and "minister of foreign affairs and trade" as "minister of foreign affairs"; "trade minister" as
/// "minister of trade".
fn portfolio_first(text: &str) -> Option<String> {
    let of = text
        .strip_prefix("minister of ")
        .or_else(|| text.strip_prefix("cabinet secretary of "));
    if let Some(portfolio) = of {
        return Some(format!("minister of {}", portfolio_of(portfolio)));
    }
    if let Some(portfolio) = text.strip_prefix("permanent secretary of ") {
        return Some(format!(
            "permanent secretary of {}",
            portfolio_of(portfolio)
        ));
    }
    let portfolio = text.strip_suffix(" minister")?;
    match portfolio {
        "prime" | "first" | "chief" | "deputy" | "senior" | "junior" | "deputy prime"
        | "second" | "assistant" | "state" | "cabinet" => None,
        "foreign" => Some("minister of foreign affairs".to_owned()),
        p if p.contains("deputy") || p.contains("prime") || p.contains("vice") => None,
        p => Some(format!("minister of {}", portfolio_of(p))),
    }
}

/// One form of what a minister is responsible for: what is named first, as it is mostly called.
pub fn portfolio_of(portfolio: &str) -> &str {
    const FORMS: &[(&str, &str)] = &[
        ("foreign affairs", "foreign affairs"),
        ("foreign relations", "foreign affairs"),
        ("external relations", "foreign affairs"),
        ("external affairs", "foreign affairs"),
        ("public health", "health"),
        ("health", "health"),
        ("national defense", "defense"),
        ("defense", "defense"),
        ("home affairs", "interior"),
        ("internal affairs", "interior"),
        ("interior", "interior"),
        ("national education", "education"),
        ("education", "education"),
        ("economic affairs", "economy"),
        ("economy", "economy"),
        ("finance", "finance"),
        ("labor", "labour"),
        ("labour", "labour"),
        ("agriculture", "agriculture"),
        ("justice", "justice"),
        ("energy", "energy"),
        ("environment", "environment"),
        ("transport", "transport"),
        ("transportation", "transport"),
        ("trade", "trade"),
        ("commerce", "trade"),
        ("tourism", "tourism"),
        ("fisheries", "fisheries"),
    ];
    let own = |form: &str| {
        let rest = portfolio.strip_prefix(form)?;
        let ends = rest.is_empty()
            || rest.starts_with(" and ")
            || rest.starts_with(',')
            || rest.starts_with(" &");
        ends.then_some(())
    };
    let found = FORMS.iter().find(|(form, _)| own(form).is_some());
    found.map_or(portfolio, |(_, name)| name)
}

/// Words by which several persons hold an office at one time.
const SHARED: &[&str] = &[
    "deputy",
    "vice",
    "assistant",
    "associate",
    "senior",
    "second",
    "under",
    "state",
    "large",
    "adviser",
    "advisor",
    "envoy",
    "member",
    "special",
    "delegate",
    "honorary",
    "former",
    "cabinet",
    "joint",
    "co",
    "junior",
    "counsellor",
    "commissioner",
    "ministers",
    "presidents",
];

/// Offices that one person at a time holds in a country, or a part of it.
const OF_A_COUNTRY: &[&str] = &[
    "president",
    "vice president",
    "prime minister",
    "premier",
    "chancellor",
    "king",
    "queen",
    "sultan",
    "emperor",
    "crown prince",
    "head of state",
    "head of government",
    "attorney general",
    "chief justice",
    "secretary of state",
    "secretary of defense",
    "secretary of treasury",
    "treasury secretary",
    "defense secretary",
    "foreign secretary",
    "home secretary",
    "commander in chief",
    "governor general",
    "first lady",
    "national security adviser",
    "auditor general",
    "solicitor general",
    "accountant general",
    "registrar general",
    "comptroller general",
    "surveyor general",
    "ombudsman",
    "speaker",
    "commissioner of police",
    "inspector general of police",
    "chief of police",
    "chief of defense",
    "chief of defense staff",
    "chief of general staff",
    "chief of defense force",
    "chief of army",
    "governor",
    "governor of central bank",
    "mayor",
    "governor of province",
    "director of public prosecutions",
    "leader of opposition",
];

/// Offices that one person at a time holds in an institution.
const OF_AN_INSTITUTION: &[&str] = &[
    "president",
    "secretary general",
    "director general",
    "chair",
    "executive secretary",
    "governor",
    "executive director",
    "chief executive officer",
    "ceo",
    "high representative",
    "speaker",
    "chief executive",
    "rector",
    "managing director",
    "commander",
    "auditor general",
    "director of public prosecutions",
    "vice chancellor",
];

/// Offices that one person at a time holds where two bodies are named.
const OF_TWO: &[&str] = &[
    "ambassador",
    "permanent representative",
    "high commissioner",
    "permanent secretary",
];

/// Whether only one person at a time can hold an office (in its normalised form) of what it belongs to: a country, or an
/// institution.
pub fn is_single(office: &str, of_country: bool, bodies: usize) -> bool {
    if bodies == 0 {
        return false;
    }
    // Of the one to the other, or of a ministry of a country.
    if OF_TWO.contains(&office) {
        return bodies == 2;
    }
    let listed = if of_country {
        OF_A_COUNTRY
    } else {
        OF_AN_INSTITUTION
    };
    if listed.contains(&office) {
        return true;
    }
    let shared = office.split(' ').any(|w| SHARED.contains(&w));
    let of_ministry =
        office.starts_with("minister of ") || office.starts_with("permanent secretary of ");
    of_country && !shared && of_ministry
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_office_in_several_forms() {
        for (a, b) in [
            ("Foreign Minister", "Minister for Foreign Affairs"),
            (
                "Minister of Foreign Affairs and International Cooperation",
                "foreign minister",
            ),
            ("Defence Minister", "Minister of Defense"),
            ("Chairman", "Chairperson"),
            ("Secretary-General", "Secretary General"),
            ("Acting Prime Minister", "Prime Minister"),
            ("Trade Minister", "Minister of Trade"),
        ] {
            assert_eq!(normalised(a), normalised(b));
        }
        assert_ne!(
            normalised("Deputy Prime Minister"),
            normalised("Prime Minister")
        );
    }

    #[test]
    fn who_holds_an_office_alone() {
        let single = |title: &str, country| is_single(&normalised(title), country, 1);
        for title in [
            "Prime Minister",
            "Foreign Minister",
            "President",
            "Secretary of State",
        ] {
            assert!(single(title, true), "{title}");
        }
        for title in [
            "Deputy Prime Minister",
            "Minister of State for Trade",
            "Ambassador",
            "Senator",
            "Director",
        ] {
            assert!(!single(title, true), "{title}");
        }
        assert!(single("Secretary-General", false) && !single("Vice President", false));
        assert!(is_single("ambassador", true, 2) && !is_single("prime minister", true, 0));
    }
}
