"""Tiles of roads, which another reader serves and MapLibre draws in headless Chromium."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from browser import Browser, chromium, opened
from local_server import LocalServer
from webpage_roads import HOSTILE, write_predicted

import trajganr_core as tg
from trajganr_core.contract.files.roads_page import asset

pmtiles = pytest.importorskip("pmtiles.reader", reason="the package pmtiles is not installed")
pytestmark = pytest.mark.skipif(chromium() is None, reason="no Chromium is installed")

#: The style of the guide, of one time.
PAGE = """<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">
<link rel="stylesheet" href="/maplibre-gl.css"><div id="map" style="height: 600px"></div>
<script src="/maplibre-gl.js"></script><script>
const map = new maplibregl.Map({
  container: "map", center: [-8.611, 41.151], zoom: ZOOM, attributionControl: { compact: false },
  style: {
    version: 8,
    sources: { roads: { type: "vector", url: location.origin + "/tiles.json" } },
    layers: [{
      id: "roads", type: "line", source: "roads", "source-layer": "roads",
      paint: {
        "line-width": 3, "line-offset": -2,
        "line-color": ["step", ["coalesce", ["get", "speed_kmh_weekday_08"], -1],
                       "#999999", 0, "#2b0a68", 15, "#dd4450", 19, "#f6e765"],
      },
    }],
  },
});
map.once("idle", () => { document.documentElement.dataset.state = "ready"; });
</script>"""


class Handler(BaseHTTPRequestHandler):
    """Serves the page, the library, and what the reader finds in a file."""

    reader: Any

    def do_GET(self) -> None:
        """Answer a request."""
        name, _, zoom = self.path.removeprefix("/").partition("?")
        address = f"http://{self.headers['Host']}/"
        if name == "page":
            self._send("text/html", PAGE.replace("ZOOM", zoom).encode())
        elif name.startswith("maplibre"):
            kind = "text/css" if name.endswith("css") else "text/javascript"
            self._send(kind, asset(f"maplibre/{name}").partition("//# source")[0].encode())
        elif name == "tiles.json":
            head, about = self.reader.header(), self.reader.metadata()
            zooms = {"minzoom": head["min_zoom"], "maxzoom": head["max_zoom"]}
            about |= zooms | {"tilejson": "3.0.0", "tiles": [address + "{z}/{x}/{y}"]}
            self._send("application/json", json.dumps(about).encode())
        else:
            tile = self.reader.get(*map(int, name.split("/")))
            self._send("application/x-protobuf", tile, packed=True) if tile else self._nothing()

    def _send(self, kind: str, content: bytes, *, packed: bool = False) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(content)

    def _nothing(self) -> None:
        self.send_response(204)
        self.end_headers()

    def log_message(self, *texts: Any) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a page of predicted roads is served; the number after it is the zoom."""
    folder = tmp_path_factory.mktemp("tiles")
    layer = write_predicted(folder)
    tg.webpage(layer, out=folder / "tiles", format="pmtiles", progress=False)
    content = (folder / "tiles" / "roads.pmtiles").read_bytes()
    Handler.reader = pmtiles.Reader(pmtiles.MemorySource(content))
    with LocalServer(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as server:
        yield f"http://127.0.0.1:{server.port}/page?"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with opened() as found:
        yield found


def drawn(browser: Browser, page: str) -> dict[int, dict[str, Any]]:
    """The properties of the segments that the map shows, by number."""
    browser.open(page)
    features = "map.queryRenderedFeatures({ layers: ['roads'] })"
    found = browser.run(f"{features}.map((each) => each.properties)")
    assert browser.errors == []
    return {each["edge"]: each for each in found}


def test_maplibre_draws_the_roads_with_their_values(browser: Browser, address: str) -> None:
    found = drawn(browser, f"{address}15")
    assert sorted(found) == [10, 11, 12, 13]
    assert [found[edge]["speed_kmh_weekday_08"] for edge in sorted(found)] == [18, 10, 20, 10]
    assert found[10]["speed_kmh_low_weekday_morning_peak"] == 19
    assert found[12]["name"] == HOSTILE
    features = "map.queryRenderedFeatures({ layers: ['roads'] })"
    colours = f"{features}.map((each) => each.layer.paint['line-color'].toString())"
    assert len({*browser.run(colours)}) == 3


def test_main_roads_are_drawn_from_afar(browser: Browser, address: str) -> None:
    assert {each["highway"] for each in drawn(browser, f"{address}10").values()} == {"primary"}


def test_the_owners_of_the_data_are_shown(browser: Browser, address: str) -> None:
    drawn(browser, f"{address}15")
    assert "© OpenStreetMap contributors" in browser.text(".maplibregl-ctrl-attrib")
