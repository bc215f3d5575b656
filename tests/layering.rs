//! The layers of `ARCHITECTURE.md`: who may use whom, and what each layer may touch of the outside world.
//!
//! The sources are read as text: comments, strings and `#[cfg(test)]` parts are blanked first, so that what is left is
//! what the program does.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// The layers and what each may use besides itself. The direction is one way: a layer uses those before it.
const LAYERS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("document", &["text"]),
    ("annotation", &["text", "document"]),
    ("anchoring", &["text", "document", "annotation"]),
    ("detect", &["text", "document", "annotation", "anchoring"]),
    // Checks read the mentions: a name variant is one of a person's or an organisation's names.
    (
        "quality",
        &["text", "document", "annotation", "anchoring", "detect"],
    ),
    ("export", &["text", "document", "annotation", "anchoring"]),
    (
        "library",
        &[
            "text",
            "document",
            "annotation",
            "anchoring",
            "detect",
            "quality",
            "export",
        ],
    ),
    (
        "store",
        &[
            "text",
            "document",
            "annotation",
            "anchoring",
            "detect",
            "quality",
            "export",
            "library",
        ],
    ),
    (
        "app",
        &[
            "text",
            "document",
            "annotation",
            "anchoring",
            "detect",
            "quality",
            "export",
            "library",
            "store",
        ],
    ),
    (
        "ui",
        &[
            "text",
            "document",
            "annotation",
            "anchoring",
            "detect",
            "quality",
            "export",
            "library",
            "store",
            "app",
        ],
    ),
    (
        "cli",
        &[
            "text",
            "document",
            "annotation",
            "anchoring",
            "detect",
            "quality",
            "export",
            "library",
            "store",
        ],
    ),
];

/// The layers that know nothing of the outside world.
const PURE: &[&str] = &[
    "text",
    "document",
    "annotation",
    "anchoring",
    "detect",
    "quality",
    "export",
    "library",
];

/// What nobody there may write, and why.
const IMPURE: &[(&str, &str)] = &[
    ("egui", "knows no screen"),
    ("eframe", "knows no screen"),
    ("std::fs", "touches no file"),
    ("std::env", "does not look at the environment"),
    ("std::process", "starts no process"),
    ("std::net", "uses no network"),
    ("std::thread", "starts no thread"),
    ("Instant", "has no clock: times are passed in"),
    ("SystemTime", "has no clock: times are passed in"),
    ("println!", "prints nothing"),
    ("eprintln!", "prints nothing"),
    ("print!", "prints nothing"),
    ("eprint!", "prints nothing"),
    ("dbg!", "prints nothing"),
    ("now_v7", "has no clock: ids are passed in"),
];

/// Where the window may look at the environment: how it is traced, and what the account is called.
const WINDOW_ENVIRONMENT: &[&str] = &["src/ui/trace.rs", "src/ui/notices.rs"];

/// Ways to write a colour down.
const COLOURS: &[&str] = &[
    "Color32::from_rgb",
    "Color32::from_rgba",
    "Color32::from_black_alpha",
    "Color32::from_white_alpha",
    "Color32::from_gray",
    "Color32::from_hex",
    "Rgba::from",
    "hex_color!",
    "Color32::BLACK",
    "Color32::WHITE",
    "Color32::RED",
    "Color32::GREEN",
    "Color32::BLUE",
    "Color32::YELLOW",
    "Color32::GRAY",
    "Color32::ORANGE",
];

