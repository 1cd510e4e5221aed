"""Cells of the tiny city, and predictions of systems there."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np
import pandas as pd
from torch import Tensor

from trajganr_comparison.study import Study
from trajganr_comparison.system import Cell, Settings, System
from trajganr_core.contract.errors import cancelled
from trajganr_core.data.bundle import Bundle
from trajganr_core.utils.progress import silent

TASKS = ("speed", "popularity", "aoi", "braking", "slowdown")
#: Seconds, not minutes.
SMALL = Settings(
    pretraining={
        "epochs": 1,
        "batch_size": 16,
        "dimension": 16,
        "layers": 1,
        "backbone": "test_vit",
        "weights": "none",
    },
    tuning={"epochs": 3},
)


def with_braking(study: Study) -> Study:
    """The study with labels of hard braking, proportional to the length of roads."""
    bundle = study.bundle
    rng = np.random.default_rng(0)
    km = rng.uniform(1, 9, len(bundle.labels))
    events = rng.poisson(km * bundle.network.length_m / bundle.network.length_m.mean())
    labels = bundle.labels.assign(
        braking_km=km,
        braking_events=events,
        braking_per_km=events / km,
        braking_passes=np.full(len(km), 9),
    )
    return dataclasses.replace(study, bundle=dataclasses.replace(bundle, labels=labels))


def cell_of(study: Study, tasks: Sequence[str] = TASKS, settings: Settings = SMALL) -> Cell:
    return Cell.of(study, tasks, settings)


def answers_of(system: System, study: Study, tasks: Sequence[str] = TASKS) -> dict[str, Tensor]:
    """By task ``(n, outputs)``: the system's raw outputs at all labelled roads."""
    return dict(system.answer(cell_of(study, tasks), silent).raw)


def with_other_test_labels(study: Study) -> Study:
    """The study with labels of tested roads that are all those of one training road."""
    labels = study.bundle.labels.copy()
    tested, trained = study.split.edges("test"), study.split.edges("train")
    whole = labels.notna().all(axis=1).to_numpy()
    tested, source = tested[whole[tested]], trained[whole[trained]][0]
    assert len(tested)
    for column in labels:
        labels.loc[tested, column] = labels.loc[source, column]
    return dataclasses.replace(study, bundle=_with_labels(study.bundle, labels))


def _with_labels(bundle: Bundle, labels: pd.DataFrame) -> Bundle:
    return dataclasses.replace(bundle, labels=labels)


def stop(stage: str, fraction: float, /, **figures: float) -> None:
    """Progress that cancels at once."""
    raise cancelled()
