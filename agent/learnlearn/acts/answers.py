"""Answers to snapshots: computed and forgotten. My profile is read once and kept until it changes or the day does.

What the last page and I share is remembered for a few minutes, in memory only, for a second click on the same page.
"""

from __future__ import annotations

import asyncio
import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from learnlearn.acts.crowd import Counted, Crowd
from learnlearn.acts.planning import plan_of
from learnlearn.addresses import identity, is_own
from learnlearn.contract.conversation import Conversation
from learnlearn.contract.me import Me
from learnlearn.contract.meet import PeopleToMeet
from learnlearn.contract.plan import Circle
from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.store.base import PersonView, Store

if TYPE_CHECKING:
    from learnlearn.conversation.history import History
    from learnlearn.matching.model import Contacts
    from learnlearn.pipeline import CommonGround, Question, Reading
    from learnlearn.second.opinions import Opinions

_MEMORY = 300.0  # seconds after an answer


@dataclasses.dataclass(frozen=True, slots=True)
class _Compared:
    """Common ground and what it was found between."""

    page: ProfileSnapshot
    me: Reading
    them: Reading
    today: dt.date
    contacts: Contacts | None
    ground: CommonGround

    def is_of(self, page: ProfileSnapshot, me: Reading, today: dt.date, contacts: Contacts | None) -> bool:
        """Whether it holds for this page too; when it was read makes no difference."""
        return (
            self.me is me
            and self.today == today
            and self.contacts == contacts
            and self.page == page.model_copy(update={"captured_at": self.page.captured_at})
        )


@dataclasses.dataclass(frozen=True, slots=True)
class Answered:
    """An answer, and what a second reader is still to be asked of the same pair; None when there is none or its opinion is in."""

    told: Conversation
    question: Question | None


