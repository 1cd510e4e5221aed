"""Jobs with damaged files, bundles and models, and their effect on a worker.

Every kind of job is submitted, again and again, over inputs that are cut, overwritten, or say what
nobody would expect. The worker must go on: the same process answers afterwards, every job has ended
by name, and what is wrong has a code.
"""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import random
import shutil
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from big_zip import write_empty_files
from fake_cards import AREA, card_of, head_of, manifest_of
from fake_worker import ROOT, start_fake_worker
from waiting import finish, prepare_params

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds import KINDS
from trajganr_core.contract.kinds.params import MAX_VALUES, File, hints_of
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.records.model_card import BundleReference, PretrainedArea

INSTANT_JOB = (sys.executable, "-S", str(Path(__file__).with_name("instant_job.py")))
FOLDERS = {"bundle": ("bundles", "bundle.json"), "model": ("models", "card.json")}
ENDED = ("SUCCEEDED", "FAILED", "CANCELLED")
#: Values that a manifest or a parameter would not have.
VALUES: tuple[Any, ...] = (
    *(None, True, -1, 0, 2**63, 10**400, 1.5, -1e308, "", "x", "x" * 5000, "\0", "../..", "ä"),
    *([], {}, [[]], [None], {"bbox": [1]}, {"edges": "many"}, {"path": "/etc"}, ["x"] * 1000),
)
#: Texts in a manifest that Python's JSON would not write.
RAW = ("1e999", "-1e999", "NaN", "Infinity", '"\\ud800"', "[" * 60 + "]" * 60, "1" * 5000)
ENTRIES = 2_000_000
#: Pings until its standard input ends.
PINGS = """
import json, select, sys, time
from pathlib import Path
from trajganr_core.contract.protocol.client import Client
with Client.connect(Path({home!r})) as client:
    print(flush=True)
    waits = []
    while not select.select([sys.stdin], [], [], 0.005)[0]:
        waits.append(client.ping() * 1000.0)
print(json.dumps(waits))
"""


@dataclass
class Damage:
    """The results.

    Attributes:
        tried: damaged inputs, by what they were.
        ends: of the jobs, by state or code.
        refusals: of requests, by code.
        exits: of the supervisor.
        unanswered: times that a list or a state could not be had.
        stuck: jobs that have not ended.
        internal: what ended without a code where one is due.
        serves: whether a sound job was done afterwards.
    """

    tried: Counter[str] = field(default_factory=Counter)
    ends: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    exits: int = 0
    unanswered: int = 0
    stuck: int = 0
    internal: list[str] = field(default_factory=list)
    serves: bool = False


def do_damage(folder: Path, count: int, *, seed: int = 0) -> Damage:
    """Submit jobs over so many damaged inputs to one worker.

    Args:
        folder: for the worker's home and the inputs.
        count: of damaged inputs.
        seed: of the damage.
    """
    home, damage = folder / "home", Damage()
    process = start_fake_worker(home, restarts=0, slots={"cpu": 4}, runner=INSTANT_JOB)
    try:
        with Client.connect(home, timeout_s=600.0) as client:
            attack = _Attack(client, home, folder, random.Random(seed), damage)
            for number in range(count):
                attack.once(number)
                if number % 25 == 24:
                    attack.look()
            attack.settle()
            damage.serves = attack.is_served()
        damage.exits = int(process.poll() is not None)
    finally:
        process.terminate()
        process.wait()
    return damage


