"""Choice of the bundle whose trips and pictures a model uses at places."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from trajganr_core.contract.protocol.records import BundleRecord

from ...i18n import tr
from .models import ModelChooser

#: Stands for the bundle that the model was trained on.
OWN = ""


class BundleChooser(QWidget):
    """The bundles of the model's study area; hidden if there is only the model's own."""

    #: Another bundle is used from now on.
    changed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self._bundles: list[BundleRecord] = []
        self._box = QComboBox()
        self._box.setAccessibleName(tr("Bundle whose trips and pictures are used"))
        self._box.setToolTip(
            tr("The bundle whose trips and pictures the model uses at a clicked place")
        )
        self._box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._box.activated.connect(lambda _: self.changed.emit())
        label = QLabel(tr("Trips and pictures &from"))
        label.setBuddy(self._box)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label)
        layout.addWidget(self._box)
        self.hide()

    @property
    def bundle(self) -> str:
        """Id of the chosen bundle; :data:`OWN` for the model's own."""
        return self._box.currentData() or OWN

    def show_bundles(self, bundles: list[BundleRecord]) -> None:
        """Store the worker's bundles, newest first; :meth:`offer` lists those that fit a model."""
        self._bundles = bundles

    def offer(self, model: ModelChooser) -> bool:
        """List the bundles of a model's study area; returns whether the choice changed.

        A model cannot use another area: its coordinates are relative to its own.
        """
        before = self.bundle
        self._box.clear()
        for text, bundle in self._fitting(model):
            self._box.addItem(text, bundle)
        self._box.setCurrentIndex(max(0, self._box.findData(before)))
        self.setVisible(self._box.count() > 1)
        return self.bundle != before

    def _fitting(self, model: ModelChooser) -> list[tuple[str, str]]:
        own = next((each.name for each in self._bundles if each.id == model.own_bundle), "")
        text = tr("{name} (its own)").format(name=own) if own else tr("the model's own")
        others = [
            (each.name or each.id, each.id)
            for each in self._bundles
            if each.id != model.own_bundle and each.manifest.area.bbox == model.bbox
        ]
        return [(text, OWN), *others]
