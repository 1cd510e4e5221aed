"""Events of jobs: those of the past, and those that the worker publishes."""

from __future__ import annotations

import math
import socket
import time
from collections.abc import Callable, Iterator

from ..errors import Code, TrajganrError
from .answers import Event, parsed
from .base_client import MAX_LIST_BYTES, BaseClient, endless
from .lazy_zmq import zmq
from .messages import decode, field_of
from .retry import RetryPolicy, is_away
from .states import TERMINAL

#: Time without an event after which :meth:`EventClient.follow` asks for missed ones.
REPLAY_AFTER_S = 1.0
#: How long :meth:`EventClient.follow` waits for a worker that does not answer …
AWAY_S = 600.0
#: … and for one that was stopped, and may be restarted at once.
STOPPED_S = 5.0
#: How long it waits for an event at a time.
POLL_S = 0.1


class EventClient(BaseClient):
    """A client that receives the events of jobs."""

    def events(self, job_id: str, since: int = 0) -> list[Event]:
        """The events of a job after the one with the number ``since``."""
        events: list[Event] = []
        max_bytes = self._requests.received_bytes + MAX_LIST_BYTES
        while True:
            content = {"job_id": job_id, "since": since}
            answer = self._ask("job.events", content)
            page = [parsed(Event, event, "events") for event in field_of(answer, "events", list)]
            for event in page:
                if event.job_id != job_id:
                    raise wrong_job(job_id)
                if event.seq <= since:
                    raise endless("job.events")
                since = event.seq
            events += page
            if not field_of(answer, "more", bool, False):
                return events
            if not page or self._requests.received_bytes > max_bytes:
                raise endless("job.events")

    def subscribe(self, job_id: str | None = None) -> None:
        """Receive a job's events, or those of all jobs, with :meth:`next_event`."""
        topic = self._topic_of(job_id)
        self._topics.append(topic)
        self._events.subscribe(topic)

    def unsubscribe(self, job_id: str | None = None) -> None:
        """Undo one :meth:`subscribe`."""
        topic = self._topic_of(job_id)
        self._topics.remove(topic)
        if not self._events.closed:
            self._events.unsubscribe(topic)

    def next_event(self, timeout_s: float, wake: socket.socket | None = None) -> Event | None:
        """The next event of the jobs subscribed to; None if there is none.

        Args:
            timeout_s: how long to wait.
            wake: ends the waiting when it is readable.
        """
        awaited = [self._events, *([wake] if wake else [])]
        ready, _, _ = zmq.select(awaited, [], [], timeout_s)
        if self._events not in ready:
            return None
        try:
            _, *frames = self._events.recv_multipart(zmq.NOBLOCK)
        except zmq.Again:  # the connection was lost meanwhile
            return None
        return parsed(Event, decode(frames).content, "an event")

    def follow(
        self,
        job_id: str,
        poll: Callable[[], None] | None = None,
        away: Callable[[], None] | None = None,
    ) -> Iterator[Event]:
        """Every event of a job from its first to its last, waiting for those to come.

        Events of other jobs are not kept for :meth:`next_event`. A restart of the worker or a
        network failure is waited out; missed events are requested.

        Args:
            job_id: the job.
            poll: called at least every 0.1 s while the worker answers; it may call
                :meth:`.client.Client.cancel`, and raise to stop following.
            away: called again and again while the worker does not answer.

        Raises:
            TrajganrError: as every method, and ``JOB.INTERRUPTED`` if the worker was stopped.
        """
        stopped_at = math.inf

        def wait_for_worker() -> None:
            nonlocal stopped_at
            # A worker that was stopped removes its address, one that was killed does not.
            stopped_at = math.inf if self._relocate() else min(stopped_at, time.monotonic())
            if time.monotonic() > stopped_at + STOPPED_S:
                raise _stopped(job_id)
            if away:
                away()
            if poll:
                poll()

        def replay() -> list[Event]:
            return retry.attempt(lambda: self.events(job_id, last))

        retry = RetryPolicy(AWAY_S, wait_for_worker)
        last = 0
        self.subscribe(job_id)
        try:
            events = replay()
            replayed_at = time.monotonic()
            while True:
                for event in events:
                    last = event.seq
                    yield event
                if events and events[-1].state in TERMINAL:
                    events = self._events_after_end(job_id, last)
                    if not events:
                        return
                    continue
                if poll:
                    poll()
                received = self.next_event(POLL_S)
                seq = received.seq if received and received.job_id == job_id else last
                if received and seq == last + 1:
                    events = [received]
                elif seq > last + 1 or time.monotonic() > replayed_at + REPLAY_AFTER_S:
                    events = replay()
                    replayed_at = time.monotonic()
                else:
                    events = []
        finally:
            self.unsubscribe(job_id)

    def _topic_of(self, job_id: str | None) -> str:
        return job_id or (self.hello.topics if self.hello else "")

    def _events_after_end(self, job_id: str, last: int) -> list[Event]:
        """Events of a job that was resumed after its end."""
        try:
            return self.events(job_id, last)
        except TrajganrError as error:
            if is_away(error) or error.code is Code.JOB_NOT_FOUND:  # stopped, or deleted
                return []
            raise


def wrong_job(job_id: str) -> TrajganrError:
    """The error for an answer about another job."""
    return TrajganrError(
        Code.PROTOCOL_SCHEMA,
        "The worker was asked about job {job} and answered about another one.",
        "Plugin and worker should be of the same release. If they are, do not trust this worker.",
        job=job_id,
    )


def _stopped(job_id: str) -> TrajganrError:
    return TrajganrError(
        Code.JOB_INTERRUPTED,
        "The worker was stopped before job {job} ended.",
        "Start the worker again. The job then continues.",
        job=job_id,
    )
