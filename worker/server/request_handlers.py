"""What clients may ask of the worker, and what it answers.

A handler reads and changes the store, and nothing else: whatever must not happen if the change
cannot be stored waits for the commit (:mod:`..storage.after_commit`).
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.abilities import Abilities
from trajganr_core.contract.protocol.job_parsing import params_from_dict, secrets_from_dict
from trajganr_core.contract.protocol.jobs import JobParams, secrets_of
from trajganr_core.contract.protocol.messages import Message, field_of, whole_number
from trajganr_core.contract.protocol.states import TERMINAL, JobState
from trajganr_core.contract.validation import check_choice
from trajganr_core.contract.version import __version__

from ..access.audit_log import HERE, Audit
from ..access.auth import Caller
from ..access.permissions import Permissions
from ..scheduling.scheduler import ACTIVE, Scheduler
from ..scheduling.slots import Slot
from ..storage import open_files
from ..storage.after_commit import AfterCommit
from ..storage.home import Home
from ..storage.job_store import JOBS_PER_PAGE, PAGE_BYTES, PRIORITIES, NewJob, Store
from ..storage.log_file import tail
from ..storage.memory import free_memory
from ..storage.sent_files import SentFiles
from ..storage.settings import Settings
from .admission import Admission
from .place_query_dispatcher import PlaceQueryDispatcher
from .place_query_schema import QUESTIONS
from .router_socket import Handler, IncomingRequest

__all__ = ["ALL_JOBS", "RequestHandlers", "topics_of"]

logger = logging.getLogger(__name__)

#: Kinds of jobs that a person waits for.
INTERACTIVE = frozenset({"load_trips", "load_osm", "labels", "report", "export"})
#: Kinds of jobs that a person waits for if they are likely to take no longer than this, seconds:
#: these need not wait for the end of a training.
SHORT = frozenset({"predict", "evaluate", "embed"})
SHORT_S = 300.0
LOG_TAIL_BYTES = 256 << 10
LONGEST_KEY = 200
MOST_NEEDS = 64

#: What an administrator's client subscribes to, to hear of every job; others add their name.
ALL_JOBS = "@"


def topics_of(owner: str, job_id: str) -> tuple[str, str]:
    """The topics under which a job's events are published: its own, and its owner's."""
    return job_id, f"{ALL_JOBS}{owner}/"


class RequestHandlers:
    """Answers requests, each within a transaction of the store.

    Args:
        home: the worker's files.
        store: its jobs.
        permissions: who may use what.
        scheduler: runs them.
        place_queries: answers questions about places.
        sent_files: removes those that no job needs.
        settings: limits.
        places: where jobs can run.
        after_commit: what waits for the commit.
        audit: notes who deleted or ended what.
        publish: called with every event, after it was stored.
        stop: stops the worker; told who asked for it.
    """

    def __init__(
        self,
        home: Home,
        store: Store,
        permissions: Permissions,
        scheduler: Scheduler,
        place_queries: PlaceQueryDispatcher,
        sent_files: SentFiles,
        settings: Settings,
        places: Sequence[Slot],
        after_commit: AfterCommit,
        audit: Audit,
        publish: Callable[[dict[str, Any]], None],
        stop: Callable[[], None],
    ) -> None:
        self._home = home
        self._store = store
        self._scheduler = scheduler
        self._place_queries = place_queries
        self._sent_files = sent_files
        self._settings = settings
        self._places = places
        self._after_commit = after_commit
        self._audit = audit
        self._publish = publish
        self._stop = stop
        self._permissions = permissions
        self._admission = Admission(home, store, permissions, settings, places)
        self._started_at = time.monotonic()
        self._described: dict[tuple[str, str], tuple[tuple[int, ...], dict[str, Any]]] = {}
        self.handlers: dict[str, Handler] = {
            "worker.hello": self._hello,
            "worker.status": self._status,
            "bundle.list": partial(self._list_made, "bundle"),
            "bundle.info": partial(self._describe_made, "bundle"),
            "bundle.delete": partial(self._delete_made, "bundle"),
            "model.list": partial(self._list_made, "model"),
            "model.info": partial(self._describe_made, "model"),
            "model.delete": partial(self._delete_made, "model"),
            "job.estimate": self._estimate,
            "job.submit": self._submit,
            "job.get": self._get_job,
            "job.list": self._list_jobs,
            "job.events": self._list_events,
            "job.logs": self._read_log,
            "job.cancel": self._cancel,
            "job.resume": self._resume,
            "job.delete": self._delete,
        }

    def query_place(self, asked: IncomingRequest) -> None:
        """Have a question about places answered, later.

        Raises:
            TrajganrError: ``MODEL.MISSING``, ``INPUT.NOT_FOUND``, ``PROTOCOL.SCHEMA``; those of
                :meth:`.place_query_dispatcher.PlaceQueryDispatcher.ask`.
        """
        assert asked.message is not None  # nosec B101 # holds by construction
        content = asked.message.content
        model = field_of(content, "model", str)
        bundle = field_of(content, "bundle", (str, type(None)), None)
        self._place_queries.ask(
            asked,
            self._permissions.made(asked.caller, "model", model),
            None if bundle is None else self._permissions.made(asked.caller, "bundle", bundle),
            {"verb": asked.message.type, **QUESTIONS[asked.message.type](content)},
        )

    def ask_stop(self, caller: Caller) -> None:
        """Stop the worker.

        Raises:
            TrajganrError: ``AUTH.DENIED`` to who is no administrator.
        """
        _check_admin(caller)
        self._stop()

    def may_subscribe(self, caller: Caller, topic: str) -> bool:
        """Whether somebody may hear of the events of a topic: those of their own jobs."""
        if caller.is_admin or topic == f"{ALL_JOBS}{caller.owner}/":
            return True
        try:
            return caller.may_see(self._store.facts(topic)["owner"])
        except TrajganrError:
            return False

    # The worker

    def _hello(self, caller: Caller, request: Message) -> Message:
        return request.reply(
            {
                **Abilities.of_this_release().to_dict(),
                "owner": caller.owner,
                "is_admin": caller.is_admin,
                "topics": ALL_JOBS if caller.is_admin else f"{ALL_JOBS}{caller.owner}/",
            }
        )

    def _status(self, caller: Caller, request: Message) -> Message:
        running = self._store.in_state(*ACTIVE)
        own = self._store.in_state(*ACTIVE, owner=_only(caller))
        disk = shutil.disk_usage(self._home.path)
        gpus = [place.device for place in self._places if place.wants == "gpu"]
        return request.reply(
            {
                "version": __version__,
                "pid": os.getpid(),
                "home": str(self._home.path) if caller.is_admin else "",
                "device": ", ".join(gpus) or "cpu",
                "places": [place.describe() for place in self._places],
                "queue": {
                    "queued": self._store.count(JobState.QUEUED),
                    "running": len(running),
                },
                "most_queued": self._settings.most_queued,
                "waits_for_disk": not self._scheduler.has_disk,
                "jobs": [_for_caller(self._store.job(job_id), caller) for job_id in own],
                "memory": free_memory(),
                "disk": {"free_bytes": disk.free, "total_bytes": disk.total},
                "models": self._place_queries.loaded if caller.is_admin else [],
                "uptime_s": time.monotonic() - self._started_at,
            }
        )

    # Bundles and models

    def _list_made(self, kind: str, caller: Caller, request: Message) -> Message:
        """A page: ``before`` says how many the pages before have held.

        One that is damaged is listed as ``damaged``, with an empty manifest and the ``error``.
        """
        begin = whole_number(request.content, "before", 0) if request.content.get("before") else 0
        known = [
            made_id
            for made_id in self._home.list_made(kind)
            if caller.may_see(self._store.owner_of_made(kind, made_id))
        ]
        listed = map(partial(self._list_one, kind), known[begin:])
        page = _first_page(listed)
        end = begin + len(page)
        return request.reply({f"{kind}s": page, "before": end if end < len(known) else None})

    def _describe_made(self, kind: str, caller: Caller, request: Message) -> Message:
        made_id = field_of(request.content, "id", str)
        self._permissions.made(caller, kind, made_id)
        return request.reply({kind: self._describe(kind, made_id)})

    def _list_one(self, kind: str, made_id: str) -> dict[str, Any]:
        try:
            return self._describe(kind, made_id)
        except TrajganrError as error:
            if open_files.ran_out(error):
                raise
            return self._home.describe_damaged(kind, made_id, error)

    def _describe(self, kind: str, made_id: str) -> dict[str, Any]:
        """What a manifest says; read once, for lists are asked for again and again.

        Raises:
            TrajganrError: as :meth:`..storage.home.Home.describe_made`.
        """
        version = self._home.version_of_made(kind, made_id)
        known = self._described.get((kind, made_id))
        if known is None or known[0] != version:
            known = version, self._home.describe_made(kind, made_id)
            self._described[kind, made_id] = known
        return known[1]

    def _delete_made(self, kind: str, caller: Caller, request: Message) -> Message:
        made_id = field_of(request.content, "id", str)
        folder = self._permissions.made(caller, kind, made_id)
        user = self._store.user_of(made_id)
        if user is not None:
            raise self._in_use(caller, kind, made_id, user)
        # Out of sight first, then removed. Whose it was stays known: a folder that is still there
        # must not become everybody's.
        self._home.trash.throw(folder, wait=True)
        self._described.pop((kind, made_id), None)
        owner = self._store.owner_of_made(kind, made_id)
        self._note(caller, f"{kind}-deleted", owner, **{kind: made_id})
        return request.reply({})

    def _in_use(self, caller: Caller, kind: str, made_id: str, job_id: str) -> TrajganrError:
        """The error for what a job needs; another person's job is not named."""
        if not caller.may_see(self._store.facts(job_id)["owner"]):
            return TrajganrError(
                Code.RESOURCE_LOCKED,
                "The {kind} {id} is needed by another person's job.",
                "Try again when that job has ended, or ask an administrator.",
                kind=kind,
                id=made_id,
            )
        return TrajganrError(
            Code.RESOURCE_LOCKED,
            "The {kind} {id} is needed by job {job}.",
            "Wait for that job, or cancel it first.",
            kind=kind,
            id=made_id,
            job=job_id,
        )

    # Jobs

    def _estimate(self, caller: Caller, request: Message) -> Message:
        if request.content.get("input_bytes") is not None:
            kind = field_of(request.content, "kind", str)
            size = whole_number(request.content, "input_bytes")
            answer = self._admission.estimate_files(kind, size)
        else:
            params = _params_of(request)
            self._admission.makers_of(caller, params)
            answer = self._admission.estimate(params)
        return request.reply({**answer, "free_disk_bytes": self._home.free_bytes()})

    def _submit(self, caller: Caller, request: Message) -> Message:
        key = field_of(request.content, "idempotency_key", str)[:LONGEST_KEY]
        digest = _digest(request)
        known = self._store.find_key(caller.owner, key)
        if known is not None:
            job_id, known_digest = known
            if known_digest != digest:
                raise _other_job(job_id)
            return request.reply({"job_id": job_id})
        params = _params_of(request)
        after = _after(request)
        needs = self._admission.makers_of(caller, params) | after
        self._admission.check_after(caller, after)
        self._admission.check_gpus(params)
        # What others' jobs have left on the disk refuses nobody's.
        estimate = None if needs else self._admission.estimate(params, owner=caller.owner)
        self._admission.check_room(caller, estimate)
        job_id = f"{params.kind}-{secrets.token_hex(4)}"
        job = NewJob(
            job_id,
            params,
            caller.owner,
            key,
            digest,
            _priority(request, params, estimate),
            self._admission.wants(params),
            had_secrets=any(secrets_of(params).values()),
            needs=sorted(needs),
            estimate=estimate,
        )
        self._publish(self._store.add(job))
        keep = partial(self._scheduler.keep_secrets, job_id, secrets_of(params))
        self._after_commit.add(keep)
        needed = partial(self._sent_files.needed, self._store.files_of(job_id))
        self._after_commit.add(needed)
        return request.reply({"job_id": job_id})

    def _get_job(self, caller: Caller, request: Message) -> Message:
        job_id = _job_id(request)
        self._permissions.job(caller, job_id)
        return request.reply({"job": _for_caller(self._store.job(job_id), caller)})

    def _list_jobs(self, caller: Caller, request: Message) -> Message:
        before, limit = request.content.get("before"), request.content.get("limit")
        jobs, rest = self._store.jobs(
            owner=_only(caller),
            before=None if before is None else whole_number(request.content, "before"),
            limit=JOBS_PER_PAGE
            if limit is None
            else min(JOBS_PER_PAGE, whole_number(request.content, "limit")),
        )
        page = [_for_caller(job, caller) for job in jobs]
        return request.reply({"jobs": page, "before": rest})

    def _list_events(self, caller: Caller, request: Message) -> Message:
        job_id = _job_id(request)
        self._permissions.job(caller, job_id)
        since = field_of(request.content, "since", int, 0)
        events, more = self._store.events(job_id, max(0, min(since, 1 << 53)))
        return request.reply({"events": events, "more": more})

    def _read_log(self, caller: Caller, request: Message) -> Message:
        job_id = _job_id(request)
        self._permissions.job(caller, job_id)
        return request.reply({"text": tail(self._home.log(job_id), LOG_TAIL_BYTES)})

    def _cancel(self, caller: Caller, request: Message) -> Message:
        job_id = _job_id(request)
        owner = self._permissions.job(caller, job_id)["owner"]
        self._scheduler.cancel(job_id)
        if owner != caller.owner:
            self._note(caller, "job-cancelled", owner, job=job_id)
        return request.reply({})

    def _resume(self, caller: Caller, request: Message) -> Message:
        job_id = _job_id(request)
        kind = self._permissions.job(caller, job_id)["kind"]
        self._scheduler.resume(job_id, secrets_from_dict(kind, _secrets_in(request)))
        return request.reply({})

    def _delete(self, caller: Caller, request: Message) -> Message:
        job_id = _job_id(request)
        facts = self._permissions.job(caller, job_id)
        if JobState(facts["state"]) not in TERMINAL:
            raise TrajganrError(
                Code.RESOURCE_LOCKED,
                "Job {job} has not ended.",
                "Cancel it first.",
                job=job_id,
            )
        waiting = self._store.needed_by(job_id)
        if waiting and facts["state"] != JobState.SUCCEEDED.value:
            raise self._in_use(caller, "job", job_id, waiting[0])
        # Before it is forgotten: on a disk that is full, only then is there room to note it.
        self._home.trash.throw(self._home.job(job_id), wait=True)
        files = self._store.files_of(job_id)
        released = partial(self._sent_files.released, files, facts["submitted_at"])
        self._after_commit.add(released)
        self._store.delete(job_id)
        self._note(caller, "job-deleted", facts["owner"], job=job_id)
        return request.reply({})

    def _note(self, caller: Caller, event: str, owner: str | None, **facts: str) -> None:
        """Write to the audit log what somebody has done, once it is done."""
        about = {**facts, "owner": owner or HERE}
        self._after_commit.add(partial(self._audit.note, event, caller.audit_name, **about))


