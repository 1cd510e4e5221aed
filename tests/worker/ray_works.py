"""Work that tests have done on a Ray cluster, whose processes import it from here."""

from __future__ import annotations

import os
import time
from pathlib import Path

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.utils.progress import Progress


def double(item: int, progress: Progress, /) -> int:
    return 2 * item


def environment(name: str, progress: Progress, /) -> str | None:
    return os.environ.get(name)


def refuse(item: str, progress: Progress, /) -> None:
    raise TrajganrError(Code.INPUT_FORMAT, "{name} is damaged.", "Copy {name} again.", name=item)


def stumble(item: str, progress: Progress, /) -> None:
    raise KeyError(item)


def beat(file: Path, progress: Progress, /) -> None:
    """Write the time into a file, for ever."""
    while True:
        file.write_text(str(time.time()), encoding="ascii")
        time.sleep(0.05)
