"""Settings and limits of a worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

GB = 1 << 30
#: Name of the executor that does all parts of a job in the job's process.
SERIAL = "in-process"


@dataclass(frozen=True)
class Settings:
    """Limits and timeouts; the defaults suit a laptop as well as a GPU server.

    Attributes:
        slots: jobs that may run at once by device (``cpu``, ``cuda:0`` …); one for a device that is
            not named.
        interactive_slots: further jobs that may run on the processor while others train, if a user
            is waiting for them.
        most_queued: maximum number of queued jobs.
        least_free_bytes: free disk space that is always kept.
        most_upload_bytes: maximum size of an uploaded file.
        most_log_bytes: maximum size of a job's log.
        most_waiting_bytes: maximum bytes that clients have sent and the worker has not yet
            processed; further data is discarded.
        stalled_after_s: a process that neither reports nor uses processor time for this long
            has stalled …
        stalled_end_s: … and is killed after this long.
        restarts: how often a job is restarted automatically when its process dies.
        restart_wait_s: delay before the first restart; doubled for each further one.
        max_model_bytes: memory for the models that are kept loaded to answer clicks; a quarter of
            the machine's memory where None.
        model_idle_s: these models are unloaded after this long without a click.
        private_endpoints: whether members' downloads may reach addresses of this machine and of
            its networks.
        engine: executor for the parts of a job; see :mod:`..execution.executors`.
        engine_address: of a cluster; the cluster of this machine where None.
    """

    slots: Mapping[str, int] = field(default_factory=dict)
    interactive_slots: int = 1
    most_queued: int = 5000
    least_free_bytes: int = GB // 4
    most_upload_bytes: int = 200 * GB
    most_log_bytes: int = 8 << 20
    most_waiting_bytes: int = GB // 2
    stalled_after_s: float = 120.0
    stalled_end_s: float = 600.0
    restarts: int = 3
    restart_wait_s: float = 1.0
    max_model_bytes: int | None = None
    model_idle_s: float = 900.0
    private_endpoints: bool = False
    engine: str = SERIAL
    engine_address: str | None = None
