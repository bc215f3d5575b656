//! Everything that can be done without saying what to do it to: what menu, palette and shortcuts offer.
//!
//! One line an action: name, title, group, Ctrl, Shift, key. `"Alt+Left"` is a key with Alt, `""` none.

use super::bindings::Keys;

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $title:literal, $group:literal, $command:literal, $shift:literal, $key:literal;)+) => {
        /// An action.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum Action { $($(#[$doc])* $name,)+ }

        impl Action {
            /// All actions, as the cheat sheet lists them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// What it is called.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)+ }
            }

            /// The heading that it stands under.
            pub const fn group(self) -> &'static str {
                match self { $(Self::$name => $group,)+ }
            }

            /// What settings call it: never changes for an action that there is.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => stringify!($name),)+ }
            }

            /// The keys that call it unless a person chose others; `None`: menu and palette do. The present ones are in
            /// [`Bindings`](super::bindings::Bindings).
            pub const fn default_keys(self) -> Option<Keys> {
                match self { $(Self::$name => Keys::of($command, $shift, $key),)+ }
            }
        }
    };
}

actions! {
    /// Open a file by the system's dialog.
    OpenFile = "Open file…", "File", true, false, "O";
    /// Open a folder by the system's dialog.
    OpenFolder = "Open folder…", "File", true, true, "O";
    /// Open by typing a path.
    OpenByPath = "Open path…", "File", true, false, "L";
    /// Export annotations.
    Export = "Export for review…", "File", true, false, "E";
    /// Save now.
    Save = "Save now", "File", true, false, "S";
    /// The settings.
    Settings = "Settings…", "File", true, false, "Comma";
    /// Close the window.
    Quit = "Quit", "File", true, false, "Q";
    /// Undo.
    Undo = "Undo", "Edit", true, false, "Z";
    /// Redo.
    Redo = "Redo", "Edit", true, true, "Z";
    /// The user's own list of names.
    OwnNames = "Own names…", "Edit", true, true, "E";
    /// Import names into it.
    ImportNames = "Import names…", "File", false, false, "";
    /// Copy the selection.
    Copy = "Copy", "Edit", true, false, "C";
    /// Copy the selection as a quotation.
    CopyQuotation = "Copy as quotation", "Edit", true, true, "C";
    /// Select the whole document.
    SelectAll = "Select all", "Edit", true, false, "A";
    /// Grow the selection: word, sentence, paragraph, section, document.
    Grow = "Grow selection", "Edit", false, false, "G";
    /// Shrink the selection the way it grew.
    Shrink = "Shrink selection", "Edit", false, true, "G";
    /// Find in the document.
    Find = "Find in document…", "Edit", true, false, "F";
    /// Next hit.
    FindNext = "Next hit", "Edit", false, false, "F3";
    /// Previous hit.
    FindPrevious = "Previous hit", "Edit", false, true, "F3";
    /// Tag all hits of the search.
    TagHits = "Tag all hits…", "Annotate", false, false, "";
    /// Pick a theme for the selection.
    Theme = "Theme…", "Annotate", false, false, "T";
    /// Pick a theme for the document as a whole.
    TagDocument = "Tag the whole document…", "Annotate", false, true, "T";
    /// Flag an issue.
    Flag = "Flag an issue…", "Annotate", false, false, "F";
    /// Write a memo.
    Memo = "Write a note…", "Annotate", false, false, "N";
    /// Mark the selection, theme later.
    Highlight = "Highlight, theme later", "Annotate", false, false, "H";
    /// Have a name always marked, or never.
    Treat = "Always or never mark…", "Annotate", false, false, "E";
    /// Delete the annotation in focus.
    Delete = "Delete annotation", "Annotate", false, false, "Delete";
    /// Give the annotation in focus the selected passage.
    Resize = "Set passage to selection", "Annotate", false, false, "R";
    /// Mark the document as read.
    MarkRead = "Mark as read", "Annotate", true, false, "Enter";
    /// Mark the document as read with nothing found.
    MarkNothingFound = "Read, nothing found", "Annotate", true, true, "Enter";
    /// The next finding.
    NextFinding = "Next finding", "Review", false, false, "F8";
    /// The previous finding.
    PreviousFinding = "Previous finding", "Review", false, true, "F8";
    /// Yes: confirm the finding, accept the mention.
    Confirm = "Confirm or accept", "Review", false, false, "Y";
    /// No: dismiss the finding, reject the mention.
    Dismiss = "Dismiss or reject", "Review", false, false, "X";
    /// Yes, to all mentions of the entity in focus.
    ConfirmAlike = "Accept all like this", "Review", false, true, "Y";
    /// No, to all mentions of the entity in focus; or to all findings like the one in focus, by a rule.
    DismissAlike = "Dismiss or reject all like this", "Review", false, true, "X";
    /// Correct the finding, or the selection.
    Correct = "Correct…", "Review", false, false, "C";
    /// Why the finding was found.
    Why = "Why?", "Review", false, false, "W";
    /// What the root wants of the checks.
    Checks = "Checks…", "Review", true, true, "H";
    /// The quality report.
    QualityReport = "Quality report…", "Review", true, true, "R";
    /// The next mention.
    NextMention = "Next mention", "Review", false, false, "M";
    /// The previous mention.
    PreviousMention = "Previous mention", "Review", false, true, "M";
    /// The next annotation.
    NextAnnotation = "Next annotation", "Review", false, false, "A";
    /// The previous annotation.
    PreviousAnnotation = "Previous annotation", "Review", false, true, "A";
    /// The entities of the folder, or the document again.
    EntityIndex = "Entities of the folder", "View", true, false, "I";
    /// The next document.
    NextDocument = "Next document", "View", true, false, "PageDown";
    /// The previous document.
    PreviousDocument = "Previous document", "View", true, false, "PageUp";
    /// Back to where one was reading.
    Back = "Back to where I was", "View", false, false, "Alt+Left";
    /// Forth again.
    Forth = "Forth again", "View", false, false, "Alt+Right";
    /// To the next part of the window.
    NextPart = "To the next panel", "View", false, false, "F6";
    /// To the previous part of the window.
    PreviousPart = "To the previous panel", "View", false, true, "F6";
    /// Show or hide entities.
    ToggleEntities = "Show entities", "View", true, false, "1";
    /// Show or hide themes.
    ToggleThemes = "Show themes", "View", true, false, "2";
    /// Show or hide quality findings.
    ToggleQuality = "Show quality findings", "View", true, false, "3";
    /// Show or hide less certain findings.
    ToggleLessCertain = "Show less certain findings", "View", true, true, "3";
    /// The text with corrections in place, or as the document has it.
    ToggleCorrected = "Corrected view", "View", true, false, "4";
    /// Show or hide paragraph numbers.
    ToggleNumbers = "Paragraph numbers", "View", true, false, "P";
    /// Go to a paragraph.
    GoToParagraph = "Go to paragraph…", "View", true, false, "G";
    /// Hide or show the panels.
    FocusMode = "Focus mode: the text alone", "View", false, false, "F9";
    /// The menu of reading comfort.
    Reading = "Text and colours…", "View", true, false, "R";
    /// The file behind the text, in the program that it was made for.
    OpenOriginal = "Open the original", "File", false, false, "O";
    /// Larger text.
    Larger = "Larger text", "View", true, false, "Plus";
    /// Smaller text.
    Smaller = "Smaller text", "View", true, false, "Minus";
    /// A wider column.
    Wider = "Wider column", "View", true, true, "W";
    /// A narrower column.
    Narrower = "Narrower column", "View", true, true, "N";
    /// Lines further apart.
    Looser = "More space between lines", "View", true, true, "L";
    /// Lines closer together.
    Closer = "Less space between lines", "View", true, true, "K";
    /// The other face.
    SwitchFace = "Switch serif and sans", "View", false, false, "";
    /// Light, sepia, dark, high contrast, in turn.
    SwitchTheme = "Next appearance", "View", true, false, "D";
    /// Everything that can be done, found by typing.
    Palette = "Find a command…", "Help", true, false, "K";
    /// All keys.
    Keys = "All keys", "Help", false, false, "F1";
    /// What the program is.
    About = "About Rapporteur", "Help", false, false, "";
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_two_actions_share_their_keys_and_all_may_be_bound() {
        let mut seen = HashSet::new();
        for action in Action::ALL {
            if let Some(keys) = action.default_keys() {
                assert!(seen.insert(keys), "{} shares its keys", action.title());
                assert_eq!(keys.why_not(), None, "{}", action.title());
            }
        }
    }

    #[test]
    fn ids_are_the_names_of_the_variants() {
        assert_eq!(Action::OpenFile.id(), "OpenFile");
        let ids: HashSet<_> = Action::ALL.iter().map(|a| a.id()).collect();
        assert_eq!(ids.len(), Action::ALL.len());
    }
}
