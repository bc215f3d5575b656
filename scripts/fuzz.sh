#!/usr/bin/env bash
# Runs every fuzz target for SECONDS (default 60) and prints how many inputs each one tried.
#
#   scripts/fuzz.sh [SECONDS] [TARGET…]
#
# New inputs go to fuzz/target/corpus, an input that fails to fuzz/artifacts. Needs a C++ compiler; a nightly Rust is
# not needed, because the programs run without a sanitizer: the code is safe Rust, and what is looked for are panics.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

main() {
  local seconds=${1:-60} target failed=0 targets=()
  [[ "$seconds" =~ ^[0-9]+$ ]] || die "The time is a number of seconds, not $seconds."
  targets=("${@:2}")
  need_rust
  command -v cargo-fuzz >/dev/null 2>&1 || cargo install cargo-fuzz --locked
  [ "${#targets[@]}" -gt 0 ] || mapfile -t targets < <(cargo fuzz list)
  for target in "${targets[@]}"; do
    fuzz "$target" "$seconds" || failed=$((failed + 1))
  done
  [ "$failed" -eq 0 ] || die "$failed targets failed."
}

# The flags that cargo-fuzz passes are the compiler's own; without a sanitizer the stable one takes them.
cargo_fuzz() { RUSTC_BOOTSTRAP=1 cargo fuzz "$@"; }

# fuzz TARGET SECONDS: one target; prints its name and its executions.
fuzz() {
  local target=$1 seconds=$2 found=fuzz/target/corpus/$1 log=fuzz/target/$1.log status=0 tried
  mkdir -p "$found"
  cargo_fuzz run --sanitizer none ${FUZZ_TARGET_DIR:+--target-dir "$FUZZ_TARGET_DIR"} "$target" \
    "$found" "fuzz/corpus/$target" -- \
    -max_total_time="$seconds" -timeout=20 -print_final_stats=1 >"$log" 2>&1 || status=$?
  tried=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  printf '%-10s %12s executions\n' "$target" "${tried:-no}"
  [ "$status" -eq 0 ] || { tail -n 30 "$log" >&2 && return 1; }
}

main "$@"
