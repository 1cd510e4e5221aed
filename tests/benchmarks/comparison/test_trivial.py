"""Baselines without learning."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from all_trips import all_input_trips
from cells import TASKS, answers_of, cell_of, with_braking, with_other_test_labels

from trajganr_comparison.study import Study
from trajganr_comparison.system import System
from trajganr_comparison.trivial import (
    NearestLabel,
    PassMean,
    SegmentMean,
    TrainingMean,
)
from trajganr_core.data.labels.derived import observe, trip_labels

SYSTEMS: tuple[NearestLabel | PassMean | SegmentMean | TrainingMean, ...] = (
    TrainingMean(),
    NearestLabel(),
    SegmentMean(),
    PassMean(),
)


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.id)
def test_predictions_do_not_depend_on_test_labels(system: System, study: Study) -> None:
    braking_study = with_braking(study)
    before = answers_of(system, braking_study)
    after = answers_of(system, with_other_test_labels(braking_study))
    assert set(before) == set(TASKS)
    for task, raw in before.items():
        assert raw.numpy() == pytest.approx(after[task].numpy(), abs=1e-6), task


def test_the_mean_is_that_of_the_training_labels(study: Study) -> None:
    cell = cell_of(study, ("speed",))
    (fit,) = cell.fits
    predicted = TrainingMean().predictions(cell)["speed"]
    assert predicted == pytest.approx(fit.values[fit.rows["train"]].mean())
    assert len(predicted) == len(cell.edge)


def test_a_prediction_is_the_label_of_the_nearest_training_road(study: Study) -> None:
    """Both directions of a road have the same location, so the label of either may be predicted."""
    cell = cell_of(study, ("speed",))
    (fit,) = cell.fits
    predicted = NearestLabel().predictions(cell)["speed"]
    trained = fit.rows["train"]
    network = study.bundle.network
    for row in trained:
        twins = np.isin(cell.edge, [cell.edge[row], network.reverse[cell.edge[row]]])
        assert predicted[row] in fit.values[twins]
    assert np.isin(predicted[fit.rows["test"]], fit.values[trained]).all()


def test_the_speed_of_a_segment_is_that_of_its_input_trips(study: Study) -> None:
    bundle = study.bundle
    cell = cell_of(study, ("speed",))
    (fit,) = cell.fits
    result = trip_labels(observe(all_input_trips(bundle), bundle.network))
    speed = result["speed_kmh"].to_numpy()[cell.edge]
    predicted = SegmentMean().predictions(cell)["speed"][:, 0]
    usual = fit.values[fit.rows["train"]].mean()
    assert predicted == pytest.approx(np.where(np.isnan(speed), usual, speed))
    assert np.isfinite(speed).any()


def test_popularity_is_predicted_from_the_number_of_input_trips(study: Study) -> None:
    """Label trips that are three times the input trips: the classes are then known."""
    bundle = study.bundle
    observed = observe(all_input_trips(bundle), bundle.network)
    labels = bundle.labels.assign(trip_count=1 + 3 * observed["trip_count"])
    cell = cell_of(
        dataclasses.replace(study, bundle=dataclasses.replace(bundle, labels=labels)),
        ("popularity",),
    )
    (fit,) = cell.fits
    shares = SegmentMean().predictions(cell)["popularity"]
    trained = fit.rows["train"]
    truth = fit.target.truth(fit.values)
    assert shares.sum(1) == pytest.approx(1)
    assert shares[trained] == pytest.approx(truth[trained])
    assert len(np.unique(truth[trained].argmax(1))) > 2


def test_braking_is_predicted_from_slow_downs_where_trips_do_not_show_it(study: Study) -> None:
    cell = cell_of(with_braking(study), ("braking",))
    predicted = SegmentMean().predictions(cell)["braking"][:, 0]
    (fit,) = cell.fits
    usual = fit.target.trivial(fit.values[fit.rows["train"]], 1)[0, 0]
    assert predicted[fit.rows["train"]].mean() == pytest.approx(usual, rel=1e-3)
    assert predicted.std() > 0


def test_slow_downs_are_those_of_the_input_trips_of_the_segment(study: Study) -> None:
    bundle = study.bundle
    cell = cell_of(study, ("slowdown",))
    (fit,) = cell.fits
    result = trip_labels(observe(all_input_trips(bundle), bundle.network))
    intensity = result["slowdown_mps2"].to_numpy()[cell.edge]
    predicted = SegmentMean().predictions(cell)["slowdown"][:, 0]
    usual = fit.values[fit.rows["train"]].mean()
    assert predicted == pytest.approx(np.where(np.isnan(intensity), usual, intensity))
    assert np.nanstd(intensity) > 0


def test_roads_without_passes_get_the_mean_of_their_class(study: Study) -> None:
    """The space mean of the passes: metres ÷ seconds, on the road or on all roads of the class."""
    only_inputs = np.flatnonzero(~study.bundle.is_label)[:3]
    is_label = ~np.isin(np.arange(len(study.bundle.is_label)), only_inputs)
    bundle = dataclasses.replace(study.bundle, is_label=is_label)
    cell = cell_of(dataclasses.replace(study, bundle=bundle), ("speed",))
    observed = observe(all_input_trips(bundle), bundle.network)
    predicted = PassMean().predictions(cell)["speed"][:, 0]
    classes = np.asarray(bundle.network.highway, dtype=str)
    metres, seconds = (observed[f"speed_{name}"].to_numpy() for name in ("metres", "seconds"))
    for edge, value in zip(cell.edge, predicted, strict=True):
        of = np.arange(len(classes)) == edge
        if not seconds[edge]:
            of = classes == classes[edge]
        if not seconds[of].any():
            of = np.ones(len(classes), dtype=bool)
        assert value == pytest.approx(3.6 * metres[of].sum() / seconds[of].sum())
    assert (seconds[cell.edge] == 0).any()
    assert (seconds[cell.edge] > 0).any()


def test_the_mean_of_the_passes_needs_no_label(study: Study) -> None:
    cell = cell_of(study, ("speed", "popularity", "slowdown"))
    labels = study.bundle.labels.copy()
    trained = np.concatenate([fit.edge[fit.rows["train"]] for fit in cell.fits])
    for column in ("speed_kmh", "trip_count", "slowdown_mps2"):
        known = trained[labels[column].notna().to_numpy()[trained]]
        labels.loc[known, column] = labels[column].max()
    blind = dataclasses.replace(study, bundle=dataclasses.replace(study.bundle, labels=labels))
    seen, unseen = (
        PassMean().predictions(cell_of(one, ("speed", "popularity", "slowdown")))
        for one in (study, blind)
    )
    for task, predicted in seen.items():
        assert predicted == pytest.approx(unseen[task]), task


def test_popularity_is_the_fifth_of_the_number_of_input_trips(study: Study) -> None:
    bundle = study.bundle
    cell = cell_of(study, ("popularity",))
    predicted = PassMean().predictions(cell)["popularity"].argmax(1)
    observed = observe(all_input_trips(bundle), bundle.network)
    count = observed["trip_count"].to_numpy()[cell.edge]
    order = np.argsort(count, kind="stable")
    assert (np.diff(predicted[order]) >= 0).all()
    assert len(np.unique(predicted)) > 2


def test_predictions_do_not_depend_on_label_trips(study: Study) -> None:
    bundle = study.bundle
    only_input = np.flatnonzero(~bundle.is_label)
    blind = dataclasses.replace(
        bundle,
        matched=bundle.matched.take(only_input),
        is_label=np.zeros(len(only_input), dtype=bool),
    )
    for system in SYSTEMS:
        seen = answers_of(system, study, TASKS[:3])
        unseen = answers_of(system, dataclasses.replace(study, bundle=blind), TASKS[:3])
        for task, raw in seen.items():
            assert raw.equal(unseen[task]), (system.id, task)
