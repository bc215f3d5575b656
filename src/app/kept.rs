//! Documents and analyses that were seen lately, kept so that going back to one is immediate.

use super::session::{Analysis, Session};
use crate::document::{Document, Hash};
use std::sync::Arc;

/// Most bytes of text that are kept besides the document on screen.
const TEXT: usize = 256 << 20;
/// Most bytes of analyses that are kept besides those of kept documents.
const ANALYSES: usize = 64 << 20;

/// What is kept.
#[derive(Default)]
pub(super) struct Kept {
    sessions: Vec<Rested>,
    analyses: Vec<(Hash, Arc<Analysis>)>,
}

/// A document that was on screen, as it was left.
struct Rested {
    session: Session,
    /// The state of its set that its layers show; `None`: none.
    revision: Option<u64>,
}

impl Kept {
    /// A document.
    pub fn document(&self, key: &str) -> Option<Arc<Document>> {
        let rested = self.sessions.iter().find(|r| r.session.key == key)?;
        Some(rested.session.document.clone())
    }

    /// All documents, with their keys.
    pub fn documents(&self) -> impl Iterator<Item = (String, Arc<Document>)> + '_ {
        let all = self.sessions.iter().map(|r| &r.session);
        all.map(|s| (s.key.clone(), s.document.clone()))
    }

    /// The document with this text.
    pub fn key_of(&self, hash: Hash) -> Option<String> {
        let with = |r: &&Rested| r.session.text_hash() == hash;
        let rested = self.sessions.iter().find(with)?;
        Some(rested.session.key.clone())
    }

    /// Keeps a document that leaves the screen. One of which only the beginning is there is none.
    pub fn rest(&mut self, session: Session, revision: Option<u64>) {
        if session.document.partial {
            return;
        }
        self.sessions.retain(|r| r.session.key != session.key);
        self.sessions.push(Rested { session, revision });
        shrink(&mut self.sessions, TEXT, |r| r.session.document.text.len());
    }

    /// Takes a document back, with the state of its set that its layers show.
    pub fn wake(&mut self, key: &str) -> Option<(Session, Option<u64>)> {
        let at = self.sessions.iter().position(|r| r.session.key == key)?;
        let rested = self.sessions.remove(at);
        Some((rested.session, rested.revision))
    }

    /// What was found in a text by the list of entities of this number.
    pub fn analysis(&self, hash: Hash, list: u64) -> Option<Arc<Analysis>> {
        let found = self.analyses.iter();
        let found = found.rev().find(|(h, a)| *h == hash && a.list == list);
        found.map(|(_, a)| a.clone())
    }

    /// Whether anything is kept of what was found in a text, by whatever list.
    pub fn has_analysis(&self, hash: Hash) -> bool {
        self.analyses.iter().any(|(h, _)| *h == hash)
    }

    /// All that is kept of what was found, by the hash of its text.
    pub fn analyses(&self) -> impl Iterator<Item = (Hash, &Arc<Analysis>)> {
        self.analyses.iter().map(|(hash, a)| (*hash, a))
    }

    /// Keeps what was found in a text.
    pub fn keep_analysis(&mut self, hash: Hash, analysis: Arc<Analysis>) {
        self.analyses.retain(|(h, _)| *h != hash);
        self.analyses.push((hash, analysis));
        shrink(&mut self.analyses, ANALYSES, |(_, a)| a.memory());
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

/// Drops the first ones until the rest takes at most `most` bytes; the last one stays in any case.
fn shrink<T>(all: &mut Vec<T>, most: usize, size: impl Fn(&T) -> usize) {
    let mut left: usize = all.iter().map(&size).sum();
    let too_many = all
        .iter()
        .take(all.len().saturating_sub(1))
        .take_while(|one| {
            let drop = left > most;
            left -= size(one);
            drop
        });
    let n = too_many.count();
    all.drain(..n);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn session(key: usize) -> Session {
        let text = format!("Document {key}.\n");
        let document = Document::from_bytes("a.txt", text.into_bytes()).unwrap();
        Session::new(key.to_string(), "a.txt".into(), Arc::new(document), 0)
    }

    #[test]
    fn documents_come_back_as_they_were_left() {
        let mut kept = Kept::default();
        for key in 0..12 {
            kept.rest(session(key), Some(key as u64));
        }
        kept.rest(session(3), None);
        assert_eq!(kept.sessions.len(), 12);
        for key in 0..12 {
            let (woken, revision) = kept.wake(&key.to_string()).unwrap();
            assert_eq!(revision, (key != 3).then_some(key as u64));
            assert!(kept.wake(&woken.key).is_none());
        }
    }

    #[test]
    fn a_beginning_is_not_kept() {
        let mut kept = Kept::default();
        let text = b"One.\n\nTwo.\n";
        let preview = Document::preview("a.txt", text, text, 99).unwrap();
        let session = Session::new("a".into(), "a.txt".into(), Arc::new(preview), 0);
        kept.rest(session, None);
        assert!(kept.wake("a").is_none());
    }

    proptest! {
        #[test]
        fn the_oldest_go_first_and_no_more_than_has_to(sizes in proptest::collection::vec(0_usize..50, 0..20), most in 0_usize..200) {
            let mut left = sizes.clone();
            shrink(&mut left, most, |size| *size);
            prop_assert!(sizes.ends_with(&left) && left.is_empty() == sizes.is_empty());
            prop_assert!(left.len() <= 1 || left.iter().sum::<usize>() <= most);
            let one_more = sizes.len().checked_sub(left.len() + 1).and_then(|n| sizes.get(n..));
            prop_assert!(one_more.is_none_or(|all| all.iter().sum::<usize>() > most));
        }
    }
}
