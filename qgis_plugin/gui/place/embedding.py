"""The embedding of a place, drawn as colours and copied as numbers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from qgis.PyQt.QtWidgets import QApplication, QWidget

from ...i18n import tr
from ..drawing import Drawing
from ..widgets import ButtonGrid, stack
from .bars import embedding_figure
from .embedding_similarity import PARTS


class Embedding(QWidget):
    """The parts of an embedding as colours, with their lengths."""

    def __init__(self) -> None:
        super().__init__()
        self._numbers: Sequence[float] = ()
        self._strip = Drawing(tr("Embedding"))
        grid = ButtonGrid()
        grid.add(
            tr("Copy &embedding"),
            "/mActionEditCopy.svg",
            tr("Copies its numbers as a JSON list."),
            self.copy,
        )
        stack(self, self._strip, grid)

    def show_embedding(self, numbers: Sequence[float]) -> None:
        """Show another embedding ``[picture ; place ; trips]``."""
        self._numbers = numbers
        size = len(numbers) // len(PARTS)
        pieces = [numbers[begin : begin + size] for begin in range(0, size * len(PARTS), size)]
        text = tr("{count} numbers").format(count=len(numbers))
        self._strip.show_figure(replace(embedding_figure(PARTS, pieces), description=text))

    def copy(self) -> None:
        """Put the numbers into the clipboard."""
        QApplication.clipboard().setText(json.dumps(self._numbers))
