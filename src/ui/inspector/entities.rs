//! The entities of the document, each with its mentions.

use crate::annotation::{AnnotationId, AnnotationSet, Body, EntityLabel};
use crate::app::spans::Source;
use crate::app::{Command, Focus, Session};
use crate::text::TextRange;
use crate::ui::Out;
use crate::ui::theme::{self, Palette, SMALL_TEXT};
use crate::ui::widgets::{at_right, below, keyed_button, one_line, soft};
use egui::{FontId, Rect, RichText, Sense, Ui, pos2, vec2};
use std::collections::BTreeMap;

/// An entity of the document.
struct Group {
    label: EntityLabel,
    canonical: String,
    /// Passage and source of each mention, in the order of the text.
    mentions: Vec<(TextRange, Source)>,
}

impl Group {
    fn open(&self) -> Vec<usize> {
        let machine = |s: &Source| match s {
            Source::Machine(i) => Some(*i),
            Source::Person(_) => None,
        };
        self.mentions
            .iter()
            .filter_map(|(_, s)| machine(s))
            .collect()
    }
}

/// The tab's state.
#[derive(Default)]
pub struct Entities {
    groups: Vec<Group>,
    /// The state of the entities that the groups were made for.
    made_for: u64,
    filter: String,
    label: Option<EntityLabel>,
}

const ROW: f32 = 30.0;

impl Entities {
    /// Number of entities.
    pub fn len(&self) -> usize {
        self.groups.len()
    }

    /// Groups anew where the layers are other ones.
    pub fn refresh(&mut self, session: &Session, set: &AnnotationSet) {
        if self.made_for == session.layers.entities_revision() {
            return;
        }
        self.made_for = session.layers.entities_revision();
        let mut groups: BTreeMap<(EntityLabel, String), Vec<(TextRange, Source)>> = BTreeMap::new();
        let all = TextRange::new(0, session.document.text.len());
        for span in session.layers.lines_over(all) {
            let canonical = match span.what.from {
                Source::Machine(i) => session.mentions().get(i).map(|m| m.canonical.clone()),
                Source::Person(id) => canonical_of(set, id),
            };
            let key = (span.what.label, canonical.unwrap_or_default());
            groups
                .entry(key)
                .or_default()
                .push((span.range, span.what.from));
        }
        self.groups = groups
            .into_iter()
            .map(|((label, canonical), mut mentions)| {
                mentions.sort_by_key(|(range, _)| range.start);
                Group {
                    label,
                    canonical,
                    mentions,
                }
            })
            .collect();
        self.groups.sort_by(|a, b| {
            (a.label, b.mentions.len(), &a.canonical).cmp(&(
                b.label,
                a.mentions.len(),
                &b.canonical,
            ))
        });
    }
}

fn canonical_of(set: &AnnotationSet, id: AnnotationId) -> Option<String> {
    match &set.annotation(id)?.annotation().body {
        Body::Entity { canonical, .. } => Some(canonical.clone()),
        _ => None,
    }
}

/// Draws the tab.
pub fn show(ui: &mut Ui, session: &Session, state: &mut Entities, out: &mut Out) {
    if session.analysis.is_none() {
        ui.label(soft(ui, "Looking for entities…"));
        return;
    }
    if state.groups.is_empty() {
        ui.add_space(10.0);
        ui.label("No entity was found.");
        ui.label(soft(ui, "People, offices, organisations, places, agreements, events, dates and amounts were looked for."));
        return;
    }
    filters(ui, state);
    // Below the list, so that the list stays where it is under the pointer.
    below(ui, "mention", |ui| focus_card(ui, session, out));
    let filter = state.filter.to_lowercase();
    let fits = |g: &&Group| {
        state.label.is_none_or(|l| l == g.label)
            && (filter.is_empty() || g.canonical.to_lowercase().contains(&filter))
    };
    let groups: Vec<&Group> = state.groups.iter().filter(fits).collect();
    if groups.is_empty() {
        ui.label(soft(ui, "No entity fits the filter"));
    }
    let area = egui::ScrollArea::vertical()
        .id_salt("entities")
        .auto_shrink([false, false]);
    area.show_rows(ui, ROW, groups.len(), |ui, rows| {
        for group in groups.get(rows).unwrap_or_default() {
            row(ui, session, group, out);
        }
    });
}

fn filters(ui: &mut Ui, state: &mut Entities) {
    ui.horizontal(|ui| {
        let width = (ui.available_width() - 128.0).max(60.0);
        let field = egui::TextEdit::singleline(&mut state.filter)
            .hint_text("Filter")
            .desired_width(width - 16.0);
        ui.add(field.margin(egui::Margin::symmetric(8, 4)));
        let chosen = state.label.map_or("All types", EntityLabel::title);
        egui::ComboBox::from_id_salt("label")
            .selected_text(chosen)
            .width(108.0)
            .show_ui(ui, |ui| {
                ui.selectable_value(&mut state.label, None, "All types");
                for &label in EntityLabel::ALL {
                    if state.groups.iter().any(|g| g.label == label) {
                        ui.selectable_value(&mut state.label, Some(label), label.title());
                    }
                }
            })
            .response
            .on_hover_text("Types of entities that are listed");
    });
    ui.add_space(2.0);
}

