//! A record of the list as a line, and as it is typed.

use super::{Tab, type_name};
use crate::annotation::entity_list::{MAX_NAME, tidy};
use crate::annotation::{EntityLabel, EntityList, EntityRecord, OwnName};
use crate::app::lower_first;
use crate::ui::dialogs::treat::label_box;
use crate::ui::widgets::{excerpt, option};
use egui::{TextEdit, Ui};

/// A record as a row shows it.
pub struct Line {
    /// The name.
    pub name: String,
    /// What is said about it.
    pub rest: String,
    /// The type.
    pub kind: String,
}

impl Line {
    /// Whether a filter in small letters is in it.
    pub fn fits(&self, filter: &str) -> bool {
        let has = |s: &str| s.to_lowercase().contains(filter);
        filter.is_empty() || has(&self.name) || has(&self.rest) || has(&self.kind)
    }

    /// What assistive programs say.
    pub fn spoken(&self) -> String {
        let parts = [&self.name, &self.kind, &self.rest];
        let said: Vec<_> = parts
            .into_iter()
            .filter(|p| !p.is_empty())
            .cloned()
            .collect();
        said.join(", ")
    }
}

/// A record as a row.
pub fn line(record: &EntityRecord) -> Line {
    let (name, rest, kind) = match record {
        EntityRecord::Name(r) => (&r.name, r.aliases.join("; "), type_name(Some(r.label))),
        EntityRecord::Never(r) => (&r.surface, "never marked as".to_owned(), type_name(r.label)),
        EntityRecord::Same(r) => (&r.name, format!("is {}", r.into), type_name(Some(r.label))),
        EntityRecord::Different(r) => (
            &r.one,
            format!("is not {}", r.other),
            type_name(Some(r.label)),
        ),
        EntityRecord::Retyped(r) => {
            let was = format!("not {}", lower_first(r.label.title()));
            (&r.name, was, type_name(Some(r.to)))
        }
        EntityRecord::Note(r) => (&r.name, excerpt(&r.text, 80), type_name(Some(r.label))),
        EntityRecord::Metonyms(_) => {
            return Line {
                name: String::new(),
                rest: String::new(),
                kind: String::new(),
            };
        }
    };
    Line {
        name: name.clone(),
        rest,
        kind: kind.to_owned(),
    }
}

/// What is being typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Draft {
    /// The type.
    label: EntityLabel,
    /// Of what is never marked: as nothing at all.
    any: bool,
    /// The name.
    name: String,
    /// The aliases, with `;` between them; or the other name of a merge.
    more: String,
    /// Of two names: that they are not one.
    different: bool,
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            label: EntityLabel::Org,
            any: true,
            name: String::new(),
            more: String::new(),
            different: false,
        }
    }
}

impl Draft {
    /// The draft that changes a record.
    pub fn of(record: &EntityRecord) -> Self {
        let draft = Self::default();
        match record {
            EntityRecord::Name(r) => Self {
                label: r.label,
                name: r.name.clone(),
                more: r.aliases.join("; "),
                ..draft
            },
            EntityRecord::Never(r) => Self {
                label: r.label.unwrap_or(draft.label),
                any: r.label.is_none(),
                name: r.surface.clone(),
                ..draft
            },
            EntityRecord::Same(r) => Self {
                label: r.label,
                name: r.name.clone(),
                more: r.into.clone(),
                ..draft
            },
            EntityRecord::Different(r) => Self {
                label: r.label,
                name: r.one.clone(),
                more: r.other.clone(),
                different: true,
                ..draft
            },
            EntityRecord::Retyped(_) | EntityRecord::Note(_) | EntityRecord::Metonyms(_) => draft,
        }
    }

    /// The draft of one more record of the same type.
    pub fn next(&self) -> Self {
        Self {
            label: self.label,
            ..Self::default()
        }
    }

