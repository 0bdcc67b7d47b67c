"""What can go wrong with a language model. None of it takes a prompt away: the built-in words stand."""

from __future__ import annotations

from learnlearn.errors import LearnlearnError


class PhrasingError(LearnlearnError):
    """A language model could not be asked, or not be understood."""

    code, status, title = "phrasing_failed", 502, "The language model could not be asked"
    hint = "The prompts are there without it. Look at the settings: learnlearn phrasing"


class PhrasingSettingsError(PhrasingError):
    """The settings name no model that could be asked."""

    code, status, title = "wrong_phrasing_setting", 500, "The settings of the language model do not fit together"
    hint = "Set it right (learnlearn phrasing shows what is set), or switch it off: learnlearn config set phrasing off"


class UnknownPhrasingError(PhrasingError):
    """An offer that was forgotten, or never made."""

    code, status, title = "unknown_phrasing", 404, "This offer to rephrase is gone"
    hint = "Click on the page again."


class ConsentError(PhrasingError):
    """Text was to leave the machine without the user's yes to this use."""

    code, status, title = "consent_missing", 403, "This text would leave your machine, and you have not said yes"
    hint = "Look at the text that would be sent, then say yes or no; the prompts are there either way."
