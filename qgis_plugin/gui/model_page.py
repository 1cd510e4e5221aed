"""HTML pages: the card of a model, and a comparison of several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from trajganr_core.contract.protocol.records import BundleRecord, ModelRecord
from trajganr_core.contract.records.model_card import ModelCard
from trajganr_core.contract.tasks import TASKS
from trajganr_core.contract.texts import html
from trajganr_core.contract.texts.card_sections import card_sections
from trajganr_core.contract.texts.facts import Facts, Table
from trajganr_core.contract.texts.model_facts import (
    COVERAGE,
    district_table,
    figure_table,
    group_facts,
    head_facts,
    metric_cell,
    metric_title,
    model_facts,
)
from trajganr_core.contract.texts.text import Text, said

from ..client.comparison import PASSES, are_comparable, best, differences
from ..i18n import tr

BETTER = "★"
#: Narrow docks need the width.
BULLETS = {"style": "margin-left:12px; -qt-list-indent:0"}


def card_page(model: ModelRecord, bundle: BundleRecord | None) -> str:
    """A model's card.

    Args:
        model: of the worker.
        bundle: the one that it was trained on, if the worker still has it.
    """
    card = model.card
    facts, sections = dict(model_facts(card)), card_sections(card)
    pretraining = facts.pop("pretraining")
    del facts["heads"]  # all of them are below
    districts = district_table(card.heads)
    page = [
        _heading(model.name),
        _table(figure_table({task: head.metrics for task, head in card.heads.items()}))
        if card.heads
        else _paragraph(tr("Not fine-tuned: there is no task to evaluate.")),
        _heading(tr("Intended use")),
        _bullets(sections["use"]),
        _paragraph(tr("Not intended for:")),
        _bullets(sections["misuse"]),
        _heading(tr("Limits")),
        _bullets(sections["limits"]),
        _heading(tr("Fairness across districts")),
        _bullets(sections["fairness"]),
        _table(districts) if districts.rows else "",
        _heading(tr("Data")),
        _bullets(sections["data"]),
        _paragraph(tr("The worker no longer has the model's bundle.")) if bundle is None else "",
        _heading(tr("Properties")),
        _table(_rows({Text("id"): model.id, **facts})),
    ]
    for task, head in card.heads.items():
        groups = [one for one in head.groups if one.by != "district"]
        page.append(_heading(tr(TASKS[task].title)))
        page.append(_table(_rows({**head_facts(head), **group_facts(task, groups)})))
    return "".join([*page, _heading(tr("Pretraining")), _table(_rows(pretraining))])


def comparison_page(models: Sequence[ModelRecord]) -> str:
    """Models side by side: figures with the better ones marked, and differing settings."""
    cards = [model.card for model in models]
    titles = ["", *(model.name for model in models)]
    compared, differing = _compared(cards), differences(cards)
    page = [_heading(tr("Held-out figures"))]
    if compared:
        mark = tr("{mark} marks the better value.").format(mark=BETTER)
        page += [_table(Table(titles, compared)), _paragraph(mark)]
    else:
        page.append(_paragraph(tr("None of these models is fine-tuned.")))
    if not are_comparable(cards):
        warning = tr(
            "These figures are for different held-out roads: bundle, split or fold "
            "differ. Evaluate the models on one bundle to compare them."
        )
        page.append(_paragraph(warning))
    page.append(_heading(tr("Differences")))
    if differing:
        page.append(_table(Table(titles, [(name, *texts) for name, texts in differing])))
    else:
        page.append(_paragraph(tr("The models differ only in their names.")))
    return "".join(page)


def _compared(cards: Sequence[ModelCard]) -> list[Sequence[str]]:
    """A row for each figure that a model has, below a row with the title of the task."""
    rows: list[Sequence[str]] = []
    for task in TASKS.values():
        figures = [card.heads[task.id].metrics if task.id in card.heads else {} for card in cards]
        if any(figures):
            rows.append([Text(task.title)])
        main, *others = task.metrics
        for metric in (main, PASSES + main, *others, COVERAGE):
            values = [of.get(metric) for of in figures]
            if any(value is not None for value in values):
                rows.append([_title(task.id, metric), *_marked(metric, values)])
    return rows


def _title(task: str, metric: str) -> Text:
    """The name of a figure of models, or of the mean of the road's own trips below it."""
    if metric.startswith(PASSES):
        return Text("– {of}", of=Text("Mean of own trips"))
    return metric_title(task, metric)


def _marked(metric: str, values: Sequence[float | None]) -> Iterator[str]:
    """The cells of figures, with a mark at the best."""
    for number, value in enumerate(values):
        cell = said(metric_cell(metric.removeprefix(PASSES), value), tr)
        is_best = number in best(metric, values)
        yield html.element("b", f"{cell} {BETTER}") if is_best else cell


def _rows(facts: Facts) -> Table:
    """A row for each fact; facts in a fact are rows below a heading."""
    rows: list[Sequence[str]] = []
    for name, fact in facts.items():
        rows += [[name], *fact.items()] if isinstance(fact, Mapping) else [[name, fact]]
    return Table((), rows)


def _heading(text: str) -> str:
    return html.element("h3", text)


def _paragraph(text: str) -> str:
    return html.element("p", text)


def _bullets(texts: Sequence[Text]) -> str:
    return html.bullets([text.said(tr) for text in texts], **BULLETS)


def _table(table: Table) -> str:
    return html.table(table, tr, **html.PLAIN)
