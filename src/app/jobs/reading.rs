//! What the reading lanes do: list, open, look through, survey, export.

use super::lists::{Lists, Numbered, Ready};
use super::{
    Done, ExportRequest, FolderRequest, ImportRead, ImportRequest, Lane, Learnt, Listing, Look,
    Newer, OpenRequest, Opened, Out, Surveyed,
};
use crate::annotation::entity_list::import;
use crate::annotation::{CheckRules, EntityList, Place};
use crate::app::loading;
use crate::app::session::{Analysis, Raw, switched_off};
use crate::app::shelf::{Summary, key_of};
use crate::app::workspace::OpenSet;
use crate::detect::{GoOn, Settings, detect_in_steps};
use crate::document::Document;
use crate::export::{ExportDocument, ExportInput};
use crate::library::across::DocumentFacts;
use crate::library::counts::Counts;
use crate::library::entities::Entities;
use crate::quality::{Groundwork, by_id, check_in_steps};
use crate::store::{self, Journal, OwnList, StoreError, UserFolders};
use crate::text::language::languages_in_steps;
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Of texts from this size on (bytes) is told how far looking through them is.
const LONG: usize = 4 << 20;
/// How much of looking through a text is looking for entities.
const ENTITIES: f32 = 0.5;

/// Lists a file or a folder. A single file is read at once: nobody has to say which one.
pub(super) fn list(
    request: &OpenRequest,
    folders: Option<&UserFolders>,
    lists: &Lists,
    analyse: &Lane<Look>,
    out: &Out,
) {
    let mut listing = listed(&request.path, folders);
    let opening = listing.opening;
    if opening {
        // The document is looked through before anybody takes the listing in.
        let list = lists.set(EntityList::of(listing.entities.set.clone()));
        let rules = lists.set_rules(CheckRules::of(listing.checks.set.clone()));
        listing.list = Some((list, rules));
    }
    out.send(Done::Listed(Box::new(listing)));
    if opening {
        open(request, folders, analyse, out);
    }
}

fn listed(path: &Path, folders: Option<&UserFolders>) -> Listing {
    let single = path.is_file().then(|| path.to_owned());
    let scan = store::scan(path);
    let root = store::find_root(path);
    let mut problems: Vec<String> = scan.problems.iter().map(ToString::to_string).collect();
    let mut codebook = store::read_codebook(&root)
        .map(loading::open_set)
        .unwrap_or_else(|e| unreadable(&e, &mut problems));
    let entities = own_list(OwnList::Entities, &root, folders, &mut problems);
    let checks = own_list(OwnList::Checks, &root, folders, &mut problems);
    if let Some(folders) = folders {
        let left = Journal::recover_codebook(folders, &root);
        if !left.is_empty() {
            store::replay(&mut codebook.set, &Place::Codebook, &left);
            codebook.revision += 1;
        }
    }
    Listing {
        root,
        opening: single.is_some() && single.as_ref() == scan.documents.first(),
        single,
        documents: scan.documents,
        codebook,
        entities,
        checks,
        list: None,
        problems,
    }
}

/// What cannot be read must not be written over.
fn unreadable(e: &StoreError, problems: &mut Vec<String>) -> OpenSet {
    problems.push(e.to_string());
    OpenSet {
        newer: true,
        ..OpenSet::default()
    }
}

/// One of a root's own lists, with what a crash left in its journal. Of a broken one nothing is in force.
fn own_list(
    list: OwnList,
    root: &Path,
    folders: Option<&UserFolders>,
    problems: &mut Vec<String>,
) -> OpenSet {
    let mut open = match list.read(root) {
        Ok(loaded) => {
            problems.extend(loading::list_messages(list, &loaded));
            loading::open_list(loaded)
        }
        Err(e) => return unreadable(&e, problems),
    };
    if let Some(folders) = folders {
        let left = match list {
            OwnList::Entities => Journal::recover_entities(folders, root),
            OwnList::Checks => Journal::recover_checks(folders, root),
        };
        if !left.is_empty() {
            store::replay(&mut open.set, &list.place(), &left);
            open.revision += 1;
        }
    }
    open
}