    /// The fields; whether something was typed. `focus`: the keyboard goes to the name.
    pub fn fields(&mut self, ui: &mut Ui, tab: Tab, focus: bool) -> bool {
        let mut changed = false;
        let grid = egui::Grid::new("own name")
            .num_columns(2)
            .spacing([10.0, 6.0]);
        grid.show(ui, |ui| {
            let (name, more) = match tab {
                Tab::Names => ("Name", Some("Also written")),
                Tab::Never => ("Words", None),
                Tab::Merges | Tab::Other => ("Name", Some("Other name")),
            };
            changed |= field(ui, name, &mut self.name, "", focus);
            ui.end_row();
            if tab == Tab::Merges {
                self.relation(ui);
                ui.end_row();
            }
            if let Some(more) = more {
                let hint = if tab == Tab::Names {
                    "Several with ; between them"
                } else {
                    ""
                };
                changed |= field(ui, more, &mut self.more, hint, false);
                ui.end_row();
            }
            self.kind(ui, tab);
            ui.end_row();
        });
        changed
    }

    fn relation(&mut self, ui: &mut Ui) {
        let name = ui.label("and the other");
        let now = if self.different {
            "are two entities"
        } else {
            "are one, by the other name"
        };
        egui::ComboBox::from_id_salt("relation")
            .selected_text(now)
            .width(220.0)
            .show_ui(ui, |ui| {
                option(ui, &mut self.different, false, "are one, by the other name");
                option(ui, &mut self.different, true, "are two entities");
            })
            .response
            .labelled_by(name.id);
    }

    fn kind(&mut self, ui: &mut Ui, tab: Tab) {
        let name = ui.label(if tab == Tab::Never {
            "Never as"
        } else {
            "Type"
        });
        if tab != Tab::Never {
            label_box(ui, "type", &mut self.label).labelled_by(name.id);
            return;
        }
        let now = type_name((!self.any).then_some(self.label));
        egui::ComboBox::from_id_salt("never as")
            .selected_text(now)
            .width(170.0)
            .height(360.0)
            .show_ui(ui, |ui| {
                if ui.selectable_label(self.any, "anything").clicked() {
                    self.any = true;
                    ui.close();
                }
                for &label in EntityLabel::ALL {
                    let on = !self.any && self.label == label;
                    if ui.selectable_label(on, label.title()).clicked() {
                        (self.any, self.label) = (false, label);
                        ui.close();
                    }
                }
            })
            .response
            .labelled_by(name.id);
    }

    /// The record that was typed, in the place of `old`; or why it is none.
    pub fn record(
        &self,
        tab: Tab,
        old: Option<&EntityRecord>,
        list: &EntityList,
    ) -> Result<EntityRecord, &'static str> {
        let (name, other) = (tidy(&self.name), tidy(&self.more));
        let parts = if tab == Tab::Names {
            self.more.split(';')
        } else {
            other.split('\0')
        };
        if parts.clone().any(|p| tidy(p).len() > MAX_NAME) || name.len() > MAX_NAME {
            return Err("That is too long for a name: it may have 400 bytes");
        }
        if name.is_empty() {
            return Err("Type a name first");
        }
        if tab == Tab::Merges && other.is_empty() {
            return Err("Type the other name too");
        }
        if tab == Tab::Merges && other == name {
            return Err("These two names are the same already");
        }
        let mut record = match tab {
            Tab::Names => EntityRecord::Name(self.own_name(&name, old, list)),
            Tab::Never => EntityRecord::never(&name, (!self.any).then_some(self.label)),
            _ if self.different => EntityRecord::different(self.label, &name, &other),
            _ => EntityRecord::same(self.label, &name, &other),
        };
        keep_extra(&mut record, old);
        Ok(record)
    }

    /// A name that is added to the list keeps the aliases that it has there.
    fn own_name(&self, name: &str, old: Option<&EntityRecord>, list: &EntityList) -> OwnName {
        let there = list.name(self.label, name).filter(|_| old.is_none());
        let own = there
            .cloned()
            .unwrap_or_else(|| OwnName::new(self.label, name));
        self.more.split(';').fold(own, |own, alias| own.also(alias))
    }
}

