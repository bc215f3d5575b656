//! The entities of the document, each with its mentions; how far their review is.

mod card;
mod progress;
mod ways;

use crate::annotation::EntityLabel;
use crate::app::bindings::Bindings;
use crate::app::{Alike, Command, Focus, Session};
use crate::detect::{Mentions, covers};
use crate::library::entities::Entity;
use crate::text::TextRange;
use crate::text::language::Language;
use crate::ui::Out;
use crate::ui::theme::{self, Palette, SMALL_TEXT};
use crate::ui::widgets::{at_right, below, count, one_line, option, soft};
use egui::{FontId, Rect, Sense, Ui, pos2, vec2};
use std::cmp::Reverse;

/// An entity of the document: what machines found of it, and what persons marked.
struct Group {
    label: EntityLabel,
    /// Found by machine, with its index.
    entity: Option<(usize, Entity)>,
    /// Its canonical form where no machine found it.
    own: Option<Box<str>>,
    /// How many mentions nobody has answered.
    open: usize,
    /// How many passages were marked.
    marked: usize,
}

impl Group {
    fn canonical<'a>(&'a self, mentions: &'a Mentions) -> &'a str {
        match (self.entity, &self.own) {
            (Some((_, entity)), _) => entity.canonical(mentions),
            (None, own) => own.as_deref().unwrap_or_default(),
        }
    }

    fn count(&self) -> usize {
        self.open + self.marked
    }
}

/// What the list is narrowed to.
#[derive(Clone, PartialEq, Eq, Default)]
struct Filter {
    text: String,
    label: Option<EntityLabel>,
}

impl Filter {
    fn is_set(&self) -> bool {
        !self.text.is_empty() || self.label.is_some()
    }

    fn fits(&self, lower: &str, label: EntityLabel, canonical: &str) -> bool {
        self.label.is_none_or(|l| l == label)
            && (lower.is_empty() || canonical.to_lowercase().contains(lower))
    }
}

/// What fits a filter, worked out once a filter and a state of the entities.
#[derive(Default)]
struct Shown {
    filter: Filter,
    /// Indices of the groups.
    groups: Vec<u32>,
    /// How many suggestions there are of them, and how many are answered.
    progress: (usize, usize),
}

/// The tab's state.
#[derive(Default)]
pub struct Entities {
    groups: Vec<Group>,
    /// The state of the entities that the groups were made for.
    made_for: u64,
    filter: Filter,
    shown: Option<Shown>,
    counts: card::Counts,
}

const ROW: f32 = 30.0;

impl Entities {
    /// Number of entities.
    pub fn len(&self) -> usize {
        self.groups.len()
    }

    /// Whether suggestions that are gone through are those of a filter.
    pub fn is_filtered(&self) -> bool {
        self.filter.is_set()
    }

    /// Tells of the mentions, by their index, whether they fit the filter.
    pub fn fits<'s>(&self, session: &'s Session) -> impl Fn(usize) -> bool + use<'s> {
        let (filter, mentions) = (self.filter.clone(), session.mentions());
        let lower = filter.text.to_lowercase();
        // A name is looked at once, however many mentions have it.
        let names = (0..mentions.name_count()).filter(|_| !lower.is_empty());
        let names: Vec<bool> = names
            .map(|n| {
                mentions
                    .name(n)
                    .is_some_and(|n| n.to_lowercase().contains(&lower))
            })
            .collect();
        move |i| {
            let named = |i| names.get(mentions.name_number(i)?).copied();
            let of_label = |label| mentions.get(i).is_some_and(|m| m.label == label);
            filter.label.is_none_or(of_label) && named(i).unwrap_or(true)
        }
    }

    /// Groups anew where the layers are other ones.
    pub fn refresh(&mut self, session: &Session) {
        if self.made_for == session.layers.entities_revision() {
            return;
        }
        self.made_for = session.layers.entities_revision();
        self.shown = None;
        let mentions = session.mentions();
        self.groups = groups(session);
        // Nearly sorted already: the entities are.
        self.groups.sort_by(|a, b| {
            let key = |g: &Group| (g.label, Reverse(g.count()));
            let names = || a.canonical(mentions).cmp(b.canonical(mentions));
            key(a).cmp(&key(b)).then_with(names)
        });
    }

    /// Looks up what fits, where that is not known.
    fn look_up(&mut self, session: &Session) {
        if self.shown.as_ref().is_some_and(|s| s.filter == self.filter) {
            return;
        }
        let (mentions, filter) = (session.mentions(), self.filter.clone());
        let lower = filter.text.to_lowercase();
        let fits = |g: &Group| filter.fits(&lower, g.label, g.canonical(mentions));
        let fitting = (0_u32..).zip(&self.groups).filter(|(_, g)| fits(g));
        let groups = fitting.map(|(n, _)| n).collect();
        let progress = match (&filter.text, filter.label) {
            (text, None) if text.is_empty() => session.layers.progress(),
            _ => progress_of(session, |label, name| filter.fits(&lower, label, name)),
        };
        self.shown = Some(Shown {
            filter,
            groups,
            progress,
        });
    }
}

