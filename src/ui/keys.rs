//! Keys: from the names that actions carry to the toolkit's, and back to words.

use crate::app::Action;
use crate::app::action::Keys;
use egui::{Event, Key, Modifiers, Ui};

/// The toolkit's modifiers and key.
pub fn shortcut(keys: Keys) -> Option<(Modifiers, Key)> {
    let mut modifiers = Modifiers::NONE;
    if keys.command {
        modifiers |= Modifiers::COMMAND;
    }
    if keys.shift {
        modifiers |= Modifiers::SHIFT;
    }
    Some((modifiers, Key::from_name(keys.key)?))
}

/// Whether a key was pressed with exactly these modifiers; takes it out of the input.
pub fn take(ui: &Ui, modifiers: Modifiers, key: Key) -> bool {
    ui.input_mut(|input| {
        let fits = |event: &Event| matches!(event, Event::Key { key: k, modifiers: m, pressed: true, .. } if is(*k, *m, key, modifiers));
        let at = input.events.iter().position(fits);
        at.map(|i| input.events.remove(i)).is_some()
    })
}

/// Whether a press is the wanted one. On many keyboards “+” is Shift with “=”: there Shift says nothing.
fn is(key: Key, held: Modifiers, wanted: Key, modifiers: Modifiers) -> bool {
    let plus = wanted == Key::Plus && matches!(key, Key::Plus | Key::Equals);
    let same = key == wanted && held.shift == modifiers.shift;
    (plus || same) && held.command == modifiers.command && !held.alt
}

/// Whether an action's keys were pressed.
pub fn pressed(ui: &Ui, action: Action) -> bool {
    action
        .keys()
        .and_then(shortcut)
        .is_some_and(|(modifiers, key)| take(ui, modifiers, key))
}

/// Keys in words: "Ctrl+Shift+Z".
pub fn in_words(keys: Keys) -> String {
    let command = if cfg!(target_os = "macos") {
        "⌘"
    } else {
        "Ctrl+"
    };
    let key = match keys.key {
        "Comma" => ",",
        "Plus" => "+",
        "Minus" => "−",
        "PageDown" => "Page down",
        "PageUp" => "Page up",
        other => other,
    };
    format!(
        "{}{}{key}",
        if keys.command { command } else { "" },
        if keys.shift { "Shift+" } else { "" }
    )
}

/// An action's keys in words; empty where it has none.
pub fn of(action: Action) -> String {
    action.keys().map(in_words).unwrap_or_default()
}

/// The text of a tooltip: what is done, and its keys.
pub fn hint(action: Action) -> String {
    match action.keys() {
        Some(keys) => format!("{} ({})", action.title(), in_words(keys)),
        None => action.title().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_with_keys_has_keys_that_the_toolkit_knows() {
        for action in Action::ALL {
            if let Some(keys) = action.keys() {
                assert!(
                    shortcut(keys).is_some(),
                    "{} ({})",
                    action.title(),
                    keys.key
                );
            }
        }
    }
}
