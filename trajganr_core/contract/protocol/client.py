"""The blocking client of a worker, for the plugin, the command line and tests.

:mod:`.background` runs it in a thread of its own and answers by callbacks.
"""

from __future__ import annotations

import math
import os
import socket
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any

import zmq

from ...contract.bundle_manifest import BundleManifest
from ..errors import Code, TrajganrError
from ..model_card import ModelCard
from . import transfers
from .abilities import Abilities
from .answers import (
    BUNDLE,
    ESTIMATE,
    EVENT,
    HELLO,
    JOB,
    JOB_ID,
    MODEL,
    PLACE,
    STATUS,
    Shape,
    checked,
    checked_job,
)
from .channel import Channel, tune
from .connection import ADDRESS_VARIABLE, Connection, default_home
from .jobs import JobParams, secrets_of
from .keys import KEY_VARIABLE, ClientKey
from .messages import Message, decode, field_of
from .place_query_codec import unpack
from .records import (
    BundleRecord,
    DamagedRecord,
    ModelRecord,
    bundle_record,
    model_record,
)
from .retry import RetryPolicy, is_away
from .similarity_codec import SimilarRoads, gather
from .states import TERMINAL

__all__ = ["Client"]

#: How often a request is asked whose answer may have been lost, where asking twice does no harm.
ATTEMPTS = 3
#: After so long without an event, :meth:`Client.follow` asks whether it missed any.
REPLAY_AFTER_S = 1.0
#: How long a worker may be away that is followed, or that files are sent to or fetched from.
PATIENCE_S = 600.0
TRANSFER_PATIENCE_S = 60.0
#: How long one is waited for that was stopped, and may be started again by who stopped it.
STOPPED_PATIENCE_S = 5.0
#: A worker that stops first lets its jobs write their checkpoints.
STOP_TIMEOUT_S = 30.0
#: What is kept in memory of one list, whatever the worker sends.
MOST_BYTES = 256 << 20
#: A model is loaded at the first question to it.
QUERY_TIMEOUT_S = 120.0

_TERMINAL = frozenset(state.value for state in TERMINAL)


