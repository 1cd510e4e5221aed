"""Download of street views, against a stand-in of Mapillary with errors."""

from __future__ import annotations

import csv
import io
import json
import logging
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyogrio
import pytest
from mapillary_stand_in import (
    TOKEN,
    MapillaryStandIn,
    jpeg,
    rate_limited,
    record,
    token_expired,
    too_much,
)
from stand_in import as_usual, cut, hang_up, instead, silent, trickle

from trajganr_core.contract.data_config import StreetViewFilter
from trajganr_core.contract.errors import Code, TrajganrError, cancelled
from trajganr_core.data.services.download import RetryPolicy
from trajganr_core.data.street_view import mapillary_api, mapillary_pictures
from trajganr_core.data.street_view.mapillary import fetch_street_view
from trajganr_core.data.street_view.mapillary_api import reach_of
from trajganr_core.data.street_view.pictures import copy_pictures, read_index
from trajganr_core.utils.study_area import StudyArea

AREA = StudyArea(-8.63, 41.14, -8.59, 41.16)
RECORDED = Path(__file__).parents[5] / "shared/data/street_view/mapillary_v4/graph"
ANY = StreetViewFilter(panoramas="all")


def images(count: int, **changed: Any) -> list[dict[str, Any]]:
    """Images in a row through the area, one a minute."""
    return [
        record(
            str(1000 + number),
            round(-8.629 + 0.038 * number / count, 7),
            41.15,
            captured_at=1_600_000_000_000 + 60_000 * number,
            **changed,
        )
        for number in range(count)
    ]


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")


@pytest.fixture
def server() -> Iterator[MapillaryStandIn]:
    with MapillaryStandIn(images(6)) as running:
        yield running


@pytest.fixture
def waits() -> list[float]:
    return []


Fetch = Callable[..., dict[str, Any]]


@pytest.fixture
def fetch(server: MapillaryStandIn, tmp_path: Path, waits: list[float]) -> Fetch:
    """Download from the stand-in without waiting, into ``tmp_path / "out"``."""

    def run(wanted: StreetViewFilter = ANY, **options: Any) -> dict[str, Any]:
        usual = {
            "area": AREA,
            "token": TOKEN,
            "out": tmp_path / "out",
            "cache": tmp_path / "cache",
            "patience": RetryPolicy(tries=4, silence_s=5, sleep=waits.append),
            "api": server.url,
        }
        return fetch_street_view(wanted=wanted, **(usual | options))

    return run


def refusal(fetch: Fetch, *arguments: Any, **options: Any) -> TrajganrError:
    with pytest.raises(TrajganrError) as caught:
        fetch(*arguments, **options)
    assert caught.value.next_action
    assert TOKEN not in str(caught.value.to_dict())
    return caught.value


def index_of(out: Path) -> list[dict[str, str]]:
    with zipfile.ZipFile(out / "street_view.zip") as archive:
        return list(csv.DictReader(io.StringIO(archive.read("index.csv").decode())))


def ids(out: Path) -> list[str]:
    return [row["id"] for row in index_of(out)]


# What is written


def test_pictures_of_an_area_come_as_a_zip_that_is_prepared(fetch: Fetch, tmp_path: Path) -> None:
    summary = fetch()
    out = tmp_path / "out"
    assert summary["counts"] == {
        "images": 6,
        "found": 6,
        "from_cache": 0,
        "downloaded": 6,
        "computed_positions": 6,
    }
    index = read_index(out / "street_view.zip", AREA)
    assert index.image_id.tolist() == [str(1000 + number) for number in range(6)]
    assert index.heading.tolist() == [1.2865829255371] * 6
    assert index.captured_at[1] == "2020-09-13T12:27:40Z"
    (tmp_path / "pictures").mkdir()
    copied = copy_pictures(out / "street_view.zip", index, tmp_path / "pictures")
    assert (tmp_path / "pictures" / copied.path[3]).read_bytes() == jpeg("1003")
    with zipfile.ZipFile(out / "street_view.zip") as archive:
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
        assert "CC BY-SA 4.0" in archive.read("LICENCE.txt").decode()
    assert json.loads((out / "street_view.json").read_text()) == summary


