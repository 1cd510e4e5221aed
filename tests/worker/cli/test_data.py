"""The commands that read files and services: load, fetch, match, prepare, bundle."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely
from hang import HANG_S
from mapillary_stand_in import MapillaryStandIn, record
from PIL import Image
from webpage_roads import write_predicted

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_worker.cli.special_commands import TOKEN_VARIABLE, _token

Run = Callable[..., subprocess.CompletedProcess[str]]

BBOX = ["--bbox", "-8.63", "41.14", "-8.60", "41.16"]
MATCH = ["match", "--trips", "trips.csv", "--roads", "roads.gpkg"]
PREPARE = ["prepare", "--trips", "trips.csv", "--roads", "roads.gpkg", *BBOX]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with a street and two trips along it, a fix every five seconds."""
    street = shapely.LineString([(-8.62, 41.15), (-8.615, 41.15), (-8.61, 41.15)])
    gpd.GeoDataFrame({"highway": ["primary"]}, geometry=[street], crs="EPSG:4326").to_file(
        tmp_path / "roads.gpkg"
    )
    fixes = pd.DataFrame(
        {
            "trip_id": [trip for trip in ("a", "b") for _ in range(10)],
            "driver_id": [trip for trip in ("a", "b") for _ in range(10)],
            "time": [1_372_636_853 + 5 * i for _ in "ab" for i in range(10)],
            "lon": [-8.619 + 0.0008 * i for _ in "ab" for i in range(10)],
            "lat": 41.15,
        }
    )
    fixes.to_csv(tmp_path / "trips.csv", index=False)
    return tmp_path


def error_in(answer: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    error: dict[str, Any] = json.loads(answer.stdout)["error"]
    assert error["message"]
    assert error["next_action"]
    return error


def succeed(answer: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert answer.returncode == 0, answer.stderr
    result: dict[str, Any] = json.loads(answer.stdout)
    return result


def test_trips_become_a_layer_of_measured_lines(run: Run, files: Path) -> None:
    result = succeed(run("load", "trips", "trips.csv", "--out", "trips.gpkg", "--json"))
    assert result["counts"] == {"trips": 2, "fixes": 20}
    assert any("trips.csv" in remark for remark in result["remarks"])
    trips = pyogrio.read_dataframe(files / "trips.gpkg")
    assert trips["trip_id"].tolist() == ["a", "b"]
    assert trips["fixes"].tolist() == [10, 10]
    again = run(*MATCH[:2], "trips.gpkg", *MATCH[3:], "--out", "m.parquet", "--json")
    assert succeed(again)["counts"]["fixes"] == 20


def test_cleaning_options_are_applied_and_reported(run: Run, files: Path) -> None:
    trips = pd.read_csv(files / "trips.csv")
    trips.loc[4, "lat"] += 0.005  # 556 m away and back within five seconds each
    trips.to_csv(files / "jump.csv", index=False)
    loose = succeed(
        run("load", "trips", "jump.csv", "--max-speed-kmh", "0", "--out", "a.gpkg", "--json")
    )
    strict = succeed(
        run("load", "trips", "jump.csv", "--max-speed-kmh", "150", "--out", "b.gpkg", "--json")
    )
    assert loose["counts"]["fixes"] == 20
    assert strict["counts"]["fixes"] == 19
    assert any("exceed the maximum speed" in remark for remark in strict["remarks"])


def test_trips_are_matched_to_roads(run: Run, files: Path) -> None:
    answer = run(
        *("match", "--trips", "trips.csv", "--roads", "roads.gpkg"),
        *("--out", "MATCHED.parquet", "--json"),
    )
    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout)["counts"]["trips"] == 2
    matched = pd.read_parquet(files / "MATCHED.parquet")
    assert set(matched["trip_id"]) == {"a", "b"}
    assert str(matched["time"].dt.tz) == "UTC"
    assert matched["matched_lat"].between(41.1499, 41.1501).all()
    assert matched["direction"].eq("forward").all()
    assert matched["road_distance_m"].between(0, 1).all()


def test_a_parquet_file_may_have_the_edges(run: Run, files: Path) -> None:
    succeed(run(*MATCH, "--table", "edges", "--out", "edges.parquet", "--json"))
    edges = pd.read_parquet(files / "edges.parquet")
    assert edges["trip_id"].tolist() == ["a", "b"]
    assert edges["number"].tolist() == [1, 1]
    assert ((edges["exit_t"] - edges["enter_t"]).dt.total_seconds() == 45).all()
    assert not edges["inferred"].any()


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--trips", "no.csv", "--roads", "roads.gpkg"], "INPUT.NOT_FOUND"),
        (["--trips", "trips.csv", "--roads", "no.gpkg"], "INPUT.NOT_FOUND"),
        (["--trips", "empty.csv", "--roads", "roads.gpkg"], "INPUT.EMPTY"),
        (["--trips", "swapped.csv", "--roads", "roads.gpkg"], "INPUT.CRS"),
        (["--trips", "short.csv", "--roads", "roads.gpkg"], "INPUT.TOO_FEW_POINTS"),
        (["--trips", "still.csv", "--roads", "roads.gpkg"], "INPUT.TIME"),
        (["--trips", "trips.csv", "--roads", "no_crs.gpkg"], "INPUT.CRS"),
        (["--trips", "trips.csv", "--roads", "elsewhere.gpkg"], "INPUT.EMPTY"),
    ],
    ids=lambda value: value if isinstance(value, str) else value[1] + "+" + value[3],
)
def test_bad_input_ends_in_a_code_and_no_output(
    arguments: list[str], code: str, run: Run, files: Path
) -> None:
    trips = pd.read_csv(files / "trips.csv")
    (files / "empty.csv").touch()
    trips.assign(lon=trips["lon"] * 100_000).to_csv(files / "swapped.csv", index=False)
    trips.groupby("trip_id").head(1).to_csv(files / "short.csv", index=False)
    trips.assign(time=trips["time"].min()).to_csv(files / "still.csv", index=False)
    roads = gpd.read_file(files / "roads.gpkg")
    roads.set_crs(None, allow_override=True).to_file(files / "no_crs.gpkg")
    roads.translate(5, 5).to_frame("geometry").to_file(files / "elsewhere.gpkg")

    answer = run("match", *arguments, "--out", "out.parquet", "--json")
    assert answer.returncode == 1
    assert error_in(answer)["code"] == code
    assert not [path for path in files.iterdir() if "out.parquet" in path.name]


