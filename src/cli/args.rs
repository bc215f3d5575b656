//! The command line as it is typed, and as it is meant.

use super::lists::Choice;
use crate::annotation::EntityLabel;
use crate::export::Format;
use crate::library::index::{Column, Query};
use clap::builder::{NonEmptyStringValueParser, PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// A command line that makes sense.
pub(super) enum Command {
    /// Open the window.
    Window(Vec<PathBuf>),
    /// List entities.
    Detect(Listing),
    /// Print texts.
    Text(TextListing),
    /// List languages.
    Languages(Listing),
    /// List the entities of a folder.
    Entities(EntityListing),
    /// List findings.
    Check {
        /// The documents.
        list: Listing,
        /// Whether they are not compared with each other.
        per_document: bool,
    },
    /// List the checks.
    Checks(ChecksListing),
    /// Write a quality report.
    Report(Report),
    /// Write annotations in another format.
    Export(Export),
    /// Check files of annotations.
    Validate(Validate),
}

/// What is listed, and how.
pub(super) struct Listing {
    pub paths: Vec<PathBuf>,
    pub layout: Layout,
    /// Which lists of entities hold.
    pub own: Choice,
    /// Which rules of the checks hold.
    pub rules: Choice,
}

/// How the checks are listed.
#[derive(Args)]
pub(super) struct ChecksListing {
    /// Print the page of the documentation: what each check finds, why it matters, examples, known false alarms
    #[arg(long)]
    pub markdown: bool,
}

/// Which texts are printed, and how.
#[derive(Args)]
pub(super) struct TextListing {
    /// Documents, or folders with documents
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// How to print them
    #[arg(
        long = "format",
        value_enum,
        default_value = "text",
        value_name = "FORMAT"
    )]
    pub layout: TextLayout,
}

/// How texts are printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum TextLayout {
    /// The text alone; several are told apart by a line with the name
    Text,
    /// One JSON object a document: text, blocks, pages, what the file says of itself, what was left out
    Jsonl,
}

/// How a list is printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum Layout {
    /// Columns, for people
    Table,
    /// One JSON object a line, for programs
    Jsonl,
}

/// Which entities of a folder are listed, and how.
pub(super) struct EntityListing {
    pub paths: Vec<PathBuf>,
    /// The user's own lists.
    pub own: Choice,
    pub layout: EntitiesLayout,
    pub query: Query,
    pub shown: Shown,
}

/// What is said about the entities of a folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Shown {
    /// Counts, one line each.
    Table,
    /// All about one.
    Card(String),
    /// Names that may be one.
    Suggestions,
    /// Who held which office.
    Offices,
}

/// How the entities of a folder are printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum EntitiesLayout {
    /// Columns, for people
    Table,
    /// A table for spreadsheets
    Csv,
    /// One JSON object a line, for programs
    Jsonl,
}

/// What is exported, and where to.
pub(super) struct Export {
    pub paths: Vec<PathBuf>,
    pub format: Format,
    /// `None` is standard output.
    pub out: Option<PathBuf>,
}

/// What a quality report is about, and where it goes.
pub(super) struct Report {
    pub paths: Vec<PathBuf>,
    /// The user's own lists.
    pub own: Choice,
    /// Which rules of the checks hold.
    pub rules: Choice,
    pub layout: ReportLayout,
    /// `None` is standard output.
    pub out: Option<PathBuf>,
}

/// How a quality report is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum ReportLayout {
    /// A few dozen lines, for people
    Text,
    /// A page to read and print
    Html,
    /// A table for spreadsheets
    Csv,
    /// One JSON object a line, for programs
    Jsonl,
}

/// What is validated.
#[derive(Args)]
pub(super) struct Validate {
    /// Sidecars (NAME.EXT.ann.ron), codebooks, lists of entities, check rules, or folders with such files
    #[arg(required = true, value_name = "SIDECAR")]
    pub paths: Vec<PathBuf>,
    /// Say nothing about files that are in order
    #[arg(short, long)]
    pub quiet: bool,
}

/// Why there is nothing to carry out.
pub(super) struct Usage {
    /// Help or the version was asked for; else something is wrong.
    pub asked_for: bool,
    pub text: String,
}

impl From<clap::Error> for Usage {
    fn from(e: clap::Error) -> Self {
        Self {
            asked_for: !e.use_stderr(),
            text: e.to_string(),
        }
    }
}