def test_the_layer_has_attributes_licence_and_attribution(fetch: Fetch, tmp_path: Path) -> None:
    fetch()
    path = tmp_path / "out" / "street_view.gpkg"
    layer = pyogrio.read_dataframe(path, layer="street_view")
    assert layer.crs == "EPSG:4326"
    assert layer.geometry[0].coords[0] == (-8.629, 41.15)
    first = layer.drop(columns="geometry").iloc[0].to_dict()
    assert first == {
        "id": "1000",
        "file": "images/1000.jpg",
        "compass_angle": 1.2865829255371,
        "captured_at": "2020-09-13T12:26:40Z",
        "quality": 0.7561310782241,
        "sequence": "7nfcwfvjdtphz7yj6zat6a",
        "is_pano": False,
        "camera_type": "perspective",
        "position": "computed",
    }
    info = pyogrio.read_info(path, layer="street_view")
    for metadata in (info["layer_metadata"], info["dataset_metadata"]):
        assert metadata["licence"] == "CC BY-SA 4.0"
        assert metadata["attribution"] == "© Mapillary contributors"
        assert json.loads(metadata["area"])["bbox"] == list(AREA.bbox)
        assert json.loads(metadata["filter"])["panoramas"] == "all"
        assert metadata["retrieved_at"].startswith("20")


def test_the_same_pictures_make_the_same_bytes(fetch: Fetch, tmp_path: Path) -> None:
    fetch(out=tmp_path / "one")
    first = zipfile.ZipFile(tmp_path / "one" / "street_view.zip")
    fetch(out=tmp_path / "two")
    second = zipfile.ZipFile(tmp_path / "two" / "street_view.zip")
    with first, second:
        for one, two in zip(first.infolist(), second.infolist(), strict=True):
            if one.filename != "LICENCE.txt":  # It says when they were retrieved.
                assert (one.filename, one.CRC) == (two.filename, two.CRC)


@pytest.mark.skipif(not RECORDED.is_dir(), reason="needs ../shared/data, not in this repository")
def test_recorded_entities_are_understood(
    server: MapillaryStandIn, fetch: Fetch, tmp_path: Path
) -> None:
    entities = [json.loads(path.read_text()) for path in sorted(RECORDED.glob("*.json"))]
    recorded = [entity for entity in entities if "camera_type" in entity]
    for entity in recorded:  # Their URLs are fillers.
        for name in [name for name in entity if name.startswith("thumb_")]:
            del entity[name]
    server.images = recorded
    summary = fetch(area=StudyArea(-108.58, 39.06, -108.56, 39.08))
    assert summary["counts"]["images"] == len(recorded) == 8
    assert summary["counts"]["computed_positions"] == 8
    rows = {row["id"]: row for row in index_of(tmp_path / "out")}
    assert rows["135511895288847"] == {
        "id": "135511895288847",
        "file": "images/135511895288847.jpg",
        "lon": "-108.57081597085",
        "lat": "39.068354912098",
        "compass_angle": "1.2865829255371",
        "captured_at": "2019-07-21T14:57:52Z",
        "quality": "0.7561310782241",
        "sequence": "7nfcwfvjdtphz7yj6zat6a",
        "is_pano": "0",
        "camera_type": "perspective",
        "position": "computed",
    }


# What is asked for


def test_no_search_exceeds_the_limits_of_the_service(
    server: MapillaryStandIn, fetch: Fetch
) -> None:
    fetch(area=StudyArea(-8.7, 41.1, -8.55, 41.2))
    assert len(server.searches()) == 8 * 5
    covered = 0.0
    for search in server.searches():
        west, south, east, north = map(float, search.query["bbox"].split(","))
        assert (east - west) * (north - south) < 0.01
        covered += (east - west) * (north - south)
        assert search.query["limit"] == "2000"
    assert covered == pytest.approx(0.15 * 0.1)
    assert set(server.searches()[0].query["fields"].split(",")) == {
        *("id", "geometry", "computed_geometry", "captured_at", "compass_angle"),
        *("computed_compass_angle", "quality_score", "sequence", "is_pano", "camera_type"),
        "thumb_1024_url",
    }


