"""One member asks for all that is another's, with every request and in every field.

The requests are those of the worker's own tables of handlers, and their fields those that the
handlers read; the parameters of jobs are those of the contract. What is added there is tried here.

Each identifier of the other person is sent twice: as it is, and changed so that nothing has it.
Both answers must be the same, and neither may hold anything else of the other person's.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
import json
import re
import threading
import typing
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fake_worker import FAKE_PLACE_QUERY_PROCESS, FAKE_RUNNER
from waiting import finish, free_ports, wait_for_state, wait_until

import trajganr_worker.server.router_socket
from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds import KINDS
from trajganr_core.contract.kinds.changes import ChangesParams
from trajganr_core.contract.kinds.load_trips import LoadTripsParams
from trajganr_core.contract.kinds.params import Bundle, File, JobParams, Model, hints_of, secrets_of
from trajganr_core.contract.kinds.prepare import PrepareParams
from trajganr_core.contract.kinds.pretrain import PretrainParams
from trajganr_core.contract.protocol.answers import JobRecord
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.messages import Message, decode
from trajganr_core.contract.protocol.states import JobState
from trajganr_core.contract.records.json_records import encode
from trajganr_worker.access.auth import KeyRing
from trajganr_worker.server import file_server
from trajganr_worker.server.place_query_schema import QUERIES
from trajganr_worker.server.supervisor import Supervisor
from trajganr_worker.storage.settings import Settings

#: The parameters of each kind of job.
PARAMS = {name: kind.params for name, kind in KINDS.items()}
#: What parameters are, that a kind of job needs and that refer to nothing.
PLAIN: dict[str, Any] = {
    "bbox": [-8.7, 41.1, -8.5, 41.2],
    "layers": ["roads"],
    "tasks": ["speed"],
    "through": [0],
    "url": "http://127.0.0.1/feed",
}
#: Requests whose own baseline would destroy what other requests need: each has things of its own.
DESTROYING = ("job.delete", "bundle.delete", "model.delete")
HEX = frozenset("0123456789abcdef")
#: The end of a job's id.
MADE_ID = re.compile(r"-[0-9a-f]{8}\b")

Content = dict[str, Any]
Outcome = tuple[str, ...]


@dataclass
class Trespass:
    """What was tried, and what came of it.

    Attributes:
        tried: identifiers of the other person that were sent in some field.
        leaks: where something of the other person's was told, used or changed.
        fields: of each request, those that its handler reads.
    """

    tried: int = 0
    leaks: list[str] = field(default_factory=list)
    fields: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


@dataclass(frozen=True)
class Things:
    """What somebody has: identifiers by the kind of thing."""

    owner: str
    finished: str
    failed: str
    running: str
    bundle: str
    model: str
    file: str
    same_content: str
    result: str

    def identifiers(self) -> list[str]:
        """All that could be named in a request."""
        digests = [_digest_of(self.file), _name_of(self.file)]
        topics = [f"@{self.owner}/", self.owner]
        things = dataclasses.asdict(self)
        del things["owner"], things["result"]  # others have a file of that name, too
        return [*things.values(), *digests, *topics]

    def twin(self) -> Things:
        """Things of the same form that nobody has."""
        return Things(*map(_changed, dataclasses.astuple(self)))


def trespass(folder: Path) -> Trespass:
    """Have one member of a worker ask for what is another's.

    Args:
        folder: for the worker's home, keys and files.
    """
    home = folder / "home"
    ring = KeyRing(home)
    keys = {name: folder / f"{name}.key" for name in ("ann", "bob")}
    for name, key in keys.items():
        ring.make(name, is_admin=False).write(key)
    found = Trespass()
    port = free_ports()
    with _serving(home, f"tcp://127.0.0.1:{port}", found) as supervisor:
        connect = functools.partial(Client.connect, address=f"tcp://127.0.0.1:{port}")
        with connect(key=keys["ann"]) as ann, connect(key=keys["bob"]) as bob:
            theirs, own = _settle(ann, folder, "ann"), _settle(bob, folder, "bob")
            before = _state_of(ann)
            attack = _Attack(bob, found, theirs, own)
            attack.listen()
            for verb in sorted(_verbs(supervisor)):
                attack.ask(verb)
            attack.submit()
            attack.pass_secrets()
            attack.look_at_own_jobs()
            if _state_of(ann) != before:
                found.leaks.append("something of the other person's was changed")
            ann.cancel(theirs.running)
            finish(ann, theirs.running)
            attack.check_events()
    return found


@contextmanager
def _serving(home: Path, address: str, found: Trespass) -> Iterator[Supervisor]:
    """A worker in a thread, of which it is noted what its handlers read of a request."""

    def recording(frames: Any, **options: Any) -> Message:
        message = decode(frames, **options)
        noted = _Noting(message.content, found.fields[message.type])
        return dataclasses.replace(message, content=noted)

    original, trajganr_worker.server.router_socket.decode = (
        trajganr_worker.server.router_socket.decode,
        recording,
    )  # type: ignore[attr-defined]
    supervisor = Supervisor(
        home,
        address=address,
        settings=Settings(slots={"cpu": 4}),
        runner=FAKE_RUNNER,
        place_query_command=FAKE_PLACE_QUERY_PROCESS,
    )
    thread = threading.Thread(target=supervisor.serve)
    thread.start()
    try:
        yield supervisor
    finally:
        supervisor.stop()
        thread.join()
        trajganr_worker.server.router_socket.decode = original  # type: ignore[attr-defined]


class _Noting(dict[str, Any]):
    """Content that notes which of its fields are read."""

    def __init__(self, content: Content, noted: set[str]) -> None:
        super().__init__(content)
        self._noted = noted

    def __getitem__(self, name: str) -> Any:
        self._noted.add(name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        self._noted.add(name)
        return super().get(name, default)

    def __contains__(self, name: object) -> bool:
        self._noted.add(str(name))
        return super().__contains__(name)


def _verbs(supervisor: Supervisor) -> set[str]:
    return {
        "worker.ping",
        *supervisor._request_handlers.handlers,
        *supervisor._answered_later,
        *QUERIES,
        *file_server.VERBS,
    }


class _Attack:
    """What a member asks.

    Args:
        client: with the member's key.
        found: is filled.
        theirs: what the other person has.
        own: what the member has.
    """

    def __init__(self, client: Client, found: Trespass, theirs: Things, own: Things) -> None:
        self._client = client
        self._found = found
        self._theirs, self._own, self._absent = theirs, own, theirs.twin()
        self._secret_texts = [text for text in theirs.identifiers() if text != theirs.owner]
        self._secret_texts.append(_marker(theirs.owner))

    def listen(self) -> None:
        """Subscribe to all that could be heard of the other person's jobs."""
        jobs = (self._theirs.finished, self._theirs.failed, self._theirs.running)
        topics = ["", "@", f"@{self._theirs.owner}/", *jobs, self._theirs.running[:6]]
        for topic in topics:
            self._client._events.subscribe(topic)
        self._found.tried += len(topics)

    def check_events(self) -> None:
        """None of the other person's jobs may have sent an event."""
        while (event := self._client.next_event(0.2)) is not None:
            if event.job_id == self._theirs.running:
                self._found.leaks.append("an event of the other person's job was received")

    def ask(self, verb: str) -> None:
        """Put every identifier into every field of a request."""
        fields = self._found.fields[verb]
        previous = -1
        while previous != len(fields) and verb not in DESTROYING:
            previous = len(fields)
            self._outcome(verb, _content(verb, fields, self._own))
        if verb in DESTROYING:
            self._outcome(verb, {})
        pairs = list(zip(self._theirs.identifiers(), self._absent.identifiers(), strict=True))
        wraps: list[Callable[[str], Any]] = [str, lambda text: [text]]
        for name in sorted(fields - {"params", "secrets"}):
            for (value, twin), wrap in itertools.product(pairs, wraps):
                around = _content(verb, fields - {name}, self._own)
                self._compare(verb, {**around, name: wrap(value)}, {**around, name: wrap(twin)})
                self._compare(
                    verb,
                    {**_content(verb, fields, self._theirs), name: wrap(value)},
                    {**_content(verb, fields, self._absent), name: wrap(twin)},
                )
        self._compare(
            verb, _content(verb, fields, self._theirs), _content(verb, fields, self._absent)
        )

    def submit(self) -> None:
        """Name what is the other person's in every parameter of every kind of job."""
        pairs = list(zip(self._theirs.identifiers(), self._absent.identifiers(), strict=True))
        for kind, cls in PARAMS.items():
            for name, mark in _references(cls).items():
                fitting = {_of_type(self._theirs, mark), self._theirs.same_content}
                for value, twin in pairs:
                    verbs = ["job.estimate", *(["job.submit"] if value in fitting else [])]
                    for verb in verbs:
                        self._compare(
                            verb,
                            self._job(kind, {name: _as_typed(cls, name, value)}),
                            self._job(kind, {name: _as_typed(cls, name, twin)}),
                        )

    def pass_secrets(self) -> None:
        """Give every parameter of every kind of job as a secret."""
        failed = {
            kind: self._client.submit(_params(cls, self._own, name="fail"))
            for kind, cls in PARAMS.items()
        }
        for job_id in failed.values():
            finish(self._client, job_id)
        for kind, cls in PARAMS.items():
            references = _references(cls)
            secrets = secrets_of(_params(cls, self._own))
            for each in dataclasses.fields(cls):
                if each.name in secrets:
                    continue
                mark = references.get(each.name, File)
                secret = {each.name: _as_typed(cls, each.name, _of_type(self._theirs, mark))}
                for verb, content in (
                    ("job.estimate", {**self._job(kind, {}), "secrets": secret}),
                    ("job.submit", {**self._job(kind, {}), "secrets": secret}),
                    ("job.resume", {"job_id": failed[kind], "secrets": secret}),
                ):
                    self._found.tried += 1
                    outcome, _ = self._outcome(verb, content)
                    if outcome[:2] != ("error", Code.PROTOCOL_SCHEMA.value):
                        self._found.leaks.append(
                            f"{verb} {kind}: secret {each.name}: {outcome[:2]}"
                        )

    def look_at_own_jobs(self) -> None:
        """No job of the member may have read anything of the other person's."""
        wait_until(lambda: all(_has_ended(job) for job in self._others()))
        for job in self._others():
            answer = json.dumps(encode(self._client.job(job.job_id))) + self._client.logs(
                job.job_id
            )
            self._look_for_theirs(f"job {job.kind}", answer, ())

    def _others(self) -> list[JobRecord]:
        return [job for job in self._client.jobs() if job.job_id != self._own.running]

    def _job(self, kind: str, changes: Content) -> Content:
        params = _params(PARAMS[kind], self._own).to_dict()
        return {
            "kind": kind,
            "params": {**params, **changes},
            "idempotency_key": uuid.uuid4().hex,
        }

    def _compare(self, verb: str, content: Content, twin: Content) -> None:
        """Ask for what is the other person's, and for what is nobody's."""
        self._found.tried += 1
        answer, response = self._outcome(verb, content)
        expected, _ = self._outcome(verb, twin)
        if answer != expected:
            self._found.leaks.append(f"{verb} {_fields_in(content)}: {answer} and not {expected}")
        self._look_for_theirs(f"{verb} {_fields_in(content)}", response, _texts_in(content))

    def _look_for_theirs(self, where: str, response: str, sent: tuple[str, ...]) -> None:
        for text in sorted(sent, key=len, reverse=True):
            response = response.replace(text, "")
        shown = [text for text in self._secret_texts if text in response]
        if shown:
            self._found.leaks.append(f"{where}: {shown[0]} is disclosed")

    def _outcome(self, verb: str, content: Content) -> tuple[Outcome, str]:
        """What kind of answer it was, without what differs each time; and all of it."""
        wire = self._client._files if verb in file_server.VERBS else self._client._requests
        try:
            answer = wire.request(verb, content, timeout_s=600.0)
        except TrajganrError as error:
            response = json.dumps(error.to_dict())
            about = json.dumps({k: v for k, v in error.parameters.items() if k != "id"})
            for text in sorted(_texts_in(content), key=len, reverse=True):
                about = about.replace(json.dumps(text)[1:-1], "…")
            about = MADE_ID.sub("-…", about)  # of the member's own jobs
            return ("error", error.code.value, error.template, about), response
        response = json.dumps(answer.content) + repr(answer.buffers)
        return ("reply", *sorted(answer.content)), response


