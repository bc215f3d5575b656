//! How many digits the telephone numbers of a country have behind its code.
//!
//! Collected by hand after what is generally known of national numbering plans (ITU Recommendation E.164), not compared
//! line by line with the plans themselves; so the ranges are wide enough for fixed and mobile lines, old and new, and
//! countries whose plans know numbers of nearly any length are left out.

/// Code, name, and the least and the most digits behind it, without the 0 that is dialled inside the country.
#[rustfmt::skip]
const PLANS: &[(&str, &str, usize, usize)] = &[
    ("1", "North America", 10, 10), ("7", "Russia and Kazakhstan", 10, 10), ("20", "Egypt", 8, 10), ("27", "South Africa", 9, 9),
    ("30", "Greece", 10, 10), ("31", "the Netherlands", 7, 11), ("32", "Belgium", 8, 9), ("33", "France", 9, 9),
    ("34", "Spain", 9, 9), ("36", "Hungary", 8, 9), ("39", "Italy", 6, 12), ("40", "Romania", 9, 9), ("41", "Switzerland", 9, 9),
    ("44", "the United Kingdom", 9, 10), ("45", "Denmark", 8, 8), ("46", "Sweden", 7, 10), ("47", "Norway", 8, 8),
    ("48", "Poland", 9, 9), ("51", "Peru", 8, 9), ("52", "Mexico", 10, 11), ("54", "Argentina", 10, 11), ("55", "Brazil", 10, 11),
    ("56", "Chile", 8, 9), ("57", "Colombia", 8, 10), ("58", "Venezuela", 10, 10), ("60", "Malaysia", 8, 10),
    ("61", "Australia", 9, 9), ("62", "Indonesia", 7, 12), ("63", "the Philippines", 8, 10), ("64", "New Zealand", 8, 10),
    ("65", "Singapore", 8, 8), ("66", "Thailand", 8, 9), ("81", "Japan", 9, 10), ("82", "South Korea", 8, 10),
    ("84", "Viet Nam", 9, 10), ("86", "China", 10, 11), ("90", "Turkey", 10, 10), ("91", "India", 10, 10), ("92", "Pakistan", 9, 10),
    ("93", "Afghanistan", 9, 9), ("94", "Sri Lanka", 9, 9), ("95", "Myanmar", 7, 10), ("98", "Iran", 10, 10),
    ("212", "Morocco", 9, 9), ("213", "Algeria", 8, 9), ("216", "Tunisia", 8, 8), ("218", "Libya", 8, 9), ("220", "the Gambia", 7, 7),
    ("221", "Senegal", 9, 9), ("223", "Mali", 8, 8), ("225", "Côte d’Ivoire", 8, 10), ("226", "Burkina Faso", 8, 8),
    ("227", "Niger", 8, 8), ("228", "Togo", 8, 8), ("229", "Benin", 8, 10), ("230", "Mauritius", 7, 8), ("233", "Ghana", 9, 9),
    ("234", "Nigeria", 7, 10), ("237", "Cameroon", 8, 9), ("243", "the Congo (DRC)", 7, 9), ("244", "Angola", 9, 9),
    ("249", "Sudan", 9, 9), ("250", "Rwanda", 8, 9), ("251", "Ethiopia", 9, 9), ("252", "Somalia", 6, 9), ("254", "Kenya", 7, 10),
    ("255", "Tanzania", 9, 9), ("256", "Uganda", 9, 9), ("257", "Burundi", 8, 8), ("258", "Mozambique", 8, 9),
    ("260", "Zambia", 9, 9), ("261", "Madagascar", 9, 9), ("265", "Malawi", 7, 9), ("267", "Botswana", 7, 8), ("351", "Portugal", 9, 9),
    ("353", "Ireland", 7, 10), ("354", "Iceland", 7, 9), ("355", "Albania", 8, 9), ("356", "Malta", 8, 8), ("357", "Cyprus", 8, 8),
    ("359", "Bulgaria", 7, 9), ("370", "Lithuania", 8, 8), ("371", "Latvia", 8, 8), ("372", "Estonia", 7, 8), ("373", "Moldova", 8, 8),
    ("374", "Armenia", 8, 8), ("375", "Belarus", 9, 9), ("380", "Ukraine", 9, 9), ("385", "Croatia", 8, 9), ("386", "Slovenia", 8, 8),
    ("387", "Bosnia and Herzegovina", 8, 9), ("389", "North Macedonia", 8, 8), ("420", "Czechia", 9, 9), ("421", "Slovakia", 9, 9),
    ("501", "Belize", 7, 7), ("502", "Guatemala", 8, 8), ("503", "El Salvador", 8, 8), ("504", "Honduras", 8, 8),
    ("505", "Nicaragua", 8, 8), ("506", "Costa Rica", 8, 8), ("507", "Panama", 7, 8), ("509", "Haiti", 8, 8), ("591", "Bolivia", 8, 8),
    ("592", "Guyana", 7, 7), ("593", "Ecuador", 8, 9), ("597", "Suriname", 6, 7), ("598", "Uruguay", 8, 8), ("670", "Timor-Leste", 7, 8),
    ("673", "Brunei", 7, 7), ("675", "Papua New Guinea", 7, 8), ("676", "Tonga", 5, 7), ("677", "Solomon Islands", 5, 7),
    ("678", "Vanuatu", 5, 7), ("679", "Fiji", 7, 7), ("685", "Samoa", 5, 7), ("852", "Hong Kong", 8, 8), ("853", "Macao", 8, 8),
    ("855", "Cambodia", 8, 9), ("856", "Laos", 8, 10), ("880", "Bangladesh", 8, 10), ("886", "Taiwan", 8, 10), ("960", "the Maldives", 7, 7),
    ("961", "Lebanon", 7, 8), ("962", "Jordan", 8, 9), ("964", "Iraq", 8, 10), ("965", "Kuwait", 8, 8), ("966", "Saudi Arabia", 8, 9),
    ("967", "Yemen", 7, 9), ("968", "Oman", 8, 8), ("971", "the United Arab Emirates", 8, 9), ("972", "Israel", 8, 9), ("973", "Bahrain", 8, 8),
    ("974", "Qatar", 8, 8), ("975", "Bhutan", 7, 8), ("976", "Mongolia", 8, 8), ("977", "Nepal", 8, 10), ("992", "Tajikistan", 9, 9),
    ("993", "Turkmenistan", 8, 8), ("994", "Azerbaijan", 9, 9), ("995", "Georgia", 9, 9), ("996", "Kyrgyzstan", 9, 9), ("998", "Uzbekistan", 9, 9),
];

