"""Whether the worker's own program is still the one that it was started from."""

from __future__ import annotations

from pathlib import Path

from trajganr_core.contract import version
from trajganr_core.contract.errors import Code, TrajganrError


def _identity() -> tuple[int, int] | None:
    """What tells a file of the program from another one; None where it is gone.

    QGIS replaces the folder of a plugin when it is updated, and the worker's program is in it. The
    folder is also the working one, in which Python looks for the program.
    """
    try:
        Path.cwd()
        found = Path(version.__file__).stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


_AT_START = _identity()


def check_program() -> None:
    """Refuse to start a process of another release, or of none.

    Raises:
        TrajganrError: ``PROTOCOL.VERSION``.
    """
    if _identity() != _AT_START:
        raise TrajganrError(
            Code.PROTOCOL_VERSION,
            "The worker's program was replaced or removed while the worker ran.",
            "Restart the worker, then repeat this; a job can be resumed.",
        )
