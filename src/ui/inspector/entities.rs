//! The entities of the document, each with its mentions.

use crate::annotation::{AnnotationId, AnnotationSet, Body, EntityLabel};
use crate::app::{Action, Command, Focus, Session};
use crate::detect::{Mentions, covers};
use crate::library::counts;
use crate::library::entities::{Entities as Found, Entity};
use crate::text::TextRange;
use crate::text::language::Language;
use crate::ui::Out;
use crate::ui::mention_menu::{self, Named};
use crate::ui::theme::{self, Palette, SMALL_TEXT};
use crate::ui::widgets::{at_right, below, excerpt, keyed_button, one_line, soft};
use egui::{FontId, Rect, RichText, Sense, Ui, pos2, vec2};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// An entity of the document: what machines found of it, and what persons marked.
struct Group {
    label: EntityLabel,
    /// Found by machine.
    entity: Option<Entity>,
    /// What a person has had to do with it.
    own: Option<Box<Own>>,
}

/// A person's part in an entity.
#[derive(Default)]
struct Own {
    canonical: String,
    /// How many of the mentions are answered.
    answered: usize,
    /// What was marked, in the order of the text.
    marked: Vec<(TextRange, AnnotationId)>,
}

impl Group {
    fn canonical<'a>(&'a self, mentions: &'a Mentions) -> &'a str {
        match (self.entity, &self.own) {
            (Some(entity), _) => entity.canonical(mentions),
            (None, own) => own.as_ref().map_or("", |own| &own.canonical),
        }
    }

    /// How many mentions nobody has answered.
    fn open(&self) -> usize {
        let answered = self.own.as_ref().map_or(0, |own| own.answered);
        self.entity.map_or(0, Entity::count) - answered
    }

    fn count(&self) -> usize {
        self.open() + self.own.as_ref().map_or(0, |own| own.marked.len())
    }
}

/// The tab's state.
#[derive(Default)]
pub struct Entities {
    groups: Vec<Group>,
    /// Indices of the mentions that are answered, sorted.
    answered: Vec<usize>,
    /// The state of the entities that the groups were made for.
    made_for: u64,
    filter: String,
    label: Option<EntityLabel>,
    /// Indices of the groups that fit the filter and the type that they were looked up for.
    shown: Option<(String, Option<EntityLabel>, Vec<u32>)>,
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
        self.shown = None;
        let none = Default::default();
        let found = session.analysis.as_ref().map_or(&none, |a| &a.entities);
        let mentions = session.mentions();
        self.answered = counts::answered(set, mentions);
        let mut owns = owns(set, found, mentions, &self.answered);
        let by_machine = found.all().iter().enumerate().map(|(n, &entity)| Group {
            label: entity.label,
            entity: Some(entity),
            own: owns.found.remove(&n).map(Box::new),
        });
        self.groups = by_machine.filter(|g| g.count() > 0).collect();
        let by_hand = owns.alone.into_iter().map(|(label, own)| Group {
            label,
            entity: None,
            own: Some(Box::new(own)),
        });
        self.groups.extend(by_hand);
        // Nearly sorted already: the entities are.
        self.groups.sort_by(|a, b| {
            let key = |g: &Group| (g.label, Reverse(g.count()));
            let names = || a.canonical(mentions).cmp(b.canonical(mentions));
            key(a).cmp(&key(b)).then_with(names)
        });
    }

    /// Looks up which groups fit, where that is not known.
    fn look_up(&mut self, mentions: &Mentions) {
        let same =
            |(filter, label, _): &(String, _, _)| *filter == self.filter && *label == self.label;
        if self.shown.as_ref().is_some_and(same) {
            return;
        }
        let filter = self.filter.to_lowercase();
        let fits = |g: &Group| {
            self.label.is_none_or(|l| l == g.label)
                && (filter.is_empty() || g.canonical(mentions).to_lowercase().contains(&filter))
        };
        let fitting = (0_u32..).zip(&self.groups).filter(|(_, g)| fits(g));
        let fitting = fitting.map(|(n, _)| n).collect();
        self.shown = Some((self.filter.clone(), self.label, fitting));
    }

    /// Indices of the mentions of a group that nobody has answered.
    fn open(&self, session: &Session, group: &Group) -> Vec<usize> {
        let found = session.analysis.as_ref().zip(group.entity);
        let all = found.map_or(&[][..], |(a, entity)| a.entities.mentions_of(entity));
        let all = all.iter().map(|&i| i as usize);
        all.filter(|i| self.answered.binary_search(i).is_err())
            .collect()
    }
}

