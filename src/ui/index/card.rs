//! The card of an entity: how it is written, what it does, who is mentioned with it, every mention in its sentence; and
//! what a person makes of it.

use super::Out;
use crate::annotation::EntityLabel;
use crate::app::folder::{EntityCard, Passage, Suggested};
use crate::app::{App, Command, alike};
use crate::ui::parts::{Part, begins_here};
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{count, keyed_button, section, sentence, soft, thousands};
use egui::text::{LayoutJob, TextFormat};
use egui::{FontId, Response, RichText, Sense, Ui, vec2};

/// What is being typed on the card.
#[derive(Default)]
pub struct State {
    /// The entity that it is typed for.
    of: Option<(EntityLabel, String)>,
    /// The note as it was, and as it is typed.
    note: (String, String),
    /// The name that the entity is to be merged into, while that is typed.
    merge: Option<String>,
    /// Whether the field for it is to have the keyboard.
    to_merge: bool,
}

impl State {
    fn follow(&mut self, card: &EntityCard) {
        let of = (card.label, card.name.clone());
        if self.of.as_ref() != Some(&of) {
            *self = Self {
                of: Some(of),
                ..Self::default()
            };
            self.note = (card.note.clone(), card.note.clone());
        } else if self.note.0 != card.note {
            // Saved, or taken back: what is typed and not saved stays.
            if self.note.1 == self.note.0 || self.note.1 == card.note {
                self.note.1.clone_from(&card.note);
            }
            self.note.0.clone_from(&card.note);
        }
    }
}

/// Draws the card, or what to do to see one.
pub fn show(ui: &mut Ui, app: &App, state: &mut State, out: &mut Out) {
    let Some(card) = app.folder.card().cloned() else {
        let text = match app.folder.chosen() {
            Some(_) if app.folder.is_busy() => "Gathering…",
            Some(_) => "This entity is mentioned nowhere any more.",
            None => {
                "Choose an entity in the table: how it is written, its offices, every mention in its sentence."
            }
        };
        ui.add_space(10.0);
        ui.label(soft(ui, text));
        return;
    };
    state.follow(&card);
    let may = app.may_change_entities();
    let area = egui::ScrollArea::vertical()
        .id_salt(("entity card", card.label, &card.name))
        .auto_shrink([false, false]);
    area.show(ui, |ui| {
        head(ui, &card);
        ui.spacing_mut().item_spacing = vec2(5.0, 5.0);
        accept(ui, app, &card, out);
        ui.add_enabled_ui(may, |ui| change(ui, app, &card, state, out));
        suggested(ui, &card, may, out);
        forms(ui, &card, may, out);
        roles(ui, app, &card, out);
        if let Some(first) = &card.first {
            section(ui, "First mention");
            passage(ui, app, first, true, out);
        }
        company(ui, &card, out);
        note(ui, &card, state, may, out);
        mentions(ui, app, &card, out);
    });
}

fn head(ui: &mut Ui, card: &EntityCard) {
    let p = Palette::of(ui.visuals());
    let name = RichText::new(&card.name)
        .size(17.0)
        .family(theme::reading());
    ui.label(name);
    ui.horizontal_wrapped(|ui| {
        crate::ui::widgets::swatch(ui, p.entity(card.label), 10.0);
        ui.label(soft(ui, card.label.title()));
    });
    let mentions = count(card.mentions, "mention", "mentions");
    let documents = count(card.documents, "document", "documents");
    let dates = match card.dates {
        Some((first, last)) if first == last => format!(" · {first}"),
        Some((first, last)) => format!(" · {first} to {last}"),
        None => String::new(),
    };
    ui.label(soft(ui, format!("{mentions} in {documents}{dates}")));
    ui.add_space(2.0);
}

fn accept(ui: &mut Ui, app: &App, card: &EntityCard, out: &mut Out) {
    let open = app.open_on_card();
    if open == 0 {
        ui.label(soft(ui, "All mentions are answered"));
        return;
    }
    let name = match open {
        1 => "Accept the open mention".to_owned(),
        n => format!("Accept all {} mentions", thousands(n)),
    };
    let tip = "Makes annotations of them in every document of the folder, in one step";
    let button = keyed_button(ui, &name, "", true);
    begins_here(ui, Part::Inspector, button.id);
    if button.on_hover_text(tip).clicked() {
        out.command(Command::AcceptEntity(card.label, card.name.clone()));
    }
}

