//! The lane that looks at what is on screen of a long text, beside the one that looks through the whole.

use super::lists::Lists;
use super::{Done, Newer, Out};
use crate::app::early::Glanced;
use crate::app::session::Analysis;
use crate::detect::{Mention, Mentions, Settings, detect_in_steps};
use crate::document::Document;
use crate::library::entities::Entities;
use crate::text::TextRange;
use std::sync::Arc;

/// A part of a text that is to be looked at.
pub struct Glance {
    /// The document.
    pub document: Arc<Document>,
    /// Which part of its text (UTF-8 bytes).
    pub window: TextRange,
    /// What is known of the rest.
    pub base: Option<Arc<Analysis>>,
    /// Which parts of that were looked at like this one.
    pub windows: Vec<TextRange>,
}

/// Looks at a part, unless another one is wanted by then.
pub(super) fn glance(request: Glance, lists: &Lists, out: &Out, newer: Newer<'_>) {
    let (list, own) = lists.ready();
    let settings = Settings {
        own,
        ..Settings::default()
    };
    let window = request.window;
    let text = window.of(&request.document.text).unwrap_or_default();
    let Some(found) = detect_in_steps(text, &settings, &mut |_| !newer()) else {
        return;
    };
    let analysis = together(request.base.as_deref(), window, &found);
    let mut windows = request.windows;
    windows.push(window);
    out.send(Done::Glanced(Box::new(Glanced {
        text_hash: request.document.text_hash,
        windows,
        analysis: Arc::new(analysis),
        list,
    })));
}

/// What was found in a part, with what is known of the rest. `found` counts from the beginning of the part.
fn together(base: Option<&Analysis>, window: TextRange, found: &Mentions) -> Analysis {
    let none = Analysis::default();
    let base = base.unwrap_or(&none);
    let before = base.mentions.first_at_or_after(window.start);
    let all = base.mentions.iter().take(before);
    let before = all.filter(|m| m.range.end <= window.start);
    let here = found.iter().map(|m| {
        let (start, end) = (m.range.start + window.start, m.range.end + window.start);
        Mention {
            range: TextRange::new(start, end),
            ..m
        }
    });
    let behind = base.mentions.first_at_or_after(window.end);
    let behind = base.mentions.iter().skip(behind);
    let mentions: Mentions = before.chain(here).chain(behind).collect();
    Analysis {
        entities: Arc::new(Entities::of(&mentions)),
        mentions: Arc::new(mentions),
        findings: base.findings.clone(),
        raw: base.raw.clone(),
        alone: base.alone.clone(),
        rules: base.rules,
        failed: base.failed.clone(),
        off: base.off.clone(),
        problem: None,
        title: base.title.clone(),
        words: base.words,
        languages: base.languages.clone(),
        spoken: base.spoken.clone(),
        source: base.source.clone(),
        list: base.list,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::detect;

    const PAGE: &str =
        "Minister Prak Sokhonn met Mr Kishida Fumio in Phnom Penh on 3 May 2024.\n\n";

    fn told(mentions: &Mentions) -> Vec<(TextRange, &str, &str)> {
        mentions
            .iter()
            .map(|m| (m.range, m.canonical, m.rule))
            .collect()
    }

    #[test]
    fn parts_come_together_to_what_the_whole_has() {
        let text = PAGE.repeat(6);
        let whole = detect(&text);
        assert!(whole.len() >= 24, "{}", whole.len());
        let mut known: Option<Analysis> = None;
        // The parts in another order, one of them twice.
        for page in [4, 1, 0, 4, 5, 3, 2] {
            let window = TextRange::new(page * PAGE.len(), (page + 1) * PAGE.len());
            known = Some(together(known.as_ref(), window, &detect(PAGE)));
            let found = known.as_ref().unwrap();
            let there = found.mentions.over(window).count();
            assert_eq!(there, whole.over(window).count());
        }
        let found = known.unwrap();
        assert_eq!(told(&found.mentions), told(&whole));
        assert_eq!(*found.entities, Entities::of(&whole));
    }
}