def test_matched_paths_open_as_layers(run: Run, files: Path) -> None:
    result = succeed(run(*MATCH, "--out", "matched.gpkg", "--json"))
    assert result["counts"]["pieces"] == 2
    paths = pyogrio.read_dataframe(files / "matched.gpkg", layer="paths")
    assert paths["share_matched"].tolist() == [1, 1]
    assert (paths["rms_m"] < 1).all()
    assert pyogrio.read_info(files / "matched.gpkg", layer="fixes")["features"] == 20
    edges = pyogrio.read_dataframe(files / "matched.gpkg", layer="edges")
    assert not isinstance(edges, gpd.GeoDataFrame)
    assert edges["piece"].tolist() == [0, 1]


def test_a_bundle_is_prepared(run_process: Run, files: Path) -> None:
    answer = run_process(
        *("prepare", "--trips", "trips.csv", "--roads", "roads.gpkg"),
        *(*BBOX, "--out", "bundle", "--name", "One street", "--json"),
    )
    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout)["counts"]["trips"] == 2
    assert json.loads((files / "bundle" / "bundle.json").read_text())["name"] == "One street"


def test_a_bundle_describes_itself(run: Run, files: Path) -> None:
    succeed(run(*PREPARE, "--label-share", "0.5", "--out", "bundle", "--json"))
    info = run("bundle", "info", "bundle")
    assert info.returncode == 0, info.stderr
    assert "trips.csv" in info.stdout

    report = run("bundle", "report", "bundle", "--out", "report.html")
    assert report.returncode == 0, report.stderr
    assert "<html" in (files / "report.html").read_text(encoding="utf-8")

    result = succeed(
        run("bundle", "labels", "bundle", "--speed-unit", "mph", "--out", "labels.gpkg", "--json")
    )
    assert set(result["counts"]) == {"speed", "popularity", "slowdown"}
    labels = pyogrio.read_dataframe(files / "labels.gpkg")
    # 0.0008 degrees of longitude every five seconds.
    assert labels["speed_mph"].dropna().tolist() == [pytest.approx(30.0, abs=0.5)]


