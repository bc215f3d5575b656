//! What a root wants of the checks: which rules hold for a document; and `checks`: which checks there are.

use super::args::ChecksListing;
use super::console::{Console, printable};
use super::lists::{Choice, tell_problems};
use crate::annotation::check_rules::ANY;
use crate::annotation::{CheckRecord, CheckRules};
use crate::quality::{by_id, pages, registry};
use crate::store::{self, OwnList};
use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

/// The rules of a call, each file read once.
pub(super) struct OwnRules<'a> {
    choice: &'a Choice,
    /// By file.
    read: HashMap<PathBuf, CheckRules>,
}

impl<'a> OwnRules<'a> {
    pub fn new(choice: &'a Choice) -> Self {
        Self {
            choice,
            read: HashMap::new(),
        }
    }

    /// The rules that hold for a document. Those of a broken file are reported once, and nothing of it holds.
    pub fn of(&mut self, document: &Path, console: &mut Console<'_>) -> CheckRules {
        let file = match self.choice {
            Choice::Nothing => return CheckRules::default(),
            Choice::File(file) => file.clone(),
            Choice::Nearest => store::checks_path(&store::find_root(document)),
        };
        let named = matches!(self.choice, Choice::File(_));
        let read = self.read.entry(file);
        read.or_insert_with_key(|file| read_rules(file, named, console))
            .clone()
    }
}

fn read_rules(file: &Path, named: bool, console: &mut Console<'_>) -> CheckRules {
    let loaded = match store::read_list_at(file) {
        Ok(loaded) => loaded,
        Err(e) => {
            console.fail(e);
            return CheckRules::default();
        }
    };
    if named && loaded.base.is_none() {
        let shown = file.display();
        console.fail(format_args!(
            "There is no such list of check rules: {shown}"
        ));
    }
    if let Some(problem) = &loaded.damaged {
        console.fail(format_args!(
            "{} at line {}, column {}: {}. It was left out: {}",
            OwnList::Checks.is_broken(),
            problem.line,
            problem.column,
            problem.message,
            file.display()
        ));
        return CheckRules::default();
    }
    tell_problems(&loaded, console);
    let rules = CheckRules::of(loaded.set);
    for record in rules.records().filter(|r| is_unknown(r)) {
        console.say(format_args!(
            "There is no check “{}”; the rule about it has no effect: {}",
            record.check(),
            file.display()
        ));
    }
    rules
}

/// Whether a rule is about a check that this version does not have.
pub(super) fn is_unknown(record: &CheckRecord) -> bool {
    record.check() != ANY && by_id(record.check()).is_none()
}

/// Lists the checks, for people or as the page of the documentation.
pub(super) fn list(job: &ChecksListing, console: &mut Console<'_>) -> io::Result<()> {
    if job.markdown {
        return console.text(&pages::markdown());
    }
    for check in registry() {
        console.line(format_args!(
            "{} ({})",
            check.id(),
            check.category().title()
        ))?;
        console.line(format_args!("  {}", printable(check.about())))?;
    }
    Ok(())
}
