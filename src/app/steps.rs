//! The next and the previous annotation, mention or finding, seen from a place in the text.
//!
//! Everything that is walked to lies in sorted layers, so that a step costs a search in them and not a look at all.

use super::session::{Focus, Session};
use super::spans::{Layer, Source, Span};
use crate::annotation::{AnnotationId, AnnotationSet};
use crate::text::TextRange;
use std::cmp::Reverse;

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

/// The order in which passages are walked through: by start, the longer first, then by what they are.
type Rank<K> = (usize, Reverse<usize>, K);

fn rank<K>(range: TextRange, what: K) -> Rank<K> {
    (range.start, Reverse(range.end), what)
}

/// A bound of a walk: beyond a place, or beyond a rank.
#[derive(Clone, Copy)]
enum Bound<K> {
    Byte(usize),
    Rank(Rank<K>),
}

impl<K: Ord + Copy> Bound<K> {
    fn is_passed(&self, rank: &Rank<K>, forward: bool) -> bool {
        match (self, forward) {
            (Self::Byte(at), true) => rank.0 >= *at,
            (Self::Byte(at), false) => rank.0 < *at,
            (Self::Rank(from), true) => rank > from,
            (Self::Rank(from), false) => rank < from,
        }
    }

    fn byte(&self) -> usize {
        match self {
            Self::Byte(at) => *at,
            Self::Rank(rank) => rank.0,
        }
    }
}

/// The nearest passage of a layer beyond a bound, among those that `what` names.
fn nearest<T, K: Ord + Copy>(
    layer: &Layer<T>,
    bound: Bound<K>,
    forward: bool,
    what: impl Fn(&T) -> Option<K>,
) -> Option<Rank<K>> {
    let all = layer.all();
    let spans: Box<dyn Iterator<Item = &Span<T>>> = if forward {
        let from = all.partition_point(|s| s.range.start < bound.byte());
        Box::new(all.get(from..).unwrap_or_default().iter())
    } else {
        let to = all.partition_point(|s| s.range.start <= bound.byte());
        Box::new(all.get(..to).unwrap_or_default().iter().rev())
    };
    let mut best: Option<Rank<K>> = None;
    for span in spans {
        // Passages with the same bounds stand in no order among themselves.
        let (start, end) = (span.range.start, span.range.end);
        if best.is_some_and(|b| (b.0, b.1.0) != (start, end)) {
            break;
        }
        let Some(rank) = what(&span.what).map(|k| rank(span.range, k)) else {
            continue;
        };
        let better = best.is_none_or(|b| if forward { rank < b } else { rank > b });
        if better && bound.is_passed(&rank, forward) {
            best = Some(rank);
        }
    }
    best
}

/// The better of two: the nearer one.
fn nearer<K: Ord>(a: Option<K>, b: Option<K>, forward: bool) -> Option<K> {
    match (a, b) {
        (Some(a), Some(b)) if forward => Some(a.min(b)),
        (Some(a), Some(b)) => Some(a.max(b)),
        (a, b) => a.or(b),
    }
}

/// The far end that a walk begins at anew.
const fn far<K>(forward: bool) -> Bound<K> {
    Bound::Byte(if forward { 0 } else { usize::MAX })
}

/// The next (or previous) suggestion of an entity that nobody answered.
pub fn mention(session: &Session, origin: Origin, forward: bool) -> Option<Step<usize>> {
    let machine = |from: Source| match from {
        Source::Machine(i) => Some(i),
        Source::Person(_) => None,
    };
    let bound = match (origin, session.focus) {
        (Origin::Byte(at), _) => Bound::Byte(at),
        (Origin::Focus, Focus::Mention(i)) => match session.mentions().get(i) {
            Some(m) => Bound::Rank(rank(m.range, i)),
            None => far(forward),
        },
        _ => far(forward),
    };
    let find = |bound| nearest(&session.layers.lines, bound, forward, |l| machine(l.from));
    walk(find, bound, forward).map(|s| s.map(|rank| rank.2))
}