const USAGE: &str = "rapporteur [PATH]...\n       rapporteur <COMMAND> ...";

const EXAMPLES: &str = "\
Examples:
  rapporteur papers                       open a folder in the window
  rapporteur text agreement.pdf           the text of a document
  rapporteur detect statement.txt         the names, dates and amounts in a document
  rapporteur check papers --format jsonl  what looks wrong, for a program
  rapporteur report papers                how good the documents of a folder are
  rapporteur export papers -o review.html a report to read or send
  rapporteur validate papers              check every sidecar in a folder

The first word decides: a command, else a path to open. A path that is called
like a command is written ./detect, or after --. Folders are searched for text,
Markdown, PDF, Word (.docx), OpenDocument (.odt), RTF, EPUB, web pages and
e-mails (.eml); a file that is named itself may have any ending.

Exit codes: 0 fine, 1 something failed or did not validate, 2 wrong usage.
Findings are no failure.";

/// Reads and annotates policy documents.
///
/// Without a command it opens the window.
#[derive(Parser)]
#[command(name = "rapporteur", version, override_usage = USAGE, after_help = EXAMPLES)]
#[command(max_term_width = 110, disable_help_subcommand = true)]
struct Typed {
    /// Read the password of encrypted files from the first line of standard input
    #[arg(long, global = true)]
    password_stdin: bool,
    #[command(subcommand)]
    command: Word,
}

