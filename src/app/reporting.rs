//! The quality report of the document on screen or of the folder: asked of a lane, which has copies of the sets.

use super::App;
use super::jobs::{ReportRequest, Reportable, Texts};
use super::shelf::Entry;
use crate::library::quality_report::{QualityReport, ReportFormat};
use std::path::PathBuf;
use std::sync::Arc;

/// What a report is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Scope {
    /// The document on screen.
    #[default]
    Document,
    /// All documents of the folder.
    Folder,
}

/// What a report was made of: the scope, the root, the document on screen, the state of the sets, that of the findings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stamp {
    scope: Scope,
    root: PathBuf,
    key: Option<String>,
    sets: u64,
    found: u64,
}

/// The report that is shown.
#[derive(Default)]
pub struct Reporting {
    made: Option<(Stamp, Arc<QualityReport>)>,
    /// What is being made.
    asked: Option<Stamp>,
    /// What could not be made: it is not asked for again.
    failed: Option<Stamp>,
    /// Counts what was learnt of documents.
    found: u64,
}

impl Reporting {
    /// Something was learnt of a document.
    pub(super) fn note_found(&mut self) {
        self.found += 1;
    }

    /// The lane has failed.
    pub(super) fn give_up(&mut self) {
        self.failed = self.asked.take();
    }
}

/// A report that was made, or written to a file.
pub enum ReportDone {
    /// It is to be shown.
    Made(Stamp, Arc<QualityReport>),
    /// It was written, about so many documents; or why not.
    Written(PathBuf, Result<usize, String>),
}

impl App {
    fn report_stamp(&self, scope: Scope) -> Stamp {
        let document = self.session.as_ref().map(|s| s.key.clone());
        Stamp {
            scope,
            root: self.shelf.root.clone(),
            key: document.filter(|_| scope == Scope::Document),
            sets: self.workspace.version(),
            found: self.reporting.found,
        }
    }

    /// The report on the document on screen, or on the folder; perhaps as it was a moment ago.
    pub fn report(&self, scope: Scope) -> Option<&Arc<QualityReport>> {
        let now = self.report_stamp(scope);
        let (stamp, report) = self.reporting.made.as_ref()?;
        let same = (stamp.scope, &stamp.root, &stamp.key) == (now.scope, &now.root, &now.key);
        same.then_some(report)
    }

    /// Whether a report is to be made, because there is none or something has changed.
    pub fn wants_report(&self, scope: Scope) -> bool {
        let now = self.report_stamp(scope);
        let made = self.reporting.made.as_ref().map(|(stamp, _)| stamp);
        let known = [
            made,
            self.reporting.asked.as_ref(),
            self.reporting.failed.as_ref(),
        ];
        // One at a time: while documents come in by the hundred it follows as fast as it can be made.
        self.reporting.asked.is_none() && !known.contains(&Some(&now))
    }

    pub(super) fn make_report(&mut self, scope: Scope) {
        if !self.wants_report(scope) {
            return;
        }
        let stamp = self.report_stamp(scope);
        let request = self.report_request(scope);
        self.jobs.report(request, Ask::Show(stamp.clone()));
        self.reporting.asked = Some(stamp);
    }

    pub(super) fn export_report(&mut self, scope: Scope, format: ReportFormat, to: PathBuf) {
        let request = self.report_request(scope);
        self.jobs.report(request, Ask::Write(format, to));
    }

    fn report_request(&mut self, scope: Scope) -> ReportRequest {
        let made = self.now();
        let current = self.session.as_ref().map(|s| s.key.as_str());
        let entries = self.shelf.entries.iter();
        let meant = entries.filter(|e| scope == Scope::Folder || Some(&*e.key) == current);
        let meant: Vec<&Entry> = meant.collect();
        let unread = meant.iter().filter_map(|e| {
            let problem = e.problem.clone()?;
            Some((e.name.clone(), problem))
        });
        let unread: Vec<_> = unread.collect();
        let documents: Vec<_> = meant.iter().filter_map(|e| self.reportable(e)).collect();
        let folder = scope == Scope::Folder;
        let root = self.shelf.root.file_name();
        let title = match documents.first().filter(|_| !folder) {
            Some(document) => document.summary.title.clone(),
            None => root.map_or_else(String::new, |n| n.to_string_lossy().into_owned()),
        };
        ReportRequest {
            title,
            folder,
            made,
            waiting: meant.len() - documents.len() - unread.len(),
            unread,
            documents,
            all: self.shelf.entries.iter().map(|e| e.path.clone()).collect(),
            texts: self.report_texts(scope),
            codebook: self.workspace.codebook.clone(),
            rules: self.rules().clone(),
        }
    }

    /// The documents that are in memory; of a report on one only that one.
    fn report_texts(&self, scope: Scope) -> Texts {
        match (&self.session, scope) {
            (Some(session), Scope::Document) => {
                let one = (session.key.clone(), session.document.clone());
                [one].into_iter().collect()
            }
            _ => self.texts(),
        }
    }

    fn reportable(&self, entry: &Entry) -> Option<Reportable> {
        entry.problem.is_none().then_some(())?;
        Some(Reportable {
            key: entry.key.clone(),
            name: entry.name.clone(),
            path: entry.path.clone(),
            summary: entry.summary.clone()?,
            set: self.workspace.set(&entry.key).cloned().unwrap_or_default(),
        })
    }

    pub(super) fn report_done(&mut self, done: ReportDone) {
        match done {
            ReportDone::Made(stamp, report) => {
                self.reporting.asked.take_if(|asked| *asked == stamp);
                self.reporting.made = Some((stamp, report));
            }
            ReportDone::Written(to, Ok(documents)) => {
                let documents = match documents {
                    1 => "1 document".to_owned(),
                    n => format!("{n} documents"),
                };
                let text = format!("Quality report on {documents} written: {}", to.display());
                self.notices.exported(text);
                self.last_export = Some(to);
            }
            ReportDone::Written(_, Err(message)) => {
                self.notices
                    .warn(format!("The report was not written. {message}"));
            }
        }
    }
}

/// What becomes of a report.
pub enum Ask {
    /// It is shown.
    Show(Stamp),
    /// It is written to a file.
    Write(ReportFormat, PathBuf),
}