/// What persons have had to do with entities.
#[derive(Default)]
struct Owns {
    /// With those that were found, by index.
    found: HashMap<usize, Own>,
    /// With others.
    alone: Vec<(EntityLabel, Own)>,
}

fn owns(set: &AnnotationSet, found: &Found, mentions: &Mentions, answered: &[usize]) -> Owns {
    let mut out = Owns::default();
    for entity in answered
        .iter()
        .filter_map(|&i| found.of_mention(mentions, i))
    {
        out.found.entry(entity).or_default().answered += 1;
    }
    let mut marked: BTreeMap<(EntityLabel, &str), Vec<(TextRange, AnnotationId)>> = BTreeMap::new();
    for a in set.anchored().filter(|a| !a.range.is_document()) {
        if let Body::Entity { label, canonical } = &a.annotation.body {
            let same = marked.entry((*label, canonical)).or_default();
            same.push((a.range, a.annotation.id));
        }
    }
    for ((label, canonical), mut places) in marked {
        places.sort_unstable();
        match found.named(mentions, label, canonical) {
            Some(entity) => out.found.entry(entity).or_default().marked = places,
            None => out.alone.push((
                label,
                Own {
                    canonical: canonical.to_owned(),
                    answered: 0,
                    marked: places,
                },
            )),
        }
    }
    out
}

/// Draws the tab.
pub fn show(ui: &mut Ui, session: &Session, at: usize, state: &mut Entities, out: &mut Out) {
    if session.analysis.is_none() {
        ui.label(soft(ui, session.at_work("Looking for entities")));
        return;
    }
    if let Some(language) = session.language_at(at).filter(|l| !covers(*l)) {
        ui.label(soft(ui, uncovered(language)));
    }
    if state.groups.is_empty() {
        ui.add_space(10.0);
        ui.label("No entity was found.");
        ui.label(soft(ui, "People, offices, organisations, places, agreements, events, dates and amounts were looked for."));
        return;
    }
    filters(ui, state);
    // Below the list, so that the list stays where it is under the pointer.
    below(ui, "mention", |ui| {
        focus_card(ui, session, &state.answered, out)
    });
    state.look_up(session.mentions());
    let shown = state.shown.as_ref().map_or(&[][..], |(.., shown)| shown);
    if shown.is_empty() {
        ui.label(soft(ui, "No entity fits the filter"));
    }
    let area = egui::ScrollArea::vertical()
        .id_salt("entities")
        .auto_shrink([false, false]);
    area.show_rows(ui, ROW, shown.len(), |ui, rows| {
        let rows = shown.get(rows).unwrap_or_default().iter();
        for group in rows.filter_map(|&n| state.groups.get(n as usize)) {
            row(ui, session, state, group, out);
        }
    });
}

/// What is not looked for in the paragraph that one reads.
fn uncovered(language: Language) -> String {
    let title = language.title();
    format!(
        "This paragraph is in {title}: only dates, money, contacts and listed names are looked for in it."
    )
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
                    if state
                        .groups
                        .binary_search_by_key(&label, |g| g.label)
                        .is_ok()
                    {
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
fn focus_card(ui: &mut Ui, session: &Session, answered: &[usize], out: &mut Out) {
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
            ui.label(RichText::new(surface).size(14.0).family(theme::reading()));
            if mention.canonical != surface {
                ui.label(soft(ui, format!("Stands for {}", mention.canonical)));
            }
            ui.label(soft(ui, format!("Found by: {}", mention.rule)));
            ui.add_space(3.0);
            let answered = answered.binary_search(&i).is_ok();
            if answered {
                ui.label(soft(ui, "Answered"));
            }
            ui.horizontal_wrapped(|ui| {
                if !answered && keyed_button(ui, "Accept", "Y", true).clicked() {
                    out.command(Command::Accept(vec![i]));
                }
                if !answered && keyed_button(ui, "Reject", "X", false).clicked() {
                    out.command(Command::Refuse(vec![i]));
                }
                if keyed_button(ui, "Always or never…", "E", false).clicked() {
                    out.action(Action::Treat);
                }
            });
        });
    ui.add_space(4.0);
}

