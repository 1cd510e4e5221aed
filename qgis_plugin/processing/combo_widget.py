"""Base class of form widgets with a combo box."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, ClassVar

from processing.gui.wrappers import DIALOG_MODELER, WidgetWrapper
from qgis.core import (
    QgsProcessingOutputString,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtWidgets import QComboBox, QLabel

from ..i18n import tr
from .ticked_text import TickedText


class ComboWidget(WidgetWrapper):  # type: ignore[misc] # of QGIS, without types
    """An editable combo box; in the Model Designer, it also lists values of the model."""

    #: Types of a model's inputs that can be the value.
    SOURCES: ClassVar[tuple[type[QgsProcessingParameterDefinition], ...]] = (
        QgsProcessingParameterString,
    )

    def createLabel(self) -> QLabel | None:
        """The title; QGIS' translations lack the word that Processing's Python adds to it."""
        label = super().createLabel()
        if label is not None:
            label.setText(label.text().replace("[optional]", tr("[optional]")))
        return label

    #: The list of a widget with several values.
    _ticks: TickedText | None = None

    def create_ticks(
        self, placeholder: str, separator: str, rows: int, key: Callable[[str], Hashable] = str
    ) -> TickedText:
        """A list of check boxes, for forms; the arguments are those of :class:`.TickedText`."""
        name = self.parameterDefinition().description()
        self._ticks = TickedText(name, placeholder, separator, rows, key)
        self._ticks.changed.connect(lambda: self.widgetValueHasChanged.emit(self))
        return self._ticks

    def create_box(self) -> QComboBox:
        """An editable box."""
        self._box = QComboBox()
        self._box.setEditable(True)
        self._box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._box.currentTextChanged.connect(lambda text: self.widgetValueHasChanged.emit(self))
        return self._box

    def fill(self, items: Iterable[tuple[str, str]], empty: str = "") -> None:
        """List texts with their values; the value that is chosen or typed does not change.

        Args:
            items: texts with their values.
            empty: the text for no value, which is the first one.
        """
        value = self.comboValue(combobox=self._box)
        self._box.blockSignals(True)
        self._box.clear()
        self._box.addItem(empty, "")
        for text, data in items:
            self._box.addItem(text, data)
        self.add_sources(self._box)
        self.setComboValue(value or "", self._box)
        self._box.blockSignals(False)

    def add_sources(self, box: QComboBox) -> None:
        """List inputs and outputs of the model in the Model Designer."""
        if self.dialogType == DIALOG_MODELER:
            sources = self.dialog.getAvailableValuesOfType(
                list(self.SOURCES), [QgsProcessingOutputString]
            )
            for source in sources:
                box.addItem(self.dialog.resolveValueDescription(source), source)

    def setValue(self, value: Any) -> None:
        """Choose a value, or show one that is not in the list; or tick several."""
        if self._ticks is not None:
            self._ticks.set_text(value or "")
        else:
            self.setComboValue(value or "", self._box)

    def value(self) -> Any:
        """The value that is chosen or typed, or several with separators."""
        return self._ticks.text() if self._ticks else self.comboValue(combobox=self._box)
