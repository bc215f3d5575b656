//! Which documents a path stands for, and which folder its shared files belong to.

use super::atomic::folder_of;
use super::codebooks::FOLDER;
use super::documents::is_document_name;
use super::error::StoreError;
use crate::document::DocumentKind;
use std::ffi::OsStr;
use std::fs::{self, FileType};
use std::path::{Component, Path, PathBuf};

/// The documents below a path, and what kept others from being found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Scan {
    /// The documents: the path that was asked for, joined with the way to each; sorted by path, component by
    /// component, in byte order.
    pub documents: Vec<PathBuf>,
    /// Folders and links that could not be followed.
    pub problems: Vec<StoreError>,
}

/// Finds the documents that `path` stands for: a file for itself, whatever its ending, a folder for the documents below.
/// Skipped are hidden files and folders, `.rapporteur`, sidecars, links that leave the folder, and links to a folder that
/// contains them.
pub fn scan(path: &Path) -> Scan {
    let mut scan = Scan::default();
    match fs::metadata(path).and_then(|about| Ok((about, fs::canonicalize(path)?))) {
        Ok((about, root)) if about.is_dir() => {
            let walk = Walk {
                root: &root,
                by_link: false,
            };
            walk.folder(path, &root, &mut scan);
        }
        Ok(_) => scan.documents.push(path.to_owned()),
        Err(e) => scan.problems.push(StoreError::reading(path, &e)),
    }
    scan.documents.sort();
    scan.problems.sort_by(|a, b| a.path.cmp(&b.path));
    scan
}

/// The folder that the shared files (codebook, entities, checks) of `path` belong to: a folder itself; for a file the
/// nearest folder above that has a `.rapporteur`, else the one that it lies in.
pub fn find_root(path: &Path) -> PathBuf {
    let path = upright(path);
    if path.is_dir() {
        return path;
    }
    let has_shared = |folder: &&Path| folder.join(FOLDER).is_dir();
    let above = path.ancestors().skip(1).find(has_shared);
    above.unwrap_or(folder_of(&path)).to_owned()
}

/// The whole path, in which every folder lies above the next: none of them is `..`.
fn upright(path: &Path) -> PathBuf {
    let winds = path.components().any(|c| c == Component::ParentDir);
    let real = winds.then(|| fs::canonicalize(path).ok()).flatten();
    real.or_else(|| std::path::absolute(path).ok())
        .unwrap_or_else(|| path.to_owned())
}

#[derive(Clone, Copy)]
struct Walk<'a> {
    /// Where the walk began, without links.
    root: &'a Path,
    /// Inside a folder that was reached by a link, where further links to folders are not followed: folders that link to
    /// each other would be walked without end.
    by_link: bool,
}

impl Walk<'_> {
    /// Walks the folder `path`, which is `real` without links.
    fn folder(self, path: &Path, real: &Path, scan: &mut Scan) {
        let entries = match fs::read_dir(path) {
            Ok(entries) => entries,
            Err(e) => return scan.problems.push(StoreError::reading(path, &e)),
        };
        for entry in entries {
            let found = entry.and_then(|e| Ok((e.file_name(), e.file_type()?)));
            match found {
                Ok((name, _)) if name.as_encoded_bytes().starts_with(b".") => {}
                Ok((name, kind)) if kind.is_dir() && belongs_to_page(path, &name) => {}
                Ok((name, kind)) => self.entry(&path.join(&name), &real.join(&name), kind, scan),
                Err(e) => scan.problems.push(StoreError::reading(path, &e)),
            }
        }
    }

    fn entry(self, path: &Path, real: &Path, kind: FileType, scan: &mut Scan) {
        if kind.is_dir() {
            self.folder(path, real, scan);
        } else if kind.is_symlink() {
            self.link(path, real, scan);
        } else if kind.is_file() && has_document_name(path) {
            scan.documents.push(path.to_owned());
        }
    }

    fn link(self, path: &Path, real: &Path, scan: &mut Scan) {
        let target = fs::canonicalize(path).and_then(|t| Ok((fs::metadata(&t)?, t)));
        match target {
            Ok((_, to)) if !self.may_enter(&to) => {}
            Ok((about, _)) if about.is_file() && has_document_name(path) => {
                scan.documents.push(path.to_owned());
            }
            Ok((about, to)) if about.is_dir() && !self.by_link && !real.starts_with(&to) => {
                let inside = Self {
                    by_link: true,
                    ..self
                };
                inside.folder(path, &to, scan);
            }
            Ok(_) => {}
            Err(_) if has_document_name(path) => scan.problems.push(StoreError::new(
                path,
                "This link leads nowhere; remove it, or put back what it led to",
            )),
            Err(_) => {}
        }
    }

    /// Whether a link may lead to `target`: inside the root, and to nothing hidden there.
    fn may_enter(self, target: &Path) -> bool {
        target.strip_prefix(self.root).is_ok_and(|inside| {
            !inside
                .iter()
                .any(|name| name.as_encoded_bytes().starts_with(b"."))
        })
    }
}