/// The next (or previous) finding that nobody answered.
pub fn finding(session: &Session, origin: Origin, forward: bool) -> Option<Step<usize>> {
    let all = session.findings();
    let open = |i: &usize| all.get(*i).is_some_and(|f| f.tier == 1) && session.is_open(*i);
    // The first one that counts as next.
    let at = match (origin, session.focus) {
        (Origin::Byte(at), _) => all.partition_point(|f| f.range.start < at),
        (Origin::Focus, Focus::Finding(i)) if forward => i + 1,
        (Origin::Focus, Focus::Finding(i)) => i,
        _ if forward => 0,
        _ => all.len(),
    };
    let at = at.min(all.len());
    let (first, second) = if forward {
        let first = (at..all.len()).find(open);
        (first, (0..at).find(open))
    } else {
        let first = (0..at).rev().find(open);
        (first, (at..all.len()).rev().find(open))
    };
    let step = |round| move |to| Step { to, round };
    first.map(step(false)).or(second.map(step(true)))
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
    let bound = match (origin, focus) {
        (Origin::Byte(at), _) => Bound::Byte(at),
        (_, Some((Some(range), id))) if !range.is_document() => Bound::Rank(rank(range, id)),
        _ => far(forward),
    };
    let find = |bound| passage(session, bound, forward).map(|rank| rank.2);
    if let Some(to) = find(bound) {
        let round = on_whole.is_some() && !forward;
        return Some(Step { to, round });
    }
    let (whole, last) = (whole(set, None, forward), find(far(forward)));
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
    let all = set.anchored().filter(|a| a.range.is_document());
    let ids = all.map(|a| a.annotation.id).filter(beyond);
    if forward { ids.min() } else { ids.max() }
}

/// The nearest annotated passage beyond a bound.
fn passage(
    session: &Session,
    bound: Bound<AnnotationId>,
    forward: bool,
) -> Option<Rank<AnnotationId>> {
    let person = |from: Source| match from {
        Source::Person(id) => Some(id),
        Source::Machine(_) => None,
    };
    let layers = &session.layers;
    let tint = nearest(&layers.tints, bound, forward, |t| Some(t.id));
    let line = nearest(&layers.lines, bound, forward, |l| person(l.from));
    let wave = nearest(&layers.waves, bound, forward, |w| person(w.from));
    nearer(nearer(tint, line, forward), wave, forward)
}

/// Looks beyond a bound, else from the far end on.
fn walk<K>(
    find: impl Fn(Bound<K>) -> Option<Rank<K>>,
    bound: Bound<K>,
    forward: bool,
) -> Option<Step<Rank<K>>> {
    let step = |round| move |to| Step { to, round };
    let near = find(bound).map(step(false));
    near.or_else(|| find(far(forward)).map(step(true)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn layer(spans: &[(usize, usize)]) -> Layer<usize> {
        let span = |(what, &(start, len)): (usize, &(usize, usize))| Span {
            range: TextRange::new(start, start + len),
            what,
        };
        Layer::new(spans.iter().enumerate().map(span).collect())
    }

    proptest! {
        #[test]
        fn a_walk_meets_every_passage_once_in_order_and_comes_round(
            spans in proptest::collection::vec((0_usize..20, 1_usize..4), 1..25),
            forward: bool,
        ) {
            let layer = layer(&spans);
            let mut wanted: Vec<_> = layer.all().iter().map(|s| rank(s.range, s.what)).collect();
            wanted.sort();
            if !forward { wanted.reverse(); }
            let find = |bound| nearest(&layer, bound, forward, |k| Some(*k));
            let mut at = far(forward);
            let mut met = Vec::new();
            for _ in 0..wanted.len() {
                let step = walk(find, at, forward).unwrap();
                prop_assert!(!step.round);
                met.push(step.to);
                at = Bound::Rank(step.to);
            }
            prop_assert_eq!(&met, &wanted);
            let round = walk(find, at, forward).unwrap();
            prop_assert!(round.round);
            prop_assert_eq!(round.to, wanted[0]);
        }

        #[test]
        fn from_a_byte_the_nearest_start_is_met(
            spans in proptest::collection::vec((0_usize..40, 1_usize..4), 1..25),
            at in 0_usize..45,
        ) {
            let layer = layer(&spans);
            let starts = || layer.all().iter().map(|s| s.range.start);
            let next = nearest(&layer, Bound::Byte(at), true, |k| Some(*k)).map(|r| r.0);
            prop_assert_eq!(next, starts().filter(|s| *s >= at).min());
            let before = nearest(&layer, Bound::Byte(at), false, |k| Some(*k)).map(|r| r.0);
            prop_assert_eq!(before, starts().filter(|s| *s < at).max());
        }
    }
}