/// How many suggestions there are of the entities that fit, and how many of them are answered.
fn progress_of(session: &Session, fits: impl Fn(EntityLabel, &str) -> bool) -> (usize, usize) {
    let Some(found) = session.found() else {
        return (0, 0);
    };
    let answers = session.layers.answers();
    let all = found.entities.all().iter().enumerate();
    let fitting = all.filter(|(_, e)| fits(e.label, e.canonical(&found.mentions)));
    fitting.fold((0, 0), |(all, answered), (n, e)| {
        let of_entity = e.count();
        let open = answers.open_of_entity(n);
        (all + of_entity, answered + of_entity.saturating_sub(open))
    })
}

/// The entities that there still are: found and not all rejected, or marked.
fn groups(session: &Session) -> Vec<Group> {
    let (answers, marked) = (session.layers.answers(), session.layers.marked());
    let Some(found) = session.found() else {
        return Vec::new();
    };
    let mentions = &found.mentions;
    let mut groups: Vec<Group> = Vec::with_capacity(found.entities.all().len());
    for (n, &entity) in found.entities.all().iter().enumerate() {
        groups.push(Group {
            label: entity.label,
            entity: Some((n, entity)),
            own: None,
            open: answers.open_of_entity(n),
            marked: 0,
        });
    }
    for (label, canonical, passages) in marked.iter() {
        let entity = found.entities.named(mentions, label, canonical);
        match entity.and_then(|n| groups.get_mut(n)) {
            Some(group) => group.marked = passages.len(),
            None => groups.push(Group {
                label,
                entity: None,
                own: Some(canonical.into()),
                open: 0,
                marked: passages.len(),
            }),
        }
    }
    groups.retain(|g| g.count() > 0);
    groups
}

