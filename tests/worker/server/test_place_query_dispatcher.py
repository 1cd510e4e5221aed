"""Clicks are answered while jobs run, by a process that may die."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import zmq
from fake_cards import put_model
from fake_places import asked
from fake_worker import fake_worker
from waiting import prepare_params, wait_for_state, wait_until

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.messages import Message
from trajganr_core.contract.protocol.place_answers import PlaceAnswer
from trajganr_worker.access.auth import LOCAL, Caller
from trajganr_worker.scheduling.awake_clock import AwakeClock
from trajganr_worker.server.place_query_dispatcher import MAX_OF_ONE, PlaceQueryDispatcher
from trajganr_worker.server.router_socket import IncomingRequest
from trajganr_worker.storage.home import Home
from trajganr_worker.storage.settings import Settings

Prepare = Callable[[str], str]

CROSSING = (-8.62, 41.15)


@contextlib.contextmanager
def worker_with_models(home: Path) -> Iterator[Path]:
    """A worker with room for two models, with some that somebody put into its home."""
    for name in ("a", "b", "c", "broken", "oom", "hangs", "slow"):
        put_model(home, name)
    with fake_worker(home, max_model_bytes=200):
        yield home


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """For tests that query model ``a`` only."""
    with worker_with_models(tmp_path_factory.mktemp("shared") / "home") as home:
        yield home


@pytest.fixture
def alone() -> None:
    """For tests in which other models are loaded, or processes end."""


@pytest.fixture
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    if "alone" in request.fixturenames:
        with worker_with_models(tmp_path / "home") as home:
            yield home
    else:
        yield request.getfixturevalue("shared")


def refusal(client: Client, model: str) -> Code:
    with pytest.raises(TrajganrError) as caught:
        client.query(model, -8.6, 41.1)
    return caught.value.code


def test_a_click_is_answered_while_a_job_runs(client: Client, prepare: Prepare) -> None:
    job_id = prepare("slow")
    wait_for_state(client, job_id, "RUNNING")
    answer = client.query("a", -8.6, 41.1)
    client.cancel(job_id)
    assert (answer.location, answer.model) == ((-8.6, 41.1), "a")
    assert asked(answer)["loaded"] == 1


def test_an_answer_has_the_requested_numbers_of_trips_and_roads(client: Client) -> None:
    def lengths(answer: PlaceAnswer) -> list[tuple[int, int]]:
        return [(len(road.nearest), len(road.passes)) for road in answer.roads]

    assert lengths(client.query("a", *CROSSING, nearest=1, trips=7)) == [(1, 7), (1, 7)]
    assert lengths(client.query("a", *CROSSING)) == [(2, 0), (2, 0)]
    with pytest.raises(TrajganrError) as caught:
        client.query("a", *CROSSING, trips=51)
    assert caught.value.code is Code.PROTOCOL_SCHEMA


def test_all_roads_are_compared_with_a_road_or_a_location(client: Client) -> None:
    at_place = client.similar("a", *CROSSING, geometry=True)
    assert (at_place.edge, at_place.location, len(at_place)) == (0, CROSSING, 4)
    assert at_place.cosine(0) == 1
    assert at_place.line(1) == at_place.line(0)[::-1]
    at_edge = client.similar("a", edge=2)
    assert at_edge.cosine(2) == 1
    assert not at_edge.vertices
    with pytest.raises(TrajganrError) as caught:
        client.similar("a", edge=4)
    assert caught.value.code is Code.INPUT_FIELD
    with pytest.raises(TrajganrError) as caught:
        client.similar("a")
    assert caught.value.code is Code.PROTOCOL_SCHEMA


@pytest.mark.usefixtures("alone")
def test_a_comparison_waits_for_roads_that_are_prepared_only_if_asked_to(client: Client) -> None:
    with pytest.raises(TrajganrError) as caught:
        client.similar("slow", edge=2)
    assert (caught.value.code, caught.value.retryable) == (Code.MODEL_PREPARING, True)
    percents: list[int] = []
    roads = client.similar(
        "slow", edge=2, preparing=lambda error: percents.append(error.parameters["percent"])
    )
    assert (roads.cosine(2), percents) == (1, [80])


def test_a_picture_comes_as_jpeg(client: Client) -> None:
    photo = client.query("a", *CROSSING).photo
    jpeg = client.image("a", photo.image)
    assert (jpeg[:2], jpeg[-2:]) == (b"\xff\xd8", b"\xff\xd9")
    with pytest.raises(TrajganrError) as caught:
        client.image("a", "another")
    assert caught.value.code is Code.INPUT_NOT_FOUND


def test_unknown_fields_of_a_query_are_tolerated(client: Client) -> None:
    place = dict(zip(("lon", "lat"), CROSSING, strict=True))
    for verb, content in (
        ("embed.query", place),
        ("embed.similar", place),
        ("image.get", {"image": "4711"}),
        ("road.times", {"edge": 1}),
    ):
        answer = client._requests.request(verb, {"model": "a", **content, "colour": {"of": "late"}})
        assert answer.content


@pytest.mark.usefixtures("alone")
def test_a_model_is_loaded_once_and_evicted_for_others(client: Client) -> None:
    for _ in range(3):
        assert asked(client.query("a", 0.0, 0.0))["loaded"] == 1
    for name in ("b", "c"):
        client.query(name, 0.0, 0.0)
    wait_until(lambda: [m.model for m in client.status().models] == ["b", "c"])
    assert asked(client.query("a", 0.0, 0.0))["loaded"] == 2


def test_an_invalid_query_is_reported(client: Client) -> None:
    assert refusal(client, "broken") is Code.INPUT_GEOMETRY
    assert refusal(client, "nothing") is Code.MODEL_MISSING
    assert refusal(client, "../a") is Code.PROTOCOL_SCHEMA
    with pytest.raises(TrajganrError) as caught:
        client.query("a", 0.0, 0.0, bundle="nothing")
    assert caught.value.code is Code.INPUT_NOT_FOUND
    with pytest.raises(TrajganrError) as caught:
        client.query("a", "x", 0.0)  # type: ignore[arg-type]
    assert caught.value.code is Code.PROTOCOL_SCHEMA


@pytest.mark.usefixtures("alone")
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_process_that_dies_is_started_again_but_not_for_ever(client: Client) -> None:
    for _ in range(2):
        assert refusal(client, "oom") is Code.RESOURCE_RAM
        assert asked(client.query("a", 0.0, 0.0))["loaded"] == 1
    assert refusal(client, "oom") is Code.RESOURCE_RAM
    assert refusal(client, "a") is Code.INTERNAL


def test_many_clicks_at_once_are_all_answered_or_refused(home: Path) -> None:
    def click(number: int) -> float:
        with Client.connect(home) as client:
            return float(client.query("a", float(number), 0.0).location[0])

    with ThreadPoolExecutor(20) as pool:
        assert list(pool.map(click, range(20))) == [float(number) for number in range(20)]


@pytest.mark.usefixtures("alone")
def test_questions_that_wait_too_many_are_refused(home: Path) -> None:
    def click(_: int) -> Code:
        with Client.connect(home) as client:
            return refusal(client, "hangs")

    with Client.connect(home) as other, ThreadPoolExecutor(33) as pool:
        codes = [pool.submit(click, number) for number in range(33)]
        wait_until(lambda: any(code.done() for code in codes))
        other.stop_worker()
        found = [code.result() for code in codes]
    assert found.count(Code.RESOURCE_QUEUE_FULL) == 1
    assert set(found) <= {Code.RESOURCE_QUEUE_FULL, Code.TRANSPORT_DOWN}


def test_idle_models_are_unloaded(tmp_path: Path) -> None:
    home = tmp_path / "idle"
    put_model(home, "a")
    with fake_worker(home, model_idle_s=0.5), Client.connect(home) as client:
        client.query("a", 0.0, 0.0)
        wait_until(lambda: client.status().models == ())
        assert asked(client.query("a", 0.0, 0.0))["loaded"] == 1
        client.submit(prepare_params(client, tmp_path))


@pytest.mark.parametrize(
    ("verb", "place"),
    [
        ("embed.query", {"lon": 10**400, "lat": 0.0}),
        ("embed.similar", {"lon": 0.0, "lat": -(10**400)}),
    ],
)
def test_an_invalid_location_is_refused(verb: str, place: dict[str, float], client: Client) -> None:
    with pytest.raises(TrajganrError) as caught:
        client._requests.request(verb, {"model": "a", **place})
    assert caught.value.code is Code.PROTOCOL_SCHEMA


@pytest.mark.usefixtures("alone")
def test_however_long_questions_are_their_process_lives(home: Path) -> None:
    def look(_: int) -> Code:
        with Client.connect(home) as client, pytest.raises(TrajganrError) as caught:
            client.image("slow", "x" * 500_000)
        return caught.value.code

    put_model(home, "slow")
    with Client.connect(home) as client:
        client.query("a", 0.0, 0.0)
        with ThreadPoolExecutor(20) as pool:
            assert set(pool.map(look, range(20))) == {Code.INPUT_NOT_FOUND}
        assert asked(client.query("a", 0.0, 0.0))["loaded"] == 1


def test_one_member_cannot_fill_the_queue_of_queries(tmp_path: Path) -> None:
    """The process reads its queries and never answers."""
    command = [sys.executable, "-c", "import sys; sys.stdin.read()"]
    with zmq.Context() as context:
        context.linger = 0
        dispatcher = PlaceQueryDispatcher(
            Home(tmp_path / "home"), Settings(), AwakeClock(), context, command, print
        )

        def submit(caller: Caller) -> None:
            request = IncomingRequest((), caller, Message("embed.query"))
            dispatcher.submit(request, tmp_path, tmp_path, {"verb": "embed.query"})

        try:
            for _ in range(MAX_OF_ONE):
                submit(Caller("ann", is_admin=False))
            with pytest.raises(TrajganrError) as caught:
                submit(Caller("ann", is_admin=False))
            assert caught.value.code is Code.RESOURCE_QUEUE_FULL
            submit(Caller("bob", is_admin=False))
            submit(LOCAL)
        finally:
            dispatcher.end()
