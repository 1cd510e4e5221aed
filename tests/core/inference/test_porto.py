"""Decisions in a square kilometre of Porto, against other ways to compute them.

``tests/end_to_end/test_porto.py`` has those of select link and of changes.
"""

from __future__ import annotations

import base64
import gzip
import heapq
import json
import re
import zipfile
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
from job_runs import predict_roads, run_job, write_file
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from prepared_bundle import prepare_bundle
from pyproj import Geod
from short_finetuning import shorten_finetuning

import trajganr_core as tg
from trajganr_core.contract.kinds.od_matrix import OdMatrixResult
from trajganr_core.contract.kinds.travel_times import TravelTimesResult
from trajganr_core.contract.options.data_config import PrepareConfig
from trajganr_core.contract.options.training_config import FinetuneConfig, PretrainConfig
from trajganr_core.contract.records.group_figures import TRIP_RANGES
from trajganr_core.contract.tasks import POPULARITY_CLASSES
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.passes import passes_of_bundle
from trajganr_core.evaluation.path_step import PathStep
from trajganr_core.features.turn_times import TurnTimes
from trajganr_core.inference.place_query.query_engine import QueryEngine
from trajganr_core.training.finetuning.finetune import finetune
from trajganr_core.training.pretraining.pretrain import pretrain
from trajganr_core.utils.study_area import StudyArea

PORTO = Path(__file__).parents[4] / "shared/data/porto"
TRIPS, EXTRACT = PORTO / "train_2013-07-01_02.csv.zip", PORTO / "porto_2022-11.osm.gz"
AREA = StudyArea(-8.618, 41.144, -8.600, 41.158)
#: Of the trips, one of so many.
STEP = 4
PEAK, SLUG = "weekday morning peak", "weekday_morning_peak"
MIN_DRIVERS = 5

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not TRIPS.exists(), reason="the real Porto data are not beside the repository"
    ),
]


@dataclass(frozen=True)
class Porto:
    """A bundle, its model, and what the model predicts.

    Attributes:
        evaluation: the folder of the evaluation.
        layer, roads: the predicted roads, with speeds of the peak and of all hours.
        passes: those that observed traffic counts.
    """

    bundle: Bundle
    model: Path
    evaluation: Path
    layer: Path
    roads: gpd.GeoDataFrame
    passes: pd.DataFrame


@pytest.fixture(scope="module")
def porto(short_pretraining: None, tmp_path_factory: pytest.TempPathFactory) -> Porto:
    folder = tmp_path_factory.mktemp("porto")
    with zipfile.ZipFile(TRIPS) as archive:
        header, *lines = archive.read(archive.namelist()[0]).splitlines()
    (folder / "trips.csv").write_bytes(b"\n".join([header, *lines[::STEP]]))
    prepare_bundle(
        trips=[folder / "trips.csv"],
        roads=PORTO / "osm_roads.gpkg",
        area=AREA,
        out=folder / "bundle",
        config=PrepareConfig(name="Porto"),
    )
    bundle = Bundle.load(folder / "bundle")
    sizes: dict[str, Any] = {"dimension": 16, "layers": 1, "weights": "none", "device": "cpu"}
    pretrain([bundle], PretrainConfig(epochs=0, road_function=True, **sizes), folder / "pretrained")
    tasks = ("speed", "popularity")
    config = FinetuneConfig(tasks=tasks, epochs=2, trips_per_location=3, device="cpu")
    with pytest.MonkeyPatch.context() as patch:
        shorten_finetuning(patch)
        finetune(folder / "pretrained", bundle, config, folder / "model")
    model, evaluation, layer = (folder / name for name in ("model", "evaluation", "roads.gpkg"))
    evaluation.mkdir()
    run_job("evaluate", evaluation, model=model, device="cpu")
    predict_roads(model, layer, time_sets=[PEAK], each_hour=True, device="cpu")
    roads = pyogrio.read_dataframe(layer, layer="roads").set_index("edge", drop=False)
    return Porto(bundle, model, evaluation, layer, roads, passes_in(bundle))


