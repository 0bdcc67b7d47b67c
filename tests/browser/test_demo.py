"""`learnlearn demo --browser`: the first command of the README, with a browser that it starts itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.agent.running import command
from tests.conftest import throwaway_environment

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize("name", ["chromium", "firefox"])
def test_it_saves_what_a_person_would_see(name: str, tmp_path: Path) -> None:
    """Agent, pairing, click and answer, without a screen; it ends by itself, with a picture that is no blank page, and leaves nothing behind."""
    picture = tmp_path / "seen.png"
    environment = throwaway_environment(tmp_path) | {"TMPDIR": str(tmp_path)}
    done = command("demo", "--browser", name, "--screenshot", str(picture), environment=environment)
    assert f"Saved {picture}" in done.stdout.replace("\n", " ")
    data = picture.read_bytes()
    print(f"{name}: {len(data)} bytes")
    assert data.startswith(PNG)
    assert len(data) > 50_000, "a page with nothing on it is smaller"
    assert not list(tmp_path.glob("learnlearn-*"))
