"""Coming back to a person: what is new, what was said, what is due, and nothing due for people who are left alone."""

from __future__ import annotations

import base64
import datetime as dt
import io
import json
import zipfile
from pathlib import Path

from tests.agent.running import Reply, Running, person, running, snapshot

PAGE = {
    "about": "Rows before work.",
    "positions": [{"title": "Baker", "organization": "Kornspeicher"}],
    "posts": [{"text": "The oven is lit.", "date": "2026-10-01"}],
}


def _asked(agent: Running, page: dict[str, object]) -> dict[str, object]:
    paired = agent.pair()
    answer = agent.post("/v1/conversation", {"snapshot": page}, paired.headers)
    assert answer.status == 200, answer.body
    found: dict[str, object] = answer.json
    return found


def test_what_is_new_since_last_time_comes_first(tmp_path: Path) -> None:
    """A new position and a new post of somebody who is kept, what I promised and have not given, what they told me last; of somebody who is not
    kept there is nothing."""
    with running(tmp_path) as agent:
        before = snapshot(**PAGE)
        paired = agent.pair()
        assert agent.post("/v1/keep", {"snapshot": before}, paired.headers).status == 200
        agent.cli("note", before["url"], "Promised him the recipe", "--kind", "promised")
        later = snapshot(
            **{
                **PAGE,
                "positions": [*PAGE["positions"], {"title": "Teacher", "organization": "Brotschule"}],
                "posts": [{"text": "First class tomorrow.", "date": "2026-11-02"}],
            }
        )
        told = _asked(agent, later)["remembered"]
        assert isinstance(told, dict)
        assert [(one["of"], one["text"]) for one in told["changes"]] == [("position", "Teacher, Brotschule"), ("post", "First class tomorrow.")]
        assert [note["text"] for note in told["promised"]] == ["Promised him the recipe"]
        assert [note["text"] for note in told["recent"]] == ["Promised him the recipe"]
        assert told["last_answer"] is None
        assert told["seen_on"] == "2026-10-20"
        agent.cli("note", before["url"], "The oven is from 1911", "--kind", "answered")
        agent.cli("note", before["url"], "Gave him the recipe", "--kind", "shared", "--settles", "recipe")
        told = _asked(agent, later)["remembered"]
        assert isinstance(told, dict)
        assert told["promised"] == [], "what was given is promised no longer"
        assert told["last_answer"]["text"] == "The oven is from 1911"
        assert _asked(agent, {**later, "url": "https://github.com/somebody-else"})["remembered"] is None


def test_rule_22_what_is_kept_is_what_the_user_left_in(tmp_path: Path) -> None:
    """Looking keeps nothing; keeping keeps the lines that were sent and no other, and showing the person shows exactly those."""
    with running(tmp_path) as agent:
        whole = snapshot(**PAGE)
        _asked(agent, whole)
        assert agent.cli("show", whole["url"], check=False).returncode == 1, "nothing was kept by looking"
        struck = {name: value for name, value in whole.items() if name != "posts"}
        assert agent.post("/v1/keep", {"snapshot": struck}, agent.pair().headers).status == 200
        held = json.loads(agent.cli("show", whole["url"]).stdout)["snapshots"]
        assert [{name: shot.get(name) for name in struck} for shot in held] == [struck]
        assert "posts" not in held[0]


def test_a_promise_is_due_and_a_weekly_friend_is_left_alone(tmp_path: Path) -> None:
    """The promise shows on the person's page and in the daily list; with `--weekly` nothing but promises is ever proposed, and no prompt."""
    with running(tmp_path) as agent:
        url = person()["url"]
        agent.cli("note", url, "bring the sieve", "--kind", "promised")
        due = json.loads(agent.cli("due", "--until", "2099-01-01", "--json").stdout)
        assert [row["step"]["kind"] for row in due["people"]] == ["promise"]
        step = _asked(agent, snapshot(url=url, **PAGE))["step"]
        assert isinstance(step, dict)
        assert "bring the sieve" in step["text"]
        agent.cli("note", url, "a song", "--kind", "shared")
        assert json.loads(agent.cli("due", "--until", "2099-01-01", "--json").stdout)["people"], "to give something else does not keep it"
        agent.cli("note", url, "brought it", "--kind", "shared", "--settles", "sieve")
        agent.cli("plan", url, "--circle", "friends", "--weekly")
        assert json.loads(agent.cli("due", "--until", "2099-01-01", "--json").stdout)["people"] == []
        assert _asked(agent, snapshot(url=url, **PAGE))["prompts"] == []
        agent.cli("plan", url, "--not-weekly")
        assert json.loads(agent.cli("due", "--until", "2099-01-01", "--json").stdout)["people"], "the control"


