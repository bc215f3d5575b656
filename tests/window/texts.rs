//! Invented documents.

/// A press release with a damaged letterhead; line ends as Windows writes them.
pub const RELEASE: &str = "MINISTRY OF RIVER AFFAIRS\r\n\
    Tel : (85) Fax : (855) Email : mfai\r\n\
    \r\n\
    Press release on the visit of Minister Vannak Osei\r\n\
    \r\n\
    On 12 May 2025, Minister Vannak Osei met the Prime Minister of Lenovia in Port Amsel to discuss the river crossing \
    and the timber trade. The two sides agreed to open three border markets before the end of the year.\r\n\
    \r\n\
    The Minister thanked Lenovia for its support of small farmers 🌾 and for 4.5 million dollars in grants.\r\n\
    \r\n\
    Both sides reaffirmed that peace and security on the river remain their common concern.\r\n";

/// A statement with emoji, Khmer, a combining accent, and short paragraphs that all fit into view.
pub const STATEMENT: &str = "Statement on the border markets 🛶\n\
    \n\
    The markets of Amsel and Koh Trey open every Saturday 🌞 at dawn, rain or shine.\n\
    \n\
    រដ្ឋមន្ត្រីបានថ្លែងអំណរគុណ ចំពោះ ប្រជាជន ទាំងអស់។\n\
    \n\
    Traders from both banks 🤝 exchange rice, cloth and lamp oil under one simple rule: weigh twice, pay once.\n\
    \n\
    The river guard keeps watch, and the cafe\u{301} by the pier keeps everyone awake.\n\
    \n\
    Schools send their classes to learn counting with shells 🐚, beads and patience.\n\
    \n\
    Nobody leaves hungry.\n";

/// A Markdown text with headings and marks that the reader hides.
pub const COMMUNIQUE: &str = "# Joint communiqué of the river states\n\
    \n\
    ## Trade\n\
    \n\
    The parties **welcome** the new ferry and _intend_ to lower the toll.\n\
    \n\
    ## Security\n\
    \n\
    - Patrols sail at night.\n\
    - Lanterns burn at every pier.\n";

/// A long text of numbered paragraphs, for scrolling.
pub fn long() -> String {
    let mut out = String::from("A long report on quiet rivers\n\n");
    for n in 1..=120 {
        out += &format!(
            "Paragraph number {n} tells how the water was measured at the pier, how the clerk wrote the figure down, and \
             how nobody disputed it afterwards.\n\n"
        );
    }
    out
}
