//! Which keys call which action: the defaults, changed by what a person chose.
//!
//! A person's choices are kept as text ("Ctrl+Shift+F", empty for none) under the action's id, so that those of another
//! version of the program survive.

use super::Action;
use std::collections::BTreeMap;

/// A key with modifiers, in words that a screen maps to its own keys.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Keys {
    /// Ctrl (on macOS: Cmd).
    pub command: bool,
    /// Alt.
    pub alt: bool,
    /// Shift.
    pub shift: bool,
    /// The key: one of [`KEY_NAMES`].
    pub key: &'static str,
}

/// The keys that can be bound: letters, digits, and names.
pub const KEY_NAMES: &[&str] = &[
    "A",
    "B",
    "C",
    "D",
    "E",
    "F",
    "G",
    "H",
    "I",
    "J",
    "K",
    "L",
    "M",
    "N",
    "O",
    "P",
    "Q",
    "R",
    "S",
    "T",
    "U",
    "V",
    "W",
    "X",
    "Y",
    "Z",
    "0",
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "8",
    "9",
    "F1",
    "F2",
    "F3",
    "F4",
    "F5",
    "F6",
    "F7",
    "F8",
    "F9",
    "F10",
    "F11",
    "F12",
    "Up",
    "Down",
    "Left",
    "Right",
    "Home",
    "End",
    "PageUp",
    "PageDown",
    "Insert",
    "Delete",
    "Backspace",
    "Enter",
    "Space",
    "Comma",
    "Period",
    "Minus",
    "Plus",
    "Colon",
    "Semicolon",
    "Slash",
    "Backslash",
    "OpenBracket",
    "CloseBracket",
    "Backtick",
    "Quote",
];

impl Keys {
    /// The keys of a line of the actions' table; `None` where there are none.
    pub(super) const fn of(command: bool, shift: bool, key: &'static str) -> Option<Self> {
        let (alt, key) = match key.as_bytes() {
            [] => return None,
            [b'A', b'l', b't', b'+', ..] => (true, key.split_at(4).1),
            _ => (false, key),
        };
        Some(Self {
            command,
            alt,
            shift,
            key,
        })
    }

    /// The keys that a pressed key of this name means. On many keyboards “+” is Shift with “=”: there Shift says nothing.
    pub fn pressed(command: bool, alt: bool, shift: bool, name: &str) -> Option<Self> {
        let (name, shift) = match name {
            "Plus" | "Equals" => ("Plus", false),
            other => (other, shift),
        };
        let key = KEY_NAMES.iter().find(|k| **k == name)?;
        Some(Self {
            command,
            alt,
            shift,
            key,
        })
    }

    /// The keys of a text such as "Ctrl+Alt+Shift+F".
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts: Vec<&str> = text.split('+').collect();
        let key = parts.pop()?;
        let known = parts.iter().all(|p| matches!(*p, "Ctrl" | "Alt" | "Shift"));
        let has = |name| parts.contains(&name);
        known
            .then(|| Self::pressed(has("Ctrl"), has("Alt"), has("Shift"), key))
            .flatten()
    }

    /// Whether the key is a function key.
    pub fn is_function(self) -> bool {
        self.key.len() > 1 && self.key.starts_with('F')
    }

    /// Whether the key types a sign.
    fn types(self) -> bool {
        let named = matches!(
            self.key,
            "Up" | "Down"
                | "Left"
                | "Right"
                | "Home"
                | "End"
                | "PageUp"
                | "PageDown"
                | "Insert"
                | "Delete"
                | "Backspace"
                | "Enter"
        );
        !named && !self.is_function()
    }

    /// Whether the keys move the caret of the reader, or of a field.
    fn moves_caret(self) -> bool {
        match self.key {
            "Up" | "Down" | "Left" | "Right" | "Home" | "End" => !self.alt,
            "PageUp" | "PageDown" | "Space" => !self.alt && !self.command,
            _ => false,
        }
    }

    /// Whether a field that is being typed in needs the keys itself.
    pub fn edits_text(self) -> bool {
        let edits = matches!(
            self.key,
            "A" | "C" | "X" | "V" | "Z" | "Y" | "Backspace" | "Delete" | "Insert"
        );
        let free = self.is_function() || (self.command && !edits && !self.moves_caret());
        !free
    }

    /// Why no action can have the keys; `None` where one can.
    pub fn why_not(self) -> Option<&'static str> {
        let plain = !self.command && !self.alt;
        match self.key {
            _ if self.moves_caret() => Some("They move the caret in the text"),
            "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" if plain => {
                Some("1 to 9 tag with the theme of that key")
            }
            "Enter" if plain => Some("Enter presses what has the keyboard"),
            "X" | "V" if self.command && !self.alt && !self.shift => {
                Some("They cut and paste everywhere")
            }
            "F4" if self.alt => Some("They close the window"),
            _ if self.alt && self.types() => {
                Some("On some keyboards Alt with this key types a sign")
            }
            _ => None,
        }
    }
}

