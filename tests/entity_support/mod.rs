//! Reference texts with their entities, and the score of a detection on them.
//!
//! A reference set is a folder of `NAME.txt` files with a file of lines beside it, `FOLDER.jsonl`:
//! `{"doc": NAME, "start": …, "end": …, "type": …, "canonical": …}`, bytes of UTF-8, end exclusive.

#![allow(dead_code, reason = "each user takes a part of it")]

use rapporteur::detect::{Settings, detect_in_steps};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

/// An entity: document, first byte, one past the last, type.
pub type Entity = (String, usize, usize, String);

/// Texts with the entities that people found in them.
pub struct Reference {
    /// Name and text of each document.
    pub texts: Vec<(String, String)>,
    /// What is in them, with the canonical form.
    pub gold: BTreeMap<Entity, String>,
}

impl Reference {
    /// Reads `folder` and the lines beside it; says what is wrong with them.
    pub fn read(folder: &Path) -> Result<Self, String> {
        let lines = folder.with_extension("jsonl");
        let text =
            std::fs::read_to_string(&lines).map_err(|e| format!("{e}: {}", lines.display()))?;
        let mut gold = BTreeMap::new();
        for (n, line) in text.lines().enumerate().filter(|(_, l)| !l.is_empty()) {
            let (entity, canonical) = entity(line)
                .ok_or_else(|| format!("line {} is no entity: {}", n + 1, lines.display()))?;
            gold.insert(entity, canonical);
        }
        let names: BTreeSet<&String> = gold.keys().map(|e| &e.0).collect();
        let read = |name: &&String| {
            let path = folder.join(format!("{name}.txt"));
            let text = std::fs::read_to_string(&path);
            let text = text.map_err(|e| format!("{e}: {}", path.display()))?;
            Ok(((*name).clone(), text))
        };
        let texts = names.iter().map(read).collect::<Result<_, String>>()?;
        let out = Self { texts, gold };
        out.check()?;
        Ok(out)
    }

    /// Every entity has to lie in its text, between characters.
    fn check(&self) -> Result<(), String> {
        let texts: HashMap<_, _> = self.texts.iter().map(|(n, t)| (n, t)).collect();
        let lies = |e: &&Entity| texts.get(&e.0).is_some_and(|t| t.get(e.1..e.2).is_some());
        match self.gold.keys().find(|e| !lies(e)) {
            Some(e) => Err(format!("no such place in {}: {}..{}", e.0, e.1, e.2)),
            None => Ok(()),
        }
    }

    /// What a detection finds in the texts, with the canonical forms.
    pub fn detected(&self, settings: &Settings) -> BTreeMap<Entity, String> {
        let mut out = BTreeMap::new();
        for (name, text) in &self.texts {
            let found = detect_in_steps(text, settings, &mut |_| true).unwrap_or_default();
            for m in found.iter() {
                let entity = (
                    name.clone(),
                    m.range.start,
                    m.range.end,
                    m.label.id().to_owned(),
                );
                out.insert(entity, m.canonical.to_owned());
            }
        }
        out
    }

    /// The score of a detection.
    pub fn score(&self, settings: &Settings) -> Score {
        Score::of(&self.gold, &self.detected(settings))
    }
}

fn entity(line: &str) -> Option<(Entity, String)> {
    let value: Value = serde_json::from_str(line).ok()?;
    let number = |key: &str| usize::try_from(value.get(key)?.as_u64()?).ok();
    let word = |key: &str| Some(value.get(key)?.as_str()?.to_owned());
    let (start, end) = (number("start")?, number("end")?);
    let canonical = word("canonical")
        .or_else(|| word("text"))
        .unwrap_or_default();
    (start < end).then_some(((word("doc")?, start, end, word("type")?), canonical))
}

/// How many there are, were found, and are right: exactly, and with any overlap.
#[derive(Clone, Copy, Default, Debug)]
pub struct Counts {
    /// In the reference.
    pub gold: usize,
    /// Found.
    pub found: usize,
    /// With the same bytes and type.
    pub exact: usize,
    /// Pairs of the same type that overlap, each in one pair at most.
    pub partial: usize,
}

impl Counts {
    /// F1 of the exact ones, in per cent.
    pub fn exact_f1(&self) -> f64 {
        f1(self.exact, self.gold, self.found)
    }