#[derive(Subcommand)]
enum Word {
    /// List the entities in documents: people, organisations, places, dates, amounts
    #[command(after_help = "\
Examples:
  rapporteur detect statement.txt
  rapporteur detect papers --format jsonl > entities.jsonl

The names, refusals and merges of the nearest .rapporteur/entities.ron above a document hold.
JSON lines have the keys doc, start, end, text, type, canonical, rule.
start and end count UTF-8 bytes of the document's text (without its byte order mark), end exclusive.")]
    Detect {
        #[command(flatten)]
        list: TypedListing,
    },
    /// Print the text of documents, whatever their format: what is read, searched and annotated
    #[command(after_help = "\
Examples:
  rapporteur text agreement.pdf
  rapporteur text papers --format jsonl > texts.jsonl
  rapporteur text secret.pdf --password-stdin < password.txt

JSON lines have the keys doc, kind, title, text, blocks (start, end, kind, level); of an extracted text also pages (start,
number, label, picture, header, footer), metadata, notes, left_out, places, mended, doubtful.
Positions count UTF-8 bytes of the text, end exclusive. Headings, lists, tables (cells parted by tabs) and notes stand in
the order of reading; running heads and feet of pages, navigation and deleted text are in left_out or pages.")]
    Text(TextListing),
    /// List the languages of the paragraphs in documents, and what is looked for in each
    #[command(after_help = "\
Examples:
  rapporteur languages statement.txt
  rapporteur languages papers --format jsonl

In languages other than English only dates, money, contacts and listed names are looked for.
JSON lines have the keys doc, start, end, language, title, looked_for; a line stands for all paragraphs in a row
that are of one language. start and end count UTF-8 bytes of the document's text, end exclusive.")]
    Languages {
        #[command(flatten)]
        list: TypedListing,
    },
    /// List the people, organisations, places and agreements of a folder, all documents together
    #[command(after_help = "\
Examples:
  rapporteur entities papers
  rapporteur entities papers --type person,org --sort documents
  rapporteur entities papers --format csv > entities.csv
  rapporteur entities papers --card \"Olu Ferreiro\"
  rapporteur entities papers --suggest
  rapporteur entities papers --offices

Columns: type, name, mentions, documents, and the first and last date of the documents (a dateline, the file name, the
first full date near the top; in a document without one, the date nearest to the mention).
JSON lines have the keys type, name, mentions, documents, first, last, forms; with --card doc, start, end, text; with
--suggest type, from, into, reason, score; with --offices office, of, person, standing, date, doc, start, end, text.
start and end count UTF-8 bytes of the document's text, end exclusive.")]
    Entities(TypedEntities),
    /// List what looks wrong in documents: garbled names, encoding damage, impossible contacts, repetitions
    #[command(after_help = "\
Examples:
  rapporteur check statement.txt
  rapporteur check papers --format jsonl | head

The documents of one call count as one folder: they are compared with each other as well (one office with two
holders, passages and texts that stand twice, names in several spellings). --per-document leaves that out.
JSON lines have the keys doc, start, end, text, check, category, severity, tier, reason, core, repair.
start and end count UTF-8 bytes of the document's text; 0 and 0 stand for the document as a whole.
What the nearest .rapporteur/checks.ron above a document switches off, grades or allows holds.
Findings are no failure: the exit code is 0 however many there are.")]
    Check {
        #[command(flatten)]
        list: TypedListing,
        /// Leave out what is found by comparing documents with each other
        #[arg(long)]
        per_document: bool,
        /// Go by these rules, and not by the checks.ron of the document's own folder
        #[arg(long, value_name = "FILE", conflicts_with = "no_own_lists")]
        checks: Option<PathBuf>,
    },
    /// List the checks: what each of them finds
    #[command(after_help = "\
Examples:
  rapporteur checks
  rapporteur checks --markdown > checks.md

In .rapporteur/checks.ron of a folder a check is switched off, graded otherwise, or some words are allowed:
  (format: \"rapporteur\", version: 1, records: [
      (kind: \"off\", check: \"layout_artefact\"),
      (kind: \"grade\", check: \"unexpanded_acronym\", severity: \"low\", tier: 2),
      (kind: \"allow\", check: \"garbled_token\", passage: \"e-ASEAN\"),
      (kind: \"allow\", check: \"*\", passage: \"Tel: 117\", note: \"a short number\"),
  ])")]
    Checks(ChecksListing),
    /// Sum up the quality of documents: findings a thousand words, worst passages, what was repaired and confirmed
    #[command(after_help = "\
Examples:
  rapporteur report statement.txt
  rapporteur report papers -o quality.html
  rapporteur report papers --format csv -o quality.csv

A file gives the report on a document, a folder (or several paths) that on all its documents together.
In csv and jsonl the key section says what a line is about: report, document, category, theme, passage, correction,
answer, check, provenance, fact, unread. Findings count where they are shown by default or confirmed, and not dismissed.
Themes are counted twice: all tagged passages, and those that overlap neither a confirmed flag nor an open finding of
high severity. start and end (jsonl) count UTF-8 bytes of the document's text, end exclusive.")]
    Report(TypedReport),
    /// Write the annotations of documents as a table, as Web Annotations or as a report
    #[command(after_help = "\
Examples:
  rapporteur export papers -o review.html
  rapporteur export statement.txt --format csv -o statement.csv
  rapporteur export papers --format jsonld > papers.jsonld

Positions in csv and jsonld count code points of the document's text.
Documents and sidecars are never written over.")]
    Export(TypedExport),
    /// Check sidecars, codebooks, lists of entities and check rules: form, ids, ranges and quotes
    #[command(after_help = "\
Examples:
  rapporteur validate statement.txt.ann.ron
  rapporteur validate papers --quiet

Prints file:line:column: message for everything that is wrong, and exits with 1 if there was anything.
Ranges and quotes are compared with the document that lies beside the sidecar.")]
    Validate(Validate),
}

#[derive(Args)]
struct TypedListing {
    /// Documents, or folders with documents
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How to print the list
    #[arg(long, value_enum, default_value = "table", value_name = "FORMAT")]
    format: Layout,
    #[command(flatten)]
    lists: TypedLists,
}

/// Which of the user's own lists are gone by.
#[derive(Args)]
struct TypedLists {
    /// Go by this list of entities, and not by the entities.ron of the document's own folder
    #[arg(long, value_name = "FILE", conflicts_with = "no_own_lists")]
    entities: Option<PathBuf>,
    /// Go by no list of the folder: what the program knows alone
    #[arg(long)]
    no_own_lists: bool,
}

#[derive(Args)]
struct TypedEntities {
    /// Documents, or folders with documents
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How to print the list (csv: the table alone)
    #[arg(long, value_enum, default_value = "table", value_name = "FORMAT")]
    format: EntitiesLayout,
    /// What to sort by: type, name, mentions, documents, first or last
    #[arg(long, value_parser = column_parser(), default_value = "mentions", value_name = "COLUMN", hide_possible_values = true)]
    sort: Column,
    /// Turn the order round
    #[arg(long)]
    reverse: bool,
    /// Only these types, with commas: person, org, place, address, event, agreement, date, money, percent, norp, title,
    /// contact; all for every type [default: person,org,place,event,agreement]
    #[arg(long = "type", value_delimiter = ',', value_parser = label_parser(), value_name = "TYPE", ignore_case = true, hide_possible_values = true)]
    labels: Vec<Labels>,
    /// Only entities with this in their name or in a form, in capitals or not, with accents or without
    #[arg(
        long,
        default_value = "",
        hide_default_value = true,
        value_name = "TEXT"
    )]
    filter: String,
    /// All about one entity: forms, offices, company, and each mention in its sentence
    #[arg(long, value_name = "NAME", conflicts_with_all = ["suggest", "offices"], value_parser = NonEmptyStringValueParser::new())]
    card: Option<String>,
    /// Pairs of names that may be one
    #[arg(long, conflicts_with = "offices")]
    suggest: bool,
    /// Who held which office when, and where two held one at one time
    #[arg(long)]
    offices: bool,
    #[command(flatten)]
    lists: TypedLists,
}

/// Types as they are typed.
#[derive(Clone)]
enum Labels {
    One(EntityLabel),
    All,
}

fn label_parser() -> impl TypedValueParser<Value = Labels> {
    let ids = EntityLabel::ALL.iter().map(|l| l.id()).chain(["all"]);
    PossibleValuesParser::new(ids).try_map(|id| {
        match EntityLabel::from_id(&id.to_ascii_uppercase()) {
            Some(label) => Ok(Labels::One(label)),
            None if id.eq_ignore_ascii_case("all") => Ok(Labels::All),
            None => Err("not a type"),
        }
    })
}

fn column_parser() -> impl TypedValueParser<Value = Column> {
    PossibleValuesParser::new(Column::ALL.map(Column::id))
        .try_map(|id| Column::from_id(&id).ok_or("not a column"))
}

impl TypedEntities {
    fn validated(self) -> Result<EntityListing, Usage> {
        let typed = self;
        let other = typed.card.is_some() || typed.suggest || typed.offices;
        if other && typed.format == EntitiesLayout::Csv {
            let message = "--format csv writes the table alone; take table or jsonl with --card, --suggest and --offices";
            return Err(wrong("entities", ErrorKind::ArgumentConflict, message).into());
        }
        Ok(EntityListing {
            own: typed.lists.into(),
            layout: typed.format,
            query: Query {
                labels: labels(&typed.labels),
                text: typed.filter,
                sort: typed.sort,
                turned: typed.reverse,
                ..Query::default()
            },
            shown: match (typed.card, typed.suggest, typed.offices) {
                (Some(name), ..) => Shown::Card(name),
                (None, true, _) => Shown::Suggestions,
                (None, false, true) => Shown::Offices,
                (None, false, false) => Shown::Table,
            },
            paths: typed.paths,
        })
    }
}

/// The types that are meant; those that name something where none is typed.
fn labels(typed: &[Labels]) -> Vec<EntityLabel> {
    if typed.iter().any(|l| matches!(l, Labels::All)) {
        return Vec::new();
    }
    let one = |l: &Labels| match l {
        Labels::One(label) => Some(*label),
        Labels::All => None,
    };
    let some: Vec<EntityLabel> = typed.iter().filter_map(one).collect();
    if !some.is_empty() {
        return some;
    }
    let naming = EntityLabel::ALL.iter().copied();
    naming.filter(|l| l.names_something()).collect()
}

#[derive(Args)]
struct TypedExport {
    /// Documents, or folders with documents
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// csv, jsonld or html; without it, what OUT ends in
    #[arg(long, value_parser = format_parser(), value_name = "FORMAT", hide_possible_values = true)]
    format: Option<Format>,
    /// File to write; - or nothing for standard output
    #[arg(short, long, value_name = "OUT")]
    out: Option<PathBuf>,
}

#[derive(Args)]
struct TypedReport {
    /// Documents, or folders with documents
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How to write it; without it, what OUT ends in, else text
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<ReportLayout>,
    /// File to write; - or nothing for standard output
    #[arg(short, long, value_name = "OUT")]
    out: Option<PathBuf>,
    #[command(flatten)]
    lists: TypedLists,
}

impl TypedReport {
    fn validated(self) -> Result<Report, Usage> {
        let out = self.out.filter(|out| out != Path::new("-"));
        let by_ending =
            |out: &PathBuf| match out.extension()?.to_str()?.to_ascii_lowercase().as_str() {
                "html" | "htm" => Some(ReportLayout::Html),
                "csv" => Some(ReportLayout::Csv),
                "jsonl" => Some(ReportLayout::Jsonl),
                "txt" => Some(ReportLayout::Text),
                _ => None,
            };
        let layout = match (self.format, &out) {
            (Some(format), _) => Some(format),
            (None, Some(out)) => by_ending(out),
            (None, None) => Some(ReportLayout::Text),
        };
        let layout = layout.ok_or_else(|| {
            let message = "say which --format to write: text, html, csv or jsonl";
            wrong("report", ErrorKind::MissingRequiredArgument, message)
        })?;
        Ok(Report {
            paths: self.paths,
            rules: self.lists.rules(),
            own: self.lists.into(),
            layout,
            out,
        })
    }
}

fn format_parser() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::id))
        .try_map(|id| Format::from_id(&id).ok_or("not a format"))
}