def passes_in(bundle: Bundle) -> pd.DataFrame:
    table, _ = passes_of_bundle(bundle)
    hour = (table.minute_of_week // 60).astype(int)
    return pd.DataFrame(
        {
            "edge": table.edge,
            "driver": bundle.matched.driver_id[table.piece],
            "is_input": ~bundle.is_label[table.piece],
            "hour": hour % 24,
            "km": table.metres.astype(float) / 1000,
            "hours": table.seconds.astype(float) / 3600,
        }
    )


# Travel times


def seconds_from(porto: Porto, first: int) -> dict[int, float]:
    """Seconds from the beginning of a segment to those of others, by Dijkstra over segments.

    Nobody turns round but at dead ends.
    """
    reverse = porto.bundle.network.reverse
    end, taken = porto.roads.to_node.to_dict(), porto.roads[f"travel_s_{SLUG}"].to_dict()
    following = porto.roads.groupby("from_node").edge.apply(list).to_dict()
    found: dict[int, float] = {}
    heap = [(0.0, first)]
    while heap:
        seconds, edge = heapq.heappop(heap)
        if edge not in found:
            found[edge] = seconds
            ways = following.get(end[edge], [])
            for each in [way for way in ways if way != reverse[edge]] or ways:
                heapq.heappush(heap, (seconds + taken[edge], each))
    return found


def write_middles(porto: Porto, path: Path) -> list[int]:
    """Write the middles of one-way segments of eight busy streets; returns the segments."""
    network = porto.bundle.network
    drivers = porto.passes.groupby("edge").driver.nunique()
    one_way = porto.roads[network.reverse[porto.roads.edge] < 0].join(drivers, how="inner")
    streets = one_way.sort_values("driver").drop_duplicates("name", keep="last")
    edges = streets.edge.tail(8).to_numpy()
    lon, lat = network.locate(edges, network.length_m[edges] / 2).T
    pd.DataFrame({"lon": lon, "lat": lat}).to_csv(path, index=False)
    return list(edges)


def test_times_are_sums_over_the_segments_of_the_fastest_route(
    porto: Porto, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without turns and the path step, which change the sums."""
    points, out = tmp_path / "points.csv", tmp_path / "times.gpkg"
    edges = write_middles(porto, points)
    sums = PathStep(mean=1.0, median=1.0, shorter=1.0, longer=1.0)
    monkeypatch.setattr(PathStep, "from_dict", lambda *_: sums)
    monkeypatch.setattr(TurnTimes, "between", lambda self, _: np.zeros(len(self.city.facts)))
    given = {"model": porto.model, "origins": points, "time_set": PEAK, "reach": ["2"]}
    write_file("travel_times", out, **given)
    times = pyogrio.read_dataframe(out, layer=TravelTimesResult.TIMES, read_geometry=False)
    reached = pyogrio.read_dataframe(out, layer=TravelTimesResult.REACHED, read_geometry=False)
    half = porto.roads[f"travel_s_{SLUG}"] / 2
    assert times.minutes.count() > 50
    for begin, first in enumerate(edges):
        arrival = {edge: s - half[first] for edge, s in seconds_from(porto, first).items()}
        found = times[times.origin_fid == begin].set_index("destination_fid").minutes
        expected = [arrival.get(edge, np.nan) + half[edge] for edge in edges]
        np.testing.assert_allclose(60 * found[range(8)], expected, atol=1)
        surely = {edge for edge, seconds in arrival.items() if seconds < 119}
        perhaps = {edge for edge, seconds in arrival.items() if seconds < 121}
        assert len(surely) > 5
        assert surely <= set(reached.edge[reached.origin_fid == begin]) <= perhaps


# Speeds for routing programs


def test_osrm_has_the_times_of_the_segments_of_each_way(porto: Porto, tmp_path: Path) -> None:
    tables = tmp_path / "speeds"
    tables.mkdir()
    given = {"model": porto.model, "time_sets": [PEAK], "extract": EXTRACT}
    result = run_job("routing_export", tables, **given)
    lines = (tables / f"osrm/{SLUG}.csv").read_text("ascii").splitlines()
    kmh = {(int(a), int(b)): float(v) for a, b, v in (line.split(",") for line in lines)}
    assert len(kmh) == len(lines) == result.counts["node_pairs"]
    with gzip.open(EXTRACT) as file:
        content = file.read()
    places = {
        int(node): (float(lon), float(lat))
        for node, lat, lon in re.findall(
            rb'<node id="(\d+)"[^>]*? lat="([^"]+)" lon="([^"]+)"', content
        )
    }
    nodes = {
        int(way): [int(node) for node in re.findall(rb'<nd ref="(\d+)"', inside)]
        for way, inside in re.findall(rb'<way id="(\d+)"[^>]*>(.*?)</way>', content, re.S)
    }
    geod, used, whole = Geod(ellps="WGS84"), set(), 0
    for (way, direction), roads in porto.roads.groupby(["osm_id", "direction"]):
        forward = list(pairwise(nodes[way]))
        pairs = forward if direction == "forward" else [(b, a) for a, b in forward]
        known = [pair for pair in pairs if pair in kmh]
        used |= set(known)
        if len(known) < len(pairs):
            continue  # the way goes on outside the area
        lon, lat = np.array([[places[a], places[b]] for a, b in pairs]).transpose(2, 0, 1)
        metres = geod.inv(lon[:, 0], lat[:, 0], lon[:, 1], lat[:, 1])[2]
        speeds = np.array([kmh[pair] for pair in pairs])
        # Speeds have one decimal.
        rounding = 0.05 / speeds.min() + 0.002
        expected = roads[f"travel_s_{SLUG}"].sum()
        assert sum(3.6 * metres / speeds) == pytest.approx(expected, rel=rounding, abs=0.02)
        whole += 1
    assert used == set(kmh)
    assert whole > 200


# Flows


def test_flows_between_quarters_are_those_of_first_and_last_fixes(
    porto: Porto, tmp_path: Path
) -> None:
    (lon, lat), (west, south, east, north) = AREA.centre, AREA.bbox
    columns, rows = {"W": (west, lon), "E": (lon, east)}, {"S": (south, lat), "N": (lat, north)}
    shapes = {
        row + column: shapely.box(left, bottom, right, top)
        for row, (bottom, top) in rows.items()
        for column, (left, right) in columns.items()
    }
    zones = gpd.GeoDataFrame({"name": [*shapes]}, geometry=[*shapes.values()], crs=4326)
    zones.to_file(tmp_path / "zones.gpkg")
    out, least = tmp_path / "matrix.gpkg", 40
    asked = {"bundle": porto.bundle.path, "zones": tmp_path / "zones.gpkg", "min_drivers": least}
    write_file("od_matrix", out, zone_field="name", **asked)
    matrix = pyogrio.read_dataframe(out, layer=OdMatrixResult.MATRIX, read_geometry=False)
    trips = porto.bundle.matched
    fixes = pd.DataFrame({"t": trips.t, "lon": trips.lon, "lat": trips.lat})
    piece = np.repeat(np.arange(len(trips)), np.diff(trips.offsets))
    fixes["trip"], fixes["driver"] = trips.trip_id[piece], trips.driver_id[piece]
    fixes["zone"] = np.where(fixes.lat < lat, "S", "N") + np.where(fixes.lon < lon, "W", "E")
    ends = (
        fixes.sort_values("t")
        .groupby("trip")
        .agg(driver=("driver", "first"), origin=("zone", "first"), destination=("zone", "last"))
    )
    pairs = ends.groupby(["origin", "destination"]).driver.agg(["size", "nunique"])
    expected = pairs[pairs["nunique"] >= least]
    found = matrix.set_index(["origin", "destination"]).sort_index()
    assert found.trip_count.to_dict() == expected["size"].to_dict()
    assert found.vehicles.to_dict() == expected["nunique"].to_dict()
    assert 4 < len(found) < len(pairs) == 16


# Charts


def test_the_cells_of_a_chart_are_counts_of_the_evaluated_roads(porto: Porto) -> None:
    report = json.loads((porto.evaluation / "evaluation.json").read_text("utf-8"))
    roads = pyogrio.read_dataframe(porto.evaluation / "evaluation.gpkg", read_geometry=False)
    names = [f"popularity_{name}" for name in ("true", "predicted")]
    counted = roads.groupby(names).size().to_dict()
    classes = report["agreement"]["popularity"]["classes"]
    assert classes == list(POPULARITY_CLASSES)
    assert report["agreement"]["popularity"]["roads"] == [
        [counted.get((true, predicted), 0) for predicted in classes] for true in classes
    ]
    speed = roads.dropna(subset=["speed_kmh_true"])
    inner = report["agreement"]["speed"]["bounds"][1:-1]
    ends = [-np.inf, *inner, np.inf]
    cells, _, _ = np.histogram2d(speed.speed_kmh_true, speed.speed_kmh_predicted, [ends, ends])
    assert cells.sum() == report["counts"]["speed"] > 20
    assert report["agreement"]["speed"]["roads"] == cells.astype(int).tolist()
    least = np.array(list(TRIP_RANGES))
    ranges = np.array(list(TRIP_RANGES.values()))[np.searchsorted(least, speed.trips, "right") - 1]
    groups = {one["group"]: one for one in report["groups"]["speed"] if one["by"] == "trips"}
    errors = speed.speed_kmh_residual.abs().groupby(ranges).agg(["size", "mean"])
    tested = {name: one for name, one in groups.items() if one["tested"]}
    assert {name: one["tested"] for name, one in tested.items()} == errors["size"].to_dict()
    for name, one in tested.items():
        assert one["error"] == pytest.approx(errors["mean"][name], abs=0.002)


def test_the_curve_of_a_day_is_that_of_the_predicted_roads(porto: Porto) -> None:
    inputs = porto.passes[porto.passes.is_input]
    edge = int(inputs.groupby("edge").driver.nunique().idxmax())
    times = QueryEngine.load(porto.model, porto.bundle.path, "cpu").road_times(edge)
    predicted = [porto.roads.at[edge, f"speed_kmh_weekday_{hour:02}"] for hour in range(24)]
    assert times["profile"]["weekday"]["speed_kmh"] == pytest.approx(predicted, abs=0.01)
    assert times["days"]["weekend"] == [None] * 24  # 1 and 2 July 2013 were weekdays
    here = inputs[inputs.edge == edge].groupby("hour")
    enough = here.driver.nunique() >= MIN_DRIVERS
    told = {hour: cell for hour, cell in enumerate(times["days"]["weekday"]) if cell is not None}
    assert 3 < len(told) <= enough.sum() < 24
    assert all(enough[hour] for hour in told)
    medians = {hour: cell[1] for hour, cell in told.items() if cell[1] is not None}
    assert medians  # few hours have so many drivers
    for hour, median in medians.items():
        passes = here.get_group(hour)
        fastest_first = (passes.km / passes.hours).sort_values(ascending=False).to_numpy()
        assert median == pytest.approx(fastest_first[(len(passes) - 1) // 2], abs=0.01)


# A page to share


class Links(HTMLParser):
    """What a page would load or open: attributes with addresses."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in ("src", "href", "data")]


def test_a_page_has_every_road_once_and_needs_no_network(porto: Porto, tmp_path: Path) -> None:
    result = tg.webpage(porto.layer, out=tmp_path / "page", title="Porto", progress=False)
    text = (tmp_path / "page" / "roads.html").read_text("utf-8")
    (found,) = re.findall(r'<script id="data" type="application/gzip">([^<]*)</script>', text)
    data = json.loads(gzip.decompress(base64.b64decode(found)))
    roads = porto.roads
    assert sorted(data["roads"]["edge"]) == sorted(roads.edge)
    assert data["roads"]["number"] == result.counts["roads"] == len(roads)
    drawn = roads.loc[data["roads"]["edge"]]
    points = np.cumsum(np.array(data["roads"]["points"]).reshape(-1, 2), axis=0) / 1e6
    assert np.abs(points - shapely.get_coordinates(drawn.geometry)).max() < 1e-6
    (number,) = (n for n, each in enumerate(data["measures"]) if each["id"] == "speed_kmh")
    for time, column in (("all", "speed_kmh"), (SLUG, f"speed_kmh_{SLUG}")):
        (view,) = (v for v in data["views"] if (v["measure"], v["time"]) == (number, time))
        values = np.array(json.loads(view["columns"])["values"]) / 10
        np.testing.assert_allclose(values, drawn[column], atol=0.051)
    assert not [link for link in Links(text).found if not link.startswith("data:")]
    assert not re.findall(r"@import|url\((?!['\"]?data:)", text.split("<script", 1)[0])
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)
    assert "connect-src &#x27;none&#x27;" in policy
    assert "http" not in policy
    assert data["background"] == ""


# The report of the area


def test_the_report_has_the_figures_of_the_evaluation_and_of_the_passes(
    porto: Porto, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages: list[list[str]] = []
    usual = PdfPages.savefig

    def savefig(self: PdfPages, figure: Figure, **options: Any) -> None:
        pages.append([text.get_text() for text in figure.texts])
        usual(self, figure, **options)

    monkeypatch.setattr(PdfPages, "savefig", savefig)
    write_file("area_report", tmp_path / "report.pdf", model=porto.model, device="cpu")
    report = json.loads((porto.evaluation / "evaluation.json").read_text("utf-8"))
    said = " ".join(text for page in pages for text in page).replace("\u00a0", " ")
    for task, title, metric in (
        ("speed", "MAE (km/h)", "mae"),
        ("popularity", "F1, macro (best 1)", "f1_macro"),
    ):
        figures = report["metrics"][task]
        own, ours = figures[f"passes_{metric}"], figures[metric]
        assert f"{title} {own:.3g} {ours:.3g} " in said
    assert f"{100 * report['metrics']['speed']['coverage']:.0f} %" in said
    (page,) = (page for page in pages if any(text.startswith("Slowest: ") for text in page))
    values = [
        row for row, text in enumerate(page) if re.fullmatch(r"[\d.]+ \([\d.]+ to .*\)", text)
    ]
    found = [(page[row].split(" ")[0], page[row + 1]) for row in values[:8]]
    assert found == slowest(porto)


def slowest(porto: Porto) -> list[tuple[str, str]]:
    """Speed and drivers of the slowest segment of each of the eight slowest streets."""
    sums = porto.passes.groupby("edge").agg(
        km=("km", "sum"), hours=("hours", "sum"), drivers=("driver", "nunique")
    )
    network = porto.bundle.network
    sums = sums.assign(name=network.name[sums.index], length_m=network.length_m[sums.index])
    known = sums[sums.drivers >= MIN_DRIVERS]
    known = known.assign(kmh=known.km / known.hours)[known.length_m >= 50].sort_values("kmh")
    # A segment without a name is a street of its own.
    street = known.name.where(known.name.fillna("") != "", known.index.astype(str))
    rows = known[~street.duplicated()].head(8)
    return [(f"{r.kmh:.1f}", str(r.drivers)) for r in rows.itertuples()]
