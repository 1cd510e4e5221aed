"""Trains the shipped encoders, and puts them into the folder of the shipped model.

``python -m benchmarks.shipped.encoders`` trains them on two cores in an hour, or goes on where it
was stopped. ``--budget 8h`` trains longer; on a machine with a GPU, it is used.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import torch

from trajganr_core.contract.records.model_card import CARD, SHIPPED_FOLDER, ModelCard
from trajganr_core.data.bundle import Bundle
from trajganr_core.model.model_folder import (
    load_encoders,
    load_road_function,
    read_card,
    save_model,
)

from ..implicit import train
from ..simulated_porto.city import BUNDLE
from .ingredients import DAYS_SEEDS, SHARED, of_porto, prepared_porto

__all__ = ["put_encoders"]

WORK = Path(__file__).resolve().parents[2] / "build" / "shipped"
#: The name in the card says what its figures may be measured on.
NAME = "Encoders; the test drivers of benchmarks/implicit.py are held out"


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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--budget", default="60min")
    parser.add_argument("--out", type=Path, default=SHIPPED_FOLDER, help="folder of the model")
    options = parser.parse_args()
    trained = WORK / "encoders"
    if not (trained / CARD).is_file():
        of_porto(SHARED, WORK)  # prepares what is missing
        days = [Bundle.load(WORK / f"days{seed}" / BUNDLE) for seed in DAYS_SEEDS]
        train(prepared_porto(SHARED, WORK), days, trained, options.budget)
    put_encoders(trained, options.out)


if __name__ == "__main__":
    main()