/// The paths of a command line without a command.
#[derive(Parser)]
#[command(name = "rapporteur", version, override_usage = USAGE, after_help = EXAMPLES)]
struct TypedPaths {
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

/// Makes sense of a command line, the program's name first.
/// The second value: whether standard input begins with a password.
pub(super) fn parse(args: Vec<OsString>) -> Result<(Command, bool), Usage> {
    if opens_window(args.get(1)) {
        let paths = TypedPaths::try_parse_from(args)?.paths;
        return Ok((Command::Window(paths), false));
    }
    let typed = Typed::try_parse_from(args)?;
    Ok((command(typed.command)?, typed.password_stdin))
}

fn command(word: Word) -> Result<Command, Usage> {
    Ok(match word {
        Word::Text(list) => Command::Text(list),
        Word::Detect { list } => Command::Detect(list.into()),
        Word::Languages { list } => Command::Languages(list.into()),
        Word::Entities(typed) => Command::Entities(typed.validated()?),
        Word::Check {
            list,
            per_document,
            checks,
        } => {
            let list = Listing::from(list);
            let rules = checks.map_or(list.rules, Choice::File);
            Command::Check {
                list: Listing { rules, ..list },
                per_document,
            }
        }
        Word::Checks(job) => Command::Checks(job),
        Word::Report(typed) => Command::Report(typed.validated()?),
        Word::Export(typed) => Command::Export(validated(typed)?),
        Word::Validate(job) => Command::Validate(job),
    })
}

/// Whether the first word is neither a command nor an option.
fn opens_window(first: Option<&OsString>) -> bool {
    let Some(word) = first.map(|w| w.to_string_lossy()) else {
        return true;
    };
    let is_command = Typed::command().find_subcommand(word.as_ref()).is_some();
    word == "--" || !(is_command || word.starts_with('-') && word.len() > 1)
}

impl From<TypedLists> for Choice {
    fn from(typed: TypedLists) -> Self {
        match typed.entities {
            Some(file) => Self::File(file),
            None if typed.no_own_lists => Self::Nothing,
            None => Self::Nearest,
        }
    }
}

impl TypedLists {
    /// Which rules of the checks hold.
    fn rules(&self) -> Choice {
        if self.no_own_lists {
            Choice::Nothing
        } else {
            Choice::Nearest
        }
    }
}

impl From<TypedListing> for Listing {
    fn from(typed: TypedListing) -> Self {
        Self {
            rules: typed.lists.rules(),
            paths: typed.paths,
            layout: typed.format,
            own: typed.lists.into(),
        }
    }
}

fn validated(typed: TypedExport) -> Result<Export, Usage> {
    let out = typed.out.filter(|out| out != Path::new("-"));
    let format = typed.format.or_else(|| by_ending(out.as_deref()?));
    let format = format.ok_or_else(no_format)?;
    Ok(Export {
        paths: typed.paths,
        format,
        out,
    })
}

fn no_format() -> clap::Error {
    let message = "say which --format to write: csv, jsonld or html";
    wrong("export", ErrorKind::MissingRequiredArgument, message)
}

/// What is wrong with the command line of a command.
fn wrong(word: &str, kind: ErrorKind, message: &str) -> clap::Error {
    let mut command = Typed::command();
    command.build();
    match command.find_subcommand_mut(word) {
        Some(found) => found.error(kind, message),
        None => command.error(kind, message),
    }
}

fn by_ending(out: &Path) -> Option<Format> {
    let ending = out.extension()?.to_str()?.to_ascii_lowercase();
    Format::ALL.into_iter().find(|f| f.extension() == ending)
}
