"""Form widget for tasks, which says for which of them the chosen data are few or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qgis.PyQt.QtCore import Qt

from trajganr_core.contract.records.bundle_manifest import ENOUGH, FEW, NONE, TaskSupport

from ..client.catalogue import CATALOGUE
from ..i18n import tr
from .choice_widget import CODE, ChoiceWidget


class TaskWidget(ChoiceWidget):
    """A list of check boxes: where a bundle has few or no labels for a task, it is unticked."""

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
        """Say why a task has few or no data, and untick it where that was not said before."""
        support = _support([str(source.value() or "") for source in self._sources])
        titles = {FEW: tr("{task} (few data)"), NONE: tr("{task} (no data)")}
        for row, (word, tip) in enumerate(zip(self._words, self._tips, strict=True)):
            item = self.widget.item(row)
            known = support.get(item.data(CODE), TaskSupport(level=ENOUGH))
            text = titles.get(known.level, "{task}").format(task=word)
            if known.level != ENOUGH and item.text() != text:
                item.setCheckState(Qt.CheckState.Unchecked)
            item.setText(text)
            item.setToolTip("\n".join([*(each.said(tr) for each in known.reasons), tip]))


def _support(ids: Sequence[str]) -> Mapping[str, TaskSupport]:
    """How well data support tasks: as a model's card says, and as a bundle does."""
    support: dict[str, TaskSupport] = {}
    for model in CATALOGUE.models:
        if model.id in ids:
            heads = model.card.heads.items()
            few = {task: head.few for task, head in heads if head.few}
            support |= {task: TaskSupport(level=FEW, reasons=of) for task, of in few.items()}
    for bundle in CATALOGUE.bundles:
        if bundle.id in ids:
            support |= bundle.manifest.support
    return support
