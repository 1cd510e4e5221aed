"""All systems that can be compared, in the order of the tables."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..contract.choices import BENCHMARK_SWITCHES
from ..contract.errors import Code, TrajganrError
from ..contract.presets import preset
from .boosting import Boosting
from .frozen_head import FrozenHead
from .gair import Gair
from .gair_training import GairTraining
from .geoclip import Geoclip
from .hand_statistics import HandStatistics
from .pictures_around import PicturesAround
from .satclip import Satclip
from .satclip_training import SatclipTraining
from .study import Extractor
from .system import System
from .trajganr import TrajGANRSystem
from .trivial import NearestLabel, SegmentMean, TrainingMean
from .unitraj import UnitrajSystem
from .unitraj_training import UnitrajTraining

__all__ = ["ablation", "chosen_systems"]

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
AFTER: tuple[TrajGANRSystem, ...] = (
    TrajGANRSystem("trajganr_paper", "TrajGANR, paper", "paper"),
    TrajGANRSystem("trajganr_best", "TrajGANR, best", "best"),
)
#: The paper's losses and heads, but a trip is described by its motion around the query, as in
#: `best`: in `paper` a query's token says where it is, which is all that alignment asks for
#: (docs/benchmarks/comparison.md, "Granularity of the alignment").
CENTRED = TrajGANRSystem(
    "trajganr_centred",
    "TrajGANR, centred",
    "paper",
    {name: getattr(preset("best"), name) for name in ("geometry", "motion", "location_min_scale")},
)
MODELS: Mapping[str, TrajGANRSystem] = {
    one.id.removeprefix("trajganr_"): one for one in (*AFTER, CENTRED)
}


def _variants(switch: str, model: str) -> list[TrajGANRSystem]:
    """A model under the other values of a switch."""
    usual = MODELS[model]
    return [
        dataclasses.replace(
            usual,
            id=f"{usual.id}_{switch}_{value}",
            title=f"{usual.title}; {switch.replace('_', ' ')}: {value}",
            pretraining={**usual.pretraining, switch: value},
        )
        for value in BENCHMARK_SWITCHES[switch].get(model, ())
    ]


VARIANTS: tuple[TrajGANRSystem, ...] = tuple(
    variant
    for switch, models in BENCHMARK_SWITCHES.items()
    for model in models
    for variant in _variants(switch, model)
)


def ablation(switch: str) -> tuple[str, ...]:
    """Ids of the systems that show what a switch is worth: models, and under its other values."""
    return tuple(
        name
        for model in BENCHMARK_SWITCHES[switch]
        for name in (*(v.id for v in _variants(switch, model)), MODELS[model].id)
    )


def chosen_systems(
    ids: Sequence[str], weights: Mapping[str, Path], options: Mapping[str, Options]
) -> list[System]:
    """The systems of these ids, in the order of the tables.

    Where none is named, all but those of ablations alone.

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
    seen = GairTraining(**options.get("gair", {}))  # all who look at pictures look through the same
    pictures = FrozenHead(PicturesAround(seen.backbone, seen.backbone_weights))
    usual = {system.id: system for system in (*BEFORE, pictures, *heads, *AFTER)}
    known = usual | {system.id: system for system in (CENTRED, *VARIANTS)}
    for name in ids:
        _check_known(name, known)
    return [known[name] for name in known if name in (ids or usual)]


def _check_known(name: str, known: Mapping[str, object]) -> None:
    if name not in known:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "There is no system {system!r} here.",
            "Choose from {known}.",
            system=name,
            known=", ".join(known),
        )