def _settle(client: Client, folder: Path, owner: str) -> Things:
    """Have somebody send files and run jobs."""
    (folder / owner).mkdir()
    file = folder / owner / f"{_marker(owner)}.csv"
    file.write_text(f"where {_marker(owner)} lives")
    same = folder / owner / f"{_marker(owner)}-same.csv"
    same.write_text("what both have sent")
    reference, common = client.put_file(file), client.put_file(same)

    def run(params: JobParams) -> str:
        job_id = client.submit(params)
        finish(client, job_id)
        return job_id

    def prepare(name: str) -> PrepareParams:
        bbox = (-8.7, 41.1, -8.5, 41.2)
        return PrepareParams(trips=(reference,), roads=reference, bbox=bbox, name=name)

    bundle = run(prepare(_marker(owner)))
    running = client.submit(prepare("slow"))
    wait_for_state(client, running, JobState.RUNNING.value)
    return Things(
        owner,
        finished=run(LoadTripsParams(trips=(reference,), name=_marker(owner))),
        failed=run(prepare("fail")),
        running=running,
        bundle=bundle,
        model=run(PretrainParams(bundle=bundle, name=_marker(owner))),
        file=reference,
        same_content=common,
        result="trips.gpkg",
    )


def _state_of(client: Client) -> Any:
    """All that somebody has, but for how far a job is."""
    jobs = {job.job_id: job.state for job in client.jobs()}
    return jobs, sorted(b.id for b in client.bundles()), sorted(m.id for m in client.models())