def test_sources_and_bundles_may_be_addresses(run: Run, files: Path) -> None:
    words = [f"file://{files / w}" if (files / w).is_file() else w for w in PREPARE]
    assert words != list(PREPARE)
    succeed(run(*words, "--out", "bundle", "--json"))
    info = succeed(run("bundle", "info", f"file://{files / 'bundle'}", "--json"))
    assert info["counts"]["trips"] == 2
    nothing = run("bundle", "info", f"file://{files / 'none'}", "--json")
    assert json.loads(nothing.stdout)["error"]["code"] == "INPUT.NOT_FOUND"


def test_an_index_of_pictures_in_a_store_comes_with_its_pictures(run: Run, files: Path) -> None:
    views = files / "views"
    views.mkdir()
    Image.new("RGB", (64, 48)).save(views / "one.jpg")
    (views / "index.csv").write_text("id,file,lon,lat\n1,one.jpg,-8.615,41.15\n", "utf-8")
    index = f"file://{views / 'index.csv'}"
    manifest = succeed(run(*PREPARE, "--images", index, "--out", "bundle", "--json"))
    assert manifest["counts"]["images"] == 1


def test_a_part_of_a_bundle_is_a_bundle(run: Run, files: Path) -> None:
    succeed(run(*PREPARE, "--out", "bundle", "--json"))
    box = ("--bbox", "-8.62", "41.14", "-8.615", "41.16")
    part = succeed(run("bundle", "cut", "bundle", *box, "--out", "part", "--json"))
    assert part["counts"]["trips"] == 2
    info = succeed(run("bundle", "info", "part", "--json"))
    assert info["area"]["bbox"] == [-8.62, 41.14, -8.615, 41.16]
    nowhere = run(
        "bundle", "cut", "bundle", "--bbox", *["0", "0", "1", "1"], "--out", "x", "--json"
    )
    assert json.loads(nowhere.stdout)["error"]["code"] == "INPUT.EMPTY"
    assert not (files / "x").exists()


def test_trips_near_places_are_found(run: Run, files: Path) -> None:
    succeed(run(*PREPARE, "--out", "bundle", "--json"))
    (files / "places.csv").write_text("lon,lat\n-8.615,41.1501\n-8.605,41.15\n")
    found = run(
        *("bundle", "pairs", "bundle", "--locations", "places.csv"),
        *("--distance", "25", "--out", "pairs.parquet", "--json"),
    )
    assert succeed(found)["counts"] == {"locations": 2, "passed": 1, "pairs": 2}
    pairs = pd.read_parquet(files / "pairs.parquet")
    assert set(pairs["trip_id"]) == {"a", "b"}
    assert pairs["distance_m"].between(10, 13).all()
    # Half-way between two fixes five seconds apart: the place is 0.004 degrees from the first.
    first = pd.Timestamp(1_372_636_853, unit="s", tz="UTC")
    assert ((pairs["time"] - first).dt.total_seconds() - 25).abs().max() < 0.1


def test_an_extract_becomes_layers(run: Run, files: Path) -> None:
    (files / "town.osm").write_text(OSM)
    result = succeed(run("load", "osm", "town.osm", "--out", "osm.gpkg", "--json"))
    assert result["counts"] == {"roads": 1, "places": 1}
    roads = pyogrio.read_dataframe(files / "osm.gpkg", layer="roads")
    assert roads["highway"].tolist() == ["residential"]
    match = [*MATCH[:4], "town.osm", "--out", "m.parquet", "--json"]
    for area in ((), BBOX):  # an extract may cover a country: the area is that of the trips
        result = succeed(run(*match, *area, "--overwrite"))
        assert result["counts"]["trips"] == 2
        assert ("The study area was taken" in result["remarks"][0]) is not bool(area)


