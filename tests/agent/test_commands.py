"""The command line: every command found, every failure a sentence, an export that comes back whole, the store packages."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.agent.running import MAIN, ROOT, command, running, snapshot

from learnlearn.api.body import BODY_LIMIT
from learnlearn.cli import learnlearn, main, package
from learnlearn.cli.family import Family
from learnlearn.cli.taking_in import NewerFileError, Reader, in_pieces
from learnlearn.contract.note import ExportedPerson, NotesExport

FOUND = {path.stem.rstrip("_") for path in (ROOT / "agent/learnlearn/cli/commands").glob("[a-z]*.py")}


def test_every_module_in_commands_is_a_command_with_a_help() -> None:
    """Found by looking, none lost on the way; each says in a line what it is for."""
    told = command("--help", environment=os.environ).stdout
    listed = {line.split()[0] for line in told.partition("Commands:")[2].splitlines() if line.startswith("  ") and line[2] != " "}
    assert listed == FOUND
    for name in sorted(listed):
        shown = CliRunner().invoke(learnlearn, [name, "--help"])
        assert shown.exit_code == 0, name
        assert "Usage:" in shown.output


def test_the_front_page_names_every_command_and_no_other() -> None:
    """A command that vanished, or that nobody is told of, is noticed."""
    named = set(re.findall(r"(?m)(?:^|`)learnlearn ([a-z]+)", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert named == FOUND
    print(f"{len(named)} commands")


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("notes",),
        ("match",),
        ("match", "--me", "-", "--them", "-"),
        ("run", "--port", "70000"),
        ("run", "--key-file", "--passphrase"),
        ("pair", "--scope", "all"),
        ("import", "/no/such/file"),
        ("plan", "https://github.com/ilse", "--say", "A note that would be lost"),
        ("plan", "https://github.com/ilse", "--skip", "--say", "A note that would be lost"),
    ],
)
def test_a_wrong_call_is_told_without_a_traceback(arguments: tuple[str, ...]) -> None:
    """Exit code 2 and a usage line."""
    done = command(*arguments, environment=os.environ, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_what_nobody_foresaw_is_told_by_place_and_not_by_value(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The sentence, the places in the code, exit code 1, no text of the exception."""

    def breaks(*_: object) -> None:
        raise ZeroDivisionError("the planted words")

    monkeypatch.setattr(sys, "argv", ["learnlearn", "version"])
    monkeypatch.setattr(Family, "get_command", breaks)
    with pytest.raises(SystemExit, match="1"):
        main()
    said = capsys.readouterr().err
    assert "Something went wrong inside the agent" in said
    assert "builtins.ZeroDivisionError" in said
    assert "test_commands.py" in said
    assert "Traceback" not in said
    assert "planted" not in said


@pytest.mark.parametrize(
    ("arguments", "named"),
    [(("export", "-o", "FILE/x.json"), "FILE/x.json"), (("extension", "zip", "--for", "firefox", "-o", "FILE/x.zip"), "FILE/x.zip")],
)
def test_a_file_that_the_disk_refuses_is_named(tmp_path: Path, arguments: tuple[str, ...], named: str) -> None:
    """A file where a folder should be: its name, what the system said and what to do; nothing of the store or of the agent's inside."""
    file = tmp_path / "FILE"
    file.touch()
    done = command(*(word.replace("FILE", str(file)) for word in arguments), environment=os.environ, check=False)
    assert done.returncode == 1
    assert f"The disk refused a file: {named.replace('FILE', str(file))}: Not a directory" in done.stderr
    assert "yours to write to" in done.stderr


def test_several_people_of_one_name_are_listed_and_none_is_chosen() -> None:
    """A note is never put on somebody by chance; an address is always exact."""
    for slug in ("ilse-1", "ilse-2"):
        command("note", f"https://github.com/{slug}", f"about {slug}", environment=os.environ)
    done = command("note", "ilse", "on whom?", environment=os.environ, check=False)
    assert done.returncode == 1
    assert "https://github.com/ilse-1" in done.stderr
    assert "https://github.com/ilse-2" in done.stderr
    assert "on whom" not in command("notes", "https://github.com/ilse-1", environment=os.environ).stdout
    nobody = command("show", "nobody at all", environment=os.environ, check=False)
    assert nobody.returncode == 1
    assert "learnlearn search" in nobody.stderr


