"""A cell: the data from which systems learn and on which they are measured."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from cells import SMALL, TASKS, cell_of, with_braking
from location_tables import table_of

from trajganr_comparison.study import Study
from trajganr_comparison.system import Cell, raw_of
from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.data.bundle import Bundle


def test_raw_outputs_of_predictions_decode_to_these_predictions(study: Study) -> None:
    rng = np.random.default_rng(0)
    for fit in cell_of(with_braking(study)).fits:
        usual = fit.target.trivial(fit.values, 50)
        predicted = usual * rng.uniform(0.5, 2, usual.shape)
        if predicted.shape[1] > 1:
            predicted /= predicted.sum(1, keepdims=True)
        decoded = fit.target.decode(raw_of(fit.target, predicted))
        assert decoded == pytest.approx(predicted, rel=1e-4, abs=1e-5), fit.task.id


def test_groups_of_roads_use_the_trip_counts_of_the_model(
    study: Study, untrained: Path, bundle: Bundle
) -> None:
    cell = cell_of(study, ("speed",))
    table = table_of(bundle, untrained, cell.edge, trips=4)
    assert cell.trips.tolist() == table.trips_through.tolist()
    assert cell.trips.max() > cell.trips.min()


def test_a_task_without_labels_in_a_part_is_left_out_with_a_note(study: Study) -> None:
    braking = with_braking(study)
    braking.bundle.labels.loc[study.split.edges("validation"), "braking_passes"] = 0
    cell = Cell.of(braking, TASKS, SMALL)
    assert [fit.task.id for fit in cell.fits] == ["speed", "popularity", "aoi", "slowdown"]
    assert "validation" in cell.notes["braking"]


def test_a_cell_without_tasks_is_refused(study: Study) -> None:
    braking = with_braking(study)
    braking.bundle.labels["braking_passes"] = 0
    with pytest.raises(TrajganrError) as caught:
        Cell.of(braking, ("braking",), SMALL)
    assert caught.value.code is Code.INPUT_EMPTY
