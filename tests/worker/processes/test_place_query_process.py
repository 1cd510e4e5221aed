"""Models are loaded once, and let go when they do not fit."""

from __future__ import annotations

import gc
import io
import json
import os
from collections import Counter
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

from trajganr_core.contract.protocol.messages import MAX_FRAME_BYTES
from trajganr_core.utils.progress import Progress
from trajganr_worker.processes import place_query_process
from trajganr_worker.processes.frames import read_frame
from trajganr_worker.processes.place_query_process import Answer, Models, _next_line, answer_queries

OWN = Path("own")


class Model:
    """One of a hundred bytes."""

    def __init__(self) -> None:
        self.bytes = 100
        self.unprepared = 3

    def prepare_next(self) -> bool:
        self.unprepared -= 1
        return self.unprepared > 0

    def query(self, lon: float, lat: float, *, nearest: int, trips: int) -> dict[str, Any]:
        return {"text": "x" * trips, "roads": []}

    def similar_page(
        self, place: tuple[float, float] | int, *, first: int, geometry: bool
    ) -> Answer:
        return {"place": place, "first": first}, [b"\0\xff", b""]

    def road_times(self, edge: int) -> dict[str, Any]:
        return {"edge": edge}

    def photo(self, image: str) -> Answer:
        return {"image": image}, [b"jpeg"]


@pytest.fixture
def loaded() -> Counter[str]:
    """How often each model was loaded."""
    return Counter()


@pytest.fixture
def models(loaded: Counter[str]) -> Models:
    """Room for two."""

    def load(model: Path, bundle: Path, progress: Progress) -> Model:
        loaded[model.name] += 1
        progress("computing what it lacks", 0.5)
        return Model()

    return Models(load, 200, lambda: loaded.update(["alive"]))


def ask(models: Models, *names: str) -> list[str]:
    """Ask models one after the other; answers those that are loaded then."""
    for name in names:
        models.get(Path(name), OWN)
        models.evict()
    return [about["model"] for about in models.describe()]


def test_a_model_is_loaded_once(models: Models, loaded: Counter[str]) -> None:
    assert ask(models, "a", "a", "b", "a") == ["b", "a"]
    assert (loaded["a"], loaded["b"]) == (1, 1)


def test_the_least_recently_used_model_is_evicted(models: Models, loaded: Counter[str]) -> None:
    assert ask(models, "a", "b", "a", "c") == ["a", "c"]
    assert ask(models, "b") == ["c", "b"]
    assert loaded["b"] == 2


def test_a_model_larger_than_the_limit_is_kept_while_it_is_queried(models: Models) -> None:
    model = models.get(Path("a"), OWN)
    model.bytes = 1000  # type: ignore[misc]
    models.evict()
    assert ask(models) == ["a"]
    assert ask(models, "b") == ["b"]


def test_models_grow_with_the_questions(models: Models) -> None:
    ask(models, "a", "b")
    models.get(Path("b"), OWN).bytes = 150  # type: ignore[misc]
    models.evict()
    assert ask(models) == ["b"]


def test_a_model_with_another_bundle_is_another_one(models: Models, loaded: Counter[str]) -> None:
    models.get(Path("a"), OWN)
    models.get(Path("a"), Path("bundle"))
    assert loaded["a"] == 2


def test_a_rewritten_model_is_loaded_again(
    models: Models, loaded: Counter[str], tmp_path: Path
) -> None:
    card = tmp_path / "card.json"
    card.write_text("{}")
    models.get(tmp_path, OWN)
    os.utime(card, (1, 1))
    models.get(tmp_path, OWN)
    assert loaded[tmp_path.name] == 2


def test_garbage_is_collected_once_after_the_first_answer_of_a_model(
    models: Models, monkeypatch: pytest.MonkeyPatch
) -> None:
    collected = Counter[str]()
    monkeypatch.setattr(gc, "freeze", lambda: collected.update(["frozen"]))
    models.get(Path("one"), OWN)
    assert not collected
    assert not gc.isenabled()
    models.freeze()
    models.freeze()
    assert collected["frozen"] == 1
    assert gc.isenabled()
    models.get(Path("two"), OWN)
    models.freeze()
    assert collected["frozen"] == 2


def test_a_model_that_computes_gives_signs_of_life(models: Models, loaded: Counter[str]) -> None:
    models.get(Path("a"), OWN)
    assert loaded["alive"] == 1


def test_the_model_that_was_asked_last_is_prepared_between_queries(models: Models) -> None:
    assert not models.prepare_next()
    first, last = (models.get(Path(name), OWN) for name in "ab")
    assert [models.prepare_next() for _ in range(3)] == [True, True, False]
    assert (first.unprepared, last.unprepared) == (3, 0)  # type: ignore[attr-defined]


def test_freed_memory_is_returned_once_a_model_is_prepared(
    models: Models, monkeypatch: pytest.MonkeyPatch
) -> None:
    returned = Counter[str]()
    monkeypatch.setattr(place_query_process, "_release_memory", lambda: returned.update(["memory"]))
    models.get(Path("a"), OWN)
    while models.prepare_next():
        assert not returned
    models.prepare_next()
    assert returned["memory"] == 1


def test_a_query_that_waits_is_answered_before_the_model_is_prepared_further(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines: Queue[str] = Queue()
    model = Model()
    models = Models(lambda *_: model, 200, lambda: None)
    models.get(Path("a"), OWN)
    lines.put("query")
    assert _next_line(lines, models) == "query"
    assert model.unprepared == 3
    monkeypatch.setattr(model, "prepare_next", lambda: lines.put("another") or True)
    assert _next_line(lines, models) == "another"


def answer_to(
    monkeypatch: pytest.MonkeyPatch, **question: Any
) -> tuple[dict[str, Any], Any, list[bytes]]:
    """What the supervisor reads of the answer to one question, its content and its buffers."""
    request = json.dumps({"id": 7, "model": "a", "bundle": "own", **question})
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{{}}\n{request}\n"))
    pipe = io.BytesIO()
    answer_queries(lambda *_: Model(), 200, pipe)
    pipe.seek(0)
    while parts := read_frame(pipe, MAX_FRAME_BYTES):
        head = json.loads(parts[0])
        if head.get("id") == 7:
            return head, json.loads(parts[1]) if len(parts) > 1 else {}, parts[2:]
    raise AssertionError("no answer")


def test_buffers_follow_the_content_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    request = {"verb": "embed.similar", "first": 3, "geometry": False}
    _, content, buffers = answer_to(monkeypatch, **request, lon=1.0, lat=2.0, edge=None)
    assert content == {"place": [1.0, 2.0], "first": 3}
    assert buffers == [b"\0\xff", b""]
    assert answer_to(monkeypatch, **request, edge=5)[1]["place"] == 5
    assert answer_to(monkeypatch, verb="image.get", image="i")[2] == [b"jpeg"]
    assert answer_to(monkeypatch, verb="road.times", edge=3)[1] == {"edge": 3}


def test_an_answer_that_is_too_long_becomes_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    request = {"verb": "embed.query", "lon": 1.0, "lat": 2.0, "nearest": 0}
    assert answer_to(monkeypatch, **request, trips=9)[1]["text"] == 9 * "x"
    head, _, _ = answer_to(monkeypatch, **request, trips=MAX_FRAME_BYTES)
    assert head["error"]["code"] == "PROTOCOL.TOO_LARGE"
