"""A sentence encoder in a folder of the user's own: `model.onnx` and `tokenizer.json`, as sentence-transformers exports all-MiniLM-L6-v2.

Runs by onnxruntime and tokenizers, which the extra `learnlearn[semantic]` installs; nothing is fetched from anywhere. Texts become vectors by the
mean of their tokens' last states (Reimers and Gurevych 2019), or by the model's own pooling where its output has two dimensions.
"""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from learnlearn.second.errors import EncoderError, ExtraMissingError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

MODEL, TOKENIZER = "model.onnx", "tokenizer.json"
_NEEDED = ("onnxruntime", "tokenizers", "numpy")
_LONGEST = 128  # tokens: the length that MiniLM was trained with
_AT_ONCE = 16  # texts
Vector = tuple[float, ...]


@dataclass(frozen=True)
class OnnxEncoder:
    """Texts into vectors of length 1. Made by `opened`; the model is loaded when it is first used."""

    folder: Path

    def vectors(self, texts: Sequence[str]) -> list[Vector]:
        """One vector a text, in their order. Raises EncoderError."""
        by_length = sorted(range(len(texts)), key=lambda at: len(texts[at]))  # texts of one length fill no batch with nothing
        found: dict[int, Vector] = {}
        try:
            for first in range(0, len(by_length), _AT_ONCE):
                batch = by_length[first : first + _AT_ONCE]
                found |= zip(batch, self._batch([texts[at] for at in batch]), strict=True)
        except Exception as error:  # onnxruntime raises classes of its own for every kind of wrong file
            raise EncoderError(f"{self.folder / MODEL} could not be run: {type(error).__name__}") from error
        return [found[at] for at in range(len(texts))]

    def _batch(self, texts: list[str]) -> list[Vector]:
        import numpy as np  # noqa: PLC0415  only where the extra is installed

        session, tokenizer, lock = self._loaded
        with lock:
            encoded = tokenizer.encode_batch(texts)
        ids = np.array([one.ids for one in encoded], dtype=np.int64)
        mask = np.array([one.attention_mask for one in encoded], dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        states = session.run(None, {one.name: given[one.name] for one in session.get_inputs()})[0]
        if states.ndim == 3:
            weights = mask[..., None]
            states = (states * weights).sum(1) / weights.sum(1)
        return [tuple(map(float, row)) for row in states / np.linalg.norm(states, axis=1, keepdims=True)]

    @cached_property
    def _loaded(self) -> tuple[InferenceSession, Tokenizer, threading.Lock]:
        from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415
        from tokenizers import Tokenizer  # noqa: PLC0415

        tokenizer = Tokenizer.from_file(str(self.folder / TOKENIZER))
        tokenizer.enable_truncation(_LONGEST)
        tokenizer.enable_padding()
        options = SessionOptions()
        options.intra_op_num_threads = 1  # the browser in front of the user needs the rest
        session = InferenceSession(str(self.folder / MODEL), options, providers=["CPUExecutionProvider"])
        return session, tokenizer, threading.Lock()


def opened(folder: Path | None) -> OnnxEncoder:
    """The encoder in a folder. Raises EncoderError, ExtraMissingError: what is missing, before anybody waits for it."""
    if folder is None:
        raise EncoderError("encoder names no folder")
    missing = [name for name in (MODEL, TOKENIZER) if not (folder / name).is_file()]
    if missing:
        raise EncoderError(f"there is no {' and no '.join(missing)} in {folder}")
    absent = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
    if absent:
        raise ExtraMissingError(f"missing: {', '.join(absent)}")
    return OnnxEncoder(folder)