def _first_page(records: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """As many of the first records as fit into a message."""
    page: list[dict[str, Any]] = []
    size = 0
    for record in records:
        size += len(json.dumps(record))
        if page and size > PAGE_BYTES:
            break
        page.append(record)
    return page


def _job_id(request: Message) -> str:
    return field_of(request.content, "job_id", str)


def _only(caller: Caller) -> str | None:
    """Whose jobs alone a caller may see; None for all."""
    return None if caller.is_admin else caller.owner


def _params_of(request: Message) -> JobParams:
    return params_from_dict(
        field_of(request.content, "kind", str),
        field_of(request.content, "params", dict),
        _secrets_in(request),
    )


def _secrets_in(request: Message) -> dict[str, Any]:
    return field_of(request.content, "secrets", dict, {})


def _after(request: Message) -> set[str]:
    """The jobs that a submit says it waits for."""
    after = field_of(request.content, "after", list, [])
    if len(after) > MOST_NEEDS or not all(isinstance(job_id, str) for job_id in after):
        raise TrajganrError(
            Code.PROTOCOL_SCHEMA,
            "'after' is no list of at most {limit} jobs.",
            "Name the ids of the jobs that this one waits for.",
            limit=MOST_NEEDS,
        )
    return set(after)


def _for_caller(job: dict[str, Any], caller: Caller) -> dict[str, Any]:
    """A job without what is another's: the job that it waits behind has no name for others."""
    behind = job["behind"]
    if behind is not None:
        owner = behind.pop("owner")
        if not caller.may_see(owner):
            behind |= {"job_id": "", "name": ""}
    return job


def _priority(request: Message, params: JobParams, estimate: Mapping[str, Any] | None) -> int:
    asked = field_of(request.content, "priority", (str, type(None)), None)
    if asked is not None:
        check_choice("priority", asked, PRIORITIES)
        return PRIORITIES.index(asked)
    is_awaited = params.kind in INTERACTIVE or (params.kind in SHORT and _is_short(estimate))
    return PRIORITIES.index("interactive" if is_awaited else "batch")


def _is_short(estimate: Mapping[str, Any] | None) -> bool:
    seconds = None if estimate is None else estimate["seconds"]
    return seconds is not None and bool(seconds["likely"] <= SHORT_S)


def _digest(request: Message) -> str:
    """Of what is submitted, without secrets."""
    what = {name: request.content.get(name) for name in ("kind", "params", "after", "priority")}
    return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()


def _check_admin(caller: Caller) -> None:
    if not caller.is_admin:
        raise TrajganrError(
            Code.AUTH_DENIED,
            "Only an administrator may do that.",
            "Ask who runs the worker.",
        )


def _other_job(job_id: str) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_FIELD,
        "Another job, {job}, was submitted with the same idempotency key.",
        "Use a key of its own for each job.",
        job=job_id,
    )