def test_a_full_page_is_cut_into_smaller_boxes(
    server: MapillaryStandIn, fetch: Fetch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mapillary_api, "PAGE", 5)
    server.images = images(40)
    summary = fetch()
    assert ids(tmp_path / "out") == [str(1000 + number) for number in range(40)]
    assert summary["counts"]["found"] == 40


def test_following_pages_are_followed_without_the_token_in_their_url(
    server: MapillaryStandIn, fetch: Fetch, tmp_path: Path
) -> None:
    server.images = images(40)
    server.page, server.paged = 7, True
    fetch()
    assert len(ids(tmp_path / "out")) == 40
    assert len(server.searches()) > 2
    assert all("access_token" not in search.query for search in server.searches())


def test_a_following_page_elsewhere_does_not_get_the_token(
    server: MapillaryStandIn, fetch: Fetch
) -> None:
    page = {"data": [record("1", -8.6, 41.15)], "paging": {"next": "http://evil.example/images"}}
    server.misbehave("/images", instead(json.dumps(page).encode()))
    assert refusal(fetch).code is Code.PROTOCOL_SCHEMA


def test_places_with_more_images_than_are_listed_are_reported(
    server: MapillaryStandIn, fetch: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mapillary_api, "PAGE", 3)
    server.images = [record(str(number), -8.6155, 41.1505) for number in range(1, 9)]
    summary = fetch(area=StudyArea(-8.616, 41.15, -8.615, 41.151))
    assert summary["counts"]["images"] == 3
    assert any("has more than it lists" in remark for remark in summary["remarks"])


def test_a_box_that_is_too_much_for_the_service_is_cut(
    server: MapillaryStandIn, fetch: Fetch, waits: list[float]
) -> None:
    server.misbehave("/images", too_much)
    assert fetch()["counts"]["images"] == 6
    assert len(server.searches()) == 2 + 4
    assert waits == []


def test_an_image_on_the_border_of_two_boxes_is_used_once(
    server: MapillaryStandIn, fetch: Fetch
) -> None:
    on_border = {"type": "Point", "coordinates": [-8.61, 41.15]}
    server.images = [record("1", -8.61, 41.15, geometry=on_border)]
    summary = fetch()
    assert summary["counts"]["found"] == 1
    assert summary["dropped"] == {}


def test_an_image_moved_out_of_the_area_is_left_out(server: MapillaryStandIn, fetch: Fetch) -> None:
    server.images[0]["computed_geometry"]["coordinates"] = [-8.7, 41.15]
    summary = fetch()
    assert summary["dropped"] == {"outside the area": 1}
    assert "Left out: 1 street views outside the area." in summary["remarks"]


def test_positions_and_headings_of_the_camera_stand_in_for_computed_ones(
    server: MapillaryStandIn, fetch: Fetch, tmp_path: Path
) -> None:
    for image in server.images[:2]:
        del image["computed_geometry"], image["computed_compass_angle"]
    del server.images[1]["compass_angle"]
    server.images[2]["computed_compass_angle"] = -90.0
    summary = fetch()
    assert summary["counts"]["computed_positions"] == 4
    rows = index_of(tmp_path / "out")
    assert [row["position"] for row in rows[:3]] == ["reported", "reported", "computed"]
    assert [row["compass_angle"] for row in rows[:3]] == ["336.74", "", "270.0"]
    assert any("2 are as the camera reported" in remark for remark in summary["remarks"])