/// Draws the tab.
pub fn show(
    ui: &mut Ui,
    session: &Session,
    at: usize,
    bindings: &Bindings,
    state: &mut Entities,
    out: &mut Out,
) {
    if session.found().is_none() {
        ui.label(soft(ui, session.at_work("Looking for entities")));
        return;
    }
    if let Some(language) = session.language_at(at).filter(|l| !covers(*l)) {
        ui.label(soft(ui, uncovered(language)));
    }
    let (all, _) = session.layers.progress();
    if state.groups.is_empty() && all == 0 {
        nothing(ui, session);
        return;
    }
    filters(ui, state);
    state.look_up(session);
    // Below the list, so that the list stays where it is under the pointer.
    let counts = &mut state.counts;
    below(ui, "mention", |ui| {
        card::show(ui, session, bindings, counts, out)
    });
    let Some(shown) = &state.shown else { return };
    progress::show(ui, session, shown.progress, state.filter.is_set());
    if shown.groups.is_empty() {
        let text = if state.groups.is_empty() {
            "All suggestions were rejected"
        } else {
            "No entity fits the filter"
        };
        ui.label(soft(ui, text));
    }
    let area = egui::ScrollArea::vertical()
        .id_salt("entities")
        .auto_shrink([false, false]);
    area.show_rows(ui, ROW, shown.groups.len(), |ui, rows| {
        let rows = shown.groups.get(rows).unwrap_or_default().iter();
        for group in rows.filter_map(|&n| state.groups.get(n as usize)) {
            row(ui, session, group, out);
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

fn nothing(ui: &mut Ui, session: &Session) {
    if session.analysis.is_none() {
        ui.label(soft(ui, session.at_work("Looking for entities")));
        return;
    }
    ui.add_space(10.0);
    ui.label("No entity was found.");
    ui.label(soft(
        ui,
        "People, offices, organisations, places, agreements, events, dates and amounts were looked for.",
    ));
}

fn filters(ui: &mut Ui, state: &mut Entities) {
    ui.horizontal(|ui| {
        let width = (ui.available_width() - 128.0).max(60.0);
        let field = egui::TextEdit::singleline(&mut state.filter.text)
            .hint_text("Filter")
            .desired_width(width - 16.0);
        ui.add(field.margin(egui::Margin::symmetric(8, 4)));
        let chosen = state.filter.label.map_or("All types", EntityLabel::title);
        egui::ComboBox::from_id_salt("label")
            .selected_text(chosen)
            .width(108.0)
            .show_ui(ui, |ui| {
                option(ui, &mut state.filter.label, None, "All types");
                for &label in EntityLabel::ALL {
                    if state
                        .groups
                        .binary_search_by_key(&label, |g| g.label)
                        .is_ok()
                    {
                        option(ui, &mut state.filter.label, Some(label), label.title());
                    }
                }
            })
            .response
            .on_hover_text("Types of entities that are listed");
    });
    ui.add_space(2.0);
}

fn row(ui: &mut Ui, session: &Session, group: &Group, out: &mut Out) {
    let p = Palette::of(ui.visuals());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let (open, canonical) = (group.open, group.canonical(session.mentions()));
    response.widget_info(|| {
        let mentions = count(group.count(), "mention", "mentions");
        let label = format!("{canonical}, {}, {mentions}", group.label.title());
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
    let number = if open == 0 {
        format!("✓ {}", group.count())
    } else {
        group.count().to_string()
    };
    right.max.x -= at_right(ui, right, &number, SMALL_TEXT, p.soft) + 8.0;
    let first = open_mentions(session, group).next();
    if let Some(first) = first.filter(|_| hovered && !session.is_preliminary()) {
        right.max.x -= answers(ui, right, first, out);
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
    response.context_menu(|ui| ways::menu(ui, session, group.entity.map(|e| e.1), out));
    if response.clicked() {
        walk(session, group, out);
    }
}

/// Indices of the mentions of a group that nobody has answered, in the order of the text.
fn open_mentions<'s>(session: &'s Session, group: &Group) -> impl Iterator<Item = usize> + use<'s> {
    let found = session.found().zip(group.entity);
    let all = found.map_or(&[][..], |(a, (_, entity))| a.entities.mentions_of(entity));
    let all = all.iter().map(|&i| i as usize);
    all.filter(|&i| session.layers.is_open_mention(i))
}

/// Buttons for all open mentions of an entity, one of which is given; returns their width.
fn answers(ui: &mut Ui, at: Rect, mention: usize, out: &mut Out) -> f32 {
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
            out.command(Command::AnswerAlike {
                mention,
                alike: Alike::Entity,
                accept: n == 1,
            });
        }
    }
    one * 2.0 + 4.0
}

/// On to the next mention of an entity.
fn walk(session: &Session, group: &Group, out: &mut Out) {
    let mentions = session.mentions();
    let machine = open_mentions(session, group).filter_map(|i| {
        let mention = mentions.get(i)?;
        Some((mention.range, Focus::Mention(i)))
    });
    let marked = session.layers.marked();
    let marked = marked.of(group.label, group.canonical(mentions));
    let marked = marked.into_iter().flatten();
    let person = marked.map(|&(range, id)| (range, Focus::Annotation(id)));
    let mut all: Vec<(TextRange, Focus)> = machine.chain(person).collect();
    all.sort_by_key(|&(range, _)| range);
    let at = all.iter().position(|&(_, focus)| focus == session.focus);
    let next = at.map_or(0, |i| (i + 1) % all.len());
    if let Some(&(_, focus)) = all.get(next) {
        out.command(Command::Focus(focus));
    }
}
