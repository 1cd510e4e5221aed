"""Answers place queries: ``python -m trajganr_worker.processes.place_query_process BYTES``.

It reads one query a line and writes one answer a frame (:mod:`.frames`): JSON that the supervisor
reads and, for an answer, its content and raw buffers, which the supervisor passes on unread. Models
are loaded at their first query. When they hold more than BYTES together, the least recently used
ones are dropped.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import logging
import os
import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from queue import Queue
from typing import IO, TYPE_CHECKING, Any

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.messages import MAX_FRAME_BYTES
from trajganr_core.contract.protocol.place_query_codec import pack
from trajganr_core.contract.records.model_card import CARD, SHIPPED
from trajganr_core.utils.progress import Progress

from ..storage.error_mapping import coded
from ..storage.memory import free_memory
from .frames import write_frame
from .job_process import take_over_stdout

if TYPE_CHECKING:
    from trajganr_core.inference.place_query.query_engine import QueryEngine

#: Default limit, as a share of the machine's memory.
USUAL_SHARE = 0.25
UNKNOWN_MEMORY = 8 << 30
#: How long OpenMP threads spin while they wait for work. A click is hundreds of short sums: threads
#: that sleep in between (see ``worker/trajganr_worker/__init__.py``) are woken too late to help.
SPINS = "100000"
#: Interval of signs of life while a model computes, seconds.
ALIVE_INTERVAL_S = 1.0

#: Folders of a model, None for the shipped one, and of a bundle.
Pair = tuple[Path | None, Path]
#: JSON content of an answer, and its raw buffers.
Answer = tuple[dict[str, Any], list[bytes]]
#: Loads a model with a bundle; the progress is called while it computes what it lacks.
Load = Callable[[Path | None, Path, Progress], "QueryEngine"]


class Models:
    """Loaded models, within a memory limit.

    Args:
        load: loads a model with a bundle, which calls the given function while it computes.
        most_bytes: limit for all together; the model of the present query is kept even if it alone
            is larger.
        alive: called regularly while a model computes.
    """

    def __init__(self, load: Load, most_bytes: int, alive: Callable[[], None]) -> None:
        self._load = load
        self._most_bytes = most_bytes
        self._alive = alive
        self._alive_at = 0.0
        self._loaded: OrderedDict[Pair, tuple[QueryEngine, object]] = OrderedDict()
        self._is_frozen = True
        self._is_preparing = False

    def get(self, model: Path | None, bundle: Path) -> QueryEngine:
        """The model, loaded if needed; a model that was overwritten is loaded again."""
        pair, version = (model, bundle), _version(model)
        entry = self._loaded.pop(pair, None)
        if entry is None or entry[1] != version:
            gc.disable()
            entry = (self._load(model, bundle, self._progress), version)
            self._is_frozen = False
        self._loaded[pair] = entry
        return entry[0]

    def prepare_next(self) -> bool:
        """Prepare the most recently used model further; whether there is more to prepare."""
        for loaded, _ in reversed(self._loaded.values()):
            is_more = loaded.prepare_next()
            if self._is_preparing and not is_more:
                _release_memory()
            self._is_preparing = is_more
            return is_more
        return False

    def freeze(self) -> None:
        """Exclude objects that stay from garbage collection, which would delay each click.

        It takes a while, so it is done after the first answer of a model; until then, there is no
        garbage collection.
        """
        if not self._is_frozen:
            gc.collect()
            gc.freeze()
            gc.enable()
            self._is_frozen = True

    def evict(self) -> None:
        """Drop models until the rest fits; their memory grows with the queries."""
        while len(self._loaded) > 1 and self._bytes() > self._most_bytes:
            self._loaded.popitem(last=False)
            gc.unfreeze()

    def describe(self) -> list[dict[str, Any]]:
        """The loaded models, the most recently used one last."""
        return [
            {
                "model": model.name if model else SHIPPED,
                "bundle": bundle.name,
                "bytes": loaded.bytes,
            }
            for (model, bundle), (loaded, _) in self._loaded.items()
        ]

    def _bytes(self) -> int:
        return sum(loaded.bytes for loaded, _ in self._loaded.values())

    def _progress(self, stage: str, fraction: float, /, **figures: float) -> None:
        if time.monotonic() > self._alive_at + ALIVE_INTERVAL_S:
            self._alive_at = time.monotonic()
            self._alive()


def main() -> int:
    """Answer queries with real models."""
    pipe = take_over_stdout()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    os.environ.setdefault("GOMP_SPINCOUNT", SPINS)
    gc.disable()  # imports would collect garbage a hundred times; see Models.freeze
    from trajganr_core.inference.place_query.query_engine import QueryEngine

    limit = sys.argv[1]
    usual = free_memory()["total_bytes"] or UNKNOWN_MEMORY
    most_bytes = int(USUAL_SHARE * usual) if limit == "auto" else int(limit)
    # GPUs are left to training jobs.
    return answer_queries(
        lambda model, bundle, progress: QueryEngine.load(model, bundle, "cpu", progress),
        most_bytes,
        pipe,
    )


def answer_queries(load: Load, most_bytes: int, pipe: IO[bytes]) -> int:
    """Answer every line of the standard input until it ends.

    Between queries, the model is prepared for further ones, so that the first one need not wait.

    Args:
        load, most_bytes: as for :class:`Models`.
        pipe: receives the answers.
    """
    models = Models(load, most_bytes, lambda: _write(pipe, {"alive": True}))
    sys.stdin.readline()  # secrets; a place query has none
    lines: Queue[str] = Queue()
    threading.Thread(target=_read, args=(lines,), daemon=True).start()
    while line := _next_line(lines, models):
        query = json.loads(line)
        try:
            model = models.get(query["model"] and Path(query["model"]), Path(query["bundle"]))
            content, buffers = _answer(model, query)
            encoded = json.dumps(content, ensure_ascii=False, allow_nan=False).encode()
            _write(pipe, {"id": query["id"]}, encoded, *buffers)
        except Exception as error:
            _write(pipe, {"id": query["id"], "error": coded(error).to_dict()})
        models.freeze()
        models.evict()
        _write(pipe, {"loaded": models.describe()})
    return 0


def _read(lines: Queue[str]) -> None:
    """Pass on the lines of the standard input, and '' at its end."""
    for line in sys.stdin:
        lines.put(line)
    lines.put("")


def _next_line(lines: Queue[str], models: Models) -> str:
    while lines.empty() and models.prepare_next():
        models.evict()
    return lines.get()


def _release_memory() -> None:
    """Return freed memory to the system, which glibc otherwise keeps."""
    if sys.platform == "linux":
        with contextlib.suppress(AttributeError):  # another libc
            ctypes.CDLL(None).malloc_trim(0)


def _answer(model: QueryEngine, query: dict[str, Any]) -> Answer:
    match query["verb"]:
        case "embed.query":
            place = query["lon"], query["lat"]
            return pack(model.query(*place, nearest=query["nearest"], trips=query["trips"]))
        case "embed.similar":
            edge = query["edge"]
            return model.similar_page(
                (query["lon"], query["lat"]) if edge is None else edge,
                first=query["first"],
                geometry=query["geometry"],
            )
        case "road.times":
            return model.road_times(query["edge"]), []
        case "image.get":
            return model.photo(query["image"])
    raise ValueError(query["verb"])


def _write(pipe: IO[bytes], head: dict[str, Any], *parts: bytes) -> None:
    """Write a frame: JSON for the supervisor, then the parts that it passes on.

    Raises:
        TrajganrError: ``PROTOCOL.TOO_LARGE``.
    """
    frame = [json.dumps(head).encode(), *parts]
    size = sum(map(len, frame))
    if size > MAX_FRAME_BYTES:
        raise TrajganrError(
            Code.PROTOCOL_TOO_LARGE,
            "The answer has {size} bytes, more than {limit}.",
            "Request fewer trips or fewer similar roads.",
            size=size,
            limit=MAX_FRAME_BYTES,
        )
    write_frame(pipe, frame)


def _version(model: Path | None) -> object:
    """Changes when a model of the same name is overwritten."""
    if model is None:
        return None
    try:
        status = (model / CARD).stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_ino


if __name__ == "__main__":
    raise SystemExit(main())
