"""The tab of study areas: the bundles that the worker has prepared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import QgsCoordinateReferenceSystem, QgsRectangle, QgsReferencedRectangle
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtWidgets import QGroupBox

from trajganr_core.contract.kinds import KINDS
from trajganr_core.contract.kinds.area_report import KIND as AREA_REPORT
from trajganr_core.contract.kinds.kind import OF_TRIPS
from trajganr_core.contract.protocol.records import BundleRecord, ModelRecord
from trajganr_core.contract.texts.bundle_facts import area_facts, size_text, support_facts
from trajganr_core.contract.texts.facts import lines
from trajganr_core.contract.texts.text import Text

from ..client.monitor import Monitor
from ..i18n import localised, tr
from .area_band import AreaBand
from .formatting import ago
from .forms import Forms, show_report
from .questions import confirm
from .record_tab import RecordTab
from .record_table import Record, RecordTable, damage_of
from .widgets import MARGIN, stack, text_label

NAME = 0


class AreasTab(RecordTab):
    """Everything that can be done with a bundle."""

    def __init__(self, monitor: Monitor, forms: Forms, canvas: QgsMapCanvas) -> None:
        bundles = RecordTable(
            [
                (tr("Name"), lambda bundle: bundle.name),
                (tr("Trips"), lambda bundle: localised(f"{bundle.manifest.counts.trips:,}")),
                (tr("Roads"), lambda bundle: localised(f"{bundle.manifest.counts.edges:,}")),
                (tr("Size"), lambda bundle: size_text(bundle.manifest).said(tr)),
                (tr("Created"), lambda bundle: ago(bundle.created_at)),
            ],
            lambda bundle: f"{bundle.name}\n{bundle.id}",
        )
        super().__init__(monitor, forms, bundles, tr("Study areas"), NAME)
        self._models: Sequence[Record] = []
        self.band = AreaBand(canvas)
        self._build()
        monitor.listed.connect(self.show_lists)

    def show_lists(self, bundles: Sequence[Record], models: Sequence[Record]) -> None:
        """Show the bundles of a worker with these models."""
        self._models = models
        self.show_records(bundles)

    def describe(self, chosen: Sequence[Record]) -> None:
        self.about.setText(
            _about(chosen[0]) if chosen else tr("Select a study area to see its contents.")
        )
        self._draw()

    def _build(self) -> None:
        self.about = text_label(tr("The selected study area"))
        box = QGroupBox(tr("Selected study area"))
        stack(box, self.about, margin=MARGIN)
        for kind in KINDS.values():
            about, command = kind.algorithm, kind.command
            if about and command and (command.group == OF_TRIPS or kind is AREA_REPORT):
                form = self.form_for(about.id, "BUNDLE")
                self.add_entry(f"{tr(about.title)}…", form, _is_usable)
        self._build_buttons()
        delete = self.with_selected(self._delete)
        self.arrange(box, (delete, "Del"), (self.show_button.toggle, "Return"), is_divided=False)

    def _build_buttons(self) -> None:
        self.new_button = self.buttons.add(
            tr("&New…"),
            "/mActionAdd.svg",
            tr("Open the form that prepares a study area"),
            lambda: self._forms.open("trajganr:prepare", {}),
        )
        self.show_button = self.add_button(
            tr("Show on m&ap"),
            "/mActionZoomToArea.svg",
            tr("Show the selected area on the map (Enter)"),
            None,
            _is_usable,
        )
        self.show_button.setCheckable(True)
        self.show_button.toggled.connect(self._draw)
        self.report_button = self.add_button(
            tr("&Quality report"),
            "/mActionOpenTable.svg",
            tr("Create the bundle's quality report and open it in the browser"),
            lambda bundle: show_report(self._monitor, bundle.id, bundle.name),
            _is_usable,
        )
        self.predict_button = self.add_button(
            tr("Predict roads…"),
            "/mActionArrowRight.svg",
            tr("Open the form that predicts the roads from the bundle, without training"),
            self.form_for("predictroads", "BUNDLE"),
            _is_usable,
        )
        self.pretrain_button = self.add_button(
            tr("Pretra&in…"),
            "/mActionStart.svg",
            tr("Open the form that trains a model on the bundle"),
            self.form_for("pretrain", "BUNDLE"),
            _is_usable,
        )
        self.export_button = self.add_button(
            tr("E&xport layers…"),
            "/mActionFileSaveAs.svg",
            tr("Open the form that writes the bundle's layers into files"),
            self.form_for("exportlayers", "BUNDLE"),
            _is_usable,
        )
        self.delete_button = self.add_button(
            tr("Delete"),
            "/mActionDeleteSelected.svg",
            tr("Delete the bundle (Delete)"),
            self._delete,
        )

    def _draw(self) -> None:
        """Show the selected area on the map while the button is down."""
        bundle = self.selected()
        if not isinstance(bundle, BundleRecord) or not self.show_button.isChecked():
            self.band.hide()
            return
        area = bundle.manifest.area
        crs = QgsCoordinateReferenceSystem(area.crs)
        self.band.show(QgsReferencedRectangle(QgsRectangle(*area.bbox), crs))

    def _delete(self, bundle: Record) -> None:
        confirm(
            self,
            deletion_text(bundle, self._models),
            lambda: self._monitor.delete(lambda client: client.delete_bundle(bundle.id)),
        )


def _is_usable(bundle: Record) -> bool:
    return isinstance(bundle, BundleRecord)


def deletion_text(bundle: Record, models: Sequence[Record]) -> str:
    """The question before a bundle is deleted, with the models that depend on it."""
    question = tr("Delete the study area '{name}' from the worker?").format(name=bundle.name)
    dependent = [
        model.name
        for model in models
        if isinstance(model, ModelRecord) and model.card.bundle.folder_name == bundle.id
    ]
    if not dependent:
        return question + " " + tr("No model depends on it.")
    warning = tr(
        "These models were trained on it: {models}. They are kept, but without it "
        "they cannot be fine-tuned, evaluated or queried about its roads."
    )
    return question + "\n\n" + warning.format(models=", ".join(dependent))


def _about(bundle: Record) -> str:
    if not isinstance(bundle, BundleRecord):
        return damage_of(bundle)
    facts = area_facts(bundle.manifest)
    shown: dict[str, Any] = {name: facts[name] for name in ("trips", "roads", "street views")}
    shown[Text("What the data support")] = support_facts(bundle.manifest)
    return "\n".join(lines(shown, tr))