def test_a_token_is_read_from_the_environment_or_a_file_and_never_printed(
    environment: dict[str, str], tmp_path: Path
) -> None:
    images = [record("11", -8.615, 41.15), record("12", -8.614, 41.15)]
    with MapillaryStandIn(images) as server:
        environment |= {"TRAJGANR_MAPILLARY": server.url, "MAPILLARY_TOKEN": server.token}
        command = ["-m", "trajganr_worker", "fetch", "street-view", *BBOX, "--out", "sv", "--json"]
        answer = subprocess.run(
            [sys.executable, *command],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            timeout=HANG_S,
            check=False,
        )
        assert succeed(answer)["counts"]["images"] == 2
        assert server.token not in answer.stdout + answer.stderr
    assert (tmp_path / "sv" / "street_view.zip").is_file()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_token_is_read_from_a_file(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "token").write_text("MLY|1|of-a-file\n", encoding=encoding)
    assert _token(tmp_path / "token", TOKEN_VARIABLE) == "MLY|1|of-a-file"


@pytest.mark.malformed
def test_a_file_with_a_token_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("MLY|1|of-a-file", encoding="utf-16")  # as PowerShell writes
    with pytest.raises(TrajganrError) as caught:
        _token(tmp_path / "token", TOKEN_VARIABLE)
    assert caught.value.code is Code.INPUT_FORMAT
    assert caught.value.next_action


def test_without_a_token_no_request_is_sent(run: Run) -> None:
    answer = run("fetch", "street-view", *BBOX, "--out", "sv", "--json")
    assert answer.returncode == 1
    assert error_in(answer)["code"] == "AUTH.DENIED"


@pytest.mark.malformed
def test_the_same_trips_are_not_counted_twice(run: Run, files: Path) -> None:
    twice = [*PREPARE[:2], "trips.csv", *PREPARE[2:], "--out", "bundle", "--json"]
    answer = run(*twice)
    assert error_in(answer)["code"] == "INPUT.FIELD"
    assert not (files / "bundle").exists()


@pytest.mark.malformed
def test_a_label_without_a_field_is_explained(run: Run, files: Path) -> None:
    answer = run(*PREPARE, "--labels", "roads.gpkg", "--label", "speed", "--out", "b", "--json")
    assert error_in(answer)["code"] == "INPUT.FIELD"


OSM = """<?xml version="1.0"?>
<osm version="0.6">
  <node id="1" lon="-8.62" lat="41.15"/>
  <node id="2" lon="-8.61" lat="41.15"/>
  <node id="3" lon="-8.615" lat="41.1501"><tag k="amenity" v="school"/></node>
  <way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/></way>
</osm>
"""


def test_ids_are_hashed_with_a_salt_that_is_printed_and_stored_nowhere(
    run: Run, files: Path
) -> None:
    (files / "salt").write_text("a long random text\n", encoding="utf-8")
    answer = run(*PREPARE, "--id-salt-file", "salt", "--out", "bundle", "--json", cwd=files)
    succeed(answer)
    assert "a long random text" not in answer.stdout + answer.stderr
    written = b"".join(each.read_bytes() for each in (files / "bundle").rglob("*.json"))
    assert b"a long random text" not in written
    trips = pd.concat(map(pd.read_parquet, (files / "bundle" / "trips").glob("*.parquet")))
    assert not {"a", "b"} & {*trips["trip_id"], *trips["driver_id"]}


@pytest.mark.parametrize(("salt", "code"), [("", "INPUT.EMPTY"), ("short", "INPUT.FIELD")])
def test_a_salt_that_hides_nothing_is_refused(salt: str, code: str, run: Run, files: Path) -> None:
    (files / "salt").write_text(salt, encoding="utf-8")
    answer = run(*PREPARE, "--id-salt-file", "salt", "--out", "bundle", "--json", cwd=files)
    assert error_in(answer)["code"] == code
    assert not (files / "bundle").exists()


