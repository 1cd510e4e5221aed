"""Evaluations with a comparison of systems."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from hang import HANG_S
from plugin_tools import Layers, checked, job_params, prepare, run, train
from qgis.core import QgsApplication, QgsProcessingException, QgsProcessingFeedback

from qgis_plugin.processing.comparison import log_standings
from trajganr_core.contract.protocol.answers import JobRecord
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.states import TERMINAL, JobState

TEMPORARY = "TEMPORARY_OUTPUT"
#: The result of the fake worker.
SPEED = "Traffic speed: Boosting is best (MAE 3 km/h)"


def compared(
    model: str, name: str, feedback: QgsProcessingFeedback | None = None, **more: Any
) -> dict:
    """Compare systems; no earlier comparison of another name is used."""
    form = {"MODEL": model, "OUTPUT": TEMPORARY, "COMPARE": "quick", "NAME": name}
    return run("evaluate", feedback, **{**form, **more})


def comparisons(home: Path, name: str) -> list[JobRecord]:
    with Client.connect(home) as client:
        jobs = client.jobs()
    return [job for job in jobs if job.kind == "benchmark" and job.name.startswith(name)]


def names_in(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


class Comparison:
    """A comparison with its folder, log and progress."""

    def __init__(self, model: str, folder: Path) -> None:
        feedback = QgsProcessingFeedback()
        self.folder = folder
        self.progress: list[float] = []
        feedback.progressChanged.connect(self.progress.append)
        self.result = compared(model, "Porto", feedback, COMPARISON=str(folder))
        self.log = feedback.textLog()


done: dict[str, Comparison] = {}


@pytest.fixture
def comparison(model: str, tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """One comparison for several tests."""
    if model not in done:
        done[model] = Comparison(model, tmp_path_factory.mktemp("comparison") / "compared")
    return done[model]


def test_tables_figures_and_page_of_a_comparison_are_saved(comparison: Comparison) -> None:
    folder, result = comparison.folder, comparison.result
    assert names_in(folder) == [
        *("comparison.html", "figures/speed.png", "results.json", "results.md", "results.parquet")
    ]
    assert result["COMPARISON"] == str(folder)
    assert result["COMPARISON_PAGE"] == str(folder / "comparison.html")
    assert result["COMPARISON_JOB"].startswith("benchmark-")
    assert result["SPEED_MAE"] == 0.5
    evaluate = QgsApplication.processingRegistry().createAlgorithmById("trajganr:evaluate")
    types = {each.name(): each.type() for each in evaluate.outputDefinitions()}
    assert types["COMPARISON_PAGE"] == "outputHtml"  # the results viewer shows such outputs


def test_the_best_system_and_the_ranks_of_the_presets_are_logged(comparison: Comparison) -> None:
    assert SPEED in comparison.log
    assert "TrajGANR, best: 3.25 km/h, rank 2 of 4" in comparison.log
    assert "TrajGANR, paper: 5 km/h, rank 4 of 4" in comparison.log
    assert "GeoCLIP" not in comparison.log


def test_the_progress_of_evaluation_and_comparison_is_shown(comparison: Comparison) -> None:
    assert comparison.progress.count(100.0) >= 2


def test_the_comparison_uses_the_bundle_and_backbone_of_the_model(
    worker: Path, bundle: str, model: str
) -> None:
    compared(model, "own", COMPARE="full", DEVICE="cpu")
    params = job_params(worker, "benchmark")
    assert (params["bundle"], params["profile"], params["device"]) == (bundle, "full", "cpu")
    with Client.connect(worker) as client:
        config = client.card(model).pretraining.config
    assert (params["backbone"], params["weights"]) == (config.backbone, config.weights)
    assert (params["systems"], params["tables"], params["seeds"]) == ([], [], None)


def test_uploaded_weights_of_the_model_are_used_for_the_comparison(
    worker: Path, bundle: str, tmp_path: Path
) -> None:
    weights = tmp_path / "small.safetensors"
    weights.write_bytes(b"weights")
    pretrained = run("pretrain", BUNDLE=bundle, BACKBONE="test_vit", WEIGHTS=str(weights))
    model = run("finetune", MODEL=pretrained["MODEL"], BUNDLE=bundle, TASKS=["speed"])["MODEL"]
    compared(model, "weights")
    params = job_params(worker, "benchmark")
    assert params["backbone"] == "test_vit"
    assert params["weights"] == job_params(worker, "pretrain")["weights"]
    assert params["weights"].endswith("/small.safetensors")


def test_systems_are_compared_on_the_chosen_bundle(
    worker: Path, model: str, layers: Layers
) -> None:
    other = prepare(layers, EXTENT="-8.63,-8.6,41.14,41.16 [EPSG:4326]")["BUNDLE"]
    compared(model, "other", BUNDLE=other)
    assert job_params(worker, "benchmark")["bundle"] == other


@pytest.mark.parametrize("form", [{}, {"COMPARE": "no"}])
def test_systems_are_compared_only_on_request(
    worker: Path, model: str, tmp_path: Path, form: dict[str, str]
) -> None:
    folder = tmp_path / "compared"
    form = {"MODEL": model, "OUTPUT": TEMPORARY, "NAME": "alone", "COMPARISON": str(folder), **form}
    result = run("evaluate", **form)
    assert not folder.exists()
    assert not result.keys() & {"COMPARISON_PAGE", "COMPARISON_JOB"}
    assert not comparisons(worker, "alone")


def test_a_cancelled_comparison_is_resumed_by_the_next_run(worker: Path, model: str) -> None:
    (worker / "slow.txt").write_text("cancelled: comparison", encoding="utf-8")
    feedback = QgsProcessingFeedback()
    threading.Thread(target=cancel_the_comparison, args=(worker, feedback)).start()
    with pytest.raises(QgsProcessingException) as caught:
        compared(model, "cancelled", feedback)
    assert "JOB.CANCELLED" in str(caught.value)
    deadline = time.monotonic() + HANG_S
    while comparisons(worker, "cancelled")[0].state not in TERMINAL:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    (worker / "slow.txt").unlink()
    (cancelled,) = comparisons(worker, "cancelled")
    assert cancelled.state == JobState.CANCELLED.value
    assert compared(model, "cancelled")["COMPARISON_JOB"] == cancelled.job_id


def cancel_the_comparison(home: Path, feedback: QgsProcessingFeedback) -> None:
    running = JobState.RUNNING.value
    while not any(job.state == running for job in comparisons(home, "cancelled")):
        time.sleep(0.05)
    feedback.cancel()


def test_an_earlier_comparison_is_used_again(model: str, comparison: Comparison) -> None:
    first = comparison.result
    again, full = (compared(model, "Porto", COMPARE=each) for each in ("quick", "full"))
    assert first["COMPARISON_JOB"] == again["COMPARISON_JOB"] != full["COMPARISON_JOB"]
    assert first["COMPARISON"] != again["COMPARISON"]
    assert Path(again["COMPARISON_PAGE"]).is_file()


def test_a_comparison_that_lacks_a_system_is_repeated(worker: Path, model: str) -> None:
    (worker / "missing.txt").write_text("lacking: comparison", encoding="utf-8")
    feedback = QgsProcessingFeedback()
    first = compared(model, "lacking", feedback)
    (worker / "missing.txt").unlink()
    assert "GAIR is missing: it learns from street views." in feedback.textLog()
    second, third = (compared(model, "lacking") for _ in range(2))
    assert first["COMPARISON_JOB"] != second["COMPARISON_JOB"] == third["COMPARISON_JOB"]


def test_a_folder_that_cannot_be_created_is_reported_before_the_comparison(
    worker: Path, model: str, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(QgsProcessingException) as caught:
        compared(model, "blocked", COMPARISON=str(tmp_path / "file"))
    assert "is a file" in str(caught.value)
    assert not comparisons(worker, "blocked")


def test_a_comparison_without_any_system_is_reported() -> None:
    feedback = QgsProcessingFeedback()
    log_standings([], feedback)
    assert "No system could be compared" in feedback.textLog()


def test_a_bundle_without_labels_and_a_deleted_one_are_refused(
    worker: Path, trained: tuple[str, str], tmp_path: Path
) -> None:
    bundle, model = train(worker, "a", ("speed",))
    form = {"MODEL": model, "OUTPUT": str(tmp_path / "a.gpkg"), "COMPARE": "quick"}
    assert checked("evaluate", **form) == (True, "")
    manifest = worker / "bundles" / bundle / "bundle.json"
    about = json.loads(manifest.read_text(encoding="utf-8"))
    rewrite(manifest, {**about, "tasks": dict.fromkeys(about["tasks"], 0)})
    for more in ({}, {"BUNDLE": bundle}):
        is_fine, reason = checked("evaluate", **form, **more)
        assert not is_fine
        assert "has no labels" in reason
    assert checked("evaluate", **{**form, "COMPARE": "no"}) == (True, "")
    with Client.connect(worker) as client:
        client.delete_bundle(bundle)
    is_fine, reason = checked("evaluate", **form)
    assert not is_fine
    assert "is no longer on the worker" in reason
    assert checked("evaluate", **form, BUNDLE=trained[0]) == (True, "")


def rewrite(manifest: Path, about: dict[str, Any]) -> None:
    """Replace the file: the worker notices the time of the folder."""
    new = manifest.with_suffix(".new")
    new.write_text(json.dumps(about), encoding="utf-8")
    new.replace(manifest)
