"""Feeds are polled politely, for some time, and an interrupted poll goes on."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from google.transit.gtfs_realtime_pb2 import FeedMessage
from stand_in import Reply, Request, StandIn, instead

from trajganr_core.contract.errors import Code, TrajganrError, cancelled
from trajganr_core.contract.kinds.fetch_gtfs_rt import FetchGtfsRtParams, parse_duration
from trajganr_core.data.services.download import USER_AGENT, RetryPolicy
from trajganr_core.data.transit import polling
from trajganr_core.utils.progress import Progress, silent

T = 1_767_600_000.0


def feed(number: int, vehicles: int = 1) -> bytes:
    message = FeedMessage()
    message.header.gtfs_realtime_version = "2.0"
    message.header.timestamp = int(T) + number
    for each in range(vehicles):
        message.entity.add(id=str(each)).vehicle.timestamp = int(T)
    return message.SerializeToString()


@dataclass
class Clock:
    """A clock that only waiting moves."""

    t: float = T
    waits: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.t += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def server() -> Iterator[StandIn]:
    """Every second answer is new; the others may be left out with a tag."""
    asked = []

    def answer(request: Request) -> Reply:
        asked.append(request)
        number = (len(asked) + 1) // 2
        if request.headers.get("If-None-Match") == f'"{number}"':
            return Reply(status=304)
        return Reply(feed(number), headers={"ETag": f'"{number}"'})

    with StandIn(answer) as running:
        yield running


@pytest.fixture
def save(
    server: StandIn, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., dict[str, Any]]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    monkeypatch.setenv("TRAJGANR_CACHE", str(tmp_path / "cache"))
    patience = RetryPolicy(tries=2, silence_s=5, longest_retry_after_s=3600, sleep=clock.sleep)

    def run(query: str = "", progress: Progress = silent, **options: Any) -> dict[str, Any]:
        options = {"duration": "120s", "interval_s": 20.0} | options
        params = FetchGtfsRtParams(url=f"{server.url}/feed{query}", **options)
        out = tmp_path / "feeds.zip"
        return polling.save_feeds(params, out, progress, patience, lambda: clock.t)

    return run


def saved(tmp_path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(tmp_path / "feeds.zip") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_changed_feeds_are_saved_at_the_interval(
    save: Callable[..., dict[str, Any]], server: StandIn, clock: Clock, tmp_path: Path
) -> None:
    done = save(key="Bearer 4711")
    assert done["counts"] == {"requests": 6, "feeds": 3, "vehicles": 1}
    assert clock.waits == [20.0] * 5
    assert saved(tmp_path) == {
        f"20260105T{time}Z.pb": feed(number)
        for number, time in enumerate(("080000", "080040", "080120"), 1)
    }
    assert {request.headers["User-Agent"] for request in server.requests} == {USER_AGENT}
    assert {request.headers["Authorization"] for request in server.requests} == {"Bearer 4711"}
    assert not list((tmp_path / "cache").rglob("*.pb"))


def test_a_key_has_its_place_in_the_address(
    save: Callable[..., dict[str, Any]], server: StandIn
) -> None:
    save("?key={key}", key="a&b", duration="20s")
    assert server.requests[0].query == {"key": "a&b"}
    assert "Authorization" not in server.requests[0].headers
    with pytest.raises(TrajganrError) as error:
        save(key="a\r\nX-Other: b")
    assert error.value.code is Code.AUTH_DENIED


def test_a_cancelled_poll_goes_on_with_what_it_has(
    save: Callable[..., dict[str, Any]], server: StandIn, clock: Clock, tmp_path: Path
) -> None:
    def stop(stage: str, fraction: float, **figures: float) -> None:
        if fraction >= 0.5:
            raise cancelled()

    with pytest.raises(TrajganrError):
        save(progress=stop)
    assert not (tmp_path / "feeds.zip").exists()
    clock.t += 20
    assert save()["counts"] == {"requests": 6, "feeds": 3, "vehicles": 1}
    assert len(server.requests) == 6
    assert len(saved(tmp_path)) == 3


def test_the_same_feeds_are_saved_by_one_job_at_a_time(
    save: Callable[..., dict[str, Any]], server: StandIn
) -> None:
    refused = []

    def again(stage: str, fraction: float, **figures: float) -> None:
        if 0.4 < fraction < 0.6:
            with pytest.raises(TrajganrError) as error:
                save()
            refused.append(error.value)

    assert save(progress=again)["counts"]["requests"] == 6
    assert {error.code for error in refused} == {Code.RESOURCE_LOCKED}
    assert all(error.next_action for error in refused)
    assert len(server.requests) == 6


def test_a_busy_service_is_left_alone_and_failures_are_counted(
    save: Callable[..., dict[str, Any]], server: StandIn, clock: Clock
) -> None:
    save(duration="20s")
    server.misbehave("/feed", lambda h, r: h.send(r), instead(status=429, Retry_After="600"))
    server.misbehave("/feed", *[instead(b"<html>busy</html>")] * 2, *[instead(status=503)] * 2)
    done = save(duration="160s")
    assert 600.0 in clock.waits
    assert done["counts"]["requests"] == 8
    assert "3 requests got no usable feed." in map(str, done["remarks"])


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (instead(b"<html>Log in</html>"), Code.INPUT_FORMAT),
        (instead(b""), Code.INPUT_FORMAT),
        (instead(status=403), Code.AUTH_DENIED),
        (instead(bytes(17 << 20)), Code.PROTOCOL_TOO_LARGE),
    ],
)
def test_a_first_answer_that_is_no_feed_is_refused(
    save: Callable[..., dict[str, Any]], server: StandIn, fault: Any, code: Code
) -> None:
    server.misbehave("/feed", fault)
    with pytest.raises(TrajganrError) as error:
        save()
    assert error.value.code is code


def test_saving_stops_at_its_limits(
    save: Callable[..., dict[str, Any]], server: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "MAX_BYTES", 2 * len(feed(1)))
    assert save()["counts"]["feeds"] == 2
    server.misbehave("/feed", *[lambda h, r: h.send(r)], *[instead(b"x")] * 10)
    with pytest.raises(TrajganrError) as error:
        save(duration="400s")
    assert error.value.code is Code.INPUT_FORMAT


def test_durations_are_a_number_and_a_unit() -> None:
    assert [parse_duration(each) for each in ("2h", "90 min", "0.5d")] == [7200, 5400, 43_200]
    for wrong in ("", "2", "h", "8d", "0s", "1e9h", "9" * 99 + "s"):
        with pytest.raises(TrajganrError):
            FetchGtfsRtParams(url="https://example.org/feed", duration=wrong)
    with pytest.raises(TrajganrError):
        FetchGtfsRtParams(url="https://user:secret@example.org/feed")
