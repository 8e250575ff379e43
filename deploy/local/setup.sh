#!/usr/bin/env bash
# Makes one environment from its hashed locks; does nothing when it already matches them.
#   setup.sh bot|desk|encoder [test]     "test" adds what the tests and the linter need
set -euo pipefail
cd "$(dirname "$0")/../.."
name=$1
locks=(requirements/"$name".lock)
[ "${2:-}" = test ] && locks+=(requirements/"$name"-test.lock)

# Nothing to do when these locks (or more) are installed already.
wanted=$(cat "${locks[@]}" | sha256sum | cut -c1-16)
stamp=.venv/$name/.installed
if [ -f "$stamp" ] && grep -qx "$wanted" "$stamp" && .venv/"$name"/bin/python -c '' 2>/dev/null; then
  exit 0
fi

uv=$(command -v uv || true)
if [ -z "$uv" ]; then
  uv=.tools/bin/uv
  if [ ! -x "$uv" ]; then
    echo "Fetching uv into .tools …"
    python3 -m venv .tools || { echo "python3 with its venv module is needed (Debian: apt install python3-venv)." >&2; exit 1; }
    .tools/bin/python -m pip install --quiet --disable-pip-version-check uv
  fi
fi

# A Python that works and is recent enough: on the PATH, then under pyenv; else uv downloads one.
find_python() { # lowest highest, as minor versions of Python 3
  local minor candidate
  for minor in $(seq "$2" -1 "$1"); do
    for candidate in "python3.$minor" "${PYENV_ROOT:-$HOME/.pyenv}/versions/3.$minor".*/bin/python; do
      if "$candidate" -c "import sys; sys.exit(sys.version_info[:2] != (3, $minor))" >/dev/null 2>&1; then
        command -v "$candidate"
        return
      fi
    done
  done
  echo "3.$2"
}
case $name in
  # Rasa 3.6 and torch 1.12 run on nothing newer.
  bot | encoder) python=$(find_python 10 10) ;;
  desk) python=$(find_python 11 13) ;;
  *) echo "usage: setup.sh bot|desk|encoder [test]" >&2; exit 2 ;;
esac

if ! .venv/"$name"/bin/python -c '' 2>/dev/null; then
  "$uv" venv --quiet --clear --python "$python" ".venv/$name"
fi
echo "Installing $name from ${locks[*]} …"
args=()
for lock in "${locks[@]}"; do args+=(--requirement "$lock"); done
"$uv" pip install --quiet --python ".venv/$name/bin/python" --require-hashes "${args[@]}"
{ echo "$wanted"; [ "${2:-}" = test ] && sha256sum <requirements/"$name".lock | cut -c1-16; true; } >"$stamp"
