//! What a person has set, and what was opened lately.

use super::atomic;
use super::error::StoreError;
use super::folders::UserFolders;
use crate::annotation::AnnotatorId;
use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

/// How many recent entries are kept.
pub const RECENT_KEPT: usize = 20;

/// The sizes that a text may have, in points.
pub const TEXT_SIZES: RangeInclusive<f32> = 12.0..=32.0;

/// The widths that a column may have, in characters.
pub const COLUMNS: RangeInclusive<u16> = 30..=200;

/// The distances that lines may have, as multiples of the text size.
pub const LINE_SPACINGS: RangeInclusive<f32> = 1.2..=2.2;

/// The colours of the window. High contrast comes both ways round and does not follow the system: which of the two a
/// person can read depends on their eyes (glare, astigmatism), not on the time of day.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ThemeChoice {
    /// Light or dark, as the system has it.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Brown on a warm, less bright paper.
    Sepia,
    /// Light on dark.
    Dark,
    /// Black on white, with nothing pale.
    BlackOnWhite,
    /// White on black, with nothing dim.
    WhiteOnBlack,
}

impl ThemeChoice {
    /// All choices; the first one is the default.
    pub const ALL: [Self; 6] = [
        Self::System,
        Self::Light,
        Self::Sepia,
        Self::Dark,
        Self::BlackOnWhite,
        Self::WhiteOnBlack,
    ];

    /// What it is called in files and in the environment.
    pub const fn id(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Sepia => "sepia",
            Self::Dark => "dark",
            Self::BlackOnWhite => "black-on-white",
            Self::WhiteOnBlack => "white-on-black",
        }
    }

    /// The choice of this name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.id() == id)
    }
}

/// The face that documents are read in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Face {
    /// Charis SIL.
    #[default]
    Serif,
    /// Inter.
    Sans,
}

impl Face {
    /// All faces; the first one is the default.
    pub const ALL: [Self; 2] = [Self::Serif, Self::Sans];

    /// What it is called in files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Serif => "serif",
            Self::Sans => "sans",
        }
    }

    /// The face of this name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.id() == id)
    }
}

/// A document or folder opened lately.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recent {
    /// What was opened.
    pub path: PathBuf,
    /// How far it was read: UTF-8 bytes of the text.
    pub place: usize,
    /// When: seconds since 1970-01-01T00:00:00Z.
    pub opened: i64,
}

/// What a person has set.
#[derive(Clone, PartialEq, Debug)]
pub struct Settings {
    /// Who annotates: identity and name. `None` until somebody has said.
    pub annotator: Option<(AnnotatorId, String)>,
    /// The colours.
    pub theme: ThemeChoice,
    /// Size of the text in points, within [`TEXT_SIZES`].
    pub text_size: f32,
    /// Width of the text's column in characters.
    pub column_chars: u16,
    /// Distance of lines as a multiple of the text size, within [`LINE_SPACINGS`].
    pub line_spacing: f32,
    /// The face of the text.
    pub face: Face,
    /// What was opened lately, the latest first; at most [`RECENT_KEPT`].
    pub recent: Vec<Recent>,
    /// Whether entities are marked in the text.
    pub show_entities: bool,
    /// Whether themes are marked in the text.
    pub show_themes: bool,
    /// Whether data-quality findings are marked in the text.
    pub show_quality: bool,
    /// Whether paragraphs are numbered.
    pub show_paragraph_numbers: bool,
    /// Whether the text is shown with corrections in place.
    pub show_corrected: bool,
    /// Keys that were chosen instead of an action's own, as text ("Ctrl+Shift+F", empty for none), by the action's id. Ids
    /// that this version does not know are kept.
    pub keys: BTreeMap<String, String>,
    /// Anything else, kept as it stands: window state, widths of panels.
    pub extra: BTreeMap<String, String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            annotator: None,
            theme: ThemeChoice::default(),
            text_size: 17.0,
            column_chars: 70,
            line_spacing: 1.6,
            face: Face::default(),
            recent: Vec::new(),
            show_entities: true,
            show_themes: true,
            show_quality: true,
            show_paragraph_numbers: false,
            show_corrected: false,
            keys: BTreeMap::new(),
            extra: BTreeMap::new(),
        }
    }
}

impl Settings {
    /// Reads the settings. No file gives the defaults; so does a damaged one, which is kept aside and said.
    pub fn load(folders: &UserFolders) -> (Self, Option<StoreError>) {
        let (wire, problem) = load::<WireSettings>(&path(folders), "Your settings");
        (wire.map(Self::from).unwrap_or_default(), problem)
    }

    /// Saves the settings.
    ///
    /// # Errors
    /// When the user's folder cannot be written.
    pub fn save(&self, folders: &UserFolders) -> Result<(), StoreError> {
        save(&path(folders), &WireSettings::from(self))
    }

    /// Puts a document or folder at the top of the recent ones, where it stands once.
    pub fn opened(&mut self, entry: Recent) {
        self.recent.retain(|r| r.path != entry.path);
        self.recent.insert(0, entry);
        self.recent.truncate(RECENT_KEPT);
    }
}

