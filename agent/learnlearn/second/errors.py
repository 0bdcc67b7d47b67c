"""What can go wrong with an encoder. The first answer stands."""

from __future__ import annotations

from learnlearn.errors import LearnlearnError


class EncoderError(LearnlearnError):
    """The sentence encoder that the settings name cannot be used."""

    code, status, title = "encoder_unusable", 500, "The sentence encoder cannot be used"
    hint = "Set its folder (learnlearn config set encoder FOLDER), or switch it off: learnlearn config set second_reader off"


class ExtraMissingError(EncoderError):
    """The packages that run an encoder are not installed."""

    code, title = "extra_missing", "What runs a sentence encoder is not installed"
    hint = "Install it: pip install 'learnlearn[semantic]'. Or switch the encoder off: learnlearn config set second_reader off"
