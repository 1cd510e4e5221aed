"""The predictions of a place: a block a task, with value, interval and figure."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any

from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from trajganr_core.contract.protocol.place_answers import PlaceRoad
from trajganr_core.contract.tasks import AOI_CATEGORIES, POPULARITY_CLASSES, TASKS, Kind, Task

from ...i18n import tr
from ...untrusted_text import as_html
from ..widgets import stack, text_label
from . import words
from .bars import ClassCells, ShareBars, ValueBar


class Predictions(QWidget):
    """Predictions, their basis, and reasons for caution."""

    def __init__(self) -> None:
        super().__init__()
        self._blocks = {name: _block(task) for name, task in TASKS.items()}
        self._basis = text_label(tr("Basis of the predictions"))
        self._caution = text_label(tr("Why the predictions are less reliable"))
        stack(self, *self._blocks.values(), self._basis, self._caution)

    def show_entry(self, entry: PlaceRoad) -> None:
        """Show the predictions of a road."""
        predictions = entry.predictions
        for name, block in self._blocks.items():
            block.setVisible(name in predictions)
            if name in predictions:
                block.show_fields(predictions[name])
        self._basis.setText(words.basis(entry))
        cautions = "; ".join(map(tr, entry.caution.split("; ")))
        self._caution.setText(tr("Caution: {caution}").format(caution=cautions))
        self._caution.setVisible(bool(entry.caution))


class _Block(QWidget):
    """A task: its title, its prediction as text, and a figure."""

    def __init__(self, task: Task, figure: QWidget) -> None:
        super().__init__()
        self._task = task
        self._text = text_label(tr(task.title), is_html=True)
        self._figure = figure
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setSpacing(2)
        layout.addWidget(self._text)
        layout.addWidget(figure)

    def show_fields(self, fields: Mapping[str, Any]) -> None:
        """Show another prediction."""
        text = words.prediction(self._task.id, fields)
        self._text.setText(f"<b>{words.title(self._task.id)}</b>: {as_html(text)}")
        self._figure.setAccessibleDescription(text)
        self._draw(fields)

    @abstractmethod
    def _draw(self, fields: Mapping[str, Any]) -> None:
        """Show it in the figure."""


class _Number(_Block):
    """A number with its interval."""

    def __init__(self, task: Task) -> None:
        self._bar = ValueBar(tr(task.title))
        super().__init__(task, self._bar)

    def _draw(self, fields: Mapping[str, Any]) -> None:
        name = self._task.fields[0].name
        self._bar.show_value(*(fields[key] for key in (name, f"{name}_low", f"{name}_high")))


class _Class(_Block):
    """An ordered class with its set."""

    def __init__(self, task: Task) -> None:
        self._cells = ClassCells(tr(task.title), POPULARITY_CLASSES)
        super().__init__(task, self._cells)

    def _draw(self, fields: Mapping[str, Any]) -> None:
        possible = fields["popularity_set"] or ""
        self._cells.show_class(fields["popularity"], possible.split("; "))


class _Shares(_Block):
    """Shares, and their uncertainty."""

    def __init__(self, task: Task) -> None:
        self._bars = ShareBars(tr(task.title), AOI_CATEGORIES)
        super().__init__(task, self._bars)
        self._uncertainty = text_label(tr("Uncertainty of the shares"))
        self.layout().addWidget(self._uncertainty)

    def _draw(self, fields: Mapping[str, Any]) -> None:
        self._bars.show_shares([fields[f"aoi_{name}"] for name in AOI_CATEGORIES])
        self._uncertainty.setText(words.uncertainty_of_shares(fields))


def _block(task: Task) -> _Block:
    if task.kind is Kind.ORDINAL:
        return _Class(task)
    return _Shares(task) if task.kind is Kind.DISTRIBUTION else _Number(task)