def test_an_export_comes_back_whole_in_another_home(tmp_path: Path) -> None:
    """People, snapshots, notes and my profile; a second import changes nothing; a file that lies is refused with its place."""
    with running(tmp_path) as agent:
        browser = agent.pair()
        agent.post("/v1/me/save", {"me": {"name": "Noor Haddad", "about": "I keep bees."}}, browser.headers)
        agent.post("/v1/keep", {"snapshot": snapshot()}, browser.headers)
        agent.cli("note", "ilse", "Lends me her press \U0001f4da", "--kind", "promised")
        file = tmp_path / "out.json"
        agent.cli("export", "-o", str(file))
    exported = json.loads(file.read_text())
    first = command("import", str(file), environment=os.environ)
    assert "1 people, 1 notes, 1 snapshots" in first.stdout
    again = json.loads(command("export", environment=os.environ).stdout)
    assert {key: value for key, value in again.items() if key != "exported_at"} == {
        key: value for key, value in exported.items() if key != "exported_at"
    }
    assert "0 people, 0 notes, 0 snapshots. Already there: 2." in command("import", str(file), environment=os.environ).stdout
    file.write_text(json.dumps(exported | {"people": [exported["people"][0] | {"kept_at": "long ago"}]}))
    refused = command("import", str(file), environment=os.environ, check=False)
    assert refused.returncode == 1
    assert "people.0.kept_at" in refused.stderr


@pytest.mark.parametrize("letter", ["x", "क"])
def test_a_large_export_goes_back_in_pieces(letter: str) -> None:
    """Each below what the agent takes at once, whatever the script; everybody in exactly one, my profile in the first."""
    person = {"name": "N", "site": "web", "kept_at": "2026-10-20T09:30:00Z", "snapshots": [snapshot(posts=[{"text": letter * 30_000}] * 10)]}
    people = tuple(
        ExportedPerson.model_validate(person | {"id": f"01M84QYM9A41YAF8XVT4HJT7{number:02}", "url": f"https://a.example/{number}"})
        for number in range(30)
    )
    whole = NotesExport.model_validate(
        {"format": "learnlearn-notes", "version": 1, "exported_at": "2026-10-20T09:30:00Z", "agent": "x", "me": {"name": "Noor"}, "people": people}
    )
    pieces = list(in_pieces(whole, whole.people))
    assert len(pieces) > 3
    assert all(len(piece.model_dump_json().encode()) < BODY_LIMIT for piece in pieces)
    assert tuple(person for piece in pieces for person in piece.people) == people
    assert [piece.me is not None for piece in pieces] == [True] + [False] * (len(pieces) - 1)


def test_an_export_in_another_script_goes_back_to_a_running_agent(tmp_path: Path) -> None:
    """A million and a half letters of Devanagari, over four megabytes on the wire, are taken in: what is counted is what is sent."""
    note = {"kind": "note", "text": "मधुमक्खी पालन " * 640, "at": "2026-10-20T09:30:00Z"}
    people = [
        {"id": f"01M84QYM9A41YAF8XVT4HJT7{number:02}", "name": f"N{number}", "site": "web", "url": f"https://a{number}.example/"}
        | {"kept_at": "2026-10-20T09:30:00Z"}
        | {"notes": [note | {"id": f"01M84QYM9A41YAF8XVT4HJ{number}{each:03}"} for each in range(35)]}
        for number in range(5)
    ]
    file = tmp_path / "devanagari.json"
    whole = {"format": "learnlearn-notes", "version": 1, "exported_at": "2026-10-20T09:30:00Z", "agent": "x", "people": people}
    file.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
    with running(tmp_path) as agent:
        assert "Taken in: 5 people, 175 notes" in agent.cli("import", str(file)).stdout
    assert file.stat().st_size > BODY_LIMIT
    print(f"{file.stat().st_size} bytes")


def test_an_import_shows_how_far_it_is(tmp_path: Path) -> None:
    """On a terminal a bar that comes to its end; elsewhere a word, so that logs stay short."""
    file = tmp_path / "some.json"
    whole = {"format": "learnlearn-notes", "version": 1, "exported_at": "2026-10-20T09:30:00Z", "agent": "x", "people": []}
    file.write_text(json.dumps(whole))
    ours, theirs = os.openpty()
    done = subprocess.run([*MAIN, "import", str(file)], stderr=theirs, stdout=subprocess.PIPE, check=True, timeout=120)
    os.close(theirs)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    assert "100%" in shown
    assert b"0 people" in done.stdout
    assert "%" not in command("import", str(file), environment=os.environ).stderr


