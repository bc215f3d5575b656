//! What was left inside the lines of paragraphs: a bullet in mid-sentence, marks of notes that the text does not have,
//! headings that are told by their words, the line of rights of a web page.

use super::LayoutArtefact;
use super::alone::{is_request, within};
use super::headings::STARTING;
use crate::annotation::label::Severity;
use crate::quality::{Context, Finding, Repair};
use crate::text::TextRange;
use memchr::memmem;

/// Words and phrases that are headings of official texts, in small letters.
const HEADINGS: &[&str] = &[
    "background",
    "key decisions",
    "decisions",
    "timetable",
    "final remarks",
    "concluding remarks",
    "about the programme",
    "security and defence",
    "cultural exchanges",
    "monitoring and review",
    "calendrier",
    "décisions",
    "décisions adoptées",
    "rappel des faits",
    "coopération culturelle",
    "keputusan",
    "pokok pembahasan",
    "tindak lanjut",
    "diễn biến",
    "hợp tác văn hóa",
    "calendario",
    "decisiones",
    "introduction",
    "conclusion",
    "conclusions",
    "implementation",
    "financing",
    "next steps",
    "summary",
    "executive summary",
    "main outcomes",
    "key outcomes",
    "outcomes",
    "recommendations",
    "overview",
    "context",
    "objectives",
    "objective",
    "key findings",
    "findings",
    "way forward",
    "the way forward",
    "notes to editors",
    "regional issues",
    "economic cooperation",
    "political dialogue",
    "peace and security",
    "opening remarks",
    "closing remarks",
    "discussion",
    "methodology",
    "acknowledgements",
    "scope",
    "purpose",
    "rationale",
    "follow-up",
    "education and research",
    "people-to-people ties",
    "contexte",
    "recommandations",
    "prochaines étapes",
    "introduction générale",
    "résumé",
    "synthèse",
    "coopération économique",
    "mise en œuvre",
    "financement",
    "latar belakang",
    "hasil utama",
    "kesimpulan",
    "pendahuluan",
    "kerja sama ekonomi",
    "langkah selanjutnya",
    "rekomendasi",
    "antecedentes",
    "próximos pasos",
    "conclusiones",
    "introducción",
    "recomendaciones",
    "bối cảnh",
    "kết quả chính",
    "kết luận",
    "các bước tiếp theo",
    "giới thiệu",
    "hợp tác kinh tế",
    "hintergrund",
    "zusammenfassung",
    "schlussfolgerungen",
    "nächste schritte",
    "ausblick",
    "einleitung",
];

/// Words with which sentences begin and hardly any heading goes on.
const OPENING: &[&str] = &[
    "According",
    "Asked",
    "Led",
    "Both",
    "Several",
    "Some",
    "Since",
    "Under",
    "While",
    "Although",
    "Despite",
    "Following",
    "Observers",
    "Critics",
    "Experts",
    "Participants",
    "Delegates",
];

/// How far (bytes) to either side of a sign its line is looked at.
const PROSE: usize = 200;
/// Bytes of the longest heading.
const LONGEST: usize = 60;
/// How far from the end of a paragraph (bytes) what a web site asks is looked for.
const TRAIL: usize = 140;
/// Bytes of the shortest paragraph behind one.
const BODY: usize = 60;

