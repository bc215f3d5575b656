//! What must hold for any bytes, one function a target. The fuzz targets and `tests/fuzz_corpus.rs` share them.

use rapporteur::anchoring::{Anchoring, Resolution, describe, resolve};
use rapporteur::annotation::codebook::sample_annotator;
use rapporteur::annotation::entity_list::import;
use rapporteur::annotation::ids::CountingMint;
use rapporteur::annotation::{
    Anchored, Annotation, AnnotationId, AnnotationSet, Body, Category, CheckRules, Codebook,
    EntityLabel, EntityList, Mint, Orphaned, Place, Placed, Record, ReviewState, Severity, sidecar,
};
use rapporteur::detect::{Settings, Stages};
use rapporteur::document::extraction::ExtractOptions;
use rapporteur::document::{BlockKind, Document, DocumentKind, Hash, InlineStyle, decode, formats};
use rapporteur::export::{ExportDocument, ExportInput, Format, export};
use rapporteur::library::search::{Options, Query, Unit, around, passages};
use rapporteur::store::{Batch, Journal, UserFolders, replay};
use rapporteur::text::language::languages;
use rapporteur::text::{TextRange, segment};
#[cfg(feature = "gui")]
use rapporteur::ui::reader::page::Page;
use rapporteur::{detect, quality};
use std::fs;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

/// A target: panics where something does not hold for these bytes.
type Target = fn(&[u8]);

/// All targets by name; the name is also that of its folder in `fuzz/corpus`.
pub const TARGETS: &[(&str, Target)] = &[
    ("decode", decode),
    ("sidecar", sidecar),
    ("entities", entities),
    ("journal", journal),
    ("detect", detect),
    ("quality", quality),
    ("anchoring", anchoring),
    ("export", export_all),
    ("search", search),
    ("html", html),
    ("pdf", pdf),
    ("docx", docx),
    ("odt", odt),
    ("rtf", rtf),
    ("epub", epub),
    ("mail", mail),
    #[cfg(feature = "gui")]
    ("layout", layout),
];

/// Runs the target of this name.
pub fn run(name: &str, data: &[u8]) {
    let target = TARGETS.iter().find(|(n, _)| *n == name);
    target.expect("a target of this name").1(data);
}

/// Any bytes are extracted from, or refused with a reason; what comes out is a sound document.
fn extracted(kind: DocumentKind, bytes: &[u8]) {
    let Ok(extraction) = formats::extract(kind, bytes, &ExtractOptions::default()) else {
        return;
    };
    assert!(
        !extraction.text.trim().is_empty(),
        "no text, and no word about it"
    );
    let origin = extraction.origin.clone();
    let document = Document::extracted("x", kind, (Hash([0; 32]), 1), extraction);
    structure(&document);
    let at = |offset: usize| {
        assert!(
            document.text.is_char_boundary(offset),
            "{offset} is inside a character"
        )
    };
    origin.pages.iter().for_each(|p| at(p.start));
    origin.left_out.iter().for_each(|l| at(l.at));
    origin
        .mended
        .iter()
        .for_each(|r| inside(&document.text, *r));
    origin
        .places
        .iter()
        .for_each(|p| inside(&document.text, p.range));
    assert!(origin.pages.is_sorted_by_key(|p| p.start));
    questions(&document, bytes);
}

fn html(data: &[u8]) {
    extracted(DocumentKind::Html, data);
}

fn pdf(data: &[u8]) {
    extracted(DocumentKind::Pdf, data);
}

fn rtf(data: &[u8]) {
    extracted(DocumentKind::Rtf, data);
}

fn mail(data: &[u8]) {
    extracted(DocumentKind::Mail, data);
}

fn odt(data: &[u8]) {
    extracted(DocumentKind::Odt, data);
}

/// As a package, and as the main part of a sound one: damage to a package seldom gets as far as its parts.
fn docx(data: &[u8]) {
    extracted(DocumentKind::Docx, data);
    extracted(DocumentKind::Docx, &packed(&[("word/document.xml", data)]));
}