class _Attack:
    def __init__(
        self, client: Client, home: Path, folder: Path, dice: random.Random, damage: Damage
    ) -> None:
        self._client = client
        self._home = home
        self._folder = folder
        self._dice = dice
        self._damage = damage
        self._jobs: list[tuple[str, str]] = []
        self._done = client.submit(prepare_params(client, folder))
        finish(client, self._done)
        self._sound = {kind: self._make_sound(kind) for kind in FOLDERS}
        self._sent = client.put_file(folder / "roads.gpkg")
        self._lines = self._write_lines()

    def once(self, number: int) -> None:
        """Damage a file, and submit a job that uses it."""
        what = self._dice.choice([self._file, self._made, self._made, self._params, self._line])
        self._damage.tried[what.__name__.strip("_")] += 1
        what(number)

    def look(self) -> None:
        """Ask for all that can be listed; all of it must be answered."""
        for ask in (
            *(self._client.ping, self._client.status, self._client.bundles),
            *(self._client.models, lambda: _ask(self._client, "job.list", {})),
            *(partial(self._job, job_id) for job_id, _ in self._jobs[-10:]),
        ):
            try:
                ask()
            except TrajganrError as error:
                self._damage.unanswered += 1
                self._damage.internal.append(f"{ask}: {error}")

    def _job(self, job_id: str) -> dict[str, Any]:
        """As the worker tells it: results that no real job has are refused by the client."""
        return dict(_ask(self._client, "job.get", {"job_id": job_id})["job"])

    def settle(self) -> None:
        """Wait for the end of all jobs, and count how they ended."""
        deadline = time.monotonic() + 120.0
        for job_id, what in self._jobs:
            job = self._job(job_id)
            while job["state"] not in ENDED and time.monotonic() < deadline:
                time.sleep(0.05)
                job = self._job(job_id)
            error = job["error"] or {}
            self._damage.ends[error.get("code") or job["state"]] += 1
            self._damage.stuck += job["state"] not in ENDED
            # What a job's own process says that makes no sense is no mistake of who submitted it.
            if error.get("code") == Code.INTERNAL.value and what != "line":
                self._damage.internal.append(f"{job['kind']} over {what}: {error}")
        self.look()

    def is_served(self) -> bool:
        """Whether a sound job is done."""
        job_id = self._client.submit(prepare_params(self._client, self._folder))
        return bool(finish(self._client, job_id)[-1].state == "SUCCEEDED")

    # Kinds of damage

    def _file(self, number: int) -> None:
        name, content = self._dice.choice(list(_files().items()))
        path = self._folder / f"{number}-{name}"
        path.write_bytes(_mangled(content, self._dice))
        with self._expecting_refusal():
            sent = self._client.put_file(path)
            for kind in self._kinds_that_read(File):
                self._submit(kind, "file", {"file": sent})
        path.unlink()

    def _made(self, number: int) -> None:
        made = self._dice.choice(list(FOLDERS))
        parent, manifest = FOLDERS[made]
        folder = self._home / parent / f"damaged-{number}"
        shutil.copytree(self._home / parent / self._sound[made], folder)
        _damage_manifest(folder / manifest, self._dice)
        if made == "model":
            with self._expecting_refusal():
                _ask(self._client, "model.info", {"id": folder.name})
        for kind in self._kinds_that_name(made):
            self._submit(kind, made, {made: folder.name})
        if self._dice.random() < 0.2:
            with self._expecting_refusal():
                delete = self._client.delete_bundle, self._client.delete_model
                delete[made == "model"](folder.name)

    def _params(self, number: int) -> None:
        kind = self._dice.choice(list(KINDS))
        params = self._sound_params(kind, {})
        for name in self._dice.sample(list(hints_of(KINDS[kind].params)), 2):
            params[name] = self._dice.choice(VALUES)
        self._submit_params(kind, "params", params)

    def _line(self, number: int) -> None:
        """The job process sends an invalid message."""
        params = self._sound_params("load_trips", {})
        line = self._dice.randrange(self._lines)
        self._submit_params("load_trips", "line", {**params, "name": str(line)})

    # How

    def _kinds_that_read(self, mark: Any) -> list[str]:
        marked = [
            kind
            for kind, cls in ((name, each.params) for name, each in KINDS.items())
            if any(hint == mark for hint in map(_inner, hints_of(cls, marked=True).values()))
        ]
        return self._dice.sample(marked, 3)

    def _kinds_that_name(self, made: str) -> list[str]:
        named = [name for name, kind in KINDS.items() if made in hints_of(kind.params)]
        return self._dice.sample(named, 3)

    def _submit(self, kind: str, what: str, values: dict[str, str]) -> None:
        self._submit_params(kind, what, self._sound_params(kind, values))

    def _submit_params(self, kind: str, what: str, params: dict[str, Any]) -> None:
        content = {"kind": kind, "params": params, "secrets": {}}
        # One that waits for another is not estimated, and meets its inputs when it is started.
        after = [self._done] if self._dice.random() < 0.5 else []
        key = str(self._dice.random())
        if self._dice.random() < 0.3:
            with self._expecting_refusal():
                _ask(self._client, "job.estimate", content)
        with self._expecting_refusal():
            request = {**content, "after": after, "idempotency_key": key}
            self._jobs.append((_ask(self._client, "job.submit", request)["job_id"], what))

    def _sound_params(self, kind: str, values: dict[str, str]) -> dict[str, Any]:
        """Valid parameters of a kind, except for the damaged file."""
        file = values.get("file", self._sent)
        bundle = values.get("bundle", self._sound["bundle"])
        model = values.get("model", self._sound["model"])
        content: dict[str, Any] = {
            **dict.fromkeys(("roads", "extract"), file),
            "trips": [file],
            "bundle": bundle,
            "model": model,
            "tasks": ["speed"],
            "bbox": [0, 0, 1, 1],
            "layers": ["roads"],
            "period": "2013-07-01",
        }
        cls = KINDS[kind].params
        needed = {
            name: content[name]
            for name in hints_of(cls)
            if name in content and not (name == "roads" and "model" in hints_of(cls))
        }
        if "file" in values and not set(needed) & {"trips", "roads", "extract"}:
            names = [n for n, h in hints_of(cls, marked=True).items() if _inner(h) == File]
            needed |= {self._dice.choice(names): file} if names else {}
        return needed

    def _make_sound(self, made: str) -> str:
        parent, manifest = FOLDERS[made]
        folder = self._home / parent / f"sound-{made}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / manifest).write_text(json.dumps(_manifests(self._home)[made]), encoding="utf-8")
        return folder.name

    def _write_lines(self) -> int:
        lines = _strange_lines()
        (self._home / "lines.txt").write_text("\n".join(lines), encoding="utf-8")
        return len(lines)

    @contextlib.contextmanager
    def _expecting_refusal(self) -> Iterator[None]:
        try:
            yield
        except TrajganrError as error:
            self._damage.refusals[error.code.value] += 1
            if error.code in (Code.INTERNAL, Code.TRANSPORT_DOWN, Code.TRANSPORT_TIMEOUT):
                self._damage.internal.append(f"a request: {error}")


