//! Who held which office when, by the documents of a folder; and where two held one office at one time.

mod conflict;

pub use crate::detect::offices::{Claim, Standing, claims, is_single, normalised};
pub use conflict::{OfficeConflict, Overlap, conflicts};

use super::index::{DocumentId, EntityId, FolderIndex};
use super::naming::folded;
use crate::annotation::EntityLabel;
use crate::detect::known::{OfficeTerm, office_terms};
use crate::detect::when::When;
use crate::detect::{country_of, is_listed};
use crate::text::TextRange;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;

/// An office of a country or an institution.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Office {
    /// The office as it is compared ("minister of foreign affairs").
    pub title: String,
    /// What it belongs to, and where an ambassador goes; none where the text does not say.
    pub bodies: Vec<String>,
    /// Whether it belongs to a country.
    pub of_country: bool,
}

impl Office {
    /// Whether only one person at a time can hold it.
    pub fn is_single(&self) -> bool {
        is_single(&self.title, self.of_country, self.bodies.len())
    }
}

/// A person in an office, as one passage has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Holding {
    /// The office.
    pub office: Office,
    /// The office as it is written.
    pub title: String,
    /// The name of the person.
    pub person: String,
    /// How the person stands to the office.
    pub standing: Standing,
    /// Whether the sentence speaks of a change in the office.
    pub change: bool,
    /// The path of the document.
    pub document: String,
    /// The date of the document.
    pub date: Option<When>,
    /// The passage (UTF-8 bytes of the document).
    pub range: TextRange,
}

/// An office with all who hold it by the documents.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Holders {
    /// The office.
    pub office: Office,
    /// The passages, by date; undated ones last.
    pub holdings: Vec<Holding>,
    /// What the embedded list of office holders says of these persons in this office.
    pub listed: Vec<ListedTerm>,
}

/// A term of office by the embedded list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListedTerm {
    /// The person.
    pub person: String,
    /// The office, as the list has it.
    pub title: &'static str,
    /// Its country or body, as the list has it.
    pub body: &'static str,
    /// When it began, as far as the list knows.
    pub from: Option<When>,
    /// When it ended; `None` where it had not or the list does not know.
    pub to: Option<When>,
}

/// The offices that the embedded list knows of a person. They are said to come from the list wherever they are shown.
pub fn listed_terms(person: &str) -> Vec<ListedTerm> {
    let term = |t: OfficeTerm| ListedTerm {
        person: person.to_owned(),
        title: t.office,
        body: t.body,
        from: t.from.and_then(When::from_iso),
        to: t.to.and_then(When::from_iso),
    };
    office_terms(person).map(term).collect()
}

/// `Olu Ferreiro from 2001-03 to 2004`.
impl fmt::Display for ListedTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.person)?;
        if let Some(from) = self.from {
            write!(f, " from {from}")?;
        }
        self.to.map_or(Ok(()), |to| write!(f, " to {to}"))
    }
}

impl ListedTerm {
    /// Whether it is a term in this office.
    fn is_in(&self, office: &Office) -> bool {
        let body = office.bodies.first();
        body.is_some_and(|body| self.is_of(&office.title, body))
    }

    /// Whether it is a term in this office (as it is compared) of this country or body.
    pub(super) fn is_of(&self, office: &str, body: &str) -> bool {
        folded(body) == folded(self.body) && normalised(self.title) == office
    }

    /// Whether a date lies in it, with all of its days.
    pub(super) fn covers(&self, date: When) -> bool {
        let begun = self.from.is_some_and(|from| !date.is_before(from));
        begun && self.to.is_none_or(|to| !to.is_before(date))
    }
}

/// Every passage of a folder that gives a person an office, by office and date. Where a passage does not say whose office it
/// is, and all others about this person and office name the same country or institution, it is taken for that; else for
/// what the embedded list of office holders says, where that is one.
pub fn holders(index: &FolderIndex) -> Vec<Holders> {
    let mut all = Vec::new();
    for document in index.documents() {
        all.extend(
            index
                .claims(document)
                .iter()
                .filter_map(|c| holding(index, document, c)),
        );
    }
    complete(&mut all);
    let mut by_office: BTreeMap<Office, Vec<Holding>> = BTreeMap::new();
    for holding in all {
        by_office
            .entry(holding.office.clone())
            .or_default()
            .push(holding);
    }
    let sorted = |(office, mut holdings): (Office, Vec<Holding>)| {
        holdings.sort_by(|a, b| order(a).cmp(&order(b)));
        let persons: BTreeSet<&str> = holdings.iter().map(|h| h.person.as_str()).collect();
        let terms = persons.into_iter().flat_map(listed_terms);
        let listed = terms.filter(|t| t.is_in(&office)).collect();
        Holders {
            office,
            holdings,
            listed,
        }
    };
    by_office.into_iter().map(sorted).collect()
}

