"""An archive fills my profile; a damaged or hostile one fills nothing, writes nothing, and costs little."""

from __future__ import annotations

import datetime as dt
import json
import stat
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest
from tests.agent.running import command, files
from tests.conftest import throwaway_environment

from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.errors import FileError
from learnlearn.imports import archive as limits
from learnlearn.imports.archive import Archive
from learnlearn.imports.family import NoAddressError, my_page

NOW = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
PAGE = "https://www.linkedin.com/in/noor-haddad"
_PUBLIC = ["https://www.w3.org/ns/activitystreams#Public"]
_NOTE = {"content": "<p>Second honey harvest &amp; wax</p>", "published": "2026-05-01T10:00:00Z", "tag": [{"type": "Hashtag", "name": "#bees"}]}
LINKEDIN = {
    "Profile.csv": "First Name,Last Name,Birth Date,Headline,Summary,Websites\n"
    'Noor,Haddad,Jan 1,Beekeeper,"I keep bees\non a ""roof"".",[PERSONAL:https://noor.example/]\n',
    "Positions.csv": "Company Name,Title,Description,Location,Started On,Finished On\nRooftop Bees,Keeper,Three hives,Lyon,Mar 2019,\n",
    "Skills.csv": "\ufeffName\nBeekeeping\nBookbinding\n",
    "Shares_181.csv": 'Date,ShareLink,ShareCommentary,Visibility\n2026-05-01 10:00:00,x,"We said \\"no mites\\" this year",PUBLIC\n',
    "messages.csv": "FROM,CONTENT\nSomebody,a private word\n",
    "Volunteering.csv": "Company Name,Role,Cause\nSwarm rescue,Helper,Animal Welfare\n",
}
MASTODON = {
    "actor.json": json.dumps(
        {
            "name": "Noor Haddad",
            "preferredUsername": "noor",
            "summary": "<p>Bees on a roof.</p>",
            "url": "https://social.example/@noor",
            "attachment": [{"type": "PropertyValue", "name": "Site", "value": '<a href="https://noor.example/">noor</a>'}],
        }
    ),
    "outbox.json": json.dumps(
        {
            "orderedItems": [
                {"type": "Create", "to": _PUBLIC, "object": _NOTE},
                {"type": "Create", "to": ["https://social.example/@friend"], "object": _NOTE | {"content": "a private word"}},
                {"type": "Announce", "to": _PUBLIC, "object": "https://elsewhere.example/1"},
            ]
        }
    ),
}
_TWEET = {"created_at": "Sat Feb 18 12:33:11 +0000 2023", "full_text": "Wax &amp; honey", "entities": {"hashtags": [{"text": "bees"}]}}
X = {
    "data/account.js": 'window.YTD.account.part0 = [{"account": {"email": "private@a.example", "username": "noor", "accountDisplayName": "Noor"}}]',
    "data/profile.js": 'window.YTD.profile.part0 = [{"profile": {"description": {"bio": "Bees on a roof.", "location": "Lyon"}}}]',
    "data/tweets.js": "window.YTD.tweets.part0 = " + json.dumps([{"tweet": _TWEET}, {"tweet": _TWEET | {"full_text": "RT @x: not mine"}}]),
    "data/direct-messages.js": 'window.YTD.direct_messages.part0 = ["a private word"]',
}


def packed(path: Path, contents: dict[str, str | bytes]) -> Path:
    """A ZIP of these."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in contents.items():
            made.writestr(name, content)
    return path


def read(path: Path, address: str = PAGE) -> tuple[ProfileSnapshot, Archive]:
    """What it says of me, and what it left out."""
    archive = Archive(path)
    return my_page(archive, address, NOW), archive


def test_each_network_says_what_i_said_and_nothing_private(tmp_path: Path) -> None:
    """The tables and files that are mine; messages, e-mail, birth date, boosts and posts to friends stay closed."""
    one, _ = read(packed(tmp_path / "linkedin.zip", {f"Basic/{name}": text for name, text in LINKEDIN.items()}))
    assert (one.name, one.headline, one.about) == ("Noor Haddad", "Beekeeper", 'I keep bees\non a "roof".')
    assert (one.skills, one.causes, one.links) == (("Beekeeping", "Bookbinding"), ("Animal Welfare",), ("https://noor.example/",))
    assert (one.positions[0].organization, one.positions[0].end) == ("Rooftop Bees", "")
    assert (one.posts[0].text, one.posts[0].date) == ('We said "no mites" this year', dt.date(2026, 5, 1))
    two, _ = read(packed(tmp_path / "mastodon.zip", dict(MASTODON)), address="")
    assert (two.url, two.posts[0].text, two.posts[0].hashtags) == ("https://social.example/@noor", "Second honey harvest & wax", ("bees",))
    three, _ = read(packed(tmp_path / "x.zip", dict(X)), address="")
    assert (three.url, three.about, [post.text for post in three.posts]) == ("https://x.com/noor", "Bees on a roof.", ["Wax & honey"])
    for found in (one, two, three):
        assert "private" not in found.model_dump_json()
        assert "Jan 1" not in found.model_dump_json()


def test_names_that_lead_out_and_links_are_passed_over_and_named(tmp_path: Path) -> None:
    """Zip slip and symlinks: nothing is unpacked to the disk, so they have nothing to do; and what is good beside them is read."""
    path = packed(tmp_path / "evil.zip", dict(LINKEDIN))
    outside = ["../../Skills.csv", "/etc/Skills.csv", "C:\\Skills.csv", "a/../../Skills.csv", "..\\Skills.csv"]
    with zipfile.ZipFile(path, "a") as made:
        for name in outside:
            made.writestr(name, "Name\nfrom outside\n")
        link = zipfile.ZipInfo("0/Skills.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(link, "/etc/passwd")
    before = files(tmp_path)
    page, archive = read(path)
    assert page.skills == ("Beekeeping", "Bookbinding")
    assert {one.why for one in archive.skipped} == {"its name leads out of the archive", "it is a link"}
    assert len(archive.skipped) == len(outside) + 1
    assert files(tmp_path) == before


def bomb(path: Path, name: str, size: int, start: bytes, lie: int | None = None) -> Path:
    """An archive in which one file unpacks to that much, of one letter; `lie` is what its header says."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = packer.compress(start) + packer.flush(zlib.Z_FULL_FLUSH)
    megabyte = packer.compress(b"a" * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)  # may stand any number of times
    data = first + megabyte * (size >> 20) + packer.flush()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as made:
        for known, text in LINKEDIN.items():
            if known != name:
                made.writestr(known, text)
        made.writestr(name, data)
        entry = made.getinfo(name)
        place = entry.header_offset
        entry.compress_type, entry.file_size = zipfile.ZIP_DEFLATED, size + len(start) if lie is None else lie
    raw = bytearray(path.read_bytes())
    raw[place + 8 : place + 10] = (8).to_bytes(2, "little")
    raw[place + 22 : place + 26] = entry.file_size.to_bytes(4, "little")
    path.write_bytes(raw)
    return path


