"""Models are loaded once, and let go when they do not fit."""

from __future__ import annotations

import io
import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from trajganr_core.utils.progress import Progress
from worker.processes.place_query_process import (
    LONGEST_LINE_BYTES,
    TAB,
    Answer,
    Models,
    answer_lines,
)


class Model:
    """One of a hundred bytes."""

    def __init__(self) -> None:
        self.bytes = 100

    def prepare(self, progress: Progress) -> None:
        progress("preparing", 0.5)

    def query(self, lon: float, lat: float, *, nearest: int, trips: int) -> dict[str, Any]:
        return {"text": "x" * trips, "roads": []}

    def similar_page(
        self, place: tuple[float, float] | int, *, first: int, geometry: bool
    ) -> Answer:
        return {"place": place, "first": first}, [b"\0\xff", b""]

    def photo(self, image: str) -> Answer:
        return {"image": image}, [b"jpeg"]


@pytest.fixture
def loaded() -> Counter[str]:
    """How often each model was loaded."""
    return Counter()


@pytest.fixture
def models(loaded: Counter[str]) -> Models:
    """Room for two."""

    def load(model: Path, bundle: Path | None) -> Model:
        loaded[model.name] += 1
        return Model()

    return Models(load, 200, lambda: loaded.update(["alive"]))


def ask(models: Models, *names: str) -> list[str]:
    """Ask models one after the other; answers those that are loaded then."""
    for name in names:
        models.get(Path(name), None)
        models.let_go()
    return [about["model"] for about in models.describe()]


def test_a_model_is_loaded_once(models: Models, loaded: Counter[str]) -> None:
    assert ask(models, "a", "a", "b", "a") == ["b", "a"]
    assert (loaded["a"], loaded["b"]) == (1, 1)


def test_the_one_that_was_asked_longest_ago_is_let_go(models: Models, loaded: Counter[str]) -> None:
    assert ask(models, "a", "b", "a", "c") == ["a", "c"]
    assert ask(models, "b") == ["c", "b"]
    assert loaded["b"] == 2


def test_a_model_that_alone_is_too_large_is_kept_while_it_is_asked(models: Models) -> None:
    model = models.get(Path("a"), None)
    model.bytes = 1000  # type: ignore[misc]
    models.let_go()
    assert ask(models) == ["a"]
    assert ask(models, "b") == ["b"]


def test_models_grow_with_the_questions(models: Models) -> None:
    ask(models, "a", "b")
    models.get(Path("b"), None).bytes = 150  # type: ignore[misc]
    models.let_go()
    assert ask(models) == ["b"]


def test_a_model_with_another_bundle_is_another_one(models: Models, loaded: Counter[str]) -> None:
    models.get(Path("a"), None)
    models.get(Path("a"), Path("bundle"))
    assert loaded["a"] == 2


def test_a_model_that_was_written_anew_is_loaded_anew(
    models: Models, loaded: Counter[str], tmp_path: Path
) -> None:
    card = tmp_path / "card.json"
    card.write_text("{}")
    models.get(tmp_path, None)
    os.utime(card, (1, 1))
    models.get(tmp_path, None)
    assert loaded[tmp_path.name] == 2


def test_making_a_model_ready_gives_signs_of_life(models: Models, loaded: Counter[str]) -> None:
    ask(models, "a")
    assert loaded["alive"] == 1


def told(monkeypatch: pytest.MonkeyPatch, **question: Any) -> dict[str, Any]:
    """What is answered to one question."""
    asked = json.dumps({"id": 7, "model": "a", "bundle": None, **question})
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{{}}\n{asked}\n"))
    pipe = io.StringIO()
    answer_lines(lambda *_: Model(), 200, pipe)
    lines = pipe.getvalue().splitlines()
    assert max(map(len, lines)) < LONGEST_LINE_BYTES
    heads, contents = zip(*(line.split(TAB) for line in lines), strict=True)
    ((head, content),) = [
        (head, content)
        for head, content in zip(map(json.loads, heads), contents, strict=True)
        if head.get("id") == 7
    ]
    return {**head, "content": content and json.loads(content)}


def test_raw_bytes_are_told_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {"verb": "embed.similar", "first": 3, "geometry": False}
    at_place = told(monkeypatch, **asked, lon=1.0, lat=2.0, edge=None)
    assert at_place["content"] == {"place": [1.0, 2.0], "first": 3}
    assert at_place["buffers"] == ["AP8=", ""]
    assert told(monkeypatch, **asked, edge=5)["content"]["place"] == 5
    assert told(monkeypatch, verb="image.get", image="i")["buffers"] == ["anBlZw=="]


def test_an_answer_that_is_too_long_becomes_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {"verb": "embed.query", "lon": 1.0, "lat": 2.0, "nearest": 0}
    assert told(monkeypatch, **asked, trips=9)["content"]["text"] == 9 * "x"
    answer = told(monkeypatch, **asked, trips=LONGEST_LINE_BYTES)
    assert answer["error"]["code"] == "PROTOCOL.TOO_LARGE"