impl LayoutArtefact {
    /// Bullets between two words of a sentence that stand nowhere else in the paragraph.
    pub(super) fn stray_bullets(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let bytes = context.text.as_bytes();
        for sign in [" • ", " · ", " ▪ ", " ● "] {
            for at in memmem::find_iter(bytes, sign) {
                let range = TextRange::new(at + 1, at + sign.len() - 1);
                // No further than that: a line may be as long as the text.
                let near = TextRange::new(
                    at.saturating_sub(PROSE),
                    context.text.len().min(at + sign.len() + PROSE),
                );
                let near = near.snapped(context.text);
                let head = context.text.get(near.start..at).unwrap_or_default();
                let tail = context
                    .text
                    .get(at + sign.len()..near.end)
                    .unwrap_or_default();
                let small = |w: &str| w.chars().count() >= 2 && w.chars().all(char::is_lowercase);
                let before = head
                    .rsplit([' ', '\n', '\'', '’'])
                    .next()
                    .unwrap_or_default();
                let behind = tail
                    .split([' ', '\n', '\'', '’'])
                    .next()
                    .unwrap_or_default();
                let before = before.trim_end_matches(',');
                let behind = behind.trim_end_matches([',', '.', ';']);
                // Between items of a list other bullets stand.
                let line = head.rsplit('\n').next().unwrap_or_default();
                let rest = tail.split('\n').next().unwrap_or_default();
                let bullet = sign.trim();
                let prose = line.len() + rest.len() >= 80 && !line.is_empty();
                let opens = before.chars().count() >= 3
                    && before.starts_with(char::is_uppercase)
                    && before.chars().skip(1).all(char::is_lowercase)
                    && STARTING.contains(before);
                let single = !line.contains(bullet) && !rest.contains(bullet);
                if prose && single && small(behind) && (small(before) || opens) {
                    let reason = format!("a bullet in mid-sentence: “{before} {bullet} {behind}”");
                    let finding = Finding::new(self, range, Severity::Low, reason);
                    out.push(finding.repaired(Some(Repair::exact(""))));
                }
            }
        }
    }

    /// Marks of notes in brackets where the text has no such notes.
    pub(super) fn orphan_notes(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let text = context.text;
        let mut marks: Vec<(TextRange, &str)> = Vec::new();
        for at in memchr::memchr_iter(b'[', text.as_bytes()) {
            let rest = text.get(at + 1..).unwrap_or_default();
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let closed = (1..=3).contains(&digits) && rest.as_bytes().get(digits) == Some(&b']');
            if closed {
                let range = TextRange::new(at, at + digits + 2);
                marks.push((range, rest.get(..digits).unwrap_or_default()));
            }
        }
        let opens_line = |r: TextRange| {
            let head = text.get(..r.start).unwrap_or_default();
            head.trim_end_matches([' ', '\t']).ends_with('\n') || head.trim().is_empty()
        };
        if marks.is_empty() || marks.iter().any(|(r, _)| opens_line(*r)) {
            return;
        }
        for (range, number) in marks {
            let head = text.get(..range.start).unwrap_or_default();
            let word = head.trim_end_matches(' ');
            let follows = word.ends_with(|c: char| {
                c.is_alphanumeric() || matches!(c, '.' | ',' | ';' | '”' | '"' | ')')
            });
            if follows && !context.is_markdown() {
                let reason = format!("the mark of a note that the text does not have: [{number}]");
                let finding = Finding::new(self, range, Severity::Low, reason);
                out.push(finding.repaired(Some(Repair::exact(""))));
            }
        }
    }

    /// Headings of official texts in front of the sentence behind them, and behind the one before them.
    pub(super) fn named_headings(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        for &line in &context.lines {
            if line.len() < BODY {
                continue;
            }
            let text = context.slice(line);
            let found = in_front(text).map(|r| (r, "on one line with the sentence behind it"));
            let found =
                found.or_else(|| Some((behind(text)?, "at the end of the paragraph before it")));
            if let Some((range, what)) = found {
                let range = within(line, range);
                let reason = format!("a heading {what}: “{}”", context.slice(range));
                out.push(Finding::new(self, range, Severity::Low, reason));
            }
        }
    }