/// Whether a folder holds what a browser saved along with a web page beside it ("X_files" with "X.html").
fn belongs_to_page(folder: &Path, name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let stem = [
        "_files",
        "-files",
        ".files",
        "_file",
        "-Dateien",
        "_fichiers",
        "_archivos",
    ]
    .iter()
    .find_map(|suffix| name.strip_suffix(suffix));
    stem.is_some_and(|stem| {
        let page = |ending: &str| folder.join(format!("{stem}.{ending}")).is_file();
        DocumentKind::Html.endings().iter().any(|e| page(e))
    })
}

fn has_document_name(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| is_document_name(&name.to_string_lossy()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[&str]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for file in files {
            let path = dir.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        dir
    }

    fn found(root: &Path) -> Vec<String> {
        let scan = scan(root);
        assert_eq!(scan.problems, []);
        let inside = |p: &PathBuf| p.strip_prefix(root).unwrap().display().to_string();
        scan.documents.iter().map(inside).collect()
    }

    #[test]
    fn a_folder_gives_its_documents_in_path_order() {
        let dir = tree(&[
            "b.txt",
            "a/z.md",
            "a.txt",
            "a-b/c.TXT",
            "a/y/1.txt",
            "B.text",
            "a.txt.ann.ron",
            ".hidden/a.txt",
            ".h.txt",
            ".rapporteur/texts/a.txt",
            "a/.rapporteur/b.txt",
            "c.xlsx",
            "page.html",
            "page_files/frame.html",
            "a/y/10.txt",
            "a/y/2.txt",
        ]);
        assert_eq!(
            found(dir.path()),
            [
                "B.text",
                "a/y/1.txt",
                "a/y/10.txt",
                "a/y/2.txt",
                "a/z.md",
                "a-b/c.TXT",
                "a.txt",
                "b.txt",
                "page.html"
            ]
        );
    }

    #[test]
    fn a_file_stands_for_itself_and_what_is_missing_is_said() {
        let dir = tree(&["c.xlsx"]);
        let file = dir.path().join("c.xlsx");
        assert_eq!(scan(&file).documents, [file]);
        let none = scan(&dir.path().join("none"));
        assert_eq!((none.documents.len(), none.problems.len()), (0, 1));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_inside_the_folder_only_and_never_in_circles() {
        use std::os::unix::fs::symlink;
        let out = tree(&["secret.txt"]);
        let dir = tree(&["a/one.txt", "b/two.txt", ".hidden/three.txt"]);
        let at = |name: &str| dir.path().join(name);
        symlink(out.path(), at("outside")).unwrap();
        symlink(out.path().join("secret.txt"), at("secret.txt")).unwrap();
        symlink(at("b/two.txt"), at("a/too.txt")).unwrap();
        symlink(at("b"), at("a/to_b")).unwrap();
        symlink(at("a"), at("b/to_a")).unwrap();
        symlink(dir.path(), at("a/up")).unwrap();
        symlink(at(".hidden"), at("seen")).unwrap();
        assert_eq!(
            found(dir.path()),
            [
                "a/one.txt",
                "a/to_b/two.txt",
                "a/too.txt",
                "b/to_a/one.txt",
                "b/to_a/too.txt",
                "b/two.txt"
            ]
        );
        symlink("nowhere", at("lost.txt")).unwrap();
        assert!(scan(dir.path()).problems[0].message.contains("nowhere"));
    }

    #[test]
    fn the_root_of_a_file_is_the_nearest_folder_with_shared_files() {
        let dir = tree(&["a/b/c.txt", "d.txt"]);
        let whole = |p: &Path| std::path::absolute(p).unwrap();
        let file = dir.path().join("a/b/c.txt");
        assert_eq!(find_root(&file), whole(&dir.path().join("a/b")));
        fs::create_dir(dir.path().join(FOLDER)).unwrap();
        assert_eq!(find_root(&file), whole(dir.path()));
        let folder = dir.path().join("a");
        assert_eq!(find_root(&folder), whole(&folder));
        fs::remove_dir(dir.path().join(FOLDER)).unwrap();
        fs::create_dir(folder.join(FOLDER)).unwrap();
        let root = find_root(&folder.join("b/../../d.txt"));
        assert_eq!(root, dir.path().canonicalize().unwrap(), "not in a");
    }
}
