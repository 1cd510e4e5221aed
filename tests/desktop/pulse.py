"""How long QGIS' window did not answer, and what it was doing then. Runs inside QGIS."""

from __future__ import annotations

import faulthandler
import re
import tempfile
import threading
import time
from dataclasses import asdict, dataclass
from typing import Any

from qgis.PyQt.QtCore import QTimer

BEAT_MS = 5
#: What is shorter is not told.
GAP_MS = 50.0
#: After that time without a beat it is looked where the thread is.
LOOK_S = 0.03
#: In a path, what says that code is the plugin's.
OURS = ("/qgis_plugin/", "/trajganr_core/")
#: QGIS' own toolbox and forms, which ask each algorithm for its name and parameters.
FORMS = ("/gui/ProcessingToolbox.py", "/gui/ParametersPanel.py")
#: How a line ends that is the driver's: QGIS runs its script as a text.
AGENT = " _answer"
_LINE = re.compile(r'  File "(?P<file>.*)", line (?P<line>\d+) in (?P<name>.*)')


@dataclass
class Gap:
    """A time in which the window's thread did not come to its timer.

    Attributes:
        step: of the driver.
        wall_ms: how long it was.
        busy_ms: how much of it the thread computed; the rest it waited, for a lock, a disk or, on
            a busy machine, its turn.
        where: the Python that was seen soon after it began, ``file:line function`` from the inside;
            empty where there was none, only QGIS' own C++.
    """

    step: str
    wall_ms: float
    busy_ms: float
    where: list[str]

    @property
    def whose(self) -> str:
        """``driver`` where it looked for a widget, ``plugin`` where its code was on the way to what
        was done, else ``QGIS``."""
        if any(line.endswith(AGENT) for line in self.where):
            return "driver"
        if any(part in line for line in self.where for part in FORMS):
            return "QGIS"
        return "plugin" if any(part in line for line in self.where for part in OURS) else "QGIS"


class Pulse:
    """A timer in the window's thread, and a look at what keeps it from beating.

    The look is :mod:`faulthandler`'s: a thread of Python that walks the frames of another one
    keeps them alive, and a painter that lives longer than its event crashes Qt.
    """

    def __init__(self) -> None:
        self._gaps: list[Gap] = []
        self._step = "start"
        self._seen = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - as long as QGIS
        self._thread = f"Thread 0x{threading.get_ident():016x}"
        self._last, self._busy = time.perf_counter(), time.thread_time()
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)

    def mark(self, step: str) -> None:
        """From now on, gaps belong to that step."""
        self._step = step

    def gaps(self) -> list[dict[str, Any]]:
        """The gaps so far."""
        return [{**asdict(gap), "whose": gap.whose} for gap in self._gaps]

    def _beat(self) -> None:
        now, busy = time.perf_counter(), time.thread_time()
        gap, worked = 1000 * (now - self._last), 1000 * (busy - self._busy)
        self._last, self._busy = now, busy
        faulthandler.cancel_dump_traceback_later()
        if gap > GAP_MS:
            self._gaps.append(Gap(self._step, round(gap, 1), round(worked, 1), self._look()))
        if gap > 1000 * LOOK_S / 2:
            self._seen.seek(0)
            self._seen.truncate()
        faulthandler.dump_traceback_later(LOOK_S, file=self._seen)

    def _look(self) -> list[str]:
        """What was seen of this thread."""
        self._seen.seek(0)
        _, _, mine = self._seen.read().partition(self._thread)
        lines = mine.partition("\n\n")[0].splitlines()[1:]
        found = filter(None, map(_LINE.match, lines))
        return [f"{line['file']}:{line['line']} {line['name']}" for line in found]
