"""The process of a fake job, forked from the fake worker.

A new interpreter would spend most of the time of such a job on imports. The process is otherwise
like one of ``subprocess``: a session of its own, three pipes, an environment, and no file, signal
handler or log of the worker's.
"""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
import traceback
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

CLOCK = time.time


def popen(command: Sequence[str], **options: Any) -> ForkedJob | subprocess.Popen[bytes]:
    """As ``subprocess.Popen``, with which all but fake jobs are started."""
    if Path(command[1]).name != "fake_jobs.py":
        return subprocess.Popen(command, **options)
    import fake_jobs  # noqa: F401 # once, in the worker

    return ForkedJob(command, options["env"])


class ForkedJob:
    """What the worker needs of a process: the methods and attributes of ``subprocess.Popen``."""

    def __init__(self, command: Sequence[str], environment: dict[str, str]) -> None:
        self.returncode: int | None = None
        (stdin, to_job), (from_job, stdout), (log, stderr) = (os.pipe() for _ in range(3))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # the worker has threads
            self.pid = os.fork()
        if self.pid == 0:
            _be_job(command, environment, (stdin, stdout, stderr))
        for number in (stdin, stdout, stderr):
            os.close(number)
        self.stdin = os.fdopen(to_job, "wb")
        self.stdout = os.fdopen(from_job, "rb")
        self.stderr = os.fdopen(log, "rb")

    def poll(self) -> int | None:
        """The exit status, once it has ended."""
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def terminate(self) -> None:
        """Send it SIGTERM, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGTERM)


def _be_job(command: Sequence[str], environment: dict[str, str], streams: Sequence[int]) -> None:
    """Run the job in this new process, and exit."""
    status = 1
    try:
        os.setsid()
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        os.closerange(3, os.sysconf("SC_OPEN_MAX"))
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.environ.clear()
        os.environ.update(environment)
        sys.stdin, sys.stdout, sys.stderr = (
            os.fdopen(number, mode, encoding="utf-8") for number, mode in enumerate("rww")
        )
        sys.argv = list(command[1:])
        logging.root.handlers.clear()
        logging.root.setLevel(logging.WARNING)
        time.time = CLOCK
        from fake_jobs import main

        status = main()
    except SystemExit as end:
        status = int(end.code or 0)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