def test_observed_traffic_is_written_for_each_time_of_the_week(run: Run, files: Path) -> None:
    succeed(run(*PREPARE, "--out", "bundle", "--json", cwd=files))
    times = ["--at", "Mon 00:00-03:00", "--at", "weekend"]
    answer = run(
        "observe", "bundle", *times, "--min-drivers", "2", "--out", "o.gpkg", "--json", cwd=files
    )
    result = succeed(answer)
    assert [each["passes"] > 0 for each in result["time_sets"]] == [True, False]
    assert any("There are no passes in the time set weekend" in line for line in result["remarks"])
    assert any("in 1 of the 168 hours of the week, on 1 day;" in line for line in result["remarks"])
    layer = gpd.read_file(files / "o.gpkg", layer="observed")
    assert set(layer["time_set"]) == {"Mon 00:00-03:00"}
    assert (layer["vehicles"] == 2).all()


def test_trips_of_one_driver_give_no_observed_traffic(run: Run, files: Path) -> None:
    trips = pd.read_csv(files / "trips.csv").assign(driver_id="anna")
    trips.to_csv(files / "trips.csv", index=False)
    succeed(run(*PREPARE, "--out", "bundle", "--json", cwd=files))
    error = error_in(run("observe", "bundle", "--out", "o.gpkg", "--json", cwd=files))
    assert error["code"] == "INPUT.EMPTY"
    assert "the number of drivers of all trips is 1" in error["message"]
    assert not (files / "o.gpkg").exists()


@pytest.mark.parametrize("text", ["", "Mon-Fry", "07:00-07:00"])
def test_a_time_of_the_week_that_is_wrong_is_refused(text: str, run: Run, files: Path) -> None:
    succeed(run(*PREPARE, "--out", "bundle", "--json", cwd=files))
    answer = run("observe", "bundle", "--at", text, "--out", "o.gpkg", "--json", cwd=files)
    assert error_in(answer)["code"] == "INPUT.FIELD"


def test_the_trips_through_a_road_are_written_as_layers(run: Run, files: Path) -> None:
    succeed(run(*PREPARE, "--out", "bundle", "--json", cwd=files))
    succeed(run("observe", "bundle", "--min-drivers", "2", "--out", "o.gpkg", "--json", cwd=files))
    (edge,) = gpd.read_file(files / "o.gpkg", layer="observed").edge
    select = ["select-link", "bundle", "--min-drivers", "2", "--out", "f.gpkg", "--json"]
    others = [each for each in range(2) if each != edge]
    chosen = [text for each in (edge, *others) for text in ("--through", str(each))]
    result = succeed(run(*select, *chosen, cwd=files))
    assert result["counts"]["trips"] == 2
    (row,) = gpd.read_file(files / "f.gpkg", layer="roads").itertuples()
    assert (row.edge, row.trip_count, row.share, row.vehicles) == (edge, 2, 1.0, 2)
    assert set(gpd.read_file(files / "f.gpkg", layer="ends").end) == {"origin", "destination"}
    hours = pyogrio.read_dataframe(files / "f.gpkg", layer="hours")
    assert hours.trip_count.tolist() == [2]


def test_the_trips_from_zone_to_zone_are_written(run: Run, files: Path) -> None:
    succeed(run(*PREPARE, "--out", "bundle", "--json", cwd=files))
    halves = [shapely.box(-8.63, 41.14, -8.615, 41.16), shapely.box(-8.615, 41.14, -8.60, 41.16)]
    zones = gpd.GeoDataFrame({"name": ["west", "east"]}, geometry=halves, crs="EPSG:4326")
    zones.to_file(files / "zones.gpkg")
    od = ["od-matrix", "bundle", "--zones", "zones.gpkg", "--out", "od.gpkg", "--json"]
    named = [*od, "--zone-field", "name"]
    result = succeed(run(*named, "--min-drivers", "2", cwd=files))
    assert (result["counts"]["trips"], result["counts"]["zones"]) == (2, 2)
    (row,) = gpd.read_file(files / "od.gpkg", layer="lines").itertuples()
    assert (row.origin, row.destination, row.trip_count, row.vehicles) == ("west", "east", 2, 2)
    error = error_in(run(*named, "--overwrite", cwd=files))
    assert error["code"] == "INPUT.EMPTY"
    assert "trips of at least 5 drivers" in error["message"]
    if find_spec("openmatrix"):
        written = [*named[:4], "--out", "od.omx", *named[6:], "--min-drivers", "2"]
        assert "files" not in succeed(run(*written, cwd=files))
        assert (files / "od.omx").read_bytes().startswith(b"\x89HDF")
        assert not list(files.glob("od_matrix*"))


