#!/bin/bash
# ui-session.sh CMD... - a private headless desktop for one command: X server, session bus, accessibility bus, window manager, and a clean
# home; standard input, output and the exit code pass through. Serves as `meson test` wrapper.
#
# Knobs: UI_GEOMETRY (1280x800x24), UI_FONT ("Cantarell 11"), UI_TEXT_SCALE (1), UI_SCHEME (light|dark), GSK_RENDERER (cairo).
set -u
folder=$(mktemp -d "${TMPDIR:-/tmp}/plumb-ui.XXXXXX")   # short: socket paths end at 107 bytes
export HOME=$folder/home XDG_RUNTIME_DIR=$folder/run XDG_CONFIG_HOME=$folder/home/.config XDG_DATA_HOME=$folder/home/.local/share \
       XDG_CACHE_HOME=$folder/home/.cache XDG_STATE_HOME=$folder/home/.local/state
mkdir -m 700 "$XDG_RUNTIME_DIR"
mkdir -p "$XDG_CONFIG_HOME/gtk-4.0" "$XDG_DATA_HOME" "$XDG_CACHE_HOME" "$XDG_STATE_HOME"
printf '[Settings]\ngtk-font-name=%s\ngtk-enable-animations=0\ngtk-cursor-blink=0\n' "${UI_FONT:-Cantarell 11}" \
  > "$XDG_CONFIG_HOME/gtk-4.0/settings.ini"
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS AT_SPI_BUS_ADDRESS XDG_CURRENT_DESKTOP DESKTOP_SESSION GTK_THEME NO_AT_BRIDGE
export GDK_BACKEND=x11 GSK_RENDERER="${GSK_RENDERER-cairo}" GTK_A11Y="${GTK_A11Y-atspi}" GDK_DEBUG="${GDK_DEBUG-gl-disable}" \
       GTK_USE_PORTAL=0 GSETTINGS_BACKEND=memory LC_ALL="${LC_ALL-C.UTF-8}" TZ=UTC LIBGL_ALWAYS_SOFTWARE=1 ADW_DISABLE_PORTAL=1
case "${UI_SCHEME-}" in dark) export ADW_DEBUG_COLOR_SCHEME=prefer-dark ;; light) export ADW_DEBUG_COLOR_SCHEME=prefer-light ;; esac
Xvfb -displayfd 9 -screen 0 "${UI_GEOMETRY:-1280x800x24}" -nolisten tcp -noreset 9>"$folder/display" 2>"$folder/xvfb.log" &
xvfb=$!
for _ in $(seq 1000); do [ -s "$folder/display" ] && break; sleep 0.01; done
[ -s "$folder/display" ] || { echo "ui-session: Xvfb did not start" >&2; cat "$folder/xvfb.log" >&2; rm -rf "$folder"; exit 99; }
DISPLAY=:$(cat "$folder/display")
export DISPLAY UI_FOLDER=$folder
# The scale of text is the resolution that the X server's resources tell.
echo "Xft.dpi: $(awk -v scale="${UI_TEXT_SCALE:-1}" 'BEGIN { printf "%d", 96 * scale }')" | xrdb -merge
dbus-run-session -- bash -c '
  openbox >"$UI_FOLDER/wm.log" 2>&1 4>&- 5>&- & wm=$!
  for _ in $(seq 300); do xprop -root _NET_SUPPORTING_WM_CHECK 2>/dev/null | grep -q "window id" && break; sleep 0.01; done
  "$@" >&4 2>&5 4>&- 5>&-; code=$?
  kill $wm 2>/dev/null
  exit $code' ui-session "$@" 4>&1 5>&2 >"$folder/bus.log" 2>&1 <&0 &
session=$!
trap 'kill $session $xvfb 2>/dev/null; wait; rm -rf "$folder"; exit 143' TERM INT HUP
wait $session
code=$?
kill $xvfb 2>/dev/null
wait $xvfb 2>/dev/null
rm -rf "$folder"
exit $code
