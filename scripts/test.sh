#!/usr/bin/env bash
# Runs all tests. They need neither a display nor a GPU. Arguments go to cargo test.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

need_rust
# All packages, those of other systems too, so that the test of licences sees every one of them.
cargo fetch --locked || say "Not everything could be fetched; going on with what is here."
# The tests drive the window through its accessibility tree and must not meet a real display.
unset DISPLAY WAYLAND_DISPLAY WAYLAND_SOCKET
cargo test --locked "$@"
