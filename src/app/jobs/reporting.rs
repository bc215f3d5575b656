//! What the reporting lane does: make a quality report, or write one.

use super::{Done, Out, Texts};
use crate::annotation::{AnnotationSet, CheckRules, Codebook, Timestamp};
use crate::app::reporting::{Ask, ReportDone};
use crate::app::shelf::Summary;
use crate::document::Document;
use crate::library::quality_report::{About, Examined, QualityReport, report};
use crate::store;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

/// A document that a report is to be made of.
pub struct Reportable {
    /// Its key.
    pub key: String,
    /// Its path below the root.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// What is known of it.
    pub summary: Summary,
    /// What was said about it.
    pub set: AnnotationSet,
}

/// What a report is to be made of.
pub struct ReportRequest {
    /// What it is called.
    pub title: String,
    /// Whether it is about the folder.
    pub folder: bool,
    /// When it is made.
    pub made: Timestamp,
    /// The documents.
    pub documents: Vec<Reportable>,
    /// Those that cannot be read, with the reason.
    pub unread: Vec<(String, String)>,
    /// How many were not looked through yet.
    pub waiting: usize,
    /// All documents of the root: none of them is written over.
    pub all: Vec<PathBuf>,
    /// Documents that need not be read.
    pub texts: Texts,
    /// The themes.
    pub codebook: Codebook,
    /// Which checks are off.
    pub rules: CheckRules,
}

/// Makes a report.
pub(super) fn run((request, ask): (ReportRequest, Ask), out: &Out) {
    let done = match ask {
        Ask::Show(stamp) => ReportDone::Made(stamp, Arc::new(made(request))),
        Ask::Write(format, to) => {
            let all = request.all.clone();
            let result = store::check_export(&to, &all).and_then(|()| {
                let report = made(request);
                store::write_export(&to, format.render(&report).as_bytes())?;
                Ok(report.documents.len())
            });
            ReportDone::Written(to, result.map_err(|e| e.to_string()))
        }
    };
    out.send(Done::Report(Box::new(done)));
}

fn made(request: ReportRequest) -> QualityReport {
    let ReportRequest {
        documents, texts, ..
    } = &request;
    let by_key: HashMap<&str, &Reportable> =
        documents.iter().map(|d| (d.key.as_str(), d)).collect();
    let examined: Vec<_> = documents.iter().map(examined).collect();
    let about = About {
        title: request.title.clone(),
        folder: request.folder,
        made: request.made,
        codebook: &request.codebook,
        rules: &request.rules,
        unread: request.unread.clone(),
        waiting: request.waiting,
    };
    report(about, &examined, &mut |key| text(by_key.get(key)?, texts))
}

fn examined(document: &Reportable) -> Examined<'_> {
    Examined {
        key: &document.key,
        name: &document.name,
        title: &document.summary.title,
        words: document.summary.words,
        faults: &document.summary.faults,
        set: &document.set,
    }
}

/// The text that a document had when it was looked through; `None` where it is another one by now.
pub(super) fn text(document: &Reportable, texts: &Texts) -> Option<Arc<Document>> {
    let known = texts.get(&document.key).cloned();
    let read = || store::read_document(&document.path).ok().map(Arc::new);
    known
        .or_else(read)
        .filter(|d| d.text_hash == document.summary.text_hash)
}
