#!/usr/bin/env bash
# Builds the chat widget when its sources changed. Without npm the channel serves a plain page.
set -euo pipefail
cd "$(dirname "$0")/../../widget"
if ! command -v npm >/dev/null; then
  echo "No npm: the plain page is served instead of the widget (install Node.js 20 or newer)."
  exit 0
fi
wanted=$(find src ../data/en/wording/widget.json package-lock.json vite.config.ts tsconfig.json -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16)
[ -f dist/redress-chat.js ] && [ "$(cat dist/.built 2>/dev/null)" = "$wanted" ] && exit 0
echo "Building the widget …"
npm ci --silent --no-fund --no-audit
npm run --silent build >/dev/null
echo "$wanted" >dist/.built
