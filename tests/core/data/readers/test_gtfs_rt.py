"""GTFS-Realtime: what vehicles drive of trips, in saved feeds."""

from __future__ import annotations

import builtins
import gzip
import time
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from google.transit.gtfs_realtime_pb2 import FeedMessage
from reading import code_of, dropped, read, refusal, times

from trajganr_core.contract.errors import Code
from trajganr_core.data.readers import gtfs_rt, open_trips

T = 1_767_600_000  # 5 January 2026


def feed(*positions: dict[str, Any], t: int = T) -> bytes:
    """A feed; a position has what :func:`position` gives."""
    message = FeedMessage()
    message.header.gtfs_realtime_version = "2.0"
    message.header.timestamp = t
    for number, about in enumerate(positions):
        vehicle = message.entity.add(id=str(number)).vehicle
        vehicle.trip.trip_id, vehicle.trip.start_date = about["trip"], about["date"]
        vehicle.vehicle.id = about["vehicle"]
        vehicle.position.longitude, vehicle.position.latitude = about["place"]
        for name in ("speed", "bearing"):
            if name in about:
                setattr(vehicle.position, name, about[name])
        if about["t"]:
            vehicle.timestamp = about["t"]
    return message.SerializeToString()


def position(t: int = T, **other: Any) -> dict[str, Any]:
    usual = {"trip": "a", "date": "20260105", "vehicle": "7", "place": (-8.5, 41.25), "t": t}
    return usual | other


def save(folder: Path, *feeds: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    for number, content in enumerate(feeds):
        (folder / f"{number:04}.pb").write_bytes(content)
    return folder


def test_a_trip_of_a_day_and_vehicle_is_a_trip_and_a_repeated_position_is_one(
    tmp_path: Path,
) -> None:
    path = save(
        tmp_path / "feeds",
        feed(position(), position(vehicle="8"), position(date="20260106", t=T + 86_400)),
        feed(position(T), position(T + 30, vehicle="8", speed=12.5, bearing=90)),
    )
    trips = read(path)
    assert times(trips) == {
        "a 20260105 7": [T],
        "a 20260105 8": [T, T + 30],
        "a 20260106 7": [T + 86_400],
    }
    assert trips.driver_id.tolist() == ["7", "8", "7"]
    np.testing.assert_array_equal(trips.speed, [np.nan, np.nan, 12.5, np.nan])
    np.testing.assert_array_equal(trips.heading, [np.nan, np.nan, 90, np.nan])
    assert dropped(path) == {"positions that an earlier feed has too": 1}
    assert "(feeds: 2)" in str(open_trips(path).description)


def test_feeds_are_read_gzipped_and_from_a_zip_and_other_files_are_named(tmp_path: Path) -> None:
    feeds = [feed(position(T + 20 * n)) for n in range(3)]
    with zipfile.ZipFile(tmp_path / "feeds.zip", "w") as archive:
        archive.writestr("a/1.pb.gz", gzip.compress(feeds[0]))
        archive.writestr("a/2.pb", feeds[1])
        archive.writestr("a/3.pb", feeds[2])
        archive.writestr("a/readme.md", "Saved by hand.")
    assert times(read(tmp_path / "feeds.zip")) == {"a 20260105 7": [T, T + 20, T + 40]}
    assert "without readme.md" in str(open_trips(tmp_path / "feeds.zip").description)


def test_a_trip_without_a_date_is_another_one_on_another_day(tmp_path: Path) -> None:
    path = save(tmp_path / "feeds", *(feed(position(T + s, date="")) for s in (0, 3600, 86_400)))
    assert list(times(read(path))) == ["a 2026-01-05 7", "a 2026-01-06 7"]


def test_a_position_without_a_time_has_that_of_its_feed(tmp_path: Path) -> None:
    path = save(tmp_path / "feeds", feed(position(0), t=T + 5))
    assert times(read(path)) == {"a 20260105 7": [T + 5]}


def test_what_cannot_be_used_is_dropped_and_counted(tmp_path: Path) -> None:
    bad = [
        position(trip=""),
        position(trip="x" * 1_000_000),
        position(86_400),
        position(int(time.time()) + 10 * 86_400),
        position(2**63),
        position(place=(0, 0)),
        position(place=(float("nan"), 41)),
        position(place=(-8, 91)),
        position(T + 1, speed=float("inf"), bearing=511),
    ]
    no_text = feed(position()).replace(b"20260105", b"\xff2026010")
    damaged = feed(position())[:-3], b"\n" * 90
    path = save(tmp_path / "feeds", feed(position(), *bad), *damaged, no_text)
    (tmp_path / "feeds/0004.pb").write_bytes(feed(position(T + 2)))
    assert times(read(path)) == {"a 20260105 7": [T, T + 1, T + 2]}
    assert dropped(path) == {
        "positions without a trip, or with an id of more than 200 characters": 3,
        "positions whose time is before 2011 or in the future": 3,
        "positions that are no degrees, or 0 and 0": 3,
        "speeds that are no metres per second from 0 to 100": 1,
        "headings that are no degrees from 0 to 360": 1,
        "feeds that cannot be read": 2,
    }


def test_mostly_damaged_feeds_are_refused(tmp_path: Path) -> None:
    path = save(tmp_path / "feeds", feed(position()), b"<html>", b"", b"\xff" * 99)
    assert "feeds that cannot be read" in refusal(path).message


def test_hostile_feeds_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gtfs_rt, "MAX_FEED_BYTES", 1000)
    huge = feed(*[position()] * 40)
    nested = feed(position()) + b"\x1b" * 400  # groups in groups
    bomb = gzip.compress(feed(position()) + bytes(10**6))
    for content in (huge, nested, bomb):
        assert code_of(save(tmp_path / "feeds", content)) is Code.INPUT_FORMAT


def test_a_missing_library_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, real = save(tmp_path / "feeds", feed(position())), builtins.__import__

    def absent(name: str, *more: Any) -> Any:
        if name.startswith("google.transit"):
            raise ImportError(name)
        return real(name, *more)

    monkeypatch.setattr(builtins, "__import__", absent)
    error = refusal(path)
    assert error.code is Code.ENV_MISSING_DEP
    assert "trajganr[exchange]" in error.next_action
