use super::DateConflict;
use crate::annotation::CheckRules;
use crate::detect::detect;
use crate::document::DocumentKind;
use crate::quality::testing::{document, expect, findings, silent};
use crate::quality::{Input, check};
use crate::text::language::languages;

#[test]
fn one_deed_with_two_dates() {
    expect(
        &DateConflict,
        "\
The new terminal was inaugurated on 21 April 2009 after two years of work on the northern shore.

Since its inauguration on 17 May 2009, the terminal has handled every flight.
                          ^^^^^^^^^^^ medium/2: said to be 21 April 2009 elsewhere

The campaign began on 26 August 2011 in three districts. When the campaign started on 23 September 2011, it rained.
                                                                                      ^^^^^^^^^^^^^^^^^ medium/2: 26 August 2011",
    );
    silent(
        &DateConflict,
        &[
            "The first phase began on 1 May 2011. The second phase began on 3 June 2011.",
            "The meeting opened on 1 May 2011. The meeting opened on 3 June 2011 was the last.",
            "The treaty was signed on 1 May 2011. The protocol was signed on 3 June 2011. The signing on 5 July 2011 was late.",
        ],
    );
}

#[test]
fn days_that_no_calendar_has() {
    expect(
        &DateConflict,
        "
The pact was signed on 31 April 2019 in Suva.
                       ^^^^^^^^^^^^^ high: April has 30 days
It expired on February 29, 2023, and a second one on 2023-13-04.
              ^^^^^^^^^^^^^^^^^ high: 2023 is no leap year
                                                     ^^^^^^^^^^ high: there is no month 13
The ferry left on May 32, 2025, and came back on 33 June 2025.
                  ^^^^^^^^^^^^ high: May has 31 days
                                                 ^^^^^^^^^^^^ high: June has 30 days
It sails again on 31 September.
                  ^^^^^^^^^^^^ high: September has 30 days
",
    );
    expect(
        &DateConflict,
        "
Le traité a été signé à Suva le 31 avril 2019 par les ministres de la région et leurs conseillers.
                                ^^^^^^^^^^^^^ high: April has 30 days
",
    );
}

#[test]
fn what_looks_like_a_day_and_is_none() {
    silent(
        &DateConflict,
        &[
            "The leap day, 29 February 2024, was a holiday, and 29 February is one every four years.",
            "In June 31 people were hurt, and in April 31 of them were still ill.",
            "See document 2023-13-04, case no. 31/31/2024 and the file A/2024-13-99.",
            "Resolution A/RES/70/1 and the notice 2024-07-123 were read out on 30/06/2024 and 06/30/2024.",
            "The Gazette, Issue 45 May 2025, printed it. Call 2025-30-12 or 2024-2019.",
            "On 3/13 January 1918 the calendar was changed; 29 February 1900 was a day there.",
        ],
    );
}

#[test]
fn weekdays_that_do_not_fit() {
    expect(
        &DateConflict,
        "
The council met on Monday, 15 May 2025 in Suva and on Friday, June 7, 2024 in Apia.
                   ^^^^^^^^^^^^^^^^^^^ medium: 15 May 2025 is a Thursday, not a Monday
It met again on 3 June 2024 (Tuesday), and it will meet on Sunday (8 June 2026).
                ^^^^^^^^^^^^^^^^^^^^^ medium: 3 June 2024 is a Monday
                                                           ^^^^^^^^^^^^^^^^^^^^ medium: 8 June 2026 is a Monday
",
    );
    expect(
        &DateConflict,
        "
Hội nghị diễn ra vào Thứ Hai, ngày 13/5/2025 tại thủ đô với sự tham gia của các bộ trưởng trong khu vực và các cố vấn.
                     ^^^^^^^^^^^^^^^^^^^^^^^ medium: 13 May 2025 is a Tuesday

Pertemuan itu berlangsung pada hari Senin (13/5/2025) di ibu kota bersama para menteri dari kawasan dan penasihat.
                                    ^^^^^^^^^^^^^^^^^ medium: 13 May 2025 is a Tuesday

Le conseil s’est réuni à Suva le mardi 12 mai 2025 avec les ministres de la région et leurs conseillers.
                                 ^^^^^^^^^^^^^^^^^ medium: 12 May 2025 is a Monday
",
    );
    silent(
        &DateConflict,
        &[
            "It met on Thursday, 15 May 2025, on Thursday (15 May 2025) and on 15 May 2025, Thursday.",
            "It met on Monday and Tuesday, 12 and 13 May 2025, and from Monday to Wednesday, 12-14 May 2025.",
            "On 15 May 2025, Monday’s agenda was read. They left on Monday. 15 May 2025 was a holiday.",
            "It was Wednesday, 5 March 1788 in the old books.",
            "They met on Tuesday, 4 June, and on Monday, 05/12/2025.",
        ],
    );
}

