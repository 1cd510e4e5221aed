"""Steps of the paper's heads on a device that is not the processor."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from location_tables import table_of
from meta_device import META, meta_device

from trajganr_core.contract.tasks import TASKS
from trajganr_core.data.bundle import Bundle
from trajganr_core.model.heads import Head
from trajganr_core.training.engine.distributed import Ranks
from trajganr_core.training.engine.learner import LoopConfig
from trajganr_core.training.engine.loop import time_steps
from trajganr_core.training.finetuning.head_learner import HeadLearner
from trajganr_core.training.finetuning.task_data import TaskData
from trajganr_core.training.finetuning.task_labels import labels_of


@pytest.mark.parametrize("trains_encoders", [False, True])
def test_a_step_leaves_nothing_on_the_processor_and_waits_for_the_device_once(
    bundle: Bundle, untrained: Path, trains_encoders: bool
) -> None:
    table = table_of(bundle, untrained, trips=3)
    if not trains_encoders:
        table.precompute()
    encoders = table.model.requires_grad_(trains_encoders).to(META)
    table.device = META
    rows = np.arange(len(table))
    names = ("train", "validation", "calibration", "test")
    parts = {name: rows[number::4] for number, name in enumerate(names)}
    tasks = ("speed", "popularity", "aoi")
    fits = {id: TaskData.of(labels_of(bundle, TASKS[id]), rows, parts) for id in tasks}
    heads = {id: Head(encoders.config, fit.target.outputs).to(META) for id, fit in fits.items()}
    loop = LoopConfig(seed=0, epochs=1, learning_rate=1e-3)
    with meta_device():
        learner = HeadLearner(heads, table, fits, batch_size=8, trips=3, ranks=Ranks())
        (seconds,) = time_steps(learner, loop, META, learner.batches(np.random.default_rng(0))[:1])
    assert seconds > 0
    assert {p.device for head in heads.values() for p in head.parameters()} == {META}
    assert all(p.grad is not None for head in heads.values() for p in head.parameters())
    learned = any(p.grad is not None for p in encoders.parameters())
    assert learned == trains_encoders
