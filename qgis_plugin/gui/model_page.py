"""HTML pages: the card of a model, and a comparison of several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from trajganr_core.contract.model_card import ModelCard
from trajganr_core.contract.model_summary import describe_metrics, summarise
from trajganr_core.contract.protocol.records import BundleRecord, ModelRecord
from trajganr_core.contract.tasks import ERRORS, IN_UNITS, METRICS, TASKS

from ..client.comparison import COVERAGE, are_comparable, differences, figures
from ..i18n import tr
from .html import heading, page, paragraph, table

BETTER = "★"
#: What the summary of a head's figures calls the line about its intervals.
INTERVALS = "90 % intervals"
#: What the summary of a card calls its parts; figures of the training keep their names.
ROWS = {
    "name": "name",
    "made": "made",
    "bundle": "bundle",
    "area": "area",
    "pretrained on": "pretrained on",
    "preset": "preset",
    "switches": "switches",
    "model": "model",
    "street views": "street views",
    "held out": "held out",
    "head": "head",
    "roads": "roads",
    "mind": "mind",
    "learned": "learned",
    "epoch": "epoch",
}


def card_page(model: ModelRecord, bundle: BundleRecord | None) -> str:
    """A model's card.

    Args:
        model: of the worker.
        bundle: the one that it was trained on, if the worker still has it.
    """
    card = model.card
    summary = summarise(card, tr)
    heads, pretraining = summary.pop("heads"), summary.pop("pretraining")
    return page(
        heading(model.name),
        _figures(card),
        heading(tr("Properties")),
        table([(tr("id"), escape(model.id)), *_rows(summary)]),
        *(_head(title, lines) for title, lines in _heads(heads)),
        heading(tr("Licences of the data")),
        _licences(bundle),
        heading(tr("Pretraining")),
        table(_rows(pretraining)),
    )


def comparison_page(models: Sequence[ModelRecord]) -> str:
    """Models side by side: figures with the better ones marked, and differing settings."""
    cards = [model.card for model in models]
    titles = ["", *(escape(model.name) for model in models)]
    warning = tr(
        "These figures are for different held-out roads: bundle, split or fold "
        "differ. Evaluate the models on one bundle to compare them."
    )
    rows = _compared(cards)
    differing = [
        (escape(name), *(escape(text) for text in texts)) for name, texts in differences(cards)
    ]
    return page(
        heading(tr("Held-out figures")),
        table(rows, titles) if rows else paragraph(tr("None of these models is fine-tuned.")),
        paragraph(tr("{mark} marks the better value.").format(mark=BETTER)) if rows else "",
        "" if are_comparable(cards) else paragraph(warning),
        heading(tr("Differences")),
        table(differing, titles)
        if differing
        else paragraph(tr("The models differ only in their names.")),
    )


def _compared(cards: Sequence[ModelCard]) -> list[tuple[str, ...]]:
    """A row a figure, below a row that names the task."""
    rows: list[tuple[str, ...]] = []
    task = ""
    for figure in figures(cards):
        if figure.task != task:
            task = figure.task
            rows.append((f"<b>{escape(tr(TASKS[task].title))}</b>",))
        marked = (
            _marked(_figure(task, figure.metric, value), i in figure.best)
            for i, value in enumerate(figure.values)
        )
        rows.append((_metric(task, figure.metric), *marked))
    return rows


def _figures(card: ModelCard) -> str:
    """A row a figure beside the trivial predictor's, below a row that names the task."""
    if not card.heads:
        return paragraph(tr("Not fine-tuned: there is no task to evaluate."))
    rows: list[tuple[str, ...]] = []
    for task_id, head in card.heads.items():
        task, metrics = TASKS[task_id], head.metrics
        rows.append((f"<b>{escape(tr(task.title))}</b>",))
        rows += [
            (
                _metric(task_id, name),
                _figure(task_id, name, metrics.get(name)),
                _figure(task_id, name, metrics.get(f"baseline_{name}")),
            )
            for name in task.metrics
        ]
        intervals = describe_metrics(task_id, metrics, tr)[INTERVALS]
        rows.append((escape(tr("90 % intervals")), escape(intervals)))
    return table(rows, [tr("On held-out roads"), tr("Model"), tr("Trivial")])


def _heads(heads: Any) -> list[tuple[str, Mapping[str, str]]]:
    return list(heads.items()) if isinstance(heads, Mapping) else []


def _head(title: str, lines: Mapping[str, str]) -> str:
    """The settings of a head; its figures are above."""
    made = {name: lines[name] for name in ("head", "held out", "roads", "mind") if name in lines}
    return heading(tr(title)) + table(_rows(made))


def _rows(summary: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(escape(tr(ROWS.get(name, name))), escape(str(text))) for name, text in summary.items()]


def _licences(bundle: BundleRecord | None) -> str:
    if bundle is None:
        return paragraph(
            tr("Unknown: the worker no longer has the model's bundle, which lists them.")
        )
    rows = []
    for source in bundle.manifest.sources:
        terms = [text for text in (source.licence, source.attribution) if text]
        name = f"{source.name} ({source.role})"
        rows.append((escape(name), escape("; ".join(terms) or tr("not stated"))))
    return table(rows) if rows else paragraph(tr("The sources state no licence."))


def _metric(task_id: str, name: str) -> str:
    """What a figure is called, with its unit, or its best value where it has no unit."""
    title = tr(METRICS[name])
    if name == COVERAGE:
        return escape(title)
    if name in IN_UNITS:
        note = tr(TASKS[task_id].unit)
    else:
        note = tr("best {value}").format(value=0 if name in ERRORS else 1)
    return escape(f"{title} ({note})")


def _figure(task_id: str, name: str, value: float | None) -> str:
    """A figure without its unit, which its row names."""
    if value is None:
        return "–"
    return f"{100 * value:.0f} %" if name == COVERAGE else f"{value:.3g}"


def _marked(text: str, is_best: bool) -> str:
    return f"<b>{text} {BETTER}</b>" if is_best else text
