"""Gradient-boosted trees."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from cells import SMALL, TASKS, answers_of, cell_of, with_braking, with_other_test_labels

from trajganr_core.benchmark import boosting
from trajganr_core.benchmark.boosting import Boosting, BoostingContext
from trajganr_core.benchmark.study import Study
from trajganr_core.benchmark.system import Cell
from trajganr_core.benchmark.trajganr import TrajGANRSystem
from trajganr_core.features.input_trips import input_trips
from trajganr_core.features.known_roads import KnownRoads
from trajganr_core.features.segment_features import bundle_segment_features
from trajganr_core.inference.loaded_model import LoadedModel
from trajganr_core.model.segment_columns import SEGMENT_FEATURES
from trajganr_core.training.finetuning.pretext_task import halves
from trajganr_core.utils.progress import silent

#: The column of the logarithm of a road's number of input passes.
PASSES = SEGMENT_FEATURES + 1
MODEL = TrajGANRSystem("trajganr_best", "TrajGANR, best", "best", {"epochs": 0})


def loaded(cell: Cell) -> LoadedModel:
    """The pretrained model that the heads and the trees use."""
    path, _ = MODEL.pretrained(cell, silent)
    return LoadedModel.load(path, cell.study.bundle, "cpu")


@pytest.fixture(autouse=True)
def few_trees(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boosting, "ROUNDS", 12)
    monkeypatch.setattr(boosting, "LEAVES", (4, 8))


def test_predictions_of_all_kinds_of_tasks_do_not_use_test_labels(study: Study) -> None:
    braking_study = with_braking(study)
    before = answers_of(Boosting(), braking_study)
    after = answers_of(Boosting(), with_other_test_labels(braking_study))
    assert set(before) == set(TASKS)
    for task, raw in before.items():
        assert raw.equal(after[task]), task


def test_predictions_are_in_the_range_of_their_target(study: Study) -> None:
    cell = cell_of(with_braking(study))
    raw = Boosting().answer(cell, silent).raw
    for fit in cell.fits:
        predicted = fit.target.decode(raw[fit.task.id])
        assert (predicted >= 0).all()
        if predicted.shape[1] > 1:
            assert predicted.sum(1) == pytest.approx(1, abs=1e-4)
        assert predicted.std(axis=0).max() > 0


def test_validation_roads_choose_the_ensemble(study: Study) -> None:
    """No ensemble of the grid, with any number of trees, does better there than the chosen one."""
    cell = cell_of(study, ("speed",))
    (fit,) = cell.fits
    rows = fit.rows["validation"]
    features = boosting._features(cell)
    chosen = boosting._tuned(fit, features, study.seed, silent)
    least = float(fit.loss(chosen.predict(fit, features)[rows], rows))
    for leaves in boosting.LEAVES:
        for columns in (slice(None), slice(-2)):
            examples = [boosting._Examples(features[:, columns], fit)]
            members = boosting._grown(examples, leaves, study.seed)
            for predicted in boosting._stages(fit, members, features[rows, columns]):
                loss = float(fit.loss(boosting.raw_of(fit.target, predicted), rows))
                assert loss >= least - 1e-4


def test_trees_with_the_context_do_not_use_test_labels(study: Study) -> None:
    system = BoostingContext(MODEL)
    before = answers_of(system, study, ("speed",))
    after = answers_of(system, with_other_test_labels(study), ("speed",))
    for task, raw in before.items():
        assert raw.equal(after[task]), task


def test_trees_get_the_segment_features_of_the_heads(study: Study) -> None:
    cell = cell_of(study, ("speed",))
    model, bundle = loaded(cell), study.bundle
    known = KnownRoads.of(model.path, model.card, bundle)
    heads = bundle_segment_features(bundle, input_trips(bundle), known).at(cell.edge)
    features = boosting._of_table(
        boosting._table(model, model.trips, cell.locations, model.context)
    )
    assert np.array_equal(features[:, :-2], np.hstack([heads.segment, heads.traffic]))


def test_pairs_are_labels_of_one_half_with_the_features_of_the_other(study: Study) -> None:
    cell = cell_of(study, ("speed", "aoi"))
    model = loaded(cell)
    pairs = boosting._pairs(model, ["speed", "aoi"])
    assert set(pairs) == {"speed"}  # trips show no places of interest
    first = halves(model.trips)
    passed = [
        np.unique(model.trips.trips.take(model.trips.rows[half]).pass_edge)
        for half in (first, ~first)
    ]
    for number, examples in enumerate(pairs["speed"]):
        labelled = examples.fit.edge[examples.rows]
        assert np.isin(labelled, passed[1 - number]).all()
        seen = examples.features[examples.rows, PASSES]
        assert np.isin(labelled[seen > 0], passed[number]).all()
        by_all = model.context.traffic[labelled, PASSES - SEGMENT_FEATURES]
        assert (seen <= by_all).all()
        assert (seen < by_all).any()


def test_trees_that_know_the_pairs_predict_a_further_feature(study: Study) -> None:
    cell = cell_of(study, ("speed",))
    (fit,) = cell.fits
    model = loaded(cell)
    features = boosting._of_table(
        boosting._table(model, model.trips, cell.locations, model.context)
    )
    pairs = boosting._pairs(model, ["speed"])["speed"]
    of_pairs = boosting._Trees(boosting._grown(pairs, 8, 0), slice(None), boosting.ROUNDS)
    extended = boosting._extended(fit, features, of_pairs)
    assert extended.shape == (len(features), features.shape[1] + 1)
    assert np.array_equal(extended[:, 1:], features)
    assert extended[:, 0] == pytest.approx(of_pairs.decoded(fit, features)[:, 0])


def test_values_are_replaced_by_their_quantiles_in_the_same_order(study: Study) -> None:
    cell = cell_of(study, ("speed",))
    (fit,) = cell.fits
    rng = np.random.default_rng(0)
    features = rng.normal(size=(len(fit.edge), 2)).astype(np.float32)
    features[:, 1] = features[:, 1] > 0
    others = rng.normal(size=(2000, 2)).astype(np.float32)
    examples = boosting._Examples(others, fit)
    ranks, pairs = boosting._ranked(features, {"speed": [examples]})
    (ranked,) = pairs["speed"]
    together = np.concatenate([ranks, ranked.features])
    assert len(np.unique(together[:, 0])) == boosting.MOST_VALUES - 1
    order = np.argsort(np.concatenate([features, others])[:, 0])
    assert (np.diff(together[order, 0]) >= 0).all()
    assert len(np.unique(ranks[:, 1])) == 2
    assert ranked.fit is fit


def test_examples_of_pairs_join_those_with_labels(study: Study) -> None:
    """Pairs with one constant label draw the predictions towards it."""
    cell = cell_of(study, ("speed",))
    (fit,) = cell.fits
    features = boosting._features(cell)
    train = fit.rows["train"]
    constant = dataclasses.replace(fit, values=np.full_like(fit.values, 500.0))
    labels, others = (boosting._Examples(features, one) for one in (fit, constant))
    alone = boosting._Trees(boosting._grown([labels], 4, 0), slice(None), 12)
    joined = boosting._Trees(boosting._grown([labels, others], 4, 0), slice(None), 12)
    assert (joined.decoded(fit, features) > alone.decoded(fit, features)).all()
    assert len(train) < len(fit.edge)


def test_the_model_of_the_trees_is_pretrained_once(study: Study) -> None:
    system = BoostingContext(MODEL)
    assert system.series == MODEL.series
    cell = cell_of(study, ("speed",), SMALL)
    path, _ = MODEL.pretrained(cell, silent)
    begun = path.stat().st_mtime_ns
    system.answer(cell, silent)
    assert path.stat().st_mtime_ns == begun
