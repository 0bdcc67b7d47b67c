"""What can go wrong with a store in files of one's own, beyond what any store knows: its devices, its ways in, its copies."""

from __future__ import annotations

from learnlearn.errors import LearnlearnError, StoreDamagedError, StoreError


class InvitationError(LearnlearnError):
    """A code that opens no invitation into this store."""

    code, status, title = "invitation_refused", 403, "This code opens no invitation here"
    hint = "Look at the code on your other device again; if it was long ago, make a new one there: learnlearn devices add"


class InvitationExpiredError(InvitationError):
    """Its day is over."""

    code, status, title = "invitation_expired", 403, "This invitation has ended"
    hint = "Make a new one on your other device: learnlearn devices add"


class AlreadyInError(LearnlearnError):
    """This device has a key that opens the store: joining again would make two devices of it."""

    code, status, title = "already_in", 409, "This device is in already"
    hint = "Nothing is to be done: learnlearn run. To be let in anew, have it removed first on another device: learnlearn devices remove"


class WrongCodeError(LearnlearnError):
    """What was told is neither the recovery code nor the passphrase of this store."""

    code, status, title = "wrong_code", 403, "Neither a recovery code nor a passphrase of this store"
    hint = "Look at it again and type it once more. Nothing was changed."


class UnknownDeviceError(LearnlearnError):
    """No device of this store has this id or name."""

    code, status, title = "unknown_device", 404, "No device of this store is called so"
    hint = "See the list: learnlearn devices"


class UnknownSlotError(LearnlearnError):
    """No way into the store has this id."""

    code, status, title = "unknown_slot", 404, "There is no such way into the store"
    hint = "See the list: learnlearn keys"


class LastSlotError(LearnlearnError):
    """What would be taken away is what opens the store here."""

    code, status, title = "last_slot", 409, "This is what opens the store on this device"
    hint = "Renew it instead: learnlearn keys rotate"


class DeviceRemovedError(StoreError):
    """Another device of the store has removed this one."""

    code, status, title = "device_removed", 403, "This device was removed from your notes on another one"
    hint = "What was here can still be read. To write again, let it in anew: learnlearn devices add there, learnlearn devices join here."


class StoreUnreadableError(StoreDamagedError):
    """The disk refuses to read a file: it may be whole, so it is not moved, and looked at again."""

    code, status, title = "store_unreadable", 500, "The disk refuses to read a file of the store"
    hint = "Nothing was moved or deleted. Look at the disk and at the file's permissions; it counts again as soon as it can be read."


class BackupError(StoreError):
    """A file that should be a backup is none, or not whole."""

    code, status, title = "wrong_backup", 400, "This is no whole backup of Learnlearn"
    hint = "Take another one. Nothing was changed."


class BackupPlaceError(StoreError):
    """Where a backup was to go is no folder."""

    code, status, title = "no_such_folder", 400, "There is no such folder to put a backup into"
    hint = "Make the folder first, or name another one."


class BackupLockedError(StoreError):
    """A backup that the keys at hand do not open."""

    code, status, title = "backup_locked", 403, "The keys here do not open this backup"
    hint = "Give the recovery code or the passphrase that its store had then: learnlearn restore FILE --code"
