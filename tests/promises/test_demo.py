"""The first command of the README does what it says, on a machine without screen and keyring, and leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

from tests.agent.running import command
from tests.conftest import throwaway_environment


def test_the_demo_shows_common_ground_prompts_and_how_to_go_on(tmp_path: Path) -> None:
    """It answers three pages over HTTP, one of them honestly with nothing, says where its key lies, and says in two lines how to go on."""
    environment = throwaway_environment(tmp_path) | {"TMPDIR": str(tmp_path), "COLUMNS": "200"}
    done = command("demo", environment=environment)
    assert "Deltares" in done.stdout
    assert "you:" in done.stdout
    assert "they:" in done.stdout
    assert "Nothing in common found on this page." in done.stdout
    assert "its key lies there in a file" in done.stdout
    assert "learnlearn run" in done.stdout
    assert "learnlearn pair" in done.stdout
    assert not list(tmp_path.glob("learnlearn-demo-*")), "the throwaway home is gone"


def test_a_browser_that_is_not_there_is_said_in_one_sentence(tmp_path: Path) -> None:
    """No traceback: which browsers were looked for, and what to do with branded Chrome."""
    environment = throwaway_environment(tmp_path) | {"PATH": str(tmp_path)}
    done = command("demo", "--browser", "--screenshot", str(tmp_path / "x.png"), environment=environment, check=False)
    assert done.returncode == 1
    assert "no Chromium and no Firefox was found" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_a_screen_it_asks_for_a_picture(tmp_path: Path) -> None:
    """`--browser` where nobody could see it names the flag that helps."""
    environment = {name: value for name, value in throwaway_environment(tmp_path).items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    done = command("demo", "--browser", environment=environment, check=False)
    assert done.returncode == 1
    assert "--screenshot FILE" in done.stderr