@pytest.mark.parametrize(
    ("wanted", "taken", "dropped"),
    [
        (StreetViewFilter(min_quality=0.5), ["1"], {"of lower quality": 1}),
        (StreetViewFilter(panoramas="only"), ["4"], {}),
        (StreetViewFilter(panoramas="none"), ["1", "2", "3"], {}),
        (StreetViewFilter(captured_after="2021-01-01", panoramas="all"), ["2", "3", "4"], {}),
        (StreetViewFilter(captured_before="2021-01-01", panoramas="all"), ["1"], {}),
        (
            StreetViewFilter(
                captured_after="2021-01-01T00:00:00+01:00",
                captured_before="2022-06-01T12:00:00Z",
                panoramas="all",
            ),
            ["2"],
            {"captured too late": 1},  # The service includes the last moment, a person does not.
        ),
    ],
)
def test_only_images_that_match_the_filter_are_used(
    server: MapillaryStandIn,
    fetch: Fetch,
    tmp_path: Path,
    wanted: StreetViewFilter,
    taken: list[str],
    dropped: dict[str, int],
) -> None:
    in_2021, noon_2022 = 1_620_000_000_000, 1_654_084_800_000
    server.images = [
        record("1", -8.6, 41.15, captured_at=1_500_000_000_000),
        record("2", -8.6, 41.15, captured_at=in_2021, quality_score=0.2),
        record("3", -8.6, 41.15, captured_at=noon_2022, quality_score=None),
        record("4", -8.6, 41.15, captured_at=noon_2022 + 1000, is_pano=True),
    ]
    if wanted.min_quality:
        dropped = dropped | {"of unknown quality": 1}
    summary = fetch(wanted)
    assert sorted(ids(tmp_path / "out")) == taken
    assert summary["dropped"] == dropped


def test_the_filter_is_checked_even_if_the_service_ignores_it(
    server: MapillaryStandIn, fetch: Fetch
) -> None:
    every = [
        record("1", -8.62, 41.15, camera_type="spherical"),
        record("2", -8.62, 41.15, captured_at=None),
        record("3", -8.62, 41.15, captured_at=1_700_000_000_000),
        record("4", -8.62, 41.15, captured_at=1_500_000_000_000),
    ]
    server.images = []
    server.misbehave("/images", instead(json.dumps({"data": every}).encode()))
    server.images = every
    wanted = StreetViewFilter(captured_after="2023-01-01", captured_before="2024-01-01")
    assert fetch(wanted)["dropped"] == {
        "that are panoramas": 1,
        "of unknown date": 1,
        "captured too early": 1,
    }


def test_fewer_images_are_spread_over_all(
    server: MapillaryStandIn, fetch: Fetch, tmp_path: Path
) -> None:
    server.images = images(40)
    summary = fetch(StreetViewFilter(max_images=4))
    assert ids(tmp_path / "out") == ["1000", "1010", "1020", "1030"]
    assert summary["dropped"] == {"beyond the maximum number": 36}
    assert len(server.paths("/pictures/")) == 4


@pytest.mark.parametrize("size", ["256", "2048", "original"])
def test_pictures_have_the_chosen_size(server: MapillaryStandIn, fetch: Fetch, size: str) -> None:
    fetch(StreetViewFilter(thumbnail=size))
    assert len(server.paths(f"/pictures/{size}/")) == 6


# The service misbehaves


@pytest.mark.parametrize(
    "fault",
    [rate_limited, instead(status=429, Retry_After="7"), instead(status=500), hang_up, cut(20)],
)
def test_a_search_that_fails_for_a_time_is_repeated(
    server: MapillaryStandIn, fetch: Fetch, waits: list[float], fault: Callable[..., None]
) -> None:
    server.misbehave("/images", fault, fault)
    assert fetch()["counts"]["images"] == 6
    assert len(waits) == 2


def test_an_answer_that_is_cut_without_a_length_is_requested_again(
    server: MapillaryStandIn, fetch: Fetch, waits: list[float]
) -> None:
    server.misbehave("/images", instead(b'{"data": [{"id"', Content_Type="application/json"))
    assert fetch()["counts"]["images"] == 6
    assert len(waits) == 1


def test_a_lasting_rate_limit_ends_the_download(server: MapillaryStandIn, fetch: Fetch) -> None:
    server.misbehave("/images", *[rate_limited] * 4)
    error = refusal(fetch)
    assert error.code is Code.TRANSPORT_DOWN
    assert "limit of requests" in error.message
    assert error.retryable


