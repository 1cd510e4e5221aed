"""One member uses models that name bundles which are not theirs, in every request and job.

Models are shared with everybody, and their cards name another person's bundle, one outside of the
worker's home, or nothing sensible, in every way that a path can be written. The requests are those
of the worker's table of queries, the kinds of jobs and their references those of the contract: what
is added there is tried here.
"""

from __future__ import annotations

import dataclasses
import json
import threading
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fake_cards import AREA, card_of, manifest_of
from telling_jobs import PLACE_QUERY_PROCESS, RUNNER
from waiting import error_of, finish, free_ports, prepare_params

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files.atomic_io import read_json
from trajganr_core.contract.kinds import KINDS
from trajganr_core.contract.kinds.params import JobParams, hints_of
from trajganr_core.contract.kinds.predict import PredictParams
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.records.json_records import encode
from trajganr_core.contract.records.model_card import BundleReference, PretrainedArea
from trajganr_worker.access.auth import KeyRing
from trajganr_worker.server.place_query_schema import QUERIES
from trajganr_worker.server.supervisor import Supervisor
from trajganr_worker.storage.home import Home, leaves_bundle_open, reference_kinds
from trajganr_worker.storage.owners import Owners
from trajganr_worker.storage.settings import Settings

#: What kinds of jobs need that refers to nothing.
PLAIN: dict[str, Any] = {"layers": ("roads",), "tasks": ("speed",)}
#: What every query may need.
PLACE = {"lon": -8.62, "lat": 41.15, "edge": 0, "image": "4711"}
DENIED = frozenset({Code.AUTH_DENIED, Code.INPUT_NOT_FOUND, Code.MODEL_MISSING})
#: By this name of a bundle it is known that it was opened.
PRIVATE = "private-of-ann"


@dataclass
class Indirect:
    """What was tried, and what came of it.

    Attributes:
        tried: references by way of a model.
        leaks: where something behind one was told, used or changed.
    """

    tried: int = 0
    leaks: list[str] = field(default_factory=list)


def follow_references(folder: Path) -> Indirect:
    """Have a member use what is shared with them to get at what is not.

    Args:
        folder: for the worker's home, keys and files.
    """
    home = Home(folder / "home")
    ring, address = KeyRing(home.path), f"tcp://127.0.0.1:{free_ports()}"
    for name in ("ann", "bob"):
        ring.make(name, is_admin=False).write(folder / f"{name}.key")
        (folder / name).mkdir()
    found = Indirect()
    with (
        _serving(home, address),
        Client.connect(address=address, key=folder / "ann.key") as ann,
        Client.connect(address=address, key=folder / "bob.key") as bob,
    ):
        theirs = _prepared(ann, folder / "ann", PRIVATE)
        own = _prepared(bob, folder / "bob", "own")
        file = bob.put_file(folder / "bob" / "trips.csv")
        for number, text in enumerate(_ways(home, theirs, folder)):
            model = _share_model(home, text)
            walk = _Walk(bob, home, found, text, {"model": model, "bundle": own, "file": file})
            walk.click()
            walk.submit(with_allowed=number == 0)
        _withdraw(home, bob, own, found)
        if [each.id for each in ann.bundles()] != [theirs]:
            found.leaks.append("something of the other person's was changed")
    return found


@contextmanager
def _serving(home: Home, address: str) -> Iterator[None]:
    supervisor = Supervisor(
        home.path,
        address=address,
        settings=Settings(slots={"cpu": 2}, least_free_bytes=0),
        runner=RUNNER,
        place_query_command=PLACE_QUERY_PROCESS,
    )
    thread = threading.Thread(target=supervisor.serve)
    thread.start()
    try:
        yield
    finally:
        supervisor.stop()
        thread.join()


def _prepared(client: Client, folder: Path, name: str) -> str:
    """A bundle of somebody's own."""
    job_id = client.submit(prepare_params(client, folder, name))
    finish(client, job_id)
    return job_id


def _ways(home: Home, theirs: str, folder: Path) -> list[str]:
    """How a card can name a bundle that its reader may not use."""
    outside, foreign = folder / "outside", home.path / "bundles" / "foreign"
    for bundle in (outside, foreign):
        bundle.mkdir()
        manifest_of(name=PRIVATE).save(bundle)
    (home.path / "bundles" / "link").symlink_to(outside)
    path = home.artifact("bundle", theirs)
    return [
        *(theirs, str(path), f"{path}/", f"/elsewhere/../bundles/{theirs}", f"C:\\home\\{theirs}"),
        *("foreign", str(foreign), "link", str(outside), "../outside", "../../outside"),
        *("", ".", "..", "/", f"../bundles/{theirs}", f"{theirs}\0", f"sha256:{'0' * 64}/a"),
    ]


