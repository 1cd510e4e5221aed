"""The dock's tabs of models and study areas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fake_cards import AREA, card_of, head_of
from fake_worker import fake_worker
from plugin_tools import answer, submit, train
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt

from qgis_plugin.client.catalogue import CATALOGUE
from qgis_plugin.client.comparison import are_comparable, best, differences
from qgis_plugin.gui import forms
from qgis_plugin.gui.dock import TrajganrDock
from qgis_plugin.gui.model_page import card_page, comparison_page
from trajganr_core.contract.options.training_config import PretrainConfig
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.records import ModelRecord
from trajganr_core.contract.records.model_card import (
    BundleReference,
    ModelCard,
    PretrainedArea,
    SplitChoice,
)
from trajganr_core.contract.texts.model_facts import leading_facts


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    """The forms that are opened; their algorithms take what they are filled with."""
    found: list[tuple[str, dict[str, Any]]] = []

    def open_form(algorithm: str, parameters: dict[str, Any]) -> None:
        form = QgsApplication.processingRegistry().createAlgorithmById(algorithm)
        accepted = {parameter.name() for parameter in form.parameterDefinitions()}
        assert set(parameters) <= accepted
        found.append((algorithm, parameters))

    monkeypatch.setattr(forms, "open_form", open_form)
    return found


@pytest.fixture(scope="module")
def two_models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str, str, str]]:
    """The home of a worker, a bundle, and two models, to be read only."""
    home = tmp_path_factory.mktemp("models") / "home"
    home.mkdir()
    with fake_worker(home) as running:
        bundle, first = train(running, "First", ("speed", "aoi"), seed=0)
        _, second = train(running, "Second", ("speed",), seed=10)
        yield running, bundle, first, second


@pytest.fixture
def models(
    home: Path, two_models: tuple[Path, str, str, str], monkeypatch: pytest.MonkeyPatch
) -> tuple[str, str, str]:
    """The bundle and the two models of the worker in use."""
    monkeypatch.setenv("TRAJGANR_HOME", str(two_models[0]))
    return two_models[1:]


def names(dock: TrajganrDock) -> list[str]:
    return [model.name for model in dock.models_tab.rows.records]


def test_the_card_of_the_selected_model_is_shown(
    models: tuple[str, str, str], dock: TrajganrDock, qtbot: Any
) -> None:
    _, model, _ = models
    tab = dock.models_tab
    qtbot.waitUntil(
        lambda: names(dock) == ["Second", "Second, pretrained", "First", "First, pretrained"]
    )
    tab.select(model)
    text = tab.page.toPlainText()
    for result in ("Traffic speed", model, "segment, fold 0", "ODbL 1.0", "cpu, seed 0"):
        assert result in text
    lines = [line for line in text.splitlines() if line.strip()]
    at = lines.index("MAE (km/h)")
    # The made-up card has figures of the model alone.
    assert lines[at + 1 : at + 4] == ["–", "0.5", "–"]
    assert "L1 distance (best 0)" in lines
    assert "contain 50 % of the tested roads" in lines
    at = lines.index("By road class")
    assert lines[at + 1] == "residential"
    assert lines[at + 2].startswith(
        "MAE 3 km/h on 80 roads; trivial 6 km/h; 90 % intervals contain"
    )
    assert "By number of input trips" in lines
    assert "By basis" not in lines  # of four roads
    columns = [tab.rows.data(tab.rows.index(2, column)) for column in range(4)]
    assert columns[2] == "Traffic speed: MAE 0.5 km/h; Area-of-interest function: L1 distance 0.5"


def test_the_card_says_for_what_the_model_is_meant_and_whether_districts_differ(
    models: tuple[str, str, str], dock: TrajganrDock, qtbot: Any
) -> None:
    _, model, _ = models
    tab = dock.models_tab
    qtbot.waitUntil(lambda: len(names(dock)) == 4)
    tab.select(model)
    lines = [line.strip() for line in tab.page.toPlainText().splitlines() if line.strip()]
    sections = ["Intended use", "Limits", "Fairness across districts", "Data", "Properties"]
    assert sorted(sections, key=lines.index) == sections
    fairness = lines[lines.index("Fairness across districts") + 1 :]
    assert (
        fairness[0]
        .lstrip("• ")
        .startswith(
            "Traffic speed: the largest difference is between north-west + north (MAE 4 km/h)"
        )
    )
    assert fairness[fairness.index("centre") + 1].startswith("MAE 2.5 km/h on 60 roads")


def test_several_models_are_compared_and_the_better_one_is_marked(
    models: tuple[str, str, str], dock: TrajganrDock, qtbot: Any
) -> None:
    _, first, second = models
    tab = dock.models_tab
    qtbot.waitUntil(lambda: len(names(dock)) == 4)
    tab.select(first, second)
    lines = [line for line in tab.page.toPlainText().splitlines() if line.strip()]
    # Newest first: the second has the larger error and the larger r².
    at = lines.index("MAE (km/h)")
    assert lines[at + 1 : at + 3] == ["0.6", "0.5 ★"]
    at = lines.index("R² (best 1)")
    assert lines[at + 1 : at + 3] == ["0.6 ★", "0.5"]
    assert "finetuning: tasks" in lines
    assert "finetuning: head" not in lines  # they do not differ in it
    assert not tab.predict_button.isEnabled()


def card(bundle: str, fold: int, **metrics: float | None) -> ModelCard:
    head = replace(head_of("speed", split=SplitChoice("block", fold, 0)), metrics=metrics)
    own = PretrainedArea(BundleReference(bundle, bundle, bundle), AREA)
    made = card_of(areas=(own,), heads={"speed": head})
    config = PretrainConfig(name=bundle, epochs=5, fold=fold)
    return replace(made, pretraining=replace(made.pretraining, config=config))


@pytest.mark.parametrize(
    ("metric", "values", "better"),
    [
        ("mae", (3.0, 4.0), {0}),
        ("r2", (0.5, 0.6), {1}),
        ("coverage", (0.99, None), set()),
        ("coverage", (0.99, 0.88), {1}),
        ("mae", (3.0, 3.0), set()),
        ("passes_mae", (3.0, 4.0), set()),
    ],
)
def test_the_better_figure_depends_on_the_metric(
    metric: str, values: tuple[float | None, ...], better: set[int]
) -> None:
    assert best(metric, values) == better


def test_the_mean_of_the_passes_stands_beside_the_model() -> None:
    cards = [card("a", 0, mae=4.0, passes_mae=3.5), card("a", 0, mae=3.0, passes_mae=3.5)]
    first, second = (ModelRecord(id="m", name="m", created_at=0.0, card=one) for one in cards)
    assert "<td>3.5</td><td>4</td>" in card_page(first, None)
    page = comparison_page([first, second])
    assert "<td>4</td><td><b>3 ★</b></td>" in page
    assert "<td>– Mean of own trips</td><td>3.5</td><td>3.5</td>" in page
    assert leading_facts(cards[0].heads) == {
        "Traffic speed": "MAE 4 km/h (mean of own trips 3.5 km/h)"
    }


def test_figures_of_different_roads_are_not_comparable() -> None:
    assert are_comparable([card("a", 0), card("a", 0)])
    assert not are_comparable([card("a", 0), card("a", 1)])
    assert not are_comparable([card("a", 0), card("b", 0)])


def test_only_differences_are_listed() -> None:
    assert differences([card("a", 0), card("b", 1)]) == [
        ("bundle", ("a", "b")),
        ("pretraining: fold", ("0", "1")),
    ]


def test_forms_opened_from_a_model_are_filled_in(
    models: tuple[str, str, str],
    dock: TrajganrDock,
    qtbot: Any,
    opened: list[tuple[str, dict[str, Any]]],
) -> None:
    bundle, model, _ = models
    tab = dock.models_tab
    qtbot.waitUntil(lambda: len(names(dock)) == 4)
    tab.select(model)
    for one in (tab.predict_button, tab.finetune_button, tab.evaluate_button, tab.export_button):
        one.click()
    assert [algorithm for algorithm, _ in opened] == [
        "trajganr:predictroads",
        "trajganr:finetune",
        "trajganr:evaluate",
        "trajganr:exportlayers",
    ]
    assert opened[0][1] == {"MODEL": model, "BUNDLE": bundle, "TASKS": ["speed", "aoi"]}
    assert all(parameters["MODEL"] == model for _, parameters in opened)


def test_a_pretrained_model_opens_the_form_for_times_of_the_week(
    models: tuple[str, str, str],
    dock: TrajganrDock,
    qtbot: Any,
    opened: list[tuple[str, dict[str, Any]]],
) -> None:
    bundle, *_ = models
    tab = dock.models_tab
    qtbot.waitUntil(lambda: len(names(dock)) == 4)
    pretrained = next(one.id for one in tab.rows.records if one.name == "First, pretrained")
    tab.select(pretrained)
    assert not tab.evaluate_button.isEnabled()
    tab.predict_button.click()
    form = {"MODEL": pretrained, "BUNDLE": bundle, "TIME_SETS": "whole week"}
    assert opened == [("trajganr:predictroads", form)]
    tab.travel_times.trigger()
    assert opened[1:] == [("trajganr:traveltimes", {"MODEL": pretrained})]
    assert not tab.report.isEnabled()


def test_a_study_area_is_shown_on_the_map(
    models: tuple[str, str, str], dock: TrajganrDock, iface: Any, qtbot: Any
) -> None:
    bundle, _, _ = models
    tab = dock.areas_tab
    qtbot.waitUntil(lambda: len(tab.rows.records) == 2)
    assert not tab.show_button.isEnabled()
    tab.select(bundle)
    assert "trips: 7 trips of" in tab.about.text()
    assert "roads: 4 directed roads" in tab.about.text()
    assert "Road popularity: enough: 4 directed roads." in tab.about.text()
    assert tab.about.textFormat() == Qt.TextFormat.PlainText
    assert "<" not in tab.about.text()
    tab.show_button.click()
    assert tab.band.shown.center().x() == pytest.approx(-8.615)
    items = len(iface.mapCanvas().scene().items())
    tab.show_button.click()
    assert tab.band.shown is None
    assert len(iface.mapCanvas().scene().items()) == items - 1


def test_forms_opened_from_a_study_area_are_filled_in(
    models: tuple[str, str, str],
    dock: TrajganrDock,
    qtbot: Any,
    opened: list[tuple[str, dict[str, Any]]],
) -> None:
    bundle, _, _ = models
    tab = dock.areas_tab
    qtbot.waitUntil(lambda: len(tab.rows.records) == 2)
    tab.select(bundle)
    for one in (tab.new_button, tab.predict_button, tab.pretrain_button, tab.export_button):
        one.click()
    for entry in tab.table.actions():
        entry.trigger()
    assert len(opened) == 4 + len(tab.table.actions())
    of_trips = [name for name, values in opened[4:] if values == {"BUNDLE": bundle}]
    for name in ("observedtraffic", "selectlink", "odmatrix", "changes", "areareport"):
        assert f"trajganr:{name}" in of_trips
    assert opened[:4] == [
        ("trajganr:prepare", {}),
        ("trajganr:predictroads", {"BUNDLE": bundle}),
        ("trajganr:pretrain", {"BUNDLE": bundle}),
        ("trajganr:exportlayers", {"BUNDLE": bundle}),
    ]


def test_a_study_area_is_deleted_before_its_models_which_mention_that(
    own_worker: Path, dock: TrajganrDock, qtbot: Any
) -> None:
    bundle, model = train(own_worker, "Porto", ("speed",))
    models, areas = dock.models_tab, dock.areas_tab
    qtbot.waitUntil(lambda: len(names(dock)) == 2)
    areas.select(bundle)
    areas.delete_button.click()
    assert "Porto, pretrained" in answer(areas, agreed=True)
    qtbot.waitUntil(lambda: not areas.rows.records)
    models.select(model)
    qtbot.waitUntil(lambda: "no longer has the model's bundle" in models.page.toPlainText())
    models.delete_button.click()
    assert "Porto" in answer(models, agreed=True)
    qtbot.waitUntil(lambda: names(dock) == ["Porto, pretrained"])


def test_the_report_of_a_study_area_opens_after_its_job_was_deleted(
    own_worker: Path, dock: TrajganrDock, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qgis_plugin.gui import forms

    shown: list[Path] = []
    monkeypatch.setattr(forms, "open_in_browser", shown.append)
    with Client.connect(own_worker) as client:
        bundle = submit(own_worker, "Porto")
        list(client.follow(bundle))
        client.delete(bundle)
    qtbot.waitUntil(lambda: len(dock.areas_tab.rows.records) == 1)
    dock.areas_tab.select(bundle)
    dock.areas_tab.report_button.click()
    qtbot.waitUntil(lambda: len(shown) == 1)
    assert bundle in shown[0].read_text(encoding="utf-8")


def test_damaged_models_and_areas_are_shown_and_can_only_be_deleted(
    own_worker: Path, dock: TrajganrDock, qtbot: Any
) -> None:
    for folder, file in (("models/broken", "card.json"), ("bundles/broken", "bundle.json")):
        (own_worker / folder).mkdir(parents=True)
        (own_worker / folder / file).write_text("{", encoding="utf-8")
    dock._monitor.refresh_all()
    qtbot.waitUntil(lambda: names(dock) == ["broken"])
    models, areas = dock.models_tab, dock.areas_tab
    qtbot.waitUntil(lambda: len(areas.rows.records) == 1)
    models.select("broken")
    areas.select("broken")
    assert "is damaged" in models.page.toPlainText()
    assert "is damaged" in areas.about.text()
    for tab in (models.rows, areas.rows):
        cells = [tab.data(tab.index(0, column)) for column in range(tab.columnCount())]
        assert cells[:2] == ["broken", "damaged"]
    for button in (models.finetune_button, models.export_button, areas.show_button):
        assert not button.isEnabled()
    assert models.delete_button.isEnabled()
    assert areas.delete_button.isEnabled()
    areas.show_button.setChecked(True)
    assert CATALOGUE.listed("model") == CATALOGUE.listed("bundle") == []
    with Client.connect(own_worker) as client:
        client.delete_model("broken")
        client.delete_bundle("broken")
