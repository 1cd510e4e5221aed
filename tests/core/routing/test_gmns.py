"""Junctions in the files of GMNS, against the fields, words and keys of its specification."""

from __future__ import annotations

import ctypes
import sqlite3
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely
from junction_roads import AREA, DIVIDED, DIVIDED_ROADS, ROUNDABOUT, ROUNDABOUT_ROADS, road, roads

from trajganr_core.contract.options.time_sets import parse_time_set
from trajganr_core.routing.gmns import times_of_days, write_gmns
from trajganr_core.traffic.junctions.consolidation import Junctions
from trajganr_core.traffic.junctions.movements import TURNS, Movements

#: Fields of version 0.96 that are written, required ones first; the others may not be.
FIELDS = {
    "config": ([], "short_length long_length speed crs geometry_field_format version_number "
               "id_type dataset_name currency"),
    "node": (["node_id", "x_coord", "y_coord"],
             "name z_coord node_type ctrl_type zone_id parent_node_id"),
    "link": (["link_id", "from_node_id", "to_node_id", "directed"],
             "name geometry_id geometry parent_link_id dir_flag length grade facility_type "
             "capacity free_speed lanes bike_facility ped_facility parking allowed_uses toll "
             "jurisdiction row_width"),
    "link_tod": (["link_tod_id", "link_id"],
                 "time_day timeday_id capacity free_speed lanes bike_facility ped_facility "
                 "parking allowed_uses toll"),
    "movement": (["mvmt_id", "node_id", "ib_link_id", "ob_link_id", "type"],
                 "name start_ib_lane end_ib_lane start_ob_lane end_ob_lane penalty capacity "
                 "ctrl_type mvmt_code allowed_uses geometry"),
    "movement_tod": (["mvmt_tod_id", "mvmt_id", "ib_link_id", "ob_link_id", "type"],
                     "time_day timeday_id start_ib_lane end_ib_lane start_ob_lane end_ob_lane "
                     "penalty capacity ctrl_type mvmt_code allowed_uses"),
}  # fmt: skip
#: Fields that the specification does not have; it says that any table may have some.
OWN = {"link_tod": {"speed", "volume"}, "movement_tod": {"volume"}}
TYPES = {"left", "right", "uturn", "thru", "merge", "diverge"}


SPEED_KMH, VOLUME, SHARE = 20.126, 1000.0, 0.25


@pytest.fixture
def written(tmp_path: Path):
    """Writes a network and reads its tables."""

    def write(network, delay_of=None, times=(), speed_kmh=SPEED_KMH, volumes=None):
        junctions = Junctions.of(network, AREA)
        movements = Movements.of(network, AREA, junctions)
        shape = len(times), len(movements)
        delay_s = np.full(shape, np.nan) if delay_of is None else delay_of(movements)
        at_times = np.full((len(times), len(network)), speed_kmh), delay_s, np.full(shape, SHARE)
        sets = [parse_time_set(each) for each in times]
        out = tmp_path / "gmns"
        files = write_gmns(network, AREA, junctions, movements, sets, *at_times, out, volumes)
        assert files == [f"{name}.csv" for name in FIELDS]
        return {name: pd.read_csv(out / f"{name}.csv") for name in FIELDS}, movements

    return write


@pytest.mark.parametrize(
    ("places", "drawn"), [(DIVIDED, DIVIDED_ROADS), (ROUNDABOUT, ROUNDABOUT_ROADS)]
)
def test_tables_have_the_fields_and_keys_of_the_specification(written, places, drawn):
    network = roads(places, **drawn, signals=("sa", "sS", "wa", "Eb", "nb"))
    tables, _ = written(
        network,
        lambda found: np.arange(2.0 * len(found)).reshape(2, -1),
        ("weekend", "weekdays"),
        volumes=np.full((2, len(network)), VOLUME),
    )
    for name, (required, others) in FIELDS.items():
        own = OWN.get(name, set())
        assert {*required, *own} <= set(tables[name]) <= {*required, *others.split(), *own}
        assert tables[name][required].notna().all(axis=None)
        assert not required or tables[name][required[0]].is_unique
    node, link, link_at_times, movement, at_times = (tables[name] for name in list(FIELDS)[1:])
    assert link_at_times["link_id"].tolist() == 2 * link["link_id"].tolist()
    assert link_at_times["volume"].eq(VOLUME).all()
    assert at_times["volume"].eq(VOLUME * SHARE).all()
    assert set(link["from_node_id"]) | set(link["to_node_id"]) == set(node["node_id"])
    inbound, outbound = (
        link.set_index("link_id").loc[movement[k]] for k in ("ib_link_id", "ob_link_id")
    )
    assert (inbound["to_node_id"].to_numpy() == movement["node_id"]).all()
    assert (outbound["from_node_id"].to_numpy() == movement["node_id"]).all()
    assert set(movement["type"]) | set(at_times["type"]) <= TYPES
    assert set(at_times["mvmt_id"]) == set(movement["mvmt_id"])
    assert node["ctrl_type"].dropna().isin(["none", "yield", "stop", "4_stop", "signal"]).all()