#[test]
fn a_weekday_may_be_corrected_or_its_date() {
    let found = findings(&DateConflict, "It met on Monday, 15 May 2025 in Suva.");
    let repair = found[0].repair.as_ref().unwrap();
    assert_eq!(repair.replacement, None);
    assert_eq!(
        repair.candidates,
        [
            "Thursday, 15 May 2025",
            "Monday, 12 May 2025",
            "Monday, 15 May 2023"
        ]
    );
}

#[test]
fn ordinals_keep_their_ending() {
    let found = findings(&DateConflict, "It met on the 31st of April 2024 in Suva.");
    let repair = found[0].repair.as_ref().unwrap();
    assert_eq!(repair.candidates, ["30th of April 2024", "1st of May 2024"]);
}

#[test]
fn a_weekday_without_a_year_goes_by_the_document() {
    expect(
        &DateConflict,
        "
SUVA, 6 June 2024 – The council met on Friday, 4 June, in the harbour.
                                       ^^^^^^^^^^^^^^ medium/2: where 4 June 2024 is a Tuesday
",
    );
    silent(
        &DateConflict,
        &[
            "SUVA, 6 June 2024 – The council met on Tuesday, 4 June, in the harbour.",
            "SUVA, 6 January 2025 – The council met on Tuesday, 31 December, in the harbour.",
            "SUVA, 6 June 2024 – In 2021 the council met on Friday, 4 June, in the harbour.",
        ],
    );
}

#[test]
fn periods_that_end_before_they_begin() {
    expect(
        &DateConflict,
        "
The workshop was held from 12 to 9 May 2024 and again on May 12-9, 2025.
                           ^^^^^^^^^^^^^^^^ high: the period ends (9 May 2024) before it begins
                                                         ^^^^^^^^^^^^^^ high: the period ends
The mission lasted from 12 May 2024 to 9 April 2024, the next from June 2025 to March 2025.
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^ high: ends (9 April 2024)
                                                                   ^^^^^^^^^^^^^^^^^^^^^^^ high: ends (March 2025)
The plan for 2024-2019 follows the strategy (2020–2016). Talks ran between 2021 and 2018.
             ^^^^^^^^^ high: ends (2019)
                                             ^^^^^^^^^ high: ends (2016)
                                                                           ^^^^^^^^^^^^^ high: ends (2018)
",
    );
    expect(
        &DateConflict,
        "
The first phase (May 2024 – March 2024) was short, the second one (3 May 2025 – 12 April 2025) as well.
                 ^^^^^^^^^^^^^^^^^^^^^ high: ends (March 2024)
                                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^ high: ends (12 April 2025)
",
    );
    silent(
        &DateConflict,
        &[
            "Reports: June 2025 – March 2025 – January 2025. It rose in May 2025, and in May 2024 – June 2024 it fell.",
            "The plan for 2024-2027, the school year 2024-25, the season 2019/20 and the term 2024/2025.",
            "It ran from December 2023 to January 2024, from 28 December to 2 January 2025 and December 30, 2024 – January 2.",
            "The election was moved from 12 to 9 May 2024, and the target was brought forward from 2050 to 2045.",
            "The difference between 2024 and 2019 is small. Figures for 2024 and 2019 were compared.",
            "Newsletter No. 12 – 9 May 2024. The teams met on 12 and 9 May 2024. Call 2024-2019.",
            "It was held from 9 to 12 May 2024, from November 2 to December 4 and between 2019 and 2024.",
        ],
    );
}

