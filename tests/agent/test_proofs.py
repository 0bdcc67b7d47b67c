"""Two pages are one person's when the pages prove it; a name proves nothing."""

from __future__ import annotations

import pytest

from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.proofs import names_agree, proofs

MASTODON, GITHUB, SITE = "https://clock.example/@ilse", "https://github.com/ilse-v", "https://ilse.example/"


def page(url: str, name: str = "Ilse Vandermolen", **facts: object) -> ProfileSnapshot:
    """Somebody's page."""
    return ProfileSnapshot.model_validate({"site": "web", "url": url, "captured_at": "2026-11-01T08:00:00Z", "name": name, **facts})


def kinds(here: ProfileSnapshot, there: ProfileSnapshot) -> list[str]:
    """What proves it."""
    return [proof.kind for proof in proofs(here, there)]


def test_links_both_ways_prove_it_and_one_way_does_not() -> None:
    """Whatever the names and however the addresses are spelled; anybody can link to anybody."""
    here = page(MASTODON, "ilse", links=["https://www.github.com/Ilse-V?tab=repositories"])
    assert kinds(here, page(GITHUB, "I. V.", links=["http://clock.example/@ilse/"])) == ["links_both_ways"]
    assert kinds(here, page(GITHUB, "I. V.")) == []
    assert kinds(page(MASTODON), page(GITHUB, links=[MASTODON])) == []


def test_a_link_that_a_network_has_checked_proves_it_from_either_side() -> None:
    """A verified field, a domain as a handle: the network did the looking."""
    checked = page(MASTODON, links=[SITE], verified_links=[SITE])
    (proof,) = proofs(checked, page(SITE))
    assert (proof.kind, proof.here, proof.there) == ("checked_link", SITE, SITE)
    (proof,) = proofs(page(SITE), checked)
    assert (proof.kind, proof.here, proof.there) == ("checked_link", SITE, SITE)
    assert kinds(page(MASTODON, links=[SITE]), page(SITE)) == [], "the control: named, and not checked"


def test_one_site_in_both_bios_counts_with_one_name_only() -> None:
    """Two colleagues name the same employer's site; two strangers the same network."""
    here, there = page(MASTODON, links=["http://www.ilse.example"]), page(GITHUB, "Ilse M. Vandermolen", links=[SITE])
    assert kinds(here, there) == ["same_site"]
    assert kinds(here, page(GITHUB, "Otto Other", links=[SITE])) == []
    assert kinds(page(MASTODON, links=["https://linktr.ee/"]), page(GITHUB, links=["https://linktr.ee/"])) == []
    assert kinds(page(MASTODON, links=[f"{SITE}blog/2"]), page(GITHUB, links=[f"{SITE}blog/2"])) == [], "a page somewhere inside is no home"
    assert kinds(page(MASTODON, links=["https://uni.example/~ilse"]), page(GITHUB, links=["https://uni.example/~ilse/"])) == ["same_site"]


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("Ilse Vandermolen", "ilse m. vandermolen", True),
        ("Zoë Ångström", "Zoe Angstrom", True),
        ("Ilse", "Ilse", False),
        ("Ilse Vandermolen", "Ilse Petit", False),
        ("", "", False),
    ],
)
def test_names_agree_by_two_words_at_least(one: str, other: str, agree: bool) -> None:
    """Accents, case and a middle name do not matter; a first name alone is nobody's."""
    assert names_agree(one, other) is agree


def test_a_page_is_not_proved_to_be_itself() -> None:
    """Another spelling of the same address is the same row, not a second one."""
    assert kinds(page(GITHUB, links=[GITHUB]), page("https://www.github.com/ILSE-V/", links=[GITHUB])) == []
