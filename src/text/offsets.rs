//! Conversions between UTF-8 bytes and the units that other formats count in.
//!
//! Everything inside counts UTF-8 bytes. Exports count [`CodePoint`]s, some screen toolkits [`Utf16`] units, people lines
//! and columns. The units are types of their own so that they cannot be mixed, and a conversion that is out of bounds or
//! inside a character is an [`OffsetError`], never a nearby guess.

use std::fmt;

/// A position counted in code points (Unicode scalar values).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct CodePoint(pub usize);

/// A position counted in UTF-16 code units.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct Utf16(pub usize);

/// A place as people name it. Both numbers begin at 1; the column counts code points.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
}

/// A unit of text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// UTF-8 bytes.
    Byte,
    /// Code points.
    CodePoint,
    /// UTF-16 code units.
    Utf16,
    /// Lines, from 1.
    Line,
    /// Columns of a line in code points, from 1.
    Column,
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Byte => "UTF-8 byte",
            Self::CodePoint => "code point",
            Self::Utf16 => "UTF-16 unit",
            Self::Line => "line",
            Self::Column => "column",
        })
    }
}

/// Why a position could not be converted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OffsetError {
    /// Past the end of the text (or of the line, for a column).
    OutOfBounds {
        /// What `value` and `bound` count.
        unit: Unit,
        /// The position asked for.
        value: usize,
        /// The largest position there is.
        bound: usize,
    },
    /// Between the bytes or units of one character.
    InsideCharacter {
        /// What `value` counts.
        unit: Unit,
        /// The position asked for.
        value: usize,
    },
}

impl fmt::Display for OffsetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OutOfBounds { unit, value, bound } => {
                write!(f, "{unit} {value} is past the end ({bound})")
            }
            Self::InsideCharacter { unit, value } => {
                write!(f, "{unit} {value} lies inside a character")
            }
        }
    }
}

impl std::error::Error for OffsetError {}

/// Bytes between two checkpoints: a lookup counts at most this many.
const STRIDE: usize = 4096;

/// What was counted before a checkpoint.
#[derive(Clone, Copy, Default)]
struct Count {
    code_points: usize,
    utf16: usize,
}

impl Count {
    /// Adds the characters that *begin* in `bytes`.
    fn plus(self, bytes: &[u8]) -> Self {
        let code_points = bytes.iter().filter(|b| begins_character(**b)).count();
        let pairs = bytes.iter().filter(|b| **b >= 0xF0).count();
        Self {
            code_points: self.code_points + code_points,
            utf16: self.utf16 + code_points + pairs,
        }
    }
}

const fn begins_character(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

/// Random access between the units of one text: a checkpoint every few kilobytes, so that a conversion costs the same
/// anywhere in a text of any size.
pub struct OffsetIndex<'t> {
    text: &'t str,
    /// Before byte 0, `STRIDE`, 2 × `STRIDE` …
    marks: Vec<Count>,
    total: Count,
}

impl<'t> OffsetIndex<'t> {
    /// Counts `text` once.
    pub fn new(text: &'t str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut total = Count::default();
        marks.push(total);
        for chunk in text.as_bytes().chunks(STRIDE) {
            total = total.plus(chunk);
            marks.push(total);
        }
        Self { text, marks, total }
    }

    /// Length of the text in code points.
    pub const fn code_points(&self) -> CodePoint {
        CodePoint(self.total.code_points)
    }

    /// Length of the text in UTF-16 units.
    pub const fn utf16_units(&self) -> Utf16 {
        Utf16(self.total.utf16)
    }

    /// The code point that begins at `byte` (UTF-8 bytes).
    pub fn code_point_of_byte(&self, byte: usize) -> Result<CodePoint, OffsetError> {
        Ok(CodePoint(self.count_before(byte)?.code_points))
    }

    /// The UTF-16 unit that begins at `byte` (UTF-8 bytes).
    pub fn utf16_of_byte(&self, byte: usize) -> Result<Utf16, OffsetError> {
        Ok(Utf16(self.count_before(byte)?.utf16))
    }

