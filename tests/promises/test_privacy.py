"""Looking is not keeping, and nothing private is told where it need not be."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.agent.running import Running, files, person, running, snapshot

PLANTED = "Zwetschgenknödel-7719"


@pytest.fixture
def fresh(tmp_path: Path):
    """An agent that says everything it ever says."""
    with running(tmp_path, "--log-level", "DEBUG") as started:
        yield started


def planted() -> object:
    """A page with the planted words wherever words can stand."""
    post = {"text": f"I tried {PLANTED} today", "date": "2026-10-18", "hashtags": [f"#{PLANTED}"]}
    position = {"title": PLANTED, "organization": PLANTED, "description": f"All about {PLANTED}."}
    return snapshot(about=f"{PLANTED} every day", interests=[PLANTED], posts=[post], positions=[position])


def test_a_person_who_was_looked_at_leaves_nothing_on_disk(fresh: Running) -> None:
    """Every file is the same before and after; the control is Keep, which changes the store."""
    browser = fresh.pair()
    fresh.post("/v1/me/save", {"me": {"interests": ["bookbinding", PLANTED]}}, browser.headers)
    before = files(fresh.data)
    for _ in range(5):
        answer = fresh.post("/v1/conversation", {"snapshot": planted()}, browser.headers)
        assert answer.status == 200
        assert answer.json["person"]["kept"] is False
    fresh.post("/v1/me/propose", {"snapshot": planted()}, browser.headers)
    fresh.post("/v1/notes/list", {"person": person()}, browser.headers)
    assert files(fresh.data) == before
    assert fresh.post("/v1/keep", {"snapshot": planted()}, browser.headers).status == 200
    assert files(fresh.data) != before


def test_page_text_and_notes_stand_in_no_log_error_or_readable_file(fresh: Running) -> None:
    """Planted words go through every route, well-formed and broken; they come back from where they belong and from nowhere else."""
    browser = fresh.pair()
    note = {"person": person(), "text": f"She told me about {PLANTED}"}
    proper = [
        ("/v1/conversation", {"snapshot": planted()}),
        ("/v1/keep", {"snapshot": planted()}),
        ("/v1/me/save", {"me": {"about": PLANTED}}),
        ("/v1/me/propose", {"snapshot": planted()}),
        ("/v1/notes/add", note),
        ("/v1/people/search", {"text": PLANTED}),
        ("/v1/people/show", {"person": person()}),
        ("/v1/export", {"confirmed": True}),
    ]
    came_back = sum(PLANTED in fresh.post(path, message, browser.headers).body.decode() for path, message in proper)
    assert came_back >= 6  # the control: the words do travel
    for path, message in proper:
        broken = fresh.post(
            path,
            {"surprise": PLANTED, "snapshot": PLANTED, "text": [PLANTED], "person": {"url": PLANTED}, "me": {"about": [PLANTED]}},
            browser.headers,
        )
        assert broken.status == 422
        assert PLANTED not in broken.body.decode()
        assert PLANTED not in fresh.post(path, message, {}).body.decode()
        assert PLANTED not in fresh.request("POST", f"{path}?q={PLANTED.encode()!r}", b"", {"Content-Type": "application/json"}).body.decode()
    fresh.request("POST", "/v1/keep", f'{{"snapshot": "{PLANTED}"'.encode(), {"Content-Type": "application/json"} | browser.headers)
    fresh.cli("notes", "ilse")
    fresh.end()
    assert "ready on port" in fresh.log
    for name, data in files(fresh.home).items():
        assert PLANTED.encode() not in data, name
        assert b"ilse-vandermeer" not in data.lower(), name
        assert b"ilse" not in name.lower().encode()


def test_an_error_in_the_engine_or_the_store_is_logged_without_its_text(fresh: Running) -> None:
    """A damaged file of a kept person: the log names code and place, never the person."""
    browser = fresh.pair()
    fresh.post("/v1/keep", {"snapshot": planted()}, browser.headers)
    (file,) = (fresh.data / "people").rglob("*.json")
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    refused = fresh.post("/v1/notes/add", {"person": person(), "text": PLANTED}, browser.headers)
    assert (refused.status, refused.code) == (500, "store_damaged")
    assert "/v1/notes/add answered store_damaged" in fresh.log
    assert PLANTED not in fresh.log
    assert "ilse" not in fresh.log.lower()
    (aside,) = (fresh.data / "damaged").iterdir()
    assert aside.read_bytes() == bytes(data)  # and it is not written over
    assert fresh.post("/v1/notes/add", {"person": person(), "text": PLANTED}, browser.headers).status == 200  # said once; then a new file begins


def test_folders_and_files_are_the_users_own(fresh: Running) -> None:
    """0700 and 0600, all of them, the export included."""
    fresh.cli("note", "https://github.com/ilse-vandermeer", "met at the book fair")
    fresh.cli("export", "-o", str(fresh.home / "learnlearn" / "out.json"))
    checked = 0
    for path in [fresh.home / "learnlearn", *(fresh.home / "learnlearn").rglob("*")]:
        if path == fresh.home / "learnlearn":
            continue
        expected = 0o700 if path.is_dir() else 0o600
        assert path.stat().st_mode & 0o777 == expected, path
        checked += 1
    assert checked > 10


def test_forgotten_is_gone_and_an_import_does_not_bring_it_back(fresh: Running) -> None:
    """The file is unlinked, its name stays nowhere; keeping them again is the user's right."""
    browser = fresh.pair()
    fresh.post("/v1/keep", {"snapshot": planted()}, browser.headers)
    export = fresh.post("/v1/export", {"confirmed": True}, browser.headers).json
    (file,) = (fresh.data / "people").rglob("*.json")
    assert fresh.post("/v1/people/forget", {"person": person()}, browser.headers).status == 422  # the second click is missing
    assert fresh.post("/v1/people/forget", {"person": person(), "confirmed": True}, browser.headers).json["erased"] is True
    assert not list((fresh.data / "people").rglob("*.json"))
    assert all(file.stem.encode() not in data for data in files(fresh.data).values())
    report = fresh.post("/v1/import", {"export": export, "confirmed": True}, browser.headers).json
    assert (report["people"], len(report["skipped"])) == (0, 1)
    assert fresh.post("/v1/people/show", {"person": person()}, browser.headers).code == "unknown_person"
    fresh.post("/v1/keep", {"snapshot": planted()}, browser.headers)
    assert fresh.post("/v1/people/show", {"person": person()}, browser.headers).status == 200
