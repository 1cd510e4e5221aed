"""The heads of preset `best`, task by task."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from location_tables import table_of
from untrained import save_untrained

from trajganr_core.data.bundle import Bundle
from trajganr_core.evaluation.splits import split_edges
from trajganr_core.features.candidate_trips import candidate_trips
from trajganr_core.features.input_trips import input_trips
from trajganr_core.features.location_features import LocationFeatureTable
from trajganr_core.features.query_locations import edge_locations
from trajganr_core.features.trip_cover import random_priorities
from trajganr_core.model.best.boosted import Boosted
from trajganr_core.training.finetuning import boosted_trees, tree_heads
from trajganr_core.training.finetuning.driver_halves import Half, driver_halves
from trajganr_core.training.finetuning.task_data import TaskData, fit_tasks
from trajganr_core.training.finetuning.train_heads import answers
from trajganr_core.training.finetuning.tree_heads import grow_heads
from trajganr_core.utils.progress import silent

TASKS = ("speed", "popularity", "aoi")


@pytest.fixture(autouse=True)
def few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boosted_trees, "ROUNDS", 20)


@pytest.fixture(scope="module")
def table(bundle: Bundle, tmp_path_factory: pytest.TempPathFactory) -> LocationFeatureTable:
    folder = save_untrained(bundle, tmp_path_factory.mktemp("models") / "untrained")
    return table_of(bundle, folder, fits_of(bundle)[0].edge, trips=0, with_context=True)


def fits_of(bundle: Bundle, share: float = 1.0) -> list[TaskData]:
    split = split_edges(bundle.network, bundle.area, "segment", 0, 0)
    return fit_tasks(bundle, split, TASKS, share, 0)


def grown(
    bundle: Bundle, table: LocationFeatureTable, fits: list[TaskData], halves: list[Half]
) -> dict[str, Boosted]:
    seen = input_trips(bundle)

    def table_of_half(half: Half, edge: np.ndarray) -> LocationFeatureTable:
        places = edge_locations(bundle, edge)
        return LocationFeatureTable(
            table.model,
            bundle.area,
            candidate_trips(seen, places, 0, random_priorities(len(seen), 0)),
            places,
            table.pictures,
            context=half.context.at(edge),
        )

    found = grow_heads(fits, table, halves, table_of_half, silent)
    return {name: head for name, (head, _) in found.items()}


def test_heads_do_not_depend_on_the_number_of_cores(
    bundle: Bundle, table: LocationFeatureTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    fits, halves = fits_of(bundle), list(driver_halves(bundle, input_trips(bundle), TASKS))
    found = []
    for count in (1, 3):
        monkeypatch.setattr(tree_heads, "cores", lambda count=count: count)
        found.append(grown(bundle, table, fits, halves))
    for name, head in found[0].items():
        weights = found[1][name].state_dict()
        assert all(value.equal(weights[key]) for key, value in head.state_dict().items()), name


def test_ordered_classes_have_trees_for_their_number(
    bundle: Bundle, table: LocationFeatureTable
) -> None:
    halves = list(driver_halves(bundle, input_trips(bundle), TASKS))
    heads = grown(bundle, table, fits_of(bundle), halves)
    assert heads["speed"].ranks is None
    popularity = heads["popularity"]
    assert (popularity.ranks is None) == (popularity.shrinkage is None)
    fit = fits_of(bundle)[TASKS.index("popularity")]
    raw = answers(popularity, table, fit.rows["test"], trips=0)
    assert raw.shape[1] == fit.target.outputs


def test_pictures_tell_shares_where_trees_do_not(
    bundle: Bundle, table: LocationFeatureTable
) -> None:
    (fit,) = (fit for fit in fits_of(bundle) if fit.task.id == "aoi")
    shown, _ = table.pictures.around(table.locations.lon_lat)
    leads = shown[:, :1].numpy() > np.median(shown[:, 0])
    values = np.hstack([leads, ~leads, np.zeros((len(leads), 6))]).astype(np.float64)
    known = dataclasses.replace(fit, values=values, encoded=fit.target.encode(values))
    head = grown(bundle, table, [known], [])["aoi"]
    rows = fit.rows["validation"]
    with_pictures = known.misfit(answers(head, table, rows, trips=0), rows)
    head.pictures = None
    assert with_pictures <= known.misfit(answers(head, table, rows, trips=0), rows)


def test_with_few_labels_the_driver_halves_decide(
    bundle: Bundle, table: LocationFeatureTable
) -> None:
    fits = fits_of(bundle, share=0.01)
    (speed,) = (fit for fit in fits if fit.task.id == "speed")
    rows = speed.rows["test"]
    errors = []
    for halves in ([], list(driver_halves(bundle, input_trips(bundle), TASKS))):
        head = grown(bundle, table, fits, halves)["speed"]
        raw = answers(head, table, rows, trips=0)
        errors.append(speed.metrics("test", raw)["mae"])
    assert errors[1] < 0.8 * errors[0]
