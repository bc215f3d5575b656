#!/usr/bin/env bash
# Reads a sample document through the accessibility tree, as a screen reader does, and applies a theme through it:
# starts the program in a virtual display on a copy of sample_docs, with an AT-SPI client beside it.
#
#   scripts/accessibility.sh                    builds the program and tries it
#   --program PATH                              this program, without building
#   --document NAME                             another document of sample_docs
#
# Ends with 0 when every paragraph was read and the theme arrived in the sidecar.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

program='' document=2025-05-22-news-mekong-water-talks.txt
while [ "$#" -gt 0 ]; do
  case "$1" in
    --program) program=${2:?a path} && shift 2 ;;
    --document) document=${2:?a name} && shift 2 ;;
    *) die "Unknown option $1. The first lines of this script say which there are." ;;
  esac
done
on_linux || die "AT-SPI is what Linux has; there is nothing to try here."
need_packages "${WINDOW_PACKAGES[@]}" xvfb xdotool at-spi2-core python3-pyatspi gir1.2-atspi-2.0 dbus-x11 || true
need_commands Xvfb xdotool dbus-run-session || die "Without them the client cannot run."
# The system's own Python, for which the packages are; another one may stand before it.
python=
for candidate in /usr/bin/python3 python3; do
  "$candidate" -c 'import pyatspi' 2>/dev/null && python=$candidate && break
done
[ -n "$python" ] || die "No Python here has pyatspi."
if [ -z "$program" ]; then
  need_rust
  cargo build --release --locked --bin rapporteur
  program=$(program)
fi
program=$(realpath "$program")
client=$PWD/scripts/accessibility_client.py

work=$(mktemp -d)
DISPLAY_PID=
finish() {
  stop "$DISPLAY_PID"
  rm -rf "$work"
}
trap finish EXIT
mkdir -p "$work"/home/{config,data,cache,state,run}
chmod 700 "$work/home/run"
cp -R sample_docs "$work/documents"
rm -f "$work/documents/$document.ann.ron"
start_display 1280x860 || die "Without a display there is no window."

status=0
(
  cd "$work/home"
  exec env HOME="$work/home" XDG_CONFIG_HOME="$work/home/config" XDG_DATA_HOME="$work/home/data" \
    XDG_CACHE_HOME="$work/home/cache" XDG_STATE_HOME="$work/home/state" XDG_RUNTIME_DIR="$work/home/run" \
    dbus-run-session -- "$python" "$client" "$program" "$work/documents/$document" 2>"$work/log"
) || status=$?
# The buses talk about themselves there.
grep -v '^dbus-daemon\|^SpiRegistry' "$work/log" >&2 || true
if [ "$status" -eq 0 ]; then say "A screen reader can read and annotate."; else say "It did not work."; fi
exit "$status"
