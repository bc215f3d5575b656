//! Suggestions that are answered together with one of them: written the same way, of the same entity, of the same type, all.

use super::session::Session;
use crate::annotation::EntityLabel;
use crate::detect::Mention;

/// Which open suggestions are meant, seen from one of them. Each holds the ones before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Alike {
    /// Those of the same entity that are written the same way.
    Surface,
    /// Those of the same entity: of one type, with one canonical form.
    Entity,
    /// Those of the same type.
    Type,
    /// Those of the document.
    Document,
}

impl Alike {
    /// All of them, the narrowest first.
    pub const ALL: [Self; 4] = [Self::Surface, Self::Entity, Self::Type, Self::Document];
}

/// Indices of the open suggestions that are like this one, in the order of the text.
pub fn alike(session: &Session, mention: usize, which: Alike) -> Vec<usize> {
    match which {
        Alike::Surface => same_surface(session, mention).collect(),
        Alike::Entity => of_entity(session, mention).collect(),
        Alike::Type => {
            let label = session.mentions().get(mention).map(|m| m.label);
            let of_type = session.mentions().iter().enumerate();
            let of_type = of_type.filter(|(_, m)| Some(m.label) == label);
            open(session, of_type.map(|(i, _)| i)).collect()
        }
        Alike::Document => open(session, 0..session.mentions().len()).collect(),
    }
}

/// How many [`alike`] finds. Costs what there is of the entity at most.
pub fn count(session: &Session, mention: usize, which: Alike) -> usize {
    let answers = session.layers.answers();
    match which {
        Alike::Surface => same_surface(session, mention).count(),
        Alike::Entity => {
            let entity = entity(session, mention);
            entity.map_or(0, |entity| answers.open_of_entity(entity))
        }
        Alike::Type => {
            let label = session.mentions().get(mention).map(|m| m.label);
            label.map_or(0, |label| answers.of_label(label).1)
        }
        Alike::Document => {
            let (all, answered) = session.layers.progress();
            all.saturating_sub(answered)
        }
    }
}

/// What so many suggestions are called in the name of a step: "12 mentions of “ASEAN”".
pub fn in_words(which: Alike, n: usize, mention: &Mention<'_>, surface: &str) -> String {
    match which {
        _ if n == 1 => format!("mention of “{}”", short(mention.canonical)),
        Alike::Surface => format!("{n} mentions written “{}”", short(surface)),
        Alike::Entity => format!("{n} mentions of “{}”", short(mention.canonical)),
        Alike::Type => format!("{n} {}", plural(mention.label)),
        Alike::Document => format!("{n} suggestions"),
    }
}

/// Things of a type, in a sentence.
pub const fn plural(label: EntityLabel) -> &'static str {
    match label {
        EntityLabel::Person => "persons",
        EntityLabel::Org => "organisations",
        EntityLabel::Place => "places",
        EntityLabel::Address => "addresses",
        EntityLabel::Event => "events",
        EntityLabel::Agreement => "agreements",
        EntityLabel::Date => "dates",
        EntityLabel::Money => "amounts of money",
        EntityLabel::Percent => "percentages",
        EntityLabel::Norp => "nationalities and groups",
        EntityLabel::Title => "offices and titles",
        EntityLabel::Contact => "contacts",
    }
}

/// A name that may be long, on one line and cut.
pub fn short(name: &str) -> String {
    cut(name, 48)
}

/// The same, cut to so many characters.
pub fn cut(name: &str, most: usize) -> String {
    let line = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out: String = line.chars().take(most).collect();
    if out.len() < line.len() {
        out.push('…');
    }
    out
}

fn open<'s>(
    session: &'s Session,
    mentions: impl Iterator<Item = usize> + 's,
) -> impl Iterator<Item = usize> + 's {
    mentions.filter(|&i| session.layers.is_open_mention(i))
}

fn entity(session: &Session, mention: usize) -> Option<usize> {
    let found = session.found()?;
    found.entities.of_mention(&found.mentions, mention)
}

fn of_entity(session: &Session, mention: usize) -> impl Iterator<Item = usize> + '_ {
    let all = session.found().and_then(|found| {
        let entity = found.entities.all().get(entity(session, mention)?)?;
        Some(found.entities.mentions_of(*entity))
    });
    open(session, all.unwrap_or_default().iter().map(|&i| i as usize))
}

fn same_surface(session: &Session, mention: usize) -> impl Iterator<Item = usize> + '_ {
    let surface = move |i: usize| {
        let range = session.mentions().get(i)?.range;
        range.of(&session.document.text)
    };
    let wanted = surface(mention);
    of_entity(session, mention).filter(move |&i| surface(i) == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_and_stand_on_one_line() {
        assert_eq!(short("Prak\nSokhonn"), "Prak Sokhonn");
        assert_eq!(short(&"é".repeat(48)), "é".repeat(48));
        assert_eq!(short(&"é".repeat(49)), "é".repeat(48) + "…");
        assert_eq!(short(""), "");
    }
}