impl std::fmt::Display for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (held, name) in [
            (self.command, "Ctrl+"),
            (self.alt, "Alt+"),
            (self.shift, "Shift+"),
        ] {
            f.write_str(if held { name } else { "" })?;
        }
        f.write_str(self.key)
    }
}

/// Second keys of actions, which hold as long as no action is given them.
const ALSO: &[(&str, Action)] = &[("Ctrl+Shift+P", Action::Palette)];

/// What a person chose: keys as text by the action's id.
pub type Chosen = BTreeMap<String, String>;

/// The keys of every action.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bindings {
    keys: Vec<Option<Keys>>,
}

impl Default for Bindings {
    fn default() -> Self {
        Self::of(&Chosen::new())
    }
}

impl Bindings {
    /// The defaults with what a person chose. No keys are given twice: what was chosen goes before a default.
    pub fn of(chosen: &Chosen) -> Self {
        let own = |action: &Action| chosen.get(action.id()).map(|text| choice(text));
        let mut taken = Vec::new();
        let mut keys = vec![None; Action::ALL.len()];
        // Unreadable text is as if nothing was chosen.
        for chosen in [true, false] {
            for (at, action) in keys.iter_mut().zip(Action::ALL) {
                let wanted = match own(action).flatten() {
                    Some(wanted) if chosen => wanted,
                    None if !chosen => action.default_keys(),
                    _ => continue,
                };
                if let Some(wanted) = wanted.filter(|k| !taken.contains(k)) {
                    taken.push(wanted);
                    *at = Some(wanted);
                }
            }
        }
        Self { keys }
    }

    /// The keys of an action; `None`: only menu and palette call it.
    pub fn keys(&self, action: Action) -> Option<Keys> {
        let at = Action::ALL.iter().position(|a| *a == action)?;
        self.keys.get(at).copied().flatten()
    }

    /// The action that has keys as its own.
    pub fn owner(&self, keys: Keys) -> Option<Action> {
        let at = self.keys.iter().position(|k| *k == Some(keys))?;
        Action::ALL.get(at).copied()
    }

    /// The action that keys call.
    pub fn action(&self, keys: Keys) -> Option<Action> {
        let also = || {
            let second = |(text, _): &&(&str, Action)| Keys::parse(text) == Some(keys);
            ALSO.iter().find(second).map(|(_, action)| *action)
        };
        self.owner(keys).or_else(also)
    }

    /// Whether a person chose other keys than the default for an action.
    pub fn is_changed(&self, action: Action) -> bool {
        self.keys(action) != action.default_keys()
    }
}

/// What a text of the settings chooses: `Some(None)` for no keys at all, `None` where it cannot be read.
fn choice(text: &str) -> Option<Option<Keys>> {
    if text.is_empty() {
        return Some(None);
    }
    let keys = Keys::parse(text).filter(|k| k.why_not().is_none());
    keys.map(Some)
}

/// Gives an action keys (`None`: takes them away), from whichever action had them.
pub fn choose(chosen: &mut Chosen, action: Action, keys: Option<Keys>) {
    let had = keys.and_then(|k| Bindings::of(chosen).owner(k));
    if let Some(other) = had.filter(|o| *o != action) {
        chosen.insert(other.id().to_owned(), String::new());
    }
    if keys == action.default_keys() {
        chosen.remove(action.id());
    } else {
        let text = keys.map(|k| k.to_string()).unwrap_or_default();
        chosen.insert(action.id().to_owned(), text);
    }
}

