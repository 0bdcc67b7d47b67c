#!/bin/sh
# Sets up once and runs the main job in a throwaway home: `sh agent/demo.sh`, `sh agent/demo.sh --browser`.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
"$here/agent/setup.sh" agent/requirements.lock
exec "$here/.venv/bin/learnlearn" demo "$@"