fn order(h: &Holding) -> (bool, Option<When>, &str, TextRange) {
    (h.date.is_none(), h.date, &h.document, h.range)
}

/// What the documents say about the offices of one person, by document and place.
pub fn offices_of(index: &FolderIndex, person: EntityId) -> Vec<Holding> {
    let mut documents = index.documents_of(person);
    documents.sort_unstable_by_key(|d| index.path(*d));
    let mut out = Vec::new();
    for document in documents {
        let own = |c: &&Claim| index.entity_of(document, c.person as usize) == Some(person);
        let claims = index.claims(document).iter().filter(own);
        out.extend(claims.filter_map(|c| holding(index, document, c)));
    }
    out
}

fn holding(index: &FolderIndex, document: DocumentId, claim: &Claim) -> Option<Holding> {
    let (_, person) = index.name(index.entity_of(document, claim.person as usize)?);
    let title = index.place(document, claim.title as usize)?.surface;
    let bodies: Vec<(bool, String)> = claim
        .bodies
        .iter()
        .flatten()
        .filter_map(|&b| body(index, document, b as usize))
        .collect();
    Some(Holding {
        office: Office {
            title: normalised(title),
            of_country: bodies.first().is_some_and(|b| b.0),
            bodies: bodies.into_iter().map(|b| b.1).collect(),
        },
        title: title.to_owned(),
        person: person.to_owned(),
        standing: claim.standing,
        change: claim.change,
        document: index.path(document).to_owned(),
        date: index.date(document).map(|d| d.when),
        range: claim.range(),
    })
}

/// What an office belongs to, and whether that is a country: "Tongan" is Tonga.
fn body(index: &FolderIndex, document: DocumentId, mention: usize) -> Option<(bool, String)> {
    let (label, name) = index.name(index.entity_of(document, mention)?);
    match label {
        EntityLabel::Norp => country_of(name).map(|c| (true, c.to_owned())),
        label => Some((label == EntityLabel::Place, name.to_owned())),
    }
}

/// The office with the one body that the list gives it for this person.
fn listed_office(h: &Holding) -> Option<Office> {
    let terms = office_terms(&h.person).filter(|t| normalised(t.office) == h.office.title);
    let bodies: BTreeSet<&str> = terms.map(|t| t.body).collect();
    let mut bodies = bodies.into_iter();
    let body = bodies.next().filter(|_| bodies.next().is_none())?;
    Some(Office {
        title: h.office.title.clone(),
        bodies: vec![body.to_owned()],
        of_country: is_listed(EntityLabel::Place, body),
    })
}

/// What the passages about one person and office say of whose office it is.
enum Known<'h> {
    One(&'h Office),
    Several,
}

fn complete(all: &mut [Holding]) {
    let mut known: HashMap<(&str, &str), Known<'_>> = HashMap::new();
    for h in all.iter().filter(|h| !h.office.bodies.is_empty()) {
        let key = (h.person.as_str(), h.office.title.as_str());
        let slot = known.entry(key).or_insert(Known::One(&h.office));
        if matches!(slot, Known::One(office) if **office != h.office) {
            *slot = Known::Several;
        }
    }
    let found: Vec<Option<Office>> = all
        .iter()
        .map(|h| {
            if !h.office.bodies.is_empty() {
                return None;
            }
            match known.get(&(h.person.as_str(), h.office.title.as_str())) {
                Some(Known::One(office)) => Some((*office).clone()),
                Some(Known::Several) => None,
                None => listed_office(h),
            }
        })
        .collect();
    for (holding, office) in all.iter_mut().zip(found) {
        if let Some(office) = office {
            holding.office = office;
        }
    }
}

#[cfg(test)]
mod tests;