class Answers:
    """Runs the engine beside the event loop, one page at a time (it is pure Python: two at once would only wait for each other)."""

    def __init__(self, clock: Callable[[], dt.datetime], opinions: Opinions | None = None) -> None:
        self._now = clock
        self._opinions = opinions  # of the second reader, where one is switched on
        self._worker = ThreadPoolExecutor(1, "answer")
        self._crowd = Crowd(self._worker, self._labels)
        self._listens_to: Store | None = None
        self._read: tuple[Me, dt.date, Reading] | None = None
        self._compared: _Compared | None = None
        self._forgetting: asyncio.TimerHandle | None = None

    async def warm(self, me: Me) -> None:
        """Loads the engine, reads my profile and answers once to nobody, so that the first answer is as fast as the second."""
        await asyncio.get_running_loop().run_in_executor(self._worker, lambda: self._rehearse(me))

    async def answer(self, store: Store, snapshot: ProfileSnapshot, me: Me, known: PersonView | None, circles: tuple[Circle, ...]) -> Answered:
        """What we share and what could be said. `store` tells who else is kept, as far as they were counted."""
        if self._listens_to is not store:
            self._listens_to = store
            store.listen(self._changed)
        counted = self._crowd.around(store, snapshot.url)
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._worker, lambda: self._answer(snapshot, me, known, circles, counted))
        finally:
            if self._forgetting is not None:
                self._forgetting.cancel()
            self._forgetting = loop.call_later(_MEMORY, self.forget)

    async def meet(self, people: tuple[ProfileSnapshot, ...], me: Me, known: Mapping[str, int]) -> PeopleToMeet:
        """With whom of these people I share most. `known` are those I keep: how many notes, by address. I am not one of them."""
        others = tuple(page for page in people if not is_own(page.url, me.addresses))
        return await asyncio.get_running_loop().run_in_executor(self._worker, lambda: self._meet(others, me, known))

    def forget(self) -> None:
        """Nothing of the last page is left."""
        self._compared = None

    async def close(self) -> None:
        """Ends after the answer in work."""
        await self._crowd.close()
        await asyncio.to_thread(self._worker.shutdown)

    def _changed(self, who: str, is_kept: bool) -> None:
        """The store has somebody anew, or no more."""
        if not is_kept and self._compared is not None and identity(self._compared.page.url) == who:
            self.forget()
        if not is_kept and self._opinions is not None:
            self._opinions.forget()  # they name no person: all of them go
        self._crowd.changed(who, is_kept=is_kept)

    def _answer(self, snapshot: ProfileSnapshot, me: Me, known: PersonView | None, circles: tuple[Circle, ...], counted: Counted | None) -> Answered:
        from learnlearn import pipeline  # noqa: PLC0415  the engine is loaded in its own thread, after the port answers
        from learnlearn.conversation.history import History  # noqa: PLC0415

        now = self._now()
        own = is_own(snapshot.url, me.addresses)
        history = History.of(known.notes if known else (), kept=known is not None, own_page=own)
        if known is not None:
            history = self._with_plan(history, known, snapshot, circles, now.date())
        mine, today = self._reading(me, now.date()), now.date()
        contacts = _contacts(counted)
        last = self._compared
        if last is None or not last.is_of(snapshot, mine, today, contacts):
            them = pipeline.read_page(snapshot, today)
            ground = pipeline.compare(mine, them, today, contacts or pipeline.Contacts())
            self._compared = last = _Compared(snapshot, mine, them, today, contacts, ground)
        ground, question = self._read_twice(last)
        told = pipeline.converse(snapshot, mine, ground, history, now)
        return Answered(told, question if told.state in ("ready", "nothing_found") else None)

    def _read_twice(self, found: _Compared) -> tuple[CommonGround, Question | None]:
        """The common ground with the second reader's opinion; without one, what it is to be asked."""
        from learnlearn import pipeline  # noqa: PLC0415

        if self._opinions is None:
            return found.ground, None
        question = pipeline.question(found.me, found.them, found.ground, self._opinions.reader)
        opinion = self._opinions.about(question.key)
        if opinion is None:
            return found.ground, question
        return pipeline.with_second(found.ground, found.me, found.them, opinion), None

    def _rehearse(self, me: Me) -> None:
        from learnlearn import pipeline  # noqa: PLC0415

        now = self._now()
        pipeline.rehearse(self._reading(me, now.date()), now)

    def _labels(self, page: ProfileSnapshot) -> tuple[str, ...]:
        from learnlearn import pipeline  # noqa: PLC0415

        return pipeline.labels(page, self._now().date())

    def _meet(self, people: tuple[ProfileSnapshot, ...], me: Me, known: Mapping[str, int]) -> PeopleToMeet:
        from learnlearn import pipeline  # noqa: PLC0415

        today = self._now().date()
        mine = self._reading(me, today)
        met = (
            pipeline.Met(page, pipeline.common_ground(page, mine, today), kept=page.url in known, note_count=known.get(page.url, 0))
            for page in people
        )
        return pipeline.meet(met, mine)

    @staticmethod
    def _with_plan(history: History, known: PersonView, snapshot: ProfileSnapshot, circles: tuple[Circle, ...], today: dt.date) -> History:
        from learnlearn.conversation.changes import changes  # noqa: PLC0415

        plan = plan_of(known, circles, today)
        history = dataclasses.replace(history, step=plan.step, seen_weekly=plan.plan.seen_weekly)
        if not known.snapshots:
            return history
        last = known.snapshots[-1]
        return dataclasses.replace(history, changes=changes(last, snapshot), seen_on=last.captured_at.astimezone().date())

    def _reading(self, me: Me, today: dt.date) -> Reading:
        from learnlearn import pipeline  # noqa: PLC0415

        if self._read is None or self._read[0] is not me or self._read[1] != today:
            self._read = (me, today, pipeline.read_me(me, today))
        return self._read[2]


def _contacts(counted: Counted | None) -> Contacts | None:
    """As the engine takes them; None while they are not counted, or too few to tell."""
    from learnlearn.matching.model import Contacts  # noqa: PLC0415
    from learnlearn.matching.rank import ENOUGH  # noqa: PLC0415

    return None if counted is None or counted.total < ENOUGH else Contacts(counted.total, counted.sharing)