fn path(folders: &UserFolders) -> PathBuf {
    folders.config.join("settings.ron")
}

/// Reads a file of the user's; `what` names it. A damaged one is kept aside.
pub(super) fn load<T: DeserializeOwned>(
    path: &Path,
    what: &str,
) -> (Option<T>, Option<StoreError>) {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == ErrorKind::NotFound => return (None, None),
        Err(e) => return (None, Some(StoreError::reading(path, &e))),
    };
    match ron::de::from_bytes(&bytes) {
        Ok(value) => (Some(value), None),
        Err(e) => (None, Some(put_aside(path, what, &bytes, &e))),
    }
}

fn put_aside(path: &Path, what: &str, bytes: &[u8], e: &ron::error::SpannedError) -> StoreError {
    match atomic::keep_aside(path, "damaged", bytes) {
        Ok(aside) => {
            let message = format!(
                "{what} could not be read ({e}) and start afresh; the damaged file is kept"
            );
            StoreError::new(&aside, message)
        }
        Err(e) => StoreError::writing(path, &e),
    }
}

/// Saves a file of the user's.
pub(super) fn save<T: Serialize>(path: &Path, value: &T) -> Result<(), StoreError> {
    let layout = PrettyConfig::new().depth_limit(2).new_line("\n");
    let mut text = ron::ser::to_string_pretty(value, layout)
        .map_err(|e| StoreError::new(path, format!("This could not be put into words ({e})")))?;
    text.push('\n');
    atomic::replace(path, text.as_bytes()).map_err(|e| StoreError::writing(path, &e))
}

/// Settings as they stand in the file: unknown fields are ignored, missing ones have their defaults.
#[derive(Serialize, Deserialize)]
#[serde(default)]
struct WireSettings {
    annotator: String,
    annotator_name: String,
    theme: String,
    text_size: f32,
    column_chars: u16,
    line_spacing: f32,
    face: String,
    show_entities: bool,
    show_themes: bool,
    show_quality: bool,
    show_paragraph_numbers: bool,
    show_corrected: bool,
    keys: BTreeMap<String, String>,
    recent: Vec<WireRecent>,
    extra: BTreeMap<String, String>,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct WireRecent {
    path: String,
    place: usize,
    opened: i64,
}

impl Default for WireSettings {
    fn default() -> Self {
        Self::from(&Settings::default())
    }
}

impl From<&Settings> for WireSettings {
    fn from(s: &Settings) -> Self {
        let (annotator, annotator_name) = match &s.annotator {
            Some((id, name)) => (id.to_string(), name.clone()),
            None => Default::default(),
        };
        Self {
            annotator,
            annotator_name,
            theme: s.theme.id().to_owned(),
            text_size: s.text_size,
            column_chars: s.column_chars,
            line_spacing: s.line_spacing,
            face: s.face.id().to_owned(),
            show_entities: s.show_entities,
            show_themes: s.show_themes,
            show_quality: s.show_quality,
            show_paragraph_numbers: s.show_paragraph_numbers,
            show_corrected: s.show_corrected,
            keys: s.keys.clone(),
            recent: s.recent.iter().filter_map(write_recent).collect(),
            extra: s.extra.clone(),
        }
    }
}

impl From<WireSettings> for Settings {
    fn from(w: WireSettings) -> Self {
        let defaults = Self::default();
        let id = w.annotator.parse().ok();
        Self {
            annotator: id.map(|id| (id, w.annotator_name)),
            theme: ThemeChoice::from_id(&w.theme).unwrap_or_default(),
            text_size: within(w.text_size, TEXT_SIZES, defaults.text_size),
            column_chars: w.column_chars.clamp(*COLUMNS.start(), *COLUMNS.end()),
            line_spacing: within(w.line_spacing, LINE_SPACINGS, defaults.line_spacing),
            face: Face::from_id(&w.face).unwrap_or_default(),
            recent: w
                .recent
                .into_iter()
                .map(read_recent)
                .take(RECENT_KEPT)
                .collect(),
            show_entities: w.show_entities,
            show_themes: w.show_themes,
            show_quality: w.show_quality,
            show_paragraph_numbers: w.show_paragraph_numbers,
            show_corrected: w.show_corrected,
            keys: w.keys,
            extra: w.extra,
        }
    }
}

/// A path that is no Unicode has no form in the file; the entry is left out.
fn write_recent(r: &Recent) -> Option<WireRecent> {
    Some(WireRecent {
        path: r.path.to_str()?.to_owned(),
        place: r.place,
        opened: r.opened,
    })
}

fn read_recent(w: WireRecent) -> Recent {
    Recent {
        path: w.path.into(),
        place: w.place,
        opened: w.opened,
    }
}

/// A number of the file brought into its range.
fn within(n: f32, range: RangeInclusive<f32>, otherwise: f32) -> f32 {
    if n.is_finite() {
        n.clamp(*range.start(), *range.end())
    } else {
        otherwise
    }
}
