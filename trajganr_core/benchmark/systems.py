"""All systems that can be compared, in the order of the tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..errors import Code, TrajganrError
from .boosting import Boosting
from .frozen_head import FrozenHead
from .gair import Gair
from .gair_training import GairTraining
from .geoclip import Geoclip
from .hand_statistics import HandStatistics
from .satclip import Satclip
from .satclip_training import SatclipTraining
from .study import Extractor
from .system import System
from .trajganr import TrajGANRSystem
from .trivial import NearestLabel, SegmentMean, TrainingMean
from .unitraj import UnitrajSystem
from .unitraj_training import UnitrajTraining

__all__ = ["chosen_systems"]

Options = Mapping[str, Any]


def _geoclip(weights: Path | None, options: Options) -> Extractor:
    return Geoclip(weights)


def _satclip(weights: Path | None, options: Options) -> Extractor:
    return Satclip(weights, SatclipTraining(**options))


def _gair(weights: Path | None, options: Options) -> Extractor:
    return Gair(weights, GairTraining(**options))


def _unitraj(weights: Path | None, options: Options) -> Extractor:
    return UnitrajSystem(weights, UnitrajTraining(**options))


#: Published systems, each made from a file of its weights or None, and options of its training
#: here: the heads learn on what they say of the roads.
PUBLISHED: tuple[Callable[[Path | None, Options], Extractor], ...] = (
    _geoclip,
    _satclip,
    _gair,
    _unitraj,
)
BEFORE: tuple[System, ...] = (
    TrainingMean(),
    NearestLabel(),
    SegmentMean(),
    FrozenHead(HandStatistics()),
    Boosting(),
)
AFTER: tuple[System, ...] = (
    TrajGANRSystem("trajganr_paper", "TrajGANR, paper", "paper"),
    TrajGANRSystem("trajganr_best", "TrajGANR, best", "best"),
)


def chosen_systems(
    ids: Sequence[str], weights: Mapping[str, Path], options: Mapping[str, Options]
) -> list[System]:
    """The systems of these ids, in the order of the tables; all where none is named.

    Args:
        ids: of systems.
        weights: files of published systems' weights, by id.
        options: of their training on the study area, by id; those of their own where absent.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for an id that is none, or that of a system without a file
            of weights; ``INPUT.NOT_FOUND`` for a file that is not there.
    """
    published = {extractor.id: make for make in PUBLISHED for extractor in (make(None, {}),)}
    for name, path in weights.items():
        _check_known(name, published)
        if not path.is_file():
            raise TrajganrError(
                Code.INPUT_NOT_FOUND,
                "{path}, the weights of {system}, is not there.",
                "Correct the path, or leave the option out.",
                path=str(path),
                system=name,
            )
    heads = (
        FrozenHead(make(weights.get(name), options.get(name, {})))
        for name, make in published.items()
    )
    known = {system.id: system for system in (*BEFORE, *heads, *AFTER)}
    for name in ids:
        _check_known(name, known)
    return [system for name, system in known.items() if name in ids or not ids]


def _check_known(name: str, known: Mapping[str, object]) -> None:
    if name not in known:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "There is no system {system!r} here.",
            "Choose from {known}.",
            system=name,
            known=", ".join(known),
        )
