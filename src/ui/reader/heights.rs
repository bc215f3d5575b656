//! Heights of the pieces of a document: estimated, replaced by measured ones, summed in logarithmic time.

/// A Fenwick tree of heights in points. `f64`: 100 MB of text are some 24 million points, past the precision of `f32`.
#[derive(Clone, Debug, Default)]
pub struct Heights {
    own: Vec<f32>,
    sums: Vec<f64>,
}

impl Heights {
    /// The tree of these heights.
    pub fn new(own: Vec<f32>) -> Self {
        let mut sums: Vec<f64> = std::iter::once(0.0)
            .chain(own.iter().map(|&h| f64::from(h)))
            .collect();
        for i in 1..sums.len() {
            let up = i + (i & i.wrapping_neg());
            if let Some(&here) = sums.get(i)
                && let Some(above) = sums.get_mut(up)
            {
                *above += here;
            }
        }
        Self { own, sums }
    }

    /// Height of a piece.
    pub fn get(&self, i: usize) -> f32 {
        self.own.get(i).copied().unwrap_or_default()
    }

    /// Replaces a height.
    pub fn set(&mut self, i: usize, height: f32) {
        let Some(own) = self.own.get_mut(i) else {
            return;
        };
        let change = f64::from(height) - f64::from(*own);
        if change == 0.0 {
            return;
        }
        *own = height;
        let mut at = i + 1;
        while let Some(sum) = self.sums.get_mut(at) {
            *sum += change;
            at += at & at.wrapping_neg();
        }
    }

    /// Height of all pieces before `i`.
    pub fn before(&self, i: usize) -> f64 {
        let mut at = i.min(self.own.len());
        let mut out = 0.0;
        while at > 0 {
            out += self.sums.get(at).copied().unwrap_or_default();
            at &= at - 1;
        }
        out
    }

    /// Height of everything.
    pub fn total(&self) -> f64 {
        self.before(self.own.len())
    }

    /// The piece at a height from the top, and how far inside it.
    pub fn at(&self, height: f64) -> (usize, f32) {
        let mut left = height.max(0.0);
        let mut at = 0;
        let mut step = self.own.len().next_power_of_two();
        while step > 0 {
            if let Some(&sum) = self.sums.get(at + step)
                && at + step <= self.own.len()
                && sum <= left
            {
                left -= sum;
                at += step;
            }
            step /= 2;
        }
        if at >= self.own.len() {
            let last = self.own.len().saturating_sub(1);
            return (last, self.get(last));
        }
        (at, left as f32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sums_and_places_are_those_of_a_plain_list(
            heights in proptest::collection::vec(1_u16..500, 1..80),
            changes in proptest::collection::vec((0_usize..80, 1_u16..500), 0..40),
            ask in 0_u32..30_000,
        ) {
            let mut plain: Vec<f32> = heights.iter().map(|&h| f32::from(h)).collect();
            let mut tree = Heights::new(plain.clone());
            for (i, h) in changes {
                tree.set(i, f32::from(h));
                if let Some(p) = plain.get_mut(i) {
                    *p = f32::from(h);
                }
            }
            prop_assert_eq!(tree.total(), plain.iter().map(|&h| f64::from(h)).sum::<f64>());
            let (i, inside) = tree.at(f64::from(ask));
            if f64::from(ask) < tree.total() {
                prop_assert!(inside < plain[i]);
                prop_assert_eq!(tree.before(i) + f64::from(inside), f64::from(ask));
            } else {
                prop_assert_eq!(i, plain.len() - 1);
            }
        }
    }
}