def _share_model(home: Home, text: str) -> str:
    """A model for everybody, whose card has this text in place of its bundle's path."""
    model = f"model-{uuid.uuid4().hex[:8]}"
    own = PretrainedArea(BundleReference("0" * 64, "", text), AREA)
    folder = home.artifact("model", model)
    folder.mkdir(parents=True)
    card_of(name=model, areas=(own,)).save(folder)
    Owners(home).share("model", model, is_shared=True)
    return model


@dataclass(frozen=True)
class _Walk:
    """A member with a model.

    Attributes:
        text: what the model's card names.
        things: what the member may use, by the kind of reference.
    """

    client: Client
    home: Home
    found: Indirect
    text: str
    things: Mapping[str, str]

    def click(self) -> None:
        """Query a place with the bundle behind the model."""
        for verb in QUERIES:
            self.found.tried += 1
            content = {"model": self.things["model"], **PLACE}
            try:
                answer = self.client._requests.request(verb, content, timeout_s=600.0)
            except TrajganrError as error:
                self._look(verb, error)
            else:
                self._tell(verb, f"answered {json.dumps(answer.content)[:200]}")

    def submit(self, *, with_allowed: bool) -> None:
        """Try every kind of job that takes a model, optional references named or left open.

        Args:
            with_allowed: whether to run also those that name a bundle of the member.
        """
        for kind, cls in ((name, each.params) for name, each in KINDS.items()):
            if "model" in reference_kinds(cls).values():
                for params in self._choices(cls):
                    if with_allowed or leaves_bundle_open(params):
                        self._submit(kind, params)

    def _choices(self, cls: type[JobParams]) -> Iterator[JobParams]:
        """Parameters without any optional reference but the model, and with each one of them."""
        kinds = reference_kinds(cls)
        needed = {
            each.name: self._value(cls, each.name) if each.name in kinds else PLAIN[each.name]
            for each in dataclasses.fields(cls)
            if each.default is dataclasses.MISSING
        }
        models = {name: self._value(cls, name) for name in kinds if kinds[name] == "model"}
        yield cls(**{**needed, **models})
        for name in kinds.keys() - needed.keys() - models.keys():
            yield cls(**{**needed, **models, name: self._value(cls, name)})

    def _value(self, cls: type[JobParams], name: str) -> Any:
        """What the member may use, for a parameter that takes one, or several."""
        value = self.things[reference_kinds(cls)[name]]
        return (value,) if str(hints_of(cls)[name]).startswith("tuple") else value

    def _submit(self, kind: str, params: JobParams) -> None:
        """A job is refused, unless all that it opens is named and the member's."""
        is_open = leaves_bundle_open(params)
        content = {"kind": kind, "params": params.to_dict()}
        for verb in ("job.estimate", "job.submit"):
            self.found.tried += 1
            asked = {**content, "idempotency_key": uuid.uuid4().hex}
            where = f"{verb} {kind}"
            try:
                answer = self.client._requests.request(verb, asked, timeout_s=600.0)
            except TrajganrError as error:
                self._look(where, error)
                continue
            if is_open:
                self._tell(where, "accepted")
            if verb == "job.submit":
                self._look_at_job(where, str(answer.content["job_id"]))

    def _look_at_job(self, where: str, job_id: str) -> None:
        """Nothing that a job says may be of the other person's, nor anything that it read."""
        finish(self.client, job_id)
        shown = json.dumps(encode(self.client.job(job_id))) + self.client.logs(job_id)
        read = json.dumps(read_json(self.home.manifest(job_id))["inputs"])
        if PRIVATE in shown or f'"{self.things["bundle"]}"' not in read:
            self._tell(where, "the job opened another bundle")

    def _look(self, where: str, error: TrajganrError) -> None:
        """A refusal is one of those that tell nothing."""
        if error.code not in DENIED or PRIVATE in json.dumps(error.to_dict()):
            self._tell(where, f"{error.code.value}: {error.message}")

    def _tell(self, where: str, what: str) -> None:
        self.found.leaks.append(f"{where}, card {self.text!r}: {what}")


def _withdraw(home: Home, client: Client, own: str, found: Indirect) -> None:
    """A job does not continue with a model that is no longer shared."""
    owners, model = Owners(home), _share_model(home, own)
    failed = client.submit(PredictParams(model=model, name="fail"))
    finish(client, failed)
    owners.share("model", model, is_shared=False)
    client.resume(failed)
    finish(client, failed)
    found.tried += 1
    if error_of(client, failed).code not in DENIED:
        found.leaks.append("a resumed job used a model that is no longer shared")
