"""Form widget for one or several values of a choice, shown as words for their codes."""

from __future__ import annotations

from typing import Any

from processing.gui.wrappers import DIALOG_STANDARD
from qgis.core import Qgis, QgsProcessingParameterEnum, QgsProcessingParameterString
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QComboBox, QListWidget, QListWidgetItem, QWidget

from ..i18n import tr
from .combo_widget import ComboWidget
from .options import listed

CODE = Qt.ItemDataRole.UserRole


class ChoiceWidget(ComboWidget):
    """A combo box, or a list of check boxes if several values may be chosen.

    In batch tables and the Model Designer, several values are a text of codes.
    """

    SOURCES = (QgsProcessingParameterEnum, QgsProcessingParameterString)

    def createWidget(self, words: dict[str, str]) -> QWidget:
        """The widget.

        Args:
            words: by code; a code without a word is shown itself.
        """
        definition = self.parameterDefinition()
        self._codes = list(definition.options())
        self._is_list = definition.allowMultiple() and self.dialogType == DIALOG_STANDARD
        shown = [words.get(code, code) for code in self._codes]
        if self._is_list:
            return self._list_of(shown)
        box = QComboBox()
        if definition.allowMultiple():
            box.setEditable(True)
            box.addItem("", "")
        elif definition.flags() & Qgis.ProcessingParameterFlag.Optional:
            box.addItem("", None)
        for code, word in zip(self._codes, shown, strict=True):
            box.addItem(word, code)
            box.setItemData(box.count() - 1, _tool_tip(code), Qt.ItemDataRole.ToolTipRole)
        self.add_sources(box)
        box.currentTextChanged.connect(lambda text: self.widgetValueHasChanged.emit(self))
        return box

    def _list_of(self, shown: list[str]) -> QListWidget:
        ticks = QListWidget()
        ticks.setAccessibleName(self.parameterDefinition().description())
        ticks.setAccessibleDescription(tr("Press Space to tick the current item."))
        for code, word in zip(self._codes, shown, strict=True):
            item = QListWidgetItem(word, ticks)
            item.setData(CODE, code)
            item.setToolTip(_tool_tip(code))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
        height = len(shown) * ticks.sizeHintForRow(0) + 2 * ticks.frameWidth()
        ticks.setFixedHeight(height)
        ticks.itemChanged.connect(lambda item: self.widgetValueHasChanged.emit(self))
        return ticks

    def setValue(self, value: Any) -> None:
        """Choose a code, or several as a list or a comma-separated text."""
        several = listed(value) if isinstance(value, str) else value
        if self._is_list:
            for row in range(self.widget.count()):
                item = self.widget.item(row)
                is_chosen = item.data(CODE) in (several or ())
                item.setCheckState(Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)
        elif self.parameterDefinition().allowMultiple() and isinstance(several, list | tuple):
            self.setComboValue(", ".join(map(str, several)), self.widget)
        else:
            self.setComboValue(value, self.widget)

    def value(self) -> Any:
        """The chosen code, or a list of several."""
        if self._is_list:
            items = (self.widget.item(row) for row in range(self.widget.count()))
            return [i.data(CODE) for i in items if i.checkState() == Qt.CheckState.Checked]
        if not self.parameterDefinition().allowMultiple():
            return self.widget.currentData()
        chosen = self.comboValue(combobox=self.widget)
        return listed(chosen) if isinstance(chosen, str) else chosen


def _tool_tip(code: str) -> str:
    return tr("In scripts: {code}").format(code=code)