def slowest_ping_beside_heavy_request(folder: Path, entries: int = ENTRIES) -> float:
    """The slowest ping during requests that take long, in milliseconds.

    A zip of so many files lies among the worker's files, and is sent as well; jobs that read it,
    as often as one may name it, are estimated and submitted.
    """
    home = folder / "home"
    write_empty_files(folder / "many.zip", entries)
    process = start_fake_worker(home, slots={"cpu": 1})
    try:
        with Client.connect(home) as client:
            (folder / "a.csv").write_text("a")
            sent = client.put_file(folder / "a.csv")
            digest = sent.removeprefix("sha256:").partition("/")[0]
            # As if an earlier release had taken it.
            shutil.copy(folder / "many.zip", home / "data" / digest / "many.zip")
            heavy = [f"sha256:{digest}/many.zip"]
            with _pinging(home) as waits:
                for trips in (heavy, heavy * MAX_VALUES):
                    content = {"kind": "load_trips", "params": {"trips": trips}}
                    for _ in range(5):
                        _ask(client, "job.estimate", content)
                        key = {"idempotency_key": str(time.monotonic())}
                        _ask(client, "job.submit", {**content, **key})
                with contextlib.suppress(TrajganrError):
                    client.put_file(folder / "many.zip")
            return max(waits)
    finally:
        process.kill()
        process.wait()


@contextlib.contextmanager
def _pinging(home: Path) -> Iterator[list[float]]:
    """Ping from a separate process; the durations are available after the block."""
    waits: list[float] = []
    command = [sys.executable, "-c", PINGS.format(home=str(home))]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as pinger:
        assert pinger.stdout is not None
        pinger.stdout.readline()  # it is connected
        yield waits
        waits += json.loads(pinger.communicate("")[0])


