"""What the plugin shows of the demo city before anything is installed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from trajganr_core.contract.files.received_files import declared, receive
from trajganr_core.contract.kinds.predict import PredictResult
from trajganr_core.contract.layers.geopackage_styles import stored_styles
from trajganr_core.jobs.styles import save_styles
from trajganr_worker.cli.demo import PAGE, REPORT, ROADS, TIMES

FINISHED = Path(__file__).resolve().parents[2] / "resources" / "demo" / "finished"
AGAIN = "stale: run `make finished-demo`"


@pytest.mark.parametrize(
    ("kind", "name", "file"),
    [
        ("predict", PredictResult.FILE, ROADS),
        ("webpage", "roads.html", PAGE),
        ("area_report", "report.pdf", REPORT),
    ],
)
def test_the_shipped_files_are_what_their_jobs_write_today(
    kind: str, name: str, file: str, tmp_path: Path
) -> None:
    path = tmp_path / file
    shutil.copyfile(FINISHED / file, path)
    receive(declared(kind, name), file, path, lambda: None)  # refused: run `make finished-demo`


def test_the_shipped_roads_have_todays_styles(tmp_path: Path) -> None:
    path = tmp_path / PredictResult.FILE
    shutil.copyfile(FINISHED / ROADS, path)
    save_styles(tmp_path, PredictResult(files=(path.name,), counts={"roads": 0}, time_sets=TIMES))
    layer = PredictResult.LAYER
    assert stored_styles(FINISHED / ROADS, layer) == stored_styles(path, layer), AGAIN


def test_they_are_small_enough_for_the_plugins_zip() -> None:
    assert sum(path.stat().st_size for path in FINISHED.iterdir()) < 3_000_000
