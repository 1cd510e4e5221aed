"""How far answers are shrunk to what trips show, by what the validation roads say."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import torch
from torch import Tensor

from trajganr_core.contract.records.model_card import ModelConfig
from trajganr_core.data.bundle import Bundle
from trajganr_core.evaluation.splits import split_edges
from trajganr_core.features.input_trips import input_trips
from trajganr_core.features.segment_features import bundle_segment_features
from trajganr_core.model.best.own_passes import OwnClass, OwnMean, own_of
from trajganr_core.model.segment_columns import LOG_TRIPS
from trajganr_core.model.targets import Ordinal
from trajganr_core.training.finetuning import tree_heads
from trajganr_core.training.finetuning.task_data import TaskData, fit_tasks
from trajganr_core.training.finetuning.tree_heads import (
    STRENGTHS,
    STRENGTHS_OF_CLASSES,
    fitted_shrinkage,
)


@pytest.fixture(scope="module")
def traffic(bundle: Bundle) -> Tensor:
    """Of all edges."""
    return torch.from_numpy(bundle_segment_features(bundle, input_trips(bundle)).traffic)


def fit_of(bundle: Bundle, task: str) -> TaskData:
    split = split_edges(bundle.network, bundle.area, "segment", 0, 0)
    return fit_tasks(bundle, split, (task,), 1.0, 0)[0]


def labelled_by_means(bundle: Bundle, traffic: Tensor, change: float) -> tuple[TaskData, OwnMean]:
    """Speeds that are the means of the passes plus a change (in standard deviations)."""
    fit = fit_of(bundle, "speed")
    own = own_of("speed", fit.target, ModelConfig())
    assert isinstance(own, OwnMean)
    encoded = own.outputs(traffic[fit.edge]) + change
    return dataclasses.replace(fit, encoded=encoded), own


def test_shrinkage_is_strongest_where_labels_are_means_of_passes(
    bundle: Bundle, traffic: Tensor
) -> None:
    fit, own = labelled_by_means(bundle, traffic, 0.0)
    chosen = fitted_shrinkage(own, fit, fit.encoded + 0.5, traffic[fit.edge])
    assert chosen is not None
    assert chosen.passes == STRENGTHS[0]


def test_labels_that_mean_something_else_than_the_passes_allow_none(
    bundle: Bundle, traffic: Tensor
) -> None:
    fit, own = labelled_by_means(bundle, traffic, 3.0)
    assert fitted_shrinkage(own, fit, fit.encoded - 0.1, traffic[fit.edge]) is None


def counted_by_trips(bundle: Bundle, traffic: Tensor, sign: int) -> TaskData:
    """The task popularity, whose labels rise, or fall, with the number of input trips."""
    fit = fit_of(bundle, "popularity")
    trips = traffic[:, LOG_TRIPS].expm1().round().numpy()
    labels = (500 + sign * trips)[:, None].astype(np.float64)
    rows = {
        part: np.flatnonzero(np.arange(len(traffic)) % 3 == number)
        for number, part in enumerate(("train", "validation", "test"))
    }
    target = Ordinal.fit(labels[rows["train"]])
    return dataclasses.replace(
        fit,
        edge=np.arange(len(traffic)),
        values=labels,
        rows=rows,
        learns=np.ones(len(traffic), dtype=np.bool_),
        target=target,
        encoded=target.encode(labels),
        weight=np.ones(len(traffic), dtype=np.float32),
    )


def said(fit: TaskData, error: int) -> Tensor:
    """Answers whose most probable class has an error."""
    number = (fit.encoded + error).clamp(0, 4)
    return -((torch.arange(5.0) - number) ** 2)


def test_classes_of_trips_follow_the_number_of_input_trips(bundle: Bundle, traffic: Tensor) -> None:
    fit = counted_by_trips(bundle, traffic, 1)
    chosen = fitted_shrinkage(OwnClass(5), fit, said(fit, -1), traffic)
    assert chosen is not None
    assert chosen.passes == STRENGTHS_OF_CLASSES[0]
    tested = fit.rows["test"]
    raw = chosen(said(fit, -1)[tested], traffic[tested])
    truth = fit.target.truth(fit.values[tested]).argmax(1)
    assert (raw.argmax(1).numpy() == truth).mean() > 0.9


def test_with_few_labels_to_learn_from_the_validation_roads_bound_the_classes(
    bundle: Bundle, traffic: Tensor
) -> None:
    fit = counted_by_trips(bundle, traffic, 1)
    learns = np.zeros(len(traffic), dtype=np.bool_)
    learns[[*fit.rows["train"][:3], *fit.rows["validation"]]] = True
    few = dataclasses.replace(fit, learns=learns)
    answers = said(fit, -1)
    chosen = fitted_shrinkage(OwnClass(5), few, answers, traffic)
    assert chosen is not None
    tested = fit.rows["test"]
    named = chosen(answers[tested], traffic[tested]).argmax(1).numpy()
    truth = fit.target.truth(fit.values[tested]).argmax(1)
    assert (named == truth).mean() > 0.8


def test_classes_that_fall_with_the_number_of_trips_are_not_shrunk_to_it(
    bundle: Bundle, traffic: Tensor, monkeypatch: pytest.MonkeyPatch
) -> None:
    fit = counted_by_trips(bundle, traffic, -1)
    monkeypatch.setattr(tree_heads, "STRENGTHS_OF_CLASSES", (0.01,))  # weak shrinkage does no harm
    assert fitted_shrinkage(OwnClass(5), fit, said(fit, 0), traffic) is None


def test_what_trips_do_not_show_is_not_shrunk(bundle: Bundle, traffic: Tensor) -> None:
    fit = fit_of(bundle, "aoi")
    assert fitted_shrinkage(None, fit, fit.encoded, traffic[fit.edge]) is None
