"""The log of a local worker."""

from __future__ import annotations

import os

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.protocol.launch import worker_log

from ..i18n import tr
from ..settings import Profile
from .session import home_of

TAIL_BYTES = 256 * 1024


def worker_log_tail(profile: Profile) -> str:
    """The end of a local worker's log, at most 256 KiB, or why it cannot be read."""
    if profile.is_remote:
        return tr(
            "This worker runs on another machine. To read its log, run 'trajganr "
            "worker logs' there. The logs of jobs can be read here."
        )
    try:
        path = worker_log(home_of(profile))
    except TrajganrError as error:
        return f"{error.message} {error.next_action}"
    try:
        with path.open("rb") as file:
            end = file.seek(0, os.SEEK_END)
            file.seek(max(0, end - TAIL_BYTES))
            return file.read().decode("utf-8", errors="replace")
    except OSError as error:
        text = tr("{path} cannot be read: {reason}. A worker that runs in a terminal logs there.")
        return text.format(path=path, reason=error.strerror)
