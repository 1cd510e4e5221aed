"""Forms show an estimate of the job, and start with lighter settings on a slow worker."""

from __future__ import annotations

import contextlib
import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from plugin_tools import submit
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingParameterString,
    QgsVectorLayer,
)
from qgis.PyQt.QtWidgets import QDialogButtonBox

from qgis_plugin.client import estimates
from qgis_plugin.gui import job_dialog
from qgis_plugin.gui.forms import create_form
from qgis_plugin.gui.job_dialog import JobDialog
from qgis_plugin.processing.base import Described
from qgis_plugin.processing.kind_algorithm import KindAlgorithm
from qgis_plugin.processing.provider import TrajganrProvider
from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.kinds.pretrain import PretrainParams
from trajganr_core.contract.options.training_config import EPOCHS
from trajganr_core.contract.protocol.answers import Costs, Span
from trajganr_core.contract.protocol.client import Client

#: Seconds that an epoch of the full size takes on the slow worker.
EPOCH_S = 6000.0


@pytest.fixture(autouse=True)
def no_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("processing.gui.ParametersPanel.iface", None)
    monkeypatch.setattr(job_dialog, "REQUEST_AFTER_MS", 0)
    monkeypatch.setattr(Described, "create_form", create_form)


@pytest.fixture
def form(qtbot: Any) -> Callable[..., JobDialog]:
    def open_form(algorithm: str, **parameters: Any) -> JobDialog:
        made = QgsApplication.processingRegistry().createAlgorithmById(f"trajganr:{algorithm}")
        dialog = made.createCustomParametersWidget(None)
        qtbot.addWidget(dialog)
        dialog.setParameters(parameters)
        return dialog

    return open_form


