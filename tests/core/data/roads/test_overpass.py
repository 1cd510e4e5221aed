"""Download from Overpass, against a stand-in server with all its errors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import osm_town
import osmium
import pytest
import town
from stand_in import Reply, Request, StandIn, cut, hang_up, instead, trickle

from trajganr_core.contract.errors import Code, TrajganrError, cancelled
from trajganr_core.data.places.aoi import load_categories
from trajganr_core.data.places.pois import read_pois
from trajganr_core.data.roads import overpass
from trajganr_core.data.roads.osm import extract_timestamp
from trajganr_core.data.roads.overpass import fetch_osm, query_of
from trajganr_core.data.roads.reading import read_roads
from trajganr_core.data.services.download import RetryPolicy
from trajganr_core.utils.study_area import StudyArea

HASTY = RetryPolicy(tries=3, silence_s=2, total_s=4, first_wait_s=0.01, longest_wait_s=0.02)
BASE = '<note>ODbL</note><meta osm_base="2024-05-01T10:00:00Z"/>'
ANSWER = osm_town.document(*osm_town.CROSSING, head=BASE).encode()

Box = tuple[float, float, float, float]


def remark(text: str) -> bytes:
    """An answer of HTTP 200 with part of the data and a remark at its end."""
    return osm_town.document(
        *osm_town.CROSSING[:3], f"<remark> {text} </remark>", head=BASE
    ).encode()


TIMED_OUT = 'runtime error: Query timed out in "query" at line 3 after 181 seconds.'
NO_MEMORY = 'runtime error: Query ran out of memory in "recurse" at line 25. It would need more.'
BUSY = (
    "runtime error: open64: 0 Success /osm3s_osm_base Dispatcher_Client::request_read_and_idx"
    "::timeout. The server is probably too busy to handle your request."
)


class Overpass(StandIn):
    """Answers with the crossing wherever it is asked, unless a box is too large for it."""

    def __init__(self) -> None:
        super().__init__(self._interpret)
        self.most_degrees = 10.0
        self.refusal = TIMED_OUT

    def _interpret(self, request: Request) -> Reply:
        west, _, east, _ = box_of(request)
        if east - west > self.most_degrees:
            return Reply(remark(self.refusal))
        return Reply(ANSWER)

    def boxes(self) -> list[Box]:
        return [box_of(request) for request in self.requests]


def box_of(request: Request) -> Box:
    query = parse_qs(request.body.decode())["data"][0]
    found = re.search(r"\[bbox:([-\d.]+),([-\d.]+),([-\d.]+),([-\d.]+)\]", query)
    assert found
    south, west, north, east = map(float, found.groups())
    return west, south, east, north


@pytest.fixture(autouse=True)
def in_haste(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overpass, "OVERPASS_PATIENCE", HASTY)
    monkeypatch.setenv("TRAJGANR_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def server() -> Iterator[Overpass]:
    with Overpass() as running:
        yield running


def fetch(
    server: StandIn, folder: Path, area: StudyArea = town.AREA, **options: Any
) -> dict[str, Any]:
    return fetch_osm(area, folder / "osm.osm", **{"endpoint": server.url, **options})


def refused(server: StandIn, folder: Path, **options: Any) -> TrajganrError:
    """The error of a download, which leaves nothing behind."""
    with pytest.raises(TrajganrError) as error:
        fetch(server, folder, **options)
    assert not (folder / "osm.osm").exists()
    assert not list(folder.rglob("*.osm"))
    assert error.value.next_action
    return error.value


def test_nodes_of_ways_keep_their_tags(tmp_path: Path) -> None:
    answer = osm_town.document(
        osm_town.node(1, (0, 0)),
        osm_town.node(2, (80, 0), highway="traffic_signals"),
        osm_town.node(3, (100, 0)),
        osm_town.way(1, [1, 2, 3], highway="primary", maxspeed="50"),
    )
    with StandIn(lambda request: Reply(answer.encode())) as server:
        fetch(server, tmp_path)
    network = read_roads(tmp_path / "osm.osm", town.AREA)
    assert network.attributes.signals[network.forward].tolist() == [1]
    assert network.attributes.maxspeed_kmh.tolist() == [50, 50]


# ------------------------------------------------------------------------------ the question


def test_one_question_asks_for_roads_and_for_the_tags_of_the_table() -> None:
    query = query_of((-8.63, 41.14, -8.61, 41.155), load_categories())
    assert query.startswith("[out:xml][timeout:180][maxsize:536870912]")
    assert "[bbox:41.1400000,-8.6300000,41.1550000,-8.6100000];" in query
    assert 'way["highway"];' in query
    assert 'nwr["shop"];' in query
    assert re.search(r'nwr\["amenity"~"\(\^\|;\) \?\(bar\|.*\|taxi\|.*\)\(;\|\$\)"\];', query)
    assert "bench" not in query
    assert query.endswith('(._; >;);\nout body;\nrelation["type"="restriction"];\nout body;\n')


def test_special_characters_of_an_edited_table_are_escaped(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text('key,value,category\nmy"key,a.b,food\nbenches,none,none\n')
    query = query_of((0, 0, 1, 1), load_categories(table))
    assert 'nwr["my\\"key"~"(^|;) ?(a\\\\.b)(;|$)"];' in query
    assert "benches" not in query


# ------------------------------------------------------------------------------- the answer


def test_a_downloaded_extract_is_read_as_roads_and_places(server: Overpass, tmp_path: Path) -> None:
    fetched = fetch(server, tmp_path)
    assert fetched["counts"] == {"boxes": 1, "downloaded": 1, "from_cache": 0}
    out = tmp_path / "osm.osm"
    assert set(read_roads(out, town.AREA).source_fid) == {11, 12}
    assert read_pois(out, town.AREA)[0].category.tolist() == ["food", "education"]


def test_licence_and_time_of_the_data_are_reported_and_written(
    server: Overpass, tmp_path: Path
) -> None:
    fetched = fetch(server, tmp_path)
    assert fetched["timestamp"] == "2024-05-01T10:00:00Z"
    assert extract_timestamp(tmp_path / "osm.osm") == "2024-05-01T10:00:00Z"
    assert "ODbL" in fetched["licence"]
    assert "OpenStreetMap contributors" in fetched["attribution"]
    assert fetched["attribution"] in (tmp_path / "osm.osm").read_text(encoding="utf-8")
    assert any("2024-05-01" in remark for remark in fetched["remarks"])


def test_a_large_area_is_fetched_in_boxes_and_everything_kept_once(
    server: Overpass, tmp_path: Path
) -> None:
    area = StudyArea(-8.8, 41.0, -8.4, 41.2)
    fetched = fetch(server, tmp_path, area)
    assert fetched["counts"]["boxes"] == 2
    first, second = server.boxes()
    assert (first[0], first[2], second[2]) == pytest.approx((-8.8, -8.6, -8.4))
    ids = [(thing.type_str(), thing.id) for thing in osmium.FileProcessor(tmp_path / "osm.osm")]
    assert ids == [*(("n", i) for i in range(1, 10)), *(("w", i) for i in range(11, 15))]


@pytest.mark.parametrize("reason", [TIMED_OUT, NO_MEMORY])
def test_a_box_beyond_the_limits_is_requested_in_four_parts(
    reason: str, server: Overpass, tmp_path: Path
) -> None:
    server.most_degrees, server.refusal = 0.015, reason
    assert fetch(server, tmp_path)["counts"]["boxes"] == 4
    whole, *parts = server.boxes()
    assert whole == pytest.approx(town.AREA.bbox)
    areas = [(east - west) * (north - south) for west, south, east, north in parts]
    assert sum(areas) == pytest.approx((whole[2] - whole[0]) * (whole[3] - whole[1]), rel=1e-4)
    assert {(west, south) for west, south, _, _ in parts} == {
        (west, south) for west in (-8.63, -8.62) for south in (41.14, 41.1475)
    }


def test_a_repeated_download_repeats_no_answered_request(server: Overpass, tmp_path: Path) -> None:
    server.most_degrees = 0.015
    fetch(server, tmp_path)
    requests = len(server.requests)
    again = fetch(server, tmp_path)
    assert len(server.requests) == requests
    assert again["counts"] == {"boxes": 4, "downloaded": 0, "from_cache": 4}


def test_an_interrupted_download_resumes(server: Overpass, tmp_path: Path) -> None:
    area = StudyArea(-8.8, 41.0, -8.4, 41.2)

    def stop(stage: str, fraction: float, /, **figures: float) -> None:
        if fraction > 0:
            raise cancelled()

    with pytest.raises(TrajganrError) as error:
        fetch(server, tmp_path, area, progress=stop)
    assert error.value.code is Code.JOB_CANCELLED
    assert not (tmp_path / "osm.osm").exists()
    assert fetch(server, tmp_path, area)["counts"] == {
        "boxes": 2,
        "downloaded": 1,
        "from_cache": 1,
    }


def test_another_table_or_endpoint_is_another_question(server: Overpass, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("key,value,category\nshop,*,shop\n")
    fetch(server, tmp_path)
    assert fetch(server, tmp_path, categories=table)["counts"]["downloaded"] == 1
    elsewhere = fetch(server, tmp_path, endpoint=f"{server.url}/other")
    assert elsewhere["counts"]["downloaded"] == 1


@pytest.mark.parametrize(
    "fault",
    [
        instead(b"rate_limited", 429),
        instead(b"too many", 429, Retry_After="0"),
        instead(b"<html>gateway</html>", 504),
        instead(remark(BUSY)),
        instead(b"<html><body>Dispatcher_Client: probably too busy</body></html>"),
        instead(ANSWER[:-20]),
        cut(200),
        hang_up,
    ],
)
def test_a_server_that_is_busy_or_cut_off_is_retried(
    fault: Any, server: Overpass, tmp_path: Path
) -> None:
    server.misbehave("/", fault, fault)
    assert fetch(server, tmp_path)["counts"]["boxes"] == 1
    assert len(server.requests) == 3


def test_progress_is_reported_and_never_decreases(server: Overpass, tmp_path: Path) -> None:
    server.most_degrees = 0.015
    result: list[tuple[str, float]] = []
    fetch(server, tmp_path, progress=lambda stage, fraction, **_: result.append((stage, fraction)))
    fractions = [fraction for stage, fraction in result if stage == overpass.DOWNLOADING]
    assert fractions == sorted(fractions)
    assert {0.0, 0.25, 0.5, 0.75} <= {round(fraction, 3) for fraction in fractions}


def test_a_download_is_cancelled_while_the_server_trickles(
    server: Overpass, tmp_path: Path
) -> None:
    server.misbehave("/", trickle)

    def stop(stage: str, fraction: float, /, **figures: float) -> None:
        if server.requests:
            raise cancelled()

    assert refused(server, tmp_path, progress=stop).code is Code.JOB_CANCELLED


# -------------------------------------------------------------------------------- malformed


@pytest.mark.malformed
def test_a_web_page_instead_of_data_is_refused_at_once(server: Overpass, tmp_path: Path) -> None:
    server.misbehave("/", instead(b"<html><body>Please log in to the hotel's network"))
    assert refused(server, tmp_path).code is Code.PROTOCOL_SCHEMA
    assert len(server.requests) == 1


@pytest.mark.malformed
def test_a_question_that_is_not_understood_is_refused_at_once(
    server: Overpass, tmp_path: Path
) -> None:
    server.misbehave("/", instead(b"<html>parse error", 400))
    assert refused(server, tmp_path).code is Code.PROTOCOL_SCHEMA


@pytest.mark.malformed
def test_data_that_is_broken_is_refused_and_not_kept(server: Overpass, tmp_path: Path) -> None:
    server.misbehave("/", instead(ANSWER.replace(b'lat="', b'lat="north')))
    assert refused(server, tmp_path).code is Code.PROTOCOL_SCHEMA
    assert fetch(server, tmp_path)["counts"]["downloaded"] == 1


@pytest.mark.malformed
def test_a_place_too_dense_even_in_the_smallest_box_is_refused(
    server: Overpass, tmp_path: Path
) -> None:
    server.most_degrees = 0.0
    assert refused(server, tmp_path).code is Code.PROTOCOL_TOO_LARGE


@pytest.mark.malformed
def test_a_server_that_stays_busy_is_an_error(server: Overpass, tmp_path: Path) -> None:
    server.misbehave("/", *[instead(remark(BUSY))] * 3)
    assert refused(server, tmp_path).code is Code.TRANSPORT_DOWN


@pytest.mark.malformed
def test_a_large_area_is_refused_before_any_request(server: Overpass, tmp_path: Path) -> None:
    error = refused(server, tmp_path, area=StudyArea(-10, 35, 20, 60))
    assert error.code is Code.INPUT_GEOMETRY
    assert server.requests == []


@pytest.mark.malformed
def test_an_endpoint_that_is_no_address_is_refused(server: Overpass, tmp_path: Path) -> None:
    assert refused(server, tmp_path, endpoint="overpass").code is Code.INPUT_FIELD


def test_cached_responses_are_separate_for_each_member(
    server: Overpass, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever names a proxy decides what is answered through it."""
    for owner in ("ann", "bob", "ann"):
        monkeypatch.setenv("TRAJGANR_JOB_OWNER", owner)
        fetch(server, tmp_path)
    assert len(server.requests) == 2


def test_a_member_does_not_reach_the_worker_s_own_machine(
    server: Overpass, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAJGANR_JOB_OWNER", "ann")
    monkeypatch.setenv("TRAJGANR_PRIVATE_ENDPOINTS", "no")
    with pytest.raises(TrajganrError) as caught:
        fetch(server, tmp_path)
    assert caught.value.code is Code.AUTH_DENIED
    assert not server.requests