/// Codes that no country has.
const SPARE: &[&str] = &[
    "210", "214", "215", "217", "219", "259", "28", "292", "293", "294", "295", "296", "384",
    "422", "424", "425", "426", "427", "428", "429", "693", "694", "695", "696", "697", "698",
    "699", "801", "802", "803", "804", "805", "806", "807", "809", "83", "851", "854", "857",
    "858", "859", "875", "876", "877", "879", "884", "885", "887", "889", "89", "978", "990",
    "999",
];

/// What is wrong with an international number, of which only the digits behind “+” are given, and whether a 0 in brackets
/// was left out.
pub(super) fn fault(digits: &str) -> Option<String> {
    if let Some(code) = SPARE.iter().find(|code| digits.starts_with(**code)) {
        return Some(format!("No country has the code +{code}"));
    }
    let plan = PLANS.iter().find(|plan| digits.starts_with(plan.0))?;
    let (code, country, least, most) = *plan;
    let behind = digits.get(code.len()..)?;
    // The 0 of calls inside the country often stays behind the code.
    let given = behind.strip_prefix('0').unwrap_or(behind).len();
    let range = if least == most {
        least.to_string()
    } else {
        format!("{least} to {most}")
    };
    let fits = (least..=most).contains(&given) || (least..=most).contains(&behind.len());
    (!fits).then(|| {
        let count = behind.len();
        let digits = if count == 1 { "digit" } else { "digits" };
        format!("{count} {digits} behind +{code}; the numbers of {country} have {range}")
    })
}

/// How many digits at most stand behind a code, if it is one of the table.
pub(super) fn most(code: &str) -> Option<usize> {
    PLANS.iter().find(|plan| plan.0 == code).map(|plan| plan.3)
}

/// How many digits at most an international number has that begins like this, with its code.
pub(super) fn room(digits: &str) -> Option<usize> {
    let plan = PLANS.iter().find(|plan| digits.starts_with(plan.0));
    plan.map(|plan| plan.0.len() + plan.3)
}

/// Whether digits begin with the code of a country in the table.
pub(super) fn is_code(digits: &str) -> bool {
    PLANS.iter().any(|plan| digits.starts_with(plan.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_prefixes_of_no_other_and_ranges_are_in_order() {
        for (n, plan) in PLANS.iter().enumerate() {
            assert!(plan.2 <= plan.3 && plan.3 <= 12, "{}", plan.0);
            let others = PLANS.iter().take(n).map(|p| p.0);
            let all: Vec<&str> = others.chain(SPARE.iter().copied()).collect();
            assert!(
                all.iter()
                    .all(|o| !o.starts_with(plan.0) && !plan.0.starts_with(o))
            );
        }
    }

    #[test]
    fn numbers_of_some_countries() {
        assert_eq!(fault("85523216141"), None);
        assert_eq!(fault("442079460018"), None);
        assert_eq!(fault("4402079460018"), None);
        assert_eq!(
            fault("8552321").as_deref(),
            Some("4 digits behind +855; the numbers of Cambodia have 8 to 9")
        );
        assert_eq!(
            fault("9995550123").as_deref(),
            Some("No country has the code +999")
        );
    }
}
