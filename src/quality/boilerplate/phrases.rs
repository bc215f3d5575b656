//! The phrases. Collected from what is published on the marks of generated text: the excess vocabulary of papers since
//! 2023 (Kobak and others, "Delving into LLM-assisted writing in biomedical publications through excess vocabulary",
//! 2025), and the marks that editors of encyclopedias go by. Formulas that governments have used for decades are left out.

use std::sync::LazyLock;

/// A phrase: its last words, and words of which one has to stand at most `gap` words before them.
pub(super) struct Phrase {
    /// The last words, in ASCII lower case; the whole phrase where there are no heads.
    pub tail: &'static str,
    /// Words that may begin it; empty where nothing has to.
    pub heads: &'static [&'static str],
    /// Most words between head and tail.
    pub gap: u8,
    /// What it weighs: 1, 2, or [`SURE`].
    pub strength: u8,
}

/// Strength of what only a program says.
pub(super) const SURE: u8 = 9;

const fn whole(tail: &'static str, strength: u8) -> Phrase {
    Phrase {
        tail,
        heads: &[],
        gap: 0,
        strength,
    }
}

const fn after(
    heads: &'static [&'static str],
    gap: u8,
    tail: &'static str,
    strength: u8,
) -> Phrase {
    Phrase {
        tail,
        heads,
        gap,
        strength,
    }
}

/// The last words of all phrases, in their order.
pub(super) fn tails() -> &'static [&'static str] {
    static TAILS: LazyLock<Vec<&'static str>> =
        LazyLock::new(|| PHRASES.iter().map(|p| p.tail).collect());
    &TAILS
}

const MARKS: &[&str] = &[
    "mark",
    "marks",
    "marked",
    "marking",
    "represents",
    "represented",
    "representing",
    "signals",
    "signalling",
    "signaling",
    "signifies",
    "heralds",
    "heralding",
];
const NAVIGATE: &[&str] = &["navigate", "navigates", "navigated", "navigating"];
const CHANGING: &[&str] = &[
    "ever-evolving",
    "ever-changing",
    "ever-shifting",
    "fast-changing",
    "fast-evolving",
    "fast-paced",
    "evolving",
    "changing",
    "shifting",
    "complex",
];
const PLAYS: &[&str] = &["plays", "playing", "played", "play"];
const SERVES: &[&str] = &[
    "serves", "serving", "served", "stands", "standing", "stood", "is", "remains",
];
const FOSTER: &[&str] = &[
    "foster",
    "fosters",
    "fostering",
    "fostered",
    "cultivate",
    "cultivating",
    "instil",
    "instill",
];
const HIGHLIGHTING: &[&str] = &[
    "highlighting",
    "underscoring",
    "emphasizing",
    "emphasising",
    "showcasing",
    "reflecting",
];
const GARNERED: &[&str] = &["garnered", "garnering", "garners", "sparked", "sparking"];
const UNLOCK: &[&str] = &[
    "unlock",
    "unlocks",
    "unlocking",
    "harness",
    "harnesses",
    "harnessing",
    "unleash",
    "unleashing",
];
const SHAPE: &[&str] = &[
    "shape",
    "shapes",
    "shaping",
    "reshape",
    "reshaping",
    "redefine",
    "redefining",
];