@pytest.mark.malformed
@pytest.mark.parametrize("token", ["", "MLY|wrong", TOKEN + "\n"])
def test_a_rejected_token_ends_the_download_at_once(
    server: MapillaryStandIn, fetch: Fetch, waits: list[float], token: str, tmp_path: Path
) -> None:
    error = refusal(fetch, token=token)
    assert error.code is Code.AUTH_DENIED
    assert "token" in error.next_action
    assert len(server.requests) <= 1
    assert waits == []
    assert not (tmp_path / "out").exists()


def test_a_token_that_expires_on_the_way_ends_the_download_and_a_new_one_goes_on(
    server: MapillaryStandIn, fetch: Fetch
) -> None:
    server.misbehave("/images", as_usual, token_expired)
    assert refusal(fetch).code is Code.AUTH_DENIED
    assert fetch()["counts"]["images"] == 6
    assert len(server.searches()) == 3


def test_a_token_that_expires_among_the_pictures_ends_the_download(
    server: MapillaryStandIn, fetch: Fetch, waits: list[float]
) -> None:
    server.misbehave("/pictures/", instead(status=403))
    server.misbehave("/100", token_expired)
    assert refusal(fetch).code is Code.AUTH_DENIED
    assert waits == []


def test_a_picture_whose_url_has_expired_gets_a_new_one(
    server: MapillaryStandIn, fetch: Fetch, tmp_path: Path, waits: list[float]
) -> None:
    for image, status in (("1001", 403), ("1002", 404), ("1003", 410)):
        server.misbehave(f"/pictures/1024/{image}", instead(status=status))
    assert fetch()["counts"]["downloaded"] == 6
    assert len([path for path in server.paths("/1") if path.startswith("/100")]) == 3
    assert waits == []


def test_all_urls_of_a_listing_may_have_expired(
    server: MapillaryStandIn, fetch: Fetch, tmp_path: Path
) -> None:
    server.misbehave("/pictures/", *[instead(status=503)] * 400)
    refusal(fetch, patience=RetryPolicy(tries=1))
    server.behave()
    server.signature = "2"
    searches = len(server.searches())
    summary = fetch()
    assert summary["counts"]["images"] == 6
    assert len(server.searches()) == searches


@pytest.mark.malformed
@pytest.mark.parametrize(
    "broken",
    [
        instead(b""),
        instead(b"no picture"),
        instead(jpeg("1000")[:-50]),
        instead(jpeg("1000")[:300]),
    ],
)
def test_a_broken_picture_is_requested_again(
    server: MapillaryStandIn, fetch: Fetch, broken: Callable[..., None]
) -> None:
    server.misbehave("/pictures/1024/1002", broken)
    summary = fetch()
    assert summary["counts"]["downloaded"] == 6
    assert summary["dropped"] == {}


def test_a_picture_that_stays_damaged_is_dropped_and_counted(
    server: MapillaryStandIn, fetch: Fetch, tmp_path: Path
) -> None:
    server.misbehave("/pictures/1024/1002", *[instead(b"no picture")] * 3)
    summary = fetch()
    assert summary["dropped"] == {"whose picture is damaged": 1}
    assert "1002" not in ids(tmp_path / "out")


def test_deleted_images_and_images_without_picture_are_counted(
    server: MapillaryStandIn, fetch: Fetch, tmp_path: Path
) -> None:
    server.gone = {"1001"}
    server.images[3]["thumb_1024_url"] = None
    server.images[4]["thumb_1024_url"] = "thumb_1024_filler_url"
    summary = fetch()
    assert summary["dropped"] == {
        "that no longer exist": 1,
        "without a picture of this size": 1,
        "whose picture could not be downloaded": 1,
    }
    assert ids(tmp_path / "out") == ["1000", "1002", "1005"]


