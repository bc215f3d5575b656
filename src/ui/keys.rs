//! Keys: from the names that actions carry to the toolkit's, and back to words.

use crate::app::{Action, Bindings, Keys};
use egui::{Event, Key, Modifiers, Ui};

/// Keys that are not an action's and cannot be changed, as the cheat sheet lists them.
pub const FIXED: &[(&str, &str)] = &[
    ("1 – 9", "Tag with the theme of that key"),
    ("← → ↑ ↓", "Move the caret"),
    ("Shift + these", "Select"),
    ("Ctrl + ← →", "By word"),
    ("Ctrl + ↑ ↓", "By paragraph"),
    ("Home, End", "To the ends of the row"),
    ("Ctrl + Home, End", "To the ends of the text"),
    ("Page up, down", "A page, with the caret"),
    ("Space", "Scroll a page"),
    ("Tab, Shift+Tab", "To the next control, back"),
    ("Enter, Space", "Press the control"),
    ("Esc", "Close, let go, back to the text"),
    ("?", "All keys"),
    ("Alt + R, W, C", "While searching: pattern, word, case"),
    ("Ctrl+Shift+P", "Find a command…, like its own keys"),
    ("Double, triple click", "Select a word, a paragraph"),
];

/// The keys that an event means. The toolkit turns the system's keys for copying, cutting and pasting into events of their
/// own.
pub fn of_event(event: &Event, held: Modifiers) -> Option<Keys> {
    let own = |name| Keys::pressed(true, false, held.shift, name);
    match event {
        Event::Key {
            key,
            pressed: true,
            modifiers: m,
            ..
        } => Keys::pressed(m.command, m.alt, m.shift, key.name()),
        Event::Copy => own("C"),
        Event::Cut => own("X"),
        Event::Paste(_) => own("V"),
        _ => None,
    }
}

/// The actions that were pressed, among those that `may` be now; takes their keys out of the input.
pub fn pressed(ui: &Ui, bindings: &Bindings, may: impl Fn(Keys) -> bool) -> Vec<Action> {
    let mut actions = Vec::new();
    ui.input_mut(|input| {
        let held = input.modifiers;
        input.events.retain(|event| {
            let keys = of_event(event, held).filter(|k| may(*k));
            let action = keys.and_then(|k| bindings.action(k));
            actions.extend(action);
            action.is_none()
        });
    });
    actions
}

/// Whether a text was typed, such as "?"; takes it out of the input.
pub fn typed(ui: &Ui, text: &str) -> bool {
    ui.input_mut(|input| {
        let is = |e: &Event| matches!(e, Event::Text(t) if t == text);
        let at = input.events.iter().position(is);
        at.map(|at| input.events.remove(at)).is_some()
    })
}

/// Whether a key was pressed with exactly these modifiers; takes it out of the input.
pub fn take(ui: &Ui, modifiers: Modifiers, key: Key) -> bool {
    ui.input_mut(|input| {
        let fits = |event: &Event| {
            matches!(event, Event::Key { key: k, modifiers: m, pressed: true, .. }
                if *k == key && m.shift == modifiers.shift && m.command == modifiers.command && !m.alt)
        };
        let at = input.events.iter().position(fits);
        at.map(|i| input.events.remove(i)).is_some()
    })
}

/// Keys in words: "Ctrl+Shift+Z".
pub fn in_words(keys: Keys) -> String {
    let mac = cfg!(target_os = "macos");
    let key = match keys.key {
        "Comma" => ",",
        "Period" => ".",
        "Plus" => "+",
        "Minus" => "−",
        "Colon" => ":",
        "Semicolon" => ";",
        "Slash" => "/",
        "Backslash" => "\\",
        "OpenBracket" => "[",
        "CloseBracket" => "]",
        "Backtick" => "`",
        "Quote" => "'",
        "Delete" => "Del",
        "PageDown" => "Page down",
        "PageUp" => "Page up",
        "Left" => "←",
        "Right" => "→",
        "Up" => "↑",
        "Down" => "↓",
        other => other,
    };
    let mut out = String::new();
    for (held, name) in [
        (keys.command, if mac { "⌘" } else { "Ctrl+" }),
        (keys.alt, "Alt+"),
        (keys.shift, "Shift+"),
    ] {
        out.push_str(if held { name } else { "" });
    }
    out + key
}

/// An action's keys in words; empty where it has none.
pub fn of(bindings: &Bindings, action: Action) -> String {
    bindings.keys(action).map(in_words).unwrap_or_default()
}

/// The text of a tooltip: what is done, and its keys.
pub fn hint(bindings: &Bindings, action: Action) -> String {
    with_keys(bindings, action, action.title())
}

/// What is done, in other words than the action's title, and its keys.
pub fn with_keys(bindings: &Bindings, action: Action, what: &str) -> String {
    match bindings.keys(action) {
        Some(keys) => format!("{what} ({})", in_words(keys)),
        None => what.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::bindings::KEY_NAMES;

    #[test]
    fn the_toolkit_knows_every_key_that_can_be_bound_by_the_same_name() {
        for name in KEY_NAMES {
            assert_eq!(Key::from_name(name).map(Key::name), Some(*name));
        }
    }

    #[test]
    fn the_systems_copy_key_is_ctrl_c() {
        let keys = of_event(&Event::Copy, Modifiers::COMMAND);
        assert_eq!(keys, Action::Copy.default_keys());
        let keys = of_event(&Event::Copy, Modifiers::COMMAND | Modifiers::SHIFT);
        assert_eq!(keys, Action::CopyQuotation.default_keys());
    }

    #[test]
    fn keys_read_well() {
        let words = |text: &str| Keys::parse(text).map(in_words).unwrap();
        assert_eq!(words("Alt+Left"), "Alt+←");
        assert_eq!(words("Shift+G"), "Shift+G");
    }
}