/// Merging, another type.
fn change(ui: &mut Ui, app: &App, card: &EntityCard, state: &mut State, out: &mut Out) {
    ui.horizontal_wrapped(|ui| {
        let merge = keyed_button(ui, "Merge…", "", false);
        if merge.enabled() {
            begins_here(ui, Part::Inspector, merge.id);
        }
        if merge.clicked() {
            state.merge = match state.merge {
                Some(_) => None,
                None => Some(String::new()),
            };
            state.to_merge = state.merge.is_some();
        }
        let button = egui::Button::new(RichText::new("Treat as…").size(12.5));
        let button = button
            .min_size(vec2(0.0, theme::TOUCH + 2.0))
            .corner_radius(7);
        egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
            for &label in EntityLabel::ALL.iter().filter(|l| **l != card.label) {
                let entry = egui::Button::new(label.title()).frame(false);
                if ui.add(entry.min_size(vec2(0.0, theme::TOUCH))).clicked() {
                    out.command(Command::RetypeEntity {
                        label: card.label,
                        name: card.name.clone(),
                        to: label,
                    });
                    ui.close();
                }
            }
        });
    });
    let take_keyboard = std::mem::take(&mut state.to_merge);
    if let Some(text) = &mut state.merge
        && merge(ui, app, card, text, take_keyboard, out)
    {
        state.merge = None;
    }
}

/// The name that the entity is to be merged into; whether one was chosen.
fn merge(
    ui: &mut Ui,
    app: &App,
    card: &EntityCard,
    text: &mut String,
    take_keyboard: bool,
    out: &mut Out,
) -> bool {
    const OFFERED: usize = 6;
    let field = egui::TextEdit::singleline(text)
        .hint_text("Name that it stands for")
        .desired_width(f32::INFINITY);
    let response = ui.add(field.margin(egui::Margin::symmetric(8, 4)));
    if take_keyboard {
        response.request_focus();
    }
    let entered = response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
    let typed = text.trim().to_owned();
    let lower = typed.to_lowercase();
    let rows = app.folder.table().into_iter().flat_map(|t| &t.rows);
    let others = rows.filter(|r| r.label == card.label && *r.name != *card.name);
    let mut into = None;
    if entered && !typed.is_empty() {
        // An entity that there is keeps its capitals, however they were typed.
        let known = others.clone().find(|r| r.name.to_lowercase() == lower);
        into = Some(known.map_or_else(|| typed.clone(), |r| r.name.to_string()));
    }
    // Nothing is offered before something is typed: one click merges.
    let fits = others.filter(|r| !lower.is_empty() && r.name.to_lowercase().contains(&lower));
    for row in fits.take(OFFERED) {
        let name = format!("Merge into “{}”", fitting(ui, &row.name, 18));
        if keyed_button(ui, &name, "", false).clicked() {
            into = Some(row.name.to_string());
        }
    }
    let Some(into) = into else { return false };
    merge_into(card.label, &card.name, &into, out);
    true
}

fn merge_into(label: EntityLabel, from: &str, into: &str, out: &mut Out) {
    out.command(Command::MergeEntities {
        label,
        names: vec![from.to_owned()],
        into: into.to_owned(),
    });
}

fn suggested(ui: &mut Ui, card: &EntityCard, may: bool, out: &mut Out) {
    if card.suggested.is_empty() {
        return;
    }
    section(ui, "Perhaps the same");
    for Suggested { from, into, why } in &card.suggested {
        let other = if *from == card.name { into } else { from };
        let what = soft(ui, format!("{other}: {why}"));
        ui.label(what);
        ui.add_enabled_ui(may, |ui| {
            ui.horizontal_wrapped(|ui| {
                let confirm = keyed_button(ui, "Confirm", "", false);
                let tip = format!("“{from}” stands for “{into}” from now on");
                if confirm.on_hover_text(tip).clicked() {
                    merge_into(card.label, from, into, out);
                }
                if keyed_button(ui, "Not the same", "", false).clicked() {
                    out.command(Command::RefuseMerge(card.label, from.clone(), into.clone()));
                }
            });
        });
    }
}

fn forms(ui: &mut Ui, card: &EntityCard, may: bool, out: &mut Out) {
    const SHOWN: usize = 40;
    section(ui, "Written");
    for (form, n) in card.forms.iter().take(SHOWN) {
        ui.horizontal_wrapped(|ui| {
            ui.label(form);
            ui.label(soft(ui, format!("× {}", thousands(*n))));
            let splits = card.forms.len() > 1 && *form != card.name;
            if splits {
                let button = egui::Button::new(soft(ui, "Split off")).frame(false);
                let button = button.min_size(vec2(0.0, theme::TOUCH));
                let tip = "From now on this is an entity of its own";
                if ui.add_enabled(may, button).on_hover_text(tip).clicked() {
                    out.command(Command::SplitForm {
                        label: card.label,
                        form: form.clone(),
                        from: card.name.clone(),
                    });
                }
            }
        });
    }
    if card.forms.len() > SHOWN {
        let more = format!("and {} other ways", thousands(card.forms.len() - SHOWN));
        ui.label(soft(ui, more));
    }
}

fn roles(ui: &mut Ui, app: &App, card: &EntityCard, out: &mut Out) {
    const SHOWN: usize = 60;
    if card.roles.is_empty() {
        return;
    }
    section(ui, "Offices");
    for role in card.roles.iter().take(SHOWN) {
        let of = if role.of.is_empty() {
            String::new()
        } else {
            format!(", {}", role.of)
        };
        let date = role.date.map_or(String::new(), |d| format!("{d} · "));
        let mut job = LayoutJob::default();
        let p = Palette::of(ui.visuals());
        append(
            &mut job,
            &format!("{}{of}\n", sentence(&role.title)),
            p.ink,
            false,
        );
        append(
            &mut job,
            &format!("{date}{}", name(app, &role.document)),
            p.soft,
            false,
        );
        if link(ui, job).clicked() {
            out.command(Command::GoTo(role.document.clone(), role.range));
        }
    }
}

