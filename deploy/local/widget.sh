#!/usr/bin/env bash
# Builds the chat widget when its sources changed. The built one is kept with the source
# (widget/dist), so that a machine without npm serves it too.
#   widget.sh            builds if need be
#   widget.sh --check    fails when the built widget is not what the sources make
set -euo pipefail
cd "$(dirname "$0")/../../widget"
wanted=$(find src ../data/en/wording/widget.json package-lock.json vite.config.ts tsconfig.json -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16)
if [ "${1:-}" = --check ]; then
  if [ "$(cat dist/built-from.txt 2>/dev/null)" != "$wanted" ]; then
    echo "widget/dist is older than the widget's sources: run \`make widget\` and commit it." >&2
    exit 1
  fi
  if command -v npm >/dev/null; then
    [ -d node_modules ] || npm ci --silent --no-fund --no-audit
    fresh=$(mktemp -d)
    trap 'rm -rf "$fresh"' EXIT
    npx vite build --logLevel error --outDir "$fresh" --emptyOutDir
    diff -r --exclude built-from.txt "$fresh" dist >/dev/null || {
      echo "widget/dist is not what the widget's sources make: run \`make widget\` and commit it." >&2
      exit 1
    }
  fi
  exit 0
fi
[ -f dist/redress-chat.js ] && [ "$(cat dist/built-from.txt 2>/dev/null)" = "$wanted" ] && exit 0
if ! command -v npm >/dev/null; then
  echo "The widget's sources changed and there is no npm: widget/dist stays as it is (install Node.js 20 or newer)."
  exit 0
fi
echo "Building the widget …"
npm ci --silent --no-fund --no-audit
npm run --silent build >/dev/null
echo "$wanted" >dist/built-from.txt
