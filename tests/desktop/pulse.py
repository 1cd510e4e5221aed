"""Measures how long the window of QGIS did not respond, and why. Runs inside QGIS."""

from __future__ import annotations

import opcode
import re
import signal
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from qgis.PyQt.QtCore import QTimer

BEAT_MS = 5
#: Shorter gaps are ignored.
GAP_MS = 50.0
#: After that time without a beat it is looked where the thread is.
LOOK_MS = 30
#: The signal by which it is looked.
QUESTION = signal.SIGUSR2
#: With what the code of a function begins.
RESUME = opcode.opmap["RESUME"]
#: In a path, what says that code is the plugin's.
OURS = ("/qgis_plugin/", "/trajganr_core/")
#: QGIS' own toolbox and forms, while they ask each algorithm for its name and parameters.
FORMS = re.compile(
    r"/gui/(ProcessingToolbox|ParametersPanel)\.py|/gui/AlgorithmDialog\.py:\d+ __init__$"
)
#: How a line ends that is the driver's: QGIS runs its script as a text.
AGENT = " _answer"


@dataclass
class Gap:
    """A time in which the window's thread did not come to its timer.

    Attributes:
        step: of the driver.
        wall_ms: how long it was.
        busy_ms: how much of it the thread computed.
        queued_ms: how much of it the thread waited for a core; what is left it waited for a lock,
            the screen or a disk.
        where: the first Python that ran once it was asked, ``file:line function`` from the inside:
            what called the C++ that took so long. Empty where there was none, only QGIS' own C++.
    """

    step: str
    wall_ms: float
    busy_ms: float
    queued_ms: float
    where: list[str]

    @property
    def cause(self) -> str:
        """``driver`` where it looked for a widget, ``plugin`` where its code was on the way to what
        was done, else ``QGIS``."""
        if any(line.endswith(AGENT) for line in self.where):
            return "driver"
        if any(map(FORMS.search, self.where)):
            return "QGIS"
        return "plugin" if any(part in line for line in self.where for part in OURS) else "QGIS"


class Pulse:
    """A timer in the window's thread, and a second thread that asks it where it is when it is late.

    It asks by a signal, which Python answers in the window's thread as soon as it comes back from
    C++. Who looks at the frames of a thread from another one, as :mod:`faulthandler` does, has
    crashed QGIS.
    """

    def __init__(self) -> None:
        self._gaps: list[Gap] = []
        self._step = "start"
        self._seen: list[str] = []
        self._watched = threading.get_ident()
        self._schedule = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
        self._last, self._busy, self._queued = self._now()
        signal.signal(QUESTION, self._look)
        signal.siginterrupt(QUESTION, False)  # what waits for the system goes on
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._ask_when_late, daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Stop looking. A thread that wakes after QGIS has left Python would crash it."""
        self._ended.set()
        self._thread.join()

    def mark(self, step: str) -> None:
        """From now on, gaps belong to that step."""
        self._step = step

    def gaps(self) -> list[dict[str, Any]]:
        """The gaps so far."""
        return [{**asdict(gap), "cause": gap.cause} for gap in self._gaps]

    def _beat(self) -> None:
        before = self._last, self._busy, self._queued
        self._last, self._busy, self._queued = now = self._now()
        seen, self._seen = self._seen, []
        wall, busy, queued = (round(b - a, 1) for a, b in zip(before, now, strict=True))
        if wall > GAP_MS:
            self._gaps.append(Gap(self._step, wall, busy, queued, seen))

    def _now(self) -> tuple[float, float, float]:
        """Milliseconds that have passed, that this thread has computed, and waited for a core."""
        computed, waited, _ = self._schedule.read_text(encoding="ascii").split()
        return 1000 * time.perf_counter(), int(computed) / 1e6, int(waited) / 1e6

    def _look(self, number: int, frame: FrameType | None) -> None:
        """Note where this thread is, unless it is only here.

        A function that was just entered has not taken the time: what called it has.
        """
        lines = []
        if frame is not None and frame.f_lasti <= frame.f_code.co_code.index(RESUME):
            frame = frame.f_back
        while frame is not None:
            code = frame.f_code
            lines.append(f"{code.co_filename}:{frame.f_lineno} {code.co_name}")
            frame = frame.f_back
        if not any(line.startswith(__file__) for line in lines):
            self._seen = lines

    def _ask_when_late(self) -> None:
        """Once in each gap, when it has become one."""
        interrupted = 0.0
        while not self._ended.wait(LOOK_MS / 3000):
            last = self._last
            if last != interrupted and 1000 * time.perf_counter() > last + LOOK_MS:
                interrupted = last
                signal.pthread_kill(self._watched, QUESTION)
