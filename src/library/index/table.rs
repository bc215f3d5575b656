//! The index as a table: sorted, filtered, written as CSV.

use super::{Detected, EntityId, FolderIndex, Group};
use crate::annotation::EntityLabel;
use crate::detect::when::When;
use crate::export::table_line;
use crate::library::naming::folded;
use std::cmp::Ordering;
use std::collections::HashSet;

/// A column to sort by.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Column {
    /// The type.
    Type,
    /// The name.
    Name,
    /// How many mentions.
    #[default]
    Mentions,
    /// How many documents.
    Documents,
    /// The earliest date.
    First,
    /// The latest date.
    Last,
}

impl Column {
    /// All columns, in the order in which they stand.
    pub const ALL: [Self; 6] = [
        Self::Type,
        Self::Name,
        Self::Mentions,
        Self::Documents,
        Self::First,
        Self::Last,
    ];

    /// The id that the command line and CSV files use.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Name => "name",
            Self::Mentions => "mentions",
            Self::Documents => "documents",
            Self::First => "first",
            Self::Last => "last",
        }
    }

    /// The name that people see.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Type => "Type",
            Self::Name => "Name",
            Self::Mentions => "Mentions",
            Self::Documents => "Documents",
            Self::First => "First date",
            Self::Last => "Last date",
        }
    }

    /// Whether people expect the largest first.
    pub const fn is_count(self) -> bool {
        matches!(self, Self::Mentions | Self::Documents)
    }

    /// The column with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.id() == id)
    }
}

/// What the table shows, and in which order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Query {
    /// Only these types; none stands for all.
    pub labels: Vec<EntityLabel>,
    /// Only entities with this in their name or in a form, without regard to case and diacritics.
    pub text: String,
    /// Only entities with mentions that nobody has answered.
    pub open_only: bool,
    /// Only entities that so many documents or more mention.
    pub documents: usize,
    /// By what it is sorted.
    pub sort: Column,
    /// Whether the order is turned round: the smallest count first, the last name first.
    pub turned: bool,
}

/// A line of the table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Row<'i> {
    /// The entity.
    pub id: EntityId,
    /// Its type.
    pub label: EntityLabel,
    /// Its name.
    pub name: &'i str,
    /// How many mentions.
    pub mentions: usize,
    /// How many of them nobody has answered.
    pub open: usize,
    /// How many documents.
    pub documents: usize,
    /// The earliest date: that of the document, or the nearest in one without.
    pub first: Option<When>,
    /// The latest.
    pub last: Option<When>,
}

impl FolderIndex {
    /// The entities that fit, in order. Where two are equal, by type, name.
    pub fn table(&self, query: &Query) -> Vec<Row<'_>> {
        let wanted = folded(&query.text);
        let numbered = self.groups.iter().enumerate();
        let fit = numbered.filter(|(_, g)| {
            (query.labels.is_empty() || query.labels.contains(&g.label)) && self.has(g, &wanted)
        });
        let mut rows: Vec<Row<'_>> = fit
            .filter_map(|(n, group)| self.row_of(EntityId(n as u32), group))
            .filter(|r| r.documents >= query.documents && (!query.open_only || r.open > 0))
            .collect();
        let key = |r: &Row<'_>| {
            self.groups
                .get(r.id.0 as usize)
                .map(|g| (g.label, g.folded.as_str()))
        };
        rows.sort_unstable_by(|a, b| {
            let order = compare(query.sort, a, b, &key);
            let order = if query.turned { order.reverse() } else { order };
            order.then_with(|| key(a).cmp(&key(b)))
        });
        rows
    }

    /// The line of one entity.
    pub fn row(&self, entity: EntityId) -> Option<Row<'_>> {
        self.row_of(entity, self.groups.get(entity.0 as usize)?)
    }

    fn row_of(&self, id: EntityId, group: &Group) -> Option<Row<'_>> {
        let postings = || self.members(group).flat_map(|n| &n.postings);
        let mentions = postings().map(|p| p.mentions as usize).sum();
        if mentions == 0 {
            return None;
        }
        let (label, name) = self.name(id);
        Some(Row {
            id,
            label,
            name,
            mentions,
            open: postings().map(|p| p.open as usize).sum(),
            documents: self.document_count(group),
            first: postings().filter_map(|p| p.first).min(),
            last: postings().filter_map(|p| p.last).max(),
        })
    }

    fn document_count(&self, group: &Group) -> usize {
        let mut names = self.members(group).filter(|n| !n.postings.is_empty());
        match (names.next(), names.next()) {
            (Some(only), None) => only.postings.len(),
            _ => {
                let documents =
                    |n: &Detected| n.postings.iter().map(|p| p.document).collect::<Vec<_>>();
                let all: HashSet<u32> = self.members(group).flat_map(documents).collect();
                all.len()
            }
        }
    }

    /// Whether the name, or a form in which it stands somewhere, has `wanted` in it.
    fn has(&self, group: &Group, wanted: &str) -> bool {
        if wanted.is_empty() || group.folded.contains(wanted) {
            return true;
        }
        let surfaces = self.members(group).flat_map(|n| &n.surfaces);
        let mut texts = surfaces.map(|s| self.strings.get(s.0));
        texts.any(|text| folded(text).contains(wanted))
    }
}

/// Counts: the largest first. Dates: the earliest first, and what has none last.
fn compare<'g>(
    column: Column,
    a: &Row<'_>,
    b: &Row<'_>,
    key: &impl Fn(&Row<'_>) -> Option<(EntityLabel, &'g str)>,
) -> Ordering {
    let dates = |a: Option<When>, b: Option<When>| (a.is_none(), a).cmp(&(b.is_none(), b));
    match column {
        Column::Type => a.label.cmp(&b.label),
        Column::Name => key(a).map(|k| k.1).cmp(&key(b).map(|k| k.1)),
        Column::Mentions => b.mentions.cmp(&a.mentions),
        Column::Documents => b.documents.cmp(&a.documents),
        Column::First => dates(a.first, b.first),
        Column::Last => dates(a.last, b.last),
    }
}

/// The lines as CSV (RFC 4180, UTF-8 with a byte order mark, CRLF; cells that a spreadsheet would run are guarded).
pub fn csv(index: &FolderIndex, rows: &[Row<'_>]) -> String {
    let mut out = String::from('\u{feff}');
    let mut titles: Vec<&str> = Column::ALL.iter().map(|c| c.id()).collect();
    titles.push("forms");
    table_line(&mut out, titles);
    for row in rows {
        let date = |when: Option<When>| when.map(|w| w.to_string()).unwrap_or_default();
        let forms: Vec<&str> = index.surfaces(row.id).into_iter().map(|s| s.0).collect();
        let cells = [
            row.label.id().to_owned(),
            row.name.to_owned(),
            row.mentions.to_string(),
            row.documents.to_string(),
            date(row.first),
            date(row.last),
            forms.join("; "),
        ];
        table_line(&mut out, cells.iter().map(String::as_str));
    }
    out
}
