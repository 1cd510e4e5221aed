"""Models are loaded once, and let go when they do not fit."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from trajganr_core.progress import Progress
from worker.hot import Models


class Model:
    """One of a hundred bytes."""

    def __init__(self) -> None:
        self.bytes = 100

    def prepare(self, progress: Progress) -> None:
        progress("preparing", 0.5)

    def query(self, lon: float, lat: float, *, nearest: int) -> dict[str, Any]:
        return {}


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