/// As a package, and as the chapter of a sound one.
fn epub(data: &[u8]) {
    extracted(DocumentKind::Epub, data);
    let container = b"<container><rootfile full-path=\"c.opf\"/></container>";
    let opf = b"<package><manifest><item id=\"a\" href=\"a.xhtml\"/></manifest><spine><itemref idref=\"a\"/></spine></package>";
    let parts: [(&str, &[u8]); 3] = [
        ("META-INF/container.xml", container),
        ("c.opf", opf),
        ("a.xhtml", data),
    ];
    extracted(DocumentKind::Epub, &packed(&parts));
}

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(*name, options).expect("a part begins");
        zip.write_all(bytes).expect("a part is written");
    }
    zip.finish().expect("a package ends").into_inner()
}

/// Any bytes are decoded or refused, and what is decoded has a sound structure.
fn decode(data: &[u8]) {
    let text = decode::decode(data).map(|(text, _)| text);
    for name in ["x.txt", "x.md"] {
        let document = Document::from_bytes(name, data.to_vec());
        let whole = document.as_ref().map(|d| &d.text);
        assert_eq!(whole, text.as_ref(), "one file, one text");
        if let Ok(document) = document {
            structure(&document);
            questions(&document, data);
        }
    }
}

/// Blocks are in order, apart and on boundaries; styles lie in the text, and those that are shown in a block.
fn structure(document: &Document) {
    let mut end = 0;
    for block in &document.structure.blocks {
        assert!(block.range.start >= end, "{block:?} begins before {end}");
        inside(&document.text, block.range);
        end = block.range.end;
    }
    let mut start = 0;
    for inline in &document.structure.inlines {
        assert!(inline.range.start >= start, "{inline:?} is out of order");
        inside(&document.text, inline.range);
        start = inline.range.start;
        let holder = document.paragraph_at(start);
        let block = holder.and_then(|i| document.structure.blocks.get(i));
        let held = block.is_some_and(|b| b.range.covers(inline.range));
        assert!(held || inline.style == InlineStyle::Hidden, "{inline:?}");
    }
}

/// What is asked of a document is answered, also outside its text and inside its characters.
fn questions(document: &Document, data: &[u8]) {
    assert!(!document.title().is_empty());
    let blocks = &document.structure.blocks;
    assert!(document.words() <= document.text.len());
    assert!(document.shown(whole(&document.text)).len() <= document.text.len());
    for at in [0, cut(data, 0), cut(data, 1), document.text.len() + 1] {
        assert!(document.paragraph_at(at).is_none_or(|i| i < blocks.len()));
        assert!(document.paragraph_number(at) <= blocks.len().max(1));
        document.shown(TextRange::new(at, cut(data, 2)));
    }
    for block in blocks {
        let shown = document.shown(block.range);
        assert!(shown.len() <= block.range.len() || block.kind == BlockKind::Rule);
    }
}

/// Any text is read as records or refused, and what was read is written in one way only.
fn sidecar(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let Ok(read) = sidecar::parse(&text) {
        fixed_point(&read.set);
    }
    salvaged(&sidecar::salvage(&text).set);
    sidecar::version(&text);
    if let Ok(record) = sidecar::read_record(&text) {
        let line = sidecar::write_record(&record);
        assert_eq!(sidecar::read_record(&line), Ok(record), "{line}");
    }
}

