"""A small share, always the same, of what `mutation.py` does in full: networks change their pages, and the readers live through it."""

from __future__ import annotations

from mutation import KINDS, Tally, compare, run
from reader import Reader, cases


def test_required_fields_survive_what_networks_change(reader: Reader) -> None:
    """Name, own description and own posts: on each site 95 % survive over all changes, and nobody's words are taken for theirs."""
    table = run(reader, seeds=1, one_in=18)
    whole = Tally()
    for site, kinds in table.items():
        here = Tally()
        for tally in kinds.values():
            here.add(tally)
        print(f"{site}: {here.share:.1%} of {here.there:.0f}")
        assert here.share >= 0.95, site
        whole.add(here)
    assert whole.share >= 0.98
    assert whole.stolen == []
    assert whole.there > 300
    assert {kind for kinds in table.values() for kind in kinds} == set(KINDS)
    assert len(cases()) > 60


def test_the_measure_sees_a_loss_and_a_theft() -> None:
    """The control: a missing name costs its share, and somebody else's post that became theirs is called by its words."""
    reader = {"reader": {"missing": []}}
    before = {**reader, "name": "Ana", "posts": [{"text": "Mine.", "kind": "post"}, {"text": "Not mine at all.", "kind": "repost"}]}
    after = {**reader, "posts": [{"text": "Mine.", "kind": "post"}, {"text": "Not mine at all.", "kind": "post"}]}
    tally = compare(before, after)
    assert (tally.there, tally.survived) == (2, 1)
    assert tally.stolen == ["Not mine at all."]
