"""A second reader may propose and veto; what it cannot prove by words of the page is not believed."""

from __future__ import annotations

from collections.abc import Sequence

from tests.agent.engine.people import TODAY, me, posts, them

from learnlearn.interests.model import Source, Span
from learnlearn.interests.read import read_me, read_page
from learnlearn.matching.compare import compare
from learnlearn.matching.model import Match
from learnlearn.matching.second import Proposal, SecondOpinion, pair_key, shown, with_second

MINE = read_me(me(interests=["sourdough"], posts=posts("I count lighthouses from the ferry."), avoid=["my divorce"]), TODAY)
THEIRS = read_page(them(posts=posts("Levain day.", "Noss Head done, the lamp still turns.", "My brother keeps bees.")), TODAY)
GROUND = compare(MINE, THEIRS, TODAY)


class Echo:
    """A real reader of the simplest kind: proposes every pair of sentences that share a word, vetoes nothing."""

    name = "echo"

    def read(self, mine: Sequence[Span], theirs: Sequence[Span], named: Sequence[Match]) -> SecondOpinion:
        """Shares a word."""
        pairs = ((a.text, b.text, set(a.text.split()) & set(b.text.split())) for a in mine for b in theirs)
        return SecondOpinion(tuple(Proposal(min(words), (a,), (b,), 0.9) for a, b, words in pairs if words))


def opinion(*proposals: Proposal, vetoed: frozenset[str] = frozenset()) -> list[str]:
    """The labels named after it."""
    return [match.label for match in with_second(GROUND, MINE, THEIRS, SecondOpinion(proposals, vetoed)).common]


def test_a_proved_proposal_is_named_beside_the_rest() -> None:
    """Its quotes are slices of both pages."""
    proposal = Proposal("lighthouses", ("I count lighthouses from the ferry.",), ("Noss Head done",), 0.95)
    assert sorted(opinion(proposal)) == ["lighthouses", "sourdough baking"]


def test_an_invented_quote_takes_its_proposal_with_it() -> None:
    """So does one half true."""
    assert opinion(Proposal("lighthouses", ("I count lighthouses",), ("I love every lamp",), 0.95)) == ["sourdough baking"]
    assert opinion(Proposal("lighthouses", ("I count lighthouses", "and ships"), ("Noss Head done",), 0.95)) == ["sourdough baking"]


def test_a_quote_of_somebody_elses_interest_proves_nothing() -> None:
    """Stance counts for it as for everything."""
    assert opinion(Proposal("beekeeping", ("sourdough",), ("bees",), 0.95)) == ["sourdough baking"]


def test_a_veto_sets_aside_and_says_so() -> None:
    """Nothing disappears silently."""
    after = with_second(GROUND, MINE, THEIRS, SecondOpinion(vetoed=frozenset({"sourdough baking"})))
    assert after.common == ()
    assert ("sourdough baking", "weak_proof") in [(one.label, one.why) for one in after.set_aside]


def test_the_avoid_list_is_never_shown_and_always_kept() -> None:
    """Neither in what a reader sees nor in what it may name."""
    assert all(span.source is not Source.AVOID for span in shown(MINE))
    assert opinion(Proposal("divorce", ("sourdough",), ("Levain day.",), 0.95)) == ["sourdough baking"]


def test_the_same_pair_has_the_same_key_and_another_another() -> None:
    """So an opinion is asked for once."""
    again = read_page(them(posts=posts("Levain day.", "Noss Head done, the lamp still turns.", "My brother keeps bees.")), TODAY)
    other = read_page(them(posts=posts("Levain day!")), TODAY)
    assert pair_key(MINE, THEIRS, Echo()) == pair_key(MINE, again, Echo()) != pair_key(MINE, other, Echo())


def test_a_reader_runs_over_the_spans() -> None:
    """The whole way once, by a reader that reads."""
    said = Echo().read(shown(MINE), shown(THEIRS), GROUND.common)
    assert said.proposals
    after = with_second(GROUND, MINE, THEIRS, said)
    assert len(after.common) > len(GROUND.common)
