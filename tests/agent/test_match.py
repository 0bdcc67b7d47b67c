"""`learnlearn match`: relied on from outside, so its form is fixed: one line a case, bad lines told and passed over, a fixed clock."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from tests.agent.running import MAIN, Json, command, snapshot

from learnlearn.contract.conversation import Conversation

GROUP = "Rooftop Beekeepers of Lyon"
ME = {
    "name": "Noor Haddad",
    "about": "I keep bees.",
    "groups": [GROUP],
    "learning": ["marbling paper"],
    "posts": [{"text": "My bees swarmed.", "date": "2026-05-02"}],
}


def case(**more: Json) -> Json:
    """A case as it comes from outside: flat, with empty dates and fields of other versions."""
    them = {
        "site": "linkedin",
        "url": "https://www.linkedin.com/in/ilse-vandermeer",
        "name": "Ilse Vandermeer",
        "headline": "Bookbinder",
        "groups": [GROUP],
        "languages": ["Dutch"],
        "positions": [{"title": "Bookbinder", "organization": "Own workshop", "start": "2012", "end": "", "description": "", "seniority": "high"}],
        "posts": [{"text": "A class on marbling paper, five places left.", "date": "", "kind": "post", "likes": 12}],
        "followers": 1200,
    }
    return {"id": "a1", "me": ME | {"mood": "good"}, "them": them, "expected": [{"label": "x"}], **more}


def run(lines: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Over standard input."""
    return command("match", "--now", "2026-11-01", "--cases", "-", *arguments, environment=os.environ, stdin=lines, check=False)


def test_one_line_a_case_in_the_fixed_form() -> None:
    """Exactly these keys; quotes verbatim; unknown fields, null and empty dates pass."""
    done = run(json.dumps(case()) + "\n" + json.dumps(case(id=7)) + "\n")
    assert (done.returncode, done.stderr) == (0, "")
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["id"], second["id"]) == ("a1", 7)
    assert set(first) == {"id", "common", "learn", "share", "prompts"}
    (found,) = [item for item in first["common"] if GROUP in item["mine"]]
    assert set(found) == {"label", "relation", "score", "mine", "theirs"}
    assert GROUP in found["theirs"]
    assert 0 <= found["score"] <= 1
    assert all(set(item) == {"label", "theirs"} for item in first["learn"] + first["share"])
    assert first["prompts"]
    assert all(set(item) == {"kind", "text", "about"} for item in first["prompts"])
    assert first | {"id": 7} == second


BAD = [
    ("{", "not JSON"),
    ("[]", "it needs an object"),
    ('{"id": "x", "me": {}}', "it needs an object"),
    ('{"id": "x", "me": [], "them": {}}', "it needs an object"),
    (json.dumps({"id": "x", "me": ME, "them": {"site": "linkedin"}}), "url: Field required"),
    (json.dumps({"id": "x", "me": ME | {"posts": [{"text": "a", "date": "soon"}]}, "them": case()["them"]}), "posts.0.date"),
    ('{"id": "\\ud800", "me": {}, "them": {}}', "not JSON"),
    ("\\x00\\xff", "not JSON"),
]


def test_a_bad_line_is_told_with_its_number_and_the_others_are_answered() -> None:
    """Eight bad lines among good and blank ones: exit code 1 at the end, nothing of the lines repeated."""
    lines = [json.dumps(case(id=0)), ""]
    for number, (text, _) in enumerate(BAD, 1):
        lines += [text, json.dumps(case(id=number))]
    done = run("\n".join(lines))
    assert done.returncode == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == list(range(len(BAD) + 1))
    told = done.stderr.splitlines()
    assert len(told) == len(BAD)
    for index, (line, (_, why)) in enumerate(zip(told, BAD, strict=True)):
        assert line.startswith(f"line {3 + 2 * index}: ")
        assert why in line
        assert "Noor" not in line


def test_it_streams() -> None:
    """Each answer comes before the next question is asked."""
    process = subprocess.Popen([*MAIN, "match", "--cases", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None
    assert process.stdout is not None
    for number in range(3):
        process.stdin.write(json.dumps(case(id=number)) + "\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == number
    process.stdin.close()
    assert process.wait(30) == 0
    process.stdout.close()


def test_two_files_give_the_whole_conversation(tmp_path: Path) -> None:
    """In the contract's form, strictly; the clock is the given one."""
    me, them = tmp_path / "me.json", tmp_path / "them.json"
    me.write_text(json.dumps(ME))
    them.write_text(json.dumps(snapshot(groups=[GROUP])))
    arguments = ("match", "--me", str(me), "--them", str(them), "--now")
    told = [command(*arguments, day, environment=os.environ).stdout for day in ("2026-11-01", "2026-11-01")]
    assert told[0] == told[1]
    assert Conversation.model_validate_json(told[0]).person.name == "Ilse Vandermeer"
    them.write_text(json.dumps(snapshot(surprise=1)))
    refused = command(*arguments, "2026-11-01", environment=os.environ, check=False)
    assert refused.returncode == 1
    assert "surprise" in refused.stderr


@pytest.mark.parametrize("arguments", [(), ("--me", "/dev/null"), ("--cases", "/no/such/file"), ("--cases", "-", "--me", "/dev/null")])
def test_a_wrong_call_is_a_usage_error(arguments: tuple[str, ...]) -> None:
    """Exit code 2, as everywhere on the command line."""
    assert command("match", *arguments, environment=os.environ, check=False, stdin="").returncode == 2


def test_it_needs_no_settings_store_keyring_or_network_code() -> None:
    """So that it starts fast and keeps nothing."""
    code = (
        "import sys; sys.argv[1:] = ['match', '--cases', '-']; import atexit; "
        "atexit.register(lambda: print(*sorted(sys.modules), file=sys.stderr)); from learnlearn.cli import main; main()"
    )
    done = subprocess.run([MAIN[0], "-c", code], input=json.dumps(case()), capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert "learnlearn.pipeline" in loaded
    assert not loaded & {
        "aiohttp",
        "tinydb",
        "keyring",
        "pydantic_settings",
        "cryptography",
        "rich",
        "platformdirs",
        "learnlearn.store",
        "learnlearn.api",
    }