/// Gives every action its default keys. What is known to another version of the program only is kept.
pub fn reset_all(chosen: &mut Chosen) {
    chosen.retain(|id, _| Action::ALL.iter().all(|a| a.id() != id));
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn chosen(pairs: &[(&str, &str)]) -> Chosen {
        pairs
            .iter()
            .map(|(id, keys)| ((*id).to_owned(), (*keys).to_owned()))
            .collect()
    }

    fn keys(text: &str) -> Keys {
        Keys::parse(text).unwrap()
    }

    #[test]
    fn every_key_is_read_as_it_is_written() {
        for key in KEY_NAMES {
            for bits in 0..8 {
                let held = |bit| bits & bit != 0;
                let Some(k) = Keys::pressed(held(1), held(2), held(4), key) else {
                    panic!("{key}")
                };
                assert_eq!(Keys::parse(&k.to_string()), Some(k));
            }
        }
        assert_eq!(Keys::parse("Hyper+F"), None);
        assert_eq!(Keys::parse("Ctrl+"), None);
        assert_eq!(Keys::parse(""), None);
    }

    #[test]
    fn plus_is_plus_with_and_without_shift() {
        assert_eq!(
            Keys::pressed(true, false, true, "Equals"),
            Some(keys("Ctrl+Plus"))
        );
    }

    #[test]
    fn what_was_chosen_goes_before_a_default() {
        let b = Bindings::of(&chosen(&[("Memo", "Ctrl+F"), ("Flag", "")]));
        assert_eq!(b.keys(Action::Memo), Some(keys("Ctrl+F")));
        assert_eq!(b.keys(Action::Find), None, "its default was given away");
        assert_eq!(b.keys(Action::Flag), None);
        assert_eq!(b.action(keys("Ctrl+F")), Some(Action::Memo));
        assert_eq!(b.action(keys("N")), None);
    }

    #[test]
    fn unreadable_and_forbidden_choices_leave_the_default() {
        let b = Bindings::of(&chosen(&[
            ("Memo", "Ctrl+Bell"),
            ("Flag", "Down"),
            ("Gone", "Ctrl+J"),
        ]));
        assert_eq!(b, Bindings::default());
    }

    #[test]
    fn keys_are_never_given_twice() {
        let b = Bindings::of(&chosen(&[("Memo", "Ctrl+J"), ("Flag", "Ctrl+J")]));
        let mut seen = HashSet::new();
        for action in Action::ALL {
            if let Some(k) = b.keys(*action) {
                assert!(seen.insert(k), "{}", action.title());
            }
        }
        assert!(seen.contains(&keys("Ctrl+J")));
    }

    #[test]
    fn taking_keys_leaves_the_other_action_without_any_and_resetting_keeps_strangers() {
        let mut c = chosen(&[("Later", "Ctrl+J")]);
        choose(&mut c, Action::Memo, Some(keys("Ctrl+F")));
        let b = Bindings::of(&c);
        assert_eq!(
            (b.keys(Action::Memo), b.keys(Action::Find)),
            (Some(keys("Ctrl+F")), None)
        );
        choose(&mut c, Action::Find, Some(keys("Ctrl+F")));
        let b = Bindings::of(&c);
        assert_eq!(
            (b.keys(Action::Memo), b.keys(Action::Find)),
            (None, Some(keys("Ctrl+F")))
        );
        choose(&mut c, Action::Memo, Action::Memo.default_keys());
        assert_eq!(c, chosen(&[("Later", "Ctrl+J")]));
        choose(&mut c, Action::Memo, None);
        reset_all(&mut c);
        assert_eq!(c, chosen(&[("Later", "Ctrl+J")]));
    }

    #[test]
    fn keys_that_cannot_be_bound_say_why() {
        for text in [
            "Down",
            "Ctrl+Home",
            "Shift+Space",
            "3",
            "Enter",
            "Ctrl+V",
            "Alt+E",
            "Alt+F4",
        ] {
            assert!(keys(text).why_not().is_some(), "{text}");
        }
        for text in [
            "Alt+Left",
            "Ctrl+PageDown",
            "Shift+F8",
            "J",
            "Ctrl+3",
            "Ctrl+C",
        ] {
            assert_eq!(keys(text).why_not(), None, "{text}");
        }
    }

    #[test]
    fn a_second_key_holds_until_it_is_given_away() {
        let second = keys("Ctrl+Shift+P");
        assert_eq!(Bindings::default().action(second), Some(Action::Palette));
        let b = Bindings::of(&chosen(&[("Memo", "Ctrl+Shift+P")]));
        assert_eq!(b.action(second), Some(Action::Memo));
    }
}