/// All phrases.
#[rustfmt::skip]
pub(super) const PHRASES: &[Phrase] = &[
    // What a chat program says to the person who uses it.
    whole("as an ai language model", SURE), whole("as a large language model", SURE), whole("as an ai assistant", SURE),
    whole("as an ai, i", SURE), whole("i cannot fulfill this request", SURE), whole("i cannot fulfil this request", SURE),
    whole("i cannot assist with that", SURE), whole("i can't assist with that", SURE), whole("i'm sorry, but i cannot", SURE),
    whole("i'm sorry, but i can't", SURE), whole("i am unable to browse", SURE), whole("i do not have access to real-time", SURE),
    whole("i don't have access to real-time", SURE), whole("my knowledge cutoff", SURE), whole("my knowledge cut-off", SURE),
    whole("as of my last update", SURE), whole("as of my last knowledge update", SURE), whole("as of my knowledge cutoff", SURE),
    whole("certainly! here", SURE), whole("certainly, here is", SURE), whole("certainly, here are", SURE), whole("sure! here", SURE),
    whole("sure, here is", SURE), whole("sure, here's", SURE), whole("of course! here", SURE), whole("absolutely! here", SURE),
    whole("would you like me to", SURE), whole("let me know if you would like me to", SURE), whole("let me know if you'd like me to", SURE),
    whole("here is a revised version", SURE), whole("here's a revised version", SURE), whole("here is the rewritten", SURE),
    whole("here's the rewritten", SURE), whole("regenerate response", SURE), whole("oaicite", SURE), whole("contentreference", SURE),
    whole("utm_source=chatgpt.com", SURE), whole("utm_source=openai", SURE), whole("turn0search0", SURE), whole("turn0search1", SURE),
    whole("i hope this response", SURE), whole("my training data", SURE),
    // Stock openers.
    whole("in a significant development", 2), whole("in a significant move", 2), whole("in a significant step", 2),
    whole("in a major development", 1), whole("in a bold move", 1), whole("in a landmark move", 1), whole("in a groundbreaking move", 2),
    whole("in a pivotal move", 2), whole("in a historic move", 1), whole("in a remarkable display", 2), whole("in a strategic move", 2),
    whole("in today's fast-paced world", 2), whole("in today's rapidly changing world", 2), whole("in today's rapidly evolving", 2),
    whole("in today's interconnected world", 2), whole("in an increasingly interconnected world", 2), whole("in today's digital age", 2),
    whole("in today's globalized world", 2), whole("in today's globalised world", 2), whole("in an era of", 1), whole("in an era where", 1),
    whole("in the realm of", 2), whole("in the ever-evolving", 2), whole("in the heart of", 1), whole("at its core,", 1),
    // Connectors of essays.
    whole("in conclusion", 1), whole("in summary,", 1), whole("to summarize,", 1), whole("to sum up,", 1), whole("all in all,", 1),
    whole("it is important to note that", 1), whole("it's important to note that", 1), whole("it is worth noting that", 1),
    whole("it's worth noting that", 1), whole("it is crucial to note that", 2), whole("it is essential to recognize that", 2),
    whole("it is essential to recognise that", 2), whole("it is important to recognize that", 1), whole("it is important to recognise that", 1),
    whole("it is crucial to recognize", 2), whole("it is essential to understand", 1), whole("it is important to understand that", 1),
    whole("despite these challenges,", 2), whole("despite its challenges,", 2), whole("despite facing challenges", 2),
    whole("furthermore, it is", 1), whole("moreover, it is", 1), whole("key takeaways", 2),
    whole("only time will tell", 1), whole("remains to be seen whether", 1), whole("raises important questions about", 1),
    whole("not just about", 1), whole("it's not just", 1), whole("more than just a", 1),
    // Inflated significance.
    after(MARKS, 3, "turning point", 1), after(MARKS, 3, "new chapter", 1), after(MARKS, 3, "milestone", 1), after(MARKS, 3, "step forward", 1),
    after(MARKS, 3, "pivotal moment", 2), after(MARKS, 3, "watershed moment", 1), after(MARKS, 3, "defining moment", 1),
    after(MARKS, 3, "new era", 1), after(MARKS, 3, "paradigm shift", 2), after(MARKS, 3, "significant shift", 1), after(MARKS, 2, "significant step", 1),
    after(MARKS, 2, "crucial step", 1), after(MARKS, 2, "pivotal step", 2), after(MARKS, 2, "important step", 1), after(MARKS, 3, "significant departure", 1),
    after(PLAYS, 1, "pivotal role", 1), after(PLAYS, 1, "crucial role", 1), after(PLAYS, 1, "vital and evolving role", 2),
    after(SERVES, 2, "testament to", 2), after(SERVES, 3, "stark reminder", 2), after(SERVES, 3, "poignant reminder", 2),
    after(SERVES, 3, "powerful reminder", 1), after(SERVES, 2, "beacon of", 2),
    after(SERVES, 3, "catalyst for", 1), after(SERVES, 3, "game-changer", 1), after(SERVES, 3, "game changer", 1),
    whole("cannot be overstated", 2), whole("cannot be overemphasized", 2), whole("cannot be overemphasised", 2), whole("can not be overstated", 2),
    whole("indelible mark", 2), whole("enduring legacy", 1), whole("profound implications", 1), whole("broader implications for", 1),
    whole("ripple effects", 1), whole("seismic shift", 1), whole("of paramount importance", 1), whole("paramount importance of", 1),
    whole("strategic significance of", 1), whole("unwavering dedication", 1), whole("unparalleled opportunities", 1), whole("transformative potential", 2),
    whole("transformative power", 2), whole("transformative journey", 2), whole("boundless", 1), whole("groundbreaking initiative", 1),
    // Landscapes and tapestries.
    after(NAVIGATE, 4, "landscape", 2), after(NAVIGATE, 3, "complexities", 2), after(NAVIGATE, 3, "complexity", 1), after(NAVIGATE, 3, "terrain", 1),
    after(NAVIGATE, 4, "dynamics", 2), after(CHANGING, 2, "landscape", 1), after(CHANGING, 2, "geopolitical environment", 2),
    after(CHANGING, 2, "global environment", 1), after(CHANGING, 2, "security landscape", 1), after(CHANGING, 1, "dynamics", 1),
    whole("rich tapestry", 2), whole("intricate tapestry", 2), whole("vibrant tapestry", 2), whole("tapestry of", 2), whole("intricate interplay", 2),
    whole("complex interplay", 1), whole("intricate web of", 1), whole("intricacies of", 1), whole("delicate balancing act", 1), whole("delicate dance", 2),
    whole("delicate balance between", 1), whole("strike a balance between", 1), whole("striking a balance between", 1), whole("kaleidoscope of", 2),
    whole("treasure trove", 1), whole("melting pot", 1), whole("myriad of", 1), whole("plethora of", 1), whole("multitude of", 1),
    // Favourite words.
    whole("delve into", 2), whole("delves into", 2), whole("delved into", 2), whole("delving into", 2), whole("multifaceted", 1),
    whole("nuanced understanding", 1), whole("nuanced approach", 1), whole("holistic understanding", 1), whole("seamlessly", 1),
    whole("meticulously", 1), whole("embark on a journey", 2), whole("embarked on a journey", 2), whole("embarking on a journey", 2),
    whole("commendable efforts", 1), whole("invaluable insights", 2), whole("valuable insights", 1), whole("actionable insights", 1),
    whole("nestled in", 1), whole("bustling", 1), whole("ever-growing", 1), whole("continues to evolve", 1), whole("continue to evolve", 1), whole("rapidly evolving world", 1), whole("resonates deeply", 2), whole("resonate deeply", 2),
    whole("synergy between", 1), whole("synergies between", 1), whole("thought-provoking", 1), whole("a new dawn", 1), whole("at the crossroads of", 1),
    whole("stands at a crossroads", 1), whole("stand at a crossroads", 1), whole("shed light on the", 1), whole("sheds light on the", 1),
    after(FOSTER, 1, "sense of", 1), after(FOSTER, 1, "culture of", 1), after(FOSTER, 2, "deeper understanding", 1),
    after(HIGHLIGHTING, 1, "importance of", 1), after(HIGHLIGHTING, 1, "significance of", 1), after(HIGHLIGHTING, 1, "need for", 1),
    after(HIGHLIGHTING, 2, "commitment to", 1), after(HIGHLIGHTING, 2, "complexities of", 2), after(GARNERED, 2, "attention", 2),
    after(GARNERED, 2, "debate", 1), after(GARNERED, 2, "acclaim", 1), after(UNLOCK, 2, "potential of", 1), after(UNLOCK, 2, "power of", 1),
    after(SHAPE, 1, "future of", 1), after(SHAPE, 2, "landscape", 1), whole("pave the way for a", 1), whole("paving the way for a", 1),
    whole("paves the way for", 1), whole("sets the stage for", 1), whole("setting the stage for", 1), whole("a brighter future for", 1), whole("key player in", 1), whole("crucial player in", 2), whole("at the forefront of", 1),
    whole("proactive approach", 1), whole("underscores the importance of", 1), whole("underscores the need for", 1),
    whole("underscores its commitment", 1), whole("highlights the importance of", 1), whole("highlights the need for", 1),
    whole("highlights the complex", 2), whole("highlights the complexities", 2), whole("continued efforts to", 1),
];