/// Any text is read as a list of entities, as a plain list and as a table; every merge ends; what is listed is always or
/// never marked.
fn entities(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut list = EntityList::of(sidecar::salvage(&text).set);
    for csv in [false, true] {
        let (records, problems) = import::read(&text, csv, Some(EntityLabel::Org));
        let lines = text.lines().count() + 1;
        assert!(
            problems.iter().all(|p| (1..=lines).contains(&p.line)),
            "{problems:?}"
        );
        for change in list.adding(records) {
            let Some(Record::Entity(record)) = change.record else {
                panic!("an import removes nothing");
            };
            list.insert(record);
        }
    }
    fixed_point(list.set());
    for ((label, name), end) in list.resolutions() {
        assert_eq!(list.resolve(label, name), end);
        assert_eq!(list.resolve(end.0, end.1), end);
    }
    let settings = detect::Settings {
        own: detect::OwnNames::of(&list).map(Arc::new),
        ..detect::Settings::default()
    };
    let found = detect::detect_in_steps(&text, &settings, &mut |_| true);
    let found = found.expect("it goes on to the end");
    let mut end = 0;
    for mention in found.iter() {
        assert!(mention.range.start >= end && !mention.range.is_empty());
        end = mention.range.end;
        inside(&text, mention.range);
        let surface = mention.range.of(&text).expect("inside");
        assert!(!list.is_never(surface, mention.label), "{surface:?}");
    }
}

/// What was saved from a damaged file is all there when it is written, and is then as any other file.
fn salvaged(set: &AnnotationSet) {
    let kept = reread(&sidecar::write(set));
    assert_eq!(kept.len(), set.len());
    fixed_point(&kept);
}

/// Written records read back, and give the same bytes when they are written again.
fn fixed_point(set: &AnnotationSet) {
    let once = sidecar::write(set);
    let again = sidecar::write(&reread(&once));
    assert_eq!(again, once);
}

/// The records of a file that the program wrote itself.
fn reread(file: &str) -> AnnotationSet {
    let read = sidecar::parse(file).unwrap_or_else(|e| panic!("{e}\n{file}"));
    read.set
}

/// Any bytes are read as a journal, and so is any line under a checksum that fits; what was read is kept when it is
/// written.
fn journal(data: &[u8]) {
    let folder = tempfile::tempdir().expect("a folder");
    let folders = UserFolders::inside(folder.path());
    let doc = folder.path().join("a.txt");
    recovered(&folders, &doc, data);
    let batches = recovered(&folders, &doc, &checked_lines(data));
    let mut set = AnnotationSet::default();
    replay(&mut set, &Place::Codebook, &batches);
    if !batches.is_empty() {
        assert_eq!(rewritten(folder.path(), &batches), batches);
    }
}

/// What a journal with these bytes gives back.
fn recovered(folders: &UserFolders, doc: &Path, bytes: &[u8]) -> Vec<Batch> {
    drop(Journal::open(folders, doc).expect("a journal"));
    let files = fs::read_dir(folders.data.join("journal")).expect("its folder");
    let mut paths = files.flatten().map(|f| f.path());
    let path = paths.find(|p| p.extension().is_some_and(|e| e == "journal"));
    fs::write(path.expect("its file"), bytes).expect("written");
    Journal::unsaved(folders);
    let batches = Journal::recover(folders, doc);
    let open = Journal::open(folders, doc).expect("a journal");
    assert_eq!(open.pending(), batches);
    batches
}

/// Each line of the input as the changes of a batch, with the checksum that belongs to it.
fn checked_lines(data: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(data);
    let line = |(n, ron): (usize, &str)| {
        let sum = Hash::of(format!("{n} {ron}").as_bytes()).to_string();
        format!("{n} {} {ron}\n", &sum[..16])
    };
    let lines: String = text.split('\n').enumerate().map(line).collect();
    lines.into_bytes()
}

/// The batches after they were written to a new journal.
fn rewritten(folder: &Path, batches: &[Batch]) -> Vec<Batch> {
    let (folders, doc) = (UserFolders::inside(folder), folder.join("b.txt"));
    let mut journal = Journal::open(&folders, &doc).expect("a journal");
    for (number, changes) in batches {
        journal.append(*number, changes).expect("written");
    }
    Journal::recover(&folders, &doc)
}

