//! Fields that nobody filled in, and what spreadsheets and databases write instead of a value.

/// What stands instead of a telephone number or an address, where that is beyond doubt.
pub(super) fn fault(value: &str) -> Option<String> {
    let value = value.trim().trim_matches(['"', '\'', '“', '”']);
    if is_export(value) {
        return Some(format!(
            "What a table or database wrote instead of a value: “{value}”"
        ));
    }
    is_unfilled(value).then(|| format!("A placeholder instead of a value: “{value}”"))
}

/// `#N/A`, `NaN`, `8.5E+11`, `85523216141.0`.
pub(super) fn is_export(value: &str) -> bool {
    // Persons write “none”.
    const WORDS: &[&str] = &[
        "None",
        "NaN",
        "nan",
        "NULL",
        "Null",
        "null",
        "(null)",
        "<null>",
        "(blank)",
        "undefined",
        "<NA>",
        "NaT",
        "\\N",
        "[object Object]",
        "TRUE",
        "FALSE",
        "true",
        "false",
        "Infinity",
    ];
    const ERRORS: &[&str] = &[
        "#VALUE", "#REF!", "#N/A", "#NAME?", "#DIV/0", "#NUM!", "#NULL!", "#SPILL!", "#CALC!",
        "#WERT!", "#NV", "#VALEUR",
    ];
    let hashes = value.len() >= 4 && value.bytes().all(|b| b == b'#');
    let error = ERRORS.iter().any(|e| value.starts_with(e)) && value.len() < 12;
    WORDS.contains(&value) || hashes || error || is_scientific(value) || is_decimal(value)
}

/// A number with an exponent.
fn is_scientific(value: &str) -> bool {
    let Some((number, exponent)) = value.split_once(['e', 'E']) else {
        return false;
    };
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let number = number.trim_start_matches('+').replacen(['.', ','], "", 1);
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    digits(&number) && digits(exponent) && exponent.len() <= 3
}

/// A long number with the decimals of a table: `85523216141.0`.
fn is_decimal(value: &str) -> bool {
    let Some((number, decimals)) = value.rsplit_once(['.', ',']) else {
        return false;
    };
    let number = number.trim_start_matches('+');
    let zeros = matches!(decimals, "0" | "00" | "000000");
    zeros && number.len() >= 6 && number.bytes().all(|b| b.is_ascii_digit())
}

/// Words of forms.
fn is_unfilled(value: &str) -> bool {
    const WHOLE: &[&str] = &[
        "tbc",
        "tbd",
        "tba",
        "tk",
        "xxx",
        "xx",
        "todo",
        "here",
        "link",
        "url",
        "pending",
        "to follow",
        "à venir",
    ];
    const BEGIN: &[&str] = &[
        "to be confirmed",
        "to be advised",
        "to be announced",
        "to be added",
        "to be completed",
        "to be determined",
        "to be provided",
        "to be updated",
        "à confirmer",
        "à compléter",
        "à préciser",
        "insert ",
        "your ",
        "enter your",
        "number here",
        "link here",
        "click here",
        "phone number",
        "email address",
        "e-mail address",
        "votre ",
        "xxx",
    ];
    let lower = value.to_lowercase();
    let short = lower.split_whitespace().count() <= 6;
    let blank = value.chars().count() >= 3
        && value
            .chars()
            .all(|c| matches!(c, '_' | '.' | '…' | ' ' | '?' | '■' | '█'));
    short && (WHOLE.contains(&lower.as_str()) || BEGIN.iter().any(|b| lower.starts_with(b)))
        || blank
        || is_bracketed_form(value)
}

/// `[phone number]`, `<your e-mail>`, `{{fax}}`: brackets around words of forms only, of which one says what is missing.
pub(super) fn is_bracketed_form(value: &str) -> bool {
    const THING: &[&str] = &[
        "email",
        "e-mail",
        "mail",
        "phone",
        "telephone",
        "tel",
        "fax",
        "mobile",
        "number",
        "website",
        "web",
        "url",
        "link",
        "address",
        "courriel",
        "correo",
        "téléphone",
        "numéro",
        "adresse",
        "lien",
        "contact",
        "site",
        "surel",
        "telepon",
        "nomor",
    ];
    const WORDS: &[&str] = &[
        "insert",
        "your",
        "enter",
        "add",
        "the",
        "here",
        "of",
        "name",
        "no",
        "protected",
        "hidden",
        "protégé",
        "protégée",
        "protegido",
        "electrónico",
        "được",
        "bảo",
        "vệ",
        "geschützt",
        "dilindungi",
        "protetto",
        "protetta",
        "votre",
        "insérer",
        "électronique",
        "press",
        "office",
        "official",
        "to",
        "be",
        "confirmed",
        "page",
        "de",
        "masukkan",
        "anda",
        "person",
        "line",
        "direct",
    ];
    let inside = value
        .strip_prefix(['[', '<', '{'])
        .and_then(|v| v.strip_suffix([']', '>', '}']));
    let Some(inside) = inside.filter(|v| v.len() <= 48) else {
        return false;
    };
    let lower = inside.to_lowercase();
    let words = lower
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|w| !w.is_empty());
    let (mut things, mut all) = (0, 0);
    for word in words {
        all += 1;
        if THING.contains(&word) {
            things += 1;
        } else if !WORDS.contains(&word) {
            return false;
        }
    }
    things > 0 && all <= 6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_value() {
        #[rustfmt::skip]
        let bad = [
            "#N/A", "#VALUE!", "8.55E+11", "8,5E+11", "85523216141.0", "NaN", "null", "undefined", "####", "TBC", "to be confirmed",
            "[phone number]", "<your e-mail>", "_______", "xxx",
        ];
        for value in bad {
            assert!(fault(value).is_some(), "{value}");
        }
        for value in [
            "023 216 141",
            "none",
            "n/a",
            "see the annex",
            "[the plan]",
            "info@island.org",
            "1.5",
            "2e",
        ] {
            assert_eq!(fault(value), None, "{value}");
        }
    }
}
