"""Models side by side: their held-out figures, and where their configurations differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trajganr_core.contract.records.json_records import encode
from trajganr_core.contract.records.model_card import ModelCard, SplitChoice
from trajganr_core.contract.tasks import ERRORS
from trajganr_core.contract.texts.model_facts import COVERAGE

#: The best coverage of intervals is the nearest one to this.
NOMINAL_COVERAGE = 0.9
#: Begin of the names of figures of the mean of the road's own passes.
PASSES = "passes_"
#: Options that are not compared.
NAMES = frozenset({"name"})


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


def best(metric: str, values: Sequence[float | None]) -> set[int]:
    """Indices of the best of several models' values of a figure; empty if all are equal."""
    badness = {i: _badness(metric, value) for i, value in enumerate(values) if value is not None}
    if len(set(badness.values())) < 2 or metric.startswith(PASSES):  # of no model
        return set()
    return {i for i, bad in badness.items() if bad == min(badness.values())}


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