/// Mentions are in order, apart, not empty and on boundaries.
fn detect(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    in_order(&text, &detect::detect(&text));
    let settings = Settings {
        without: some_stages(data),
        ..Settings::default()
    };
    let found = detect::detect_in_steps(&text, &settings, &mut |_| true);
    in_order(&text, &found.unwrap_or_default());
    runs(&text);
}

/// Mentions stand apart, one after the other.
fn in_order(text: &str, mentions: &detect::Mentions) {
    let mut end = 0;
    for mention in mentions.iter() {
        assert!(mention.range.start >= end, "{mention:?}");
        assert!(!mention.range.is_empty(), "{mention:?}");
        inside(text, mention.range);
        end = mention.range.end;
    }
}

/// The stages that the last two bytes say.
fn some_stages(data: &[u8]) -> Stages {
    let bits = data
        .iter()
        .rev()
        .take(2)
        .fold(0_usize, |n, b| n << 8 | usize::from(*b));
    let stages = Stages::ALL.iter().enumerate();
    let chosen = stages.filter(|(n, _)| bits >> n & 1 != 0);
    chosen.fold(Stages::NONE, |all, (_, (stage, _))| all.and(*stage))
}

/// The runs of languages cover the text, each of another language than the one before.
fn runs(text: &str) {
    let found = languages(text);
    let (mut end, mut last) = (0, None);
    for (range, language) in found.iter() {
        assert_eq!(range.start, end);
        assert_ne!(last.replace(language), Some(language));
        inside(text, range);
        assert_eq!(found.at(range.start), language);
        end = range.end;
    }
    assert_eq!(end, text.len());
}

/// Findings are sorted, and they and their cores lie in the text.
fn quality(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for name in ["x.txt", "x.md"] {
        let document = with_text(name, &text);
        let mentions = detect::detect(&text);
        let input = quality::Input {
            document: &document,
            mentions: &mentions,
            languages: &languages(&text),
        };
        let report = quality::check(&input, &CheckRules::default());
        assert!(report.failed.is_empty(), "{:?} failed", report.failed);
        let found = report.findings;
        assert!(found.is_sorted_by_key(|f| f.range.start));
        for finding in &found {
            inside(&text, finding.range);
            finding.core().iter().for_each(|core| inside(&text, *core));
        }
    }
}

/// A passage is found again in the same text, and in any other at a place that is one.
fn anchoring(data: &[u8]) {
    let (at, texts) = data.split_at(data.len().min(4));
    let texts = String::from_utf8_lossy(texts);
    let (old, new) = texts.split_once('\0').unwrap_or((&texts, ""));
    let range = range_in(old, cut(at, 0), cut(at, 1));
    let quote = describe(old, range);
    assert_eq!(range.of(old), Some(quote.exact.as_str()));
    let same = Resolution::Anchored {
        range,
        how: Anchoring::Exact,
        score: 1.0,
    };
    assert_eq!(resolve(old, range, &quote), same);
    let found = resolve(new, range, &quote);
    if let Resolution::Anchored { range, score, .. } | Resolution::Doubtful { range, score } = found
    {
        inside(new, range);
        assert!((0.0..=1.0).contains(&score), "{found:?}");
    }
}

/// Annotations of any text are exported in every format, and JSON is JSON.
fn export_all(data: &[u8]) {
    let (at, text) = data.split_at(data.len().min(16));
    let text = String::from_utf8_lossy(text);
    let document = with_text("x.md", &text);
    let set = annotations(&text, at);
    let input = ExportInput {
        documents: vec![ExportDocument {
            name: text.chars().take(20).collect(),
            document: &document,
            set: &set,
        }],
        codebook: &Codebook::default_themes(),
        title: text.chars().rev().take(20).collect(),
        exported: CountingMint::new(1).now(),
    };
    for format in Format::ALL {
        let file = export(format, &input);
        assert!(!file.is_empty());
        if format == Format::Jsonld {
            serde_json::from_str::<serde_json::Value>(&file).expect("JSON");
        }
    }
}