def _content(verb: str, fields: set[str], things: Things) -> Content:
    """A request about somebody's things, with the fields whose meaning is known."""
    made = {"bundle": things.bundle, "model": things.model}
    about_file = verb.startswith("data.")
    values: Content = {
        "job_id": things.failed if verb == "job.resume" else things.finished,
        "id": made.get(verb.partition(".")[0]),
        **made,
        "sha256": _digest_of(things.file),
        "name": _name_of(things.file) if about_file else things.result,
        "size": 10,
        "offset": 0,
        "kind": "labels",
        "params": {"bundle": things.bundle},
        "idempotency_key": uuid.uuid4().hex,
        "lon": -8.62,
        "lat": 41.15,
        "image": "4711",
    }
    if verb == "job.cancel":
        values["job_id"] = things.failed
    return {name: values[name] for name in sorted(fields) if name in values}


def _params(cls: type[JobParams], things: Things, name: str = "") -> JobParams:
    """What a kind of job needs, of somebody's things."""
    values: Content = {"name": name}
    references = _references(cls)
    for each in dataclasses.fields(cls):
        if each.default is not dataclasses.MISSING and each.name != "model":
            continue
        mark = references.get(each.name)
        if mark is not None:
            values[each.name] = _as_typed(cls, each.name, _of_type(things, mark))
        else:
            plain = PLAIN[each.name]
            values[each.name] = tuple(plain) if isinstance(plain, list) else plain
    if cls is ChangesParams:  # whose two sides must differ
        values["period"] = "2013-07-01"
    return cls(**values)