def test_the_ledger_over_http(tmp_path: Path) -> None:
    """A promise is open until a note names it; a note may be of an earlier day, not of a later one; edits keep what was, removals come back."""
    with running(tmp_path) as agent:
        paired = agent.pair()

        def call(path: str, **message: object) -> Reply:
            return agent.post(path, message, paired.headers)

        promised = call("/v1/notes/add", person=person(), kind="promised", text="the sieve", at="2026-05-01T12:00:00Z").json
        assert promised["at"] == "2026-05-01T12:00:00Z"
        assert [note["text"] for note in call("/v1/ledger", person=person()).json["promised"]] == ["the sieve"]
        call("/v1/notes/add", person=person(), kind="shared", text="the sieve, at last", settles=promised["id"])
        told = call("/v1/ledger", person=person()).json
        assert told["promised"] == []
        assert told["given"][0]["then"]["text"] == "the sieve, at last"
        assert call("/v1/notes/add", person=person(), text="x", at="2999-01-01T00:00:00Z").code == "invalid_body"
        assert call("/v1/notes/add", person=person(), text="x", settles="0" * 26).code == "unknown_note"
        edited = call("/v1/notes/edit", id=promised["id"], text="the fine sieve").json
        assert [old["text"] for old in edited["earlier"]] == ["the sieve"]
        call("/v1/notes/remove", id=promised["id"])
        assert [note["id"] for note in call("/v1/notes/list", person=person(), taken_away=True).json["notes"]] == [promised["id"]]
        assert call("/v1/ledger", person=person()).json["given"] == []
        call("/v1/notes/remove", id=promised["id"], undo=True)
        assert call("/v1/ledger", person=person()).json["given"][0]["first"]["text"] == "the fine sieve"
        assert "the sieve, at last" in agent.cli("ledger", person()["url"]).stdout


def test_a_step_is_taken_over_http(tmp_path: Path) -> None:
    """Done writes the note and answers with the next step; a promise is not skipped; where nothing is proposed, a clear problem."""
    with running(tmp_path) as agent:
        paired = agent.pair()

        def call(path: str, **message: object) -> Reply:
            return agent.post(path, message, paired.headers)

        assert call("/v1/plan/step", person=person(), act="done").code == "no_step"
        call("/v1/notes/add", person=person(), kind="promised", text="the sieve")
        assert call("/v1/plan/step", person=person(), act="skip").code == "invalid_body"
        assert call("/v1/plan/step", person=person(), act="snooze", until="2020-01-01").code == "invalid_body"
        assert call("/v1/plan/step", person=person(), act="done", text="The sieve, by post").json["step"] is None
        assert call("/v1/ledger", person=person()).json["given"][0]["then"]["text"] == "The sieve, by post"
        call("/v1/plan/save", person=person(), plan={"circle": "friends", "airport": "i_would", "tags": ["bakers"]})
        assert call("/v1/plan/step", person=person(), act="skip").json["step"]["kind"] == "give"
        assert [one["airport"] for one in call("/v1/due").json["airport"]] == ["i_would"]


def test_one_click_saves_a_file_of_any_format(tmp_path: Path) -> None:
    """Each format as one file for a browser to save; of Markdown, which has a file a person, an archive; the calendar too."""
    with running(tmp_path) as agent:
        paired = agent.pair()
        for slug in ("ilse", "otto"):
            agent.cli("note", person(slug)["url"], "bring the sieve", "--kind", "promised")
        for form in ("json", "jsonl", "markdown", "csv", "vcard", "jscontact"):
            answer = agent.post("/v1/export/file", {"confirmed": True, "format": form}, paired.headers).json
            content = base64.b64decode(answer["content"])
            if form == "markdown":
                assert answer["media_type"] == "application/zip"
                content = b"".join(map(zipfile.ZipFile(io.BytesIO(content)).read, zipfile.ZipFile(io.BytesIO(content)).namelist()))
            assert content.count(b"bring the sieve") == 2, form
        one = agent.post("/v1/export/file", {"confirmed": True, "format": "csv", "which": {"person": person("otto")}}, paired.headers).json
        assert base64.b64decode(one["content"]).count(b"bring the sieve") == 1
        nobody = {"confirmed": True, "format": "csv", "which": {"person": person("nobody")}}
        assert agent.post("/v1/export/file", nobody, paired.headers).code == "unknown_person"
        calendar = agent.post("/v1/due/calendar", {"until": "2099-01-01"}, paired.headers).json
        assert base64.b64decode(calendar["content"]).count(b"BEGIN:VEVENT") == 2