    /// The UTF-8 byte at which a code point begins.
    pub fn byte_of_code_point(&self, at: CodePoint) -> Result<usize, OffsetError> {
        self.byte_of(Unit::CodePoint, at.0, self.total.code_points, |c| {
            c.code_points
        })
    }

    /// The UTF-8 byte at which a UTF-16 unit begins; an error inside a surrogate pair.
    pub fn byte_of_utf16(&self, at: Utf16) -> Result<usize, OffsetError> {
        self.byte_of(Unit::Utf16, at.0, self.total.utf16, |c| c.utf16)
    }

    fn count_before(&self, byte: usize) -> Result<Count, OffsetError> {
        check_byte(self.text, byte)?;
        let mark = byte / STRIDE;
        let rest = self.text.as_bytes().get(mark * STRIDE..byte);
        let base = self.marks.get(mark).copied().unwrap_or(self.total);
        Ok(base.plus(rest.unwrap_or_default()))
    }

    fn byte_of(
        &self,
        unit: Unit,
        value: usize,
        bound: usize,
        of: impl Fn(&Count) -> usize,
    ) -> Result<usize, OffsetError> {
        if value > bound {
            return Err(OffsetError::OutOfBounds { unit, value, bound });
        }
        let mark = self.marks.partition_point(|c| of(c) <= value).max(1) - 1;
        let start = mark * STRIDE;
        let mut count = self.marks.get(mark).copied().unwrap_or_default();
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        for (i, byte) in rest.iter().enumerate() {
            if begins_character(*byte) && of(&count) >= value {
                return exact(unit, value, of(&count), start + i);
            }
            count = count.plus(&[*byte]);
        }
        exact(unit, value, of(&count), self.text.len())
    }
}

fn exact(unit: Unit, value: usize, counted: usize, byte: usize) -> Result<usize, OffsetError> {
    if counted == value {
        Ok(byte)
    } else {
        Err(OffsetError::InsideCharacter { unit, value })
    }
}

fn check_byte(text: &str, value: usize) -> Result<(), OffsetError> {
    let (unit, bound) = (Unit::Byte, text.len());
    if value > bound {
        Err(OffsetError::OutOfBounds { unit, value, bound })
    } else if text.is_char_boundary(value) {
        Ok(())
    } else {
        Err(OffsetError::InsideCharacter { unit, value })
    }
}

/// Lines of a text; `\n`, `\r\n` and a lone `\r` end one.
pub struct LineIndex<'t> {
    text: &'t str,
    /// First byte of each line.
    starts: Vec<usize>,
}

impl<'t> LineIndex<'t> {
    /// Finds the lines of `text`.
    pub fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for i in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            let joined = bytes.get(i) == Some(&b'\r') && bytes.get(i + 1) == Some(&b'\n');
            if !joined {
                starts.push(i + 1);
            }
        }
        Self { text, starts }
    }

    /// Number of lines; a line end at the very end begins an empty last line.
    pub fn lines(&self) -> usize {
        self.starts.len()
    }

    /// Line and column of a UTF-8 byte.
    pub fn position(&self, byte: usize) -> Result<Position, OffsetError> {
        check_byte(self.text, byte)?;
        let line = self.starts.partition_point(|s| *s <= byte).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or_default();
        let before = self.text.get(start..byte).unwrap_or_default();
        let column = before.chars().count() + 1;
        Ok(Position { line, column })
    }

    /// The UTF-8 byte at a line and column. The column may stand just after the line's last character.
    pub fn byte(&self, at: Position) -> Result<usize, OffsetError> {
        let (line, column) = (self.line(at.line)?, at.column);
        let (unit, mut bound) = (Unit::Column, 0);
        for (i, (byte, _)) in line.text.char_indices().enumerate() {
            if i + 1 == column {
                return Ok(line.start + byte);
            }
            bound = i + 1;
        }
        if column == bound + 1 {
            return Ok(line.start + line.text.len());
        }
        let (value, bound) = (column, bound + 1);
        Err(OffsetError::OutOfBounds { unit, value, bound })
    }

    fn line(&self, number: usize) -> Result<Line<'t>, OffsetError> {
        let (unit, value, bound) = (Unit::Line, number, self.lines());
        let start = number.checked_sub(1).and_then(|i| self.starts.get(i));
        let start = *start.ok_or(OffsetError::OutOfBounds { unit, value, bound })?;
        let end = self.starts.get(number).copied().unwrap_or(self.text.len());
        let text = self.text.get(start..end).unwrap_or_default();
        let text = text.trim_end_matches(['\n', '\r']);
        Ok(Line { start, text })
    }
}

