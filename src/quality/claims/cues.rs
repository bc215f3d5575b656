//! The words that show a claim without a source.

use std::sync::LazyLock;

/// What kind of claim.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// A view in the passive, its holder left out.
    Agentless,
    /// A source without a name.
    Nameless,
    /// What will happen.
    Forecast,
    /// What everybody is said to know.
    Common,
}

impl Kind {
    /// How many there are.
    pub const COUNT: usize = 4;
}

/// The words of all cues, in their order.
pub(super) fn phrases() -> &'static [&'static str] {
    static PHRASES: LazyLock<Vec<&'static str>> =
        LazyLock::new(|| CUES.iter().map(|(phrase, _)| *phrase).collect());
    &PHRASES
}

use Kind::{Agentless, Common, Forecast, Nameless};

/// The cues: words in ASCII lower case, and what they show.
#[rustfmt::skip]
pub(super) const CUES: &[(&str, Kind)] = &[
    ("is seen as", Agentless), ("are seen as", Agentless), ("was seen as", Agentless), ("were seen as", Agentless), ("being seen as", Agentless),
    ("is widely seen as", Agentless), ("are widely seen as", Agentless), ("was widely seen as", Agentless), ("is largely seen as", Agentless),
    ("is viewed as", Agentless), ("are viewed as", Agentless), ("was viewed as", Agentless), ("is widely viewed as", Agentless),
    ("is regarded as", Agentless), ("are regarded as", Agentless), ("is widely regarded as", Agentless), ("are widely regarded as", Agentless),
    ("was widely regarded as", Agentless), ("is perceived as", Agentless), ("are perceived as", Agentless), ("is widely perceived", Agentless),
    ("is widely considered", Agentless), ("are widely considered", Agentless), ("is believed to", Agentless), ("are believed to", Agentless),
    ("was believed to", Agentless), ("is widely believed", Agentless), ("is thought to", Agentless), ("are thought to", Agentless),
    ("it is believed that", Agentless), ("it is thought that", Agentless), ("it is feared that", Agentless), ("it is hoped that", Agentless),
    ("it is understood that", Agentless), ("is rumoured to", Agentless), ("is rumored to", Agentless), ("are rumoured to", Agentless),
    ("are rumored to", Agentless), ("is said to", Agentless), ("are said to", Agentless), ("is reported to have", Agentless),
    ("are reported to have", Agentless), ("is alleged to", Agentless), ("are alleged to", Agentless), ("has been described as", Agentless),
    ("have been described as", Agentless), ("has been hailed as", Agentless), ("have been hailed as", Agentless), ("has been criticised for", Agentless),
    ("has been criticized for", Agentless), ("have been criticised for", Agentless), ("have been criticized for", Agentless),
    ("has been accused of", Agentless), ("have been accused of", Agentless), ("has drawn criticism", Agentless), ("have drawn criticism", Agentless),
    ("has drawn scrutiny", Agentless), ("have drawn scrutiny", Agentless), ("has drawn international", Agentless), ("have drawn international", Agentless),
    ("has drawn widespread", Agentless), ("have drawn widespread", Agentless), ("has raised concerns", Agentless), ("have raised concerns", Agentless),
    ("has raised questions", Agentless), ("have raised questions", Agentless), ("has raised fears", Agentless), ("have raised fears", Agentless),
    ("has sparked concerns", Agentless), ("has sparked criticism", Agentless), ("have sparked concerns", Agentless), ("has sparked fears", Agentless),
    ("critics say", Nameless), ("critics argue", Nameless), ("critics contend", Nameless), ("critics have", Nameless), ("critics fear", Nameless),
    ("observers say", Nameless), ("observers note", Nameless), ("observers believe", Nameless), ("observers see", Nameless), ("many observers", Nameless),
    ("analysts say", Nameless), ("analysts believe", Nameless), ("analysts note", Nameless), ("analysts see", Nameless), ("some analysts", Nameless),
    ("many analysts", Nameless), ("experts say", Nameless), ("experts believe", Nameless), ("experts agree", Nameless), ("experts argue", Nameless),
    ("experts warn", Nameless), ("some experts", Nameless), ("many experts", Nameless), ("most experts", Nameless), ("sources say", Nameless),
    ("sources said", Nameless), ("sources close to", Nameless), ("insiders say", Nameless), ("insiders said", Nameless), ("some say", Nameless),
    ("some argue", Nameless), ("some believe", Nameless), ("some fear", Nameless), ("many say", Nameless), ("many argue", Nameless),
    ("many believe", Nameless), ("many fear", Nameless), ("opponents say", Nameless), ("supporters say", Nameless), ("commentators say", Nameless),
    ("according to sources", Nameless), ("according to observers", Nameless), ("according to experts", Nameless), ("according to analysts", Nameless),
    ("according to some", Nameless), ("according to insiders", Nameless), ("reportedly", Nameless), ("allegedly", Nameless), ("purportedly", Nameless),
    ("supposedly", Nameless), ("it is said that", Nameless), ("it is rumoured", Nameless), ("it is rumored", Nameless), ("rumour has it", Nameless),
    ("rumor has it", Nameless), ("word has it", Nameless),
    ("is likely to", Forecast), ("are likely to", Forecast), ("will likely", Forecast), ("is almost certain to", Forecast), ("is bound to", Forecast),
    ("are bound to", Forecast), ("will undoubtedly", Forecast), ("will inevitably", Forecast), ("is poised to", Forecast), ("are poised to", Forecast),
    ("could have far-reaching", Forecast), ("will have far-reaching", Forecast), ("is expected to have", Forecast), ("are expected to have", Forecast),
    ("studies show", Common), ("studies have shown", Common), ("research shows", Common), ("research has shown", Common), ("research suggests", Common),
    ("evidence suggests", Common), ("evidence shows", Common), ("history shows", Common), ("it is well known that", Common),
    ("it is widely known that", Common), ("it is no secret that", Common), ("it is common knowledge", Common), ("there is no doubt that", Common),
    ("it goes without saying", Common), ("needless to say", Common), ("everyone knows", Common), ("everybody knows", Common),
    ("it is generally accepted", Common), ("it is widely accepted", Common), ("it is widely acknowledged", Common), ("as is well known", Common),
];
