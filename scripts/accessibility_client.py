"""Reads a document in the running window through AT-SPI, paragraph by paragraph, and applies a theme.

    python3 accessibility_client.py PROGRAM DOCUMENT

Runs inside a session bus of its own; see accessibility.sh. Ends with 1 where something is not as it should be.
"""

import re
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402
import pyatspi  # noqa: E402

PATIENCE = 30.0


class Wrong(Exception):
    """Something is not as it should be."""


def listen():
    """Tells programs that somebody uses assistive technology."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    for name in ("IsEnabled", "ScreenReaderEnabled"):
        value = GLib.Variant("(ssv)", ("org.a11y.Status", name, GLib.Variant("b", True)))
        bus.call_sync(
            "org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set", value,
            None, Gio.DBusCallFlags.NONE, 10_000, None,
        )


def until(what, found):
    """Waits until `found` returns something."""
    end = time.monotonic() + PATIENCE
    while True:
        # Events keep the client's picture of the tree up to date.
        while GLib.MainContext.default().iteration(False):
            pass
        try:
            result = found()
        except GLib.Error:
            result = None
        if result:
            return result
        if time.monotonic() > end:
            raise Wrong(f"waited in vain until {what}")
        time.sleep(0.05)


def children(node):
    return [c for c in (node.getChildAtIndex(i) for i in range(node.childCount)) if c]


def walk(node):
    yield node
    for child in children(node):
        yield from walk(child)


def the_frame():
    for application in children(pyatspi.Registry.getDesktop(0)):
        # Nothing is kept: what is asked for is what the program says now.
        application.set_cache_mask(Atspi.Cache.NONE)
        for window in children(application):
            if window.getRole() == pyatspi.ROLE_FRAME and window.name.endswith("Rapporteur"):
                return window
    return None


def find(root, role, name=None):
    for node in walk(root):
        if node.getRole() == role and (name is None or node.name == name):
            return node
    return None


def attribute(node, name):
    attributes = node.get_attributes() or {}
    return int(attributes.get(name, 0))


def paragraphs(document):
    """What is there of the text: position, role, text, what is marked, node."""
    return [
        (attribute(c, "posinset"), c.getRoleName(), c.name, c.description, c)
        for c in children(document)
    ]


def read(document):
    """Goes from paragraph to paragraph to the end, as a screen reader does."""
    size = attribute(document, "setsize") or attribute(children(document)[0], "setsize")
    told, last = {}, 0
    while True:
        for position, role, text, marked, node in paragraphs(document):
            if position == last + 1:
                print(f"{position:3} {role}: {text}")
                if marked:
                    print(f"      {marked}")
                told[position] = (text, marked)
                last, here = position, node
        if size and last >= size:
            return told
        here.queryComponent().grabFocus()
        until(
            f"a paragraph comes after number {last} of {size}",
            lambda: any(p[0] == last + 1 for p in paragraphs(document)),
        )


def flat(text):
    """Letters and digits: what marks of layout and Markdown leave."""
    return re.sub(r"\W+", "", text)


def check_text(told, path):
    with open(path, encoding="utf-8") as file:
        source = flat(file.read())
    at = 0
    for position, (text, _) in sorted(told.items()):
        found = source.find(flat(text), at)
        if found < 0:
            raise Wrong(f"paragraph {position} is not what the document says: {text}")
        at = found + len(flat(text))
    if len(source) - at > 0:
        raise Wrong(f"{len(source) - at} letters at the end were not read")


def check_text_interface(document):
    text = document.queryText()
    if text.characterCount == 0:
        raise Wrong("the document has no text")
    text.setCaretOffset(5)
    until("the caret is where it was put", lambda: document.queryText().caretOffset == 5)


def check_bar(frame, document):
    bar = find(frame, pyatspi.ROLE_SCROLL_BAR)
    if bar is None or not bar.name:
        raise Wrong("there is no scroll bar with a name")
    value = bar.queryValue()
    if (value.minimumValue, value.maximumValue) != (0.0, 100.0):
        raise Wrong("the scroll bar has no bounds")
    value.currentValue = 100.0
    until("the text is scrolled down", lambda: find(frame, pyatspi.ROLE_SCROLL_BAR).queryValue().currentValue > 20.0)
    value.currentValue = 0.0
    until("the text is scrolled up", lambda: paragraphs(document)[0][0] == 1)


def apply(frame, document, theme, path):
    """Goes to a paragraph without the theme, presses the theme and looks whether the paragraph says so."""
    untagged = [p for p in paragraphs(document) if theme not in p[3] and len(p[2]) > 80]
    position, _, text, _, node = untagged[0]
    node.queryComponent().grabFocus()
    until("the paragraph has the focus", lambda: node.getState().contains(pyatspi.STATE_FOCUSED))
    button = find(frame, pyatspi.ROLE_PUSH_BUTTON, theme)
    if button is None:
        raise Wrong(f"there is no button {theme}")
    button.queryAction().doAction(0)

    def says_so():
        return any(p[0] == position and theme in p[3] for p in paragraphs(document))

    until(f"paragraph {position} says {theme}", says_so)
    print(f"Paragraph {position} has the theme {theme} now")
    start = flat(text[:30])

    def is_saved():
        try:
            with open(f"{path}.ann.ron", encoding="utf-8") as file:
                sidecar = file.read()
        except FileNotFoundError:
            return False
        return theme in sidecar and start in flat(sidecar)

    until("the sidecar holds it", is_saved)


def check_names(frame):
    """Everything that can be pressed has a name."""
    roles = (
        pyatspi.ROLE_PUSH_BUTTON, pyatspi.ROLE_CHECK_BOX, pyatspi.ROLE_TOGGLE_BUTTON, pyatspi.ROLE_RADIO_BUTTON,
        pyatspi.ROLE_ENTRY, pyatspi.ROLE_SLIDER, pyatspi.ROLE_SCROLL_BAR, pyatspi.ROLE_LIST_ITEM, pyatspi.ROLE_COMBO_BOX,
    )
    bare = [n.getRoleName() for n in walk(frame) if n.getRole() in roles and not n.name.strip()]
    if bare:
        raise Wrong(f"without a name: {bare}")


def give_keyboard():
    """Without a window manager nobody gives the window the keyboard."""
    subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", "Rapporteur", "windowfocus"],
        check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )


def try_out(path):
    frame = until("the window is there", the_frame)
    give_keyboard()
    print(f"Window: {frame.name}")
    document = until("the text is there", lambda: find(frame, pyatspi.ROLE_DOCUMENT_FRAME))
    until("its title is known", lambda: document.name)
    until("it was looked through", lambda: any("entit" in p[3] for p in paragraphs(document)))
    print(f"Document: {document.name}")
    check_names(frame)
    told = read(document)
    check_text(told, path)
    check_bar(frame, document)
    check_text_interface(document)
    apply(frame, document, "Security", path)
    print(f"{len(told)} paragraphs")


def main():
    program, path = sys.argv[1:]
    listen()
    process = subprocess.Popen([program, path])
    try:
        try_out(path)
    except (Wrong, GLib.Error, NotImplementedError) as problem:
        print(f"FAILED: {problem}", file=sys.stderr)
        return 1
    finally:
        process.terminate()
        process.wait(10)
    return 0


if __name__ == "__main__":
    sys.exit(main())
