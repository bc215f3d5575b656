//! Identities and times. The core makes neither: both come from a [`Mint`] that is passed in.

use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = String;

            fn from_str(s: &str) -> Result<Self, String> {
                Uuid::try_parse(s).map(Self).map_err(|e| format!("“{s}” is not a UUID: {e}"))
            }
        }
    )+};
}

id! {
    /// Identity of an annotation (UUIDv7).
    AnnotationId;
    /// Identity of an annotator (UUIDv7).
    AnnotatorId;
    /// Identity of a theme (UUIDv7); name and colour are attributes of it.
    ThemeId;
    /// Identity of a decision (UUIDv7).
    DecisionId;
    /// Identity of a comment (UUIDv7).
    CommentId;
}

/// An instant, written as RFC 3339 in UTC with seconds.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Timestamp(jiff::Timestamp);

impl Timestamp {
    /// The instant `seconds` after 1970-01-01T00:00:00Z; the nearest representable one where there is none.
    pub fn from_unix(seconds: i64) -> Self {
        Self(jiff::Timestamp::from_second(seconds).unwrap_or(jiff::Timestamp::UNIX_EPOCH))
    }

    /// Hours and minutes in a time zone that is this many seconds ahead of UTC: `14:02`.
    pub fn clock(self, ahead: i32) -> String {
        let offset = jiff::tz::Offset::from_seconds(ahead).unwrap_or(jiff::tz::Offset::UTC);
        self.0
            .to_zoned(offset.to_time_zone())
            .strftime("%H:%M")
            .to_string()
    }

    /// The date: `2025-05-20`.
    pub fn date(self) -> String {
        self.0.strftime("%Y-%m-%d").to_string()
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub fn unix(self) -> i64 {
        self.0.as_second()
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Timestamp {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        let instant = s
            .parse::<jiff::Timestamp>()
            .map_err(|e| format!("“{s}” is not an RFC 3339 time: {e}"))?;
        Ok(Self::from_unix(instant.as_second()))
    }
}

/// Where new identities and the present time come from.
pub trait Mint {
    /// A new UUIDv7.
    fn uuid(&mut self) -> Uuid;
    /// The present time.
    fn now(&mut self) -> Timestamp;
}

/// A mint whose ids and times count up from a start: for tests and golden files.
#[derive(Clone, Debug)]
pub struct CountingMint {
    next: u64,
}

impl CountingMint {
    /// A mint whose first id ends in `start`.
    pub fn new(start: u64) -> Self {
        Self { next: start }
    }
}

impl Mint for CountingMint {
    fn uuid(&mut self) -> Uuid {
        let n = self.next;
        self.next += 1;
        let mut random = [0; 10];
        random[2..].copy_from_slice(&n.to_be_bytes());
        uuid::Builder::from_unix_timestamp_millis(1_700_000_000_000, &random).into_uuid()
    }

    fn now(&mut self) -> Timestamp {
        self.next += 1;
        Timestamp::from_unix(1_763_800_000 + self.next as i64)
    }
}
