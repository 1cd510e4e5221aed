"""The heads of preset `best`, task by task."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from location_tables import table_of
from untrained import save_untrained

from trajganr_core.data.bundle import Bundle
from trajganr_core.evaluation.splits import split_edges
from trajganr_core.features.candidate_trips import candidate_trips, random_priorities
from trajganr_core.features.input_trips import input_trips
from trajganr_core.features.location_features import LocationFeatureTable
from trajganr_core.features.prediction_loop import answers
from trajganr_core.features.query_locations import edge_locations
from trajganr_core.model.best.boosted import Boosted
from trajganr_core.training.finetuning import boosted_trees, table_network, tree_heads
from trajganr_core.training.finetuning.driver_halves import Half, driver_halves
from trajganr_core.training.finetuning.task_data import TaskData, fit_tasks
from trajganr_core.training.finetuning.tree_heads import _share_of_network, grow_heads
from trajganr_core.utils.progress import silent

TASKS = ("speed", "popularity", "aoi")


@pytest.fixture(autouse=True)
def few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boosted_trees, "ROUNDS", 20)
    monkeypatch.setattr(table_network, "STEPS", 200)


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


def test_pictures_tell_shares(bundle: Bundle, table: LocationFeatureTable) -> None:
    (fit,) = (fit for fit in fits_of(bundle) if fit.task.id == "aoi")
    shown, _ = table.pictures.around(table.locations.lon_lat)
    leads = shown[:, :1].numpy() > np.median(shown[fit.rows["validation"], 0])
    values = np.hstack([leads, ~leads, np.zeros((len(leads), 6))]).astype(np.float64)
    known = dataclasses.replace(fit, values=values, encoded=fit.target.encode(values))
    head = grown(bundle, table, [known], [])["aoi"]
    assert head.share == 1.0
    rows = fit.rows["validation"]
    both = known.misfit(answers(head, table, rows, trips=0), rows)
    head.share = 0.0
    assert both < 0.7 * known.misfit(answers(head, table, rows, trips=0), rows)


def test_shares_that_nothing_tells_are_predicted_to_be_the_same_everywhere(
    bundle: Bundle, table: LocationFeatureTable, caplog: pytest.LogCaptureFixture
) -> None:
    (fit,) = (fit for fit in fits_of(bundle) if fit.task.id == "aoi")
    drawn = np.random.default_rng(0).random(len(fit.values)) < 0.9
    values = np.hstack([np.zeros((len(drawn), 6)), drawn[:, None], ~drawn[:, None]]).astype(float)
    known = dataclasses.replace(fit, values=values, encoded=fit.target.encode(values))
    head = grown(bundle, table, [known], [])["aoi"]
    shares = fit.target.decode(answers(head, table, fit.rows["test"], trips=0))
    np.testing.assert_allclose(shares[:, 6], 1.0, atol=1e-4)
    assert "same shares everywhere" in caplog.text


@pytest.mark.parametrize(("trees", "network", "share"), [(0.1, -0.1, 0.5), (0.0, 3.0, 0.0)])
def test_trees_and_network_share_the_answer_unless_one_is_clearly_better(
    bundle: Bundle, trees: float, network: float, share: float
) -> None:
    fit = fits_of(bundle)[TASKS.index("speed")]
    assert _share_of_network(fit, fit.encoded + trees, fit.encoded + network) == share
    assert _share_of_network(fit, fit.encoded + network, fit.encoded + trees) == 1 - share


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
