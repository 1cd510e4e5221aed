"""Answers the requests of clients.

A handler reads and changes only the store. Anything else waits for the commit
(:mod:`..storage.after_commit`), so that it does not happen if the change cannot be stored.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.params import secrets_of
from trajganr_core.contract.protocol.abilities import Abilities
from trajganr_core.contract.protocol.job_parsing import secrets_from_dict
from trajganr_core.contract.protocol.messages import Message, field_of, whole_number
from trajganr_core.contract.protocol.states import TERMINAL, JobState
from trajganr_core.contract.version import __version__

from ..access.audit_log import HERE, Audit
from ..access.auth import Caller
from ..access.permissions import Permissions
from ..scheduling.scheduler import ACTIVE, Scheduler
from ..scheduling.slots import Slot, check_processes, processes_of
from ..storage.after_commit import AfterCommit
from ..storage.artifacts import Artifacts
from ..storage.home import Home
from ..storage.job_queries import JOBS_PER_PAGE, PAGE_BYTES
from ..storage.job_store import NewJob, Store
from ..storage.log_file import tail
from ..storage.memory import free_memory
from ..storage.owners import Owners
from ..storage.sent_files import SentFiles
from ..storage.settings import Settings
from .admission import Admission
from .job_request_schema import after_of, digest_of, params_of, priority_of, secrets_in
from .place_query_dispatcher import PlaceQueryDispatcher
from .place_query_schema import QUERIES
from .router_socket import Handler, IncomingRequest

LOG_TAIL_BYTES = 256 << 10
MAX_KEY = 200

#: Topic of the events of all jobs, for administrators; the topic of one owner has a suffix.
ALL_JOBS = "@"


def topics_of(owner: str, job_id: str) -> tuple[str, str]:
    """The topics under which a job's events are published: its own, and its owner's."""
    return job_id, f"{ALL_JOBS}{owner}/"


@dataclass(eq=False)
class RequestHandlers:
    """Answers requests, each within a transaction of the store.

    Args:
        _audit: records deletions, and cancellations of others' jobs.
        _publish: called with every event, after it was stored.
        _stop: stops the worker.
    """

    _home: Home
    _store: Store
    _permissions: Permissions
    _owners: Owners
    _settings: Settings
    _slots: Sequence[Slot]
    _artifacts: Artifacts
    _scheduler: Scheduler
    _place_queries: PlaceQueryDispatcher
    _sent_files: SentFiles
    _after_commit: AfterCommit
    _audit: Audit
    _publish: Callable[[dict[str, Any]], None]
    _stop: Callable[[], None]

    def __post_init__(self) -> None:
        self._admission = Admission(
            self._home, self._store, self._permissions, self._settings, self._slots
        )
        self._started_at = time.monotonic()
        self.handlers: dict[str, Handler] = {
            "worker.hello": self._hello,
            "worker.status": self._status,
            "bundle.list": partial(self._list_artifacts, "bundle"),
            "bundle.info": partial(self._describe_artifact, "bundle"),
            "bundle.delete": partial(self._delete_artifact, "bundle"),
            "model.list": partial(self._list_artifacts, "model"),
            "model.info": partial(self._describe_artifact, "model"),
            "model.delete": partial(self._delete_artifact, "model"),
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

    def query_place(self, request: IncomingRequest) -> None:
        """Pass a place query on; it is answered later.

        Raises:
            TrajganrError: ``MODEL.MISSING``, ``INPUT.NOT_FOUND``, ``PROTOCOL.SCHEMA``; those of
                :meth:`.place_query_dispatcher.PlaceQueryDispatcher.submit`.
        """
        assert request.message is not None  # nosec B101 # holds by construction
        verb, content = request.message.type, request.message.content
        model = field_of(content, "model", (str, type(None)), None)
        bundle = field_of(content, "bundle", (str, type(None)), None)
        if bundle is None:
            bundle = self._permissions.own_bundle(request.caller, model)
        self._place_queries.submit(
            request,
            model and self._permissions.artifact(request.caller, "model", model),
            self._permissions.artifact(request.caller, "bundle", bundle),
            {"verb": verb, **QUERIES[verb](content)},
        )

    def stop_worker(self, caller: Caller) -> None:
        """Stop the worker.

        Raises:
            TrajganrError: ``AUTH.DENIED`` for a caller who is not an administrator.
        """
        if not caller.is_admin:
            raise TrajganrError(
                Code.AUTH_DENIED,
                "Only an administrator may do that.",
                "Ask the person who runs the worker.",
            )
        self._stop()

    def may_subscribe(self, caller: Caller, topic: str) -> bool:
        """Whether the caller may receive the events of a topic: those of their own jobs."""
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
        gpus = [slot.device for slot in self._slots if slot.wants == "gpu"]
        return request.reply(
            {
                "version": __version__,
                "pid": os.getpid(),
                "home": str(self._home.path) if caller.is_admin else "",
                "device": ", ".join(gpus) or "cpu",
                "places": [slot.describe() for slot in self._slots],
                "queue": {"queued": self._store.count(JobState.QUEUED), "running": len(running)},
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

    def _list_artifacts(self, kind: str, caller: Caller, request: Message) -> Message:
        """A page; ``before`` is the number of items on the pages before it."""
        begin = whole_number(request.content, "before", 0) if request.content.get("before") else 0
        visible = [
            artifact_id
            for artifact_id in self._artifacts.ids(kind)
            if self._permissions.may_read(caller, kind, artifact_id)
        ]
        page = _first_page(map(partial(self._artifacts.summarise, kind), visible[begin:]))
        end = begin + len(page)
        return request.reply({f"{kind}s": page, "before": end if end < len(visible) else None})

    def _describe_artifact(self, kind: str, caller: Caller, request: Message) -> Message:
        artifact_id = field_of(request.content, "id", str)
        self._permissions.artifact(caller, kind, artifact_id)
        return request.reply({kind: self._artifacts.describe(kind, artifact_id)})

    def _delete_artifact(self, kind: str, caller: Caller, request: Message) -> Message:
        artifact_id = field_of(request.content, "id", str)
        folder = self._permissions.artifact_to_delete(caller, kind, artifact_id)
        job_id = self._store.job_using(artifact_id)
        if job_id is not None:
            raise self._in_use(caller, kind, artifact_id, job_id)
        # The owner stays recorded: of a folder that is still there, and for the log.
        self._home.trash.throw(folder, wait=True)
        self._artifacts.forget(kind, artifact_id)
        owner = self._owners.of(kind, artifact_id).owner
        self._note(caller, f"{kind}-deleted", owner, **{kind: artifact_id})
        return request.reply({})

    def _in_use(self, caller: Caller, kind: str, artifact_id: str, job_id: str) -> TrajganrError:
        """The error for deleting what a job needs; another user's job is not named."""
        if not caller.may_see(self._store.facts(job_id)["owner"]):
            return TrajganrError(
                Code.RESOURCE_LOCKED,
                "The {kind} {id} is needed by another person's job.",
                "Try again when that job has ended, or ask an administrator.",
                kind=kind,
                id=artifact_id,
            )
        return TrajganrError(
            Code.RESOURCE_LOCKED,
            "The {kind} {id} is needed by job {job}.",
            "Wait for that job, or cancel it first.",
            kind=kind,
            id=artifact_id,
            job=job_id,
        )

    # Jobs

    def _estimate(self, caller: Caller, request: Message) -> Message:
        if request.content.get("size") is not None:
            size = whole_number(request.content, "size")
            estimate = self._admission.estimate(params_of(request), size=size)
        else:
            params, _ = self._admission.check_inputs(caller, params_of(request))
            estimate = self._admission.estimate(params)
        return request.reply({**estimate, "free_disk_bytes": self._home.free_bytes()})

    def _submit(self, caller: Caller, request: Message) -> Message:
        key = field_of(request.content, "idempotency_key", str)[:MAX_KEY]
        digest = digest_of(request)
        earlier = self._store.find_key(caller.owner, key)
        if earlier is not None:
            job_id, earlier_digest = earlier
            if earlier_digest != digest:
                raise TrajganrError(
                    Code.INPUT_FIELD,
                    "Another job, {job}, was submitted with the same idempotency key.",
                    "Use a different key for each job.",
                    job=job_id,
                )
            return request.reply({"job_id": job_id})
        after = after_of(request)
        params, makers = self._admission.check_inputs(caller, params_of(request))
        needs = makers | after
        self._admission.check_after(caller, after)
        check_processes(processes_of(params), self._admission.wants(params), self._slots)
        # No job is refused for what other users' past jobs took.
        estimate = None if needs else self._admission.estimate(params, owner=caller.owner)
        self._admission.check_room(caller, estimate)
        job_id = f"{params.kind}-{secrets.token_hex(4)}"
        job = NewJob(
            job_id,
            params,
            caller.owner,
            key,
            digest,
            priority_of(request, params, estimate),
            self._admission.wants(params),
            had_secrets=any(secrets_of(params).values()),
            needs=sorted(needs),
            estimate=estimate,
        )
        self._publish(self._store.add(job))
        files = self._store.files_of(job_id)
        self._after_commit.add(partial(self._scheduler.keep_secrets, job_id, secrets_of(params)))
        self._after_commit.add(partial(self._sent_files.needed, files))
        return request.reply({"job_id": job_id})

    def _get_job(self, caller: Caller, request: Message) -> Message:
        job_id, _ = self._named(caller, request)
        return request.reply({"job": _for_caller(self._store.job(job_id), caller)})

    def _list_jobs(self, caller: Caller, request: Message) -> Message:
        content = request.content
        before = None if content.get("before") is None else whole_number(content, "before")
        limit = None if content.get("limit") is None else whole_number(content, "limit")
        jobs, rest = self._store.jobs(
            owner=_only(caller),
            before=before,
            limit=JOBS_PER_PAGE if limit is None else min(JOBS_PER_PAGE, limit),
        )
        page = [_for_caller(job, caller) for job in jobs]
        return request.reply({"jobs": page, "before": rest})

    def _list_events(self, caller: Caller, request: Message) -> Message:
        job_id, _ = self._named(caller, request)
        since = field_of(request.content, "since", int, 0)
        events, more = self._store.events(job_id, max(0, min(since, 1 << 53)))
        return request.reply({"events": events, "more": more})

    def _read_log(self, caller: Caller, request: Message) -> Message:
        job_id, _ = self._named(caller, request)
        return request.reply({"text": tail(self._home.log(job_id), LOG_TAIL_BYTES)})

    def _cancel(self, caller: Caller, request: Message) -> Message:
        job_id, facts = self._named(caller, request)
        self._scheduler.cancel(job_id)
        if facts["owner"] != caller.owner:
            self._note(caller, "job-cancelled", facts["owner"], job=job_id)
        return request.reply({})

    def _resume(self, caller: Caller, request: Message) -> Message:
        job_id, facts = self._named(caller, request)
        self._scheduler.resume(job_id, secrets_from_dict(facts["kind"], secrets_in(request)))
        return request.reply({})

    def _delete(self, caller: Caller, request: Message) -> Message:
        job_id, facts = self._named(caller, request)
        if JobState(facts["state"]) not in TERMINAL:
            raise TrajganrError(
                Code.RESOURCE_LOCKED, "Job {job} has not ended.", "Cancel it first.", job=job_id
            )
        waiting = self._store.needed_by(job_id)
        if waiting and facts["state"] != JobState.SUCCEEDED.value:
            raise self._in_use(caller, "job", job_id, waiting[0])
        # Files are deleted first: with a full disk, the store needs their room for its change.
        self._home.trash.throw(self._home.job(job_id), wait=True)
        files = self._store.files_of(job_id)
        self._after_commit.add(partial(self._sent_files.released, files, facts["submitted_at"]))
        self._store.delete(job_id)
        self._note(caller, "job-deleted", facts["owner"], job=job_id)
        return request.reply({})

    def _named(self, caller: Caller, request: Message) -> tuple[str, sqlite3.Row]:
        """The job that a request is about, and the store's row of it, if the caller may see it."""
        job_id = field_of(request.content, "job_id", str)
        return job_id, self._permissions.job(caller, job_id)

    def _note(self, caller: Caller, event: str, owner: str | None, **facts: str) -> None:
        """Record an action in the audit log once it is stored."""
        about = {**facts, "owner": owner or HERE}
        self._after_commit.add(partial(self._audit.note, event, caller.audit_name, **about))


def _first_page(records: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first records, as many as fit into a message."""
    page: list[dict[str, Any]] = []
    size = 0
    for record in records:
        size += len(json.dumps(record))
        if page and size > PAGE_BYTES:
            break
        page.append(record)
    return page


def _only(caller: Caller) -> str | None:
    """The only owner whose jobs the caller may see; None for all."""
    return None if caller.is_admin else caller.owner


def _for_caller(job: dict[str, Any], caller: Caller) -> dict[str, Any]:
    """A job, without the name of another user's job that it waits behind."""
    behind = job["behind"]
    if behind is not None:
        owner = behind.pop("owner")
        if not caller.may_see(owner):
            behind |= {"job_id": "", "name": ""}
    return job