/// A source file with everything blanked that does not run in the program.
struct Source {
    /// Its path below the crate, with `/`.
    path: String,
    /// The layer that it belongs to: the first part below `src`, without `.rs`.
    layer: String,
    code: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    walk(&root.join("src"), &mut files);
    files.sort();
    assert!(files.len() > 50, "the sources were found");
    let test_modules: Vec<PathBuf> = files.iter().flat_map(|f| test_modules(f)).collect();
    files
        .into_iter()
        .filter(|f| {
            !test_modules.iter().any(|t| f.starts_with(t))
                && !test_modules.contains(&f.with_extension(""))
        })
        .map(|file| {
            let below = file
                .strip_prefix(root)
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/");
            let layer = below
                .split('/')
                .nth(1)
                .unwrap()
                .trim_end_matches(".rs")
                .to_owned();
            let code = without_tests(&blank(&fs::read_to_string(&file).unwrap()));
            Source {
                path: below,
                layer,
                code,
            }
        })
        .collect()
}

fn walk(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// The modules in files of their own that a file declares under `#[cfg(test)]`, as paths without `.rs`.
fn test_modules(file: &Path) -> Vec<PathBuf> {
    let code = blank(&fs::read_to_string(file).unwrap());
    let name = file.file_stem().unwrap().to_string_lossy().into_owned();
    let folder = match name.as_str() {
        "mod" | "lib" | "main" => file.parent().unwrap().to_owned(),
        _ => file.with_extension(""),
    };
    let mut out = Vec::new();
    for part in code.split("#[cfg(test)]").skip(1) {
        let part = part.trim_start();
        let part = part
            .strip_prefix("pub ")
            .or(part.strip_prefix("pub(crate) "))
            .or(part.strip_prefix("pub(super) "))
            .unwrap_or(part);
        if let Some(rest) = part.strip_prefix("mod ")
            && let Some((name, _)) = rest.split_once(';').filter(|(name, _)| !name.contains('{'))
        {
            out.push(folder.join(name.trim()));
        }
    }
    out
}

/// Comments, strings and character literals become spaces; lines and columns stay.
fn blank(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let n = match c {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => comment(rest),
            '"' => string(rest),
            'r' | 'b' if !ends_in_word(&out) => raw_string(rest).unwrap_or(0),
            '\'' => character(rest).unwrap_or(0),
            _ => 0,
        };
        if n == 0 {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        } else {
            out.extend(
                rest[..n]
                    .chars()
                    .map(|c| if c == '\n' { '\n' } else { ' ' }),
            );
            rest = &rest[n..];
        }
    }
    out
}

fn ends_in_word(s: &str) -> bool {
    s.chars()
        .next_back()
        .is_some_and(|c| c.is_alphanumeric() || c == '_')
}

/// Length of a block comment; they nest.
fn comment(s: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < s.len() {
        let rest = &s[at..];
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                break;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    at
}

/// Length of a string literal.
fn string(s: &str) -> usize {
    let mut escaped = false;
    for (i, c) in s.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return i + 1,
            _ => {}
        }
    }
    s.len()
}

/// Length of a raw string or of a byte string.
fn raw_string(s: &str) -> Option<usize> {
    let after = s.strip_prefix("br").or(s.strip_prefix('r'));
    let Some(after) = after else {
        let quote = s.strip_prefix('b').filter(|r| r.starts_with('"'))?;
        return Some(1 + string(quote));
    };
    let hashes = after.len() - after.trim_start_matches('#').len();
    let body = after[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let length = body.find(&end).map_or(body.len(), |i| i + end.len());
    Some(s.len() - body.len() + length)
}

/// Length of a character literal; a lifetime is none.
fn character(s: &str) -> Option<usize> {
    let mut inside = s.char_indices().skip(1);
    let (_, first) = inside.next()?;
    if first == '\\' {
        let end = s.char_indices().skip(3).find(|(_, c)| *c == '\'')?;
        return Some(end.0 + 1);
    }
    inside
        .next()
        .filter(|(_, c)| *c == '\'')
        .map(|(i, _)| i + 1)
}

/// What `#[cfg(test)]` stands before becomes spaces.
fn without_tests(code: &str) -> String {
    let mut out = code.to_owned();
    while let Some(start) = out.find("#[cfg(test)]") {
        let end = start + item(&out[start..]);
        let spaces: String = out[start..end]
            .chars()
            .map(|c| if c == '\n' { '\n' } else { ' ' })
            .collect();
        out.replace_range(start..end, &spaces);
    }
    out
}

/// Length of an item with its attributes: up to its `;` or the end of its braces.
fn item(code: &str) -> usize {
    let mut depth = 0;
    for (i, c) in code.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return i + 1,
            '}' => depth -= 1,
            ';' if depth == 0 => return i + 1,
            _ => {}
        }
    }
    code.len()
}

