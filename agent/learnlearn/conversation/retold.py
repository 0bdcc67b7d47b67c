"""Their own sentence, told back to them: "I taught myself horology at fifty" becomes "you taught yourself horology at fifty".

A person who has read something says it so and does not recite it. Nothing changes but the words for whoever speaks, so it is done only where
that is all that has to change: one whole sentence that begins with the writer, or with a time or place and the writer, and speaks of nobody
as "you". English has it (`[retelling]` in `tongues/`); where the verb changes with the person, as it does in most languages, they are quoted.
"""

from __future__ import annotations

import re

from learnlearn.conversation.lines import is_of_its_day, leans_back
from learnlearn.conversation.patterns import Retelling, languages
from learnlearn.conversation.saying import Speaker
from learnlearn.interests.model import Evidence, Source
from learnlearn.text.language import detect
from learnlearn.text.sentences import Slice, sentences

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
_UNSAYABLE = re.compile(
    r"[^\w\s.,;:'’()\-–—%&/+£€$]|(?<!\w)['’]|['’](?!\w)|:\S|\n|\.\.|(?<=\w)\.\s"
)  # quotes, questions, tags, links, a second sentence
_LONGEST, _FEWEST = 125, 5  # characters, words


def retold(theirs: Evidence, voice: Speaker) -> str:
    """The sentence in the second person, without its full stop, to stand behind "I read that"; "" where it cannot be told so."""
    rules, said = voice.tongue.retelling, theirs.quote.strip().rstrip(".")
    if rules is None or not _may_be_told(theirs, said, voice):
        return ""
    words = [found.group().lower().replace("’", "'") for found in _WORD.finditer(said)]
    does = _only_does(words, voice)
    if set(words) & set(rules.never) or not (does or _begins_well(words, rules)):
        return ""
    told = _turned(said, words, rules)
    if not told:
        return ""
    return f"{rules.words[rules.subjects[0]]} {told[:1].lower()}{told[1:]}" if does else told[:1].lower() + told[1:]


def _may_be_told(theirs: Evidence, said: str, voice: Speaker) -> bool:
    span = theirs.span
    if span.source not in (Source.POST, Source.BIO) or span.field == "headline" or len(said) > _LONGEST or len(said.split()) < _FEWEST:
        return False
    if Slice(theirs.start, theirs.end) not in sentences(span.text) or _UNSAYABLE.search(said):
        return False
    found = detect(span.text)
    reads = found == voice.language or found not in languages()  # of a short line no more can be told
    return reads and not is_of_its_day(theirs, voice.tongue) and not leans_back(said, voice.tongue)


def _turned(said: str, words: list[str], rules: Retelling) -> str:
    """The words with the writer turned into the reader; "" where more than that would have to change."""
    parts, end = list[str](), 0
    for at, found in enumerate(_WORD.finditer(said)):
        word = words[at]
        if word in rules.verbs and not _is_the_writers(words[:at], rules):
            return ""
        parts += [said[end : found.start()], (rules.words | rules.verbs).get(word, found.group())]
        end = found.end()
    return "".join((*parts, said[end:]))


def _is_the_writers(before: list[str], rules: Retelling) -> bool:
    """Whether a verb behind these words is surely the writer's own: "I was", "I never was"."""
    while before and before[-1] in rules.between:
        before = before[:-1]
    return bool(before) and before[-1] in rules.subjects


def _only_does(words: list[str], voice: Speaker) -> bool:
    """Whether a sentence begins with what the writer did and leaves the writer out: "Broke my third balance staff"."""
    cut = voice.book.cut
    names = len(words) > 1 and (words[1] in cut.articles or words[1] in cut.owned)
    return names and words[0] not in voice.tongue.states and voice.tongue.past_in(words[:1])


def _begins_well(words: list[str], rules: Retelling) -> bool:
    """Whether the writer is the subject: the first word, or one of the first few behind a word of time or place."""
    if words[0] in rules.subjects or words[0] in rules.owned:
        return True
    return words[0] in rules.leads and bool(set(words[1:5]) & set(rules.subjects))
