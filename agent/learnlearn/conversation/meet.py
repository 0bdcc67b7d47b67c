"""People to meet: the common ground with each, and with whom it is most. What is delicate is no reason to approach a stranger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from learnlearn import __version__
from learnlearn.contract import meet as wire
from learnlearn.contract.conversation import Person, Topic
from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.conversation.compose import common, topic
from learnlearn.matching.model import CommonGround, Exchange, Match

State = Literal["ready", "nothing_found", "me_blank"]

_MOST = 3  # things told of each: enough to choose by, the rest is found on their own page
_FADING = 0.5  # what comes second counts half: one telling thing is worth more than three that many share
_GIVING = 0.3  # something to learn or to give, beside what is shared
_SUBJECT = (3, 0.75, 0.2)  # from so many people and such a share of the page on, a thing is what the page is about; so much it still counts


@dataclass(frozen=True, slots=True)
class Met:
    """One person of a page, what we share, and what is already between us."""

    page: ProfileSnapshot
    ground: CommonGround
    kept: bool = False
    note_count: int = 0


def rank_people(met: Iterable[Met], *, me_is_blank: bool) -> wire.PeopleToMeet:
    """Those with whom something is shared, most first; equals stay in the page's order."""
    everybody = list(met)
    subject = _subject(everybody)
    valued = sorted(((worth(one.ground, subject), one) for one in everybody), key=lambda pair: -pair[0])
    people = tuple(_person(one) for value, one in valued if value > 0)
    state: State = "me_blank" if me_is_blank else "ready" if people else "nothing_found"
    return wire.PeopleToMeet(state=state, people=people, asked=len(everybody), engine=__version__)


def worth(ground: CommonGround, subject: frozenset[str] = frozenset()) -> float:
    """How much there is to meet about: the scores of what is shared, each next one counting half, and something for giving.

    `subject` are the labels that nearly everybody on the page shares with me: the tag itself tells nobody apart.
    """
    scores = sorted((match.score * (_SUBJECT[2] if match.label in subject else 1) for match in _open(ground.common)), reverse=True)
    shared = sum(score * _FADING**place for place, score in enumerate(scores))
    given = sum(exchange.score for one in (ground.learn, ground.share) for exchange in one[:1])
    return shared + _GIVING * given


def _subject(everybody: list[Met]) -> frozenset[str]:
    least, share, _ = _SUBJECT
    times = Counter(label for one in everybody for label in {match.label for match in one.ground.common})
    return frozenset(label for label, count in times.items() if count >= max(least, share * len(everybody)))


def _open(matches: tuple[Match, ...]) -> list[Match]:
    return [match for match in matches if not match.sensitive][:_MOST]


def _person(one: Met) -> wire.PersonToMeet:
    page = one.page
    return wire.PersonToMeet(
        person=Person(name=page.name, site=page.site, url=page.url, kept=one.kept, note_count=one.note_count),
        common=tuple(map(common, _open(one.ground.common))),
        learn=_first(one.ground.learn),
        share=_first(one.ground.share),
    )


def _first(exchanges: tuple[Exchange, ...]) -> tuple[Topic, ...]:
    return tuple(map(topic, exchanges[:1]))