@pytest.mark.parametrize("fault", [cut(100), hang_up, instead(status=502)])
def test_a_picture_that_fails_for_a_time_is_requested_again(
    server: MapillaryStandIn, fetch: Fetch, fault: Callable[..., None], waits: list[float]
) -> None:
    server.misbehave("/pictures/", fault, fault)
    assert fetch()["counts"]["downloaded"] == 6
    assert len(waits) == 2


def test_one_failed_picture_does_not_end_the_download(
    server: MapillaryStandIn, fetch: Fetch, caplog: pytest.LogCaptureFixture
) -> None:
    server.misbehave("/pictures/1024/1003", *[cut(10)] * 4)
    summary = fetch()
    assert summary["counts"]["images"] == 5
    assert summary["dropped"] == {"whose picture could not be downloaded": 1}


def test_a_network_that_fails_for_all_pictures_ends_the_download(
    server: MapillaryStandIn, fetch: Fetch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mapillary_pictures, "FAILURES_IN_A_ROW", 3)
    server.images = images(30)
    server.misbehave("/pictures/", *[instead(status=503)] * 1000)
    assert refusal(fetch).code is Code.TRANSPORT_DOWN
    assert not (tmp_path / "out").exists()


def test_a_search_that_is_never_answered_times_out(server: MapillaryStandIn, fetch: Fetch) -> None:
    server.misbehave("/images", silent, trickle)
    patience = RetryPolicy(tries=2, silence_s=0.3, total_s=0.5, sleep=lambda wait_s: None)
    assert refusal(fetch, patience=patience).code is Code.TRANSPORT_TIMEOUT


# Stopping and going on


class Stopper:
    """A person who cancels in a stage, once it has gone so far."""

    def __init__(self, stage: str, figure: str, most: float) -> None:
        self._stage, self._figure, self._most = stage, figure, most

    def __call__(self, stage: str, fraction: float, /, **figures: float) -> None:
        assert 0 <= fraction <= 1
        if stage == self._stage and figures.get(self._figure, 0) >= self._most:
            raise cancelled()


