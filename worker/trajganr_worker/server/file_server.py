"""The socket for files, in a separate thread, so that no other request waits for a file."""

from __future__ import annotations

import logging
import threading
from typing import Any

import zmq

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.messages import CHUNK_BYTES, Message, field_of, whole_number

from ..access.auth import Caller
from ..storage.home import Home, Reference
from ..storage.job_queries import no_such_job
from ..storage.repeated_log import RepeatedLog
from ..storage.result_files import ResultFiles
from ..storage.settings import Settings
from .router_socket import Handler, RouterSocket
from .uploads import Uploads
from .wake_up import WakeUp

repeated = RepeatedLog(logging.getLogger(__name__))

POLL_S = 0.2
TIDY_EVERY_POLLS = 18_000

#: The requests of this socket.
VERBS = ("data.stat", "data.put", "result.stat", "result.get")


class FileServer(threading.Thread):
    """Receives uploads and sends the files of results."""

    def __init__(self, router: RouterSocket, home: Home, settings: Settings) -> None:
        super().__init__(name="files", daemon=True)
        self._router = router
        self._home = home
        self._uploads = Uploads(home, settings)
        self._ending = self._is_bloated = False
        self._wake_up = WakeUp()
        self._handlers: dict[str, Handler] = {
            "data.stat": self._stat_data,
            "data.put": self._put_data,
            "result.stat": self._stat_result,
            "result.get": self._get_result,
        }

    def run(self) -> None:
        """Serve until :meth:`end`."""
        self._results = ResultFiles(self._home.store)
        polls = 0
        while not self._ending:
            with repeated.isolated("Requests for files could not be answered"):
                self._run_once(polls)
            polls += 1
        self._results.close()
        self._router.close()
        self._wake_up.close()

    def _run_once(self, polls: int) -> None:
        if self._is_bloated:
            self._router.reopen()
            self._is_bloated = False
        if polls % TIDY_EVERY_POLLS == 0:
            with repeated.isolated("Abandoned uploads could not be removed"):
                self._uploads.tidy()
        sockets = [self._router.socket, self._wake_up.fileno()]
        if self._router.socket in zmq.select(sockets, [], [], POLL_S)[0]:
            for request in self._router.take():
                self._router.answer(request, self._handlers)

    def reopen(self) -> None:
        """Discard what waits in the socket; may be called from another thread."""
        self._is_bloated = True

    def end(self) -> None:
        """Stop serving, and wait until the thread has ended."""
        self._ending = True
        self._wake_up.set()
        self.join()

    def _stat_data(self, caller: Caller, request: Message) -> Message:
        received = self._uploads.received(caller, _reference(request))
        return request.reply({"present": received is None, "received": received or 0})

    def _put_data(self, caller: Caller, request: Message) -> Message:
        received = self._uploads.put(
            caller,
            _reference(request),
            size=whole_number(request.content, "size"),
            offset=whole_number(request.content, "offset"),
            piece=b"".join(request.buffers),
        )
        return request.reply({"received": received})

    def _stat_result(self, caller: Caller, request: Message) -> Message:
        return request.reply(self._result_file(caller, request))

    def _get_result(self, caller: Caller, request: Message) -> Message:
        size = self._result_file(caller, request)["size"]
        path = self._home.result_file(
            field_of(request.content, "job_id", str), field_of(request.content, "name", str)
        )
        with path.open("rb") as file:
            file.seek(whole_number(request.content, "offset", 0, most=size))
            return request.reply({}, file.read(CHUNK_BYTES))

    def _result_file(self, caller: Caller, request: Message) -> dict[str, Any]:
        """Size and hash of a file that a job's result lists."""
        job_id = field_of(request.content, "job_id", str)
        name = field_of(request.content, "name", str)
        owner, files = self._results.of(job_id)
        if not caller.may_see(owner):
            raise no_such_job(job_id)
        if name not in files:
            raise TrajganrError(
                Code.INPUT_NOT_FOUND,
                "Job {job} has no file {name!r} in its result.",
                "See 'files' in the job's result.",
                job=job_id,
                name=name[:200],
            )
        return files[name]


def _reference(request: Message) -> Reference:
    return Reference(
        field_of(request.content, "sha256", str), field_of(request.content, "name", str)
    )
