"""Trains the network of a task on the table of `best` (ours)."""

from __future__ import annotations

import copy
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn

from ...model.best.network import HIDDEN, Network
from .boosted_trees import Examples
from .task_data import TaskData

#: Rows of a step; and steps until the validation roads are looked at again.
BATCH, STEPS_BETWEEN = 256, 50
STEPS = 1000
LEARNING_RATE, WEIGHT_DECAY, WARM_UP = 1e-3, 1e-2, 0.1


def train_network(
    columns: int, fit: TaskData, inputs: Tensor, pictures: int, of_halves: Sequence[Examples] = ()
) -> Network:
    """A network of the training roads, after the steps that are best on the validation roads.

    Labels may mean something else than trips: further rows add a vector to the hidden layer, which
    is learned with the network and left out of it.

    Args:
        fit: labels at all rows of the task.
        inputs: ``(n, columns + pictures)`` of the network at these rows.
        pictures: as for :class:`.Network`.
        of_halves: further rows to learn from.
    """
    validation = torch.from_numpy(fit.rows["validation"])
    rows, encoded, weight = _training_rows(Examples(inputs.numpy(), fit), of_halves)
    is_further = (torch.arange(len(rows)) >= len(fit.rows["train"])).float()[:, None]
    # Draws of their own, whatever else is drawn.
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        network = Network(columns, fit.target.outputs, pictures)
        network.fit_scale(rows[: len(fit.rows["train"])])
        shift = nn.Parameter(torch.zeros(HIDDEN))
        optimizer = torch.optim.AdamW(
            [*network.parameters(), shift], lr=LEARNING_RATE, weight_decay=WEIGHT_DECAY
        )
        schedule = torch.optim.lr_scheduler.OneCycleLR(
            optimizer, LEARNING_RATE, total_steps=STEPS, pct_start=WARM_UP
        )
        best, kept = float("inf"), copy.deepcopy(network.state_dict())
        left = torch.zeros(0, dtype=torch.long)
        for step in range(1, STEPS + 1):
            if not len(left):
                left = torch.randperm(len(rows))
            batch, left = left[:BATCH], left[BATCH:]
            network.train()
            raw = network(rows[batch], is_further[batch] * shift)
            losses = fit.target.errors(raw, encoded[batch])
            loss = (losses * weight[batch]).sum() / weight[batch].sum().clamp_min(1e-9)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            if step % STEPS_BETWEEN == 0:
                with torch.no_grad():
                    answers = network.eval()(inputs[validation])
                if (misfit := fit.misfit(answers, validation.numpy())) < best:
                    best, kept = misfit, copy.deepcopy(network.state_dict())
    network.load_state_dict(kept)
    return network.eval().requires_grad_(False)


def _training_rows(
    labels: Examples, of_halves: Sequence[Examples]
) -> tuple[Tensor, Tensor, Tensor]:
    """Inputs ``(m, F)``, encoded labels ``(m, c)`` and weights ``(m,)`` of the training rows."""
    parts = []
    for each in (labels, *of_halves):
        rows = each.fit.rows["train"]
        weight = (each.weight * each.fit.weight[rows]).astype(np.float32)
        parts.append(
            (
                torch.from_numpy(each.columns[rows]),
                each.fit.encoded[torch.from_numpy(rows)],
                torch.from_numpy(weight),
            )
        )
    inputs, encoded, weights = (torch.cat(tensors) for tensors in zip(*parts, strict=True))
    return inputs, encoded, weights
