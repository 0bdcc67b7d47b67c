"""The store as files: looking at all of them, copying them, taking a copy back."""

from __future__ import annotations

from learnlearn.api.call import Access, Call, Route
from learnlearn.contract.commands.upkeep import (
    HEALTH,
    PROGRESS,
    AskHealth,
    AskProgress,
    BackedUp,
    BackUp,
    Checked,
    CheckStore,
    Finding,
    ProgressMade,
    Restore,
    Restored,
    StoreHealth,
)


async def check(call: Call, message: CheckStore) -> Checked:
    """Every file is opened once."""
    done = await call.agent.door.custodian.check(repair=message.repair)
    findings = tuple(Finding.model_validate(one, from_attributes=True) for one in done.findings)
    return Checked(files=done.files, people=done.people, findings=findings)


async def health(call: Call, _: AskHealth) -> StoreHealth:
    """As the last look at everybody found it."""
    return StoreHealth.model_validate(await call.agent.store.health(), from_attributes=True)


async def back_up(call: Call, message: BackUp) -> BackedUp:
    """While everything goes on."""
    file, listed = await call.agent.door.custodian.back_up(message.folder)
    return BackedUp(file=file, files=len(listed.files), bytes=file.stat().st_size, unreadable=tuple(listed.unreadable))


async def progress(call: Call, _: AskProgress) -> ProgressMade:
    """Of the last one, when none goes on."""
    return ProgressMade(share=call.agent.door.custodian.progress.share)


async def restore(call: Call, message: Restore) -> Restored:
    """Whoever was forgotten since stays forgotten."""
    done = await call.agent.door.custodian.restore(message.file, message.code)
    return Restored.model_validate(done, from_attributes=True)


ROUTES = (
    Route("/v1/control/store/check", Access.CONTROL, CheckStore, Checked, "Looks at every file of the store", check),
    Route(HEALTH, Access.CONTROL, AskHealth, StoreHealth, "How the store is, and what in it does not open", health),
    Route("/v1/control/store/backup", Access.CONTROL, BackUp, BackedUp, "Copies the whole store into one file", back_up),
    Route(PROGRESS, Access.CONTROL, AskProgress, ProgressMade, "How far a backup or restore is", progress),
    Route("/v1/control/store/restore", Access.CONTROL, Restore, Restored, "Takes a backup in", restore),
)
