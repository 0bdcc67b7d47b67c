"""What can go wrong with a language model. None of it takes an answer away: what was said without it stands."""

from __future__ import annotations

from learnlearn.errors import LearnlearnError


class ModelError(LearnlearnError):
    """A language model could not be asked, or not be understood."""

    code, status, title = "model_failed", 502, "The language model could not be asked"
    hint = "Everything is there without it. Look at the settings: learnlearn model"


class ModelSettingsError(ModelError):
    """The settings name no model that could be asked."""

    code, status, title = "wrong_model_setting", 500, "The settings of the language model do not fit together"
    hint = "Set it right (learnlearn model shows what is set), or switch it off: learnlearn config set model off"


class UnknownOfferError(ModelError):
    """An offer that was forgotten, or never made."""

    code, status, title = "unknown_offer", 404, "This offer is gone"
    hint = "Click on the page again."


class ConsentError(ModelError):
    """Text was to leave the machine without the user's yes to this use."""

    code, status, title = "consent_missing", 403, "This text would leave your machine, and you have not said yes"
    hint = "Look at the text that would be sent, then say yes or no; everything is there either way."
