"""Models side by side: their held-out figures, and where their configurations differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trajganr_core.contract.records.json_records import encode
from trajganr_core.contract.records.model_card import ModelCard, SplitChoice
from trajganr_core.contract.tasks import ERRORS, TASKS
from trajganr_core.contract.texts.model_facts import COVERAGE

#: The best coverage of intervals is the nearest one to this.
NOMINAL_COVERAGE = 0.9
#: Begin of the names of figures of the mean of the road's own passes.
PASSES = "passes_"
#: Options that are not compared.
NAMES = frozenset({"name"})


@dataclass(frozen=True)
class Figure:
    """A held-out figure of several models.

    Attributes:
        task: its id.
        metric: its name.
        values: of each model; None if it has none.
        best: indices of the best ``values``; empty if all are equal.
    """

    task: str
    metric: str
    values: tuple[float | None, ...]
    best: frozenset[int]


def figures(cards: Sequence[ModelCard]) -> list[Figure]:
    """The held-out figures of at least one of the models, with the main one of a task first."""
    results = []
    for task in TASKS.values():
        main, *others = task.metrics
        for metric in (main, PASSES + main, *others, COVERAGE):
            values = tuple(figure_of(card, task.id, metric) for card in cards)
            if any(value is not None for value in values):
                results.append(Figure(task.id, metric, values, _best(metric, values)))
    return results


def figure_of(card: ModelCard, task: str, metric: str) -> float | None:
    """A held-out figure of a model; None if it has none."""
    head = card.heads.get(task)
    value = head.metrics.get(metric) if head else None
    return None if value is None else float(value)


def differences(cards: Sequence[ModelCard]) -> list[tuple[str, tuple[str, ...]]]:
    """The options in which the models differ: name, and a text per model."""
    configurations = [dict(_configuration(card)) for card in cards]
    names = dict.fromkeys(name for one in configurations for name in one)
    rows = [(name, tuple(one.get(name, "–") for one in configurations)) for name in names]
    return [(name, texts) for name, texts in rows if len(set(texts)) > 1]


def are_comparable(cards: Sequence[ModelCard]) -> bool:
    """Whether the figures of each task come from the same held-out roads."""
    splits: dict[str, set[tuple[str, SplitChoice]]] = {}
    for card in cards:
        for task, head in card.heads.items():
            splits.setdefault(task, set()).add((card.bundle.id, head.split))
    return all(len(choices) == 1 for choices in splits.values())


def _best(metric: str, values: Sequence[float | None]) -> frozenset[int]:
    badness = {i: _badness(metric, value) for i, value in enumerate(values) if value is not None}
    if len(set(badness.values())) < 2 or metric.startswith(PASSES):  # of no model
        return frozenset()
    return frozenset(i for i, bad in badness.items() if bad == min(badness.values()))


def _badness(metric: str, value: float) -> float:
    if metric == COVERAGE:
        return abs(value - NOMINAL_COVERAGE)
    return value if metric in ERRORS else -value


def _configuration(card: ModelCard) -> Iterator[tuple[str, str]]:
    yield "bundle", card.bundle.name or card.bundle.path
    for stage in ("pretraining", "finetuning"):
        part = getattr(card, stage)
        for name, value in encode(part.config).items() if part else ():
            if name not in NAMES:
                yield f"{stage}: {name.replace('_', ' ')}", str(value)
