use super::super::testing::{expect, findings, silent};
use super::UnexpandedAcronym;

#[test]
fn acronyms_without_their_long_form() {
    expect(
        &UnexpandedAcronym,
        "
The ZQHB of the islands asked ASEAN for its help, and the ZQHB got it from the captains of ASEAN.
    ^^^^ low/2: “ZQHB” is never expanded; it occurs 2 times
                              ^^^^^ low/2: “Association of Southeast Asian Nations”
",
    );
    expect(
        &UnexpandedAcronym,
        "
The members of the board went to the UN General Assembly and to the U.S. embassy with it.
                                     ^^ low/2: “United Nations”
                                                                    ^^^^ low/2: “United States”
",
    );
}

#[test]
fn long_forms_in_brackets_and_lists() {
    silent(
        &UnexpandedAcronym,
        &[
            "The Zonal Harbour Board (ZHB) of the islands met on the day. Later the ZHB wrote to the captains of the ferries.",
            "The ZHB (Zonal Harbour Board) of the islands met on the day. Later the ZHB wrote to the captains of the ferries.",
            "The Association of Southeast Asian Nations met on the day, and ASEAN wrote to the captains of the ferries.",
            "The United States wrote to the captains of the ferries, and the U.S. was glad, and so was the US of it.",
            "The ZHB wrote to the captains of the ferries on the islands.\n\nAbbreviations\n\nZHB: Zonal Harbour Board\nZIC – Zonal Islands Council\n",
            "The Zonal Harbour\nBoard (hereafter “the ZHB”) of the islands met, and the ZHB wrote to the captains of the ferries.",
            "The senior boat officials (SBOs) of the islands met, and one SBO wrote to the captains of the ferries on it.",
        ],
    );
}

#[test]
fn capitals_that_are_no_acronyms() {
    silent(
        &UnexpandedAcronym,
        &[
            "THE HARBOUR BOARD OF ZQX\n\nThe board of the islands met on the day, and wrote to the captains of the ferries.",
            "Mr. KEM Dara of the board of the islands met the captain, and H.E. LY Sothy wrote to the captains of the ferries.",
            "In chapter VII and article XIV the board pays USD 500 at 5 PM GMT for 20 KM of rope, and a TV for the captain.",
            "The board did NOT meet, and it MUST write to the captains in Boston, MA and in Miami, FL about the ferries.",
            "The board takes the form MF_ABC and the file ABX.txt/QRX and the room B2 and the flight QX101 of the member (QX-03).",
            "Le conseil de la ZQHB a dit que le bateau part de l’île tous les jours de la semaine avec le capitaine.",
        ],
    );
}

#[test]
fn of_many_the_most_frequent_are_shown() {
    let mut text =
        String::from("The board of the islands met on the day and wrote to all of these. ");
    for n in 0..20_u8 {
        let acronym = format!("ZQ{}X", char::from(b'A' + n));
        let times = if n < 3 { 1 } else { 2 };
        text += &format!("The captain saw the {acronym} of the harbour. ").repeat(times);
    }
    let found = findings(&UnexpandedAcronym, &text);
    assert_eq!(found.len(), 4, "{found:?}");
    assert!(
        found.iter().all(|f| f.reason.contains("occurs 2 times")),
        "{found:?}"
    );
    assert!(
        found[3]
            .reason
            .ends_with("16 rarer acronyms are not expanded either"),
        "{found:?}"
    );
}
