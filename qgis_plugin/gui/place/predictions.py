"""The predictions of a place: a block a task, with value, interval and figure."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from trajganr_core.contract.protocol.place_answers import PlaceRoad
from trajganr_core.contract.tasks import AOI_CATEGORIES, POPULARITY_CLASSES, TASKS, Kind, Task

from ...i18n import tr
from ...untrusted_text import as_html
from ..drawing import Drawing
from ..figure import Figure
from ..widgets import stack, text_label
from . import words
from .bars import class_figure, scale_for, share_figure, value_figure


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

    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task = task
        self._text = text_label(tr(task.title), is_html=True)
        self._drawing = Drawing(tr(task.title))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setSpacing(2)
        layout.addWidget(self._text)
        layout.addWidget(self._drawing)

    def show_fields(self, fields: Mapping[str, Any]) -> None:
        """Show another prediction."""
        text = words.prediction(self._task.id, fields)
        self._text.setText(f"<b>{words.title(self._task.id)}</b>: {as_html(text)}")
        self._drawing.show_figure(replace(self._figure(fields), description=text))

    @abstractmethod
    def _figure(self, fields: Mapping[str, Any]) -> Figure:
        """A prediction as a figure."""


class _Number(_Block):
    """A number with its interval. The scale never shrinks, so that places can be compared."""

    _top = 0.0

    def _figure(self, fields: Mapping[str, Any]) -> Figure:
        name = self._task.fields[0].name
        value, low, high = (fields[key] for key in (name, f"{name}_low", f"{name}_high"))
        self._top = scale_for(value, high, self._top)
        return value_figure(value, None if None in (low, high) else (low, high), self._top)


class _Class(_Block):
    """An ordered class with its set."""

    def _figure(self, fields: Mapping[str, Any]) -> Figure:
        possible = fields["popularity_set"] or ""
        return class_figure(POPULARITY_CLASSES, fields["popularity"], possible.split("; "))


class _Shares(_Block):
    """Shares, and their uncertainty."""

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self._uncertainty = text_label(tr("Uncertainty of the shares"))
        self.layout().addWidget(self._uncertainty)

    def _figure(self, fields: Mapping[str, Any]) -> Figure:
        self._uncertainty.setText(words.uncertainty_of_shares(fields))
        return share_figure(AOI_CATEGORIES, [fields[f"aoi_{name}"] for name in AOI_CATEGORIES])


def _block(task: Task) -> _Block:
    if task.kind is Kind.ORDINAL:
        return _Class(task)
    return _Shares(task) if task.kind is Kind.DISTRIBUTION else _Number(task)
