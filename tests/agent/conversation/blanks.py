"""A prompt without what was put into it: the frame that must not be worn out, and the proof that nothing else was put in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import get_args

from learnlearn.contract.conversation import Prompt, PromptKind
from learnlearn.conversation.book import Sort, line_book
from learnlearn.conversation.hooks import hooks
from learnlearn.conversation.insiders import insiders
from learnlearn.conversation.patterns import Tongue, family, in_address, tongue

_SHORTEST = 8  # letters: a shorter beginning may stand in a sentence of ours by chance
SLOT = "\N{OBJECT REPLACEMENT CHARACTER}"
ASKED = "\N{REPLACEMENT CHARACTER}"


def blanked(prompt: Prompt) -> str:
    """The frame: every word of either side's evidence, the name of the thing and the day blanked."""
    spoken = tongue(prompt.language)
    outer_open, outer_close, inner_open, inner_close = spoken.marks
    said = [quote.text.replace(outer_open, inner_open).replace(outer_close, inner_close) for quote in prompt.evidence]
    asked = insiders_question(prompt.text, prompt.language)
    frame = prompt.text.replace(asked, ASKED) if asked else prompt.text
    frame = _without_joined(frame, prompt)
    for quote in prompt.evidence:
        frame = _without_retold(frame, quote.text, spoken)
    for words in sorted(quoted(prompt), key=lambda words: -len(words)):
        if any(words.removesuffix(" …") in whole for whole in said):
            frame = frame.replace(f"{outer_open}{words}{outer_close}", f"{outer_open}{SLOT}{outer_close}")
    for whole in said:
        frame = frame.replace(whole.strip().rstrip(".।"), SLOT) if len(whole) >= _SHORTEST else frame
    for whole in sorted(said, key=lambda whole: -len(whole)):
        frame = _without(frame, whole)
    for quote in prompt.evidence:
        if quote.date:
            frame = frame.replace(spoken.said_day(quote.date), SLOT)
    frame = _without_word(frame, prompt)
    for name in _names(prompt.about):
        frame = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", SLOT, frame, flags=re.IGNORECASE)
    return frame.replace(ASKED, asked)


def _names(about: str) -> list[str]:
    """A thing's name and its parts, longest first: of "clockmaking and repair" one may be said."""
    parts = [about, *(part.removesuffix(" work") for part in about.split(" and "))]
    return [part for part in dict.fromkeys(parts) if part]


def _without_joined(frame: str, prompt: Prompt) -> str:
    """The frame with the name of what is shared blanked where one of our sentences is there to say it."""
    kind = family("connect", prompt.language)
    before = {line.split("{joined}")[0] for lists in (kind.joined, kind.joined_quoted) for lines in lists.values() for line in lines}
    for begun, name in ((begun, name) for begun in before for name in _names(prompt.about)):
        frame = re.sub(rf"{re.escape(begun + name)}(?!\w)", begun + SLOT, frame)
    return frame


def _without_retold(frame: str, evidence: str, spoken: Tongue) -> str:
    """The frame with their sentence blanked where it is told back: as they wrote it, but for the words for whoever wrote it."""
    if spoken.retelling is None:
        return frame
    turned = spoken.retelling.words | spoken.retelling.verbs
    words = re.split(r"([A-Za-z]+(?:['’][A-Za-z]+)*)", evidence.strip().rstrip("."))
    told = "".join(turned.get(word.lower().replace("’", "'"), word) for word in words)
    led = "you " if told == "".join(words) else "(?:you )?"  # the writer was left out, or is turned
    return re.sub(rf"(?<!\w){led}{re.escape(told)}(?!\w)", SLOT, frame, flags=re.IGNORECASE)


def insiders_question(text: str, language: str) -> str:
    """The question of an insider or a learner that a text holds as a sentence of its own, "" where it holds none."""
    ends = [at + 1 for at, char in enumerate(text) if char == "?"]
    begins = [0, *(found.end() for found in re.finditer(r"(?<=[^\w\s,;])\s+", text))]
    known = _insiders(language)
    return next((text[begin:end] for end in ends for begin in begins if begin < end and text[begin:end] in known), "")


@cache
def _insiders(language: str) -> frozenset[str]:
    """Every question of them in a language, in both forms of address."""
    lines = [line for asked in insiders() for line in (*asked.of_insider(language), *((asked.learn,) if language == "en" else ()))]
    return frozenset(in_address(line, formal=formal) for line in lines for formal in (False, True))


