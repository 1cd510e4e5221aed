"""Real trips: two days of Porto's taxis, prepared, trained on and predicted from."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
import torch

from trajganr_core.contract.options.training_config import FinetuneConfig, PretrainConfig
from trajganr_core.contract.tasks import TASKS, task
from trajganr_core.data.bundle import Bundle
from trajganr_core.features.input_trips import input_trips
from trajganr_core.training.engine.loop import train
from trajganr_core.training.finetuning.finetune import finetune
from trajganr_core.training.pretraining.pretrain import build_pretraining, loop_config, pretrain
from trajganr_core.training.pretraining.trip_sampler import bucketed_batches

from ..cities import TRIPS, prepared_porto
from ..figures import Row, measured_by

#: Heads learn from every n-th labelled road, because their quality does not matter here.
EVERY = 10

ROWS = {
    "padding_waste": ("", "< 0.10"),
    "padding_waste_unsorted": ("", ""),
    "data_wait_share": ("", ""),
    "train_trips_per_second": ("trips/s", ""),
    "predict_porto_seconds": ("s", "< 120"),
    "predict_porto_peak_gb": ("GB", "< 3"),
}


def padding_waste(lengths: np.ndarray, batches: list[np.ndarray]) -> float:
    """Share of the padded tokens of all batches that are padding, in [0, 1)."""
    padded = sum(len(rows) * int(lengths[rows].max()) for rows in batches)
    return 1 - sum(int(lengths[rows].sum()) for rows in batches) / padded


def porto(device: torch.device) -> list[Row]:
    """Padding, waiting and prediction."""
    if not TRIPS.is_file():
        why = "Porto's trips are not in ../shared/data"
        return [Row(name, None, unit, bound, why) for name, (unit, bound) in ROWS.items()]
    with TemporaryDirectory() as name:
        folder = Path(name)
        bundle = Bundle.load(prepared_porto(folder / "bundle"))
        measured = padding(bundle) | training(bundle, device) | prediction(bundle, folder, device)
    return [Row(name, value, *ROWS[name], note) for name, (value, note) in measured.items()]


def padding(bundle: Bundle) -> dict[str, tuple[float, str]]:
    """Share of padded tokens that are padding, with and without sorting by length."""
    inputs = input_trips(bundle)
    lengths = np.minimum(np.diff(inputs.trips.offsets)[inputs.rows], 64)
    size = PretrainConfig().batch_size
    sorted_batches = bucketed_batches(lengths, size, np.random.default_rng(0))
    shuffled = np.random.default_rng(0).permutation(len(lengths))
    unsorted = np.array_split(shuffled, len(sorted_batches))
    note = f"{len(lengths)} input trips of Porto, batch {size}, longest 64"
    return {
        "padding_waste": (padding_waste(lengths, sorted_batches), note),
        "padding_waste_unsorted": (padding_waste(lengths, unsorted), "the same, shuffled only"),
    }


def training(bundle: Bundle, device: torch.device) -> dict[str, tuple[float, str]]:
    """An epoch of pretraining with the preset best: waiting time of steps for their batch."""
    config = PretrainConfig(epochs=1, device=device.type)
    learner = build_pretraining([bundle], config, device, images=None)
    rates: list[float] = []

    def progress(stage: str, fraction: float, /, **figures: float) -> None:
        if "rate" in figures:
            rates.append(figures["rate"])

    result = train(
        learner,
        loop_config(config),
        device=device,
        identity={},
        checkpoint=None,
        progress=progress,
    )
    note = f"preset best, batch {config.batch_size}, one epoch of Porto without images"
    how = "prepared beside the step" if device.type == "cuda" else "prepared between steps"
    return {
        "data_wait_share": (result.waiting, f"{note}; batches are {how}"),
        "train_trips_per_second": (float(np.median(rates)), note),
    }


def prediction(bundle: Bundle, folder: Path, device: torch.device) -> dict[str, tuple[float, str]]:
    """Predict all roads and all tasks in a separate process, including its start."""
    model, heads, out = folder / "model", folder / "heads", folder / "roads.gpkg"
    pretrain([bundle], PretrainConfig(epochs=0, device=device.type), model)
    tuning = FinetuneConfig(tasks=tuple(TASKS), epochs=1, device=device.type)
    finetune(model, with_few_labels(bundle), tuning, heads)
    figures = measured_by("city.predict", heads, bundle.path, out, device.type)
    note = f"{figures['roads']} directed segments, {len(TASKS)} tasks, a process from start to end"
    return {
        "predict_porto_seconds": (figures["seconds"], note),
        "predict_porto_peak_gb": (figures["peak_gb"], "its largest resident memory"),
    }


def with_few_labels(bundle: Bundle) -> Bundle:
    """Labels of few roads, with random ones of hard braking, which Porto's trips do not show."""
    rng = np.random.default_rng(0)
    labels = bundle.labels.copy()
    km = rng.uniform(1, 9, len(labels))
    events = rng.poisson(km)
    made_up = {
        "braking_km": km,
        "braking_events": events,
        "braking_per_km": events / km,
        "braking_passes": np.full(len(labels), 9),
    }
    labels = labels.assign(**made_up)
    unlabelled = np.arange(len(labels)) // 2 % EVERY != 0
    for name in TASKS:
        one = task(name)
        labels.loc[unlabelled, one.support] = 0
        values = [*one.labels, *one.counts]
        labels.loc[unlabelled, values] = _nothing(labels[values])
    return dataclasses.replace(bundle, labels=labels)


def _nothing(values: pd.DataFrame) -> list[float]:
    return [np.nan if values[name].dtype.kind == "f" else 0 for name in values]
