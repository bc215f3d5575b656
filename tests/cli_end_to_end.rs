//! The built program, run on folders.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rapporteur"));
    command.current_dir(folder);
    command
}

struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

fn ran(output: Output) -> Ran {
    Ran {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn run(folder: &Path, args: &[&str]) -> Ran {
    ran(program(folder).args(args).output().unwrap())
}

/// A folder with the document and sidecar of a golden case, under `name`.
fn with_case(case: &str, name: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    add_case(folder.path(), case, name);
    folder
}

fn add_case(folder: &Path, case: &str, name: &str) {
    let from = golden(case);
    let to = folder.join(name);
    fs::create_dir_all(to.parent().unwrap()).unwrap();
    fs::copy(from.join("document.txt"), &to).unwrap();
    let sidecar = to.with_file_name(format!(
        "{}.ann.ron",
        to.file_name().unwrap().to_str().unwrap()
    ));
    fs::copy(from.join("document.txt.ann.ron"), sidecar).unwrap();
}

fn golden(case: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(case)
}

/// Replaces text in a file.
fn change(path: &Path, from: &str, to: &str) {
    let old = fs::read_to_string(path).unwrap();
    assert!(old.contains(from), "{from}");
    fs::write(path, old.replacen(from, to, 1)).unwrap();
}

mod usage {
    use super::*;

    #[test]
    fn help_names_the_commands_and_shows_examples() {
        let folder = tempfile::tempdir().unwrap();
        let help = run(folder.path(), &["--help"]);
        assert_eq!((help.code, help.err.as_str()), (Some(0), ""));
        for word in [
            "detect",
            "languages",
            "check",
            "export",
            "report",
            "validate",
            "Examples:",
            "Exit codes",
        ] {
            assert!(help.out.contains(word), "{word}");
        }
        for command in [
            "detect",
            "languages",
            "check",
            "export",
            "report",
            "validate",
        ] {
            let help = run(folder.path(), &[command, "--help"]);
            assert_eq!(help.code, Some(0));
            assert!(help.out.contains("Examples:"), "{command}");
        }
        assert!(
            run(folder.path(), &["--version"])
                .out
                .contains(env!("CARGO_PKG_VERSION"))
        );
    }

    #[test]
    fn wrong_usage_exits_with_two() {
        let folder = tempfile::tempdir().unwrap();
        let wrong: [&[&str]; 7] = [
            &["detect"],
            &["--bogus"],
            &["detect", "a", "--format", "xml"],
            &["check", "a", "--bogus"],
            &["export", "a"],
            &["export", "a", "-o", "out.doc"],
            &["validate"],
        ];
        for args in wrong {
            let ran = run(folder.path(), args);
            assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{args:?}");
            assert!(
                ran.err.contains("error:") && ran.err.contains("--help"),
                "{args:?}"
            );
        }
    }

    #[cfg(not(feature = "gui"))]
    #[test]
    fn a_path_is_for_the_window() {
        let folder = with_case("emoji", "detect");
        for args in [
            &["./detect"][..],
            &["--", "detect"],
            &[],
            &["papers", "detect"],
        ] {
            let ran = run(folder.path(), args);
            assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{args:?}");
            assert!(ran.err.contains("without its window"), "{args:?}");
        }
    }

    #[test]
    fn an_argument_that_is_like_a_command_is_a_path_after_one() {
        let folder = with_case("emoji", "detect");
        let ran = run(folder.path(), &["detect", "detect"]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
    }
}

mod lists {
    use super::*;

    const DETECT: [&str; 7] = ["doc", "start", "end", "text", "type", "canonical", "rule"];
    const CHECK: [&str; 11] = [
        "doc", "start", "end", "text", "check", "category", "severity", "tier", "reason", "core",
        "repair",
    ];

    /// Every line is an object with these keys, whose range holds its text in the document.
    fn check_lines(folder: &Path, lines: &str, keys: &[&str]) {
        for line in lines.lines() {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            let found: Vec<_> = row
                .as_object()
                .unwrap()
                .keys()
                .map(String::as_str)
                .collect();
            assert_eq!(found.len(), keys.len());
            assert!(keys.iter().all(|k| found.contains(k)), "{line}");
            let bytes = fs::read(folder.join(row["doc"].as_str().unwrap())).unwrap();
            let text = String::from_utf8(bytes).unwrap();
            let text = text.trim_start_matches('\u{feff}');
            let at = |key: &str| usize::try_from(row[key].as_u64().unwrap()).unwrap();
            assert_eq!(text.get(at("start")..at("end")), row["text"].as_str());
        }
    }

    #[test]
    fn lists_are_json_lines_or_a_table() {
        let folder = with_case("stacked", "papers/a.txt");
        add_case(folder.path(), "crlf", "papers/deep/b.txt");
        for (command, keys) in [("detect", &DETECT[..]), ("check", &CHECK[..])] {
            let ran = run(folder.path(), &[command, "papers", "--format", "jsonl"]);
            assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
            check_lines(folder.path(), &ran.out, keys);
            let ran = run(folder.path(), &[command, "papers"]);
            assert_eq!(ran.code, Some(0));
            assert!(ran.err.ends_with("in 2 documents\n"), "{}", ran.err);
        }
        let alone = run(folder.path(), &["check", "papers", "--per-document"]);
        assert_eq!(alone.code, Some(0));
    }

    const LETTER: &str = "\u{feff}MINISTRY OF RIVERS\r\n\r\nOn 3 March 2031, Dr. Alma Rönnqvist met officials in Phnom Penh. \
        They agreed on USD 4.5 million.\r\n\r\nThe letter was signed by HAhHAApMsANN Torv.\r\n";

    /// What a command prints about `LETTER`, as JSON.
    fn rows(command: &str) -> Vec<serde_json::Value> {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("in")).unwrap();
        fs::write(folder.path().join("in/letter.txt"), LETTER).unwrap();
        let ran = run(folder.path(), &[command, "in", "--format", "jsonl"]);
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
        let keys = if command == "detect" {
            &DETECT[..]
        } else {
            &CHECK[..]
        };
        check_lines(folder.path(), &ran.out, keys);
        let parsed = ran.out.lines().map(serde_json::from_str);
        parsed.collect::<Result<_, _>>().unwrap()
    }

    #[test]
    fn detections_name_bytes_of_the_text() {
        let rows = rows("detect");
        let found: Vec<_> = rows
            .iter()
            .filter_map(|r| Some((r["type"].as_str()?, r["text"].as_str()?)))
            .collect();
        for expected in [
            ("DATE", "3 March 2031"),
            ("PLACE", "Phnom Penh"),
            ("MONEY", "USD 4.5 million"),
        ] {
            assert!(found.contains(&expected), "{expected:?} in {found:?}");
        }
        let text = LETTER.trim_start_matches('\u{feff}');
        let place = rows.iter().find(|r| r["text"] == "Phnom Penh").unwrap();
        assert_eq!(
            place["start"].as_u64(),
            text.find("Phnom").map(|n| n as u64)
        );
        assert_eq!(
            (&place["doc"], &place["canonical"]),
            (&"in/letter.txt".into(), &"Phnom Penh".into())
        );
        assert!(place["rule"].as_str().is_some_and(|r| !r.is_empty()));
    }

    #[test]
    fn languages_come_with_what_is_looked_for() {
        let folder = tempfile::tempdir().unwrap();
        let english =
            "The boats were inspected by the board and the figures will be published in spring.";
        let german = "Die Boote wurden von der Behörde geprüft und die Zahlen werden im Frühjahr veröffentlicht.";
        fs::write(
            folder.path().join("a.txt"),
            format!("{english}\n\n{german}\n"),
        )
        .unwrap();
        let ran = run(folder.path(), &["languages", "a.txt", "--format", "jsonl"]);
        let rows: Vec<serde_json::Value> = ran
            .out
            .lines()
            .map(|l| serde_json::from_str(l).unwrap())
            .collect();
        let told: Vec<_> = rows
            .iter()
            .map(|r| (&r["language"], &r["looked_for"], r["end"].as_u64()))
            .collect();
        let half = english.len() as u64 + 2;
        let end = half + german.len() as u64 + 1;
        assert_eq!(
            told,
            [
                (&"en".into(), &"everything".into(), Some(half)),
                (&"de".into(), &"listed names".into(), Some(end)),
            ]
        );
        assert!(
            run(folder.path(), &["languages", "a.txt"])
                .out
                .contains("German")
        );
    }

    #[test]
    fn findings_give_their_core_and_reason() {
        let rows = rows("check");
        let garbled = rows
            .iter()
            .find(|r| r["category"] == "garbled_token")
            .unwrap();
        let text = LETTER.trim_start_matches('\u{feff}');
        let word = text.find("HAhHAApMsANN").unwrap();
        assert_eq!(
            garbled["core"],
            serde_json::json!([[word, word + "HAhHAApMsANN".len()]])
        );
        assert_eq!(
            (&garbled["severity"], garbled["tier"].as_u64()),
            (&"high".into(), Some(1))
        );
        assert!(garbled["reason"].as_str().unwrap().contains("HAhHAApMsANN"));
        assert!(garbled["repair"].is_null() || garbled["repair"]["candidates"].is_array());
    }

    #[test]
    fn a_broken_file_is_reported_and_the_rest_goes_on() {
        let folder = with_case("emoji", "papers/a.txt");
        fs::write(
            folder.path().join("papers/b.txt"),
            b"\x89PNG\r\n\x1a\n\0\0\0",
        )
        .unwrap();
        fs::write(folder.path().join("papers/c.txt"), "").unwrap();
        add_case(folder.path(), "emoji", "papers/d.txt");
        for command in ["detect", "check"] {
            let ran = run(folder.path(), &[command, "papers", "missing.txt"]);
            assert_eq!(ran.code, Some(1));
            for end in [
                "papers/b.txt",
                "papers/c.txt",
                "missing.txt",
                "in 2 documents",
            ] {
                assert!(
                    ran.err.lines().any(|l| l.ends_with(end)),
                    "{end}: {}",
                    ran.err
                );
            }
        }
    }

    #[test]
    fn a_folder_without_documents_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let ran = run(folder.path(), &["detect", "."]);
        assert_eq!(ran.code, Some(0));
        assert!(
            ran.err.contains("There is no document in this folder"),
            "{}",
            ran.err
        );
    }
}

mod export {
    use super::*;

    #[test]
    fn every_format_is_written_and_counted() {
        let folder = with_case("stacked", "papers/a.txt");
        add_case(folder.path(), "formula", "papers/deep/b.txt");
        for (format, sign) in [
            ("csv", "\u{feff}id,doc,layer,label,start,end,text,note,"),
            ("jsonld", "{\n  \"@context\""),
            ("html", "<!DOCTYPE html>"),
        ] {
            let out = format!("out.{format}");
            let args = ["export", "papers", "--format", format, "-o", &out];
            let ran = run(folder.path(), &args);
            let said = format!("28 annotations of 2 documents written to {out}\n");
            assert_eq!((ran.code, ran.out.as_str(), ran.err), (Some(0), "", said));
            let made = fs::read_to_string(folder.path().join(&out)).unwrap();
            assert!(made.starts_with(sign));
            assert!(made.contains("papers/deep/b.txt"));
        }
        let names = fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(names, 4, "nothing is left lying about");
    }

    #[test]
    fn the_ending_tells_the_format_and_a_hyphen_is_standard_output() {
        let folder = with_case("emoji", "a.txt");
        assert_eq!(
            run(folder.path(), &["export", "a.txt", "-o", "r.html"]).code,
            Some(0)
        );
        assert!(folder.path().join("r.html").exists());
        for args in [
            &["export", "a.txt", "--format", "csv"][..],
            &["export", "a.txt", "--format", "csv", "-o", "-"],
        ] {
            let ran = run(folder.path(), args);
            assert_eq!(ran.out.lines().count(), 6);
            assert_eq!(
                ran.err,
                "5 annotations of 1 document written to standard output\n"
            );
        }
    }

    #[test]
    fn offsets_leave_out_the_byte_order_mark_and_count_crlf_as_two() {
        let folder = with_case("crlf", "a.txt");
        let ran = run(folder.path(), &["export", "a.txt", "--format", "csv"]);
        assert!(
            ran.out
                .contains(",Trade,22,48,\"paragraph, over\r\ntwo lines\","),
            "{}",
            ran.out
        );
    }

    #[test]
    fn an_export_without_annotations_is_written_and_said() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), "Nothing yet.\n").unwrap();
        let ran = run(folder.path(), &["export", "a.txt", "-o", "a.csv"]);
        assert_eq!(ran.code, Some(0));
        assert!(
            ran.err
                .starts_with("There are no annotations in 1 document; an empty set")
        );
        let made = fs::read_to_string(folder.path().join("a.csv")).unwrap();
        assert_eq!(made.lines().count(), 1);
    }

    #[test]
    fn documents_and_sidecars_are_never_written_over() {
        let folder = with_case("emoji", "a.txt");
        add_case(folder.path(), "emoji", "other.txt");
        fs::create_dir(folder.path().join("sub")).unwrap();
        let before = fs::read(folder.path().join("a.txt")).unwrap();
        for out in [
            "a.txt",
            "./a.txt",
            "other.txt",
            "a.txt.ann.ron",
            "new.ann.ron",
            "sub",
        ] {
            let ran = run(
                folder.path(),
                &["export", "a.txt", "--format", "csv", "-o", out],
            );
            assert_eq!(ran.code, Some(1), "{out}");
            assert!(ran.err.trim_end().ends_with(out), "{}", ran.err);
        }
        assert_eq!(fs::read(folder.path().join("a.txt")).unwrap(), before);
        assert!(!folder.path().join("new.ann.ron").exists());
    }

    #[test]
    fn annotations_of_an_older_text_are_found_by_their_words() {
        let folder = with_case("emoji", "a.txt");
        change(&folder.path().join("a.txt"), "Talks", "All the talks");
        let ran = run(folder.path(), &["export", "a.txt", "--format", "csv"]);
        let said = "5 annotations of 1 document written to standard output\n";
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), said));
        assert!(ran.out.contains(",17,24,trade 🤝,"), "{}", ran.out);
        assert_eq!(ran.out.matches(",orphaned,").count(), 0);
    }

    #[test]
    fn an_annotation_whose_words_are_gone_is_listed_without_a_place() {
        let folder = with_case("emoji", "a.txt");
        let document = folder.path().join("a.txt");
        fs::write(&document, "Quite another matter altogether.\n").unwrap();
        let ran = run(folder.path(), &["export", "a.txt", "--format", "csv"]);
        assert_eq!(ran.code, Some(0));
        let said = "5 annotations not found again and listed without a place: a.txt";
        assert!(ran.err.contains(said), "{}", ran.err);
        assert_eq!(ran.out.matches(",orphaned,").count(), 5);
    }

    #[test]
    fn a_damaged_sidecar_is_said_and_what_is_left_of_it_exported() {
        let folder = with_case("emoji", "a.txt");
        let sidecar = folder.path().join("a.txt.ann.ron");
        let whole = fs::read_to_string(&sidecar).unwrap();
        let cut: String = whole.lines().take(8).flat_map(|l| [l, "\n"]).collect();
        fs::write(&sidecar, cut).unwrap();
        let ran = run(folder.path(), &["export", "a.txt", "--format", "csv"]);
        assert_eq!(ran.code, Some(1));
        assert!(ran.err.contains("The file is damaged"), "{}", ran.err);
        assert!(ran.out.lines().count() > 1);
    }
}

