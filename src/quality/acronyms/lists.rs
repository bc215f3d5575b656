//! Capitals that need no expansion. Own compilation.

/// Whether capitals are no acronym, or one that is a word by itself.
pub(super) fn is_plain(key: &str) -> bool {
    [UNITS, CURRENCIES, TITLES, TIMES, COMMON, WORDS, PRONOUNS]
        .iter()
        .any(|list| list.contains(&key))
        || is_roman(key)
}

/// I to XXXIX, and what else is written with those letters.
fn is_roman(key: &str) -> bool {
    key.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

#[rustfmt::skip]
const UNITS: &[&str] = &["KM", "KG", "CM", "MM", "ML", "MW", "GW", "TW", "KW", "KV", "KWH", "MWH", "GWH", "TWH", "HZ", "KHZ", "MHZ", "GHZ", "KB", "MB", "GB", "TB", "HA", "SQ", "FT", "LB", "OZ", "MPH", "KPH", "BPD", "TEU", "DWT", "MT", "BN", "TN"];
#[rustfmt::skip]
const CURRENCIES: &[&str] = &[
    "USD", "EUR", "GBP", "JPY", "CNY", "RMB", "KHR", "THB", "VND", "IDR", "MYR", "SGD", "PHP", "MMK", "LAK", "BND", "INR", "PKR", "BDT", "LKR", "NPR", "AUD", "NZD", "CAD",
    "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RUB", "UAH", "TRY", "KRW", "TWD", "HKD", "ZAR", "NGN", "KES", "UGX", "TZS", "ETB", "GHS", "EGP", "SAR", "AED", "QAR",
    "KWD", "BHD", "OMR", "ILS", "BRL", "MXN", "ARS", "CLP", "COP", "PEN", "XAF", "XOF", "FJD", "PGK", "SBD", "TOP", "VUV", "WST", "SDR", "RM", "RP", "NT",
];
#[rustfmt::skip]
const TITLES: &[&str] = &["HE", "HRH", "HM", "HH", "MP", "MPS", "MEP", "PM", "DPM", "FM", "VP", "CEO", "CFO", "COO", "CTO", "CIO", "QC", "KC", "SC", "DR", "MR", "MS", "MRS", "JR", "SR", "PHD", "MD", "BA", "MA", "MSC", "BSC", "MBA", "LLB", "LLM", "LLD", "OBE", "CBE", "MBE", "CMG", "DSO", "RET", "REV", "GEN", "COL", "MAJ", "CAPT", "LT", "SGT", "HON", "ESQ", "PC", "AC", "AM", "AO"];
#[rustfmt::skip]
const TIMES: &[&str] = &["GMT", "UTC", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "ET", "PT", "CT", "CET", "CEST", "BST", "IST", "ICT", "JST", "KST", "WIB", "WITA", "EAT", "AEST", "AEDT", "PM", "BC", "AD", "CE", "BCE", "JAN", "FEB", "MAR", "APR", "JUN", "JUL", "AUG", "SEP", "SEPT", "OCT", "NOV", "DEC", "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];
/// Acronyms that nobody expands.
#[rustfmt::skip]
const COMMON: &[&str] = &[
    "PDF", "TV", "HQ", "README", "HIV", "AIDS", "COVID", "SARS", "DNA", "RNA", "CD", "DVD", "ID", "IT", "OK", "USB", "SMS", "GPS", "FAQ", "NB", "PS", "RSVP", "URL", "HTML", "CSS", "WWW", "HTTP",
    "HTTPS", "VIP", "SUV", "ATM", "PR", "PIN", "LED", "CCTV", "SIM", "CV", "DIY", "FYI", "AKA", "IQ", "EV", "PA", "PO", "BBC", "CNN", "ABC", "CBS", "NBC", "MSNBC", "AFP", "IBM", "BMW", "MTV", "XML",
    "JSON", "API", "CSV", "SQL", "PNG", "JPEG", "JPG", "GIF", "MP", "PPT", "DOC", "ISBN", "ISSN", "DOI", "VHS", "LGBT", "LGBTQ", "LGBTQI", "TNT", "PVC", "LP", "DJ", "MC", "UFO", "AI", "UK", "USA",
    "WC", "TBC", "TBD", "EG", "IE", "VS", "NO", "NR", "REF", "TEL", "FAX", "GST", "VAT", "ER", "IP", "WIFI", "SOS", "SPF", "MRI", "XXX", "ZIP", "RAM", "CPU", "AT&T", "R&D", "Q&A", "M&A", "S&P",
    "H&M", "B&B",
];
/// Small words, shouted or in headings.
#[rustfmt::skip]
const WORDS: &[&str] = &["AS", "AT", "BE", "BY", "DO", "GO", "IF", "IN", "IS", "IT", "OF", "ON", "OR", "SO", "TO", "UP", "AN", "AND", "THE", "FOR", "NOT", "ALL", "ANY", "BUT", "END", "NEW", "NOW", "ONE", "OUR", "OUT", "TWO", "WAS", "YES", "DE", "DU", "LA", "LE", "AL", "EL", "BIN", "VAN", "VON", "SDN", "BHD", "PTE", "PVT", "LTD", "LLC", "LLP", "PLC", "INC", "CORP", "GMBH", "AG", "SA", "TBK", "NV", "BV"];
#[rustfmt::skip]
const PRONOUNS: &[&str] = &["HE", "SHE", "WE", "ME", "MY", "HIS", "HER", "ITS", "YOU", "THEY"];

/// Post codes of states, as they follow a town: "Boston, MA".
#[rustfmt::skip]
pub(super) const STATES: &[&str] = &[
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ",
    "NM", "NY", "NC", "ND", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY", "DC", "NSW", "VIC", "QLD", "ACT", "TAS", "NT", "ON", "BC", "QC", "AB",
];
