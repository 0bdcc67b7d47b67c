#!/bin/sh
# Writes the lock files anew: every version pinned by hash, no host named, so that any index or mirror serves.
set -eu
cd "$(dirname "$0")/.."
lock() { uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url "$@"; }
lock --group build --output-file agent/requirements.lock
lock --group build --group dev --output-file tests/requirements.lock
lock --group build --extra semantic --no-emit-package httpx2-jsfetch --output-file agent/semantic.lock  # that one is for browsers only
