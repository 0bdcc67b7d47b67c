"""With whom of a page of many I share most: ranked by what tells, proved by both sides' words, and nothing delicate as a reason."""

from __future__ import annotations

from tests.agent.engine.people import TODAY, me, posts, them

from learnlearn.contract.me import Me
from learnlearn.contract.meet import PeopleToMeet
from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.conversation.meet import worth
from learnlearn.pipeline import Met, common_ground, meet, read_me

MINE = {
    "about": "I row a single scull before work and keep bees behind the boathouse. Since my brother died I am in a grief group.",
    "interests": ["rowing", "beekeeping"],
    "learning": ["sourdough baking"],
    "offers": ["reading flood maps"],
}


def page(name: str, *words: str, **facts: object) -> ProfileSnapshot:
    """One of the people on a page of many."""
    return them(name=name, url=f"https://rowers.example/@{name.lower()}", site="mastodon", posts=posts(*words), **facts)


def among(*people: ProfileSnapshot, mine: Me | None = None, kept: str = "") -> PeopleToMeet:
    """The ranking of a page."""
    reading = read_me(mine or me(**MINE), TODAY)
    return meet((Met(one, common_ground(one, reading, TODAY), kept=one.name == kept, note_count=2) for one in people), reading)


BO = page("Bo", "The coffee is good today.", "Trains were late again.")
ILSE = page("Ilse", "Rigger bolt sheared, so no sculling in the single scull this week.")
YUN = page("Yun", "My sourdough starter doubled overnight, sourdough baking at four.", "Out in the single scull at six, rowing home with the tide.")


def test_whoever_shares_most_comes_first_and_who_shares_nothing_is_not_named() -> None:
    """In whatever order they stand on the page. Control: alone on a page, each of the two is named."""
    for order in ((BO, ILSE, YUN), (YUN, BO, ILSE), (ILSE, YUN, BO)):
        told = among(*order)
        assert [one.person.name for one in told.people] == ["Yun", "Ilse"]
        assert (told.state, told.asked) == ("ready", 3)
    assert [one.person.name for one in among(ILSE).people] == ["Ilse"]
    assert among(BO).state == "nothing_found"


def test_what_is_shared_is_proved_by_the_words_of_both_sides() -> None:
    """Every quote is a slice of the page or of my profile, exactly as it stands."""
    told = among(BO, ILSE, YUN)
    theirs = {one.name: " ".join(post.text for post in one.posts) for one in (BO, ILSE, YUN)}
    mine = " ".join([MINE["about"], *MINE["interests"], *MINE["learning"], *MINE["offers"]])  # type: ignore[list-item]
    quotes = 0
    for one in told.people:
        for found in (*one.common, *one.learn, *one.share):
            assert found.mine and found.theirs
            assert all(quote.text in theirs[one.person.name] for quote in found.theirs)
            assert all(quote.text in mine for quote in found.mine)
            quotes += len(found.mine) + len(found.theirs)
    print(f"{quotes} quotes of {len(told.people)} people")
    assert quotes >= 4


def test_something_to_learn_counts_beside_what_is_shared() -> None:
    """They bake what I want to learn: it is told, and puts them before somebody with the same sport alone."""
    (first, *_) = among(ILSE, YUN).people
    assert first.person.name == "Yun"
    assert [topic.label for topic in first.learn]


def test_what_is_delicate_is_no_reason_to_meet() -> None:
    """A shared grief is never told to a stranger's face. Control: it is common ground, marked as sensitive, where a single page is answered."""
    griever = page("Ruth", "A year since my brother died. The grief group on Tuesdays is what holds me up.")
    ground = common_ground(griever, read_me(me(**MINE), TODAY), TODAY)
    assert [match for match in ground.common if match.sensitive], "the control: there is something delicate to hold back"
    assert all(not found.sensitive for one in among(griever, ILSE).people for found in one.common)
    assert next(one.person.name for one in among(griever, ILSE).people) == "Ilse"


def test_those_i_keep_are_marked_and_a_blank_profile_says_so() -> None:
    """Kept people carry the number of notes; without a word about myself there is nothing to compare."""
    told = among(ILSE, YUN, kept="Ilse")
    assert {one.person.name: (one.person.kept, one.person.note_count) for one in told.people}["Ilse"] == (True, 2)
    blank = among(ILSE, mine=Me())
    assert (blank.state, blank.people) == ("me_blank", ())


def test_equals_stay_in_the_page_s_order() -> None:
    """The same words by two people: the page's order decides, not chance."""
    twins = [ILSE.model_copy(update={"name": name, "url": f"https://rowers.example/@{name}"}) for name in ("Ada", "Zoe", "Mia")]
    assert [one.person.name for one in among(*twins).people] == ["Ada", "Zoe", "Mia"]


def test_what_everybody_there_shares_tells_nobody_apart() -> None:
    """All of a rowers' page row; whoever also keeps bees comes before whoever rows most. Control: alone with one other, rowing counts in full."""
    rowers = [
        page(f"R{n}", "Out in the single scull at six, rowing home.", "Another row in the single scull, sculling to the weir.") for n in range(4)
    ]
    keeper = page("Kit", "Rowed the single scull to the hives: beekeeping until dark.")
    assert among(*rowers, keeper).people[0].person.name == "Kit"
    only = [page("Solo", "Beekeeping until dark."), page("Duo", "Sculling in the single scull.")]
    assert {one.person.name for one in among(*only).people} == {"Solo", "Duo"}
    subject = worth(common_ground(rowers[0], read_me(me(**MINE), TODAY), TODAY), frozenset({"rowing", "sculling"}))
    assert subject < worth(common_ground(rowers[0], read_me(me(**MINE), TODAY), TODAY))
