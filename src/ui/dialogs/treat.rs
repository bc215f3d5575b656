//! What is said about a name for all documents: always this, never that.

use super::{is_entered, title};
use crate::annotation::EntityLabel;
use crate::app::{Action, App, Command, lower_first};
use crate::text::TextRange;
use crate::ui::Out;
use crate::ui::mention_menu::Named;
use crate::ui::widgets::{excerpt, keyed_button, option, section, soft};
use egui::Ui;

/// Always or never.
pub struct Treat {
    surface: String,
    /// As what it is marked now, where it is.
    now: Option<EntityLabel>,
    label: EntityLabel,
    canonical: String,
    range: TextRange,
    /// The longer name that the words stand in, and whether it is to be marked no longer.
    longer: Option<(Named, bool)>,
    opened: bool,
}

impl Treat {
    /// About a name that is marked.
    pub fn named(named: Named) -> Self {
        Self {
            canonical: named.canonical,
            now: Some(named.label),
            label: named.label,
            surface: named.surface,
            range: named.range,
            longer: None,
            opened: false,
        }
    }

    /// About words that are not.
    pub fn words(surface: String, range: TextRange, longer: Option<Named>) -> Self {
        Self {
            canonical: surface.clone(),
            now: None,
            label: EntityLabel::Org,
            surface,
            range,
            // Without that nothing would change here.
            longer: longer.map(|named| (named, true)),
            opened: false,
        }
    }

    pub const fn target(&self) -> TextRange {
        self.range
    }

    fn always(&self) -> Command {
        let (surface, canonical) = (self.surface.clone(), self.canonical.clone());
        let label = self.label;
        match &self.longer {
            Some((longer, true)) => Command::AlwaysTreatPart {
                surface,
                label,
                canonical,
                longer: (longer.surface.clone(), longer.label),
            },
            _ => Command::AlwaysTreat {
                surface,
                label,
                canonical,
            },
        }
    }

    pub fn show(&mut self, ui: &mut Ui, app: &App, out: &mut Out) -> bool {
        title(ui, &format!("“{}”", excerpt(&self.surface, 60)));
        ui.label(soft(ui, "In every document of this folder"));
        if !app.may_change_entities() {
            let why = "Your list (entities.ron) is broken, or of a newer version, and cannot be changed here";
            ui.colored_label(ui.visuals().error_fg_color, why);
        }
        let mut stays = true;
        section(ui, "Always");
        ui.horizontal(|ui| {
            let name = ui.label("Treat as");
            label_box(ui, "treat as", &mut self.label).labelled_by(name.id);
        });
        ui.horizontal(|ui| {
            let name = ui.label("Stands for");
            let field =
                egui::TextEdit::singleline(&mut self.canonical).desired_width(f32::INFINITY);
            let response = ui.add(field.margin(egui::Margin::symmetric(8, 5)));
            let response = response.labelled_by(name.id);
            if !std::mem::replace(&mut self.opened, true) {
                response.request_focus();
            }
        });
        if let Some((longer, instead)) = &mut self.longer {
            let what = format!(
                "instead of the longer “{}” ({}), which is not marked any more",
                excerpt(&longer.surface, 40),
                lower_first(longer.label.title())
            );
            ui.checkbox(instead, what);
        }
        ui.add_space(4.0);
        if keyed_button(ui, "Always", "Enter", true).clicked() || is_entered(ui) {
            out.command(self.always());
            stays = false;
        }
        section(ui, "Never");
        ui.horizontal_wrapped(|ui| {
            let mut refuse = |ui: &mut Ui, name: &str, label| {
                if keyed_button(ui, name, "", false).clicked() {
                    out.command(Command::NeverTreat {
                        surface: self.surface.clone(),
                        label,
                    });
                    stays = false;
                }
            };
            refuse(ui, "Never mark it", None);
            if let Some(now) = self.now {
                let name = format!("Never as {}", lower_first(now.title()));
                refuse(ui, &name, Some(now));
            }
        });
        ui.separator();
        ui.horizontal(|ui| {
            if keyed_button(ui, Action::OwnNames.title(), "", false).clicked() {
                out.action(Action::OwnNames);
                stays = false;
            }
            if keyed_button(ui, "Cancel", "Esc", false).clicked() {
                stays = false;
            }
        });
        stays
    }
}

/// A list of the types to choose from.
pub(super) fn label_box(ui: &mut Ui, id: &str, label: &mut EntityLabel) -> egui::Response {
    egui::ComboBox::from_id_salt(id)
        .selected_text(label.title())
        .width(170.0)
        .height(360.0)
        .show_ui(ui, |ui| {
            for &other in EntityLabel::ALL {
                option(ui, label, other, other.title());
            }
        })
        .response
}
