//! The lines that a program for mail prints above a message.

use super::LayoutArtefact;
use crate::annotation::label::Severity;
use crate::quality::context::trimmed;
use crate::quality::{Context, Finding, Repair};

/// The names of fields: who sent it, when, and the others.
const SENDER: &[&str] = &["From", "De", "Von", "Dari", "Từ", "Da"];
const SENT: &[&str] = &[
    "Sent",
    "Envoyé",
    "Gesendet",
    "Enviado",
    "Enviado el",
    "Enviada em",
    "Dikirim",
    "Đã gửi",
    "Inviato",
];
const OTHERS: &[&str] = &[
    "To",
    "Cc",
    "CC",
    "Bcc",
    "Subject",
    "Date",
    "Reply-To",
    "Importance",
    "Attachments",
    "À",
    "Objet",
    "An",
    "Betreff",
    "Para",
    "Asunto",
    "Assunto",
    "Kepada",
    "Perihal",
    "Tới",
    "Chủ đề",
    "A",
    "Oggetto",
];

/// How many fields make the head of a message.
const FIELDS: usize = 3;

impl LayoutArtefact {
    /// The head of a message: its sender, when it was sent, to whom. A memorandum has such lines, too, but no address of
    /// mail and no time.
    pub(super) fn mail_heads(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let mut index = 0;
        while index < context.lines.len() {
            if !is_one_of(context.line(index), SENDER) {
                index += 1;
                continue;
            }
            let field = |i: &usize| {
                let line = context.line(*i);
                [SENDER, SENT, OTHERS]
                    .iter()
                    .any(|names| is_one_of(line, names))
            };
            let count = (index..context.lines.len())
                .take_while(field)
                .count()
                .max(1);
            let lines = index..index + count;
            let mailed = lines
                .clone()
                .any(|i| context.line(i).contains('@') || is_one_of(context.line(i), SENT));
            let ends = context
                .lines
                .get(index)
                .zip(context.lines.get(index + count - 1));
            if let Some((first, last)) = ends.filter(|_| count >= FIELDS && mailed) {
                let range = trimmed(context.text, first.union(*last), char::is_whitespace);
                let reason = format!("the head of a message of mail in {count} lines");
                let finding = Finding::new(self, range, Severity::Low, reason);
                out.push(finding.repaired(Some(Repair::exact(""))));
            }
            index += count;
        }
    }
}

/// Whether a line is a field with one of these names.
fn is_one_of(line: &str, names: &[&str]) -> bool {
    let bare = line.trim_start_matches(['>', ' ', '*', '\t']);
    // Most lines begin with none of them.
    if !names
        .iter()
        .any(|n| n.as_bytes().first() == bare.as_bytes().first())
    {
        return false;
    }
    if !bare.get(..bare.len().min(14)).unwrap_or(bare).contains(':') {
        return false;
    }
    let name = bare.split(':').next().unwrap_or_default();
    names.contains(&name.trim_end().trim_end_matches('*'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{findings, silent};

    #[test]
    fn heads_of_messages() {
        let text = "From: Lena Kosk\nSent: Monday, 4 May 2015 10:12\nTo: All members\nSubject: The roads\n\nThe council met in May.";
        let found = findings(&LayoutArtefact, text);
        assert_eq!(found.len(), 1, "{found:?}");
        silent(
            &LayoutArtefact,
            &[
                "From: Lena Kosk, Harbour Office\nTo: All members\nSubject: The roads\n\nThe council met in May.",
            ],
        );
    }
}
