"""Trains the shipped road function and writes it with its card."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import torch

from trajganr_core.contract.options.training_config import PretrainConfig
from trajganr_core.contract.records.bundle_manifest import Area, Quantiles
from trajganr_core.contract.records.model_card import (
    CARD,
    ENCODERS,
    BundleReference,
    DataCard,
    ModelCard,
    ModelConfig,
    PretrainingCard,
    RoadFunctionCard,
)
from trajganr_core.contract.version import __version__
from trajganr_core.data.local_time import HOURS_PER_WEEK
from trajganr_core.model.model_folder import read_card, save_model
from trajganr_core.training.road_function.learn_path_step import learn_path_step
from trajganr_core.training.road_function.train_road_function import (
    RoadTraining,
    train_road_function,
)

from .ingredients import SEED, Ingredients
from .membership import membership

#: With the number of cities they decide how long the training takes.
ROUNDS, TARGETS = 10, 20_000
NAME = "Shipped model"
#: Cities of which the card says whether trips of the training can be recognised: their fewest
#: held-out drivers, and how many they are at most.
MIN_HELD_OUT, MAX_RECORDED = 20, 3


def train_roads(found: Ingredients, folder: Path, rounds: int = ROUNDS) -> ModelCard:
    """Train a road function on cities and put it into a model's folder.

    Encoders that are in the folder stay, and their sources in its card.
    """
    cities = found.cities
    trained = train_road_function(cities, RoadTraining(rounds, targets=TARGETS, seed=SEED), _say)
    # The last cities with many drivers; real Porto is the first of them if it is trained on.
    figures = [
        membership(trained.function, city, held_out)
        for city, held_out in zip(cities, trained.held_out, strict=True)
        if len(held_out) >= MIN_HELD_OUT
    ][-MAX_RECORDED:]
    function = trained.function
    # Levels are learned where there are most passes: in real Porto if it is trained on.
    most = int(np.argmax([len(city.passes) for city in cities]))
    step = learn_path_step(function, cities[most], trained.held_out[most], SEED)
    entry = RoadFunctionCard(
        features=len(function.centre),
        hidden=function.hidden,
        components=function.components,
        bundle="",
        passes=sum(len(city.passes) for city in cities),
        drivers=sum(len(city.passes.drivers) for city in cities),
        losses=trained.losses,
        intervals=trained.road_intervals.to_dict(),
        path_step=step.to_dict(),
        figures={
            f"membership_{number}_{name}": value
            for number, one in enumerate(figures)
            for name, value in asdict(one).items()
        },
    )
    folder.mkdir(parents=True, exist_ok=True)
    trips = sum(len(np.unique(city.passes.piece)) for city in cities)
    card = _card(found, entry, trips)
    if (folder / CARD).is_file():
        before = read_card(folder)
        files = {name: value for name, value in before.files.items() if name == ENCODERS}
        card = replace(card, files=files, model=before.model, pretraining=before.pretraining)
        # What the encoders learned from beside these cities.
        names = {source.name for source in found.sources}
        further = [source for source in before.data.sources if source.name not in names]
        card = replace(card, data=replace(card.data, sources=(*found.sources, *further)))
    return save_model(folder, card, road_function=function)


def _card(found: Ingredients, entry: RoadFunctionCard, trips: int) -> ModelCard:
    """A card of no city: its area is the world, its bundle has no name."""
    return ModelCard(
        name=NAME,
        created_at=datetime.now(UTC).isoformat(timespec="seconds"),
        area=Area((-180.0, -90.0, 180.0, 90.0), "EPSG:4326"),
        bundle=BundleReference("", NAME, ""),
        data=DataCard(
            sources=tuple(found.sources),
            time_zone="Etc/UTC",
            period=(None, None),
            trips=trips,
            drivers=entry.drivers,
            label_drivers=0,
            interval_s=Quantiles(p5=5.0, median=15.0, p95=45.0),
            images=0,
            fixes_by_hour=(0,) * HOURS_PER_WEEK,
            districts=(),
            notes={},
        ),
        seed=SEED,
        device="cpu",
        versions={"trajganr": __version__, "torch": torch.__version__},
        files={},
        heads={},
        learned_from=(),
        pretraining=PretrainingCard(
            areas=(),
            config=PretrainConfig(epochs=0, dimension=64),
            terms=(),
            temperature=1.0,
            history=(),
            epoch=0,
            stopped_early=False,
            figures={},
        ),
        model=ModelConfig(),
        road_function=entry,
    )


def _say(stage: str, fraction: float, /, **figures: float) -> None:
    print(f"{stage}: {fraction:.0%}", flush=True)