#[test]
fn today_is_the_day_of_the_document() {
    expect(
        &DateConflict,
        "
SUVA, 12 January 2025 – The minister opened the new harbour today, 12 January 2024, with her guests.
                                                                   ^^^^^^^^^^^^^^^ medium: “today” is 12 January 2024
",
    );
    silent(
        &DateConflict,
        &[
            "SUVA, 12 January 2025 – The minister opened the new harbour today, 13 January 2025, with her guests.",
            "SUVA, 12 January 2025 – The harbour was begun a year ago, on 12 January 2024, with her guests.",
        ],
    );
}

#[test]
fn deeds_are_not_told_before_they_are_done() {
    expect(
        &DateConflict,
        "
SUVA, 1 May 2025 – The council welcomed the guests. The report was adopted on 15 May 2025 by all.
                                                                              ^^^^^^^^^^^ medium/2: told as past
The treaty was signed on 1 May 2035 in the harbour. On 20 May 2025, the envoys visited the island.
                         ^^^^^^^^^^ medium: told as past
                                                       ^^^^^^^^^^^ medium/2: told as past
",
    );
    silent(
        &DateConflict,
        &[
            "SUVA, 1 May 2025 – The report will be adopted on 15 May 2025. The summit is to be held on 20 May 2025.",
            "SUVA, 1 May 2025 – It decided to meet on 15 May 2025. The law takes effect on 1 June 2025.",
            "SUVA, 1 May 2025 – The talks were scheduled on 15 May 2025. They agreed that aid ends on 2 June 2026.",
            "SUVA, 1 May 2025 – The report was adopted on 1 May 2025 and opened on 15 April 2025.",
        ],
    );
}

#[test]
fn one_event_has_one_date() {
    expect(
        &DateConflict,
        "
The Lau Fisheries Agreement was signed on 4 March 2022 in Suva. Many boats came to the harbour.

Observers said that the Lau Fisheries Agreement was signed on 5 March 2022 by all.
                                                              ^^^^^^^^^^^^ medium/2: said to be 4 March 2022
",
    );
    silent(
        &DateConflict,
        &[
            "The Lau Fisheries Agreement was signed on 4 March 2022, and it was adopted on 5 March 2022.\n\nThe Lau \
           Fisheries Agreement was amended and signed again on 9 July 2023.",
        ],
    );
}

#[test]
fn the_file_name_may_say_otherwise() {
    let text =
        "SUVA, 12 January 2024\n\nThe council met in the harbour and spoke about the ferry line.\n";
    let of = |name: &str| {
        let mut document = document(text, DocumentKind::Plain);
        document.name = name.to_owned();
        let input = Input {
            document: &document,
            mentions: &detect(text),
            languages: &languages(text),
        };
        let found = check(&input, &CheckRules::default()).findings;
        found
            .into_iter()
            .filter(|f| f.check == "date_conflict")
            .count()
    };
    assert_eq!(of("2025-01-12-council.txt"), 1);
    assert_eq!(of("2024-01-15-council.txt"), 0);
    assert_eq!(of("council.txt"), 0);
}

#[test]
fn what_comes_first_has_the_earlier_date() {
    expect(
        &DateConflict,
        "
The call opens on 21 January 2022; the deadline for applications is 8 January 2022.
                                                                    ^^^^^^^^^^^^^^ medium/2: “deadline” is dated before “opens”
The treaty, signed on 6 March 1976, entered into force on 3 September 1974.
                                                          ^^^^^^^^^^^^^^^^ medium/2: “force” is dated before “signed”
Following the talks of 3 May 2024, the two sides issued a joint note on 27 April 2024.
                                                                        ^^^^^^^^^^^^^ medium/2: dated before what it follows
The pact was signed on 24 July 2024, following its approval by the cabinet on 3 August 2024.
                                                                              ^^^^^^^^^^^^^ medium/2: dated before what it follows
",
    );
    silent(
        &DateConflict,
        &[
            "The call opens on 8 January 2022; the deadline for applications is 21 January 2022.",
            "The new term begins on 1 June 2024, after the current one ends on 31 May 2024.",
            "The treaty, signed on 3 September 1974, entered into force on 6 March 1976.",
            "Following the talks of 3 May 2024, the two sides issued a note on 5 May 2024.",
            "Following the talks of 3 May 2024, they recalled the note of 27 April 2024.",
            "The pact was signed on 24 July 2024, following its approval by the cabinet on 3 June 2024.",
        ],
    );
}

