"""HTML pages: the card of a model, and a comparison of several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from trajganr_core.contract.texts.model_summary import describe_metrics, summarise

from trajganr_core.contract.protocol.records import BundleRecord, ModelRecord
from trajganr_core.contract.records.group_figures import GROUPINGS
from trajganr_core.contract.records.model_card import ModelCard
from trajganr_core.contract.tasks import ERRORS, IN_UNITS, METRICS, TASKS
from trajganr_core.contract.texts.card_sections import card_sections, district_rows

from ..client.comparison import COVERAGE, PASSES, are_comparable, differences, figures
from ..i18n import localised, tr
from .html import bullets, heading, paragraph, table

BETTER = "★"
#: Begins of the names of figures: of the model, and of what needs less.
COLUMNS = ("", PASSES, "baseline_")
#: Name of the line about intervals in the summary of a head's figures.
INTERVALS = "90 % intervals"


def card_page(model: ModelRecord, bundle: BundleRecord | None) -> str:
    """A model's card.

    Args:
        model: of the worker.
        bundle: the one that it was trained on, if the worker still has it.
    """
    card = model.card
    summary, sections = summarise(card, tr), card_sections(card, tr)
    heads, pretraining = summary.pop("heads"), summary.pop("pretraining")
    parts = (
        heading(model.name),
        _figures(card),
        heading(tr("Intended use")),
        bullets(sections["use"]),
        paragraph(tr("Not intended for:")),
        bullets(sections["misuse"]),
        heading(tr("Limits")),
        bullets(sections["limits"]),
        heading(tr("Fairness across districts")),
        bullets(sections["fairness"]),
        _districts(card),
        heading(tr("Data")),
        bullets(sections["data"]),
        paragraph(tr("The worker no longer has the model's bundle.")) if bundle is None else "",
        heading(tr("Properties")),
        table([(tr("id"), escape(model.id)), *_rows(summary)]),
        *(_head(title, lines) for title, lines in (heads.items() if card.heads else ())),
        heading(tr("Pretraining")),
        table(_rows(pretraining)),
    )
    return "".join(parts)


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
    parts = [heading(tr("Held-out figures"))]
    if rows:
        mark = tr("{mark} marks the better value.").format(mark=BETTER)
        parts += [table(rows, titles), paragraph(mark)]
    else:
        parts.append(paragraph(tr("None of these models is fine-tuned.")))
    if not are_comparable(cards):
        parts.append(paragraph(warning))
    parts.append(heading(tr("Differences")))
    if differing:
        parts.append(table(differing, titles))
    else:
        parts.append(paragraph(tr("The models differ only in their names.")))
    return "".join(parts)


def _compared(cards: Sequence[ModelCard]) -> list[tuple[str, ...]]:
    """A row for each figure, below a row with the title of the task."""
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
    """A row for each figure beside those of what needs less, below a row with the task's title."""
    if not card.heads:
        return paragraph(tr("Not fine-tuned: there is no task to evaluate."))
    rows: list[tuple[str, ...]] = []
    for task_id, head in card.heads.items():
        task, metrics = TASKS[task_id], head.metrics
        rows.append((f"<b>{escape(tr(task.title))}</b>",))
        rows += [
            (
                _metric(task_id, name),
                *(_figure(task_id, name, metrics.get(begin + name)) for begin in COLUMNS),
            )
            for name in task.metrics
        ]
        intervals = describe_metrics(task_id, metrics, tr)[INTERVALS]
        rows.append((escape(tr("90 % intervals")), escape(intervals)))
    return table(rows, [tr("On held-out roads"), tr("Model"), tr("Mean of passes"), tr("Trivial")])


def _districts(card: ModelCard) -> str:
    """The figures of each district, below a row with the title of the task."""
    rows: list[tuple[str, ...]] = []
    for task, head in card.heads.items():
        districts = district_rows(task, head, tr)
        if districts:
            rows.append((f"<b>{escape(tr(TASKS[task].title))}</b>",))
            rows += [(escape(name), escape(text)) for name, text in districts]
    return table(rows) if rows else ""


def _head(title: str, lines: Mapping[str, Any]) -> str:
    """The settings of a head, and its figures by group of roads; the others are above."""
    names = ("head", "held out", "roads", "caution")
    shown = {name: lines[name] for name in names if name in lines}
    rows: list[tuple[str, ...]] = [*_rows(shown)]
    for by, title_of_group in GROUPINGS.items():
        grouping = tr(title_of_group)
        if grouping in lines and by != "district":
            rows += [(f"<b>{escape(grouping)}</b>",), *_rows(lines[grouping])]
    return heading(tr(title)) + table(rows)


def _rows(summary: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(escape(tr(name)), escape(str(text))) for name, text in summary.items()]


def _metric(task_id: str, name: str) -> str:
    """The name of a figure, with its unit or, if it has none, its best value."""
    if name.startswith(PASSES):
        return f"– {escape(tr('Mean of passes'))}"
    title = tr(METRICS[name])
    if name == COVERAGE:
        return escape(title)
    if name in IN_UNITS:
        note = tr(TASKS[task_id].unit)
    else:
        note = tr("best {value}").format(value=0 if name in ERRORS else 1)
    return escape(f"{title} ({note})")


def _figure(task_id: str, name: str, value: float | None) -> str:
    """A figure without its unit, which is in the first column."""
    if value is None:
        return "–"
    return f"{100 * value:.0f} %" if name == COVERAGE else localised(f"{value:.3g}")


def _marked(text: str, is_best: bool) -> str:
    return f"<b>{text} {BETTER}</b>" if is_best else text
