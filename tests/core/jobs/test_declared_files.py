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
from trajganr_core.contract.kinds.params import JobParams, inputs_of_kind
from trajganr_core.contract.kinds.result import FilesResult
from trajganr_core.contract.options.choices import BUNDLE_LAYERS, EXPORT_LAYERS, VECTOR_FORMATS
from trajganr_core.data.bundle import Bundle
from trajganr_core.jobs import job_of
from trajganr_core.utils.progress import silent

Run = Callable[..., None]
#: Kinds whose files have tests of their own: they download, or read what nothing here writes.
ELSEWHERE = {
    *("fetch_gtfs_rt", "fetch_osm", "fetch_street_view", "load_osm", "webpage"),
    *("transit", "travel_times", "routing_export"),
}
#: What further inputs and options jobs have; those of other kinds have none.
JOBS: dict[str, list[dict[str, Any]]] = {
    "observe": [{"time_sets": ("whole week", "Mon-Fri 07:00-19:00")}],
    "junctions": [{"format": "gpkg"}, {"format": "csv"}],
    "volumes": [{"time_sets": ("whole week", "weekend")}],
    "select_link": [{"through": (3,)}],
    "od_matrix": [{"zone_field": "name", "format": "omx"}],
    "changes": [{"time_set_after": "Mon-Fri"}],
    "corridor": [{"with_predicted": True}],
    "export": [{"layers": BUNDLE_LAYERS, "format": each} for each in VECTOR_FORMATS],
    "embed": [{"format": "gpkg"}, {"format": "csv"}],
}
#: Of all kinds that have the option.
OPTIONS = {"min_drivers": 1, "device": "cpu"}


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


def needed_input(name: str, request: pytest.FixtureRequest, folder: Path) -> Any:
    """What a job is given for an input."""
    match name:
        case "model":
            return str(request.getfixturevalue("finetuned"))
        case "bundle":
            return str(request.getfixturevalue("bundle").path)
        case "trips" | "roads":
            file = str(getattr(request.getfixturevalue("tiny_city"), name))
            return (file,) if name == "trips" else file
        case "counts":
            path = folder / "counts.csv"
            path.write_text("edge,vehicles\n" + "".join(f"{edge},500\n" for edge in range(12)))
            return str(path)
        case "route":
            path = folder / "route.csv"
            path.write_text("edge\n3\n")
            return str(path)
        case "zones":
            path = folder / "zones.gpkg"
            box = shapely.box(*request.getfixturevalue("bundle").manifest.area.bbox)
            gpd.GeoDataFrame({"name": ["all"]}, geometry=[box], crs=4326).to_file(path)
            return str(path)
    raise AssertionError(f"nothing is made for the input {name}")


@pytest.mark.parametrize(
    ("kind", "params"),
    [
        (name, params)
        for name, kind in KINDS.items()
        if not kind.makes and name not in ELSEWHERE
        for params in JOBS.get(name, [{}])
    ],
)
def test_files_are_those_that_the_kind_declares(
    kind: str, params: dict[str, Any], request: pytest.FixtureRequest, run: Run, tmp_path: Path
) -> None:
    inputs = inputs_of_kind(KINDS[kind].params)
    names = [each.name for each in inputs if each.is_required]
    if "bundle" not in names and "model" in {each.name for each in inputs}:
        names.append("model")
    given = {name: needed_input(name, request, tmp_path) for name in dict.fromkeys(names)}
    options = {name: OPTIONS[name] for name in OPTIONS.keys() & set(KINDS[kind].fields)}
    run(kind, **given, **options, **params)


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