    /// Requests of web sites and credits of pictures behind the last sentence of a paragraph.
    pub(super) fn trailing_requests(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        for &line in &context.lines {
            let text = context.slice(line).trim_end();
            if text.len() < BODY {
                continue;
            }
            let near = TextRange::new(text.len().saturating_sub(TRAIL), text.len()).snapped(text);
            let tail = near.of(text).unwrap_or_default();
            let request = || {
                let bytes = tail.as_bytes();
                let marks = memchr::memchr3_iter(b'.', b'!', b'?', bytes).filter_map(|n| {
                    let behind = tail.get(n + 1..)?;
                    let rest = behind.trim_start_matches(['”', '"', '»']);
                    rest.starts_with(' ').then_some(tail.len() - rest.len() + 1)
                });
                let mut starts = marks;
                starts
                    .find(|&n| tail.get(n..).is_some_and(is_request))
                    .map(|n| (n, "a request of a web site"))
            };
            let credit = || {
                let open = tail.ends_with(')').then(|| tail.rfind('('))??;
                let inner = tail.get(open + 1..tail.len() - 1)?;
                const MARKS: &[&str] = &[
                    "Photo by ",
                    "Photo: ",
                    "Photo courtesy",
                    "FOTO/",
                    "Foto: ",
                    "Ảnh: ",
                    "Nguồn: ",
                    "Photo credit",
                    "Image: ",
                    "Picture: ",
                ];
                let sentence = tail.get(..open)?.trim_end().ends_with(['.', '!', '?', '”']);
                (inner.len() <= 70 && sentence && MARKS.iter().any(|m| inner.contains(m)))
                    .then_some((open, "who made a picture"))
            };
            let ends =
                tail.ends_with(|c: char| c.is_alphabetic() || matches!(c, ')' | '.' | '*' | '!'));
            if let Some((at, what)) = ends.then(|| request().or_else(credit)).flatten() {
                let range = within(line, TextRange::new(near.start + at, text.len()));
                let reason = format!("{what} behind a sentence: “{}”", context.slice(range));
                let finding = Finding::new(self, range, Severity::Low, reason);
                out.push(finding.repaired(Some(Repair::exact(""))));
            }
        }
    }

    /// `© 2021 Ministry of Ports. All rights reserved.` behind a sentence.
    pub(super) fn inline_rights(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        const RESERVED: &[&str] = &[
            "ll rights reserved",
            "ous droits réservés",
            "odos los derechos reservados",
            "lle Rechte vorbehalten",
        ];
        for at in memmem::find_iter(context.text.as_bytes(), " ©").map(|at| at + 1) {
            let near = TextRange::new(at, context.text.len().min(at + PROSE)).snapped(context.text);
            let tail = near.of(context.text).unwrap_or_default();
            let line = tail.split('\n').next().unwrap_or_default();
            let end = RESERVED.iter().find_map(|r| Some(line.find(r)? + r.len()));
            if let Some(end) = end.filter(|end| *end <= 160) {
                let end = end + usize::from(line.get(end..).is_some_and(|l| l.starts_with('.')));
                let range = TextRange::new(at, at + end);
                let reason = format!("the line of rights of a page: “{}”", context.slice(range));
                let finding = Finding::new(self, range, Severity::Low, reason);
                out.push(finding.repaired(Some(Repair::exact(""))));
            }
        }
    }
}

/// The heading that a paragraph begins with, its number with it: one of the known ones, before a word with which sentences
/// begin; or in capitals before a sentence; or a numbered one, before a word with which hardly anything but a sentence begins.
fn in_front(text: &str) -> Option<TextRange> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let roman = text.bytes().take_while(|b| b"IVX".contains(b)).count();
    let lead = [digits, roman]
        .into_iter()
        .find(|n| (1..=4).contains(n) && text.get(*n..).is_some_and(|rest| rest.starts_with(". ")));
    let lead = lead.map_or(0, |n| n + 2);
    let rest = text.get(lead..)?;
    if !rest.starts_with(char::is_uppercase) {
        return None;
    }
    let mut at = 0;
    for (n, word) in rest.split(' ').enumerate().take(7) {
        let next = rest.get(at + word.len() + 1..).unwrap_or_default();
        let starts = n > 0
            && is_capitalised(word)
            && next.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
        if starts {
            let head = rest.get(..at - 1)?;
            let opens = STARTING.contains(word) || OPENING.contains(&word);
            let capitals = head.len() >= 6 && head.chars().all(|c| !c.is_lowercase());
            // Most lines begin with a sentence.
            if !opens && !capitals {
                at += word.len() + 1;
                continue;
            }
            let known = HEADINGS.contains(&head.to_lowercase().as_str());
            let last = head.rsplit(' ').next().unwrap_or_default();
            let small = last.len() >= 4 && last.chars().all(|c| c.is_lowercase() || c == '-');
            let numbered =
                lead > 0 && n >= 2 && opens && small && next.starts_with(char::is_lowercase);
            if rest.len() - at >= BODY && (known && (opens || capitals) || numbered) {
                return Some(TextRange::new(0, lead + at - 1));
            }
        }
        at += word.len() + 1;
        let plain = |c: char| c.is_alphabetic() || matches!(c, '-' | '&');
        if at > LONGEST || !word.chars().all(plain) || word.is_empty() {
            return None;
        }
    }
    None
}

