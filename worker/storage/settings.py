"""What a worker allows itself and its clients."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["GB", "SERIAL", "Settings"]

GB = 1 << 30
#: The engine of a job that does all its parts itself.
SERIAL = "in-process"


@dataclass(frozen=True)
class Settings:
    """Limits and patience; the defaults suit a laptop as well as a GPU server.

    Attributes:
        slots: by place (``cpu``, ``cuda:0`` …), how many jobs may run there at once; one where a
            place is not named.
        interactive_slots: further jobs that may run on the processor while others train, if a
            person waits for them.
        most_queued: jobs that may wait.
        least_free_bytes: of the disk; less is left to nobody.
        most_upload_bytes: of one file.
        most_log_bytes: of one job.
        most_waiting_bytes: that clients may have sent and nobody has taken; beyond it, it is thrown
            away.
        stalled_after_s: a process that neither tells anything nor takes processor time for so long
            has stalled …
        stalled_end_s: … and is ended after so long.
        restarts: how often a job is started again by itself whose process died.
        restart_wait_s: before the first of these, doubled for each further one.
        most_hot_bytes: of the models that are kept to answer clicks; a quarter of the memory where
            None.
        hot_idle_s: after so long without a click these are let go.
        private_endpoints: whether members' downloads may reach addresses of this machine and of
            its networks.
        engine: has the parts of a job done; see :mod:`..execution.executors`.
        engine_address: of a cluster; the one that this machine belongs to where None.
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
    most_hot_bytes: int | None = None
    hot_idle_s: float = 900.0
    private_endpoints: bool = False
    engine: str = SERIAL
    engine_address: str | None = None
