//! The packed form of a listed name, the same for the builder (`build/`) and the detector.

/// Bytes of a packed record.
pub const RECORD: usize = 16;

/// Bytes of a row of the table of people: key, usual name, terms of office.
pub const PERSON_ROW: usize = 8 + 2 * PIECE;

/// Bytes of a packed piece.
const PIECE: usize = 6;

/// What a listed name can name, by the ids of the entity types; a record holds the index.
pub const LABELS: &[&str] = &[
    "PLACE",
    "NORP",
    "ORG",
    "AGREEMENT",
    "EVENT",
    "TITLE",
    "PERSON",
];

/// Where a listed name comes from, as people are told; a record holds the index.
pub const SOURCES: &[&str] = &[
    "gazetteer: countries (Rapporteur's list)",
    "gazetteer: organisations (Rapporteur's list)",
    "gazetteer: agreements (Rapporteur's list)",
    "gazetteer: events (Rapporteur's list)",
    "gazetteer: places (Rapporteur's list)",
    "gazetteer: offices (Rapporteur's list)",
    "gazetteer: people (Rapporteur's list)",
    "gazetteer: peoples and groups (Rapporteur's list)",
    "gazetteer: CLDR",
    GEONAMES,
];

/// How all sources begin.
#[allow(dead_code, reason = "the builder has no use for it")]
pub const LISTED: &str = "gazetteer: ";

/// The source of most places.
pub const GEONAMES: &str = "gazetteer: GeoNames";

/// A country or territory.
pub const COUNTRY: u8 = 1;
/// A name that is an ordinary word or a personal name as well.
pub const WEAK: u8 = 1 << 1;
/// The last of the names with the same letters.
pub const LAST: u8 = 1 << 2;

/// A piece of the table of strings: first byte and length.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Piece {
    /// First byte.
    pub start: u32,
    /// Bytes.
    pub len: u16,
}

impl Piece {
    /// The bytes of the piece.
    #[allow(dead_code, reason = "only the builder and the tests pack")]
    pub fn pack(self) -> [u8; PIECE] {
        let ([a, b, c, d], [e, f]) = (self.start.to_le_bytes(), self.len.to_le_bytes());
        [a, b, c, d, e, f]
    }

    /// The piece of these bytes.
    pub fn unpack([a, b, c, d, e, f]: [u8; PIECE]) -> Self {
        Self {
            start: u32::from_le_bytes([a, b, c, d]),
            len: u16::from_le_bytes([e, f]),
        }
    }
}

/// A listed name.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Record {
    /// As it is written in a text.
    pub surface: Piece,
    /// The usual name of what it names.
    pub canonical: Piece,
    /// Index in [`LABELS`].
    pub label: u8,
    /// Index in [`SOURCES`].
    pub source: u8,
    /// [`COUNTRY`], [`WEAK`], [`LAST`].
    pub flags: u8,
}

impl Record {
    /// The bytes of the record.
    #[allow(dead_code, reason = "only the builder and the tests pack")]
    pub fn pack(&self) -> [u8; RECORD] {
        let [a, b, c, d, e, f] = self.surface.pack();
        let [g, h, i, j, k, l] = self.canonical.pack();
        [
            a,
            b,
            c,
            d,
            e,
            f,
            g,
            h,
            i,
            j,
            k,
            l,
            self.label,
            self.source,
            self.flags,
            0,
        ]
    }

    /// The record of these bytes.
    #[allow(dead_code, reason = "only the detector unpacks")]
    pub fn unpack(bytes: [u8; RECORD]) -> Self {
        let [a, b, c, d, e, f, g, h, i, j, k, l, label, source, flags, _] = bytes;
        Self {
            surface: Piece::unpack([a, b, c, d, e, f]),
            canonical: Piece::unpack([g, h, i, j, k, l]),
            label,
            source,
            flags,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_comes_back_from_its_bytes() {
        let record = Record {
            surface: Piece {
                start: 0x0102_0304,
                len: 0x0506,
            },
            canonical: Piece {
                start: 0x1718_191a,
                len: 0x1b1c,
            },
            label: 3,
            source: 9,
            flags: WEAK | LAST,
        };
        assert_eq!(Record::unpack(record.pack()), record);
        assert_ne!(Record::default().pack(), record.pack());
    }
}
