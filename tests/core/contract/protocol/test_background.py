"""A client in the background reports events, and those that it missed while disconnected."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fake_worker import fake_worker, start_fake_worker
from steps import steps_done
from waiting import pause, prepare_params, wait_until

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.answers import Event, Queue
from trajganr_core.contract.protocol.background import BackgroundClient
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.states import JobState


class Log:
    """The events and connection changes that a client reported, and the threads of its calls."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.connections: list[Code | None] = []
        self.answers: list[Any] = []
        self.failures: list[TrajganrError] = []
        self.threads: set[int] = set()

    def event(self, event: Event) -> None:
        self.threads.add(threading.get_ident())
        self.events.append(event)

    def connection(self, reason: TrajganrError | None) -> None:
        self.connections.append(reason.code if reason else None)

    def states(self, job_id: str) -> list[JobState]:
        return [event.state for event in self.events if event.job_id == job_id]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def listen(home: Path, log: Log) -> Iterator[Callable[[], BackgroundClient]]:
    clients: list[BackgroundClient] = []

    def listen() -> BackgroundClient:
        clients.append(
            BackgroundClient(
                lambda: Client.connect(home),
                on_event=log.event,
                on_connection=log.connection,
            )
        )
        return clients[-1]

    yield listen
    assert all(client.close() for client in clients)


def test_events_are_reported_in_order_and_in_a_separate_thread(
    home: Path, log: Log, listen: Callable[[], BackgroundClient], tmp_path: Path
) -> None:
    with fake_worker(home), Client.connect(home) as client:
        listen()
        wait_until(lambda: log.connections == [None])
        job_id = client.submit(prepare_params(client, tmp_path, "steps 10 0.05"))
        wait_until(lambda: "SUCCEEDED" in log.states(job_id))
        events = client.events(job_id)
        assert log.events == events[events.index(log.events[0]) :]
    assert log.threads != {threading.get_ident()}
    assert len(log.threads) == 1


def test_calls_do_not_block(home: Path, log: Log, listen: Callable[[], BackgroundClient]) -> None:
    with fake_worker(home):
        client = listen()
        client.ask(Client.status, log.answers.append, log.failures.append)
        client.ask(lambda c: c.job("nothing"), log.answers.append, log.failures.append)
        wait_until(lambda: len(log.answers) == len(log.failures) == 1)
    assert log.answers[0].queue == Queue(0, 0)
    assert log.failures[0].code is Code.JOB_NOT_FOUND


def test_a_call_wakes_the_waiting_thread(
    home: Path, log: Log, listen: Callable[[], BackgroundClient]
) -> None:
    with fake_worker(home):
        client = listen()
        wait_until(lambda: log.connections == [None])
        time.sleep(0.3)
        begun = time.monotonic()
        for _ in range(20):
            before = len(log.answers)
            client.ask(Client.ping, log.answers.append, log.failures.append)
            while len(log.answers) == before:
                time.sleep(0.001)
        # Each would wait for two seconds if nothing roused it.
        assert time.monotonic() < begun + 20


def test_an_unexpected_exception_in_a_call_does_not_end_the_thread(
    home: Path, log: Log, listen: Callable[[], BackgroundClient]
) -> None:
    with fake_worker(home):
        client = listen()
        client.ask(lambda c: 1 / 0, log.answers.append, log.failures.append)
        client.ask(Client.ping, log.answers.append, log.failures.append)
        wait_until(lambda: bool(log.answers))
    assert log.failures[0].code is Code.INTERNAL


def test_without_a_worker_calls_fail_until_one_is_started(
    home: Path, log: Log, listen: Callable[[], BackgroundClient]
) -> None:
    client = listen()
    wait_until(lambda: log.connections == [Code.TRANSPORT_DOWN])
    client.ask(Client.ping, log.answers.append, log.failures.append)
    wait_until(lambda: bool(log.failures))
    with fake_worker(home):
        wait_until(lambda: log.connections == [Code.TRANSPORT_DOWN, None])
        client.ask(Client.ping, log.answers.append, log.failures.append)
        wait_until(lambda: bool(log.answers))


def test_events_during_an_interruption_are_reported_afterwards(
    home: Path, log: Log, listen: Callable[[], BackgroundClient], tmp_path: Path
) -> None:
    with start_fake_worker(home) as process, Client.connect(home) as client:
        listen()
        wait_until(lambda: log.connections == [None])
        job_id = client.submit(prepare_params(client, tmp_path, "steps 20 held 3"))
        wait_until(lambda: "RUNNING" in log.states(job_id))
        wait_until(lambda: len(steps_done(home, job_id)) == 3)  # from which it goes on
        process.kill()
    wait_until(lambda: log.connections[-1] is Code.TRANSPORT_DOWN)
    with fake_worker(home), Client.connect(home) as client:
        wait_until(lambda: "SUCCEEDED" in log.states(job_id))
        assert [event.seq for event in log.events] == list(
            range(log.events[0].seq, log.events[-1].seq + 1)
        )
        assert log.connections[-1] is None
    assert "INTERRUPTED" in log.states(job_id)


def test_waiting_calls_are_finished_on_closing(
    home: Path, log: Log, listen: Callable[[], BackgroundClient]
) -> None:
    with fake_worker(home):
        client = listen()
        wait_until(lambda: log.connections == [None])
        client.ask(Client.ping, log.answers.append, log.failures.append)
        assert client.close()
    assert len(log.answers) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot stop a process")
def test_closing_cancels_long_calls_and_reports_nothing_more(
    home: Path, log: Log, listen: Callable[[], BackgroundClient]
) -> None:
    with start_fake_worker(home) as process:
        client = listen()
        wait_until(lambda: log.connections == [None])
        pause(process.pid)
        try:
            # It would wait for minutes for the first of them.
            client.ask(lambda c: c.query("a", 0, 0), log.answers.append, log.failures.append)
            client.ask(Client.ping, log.answers.append, log.failures.append)
            client.close(0.0)
            wait_until(lambda: not client._thread.is_alive())
            assert client.close()
        finally:
            process.kill()
    assert not log.answers
    assert not log.failures
    assert log.connections == [None]


def test_lost_events_are_requested(
    home: Path,
    log: Log,
    listen: Callable[[], BackgroundClient],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    next_event = Client.next_event
    every_third = iter(range(1_000_000))

    def two_of_three_events(client: Client, *arguments: Any) -> Event | None:
        event = next_event(client, *arguments)
        return event if event is None or next(every_third) % 3 else None

    with fake_worker(home), Client.connect(home) as client:
        monkeypatch.setattr(Client, "next_event", two_of_three_events)
        listen()
        wait_until(lambda: log.connections == [None])
        job_id = client.submit(prepare_params(client, tmp_path, "steps 20 0.05"))
        wait_until(lambda: client.job(job_id).state == "SUCCEEDED")
        other = client.submit(prepare_params(client, tmp_path))
        wait_until(lambda: client.job(other).state == "SUCCEEDED")
        seqs = [event.seq for event in log.events if event.job_id == job_id]
    assert seqs == list(range(seqs[0], seqs[0] + len(seqs)))