def test_the_calendar_file_reads_back(tmp_path: Path) -> None:
    """One all-day event a person, on the day of the step, that an iCalendar reader takes; the same person keeps the same event."""
    from icalendar import Calendar  # noqa: PLC0415  only here

    with running(tmp_path) as agent:
        agent.cli("note", person()["url"], "bring the sieve", "--kind", "promised")
        file = tmp_path / "due.ics"
        agent.cli("due", "--until", "2099-01-01", "--ics", str(file))
        first = file.read_bytes()
        agent.cli("due", "--until", "2099-01-01", "--ics", str(file))
    events = [list(Calendar.from_ical(raw).walk("VEVENT")) for raw in (first, file.read_bytes())]
    assert len(events[0]) == 1
    assert events[0][0]["UID"] == events[1][0]["UID"]
    assert "bring the sieve" in str(events[0][0]["SUMMARY"])


def test_plans_and_circles_come_back_from_an_export(tmp_path: Path) -> None:
    """What was set for a person is part of what is handed out, and is taken back."""
    url = person()["url"]
    with running(tmp_path) as agent:
        agent.cli("plan", url, "--circle", "crew", "--airport", "both")
        agent.cli("circles", "--set", "crew", "10", "20")
        agent.cli("export", "-o", str(tmp_path / "all.json"))
    (tmp_path / "other").mkdir()
    with running(tmp_path / "other") as agent:
        agent.cli("import", str(tmp_path / "all.json"))
        assert "crew" in agent.cli("plan", url).stdout
        assert "crew: about every 10 days" in agent.cli("circles").stdout


def test_forgetting_by_age_only_when_i_want_it(tmp_path: Path) -> None:
    """By default people stay for good. With a rule, who had nothing new for so long is erased at once and stays erased, but not people of a circle or
    with a promise; who leaves soon is listed before."""
    old, new = "2024-01-01T00:00:00Z", (dt.datetime.now(dt.UTC) - dt.timedelta(days=1)).isoformat()
    note = {"id": "01M84QYM9A41YAF8XVT4HJT101", "kind": "promised", "text": "the sieve", "at": old}
    people = [
        {"id": f"01M84QYM9A41YAF8XVT4HJT00{at}", "name": name, "site": "web", "url": f"https://{name}.example/", "kept_at": kept, **more}
        for at, (name, kept, more) in enumerate(
            (("gone", old, {}), ("circle", old, {"plan": {"circle": "friends"}}), ("promise", old, {"notes": [note]}), ("fresh", new, {}))
        )
    ]
    whole = {"format": "learnlearn-notes", "version": 1, "exported_at": new, "agent": "x", "people": people}
    with running(tmp_path) as agent:
        paired = agent.pair()
        assert agent.post("/v1/import", {"export": whole, "confirmed": True}, paired.headers).json["people"] == 4
        assert "as long as you like" in agent.cli("retention").stdout
    with running(tmp_path) as agent:
        names = [person["name"] for person in json.loads(agent.cli("export").stdout)["people"]]
        assert sorted(names) == ["circle", "fresh", "gone", "promise"], "the control: without a rule nobody goes"
        agent.cli("retention", "--days", "400", "--yes")
        names = [person["name"] for person in json.loads(agent.cli("export").stdout)["people"]]
        assert sorted(names) == ["circle", "fresh", "promise"]
        again = agent.post("/v1/import", {"export": whole, "confirmed": True}, agent.pair().headers).json
        assert [left["what"] for left in again["skipped"]] == ["gone"]
        assert agent.post("/v1/retention/save", {"days": 1, "confirmed": True}, agent.pair().headers).code == "invalid_body"
    with running(tmp_path) as agent:
        assert "forgotten after 400 days" in agent.cli("retention").stdout
        assert "as long as you like" in agent.cli("retention", "--never").stdout
