//! Texts that grow, each hard on another rule.

/// A text of about so many bytes (UTF-8).
pub type Text = Box<dyn Fn(usize) -> String>;

/// All of them, with names.
pub fn growing() -> Vec<(&'static str, Text)> {
    let repeated = |piece: &'static str| -> Text {
        Box::new(move |len: usize| piece.repeat(len / piece.len()))
    };
    let pieces = [
        ("nested brackets", "(["),
        ("brackets that open", "(ABC "),
        ("brackets that close", "ABC) "),
        ("of the of the", "of the "),
        ("dotted capitals", "A.B.C."),
        ("hyphens", "A-"),
        ("spaced hyphens", "ASEAN - "),
        ("long dashes", "--------"),
        ("digits", "1234567890"),
        ("numbers", "12 000 "),
        ("dotted numbers", "1.2,3."),
        ("capitalised words", "Xanthe Borogove "),
        ("head nouns", "Ministry Agreement Summit "),
        ("head nouns and of", "Ministry of the Agreement of the "),
        ("terms and and", "Trade and Law and Energy and "),
        ("terms and commas", "Minister of Trade, Law, Energy, "),
        ("offices", "Deputy Prime Minister "),
        ("honorifics", "H.E. Dr. Mr. "),
        ("given names", "John Maria Ahmed "),
        ("particles", "De la van der "),
        ("initials", "J. K. "),
        ("listed names", "United Nations "),
        (
            "beginnings of a listed name",
            "United Nations Educational Scientific ",
        ),
        ("countries", "Kenya, Norway, "),
        ("acronyms", "The Inland Ferry Board (IFB) "),
        ("possessives", "Kenya's Norway's "),
        ("apostrophes", "O'O'"),
        ("capitals", "THE MINISTRY OF FERRIES AND PORTS "),
        (
            "small letters",
            "the minister of ferries and ports met kenya ",
        ),
        ("glued words", "theMinistryofFerries"),
        ("months", "May March June 5 "),
        ("days", "5 to 6 to "),
        ("years", "2019-2020-"),
        ("currencies", "$5 USD 5 million "),
        ("addresses of mail", "a.b@c.d@"),
        ("telephones", "+855 23 214 "),
        ("labels", "Tel: Fax: "),
        ("streets", "12 Main Street, "),
        ("lines", "Ministry\n"),
        ("lines of digits", "12 34 56 78\n"),
        ("headings", "# Ministry of Ferries\n\n"),
        ("marks", "**__"),
        ("scripts", "ក្រសួង Ministry 政府 وزارة "),
        (
            "Vietnamese",
            "Bộ trưởng của Việt Nam và các nước ngày 5 tháng 3 ",
        ),
        (
            "French",
            "le ministre de la République du Kenya et les 5 millions de dollars ",
        ),
        (
            "languages in turn",
            "Le ministre a signé la loi pour les ports et les bateaux.\n\nThe minister has signed the law of the ports.\n\n",
        ),
        ("symbols of papers", "A/RES/"),
        ("tabs", "Kenya\t"),
        ("quotes", "\u{201c}The \u{201d}"),
    ];
    let mut all: Vec<_> = pieces
        .into_iter()
        .map(|(name, piece)| (name, repeated(piece)))
        .collect();
    all.push((
        "acronyms of their own",
        Box::new(|len| numbered(len, |a, b, c| format!("Board of {a}{b} {c}{a} ({a}B{c}) "))),
    ));
    all.push((
        "surnames of their own",
        Box::new(|len| numbered(len, |a, b, c| format!("Minister {a}u{b}o {c}a{a}e met. "))),
    ));
    all.push(("one word", Box::new(|len| "a".repeat(len))));
    all.push(("one word in capitals", Box::new(|len| "A".repeat(len))));
    all
}

/// Pieces made with three capital letters that go through the alphabet, until there are `len` bytes.
fn numbered(len: usize, piece: impl Fn(char, char, char) -> String) -> String {
    let mut out = String::new();
    let letter = |n: usize| char::from(b'A' + (n % 26) as u8);
    for n in 0.. {
        if out.len() >= len {
            break;
        }
        out.push_str(&piece(letter(n), letter(n / 26), letter(n / 676)));
    }
    out
}

/// Texts that are hard on the checks of quality, with names.
#[allow(dead_code, reason = "not every test that grows texts looks for faults")]
pub fn faulty() -> Vec<(&'static str, Text)> {
    let pieces = [
        ("tags", "<b>x</b> <br/>"),
        ("tags that open", "<div "),
        ("entities", "&amp;&#39;&nbsp"),
        ("emphasis", "**a** *b "),
        ("braces", "{{a}} [[b]] {c"),
        ("escapes", "\\u0041\\n"),
        ("misread encoding", "Ã©Ã¨ â€œ"),
        ("misread twice", "ÃƒÂ© "),
        ("lost characters", "\u{fffd}\u{fffd}a "),
        ("control characters", "\u{92}a\u{0}"),
        ("parted words", "coopera- tion "),
        ("lines of capitals", "OFFICE OF THE\n"),
        ("page numbers", "Page 3 of 7\n\n"),
        ("form feeds", "a\u{c}"),
        (
            "one sentence again and again",
            "The council met on the island and spoke about roads. ",
        ),
        (
            "one line again and again",
            "The council met on the island and spoke about roads\n",
        ),
        ("garbage", "HAhHAApM x1y2Z- "),
        ("misread words", "tlie councll rnet 0n Mouday "),
        ("broken fields", "Tel : (85) Email : a@ "),
        ("addresses of the web", "http://a..b/ www. "),
        ("quotes that open", "“ ‘ \" ' ( [ "),
        ("straight and curly", "it's it’s \"a\" “b” "),
        ("spaces before marks", "a , b . c : "),
        ("doubled words", "the the of of "),
        ("dates without a year", "on March 4 in December today "),
        (
            "dates that cannot be",
            "31 April 2023, Monday, 15 May 2025, ",
        ),
        ("periods", "from 12 to 9 May 2024 between 2024 and 2019 "),
        ("percentages", "45 %, 40 % and 35 % of all, "),
        ("sums", "10 men and 12 women, a total of 25 "),
        ("claims", "It is widely believed that critics say "),
        (
            "stock phrases",
            "In conclusion, this marks a significant turning point. ",
        ),
        ("acronyms without names", "The ABC and the XYZ met DEF. "),
        (
            "pronouns",
            "She said that he told her. Mr Ola Ferreiro said. ",
        ),
        (
            "offices and holders",
            "Prime Minister Ola Ferreiro and Prime Minister Ana Kealoha met. ",
        ),
        (
            "names in two spellings",
            "Mr Mohammed Ferreiro and Mr Muhammad Ferreiro met. ",
        ),
        ("zero-width characters", "a\u{200b}b\u{ad}c "),
        ("front matter", "---\ntitle: a\n"),
    ];
    let repeated = |piece: &'static str| -> Text {
        Box::new(move |len: usize| piece.repeat(len / piece.len()))
    };
    pieces
        .into_iter()
        .map(|(name, piece)| (name, repeated(piece)))
        .collect()
}
