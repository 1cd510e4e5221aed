"""Answers questions about places without a model: ``python fake_place_query_process.py BYTES``.

The model's name asks for a behaviour: ``broken`` raises, ``oom`` is killed by signal 9, ``hangs``
does not answer, ``slow`` takes its time to be loaded, and refuses the first comparisons with each
place as if it prepared its roads. Each model holds 100 bytes; the answer says how often it was
loaded. What they tell is in :mod:`fake_places`.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from fake_places import jpeg_of, place_answer, similar_answer, times_answer

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.records.model_card import SHIPPED
from trajganr_core.utils.progress import Progress
from trajganr_worker.processes.job_process import take_over_stdout
from trajganr_worker.processes.place_query_process import answer_queries

LOADED: Counter[str] = Counter()
SLOW_S, SLOW_COMPARISONS = 1.5, 2


class FakeModel:
    """A model that knows its name."""

    bytes = 100

    def __init__(self, name: str, bundle: str) -> None:
        self.name = name
        self._bundle = bundle
        self._refused: Counter[object] = Counter()

    def prepare_next(self) -> bool:
        return False

    def query(self, lon: float, lat: float, *, nearest: int, trips: int) -> dict[str, Any]:
        self._behave()
        answer = place_answer(lon, lat, nearest, trips)
        about = {"bundle": self._bundle, "loaded": LOADED[self.name]}
        for road in answer["roads"]:
            road["predictions"]["speed"] |= about
        return {**answer, "model": self.name}

    def similar_page(
        self, place: tuple[float, float] | int, *, first: int, geometry: bool
    ) -> tuple[dict[str, Any], list[bytes]]:
        self._behave()
        self._refused[place] += 1
        if self.name == "slow" and self._refused[place] <= SLOW_COMPARISONS:
            percent = 40 * self._refused[place]
            raise TrajganrError(Code.MODEL_PREPARING, "At {percent} %.", "Wait.", percent=percent)
        content, buffers = similar_answer(place, first, geometry)
        return {**content, "model": self.name}, buffers

    def road_times(self, edge: int) -> dict[str, Any]:
        self._behave()
        return times_answer(edge)

    def photo(self, image: str) -> tuple[dict[str, Any], list[bytes]]:
        self._behave()
        return {"image": image}, [jpeg_of(image)]

    def _behave(self) -> None:
        match self.name:
            case "broken":
                raise TrajganrError(Code.INPUT_GEOMETRY, "Not there.", "Click elsewhere.")
            case "oom":
                os.kill(os.getpid(), signal.SIGKILL)
            case "hangs":
                time.sleep(600)


def load(model: Path | None, bundle: Path, progress: Progress) -> FakeModel:
    name = SHIPPED if model is None else model.name
    if name == "slow":
        time.sleep(SLOW_S)
    LOADED[name] += 1
    return FakeModel(name, bundle.name)


if __name__ == "__main__":
    most = 1000 if sys.argv[1] == "auto" else int(sys.argv[1])
    raise SystemExit(answer_queries(load, most, take_over_stdout()))
