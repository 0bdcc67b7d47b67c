"""`learnlearn demo --browser`: the first command of the README, with a browser that it starts itself."""

from __future__ import annotations

import pytest
from tests.agent.running import command
from tests.conftest import throwaway_environment

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize("name", ["chromium", "firefox"])
def test_it_saves_what_a_person_would_see(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Agent, pairing, click and answer, without a screen; it ends by itself, with a picture that is no blank page, and leaves nothing behind."""
    folder = tmp_path_factory.mktemp("demo")  # short: Chromium makes a socket in it, whose path may have 107 letters
    picture = folder / "seen.png"
    environment = throwaway_environment(folder) | {"TMPDIR": str(folder)}
    done = command("demo", "--browser", name, "--screenshot", str(picture), environment=environment)
    assert f"Saved {picture}" in done.stdout.replace("\n", " ")
    data = picture.read_bytes()
    print(f"{name}: {len(data)} bytes")
    assert data.startswith(PNG)
    assert len(data) > 50_000, "a page with nothing on it is smaller"
    assert not list(folder.glob("learnlearn-*"))
