#!/usr/bin/env bash
# Drives the real window through its views in a virtual display and writes a picture of each, light and dark and in every
# size, to target/screens/SCENE-THEME-SIZE.png.
#
#   scripts/screens.sh                     all of them
#   scripts/screens.sh picker settings     only these scenes
#   --theme dark   --size 900x700          only this theme, this size
#   --program PATH                         this program, without building
#   --list                                 the names of the scenes
#
# A scene is started as
#
#   RAPPORTEUR_TRACE=1 RAPPORTEUR_THEME=light|dark|sepia|… rapporteur [PATH]
#
# with a home folder of its own and a fresh copy of the documents. The program prints `first_frame MS` on standard error when
# text and panels are painted; then the steps of the scene are done, and the picture is taken.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

THEMES=(light dark)
SIZES=(1280x800 1920x1080 900x700)

# The scenes, one a line:  name | document, relative to the copy of sample_docs (- for none, . for the folder) | sizes | steps
#
# Sizes: `all` or a list. Steps, from left to right:
#   KEY            a key or combination as xdotool names it: t, F8, ctrl+f, ctrl+comma, Escape
#   type:TEXT      text, `_` for a space          wait:SECONDS
#   click:X,Y      menu:X,Y      drag:X,Y,X,Y   in percent of the window's width and height (menu: the other button)
scenes() {
  cat <<'TABLE'
first-start     | -                                               | all     |
sample          | .                                               | all     |
picker          | .                                               | all     | drag:32,36,45,39 t type:re
popover         | .                                               | all     | drag:32,36,45,39
overlaps        | .                                               | all     | drag:30,27,45,36 1 3 drag:32,33,48,44 4 5 7 Escape
findings        | 2025-05-20-press-release-dialogue-relations.txt | all     | F8 F8 F8
correct         | 2025-05-20-press-release-dialogue-relations.txt | all     | F8 F8 c
why             | 2025-05-20-press-release-dialogue-relations.txt | all     | F8 F8 w
corrected-view  | 2025-05-20-press-release-dialogue-relations.txt | all     | F8 c ctrl+a type:corrected_words ctrl+Return ctrl+4
entities        | 2025-05-22-news-mekong-water-talks.txt          | all     | m m
review          | 2025-05-22-news-mekong-water-talks.txt          | all     | m y y x y x
all-like-this   | 2025-05-22-news-mekong-water-talks.txt          | all     | m m m m shift+y
folder-entities | .                                               | all     | ctrl+i wait:1 Down Return wait:1
entity-selected | .                                               | 1280x800 | ctrl+i wait:1 2 wait:1 Down space Down space
treat           | 2025-05-22-news-mekong-water-talks.txt          | all     | m m e
mention-menu    | 2025-05-22-news-mekong-water-talks.txt          | 1280x800 | menu:26,20 wait:1
quality-report  | 2025-05-20-press-release-dialogue-relations.txt | all     | F8 y F8 x ctrl+shift+r wait:1
provenance      | 2025-05-20-press-release-dialogue-relations.txt | 1280x800 | click:96,8 wait:1
folder-report   | .                                               | all     | ctrl+shift+r wait:1 Tab Tab Return wait:1
own-names       | .                                               | all     | ctrl+shift+e wait:1 Tab Tab Tab Tab Return
import-names    | .                                               | 1280x800 | ctrl+k type:import_names Return
checks          | 2025-05-20-press-release-dialogue-relations.txt | all     | F8 shift+x ctrl+shift+h wait:1
pages           | agreement-sekong-basin.pdf                      | all     | wait:1 Down Down ctrl+g type:p_2 Return wait:1
original        | agreement-sekong-basin.pdf                      | all     | wait:1 click:96,8 wait:1
tracked         | report-border-markets.docx                      | all     | wait:1 click:96,8 wait:1
web-page        | commentary-small-ports.html                     | 1280x800 900x700 | wait:1
password        | secret.pdf                                      | all     | wait:1 type:wrong Return wait:1
cut-off         | cut-off.docx                                    | all     | wait:1
mixed-folder    | .                                               | all     | wait:1 ctrl+Next ctrl+Next ctrl+Next ctrl+Next ctrl+Next ctrl+Next ctrl+Next wait:1
khmer           | 2025-05-26-statement-border-markets.txt         | all     |
lanes           | crossing.txt                                    | all     |
ruler           | long.txt                                        | all     | ctrl+f type:border
scripts         | scripts.txt                                     | all     |
search          | .                                               | all     | ctrl+f type:trade
bad-pattern     | .                                               | 1280x800 | ctrl+f type:(trade alt+r
export          | .                                               | all     | ctrl+e
reading-menu    | .                                               | all     | ctrl+r
sepia           | .                                               | all     | drag:32,36,45,39 2 Escape
high-contrast   | .                                               | all     | drag:30,27,45,36 1 3 drag:32,33,48,44 4 Escape
sans            | .                                               | all     |
focus-mode      | .                                               | all     | F9
settings        | 2025-05-22-news-mekong-water-talks.txt          | all     | ctrl+comma
keys            | 2025-05-22-news-mekong-water-talks.txt          | all     | F1
keys-conflict   | 2025-05-22-news-mekong-water-talks.txt          | all     | F1 type:write Tab Return ctrl+f
palette         | .                                               | all     | ctrl+k type:sec
sentence        | .                                               | all     | Down Down Down Down 2
panels          | .                                               | all     | F6 F6 Down
grown           | .                                               | all     | Down Down Down Down Down g g g
damaged-sidecar | 2025-05-20-press-release-dialogue-relations.txt | all     |
long-names      | .                                               | all     |
narrow          | 2025-05-26-statement-border-markets.txt         | 640x700 |
TABLE
}

# The themes of a scene: those that it is about, else the usual ones, which follow the name.
themes_of() {
  local name=$1
  shift
  case "$name" in
    sepia) echo sepia ;;
    high-contrast) echo black-on-white white-on-black ;;
    *) echo "$@" ;;
  esac
}