mod validate {
    use super::*;

    #[test]
    fn files_in_order_are_ok() {
        let folder = with_case("stacked", "papers/a.txt");
        add_case(folder.path(), "crlf", "papers/deep/b.txt");
        let expected = "papers/a.txt.ann.ron: ok\npapers/deep/b.txt.ann.ron: ok\n";
        let ran = run(folder.path(), &["validate", "papers"]);
        assert_eq!(
            (ran.code, ran.out.as_str(), ran.err.as_str()),
            (Some(0), expected, "")
        );
        let quiet = run(
            folder.path(),
            &["validate", "papers/a.txt.ann.ron", "--quiet"],
        );
        assert_eq!((quiet.code, quiet.out.as_str()), (Some(0), ""));
    }

    /// What `validate` says of the sidecar of `emoji` after a change.
    fn after(from: &str, to: &str) -> String {
        let folder = with_case("emoji", "a.txt");
        change(&folder.path().join("a.txt.ann.ron"), from, to);
        let ran = run(folder.path(), &["validate", "a.txt.ann.ron"]);
        assert_eq!(ran.code, Some(1), "{from}");
        assert!(ran.out.starts_with("a.txt.ann.ron:"), "{}", ran.out);
        ran.out
    }

    #[test]
    fn each_fault_is_named_with_its_line() {
        let cases = [
            ("version: 1", "version: (", ":3:", "xpected"),
            ("version: 1", "version: 7", ":1:1:", "newer version"),
            (
                "format: \"rapporteur\"",
                "format: \"x\"",
                ":1:1:",
                "not a file of Rapporteur",
            ),
            (
                "kind:\"memo\"",
                "kind:\"mumble\"",
                ":12:",
                "body.kind: “mumble” is not known",
            ),
            (
                "start:9,end:19",
                "start:19,end:9",
                ":8:",
                "ends before it starts",
            ),
            (
                "start:9,end:19",
                "start:9,end:9999",
                ":8:9:",
                "ends outside the text, which has",
            ),
            (
                "start:9,end:19",
                "start:9,end:18",
                ":8:9:",
                "inside a character",
            ),
            (
                "start:9,end:19",
                "start:8,end:19",
                ":8:9:",
                "is “ trade 🤝”, the quote “trade 🤝”",
            ),
            (
                "-000000000002\"",
                "-000000000001\"",
                ":9:",
                "a second annotation with the id",
            ),
            (
                "id:\"019aa8e1",
                "id:\"029aa8e1",
                ":8:9:",
                "is not named in this file",
            ),
            (
                "id:\"019aa8dc",
                "id:\"029aa8dc",
                ":8:9:",
                "is not defined in this file",
            ),
            ("text_len:132", "text_len:131", ":5:9:", "text_len is 131"),
            (
                "text_sha256:\"38",
                "text_sha256:\"39",
                ":5:9:",
                "is not the one that was annotated",
            ),
        ];
        for (from, to, place, message) in cases {
            let said = after(from, to);
            let found = said
                .lines()
                .any(|l| l.contains(place) && l.contains(message));
            assert!(found, "{to}: expected {place} {message} in\n{said}");
        }
    }