/// Reads a document, of a long one the beginning first, and has it looked through as soon as its text is there.
pub(super) fn open(
    request: &OpenRequest,
    folders: Option<&UserFolders>,
    analyse: &Lane<Look>,
    out: &Out,
) {
    let (key, path) = (key_of(&request.path), request.path.clone());
    preview(request, &key, out);
    let analysing = Cell::new(false);
    let read = |document: &Arc<Document>| {
        if request.known != Some(document.text_hash) {
            analysing.set(true);
            analyse.ask(Look {
                key: key.clone(),
                document: document.clone(),
            });
        }
    };
    match loading::load_telling(&path, folders, &read) {
        Ok(loaded) => out.send(Done::Opened(Box::new(Opened {
            key,
            path,
            document: loaded.document,
            set: loaded.set,
            messages: loaded.messages,
            shared: loaded.shared,
            analysing: analysing.get(),
        }))),
        Err(error) => out.send(Done::NotOpened { key, error }),
    }
}

/// Shows the beginning of a long document, where that is what will be read.
fn preview(request: &OpenRequest, key: &str, out: &Out) {
    if request.place > store::PREVIEW_HEAD / 2 {
        return;
    }
    let shown = store::preview_document(&request.path, request.preview_from);
    if let Some(document) = shown.filter(|d| request.place <= d.text.len() / 2) {
        out.send(Done::Preview {
            key: key.to_owned(),
            path: request.path.clone(),
            document: Arc::new(document),
        });
    }
}

/// Looks through a document until a newer one waits.
pub(super) fn look_through(
    look: Look,
    lists: &Lists,
    folder: &Lane<FolderRequest>,
    out: &Out,
    newer: Newer<'_>,
) {
    let Look { key, document } = look;
    let text_hash = document.text_hash;
    let mut told = None;
    let mut go_on = |share: f32| {
        let percent = (share * 20.0) as u8 * 5;
        if document.text.len() >= LONG && told.replace(percent) != Some(percent) {
            out.send(Done::Looking { text_hash, percent });
        }
        !newer()
    };
    let (ready, rules) = (lists.ready(), lists.rules());
    let look = || analyse_in_steps(&document, &ready, &rules, &mut go_on);
    let looked = catch_unwind(AssertUnwindSafe(look));
    // Whoever waits for it has an answer also where it failed.
    let analysis = looked.unwrap_or_else(|_| {
        let analysis = Analysis {
            problem: Some("Something went wrong while looking through the document".to_owned()),
            title: document.title(),
            list: ready.0,
            rules: rules.0,
            ..Analysis::default()
        };
        Some((analysis, Groundwork::default()))
    });
    if let Some((analysis, ground)) = analysis {
        let analysis = Arc::new(analysis);
        out.send(Done::Analysed {
            text_hash,
            analysis: analysis.clone(),
        });
        tell_folder(folder, key, &document, (&analysis, ground), &ready);
    }
}

/// Puts what was found in a document, and worked out on the way, into the index of the folder.
fn tell_folder(
    folder: &Lane<FolderRequest>,
    key: String,
    document: &Document,
    (analysis, ground): (&Analysis, Groundwork),
    ready: &Ready,
) {
    let list = ready.1.as_ref().and_then(|own| own.fingerprint());
    let input = crate::quality::Input {
        document,
        mentions: &analysis.mentions,
        languages: &analysis.languages,
    };
    let facts = DocumentFacts::of(&input, &analysis.alone().findings, ground, list);
    folder.ask(FolderRequest::Put(key, Box::new(facts)));
}

/// Whom the survey tells what it learnt.
pub(super) struct Told<'a> {
    /// The index of the folder.
    pub folder: &'a Lane<FolderRequest>,
    /// The screen.
    pub out: &'a Out,
}

