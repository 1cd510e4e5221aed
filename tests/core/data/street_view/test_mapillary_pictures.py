"""Pictures from Mapillary: sizes, damaged ones, expired URLs and the cache."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from mapillary_downloads import Fetch, Stopper, ids, images, refusal
from mapillary_stand_in import MapillaryStandIn, jpeg, token_expired
from stand_in import cut, hang_up, instead

from trajganr_core.contract.errors import Code
from trajganr_core.contract.options.data_config import StreetViewFilter
from trajganr_core.data.services.download import RetryPolicy
from trajganr_core.data.street_view import mapillary_pictures
from trajganr_core.data.street_view.mapillary_api import MapillaryApi
from trajganr_core.utils.study_area import StudyArea


@pytest.mark.parametrize("size", ["256", "2048", "original"])
def test_pictures_have_the_chosen_size(server: MapillaryStandIn, fetch: Fetch, size: str) -> None:
    fetch(StreetViewFilter(thumbnail=size))
    assert len(server.paths(f"/pictures/{size}/")) == 6


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
    for path in (tmp_path / "cache" / "mapillary" / "listings").iterdir():
        path.write_text('{"records": ')
    searches = len(server.searches())
    assert fetch()["counts"]["images"] == 6
    assert len(server.searches()) == 2 * searches


def test_a_picture_of_no_bytes_in_the_cache_is_fetched_again(fetch: Fetch, tmp_path: Path) -> None:
    fetch()
    next((tmp_path / "cache" / "mapillary" / "pictures").rglob("1003.jpg")).write_bytes(b"")
    assert fetch()["counts"]["downloaded"] == 1


def test_pictures_at_private_addresses_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a stand-in at a private address may name pictures at one."""
    monkeypatch.delenv("TRAJGANR_MAPILLARY", raising=False)
    assert not MapillaryApi("token").reach.hosts
    monkeypatch.setenv("TRAJGANR_JOB_OWNER", "ann")
    assert MapillaryApi("token").reach.owner == "ann"
    monkeypatch.setenv("TRAJGANR_MAPILLARY", "http://127.0.0.1:5000")
    assert MapillaryApi("token").reach.hosts
