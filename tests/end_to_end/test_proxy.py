"""Downloads of a real worker go through the proxy of QGIS' settings, with its login."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from crossing import CROSSING, SOUTH, WEST
from forward_proxy import ForwardProxy
from harness import AlgorithmError, add_settings, local_worker, profile
from mapillary_stand_in import TOKEN, MapillaryStandIn, record
from qgis_python import QgisSession
from stand_in import Reply, StandIn
from tiny_city import TinyCity

LOGIN = "me:p@ss:/1"
#: Names that only the proxy knows.
OVERPASS, GRAPH = "overpass.example", "graph.example"


class Desk(NamedTuple):
    """QGIS and a worker behind a proxy."""

    qgis: QgisSession
    proxy: ForwardProxy


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    workdir, home = tmp_path_factory.mktemp("proxied"), tmp_path_factory.mktemp("proxied_home")
    images = [record("1", WEST + 0.002, SOUTH + 0.002)]
    with (
        MapillaryStandIn(images) as mapillary,
        StandIn(lambda request: Reply(CROSSING.encode())) as overpass,
        pytest.MonkeyPatch.context() as patch,
    ):
        ports = {
            name: int(server.url.rpartition(":")[2])
            for name, server in ((GRAPH, mapillary), (OVERPASS, overpass))
        }
        # A service of the internet names no pictures at an address of this machine.
        mapillary.url = f"http://{GRAPH}"
        patch.setenv("TRAJGANR_MAPILLARY", mapillary.url)
        patch.setenv("TRAJGANR_CACHE", str(workdir / "cache"))
        for name in ("no_proxy", "NO_PROXY"):
            patch.delenv(name, raising=False)
        with ForwardProxy(ports, LOGIN) as proxy, local_worker(home):
            add_settings(profile(workdir), "proxy", **proxy_settings(proxy.port, LOGIN))
            with QgisSession(workdir, home) as qgis:
                yield Desk(qgis, proxy)


def proxy_settings(port: int, login: str) -> dict[str, str]:
    """An HTTP proxy on this machine, as QGIS stores it in a profile."""
    user, password = login.split(":", 1)
    values = ("true", "HttpProxy", "127.0.0.1", str(port), user, password)
    names = ("Enabled", "Type", "Host", "Port", "User", "Password")
    return {f"proxy{name}": value for name, value in zip(names, values, strict=True)}


def test_overpass_and_mapillary_are_reached_through_the_proxy(
    desk: Desk, tiny_city: TinyCity, tmp_path: Path
) -> None:
    """QGIS reads the proxy from its profile when it starts."""
    results = desk.qgis.run(
        "downloadosm",
        EXTENT=tiny_city.extent,
        ENDPOINT=f"http://{OVERPASS}/api/interpreter",
        ROADS=tmp_path / "roads.gpkg",
        PLACES=tmp_path / "places.gpkg",
    )
    assert results["ROAD_COUNT"] == "2"
    assert f"POST http://{OVERPASS}/api/interpreter" in desk.proxy.passed
    results = desk.qgis.run(
        "downloadmapillary",
        AUTH=desk.qgis.keep_token(TOKEN),
        EXTENT=tiny_city.extent,
        OUTPUT=tmp_path / "views.gpkg",
        PICTURES=tmp_path / "pictures.zip",
    )
    assert results["IMAGES"] == "1"
    assert any(f"GET http://{GRAPH}/" in passed for passed in desk.proxy.passed)


def test_a_login_that_the_proxy_refuses_is_reported(
    desk: Desk, tiny_city: TinyCity, tmp_path: Path
) -> None:
    desk.qgis.set_proxy(desk.proxy.port, "me", "wrong-word")
    before = len(desk.proxy.passed)
    with pytest.raises(AlgorithmError) as caught:
        desk.qgis.run(
            "downloadosm",
            EXTENT=tiny_city.extent,
            ENDPOINT=f"http://{OVERPASS}/not/kept/yet",
            ROADS=tmp_path / "roads.gpkg",
            PLACES=tmp_path / "places.gpkg",
        )
    assert "[ENV.PROXY]" in caught.value.log
    assert "wrong-word" not in caught.value.log
    assert len(desk.proxy.passed) == before
