//! The next and the previous annotation, mention or finding, seen from a place in the text.
//!
//! Everything that is walked to lies in sorted layers, so that a step costs a search in them and not a look at all.

use super::session::{Focus, Session};
use crate::annotation::{AnnotationId, AnnotationSet};

/// From where a step begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// At what is in focus: a step leaves it.
    Focus,
    /// At a byte of the text: what begins there counts as next.
    Byte(usize),
}

/// Where a step leads, and whether it went round the end of the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Step<T> {
    /// What is there.
    pub to: T,
    /// Whether the end (or the beginning) was passed.
    pub round: bool,
}

impl<T> Step<T> {
    /// The same step to something else.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Step<U> {
        Step {
            to: f(self.to),
            round: self.round,
        }
    }
}

/// The next (or previous) suggestion of an entity that nobody answered, among those that `fits` tells.
pub fn mention(
    session: &Session,
    origin: Origin,
    forward: bool,
    fits: &dyn Fn(usize) -> bool,
) -> Option<Step<usize>> {
    let all = session.mentions();
    let focus = match session.focus {
        Focus::Mention(i) => Some(i),
        _ => None,
    };
    let at = first_that_counts(origin, focus, forward, all.len(), |at| {
        all.first_at_or_after(at)
    });
    step_among(all.len(), at, forward, |i| {
        session.layers.is_open_mention(i) && fits(i)
    })
}

/// The first thing that counts as next: by what is in focus, else by a byte of the text.
fn first_that_counts(
    origin: Origin,
    focus: Option<usize>,
    forward: bool,
    len: usize,
    from: impl Fn(usize) -> usize,
) -> usize {
    let at = match (origin, focus) {
        (Origin::Byte(at), _) => from(at),
        (Origin::Focus, Some(i)) => i + usize::from(forward),
        _ if forward => 0,
        _ => len,
    };
    at.min(len)
}

/// The nearest of so many things that is open, from `at` on, and round the end.
fn step_among(
    len: usize,
    at: usize,
    forward: bool,
    open: impl Fn(usize) -> bool,
) -> Option<Step<usize>> {
    let open = |i: &usize| open(*i);
    let (first, second) = if forward {
        let first = (at..len).find(open);
        (first, first.is_none().then(|| (0..at).find(open)).flatten())
    } else {
        let first = (0..at).rev().find(open);
        let second = || (at..len).rev().find(open);
        (first, first.is_none().then(second).flatten())
    };
    let step = |round| move |to| Step { to, round };
    first.map(step(false)).or(second.map(step(true)))
}

/// The next (or previous) finding among those that `fits` tells.
pub fn finding(
    session: &Session,
    origin: Origin,
    forward: bool,
    fits: &dyn Fn(usize) -> bool,
) -> Option<Step<usize>> {
    let all = session.findings();
    let focus = match session.focus {
        Focus::Finding(i) => Some(i),
        _ => None,
    };
    let at = first_that_counts(origin, focus, forward, all.len(), |at| {
        all.partition_point(|f| f.range.start < at)
    });
    step_among(all.len(), at, forward, fits)
}

/// The next (or previous) annotation. Those on the document as a whole come before the first passage.
pub fn annotation(
    session: &Session,
    set: &AnnotationSet,
    origin: Origin,
    forward: bool,
) -> Option<Step<AnnotationId>> {
    let focus = match (origin, session.focus) {
        (Origin::Focus, Focus::Annotation(id)) => set.annotation(id).map(|a| (a.range(), id)),
        _ => None,
    };
    let on_whole = focus.filter(|(range, _)| range.is_some_and(|r| r.is_document()));
    let on_whole = on_whole.map(|(_, id)| id);
    if let Some(to) = on_whole.and_then(|now| whole(set, Some(now), forward)) {
        return Some(Step { to, round: false });
    }
    let far = if forward { 0 } else { usize::MAX };
    let from = |byte| {
        if forward {
            set.first_from(byte)
        } else {
            set.last_before(byte)
        }
    };
    let near = match (origin, focus) {
        (Origin::Byte(at), _) => from(at),
        (_, Some((Some(range), id))) if !range.is_document() => set.neighbour(id, forward),
        _ => from(far),
    };
    if let Some(to) = near {
        let round = on_whole.is_some() && !forward;
        return Some(Step { to, round });
    }
    let (whole, last) = (whole(set, None, forward), from(far));
    let round = last.is_some() && (forward || whole.is_none());
    whole.or(last).map(|to| Step { to, round })
}

/// The next (or previous) annotation of the document as a whole after this one; else the first (or last) one.
fn whole(set: &AnnotationSet, after: Option<AnnotationId>, forward: bool) -> Option<AnnotationId> {
    let beyond = |id: &AnnotationId| match after {
        Some(now) if forward => *id > now,
        Some(now) => *id < now,
        None => true,
    };
    let ids = set.on_document().map(|p| p.annotation().id).filter(beyond);
    if forward { ids.min() } else { ids.max() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_walk_meets_every_open_thing_once_in_order_and_comes_round(
            open in proptest::collection::vec(any::<bool>(), 1..25),
            forward: bool,
        ) {
            let len = open.len();
            let mut wanted: Vec<usize> = (0..len).filter(|i| open[*i]).collect();
            if !forward { wanted.reverse(); }
            let step = |focus| {
                let at = first_that_counts(Origin::Focus, focus, forward, len, |_| 0);
                step_among(len, at, forward, |i| open[i])
            };
            let mut met = Vec::new();
            let mut now = None;
            for _ in 0..wanted.len() {
                let next = step(now).unwrap();
                prop_assert!(!next.round);
                met.push(next.to);
                now = Some(next.to);
            }
            prop_assert_eq!(&met, &wanted);
            let round = step(now);
            prop_assert_eq!(round.map(|s| s.to), wanted.first().copied());
            prop_assert!(round.is_none_or(|s| s.round));
        }
    }
}
