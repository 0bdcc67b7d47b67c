"""My profile with a page of mine added: their union, every change with its source, nothing lost, nothing kept."""

from __future__ import annotations

from learnlearn.acts.proposal import propose
from learnlearn.contract.me import Me
from learnlearn.contract.snapshot import MAX_POSTS, Education, Position, Post, ProfileSnapshot, Project

URL = "https://www.linkedin.com/in/tomasz-brzezinski"


def page(**fields: object) -> ProfileSnapshot:
    """My own page."""
    return ProfileSnapshot.model_validate(
        {"site": "linkedin", "url": URL, "captured_at": "2026-10-20T09:30:00Z", "name": "Tomasz Brzeziński"} | fields
    )


def changed(me: Me, shown: ProfileSnapshot) -> dict[str, list[tuple[str, str]]]:
    """Field to (before, after)."""
    found: dict[str, list[tuple[str, str]]] = {}
    for change in propose(me, shown).changes:
        assert change.source == URL
        found.setdefault(change.field, []).append((change.before, change.after))
    return found


def test_a_blank_profile_is_filled_from_the_page() -> None:
    """Every fact, and the page becomes one of my addresses."""
    shown = page(
        headline="Luthier",
        about="I build guitars.",
        skills=["wood"],
        positions=[Position(title="Luthier", organization="Own workshop", start="2015")],
        education=[Education(school="Newark School", degree="Diploma")],
        projects=[Project(name="Parlour", description="A small guitar")],
        posts=[Post(text="Bent the ribs today")],
    )
    proposed = propose(Me(), shown).me
    assert (proposed.headline, proposed.skills, proposed.positions, proposed.posts) == (shown.headline, shown.skills, shown.positions, shown.posts)
    assert proposed.addresses == (URL,)
    told = changed(Me(), shown)
    assert told["positions"] == [("", "Luthier, Own workshop, 2015")]
    assert told["education"] == [("", "Diploma, Newark School")]
    assert told["projects"] == [("", "Parlour: A small guitar")]
    assert told["addresses"] == [("", URL)]


def test_what_stands_stays_and_only_the_difference_is_told() -> None:
    """What only I can say is untouched; known words in other case are no change; an ended job is one."""
    me = Me(
        headline="Luthier", about="Mine", skills=("Wood",), offers=("advice on bracing",), avoid=("politics",), addresses=("https://pl.linkedin.com/in/Tomasz-Brzezinski/",),
        positions=(Position(title="Luthier", organization="Old shop", start="2010"),), posts=(Post(text="An older post"),),
    )  # fmt: skip
    shown = page(
        skills=["wood", "varnish"],
        positions=[Position(title="luthier", organization="Old shop", start="2010", end="2014")],
        posts=[Post(text="A newer post")],
    )
    proposed = propose(me, shown).me
    assert (proposed.headline, proposed.about, proposed.offers, proposed.avoid, proposed.addresses) == (
        me.headline,
        me.about,
        me.offers,
        me.avoid,
        me.addresses,
    )
    assert proposed.skills == ("Wood", "varnish")
    assert [post.text for post in proposed.posts] == ["An older post", "A newer post"]
    told = changed(me, shown)
    assert set(told) == {"name", "skills", "positions", "posts"}
    assert told["positions"] == [("Luthier, Old shop, 2010", "luthier, Old shop, 2010 to 2014")]
    assert propose(proposed, shown).changes == ()


def test_a_page_with_very_much_still_fits_the_contract() -> None:
    """The union stays within the limits, keeps what I had, and can be saved."""
    me = Me(posts=tuple(Post(text=f"mine {number}") for number in range(MAX_POSTS - 1)), skills=tuple(f"s{number}" for number in range(499)))
    shown = page(posts=[Post(text=f"new {number}") for number in range(10)], skills=["a", "b", "c"])
    proposed = propose(me, shown).me
    assert (len(proposed.posts), len(proposed.skills)) == (MAX_POSTS, 500)
    assert set(me.posts) <= set(proposed.posts)
    assert Me.model_validate(proposed.model_dump()) == proposed