def _without_word(frame: str, prompt: Prompt) -> str:
    """The frame with the one word of theirs blanked that a hook's question names."""
    for asked in _naming(prompt.language):
        found = asked.search(frame)
        if found and any(found["word"] in quote.text for quote in prompt.evidence):
            return f"{frame[: found.start('word')]}{SLOT}{frame[found.end('word') :]}"
    return frame


@cache
def _naming(language: str) -> tuple[re.Pattern[str], ...]:
    """The hooks' questions in which a word of theirs stands, in both forms of address."""
    lines = {
        line for formal in (False, True) for hook in hooks(language, formal=formal).values() for line in (*hook.ask, *hook.learn) if "{word}" in line
    }
    return tuple(re.compile(re.escape(line).replace(r"\{word\}", r"(?P<word>[^?.:“”„«»]+)") + r"(?=\s|$)") for line in sorted(lines))


def _without(frame: str, words: str) -> str:
    """The frame with the longest run of `words` from their start on blanked: an excerpt is a slice that begins where the evidence does."""
    stripped = words.strip()
    if stripped[:_SHORTEST] not in frame:
        return frame
    for end in range(len(stripped), min(len(stripped), _SHORTEST) - 1, -1):
        piece = stripped[:end]
        found = re.search(rf"(?<!\w){re.escape(piece)}(?!\w)(?: …)?", frame)
        if found:
            return frame.replace(found.group(), SLOT)
    return frame


@cache
def sentences(kind: PromptKind, language: str) -> tuple[str, ...]:
    """Every sentence of ours that a prompt of this kind can be made of, its slots blanked."""
    asking = [lines for sorts in family(kind, language).question.values() for lines in sorts.values()]
    book = line_book(language)
    asking.append(tuple(book.questions()))
    asking += [(*hook.ask, *hook.learn) for hook in hooks(language).values()]
    named = (_blank(kind, language, name) for name in ("opening", "quoted", "then", "asked", "mine", "first", "joined", "joined_quoted", "because"))
    return tuple(sorted(set().union(*named, _blanks(line for lines in asking for line in lines)), key=len, reverse=True))


def _blank(kind: PromptKind, language: str, name: str) -> set[str]:
    """The sentences of one list, in the language and in the kind."""
    held = [getattr(source, name, {}) for source in (tongue(language), family(kind, language))]
    return _blanks(line for lists in held for lines in lists.values() for line in lines)


def _blanks(lines: Iterable[str]) -> set[str]:
    blank = {re.sub(r"\{\w+\}", SLOT, line) for line in lines}
    return blank | {re.sub(rf"({SLOT}\s?[”»“’]?)\s?[.।?]", r"\1", line) for line in blank}


def shape(prompt: Prompt) -> str:
    """In which order a prompt is said, by the list that its first sentence stands in."""
    frame = blanked(prompt)
    starts = {name: any(frame.startswith(line) for line in _blank(prompt.kind, prompt.language, name)) for name in ("asked", "opening", "quoted")}
    book = line_book(prompt.language)
    sorts = [book.asking(sort) for sort in get_args(Sort)]
    asked = (
        [line for sort in ("any", "piece", "fellow") for lines in family(prompt.kind, prompt.language).questions(sort).values() for line in lines]
        if prompt.kind in ("learn", "share")
        else []
    )
    asking = [*asked, *(line for one in sorts for line in one.about)]
    question = insiders_question(frame, prompt.language)
    starts["asked"] |= bool(question) and frame.startswith(question)
    starts["asked"] |= any(frame.startswith(line) for line in _blanks(asking))
    return next((name for name, list_ in (("asked", "asked"), ("quoted", "quoted"), ("told", "opening")) if starts[list_]), "turned")


def is_ours(frame: str, kind: PromptKind, language: str) -> bool:
    """Whether a frame is nothing but sentences of ours, one after the other."""
    if not frame:
        return True
    question = insiders_question(frame, language)
    if question:
        before, after = frame.split(question, 1)
        return is_ours(before.strip(), kind, language) and is_ours(after.strip(), kind, language)
    return any(frame.startswith(line) and is_ours(frame[len(line) :].lstrip(), kind, language) for line in sentences(kind, language) if line)


def quoted(prompt: Prompt) -> list[str]:
    """What stands in quotation marks."""
    opened, closed = tongue(prompt.language).marks[:2]
    return re.findall(f"{re.escape(opened)}(.*?){re.escape(closed)}", prompt.text)


def questions(prompt: Prompt) -> int:
    """How many questions of ours a prompt asks: those that stand in their words are not ours. One that ends in their question mark needs none."""
    return max(1, blanked(prompt).count("?"))