class Client:
    """A conversation with one worker; a context manager, to be used by one thread only.

    Every method raises :class:`TrajganrError`: what the worker answered, or why it did not:
    ``TRANSPORT.DOWN`` where nobody listens, ``TRANSPORT.TIMEOUT`` where a worker is too busy,
    ``AUTH.NO_ANSWER`` and ``AUTH.DENIED`` where keys do not fit, ``PROTOCOL.VERSION`` where
    releases do not.

    Args:
        locate: answers where the worker is; asked again when it may have moved.
        timeout_s: how long each request waits for its answer, seconds.

    Attributes:
        worker: the answer to ``worker.hello``: ``owner, is_admin, topics`` and what
            :class:`.abilities.Abilities` holds.
        abilities: what the worker supports.
    """

    def __init__(self, locate: Callable[[], Connection], *, timeout_s: float = 5.0) -> None:
        self._locate = locate
        self._timeout_s = timeout_s
        self._id = uuid.uuid4().hex
        self._connection = locate()
        self._context = zmq.Context()  # once it is known where to: nobody would close it
        self._topics: list[str] = []
        self.worker: dict[str, Any] = {}
        self.abilities = Abilities.of_this_release()
        self._requests = self._wire(self._connection.addresses.requests)
        self._files = self._wire(self._connection.addresses.files)
        self._events = self._subscriber(self._connection)

    @classmethod
    def connect(
        cls,
        home: Path | None = None,
        *,
        address: str | None = None,
        key: Path | None = None,
        timeout_s: float = 5.0,
    ) -> Client:
        """Reach the worker of a home folder, or the one at an address.

        Args:
            home: of the worker; the default home where absent.
            address: ``tcp://HOST:PORT`` instead of a home, for example the near end of an SSH
                tunnel, where PORT and the two ports after it are used; or ``ipc://FOLDER``, with
                the sockets ``requests``, ``events`` and ``files`` in it. ``$TRAJGANR_ADDRESS``
                stands in where neither is given.
            key: key file for a worker that asks for one; ``$TRAJGANR_KEY`` where absent.
            timeout_s: how long each request waits for its answer, seconds.

        Raises:
            TrajganrError: as every method.
        """
        if home is None and address is None:
            address = os.environ.get(ADDRESS_VARIABLE) or None
        if address is None:
            place = home or default_home()
            client = cls(lambda: Connection.read(place), timeout_s=timeout_s)
        else:
            named = key or os.environ.get(KEY_VARIABLE)
            remote = Connection.remote(address, ClientKey.read(Path(named)) if named else None)
            client = cls(lambda: remote, timeout_s=timeout_s)
        try:
            client._greet()
        except BaseException:
            client.close()
            raise
        return client

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def give_up_by(self, stop: socket.socket) -> None:
        """Wait for nothing any more once a socket can be read from.

        What is asked then fails with ``JOB.CANCELLED``.
        """
        self._requests.stop = self._files.stop = stop

    def close(self) -> None:
        """Close the sockets; what was submitted goes on."""
        self._context.destroy(linger=0)

    # The worker

    @property
    def session(self) -> str:
        """Of the worker's process; another one than before tells that it was started again."""
        return self._requests.session

    def ping(self) -> float:
        """Seconds that the worker takes to answer."""
        begun = time.monotonic()
        self._requests.request("worker.ping")
        return time.monotonic() - begun

    def status(self) -> dict[str, Any]:
        """What the worker is doing.

        ``version, pid, home, device, places`` where jobs run, ``queue: {queued, running},
        most_queued, waits_for_disk, jobs`` that run, ``memory, disk, models`` that are loaded,
        ``uptime_s``. To a client that is no administrator, its own jobs alone are told, and no
        paths.
        """
        return self._answer("worker.status", STATUS)

    def stop_worker(self) -> None:
        """Stop the worker and wait until it has; running jobs go on when it is started again."""
        self._requests.request("worker.stop", timeout_s=STOP_TIMEOUT_S)

    # Files

    def put_file(self, path: Path, progress: Callable[[float], None] | None = None) -> str:
        """Give the worker a file, unless it has it already.

        A worker or a network that is away for less than a minute does no harm.

        Args:
            path: the file.
            progress: called with the fraction that was sent; may raise to stop.

        Returns:
            The reference by which a job's parameters name the file.

        Raises:
            TrajganrError: ``INPUT.NOT_FOUND``, or ``INPUT.HASH`` where the file changed meanwhile.
        """
        patience = RetryPolicy(TRANSFER_PATIENCE_S, self._look_again)
        return transfers.put(self._files, path, progress or _ignore, patience)

    def fetch_file(
        self,
        job_id: str,
        name: str,
        path: Path,
        progress: Callable[[float], None] | None = None,
    ) -> None:
        """Save a file of a job's result; ``path`` is there in full and unharmed, or not at all.

        Raises:
            TrajganrError: ``JOB.NOT_FOUND``, ``INPUT.NOT_FOUND``, ``RESOURCE.DISK``, or
                ``INPUT.HASH`` where what arrived is not what the worker made.
        """
        patience = RetryPolicy(TRANSFER_PATIENCE_S, self._look_again)
        transfers.fetch(self._files, job_id, name, path, progress or _ignore, patience)

    # Jobs

    def check_job(self, params: type[JobParams]) -> None:
        """Refuse a kind of job that worker and client do not both know with these parameters.

        Nothing is sent: call it before files are uploaded for the job.

        Raises:
            TrajganrError: ``PROTOCOL.VERSION``, which says whether to upgrade worker or plugin.
        """
        self.abilities.check_job(params)

    def estimate(self, params: JobParams) -> dict[str, Any]:
        """What a job would take, before anything runs.

        Returns:
            ``seconds, memory_bytes, disk_bytes``, each ``{low, likely, high}`` or None where it is
            not known; ``basis``, a sentence on where they come from; ``free_disk_bytes``.
        """
        self.check_job(type(params))
        asked = {"kind": params.kind, "params": params.to_dict()}
        return self._answer("job.estimate", ESTIMATE, asked)

    def estimate_files(self, kind: str, input_bytes: int) -> dict[str, Any]:
        """As :meth:`estimate`, of a kind of job on files of so many bytes that are not sent yet."""
        asked = {"kind": kind, "input_bytes": input_bytes}
        return self._answer("job.estimate", ESTIMATE, asked)

    def submit(
        self,
        params: JobParams,
        *,
        after: Sequence[str] = (),
        priority: str | None = None,
        idempotency_key: str | None = None,
    ) -> str:
        """Queue a job; answered once it is stored for good.

        Args:
            params: with references for files, and ids for bundles and models. One that a job is
                yet to make is waited for.
            after: jobs that must have succeeded before this one begins.
            priority: ``interactive`` or ``batch``; as usual for the kind where absent.
            idempotency_key: a second submit with the same key answers the first one's job.

        Returns:
            The job's id.

        Raises:
            TrajganrError: as :meth:`check_job` and every method.
        """
        self.check_job(type(params))
        content = {
            "kind": params.kind,
            "params": params.to_dict(),
            "secrets": secrets_of(params),
            "after": list(after),
            "priority": priority,
            "idempotency_key": idempotency_key or uuid.uuid4().hex,
        }
        return str(self._answer("job.submit", {"job_id": JOB_ID}, content)["job_id"])

    def job(self, job_id: str) -> dict[str, Any]:
        """A job as the worker knows it.

        ``job_id, kind, name, state, stage, fraction, remaining_s, remaining_of, figures, error,
        result, device, position`` in the queue, ``waits_for``, the ``bundle`` and ``model`` that it
        was given, all its ``params``, ``priority`` and times. ``error`` is
        for :meth:`TrajganrError.from_dict`, or None; ``result`` is None until the job has
        succeeded; ``submitted_at, started_at, ended_at`` are Unix seconds, or None.
        """
        answer = self._answer("job.get", {"job": JOB}, {"job_id": job_id})
        job: dict[str, Any] = checked_job(answer["job"])
        if job["job_id"] != job_id:
            raise _of_another_job(job_id)
        return job

    def jobs(self, limit: int = 500) -> list[dict[str, Any]]:
        """The newest jobs as :meth:`job` describes them but for ``params``, newest first."""
        return [checked_job(job) for job in self._pages("job.list", "jobs", JOB, limit)]

    def cancel(self, job_id: str) -> None:
        """Ask a job to stop; it is CANCELLED once nothing of it runs any more."""
        self._ask("job.cancel", {"job_id": job_id})

    def resume(self, job_id: str, secrets: dict[str, str] | None = None) -> None:
        """Queue a job again that was interrupted, was cancelled or has failed.

        A training goes on from its checkpoint.

        Args:
            job_id: the job.
            secrets: tokens and the like, which the worker forgets when a job ends.
        """
        self._ask("job.resume", {"job_id": job_id, "secrets": secrets or {}})

    def delete(self, job_id: str) -> None:
        """Delete an ended job, its log, its result, and files that were sent for it alone.

        A bundle or model that it made stays.
        """
        self._requests.request("job.delete", {"job_id": job_id})

    def logs(self, job_id: str) -> str:
        """The end of the job's log (256 KiB at most)."""
        return field_of(self._ask("job.logs", {"job_id": job_id}), "text", str)

    # Bundles and models

    def bundles(self) -> list[BundleRecord]:
        """The worker's bundles that can be used, newest first."""
        return [one for one in self.listed_bundles() if isinstance(one, BundleRecord)]

    def listed_bundles(self) -> list[BundleRecord | DamagedRecord]:
        """All bundles of the worker, damaged ones among them, newest first."""
        return list(map(bundle_record, self._pages("bundle.list", "bundles", BUNDLE)))

    def models(self) -> list[ModelRecord]:
        """The worker's models that can be used, newest first."""
        return [one for one in self.listed_models() if isinstance(one, ModelRecord)]

    def listed_models(self) -> list[ModelRecord | DamagedRecord]:
        """All models of the worker, damaged ones among them, newest first."""
        return list(map(model_record, self._pages("model.list", "models", MODEL)))

    def manifest(self, bundle_id: str) -> BundleManifest:
        """The manifest of one bundle.

        Raises:
            TrajganrError: ``INPUT.NOT_FOUND`` if the worker does not have it; ``INPUT.FORMAT`` if
                its manifest is damaged or of another release.
        """
        answer = self._answer("bundle.info", {"bundle": BUNDLE}, {"id": bundle_id})
        return BundleManifest.from_dict(answer["bundle"]["manifest"], bundle_id)

    def card(self, model_id: str) -> ModelCard:
        """The card of one model.

        Raises:
            TrajganrError: ``MODEL.MISSING`` if the worker does not have it; ``MODEL.INCOMPATIBLE``
                if its card is damaged or of another release.
        """
        answer = self._answer("model.info", {"model": MODEL}, {"id": model_id})
        return ModelCard.from_dict(answer["model"]["card"], model_id)

    def delete_bundle(self, bundle_id: str) -> None:
        """Delete a bundle that no waiting or running job needs."""
        self._requests.request("bundle.delete", {"id": bundle_id})

    def delete_model(self, model_id: str) -> None:
        """Delete a model that no waiting or running job needs."""
        self._requests.request("model.delete", {"id": model_id})

    # Places

    def query(
        self,
        model: str,
        lon: float,
        lat: float,
        *,
        bundle: str | None = None,
        nearest: int = 5,
        trips: int = 0,
    ) -> dict[str, Any]:
        """Ask a model about a place, also while it trains another one.

        Args:
            model: its id.
            lon, lat: degrees.
            bundle: id of the trips and images to answer from; the model's own where absent.
            nearest: how many roads that are alike to tell of each road at the place.
            trips: how many of the trips that pass to tell of each road, at most 50.

        Returns:
            As :meth:`trajganr_core.inference.place_query.query_engine.QueryEngine.query`.
        """
        place = {"lon": lon, "lat": lat, "nearest": nearest, "trips": trips}
        answer = unpack(self._ask_model("embed.query", model, bundle, place))
        result: dict[str, Any] = checked(answer, PLACE, "the answer about the place")
        return result

    def similar(
        self,
        model: str,
        lon: float | None = None,
        lat: float | None = None,
        *,
        edge: int | None = None,
        bundle: str | None = None,
        geometry: bool = False,
    ) -> SimilarRoads:
        """Compare all directed roads with the one nearest a place, at that place.

        Args:
            model: its id.
            lon, lat: degrees.
            edge: compare with this edge instead of a place, where the model was asked about it.
            bundle: id of the trips and images to answer from; the model's own where absent.
            geometry: whether to tell the lines of the roads as well.
        """
        place = {"edge": edge} if edge is not None else {"lon": lon, "lat": lat}
        asked = {**place, "geometry": geometry}
        return gather(
            lambda first: self._ask_model("embed.similar", model, bundle, {**asked, "first": first})
        )

    def image(self, model: str, image: str, *, bundle: str | None = None) -> bytes:
        """A street-view picture that an answer names, as a JPEG of at most 640 pixels a side.

        Args:
            model: id of the model that was asked.
            image: id of the picture.
            bundle: id of the bundle that was asked; the model's own where absent.
        """
        answer = self._ask_model("image.get", model, bundle, {"image": image})
        checked(list(answer.buffers), lambda buffers: len(buffers) == 1, "the picture")
        return answer.buffers[0]

    # Events

    def events(self, job_id: str, since: int = 0) -> list[dict[str, Any]]:
        """Later events: ``job_id, seq, at, state, stage, fraction, remaining_s, figures, message``.

        ``message`` is for people, or None.
        """
        events: list[dict[str, Any]] = []
        most = self._requests.received_bytes + MOST_BYTES
        while True:
            asked = {"job_id": job_id, "since": since}
            answer = self._answer("job.events", {"events": [EVENT], "more?": bool}, asked)
            for event in answer["events"]:
                if event["job_id"] != job_id:
                    raise _of_another_job(job_id)
                if event["seq"] <= since:
                    raise _endless("job.events")
                since = event["seq"]
            events += answer["events"]
            if not answer.get("more"):
                return events
            if not answer["events"] or self._requests.received_bytes > most:
                raise _endless("job.events")

    def subscribe(self, job_id: str | None = None) -> None:
        """From now on hear of a job's events, or of every job's, with :meth:`next_event`."""
        topic = self._topic_of(job_id)
        self._topics.append(topic)
        self._events.subscribe(topic)

    def unsubscribe(self, job_id: str | None = None) -> None:
        """Take one :meth:`subscribe` back."""
        topic = self._topic_of(job_id)
        self._topics.remove(topic)
        if not self._events.closed:
            self._events.unsubscribe(topic)

    def next_event(
        self, timeout_s: float, wake: socket.socket | None = None
    ) -> dict[str, Any] | None:
        """The next event of the jobs subscribed to, with its ``job_id``; None if none came.

        Args:
            timeout_s: how long to wait.
            wake: what ends the waiting early when it can be read from.
        """
        awaited = [self._events, *([wake] if wake else [])]
        ready, _, _ = zmq.select(awaited, [], [], timeout_s)
        if self._events not in ready:
            return None
        try:
            _, *frames = self._events.recv_multipart(zmq.NOBLOCK)
        except zmq.Again:  # its connection is gone since
            return None
        event: dict[str, Any] = checked(decode(frames).content, EVENT, "an event")
        return event

    def follow(
        self,
        job_id: str,
        poll: Callable[[], None] | None = None,
        interval_s: float = 0.1,
        patience_s: float = PATIENCE_S,
    ) -> Iterator[dict[str, Any]]:
        """Every event of a job from its first to its last, waiting for those to come.

        Other jobs' events are not kept for :meth:`next_event` meanwhile. A worker that is started
        again, or a network that comes back, goes unnoticed: what was missed is asked for.

        Args:
            job_id: the job.
            poll: called at least every ``interval_s`` while the worker answers; it may call
                :meth:`cancel`, and raise to stop following.
            interval_s: seconds.
            patience_s: how long the worker may be away.

        Raises:
            TrajganrError: as every method, and ``JOB.INTERRUPTED`` where the worker was stopped.
        """
        meanwhile = poll or _do_nothing
        left_at = math.inf

        def away() -> None:
            nonlocal left_at
            # A worker that was killed leaves its address behind, one that was stopped does not.
            left_at = math.inf if self._look_again() else min(left_at, time.monotonic())
            if time.monotonic() > left_at + STOPPED_PATIENCE_S:
                raise _stopped(job_id)
            meanwhile()

        patience = RetryPolicy(patience_s, away)
        last = 0
        self.subscribe(job_id)
        try:
            events = patience.attempt(partial(self.events, job_id))
            asked_at = time.monotonic()
            while True:
                for event in events:
                    last = event["seq"]
                    yield event
                if events and events[-1]["state"] in _TERMINAL:
                    events = self._events_after_end(job_id, last)
                    if not events:
                        return
                    continue
                meanwhile()
                heard = self.next_event(interval_s)
                if heard is not None and heard["job_id"] != job_id:
                    heard = None
                if heard is not None and heard["seq"] == last + 1:
                    events = [heard]
                elif _gap(heard, last) or time.monotonic() > asked_at + REPLAY_AFTER_S:
                    events = patience.attempt(partial(self.events, job_id, last))
                    asked_at = time.monotonic()
                else:
                    events = []
        finally:
            self.unsubscribe(job_id)

    def _topic_of(self, job_id: str | None) -> str:
        return job_id or str(self.worker.get("topics", ""))

    def _events_after_end(self, job_id: str, last: int) -> list[dict[str, Any]]:
        """What came after a job had ended: one that was resumed goes on."""
        try:
            return self.events(job_id, last)
        except TrajganrError as error:
            if is_away(error) or error.code is Code.JOB_NOT_FOUND:  # stopped, or deleted since
                return []
            raise

    # Sockets

    def _ask_model(
        self, verb: str, model: str, bundle: str | None, question: dict[str, Any]
    ) -> Message:
        content = {"model": model, "bundle": bundle, **question}
        return self._requests.request(verb, content, timeout_s=QUERY_TIMEOUT_S)

    def _wire(self, address: str) -> Channel:
        return Channel(self._context, address, self._connection.key, self._id, self._timeout_s)

    def _subscriber(self, connection: Connection) -> zmq.Socket[bytes]:
        made = self._context.socket(zmq.SUB)
        tune(made, connection.key)
        for topic in self._topics:
            made.subscribe(topic)
        made.connect(connection.addresses.events)
        return made

    def _look_again(self) -> bool:
        """Find a worker that was started again at another address; answers whether one has any."""
        try:
            connection = self._locate()
        except TrajganrError:
            return False
        if connection.addresses != self._connection.addresses or (
            connection.key != self._connection.key
        ):
            self._connection = connection
            self._requests.redirect(connection.addresses.requests, connection.key)
            self._files.redirect(connection.addresses.files, connection.key)
            self._events.close(linger=0)
            self._events = self._subscriber(connection)
        return True

    def _greet(self) -> None:
        self.worker = self._answer("worker.hello", HELLO)
        self.abilities = Abilities.from_dict(self.worker)
        self.abilities.check_requests()

    def _answer(
        self, verb: str, shape: Shape, content: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """What is answered to a request that does no harm when it is asked twice."""
        answer: dict[str, Any] = checked(self._ask(verb, content), shape, verb)
        return answer

    def _ask(self, verb: str, content: dict[str, Any] | None = None) -> dict[str, Any]:
        """A request that does no harm when it is asked twice."""
        return self._requests.request(verb, content, attempts=ATTEMPTS).content

    def _pages(
        self, verb: str, what: str, shape: Shape, limit: int | None = None
    ) -> list[dict[str, Any]]:
        """All that a list holds, page by page."""
        items: list[dict[str, Any]] = []
        before: int | None = None
        most = self._requests.received_bytes + MOST_BYTES
        while True:
            asked = {"before": before, "limit": limit and limit - len(items)}
            answer = self._answer(verb, {what: [shape]}, asked)
            items += answer[what]
            before = field_of(answer, "before", (int, type(None)), None)
            if before is None or (limit is not None and len(items) >= limit):
                return items
            if not answer[what] or self._requests.received_bytes > most:
                raise _endless(verb)


def _gap(event: dict[str, Any] | None, last: int) -> bool:
    return event is not None and bool(event["seq"] > last + 1)


def _ignore(fraction: float) -> None:
    """A progress that nobody watches."""


def _do_nothing() -> None:
    """Nobody wants to be called."""


def _of_another_job(job_id: str) -> TrajganrError:
    return TrajganrError(
        Code.PROTOCOL_SCHEMA,
        "The worker was asked about job {job} and answered about another one.",
        "Plugin and worker should be of the same release. If they are, do not trust this worker.",
        job=job_id,
    )


def _endless(verb: str) -> TrajganrError:
    return TrajganrError(
        Code.PROTOCOL_TOO_LARGE,
        "The worker's list ({verb}) does not end, or is larger than {most} bytes.",
        "Delete jobs, bundles or models that are not needed any more. If there are few, do not "
        "trust this worker.",
        verb=verb,
        most=MOST_BYTES,
    )


def _stopped(job_id: str) -> TrajganrError:
    return TrajganrError(
        Code.JOB_INTERRUPTED,
        "The worker was stopped before job {job} had ended.",
        "Start the worker again: the job goes on by itself.",
        job=job_id,
    )
