//! Places that no list holds, by what stands beside them: a kind of place, a direction, another place.

use super::scan::Scan;
use super::tokens::{HEADLINE, Kind, Shape, Token};
use super::words::{
    AND, GENERIC, GIVEN, HEAD, HONORIFIC, LABEL, MONTH, OFFICE, OFFICE_MODIFIER, STOP, SURNAME,
    TERM, THE,
};
use crate::annotation::label::EntityLabel;

impl Scan<'_> {
    /// "North Darfur": a capitalised direction right before a listed place belongs to it.
    pub(super) fn with_direction(&self, n: usize) -> usize {
        let direction = n.checked_sub(1).filter(|&m| {
            matches!(
                self.block.word(m),
                "North"
                    | "South"
                    | "East"
                    | "West"
                    | "Northern"
                    | "Southern"
                    | "Eastern"
                    | "Western"
                    | "Central"
                    | "Upper"
                    | "Lower"
                    | "Greater"
                    | "Northeast"
                    | "Northwest"
                    | "Southeast"
                    | "Southwest"
            )
        });
        direction
            .filter(|_| self.block.joined(n) && !self.block.hyphen(n - 1))
            .unwrap_or(n)
    }

    /// An unknown name right before "province" or "district", or between two listed places.
    pub(super) fn place_by_noun(&mut self, n: usize, token: &Token) -> Option<usize> {
        if token.is(STOP | TERM | HEAD | GENERIC | OFFICE | OFFICE_MODIFIER | HONORIFIC | LABEL)
            || token.shape != Shape::Title
            || token.has(HEADLINE)
        {
            return None;
        }
        let noun = matches!(
            self.block.word(n + 1),
            "province"
                | "provinces"
                | "district"
                | "districts"
                | "region"
                | "village"
                | "commune"
                | "county"
                | "municipality"
                | "island"
                | "river"
                | "prefecture"
                | "township"
                | "governorate"
        );
        if let Some(end) = self.direction_region(n) {
            return Some(self.span(n, end, EntityLabel::Place, "name beside a kind of place"));
        }
        let pair = self.block.hyphen(n + 1)
            && self.block.cap(n + 2)
            && !self.block.is(n + 2, TERM | HEAD | STOP)
            && matches!(
                self.block.word(n + 3),
                "region" | "regions" | "province" | "district" | "county" | "corridor"
            )
            && self.lists.names.longest(self.block, n).is_none();
        if pair {
            return Some(self.span(n, n + 3, EntityLabel::Place, "name beside a kind of place"));
        }
        if (noun || self.between_places(n)) && self.block.joined(n + 1) {
            return Some(self.span(n, n + 1, EntityLabel::Place, "name beside a kind of place"));
        }
        if let Some(end) = self.after_kind_of_place(n) {
            return Some(self.span(n, end, EntityLabel::Place, "name beside a kind of place"));
        }
        let saint = self.block.word(n) == "St"
            && self.block.punct(n + 1, b'.')
            && self.block.goes_on(n + 2);
        if saint && self.local(n) {
            return Some(self.span(
                n,
                n + 3,
                EntityLabel::Place,
                "unknown name where a place stands",
            ));
        }
        let inside = n
            .checked_sub(1)
            .is_some_and(|m| matches!(self.block.word(m), "in" | "near" | "In" | "outside"));
        let two =
            self.block.goes_on(n + 1) && !self.block.is(n + 1, STOP | TERM | HEAD | OFFICE | MONTH);
        let end = n + 1 + usize::from(two);
        let alone = !self.block.goes_on(end)
            && !self.block.hyphen(end)
            && self.block.kind(end) != Some(Kind::Possessive);
        if inside
            && alone
            && !self.block.is(n, GIVEN | SURNAME)
            && self.block.joined(n)
            && !super::guess::is_english(self.block.word(n))
        {
            return Some(self.span(n, end, EntityLabel::Place, "name after \"in\""));
        }
        None
    }

    /// "North East" and "South-West" of a country, where "region" or "zone" follows, perhaps after a second one.
    pub(super) fn direction_region(&self, n: usize) -> Option<usize> {
        let half = |k: usize| {
            matches!(
                self.block.word(k),
                "North" | "South" | "East" | "West" | "Central"
            )
        };
        let pair = |k: usize| {
            let second = k + 1 + usize::from(self.block.hyphen(k + 1));
            (half(k) && half(second) && self.block.joined(second)).then_some(second + 1)
        };
        let kind = |k: usize| {
            matches!(
                self.block.word(k),
                "region" | "regions" | "zone" | "zones" | "Region" | "Regions" | "geopolitical"
            )
        };
        let end = pair(n)?;
        let next = if self.block.is(end, AND) {
            pair(end + 1)
        } else {
            None
        };
        (kind(end) || next.is_some_and(kind)).then_some(end)
    }

    /// "the village of Hakupu", "the town of the Blue Lakes", "Governor of Rivers".
    pub(super) fn after_kind_of_place(&self, n: usize) -> Option<usize> {
        let of = n.checked_sub(1 + usize::from(n > 1 && self.block.is(n - 1, THE)))?;
        let before = of.checked_sub(1)?;
        if self.block.word(of) != "of" || !self.block.joined(n) {
            return None;
        }
        let seat = matches!(
            self.block.word(before),
            "Governor" | "Mayor" | "Bishop" | "Archbishop" | "governor" | "mayor"
        ) && self.office_end == Some(of);
        if !seat && !kind_of_place(self.block.word(before)) {
            return None;
        }
        let hyphen = self.block.hyphen(n + 1) && self.block.cap(n + 2);
        let end = n + 1 + if hyphen { 2 } else { 0 };
        let two =
            self.block.goes_on(end) && !self.block.is(end, STOP | TERM | HEAD | OFFICE | MONTH);
        let end = end + usize::from(two);
        (!self.block.goes_on(end)).then_some(end)
    }

    pub(super) fn between_places(&self, n: usize) -> bool {
        let listed = |at| {
            self.lists
                .names
                .longest(self.block, at)
                .is_some_and(|h| h.entry.label == EntityLabel::Place)
        };
        let comma = n > 0 && self.block.punct(n - 1, b',');
        let before = comma
            && self.found.spans.last().is_some_and(|s| {
                s.label == EntityLabel::Place
                    && Some(s.end)
                        == self
                            .block
                            .token(n - 1)
                            .map(|t| self.base + t.start as usize)
            });
        before && (self.block.punct(n + 1, b',') || self.block.is(n + 1, AND)) && listed(n + 2)
            || self.coordinated(n)
    }

    /// "between Chattogram and Oslo", "in Oslo and Chattogram": one of the two is a listed place.
    pub(super) fn coordinated(&self, n: usize) -> bool {
        let local = |at: usize| {
            matches!(
                self.block.word(at),
                "between" | "in" | "from" | "of" | "across" | "both" | "near" | "In" | "Between"
            )
        };
        let closes = !self.block.goes_on(n + 1) && !self.block.hyphen(n + 1);
        if !closes || self.block.is(n, GIVEN | SURNAME) || n == 0 {
            return false;
        }
        let place = |at| {
            let hit = self.lists.names.longest(self.block, at);
            hit.filter(|h| h.entry.label == EntityLabel::Place)
                .map(|h| h.end)
        };
        let first = local(n - 1)
            && self.block.is(n + 1, AND)
            && place(n + 2).is_some_and(|end| !self.block.goes_on(end));
        let second = || {
            let and = self.block.is(n - 1, AND) && self.block.joined(n);
            let last = self
                .found
                .spans
                .last()
                .filter(|s| s.label == EntityLabel::Place);
            let at = last.and_then(|s| {
                (n.saturating_sub(6)..n).find(|&k| {
                    self.block
                        .token(k)
                        .is_some_and(|t| self.base + t.start as usize == s.start)
                })
            });
            let ends = last.is_some_and(|s| {
                self.block
                    .token(n - 1)
                    .is_some_and(|t| s.end + 1 == self.base + t.start as usize)
            });
            and && ends && at.is_some_and(|at| at > 0 && local(at - 1))
        };
        first || second()
    }
}

/// What kind of place a small word says that the name after its "of" is: "village of".
fn kind_of_place(word: &str) -> bool {
    matches!(
        word,
        "village"
            | "villages"
            | "town"
            | "towns"
            | "city"
            | "district"
            | "province"
            | "department"
            | "commune"
            | "region"
            | "island"
            | "islands"
            | "port"
            | "municipality"
            | "county"
            | "governorate"
            | "oblast"
            | "prefecture"
            | "township"
            | "atoll"
            | "suburb"
            | "locality"
            | "parish"
            | "territory"
            | "outskirts"
            | "capital"
    )
}
