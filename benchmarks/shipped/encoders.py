"""Trains the shipped encoders, and puts them into the folder of the shipped model.

``python -m benchmarks.shipped.encoders`` trains them on two cores in an hour, or goes on where it
was stopped. ``--budget 8h`` trains longer; on a machine with a GPU, it is used.
"""

from __future__ import annotations

import argparse
import hashlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from trajganr_core.contract.options.training_config import PretrainConfig
from trajganr_core.contract.records.model_card import CARD, SHIPPED_FOLDER, ModelCard
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.passes import driver_numbers
from trajganr_core.model.model_folder import (
    load_encoders,
    load_road_function,
    read_card,
    save_model,
)
from trajganr_core.training.pretraining.pretrain import pretrain

from ..cities import prepared_porto
from ..simulated_porto.city import BUNDLE
from .ingredients import DAYS_SEEDS, of_porto

WORK = Path(__file__).resolve().parents[2] / "build" / "shipped"
#: The name in the card says what its figures may be measured on.
NAME = "Encoders; three tenths of the drivers of real Porto are held out"
#: Of the drivers who are held out, and the share of the others.
SEED, SHARE = 44, 0.7


def without_test_drivers(bundle: Bundle) -> Bundle:
    """The bundle whose input are the trips of the drivers who are not held out."""
    driver = driver_numbers(bundle.matched.trip_id, bundle.matched.driver_id).astype(np.int64)
    drivers = int(driver.max()) + 1
    order = np.random.default_rng(SEED).permutation(drivers)
    is_label = order[driver] >= int(SHARE * drivers)
    key = hashlib.sha256(f"{bundle.cache_key} {SEED} {SHARE}".encode()).hexdigest()
    return replace(bundle, is_label=is_label, cache_key=key)


def train(bundles: list[Bundle], out: Path, budget: str) -> None:
    """Train encoders on all input trips of the bundles."""
    config = PretrainConfig(
        name="Encoders",
        budget=budget,
        modalities="traj+loc",
        road_function=False,
        dimension=64,
        layers=3,
        batch_size=16,
        learning_rate=2e-3,
        patience=0,
    )
    pretrain(bundles, config, out)


def put_encoders(source: Path, folder: Path) -> ModelCard:
    """Put the encoders of a model into another model's folder, which keeps its road function.

    The card tells how they were trained, but not in which folders of which machine.
    """
    encoders, learned = load_encoders(source, torch.device("cpu"))
    card = read_card(folder)
    config = replace(learned.pretraining.config, name=NAME)
    pretraining = replace(learned.pretraining, areas=(), config=config)
    return save_model(
        folder,
        replace(card, model=learned.model, pretraining=pretraining),
        encoders=encoders,
        road_function=load_road_function(folder, card),
    )


def main() -> None:
    """Train, test and write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--budget", default="60min")
    parser.add_argument("--out", type=Path, default=SHIPPED_FOLDER, help="folder of the model")
    options = parser.parse_args()
    trained = WORK / "encoders"
    if not (trained / CARD).is_file():
        of_porto(WORK)  # prepares what is missing
        days = [Bundle.load(WORK / f"days{seed}" / BUNDLE) for seed in DAYS_SEEDS]
        porto = Bundle.load(prepared_porto(WORK / "porto", places=False))
        train([without_test_drivers(porto), *days], trained, options.budget)
    put_encoders(trained, options.out)


if __name__ == "__main__":
    main()