/// A changed record keeps what other programs have put into it.
fn keep_extra(record: &mut EntityRecord, old: Option<&EntityRecord>) {
    match (record, old) {
        (EntityRecord::Name(r), Some(EntityRecord::Name(o))) => r.extra.clone_from(&o.extra),
        (EntityRecord::Never(r), Some(EntityRecord::Never(o))) => r.extra.clone_from(&o.extra),
        (EntityRecord::Same(r), Some(EntityRecord::Same(o))) => r.extra.clone_from(&o.extra),
        (EntityRecord::Different(r), Some(EntityRecord::Different(o))) => {
            r.extra.clone_from(&o.extra)
        }
        _ => {}
    }
}

/// A field with its name; whether it was typed in.
fn field(ui: &mut Ui, name: &str, text: &mut String, hint: &str, focus: bool) -> bool {
    let label = ui.label(name);
    let field = TextEdit::singleline(text)
        .hint_text(hint)
        .desired_width((ui.available_width() - 20.0).max(120.0));
    let response = ui.add(field.margin(egui::Margin::symmetric(8, 5)));
    let response = response.labelled_by(label.id);
    if focus {
        response.request_focus();
        to_end(ui, response.id, text);
    }
    response.changed()
}

/// Puts the caret behind what is in a field.
fn to_end(ui: &Ui, field: egui::Id, text: &str) {
    use egui::text::{CCursor, CCursorRange};
    let mut state = egui::text_edit::TextEditState::load(ui.ctx(), field).unwrap_or_default();
    let end = CCursor::new(text.chars().count());
    state.cursor.set_char_range(Some(CCursorRange::one(end)));
    state.store(ui.ctx(), field);
}

#[cfg(test)]
mod tests {
    use super::*;
    use EntityLabel::{Org, Place};

    fn typed(name: &str, more: &str) -> Draft {
        Draft {
            name: name.into(),
            more: more.into(),
            ..Draft::default()
        }
    }

    #[test]
    fn a_record_goes_into_a_draft_and_out_again() {
        let mut name = OwnName::new(Place, "Suva").also("Suva City").also("S.");
        name.extra.insert("source".into(), "atlas".into());
        let records = [
            (Tab::Names, EntityRecord::Name(name)),
            (Tab::Never, EntityRecord::never("May", None)),
            (Tab::Never, EntityRecord::never("May", Some(Org))),
            (Tab::Merges, EntityRecord::same(Org, "A", "B")),
            (Tab::Merges, EntityRecord::different(Org, "A", "B")),
        ];
        for (tab, record) in records {
            assert_eq!(Tab::of(&record), Some(tab));
            let again = Draft::of(&record).record(tab, Some(&record), &EntityList::default());
            assert_eq!(again, Ok(record));
        }
    }

    #[test]
    fn what_is_no_record_says_why() {
        let list = EntityList::default();
        let why = |draft: Draft, tab| draft.record(tab, None, &list).unwrap_err();
        assert_eq!(why(typed(" ", ""), Tab::Names), "Type a name first");
        assert_eq!(why(typed("A", " "), Tab::Merges), "Type the other name too");
        assert_eq!(
            why(typed("A", "A "), Tab::Merges),
            "These two names are the same already"
        );
        let long = "x".repeat(MAX_NAME + 1);
        assert!(why(typed("A", &format!("B;{long}")), Tab::Names).starts_with("That is too long"));
    }

    #[test]
    fn adding_a_name_that_is_there_adds_to_it() {
        let mut list = EntityList::default();
        list.insert(EntityRecord::Name(OwnName::new(Org, "A").also("B")));
        let record = typed("A", "C; ;B").record(Tab::Names, None, &list).unwrap();
        assert_eq!(line(&record).rest, "B; C");
        assert!(
            line(&record).fits("organ") && line(&record).fits("b;") && !line(&record).fits("x")
        );
    }
}
