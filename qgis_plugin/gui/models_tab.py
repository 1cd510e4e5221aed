"""The tab of models: their cards, and how several compare."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QSplitter, QTextBrowser, QWidget

from trajganr_core.contract.protocol.records import BundleRecord, DamagedRecord, ModelRecord
from trajganr_core.contract.records.model_card import ModelCard
from trajganr_core.contract.texts.facts import lines
from trajganr_core.contract.texts.html import element
from trajganr_core.contract.texts.model_facts import leading_facts

from ..client.models import can_predict, finetune_form, predict_form
from ..client.monitor import Monitor
from ..i18n import tr
from .formatting import ago
from .forms import Forms
from .model_page import card_page, comparison_page
from .questions import confirm
from .record_table import RecordTable, damage_of
from .widgets import MARGIN, ButtonGrid, context_entry, shortcut, stack, table

NAME, BUNDLE, FIGURES = range(3)


class ModelsTab(QWidget):
    """Everything that can be done with a model."""

    def __init__(self, monitor: Monitor, forms: Forms) -> None:
        super().__init__()
        self._monitor = monitor
        self._forms = forms
        self._bundles: Sequence[BundleRecord | DamagedRecord] = []
        self._shown = ""
        self.models = RecordTable(
            [
                (tr("Name"), lambda model: model.name),
                (tr("Area"), lambda model: model.card.bundle.title),
                (tr("Held out"), lambda model: _leading(model.card, "; ")),
                (tr("Created"), lambda model: ago(model.created_at)),
            ],
            _tip,
            self,
        )
        self._build()
        self._offer()
        monitor.listed.connect(self._show)

    def has(self, model_id: str) -> bool:
        """Whether the worker has a model."""
        return any(model.id == model_id for model in self.models.records)

    def select(self, *model_ids: str) -> None:
        """Select models."""
        self.models.select(self.table, set(model_ids))

    def show_outdated(self, is_outdated: bool) -> None:
        """Grey what is shown while no worker answers."""
        self.models.show_outdated(is_outdated)

    def clear(self) -> None:
        """Show no models: there is no worker."""
        self._show([], [])

    def _show(
        self,
        bundles: Sequence[BundleRecord | DamagedRecord],
        models: Sequence[ModelRecord | DamagedRecord],
    ) -> None:
        self._bundles = bundles
        self.models.show(models, self.table)
        self._offer()

    def _build(self) -> None:
        self.table = table(self.models, tr("Models"), NAME, BUNDLE, FIGURES, several=True)
        self.table.selectionModel().selectionChanged.connect(self._offer)
        self.table.setMinimumHeight(110)
        self.page = QTextBrowser()
        self.page.setAccessibleName(tr("Card of the selected model"))
        self.page.setPlaceholderText(
            tr("Select a model to read its card, or several to compare them.")
        )
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.table)
        splitter.addWidget(self.page)
        splitter.setStretchFactor(1, 1)
        stack(self, splitter, self._build_buttons(), margin=MARGIN).setStretch(0, 1)
        self.travel_times = context_entry(
            self.table, tr("Travel times…"), partial(self._open, "traveltimes")
        )
        self.report = context_entry(
            self.table, tr("Report of a study area…"), partial(self._open, "areareport")
        )
        shortcut(self.table, self._delete, "Del")
        shortcut(self.table, self.page.setFocus, "Return", "Enter")

    def _build_buttons(self) -> ButtonGrid:
        grid = ButtonGrid()
        self.predict_button = grid.add(
            tr("Predic&t…"),
            "/mActionArrowRight.svg",
            tr("Open the form that predicts roads with the model"),
            lambda: self._forms.open(*predict_form(self._one().id, self._one().card)),
        )
        self.finetune_button = grid.add(
            tr("&Fine-tune…"),
            "/mActionOptions.svg",
            tr("Open the form that fine-tunes the model"),
            self._finetune,
        )
        self.evaluate_button = grid.add(
            tr("Ev&aluate…"),
            "/mActionCalculateField.svg",
            tr("Open the form that evaluates the model on a bundle"),
            lambda: self._open("evaluate"),
        )
        self.export_button = grid.add(
            tr("E&xport…"),
            "/mActionFileSaveAs.svg",
            tr("Open the form that exports the model's predictions and embeddings"),
            self._export,
        )
        self.delete_button = grid.add(
            tr("Delete"),
            "/mActionDeleteSelected.svg",
            tr("Delete the selected models (Delete)"),
            self._delete,
        )
        return grid

    def _offer(self) -> None:
        """Show the selected model or a comparison, and enable the buttons that apply."""
        chosen = self.models.selected(self.table)
        one = chosen[0] if len(chosen) == 1 and isinstance(chosen[0], ModelRecord) else None
        is_fitted = one is not None and bool(one.card.heads)
        self.predict_button.setEnabled(one is not None and can_predict(one.card))
        self.evaluate_button.setEnabled(is_fitted)
        self.finetune_button.setEnabled(one is not None)
        has_times = one is not None and one.card.road_function is not None
        self.travel_times.setEnabled(has_times)
        self.report.setEnabled(is_fitted)
        self.export_button.setEnabled(one is not None)
        self.delete_button.setEnabled(bool(chosen))
        page = ""
        if one is not None:
            page = card_page(one, self._bundle_of(one))
        elif any(map(damage_of, chosen)):
            page = "".join(element("p", damage_of(model)) for model in chosen)
        elif chosen:
            page = comparison_page(chosen)
        if page != self._shown:  # else keep the scroll position
            self._shown = page
            self.page.setHtml(page)

    def _one(self) -> ModelRecord:
        """The only selected model; the buttons that use it are enabled only then."""
        (model,) = self.models.selected(self.table)
        return model

    def _bundle_of(self, model: ModelRecord) -> BundleRecord | None:
        usable = (one for one in self._bundles if isinstance(one, BundleRecord))
        return next((one for one in usable if one.id == model.card.bundle.folder_name), None)

    def _open(self, algorithm: str) -> None:
        """Open a form for the only selected model."""
        self._forms.open(f"trajganr:{algorithm}", {"MODEL": self._one().id})

    def _finetune(self) -> None:
        model = self._one()
        bundle = self._bundle_of(model)
        manifest = None if bundle is None else bundle.manifest
        self._forms.open(*finetune_form(model.id, model.card, manifest))

    def _export(self) -> None:
        model = self._one()
        parameters = {"MODEL": model.id, "BUNDLE": model.card.bundle.folder_name}
        self._forms.open("trajganr:exportlayers", parameters)

    def _delete(self) -> None:
        chosen = self.models.selected(self.table)
        if not chosen:
            return

        def delete() -> None:
            for model in chosen:
                self._monitor.delete("model", model.id)

        names = ", ".join(model.name for model in chosen)
        text = tr("Delete {names}? Predicted layers are kept, but cannot be created again.")
        confirm(self, text.format(names=names), delete)


def _tip(model: ModelRecord) -> str:
    return f"{model.name}\n{model.id}\n{_leading(model.card)}"


def _leading(card: ModelCard, between: str = "\n") -> str:
    """The leading held-out figure of each task: ``Traffic speed: MAE 4.2 km/h``."""
    return between.join(lines(leading_facts(card.heads), tr)) or tr("not fine-tuned")
