//! Many annotations on a text: of every kind, short and long, overlapping.

use super::random::Random;
use rapporteur::anchoring::describe;
use rapporteur::annotation::codebook::sample_annotator;
use rapporteur::annotation::ids::CountingMint;
use rapporteur::annotation::{
    Anchored, Annotation, AnnotationId, AnnotationSet, Annotator, Body, Category, Codebook,
    EntityLabel, Mint, Placed, Record, ReviewState, Severity,
};
use rapporteur::app::loading::document_info;
use rapporteur::document::Document;
use rapporteur::text::TextRange;

/// A set of `count` annotations on `document`.
pub fn spread(document: &Document, count: usize, seed: u64) -> AnnotationSet {
    let mut set = AnnotationSet::default();
    let mut random = Random::new(seed);
    let mut mint = CountingMint::new(1);
    let codebook = Codebook::default_themes();
    set.insert(Record::Document(document_info(document)));
    set.insert(Record::Annotator(Annotator {
        id: sample_annotator(),
        name: "Sample".into(),
        extra: Default::default(),
    }));
    for theme in codebook.iter() {
        set.insert(Record::Theme(theme.clone()));
    }
    for _ in 0..count {
        let range = passage(&document.text, &mut random);
        let body = body(&codebook, &mut random);
        let annotation = annotation(&document.text, range, body, &mut mint);
        set.insert(Record::Annotation(Placed::Anchored(Anchored {
            annotation,
            range,
        })));
    }
    set
}

/// A passage of whole words: mostly a few, now and then some paragraphs.
fn passage(text: &str, random: &mut Random) -> TextRange {
    let long = match random.below(20) {
        0 => 1500,
        1..6 => 300,
        _ => 60,
    };
    let start = word_start(text, random.below(text.len()));
    let end = word_end(text, start + 4 + random.below(long));
    TextRange::new(start, end)
}

fn word_start(text: &str, at: usize) -> usize {
    let at = text.floor_char_boundary(at);
    let before = text.get(..at).unwrap_or_default();
    let gap = before.rfind(char::is_whitespace);
    gap.map_or(0, |gap| gap + 1)
}

fn word_end(text: &str, at: usize) -> usize {
    let at = text.floor_char_boundary(at);
    let after = text.get(at..).unwrap_or_default();
    at + after.find(char::is_whitespace).unwrap_or(after.len())
}

fn body(codebook: &Codebook, random: &mut Random) -> Body {
    match random.below(10) {
        0 => Body::Memo,
        1 => Body::Highlight,
        2 => Body::Entity {
            label: EntityLabel::Place,
            canonical: "Phnom Penh".into(),
        },
        3 => Body::Flag {
            category: Category::GarbledToken,
            severity: Severity::Medium,
            check: None,
        },
        n => codebook
            .by_key(u8::try_from(n - 3).unwrap_or(1))
            .map_or(Body::Memo, |theme| Body::Theme(theme.id)),
    }
}

fn annotation(text: &str, range: TextRange, body: Body, mint: &mut CountingMint) -> Annotation {
    let now = mint.now();
    Annotation {
        id: AnnotationId(mint.uuid()),
        quote: describe(text, range),
        annotator: sample_annotator(),
        created: now,
        modified: now,
        state: ReviewState::Open,
        body,
        note: String::new(),
        extra: Default::default(),
    }
}

/// Themes on `count` passages of a few words, evenly over a text, without quotes beyond the passage itself.
pub fn even(text: &str, count: usize, seed: u64) -> AnnotationSet {
    let mut random = Random::new(seed);
    let mut mint = CountingMint::new(1);
    let codebook = Codebook::default_themes();
    let mut set: AnnotationSet = codebook.iter().cloned().map(Record::Theme).collect();
    let step = text.len() / count.max(1);
    for n in 0..count {
        let start = word_start(text, n * step + random.below(step / 2 + 1));
        let range = TextRange::new(start, word_end(text, start + 4 + random.below(60)));
        let annotation = annotation(text, range, body(&codebook, &mut random), &mut mint);
        set.insert(Record::Annotation(Placed::Anchored(Anchored {
            annotation,
            range,
        })));
    }
    set
}
