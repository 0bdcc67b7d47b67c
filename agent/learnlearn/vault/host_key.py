"""Keys that other servers gave the user, such as a language model's: in the operating system's keyring, one entry a host, and nowhere else."""

from __future__ import annotations

from urllib.parse import urlsplit

from learnlearn.vault import backends


def entry(url: str) -> str:
    """The name of the entry in the keyring."""
    return f"key for {urlsplit(url).hostname or url}"


def read(url: str, seconds: float) -> str:
    """The key, "" when none was kept. Raises KeyUnavailableError."""
    return backends.read(entry(url), seconds) or ""


def keep(url: str, key: str, seconds: float) -> None:
    """Keeps it. Raises KeyUnavailableError."""
    backends.write(entry(url), key, seconds)


def forget(url: str, seconds: float) -> bool:
    """Takes it away; False when there was none. Raises KeyUnavailableError."""
    return backends.remove(entry(url), seconds)
