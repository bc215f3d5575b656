use super::DateUnderspecified;
use crate::quality::testing::{expect, findings, silent};

#[test]
fn days_without_a_year() {
    expect(
        &DateUnderspecified,
        "
The minister received the envoy of Fiji on March 9 at a dinner in the harbour.
                                           ^^^^^^^ medium: a date without a year: “March 9”

Two ferries were bought in December, the council said in its meeting of 14 July.
                           ^^^^^^^^ medium/2: a month without a year
                                                                        ^^^^^^^ medium: a date without a year
",
    );
}

#[test]
fn a_year_nearby_is_theirs() {
    silent(
        &DateUnderspecified,
        &[
            "SUVA, 12 March 2024 – The minister received the envoy on March 9. Ferries were bought in December.",
            "In 2022 the minister received the envoy on March 9.",
            "The council met on 4 May 2021.\n\nOn 9 May it met again.\n",
            "The Ferry Act of 2021 was read in 2021.\n\nThe council met.\n\nIt met.\n\nIt met on 9 May.\n",
        ],
    );
}

#[test]
fn years_further_off_are_less_certain() {
    expect(
        &DateUnderspecified,
        "
The line was opened in 1996 and closed in 2003 by the council.

The minister received the envoy on March 9 at a dinner.
                                   ^^^^^^^ medium/2: the years named near it need not be its own
",
    );
}

#[test]
fn days_that_return() {
    silent(
        &DateUnderspecified,
        &[
            "The harbour is closed every 1 May, and on 2 December of each year.",
            "National Day (2 December) and Harbour Day, 8 August, are holidays. Labour Day is 1 May.",
            "The budget year runs from July to June, and the fiscal year begins on 1 October.",
            "Rain falls from May to October. The attacks of September 11 are remembered.",
            "They may march in the harbour. The August meeting was long.",
        ],
    );
    expect(
        &DateUnderspecified,
        "
She spoke on Ferry Day, celebrated on March 3, and praised the crews.
                                      ^^^^^^^ medium/2: a date without a year
",
    );
}

#[test]
fn relative_dates() {
    expect(
        &DateUnderspecified,
        "
In recent years the harbour has silted up. The envoy left later that day and will be back next week.
^^^^^^^^^^^^^^^ low/2: a relative date
                                                          ^^^^^^^^^^^^^^ low/2: a relative date
                                                                                          ^^^^^^^^^ low/2: a relative
Over the past two decades, trade grew. It was begun three years ago, after nearly two decades of talks.
^^^^^^^^^^^^^^^^^^^^^^^^^ low/2: a relative date
                                                    ^^^^^^^^^^^^^^^ low/2: a relative date
                                                                           ^^^^^^^^^^^^^^^^^^ low/2: a relative date
",
    );
    silent(
        &DateUnderspecified,
        &[
            "SUVA, 12 March 2024 – Today the minister spoke of the past two decades and of last week.",
            "On 12 March 2024 the minister spoke. The envoy left later that day.",
            "The last year of the plan was hard, and two decades of peace followed. Long ago it was otherwise.",
            "He served the council for twenty years, past the harbour and the last house.",
        ],
    );
}

#[test]
fn what_is_said_often_is_one_finding() {
    let text = "Today the line is closed. The crews are at home today.\n\nToday nobody sails.\n";
    let found = findings(&DateUnderspecified, text);
    assert_eq!(found.len(), 1);
    assert!(found[0].reason.contains("3 times"));
    assert_eq!(found[0].evidence.len(), 2);
}

#[test]
fn a_calendar_is_one_finding() {
    let mut text = String::new();
    for day in 1..=28 {
        text += &format!("The council meets on {day} June in the harbour.\n\n");
    }
    assert_eq!(findings(&DateUnderspecified, &text).len(), 1);
}
