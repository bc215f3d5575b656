//! The codebook: themes in a tree.

use super::ids::{AnnotatorId, ThemeId};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A theme that passages are tagged with. Only `id` is its identity.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Theme {
    /// Identity.
    pub id: ThemeId,
    /// What people call it.
    pub name: String,
    /// Red, green, blue (sRGB, 0–255).
    pub colour: [u8; 3],
    /// When to use it.
    pub description: String,
    /// Words that suggest it.
    pub keywords: Vec<String>,
    /// The theme that it is a part of.
    pub parent: Option<ThemeId>,
    /// The digit 1–9 that applies it.
    pub key: Option<u8>,
    /// Place among its siblings, ascending.
    pub order: i32,
    /// Attributes of other programs, kept as they stand.
    pub extra: BTreeMap<String, String>,
}

/// All themes of a root.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Codebook {
    themes: BTreeMap<ThemeId, Theme>,
}

/// Colours of the default themes and of new ones, in turn. Hue and lightness were searched for so that each two stay
/// apart also for people who lack one kind of cone, as bars and as tints on every paper; the tests of the window's theme
/// measure it.
pub const PALETTE: [[u8; 3]; 10] = [
    [0x91, 0x00, 0x3c],
    [0x9d, 0x91, 0x51],
    [0x3b, 0x79, 0x59],
    [0x53, 0x5e, 0xfd],
    [0x46, 0x95, 0xd7],
    [0x7c, 0x4f, 0x87],
    [0x50, 0x75, 0x00],
    [0x6b, 0x37, 0x0f],
    [0x4e, 0x2b, 0xa0],
    [0x8c, 0x8f, 0x9d],
];

/// Name and description of the themes that a new root begins with.
const DEFAULTS: [(&str, &str); 9] = [
    (
        "Security",
        "Defence, conflict, crime, terrorism, maritime and cyber security.",
    ),
    (
        "Trade",
        "Trade, investment, tariffs, market access, supply chains.",
    ),
    (
        "ASEAN centrality",
        "ASEAN as the driver of the regional architecture; ASEAN-led mechanisms.",
    ),
    (
        "Bilateral relations",
        "Dealings between two states: visits, talks, partnerships.",
    ),
    (
        "Regional diplomacy",
        "Summits, dialogue relations, mediation, consensus among several states.",
    ),
    (
        "Great-power rivalry",
        "Competition and alignment between major powers.",
    ),
    (
        "Sustainable development",
        "Development, climate, energy, aid, connectivity.",
    ),
    (
        "Human rights and democracy",
        "Rights, elections, rule of law, civil society.",
    ),
    (
        "Humanitarian assistance",
        "Relief, disasters, displacement, health emergencies.",
    ),
];

impl Codebook {
    /// The codebook of a root that has none yet. Its ids are constants: the same theme has the same id on every
    /// machine, so that sets from several people meet.
    pub fn default_themes() -> Self {
        let mut book = Self::default();
        for (n, (name, description)) in (0_i32..).zip(DEFAULTS) {
            let i = usize::try_from(n).unwrap_or_default();
            book.themes.insert(
                default_id(i),
                Theme {
                    id: default_id(i),
                    name: name.to_owned(),
                    colour: PALETTE[i % PALETTE.len()],
                    description: description.to_owned(),
                    keywords: Vec::new(),
                    parent: None,
                    key: u8::try_from(i + 1).ok(),
                    order: n,
                    extra: BTreeMap::new(),
                },
            );
        }
        book
    }

    /// The theme with this id.
    pub fn get(&self, id: ThemeId) -> Option<&Theme> {
        self.themes.get(&id)
    }

    /// All themes by id.
    pub fn iter(&self) -> impl Iterator<Item = &Theme> {
        self.themes.values()
    }

    /// Number of themes.
    pub fn len(&self) -> usize {
        self.themes.len()
    }

    /// Whether there is no theme.
    pub fn is_empty(&self) -> bool {
        self.themes.is_empty()
    }

    /// Puts or removes a theme; returns what stood there.
    pub fn put(&mut self, id: ThemeId, theme: Option<Theme>) -> Option<Theme> {
        match theme {
            Some(theme) => self.themes.insert(id, theme),
            None => self.themes.remove(&id),
        }
    }

    /// The theme of the digit `key` (1–9).
    pub fn by_key(&self, key: u8) -> Option<&Theme> {
        self.themes.values().find(|t| t.key == Some(key))
    }