#[test]
fn what_is_to_come_is_not_behind() {
    expect(
        &DateConflict,
        "
SUVA, 1 May 2025 – The council met. The next forum will be held in Apia on 15 March 2025.
                                                                           ^^^^^^^^^^^^^ medium/2: told as to come
Officials are finalising the text ahead of the consultations on 8 February 2025.
                                                                ^^^^^^^^^^^^^^^ medium/2: told as to come
",
    );
    silent(
        &DateConflict,
        &[
            "SUVA, 1 May 2025 – The next forum will be held in Apia on 15 June 2025.",
            "SUVA, 1 May 2025 – In January she said that the forum will be held on 15 March 2025.",
            "SUVA, 1 May 2025 – The forum was to be held on 15 March 2025. It would open on 2 April 2025.",
        ],
    );
}

#[test]
fn days_named_beside_their_date() {
    expect(
        &DateConflict,
        "
SUVA, 27 April 2025 – Speaking in Apia yesterday (13 April 2025), the chair thanked the hosts.
                                                  ^^^^^^^^^^^^^ medium: “yesterday” is 13 April 2025
Tomorrow, 24 April 2025, the delegation leaves for Nadi.
          ^^^^^^^^^^^^^ medium: “tomorrow” is 24 April 2025
She arrived on 8 April 2025 and, the following day, 14 April 2025, met the governor.
                                                    ^^^^^^^^^^^^^ medium/2: “the following day” is 14 April 2025
",
    );
    silent(
        &DateConflict,
        &[
            "SUVA, 27 April 2025 – Speaking in Apia yesterday (26 April 2025), the chair thanked the hosts.",
            "She arrived on 8 April 2025 and, the following day, 9 April 2025, met the governor.",
        ],
    );
}

#[test]
fn lengths_and_anniversaries() {
    expect(
        &DateConflict,
        "
SUVA, 1 May 2025 – The two-day conference (from 5 to 8 June 2025) is open to the press.
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ medium/2: “two-day” is 2 days, but the dates are 4
This year marks the 47th anniversary of diplomatic relations, established in 1973.
                    ^^^^ medium/2: 47 years from 1973 are 2020
",
    );
    silent(
        &DateConflict,
        &[
            "SUVA, 1 May 2025 – The four-day conference (from 5 to 8 June 2025) is open to the press.",
            "SUVA, 1 May 2025 – This year marks the 52nd anniversary of relations, established in 1973.",
            "SUVA, 1 May 2025 – In 1995 they kept the 50th anniversary of the court, founded in 1945.",
        ],
    );
}

#[test]
fn times_of_day() {
    expect(
        &DateConflict,
        "
The briefing will begin at 26:30 in the main hall and run from 18:30 to 15:00 in the press room.
                           ^^^^^ medium: no time of day
                                                               ^^^^^^^^^^^^^^ medium/2: the hours end (15:00)
",
    );
    silent(
        &DateConflict,
        &[
            "The briefing will begin at 16:30; the curfew runs from 22:00 to 6:00 and the shop is open from 9:00 to 5:00.",
            "Read Genesis 45:99 and Article 30:75; they won by 88:62, at odds of 99:10 or so.",
            "The ferry leaves at 24:00 and comes from 10:00 to 2:00 p.m. at the latest.",
        ],
    );
}

#[test]
fn nothing_is_changed_before_it_is_issued() {
    expect(
        &DateConflict,
        "
Travel advice
Issued: 9 April 2021
Last updated: 11 February 2021
              ^^^^^^^^^^^^^^^^ medium: changed (11 February 2021) before it was issued
",
    );
    silent(
        &DateConflict,
        &[
            "Travel advice\nIssued: 9 April 2021\nLast updated: 11 May 2021\n\nThe ferry sank on 2 May 2021, the minister said.\n",
        ],
    );
}

#[test]
fn one_meeting_has_one_date() {
    expect(
        &DateConflict,
        "
On 22 October 2022, the Fifth Westerby Workshop brought both sides to Suva.

Those present at the Fifth Westerby Workshop on 22 October 2012 recall a long silence.
                                                ^^^^^^^^^^^^^^^ medium/2: another year
",
    );
    silent(
        &DateConflict,
        &[
            "The Fourth Westerby Workshop was held on 22 October 2021, the Fifth Westerby Workshop on 22 October 2022.",
            "The Fifth Westerby Workshop was held on 22 October 2021 and ended on 24 October 2021.",
        ],
    );
}

