//! Names of a plain list (one a line) or of a table in CSV, for the list of entities.

use super::{EntityKey, EntityList, EntityRecord, MAX_NAME, OwnName, tidy};
use crate::annotation::edit::Change;
use crate::annotation::label::EntityLabel;
use crate::annotation::sidecar::Problem;
use std::collections::BTreeMap;

/// What was read, and which lines were left out.
pub type Imported = (Vec<EntityRecord>, Vec<Problem>);

/// As what names are imported that say nothing else: as a type, or (`None`) as never marked.
pub type ImportAs = Option<EntityLabel>;

/// Reads names. `csv`: a table with a header that has at least a column `name`, perhaps `type`, `canonical` and `aliases`
/// (several with `;` between them), parted by commas, semicolons or tabs. Otherwise one name a line; lines that begin
/// with `#` are remarks.
pub fn read(text: &str, csv: bool, unless: ImportAs) -> Imported {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if csv {
        read_table(text, unless)
    } else {
        read_lines(text, unless)
    }
}

fn read_lines(text: &str, unless: ImportAs) -> Imported {
    let (mut records, mut problems) = (Vec::new(), Vec::new());
    for (n, line) in (1..).zip(text.lines()) {
        let name = tidy(line);
        if name.is_empty() || name.starts_with('#') {
            continue;
        }
        match record(&name, "", "", unless) {
            Ok(record) => records.push(record),
            Err(message) => problems.push(problem(n, message)),
        }
    }
    (records, problems)
}

fn problem(line: usize, message: String) -> Problem {
    Problem {
        line,
        column: 1,
        message,
    }
}

/// Where the columns are.
struct Columns {
    name: usize,
    label: Option<usize>,
    canonical: Option<usize>,
    aliases: Option<usize>,
    /// How many the header has.
    all: usize,
}

fn columns(header: &csv::StringRecord) -> Result<Columns, String> {
    let at = |wanted: &str| {
        let mut names = header.iter();
        names.position(|h| h.trim().eq_ignore_ascii_case(wanted))
    };
    let name = at("name").ok_or(
        "the first line has to name the columns: name, and if you like type, canonical, aliases",
    )?;
    Ok(Columns {
        name,
        label: at("type"),
        canonical: at("canonical"),
        aliases: at("aliases"),
        all: header.len(),
    })
}

fn read_table(text: &str, unless: ImportAs) -> Imported {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(text))
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let (mut row, mut columns_at) = (csv::StringRecord::new(), None);
    let (mut records, mut problems) = (Vec::new(), Vec::new());
    loop {
        match reader.read_record(&mut row) {
            Ok(true) => {}
            Ok(false) => break,
            Err(e) => {
                problems.push(problem(1, format!("this is not CSV: {e}")));
                break;
            }
        }
        let line = row.position().map_or(1, |p| p.line() as usize);
        let Some(columns_at) = &columns_at else {
            match columns(&row) {
                Ok(found) => columns_at = Some(found),
                Err(message) => {
                    problems.push(problem(line, message));
                    break;
                }
            }
            continue;
        };
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        match read_row(&row, columns_at, unless) {
            Ok(record) => records.push(record),
            Err(message) => problems.push(problem(line, message)),
        }
    }
    (records, problems)
}

/// What parts the columns: what stands most often in the header.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default().as_bytes();
    let count = |d: &u8| header.iter().filter(|b| *b == d).count();
    // Of equals the last one.
    *b"\t;,".iter().max_by_key(|d| count(d)).unwrap_or(&b',')
}

fn read_row(
    row: &csv::StringRecord,
    at: &Columns,
    unless: ImportAs,
) -> Result<EntityRecord, String> {
    if row.len() > at.all {
        return Err(format!(
            "there are {} columns where the header has {}; names with commas stand in quotation marks",
            row.len(),
            at.all
        ));
    }
    let cell = |column: Option<usize>| column.and_then(|n| row.get(n)).unwrap_or_default();
    let label = match cell(at.label).trim() {
        "" => unless,
        word => label(word)?,
    };
    let name = tidy(cell(Some(at.name)));
    record(&name, cell(at.canonical), cell(at.aliases), label)
}

/// A type as people write it; `None` for "never".
fn label(word: &str) -> Result<ImportAs, String> {
    let is = |other: &str| word.eq_ignore_ascii_case(other);
    let known = EntityLabel::ALL.iter();
    let known = known.copied().find(|l| is(l.id()) || is(l.title()));
    match known {
        Some(label) => Ok(Some(label)),
        None if is("never") => Ok(None),
        None if is("organization") => Ok(Some(EntityLabel::Org)),
        None if is("per") => Ok(Some(EntityLabel::Person)),
        None if is("loc") || is("gpe") => Ok(Some(EntityLabel::Place)),
        None => {
            let all: Vec<_> = EntityLabel::ALL.iter().map(|l| l.id()).collect();
            Err(format!(
                "“{word}” is no type; write one of {}, or NEVER for what is never to be marked",
                all.join(", ")
            ))
        }
    }
}