/// An annotation for every four bytes of `at`: each of another kind, the last one without its passage.
fn annotations(text: &str, at: &[u8]) -> AnnotationSet {
    let mint = &mut CountingMint::new(1);
    let count = at.len() / 4;
    let make = |(n, at): (usize, &[u8])| {
        let range = range_in(text, cut(at, 0), cut(at, 1));
        let annotation = annotation(mint, text, range, n);
        Record::Annotation(if n + 1 == count && n > 0 {
            let last = range;
            Placed::Orphaned(Orphaned { annotation, last })
        } else {
            Placed::Anchored(Anchored { annotation, range })
        })
    };
    at.chunks_exact(4).enumerate().map(make).collect()
}

fn annotation(mint: &mut CountingMint, text: &str, range: TextRange, n: usize) -> Annotation {
    let quote = describe(text, range);
    let themes = Codebook::default_themes();
    let body = match n % 4 {
        0 => Body::Theme(themes.by_key(1).expect("a theme").id),
        1 => Body::Entity {
            label: EntityLabel::Org,
            canonical: quote.exact.clone(),
        },
        2 => Body::Flag {
            category: Category::GarbledToken,
            severity: Severity::ALL[0],
            check: Some(quote.prefix.clone()),
        },
        _ => Body::Correction {
            text: quote.suffix.clone(),
        },
    };
    Annotation {
        id: AnnotationId(mint.uuid()),
        annotator: sample_annotator(),
        created: mint.now(),
        modified: mint.now(),
        state: ReviewState::Open,
        body,
        note: quote.suffix.clone(),
        extra: [(quote.prefix.clone(), quote.exact.clone())].into(),
        quote,
    }
}

/// Any text is laid out in a column of any width; hits, rectangles and carets lie on characters that people see and agree.
#[cfg(feature = "gui")]
fn layout(data: &[u8]) {
    thread_local! {
        static CONTEXT: egui::Context = Page::context();
    }
    let (at, text) = data.split_at(data.len().min(8));
    let text = String::from_utf8_lossy(text);
    let width = 40.0 + (cut(at, 0) % 900) as f32;
    let name = if at.get(2).is_some_and(|b| b % 2 == 1) {
        "x.md"
    } else {
        "x.txt"
    };
    let page = CONTEXT.with(|ctx| Page::new(ctx, with_text(name, &text), width, 18.0));
    shown_pieces(&page);
    hits(&page, width, at);
    let mut before = 0;
    for row in page.rows() {
        inside(&text, row);
        assert!(row.start >= before, "{row:?} begins before {before}");
        before = row.start;
    }
}

/// The pieces follow each other through the text, and none is too long to be laid out at once.
#[cfg(feature = "gui")]
fn shown_pieces(page: &Page) {
    let mut end = 0;
    for (range, shown) in page.shown() {
        assert!(range.start >= end, "{range:?} begins before {end}");
        inside(page.text(), range);
        assert!(range.len() <= 6_004 && shown.len() <= 3 * 6_004);
        end = range.end;
    }
}

/// A sample of places: what is under the middle of a rectangle is what it is the rectangle of.
#[cfg(feature = "gui")]
fn hits(page: &Page, width: f32, data: &[u8]) {
    let text = page.text();
    let height = page.height().max(1.0);
    for n in 0..40 {
        let x = (n * 37 % 41) as f32 / 40.0 * (width + 20.0) - 10.0;
        let y = (cut(data, 2) + n * 97) as f32 % height;
        let hit = page.hit(egui::pos2(x, y));
        assert!(segment::is_grapheme_boundary(text, hit), "hit {hit}");
        assert!(page.caret(hit).is_finite(), "caret at {hit}");
        let start = segment::floor_grapheme(text, (cut(data, 3) * 31 + n * 131) % (text.len() + 1));
        let Some(end) = segment::next_grapheme(text, start) else {
            continue;
        };
        for rect in page.rects(TextRange::new(start, end)) {
            let under = page.under(rect.center());
            let agrees = under.is_some_and(|u| u.start <= start && end <= u.end);
            assert!(
                agrees || rect.width() < 0.1,
                "{start}..{end}: {rect:?}, {under:?}"
            );
        }
    }
}