def _ask(client: Client, verb: str, content: dict[str, Any]) -> dict[str, Any]:
    """A request that no method of the client would make."""
    return client._ask(verb, content)


def _inner(hint: Any) -> Any:
    """What a parameter's type is of: of a tuple's or an optional's, the first."""
    arguments = getattr(hint, "__args__", ())
    return _inner(arguments[0]) if arguments and hint != File else hint


def _manifests(home: Path) -> dict[str, dict[str, Any]]:
    path = str(home / "bundles" / "sound-bundle")
    own = PretrainedArea(BundleReference("0" * 64, "Porto", path), AREA)
    card = card_of(name="m", areas=(own,), heads={"speed": head_of("speed")})
    return {"bundle": manifest_of(name="Porto").to_dict(), "model": card.to_dict()}


def _files() -> dict[str, bytes]:
    """Sound files of several formats."""
    csv = b"trip_id,time,lon,lat\n" + b"".join(b"1,%d,0.1,0.1\n" % n for n in range(50))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", csv)
        archive.writestr("b.csv", csv)
    late = packed.getvalue().replace(b"PK\1\2\x14\3\x14", b"PK\1\2\x14\3\x63")  # version 9.9
    return {
        "a.csv": csv,
        "a.csv.gz": gzip.compress(csv),
        "a.zip": packed.getvalue(),
        "late.zip": late,
        "a.geojson": b'{"type": "FeatureCollection", "features": []}',
        "a.osm": b"<osm version='0.6'><node id='1' lat='0' lon='0'/></osm>",
    }


def _mangled(content: bytes, dice: random.Random) -> bytes:
    """The bytes with a part cut off, overwritten, repeated or left out."""
    damaged = bytearray(content)
    for _ in range(dice.randint(0, 3)):
        begin = dice.randrange(len(damaged) + 1)
        end = min(len(damaged), begin + dice.randint(1, 30))
        part = bytes(damaged[begin:end])
        noise = dice.randbytes(len(part))
        damaged[begin:end] = dice.choice(
            [b"", noise, b"\xff" * len(part), part * 3, b"PK\5\6", b"[" * 500]
        )
    if dice.random() < 0.3:
        del damaged[dice.randrange(len(damaged) + 1) :]
    return bytes(damaged)


def _damage_manifest(path: Path, dice: random.Random) -> None:
    manifest = json.loads(path.read_text(encoding="utf-8"))
    how = dice.randrange(8)
    if how == 0:
        path.unlink()
    elif how == 1:
        path.unlink()
        dice.choice([path.mkdir, lambda: path.symlink_to("/etc/passwd")])()
    elif how == 2:
        path.write_bytes(_mangled(path.read_bytes(), dice))
    elif how == 3:
        path.write_text(dice.choice(["", "{", "[]", "null", "3", '"x"', "{}", " " * 3_000_000]))
    elif how == 4:
        where, name = dice.choice(list(_places(manifest)))
        where[name] = "RAW"
        path.write_text(json.dumps(manifest).replace('"RAW"', dice.choice(RAW)), encoding="utf-8")
    else:
        for _ in range(dice.randint(1, 2)):
            where, name = dice.choice(list(_places(manifest)))
            if how == 5:
                del where[name]
            else:
                where[name] = dice.choice(VALUES)
        path.write_text(json.dumps(manifest), encoding="utf-8")


def _places(content: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    for name, value in content.items():
        yield content, name
        if isinstance(value, dict):
            yield from _places(value)


def _strange_lines() -> list[str]:
    """Invalid messages of a job."""
    progress = {"stage": "x", "fraction": 0.5, "figures": {"loss": 1.0}}
    ended = {"attempt": 1, "result": {}, "files": {}}
    lines = ["", "{", "[]", "null", "[" * 50_000, '{"stage": 1}', '{"ended": null}', "\ufffd"]
    for name in progress:
        lines += [json.dumps({**progress, name: value}) for value in VALUES]
        lines += ['{"stage": "x", "fraction": NaN, "figures": {"a": NaN}}']
    for name in (*ended, "error", "memory_bytes", "disk_bytes", "unknown"):
        lines += [json.dumps({"ended": {**ended, name: value}}) for value in VALUES]
    return lines
