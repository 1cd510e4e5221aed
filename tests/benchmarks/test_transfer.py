"""Results of the benchmark of transfer, which are kept as those of comparisons are."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def transfer(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The script, which imports its neighbours."""
    monkeypatch.setattr(sys, "path", [str(ROOT / "benchmarks"), *sys.path])
    return pytest.importorskip("transfer")


def cell(source: str, labels: float, mae: float | None) -> dict[str, Any]:
    return {
        "source": source,
        "labels": labels,
        "seed": 0,
        "made_of": {"bundles": {"real": "a" * 64}},
        "figures": {"speed": {"mae": mae, "baseline_mae": 12.5}},
        "roads": {"speed": {"train": 25, "test": 100}},
        "pretraining": {"loss": 0.5},
        "notes": {"aoi": "No places."},
        "origin": "trained on this study area",
        "seconds": 60.0,
        "environment": {"device": "an abacus", "threads": 1, "commit": "1a", "versions": {}},
        "finished_at": "2026-11-26",
    }


def test_all_figures_of_the_cells_are_kept(transfer: Any, tmp_path: Path) -> None:
    cells = [cell("demo", 0.01, 4.5), cell("demo", 1.0, 4.25), cell("real", 0.01, None)]
    transfer.results_of(cells, "2026-11-26").write(tmp_path)
    read = transfer.Results.read(tmp_path)
    mae = read.rows[read.rows["metric"] == "mae"].set_index(["system", "labels"])["value"]
    assert mae["demo", 0.01] == 4.5
    assert mae["demo", 1.0] == 4.25
    assert mae.isna().sum() == 1
    assert set(read.rows["metric"]) == {"mae", "baseline_mae"}
    assert read.costs["roads"].tolist() == [{"speed": {"train": 25, "test": 100}}] * 3
    assert read.record["environments"] == [cells[0]["environment"]]
    assert read.record["pretraining"]["demo-seed0"] == {"loss": 0.5}
    assert read.record["made_of"]["real"] == cells[2]["made_of"]
    assert read.record["notes"] == {"aoi": "No places."}
