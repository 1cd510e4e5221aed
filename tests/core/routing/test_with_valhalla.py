"""Speeds of the export in Valhalla itself, where pyvalhalla is installed (``.ci/setup peers``)."""

from __future__ import annotations

import json
import subprocess
import tarfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hang import HANG_S
from small_town import AREA, PLACES, SECONDS, lon_lat, town

from trajganr_core.routing.valhalla_speeds import (
    bucket_speeds,
    compressed,
    flow_speeds,
    traffic_line,
)
from trajganr_core.routing.valhalla_tiles import read_tiles
from trajganr_core.routing.way_pieces import ANY_WAY, lengths, mean_paces, metres_on_segments

ROOT = Path(__file__).resolve().parents[3]
PEERS = ROOT / ".venv" / "peers"
SCRIPT = ROOT / "benchmarks" / "decisions" / "valhalla.py"
#: Ways of the town: A → B → E is one way, which Valhalla cuts at B.
WAYS = {11: "ABE", 12: "AC", 13: "CD", 14: "DB"}
WAY = {"AB": 11, "BE": 11, "AC": 12, "CD": 13, "DB": 14}
TOWN = replace(town(), osm_id=np.array([WAY.get(n, WAY.get(n[::-1], 0)) for n in SECONDS]))

pytestmark = pytest.mark.skipif(
    not list(PEERS.glob("lib/python*/site-packages/valhalla")), reason="pyvalhalla is not installed"
)


def ask(*arguments: object) -> None:
    command = [str(PEERS / "bin" / "python"), str(SCRIPT), *map(str, arguments)]
    subprocess.run(command, check=True, capture_output=True, timeout=HANG_S)


def write_map(path: Path) -> Path:
    nodes = []
    for number, name in enumerate(PLACES, 1):
        lon, lat = lon_lat(*PLACES[name])
        nodes.append(f'<node id="{number}" version="1" lat="{lat:.7f}" lon="{lon:.7f}"/>')
    ways = []
    for way, places in WAYS.items():
        refs = "".join(f'<nd ref="{list(PLACES).index(name) + 1}"/>' for name in places)
        tags = '<tag k="highway" v="secondary"/>' + '<tag k="oneway" v="yes"/>' * (way == 11)
        ways.append(f'<way id="{way}" version="1">{refs}{tags}</way>')
    path.write_text(f'<osm version="0.6">{"".join(nodes + ways)}</osm>', "utf-8")
    return path


def test_routes_take_the_times_of_the_segments_at_their_hour(tmp_path: Path) -> None:
    made = tmp_path / "valhalla"
    made.mkdir()
    ask("build", write_map(tmp_path / "town.osm"), "Europe/Lisbon", made)
    with tarfile.open(tmp_path / "tiles.tar", "w") as tar:
        tar.add(made / "tiles", arcname=".")
    # Twice the time of the segments on Mondays from 7 to 11, and the time itself else.
    pace = np.repeat((np.array([*SECONDS.values()]) / TOWN.length_m)[:, None], 168, axis=1)
    pace[:, 7:11] *= 2
    edges = 0
    for tile in read_tiles(tmp_path / "tiles.tar"):
        on = metres_on_segments(TOWN, AREA, tile.pieces)
        found = mean_paces(on, lengths(AREA, tile.pieces), pace)
        known = np.flatnonzero(np.isfinite(found[:, 0]))
        flow, packed = flow_speeds(found[known]), compressed(bucket_speeds(found[known]))
        rows = zip(known, flow, packed, strict=True)
        file = tmp_path / "traffic" / f"{tile.path}.csv"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("".join(traffic_line(tile.name(each), *row) for each, *row in rows))
        is_shortcut = np.bincount(tile.pieces.line, tile.pieces.way == ANY_WAY) > 0
        edges += int((~is_shortcut[known]).sum())
    assert edges == len(SECONDS)
    ask("add", made, tmp_path / "traffic")
    shape = [lon_lat(*PLACES[name]).round(6).tolist() for name in "CDBE"]
    times = ("2013-07-01T09:00", "2013-07-02T09:00")
    paths = [{"shape": shape, "begin": begin} for begin in times]
    (tmp_path / "paths.json").write_text(json.dumps(paths))
    ask("route", made, tmp_path / "paths.json", tmp_path / "answers.json")
    peak, usual = json.loads((tmp_path / "answers.json").read_text())
    assert usual[2] == pytest.approx(2000, rel=0.01)
    expected = sum(SECONDS[name] for name in ("CD", "DB", "BE"))
    # Valhalla adds the times of turns, and knows speeds in whole km/h.
    assert usual[0] - usual[1] == pytest.approx(expected, rel=0.03)
    assert peak[0] - peak[1] == pytest.approx(2 * expected, rel=0.05)
