"""What tells most comes first: what few people anywhere do, and few of those I keep."""

from __future__ import annotations

from tests.agent.engine.people import TODAY, labels, me, posts, them

from learnlearn.interests.labels import labels_of
from learnlearn.interests.read import read_me, read_page
from learnlearn.matching.compare import compare
from learnlearn.matching.model import Contacts

MINE = {"interests": ["sourdough", "bell ringing"]}
THEIRS = {
    "posts": posts("The stiff starter is happy again, banneton ready.", "Fired out of Stedman Triples again, and we had promised a quarter peal.")
}


def _ground(contacts: Contacts):
    return compare(read_me(me(**MINE), TODAY), read_page(them(**THEIRS), TODAY), TODAY, contacts)


def test_what_few_of_my_contacts_share_comes_before_what_many_do() -> None:
    """The same two pages, two circles of people around me: the order turns, nothing is lost, and the reason says the count."""
    bakers = _ground(Contacts(640, {"sourdough baking": 610, "bell ringing": 2}))
    ringers = _ground(Contacts(640, {"sourdough baking": 2, "bell ringing": 610}))
    assert labels(bakers) == ["bell ringing", "sourdough baking"]
    assert labels(ringers) == ["sourdough baking", "bell ringing"]
    assert bakers.common[0].reason.startswith("two of your 640 contacts, and ")


def test_a_handful_of_contacts_says_nothing_about_rarity() -> None:
    """With three people kept no reason speaks of them."""
    reasons = [one.reason for one in _ground(Contacts(3, {"bell ringing": 3})).common]
    assert reasons
    assert not any("contacts" in reason for reason in reasons)


def test_labels_are_what_a_page_proves() -> None:
    """By its own cues, not by one word that may mean another thing."""
    assert {"sourdough baking", "bell ringing"} <= set(labels_of(read_page(them(**THEIRS), TODAY)))
    assert labels_of(read_page(them(posts=posts("That rings a bell, but a starter of what?")), TODAY)) == ()
