"""Exports, one and many, against a worker whose jobs are made up."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

import pytest
from hang import HANG_S
from plugin_tools import Layers, asked, checked, prepare, run
from qgis.core import QgsProcessingException, QgsProcessingFeedback, QgsVectorLayer

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.states import JobState


@pytest.fixture
def bundle(own_worker: Path, layers: Layers) -> str:
    return prepare(layers)["BUNDLE"]


@pytest.fixture
def model(bundle: str) -> str:
    return run("pretrain", BUNDLE=bundle)["MODEL"]


def jobs_of(home: Path, kind: str) -> list[dict[str, Any]]:
    with Client.connect(home) as client:
        return [job for job in client.jobs() if job["kind"] == kind]


def names_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*.*"))


def test_layers_come_as_files(own_worker: Path, bundle: str, model: str, tmp_path: Path) -> None:
    result = run(
        "exportlayers",
        BUNDLE=bundle,
        MODEL=model,
        LAYERS=["roads", "embeddings"],
        FORMAT="geoparquet",
        FOLDER=str(tmp_path / "layers"),
    )
    assert names_in(tmp_path / "layers") == ["embeddings.parquet", "roads.parquet"]
    assert sorted(result["FILES"]) == [
        str(tmp_path / "layers" / name) for name in ("embeddings.parquet", "roads.parquet")
    ]
    assert asked(own_worker, "export")["model"] == model


def test_geopackages_say_what_is_in_them_and_what_made_them(bundle: str, tmp_path: Path) -> None:
    run("exportlayers", BUNDLE=bundle, LAYERS=["roads"], FOLDER=str(tmp_path))
    layer = QgsVectorLayer(f"{tmp_path / 'roads.gpkg'}|layername=roads", "roads", "ogr")
    assert layer.attributeAlias(layer.fields().indexOf("source_fid")) == "Id of the source feature"
    assert f"bundle: {bundle}" in layer.metadata().history()


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"LAYERS": ["predictions"]}, "need a model: predictions"),
    ],
    ids=str,
)
def test_what_could_not_be_exported_is_refused_before_it_runs(
    parameters: dict[str, Any], said: str, home: Path, tmp_path: Path
) -> None:
    for algorithm, bundles in (("exportlayers", "BUNDLE"), ("batchexport", "BUNDLES")):
        form = {bundles: "b", "FOLDER": str(tmp_path), **parameters}
        is_fine, reason = checked(algorithm, **form)
        assert not is_fine
        assert said in reason


class Batch:
    """A batch of two areas and a model."""

    def __init__(self, layers: Layers, folder: Path) -> None:
        self.bundles = [prepare(layers, NAME=name)["BUNDLE"] for name in ("Porto", "Lisbon")]
        self.model = run("pretrain", BUNDLE=self.bundles[0], NAME="Best")["MODEL"]
        self.folder = folder

    def run(self, feedback: QgsProcessingFeedback | None = None, **parameters: Any) -> Any:
        form = {
            "BUNDLES": ", ".join(self.bundles),
            "MODELS": self.model,
            "LAYERS": ["roads", "embeddings"],
            "FOLDER": str(self.folder),
        }
        return run("batchexport", feedback, **{**form, **parameters})


@pytest.fixture
def batch(own_worker: Path, layers: Layers, tmp_path: Path) -> Batch:
    return Batch(layers, tmp_path / "batch")


def test_areas_and_models_have_folders(batch: Batch) -> None:
    result = batch.run()
    porto, lisbon = (
        f"{name}-{bundle[-8:]}"
        for name, bundle in zip(("Porto", "Lisbon"), batch.bundles, strict=True)
    )
    seen = f"Best-{batch.model[-8:]}"
    assert names_in(batch.folder) == sorted(
        [
            "batch.json",
            *(f"{area}/roads.gpkg" for area in (porto, lisbon)),
            *(f"{area}/{seen}/embeddings.gpkg" for area in (porto, lisbon)),
        ]
    )
    assert (result["FILE_COUNT"], result["MADE"]) == (4, 4)


def test_what_is_whole_is_not_made_again(batch: Batch, own_worker: Path) -> None:
    first = batch.run(LAYERS=["roads"])
    Path(first["FILES"][0]).unlink()
    feedback = QgsProcessingFeedback()
    again = batch.run(feedback, LAYERS=["roads"])
    assert (again["FILE_COUNT"], again["MADE"]) == (2, 1)
    # The worker still had the result of the job that made the file.
    assert len(jobs_of(own_worker, "export")) == 2
    assert "1 of 2 files were made now" in feedback.textLog()


def test_a_failure_does_not_stop_the_others(batch: Batch, own_worker: Path) -> None:
    (own_worker / "fails.txt").write_text("Porto: images")
    feedback = QgsProcessingFeedback()
    with pytest.raises(QgsProcessingException) as caught:
        batch.run(feedback, LAYERS=["roads", "images"])
    assert "1 of 4 exports failed" in str(caught.value)
    assert "Porto: images" in str(caught.value)
    assert len([name for name in names_in(batch.folder) if name.endswith(".gpkg")]) == 3
    (own_worker / "fails.txt").unlink()
    assert batch.run(LAYERS=["roads", "images"])["MADE"] == 1
    # The job that had failed was gone on with.
    assert len(jobs_of(own_worker, "export")) == 4


def test_a_cancel_reaches_every_job_and_the_next_run_goes_on(
    batch: Batch, own_worker: Path
) -> None:
    (own_worker / "slow.txt").write_text("Porto")
    feedback = QgsProcessingFeedback()
    threading.Thread(target=cancel_when_running, args=(own_worker, feedback)).start()
    with pytest.raises(QgsProcessingException):
        batch.run(feedback)
    deadline = time.monotonic() + HANG_S
    ended = {JobState.CANCELLED.value, JobState.SUCCEEDED.value}
    while not {job["state"] for job in jobs_of(own_worker, "export")} <= ended:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    (own_worker / "slow.txt").unlink()
    assert batch.run()["FILE_COUNT"] == 4
    assert len(jobs_of(own_worker, "export")) == 4


def cancel_when_running(home: Path, feedback: QgsProcessingFeedback) -> None:
    while not any(job["state"] == JobState.RUNNING.value for job in jobs_of(home, "export")):
        time.sleep(0.05)
    feedback.cancel()


def test_a_job_of_an_interrupted_run_is_followed_instead_of_submitted_twice(
    batch: Batch, own_worker: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (own_worker / "slow.txt").write_text("Porto")

    def away(*_: Any) -> Any:
        raise TrajganrError(Code.TRANSPORT_DOWN, "The network is gone.", "")

    with monkeypatch.context() as patched, pytest.raises(QgsProcessingException):
        patched.setattr("qgis_plugin.processing.batch_export.follow_job", away)
        batch.run(LAYERS=["roads"])
    running = {job["job_id"] for job in jobs_of(own_worker, "export")}
    assert len(running) == 2
    (own_worker / "slow.txt").unlink()
    assert batch.run(LAYERS=["roads"])["MADE"] == 2
    assert {job["job_id"] for job in jobs_of(own_worker, "export")} == running


def test_ids_that_the_worker_does_not_know_are_named(batch: Batch) -> None:
    with pytest.raises(QgsProcessingException, match="no bundle 'nowhere'"):
        batch.run(BUNDLES="nowhere")
    with pytest.raises(QgsProcessingException, match="no model 'nothing'"):
        batch.run(MODELS="nothing")


def test_an_export_that_somebody_cancels_in_the_dock_does_not_stop_the_others(
    batch: Batch, own_worker: Path
) -> None:
    (own_worker / "slow.txt").write_text("Porto")

    def cancel_one() -> None:
        while not (running := [j for j in jobs_of(own_worker, "export") if "Porto" in j["name"]]):
            time.sleep(0.05)
        with Client.connect(own_worker) as client:
            client.cancel(running[0]["job_id"])

    threading.Thread(target=cancel_one).start()
    with pytest.raises(QgsProcessingException, match="1 of 2 exports failed"):
        batch.run(LAYERS=["roads"])
    assert len([name for name in names_in(batch.folder) if "Lisbon" in name]) == 1


def test_a_form_of_many_ids_is_checked_before_it_runs(batch: Batch) -> None:
    form = {"FOLDER": str(batch.folder), "LAYERS": ["roads"]}
    assert checked("batchexport", BUNDLES=", ".join(batch.bundles), **form) == (True, "")
    is_fine, reason = checked("batchexport", BUNDLES=f"{batch.bundles[0]}, nowhere", **form)
    assert not is_fine
    assert "no bundle 'nowhere'" in reason