/// A known heading behind the last sentence of a paragraph.
fn behind(text: &str) -> Option<TextRange> {
    let text = text.trim_end();
    if !text.ends_with(char::is_alphabetic) {
        return None;
    }
    let near = TextRange::new(text.len().saturating_sub(LONGEST), text.len()).snapped(text);
    let tail = near.of(text)?;
    let cut = [". ", "? ", "! ", ".” ", ".\" ", "» "].iter();
    let cut = cut
        .filter_map(|m| Some(tail.find(m)? + m.len()))
        .filter_map(|cut| {
            let head = tail.get(cut..)?;
            let bare = head
                .trim_start_matches(|c: char| c.is_ascii_digit())
                .trim_start_matches(". ");
            let known = bare.starts_with(char::is_uppercase)
                && HEADINGS.contains(&bare.to_lowercase().as_str());
            known.then_some(cut)
        });
    // The number of a heading has a full stop of its own.
    let mut cut = cut.min()?;
    let before = tail.get(..cut)?.trim_end_matches(". ");
    let number = before.rsplit(' ').next().unwrap_or_default();
    if tail.get(..cut)?.ends_with(". ")
        && !number.is_empty()
        && number.len() <= 2
        && number.bytes().all(|b| b.is_ascii_digit())
    {
        cut -= number.len() + 2;
    }
    Some(TextRange::new(near.start + cut, text.len()))
}

fn is_capitalised(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase)
        && chars.all(|c| c.is_lowercase() || matches!(c, '-' | '’' | '\''))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{expect, silent};

    #[test]
    fn headings_that_are_told_by_their_words() {
        expect(
            &LayoutArtefact,
            "\
Conclusions According to the council, the roads and bridges of the island are in order for the winter.
^^^^^^^^^^^ low: on one line with

IMPLEMENTATION Trade between the islands rose by a third in the last year, and the ferries were full.
^^^^^^^^^^^^^^ low: on one line with

2. Peace and harbours When the council met in spring, nobody spoke about the roads and the bridges.
^^^^^^^^^^^^^^^^^^^^^ low: on one line with

The council met in the town hall and spoke about the roads and the bridges for hours. 1. Next steps
                                                                                      ^^^^^^^^^^^^^ low: at the end",
        );
        silent(
            &LayoutArtefact,
            &[
                "Background information is given by the council of the islands to all who ask for it in the town hall.",
                "Implementation Plan members of the council met in the town hall and spoke about roads for some hours.",
                "ASEAN Leaders agreed to meet in the town hall of the island and to speak about the roads and bridges.",
                "The council said that the roads and the bridges of the islands are in order. She thanked The Hague",
            ],
        );
    }

    #[test]
    fn bullets_notes_and_rights_inside_sentences() {
        expect(
            &LayoutArtefact,
            "\
The council spoke about the roads, the food · prices and the bridges of the northern islands for hours. © 2021 Island Council. All rights reserved.
                                            ^ low: a bullet in mid-sentence
                                                                                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ low: the line of rights

The charter of the United [6] Islands was signed by all who came to the town hall on that Monday in May.
                          ^^^ low: a note that the text does not have",
        );
        silent(
            &LayoutArtefact,
            &[
                "The moment of the force was 5 kN · m, as the engineers of the council wrote in a long report in May.",
                "Roads · bridges · ferries · harbours and all that the council of the northern islands has to do with.",
                "The charter [1] was signed.\n\n[1] Island Council, 2001.\n",
            ],
        );
    }
}
