"""Form widget for tasks, which says for which of them the chosen data are few."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qgis.PyQt.QtCore import Qt

from trajganr_core.contract.texts.text import Text

from ..client.catalogue import CATALOGUE
from ..i18n import tr
from .choice_widget import CODE, ChoiceWidget


class TaskWidget(ChoiceWidget):
    """A list of check boxes: where a bundle has few labels for a task, it is unticked."""

    def postInitialize(self, wrappers: Sequence[Any]) -> None:
        """Follow the bundle, or the model where only a model is asked for."""
        super().postInitialize(wrappers)
        if self._is_list:
            named = {each.parameterDefinition().name(): each for each in wrappers}
            self._words = [self.widget.item(row).text() for row in range(self.widget.count())]
            self._tips = [self.widget.item(row).toolTip() for row in range(self.widget.count())]
            self._sources = [named[name] for name in ("MODEL", "BUNDLE") if name in named]
            for source in self._sources:
                source.widgetValueHasChanged.connect(self._show_support)
            self._show_support()

    def _show_support(self, *_: object) -> None:
        """Say why a task has few data, and untick it where that was not said before."""
        few = _few_data([str(source.value() or "") for source in self._sources])
        for row, (word, tip) in enumerate(zip(self._words, self._tips, strict=True)):
            item, reasons = self.widget.item(row), few.get(self.widget.item(row).data(CODE), ())
            text = tr("{task} (few data)").format(task=word) if reasons else word
            if reasons and item.text() != text:
                item.setCheckState(Qt.CheckState.Unchecked)
            item.setText(text)
            item.setToolTip("\n".join([*(each.said(tr) for each in reasons), tip]))


def _few_data(ids: Sequence[str]) -> Mapping[str, Sequence[Text]]:
    """Why data are few, by task: as a model's card says, and as a bundle does."""
    few: dict[str, Sequence[Text]] = {}
    for model in CATALOGUE.models:
        if model.id in ids:
            few |= {task: head.few for task, head in model.card.heads.items()}
    for bundle in CATALOGUE.bundles:
        if bundle.id in ids:
            few |= {task: bundle.manifest.few(task) for task in bundle.manifest.tasks}
    return few
