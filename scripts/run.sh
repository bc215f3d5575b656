#!/usr/bin/env bash
# Builds Rapporteur and opens the sample documents, or what is named: scripts/run.sh [PATH…]
# Where there is no display it starts in a virtual one and writes a picture of the window.
set -euo pipefail
# Paths are meant from where the script was called.
started_in=$PWD
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

need_rust
need_packages "${WINDOW_PACKAGES[@]}" || true

say "Building (the first time takes some minutes) …"
cargo build --release --locked --bin rapporteur

rapporteur=$PWD/$(program)
case "$(target_dir)" in /* | [A-Za-z]:*) rapporteur=$(program) ;; esac
[ "$#" -gt 0 ] || set -- "$PWD/sample_docs"

if ! on_linux || has_display; then
  cd "$started_in"
  exec "$rapporteur" "$@"
fi

say "There is no display here; starting in a virtual one."
need_packages "${DISPLAY_PACKAGES[@]}" || true
need_commands Xvfb import || die "Without them no picture can be taken. Run this where there is a display, or install xvfb and imagemagick."

picture=$PWD/target/screens/first-start.png
log=$(mktemp)
program_pid=
DISPLAY_PID=
finish() {
  stop "$program_pid" "$DISPLAY_PID"
  rm -f "$log"
}
trap finish EXIT

size=1440x900
start_display "$size"
cd "$started_in"
RAPPORTEUR_TRACE=1 "$rapporteur" "$@" 2>"$log" &
program_pid=$!
if ! wait_for_line '^first_frame ' "$log" "$program_pid" 60; then
  cat "$log" >&2
  die "The window did not appear."
fi
fill_display "$size"
sleep 2
take_picture "$picture"
grep '^first_frame ' "$log" >&2
say "The window opened. Its picture is in $picture"