# What a scene needs beyond the plain copy of the documents. $1: scene, $2: folder of the copy, $3: folder of settings.
prepare() {
  local long
  case "$1" in
    damaged-sidecar)
      # Cut off in the middle of a record.
      printf '(\n    format: "rapporteur",\n    version: 1,\n    records: [\n        (kind: "annotation", id: "0197' \
        >"$2/2025-05-20-press-release-dialogue-relations.txt.ann.ron"
      ;;
    own-names)
      mkdir -p "$2/.rapporteur"
      cat >"$2/.rapporteur/entities.ron" <<'LIST'
(format: "rapporteur", version: 1, records: [
    (kind: "name", type: "ORG", name: "Harbour Safety Board", aliases: ["HSB", "the Board of Harbours"]),
    (kind: "name", type: "AGREEMENT", name: "Blue Economy Plan of the Eastern Archipelago and its Neighbours, as Amended", aliases: ["blue economy", "BEP"]),
    (kind: "name", type: "PERSON", name: "Olu Ferreiro"),
    (kind: "never", name: "May", type: "PERSON"),
    (kind: "never", name: "Annex"),
    (kind: "same", type: "PERSON", name: "Fumio Kishida", into: "Kishida Fumio"),
])
LIST
      ;;
    password) cp tests/formats/encrypted.pdf "$2/secret.pdf" ;;
    cut-off) head -c 5000 tests/formats/report.docx >"$2/cut-off.docx" ;;
    scripts) cp tests/fixtures/scripts.txt "$2/scripts.txt" ;;
    # Ten themes on one paragraph.
    lanes) cp tests/fixtures/lanes/crossing.txt tests/fixtures/lanes/crossing.txt.ann.ron "$2/" ;;
    # The samples one behind the other, several times.
    ruler) for _ in 1 2 3 4 5 6; do cat sample_docs/*.txt; done >"$2/long.txt" ;;
    sans)
      mkdir -p "$3/rapporteur"
      printf '(face: "sans", line_spacing: 1.7)\n' >"$3/rapporteur/settings.ron"
      ;;
    long-names)
      long=2025-05-20-a-press-release-of-the-ministry-of-foreign-affairs-and-international-cooperation-on-the-dialogue-relations
      cp "$2/2025-05-20-press-release-dialogue-relations.txt" "$2/$long-between-the-association-and-its-partners.txt"
      ;;
  esac
}

main() {
  local program='' only_scenes=() themes=("${THEMES[@]}") sizes=("${SIZES[@]}") chosen_size=
  while [ "$#" -gt 0 ]; do
    case "$1" in
      --theme) themes=("${2:?a theme}") && shift 2 ;;
      --size) chosen_size=${2:?a size} && sizes=("$2") && shift 2 ;;
      --program) program=${2:?a path} && shift 2 ;;
      --list) scenes | cut -d'|' -f1 | tr -d ' ' && exit 0 ;;
      -*) die "Unknown option $1. The first lines of this script say which there are." ;;
      *) only_scenes+=("$1") && shift ;;
    esac
  done
  check_names "${only_scenes[@]}"

  need_packages "${WINDOW_PACKAGES[@]}" "${DISPLAY_PACKAGES[@]}" || true
  need_commands Xvfb xdotool import identify || die "Without them no pictures can be taken."
  if [ -z "$program" ]; then
    need_rust
    cargo build --release --locked --bin rapporteur
    program=$(program)
  fi
  program=$(realpath "$program")
  screens=$PWD/target/screens
  samples=$PWD/sample_docs
  work=$(mktemp -d)
  DISPLAY_PID=
  program_pid=
  trap finish EXIT

  local size theme name document scene_sizes steps failed=0 taken=0
  while read -r -u 4 size; do
    start_display "$size" || die "No pictures of $size."
    while IFS='|' read -r -u 5 name document scene_sizes steps; do
      name=${name//[[:space:]]/}
      document=${document//[[:space:]]/}
      wanted "$name" "${only_scenes[@]}" || continue
      has_size "$size" "$scene_sizes" "${sizes[@]}" || continue
      # shellcheck disable=SC2046 # one word a theme
      for theme in $(themes_of "$name" "${themes[@]}"); do
        if shoot "$program" "$name" "$document" "$theme" "$size" "$steps"; then
          taken=$((taken + 1))
        else
          failed=$((failed + 1))
        fi
      done
    done 5< <(scenes)
    stop "$DISPLAY_PID"
    DISPLAY_PID=
  done 4< <(all_sizes "$chosen_size" "${sizes[@]}")

  say "$taken pictures in $screens, $failed failed"
  [ "$failed" -eq 0 ]
}

finish() {
  stop "$program_pid" "$DISPLAY_PID"
  rm -rf "$work"
}

check_names() {
  local name
  for name in "$@"; do
    scenes | cut -d'|' -f1 | grep -qx "$name *" || die "There is no scene $name; --list names them."
  done
}

# wanted NAME [CHOSEN…]: whether a scene was chosen; without a choice all are.
wanted() {
  local name=$1 chosen
  shift
  [ "$#" -gt 0 ] || return 0
  for chosen in "$@"; do
    [ "$chosen" != "$name" ] || return 0
  done
  return 1
}

# has_size SIZE SIZES_OF_SCENE CHOSEN…: whether a scene is taken in a size.
has_size() {
  local size=$1 of_scene=$2 candidate
  shift 2
  case " $of_scene " in
    *" all "*) for candidate in "$@"; do [ "$candidate" != "$size" ] || return 0; done && return 1 ;;
    *" $size "*) return 0 ;;
    *) return 1 ;;
  esac
}

# all_sizes CHOSEN SIZE…: one a line: those for every scene, and those that only some scenes name.
all_sizes() {
  local chosen=$1
  shift
  {
    printf '%s\n' "$@"
    [ -n "$chosen" ] || scenes | cut -d'|' -f3 | tr -s ' ' '\n' | grep -x '[0-9]*x[0-9]*' || true
  } | awk '!seen[$0]++'
}

# shoot PROGRAM NAME DOCUMENT THEME SIZE STEPS: one picture.
shoot() {
  local program=$1 name=$2 document=$3 theme=$4 size=$5 steps=$6
  local home=$work/home documents=$work/documents log=$work/log picture=$screens/$name-$theme-$size.png colours
  rm -rf "$home" "$documents"
  mkdir -p "$home"/{config,data,cache,state,run}
  chmod 700 "$home/run"
  cp -R "$samples" "$documents"
  prepare "$name" "$documents" "$home/config"
  : >"$log"

  local arguments=()
  case "$document" in
    -) ;;
    .) arguments+=("$documents") ;;
    *) arguments+=("$documents/$document") ;;
  esac
  (
    cd "$home"
    exec env -u DBUS_SESSION_BUS_ADDRESS HOME="$home" XDG_CONFIG_HOME="$home/config" XDG_DATA_HOME="$home/data" \
      XDG_CACHE_HOME="$home/cache" XDG_STATE_HOME="$home/state" XDG_RUNTIME_DIR="$home/run" \
      RAPPORTEUR_TRACE=1 RAPPORTEUR_THEME="$theme" "$program" "${arguments[@]}" </dev/null >>"$log" 2>&1 4<&- 5<&-
  ) &
  program_pid=$!

  if ! wait_for_line '^first_frame ' "$log" "$program_pid" 60; then
    say "FAILED $name $theme $size: the window did not appear"
    tail -n 5 "$log" >&2
    stop "$program_pid"
    program_pid=
    return 1
  fi
  # Steps on a document begin when everything about it is known.
  [ "$document" = - ] || wait_for_line '^document_ready ' "$log" "$program_pid" 20 || true
  sleep 0.5
  fill_display "$size"
  sleep 1
  play "$size" "$steps"
  sleep 0.7
  rm -f "$picture"
  take_picture "$picture" || true
  if ! kill -0 "$program_pid" 2>/dev/null; then
    say "FAILED $name $theme $size: the program ended"
    tail -n 5 "$log" >&2
    program_pid=
    return 1
  fi
  stop "$program_pid"
  program_pid=

  colours=$(identify -format %k "$picture" 2>/dev/null || echo 0)
  if [ "$colours" -lt 16 ]; then
    say "FAILED $name $theme $size: the picture is empty ($colours colours)"
    return 1
  fi
  say "$picture"
}

# play SIZE STEPS: the steps of a scene.
# shellcheck disable=SC2046 # `at` prints two words
play() {
  local step x y to_x to_y steps=()
  read -r -a steps <<<"$2"
  for step in ${steps[@]+"${steps[@]}"}; do
    case "$step" in
      wait:*) sleep "${step#wait:}" ;;
      type:*) step=${step#type:} && xdotool type --delay 30 -- "${step//_/ }" ;;
      menu:*)
        IFS=, read -r x y <<<"${step#menu:}"
        xdotool mousemove $(at "$1" "$x" "$y") click 3
        ;;
      click:*)
        IFS=, read -r x y <<<"${step#click:}"
        xdotool mousemove $(at "$1" "$x" "$y") click 1
        ;;
      drag:*)
        # With a stop on the way: a press and a release in one frame would be a click.
        IFS=, read -r x y to_x to_y <<<"${step#drag:}"
        xdotool mousemove $(at "$1" "$x" "$y") sleep 0.1 mousedown 1 sleep 0.1 \
          mousemove $(at "$1" "$(((x + to_x) / 2))" "$to_y") sleep 0.1 \
          mousemove $(at "$1" "$to_x" "$to_y") sleep 0.1 mouseup 1
        ;;
      *) xdotool key -- "$step" ;;
    esac || say "The step $step failed."
    sleep 0.3
  done
}

# at SIZE X Y: pixels, from percent.
at() { echo "$((${1%x*} * $2 / 100))" "$((${1#*x} * $3 / 100))"; }

main "$@"