def test_a_stream_goes_out_and_comes_back(tmp_path: Path) -> None:
    """More people than one part holds, out as JSONL and back in another home: the same, and a line that cannot be read is named, not fatal."""
    with running(tmp_path) as agent:
        browser = agent.pair()
        people = [
            {"id": f"01M84QYM9A41YAF8XVT4HJT{number:03}", "name": f"N{number}", "site": "web", "kept_at": "2026-10-20T09:30:00Z"}
            | {"url": f"https://a{number}.example/", "plan": {"circle": "crew", "tags": ["choir"] if number % 2 else []}}
            for number in range(450)
        ]
        whole = {"format": "learnlearn-notes", "version": 1, "exported_at": "2026-10-20T09:30:00Z", "agent": "x", "people": people}
        assert agent.post("/v1/import", {"export": whole, "confirmed": True}, browser.headers).json["people"] == 450
        file = tmp_path / "out.jsonl"
        assert "450 people" in agent.cli("export", "--format", "jsonl", "-o", str(file)).stderr
        head, *lines = file.read_text().splitlines()
        assert [json.loads(line)["id"] for line in lines] == [person["id"] for person in people]
        half = json.loads(agent.cli("export", "--tag", "Choir", "--circle", "crew").stdout)
        assert len(half["people"]) == 225
        assert json.loads(agent.cli("export", "--since", "2999-01-01").stdout)["people"] == []
    file.write_text("\n".join([head, *lines[:3], '{"id": "damaged"}', *lines[3:]]))
    reader = Reader(file)
    passed = [reader.passed for _ in reader.pieces()]
    assert passed[-1] == reader.size == file.stat().st_size
    taken = command("import", str(file), environment=os.environ).stdout
    assert "Taken in: 450 people" in taken
    assert "Left out: line 5." in taken
    again = json.loads(command("export", environment=os.environ).stdout)
    assert again["people"] == [json.loads(line) for line in lines]


def test_a_newer_file_is_refused_with_its_reason(tmp_path: Path) -> None:
    """Not a list of faults: the file is from a newer Learnlearn."""
    file = tmp_path / "new.json"
    file.write_text(json.dumps({"format": "learnlearn-notes", "version": 2, "surprise": True}))
    with pytest.raises(NewerFileError) as refused:
        list(Reader(file).pieces())
    assert "Update Learnlearn" in refused.value.hint


@pytest.mark.parametrize(("letter", "posts"), [("x", 60), ("क", 20)])
def test_somebody_too_large_for_one_piece_goes_bit_by_bit(letter: str, posts: int) -> None:
    """However much is held on one person, every piece is small, and nothing is left out."""
    note = {"kind": "note", "text": letter * 9_000, "at": "2026-10-20T09:30:00Z"}
    shots = [snapshot(captured_at=f"2026-10-2{day}T09:30:00Z", posts=[{"text": f"{day}" + letter * 30_000}] * posts) for day in range(4)]
    notes = [note | {"id": f"01M84QYM9A41YAF8XVT4HJT{number:03}"} for number in range(200)]
    large = ExportedPerson.model_validate(
        {"id": "01M84QYM9A41YAF8XVT4HJT999", "name": "N", "site": "web", "url": "https://a.example/", "kept_at": "2026-10-20T09:30:00Z"}
        | {"snapshots": shots, "notes": notes}
    )
    head = NotesExport(format="learnlearn-notes", version=1, exported_at=large.kept_at, agent="x", people=())
    pieces = list(in_pieces(head, [large]))
    assert all(len(piece.model_dump_json().encode()) < BODY_LIMIT for piece in pieces)
    assert tuple(note for piece in pieces for person in piece.people for note in person.notes) == large.notes
    assert tuple(shot for piece in pieces for person in piece.people for shot in person.snapshots) == large.snapshots


@pytest.mark.parametrize("browser", ["chromium", "firefox"])
def test_a_store_package_holds_what_a_browser_needs_and_no_more(browser: package.Browser) -> None:
    """Every file the manifest names, no test page, tool or type; the other browser's keys gone; the same bytes twice."""
    data = package.package(browser)
    assert data == package.package(browser)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        manifest = json.loads(archive.read("manifest.json"))
    assert not [name for name in names if {"cases", "scripts", "types"} & set(name.split("/")[:-1]) or name.endswith((".md", ".ts", ".html.gz"))]
    assert named(manifest) <= names
    whole = json.loads((ROOT / "extension/manifest.json").read_text())
    if browser == "chromium":
        assert "scripts" in whole["background"] and "scripts" not in manifest["background"]
        assert "browser_specific_settings" not in manifest
        assert "side_panel" in manifest
    else:
        assert "service_worker" in whole["background"] and "service_worker" not in manifest["background"]
        assert "sidePanel" not in manifest["permissions"] and "side_panel" not in manifest
        assert manifest["browser_specific_settings"] == whole["browser_specific_settings"]
    assert {"activeTab", "scripting", "storage"} <= set(manifest["permissions"])
    print(f"{browser}: {len(names)} files, {len(data)} bytes")


def named(manifest: object) -> set[str]:
    """Every file that a manifest names."""
    if isinstance(manifest, str):
        return {manifest} if manifest.endswith((".js", ".html", ".png", ".css")) else set()
    children = manifest.values() if isinstance(manifest, dict) else manifest if isinstance(manifest, list) else ()
    return {name for child in children for name in named(child)}


def test_the_extension_is_found_in_the_checkout() -> None:
    """`learnlearn extension path`."""
    assert Path(command("extension", "path", environment=os.environ).stdout.strip()) == ROOT / "extension"
