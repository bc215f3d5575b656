//! Every package that is built in, or used to build and test, has a licence that allows it.
//!
//! The list is the same as in `deny.toml`; this test needs nothing but cargo and what cargo has already fetched.

use std::error::Error;
use std::process::Command;

use serde_json::Value;

/// Licences that any package may have.
const ALLOWED: &[&str] = &[
    "MIT",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "BSL-1.0",
    "Unicode-3.0",
    "CC0-1.0",
    "MPL-2.0",
];

/// Licences of fonts, and the packages that contain some.
const FONT_LICENCES: &[&str] = &["OFL-1.1", "Ubuntu-font-1.0"];
const FONT_PACKAGES: &[&str] = &["epaint_default_fonts"];

#[test]
fn every_package_has_an_allowed_licence() -> Result<(), Box<dyn Error>> {
    let metadata = metadata()?;
    let packages = metadata["packages"].as_array().ok_or("no packages")?;
    assert!(packages.len() > 10, "only {} packages", packages.len());
    let offenders: Vec<String> = packages.iter().filter_map(offence).collect();
    assert!(
        offenders.is_empty(),
        "licences that are not on the list:\n{}",
        offenders.join("\n")
    );
    Ok(())
}

/// What is wrong with the licence of a package, if anything.
fn offence(package: &Value) -> Option<String> {
    let name = package["name"].as_str().unwrap_or("?");
    let version = package["version"].as_str().unwrap_or("?");
    let Some(licence) = package["license"].as_str() else {
        return Some(format!("  {name} {version}: no licence expression"));
    };
    let may_be_font = FONT_PACKAGES.contains(&name);
    // "MPL-2.0+" is version 2.0 or, as one likes, a later one.
    let listed = |id: &str| ALLOWED.contains(&id.strip_suffix('+').unwrap_or(id));
    let allowed = |id: &str| listed(id) || (may_be_font && FONT_LICENCES.contains(&id));
    (!satisfied(licence, &allowed)).then(|| format!("  {name} {version}: {licence}"))
}

/// All packages of the lock file where cargo has them all, else those that this machine builds.
fn metadata() -> Result<Value, Box<dyn Error>> {
    if let Ok(all) = cargo_metadata(&[]) {
        return Ok(all);
    }
    let host = host()?;
    eprintln!(
        "not every package is here (`cargo fetch --locked` gets them); checking those for {host}"
    );
    cargo_metadata(&["--filter-platform", &host])
}

fn cargo_metadata(more: &[&str]) -> Result<Value, Box<dyn Error>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--offline", "--all-features"])
        .args(["--format-version", "1"])
        .args(more)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// The target triple of this machine, as cargo names it.
fn host() -> Result<String, Box<dyn Error>> {
    let output = Command::new(env!("CARGO")).arg("-vV").output()?;
    let text = String::from_utf8(output.stdout)?;
    let line = text.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(line.ok_or("cargo -vV names no host")?.trim().to_owned())
}

/// Whether an SPDX expression can be satisfied with the allowed licences. `A/B`, the old way of writing, means `A OR B`.
fn satisfied(expression: &str, allowed: &dyn Fn(&str) -> bool) -> bool {
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let tokens: Vec<&str> = spaced.split_whitespace().collect();
    let mut parser = Parser {
        tokens: &tokens,
        allowed,
    };
    parser.any() == Some(true) && parser.tokens.is_empty()
}

/// Reads an SPDX expression; `None` where it is not one. AND binds tighter than OR.
struct Parser<'a> {
    tokens: &'a [&'a str],
    allowed: &'a dyn Fn(&str) -> bool,
}

impl Parser<'_> {
    fn any(&mut self) -> Option<bool> {
        let mut value = self.all()?;
        while self.take("OR") {
            value |= self.all()?;
        }
        Some(value)
    }

    fn all(&mut self) -> Option<bool> {
        let mut value = self.one()?;
        while self.take("AND") {
            value &= self.one()?;
        }
        Some(value)
    }

    fn one(&mut self) -> Option<bool> {
        if self.take("(") {
            let value = self.any()?;
            return self.take(")").then_some(value);
        }
        let id = self.word()?;
        if self.take("WITH") {
            let exception = self.word()?;
            return Some((self.allowed)(&format!("{id} WITH {exception}")));
        }
        Some((self.allowed)(&id))
    }

    fn word(&mut self) -> Option<String> {
        let (first, rest) = self.tokens.split_first()?;
        let plain = !["(", ")", "OR", "AND", "WITH"].contains(first);
        self.tokens = rest;
        plain.then(|| (*first).to_owned())
    }

    fn take(&mut self, token: &str) -> bool {
        let found = self.tokens.first() == Some(&token);
        if found {
            self.tokens = &self.tokens[1..];
        }
        found
    }
}

#[test]
fn expressions_are_read_as_spdx_means_them() {
    let allowed = |id: &str| ALLOWED.contains(&id);
    let cases = [
        ("MIT", true),
        ("GPL-3.0-only", false),
        ("MIT OR GPL-3.0-only", true),
        ("MIT/Apache-2.0", true),
        ("Unlicense OR MIT", true),
        ("MIT AND GPL-3.0-only", false),
        ("GPL-2.0-only OR MIT AND ISC", true),
        ("(GPL-2.0-only OR MIT) AND Unknown", false),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
        ("Apache-2.0 WITH LLVM-exception", true),
        ("GPL-2.0-only WITH Classpath-exception-2.0", false),
        ("MIT OR", false),
        ("(MIT", false),
        ("MIT Apache-2.0", false),
        ("", false),
    ];
    for (expression, expected) in cases {
        assert_eq!(satisfied(expression, &allowed), expected, "{expression}");
    }
}
