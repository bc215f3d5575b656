#!/usr/bin/env bash
# Counts the instructions of the window's frames and compares them with the last accepted counts in
# benches/instructions.txt; fails where one has grown by more than 5 %. Counts do not depend on how busy a machine is, but
# they do on the compiler and its target: accept anew after a change of the toolchain.
#
#   scripts/perf.sh               compare
#   scripts/perf.sh --accept      write the counts as the accepted ones
#   scripts/perf.sh --bench PATH  this built benchmark, without building (it has to have its symbols)
#
# It builds into a folder of its own below the target folder, as names of functions are kept there.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

ACCEPTED=benches/instructions.txt
# Growth that fails, in percent.
LIMIT=5

accept=
bench=
while [ "$#" -gt 0 ]; do
  case "$1" in
    --accept) accept=yes && shift ;;
    --bench) bench=${2:?a path} && shift 2 ;;
    *) die "Unknown option $1. The first lines of this script say which there are." ;;
  esac
done

need_packages valgrind || true
need_commands valgrind || die "Without valgrind nothing can be counted."

unset DISPLAY WAYLAND_DISPLAY WAYLAND_SOCKET
if [ -z "$bench" ]; then
  need_rust
  bench=$(CARGO_TARGET_DIR="$(target_dir)/perf" CARGO_PROFILE_BENCH_STRIP=none \
    cargo bench --locked --bench frame --no-run --message-format=json |
    sed -n 's/.*"executable":"\([^"]*frame-[^"]*\)".*/\1/p' | tail -n 1)
fi
[ -x "$bench" ] || die "There is no built benchmark: $bench"

# count SCENE: instructions of its frames.
count() {
  valgrind --tool=callgrind --collect-atstart=no --toggle-collect='*measured_frames*' \
    --callgrind-out-file=/dev/null "$bench" "$1" 2>&1 |
    sed -n 's/^.*Collected : \([0-9]*\).*/\1/p' | tail -n 1
}

counts=$(mktemp)
trap 'rm -f "$counts"' EXIT
failed=0
for scene in $("$bench"); do
  now=$(count "$scene")
  [ -n "$now" ] || die "$scene was not counted."
  printf '%s %s\n' "$scene" "$now" >>"$counts"
  before=$(awk -v s="$scene" '$1 == s { print $2 }' "$ACCEPTED" 2>/dev/null || true)
  if [ -z "$before" ]; then
    printf '%-18s %14s instructions, nothing accepted yet\n' "$scene" "$now"
  else
    growth=$(awk -v a="$before" -v b="$now" 'BEGIN { printf "%+.1f", (b - a) * 100 / a }')
    printf '%-18s %14s instructions, %s %% of %s\n' "$scene" "$now" "$growth" "$before"
    awk -v g="$growth" -v l="$LIMIT" 'BEGIN { exit !(g > l) }' && failed=$((failed + 1))
  fi
done
if [ -n "$accept" ]; then
  cp "$counts" "$ACCEPTED"
  say "Accepted."
elif [ "$failed" -gt 0 ]; then
  die "$failed counts have grown by more than $LIMIT %."
fi
