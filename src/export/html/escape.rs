//! Text as HTML that a parser gives back unchanged.

/// Appends `text` so that it comes back as it was, in an element and in a quoted attribute alike.
///
/// A parser turns CR into LF, so CR is written as a reference, which it leaves alone. A NUL has no form at all in HTML;
/// U+FFFD stands for it, as a parser would read a reference to it. It is the only character that does not survive.
pub(super) fn push(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'', '\r', '\0']) {
        let (plain, special) = rest.split_at(at);
        out.push_str(plain);
        out.push_str(reference(special.as_bytes().first().copied().unwrap_or(0)));
        rest = special.get(1..).unwrap_or_default();
    }
    out.push_str(rest);
}

fn reference(special: u8) -> &'static str {
    match special {
        b'&' => "&amp;",
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'"' => "&quot;",
        b'\'' => "&#39;",
        b'\r' => "&#13;",
        _ => "\u{fffd}",
    }
}

/// `text`, escaped.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push(&mut out, text);
    out
}
