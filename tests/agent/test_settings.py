"""Settings: flags over environment over file over defaults; one list; a wrong one is named with its place."""

from __future__ import annotations

import os

import pytest
from tests.agent.running import command

from learnlearn.errors import SettingsError
from learnlearn.paths import Paths, private_folder
from learnlearn.settings import Settings, load, record, shown


@pytest.fixture
def paths(monkeypatch: pytest.MonkeyPatch) -> Paths:
    """An empty home without any setting."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"LEARNLEARN_{name.upper()}", raising=False)
    found = Paths.from_environment()
    private_folder(found.config)
    return found


def test_the_last_named_wins(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """Default, then file, then environment, then flag."""
    assert load().port == 17653
    paths.settings_file.write_text("port = 1001\nwaiting = 5\n")
    assert load().port == 1001
    monkeypatch.setenv("LEARNLEARN_PORT", "1002")
    assert load().port == 1002
    assert load(port=1003).port == 1003
    assert load(port=None).port == 1002
    assert load().waiting == 5


def test_the_list_is_whole_and_says_where_each_comes_from(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every field of Settings, each with a meaning."""
    paths.settings_file.write_text("waiting = 5\n")
    monkeypatch.setenv("LEARNLEARN_PORT", "1002")
    rows = {row.name: row for row in shown(load())}
    assert set(rows) == set(Settings.model_fields)
    assert {name: row.where for name, row in rows.items() if row.where != "default"} == {"port": "environment", "waiting": "file"}
    assert all(row.help.endswith(".") for row in rows.values())
    printed = command("config", environment=os.environ).stdout
    assert all(f"\n{name} = " in printed for name in Settings.model_fields)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("port = 'many'", "PORT (file)"),
        ("port = 70000", "PORT (file)"),
        ("prot = 1", "PROT (file)"),
        ("key = 'plain'", "KEY (file)"),
        ("port = ", "not valid TOML"),
    ],
)
def test_a_wrong_setting_is_named_with_where_it_stands(paths: Paths, text: str, named: str) -> None:
    """A typo in a name, a value it does not take, a file that is no TOML; the command says it in a sentence and exits with 1."""
    paths.settings_file.write_text(text + "\n")
    with pytest.raises(SettingsError) as error:
        load()
    assert named in error.value.detail
    said = command("run", environment=os.environ, check=False)
    assert said.returncode == 1
    assert named in said.stderr
    assert "Traceback" not in said.stderr


def test_recording_one_setting_leaves_the_other_lines(paths: Paths) -> None:
    """Comments and order stay; a number is written as a number; a wrong value is refused and nothing is written."""
    paths.settings_file.write_text('# mine\nport = 1001  # the old one\nlog_level = "DEBUG"\n')
    record(paths, "port", "1005")
    record(paths, "key", "file")
    assert paths.settings_file.read_text() == 'key = "file"\n# mine\nport = 1005\nlog_level = "DEBUG"\n'
    before = paths.settings_file.read_text()
    for name, value in (("port", "many"), ("prot", 1)):
        with pytest.raises(SettingsError):
            record(paths, name, value)
    assert paths.settings_file.read_text() == before
    assert load().port == 1005


def test_all_folders_follow_the_home(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    """With LEARNLEARN_HOME everything lies below it; without, where the system wants it."""
    monkeypatch.setenv("LEARNLEARN_HOME", f"{tmp_path}/trial")
    inside = Paths.from_environment()
    assert all(str(path).startswith(f"{tmp_path}/trial/") for path in (inside.config, inside.data, inside.state, inside.key_file, inside.lock_file))
    monkeypatch.delenv("LEARNLEARN_HOME")
    outside = Paths.from_environment()
    assert {str(outside.config), str(outside.data), str(outside.state)} == {
        f"{os.environ['XDG_CONFIG_HOME']}/learnlearn",
        f"{os.environ['XDG_DATA_HOME']}/learnlearn",
        f"{os.environ['XDG_STATE_HOME']}/learnlearn",
    }