def test_a_cancelled_download_resumes(
    server: MapillaryStandIn, fetch: Fetch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    server.images = images(200)
    stopper = Stopper("Downloading pictures", "downloaded", 20)
    assert refusal(fetch, progress=stopper).code is Code.JOB_CANCELLED
    assert not (tmp_path / "out").exists()
    searches = len(server.searches())
    summary = fetch()
    assert len(server.searches()) == searches
    assert summary["counts"]["images"] == 200
    assert summary["counts"]["from_cache"] >= 20
    assert summary["counts"]["downloaded"] == 200 - summary["counts"]["from_cache"]
    assert f"{summary['counts']['from_cache']} of 200 pictures are in the cache" in caplog.text
    # Nothing was asked for twice but what was under way when it was cancelled.
    pictures = server.paths("/pictures/")
    assert len(pictures) - len(set(pictures)) <= 8


def test_a_cancelled_search_resumes(server: MapillaryStandIn, fetch: Fetch) -> None:
    area = StudyArea(-8.7, 41.1, -8.55, 41.2)
    stopper = Stopper("Finding street views", "found", 1)
    assert refusal(fetch, area=area, progress=stopper).code is Code.JOB_CANCELLED
    before = len(server.searches())
    fetch(area=area)
    boxes = [search.query["bbox"] for search in server.searches()]
    assert before < 40
    assert len(boxes) == len(set(boxes)) == 40


@pytest.mark.parametrize("path", ["/images", "/pictures/"])
def test_a_download_is_cancelled_while_the_service_is_silent(
    server: MapillaryStandIn, fetch: Fetch, path: str
) -> None:
    server.misbehave(path, *[silent] * 8)
    calls = 0

    def progress(stage: str, fraction: float, /, **figures: float) -> None:
        nonlocal calls
        calls += server.paths(path) != []
        if calls > 3:
            raise cancelled()

    assert refusal(fetch, progress=progress).code is Code.JOB_CANCELLED


def test_pictures_are_shared_by_downloads_of_other_areas(
    server: MapillaryStandIn, fetch: Fetch, tmp_path: Path
) -> None:
    fetch(out=tmp_path / "west", area=StudyArea(-8.63, 41.14, -8.61, 41.16))
    summary = fetch()
    assert summary["counts"]["from_cache"] == 3
    assert len(server.paths("/pictures/")) == 6


def test_a_damaged_cache_is_requested_again(
    server: MapillaryStandIn, fetch: Fetch, tmp_path: Path
) -> None:
    fetch()
    for path in (tmp_path / "cache" / "listings").iterdir():
        path.write_text('{"records": ')
    searches = len(server.searches())
    assert fetch()["counts"]["images"] == 6
    assert len(server.searches()) == 2 * searches


def test_an_old_listing_is_requested_again(
    server: MapillaryStandIn, fetch: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch()
    server.images += images(7)[-1:]
    assert fetch()["counts"]["images"] == 6
    monkeypatch.setattr("trajganr_core.data.street_view.mapillary_cache.LISTING_LIFE_S", -1)
    summary = fetch()
    assert summary["counts"]["images"] == 7
    assert summary["counts"]["downloaded"] == 1


def test_progress_never_goes_back(server: MapillaryStandIn, fetch: Fetch) -> None:
    result: list[tuple[str, float]] = []
    server.misbehave("/pictures/1024/1002", *[instead(b"no picture")] * 3)
    fetch(progress=lambda stage, fraction, **figures: result.append((stage, fraction)))
    stages = list(dict.fromkeys(stage for stage, _ in result))
    assert stages == ["Finding street views", "Downloading pictures", "Writing street views"]
    for each in stages:
        fractions = [fraction for stage, fraction in result if stage == each]
        assert fractions == sorted(fractions)
        assert fractions[-1] == pytest.approx(1)


# Secrets, and input that cannot be used


def test_a_token_is_written_nowhere(
    server: MapillaryStandIn, fetch: Fetch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.images = images(40)
    server.page, server.paged = 7, True
    server.misbehave("/images", rate_limited, hang_up, instead(status=503))
    server.misbehave("/pictures/", instead(status=403), cut(10))
    fetch()
    with zipfile.ZipFile(tmp_path / "out" / "street_view.zip") as archive:
        archive.extractall(tmp_path / "unzipped")
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > 80
    for path in files:
        assert b"a-secret-of-the-tests" not in path.read_bytes()
    assert "secret" not in caplog.text
    assert "oh=" not in caplog.text
    assert caplog.text.count("retrying") == 4


@pytest.mark.malformed
@pytest.mark.parametrize("text", ["yesterday", "2024-13-01", "01.05.2024", "9999-99"])
def test_an_invalid_date_is_refused(fetch: Fetch, text: str) -> None:
    assert refusal(fetch, StreetViewFilter(captured_after=text)).code is Code.INPUT_TIME
    assert refusal(fetch, StreetViewFilter(captured_before=text)).code is Code.INPUT_TIME


@pytest.mark.malformed
def test_dates_that_leave_no_time_have_their_code(fetch: Fetch) -> None:
    wanted = StreetViewFilter(captured_after="2024-01-01", captured_before="2023-01-01")
    assert refusal(fetch, wanted).code is Code.INPUT_FIELD


@pytest.mark.malformed
def test_an_area_that_is_too_large_has_its_code(server: MapillaryStandIn, fetch: Fetch) -> None:
    assert refusal(fetch, area=StudyArea(-10, 35, 5, 45)).code is Code.INPUT_GEOMETRY
    assert server.requests == []


@pytest.mark.malformed
def test_an_area_without_street_views_has_its_code(
    server: MapillaryStandIn, fetch: Fetch, tmp_path: Path
) -> None:
    server.images = []
    assert refusal(fetch).code is Code.INPUT_EMPTY
    assert not (tmp_path / "out").exists()


@pytest.mark.malformed
def test_a_filter_that_matches_nothing_is_an_error_with_reasons(fetch: Fetch) -> None:
    error = refusal(fetch, StreetViewFilter(min_quality=0.99))
    assert error.code is Code.INPUT_EMPTY
    assert "6 of lower quality" in error.message


@pytest.mark.malformed
@pytest.mark.parametrize(
    "body",
    [b"<html></html>", b"[]", b'{"images": []}', b'{"data": {}}', b'{"data": null}', b"null"],
)
def test_an_answer_that_is_no_list_of_images_has_its_code(
    server: MapillaryStandIn, fetch: Fetch, body: bytes
) -> None:
    server.misbehave("/images", instead(body))
    assert refusal(fetch).code is Code.PROTOCOL_SCHEMA


@pytest.mark.malformed
@pytest.mark.parametrize(
    "nonsense",
    [
        None,
        7,
        "text",
        {},
        {"id": "1"},
        {"id": "../../1", "geometry": {"type": "Point", "coordinates": [-8.6, 41.15]}},
        {"id": "", "geometry": {"type": "Point", "coordinates": [-8.6, 41.15]}},
        {"id": "1", "geometry": {"type": "Point", "coordinates": [-8.6]}},
        {"id": "1", "geometry": {"type": "Point", "coordinates": ["-8.6", "41.15"]}},
        {"id": "1", "geometry": {"type": "Point", "coordinates": [541000, 4551000]}},
        {"id": "1", "geometry": {"type": "Point", "coordinates": [None, True]}},
        {"id": "1", "geometry": "POINT (1 2)"},
    ],
)
def test_a_record_without_id_or_position_is_counted(
    server: MapillaryStandIn, fetch: Fetch, nonsense: Any
) -> None:
    page = {"data": [nonsense]}
    server.misbehave("/images", instead(json.dumps(page).encode()))
    summary = fetch()
    assert summary["dropped"] == {"without a usable id or position": 1}
    assert summary["counts"]["images"] >= 1


def test_odd_values_of_a_record_are_unknown(
    server: MapillaryStandIn, fetch: Fetch, tmp_path: Path
) -> None:
    server.images = [
        record("1", -8.6, 41.15, quality_score="good", compass_angle=1e400, sequence=None)
        | {"computed_compass_angle": None, "camera_type": None, "is_pano": None},
        record("2", -8.6, 41.15, captured_at=10**18),
    ]
    server.misbehave("/images", instead(b'{"data": []}'))
    fetch()
    rows = {row["id"]: row for row in index_of(tmp_path / "out")}
    assert rows["1"]["quality"] == rows["1"]["compass_angle"] == rows["1"]["sequence"] == ""
    assert rows["1"]["is_pano"] == "0"
    assert rows["2"]["captured_at"] == ""


@pytest.mark.malformed
def test_refusals_are_reported_without_the_token(server: MapillaryStandIn, fetch: Fetch) -> None:
    details = {"message": f"Unknown field in ?access_token={quote(TOKEN)}", "code": 2500}
    server.misbehave("/images", instead(json.dumps({"error": details}).encode(), 400))
    error = refusal(fetch)
    assert error.code is Code.PROTOCOL_SCHEMA
    assert "Unknown field in ?access_token=…" in error.message


def test_a_picture_of_no_bytes_in_the_cache_is_fetched_again(fetch: Fetch, tmp_path: Path) -> None:
    fetch()
    next((tmp_path / "cache" / "pictures").rglob("1003.jpg")).write_bytes(b"")
    assert fetch()["counts"]["downloaded"] == 1


@pytest.mark.malformed
def test_a_folder_with_something_else_is_not_replaced(
    server: MapillaryStandIn, fetch: Fetch, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("years of work")
    assert refusal(fetch).code is Code.INPUT_FIELD
    assert (tmp_path / "out" / "thesis.txt").read_text() == "years of work"
    assert server.requests == []


def test_pictures_at_private_addresses_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a stand-in at a private address may name pictures at one."""
    monkeypatch.delenv("TRAJGANR_MAPILLARY", raising=False)
    assert not reach_of("").hosts
    assert reach_of("http://127.0.0.1:5000").hosts
    monkeypatch.setenv("TRAJGANR_JOB_OWNER", "ann")
    assert reach_of("").owner == "ann"