fn company(ui: &mut Ui, card: &EntityCard, out: &mut Out) {
    if card.company.is_empty() {
        return;
    }
    section(ui, "Mentioned with it");
    ui.horizontal_wrapped(|ui| {
        for other in &card.company {
            let text = format!("{} × {}", fitting(ui, &other.name, 8), other.paragraphs);
            let tip = format!(
                "{}: {}, in {} together with this",
                other.name,
                other.label.title(),
                count(other.paragraphs, "paragraph", "paragraphs")
            );
            if keyed_button(ui, &text, "", false)
                .on_hover_text(tip)
                .clicked()
            {
                let entity = (other.label, other.name.clone());
                out.command(Command::ChooseEntity(Some(entity)));
            }
        }
    });
}

fn note(ui: &mut Ui, card: &EntityCard, state: &mut State, may: bool, out: &mut Out) {
    section(ui, "Note");
    ui.add_enabled_ui(may, |ui| {
        let field = egui::TextEdit::multiline(&mut state.note.1)
            .hint_text("What is to be known about it")
            .desired_rows(2)
            .desired_width(f32::INFINITY);
        ui.add(field.margin(egui::Margin::symmetric(8, 5)));
        if state.note.1 != card.note && keyed_button(ui, "Save note", "", true).clicked() {
            out.command(Command::NoteEntity {
                label: card.label,
                name: card.name.clone(),
                text: state.note.1.clone(),
            });
        }
    });
}

fn mentions(ui: &mut Ui, app: &App, card: &EntityCard, out: &mut Out) {
    section(ui, "All mentions");
    let shown = app.folder.contexts();
    let mut document = "";
    for place in card.places.iter().take(shown) {
        if place.document != document {
            document = &place.document;
            ui.add_space(3.0);
            ui.label(soft(ui, name(app, document)).strong());
        }
        passage(ui, app, place, false, out);
    }
    let more = card.places.len().saturating_sub(shown);
    if more > 0 {
        let text = format!("Show more ({} left)", thousands(more));
        if keyed_button(ui, &text, "", false).clicked() {
            out.command(Command::MoreContext);
        }
    }
}

/// What a document is called in the list.
fn name<'a>(app: &'a App, document: &'a str) -> &'a str {
    app.shelf
        .get(document)
        .map_or(document, |e| e.name.as_str())
}

/// A mention in its sentence; a press shows it in its document.
fn passage(ui: &mut Ui, app: &App, place: &Passage, named: bool, out: &mut Out) {
    let p = Palette::of(ui.visuals());
    let (text, at) = (&place.context.text, place.context.at);
    let part = |a: usize, b: usize| text.get(a..b).unwrap_or_default();
    let mut job = LayoutJob::default();
    append(&mut job, part(0, at.start), p.soft, false);
    append(&mut job, part(at.start, at.end), p.ink, true);
    append(&mut job, part(at.end, text.len()), p.soft, false);
    if named {
        let name = format!("\n{}", name(app, &place.document));
        append(&mut job, &name, p.soft, false);
    }
    if link(ui, job).clicked() {
        out.command(Command::GoTo(place.document.clone(), place.range));
    }
}

/// A name cut to what fits on a button, beside so many other characters.
fn fitting(ui: &Ui, name: &str, others: usize) -> String {
    const CHARACTER: f32 = 7.0;
    let fit = (ui.max_rect().width() / CHARACTER) as usize;
    alike::cut(name, fit.saturating_sub(others).clamp(12, 48))
}

fn append(job: &mut LayoutJob, text: &str, colour: egui::Color32, strong: bool) {
    let family = if strong {
        theme::strong()
    } else {
        egui::FontFamily::Proportional
    };
    let font = FontId::new(12.5, family);
    job.append(text, 0.0, TextFormat::simple(font, colour));
}

/// A text that can be pressed as a whole.
fn link(ui: &mut Ui, mut job: LayoutJob) -> Response {
    const MARGIN: f32 = 5.0;
    let p = Palette::of(ui.visuals());
    job.wrap.max_width = (ui.available_width() - 2.0 * MARGIN).max(60.0);
    let words = job.text.clone();
    let galley = ui.painter().layout_job(job);
    let size = vec2(
        ui.available_width(),
        (galley.size().y + 2.0 * MARGIN).max(theme::TOUCH),
    );
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| {
        let words = words.replace('\n', ", ");
        egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, words)
    });
    if response.hovered() || response.has_focus() {
        let fill = theme::mix(p.panel, p.ink, 0.05);
        ui.painter().rect_filled(rect, 6.0, fill);
        ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
    }
    ui.painter()
        .galley(rect.min + vec2(MARGIN, MARGIN), galley, p.ink);
    response.on_hover_text("Show it in its document")
}
