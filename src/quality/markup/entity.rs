//! Entities and escapes as the characters that they stand for.

/// What common entities stand for.
const ENTITIES: &[(&str, &str)] = &[
    ("amp", "&"),
    ("nbsp", " "),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("mdash", "—"),
    ("ndash", "–"),
    ("rsquo", "’"),
    ("lsquo", "‘"),
    ("rdquo", "”"),
    ("ldquo", "“"),
    ("hellip", "…"),
    ("bull", "•"),
    ("middot", "·"),
    ("euro", "€"),
    ("pound", "£"),
    ("copy", "©"),
    ("reg", "®"),
    ("trade", "™"),
    ("deg", "°"),
    ("eacute", "é"),
    ("egrave", "è"),
    ("agrave", "à"),
    ("aacute", "á"),
    ("ccedil", "ç"),
    ("ntilde", "ñ"),
    ("ouml", "ö"),
    ("uuml", "ü"),
    ("auml", "ä"),
    ("oacute", "ó"),
    ("iacute", "í"),
    ("uacute", "ú"),
    ("ecirc", "ê"),
    ("ocirc", "ô"),
    ("acirc", "â"),
    ("szlig", "ß"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("shy", ""),
    ("ensp", " "),
    ("emsp", " "),
    ("thinsp", " "),
    ("times", "×"),
    ("sect", "§"),
    ("para", "¶"),
    ("yen", "¥"),
    ("cent", "¢"),
    ("iuml", "ï"),
    ("euml", "ë"),
    ("oslash", "ø"),
    ("aring", "å"),
    ("aelig", "æ"),
    ("atilde", "ã"),
    ("otilde", "õ"),
    ("icirc", "î"),
    ("ucirc", "û"),
    ("ugrave", "ù"),
    ("half", "½"),
    ("frac12", "½"),
];

/// A run of entities as text; `None` when one of them is unknown.
pub(in crate::quality) fn entity(run: &str) -> Option<String> {
    let plain = run.replace("&amp;", "&");
    let source = if plain.contains(';') {
        plain.as_str()
    } else {
        run
    };
    let mut out = String::new();
    for piece in source.split_inclusive(';') {
        let (before, name) = piece.split_once('&').unwrap_or((piece, ""));
        out.push_str(before);
        let Some(name) = name.strip_suffix(';') else {
            out.push_str(if name.is_empty() && piece.contains('&') {
                "&"
            } else {
                name
            });
            continue;
        };
        out.push_str(&one_entity(name)?);
    }
    Some(out)
}

fn one_entity(name: &str) -> Option<String> {
    let code = match name.strip_prefix('#') {
        Some(hex) if hex.starts_with(['x', 'X']) => u32::from_str_radix(hex.get(1..)?, 16).ok(),
        Some(number) => number.parse().ok(),
        None => {
            return ENTITIES
                .iter()
                .find(|(n, _)| *n == name)
                .map(|(_, text)| (*text).to_owned());
        }
    };
    let char = char::from_u32(code?).filter(|c| !c.is_control())?;
    Some(char.to_string())
}

/// A run of `\uXXXX` as text.
pub(super) fn unescape(run: &str) -> Option<String> {
    let units: Option<Vec<u16>> = run
        .split("\\u")
        .skip(1)
        .map(|hex| u16::from_str_radix(hex, 16).ok())
        .collect();
    String::from_utf16(&units?).ok()
}
