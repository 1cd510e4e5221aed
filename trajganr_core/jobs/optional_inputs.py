"""Inputs that a job's parameters may leave out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..data.bundle import Bundle
from ..inference.loaded_model import LoadedModel
from ..utils.progress import Progress


def path_at(text: str | None) -> Path | None:
    """The path of an input, None if it is left out."""
    return None if text is None else Path(text)


def open_model(params: Any, device: str, progress: Progress) -> LoadedModel:
    """The ``model`` and the ``bundle`` of a job's parameters; the other follows if one is left out.

    Raises:
        TrajganrError: as :meth:`.Bundle.load` and :meth:`.LoadedModel.load`.
    """
    bundle = None if params.bundle is None else Bundle.load(Path(params.bundle))
    return LoadedModel.load(path_at(params.model), bundle, device, progress)
