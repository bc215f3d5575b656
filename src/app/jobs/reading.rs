//! What the reading lanes do: list, open, look through, survey, export.

use super::{Done, ExportRequest, Listing, Opened, Out, Surveyed};
use crate::annotation::Place;
use crate::app::loading;
use crate::app::session::Analysis;
use crate::app::shelf::{Summary, key_of};
use crate::app::workspace::OpenSet;
use crate::document::Document;
use crate::export::{ExportDocument, ExportInput};
use crate::library::counts::Counts;
use crate::store::{self, Journal, UserFolders};
use std::path::Path;
use std::sync::Arc;

pub(super) fn list(path: &Path, folders: Option<&UserFolders>, out: &Out) {
    let single = path.is_file().then(|| path.to_owned());
    let scan = store::scan(path);
    let root = store::find_root(path);
    let mut problems: Vec<String> = scan.problems.iter().map(ToString::to_string).collect();
    let mut codebook = store::read_codebook(&root)
        .map(loading::open_set)
        .unwrap_or_else(|e| {
            problems.push(e.to_string());
            OpenSet {
                newer: true,
                ..OpenSet::default()
            }
        });
    if let Some(folders) = folders {
        let left = Journal::recover_codebook(folders, &root);
        if !left.is_empty() {
            store::replay(&mut codebook.set, &Place::Codebook, &left);
            codebook.revision += 1;
        }
    }
    out.send(Done::Listed(Box::new(Listing {
        root,
        single,
        documents: scan.documents,
        codebook,
        problems,
    })));
}

pub(super) fn open(path: &Path, folders: Option<&UserFolders>, out: &Out) {
    let key = key_of(path);
    match loading::load(path, folders) {
        Ok(loaded) => out.send(Done::Opened(Box::new(Opened {
            key,
            path: path.to_owned(),
            document: Arc::new(loaded.document),
            set: loaded.set,
            messages: loaded.messages,
            codebook: loaded.codebook,
        }))),
        Err(e) => out.send(Done::NotOpened {
            key,
            message: e.to_string(),
        }),
    }
}

/// Finds entities and faults. A check that panics is reported, the rest goes on.
pub fn analyse(document: &Document) -> Analysis {
    let mentions = crate::detect::detect(&document.text);
    let input = crate::quality::Input {
        document,
        mentions: &mentions,
    };
    let context = crate::quality::Context::new(&input);
    let mut findings = Vec::new();
    let mut failed = Vec::new();
    for check in crate::quality::registry() {
        let run = || {
            let mut found = Vec::new();
            check.run(&context, &mut found);
            found
        };
        match std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)) {
            Ok(found) => findings.extend(found),
            Err(_) => failed.push(check.category().title()),
        }
    }
    findings.sort_by_key(|f| (f.range.start, f.range.end, f.check));
    let problem = (!failed.is_empty())
        .then(|| format!("A check failed and was left out: {}", failed.join(", ")));
    Analysis {
        mentions,
        findings,
        problem,
        title: document.title(),
        words: document.words(),
    }
}

pub(super) fn survey(generation: u64, path: &Path, folders: Option<&UserFolders>) -> Surveyed {
    let key = key_of(path);
    let result = loading::load(path, folders)
        .map_err(|e| e.to_string())
        .map(|loaded| {
            let analysis = analyse(&loaded.document);
            let summary = Summary {
                title: analysis.title.clone(),
                words: analysis.words,
                counts: Counts::of(&loaded.set.set, &analysis.mentions, &analysis.findings),
                text_hash: loaded.document.text_hash,
            };
            (summary, loaded.set, Arc::new(analysis))
        });
    Surveyed {
        generation,
        key,
        result,
    }
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