#[test]
fn figures_that_are_no_date() {
    expect(
        &DateConflict,
        "
Date of the file: 39/10/2022. Valid until 15.13.2021, issued on 2025-07-36.
                  ^^^^^^^^^^ high: month 10 of 2022 has no day 39
                                          ^^^^^^^^^^ high: neither number can be a month
                                                                ^^^^^^^^^^ high: month 7 of 2025 has no day 36
",
    );
}

#[test]
fn weeks_and_years_beside_their_date() {
    expect(
        &DateConflict,
        "
Suva, 4 June 2021

Last Friday's storm (27 September 1999) tore the roofs off. A week ago, on 2013-07-25, the panel met.
                     ^^^^^^^^^^^^^^^^^ medium/2: “Last Friday”
                                                                           ^^^^^^^^^^ medium/2: “A week ago”
The visit now under way, from 1 to 6 June 2018, is the first. The rules apply from next month, on June 16, 2020.
                              ^^^^^^^^^^^^^^^^ medium/2: “now under way”
                                                                                                  ^^^^^^^^^^^^^ medium: “next month”
All schools are to be covered by the end of 2205.
                                            ^^^^ medium/2: more than a century after
",
    );
    silent(
        &DateConflict,
        &[
            "Suva, 4 June 2021\n\nLast Friday's storm (28 May 2021) tore the roofs off. Next week, on 10 June 2021, they meet.\n",
            "Suva, 4 June 2021\n\nThe rules of last week replace those of 3 May 2001. Last week ministers recalled 3 May 2001.\n",
            "Suva, 4 June 2021\n\nThe visit now under way, from 1 to 6 June 2021, is the first. There are 500 of 2500, and by 2500 all.\n",
        ],
    );
}

#[test]
fn jubilees_and_what_they_count() {
    expect(
        &DateConflict,
        "
Suva, 4 June 2021

The port, opened in 1942, is observing its golden jubilee this year.
                                           ^^^^^^ medium/2: 50 years from 1942
The festival turns thirty this year, having started in 1998.
                   ^^^^^^ medium/2: 30 years from 1998
A stamp was issued for the 10th anniversary of the partnership (2000–2013).
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ medium/2: “10th” is 10 years, but from 2000 to 2013 are 13
",
    );
    silent(
        &DateConflict,
        &[
            "Suva, 4 June 2021\n\nThe port, opened in 1971, is observing its golden jubilee this year.\n",
            "Suva, 4 June 2021\n\nThe 10th anniversary of the partnership (2003–2013) was kept.\n",
            "Suva, 4 June 2021\n\nNearly forty years after the accord of 1976, its first article is disputed.\n",
        ],
    );
}

#[test]
fn an_order_that_two_sentences_tell() {
    expect(
        &DateConflict,
        "
The treaty was signed in Suva on 6 June 2012. Speakers recalled that the same treaty had entered into force on 23 May 2012.
                                                                                                               ^^^^^^^^^^^ medium/2: “force” is dated before “signed”
The fair opens on 28 March and closes on 22 March 2023; entrance is free.
                                         ^^^^^^^^^^^^^ medium/2: “closes” is dated before “opens”
",
    );
    silent(
        &DateConflict,
        &[
            "The treaty was signed in Suva on 6 June 2012. Another pact had entered into force on 23 May 2012.",
            "The fair opens on 28 December and closes on 22 January 2023; entrance is free.",
        ],
    );
}

#[test]
fn shortened_weekdays_and_months() {
    expect(
        &DateConflict,
        "
When: Sat. 26 Apr. 2024, at nine. The office is closed on Thursday, 7 Mar. 2014 for the holiday.
      ^^^^^^^^^^^^^^^^^ medium: is a Friday
                                                          ^^^^^^^^^^^^^^^^^^^^^ medium: is a Friday
The patrol is to last until the 31st of November, weather allowing.
                                ^^^^^^^^^^^^^^^^ high: November has 30 days
",
    );
}
