"""The tab of study areas: the bundles that the worker has prepared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from qgis.core import QgsCoordinateReferenceSystem, QgsRectangle, QgsReferencedRectangle
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtWidgets import QGroupBox, QVBoxLayout, QWidget

from trajganr_core.contract.protocol.records import BundleRecord, ModelRecord
from trajganr_core.contract.tasks import TASKS
from trajganr_core.contract.texts.bundle_facts import area_facts, size_text
from trajganr_core.contract.texts.facts import lines
from trajganr_core.contract.texts.text import Text

from ..client.models import bundle_form, pretrain_form
from ..client.monitor import Monitor
from ..i18n import localised, tr
from .area_band import AreaBand
from .formatting import ago
from .forms import Forms
from .questions import confirm
from .record_table import Record, RecordTable, damage_of
from .widgets import MARGIN, ButtonGrid, context_entry, shortcut, stack, table, text_label

NAME = 0


class AreasTab(QWidget):
    """Everything that can be done with a bundle."""

    def __init__(self, monitor: Monitor, forms: Forms, canvas: QgsMapCanvas) -> None:
        super().__init__()
        self._monitor = monitor
        self._forms = forms
        self._models: list[Record] = []
        self.band = AreaBand(canvas)
        self.bundles = RecordTable(
            [
                (tr("Name"), lambda bundle: bundle.name),
                (tr("Trips"), lambda bundle: localised(f"{bundle.manifest.counts.trips:,}")),
                (tr("Roads"), lambda bundle: localised(f"{bundle.manifest.counts.edges:,}")),
                (tr("Size"), lambda bundle: size_text(bundle.manifest).said(tr)),
                (tr("Created"), lambda bundle: ago(bundle.created_at)),
            ],
            lambda bundle: f"{bundle.name}\n{bundle.id}",
            self,
        )
        self._build()
        self._offer()
        monitor.listed.connect(self._show)

    def select(self, bundle_id: str) -> None:
        """Select a bundle."""
        self.bundles.select(self.table, {bundle_id})

    def show_outdated(self, is_outdated: bool) -> None:
        """Grey what is shown while no worker answers."""
        self.bundles.show_outdated(is_outdated)

    def clear(self) -> None:
        """Show no bundles: there is no worker."""
        self._show([], [])

    def selected(self) -> Record | None:
        """The selected bundle."""
        return next(iter(self.bundles.selected(self.table)), None)

    def _show(self, bundles: list[Record], models: list[Record]) -> None:
        self._models = models
        self.bundles.show(bundles, self.table)
        self._offer()

    def _build(self) -> None:
        self.table = table(self.bundles, tr("Study areas"), NAME)
        self.table.selectionModel().selectionChanged.connect(self._offer)
        self.about = text_label(tr("The selected study area"))
        box = QGroupBox(tr("Selected study area"))
        QVBoxLayout(box).addWidget(self.about)
        stack(self, self.table, box, self._build_buttons(), margin=MARGIN).setStretch(0, 1)
        self.menu = [
            context_entry(self.table, text, partial(self._open, algorithm))
            for text, algorithm in (
                (tr("Observed traffic…"), "observedtraffic"),
                (tr("Select link…"), "selectlink"),
                (tr("Origin–destination matrix…"), "odmatrix"),
                (tr("Report of a study area…"), "areareport"),
            )
        ]
        shortcut(self.table, self._with_selected(self._delete), "Del")
        shortcut(self.table, self.show_button.toggle, "Return", "Enter")

    def _build_buttons(self) -> ButtonGrid:
        grid = ButtonGrid()
        self.new_button = grid.add(
            tr("&New…"),
            "/mActionAdd.svg",
            tr("Open the form that prepares a study area"),
            lambda: self._forms.open("trajganr:prepare", {}),
        )
        self.show_button = grid.add(
            tr("Show on m&ap"),
            "/mActionZoomToArea.svg",
            tr("Show the selected area on the map (Enter)"),
        )
        self.show_button.setCheckable(True)
        self.show_button.toggled.connect(self._draw)
        self.report_button = grid.add(
            tr("&Quality report"),
            "/mActionOpenTable.svg",
            tr("Create the bundle's quality report and open it in the browser"),
            self._with_selected(self._report),
        )
        self.predict_button = grid.add(
            tr("Predict roads…"),
            "/mActionArrowRight.svg",
            tr("Open the form that predicts the roads from the bundle, without training"),
            self._with_selected(lambda bundle: self._forms.open(*bundle_form(bundle.id))),
        )
        self.pretrain_button = grid.add(
            tr("Pretra&in…"),
            "/mActionStart.svg",
            tr("Open the form that trains a model on the bundle"),
            self._with_selected(lambda bundle: self._forms.open(*pretrain_form(bundle.id))),
        )
        self.export_button = grid.add(
            tr("E&xport layers…"),
            "/mActionFileSaveAs.svg",
            tr("Open the form that writes the bundle's layers into files"),
            partial(self._open, "exportlayers"),
        )
        self.delete_button = grid.add(
            tr("Delete"),
            "/mActionDeleteSelected.svg",
            tr("Delete the bundle (Delete)"),
            self._with_selected(self._delete),
        )
        self.of_bundle = (
            *(self.show_button, self.report_button, self.predict_button),
            *(self.pretrain_button, self.export_button),
        )
        return grid

    def _open(self, algorithm: str) -> None:
        """Open a form for the selected bundle."""
        self._with_selected(
            lambda bundle: self._forms.open(f"trajganr:{algorithm}", {"BUNDLE": bundle.id})
        )()

    def _with_selected(self, act: Callable[[Record], object]) -> Callable[[], None]:
        """What a button does: something with the selected bundle."""

        def press() -> None:
            bundle = self.selected()
            if bundle is not None:
                act(bundle)

        return press

    def _offer(self) -> None:
        bundle = self.selected()
        is_usable = isinstance(bundle, BundleRecord)
        for entry in self.menu:
            entry.setEnabled(is_usable)
        for one in self.of_bundle:
            one.setEnabled(is_usable)
        self.delete_button.setEnabled(bundle is not None)
        self.about.setText(
            tr("Select a study area to see its contents.") if bundle is None else _about(bundle)
        )
        self._draw()

    def _draw(self) -> None:
        """Show the selected area on the map while the button is down."""
        bundle = self.selected()
        if not isinstance(bundle, BundleRecord) or not self.show_button.isChecked():
            self.band.hide()
            return
        area = bundle.manifest.area
        crs = QgsCoordinateReferenceSystem(area.crs)
        self.band.show(QgsReferencedRectangle(QgsRectangle(*area.bbox), crs))

    def _report(self, bundle: Record) -> None:
        self._monitor.report_of_bundle(bundle.id, bundle.name)

    def _delete(self, bundle: Record) -> None:
        confirm(
            self,
            deletion_text(bundle, self._models),
            lambda: self._monitor.delete("bundle", bundle.id),
        )


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
    facts, tasks = area_facts(bundle.manifest), bundle.manifest.tasks
    labels = [
        Text("{task} ({count:,})", task=Text(TASKS[name].title), count=count)
        for name, count in tasks.items()
        if count and name in TASKS
    ]
    shown = {name: facts[name] for name in ("trips", "roads", "street views")}
    shown[Text("Roads with labels")] = Text("{labels}", labels=labels) if labels else Text("none")
    return "\n".join(lines(shown, tr))