def test_a_junction_is_one_node_and_its_inner_segments_are_no_links(written):
    network = roads(DIVIDED, **DIVIDED_ROADS, signals=("sa", "wa", "Eb", "nb"), names={"wa": "=A"})
    network.attributes.lanes[:] = 0.5
    tables, _ = written(network)
    (row,) = tables["node"].dropna(subset="ctrl_type").to_dict("records")
    middle = AREA.to_geographic(np.array([[0.0, 10.0]]))[0]
    assert [row["x_coord"], row["y_coord"]] == pytest.approx(middle, abs=1e-6)
    assert (row["node_id"], row["node_type"], row["ctrl_type"]) == (1, "intersection", "signal")
    assert row["name"].startswith("'")
    link = tables["link"].set_index("link_id")
    assert len(link) == len(network) - 2
    first = link.loc[road(network, DIVIDED, "wa")]
    assert first[["from_node_id", "to_node_id", "lanes", "length"]].tolist() == [0, 1, 1, 200.0]
    assert shapely.from_wkt(first["geometry"]).equals_exact(network.lines[0], 1e-6)


def test_delays_are_penalties_at_their_times_and_unknown_ones_are_not_there(written):
    network = roads(DIVIDED, **DIVIDED_ROADS)
    tables, movements = written(
        network,
        lambda found: np.where(found.turn == TURNS.index("left"), [[12.34], [-3.0]], np.nan),
        ("weekday morning peak", "Sat 22:00-05:00, 08:00-09:00"),
    )
    table = tables["movement_tod"]
    left = np.flatnonzero(movements.turn == TURNS.index("left"))
    assert table.groupby("time_day")["mvmt_id"].agg(list).to_dict() == dict.fromkeys(
        ["01111100_0700_0900", "00000010_0800_0900", "00000010_2200_0500"], left.tolist()
    )
    peak = table["time_day"] == "01111100_0700_0900"
    assert set(table["penalty"][peak]) == {12.3}
    assert set(table["penalty"][~peak]) == {0.0}


def test_speeds_of_links_are_at_their_times_and_unknown_ones_are_not_there(written):
    network = roads(DIVIDED, **DIVIDED_ROADS)
    speed_kmh = np.full((2, len(network)), SPEED_KMH)
    speed_kmh[1, road(network, DIVIDED, "wa")] = np.nan
    times = ("weekdays", "Sat 22:00-05:00, 08:00-09:00")
    tables, _ = written(network, times=times, speed_kmh=speed_kmh)
    table, links = tables["link_tod"], len(tables["link"])
    assert table["time_day"].value_counts().to_dict() == {
        "01111100_0000_2400": links,
        "00000010_0800_0900": links - 1,
        "00000010_2200_0500": links - 1,
    }
    assert set(table["speed"]) == {20.13}
    assert "volume" not in table


def test_aequilibrae_opens_the_tables_and_skims_our_times(written, tmp_path):
    if not _can_open_aequilibrae():
        pytest.skip("AequilibraE needs mod_spatialite, and an SQLite that loads extensions")
    network = roads(DIVIDED, **DIVIDED_ROADS)
    speed_kmh = np.linspace(20, 60, len(network)).round(2)[None]
    written(network, times=("weekday morning peak",), speed_kmh=speed_kmh)
    out = tmp_path / "skims.csv"
    script = Path(__file__).parents[3] / "benchmarks" / "exchange" / "aequilibrae_skims.py"
    command = [sys.executable, script, tmp_path / "gmns", tmp_path / "project", out]
    run = subprocess.run(command, capture_output=True, text=True, timeout=600)
    assert run.returncode == 0, run.stderr[-2000:]
    skims = pd.read_csv(out, index_col=0)
    seconds = dict(zip(range(len(network)), network.length_m / speed_kmh[0] * 3.6, strict=True))
    for way in (("wa", "bn"), ("wa", "as"), ("sa", "bn"), ("sa", "ae"), ("nb", "as"), ("Eb", "bW")):
        begin, end = (list(DIVIDED).index(each) for each in (way[0][0], way[1][1]))
        expected = sum(seconds[road(network, DIVIDED, each)] for each in way)
        assert skims.loc[begin, str(end)] == pytest.approx(expected, rel=1e-6)
    assert np.isinf(skims.loc[0, "0":]).sum() == 1  # from w, all is reached but the one-way E


def _can_open_aequilibrae() -> bool:
    loads = find_spec("pysqlite3") or hasattr(sqlite3.Connection, "enable_load_extension")
    try:
        ctypes.CDLL("mod_spatialite.so")
    except OSError:
        return False
    return bool(loads and find_spec("aequilibrae"))


def test_the_whole_week_has_all_days_but_holidays_of_their_own():
    assert times_of_days(parse_time_set("whole week")) == ["11111110_0000_2400"]
    assert times_of_days(parse_time_set("Mon 00:00-06:00; Sun")) == [
        "01000000_0000_0600",
        "10000000_0000_2400",
    ]