fn record(
    name: &str,
    canonical: &str,
    aliases: &str,
    label: ImportAs,
) -> Result<EntityRecord, String> {
    let canonical = Some(tidy(canonical)).filter(|c| !c.is_empty());
    let aliases: Vec<&str> = aliases.split(';').collect();
    let all = aliases
        .iter()
        .copied()
        .chain([name])
        .chain(canonical.as_deref());
    if name.is_empty() {
        return Err("there is no name".to_owned());
    }
    if all.clone().any(|n| tidy(n).len() > MAX_NAME) {
        return Err(format!("a name has more than {MAX_NAME} bytes"));
    }
    let Some(label) = label else {
        return Ok(EntityRecord::never(name, None));
    };
    let own = OwnName::new(label, canonical.as_deref().unwrap_or(name)).also(name);
    let own = aliases.iter().fold(own, |own, alias| own.also(alias));
    Ok(EntityRecord::Name(own))
}

impl EntityList {
    /// The changes that add records: names that are there already get the aliases, of the rest nothing is replaced.
    pub fn adding(&self, records: Vec<EntityRecord>) -> Vec<Change> {
        let mut new: BTreeMap<EntityKey, EntityRecord> = BTreeMap::new();
        for record in records {
            let key = record.key();
            let there = new.get(&key).or_else(|| self.get(key.clone()));
            let record = match (there, record) {
                (Some(EntityRecord::Name(old)), EntityRecord::Name(name)) => {
                    let aliases = name.aliases.iter();
                    EntityRecord::Name(aliases.fold(old.clone(), |own, alias| own.also(alias)))
                }
                (Some(_), _) => continue,
                (None, record) => record,
            };
            new.insert(key, record);
        }
        let is_new =
            |(key, record): &(EntityKey, EntityRecord)| self.get(key.clone()) != Some(record);
        let new = new.into_iter().filter(is_new);
        new.map(|(_, record)| record.put()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use EntityLabel::{Org, Person, Place};

    /// What was read, as lines.
    fn lines((records, problems): Imported) -> Vec<String> {
        let record = |r: EntityRecord| match r {
            EntityRecord::Name(n) => format!("{} {} = {}", n.label, n.name, n.aliases.join(" | ")),
            other => format!("{} {}", other.key().kind(), other.key().id()),
        };
        let problem = |p: Problem| format!("{}: {}", p.line, p.message);
        records
            .into_iter()
            .map(record)
            .chain(problems.into_iter().map(problem))
            .collect()
    }

    #[test]
    fn a_plain_list_has_a_name_a_line() {
        let text = "\u{feff}Harbour  Board\r\n\r\n# ours\r\n  Ferry, Council \n";
        assert_eq!(
            lines(read(text, false, Some(Org))),
            ["ORG Harbour Board = ", "ORG Ferry, Council = "]
        );
        assert_eq!(lines(read("May\n", false, None)), ["never * May"]);
        let long = "x".repeat(MAX_NAME + 1);
        assert_eq!(
            lines(read(&format!("a\n{long}\nb"), false, Some(Person))),
            [
                "PERSON a = ",
                "PERSON b = ",
                "2: a name has more than 400 bytes"
            ]
        );
    }

    #[test]
    fn a_table_goes_by_its_header() {
        let text = "Type,NAME,aliases,canonical,remark\norg,HB,H.B.;Board,Harbour Board,x\n,Suva\n\nOrganization,\"Mines, Oil\"\n\
                    Nonsense,A\nNEVER,May\nPlace,\na,b,c,d,e,f\n";
        assert_eq!(
            lines(read(text, true, Some(Place))),
            [
                "ORG Harbour Board = HB | H.B. | Board",
                "PLACE Suva = ",
                "ORG Mines, Oil = ",
                "never * May",
                "6: “Nonsense” is no type; write one of PERSON, ORG, PLACE, ADDRESS, EVENT, AGREEMENT, DATE, MONEY, PERCENT, NORP, \
                 TITLE, CONTACT, or NEVER for what is never to be marked",
                "8: there is no name",
                "9: there are 6 columns where the header has 5; names with commas stand in quotation marks",
            ]
        );
        assert_eq!(lines(read("name;type\nA;ORG\n", true, None)), ["ORG A = "]);
        assert_eq!(
            lines(read("name\ttype\nA\tORG\n", true, None)),
            ["ORG A = "]
        );
        let headless = lines(read("Suva,ORG\nNadi,ORG\n", true, None));
        assert_eq!(headless.len(), 1);
        assert!(headless[0].starts_with("1: the first line has to name the columns"));
    }

    #[test]
    fn names_that_are_there_get_aliases_and_nothing_is_replaced() {
        let mut list = EntityList::default();
        list.insert(EntityRecord::Name(OwnName::new(Org, "A").also("B")));
        list.insert(EntityRecord::never("May", None));
        let (records, _) = read(
            "name,aliases,type\nA,B;C,ORG\nMay,,NEVER\nA,D,ORG\nX,,ORG\nX,Y,ORG\n",
            true,
            None,
        );
        let changes = list.adding(records);
        assert_eq!(changes.len(), 2);
        let aliases = |name: &str| {
            let mut set = list.set().clone();
            for c in &changes {
                set.put(c.key.clone(), c.record.clone());
            }
            EntityList::of(set).name(Org, name).unwrap().aliases.clone()
        };
        assert_eq!(aliases("A"), ["B", "C", "D"]);
        assert_eq!(aliases("X"), ["Y"]);
        assert_eq!(list.adding(vec![EntityRecord::never("May", None)]), []);
    }
}
