"""The operating system's keyrings, from a closed list. What `keyring` happens to pick may be a plain file, or keep nothing at all.

keyring 25 chooses `keyrings.alt.file.PlaintextKeyring` without a word where that package is installed, and its `null` backend accepts
a secret and forgets it. A locked keyring on a desktop blocks the call until somebody answers its window, and a service that dies in
mid-run raises bare OSErrors: so every call runs in a thread of its own, with a limit, and every exception is caught.
"""

from __future__ import annotations

import hmac
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from learnlearn.errors import KeyUnavailableError
from learnlearn.vault.states import KeyState, unavailable

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "learnlearn"
_SAFE = (
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
    "keyring.backends.macOS",
    "keyring.backends.Windows",
)
_STATES = {"KeyringLocked": KeyState.LOCKED, "InitError": KeyState.LOCKED, "NoKeyringError": KeyState.NONE}

T = TypeVar("T")


def read(entry: str, seconds: float) -> str | None:
    """The secret under this name; None when the keyring answers and has none. Raises KeyUnavailableError."""
    return _limited(lambda: _pick().get_password(SERVICE, entry), seconds)


def write(entry: str, secret: str, seconds: float) -> None:
    """Keeps the secret and reads it back. Raises KeyUnavailableError when it is not there afterwards."""

    def put() -> None:
        backend = _pick()
        backend.set_password(SERVICE, entry, secret)
        if not hmac.compare_digest((backend.get_password(SERVICE, entry) or "").encode(), secret.encode()):
            raise unavailable(KeyState.BROKEN, "keyring", "it accepted the key and did not keep it")

    _limited(put, seconds)


def remove(entry: str, seconds: float) -> bool:
    """Takes the secret under this name away; False when there was none. Raises KeyUnavailableError."""

    def take() -> bool:
        backend = _pick()
        if backend.get_password(SERVICE, entry) is None:
            return False
        backend.delete_password(SERVICE, entry)
        return True

    return _limited(take, seconds)


def _pick() -> KeyringBackend:
    import keyring  # noqa: PLC0415  reads entry points: only who needs a key pays for it

    try:
        chosen = keyring.get_keyring()
        candidates: list[KeyringBackend] = list(getattr(chosen, "backends", [chosen]))
    except Exception as error:  # looking for a keyring already fails when the session bus is gone
        raise unavailable(KeyState.NONE, "keyring", type(error).__name__) from error
    for backend in candidates:
        if type(backend).__module__ in _SAFE:
            return backend
    names = {f"{type(backend).__module__}.{type(backend).__name__}" for backend in candidates}
    unsafe = sorted(name for name in names if not name.startswith("keyring.backends.fail"))
    raise unavailable(KeyState.UNSAFE, "keyring", ", ".join(unsafe)) if unsafe else unavailable(KeyState.NONE, "keyring")


def _limited(call: Callable[[], T], seconds: float) -> T:
    results: list[T] = []
    errors: list[Exception] = []

    def run() -> None:
        try:
            results.append(call())
        except Exception as error:
            errors.append(error)

    thread = threading.Thread(target=run, name="keyring", daemon=True)
    thread.start()
    thread.join(seconds)
    if results:
        return results[0]
    if not errors:
        raise unavailable(KeyState.WAITING, "keyring")
    error = errors[0]
    if isinstance(error, KeyUnavailableError):
        raise error
    name = type(error).__name__
    raise unavailable(_STATES.get(name, KeyState.BROKEN), "keyring", name) from error
