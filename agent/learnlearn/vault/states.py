"""The seven ways in which the data key cannot be had, each one sentence and one next action. None deletes anything, none opens a plain store."""

from __future__ import annotations

from enum import StrEnum

from learnlearn.errors import KeyUnavailableError


class KeyState(StrEnum):
    """What is the matter with the key."""

    NONE = "none"
    UNSAFE = "unsafe"
    LOCKED = "locked"
    WAITING = "waiting"
    LOST = "lost"
    WRONG = "wrong"
    BROKEN = "broken"


# The states that an unlocked keyring cures: the agent may run and wait for it.
TEMPORARY = frozenset({KeyState.LOCKED, KeyState.WAITING})

_CHOOSE = "Log in to a desktop with a keyring, or choose a key file of your own: learnlearn run --key-file"
_SENTENCES = {
    KeyState.NONE: ("No keyring of the operating system answers here.", _CHOOSE),
    KeyState.UNSAFE: ("The only place found for the key would not keep it safe.", _CHOOSE),
    KeyState.LOCKED: ("The keyring is locked.", "Unlock it (log in to your desktop), then try again."),
    KeyState.WAITING: ("The keyring is asking for its password.", "Answer its window, then try again."),
    KeyState.LOST: (
        "The store is here, but its key is not where it was put.",
        "Nothing was deleted. Restore the key (keyring entry learnlearn, or key file), or use your recovery code: learnlearn keys recover",
    ),
    KeyState.WRONG: ("The key that was found does not open this store.", "Restore the right key from a backup. Nothing was changed."),
    KeyState.BROKEN: ("The keyring answered in a way it should not.", "Log out and in again, or look at the keyring's own program."),
}


def unavailable(state: KeyState, detail: str = "") -> KeyUnavailableError:
    """The error that says it."""
    sentence, hint = _SENTENCES[state]
    return KeyUnavailableError(state.value, f"{sentence} ({detail})" if detail else sentence, hint)
