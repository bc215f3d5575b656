//! E-mails, and web pages saved in one file (MHTML).
//!
//! The text begins with subject, sender, recipients and date; the body follows, then messages that were forwarded as
//! attachments. Other attachments are named.

use super::html;
use crate::document::builder::Builder;
use crate::document::extraction::{ExtractOptions, Extraction, ExtractionError};
use crate::document::{BlockKind, plain};
use mail_parser::{Address, Message, MessageParser, MessagePart, MimeHeaders, PartType};

/// Version of this extractor; counts up whenever text or blocks change.
pub const VERSION: u32 = 1;

/// Messages inside messages that are read.
const MAX_DEPTH: usize = 6;
/// Most messages, and most boundaries between parts, that a file may hold.
const MAX_MESSAGES: usize = 200;
const MAX_PARTS: usize = 20_000;

/// Extracts the text of a file's bytes.
///
/// # Errors
/// See [`ExtractionError`].
pub fn extract(bytes: &[u8], _options: &ExtractOptions) -> Result<Extraction, ExtractionError> {
    check(bytes)?;
    let parser = MessageParser::default();
    let message = parser.parse(bytes).ok_or_else(no_mail)?;
    let known = [
        "From",
        "To",
        "Subject",
        "Date",
        "MIME-Version",
        "Received",
        "Message-ID",
        "Content-Type",
    ];
    if !known.iter().any(|h| message.header(*h).is_some()) {
        return Err(no_mail());
    }
    let mut out = Builder::new();
    if let Some(page) = saved_page(&message) {
        return web_page(&message, page, out);
    }
    write(&message, &mut out, 0)?;
    about(&message, &mut out);
    Ok(out.finish())
}

fn no_mail() -> ExtractionError {
    ExtractionError::damaged("it does not begin with the header of an e-mail")
}

/// Counts what nests before anything is parsed.
fn check(bytes: &[u8]) -> Result<(), ExtractionError> {
    let count = |mark: &[u8]| memchr::memmem::find_iter(bytes, mark).count();
    if count(b"message/rfc822") + count(b"MESSAGE/RFC822") > MAX_MESSAGES {
        return Err(ExtractionError::too_much(format!(
            "more than {MAX_MESSAGES} messages inside each other"
        )));
    }
    if count(b"boundary=") > MAX_PARTS || count(b"\n--") > 10 * MAX_PARTS {
        return Err(ExtractionError::too_much("too many parts"));
    }
    Ok(())
}

/// Writes a message: its head, its body, the messages in it.
fn write(message: &Message<'_>, out: &mut Builder, depth: usize) -> Result<(), ExtractionError> {
    if is_encrypted(message) {
        return Err(ExtractionError::Protected);
    }
    head(message, out, depth);
    body(message, out)?;
    for part in message.attachments() {
        match &part.body {
            PartType::Message(inner) if depth < MAX_DEPTH => {
                if write(inner, out, depth + 1).is_err() {
                    out.remark("A message inside of this one is encrypted and is not shown.");
                }
            }
            _ => match mistyped(part) {
                Some(content) => text(&content, false, out),
                None => attachment(part, out),
            },
        }
    }
    Ok(())
}

fn is_encrypted(message: &Message<'_>) -> bool {
    let Some(kind) = message.content_type() else {
        return false;
    };
    let subtype = kind.subtype().unwrap_or_default().to_ascii_lowercase();
    kind.ctype().eq_ignore_ascii_case("multipart") && subtype == "encrypted"
        || matches!(
            subtype.as_str(),
            "pkcs7-mime" | "x-pkcs7-mime" | "pgp-encrypted"
        )
}

fn head(message: &Message<'_>, out: &mut Builder, depth: usize) {
    let level = u8::try_from(depth + 1).unwrap_or(6).min(6);
    out.open(BlockKind::Heading(level));
    out.push(message.subject().unwrap_or_default());
    out.open(BlockKind::Paragraph);
    let date = message.date().map(|d| d.to_rfc822()).unwrap_or_default();
    let lines = [
        ("From", people(message.from())),
        ("To", people(message.to())),
        ("Cc", people(message.cc())),
        ("Date", date),
    ];
    for (name, value) in lines.into_iter().filter(|(_, v)| !v.is_empty()) {
        out.line_break();
        out.push(&format!("{name}: {value}"));
    }
    out.close();
}