@pytest.fixture
def slow_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker on which a training takes long."""

    def estimate(client: Client, params: PretrainParams) -> Costs:
        epochs = EPOCHS if params.epochs is None else params.epochs
        seconds = EPOCH_S * epochs * (params.dimension / 256) ** 2 * params.layers / 4
        one = Span(1e9, 1e9, 1e9)
        span = Span(seconds / 3, seconds, seconds * 3)
        return Costs(seconds=span, memory_bytes=one, disk_bytes=one, basis="made up")

    monkeypatch.setattr(Client, "estimate", estimate)


def values(dialog: JobDialog) -> dict[str, Any]:
    return dialog.createProcessingParameters()


def test_a_form_shows_time_memory_and_disk(
    worker: Any, form: Callable[..., JobDialog], qtbot: Any
) -> None:
    bundle = submit(worker, "Porto")
    with Client.connect(worker) as client:
        list(client.follow(bundle))
    dialog = form("pretrain", BUNDLE=bundle, EPOCHS=3)
    qtbot.waitUntil(lambda: "Estimate:" in dialog.estimate.text())
    assert "of memory" in dialog.estimate.text()
    assert "of disk" in dialog.estimate.text()
    assert values(dialog)["EPOCHS"] == 3


def test_a_form_shows_why_there_is_no_estimate(
    home: Any, form: Callable[..., JobDialog], qtbot: Any
) -> None:
    dialog = form("pretrain", BUNDLE="prepare-1")
    qtbot.waitUntil(lambda: "No estimate:" in dialog.estimate.text())


def test_without_its_memory_a_job_has_a_reason_instead_of_an_estimate() -> None:
    costs = Costs(seconds=Span(1.0, 2.0, 3.0), basis="Nothing like it has run.")
    assert estimates.describe_estimate(costs) == "No estimate: Nothing like it has run."


def test_an_incomplete_form_shows_no_estimate(
    worker: Any, form: Callable[..., JobDialog], qtbot: Any
) -> None:
    dialog = form("pretrain")
    qtbot.wait(50)
    assert not dialog.estimate.text()


def test_defaults_that_take_days_are_replaced_by_lighter_ones_with_a_note(
    worker: Any, slow_worker: None, form: Callable[..., JobDialog], qtbot: Any
) -> None:
    dialog = form("pretrain", BUNDLE=submit(worker, "Porto"))
    qtbot.waitUntil(lambda: "Chosen for this worker" in dialog.estimate.text())
    chosen = values(dialog)
    seconds = EPOCH_S * chosen["EPOCHS"] * (chosen["DIMENSION"] / 256) ** 2 * chosen["LAYERS"] / 4
    assert seconds <= estimates.LONG_S
    assert f"epochs {chosen['EPOCHS']}" in dialog.estimate.text()
    assert "With the defaults it would take about 6 d 22 h." in dialog.estimate.text()


def test_chosen_settings_are_kept_and_lighter_ones_suggested(
    worker: Any, slow_worker: None, form: Callable[..., JobDialog], qtbot: Any
) -> None:
    dialog = form("pretrain", BUNDLE=submit(worker, "Porto"), EPOCHS=99)
    qtbot.waitUntil(lambda: "With epochs" in dialog.estimate.text())
    assert values(dialog)["EPOCHS"] == 99
    assert "it takes about" in dialog.estimate.text()


def test_a_job_on_files_is_estimated_by_their_size(
    worker: Any, form: Callable[..., JobDialog], qtbot: Any, tmp_path: Path
) -> None:
    trips = tmp_path / "trips.csv"
    trips.write_bytes(b"x" * 1_000_000)
    dialog = form("loadtrips", FILE=str(trips))
    qtbot.waitUntil(lambda: "Estimate:" in dialog.estimate.text())


def test_a_packed_file_counts_with_its_unpacked_size(
    provider: TrajganrProvider, tmp_path: Path
) -> None:
    packed = tmp_path / "trips.csv.gz"
    packed.write_bytes(gzip.compress(b"x" * 1_000_000))
    loading = provider.algorithm("loadtrips")
    cost = loading.cost_of({"FILE": str(packed)}, QgsProcessingContext())
    assert isinstance(cost, estimates.Sized)
    assert (cost.params.kind, cost.size) == ("load_trips", 1_000_000)


def test_a_layer_in_memory_with_many_fields_has_no_cost(provider: TrajganrProvider) -> None:
    fields = "&".join(f"field=a_tag_of_openstreetmap_{number}:string" for number in range(20))
    layer = QgsVectorLayer(f"LineString?crs=EPSG:4326&{fields}", "roads", "memory")
    matching = provider.algorithm("matchtrips")
    context = QgsProcessingContext()
    assert matching.cost_of({"TRIPS": layer}, context) is None
    loading = provider.algorithm("loadtrips")
    assert loading.cost_of({"FILE": "n" * 300}, context) is None


def test_every_filled_form_has_a_cost_or_none(provider: TrajganrProvider) -> None:
    """A Python error would show above the map as soon as the form is filled in."""
    context = QgsProcessingContext()
    for algorithm in provider.algorithms():
        if isinstance(algorithm, KindAlgorithm):
            definitions = algorithm.parameterDefinitions()
            strings = [
                each for each in definitions if isinstance(each, QgsProcessingParameterString)
            ]
            parameters = {each.name(): each.defaultValue() for each in definitions}
            parameters |= {each.name(): "a-1" for each in strings if not each.defaultValue()}
            with contextlib.suppress(TrajganrError):
                algorithm.cost_of(parameters, context)


def test_the_log_gives_results_by_their_titles_with_few_digits(
    form: Callable[..., JobDialog],
) -> None:
    dialog = form("evaluate")
    feedback = dialog.createFeedback()
    results = {"POPULARITY_AUPRC_MACRO": 0.4339682532, "ROAD_COUNT": 12345, "JOB": "evaluate-1"}
    feedback.pushFormattedResults(dialog.algorithm(), QgsProcessingContext(), results)
    assert feedback.textLog().splitlines() == [
        "Results:",
        "Number of directed segments: 12,345",
        "Road popularity: AUPRC, macro: 0.434",
        "Job ID: evaluate-1",
    ]


@pytest.mark.parametrize("name", ["predictroads", "joinpredictions", "predictmycity"])
def test_f1_opens_help(name: str, form: Callable[..., JobDialog]) -> None:
    button = form(name).buttonBox().button(QDialogButtonBox.StandardButton.Help)
    assert button.isVisibleTo(button.window())
    assert button.shortcut().toString() == "F1"
