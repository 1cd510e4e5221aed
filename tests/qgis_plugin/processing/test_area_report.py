"""Reports of study areas, against a worker whose jobs are made up."""

from __future__ import annotations

from pathlib import Path

from plugin_tools import job_params, run


def test_the_report_of_a_model_is_saved(
    model: str, bundle: str, worker: Path, tmp_path: Path
) -> None:
    path = tmp_path / "report.pdf"
    result = run("areareport", MODEL=model, TITLE="Porto", MIN_DRIVERS=7, OUTPUT=str(path))
    assert result["OUTPUT"] == str(path)
    assert b"Porto" in path.read_bytes()
    params = job_params(worker, "area_report")
    assert params["language"] == "en"  # of QGIS in these tests
    assert (params["model"], params["bundle"], params["min_drivers"]) == (model, bundle, 7)
    assert params["name"]  # of the job in the dock
