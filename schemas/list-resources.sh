#!/bin/sh
# Prints the GResource list of every file that ships inside the programs. Meson runs it when it configures: after adding a file,
# `meson setup --reconfigure` (./dev does it).
cd "$(dirname "$0")" || exit 1
echo '<?xml version="1.0" encoding="UTF-8"?>'
echo '<gresources><gresource prefix="/plumb">'
find . -type f \( -name '*.json' -o -name '*.sql' \) | sed 's|^\./||' | LC_ALL=C sort | sed 's|.*|<file>&</file>|'
echo '</gresource></gresources>'
