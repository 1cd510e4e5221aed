"""What real jobs write is what their kinds declare."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely
from tiny_city import TinyCity

from trajganr_core.contract.files.received_files import declared, receive
from trajganr_core.contract.kinds import KINDS
from trajganr_core.contract.kinds.params import JobParams
from trajganr_core.contract.kinds.result import FilesResult
from trajganr_core.contract.options.choices import BUNDLE_LAYERS, EXPORT_LAYERS, VECTOR_FORMATS
from trajganr_core.data.bundle import Bundle
from trajganr_core.jobs import job_of
from trajganr_core.utils.progress import silent

Run = Callable[..., None]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs a job and receives its files as a client does."""

    def run_and_receive(kind: str, **params: Any) -> None:
        job: JobParams = KINDS[kind].params(**params)
        out = tmp_path / "out"
        result = job_of(kind)(job, out, silent)
        assert isinstance(result, FilesResult)
        for name in result.files:
            receive(declared(kind, name), name, out / name, lambda: None)

    return run_and_receive


@pytest.mark.parametrize(
    ("kind", "params"),
    [
        ("labels", {}),
        ("report", {}),
        ("observe", {"time_sets": ("whole week", "Mon-Fri 07:00-19:00"), "min_drivers": 1}),
        ("select_link", {"through": (3,), "min_drivers": 1}),
        ("changes", {"time_set_after": "Mon-Fri", "min_drivers": 1}),
        *(("export", {"layers": BUNDLE_LAYERS, "format": each}) for each in VECTOR_FORMATS),
    ],
)
def test_files_of_a_bundle(kind: str, params: dict[str, Any], bundle: Bundle, run: Run) -> None:
    run(kind, bundle=str(bundle.path), **params)


def test_files_of_zones(bundle: Bundle, run: Run, tmp_path: Path) -> None:
    zones = tmp_path / "zones.gpkg"
    box = shapely.box(*bundle.manifest.area.bbox)
    gpd.GeoDataFrame({"name": ["all"]}, geometry=[box], crs=4326).to_file(zones)
    run("od_matrix", bundle=str(bundle.path), zones=str(zones), zone_field="name", min_drivers=1)


def test_files_of_trips(tiny_city: TinyCity, run: Run) -> None:
    run("load_trips", trips=(str(tiny_city.trips),))


@pytest.mark.parametrize("kind", ["match", "recover"])
def test_files_of_matched_trips(kind: str, tiny_city: TinyCity, run: Run) -> None:
    run(kind, trips=(str(tiny_city.trips),), roads=str(tiny_city.roads))


@pytest.mark.parametrize(
    ("kind", "params"),
    [
        ("predict", {}),
        ("evaluate", {}),
        ("embed", {"format": "gpkg"}),
        ("embed", {"format": "csv"}),
        ("area_report", {}),
    ],
)
def test_files_of_a_model(
    kind: str, params: dict[str, Any], finetuned: Path, bundle: Bundle, run: Run
) -> None:
    run(kind, model=str(finetuned), device="cpu", **params)


def test_exports_of_a_model(finetuned: Path, bundle: Bundle, run: Run) -> None:
    of_model = tuple(each for each in EXPORT_LAYERS if each not in BUNDLE_LAYERS)
    run("export", bundle=str(bundle.path), model=str(finetuned), layers=of_model)


def test_predictions_of_roads_with_columns_of_their_own(
    finetuned: Path, bundle: Bundle, tiny_city: TinyCity, run: Run, tmp_path: Path
) -> None:
    roads = gpd.read_file(tiny_city.roads)
    roads["share [%]"], roads["speed_kmh_2019"] = 0.5, "fast"
    roads.to_file(tmp_path / "own.gpkg")
    run("predict", model=str(finetuned), roads=str(tmp_path / "own.gpkg"), device="cpu")