/// A line without its end.
struct Line<'t> {
    start: usize,
    text: &'t str,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MIXED: &str = "a\u{301}é👩‍👩‍👧 កម្ពុជា\r\n\u{10ffff}z";

    #[test]
    fn units_of_an_emoji() {
        let index = OffsetIndex::new("x😀y");
        assert_eq!(index.code_point_of_byte(5), Ok(CodePoint(2)));
        assert_eq!(index.utf16_of_byte(5), Ok(Utf16(3)));
        assert_eq!(index.byte_of_utf16(Utf16(3)), Ok(5));
        assert_eq!(index.byte_of_code_point(CodePoint(3)), Ok(6));
    }

    #[test]
    fn errors_name_unit_and_bound() {
        let index = OffsetIndex::new("x😀y");
        let past = index.byte_of_code_point(CodePoint(9)).unwrap_err();
        assert_eq!(past.to_string(), "code point 9 is past the end (3)");
        let inside = index.byte_of_utf16(Utf16(2)).unwrap_err();
        assert_eq!(inside.to_string(), "UTF-16 unit 2 lies inside a character");
        let inside = index.code_point_of_byte(2).unwrap_err();
        assert_eq!(inside.to_string(), "UTF-8 byte 2 lies inside a character");
    }

    #[test]
    fn lines_end_at_every_kind_of_line_end() {
        let lines = LineIndex::new("a\r\nbé\rc\n");
        assert_eq!(lines.lines(), 4);
        assert_eq!(lines.position(6), Ok(Position { line: 2, column: 3 }));
        assert_eq!(lines.byte(Position { line: 3, column: 1 }), Ok(7));
        assert_eq!(lines.byte(Position { line: 2, column: 3 }), Ok(6));
        let past = lines.byte(Position { line: 2, column: 4 }).unwrap_err();
        assert_eq!(past.to_string(), "column 4 is past the end (3)");
        assert!(lines.byte(Position { line: 5, column: 1 }).is_err());
        assert!(lines.byte(Position { line: 0, column: 1 }).is_err());
    }

    #[test]
    fn round_trips_across_checkpoints() {
        let text = MIXED.repeat(400);
        check_round_trips(&text);
    }

    fn check_round_trips(text: &str) {
        let (index, lines) = (OffsetIndex::new(text), LineIndex::new(text));
        for (n, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(index.code_point_of_byte(byte), Ok(CodePoint(n)));
            assert_eq!(index.byte_of_code_point(CodePoint(n)), Ok(byte));
            let units = index.utf16_of_byte(byte).unwrap();
            assert_eq!(index.byte_of_utf16(units), Ok(byte));
        }
        assert_eq!(
            index.byte_of_code_point(index.code_points()),
            Ok(text.len())
        );
        assert_eq!(index.byte_of_utf16(index.utf16_units()), Ok(text.len()));
        assert_eq!(index.utf16_units().0, text.encode_utf16().count());
        let last = lines.position(text.len()).unwrap();
        assert_eq!(
            lines.line(last.line).map(|l| l.start + l.text.len()),
            Ok(text.len())
        );
    }

    proptest! {
        #[test]
        fn round_trips(text in "(\\PC|\r\n|\u{301}|😀|ក|្){0,80}x") {
            check_round_trips(&text);
        }

        #[test]
        fn positions_round_trip(text in "[a-zé😀ក]{1,9}((\n|\r\n|\r)[a-zé😀ក]{1,9}){0,5}") {
            let lines = LineIndex::new(&text);
            for (byte, c) in text.char_indices().filter(|(_, c)| *c != '\n') {
                let at = lines.position(byte).unwrap();
                prop_assert_eq!(lines.byte(at), Ok(byte), "{:?}", c);
            }
        }
    }
}
