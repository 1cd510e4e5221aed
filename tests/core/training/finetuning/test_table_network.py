"""Training of the network on the table."""

from __future__ import annotations

import dataclasses

import pytest
import torch
from torch import Tensor

from trajganr_core.data.bundle import Bundle
from trajganr_core.evaluation.splits import split_edges
from trajganr_core.training.finetuning import table_network
from trajganr_core.training.finetuning.boosted_trees import Examples
from trajganr_core.training.finetuning.table_network import train_network
from trajganr_core.training.finetuning.task_data import TaskData, fit_tasks

COLUMNS = 4


@pytest.fixture(autouse=True)
def few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_network, "STEPS", 300)


@pytest.fixture(scope="module")
def known(bundle: Bundle) -> tuple[TaskData, Tensor]:
    """Speeds that are a smooth function of columns."""
    split = split_edges(bundle.network, bundle.area, "segment", 0, 0)
    (fit,) = fit_tasks(bundle, split, ("speed",), 1.0, 0)
    columns = torch.randn(len(fit.edge), COLUMNS, generator=torch.Generator().manual_seed(0))
    return dataclasses.replace(fit, encoded=columns[:, :1] + 0.5 * columns[:, 1:2]), columns


def error(fit: TaskData, answers: Tensor) -> float:
    tested = torch.from_numpy(fit.rows["test"])
    return float((answers - fit.encoded)[tested].abs().mean())


def test_a_smooth_relation_is_learned(known: tuple[TaskData, Tensor]) -> None:
    fit, columns = known
    network = train_network(COLUMNS, fit, columns, 0)
    assert error(fit, network(columns)) < 0.5 * error(fit, torch.zeros_like(fit.encoded))
    assert not network.training


def test_the_same_data_give_the_same_network(known: tuple[TaskData, Tensor]) -> None:
    fit, columns = known
    before = torch.get_rng_state()
    first = train_network(COLUMNS, fit, columns, 0)
    assert torch.get_rng_state().equal(before)
    torch.rand(3)
    second = train_network(COLUMNS, fit, columns, 0)
    assert all(one.equal(second.state_dict()[name]) for name, one in first.state_dict().items())


def test_further_rows_whose_mean_differs_do_not_draw_answers_towards_it(
    known: tuple[TaskData, Tensor],
) -> None:
    fit, columns = known
    faster = dataclasses.replace(fit, encoded=fit.encoded + 1)
    further = Examples(columns.numpy(), faster)
    answers = train_network(COLUMNS, fit, columns, 0, [further])(columns)
    # Both have the same weight: without the shift, answers would be 0.5 too large.
    assert abs(float((answers - fit.encoded).mean())) < 0.1


def test_with_few_labels_further_rows_teach_the_relation(known: tuple[TaskData, Tensor]) -> None:
    fit, columns = known
    few = dataclasses.replace(fit, rows={**fit.rows, "train": fit.rows["train"][:5]})
    alone = train_network(COLUMNS, few, columns, 0)(columns)
    joined = train_network(COLUMNS, few, columns, 0, [Examples(columns.numpy(), fit)])(columns)
    assert error(fit, joined) < error(fit, alone)
