#!/usr/bin/env bash
# Builds the last commit twice, in two folders of different names and depths that share nothing, and compares the binaries
# byte by byte: whoever builds a version gets the version that was published.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
commit=$(git rev-parse HEAD)
version=${commit:0:12}
build() {
  mkdir -p "$1"
  git archive "$commit" | tar -x -C "$1"
  echo "== building $version in a folder of ${#1} characters"
  GOCACHE="$work/cache-$2" TZ="$3" LANG="$4" make -C "$1" --no-print-directory bin/sapa VERSION="$version" > "$work/log-$2" 2>&1 || { cat "$work/log-$2"; exit 1; }
}
build "$work/a" a UTC C
build "$work/another/folder/with a space" b Asia/Jakarta id_ID.UTF-8
sha256sum "$work/a/bin/sapa" "$work/another/folder/with a space/bin/sapa" | cut -d' ' -f1
cmp "$work/a/bin/sapa" "$work/another/folder/with a space/bin/sapa"
echo "the same $(stat -c %s "$work/a/bin/sapa") bytes"