def _references(cls: type[JobParams]) -> dict[str, Any]:
    """The parameters of a kind of job that refer to something, by the contract's types."""
    hints = hints_of(cls, marked=True)
    found = {}
    for each in dataclasses.fields(cls):
        marks = [m for m in (File, Bundle, Model) if _mentions(hints[each.name], m)]
        if marks:
            found[each.name] = marks[0]
    return found


def _mentions(hint: Any, mark: Any) -> bool:
    return hint == mark or any(_mentions(part, mark) for part in typing.get_args(hint))


def _as_typed(cls: type[JobParams], name: str, value: str) -> Any:
    """A value for a parameter that takes one, or several."""
    return (value,) if str(hints_of(cls)[name]).startswith("tuple[str") else value


def _of_type(things: Things, mark: Any) -> str:
    if mark == Bundle:
        return things.bundle
    return things.model if mark == Model else things.file


def _has_ended(job: JobRecord) -> bool:
    return job.ended_at is not None


def _marker(owner: str) -> str:
    """A text by which what is somebody's is known again."""
    return f"private-of-{owner}"


def _digest_of(reference: str) -> str:
    return reference.partition(":")[2].partition("/")[0]


def _name_of(reference: str) -> str:
    return reference.rpartition("/")[2]


def _changed(identifier: str) -> str:
    """Another identifier of the same form."""
    scheme, _, rest = identifier.rpartition(":")
    digits = [c for c in rest.partition("/")[0] if c in HEX]
    if scheme and len(digits) == 64:
        return f"{scheme}:{'0' * 64}/{_name_of(rest)}"
    stem, _, end = identifier.rpartition("-")
    if len(end) == 8 and set(end) <= HEX:
        return f"{stem}-{'0' * 8}"
    return "nobody" if identifier.isalpha() else f"nobody-{identifier}"


def _texts_in(content: Any) -> tuple[str, ...]:
    """Every text of a request."""
    if isinstance(content, str):
        is_file = content.startswith("sha256:")
        return (content, _digest_of(content), _name_of(content)) if is_file else (content,)
    if isinstance(content, Mapping):
        content = list(content.values())
    if isinstance(content, list | tuple):
        return tuple(text for each in content for text in _texts_in(each) if text)
    return ()


def _fields_in(content: Content) -> str:
    return json.dumps({k: v for k, v in content.items() if k != "idempotency_key"})[:200]
