"""Bringing an older store to the present form: one numbered step a form, each whole or not at all.

A step writes the new form beside the old one, says in store.json that it counts, and only then removes the old one. One that was cut off
before that begins anew; one that was cut off after it is finished by `tidy`.
"""

from __future__ import annotations

from learnlearn.store.folder.header import Header
from learnlearn.store.folder.layout import Layout
from learnlearn.store.keys.opening import DeviceRow, private_key, unlock
from learnlearn.store.keys.slots import SlotKind
from learnlearn.store.migrations import to_2


def bring_up(layout: Layout, found: Header, secret: bytes, kind: SlotKind, device: DeviceRow) -> bool:
    """From the form that was found to the present one. False when the secret is not this store's; then nothing was changed."""
    if found.version < to_2.VERSION:
        if not to_2.fits(found, secret):
            return False
        to_2.migrate(layout, found.id, secret, kind, device)
    tidy(layout)
    return True


def first_form(found: Header) -> bool:
    """Whether it is of the form that had one key for everything, which was kept under the store's name."""
    return found.version < to_2.VERSION


def fits(layout: Layout, found: Header, secret: bytes) -> bool:
    """Whether this secret opens the store, whatever its form. Changes nothing."""
    if found.version < to_2.VERSION:
        return to_2.fits(found, secret)
    return unlock(layout, found.id, private_key(secret)) is not None


def tidy(layout: Layout) -> None:
    """Removes what a finished step left of older forms."""
    to_2.tidy(layout)
