//! What the embedded lists know about people beforehand: which offices they held, and when.

use super::lists::{self, name_key};

/// A term of office, as the list of office holders states it. It need not be complete or up to date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OfficeTerm {
    /// The office: "Prime Minister".
    pub office: &'static str,
    /// The country or body: "Cambodia".
    pub body: &'static str,
    /// When it began: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `None` where the list does not say.
    pub from: Option<&'static str>,
    /// When it ended, in the same form; `None` where it had not ended or the list does not say.
    pub to: Option<&'static str>,
}

/// The terms of office of a person, in the list's order; none for somebody whom the list does not know. `name` may be any
/// full name that the list has, in Western order or with the family name first.
pub fn office_terms(name: &str) -> impl Iterator<Item = OfficeTerm> + use<> {
    let terms = lists::embedded().people.terms(name_key(name));
    let mut fields = terms.split(';');
    std::iter::from_fn(move || {
        let mut date = || fields.next().filter(|d| !d.is_empty());
        Some(OfficeTerm {
            office: date()?,
            body: date()?,
            from: date(),
            to: date(),
        })
    })
}

/// The usual name of a person whom the list of office holders knows by this full name.
pub fn usual_name(name: &str) -> Option<&'static str> {
    lists::embedded().people.get(name_key(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_come_with_their_terms() {
        let terms: Vec<OfficeTerm> = office_terms("Hun Sen").collect();
        let first = OfficeTerm {
            office: "Prime Minister",
            body: "Cambodia",
            from: Some("1985-01-14"),
            to: Some("2023-08-22"),
        };
        assert_eq!(terms.first(), Some(&first));
        assert_eq!(terms.get(1).map(|t| t.to), Some(None));
        assert!(office_terms("Nobody Atall").next().is_none());
    }

    #[test]
    fn both_orders_of_a_name_lead_to_the_usual_one() {
        assert_eq!(usual_name("Motegi Toshimitsu"), Some("Toshimitsu Motegi"));
        assert!(office_terms("Motegi Toshimitsu").eq(office_terms("Toshimitsu Motegi")));
        assert_eq!(usual_name("Nobody Atall"), None);
    }
}