fn people(address: Option<&Address<'_>>) -> String {
    let one = |a: &mail_parser::Addr<'_>| match (a.name.as_deref(), a.address.as_deref()) {
        (Some(name), Some(address)) if name != address => format!("{name} <{address}>"),
        (Some(name), _) => name.to_owned(),
        (None, Some(address)) => address.to_owned(),
        (None, None) => String::new(),
    };
    let all = address.into_iter().flat_map(Address::iter).map(one);
    all.filter(|s| !s.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The body: as a web page where it was sent as one, else as text.
fn body(message: &Message<'_>, out: &mut Builder) -> Result<(), ExtractionError> {
    let part = |id: &u32| message.part(*id);
    let pages: Vec<&str> = message
        .html_body
        .iter()
        .filter_map(part)
        .filter_map(|p| match &p.body {
            PartType::Html(text) => Some(text.as_ref()),
            _ => None,
        })
        .collect();
    if pages.iter().any(|p| p.contains('<')) {
        let begun = out.len();
        for page in pages {
            html::whole(page, out)?;
        }
        if out.len() > begun {
            return Ok(());
        }
    }
    for part in message.text_body.iter().filter_map(part) {
        if let PartType::Text(content) = &part.body {
            let flowed = part.content_type().is_some_and(|c| {
                c.attribute("format")
                    .is_some_and(|f| f.eq_ignore_ascii_case("flowed"))
            });
            text(content, flowed, out);
        }
    }
    Ok(())
}

/// Text with quoted lines (">") as quotations, and lines that were wrapped as paragraphs.
fn text(content: &str, flowed: bool, out: &mut Builder) {
    let content = content.replace("\r\n", "\n").replace('\r', "\n");
    let mut run = String::new();
    let mut quoted = false;
    for line in content.split('\n') {
        let is_quote = line.starts_with('>');
        if is_quote != quoted {
            paragraphs(&run, quoted, out);
            run.clear();
            quoted = is_quote;
        }
        let line = if is_quote {
            line.trim_start_matches(['>', ' '])
        } else {
            line
        };
        if flowed && line.ends_with(' ') && line != "-- " {
            run.push_str(line);
        } else {
            run.push_str(line);
            run.push('\n');
        }
    }
    paragraphs(&run, quoted, out);
}

fn paragraphs(run: &str, quoted: bool, out: &mut Builder) {
    for block in plain::structure(run).blocks {
        let kind = if quoted { BlockKind::Quote } else { block.kind };
        out.open(kind);
        for (n, line) in block.range.of(run).unwrap_or_default().lines().enumerate() {
            if n > 0 && !block.reflow {
                out.line_break();
            }
            out.space();
            out.push(line);
        }
        out.close();
    }
}

fn attachment(part: &MessagePart<'_>, out: &mut Builder) {
    let name = part.attachment_name().map(str::to_owned);
    let kind = || {
        part.content_type()
            .map(|c| format!("{}/{}", c.ctype(), c.subtype().unwrap_or_default()))
    };
    let Some(name) = name.or_else(kind) else {
        return;
    };
    // A picture that belongs to the page of the body is none of its own.
    let inline = matches!(part.body, PartType::InlineBinary(_)) && part.content_id().is_some();
    if !inline {
        out.metadata().attachments.push(name);
    }
}

/// A text whose type is not a valid one, as "text" alone: it is read as plain text (RFC 2045, section 5.2).
fn mistyped(part: &MessagePart<'_>) -> Option<String> {
    let kind = part.content_type()?;
    if kind.subtype().is_some() || part.attachment_name().is_some() {
        return None;
    }
    match &part.body {
        PartType::Text(content) => Some(content.to_string()),
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => {
            std::str::from_utf8(bytes).ok().map(str::to_owned)
        }
        _ => None,
    }
}

/// What the message says of itself.
fn about(message: &Message<'_>, out: &mut Builder) {
    let names = out.metadata().attachments.clone();
    match names.as_slice() {
        [] => {}
        [one] => out.remark(format!("1 file is attached: {one}.")),
        many => out.remark(format!(
            "{} files are attached: {}.",
            many.len(),
            many.join(", ")
        )),
    }
    let known = out.metadata();
    known.title = message.subject().unwrap_or_default().to_owned();
    known
        .authors
        .extend(Some(people(message.from())).filter(|p| !p.is_empty()));
    known.published = message.date().map(|d| d.to_rfc3339()).unwrap_or_default();
}

/// The page of a file that a browser saved as one.
fn saved_page<'m>(message: &'m Message<'_>) -> Option<&'m MessagePart<'m>> {
    let by_browser = message.header("Snapshot-Content-Location").is_some()
        || message
            .from()
            .is_some_and(|f| people(Some(f)).to_ascii_lowercase().contains("saved by"));
    let related = message.content_type().is_some_and(|c| {
        c.subtype()
            .is_some_and(|s| s.eq_ignore_ascii_case("related"))
    });
    let letter = message.to().is_some() || message.header("Received").is_some();
    if !(by_browser || related && !letter) {
        return None;
    }
    message
        .parts
        .iter()
        .find(|p| matches!(p.body, PartType::Html(_)))
}