/// The mention in focus, with its answers.
fn focus_card(ui: &mut Ui, session: &Session, out: &mut Out) {
    let Focus::Mention(i) = session.focus else {
        return;
    };
    let Some(mention) = session.mentions().get(i) else {
        return;
    };
    let p = Palette::of(ui.visuals());
    egui::Frame::new()
        .fill(p.paper)
        .stroke(egui::Stroke::new(2.0, p.accent))
        .corner_radius(9)
        .inner_margin(10)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(soft(ui, format!("{} · suggestion", mention.label.title())));
            let surface = mention.range.of(&session.document.text).unwrap_or_default();
            ui.label(RichText::new(surface).size(14.5).family(theme::reading()));
            if mention.canonical != surface {
                ui.label(soft(ui, format!("Stands for {}", mention.canonical)));
            }
            ui.label(soft(ui, format!("Found by: {}", mention.rule)));
            ui.add_space(3.0);
            if !session.layers.is_open_mention(i) {
                ui.label(soft(ui, "Answered"));
                return;
            }
            ui.horizontal_wrapped(|ui| {
                if keyed_button(ui, "Accept", "Y", true).clicked() {
                    out.command(Command::Accept(vec![i]));
                }
                if keyed_button(ui, "Reject", "X", false).clicked() {
                    out.command(Command::Refuse(vec![i]));
                }
            });
        });
    ui.add_space(4.0);
}

fn row(ui: &mut Ui, session: &Session, group: &Group, out: &mut Out) {
    let p = Palette::of(ui.visuals());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let open = group.open();
    response.widget_info(|| {
        let label = format!(
            "{}, {}, {} mentions",
            group.canonical,
            group.label.title(),
            group.mentions.len()
        );
        egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, label)
    });
    let hovered = ui.rect_contains_pointer(rect);
    if hovered {
        ui.painter()
            .rect_filled(rect, 6.0, theme::mix(p.panel, p.ink, 0.04));
    }
    let x = rect.min.x + 6.0;
    let line = [
        pos2(x, rect.center().y + 4.0),
        pos2(x + 12.0, rect.center().y + 4.0),
    ];
    if group.label == EntityLabel::Title {
        ui.painter().extend(egui::Shape::dotted_line(
            &line,
            p.entity(group.label),
            3.6,
            1.1,
        ));
    } else {
        ui.painter()
            .line_segment(line, egui::Stroke::new(2.5, p.entity(group.label)));
    }
    let mut right = rect.shrink2(vec2(6.0, 0.0));
    let state = if open.is_empty() {
        format!("✓ {}", group.mentions.len())
    } else {
        group.mentions.len().to_string()
    };
    right.max.x -= at_right(ui, right, &state, SMALL_TEXT, p.soft) + 8.0;
    if hovered && !open.is_empty() {
        right.max.x -= answers(ui, right, &open, out);
    } else {
        right.max.x -= at_right(ui, right, group.label.title(), SMALL_TEXT, p.faint) + 8.0;
    }
    let name_at = Rect::from_min_max(pos2(x + 20.0, rect.min.y), right.max);
    one_line(
        ui,
        name_at,
        &group.canonical,
        FontId::proportional(theme::PANEL_TEXT),
        p.ink,
    );
    let tip = format!("{}\nClick to walk through its mentions", group.canonical);
    if response.on_hover_text(tip).clicked() {
        walk(session, group, out);
    }
}

/// Buttons for all mentions of an entity; returns their width.
fn answers(ui: &mut Ui, at: Rect, open: &[usize], out: &mut Out) -> f32 {
    let one = 26.0;
    for (n, (sign, tip)) in [("✗", "Reject all mentions"), ("✓", "Accept all mentions")]
        .into_iter()
        .enumerate()
    {
        let to = at.max.x - one * n as f32;
        let rect = Rect::from_min_max(
            pos2(to - one + 2.0, at.center().y - 12.0),
            pos2(to, at.center().y + 12.0),
        );
        let response = ui.put(rect, egui::Button::new(sign));
        response
            .widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, tip));
        let response = response.on_hover_text(tip);
        if response.clicked() {
            let all = open.to_vec();
            out.command(if n == 0 {
                Command::Refuse(all)
            } else {
                Command::Accept(all)
            });
        }
    }
    one * 2.0 + 4.0
}

/// On to the next mention of an entity.
fn walk(session: &Session, group: &Group, out: &mut Out) {
    let here = |source: &Source| match (source, session.focus) {
        (Source::Machine(i), Focus::Mention(f)) => *i == f,
        (Source::Person(id), Focus::Annotation(f)) => *id == f,
        _ => false,
    };
    let at = group.mentions.iter().position(|(_, s)| here(s));
    let next = at.map_or(0, |i| (i + 1) % group.mentions.len());
    if let Some((_, source)) = group.mentions.get(next) {
        out.command(Command::Focus(match source {
            Source::Machine(i) => Focus::Mention(*i),
            Source::Person(id) => Focus::Annotation(*id),
        }));
    }
}
