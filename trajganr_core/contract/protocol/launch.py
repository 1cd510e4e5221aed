"""Start a worker on this machine, as a process that continues after its parent ends."""

from __future__ import annotations

import json
import os
import subprocess  # nosec B404 # commands of our own
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..errors import Code, TrajganrError
from .connection import default_home, make_home

PYTHON_VARIABLE = "TRAJGANR_WORKER_PYTHON"
START_TIMEOUT_S = 60.0
LOG_TAIL_CHARACTERS = 2000

#: The folder with this release's sources, where there are any.
SOURCES = Path(__file__).parents[3]

#: Variables that a program such as QGIS sets for its own Python; they break another Python.
FOREIGN_PREFIXES = ("PYTHON", "PROJ_", "GDAL_", "LD_LIBRARY_PATH")


def start_worker(
    python: Path | None = None, home: Path | None = None, options: Sequence[str] = ()
) -> bool:
    """Start a worker and wait until it answers.

    The sources beside this module are used if there are any, so that a plugin starts a worker of
    its own release; otherwise those installed for ``python``.

    Args:
        python: the interpreter of the worker's environment; :func:`worker_python` where absent.
        home: of the worker; the default home where absent.
        options: of ``trajganr worker start``, such as ``--address``.

    Returns:
        False if a worker was running already.

    Raises:
        TrajganrError: ``ENV.MISSING_DEP`` without an interpreter; ``TRANSPORT.DOWN`` with the end
            of the worker's log if it does not start; ``INPUT.FIELD`` for a home that cannot be
            written.
    """
    home = home or default_home()
    if _answers(home):
        return False
    python = python or worker_python(home)
    make_home(home)
    command = [str(python), "-m", "trajganr_worker", "worker", "start", "--foreground"]
    command += ["--home", str(home), "--log", str(worker_log(home)), *options]
    with worker_log(home).open("ab") as log:
        log_start = log.tell()
        try:
            process = subprocess.Popen(  # nosec B603 # a list, no shell
                command,
                cwd=SOURCES,
                env={**clean_environment(), **sources_first(SOURCES)},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                **_detached(),
            )
        except OSError as error:
            raise _no_python(str(python), str(error)) from error
    try:
        _wait_until_it_answers(process, home, log_start)
    except BaseException:  # also Ctrl-C: the worker would be left over
        process.terminate()
        process.wait()
        raise
    # A worker that ends is no zombie, and Python does not warn that a running one was forgotten.
    threading.Thread(target=process.wait, daemon=True).start()
    return True


def worker_python(home: Path | None = None) -> Path:
    """The interpreter of the worker's environment: never the running one, which may be QGIS'.

    It is ``$TRAJGANR_WORKER_PYTHON``, else the one in ``worker-env.json`` in the home.

    Raises:
        TrajganrError: ``ENV.MISSING_DEP``.
    """
    named = os.environ.get(PYTHON_VARIABLE)
    settings = (home or default_home()) / "worker-env.json"
    if not named:
        try:
            named = json.loads(settings.read_text(encoding="utf-8"))["python"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise _no_python(str(settings), str(error)) from error
    python = Path(str(named))
    if not python.is_file():
        raise _no_python(str(python), "the file does not exist")
    return python


def worker_log(home: Path) -> Path:
    """Where a worker that runs in the background writes its log."""
    return home / "worker.log"


def _wait_until_it_answers(process: subprocess.Popen[bytes], home: Path, log_start: int) -> None:
    deadline = time.monotonic() + START_TIMEOUT_S
    while not _answers(home):
        if process.poll() is not None or time.monotonic() > deadline:
            log = worker_log(home).read_bytes()[log_start:].decode("utf-8", errors="replace")
            raise TrajganrError(
                Code.TRANSPORT_DOWN,
                "The worker did not start. Its log ends with: {tail}",
                "See {log}, solve the problem and start the worker again.",
                tail=log[-LOG_TAIL_CHARACTERS:].strip() or "nothing",
                log=str(worker_log(home)),
            )
        time.sleep(0.1)


def _answers(home: Path) -> bool:
    # Imported here, because the rest of this module also runs without pyzmq.
    from .client import Client

    try:
        Client.connect(home, timeout_s=2.0).close()
    except TrajganrError as error:
        if error.code is Code.TRANSPORT_DOWN:
            return False
        raise
    return True


def sources_first(folder: Path) -> dict[str, str]:
    """The variable by which a Python finds the worker in a folder of sources before its own."""
    return {"PYTHONPATH": str(folder / "worker")}


def clean_environment() -> dict[str, str]:
    """The environment without the variables that a program sets for its own Python."""
    return {k: v for k, v in os.environ.items() if not k.startswith(FOREIGN_PREFIXES)}


def _detached() -> dict[str, Any]:
    """Arguments that keep the worker alive when the program that started it is closed."""
    if sys.platform == "win32":
        flags = subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP
        return {"creationflags": flags}
    return {"start_new_session": True}


def _no_python(where: str, reason: str) -> TrajganrError:
    return TrajganrError(
        Code.ENV_MISSING_DEP,
        "The worker's Python was not found at {where}: {reason}.",
        "Set up the worker's environment (in QGIS: Plugins › TrajGANR › Set up TrajGANR…), or name "
        "its interpreter in TRAJGANR_WORKER_PYTHON.",
        where=where,
        reason=reason,
    )