    /// The themes as the panel lists them: depth first, siblings by order; with the depth (0 = no parent). A theme
    /// whose parent is missing, or that is its own ancestor, stands at the top.
    pub fn tree(&self) -> Vec<(usize, &Theme)> {
        let mut out = Vec::with_capacity(self.themes.len());
        self.branch(None, 0, &mut out);
        // Themes in a cycle of parents are reached from no root; they are listed all the same.
        let seen: std::collections::BTreeSet<_> = out.iter().map(|(_, t)| t.id).collect();
        out.extend(
            self.themes
                .values()
                .filter(|t| !seen.contains(&t.id))
                .map(|t| (0, t)),
        );
        out
    }

    fn branch<'a>(
        &'a self,
        parent: Option<ThemeId>,
        depth: usize,
        out: &mut Vec<(usize, &'a Theme)>,
    ) {
        for theme in self.children(parent) {
            out.push((depth, theme));
            self.branch(Some(theme.id), depth + 1, out);
        }
    }

    /// The children of a theme (of none: the themes at the top), in order.
    pub fn children(&self, parent: Option<ThemeId>) -> Vec<&Theme> {
        let known = |id: ThemeId| self.themes.contains_key(&id);
        let mut out: Vec<_> = self
            .themes
            .values()
            .filter(|t| t.parent.filter(|&p| known(p)) == parent)
            .collect();
        out.sort_by_key(|t| (t.order, t.id));
        out
    }

    /// `id` and everything below it.
    pub fn branch_ids(&self, id: ThemeId) -> Vec<ThemeId> {
        let mut out = vec![id];
        let mut i = 0;
        while let Some(&at) = out.get(i) {
            let below: Vec<_> = self
                .children(Some(at))
                .into_iter()
                .map(|t| t.id)
                .filter(|t| !out.contains(t))
                .collect();
            out.extend(below);
            i += 1;
        }
        out
    }

    /// Whether moving `id` under `parent` would make it its own ancestor.
    pub fn would_loop(&self, id: ThemeId, parent: ThemeId) -> bool {
        self.branch_ids(id).contains(&parent)
    }

    /// A colour that the fewest themes use.
    pub fn next_colour(&self) -> [u8; 3] {
        let uses = |c: &[u8; 3]| self.themes.values().filter(|t| t.colour == *c).count();
        PALETTE.into_iter().min_by_key(uses).unwrap_or(PALETTE[0])
    }

    /// The lowest digit 1–9 that no theme has.
    pub fn free_key(&self) -> Option<u8> {
        (1..=9).find(|&k| self.by_key(k).is_none())
    }

    /// The place after all siblings under `parent`.
    pub fn next_order(&self, parent: Option<ThemeId>) -> i32 {
        self.children(parent)
            .last()
            .map_or(0, |t| t.order.saturating_add(1))
    }
}

/// A UUIDv7 that depends on nothing but `n`.
fn default_id(n: usize) -> ThemeId {
    let mut random = *b"rapporteur";
    random[9] = u8::try_from(n).unwrap_or(u8::MAX);
    ThemeId(uuid::Builder::from_unix_timestamp_millis(1_763_769_600_000, &random).into_uuid())
}

/// The annotator of the sample annotations.
pub fn sample_annotator() -> AnnotatorId {
    AnnotatorId(Uuid::from_u128(0x019a_a8e1_4c00_7261_b070_6f72_7465_7572))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_themes_have_lasting_ids_and_all_keys() {
        let book = Codebook::default_themes();
        assert_eq!(book.len(), 9);
        let security = book.by_key(1).unwrap();
        assert_eq!(security.name, "Security");
        assert_eq!(
            security.id.to_string(),
            "019aa8dc-4800-7261-b070-6f7274657500"
        );
        assert_eq!(book.free_key(), None);
    }

    #[test]
    fn a_tree_with_a_loop_or_a_lost_parent_lists_every_theme_once() {
        let mut book = Codebook::default_themes();
        let ids: Vec<_> = book.iter().map(|t| t.id).collect();
        for (child, parent) in [(0, 1), (1, 0), (2, 3)] {
            let mut theme = book.get(ids[child]).unwrap().clone();
            theme.parent = Some(ids[parent]);
            book.put(ids[child], Some(theme));
        }
        book.put(ids[3], None);
        let listed: Vec<_> = book.tree().iter().map(|(_, t)| t.id).collect();
        assert_eq!(listed.len(), book.len());
        assert!(book.branch_ids(ids[0]).contains(&ids[1]));
    }

    #[test]
    fn a_branch_may_not_move_below_itself() {
        let mut book = Codebook::default_themes();
        let ids: Vec<_> = book.iter().map(|t| t.id).collect();
        let mut child = book.get(ids[1]).unwrap().clone();
        child.parent = Some(ids[0]);
        book.put(ids[1], Some(child));
        assert!(book.would_loop(ids[0], ids[1]));
        assert!(!book.would_loop(ids[1], ids[2]));
        assert_eq!(book.tree()[1].0, 1);
    }
}
