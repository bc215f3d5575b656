//! Every file read and write: documents, sidecars, codebooks, settings, the journal, locks.
//!
//! Nothing here knows a screen, and nothing is printed: what goes wrong is returned, in words for a person. Files that
//! hold a person's work are replaced whole or not at all, are never written over when somebody else has
//! changed them meanwhile, and are never thrown away when they are damaged.

mod atomic;
mod codebooks;
mod documents;
mod error;
mod exports;
pub mod extract;
mod folders;
mod journal;
mod lock;
mod merge;
mod mint;
mod own_lists;
mod places;
mod reveal;
mod scan;
mod settings;
mod sidecars;

pub use codebooks::{codebook_path, read_codebook, save_codebook};
pub use documents::{
    PREVIEW_FROM, PREVIEW_HEAD, endings, is_document_name, preview_document, read_document,
};
pub use error::{SaveError, StoreError};
pub use exports::{check_export, write_export};
pub use folders::UserFolders;
pub use journal::{Batch, Journal, replay};
pub use lock::Lock;
pub use merge::merge_sets;
pub use mint::SystemMint;
pub use own_lists::{
    OwnList, Stamp, checks_path, entities_path, read_entities, read_list_at, save_entities,
};
pub use places::{PLACES_KEPT, Place as ReadingPlace, Places};
pub use reveal::{open_original, show_in_folder, why_not};
pub use scan::{Scan, find_root, scan};
pub use settings::{
    COLUMNS, Face, LINE_SPACINGS, RECENT_KEPT, Recent, Settings, TEXT_SIZES, ThemeChoice,
};
pub use sidecars::{LoadedSidecar, read_sidecar, save_sidecar, sidecar_path};