@pytest.mark.parametrize(("megabytes", "lie"), [(64, None), (64, 10), (1024, None)])
def test_a_bomb_and_a_line_without_end_cost_no_more_than_their_limit(tmp_path: Path, megabytes: int, lie: int | None) -> None:
    """A gigabyte in one field of a table of a megabyte: given up at the limit, named, and the rest is read. Also where its header lies of its size.
    The control: a table of one megabyte is read whole."""
    path = bomb(tmp_path / "bomb.zip", "Skills.csv", megabytes << 20, b"Name\n", lie)
    assert path.stat().st_size < 3 << 20
    tracemalloc.start()
    page, archive = read(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert page.headline == "Beekeeper"
    assert page.skills == ()
    assert [one.what for one in archive.skipped] == ["Skills.csv"]
    assert most < 3 * limits.MOST_BYTES
    print(f"{megabytes} MB in {path.stat().st_size} bytes: at most {most >> 20} MB, {archive.skipped[0].why}")
    small = packed(tmp_path / "small.zip", LINKEDIN | {"Skills.csv": "Name\n" + "\n".join(f"skill {number}" * 9 for number in range(10_000))})
    assert len(read(small)[0].skills) == 200


def test_damage_of_every_sort_is_a_sentence(tmp_path: Path) -> None:
    """No archive, half of one, another one, changed bytes, JSON without end, odd tables: FileError or a file left out, never another error."""
    whole = packed(tmp_path / "whole.zip", dict(LINKEDIN)).read_bytes()
    for name, data in (("empty", b""), ("text", b"not a zip"), ("half", whole[: len(whole) // 2])):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(FileError, match="is not a ZIP archive"):
            read(tmp_path / name)
    with pytest.raises(FileError, match="no archive of linkedin, mastodon, x"):
        read(packed(tmp_path / "other.zip", {"holiday.jpg": "x"}))
    with pytest.raises(FileError, match="says nothing of you"):
        read(packed(tmp_path / "nothing.zip", MASTODON | {"actor.json": "[" * 100_000, "outbox.json": "{"}))
    with pytest.raises(NoAddressError, match="does not name your page"):
        read(packed(tmp_path / "nameless.zip", dict(LINKEDIN)), address="")
    odd = read(packed(tmp_path / "odd.zip", LINKEDIN | {"Skills.csv": b"\xff\xfe\x00Name\n\x00,,,\n", "Positions.csv": 'a"b,"c\nd'}))[0]
    assert odd.headline == "Beekeeper"
    seen = {"read": 0, "refused": 0}
    for place in range(0, len(whole), 7):
        (tmp_path / "changed").write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        try:
            read(tmp_path / "changed")
            seen["read"] += 1
        except FileError:
            seen["refused"] += 1
    assert all(seen.values()), seen
    print(f"one byte changed: {seen}")


def test_the_command_shows_asks_and_keeps(tmp_path: Path) -> None:
    """`learnlearn import archive.zip`: each line is shown; a no keeps nothing, a yes keeps it, and a second time there is nothing to add."""
    environment = throwaway_environment(tmp_path)
    path = str(packed(tmp_path / "mastodon.zip", dict(MASTODON)))
    no = command("import", path, environment=environment, stdin="n\n")
    assert "about:\n  + Bees on a roof.\n" in no.stdout
    assert "  - " not in no.stdout, "nothing of mine was there before"
    assert "Nothing was kept." in no.stdout
    yes = command("import", path, "--yes", environment=environment)
    assert "Kept." in yes.stdout
    assert "holds all of this already" in command("import", path, environment=environment).stdout


def test_what_an_archive_replaces_is_shown_before_it_goes(tmp_path: Path) -> None:
    """My own line and the archive's stand one below the other, and the question says that a line is replaced; a no keeps mine."""
    environment = throwaway_environment(tmp_path)
    command("import", str(packed(tmp_path / "first.zip", dict(MASTODON))), "--yes", environment=environment)
    other = str(packed(tmp_path / "other.zip", {name: text.replace("roof", "balcony") for name, text in MASTODON.items()}))
    asked = command("import", other, environment=environment, stdin="n\n").stdout
    assert "about:\n  - Bees on a roof.\n    Site: noor\n  + Bees on a balcony.\n    Site: noor\n" in asked
    assert "replaces a line of yours" in asked
    assert "roof" in command("export", environment=environment).stdout
