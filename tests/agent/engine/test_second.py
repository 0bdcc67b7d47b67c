"""A second reader may propose and veto; what it cannot prove by words of the page is not believed."""

from __future__ import annotations

from dataclasses import replace

from tests.agent.engine.people import TODAY, me, posts, them

from learnlearn.interests.model import Source
from learnlearn.interests.read import read_me, read_page
from learnlearn.matching.compare import compare
from learnlearn.matching.second import Proposal, Question, SecondOpinion, pair_key, question, shown, with_second

MINE = read_me(me(interests=["sourdough"], posts=posts("I count lighthouses from the ferry."), avoid=["my divorce"]), TODAY)
THEIRS = read_page(them(posts=posts("Levain day.", "Noss Head done, the lamp still turns.", "My brother keeps bees.")), TODAY)
GROUND = compare(MINE, THEIRS, TODAY)


class Echo:
    """A real reader of the simplest kind: proposes every pair of sentences that share a word, vetoes nothing."""

    name = "echo"

    def read(self, question: Question) -> SecondOpinion:
        """Shares a word."""
        pairs = ((a.text, b.text, set(a.text.split()) & set(b.text.split())) for a in question.mine for b in question.theirs)
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
    assert pair_key(MINE, THEIRS, "echo") == pair_key(MINE, again, "echo") != pair_key(MINE, other, "echo")
    assert pair_key(MINE, THEIRS, "echo") != pair_key(MINE, THEIRS, "another reader")


def test_a_reader_runs_over_the_spans() -> None:
    """The whole way once, by a reader that reads: what it finds in both is named."""
    mine = read_me(me(posts=posts("I photograph spandrels on the way to work.")), TODAY)
    theirs = read_page(them(posts=posts("Three spandrels behind the market hall, then rain.")), TODAY)
    ground = compare(mine, theirs, TODAY)
    said = Echo().read(question(mine, theirs, ground, Echo.name))
    assert {one.label for one in said.proposals} == {"spandrels"}
    assert ground.common == ()
    assert [one.label for one in with_second(ground, mine, theirs, said).common] == ["spandrels"]


def test_a_label_is_made_of_what_the_quotes_say() -> None:
    """A name that stands on neither page and in no lexicon is not believed, however true the quotes; nor one of small words."""
    quotes = ("I count lighthouses from the ferry.",), ("Noss Head done",)
    assert opinion(Proposal("tax fraud", *quotes, 0.95)) == ["sourdough baking"]
    assert opinion(Proposal("the", ("from the ferry",), ("the lamp",), 0.95)) == ["sourdough baking"]
    assert "lighthouses" in opinion(Proposal("lighthouses", *quotes, 0.95)), "the control"


def test_quotes_are_whole_words_and_short() -> None:
    """No word is cut in two, and a page is no quote."""
    ferry = ("I count lighthouses from the ferry.",)
    assert opinion(Proposal("ferry", ("erry",), ("Noss Head done",), 0.95)) == ["sourdough baking"]
    long = read_me(me(about="lighthouses " * 30), TODAY)
    told = SecondOpinion((Proposal("lighthouses", ("lighthouses " * 20,), ("Noss Head done",), 0.95),))
    assert with_second(GROUND, long, THEIRS, told).common == GROUND.common
    assert "ferry" in opinion(Proposal("ferry", ferry, ("Noss Head done",), 0.95)), "the control"


def test_what_is_named_already_is_not_named_by_another_name() -> None:
    """The same words of both sides prove one thing."""
    assert opinion(Proposal("levain", ("sourdough",), ("Levain day.",), 0.95)) == ["sourdough baking"]


def test_what_i_never_want_raised_is_not_raised_by_another_name() -> None:
    """A quote that says it takes its proposal with it, and the list of what was set aside says why."""
    mine = read_me(me(posts=posts("Painting sheds since the divorce.")), TODAY)
    avoiding = read_me(me(posts=posts("Painting sheds since the divorce."), avoid=["my divorce"]), TODAY)
    theirs = read_page(them(posts=posts("Sheds again, painting them all green.")), TODAY)
    told = SecondOpinion((Proposal("painting sheds", ("Painting sheds since the divorce.",), ("Sheds again, painting them all green.",), 0.9),))
    after = with_second(compare(avoiding, theirs, TODAY), avoiding, theirs, told)
    assert "painting sheds" not in [one.label for one in after.common]
    assert ("painting sheds", "avoided") in [(one.label, one.why) for one in after.set_aside]
    assert "painting sheds" in [one.label for one in with_second(compare(mine, theirs, TODAY), mine, theirs, told).common], "the control"


def test_what_is_delicate_stays_delicate() -> None:
    """That it is delicate, above all: also where the reader calls it by a harmless name of its own."""
    mine = read_me(me(posts=posts("Two years sober this week, with a book about bridges.")), TODAY)
    theirs = read_page(them(posts=posts("Reading a book about bridges on the night train.")), TODAY)
    ground = compare(mine, theirs, TODAY)
    quotes = ("Two years sober this week, with a book about bridges.",), ("Reading a book about bridges on the night train.",)
    told = SecondOpinion((Proposal("book about bridges", *quotes, 0.9),))
    bare = replace(ground, common=())
    assert [(one.label, bool(one.sensitive)) for one in with_second(bare, mine, theirs, told).common] == [("book about bridges", True)]


def test_wishes_and_other_peoples_words_are_not_shown() -> None:
    """What I only want to learn is no common ground, and what somebody passes on is not theirs."""
    mine = read_me(me(interests=["sourdough"], learning=["falconry"]), TODAY)
    theirs = read_page(them(posts=posts("A hawk in the yard.", kind="repost") + posts("Levain day.")), TODAY)
    assert [span.text for span in (*shown(mine), *shown(theirs))] == ["sourdough", "Levain day."]
