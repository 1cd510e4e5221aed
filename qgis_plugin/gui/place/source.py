"""Choice of the model that is queried about places, and of the bundle that it uses."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.core import QgsMapLayer, QgsSettings
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QLabel, QWidget

from trajganr_core.contract.protocol.records import BundleRecord, ModelRecord
from trajganr_core.contract.records.bundle_manifest import BundleManifest
from trajganr_core.contract.records.model_card import SHIPPED, ModelCard

from ...client.place_queries import Source
from ...i18n import tr
from ...layers.links import links_of
from ..widgets import combo_box, stack

#: The model that was queried last.
REMEMBERED = "trajganr/place_model"
#: Stands for the bundle that the model was trained on.
OWN = ""


class SourceChooser(QWidget):
    """The models of the worker that predict, the shipped model, and the bundles that each can use.

    The choice of a model is kept, also across sessions. Bundles are hidden if there is only the
    model's own.
    """

    #: Another model is queried from now on.
    model_changed = pyqtSignal()
    #: The same model uses another bundle from now on.
    bundle_changed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self._models: list[ModelRecord] = []
        self._bundles: list[BundleRecord] = []
        self._preferred = QgsSettings().value(REMEMBERED, "", str)
        self.models = combo_box(
            tr("Model to query"), tr("The model that predicts at the places you click")
        )
        self.models.setPlaceholderText(tr("no model for predictions"))
        self.models.activated.connect(self._remember)
        self.bundles = combo_box(
            tr("Bundle whose trips and street views are used"),
            tr("The bundle whose trips and street views the model uses at a clicked place"),
        )
        self.bundles.activated.connect(lambda _: self.bundle_changed.emit())
        label = QLabel(tr("Trips and pictures &from"))
        label.setBuddy(self.bundles)
        self._bundle_row = QWidget()
        stack(self._bundle_row, label, self.bundles)
        stack(self, self.models, self._bundle_row)

    @property
    def source(self) -> Source:
        """The chosen model, '' while there is none, and bundle."""
        return Source(self.models.currentData() or "", self.bundles.currentData() or OWN)

    @property
    def name(self) -> str:
        """The name of the chosen model."""
        return self.models.currentText()

    @property
    def bundle(self) -> str:
        """The id of the bundle that is used; '' while there is no model."""
        card = self._card
        return self.source.bundle or ("" if card is None else card.bundle.folder_name)

    @property
    def bbox(self) -> tuple[float, ...] | None:
        """The study area: west, south, east, north, degrees; None while there is no model."""
        manifest = self._manifest
        known = self._card if manifest is None else manifest
        return None if known is None else known.area.bbox

    @property
    def time_zone(self) -> str:
        """Of the study area; '' while there is no model."""
        if self._card is not None:
            return self._card.data.time_zone
        return "" if self._manifest is None else self._manifest.time_zone

    @property
    def has_times(self) -> bool:
        """Whether the chosen model has learned times of the week."""
        is_shipped = self.source.model == SHIPPED
        return is_shipped or (self._card is not None and self._card.road_function is not None)

    @property
    def _card(self) -> ModelCard | None:
        """The card of the chosen model; None for the shipped one, and while there is none."""
        chosen = self.source.model
        return next((each.card for each in self._models if each.id == chosen), None)

    @property
    def _manifest(self) -> BundleManifest | None:
        """The manifest of the chosen bundle; None for the model's own, and while there is none."""
        chosen = self.source.bundle
        return next((each.manifest for each in self._bundles if each.id == chosen), None)

    def show_sources(
        self,
        models: list[ModelRecord],
        bundles: list[BundleRecord],
        layer: QgsMapLayer | None = None,
    ) -> None:
        """Offer these models and bundles, newest first, and the shipped model if there is a bundle.

        The first of these models that the worker has is selected: the user's choice, the model of
        ``layer``, the current one, the newest.
        """
        before = self.source
        self._models, self._bundles = models, bundles
        self.models.clear()
        for model in models:
            self.models.addItem(model.name or model.id, model.id)
        if bundles:
            self.models.addItem(tr("Shipped model (no training)"), SHIPPED)
        links = links_of(layer)
        candidates = (self._preferred, links.get("model", ""), before.model)
        rows = [*filter(lambda row: row >= 0, map(self.models.findData, candidates)), 0]
        count = self.models.count()
        self.models.setCurrentIndex(rows[0] if count else -1)
        self.models.setEnabled(count > 0)
        self._offer_bundles(before.bundle or links.get("bundle", OWN))
        if self.source.model != before.model:
            self.model_changed.emit()
        elif self.source != before:
            self.bundle_changed.emit()

    def choose_for(self, lon: float, lat: float) -> bool:
        """Select what has a place in its study area; False if nothing has.

        The first of these: what is selected, the newest model, the shipped model with the newest
        bundle. The user's choice is kept for other places.
        """

        def first(areas: Iterable[tuple[str, tuple[float, ...] | None]]) -> str | None:
            return next((each for each, bbox in areas if _is_in(bbox, lon, lat)), None)

        if _is_in(self.bbox, lon, lat):
            return True
        model = first((each.id, each.card.area.bbox) for each in self._models)
        bundle = first((each.id, each.manifest.area.bbox) for each in self._bundles)
        if model is None and bundle is None:
            return False
        before = self.source.model
        self.models.setCurrentIndex(self.models.findData(model or SHIPPED))
        self._offer_bundles(OWN if model else bundle or OWN)
        (self.bundle_changed if self.source.model == before else self.model_changed).emit()
        return True

    def _offer_bundles(self, before: str) -> None:
        """List the bundles of the model's study area, and select the same one as before.

        A model cannot use another area: its coordinates are relative to its own. The shipped model
        is adapted to any bundle.
        """
        card = self._card
        self.bundles.clear()
        if card is not None:
            own_id = card.bundle.folder_name
            own = next((each.name for each in self._bundles if each.id == own_id), "")
            text = tr("{name} (its own)").format(name=own) if own else tr("the model's own")
            self.bundles.addItem(text, OWN)
        for each in self._bundles:
            is_own = card is not None and each.id == card.bundle.folder_name
            if not is_own and (card is None or each.manifest.area.bbox == card.area.bbox):
                self.bundles.addItem(each.name or each.id, each.id)
        self.bundles.setCurrentIndex(max(0, self.bundles.findData(before)))
        self._bundle_row.setVisible(self.bundles.count() > 1)

    def _remember(self) -> None:
        self._preferred = self.source.model
        QgsSettings().setValue(REMEMBERED, self._preferred)
        self._offer_bundles(self.source.bundle)
        self.model_changed.emit()


def _is_in(bbox: tuple[float, ...] | None, lon: float, lat: float) -> bool:
    return bbox is not None and bbox[0] <= lon <= bbox[2] and bbox[1] <= lat <= bbox[3]
