//! The inspector: annotations, entities, quality findings and facts of the document on screen.

mod annotations;
mod entities;
mod facts;
mod provenance;
mod quality;
mod search;
mod source_file;

pub use search::words;

use super::reader::Touched;
use super::widgets::sentence;
use super::{Out, widgets};
use crate::app::{App, Session};
use crate::detect::covers;
use crate::text::TextRange;
use crate::text::language::Language;
use egui::Ui;

/// A tab.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Tab {
    #[default]
    Annotations,
    Entities,
    Quality,
    Document,
    Search,
}

/// The inspector's state.
#[derive(Default)]
pub struct Inspector {
    tab: Tab,
    entities: entities::Entities,
    quality: quality::Quality,
    annotations: annotations::Annotations,
    hits: search::Hits,
    provenance: provenance::Drafts,
    /// What was last looked for, and the tab before that.
    looked_for: String,
    before_search: Tab,
    right_to_left: bool,
}

impl Inspector {
    /// Shows the tab of something that was pressed in the reader.
    pub fn show_for(&mut self, touched: Touched) {
        self.tab = match touched {
            Touched::Entity(crate::app::spans::Source::Machine(_)) => Tab::Entities,
            Touched::Quality(crate::app::spans::Source::Machine(_)) => Tab::Quality,
            _ => Tab::Annotations,
        };
    }

    /// The hits come up with a search, and go with it.
    fn follow_search(&mut self, query: &str) {
        if query != self.looked_for {
            self.looked_for = query.to_owned();
            if self.tab != Tab::Search {
                self.before_search = self.tab;
            }
            if !query.is_empty() {
                self.tab = Tab::Search;
            } else if self.tab == Tab::Search {
                self.tab = self.before_search;
            }
        }
    }

    /// Takes in whether the text is read from right to left, at least in part.
    pub fn note_direction(&mut self, right_to_left: bool) {
        self.right_to_left = right_to_left;
    }

    /// Shows the findings.
    pub fn show_quality(&mut self) {
        self.tab = Tab::Quality;
    }

    /// Shows the entities.
    pub fn show_entities(&mut self) {
        self.tab = Tab::Entities;
    }

    /// Tells of the mentions of a document, by their index, whether they fit the filter of the entities; and whether
    /// there is one.
    pub fn entity_filter<'s>(
        &self,
        session: &'s Session,
    ) -> (impl Fn(usize) -> bool + use<'s>, bool) {
        (self.entities.fits(session), self.entities.is_filtered())
    }

    /// Shows the annotations.
    pub fn show_annotations(&mut self) {
        self.tab = Tab::Annotations;
    }
}

/// A language, with what is not looked for in its paragraphs.
pub fn language(language: Language) -> String {
    let name = sentence(language.title());
    if covers(language) {
        name
    } else {
        format!("{name} · listed names only")
    }
}

/// Draws the inspector. `place` is what is selected, and where one is (UTF-8 bytes).
pub fn show(
    ui: &mut Ui,
    app: &App,
    state: &mut Inspector,
    place: (TextRange, usize),
    out: &mut Out,
) {
    let Some(session) = &app.session else { return };
    let Some(set) = app.workspace.set(&session.key) else {
        return;
    };
    state.follow_search(app.search.query());
    state.entities.refresh(session);
    let counts = app.workspace.counts(&session.key).unwrap_or_default();
    let open = session.layers.open_findings();
    let mut tabs = vec![
        (
            Tab::Annotations,
            format!("Annotations {}", counts.annotations),
        ),
        (Tab::Entities, format!("Entities {}", state.entities.len())),
        (Tab::Quality, format!("Quality {open}")),
        (Tab::Document, "Document".to_owned()),
    ];
    if !app.search.query().is_empty() {
        tabs.push((Tab::Search, format!("Search {}", app.search.count())));
    }
    if let Some(tab) = widgets::tabs(ui, state.tab, &tabs) {
        state.tab = tab;
    }
    ui.separator();
    match state.tab {
        Tab::Annotations => {
            annotations::show(ui, app, session, set, &mut state.annotations, place.0, out)
        }
        Tab::Entities => {
            let (bindings, entities) = (&app.bindings, &mut state.entities);
            entities::show(ui, session, place.1, bindings, entities, out);
        }
        Tab::Quality => quality::show(ui, app, session, &mut state.quality, out),
        Tab::Document => {
            let (right_to_left, drafts) = (state.right_to_left, &mut state.provenance);
            facts::show(ui, app, session, set, right_to_left, place.1, drafts, out);
        }
        Tab::Search => search::show(ui, app, session, &mut state.hits, out),
    }
}