/// Finds entities and faults, in steps between which `go_on` is asked; `None` where it said no. A check that panics is
/// reported, the rest goes on.
fn analyse_in_steps(
    document: &Document,
    ready: &Ready,
    (number, rules): &Numbered,
    go_on: GoOn<'_>,
) -> Option<(Analysis, Groundwork)> {
    let settings = Settings {
        own: ready.1.clone(),
        ..Settings::default()
    };
    let mentions = detect_in_steps(&document.text, &settings, &mut |share| {
        go_on(ENTITIES * share)
    })?;
    let entities = Entities::of(&mentions);
    let languages = languages_in_steps(&document.text, &mut |_| go_on(ENTITIES))?;
    let starts = document.structure.blocks.iter().map(|b| b.range.start);
    let spoken = languages.counts(starts);
    let input = crate::quality::Input {
        document,
        mentions: &mentions,
        languages: &languages,
    };
    let go_on = RefCell::new(go_on);
    // All that is found is kept, so that a check is switched on again without another look.
    let report = check_in_steps(&input, &CheckRules::default(), &|share| {
        (*go_on.borrow_mut())(ENTITIES + (1.0 - ENTITIES) * share)
    })?;
    let source = crate::quality::source::source(&input);
    let raw = Raw::new(report.findings, &document.text);
    let failed = report.failed.iter().filter(|id| !rules.is_off(id));
    let failed: Vec<_> = failed.filter_map(|id| by_id(id)).collect();
    let titles: Vec<_> = failed.iter().map(|c| c.category().title()).collect();
    let problem = (!titles.is_empty())
        .then(|| format!("A check failed and was left out: {}", titles.join(", ")));
    let analysis = Analysis {
        mentions: Arc::new(mentions),
        entities: Arc::new(entities),
        findings: raw.under(rules),
        raw,
        alone: None,
        rules: *number,
        languages: Arc::new(languages),
        source,
        spoken,
        failed: report.failed,
        off: switched_off(rules),
        problem,
        title: document.title(),
        words: document.words(),
        list: ready.0,
    };
    Some((analysis, report.groundwork))
}

/// Looks at documents that nobody has opened, as long as they are wanted.
pub(super) fn survey(
    generation: u64,
    paths: &[PathBuf],
    folders: Option<&UserFolders>,
    lists: &Lists,
    wanted: &dyn Fn() -> bool,
    to: &Told<'_>,
) {
    for path in paths {
        let Some(result) = surveyed(path, folders, lists, to.folder, wanted) else {
            return;
        };
        let key = key_of(path);
        to.out.send(Done::Surveyed(Box::new(Surveyed {
            generation,
            key,
            result,
        })));
    }
}

/// What was learnt of a document; `None` where it is no longer wanted.
fn surveyed(
    path: &Path,
    folders: Option<&UserFolders>,
    lists: &Lists,
    folder: &Lane<FolderRequest>,
    wanted: &dyn Fn() -> bool,
) -> Option<Result<Learnt, String>> {
    wanted().then_some(())?;
    let loaded = match loading::load(path, folders) {
        Ok(loaded) => loaded,
        Err(e) => return Some(Err(e.to_string())),
    };
    let (ready, rules) = (lists.ready(), lists.rules());
    let (analysis, ground) = analyse_in_steps(&loaded.document, &ready, &rules, &mut |_| wanted())?;
    tell_folder(
        folder,
        key_of(path),
        &loaded.document,
        (&analysis, ground),
        &ready,
    );
    let summary = Summary {
        title: analysis.title.clone(),
        words: analysis.words,
        counts: Counts::of(&loaded.set.set, &analysis.mentions, &analysis.findings),
        faults: analysis.faults(),
        text_hash: loaded.document.text_hash,
    };
    Some(Ok((summary, loaded.set, Arc::new(analysis))))
}

/// Reads names to be imported.
pub(super) fn import(request: ImportRequest) -> ImportRead {
    let ImportRequest { path, unless } = request;
    let table = crate::app::entities::is_table(&path);
    let read = store::read_document(&path).map_err(|e| e.to_string());
    let result = read.map(|document| import::read(&document.text, table, unless));
    ImportRead { path, result }
}

pub(super) fn export(request: &ExportRequest) -> Result<(usize, usize), String> {
    let paths: Vec<_> = request
        .documents
        .iter()
        .map(|(_, path, _)| path.clone())
        .collect();
    store::check_export(&request.to, &paths).map_err(|e| e.to_string())?;
    let mut loaded = Vec::new();
    for (name, path, set) in &request.documents {
        let document = store::read_document(path).map_err(|e| e.to_string())?;
        let set = match set {
            Some(set) => set.clone(),
            None => {
                loading::load(path, None)
                    .map_err(|e| e.to_string())?
                    .set
                    .set
            }
        };
        loaded.push((name, document, set));
    }
    let documents = loaded
        .iter()
        .map(|(name, document, set)| ExportDocument {
            name: (*name).clone(),
            document,
            set,
        })
        .collect::<Vec<_>>();
    let input = ExportInput {
        documents,
        codebook: &request.codebook,
        title: request.title.clone(),
        exported: request.at,
    };
    let text = crate::export::export(request.format, &input);
    store::write_export(&request.to, text.as_bytes()).map_err(|e| e.to_string())?;
    Ok((crate::export::count(&input), input.documents.len()))
}
