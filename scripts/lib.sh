# shellcheck shell=bash
# Shell functions that the other scripts share. Source it; it changes to the root of the repository.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

# The oldest Rust that builds the program; the same as rust-version in Cargo.toml.
RUST_NEEDED=1.95

# What the window loads at run time on a bare Debian or Ubuntu, and what a virtual display needs.
# shellcheck disable=SC2034 # for the scripts that source this
WINDOW_PACKAGES=(libx11-6 libxcursor1 libxi6 libx11-xcb1 libxkbcommon-x11-0 libgl1)
# shellcheck disable=SC2034
DISPLAY_PACKAGES=(xvfb xdotool imagemagick)

say() { printf '%s\n' "$*" >&2; }

die() {
  say "$*"
  exit 1
}

on_linux() { [ "$(uname -s)" = Linux ]; }

has_display() { [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; }

target_dir() { printf '%s\n' "${CARGO_TARGET_DIR:-target}"; }

program() {
  local suffix=
  case "$(uname -s)" in MINGW* | MSYS* | CYGWIN*) suffix=.exe ;; esac
  printf '%s/release/rapporteur%s\n' "$(target_dir)" "$suffix"
}

# need_rust: a toolchain that is new enough, or a message that says where to get one.
need_rust() {
  local version
  if ! command -v cargo >/dev/null 2>&1; then
    # Where rustup puts it, for shells that have not read its settings yet.
    [ -x "$HOME/.cargo/bin/cargo" ] || die "Rust is missing. Get version $RUST_NEEDED or newer from https://rustup.rs and try again."
    PATH="$HOME/.cargo/bin:$PATH"
  fi
  version=$(cargo --version | awk '{ print $2 }')
  version_at_least "$version" "$RUST_NEEDED" ||
    die "This needs Rust $RUST_NEEDED or newer; here is $version. \"rustup update stable\" brings a newer one (https://rustup.rs)."
}

# version_at_least HAVE WANTED: compares major and minor numbers.
version_at_least() {
  local have_major have_minor wanted_major wanted_minor
  IFS=. read -r have_major have_minor _ <<<"${1%%-*}"
  IFS=. read -r wanted_major wanted_minor _ <<<"$2"
  [ "$have_major" -gt "$wanted_major" ] || { [ "$have_major" -eq "$wanted_major" ] && [ "$have_minor" -ge "$wanted_minor" ]; }
}

# installed PACKAGE: whether dpkg has it, also under its newer name (libgl1t64 and the like).
installed() {
  local name
  for name in "$1" "${1}t64"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] && return 0
  done
  return 1
}

# need_packages PACKAGE…: installs what is missing where it can; otherwise says what is missing, and returns 1.
need_packages() {
  local package missing=() root=()
  on_linux || return 0
  if ! command -v dpkg-query >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1; then
    say "This system has no apt, so nothing is installed. On Debian the packages needed are: $*"
    say "If the window does not open, install what corresponds to them."
    return 1
  fi
  for package in "$@"; do
    installed "$package" || missing+=("$package")
  done
  [ "${#missing[@]}" -gt 0 ] || return 0

  if [ "$(id -u)" -ne 0 ]; then
    # With a terminal sudo may ask for the password; without one it must not wait for it.
    if command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
      root=(sudo)
    else
      say "These packages are missing and cannot be installed from here: ${missing[*]}"
      say "As root: apt-get install ${missing[*]}"
      return 1
    fi
  fi
  say "Installing ${missing[*]} …"
  apt_install "${missing[@]}" || { "${root[@]}" apt-get update -q >&2 && apt_install "${missing[@]}"; } || {
    say "These packages could not be installed: ${missing[*]}"
    return 1
  }
}

# Uses `root` of need_packages.
apt_install() {
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >&2
}

# need_commands COMMAND…: whether they are there; says which are not.
need_commands() {
  local command missing=()
  for command in "$@"; do
    command -v "$command" >/dev/null 2>&1 || missing+=("$command")
  done
  [ "${#missing[@]}" -eq 0 ] || {
    say "Missing: ${missing[*]}"
    return 1
  }
}

# start_display WIDTHxHEIGHT: a virtual display in DISPLAY; its process in DISPLAY_PID.
start_display() {
  local number_file
  number_file=$(mktemp)
  Xvfb -displayfd 3 -screen 0 "${1}x24" -nolisten tcp 3>"$number_file" >/dev/null 2>&1 &
  DISPLAY_PID=$!
  for _ in $(seq 100); do
    [ -s "$number_file" ] && break
    kill -0 "$DISPLAY_PID" 2>/dev/null || break
    sleep 0.1
  done
  DISPLAY=":$(tr -d '[:space:]' <"$number_file")"
  rm -f "$number_file"
  [ "$DISPLAY" != : ] || {
    say "The virtual display did not start."
    stop "$DISPLAY_PID"
    return 1
  }
  export DISPLAY
  # Everything goes to this display, also where a Wayland session is running.
  unset WAYLAND_DISPLAY WAYLAND_SOCKET
}

# wait_for_line PATTERN FILE PID SECONDS: until the process has written a line like it.
wait_for_line() {
  local tries=$(($4 * 10))
  while [ "$tries" -gt 0 ]; do
    grep -q -- "$1" "$2" 2>/dev/null && return 0
    kill -0 "$3" 2>/dev/null || return 1
    sleep 0.1
    tries=$((tries - 1))
  done
  return 1
}

# fill_display WIDTHxHEIGHT: lets the window fill the display and gives it the keyboard, as there is no window manager.
fill_display() {
  local window
  command -v xdotool >/dev/null 2>&1 || return 0
  window=$(xdotool search --maxdepth 1 --onlyvisible --name '' 2>/dev/null | tail -n 1) || return 0
  [ -n "$window" ] || return 0
  xdotool windowmove "$window" 0 0 windowsize "$window" "${1%x*}" "${1#*x}" windowfocus "$window" \
    mousemove "$((${1%x*} / 2))" "$((${1#*x} - 4))" 2>/dev/null || true
}

# take_picture FILE: what the display shows.
take_picture() {
  mkdir -p "$(dirname "$1")"
  import -window root -strip "$1"
}

# stop PID…: asks processes to end, and makes them after two seconds.
stop() {
  local pid
  for pid in "$@"; do
    [ -n "$pid" ] || continue
    kill "$pid" 2>/dev/null || continue
    for _ in $(seq 20); do
      kill -0 "$pid" 2>/dev/null || break
      sleep 0.1
    done
    kill -KILL "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
}
