//! The user's own folders.

use directories::ProjectDirs;
use std::env;
use std::path::{Path, PathBuf};

/// Names a folder that takes the place of all three: for tests, and to carry the program on a stick.
const HOME: &str = "RAPPORTEUR_HOME";

/// Where the program keeps what belongs to the user and not to a document. Created when first written to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UserFolders {
    /// Settings, reading places.
    pub config: PathBuf,
    /// The journal.
    pub data: PathBuf,
    /// What can be made again, and locks.
    pub cache: PathBuf,
}

impl UserFolders {
    /// The folders that the platform provides, or those inside `RAPPORTEUR_HOME` where that is set. `None` where the
    /// user has no home.
    pub fn of_platform() -> Option<Self> {
        match env::var_os(HOME).filter(|home| !home.is_empty()) {
            Some(home) => Some(Self::inside(Path::new(&home))),
            None => Self::of_project(),
        }
    }

    fn of_project() -> Option<Self> {
        let dirs = ProjectDirs::from("", "", "rapporteur")?;
        Some(Self {
            config: dirs.config_dir().to_owned(),
            // A journal belongs to this machine's disk; it must not roam with a Windows profile.
            data: dirs.data_local_dir().to_owned(),
            cache: dirs.cache_dir().to_owned(),
        })
    }

    /// All three inside `dir`.
    pub fn inside(dir: &Path) -> Self {
        Self {
            config: dir.join("config"),
            data: dir.join("data"),
            cache: dir.join("cache"),
        }
    }
}
