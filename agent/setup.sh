#!/bin/sh
# Makes .venv from a lock file with hashes: `agent/setup.sh agent/requirements.lock`. Does nothing when it is already so.
set -eu
cd "$(dirname "$0")/.."
lock=${1:-agent/requirements.lock}
python=${PYTHON:-python3}
say() { printf '%s\n' "$*" >&2; }

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { say "Learnlearn needs Python 3.11 or newer; $("$python" --version) was found. Set PYTHON to a newer one."; exit 1; }
if ! "$python" -m venv .venv 2>/dev/null; then
    # Debian ships venv apart from Python.
    rm -rf .venv
    say "Python's venv is missing; installing python3-venv."
    if [ "$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null; else sudo apt-get update -qq && sudo apt-get install -y -qq python3-venv >/dev/null; fi
    "$python" -m venv .venv
fi
mark=.venv/.learnlearn-$(basename "$(dirname "$lock")")
stamp=$(cksum "$lock" pyproject.toml)
if [ "$(cat "$mark" 2>/dev/null)" != "$stamp" ]; then
    say "Setting up (once) from $lock …"
    .venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r "$lock"
    .venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
    .venv/bin/python -m learnlearn.conversation.insiders >/dev/null &
    questions=$!
    .venv/bin/python -m learnlearn.lexicon.build.compile >/dev/null
    wait "$questions"
    printf '%s' "$stamp" > "$mark"
fi
