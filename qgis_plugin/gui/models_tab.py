"""The tab of models: their cards, and how several compare."""

from __future__ import annotations

from collections.abc import Sequence
from operator import methodcaller
from typing import Any

from qgis.PyQt.QtWidgets import QTextBrowser

from trajganr_core.contract.protocol.records import BundleRecord, ModelRecord
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
from .record_tab import RecordTab
from .record_table import Record, RecordTable, damage_of

NAME, BUNDLE, FIGURES = range(3)


class ModelsTab(RecordTab):
    """Everything that can be done with a model."""

    def __init__(self, monitor: Monitor, forms: Forms) -> None:
        models = RecordTable(
            [
                (tr("Name"), lambda model: model.name),
                (tr("Area"), lambda model: model.card.bundle.title),
                (tr("Held out"), lambda model: _leading(model.card, "; ")),
                (tr("Created"), lambda model: ago(model.created_at)),
            ],
            _tip,
        )
        super().__init__(monitor, forms, models, tr("Models"), NAME, BUNDLE, FIGURES, several=True)
        self._bundles: Sequence[Record] = []
        self._shown = ""
        self._build()
        monitor.listed.connect(self.show_lists)

    def has(self, model_id: str) -> bool:
        """Whether the worker has a model."""
        return any(model.id == model_id for model in self.rows.records)

    def show_lists(self, bundles: Sequence[Record], models: Sequence[Record]) -> None:
        """Show the models of a worker with these bundles."""
        self._bundles = bundles
        self.show_records(models)

    def describe(self, chosen: Sequence[Any]) -> None:
        """Show the card of the selected model, or a comparison."""
        self.delete_button.setEnabled(bool(chosen))
        page = ""
        if any(map(damage_of, chosen)):
            page = "".join(element("p", damage_of(model)) for model in chosen)
        elif len(chosen) == 1:
            page = card_page(chosen[0], self._bundle_of(chosen[0]))
        elif chosen:
            page = comparison_page(chosen)
        if page != self._shown:  # else keep the scroll position
            self._shown = page
            self.page.setHtml(page)

    def _build(self) -> None:
        self.table.setMinimumHeight(110)
        self.page = QTextBrowser()
        self.page.setAccessibleName(tr("Card of the selected model"))
        self.page.setPlaceholderText(
            tr("Select a model to read its card, or several to compare them.")
        )
        self.travel_times = self.add_entry(
            tr("Travel times…"),
            self.form_for("traveltimes", "MODEL"),
            lambda model: _is_usable(model) and model.card.road_function is not None,
        )
        self.report = self.add_entry(
            tr("Report of a study area…"), self.form_for("areareport", "MODEL"), _is_fitted
        )
        self._build_buttons()
        self.arrange(self.page, (self._delete, "Del"), (self.page.setFocus, "Return"))

    def _build_buttons(self) -> None:
        self.predict_button = self.add_button(
            tr("Predic&t…"),
            "/mActionArrowRight.svg",
            tr("Open the form that predicts roads with the model"),
            lambda model: self._forms.open(*predict_form(model.id, model.card)),
            lambda model: _is_usable(model) and can_predict(model.card),
        )
        self.finetune_button = self.add_button(
            tr("&Fine-tune…"),
            "/mActionOptions.svg",
            tr("Open the form that fine-tunes the model"),
            self._finetune,
            _is_usable,
        )
        self.evaluate_button = self.add_button(
            tr("Ev&aluate…"),
            "/mActionCalculateField.svg",
            tr("Open the form that evaluates the model on a bundle"),
            self.form_for("evaluate", "MODEL"),
            _is_fitted,
        )
        self.export_button = self.add_button(
            tr("E&xport…"),
            "/mActionFileSaveAs.svg",
            tr("Open the form that exports the model's predictions and embeddings"),
            self._export,
            _is_usable,
        )
        self.delete_button = self.buttons.add(
            tr("Delete"),
            "/mActionDeleteSelected.svg",
            tr("Delete the selected models (Delete)"),
            self._delete,
        )

    def _bundle_of(self, model: ModelRecord) -> BundleRecord | None:
        usable = (one for one in self._bundles if isinstance(one, BundleRecord))
        return next((one for one in usable if one.id == model.card.bundle.folder_name), None)

    def _finetune(self, model: ModelRecord) -> None:
        bundle = self._bundle_of(model)
        manifest = None if bundle is None else bundle.manifest
        self._forms.open(*finetune_form(model.id, model.card, manifest))

    def _export(self, model: ModelRecord) -> None:
        parameters = {"MODEL": model.id, "BUNDLE": model.card.bundle.folder_name}
        self._forms.open("trajganr:exportlayers", parameters)

    def _delete(self) -> None:
        chosen = self.rows.selected(self.table)
        if not chosen:
            return

        def delete() -> None:
            for model in chosen:
                self._monitor.delete(methodcaller("delete_model", model.id))

        names = ", ".join(model.name for model in chosen)
        text = tr("Delete {names}? Predicted layers are kept, but cannot be created again.")
        confirm(self, text.format(names=names), delete)


def _is_usable(model: Record) -> bool:
    return isinstance(model, ModelRecord)


def _is_fitted(model: Record) -> bool:
    return isinstance(model, ModelRecord) and bool(model.card.heads)


def _tip(model: ModelRecord) -> str:
    return f"{model.name}\n{model.id}\n{_leading(model.card)}"


def _leading(card: ModelCard, between: str = "\n") -> str:
    """The leading held-out figure of each task: ``Traffic speed: MAE 4.2 km/h``."""
    return between.join(lines(leading_facts(card.heads), tr)) or tr("not fine-tuned")