fn web_page(
    message: &Message<'_>,
    page: &MessagePart<'_>,
    mut out: Builder,
) -> Result<Extraction, ExtractionError> {
    let PartType::Html(source) = &page.body else {
        return Err(no_mail());
    };
    html::page(source, false, &mut out)?;
    let address = message
        .header("Snapshot-Content-Location")
        .and_then(|h| h.as_text())
        .or_else(|| page.content_location())
        .filter(|a| a.starts_with("http"))
        .map(str::to_owned);
    if let Some(address) = address {
        out.metadata().address = address;
    }
    Ok(out.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Extraction {
        extract(
            source.replace('\n', "\r\n").as_bytes(),
            &ExtractOptions::default(),
        )
        .unwrap()
    }

    #[test]
    fn head_body_quotation_and_attachment() {
        let e = read(
            "From: =?utf-8?q?H=C3=A9l=C3=A8ne?= <h@ministry.example>\nTo: all@mission.example\nSubject: Border\n markets\n\
             Date: Tue, 4 Mar 2025 09:30:00 +0700\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\
             Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n\
             The ministers met in Vientiane on Tuesday and agreed to open the market=\n at noon.\n\n> When does it open?\n> And where?\n\
             --b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=\"annex 4.pdf\"\n\nxx\n--b--\n",
        );
        assert!(
            e.text.starts_with("Border markets\n\nFrom: Hélène <h@ministry.example>\nTo: all@mission.example\nDate: "),
            "{}",
            e.text
        );
        assert!(e.text.contains("\n\nThe ministers met in Vientiane on Tuesday and agreed to open the market at noon.\n\n"), "{}", e.text);
        assert_eq!(e.structure.blocks.last().unwrap().kind, BlockKind::Quote);
        assert_eq!(e.origin.metadata.attachments, ["annex 4.pdf"]);
        assert_eq!(e.origin.notes, ["1 file is attached: annex 4.pdf."]);
        assert_eq!(e.origin.metadata.published, "2025-03-04T09:30:00+07:00");
    }

    #[test]
    fn a_type_that_is_none_is_read_as_plain_text() {
        let e =
            read("From: a@b.example\nContent-Type: text; charset=us-ascii\n\nThe talks are off.\n");
        assert!(e.text.ends_with("\n\nThe talks are off."), "{}", e.text);
        assert!(e.origin.metadata.attachments.is_empty());
    }

    #[test]
    fn flowed_lines_are_joined_and_web_bodies_read_as_pages() {
        let e = read(
            "From: a@b.example\nContent-Type: text/plain; format=flowed\n\nOne line that goes \non here.\n\nTwo.\n",
        );
        assert!(
            e.text.ends_with("One line that goes on here.\n\nTwo."),
            "{}",
            e.text
        );
        let e = read(
            "From: a@b.example\nContent-Type: text/html\n\n<h2>Agenda</h2><ul><li>fish</ul>\n",
        );
        assert!(e.text.ends_with("Agenda\n\n• fish"), "{}", e.text);
    }

    #[test]
    fn messages_inside_follow_and_saved_pages_are_pages() {
        let e = read(
            "From: a@b.example\nSubject: Fwd\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSee below.\n--b\n\
             Content-Type: message/rfc822\n\nFrom: c@d.example\nSubject: Inner\n\nHello.\n--b--\n",
        );
        assert!(
            e.text
                .contains("See below.\n\nInner\n\nFrom: c@d.example\n\nHello."),
            "{}",
            e.text
        );
        let e = read(
            "From: <Saved by Blink>\nSnapshot-Content-Location: https://ministry.example/a\nSubject: x\nMIME-Version: 1.0\n\
             Content-Type: multipart/related; type=\"text/html\"; boundary=b\n\n--b\nContent-Type: text/html\n\n\
             <nav><a href=/>Home</a></nav><h1>Statement</h1><p>The ministers met in Vientiane.</p>\n--b--\n",
        );
        assert_eq!(e.text, "Statement\n\nThe ministers met in Vientiane.");
        assert_eq!(e.origin.metadata.address, "https://ministry.example/a");
    }

    #[test]
    fn what_is_no_mail_or_locked_says_so() {
        let no = |s: &[u8]| extract(s, &ExtractOptions::default()).unwrap_err();
        assert!(no(b"just words").to_string().contains("header"));
        assert_eq!(
            no(b"From: a@b.example\r\nContent-Type: application/pkcs7-mime\r\n\r\nx"),
            ExtractionError::Protected
        );
        let many = "Content-Type: message/rfc822\r\n\r\n".repeat(50_000);
        assert!(no(many.as_bytes()).to_string().contains("inside"));
    }

    #[test]
    fn damaged_mails_are_read_or_refused() {
        let whole = b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=x\r\nContent-Transfer-Encoding: base64\r\n\r\nPGI+eDwvYj4=\r\n--b--\r\n";
        for at in 0..whole.len() {
            let _ = extract(whole.get(..at).unwrap(), &ExtractOptions::default());
            let mut flipped = whole.to_vec();
            flipped[at] ^= 0x11;
            let _ = extract(&flipped, &ExtractOptions::default());
        }
    }
}