def test_what_changed_from_a_day_to_a_time_is_written(run: Run, files: Path) -> None:
    fixes = pd.read_csv(files / "trips.csv")
    later = fixes.assign(trip_id=fixes.trip_id + "2", time=fixes.time + 2 * 86_400)
    pd.concat([fixes, later]).to_csv(files / "trips.csv", index=False)
    succeed(run(*PREPARE, "--out", "bundle", "--json", cwd=files))
    changes = ["changes", "bundle", "--days", "2013-07-01", "--at-after", "Wed", "--json"]
    answer = run(*changes, "--min-drivers", "2", "--out", "c.gpkg", cwd=files)
    result = succeed(answer)
    assert result["counts"] | {"both": 1, "changed": 0} == result["counts"]
    assert result["after"] == "bundle, all days, Wed"
    (row,) = gpd.read_file(files / "c.gpkg", layer="changes").itertuples()
    assert (row.trips_before, row.trips_after, row.speed_kmh_change) == (2, 2, 0)
    same = ["changes", "bundle", "--out", "c.gpkg", "--json", "--overwrite"]
    assert error_in(run(*same, cwd=files))["code"] == "INPUT.FIELD"
    wrong = [*same, "--days", "June"]
    assert "is no day and no two days" in error_in(run(*wrong, cwd=files))["message"]


@pytest.mark.parametrize(
    ("options", "code", "text"),
    [
        (["--through", "99"], "INPUT.FIELD", "no directed segment 99"),
        (["--through", "here"], "INPUT.FIELD", "here"),
        (["--through", "0"], "INPUT.EMPTY", "Trips of fewer than 5 drivers"),
        (["--through", "0", "--at", "Sun"], "INPUT.EMPTY", "in the time set Sun"),
        ([], "INPUT.FIELD", "--through"),
    ],
)
def test_roads_without_trips_that_may_be_shown_end_in_a_code(
    options: list[str], code: str, text: str, run: Run, files: Path
) -> None:
    succeed(run(*PREPARE, "--out", "bundle", "--json", cwd=files))
    answer = run("select-link", "bundle", *options, "--out", "f.gpkg", "--json", cwd=files)
    error = error_in(answer)
    assert error["code"] == code
    assert text in error["message"]
    assert not (files / "f.gpkg").exists()


def test_a_page_to_share_is_written_from_predicted_roads(run: Run, files: Path) -> None:
    roads = write_predicted(files)
    out = ("--out", "page.html", "--json")
    result = succeed(run("webpage", roads, "--title", "A street", *out, cwd=files))
    assert result["counts"] == {"roads": 4, "streets": 2, "views": 7}
    assert "<title>A street</title>" in (files / "page.html").read_text(encoding="utf-8")


def test_the_ending_chooses_the_tiles_of_a_page(run: Run, files: Path) -> None:
    pytest.importorskip("pmtiles")
    result = succeed(
        run("webpage", write_predicted(files), "--out", "a.pmtiles", "--json", cwd=files)
    )
    assert result["counts"]["roads"] == 4
    assert (files / "a.pmtiles").read_bytes().startswith(b"PMTiles")


def test_a_page_to_share_of_other_layers_ends_in_a_code(run: Run, files: Path) -> None:
    answer = run("webpage", "roads.gpkg", "--out", "page.html", "--json", cwd=files)
    assert error_in(answer)["code"] == "INPUT.FIELD"
    assert not (files / "page.html").exists()
