"""What somebody's own words are surely about: by the cue that names it, or beside a line that does; a question can then take hold of the thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import NamedTuple

from learnlearn.interests.beliefs import Belief, Beliefs
from learnlearn.interests.gist import Topic
from learnlearn.interests.model import Evidence, Source
from learnlearn.lexicon.loaded import lexicon
from learnlearn.lexicon.spotter import Place
from learnlearn.matching.model import Subject
from learnlearn.text.sentences import Slice

_SURE = 0.6  # of the whole page, as `interests/labels.py` has it
_ALONE = 0.5  # of the cue itself: a word of many senses is no subject
_LEAD = 0.25  # by how much a line must speak for the thing more than for any other that is not its kin
_HEARD = 0.5  # how sure a line without a cue must be of a thing that another line proves
_Line = tuple[int, Slice | None]  # a text, and one sentence of it where the text is no post


class _Lead(NamedTuple):
    """By how much a line speaks for one thing more than for any other that is not its kin, and by how many words."""

    by: float
    words: int


def subjects(theirs: Beliefs, mine: Collection[int] = ()) -> tuple[Subject, ...]:
    """The concepts that a page proves by cues of its own, surest first, and those of `mine` of which a line speaks more than of anything else,
    at every place that does. What is delicate is left out.
    """
    entries = lexicon().entries
    cued = sorted(((theirs.about(one).weight, one) for one in theirs.reading.finds.strong), key=lambda pair: (-pair[0], pair[1]))
    sure = dict.fromkeys([*(one for weight, one in cued if weight >= _SURE), *sorted(mine)])
    return tuple(_found(theirs, [one for one in sure if not entries[one].entity and not entries[one].sensitive]))


def spoken_for(mine: Beliefs, concepts: Collection[int]) -> tuple[Subject, ...]:
    """The words of mine that speak for what is shared, cues first: what is said of mine holds one of them."""
    spans, entries = mine.reading.spans, lexicon().entries
    found: list[Subject] = []
    for concept in sorted(concepts):
        places = [mention.place for mention in mine.about(concept).mentions]
        places += [topic.place for topic in mine.gist(concept)[1]]
        found += [Subject(entries[concept].label, Evidence(spans[place.text], place.start, place.end)) for place in places]
    return tuple(found)


def _found(theirs: Beliefs, concepts: list[int]) -> Iterator[Subject]:
    spans, finds, entries = theirs.reading.spans, theirs.reading.finds, lexicon().entries
    leads = _Leads(theirs)
    for concept in concepts:
        belief, cues = theirs.about(concept), set(finds.strong.get(concept, ()))
        several = _texts(belief) > 1
        for place, weight in ((mention.place, mention.weight) for mention in belief.mentions):
            if weight >= _ALONE and place in cues:
                words = Evidence(spans[place.text], place.start, place.end)
                lead = leads.of(concept, place)
                yield Subject(entries[concept].label, words, lead.by >= _LEAD and (several or lead.words > 1), parent=_parent(concept))
        for topic in theirs.sentences.topics.get(concept, ()):
            place = topic.place
            if topic.sure >= _HEARD and (several or topic.words > 1) and place not in cues and leads.of(concept, place).by >= _LEAD:
                yield Subject(entries[concept].label, Evidence(spans[place.text], place.start, place.end), is_topic=True, is_named=False)


def _parent(concept: int) -> str:
    entries = lexicon().entries
    parent = entries[concept].parent
    return entries[parent].label if parent >= 0 and not entries[parent].sensitive else ""


def _texts(belief: Belief) -> int:
    return len({mention.place.text for mention in belief.mentions if mention.weight >= _ALONE})


class _Leads:
    """What the words around a cue speak for its concept beside any other: a baker's son is no bakery, and a pot fired with almond wood no orchard.

    Told once for each concept and line, however often the line names it.
    """

    def __init__(self, theirs: Beliefs) -> None:
        self._reading = theirs.reading
        self._known: dict[tuple[int, _Line], _Lead] = {}
        self._topics: defaultdict[_Line, list[tuple[int, Topic]]] = defaultdict(list)
        for concept, heard in theirs.sentences.topics.items():
            for topic in heard:
                self._topics[self._line(topic.place)].append((concept, topic))

    def of(self, concept: int, place: Place) -> _Lead:
        """The lead of a concept in the line of a place."""
        key = (concept, self._line(place))
        if key not in self._known:
            here, kin = self._topics.get(key[1], []), lexicon().kin(concept)
            own = max(((topic.sure, topic.words) for one, topic in here if one == concept), default=(0.0, 0))
            other = max((topic.sure for one, topic in here if one != concept and one not in kin), default=0.0)
            self._known[key] = _Lead(own[0] - other, own[1])
        return self._known[key]

    def _line(self, place: Place) -> _Line:
        is_post = self._reading.spans[place.text].source is Source.POST
        return place.text, None if is_post else self._reading.sentence(place)
