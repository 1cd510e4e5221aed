"""An evaluation that has systems compared: who leads is said, and a folder has the results."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from hang import HANG_S
from plugin_tools import Layers, asked, checked, prepare, run, train
from qgis.core import QgsApplication, QgsProcessingException, QgsProcessingFeedback

from qgis_plugin.processing.comparison import log_standings
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.states import TERMINAL, JobState

TEMPORARY = "TEMPORARY_OUTPUT"
#: What the fake worker says of its comparison.
SPEED = "Traffic speed: Boosting leads (MAE 3 km/h)"


def compared(model: str, feedback: QgsProcessingFeedback | None = None, **more: Any) -> dict:
    form = {"MODEL": model, "OUTPUT": TEMPORARY, "COMPARE": "quick", "NAME": "Porto"}
    return run("evaluate", feedback, **{**form, **more})


def names_in(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_tables_and_figures_are_saved_and_the_page_is_one_to_show(
    worker: Path, model: str, layers: Layers, tmp_path: Path
) -> None:
    folder = tmp_path / "compared"
    result = compared(model, COMPARISON=str(folder))
    assert names_in(folder) == [
        *("comparison.html", "figures/speed.png", "results.json", "results.md")
    ]
    assert result["COMPARISON"] == str(folder)
    assert result["COMPARISON_PAGE"] == str(folder / "comparison.html")
    assert result["COMPARISON_JOB"].startswith("benchmark-")
    assert result["SPEED_MAE"] == 0.5
    made = QgsApplication.processingRegistry().createAlgorithmById("trajganr:evaluate")
    shown = {each.name(): each.type() for each in made.outputDefinitions()}
    assert shown["COMPARISON_PAGE"] == "outputHtml"  # the results viewer opens such


def test_who_leads_and_how_the_presets_stand_is_said(worker: Path, model: str) -> None:
    feedback = QgsProcessingFeedback()
    compared(model, feedback)
    log = feedback.textLog()
    assert SPEED in log
    assert "TrajGANR, best: 3.25 km/h, place 2 of 4" in log
    assert "TrajGANR, paper: 5 km/h, place 4 of 4" in log
    assert "GeoCLIP" not in log


def test_the_job_is_about_the_models_own_bundle_and_backbone(
    worker: Path, bundle: str, model: str
) -> None:
    compared(model, COMPARE="full", DEVICE="cpu")
    params = asked(worker, "benchmark")
    assert (params["bundle"], params["profile"], params["device"]) == (bundle, "full", "cpu")
    with Client.connect(worker) as client:
        config = client.card(model).pretraining.config
    assert (params["backbone"], params["weights"]) == (config.backbone, config.weights)
    assert (params["systems"], params["tables"], params["seeds"]) == ([], [], None)


def test_weights_that_were_sent_for_the_model_serve_again(
    worker: Path, layers: Layers, tmp_path: Path
) -> None:
    weights = tmp_path / "small.safetensors"
    weights.write_bytes(b"weights")
    bundle = prepare(layers)["BUNDLE"]
    pretrained = run("pretrain", BUNDLE=bundle, BACKBONE="test_vit", WEIGHTS=str(weights))
    model = run("finetune", MODEL=pretrained["MODEL"], BUNDLE=bundle, TASKS=["speed"])["MODEL"]
    compared(model)
    params = asked(worker, "benchmark")
    assert params["backbone"] == "test_vit"
    assert params["weights"] == asked(worker, "pretrain")["weights"]
    assert params["weights"].endswith("/small.safetensors")


def test_another_bundle_is_compared_on_where_it_is_named(
    worker: Path, model: str, layers: Layers
) -> None:
    other = prepare(layers, EXTENT="-8.63,-8.6,41.14,41.16 [EPSG:4326]")["BUNDLE"]
    compared(model, BUNDLE=other)
    assert asked(worker, "benchmark")["bundle"] == other


@pytest.mark.parametrize("form", [{}, {"COMPARE": "no"}])
def test_nothing_is_compared_unless_it_is_asked_for(
    own_worker: Path, tmp_path: Path, form: dict[str, str]
) -> None:
    _, model = train(own_worker, "a", ("speed",))
    folder = tmp_path / "compared"
    result = run("evaluate", MODEL=model, OUTPUT=TEMPORARY, COMPARISON=str(folder), **form)
    assert not folder.exists()
    assert not result.keys() & {"COMPARISON_PAGE", "COMPARISON_JOB"}
    assert not comparisons(own_worker)


def test_a_cancel_reaches_the_comparison(own_worker: Path) -> None:
    _, model = train(own_worker, "a", ("speed",))
    (own_worker / "slow.txt").write_text("compared", encoding="utf-8")
    feedback = QgsProcessingFeedback()
    threading.Thread(target=cancel_the_comparison, args=(own_worker, feedback)).start()
    with pytest.raises(QgsProcessingException) as caught:
        compared(model, feedback)
    assert "JOB.CANCELLED" in str(caught.value)
    deadline = time.monotonic() + HANG_S
    while JobState(comparisons(own_worker)[0]["state"]) not in TERMINAL:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    (cancelled,) = comparisons(own_worker)
    assert cancelled["state"] == JobState.CANCELLED.value
    (own_worker / "slow.txt").unlink()
    assert compared(model)["COMPARISON_JOB"] == cancelled["job_id"]  # it was gone on with


def comparisons(home: Path) -> list[dict[str, Any]]:
    with Client.connect(home) as client:
        return [job for job in client.jobs() if job["kind"] == "benchmark"]


def test_what_an_earlier_run_has_compared_is_not_compared_again(own_worker: Path) -> None:
    _, model = train(own_worker, "a", ("speed",))
    first, again, more = (compared(model, COMPARE=each) for each in ("quick", "quick", "full"))
    assert first["COMPARISON_JOB"] == again["COMPARISON_JOB"] != more["COMPARISON_JOB"]
    assert first["COMPARISON"] != again["COMPARISON"]
    assert Path(again["COMPARISON_PAGE"]).is_file()


def test_a_comparison_that_lacks_a_system_is_tried_again(own_worker: Path) -> None:
    _, model = train(own_worker, "a", ("speed",))
    (own_worker / "missing.txt").write_text("compared", encoding="utf-8")
    feedback = QgsProcessingFeedback()
    first = compared(model, feedback)
    assert "GAIR is missing: it learns from street views." in feedback.textLog()
    (own_worker / "missing.txt").unlink()
    second, third = compared(model), compared(model)
    assert first["COMPARISON_JOB"] != second["COMPARISON_JOB"] == third["COMPARISON_JOB"]


def cancel_the_comparison(home: Path, feedback: QgsProcessingFeedback) -> None:
    with Client.connect(home) as client:
        while not any(
            (job["kind"], job["state"]) == ("benchmark", JobState.RUNNING.value)
            for job in client.jobs()
        ):
            time.sleep(0.05)
    feedback.cancel()


def test_how_far_it_is_is_told(worker: Path) -> None:
    _, model = train(worker, "a", ("speed",))  # one that has not been compared
    feedback = QgsProcessingFeedback()
    answer: list[float] = []
    feedback.progressChanged.connect(answer.append)
    compared(model, feedback)
    assert answer.count(100.0) >= 2  # of the evaluation, and of the comparison


def test_a_folder_that_cannot_be_made_is_said_before_anything_is_compared(
    own_worker: Path, tmp_path: Path
) -> None:
    _, model = train(own_worker, "a", ("speed",))
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(QgsProcessingException) as caught:
        compared(model, COMPARISON=str(tmp_path / "file"))
    assert "is a file" in str(caught.value)
    assert not comparisons(own_worker)


def test_where_no_system_could_run_that_is_said() -> None:
    feedback = QgsProcessingFeedback()
    log_standings([], feedback)
    assert "No system could be compared" in feedback.textLog()


# Mistakes are found before anything runs.


def test_a_bundle_without_labels_cannot_be_compared_on(worker: Path, tmp_path: Path) -> None:
    bundle, model = train(worker, "a", ("speed",))
    form = {"MODEL": model, "OUTPUT": str(tmp_path / "a.gpkg"), "COMPARE": "quick"}
    assert checked("evaluate", **form) == (True, "")
    manifest = worker / "bundles" / bundle / "bundle.json"
    about = json.loads(manifest.read_text(encoding="utf-8"))
    rewrite(manifest, {**about, "tasks": dict.fromkeys(about["tasks"], 0)})
    for more in ({}, {"BUNDLE": bundle}):
        is_fine, reason = checked("evaluate", **form, **more)
        assert not is_fine
        assert "no labels to compare systems by" in reason
    assert checked("evaluate", **{**form, "COMPARE": "no"}) == (True, "")


def test_a_models_bundle_that_was_deleted_cannot_be_compared_on(
    worker: Path, layers: Layers, tmp_path: Path
) -> None:
    bundle, model = train(worker, "a", ("speed",))
    with Client.connect(worker) as client:
        client.delete_bundle(bundle)
    form = {"MODEL": model, "OUTPUT": str(tmp_path / "a.gpkg"), "COMPARE": "quick"}
    is_fine, reason = checked("evaluate", **form)
    assert not is_fine
    assert "is not on the worker any more" in reason
    other = prepare(layers)["BUNDLE"]
    assert checked("evaluate", **form, BUNDLE=other) == (True, "")


def rewrite(manifest: Path, about: dict[str, Any]) -> None:
    """A new file in the place of the old one: the worker notices it by the folder's time."""
    new = manifest.with_suffix(".new")
    new.write_text(json.dumps(about), encoding="utf-8")
    new.replace(manifest)
