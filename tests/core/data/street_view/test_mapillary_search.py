"""The search for images: its limits, its pages and its failures."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from mapillary_downloads import Fetch, Stopper, ids, images, index_of, refusal
from mapillary_stand_in import (
    TOKEN,
    MapillaryStandIn,
    rate_limited,
    record,
    token_expired,
    too_much,
)
from stand_in import as_usual, cut, hang_up, instead, silent, trickle

from trajganr_core.contract.errors import Code
from trajganr_core.data.services.download import RetryPolicy
from trajganr_core.data.street_view import mapillary_api
from trajganr_core.utils.study_area import StudyArea


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


def test_a_search_that_is_never_answered_times_out(server: MapillaryStandIn, fetch: Fetch) -> None:
    server.misbehave("/images", silent, trickle)
    patience = RetryPolicy(tries=2, silence_s=0.3, total_s=0.5, sleep=lambda wait_s: None)
    assert refusal(fetch, patience=patience).code is Code.TRANSPORT_TIMEOUT


def test_a_cancelled_search_resumes(server: MapillaryStandIn, fetch: Fetch) -> None:
    area = StudyArea(-8.7, 41.1, -8.55, 41.2)
    stopper = Stopper("Finding street views", "found", 1)
    assert refusal(fetch, area=area, progress=stopper).code is Code.JOB_CANCELLED
    before = len(server.searches())
    fetch(area=area)
    boxes = [search.query["bbox"] for search in server.searches()]
    assert before < 40
    assert len(boxes) == len(set(boxes)) == 40


def test_an_old_listing_is_requested_again(
    server: MapillaryStandIn, fetch: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch()
    server.images += images(7)[-1:]
    assert fetch()["counts"]["images"] == 6
    monkeypatch.setattr("trajganr_core.data.street_view.mapillary_search.LISTING_LIFE_S", -1)
    summary = fetch()
    assert summary["counts"]["images"] == 7
    assert summary["counts"]["downloaded"] == 1


@pytest.mark.malformed
def test_an_area_that_is_too_large_has_its_code(server: MapillaryStandIn, fetch: Fetch) -> None:
    assert refusal(fetch, area=StudyArea(-10, 35, 5, 45)).code is Code.INPUT_GEOMETRY
    assert server.requests == []


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
        record("2", -8.6, 41.15, captured_at=10**18, quality_score=10**400),
    ]
    server.misbehave("/images", instead(b'{"data": []}'))
    fetch()
    rows = {row["id"]: row for row in index_of(tmp_path / "out")}
    assert rows["1"]["quality"] == rows["1"]["compass_angle"] == rows["1"]["sequence"] == ""
    assert rows["1"]["is_pano"] == "0"
    assert rows["2"]["captured_at"] == rows["2"]["quality"] == ""


@pytest.mark.malformed
def test_refusals_are_reported_without_the_token(server: MapillaryStandIn, fetch: Fetch) -> None:
    details = {"message": f"Unknown field in ?access_token={quote(TOKEN)}", "code": 2500}
    server.misbehave("/images", instead(json.dumps({"error": details}).encode(), 400))
    error = refusal(fetch)
    assert error.code is Code.PROTOCOL_SCHEMA
    assert "Unknown field in ?access_token=…" in error.message
