#!/bin/bash
# lint.sh [all|format|rules|xml|cppcheck|shell|man] - static checks over the tracked and new sources, as TAP.
set -uo pipefail
cd "$(dirname "$(readlink -f "$0")")/.." || exit 1
what=${1:-all}
n=0
bad=0

list () { git ls-files -co --exclude-standard -- "$@" 2>/dev/null || find "${@//\*./-name *.}" -type f; }

# check NAME COMMAND...: one TAP case; what the command prints is shown when it fails.
check () {
  local name=$1 log
  shift
  n=$((n + 1))
  if log=$("$@" 2>&1); then
    echo "ok $n - $name"
  else
    echo "not ok $n - $name"
    printf '%s\n' "$log" | head -60 | sed 's/^/# /'
    bad=1
  fi
}

lint_format () { list '*.c' '*.h' | xargs clang-format --dry-run --Werror; }
lint_rules () { /usr/bin/python3 tests/lint-rules.py; }
lint_xml () {
  list '*.ui' | xargs -r xmllint --noout --relaxng /usr/share/gtk-4.0/gtk4builder.rng 2>&1 | grep -v ' validates$' && return 1
  list '*.xml' '*.svg' | xargs -r xmllint --noout
}
lint_cppcheck () {
  cppcheck --quiet --std=c11 --language=c --enable=warning,performance,portability --inline-suppr --error-exitcode=1 -j "$(nproc)" \
    --library=gtk --suppress=missingInclude --suppress=unknownMacro --suppress=internalAstError --suppress=nullPointerRedundantCheck \
    -D_GNU_SOURCE -D__x86_64__ -DG_GNUC_CHECK_VERSION=0 -I . app exports ui
}
lint_shell () { list '*.sh' dev .ci/run | xargs shellcheck -S warning; }
lint_man () { list '*.1' | xargs -r mandoc -W warning -T lint; }

cases=(format rules xml cppcheck shell man)
[ "$what" = all ] || cases=("$what")
echo "1..${#cases[@]}"
for c in "${cases[@]}"; do check "$c" "lint_$c"; done
exit $bad