    #[test]
    fn a_comment_on_nothing_is_a_fault() {
        let folder = with_case("stacked", "a.txt");
        let sidecar = folder.path().join("a.txt.ann.ron");
        change(
            &sidecar,
            "annotation:\"019aac00-0000-7000-8000-",
            "annotation:\"029aac00-0000-7000-8000-",
        );
        let ran = run(folder.path(), &["validate", "."]);
        assert_eq!(ran.code, Some(1));
        assert!(
            ran.out
                .contains("that this comments on is not in this file"),
            "{}",
            ran.out
        );
    }

    #[test]
    fn a_document_that_is_gone_is_said() {
        let folder = with_case("emoji", "a.txt");
        fs::remove_file(folder.path().join("a.txt")).unwrap();
        let ran = run(
            folder.path(),
            &["validate", "a.txt.ann.ron", "missing.ann.ron"],
        );
        assert_eq!(ran.code, Some(1));
        assert!(
            ran.out
                .contains(":5:9: the document of these annotations cannot be read"),
            "{}",
            ran.out
        );
        assert!(
            ran.err.trim_end().ends_with(": missing.ann.ron"),
            "{}",
            ran.err
        );
    }

    #[test]
    fn codebooks_are_validated_too() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(".rapporteur")).unwrap();
        let theme = |id: u8, parent: u8| {
            format!(
                "(kind:\"theme\",id:\"019aa8dc-4800-7261-b070-6f72746575{id:02}\",name:\"T{id}\",colour:\"#d9544d\",\
             parent:\"019aa8dc-4800-7261-b070-6f72746575{parent:02}\")"
            )
        };
        let records = [theme(1, 2), theme(2, 1), theme(3, 9)].join(",\n");
        let source = format!("(format:\"rapporteur\",version:1,records:[\n{records}\n])\n");
        fs::write(folder.path().join(".rapporteur/codebook.ron"), source).unwrap();
        let ran = run(folder.path(), &["validate", "."]);
        assert_eq!(ran.code, Some(1));
        for message in [":2:1: the theme “T1” is below itself", ":4:1: the parent"] {
            assert!(ran.out.contains(message), "{}", ran.out);
        }
    }

    #[test]
    fn what_is_no_text_is_said_with_its_place() {
        let folder = with_case("emoji", "a.txt");
        fs::write(folder.path().join("a.txt.ann.ron"), b"(\n  \xff").unwrap();
        let ran = run(folder.path(), &["validate", "."]);
        assert_eq!(
            ran.out,
            "./a.txt.ann.ron:2:3: the text stops being UTF-8 here\n"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_leaves_early_is_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    for n in 0..200 {
        add_case(folder.path(), "stacked", &format!("{n}.txt"));
    }
    let mut child = program(folder.path())
        .args(["validate", "."])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ran = ran(child.wait_with_output().unwrap());
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
}

mod report {
    use super::*;

    const DAMAGED: &str = "Ferries between the islands\n\n3 May 2024\n\nThe h4rb0ur b0ard of P0rt Ams3l met the c0mmittee. \
        The ferries were late in the morning and in the evening.\n";

    fn folder() -> tempfile::TempDir {
        let folder = with_case("stacked", "papers/stacked.txt");
        fs::write(folder.path().join("papers/damaged.txt"), DAMAGED).unwrap();
        folder
    }

    #[test]
    fn a_folder_and_a_document_are_summed_up_in_every_form() {
        let folder = folder();
        let text = run(folder.path(), &["report", "papers"]);
        assert_eq!((text.code, text.err.as_str()), (Some(0), ""));
        for words in [
            "Quality report: papers",
            "of 2 documents",
            "per 1,000 words",
            "h4rb0ur",
            "Themes, all passages",
        ] {
            assert!(text.out.contains(words), "{words}: {}", text.out);
        }
        let page = run(
            folder.path(),
            &["report", "papers/damaged.txt", "--format", "html"],
        );
        assert!(page.out.starts_with("<!DOCTYPE html>"));
        assert!(
            page.out
                .contains("href=\"papers/damaged.txt#:~:text=h4rb0ur")
        );
        assert!(
            page.out.contains("<h2>Provenance</h2>") && !page.out.contains("<h2>Documents</h2>")
        );
        let lines = run(folder.path(), &["report", "papers", "--format", "jsonl"]);
        let lines: Vec<serde_json::Value> = lines
            .out
            .lines()
            .map(|l| serde_json::from_str(l).unwrap())
            .collect();
        assert_eq!(lines[0]["section"], "report");
        assert_eq!(lines[0]["documents"], 2);
        let of = |section: &str| lines.iter().filter(|l| l["section"] == section).count();
        assert_eq!(of("document"), 2);
        assert_eq!(of("check"), rapporteur::quality::registry().len());
        for passage in lines
            .iter()
            .filter(|l| l["doc"] == "papers/damaged.txt" && l["section"] == "passage")
        {
            let range = passage["start"].as_u64().unwrap() as usize
                ..passage["end"].as_u64().unwrap() as usize;
            assert!(DAMAGED.get(range).is_some());
        }
    }

    #[test]
    fn a_report_goes_to_a_file_that_its_ending_tells_and_never_over_a_document() {
        let folder = folder();
        let ran = run(folder.path(), &["report", "papers", "-o", "out.csv"]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""));
        assert!(
            ran.err
                .contains("The report on 2 documents was written to out.csv"),
            "{}",
            ran.err
        );
        let table = fs::read_to_string(folder.path().join("out.csv")).unwrap();
        assert!(table.starts_with("\u{feff}section,doc,name,"));
        assert_eq!(
            run(folder.path(), &["report", "papers", "-o", "out.doc"]).code,
            Some(2)
        );
        let over = run(
            folder.path(),
            &[
                "report",
                "papers",
                "--format",
                "html",
                "-o",
                "papers/damaged.txt",
            ],
        );
        assert_eq!(over.code, Some(1));
        assert_eq!(
            fs::read_to_string(folder.path().join("papers/damaged.txt")).unwrap(),
            DAMAGED
        );
        let missing = run(folder.path(), &["report", "papers", "nowhere.txt"]);
        assert_eq!(missing.code, Some(1));
        assert!(missing.out.contains("of 2 documents"));
    }
}

mod provenance {
    use super::*;

    #[test]
    fn validate_reads_a_provenance_and_says_what_is_wrong_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let sidecar = folder.path().join("policy.txt.ann.ron");
        fs::write(
            folder.path().join("policy.txt"),
            "Ministry of Foreign Affairs",
        )
        .unwrap();
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/fixtures/sidecars/v1-provenance.ann.ron");
        fs::copy(fixture, &sidecar).unwrap();
        let fine = run(folder.path(), &["validate", "policy.txt.ann.ron"]);
        assert_eq!(fine.code, Some(0), "{}", fine.out);
        change(&sidecar, "https://example.org/a?b=1", "two words");
        let wrong = run(folder.path(), &["validate", "policy.txt.ann.ron"]);
        assert_eq!(wrong.code, Some(1));
        assert!(
            wrong
                .out
                .contains(":6:9: the URL “two words” has spaces in it"),
            "{}",
            wrong.out
        );
    }
}
