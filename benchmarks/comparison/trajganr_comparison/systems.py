"""All systems that can be compared, in the order of the tables."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.options.presets import preset
from trajganr_core.contract.options.validation import check_choice

from .boosting import LIGHTGBM, Boosting
from .boosting_passes import PassBoosting
from .choices import BENCHMARK_PARTS, BENCHMARK_SWITCHES
from .frozen_head import FrozenHead, KeptFeatures
from .gair import Gair
from .gair_training import GairTraining
from .geoclip import Geoclip
from .graph_network import GraphNetwork
from .hand_statistics import HandStatistics
from .jclrnt import JclrntSystem
from .jclrnt_training import JclrntTraining
from .pictures_around import PicturesAround
from .satclip import Satclip
from .satclip_training import SatclipTraining
from .study import Extractor
from .system import System
from .trajganr import TrajGANRSystem
from .trivial import NearestLabel, PassMean, SegmentMean, TrainingMean
from .unitraj import UnitrajSystem
from .unitraj_training import UnitrajTraining
from .unitraj_trips import COUNTS

Options = Mapping[str, Any]

#: Published systems by id, each made from a file of its weights or None, and options of its
#: training on the study area.
PUBLISHED: Mapping[str, Callable[[Path | None, Options], Extractor]] = {
    Geoclip.id: lambda weights, options: Geoclip(weights),
    Satclip.id: lambda weights, options: Satclip(weights, SatclipTraining(**options)),
    Gair.id: lambda weights, options: Gair(weights, GairTraining(**options)),
    UnitrajSystem.id: lambda weights, options: KeptFeatures(
        UnitrajSystem(weights, UnitrajTraining(**options))
    ),
}
#: The presets, and `centred`: the paper's losses and heads, but a trip is described by its motion
#: around the query, as in `best`. In `paper` the token of a query contains its location, which is
#: all that the alignment needs (benchmarks/log/2026-11-29-other-systems.md).
MODELS: Mapping[str, TrajGANRSystem] = {
    "paper": TrajGANRSystem("trajganr_paper", "TrajGANR, paper", "paper"),
    "best": TrajGANRSystem("trajganr_best", "TrajGANR, best", "best"),
    "centred": TrajGANRSystem(
        "trajganr_centred",
        "TrajGANR, centred",
        "paper",
        {
            name: getattr(preset("best"), name)
            for name in ("geometry", "motion", "location_min_scale")
        },
    ),
}


BEFORE: tuple[System, ...] = (
    TrainingMean(),
    NearestLabel(),
    SegmentMean(),
    PassMean(),
    FrozenHead(HandStatistics()),
    Boosting(),
    Boosting("lightgbm", "LightGBM on hand statistics and road attributes", LIGHTGBM),
    GraphNetwork(),
    PassBoosting(),
)


def _without_counts(unitraj: Extractor) -> FrozenHead:
    """UniTraj as published, without the number of trips that we append to its encoding."""
    title = f"{unitraj.title} without the number of trips"
    return FrozenHead(unitraj, f"{unitraj.id}_without_counts", title, slice(-COUNTS))


def _without(part: str) -> TrajGANRSystem:
    """`best` without a part; where the same encoders serve, it shares their pretraining."""
    usual, words = MODELS["best"], part.replace("_", " ")
    variant = dataclasses.replace(
        usual,
        id=f"{usual.id}_without_{part}",
        title=f"{usual.title}; without {words}",
    )
    if part == "pretraining":  # an untrained model has a road function only if asked to
        return dataclasses.replace(variant, pretraining={"epochs": 0, "road_function": True})
    variant = dataclasses.replace(variant, without=frozenset({words}))
    if part == "road_graph":
        return variant
    return dataclasses.replace(variant, pretrained_as=usual.id)


#: `best`, and `best` without each of its parts.
PARTS: tuple[TrajGANRSystem, ...] = (MODELS["best"], *map(_without, BENCHMARK_PARTS))


def _variants(switch: str, model: str) -> list[TrajGANRSystem]:
    """A model with the other values of a switch."""
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


def ablation(switch: str) -> tuple[str, ...]:
    """Ids of the systems of an ablation: models, and these with the other values of the switch."""
    return tuple(
        system.id
        for model in BENCHMARK_SWITCHES[switch]
        for system in (*_variants(switch, model), MODELS[model])
    )


def chosen_systems(
    ids: Sequence[str], weights: Mapping[str, Path], options: Mapping[str, Options]
) -> list[System]:
    """The systems of these ids, in the order of the tables.

    Args:
        ids: of systems; all except those only for ablations where empty.
        weights: files of published systems' weights, by id.
        options: of their training on the study area, by id; their own defaults where absent.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for an unknown id, or weights of a system that takes none;
            ``INPUT.NOT_FOUND`` for a missing file.
    """
    for name, path in weights.items():
        check_choice("system", name, PUBLISHED)
        check_weights(name, path)
    extractors = [
        make(weights.get(name), options.get(name, {})) for name, make in PUBLISHED.items()
    ]
    heads = [FrozenHead(extractor) for extractor in extractors]
    heads.append(_without_counts(next(one for one in extractors if one.id == UnitrajSystem.id)))
    gair = GairTraining(**options.get("gair", {}))  # all systems use the same backbone
    pictures = FrozenHead(PicturesAround(gair.backbone, gair.backbone_weights))
    jclrnt = JclrntSystem(JclrntTraining(**options.get(JclrntSystem.id, {})))
    heads.append(FrozenHead(KeptFeatures(jclrnt)))
    usual: list[System] = [*BEFORE, pictures, *heads, MODELS["paper"], MODELS["best"]]
    variants = (
        variant
        for switch, models in BENCHMARK_SWITCHES.items()
        for model in models
        for variant in _variants(switch, model)
    )
    every = (*usual, MODELS["centred"], *variants, *PARTS[1:])
    systems = {system.id: system for system in every}
    for name in ids:
        check_choice("system", name, systems)
    return [system for name, system in systems.items() if name in ids] if ids else usual


def check_weights(system: str, path: Path) -> None:
    """Refuse a missing file of weights before hours are spent on other systems.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND``.
    """
    if not path.is_file():
        raise TrajganrError(
            Code.INPUT_NOT_FOUND,
            "The weights of {system}, {path}, do not exist.",
            "Correct the path, or leave the option out.",
            path=str(path),
            system=system,
        )
