#!/bin/bash
# Sets up everything the tests need on a fresh Debian machine and runs all of them: `bash tests/run.sh`.
# A tool that is missing is installed, or its absence is said in one line and fails the run; nothing is skipped.
set -euo pipefail
cd "$(dirname "$0")/.."
say() { printf '\n== %s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

# program:package
needed=(chromium:chromium firefox-esr:firefox-esr gnome-keyring-daemon:gnome-keyring dbus-daemon:dbus Xvfb:xvfb xdotool:xdotool openssl:openssl)
missing=()
for pair in "${needed[@]}"; do command -v "${pair%%:*}" >/dev/null || missing+=("${pair##*:}"); done
if [ ${#missing[@]} -gt 0 ]; then
    say "installing ${missing[*]}"
    sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
    $sudo apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null \
        || fail "These packages are needed and could not be installed: ${missing[*]}. Install them and run this again."
fi
command -v node >/dev/null || fail "Node 20 or newer is needed for the extension's checks; install it and run this again."

# The extension's checks need only node: they run beside the set-up of Python.
# Not `npm ci`: it wants an entry for every platform's binary of a package, also of those a registry did not offer when the lock was written.
javascript=$(mktemp) promises=$(mktemp) others=$(mktemp)
trap 'rm -f "$javascript" "$promises" "$others"' EXIT
(cd tests && npm install --no-save --silent --no-audit --no-fund && npm run --silent check && npm run --silent lint) > "$javascript" 2>&1 &
checks=$!

# Where an image sets it, each of the hundreds of programs that the tests start would compile the agent anew.
unset PYTHONDONTWRITEBYTECODE
sh agent/setup.sh tests/requirements.lock
export PATH="$PWD/.venv/bin:$PATH"
say "lint and format"
ruff check . && ruff format --check .
say "types"
mypy
say "import directions"
lint-imports
say "extension: types, lint and format"
wait "$checks" || { cat "$javascript"; fail "The extension's checks failed."; }
cat "$javascript"
if [ $# -gt 0 ]; then
    say "tests"
    pytest "$@"
    exit
fi
# Three lanes side by side. Browsers mostly wait and take longest: they go first, and the rest, which mostly computes, fills what they leave. Nothing
# of one lane touches another (`tests/conftest.py`). What has a lane of its own is left out of the last one, so that a new folder has one too.
say "tests: browsers; readers and promises; everything else"
(failed=0; nice -n 5 pytest tests/extension || failed=1; nice -n 5 pytest tests/promises || failed=1; exit "$failed") > "$promises" 2>&1 &
second=$!
nice -n 5 pytest --ignore tests/browser --ignore tests/extension --ignore tests/promises > "$others" 2>&1 &
third=$!
failed=0
pytest tests/browser || failed=1
for lane in "$second" "$third"; do wait "$lane" || failed=1; done
say "readers and promises"
cat "$promises"
say "everything else"
cat "$others"
exit "$failed"
