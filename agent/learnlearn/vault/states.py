"""The seven ways in which the data key cannot be had: one sentence and one next action for each place that knows it.

None deletes anything, none opens a plain store.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from learnlearn.errors import KeyUnavailableError

Kind = Literal["keyring", "file", "passphrase"]


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
_RECOVER = "or use your recovery code: learnlearn keys recover"
# What each place can run into: a file is never locked, and a passphrase that nobody keeps is never lost.
_SENTENCES: dict[Kind, dict[KeyState, tuple[str, str]]] = {
    "keyring": {
        KeyState.NONE: ("No keyring of the operating system answers here.", _CHOOSE),
        KeyState.UNSAFE: ("The only place found for the key would not keep it safe.", _CHOOSE),
        KeyState.LOCKED: ("The keyring is locked.", "Unlock it (log in to your desktop), then try again."),
        KeyState.WAITING: ("The keyring is asking for its password.", "Answer its window, then try again."),
        KeyState.LOST: (
            "The store is here, but its key is not in the keyring.",
            f"Nothing was deleted. Restore the keyring's entry learnlearn, {_RECOVER}",
        ),
        KeyState.WRONG: ("The key in the keyring does not open this store.", f"Nothing was changed. Restore the right one from a backup, {_RECOVER}"),
        KeyState.BROKEN: ("The keyring answered in a way it should not.", "Log out and in again, or look at the keyring's own program."),
    },
    "file": {
        KeyState.UNSAFE: ("Others on this machine may read your key file.", "Close it to them (chmod 600), then try again."),
        KeyState.LOST: ("The store is here, but its key file is not.", f"Nothing was deleted. Put the file back where it was, {_RECOVER}"),
        KeyState.WRONG: ("The key file does not open this store.", f"Nothing was changed. Restore the right file from a backup, {_RECOVER}"),
        KeyState.BROKEN: ("The key file cannot be read.", "Look whether it is yours to read and holds a line of 64 letters and digits for each key."),
    },
    "passphrase": {
        KeyState.NONE: (
            "Nobody is here to type the passphrase.",
            "Start it on a terminal, or let it be read from a file of yours: learnlearn config set passphrase_file FILE",
        ),
        KeyState.WRONG: ("This passphrase does not open your notes.", "Nothing was changed. Look at the keyboard, then type it once more."),
        KeyState.BROKEN: (
            "The file of the passphrase cannot be read.",
            "Look whether it is there and yours to read: learnlearn config shows it as passphrase_file.",
        ),
    },
}


def unavailable(state: KeyState, kind: Kind, detail: str = "") -> KeyUnavailableError:
    """The error that says it of this place."""
    sentence, hint = _SENTENCES[kind][state]
    return KeyUnavailableError(state.value, f"{sentence} ({detail})" if detail else sentence, hint)