fn row(ui: &mut Ui, session: &Session, state: &Entities, group: &Group, out: &mut Out) {
    let p = Palette::of(ui.visuals());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let (open, canonical) = (group.open(), group.canonical(session.mentions()));
    response.widget_info(|| {
        let label = format!(
            "{}, {}, {} mentions",
            canonical,
            group.label.title(),
            group.count()
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
    let count = if open == 0 {
        format!("✓ {}", group.count())
    } else {
        group.count().to_string()
    };
    right.max.x -= at_right(ui, right, &count, SMALL_TEXT, p.soft) + 8.0;
    if hovered && open > 0 {
        right.max.x -= answers(ui, right, || state.open(session, group), out);
    } else {
        right.max.x -= at_right(ui, right, group.label.title(), SMALL_TEXT, p.faint) + 8.0;
    }
    let name_at = Rect::from_min_max(pos2(x + 20.0, rect.min.y), right.max);
    one_line(
        ui,
        name_at,
        canonical,
        FontId::proportional(theme::PANEL_TEXT),
        p.ink,
    );
    let tip = format!("{canonical}\nClick to walk through its mentions");
    let response = response.on_hover_text(tip);
    response.context_menu(|ui| menu(ui, session, group, out));
    if response.clicked() {
        walk(session, state, group, out);
    }
}

/// How many ways to write a name the menu of an entity lists.
const WAYS: usize = 8;

/// What can be said about the names of an entity for all documents.
fn menu(ui: &mut Ui, session: &Session, group: &Group, out: &mut Out) {
    let ways = ways(session, group);
    match ways.as_slice() {
        [] => {
            ui.label(soft(ui, "Marked by hand"));
        }
        [one] => mention_menu::entries(ui, one, out),
        several => {
            for one in several {
                let name = excerpt(&one.surface, 40);
                ui.menu_button(name, |ui| mention_menu::entries(ui, one, out));
            }
        }
    }
}

/// The ways in which the text writes an entity, the first ones.
fn ways(session: &Session, group: &Group) -> Vec<Named> {
    let text = &session.document.text;
    let found = session.analysis.as_ref().zip(group.entity);
    let all = found.map_or(&[][..], |(a, entity)| a.entities.mentions_of(entity));
    let mut out: Vec<Named> = Vec::new();
    for mention in all
        .iter()
        .filter_map(|&i| session.mentions().get(i as usize))
    {
        let surface = mention.range.of(text).unwrap_or_default();
        if out.len() < WAYS && out.iter().all(|n| n.surface != surface) {
            out.push(Named {
                surface: surface.to_owned(),
                label: mention.label,
                canonical: mention.canonical.to_owned(),
                range: mention.range,
            });
        }
    }
    out
}

/// Buttons for all mentions of an entity; returns their width.
fn answers(ui: &mut Ui, at: Rect, open: impl Fn() -> Vec<usize>, out: &mut Out) -> f32 {
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
            let all = open();
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
fn walk(session: &Session, state: &Entities, group: &Group, out: &mut Out) {
    let machine = state.open(session, group).into_iter().filter_map(|i| {
        let mention = session.mentions().get(i)?;
        Some((mention.range, Focus::Mention(i)))
    });
    let marked = group.own.iter().flat_map(|own| &own.marked);
    let person = marked.map(|&(range, id)| (range, Focus::Annotation(id)));
    let mut all: Vec<(TextRange, Focus)> = machine.chain(person).collect();
    all.sort_by_key(|&(range, _)| range);
    let at = all.iter().position(|&(_, focus)| focus == session.focus);
    let next = at.map_or(0, |i| (i + 1) % all.len());
    if let Some(&(_, focus)) = all.get(next) {
        out.command(Command::Focus(focus));
    }
}