    /// F1 of those that overlap, in per cent.
    pub fn partial_f1(&self) -> f64 {
        f1(self.partial, self.gold, self.found)
    }
}

fn f1(right: usize, gold: usize, found: usize) -> f64 {
    match gold + found {
        0 => 0.0,
        all => 200.0 * right as f64 / all as f64,
    }
}

/// The score of a detection.
pub struct Score {
    /// By type.
    pub types: BTreeMap<String, Counts>,
    /// All types together.
    pub micro: Counts,
    /// B³ F1 of the grouping by canonical form, over the mentions of five types that are exactly right, in per cent.
    pub links: f64,
}

/// Types whose mentions are linked.
const LINKED: [&str; 5] = ["PERSON", "ORG", "PLACE", "AGREEMENT", "EVENT"];

impl Score {
    /// Compares what was found with the reference.
    pub fn of(gold: &BTreeMap<Entity, String>, found: &BTreeMap<Entity, String>) -> Self {
        let mut types: BTreeMap<String, Counts> = BTreeMap::new();
        for entity in gold.keys() {
            types.entry(entity.3.clone()).or_default().gold += 1;
        }
        for entity in found.keys() {
            let counts = types.entry(entity.3.clone()).or_default();
            counts.found += 1;
            counts.exact += usize::from(gold.contains_key(entity));
        }
        for (label, counts) in &mut types {
            counts.partial = pairs(&of_type(gold, label), &of_type(found, label));
        }
        let micro = types.values().fold(Counts::default(), |a, b| Counts {
            gold: a.gold + b.gold,
            found: a.found + b.found,
            exact: a.exact + b.exact,
            partial: a.partial + b.partial,
        });
        let links = links(gold, found);
        Self {
            types,
            micro,
            links,
        }
    }
}

fn of_type<'a>(all: &'a BTreeMap<Entity, String>, label: &str) -> Vec<&'a Entity> {
    all.keys().filter(|e| e.3 == label).collect()
}

/// Pairs of overlapping entities, the largest overlap first. Both are sorted by document and place.
fn pairs(gold: &[&Entity], found: &[&Entity]) -> usize {
    let mut overlaps = Vec::new();
    for (g, a) in gold.iter().enumerate() {
        let first = found.partition_point(|b| (&b.0, b.2) <= (&a.0, a.1));
        let near = found.iter().enumerate().skip(first);
        for (f, b) in near.take_while(|(_, b)| b.0 == a.0 && b.1 < a.2) {
            let shared = a.2.min(b.2).saturating_sub(a.1.max(b.1));
            let union = a.2.max(b.2) - a.1.min(b.1);
            overlaps.extend((shared > 0).then_some((std::cmp::Reverse(shared), union, g, f)));
        }
    }
    overlaps.sort_unstable();
    let (mut golds, mut founds) = (BTreeSet::new(), BTreeSet::new());
    overlaps.retain(|&(_, _, g, f)| {
        let free = !golds.contains(&g) && !founds.contains(&f);
        free && golds.insert(g) && founds.insert(f)
    });
    overlaps.len()
}

/// B³ F1 in per cent.
fn links(gold: &BTreeMap<Entity, String>, found: &BTreeMap<Entity, String>) -> f64 {
    let linked = |e: &&Entity| LINKED.contains(&e.3.as_str());
    let both: Vec<_> = gold.keys().filter(linked).collect();
    let both = both
        .iter()
        .filter_map(|e| Some((gold.get(*e)?, found.get(*e)?)));
    let both: Vec<_> = both.collect();
    let (mut golds, mut founds, mut shared) = (HashMap::new(), HashMap::new(), HashMap::new());
    for (g, f) in &both {
        *golds.entry(*g).or_insert(0.0) += 1.0;
        *founds.entry(*f).or_insert(0.0) += 1.0;
        *shared.entry((*g, *f)).or_insert(0.0) += 1.0;
    }
    let (mut precision, mut recall) = (0.0_f64, 0.0_f64);
    for pair in &both {
        precision += shared[pair] / founds[pair.1];
        recall += shared[pair] / golds[pair.0];
    }
    200.0 * precision * recall
        / (precision + recall).max(f64::MIN_POSITIVE)
        / both.len().max(1) as f64
}

/// The reference sets of the repository.
pub fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/entities")
        .join(name)
}