/// A document of exactly this text, whatever a decoder would make of it.
fn with_text(name: &str, text: &str) -> Document {
    let mut document = Document::from_bytes(name, b"x".to_vec()).expect("a document");
    document.text = text.to_owned();
    document.structure = document.kind.structure(text);
    document
}

/// Any query, the first line, on any text, the rest.
fn search(data: &[u8]) {
    let all = String::from_utf8_lossy(data);
    let (query, text) = all.split_once('\n').unwrap_or((&all, ""));
    let mut document = Document::from_bytes("x.txt", b"x".to_vec()).unwrap();
    document.text = text.to_owned();
    document.structure = document.kind.structure(text);
    let mut found = Vec::new();
    for n in 0..8 {
        let options = Options {
            case: n & 1 > 0,
            whole_word: n & 2 > 0,
            regex: n & 4 > 0,
        };
        match Query::new(query, options) {
            Ok(ready) => found.push(hits_of(&ready, text, cut(data, 0))),
            Err(bad) => assert!(options.regex && bad.at.is_none_or(|at| at <= query.len())),
        }
    }
    if let [folded, exact, ..] = &found[..] {
        assert!(
            exact.is_empty() || !folded.is_empty(),
            "less aside, more found"
        );
        what_is_around(&document, folded);
    }
}

/// The hits of a text: in order, apart and of whole graphemes, and each of them is the first from where it begins.
fn hits_of(query: &Query, text: &str, at: usize) -> Vec<TextRange> {
    let hits = query.find_all(text);
    let mut end = 0;
    for &hit in &hits {
        assert!(hit.start >= end && !hit.is_empty(), "{hit:?} after {end}");
        assert!(segment::is_grapheme_boundary(text, hit.start), "{hit:?}");
        assert!(segment::is_grapheme_boundary(text, hit.end), "{hit:?}");
        end = hit.end;
    }
    let part = range_in(text, at, text.len());
    let mut last = 0;
    let _ = query.find_in(text, part, &mut |hit| {
        assert!(
            hit.start >= last && hit.start <= part.end,
            "{hit:?} in {part:?}"
        );
        inside(text, hit);
        last = hit.end;
        ControlFlow::Continue(())
    });
    hits
}

/// The passages of hits hold them, and the words around a hit are on one line.
fn what_is_around(document: &Document, hits: &[TextRange]) {
    for &unit in Unit::ALL {
        let found = passages(document, hits, unit);
        assert!(found.len() <= hits.len() && found.is_empty() == hits.is_empty());
        for passage in found {
            inside(&document.text, passage);
        }
    }
    for &hit in hits.iter().take(20) {
        let around = around(document, hit);
        let line = around.before + &around.hit + &around.after;
        assert!(!line.contains(['\n', '\r', '\t']), "{line:?}");
    }
}

fn inside(text: &str, range: TextRange) {
    assert!(range.of(text).is_some(), "{range:?} in {text:?}");
}

fn whole(text: &str) -> TextRange {
    TextRange::new(0, text.len())
}

/// The `n`th number of the input: two bytes each.
fn cut(data: &[u8], n: usize) -> usize {
    let pair = data.get(2 * n..2 * n + 2).unwrap_or_default();
    pair.iter().fold(0, |sum, b| sum * 256 + usize::from(*b))
}

/// A range of `text` on its boundaries.
fn range_in(text: &str, a: usize, b: usize) -> TextRange {
    let len = text.len() + 1;
    TextRange::new(a % len, b % len).snapped(text)
}