/// Where a word stands in the code, not as a part of a longer one.
fn places(code: &str, word: &str) -> Vec<usize> {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word)
        .map(|(i, _)| i)
        .filter(|&i| !code[..i].chars().next_back().is_some_and(part))
        .filter(|&i| {
            word.ends_with('!')
                || word == "Rgba::from"
                || !code[i + word.len()..].chars().next().is_some_and(part)
        })
        .collect()
}

fn line(code: &str, at: usize) -> usize {
    code[..at].matches('\n').count() + 1
}

/// The modules that a text uses by `crate::`, each with the place where it says so.
fn uses(code: &str) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    for at in places(code, "crate") {
        let Some(rest) = code[at + "crate".len()..].strip_prefix("::") else {
            continue;
        };
        match rest.strip_prefix('{') {
            Some(group) => out.extend(group_heads(group).into_iter().map(|head| (at, head))),
            None => out.push((at, head(rest))),
        }
    }
    out
}

/// The first name of a path.
fn head(path: &str) -> String {
    path.trim_start()
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

/// The first names in `a, b::{c, d}, e}`.
fn group_heads(group: &str) -> Vec<String> {
    let (mut depth, mut start, mut out) = (0, 0, Vec::new());
    for (i, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                out.push(head(&group[start..i]));
                start = i + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    out.retain(|h| !h.is_empty());
    out
}

/// Complaints, gathered so that one run shows them all.
#[derive(Default)]
struct Complaints(String);

impl Complaints {
    fn add(&mut self, source: &Source, at: usize, rule: &str) {
        let line = line(&source.code, at);
        let said = source.code.lines().nth(line - 1).unwrap_or_default().trim();
        writeln!(self.0, "{}:{line}: {rule}: {said}", source.path).unwrap();
    }

    /// A word that must not be there.
    fn forbid(&mut self, source: &Source, words: &[(&str, &str)]) {
        for (word, why) in words {
            for at in places(&source.code, word) {
                self.add(source, at, &format!("{} {why} ({word})", source.layer));
            }
            // `use std::{fs, env}` says it too.
            if let Some(module) = word.strip_prefix("std::") {
                for at in places(&source.code, "std") {
                    let group = source.code[at..].strip_prefix("std::{");
                    if group.is_some_and(|g| group_heads(g).iter().any(|h| h == module)) {
                        self.add(source, at, &format!("{} {why} ({word})", source.layer));
                    }
                }
            }
        }
    }

    #[track_caller]
    fn none(self) {
        assert!(self.0.is_empty(), "the layers are broken:\n{}", self.0);
    }
}

#[test]
fn every_module_uses_only_layers_to_its_left() {
    let mut complaints = Complaints::default();
    for source in sources() {
        let Some((_, may)) = LAYERS.iter().find(|(name, _)| *name == source.layer) else {
            let binaries = ["lib", "main", "bin"];
            assert!(
                binaries.contains(&source.layer.as_str()),
                "{} has no place in the table of layers",
                source.path
            );
            continue;
        };
        for (at, used) in uses(&source.code) {
            let is_layer = LAYERS.iter().any(|(name, _)| *name == used);
            if is_layer && used != source.layer && !may.contains(&used.as_str()) {
                complaints.add(
                    &source,
                    at,
                    &format!("{} must not use {used}", source.layer),
                );
            }
        }
    }
    complaints.none();
}

#[test]
fn the_core_has_no_screen_no_files_no_threads_no_clock_and_prints_nothing() {
    let mut complaints = Complaints::default();
    for source in sources()
        .iter()
        .filter(|s| PURE.contains(&s.layer.as_str()))
    {
        complaints.forbid(source, IMPURE);
    }
    complaints.none();
}

#[test]
fn the_store_and_the_program_know_no_screen_and_print_nothing() {
    let mut complaints = Complaints::default();
    for source in sources() {
        match source.layer.as_str() {
            "store" | "app" => complaints.forbid(&source, &IMPURE[..2]),
            "cli" => complaints.forbid(&source, &IMPURE[..2]),
            _ => {}
        }
        if matches!(source.layer.as_str(), "store" | "app" | "ui") {
            let printing = |(_, why): &&(&str, &str)| *why == "prints nothing";
            let tracing = source.path == "src/ui/trace.rs";
            let words: Vec<_> = IMPURE.iter().filter(printing).copied().collect();
            if !tracing {
                complaints.forbid(&source, &words);
            }
        }
        if source.layer == "app" {
            complaints.forbid(
                &source,
                &[
                    ("std::fs", "leaves files to the store"),
                    ("std::env", "does not look at the environment"),
                ],
            );
        }
    }
    complaints.none();
}

#[test]
fn the_window_touches_no_file_and_starts_nothing() {
    let mut complaints = Complaints::default();
    for source in sources().iter().filter(|s| s.layer == "ui") {
        complaints.forbid(
            source,
            &[
                ("std::fs", "touches no file"),
                ("std::process", "starts no process"),
            ],
        );
        if !WINDOW_ENVIRONMENT.contains(&source.path.as_str()) {
            complaints.forbid(source, &[("std::env", "does not look at the environment")]);
        }
    }
    complaints.none();
}

#[test]
fn colours_are_written_down_in_the_theme_alone() {
    let mut complaints = Complaints::default();
    for source in sources().iter().filter(|s| {
        s.layer == "ui" && s.path != "src/ui/theme.rs" && !s.path.starts_with("src/ui/theme/")
    }) {
        for word in COLOURS {
            for at in places(&source.code, word) {
                complaints.add(source, at, "colours belong into the theme");
            }
        }
        for at in triples(&source.code) {
            complaints.add(source, at, "colours belong into the theme");
        }
    }
    complaints.none();
}

/// Three bytes in hexadecimal in brackets: a colour, `[0xc0, 0x39, 0x2b]`.
fn triples(code: &str) -> Vec<usize> {
    let hex = |s: &str| s.trim().strip_prefix("0x").is_some_and(|d| d.len() == 2);
    code.match_indices('[')
        .map(|(i, _)| i)
        .filter(|&i| {
            let inside = code[i + 1..].split(']').next().unwrap_or_default();
            let parts: Vec<&str> = inside.split(',').collect();
            parts.len() == 3 && parts.iter().all(|p| hex(p))
        })
        .collect()
}

#[test]
fn the_reading_of_sources_sees_through_strings_comments_and_tests() {
    let source = "use crate::{text::{a, b}, store}; // crate::ui\nlet s = \"crate::app\"; let c = '\"'; /* crate::cli */\n\
        #[cfg(test)]\nmod tests {\n    use crate::ui::x;\n}\nfn f<'a>(x: &'a str) { crate::app::run(r#\"crate::cli\"#) }\n";
    let code = without_tests(&blank(source));
    let used: Vec<String> = uses(&code).into_iter().map(|(_, used)| used).collect();
    assert_eq!(used, ["text", "store", "app"]);
    assert_eq!(line(&code, code.find("crate::app").unwrap()), 7);
    assert_eq!(places("eprintln!(x); print!(y)", "print!").len(), 1);
    assert_eq!(triples("[0x1, 2, 3] [0xc0, 0x39, 0x2b]").len(), 1);
}
