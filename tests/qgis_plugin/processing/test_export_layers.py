"""Single and batch exports with a fake worker."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hang import HANG_S
from plugin_tools import Layers, checked, job_params, prepare, run
from qgis.core import QgsProcessingException, QgsProcessingFeedback, QgsVectorLayer

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.answers import JobRecord
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.states import JobState


@contextlib.contextmanager
def marked(home: Path, mark: str, names: str) -> Iterator[None]:
    """Make the jobs with some names slow, or fail, in the ``with`` block."""
    file = home / f"{mark}.txt"
    file.write_text(names)
    try:
        yield
    finally:
        file.unlink()


def names_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*.*"))


def test_layers_are_exported_as_files(
    worker: Path, bundle: str, model: str, tmp_path: Path
) -> None:
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
    assert job_params(worker, "export")["model"] == model


def test_exported_geopackages_have_aliases_and_provenance(bundle: str, tmp_path: Path) -> None:
    run("exportlayers", BUNDLE=bundle, LAYERS=["roads"], FOLDER=str(tmp_path))
    layer = QgsVectorLayer(f"{tmp_path / 'roads.gpkg'}|layername=roads", "roads", "ogr")
    assert layer.attributeAlias(layer.fields().indexOf("source_fid")) == "Id of the source feature"
    assert f"bundle: {bundle}" in layer.metadata().history()


@pytest.mark.parametrize(
    ("algorithm", "bundles"), [("exportlayers", "BUNDLE"), ("batchexport", "BUNDLES")]
)
def test_predictions_need_no_model(
    algorithm: str, bundles: str, home: Path, tmp_path: Path
) -> None:
    form = {bundles: "b", "FOLDER": str(tmp_path), "LAYERS": ["predictions"]}
    assert checked(algorithm, **form) == (True, "")


#: The bundles and the model of all batches.
shared: dict[str, Any] = {}


class Batch:
    """A batch of two areas and a model."""

    def __init__(self, home: Path, layers: Layers, folder: Path) -> None:
        if not shared:
            shared["bundles"] = [prepare(layers, NAME=n)["BUNDLE"] for n in ("Porto", "Lisbon")]
            shared["model"] = run("pretrain", BUNDLE=shared["bundles"][0], NAME="Best")["MODEL"]
        self.bundles, self.model = shared["bundles"], shared["model"]
        self.home, self.folder = home, folder
        self._earlier: set[str] = set()
        self._earlier = {job.job_id for job in self.jobs()}

    def jobs(self) -> list[JobRecord]:
        """The exports of this batch."""
        with Client.connect(self.home) as client:
            exports = [job for job in client.jobs() if job.kind == "export"]
        return [job for job in exports if job.job_id not in self._earlier]

    def run(self, feedback: QgsProcessingFeedback | None = None, **parameters: Any) -> Any:
        form = {
            "BUNDLES": ", ".join(self.bundles),
            "MODELS": self.model,
            "LAYERS": ["roads", "embeddings"],
            "FOLDER": str(self.folder),
        }
        return run("batchexport", feedback, **{**form, **parameters})


@pytest.fixture
def batch(worker: Path, layers: Layers, tmp_path: Path) -> Batch:
    return Batch(worker, layers, tmp_path / "batch")


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


def test_complete_files_are_not_written_again(batch: Batch) -> None:
    first = batch.run(LAYERS=["roads"])
    Path(first["FILES"][0]).unlink()
    feedback = QgsProcessingFeedback()
    again = batch.run(feedback, LAYERS=["roads"])
    assert (again["FILE_COUNT"], again["MADE"]) == (2, 1)
    # The worker still had the result of the job of the file.
    assert len(batch.jobs()) == 2
    assert "1 of 2 files were written by this run" in feedback.textLog()


def test_a_failed_export_does_not_stop_the_others_and_is_resumed(batch: Batch) -> None:
    with (
        marked(batch.home, "fails", "Porto: images"),
        pytest.raises(QgsProcessingException) as caught,
    ):
        batch.run(LAYERS=["roads", "images"])
    assert "1 of 4 exports failed" in str(caught.value)
    assert "Porto: images" in str(caught.value)
    assert len([name for name in names_in(batch.folder) if name.endswith(".gpkg")]) == 3
    assert batch.run(LAYERS=["roads", "images"])["MADE"] == 1
    assert len(batch.jobs()) == 4


def test_a_cancel_reaches_all_jobs_and_the_next_run_resumes_them(batch: Batch) -> None:
    feedback = QgsProcessingFeedback()
    with marked(batch.home, "slow", "Porto"):
        threading.Thread(target=cancel_when_running, args=(batch, feedback)).start()
        with pytest.raises(QgsProcessingException):
            batch.run(feedback)
        deadline = time.monotonic() + HANG_S
        ended = {JobState.CANCELLED.value, JobState.SUCCEEDED.value}
        while not {job.state for job in batch.jobs()} <= ended:
            assert time.monotonic() < deadline
            time.sleep(0.05)
    assert batch.run()["FILE_COUNT"] == 4
    assert len(batch.jobs()) == 4


def cancel_when_running(batch: Batch, feedback: QgsProcessingFeedback) -> None:
    while not any(job.state == JobState.RUNNING.value for job in batch.jobs()):
        time.sleep(0.05)
    feedback.cancel()


def test_a_job_of_an_interrupted_run_is_followed_instead_of_submitted_twice(
    batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def disconnect(*_: Any) -> Any:
        raise TrajganrError(Code.TRANSPORT_DOWN, "The network is gone.", "")

    with marked(batch.home, "slow", "Porto"):
        with monkeypatch.context() as patched, pytest.raises(QgsProcessingException):
            patched.setattr("qgis_plugin.processing.forms.batchexport.follow_job", disconnect)
            batch.run(LAYERS=["roads"])
        running = {job.job_id for job in batch.jobs()}
    assert len(running) == 2
    assert batch.run(LAYERS=["roads"])["MADE"] == 2
    assert {job.job_id for job in batch.jobs()} == running


def test_unknown_ids_are_named(batch: Batch) -> None:
    with pytest.raises(QgsProcessingException, match="no bundle 'nowhere'"):
        batch.run(BUNDLES="nowhere")
    with pytest.raises(QgsProcessingException, match="no model 'nothing'"):
        batch.run(MODELS="nothing")


def test_an_export_that_is_cancelled_in_the_dock_does_not_stop_the_others(batch: Batch) -> None:
    def cancel_one() -> None:
        while not (running := [job for job in batch.jobs() if "Porto" in job.name]):
            time.sleep(0.05)
        with Client.connect(batch.home) as client:
            client.cancel(running[0].job_id)

    with marked(batch.home, "slow", "Porto"):
        threading.Thread(target=cancel_one).start()
        with pytest.raises(QgsProcessingException, match="1 of 2 exports failed"):
            batch.run(LAYERS=["roads"])
    assert len([name for name in names_in(batch.folder) if "Lisbon" in name]) == 1


def test_the_ids_of_a_batch_are_checked_before_the_run(batch: Batch) -> None:
    form = {"FOLDER": str(batch.folder), "LAYERS": ["roads"]}
    assert checked("batchexport", BUNDLES=", ".join(batch.bundles), **form) == (True, "")
    is_fine, reason = checked("batchexport", BUNDLES=f"{batch.bundles[0]}, nowhere", **form)
    assert not is_fine
    assert "no bundle 'nowhere'" in reason
