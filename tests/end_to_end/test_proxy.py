"""Downloads of a real worker go through the proxy of QGIS' settings, with its login."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from crossing import CROSSING, SOUTH, WEST
from forward_proxy import ForwardProxy
from harness import AlgorithmError, QgisProcess, local_worker
from mapillary_stand_in import MapillaryStandIn, record
from qgis_python import in_qgis, keep_token
from stand_in import Reply, StandIn
from tiny_city import TinyCity

LOGIN = "me:p@ss:/1"
#: Names that only the proxy knows.
OVERPASS, GRAPH = "overpass.example", "graph.example"
#: Sets the proxy in the profile of qgis_process, as a person does in QGIS' options.
SET_PROXY = """
import sys
from qgis.core import QgsApplication, QgsSettings
application = QgsApplication([], False, sys.argv[1])
QgsApplication.setOrganizationName("QGIS")
QgsApplication.setApplicationName("QGIS3")
application.initQgis()
names = ("Enabled", "Type", "Host", "Port", "User", "Password")
for name, value in zip(names, (True, "HttpProxy", "127.0.0.1", *sys.argv[2:]), strict=True):
    QgsSettings().setValue("proxy/proxy" + name, value)
QgsSettings().sync()
"""


class Desk(NamedTuple):
    """QGIS and a worker behind a proxy."""

    qgis: QgisProcess
    profile: Path
    authcfg: str
    proxy: ForwardProxy

    def set_proxy(self, user: str, password: str) -> None:
        """Say it in QGIS' settings."""
        given = (str(self.profile), str(self.proxy.port), user, password)
        in_qgis(self.qgis, SET_PROXY, *given)


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
            qgis = QgisProcess(workdir, home)
            profile = workdir / "profiles" / "profiles" / "default"
            yield Desk(qgis, profile, keep_token(qgis, workdir), proxy)


def test_overpass_and_mapillary_are_reached_through_the_proxy(
    desk: Desk, tiny_city: TinyCity, tmp_path: Path
) -> None:
    desk.set_proxy(*LOGIN.split(":", 1))
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
        AUTH=desk.authcfg,
        EXTENT=tiny_city.extent,
        OUTPUT=tmp_path / "views.gpkg",
        PICTURES=tmp_path / "pictures.zip",
    )
    assert results["IMAGES"] == "1"
    assert any(f"GET http://{GRAPH}/" in passed for passed in desk.proxy.passed)


def test_a_login_that_the_proxy_refuses_is_reported(
    desk: Desk, tiny_city: TinyCity, tmp_path: Path
) -> None:
    desk.set_proxy("me", "wrong-word")
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
