//! Commands on the codebook.

use super::{App, Fate};
use crate::annotation::{Body, Change, Mint, Place, Placed, Record, RecordKey, Theme, ThemeId};

impl App {
    /// A new theme with a free colour and key; `None` for a name without letters.
    pub(super) fn make_theme(&mut self, name: &str, parent: Option<ThemeId>) -> Option<Theme> {
        let name = name.trim();
        if name.is_empty() {
            return None;
        }
        let book = &self.workspace.codebook;
        Some(Theme {
            id: ThemeId(self.mint.uuid()),
            name: name.to_owned(),
            colour: parent
                .and_then(|p| book.get(p))
                .map_or_else(|| book.next_colour(), |p| p.colour),
            description: String::new(),
            keywords: Vec::new(),
            parent,
            key: book.free_key(),
            order: book.next_order(parent),
            extra: Default::default(),
        })
    }

    pub(super) fn new_theme(&mut self, name: &str, parent: Option<ThemeId>) {
        let Some(theme) = self.make_theme(name, parent) else {
            return;
        };
        self.commit(format!("New theme {}", theme.name), None, vec![put(theme)]);
    }

    pub(super) fn change_theme(&mut self, theme: Theme) {
        let mut changes = Vec::new();
        // A key belongs to one theme: the one that had it gives it up.
        if let Some(other) = theme
            .key
            .and_then(|k| self.workspace.codebook.by_key(k))
            .filter(|t| t.id != theme.id)
        {
            changes.push(put(Theme {
                key: None,
                ..other.clone()
            }));
        }
        let name = format!("Change theme {}", theme.name);
        changes.push(put(theme));
        self.commit(name, None, changes);
    }

    pub(super) fn move_theme(
        &mut self,
        id: ThemeId,
        parent: Option<ThemeId>,
        before: Option<ThemeId>,
    ) {
        let book = &self.workspace.codebook;
        let Some(theme) = book.get(id).cloned() else {
            return;
        };
        if parent.is_some_and(|p| book.would_loop(id, p)) {
            self.notices
                .info("A theme cannot be moved below itself".to_owned());
            return;
        }
        let mut siblings: Vec<Theme> = book
            .children(parent)
            .into_iter()
            .filter(|t| t.id != id)
            .cloned()
            .collect();
        let at = before
            .and_then(|b| siblings.iter().position(|t| t.id == b))
            .unwrap_or(siblings.len());
        let name = format!("Move theme {}", theme.name);
        siblings.insert(at, Theme { parent, ..theme });
        let changes = (0..)
            .zip(siblings)
            .map(|(order, t)| put(Theme { order, ..t }))
            .collect();
        self.commit(name, None, changes);
    }

    pub(super) fn delete_theme(&mut self, id: ThemeId, fate: Fate) {
        let Some(theme) = self.workspace.codebook.get(id).cloned() else {
            return;
        };
        let mut changes = self.give_away(id, fate);
        changes.extend(self.lift_children(&theme));
        changes.push(Change::remove(Place::Codebook, RecordKey::Theme(id)));
        self.commit(format!("Delete theme {}", theme.name), None, changes);
    }

    pub(super) fn merge_theme(&mut self, from: ThemeId, into: ThemeId) {
        let book = &self.workspace.codebook;
        let (Some(gone), Some(kept)) = (book.get(from).cloned(), book.get(into).cloned()) else {
            return;
        };
        if from == into {
            return;
        }
        let mut changes = self.give_away(from, Fate::MoveTo(into));
        changes.extend(self.lift_children(&gone));
        changes.push(Change::remove(Place::Codebook, RecordKey::Theme(from)));
        if kept.parent == Some(from) {
            changes.push(put(Theme {
                parent: gone.parent,
                ..kept.clone()
            }));
        }
        self.commit(
            format!("Merge {} into {}", gone.name, kept.name),
            None,
            changes,
        );
    }

    /// The children of a theme that goes, moved up to its parent.
    fn lift_children(&self, theme: &Theme) -> Vec<Change> {
        let children = self.workspace.codebook.children(Some(theme.id));
        children
            .into_iter()
            .map(|t| {
                put(Theme {
                    parent: theme.parent,
                    ..t.clone()
                })
            })
            .collect()
    }

    /// What becomes of a theme's annotations, in every document that is known.
    fn give_away(&mut self, id: ThemeId, fate: Fate) -> Vec<Change> {
        let now = self.now();
        let mut out = Vec::new();
        for (doc, open) in self.workspace.documents().filter(|(_, open)| !open.newer) {
            let place = Place::Document(doc.clone());
            for placed in open
                .set
                .placed()
                .filter(|p| p.annotation().body == Body::Theme(id))
            {
                out.push(match fate {
                    Fate::Delete => {
                        Change::remove(place.clone(), RecordKey::Annotation(placed.annotation().id))
                    }
                    Fate::KeepAsHighlights => {
                        with_body(place.clone(), placed, Body::Highlight, now)
                    }
                    Fate::MoveTo(theme) => {
                        with_body(place.clone(), placed, Body::Theme(theme), now)
                    }
                });
            }
        }
        out
    }
}

fn put(theme: Theme) -> Change {
    Change::put(Place::Codebook, Record::Theme(theme))
}

fn with_body(
    place: Place,
    placed: &Placed,
    body: Body,
    now: crate::annotation::Timestamp,
) -> Change {
    let mut placed = placed.clone();
    let annotation = placed.annotation_mut();
    annotation.body = body;
    annotation.modified = now;
    Change::put(place, Record::Annotation(placed))
}
