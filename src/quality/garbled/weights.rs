//! What speaks for and against damage, weighed.

use super::suspects::Kind;

macro_rules! evidence {
    ($($name:ident $about:literal $weights:expr,)+) => {
        /// Something that speaks for or against a token being damaged.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub(super) enum Evidence {
            $(#[doc = $about] $name,)+
        }

        /// Weights in tenths of the logarithm of the odds: for small words, for words with capitals, for other strings.
        const WEIGHTS: &[[i16; 3]] = &[$($weights,)+];
    };
}

evidence! {
    Always "what a suspicious token has before anything is known of it" [-2, -31, -4],
    Capitals "capitals only" [0, -8, 0],
    MixedCase "capitals where no word has them" [0, 0, -6],
    Coded "letters and digits" [0, 0, -12],
    Signs "signs between letters" [0, 0, 14],
    Number "signs between digits" [0, 0, 6],
    Fringe "signs at the end" [0, 0, 3],
    Accent "a diacritic that the word never has" [0, 0, 0],
    Long "eight letters or more" [-1, 2, -3],
    Short "four letters or fewer" [6, 6, 6],
    Tiny "two letters or fewer" [15, 6, 17],
    Misread "a common word when one confusion is undone" [14, 14, 4],
    MisreadRare "another word when one confusion is undone" [6, 6, 0],
    NearLong "one letter from a common word, of seven letters or more" [13, 13, 0],
    Near "one letter from a common word, shorter" [1, 5, 0],
    Unusual "unusual sequences of letters" [13, 3, 0],
    Strange "strange sequences of letters" [2, 3, 0],
    NoVowel "no vowel" [0, 0, 0],
    Listed "a name of the lists" [-9, -25, 0],
    NotAscii "letters or signs beyond ASCII" [4, -8, 2],
    Twice "stands in the text twice" [-7, -17, -16],
    Often "stands in the text three times or more" [-28, -26, -23],
    Near1 "one odd token or stray sign beside it" [0, 2, 10],
    Near2 "two of them" [0, 4, 0],
    Near4 "four of them" [6, 8, 5],
    Noise10 "ten different odd strings in a thousand words around" [12, 13, 10],
    Noise25 "twenty-five" [16, 16, 10],
    Noise50 "fifty" [13, 17, 18],
    Noise100 "a hundred" [4, 5, 0],
    Noise200 "two hundred" [12, 3, 8],
    Guessed "in a short paragraph whose language is that of its neighbours" [4, -5, 6],
    Named "in a name that the detector knows" [0, -24, -6],
    NamedByRule "in a name that a rule of the detector found" [0, -11, -1],
    Split "a word together with the tokens beside it" [3, 6, 0],
    AmongCapitals "beside words in capitals" [0, 1, 10],
    Opens "opens a sentence" [0, 3, 8],
}

/// Adds up what speaks for and against damage.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Weigher {
    seen: u64,
    class: usize,
}

impl Weigher {
    /// Begins with the kind of a token.
    pub fn kind(&mut self, kind: Kind) {
        self.class = match kind {
            Kind::Small => 0,
            Kind::Capital | Kind::Capitals => 1,
            _ => 2,
        };
        self.add(Evidence::Always);
        match kind {
            Kind::Small | Kind::Capital => {}
            Kind::Capitals => self.add(Evidence::Capitals),
            Kind::MixedCase => self.add(Evidence::MixedCase),
            Kind::Coded => self.add(Evidence::Coded),
            Kind::Signs => self.add(Evidence::Signs),
            Kind::Number => self.add(Evidence::Number),
            Kind::Fringe => self.add(Evidence::Fringe),
            Kind::Accent => self.add(Evidence::Accent),
        }
    }

    /// Adds a piece of evidence.
    pub fn add(&mut self, evidence: Evidence) {
        self.seen |= 1 << evidence as u8;
    }

    /// Adds it where it holds.
    pub fn add_if(&mut self, evidence: Evidence, holds: bool) {
        self.seen |= u64::from(holds) << evidence as u8;
    }

    /// Whether a piece of evidence was added.
    pub fn has(&self, evidence: Evidence) -> bool {
        self.seen >> evidence as u8 & 1 == 1
    }

    /// The sum when each of `evidence` that speaks for damage is added: more it cannot become by them.
    pub fn at_most(&self, evidence: &[Evidence]) -> i32 {
        let open = evidence.iter().filter(|&&e| !self.has(e));
        self.sum() + open.map(|&e| self.weight(e as usize).max(0)).sum::<i32>()
    }

    fn weight(&self, evidence: usize) -> i32 {
        let weights = WEIGHTS.get(evidence).and_then(|w| w.get(self.class));
        weights.copied().map_or(0, i32::from)
    }

    /// The sum, in tenths of the logarithm of the odds.
    pub fn sum(&self) -> i32 {
        let mut left = self.seen;
        let mut sum = 0;
        while left != 0 {
            sum += self.weight(left.trailing_zeros() as usize);
            left &= left - 1;
        }
        sum
    }
}
