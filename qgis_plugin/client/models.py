"""Model cards, and the forms that they fill in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from typing import Any, TypeVar

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds import result_of
from trajganr_core.contract.kinds.finetune import FinetuneResult
from trajganr_core.contract.kinds.prepare import PrepareResult
from trajganr_core.contract.kinds.pretrain import PretrainResult
from trajganr_core.contract.options.time_sets import WHOLE_WEEK
from trajganr_core.contract.options.training_config import FinetuneConfig
from trajganr_core.contract.protocol.answers import JobRecord
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.records.bundle_manifest import BundleManifest
from trajganr_core.contract.records.model_card import ModelCard
from trajganr_core.contract.tasks import TASKS
from trajganr_core.contract.texts.text import Text

from ..i18n import tr

T = TypeVar("T")

#: The worker has no such bundle or model, or none that can be used.
NO_BUNDLE = {Code.INPUT_NOT_FOUND, Code.INPUT_FORMAT, Code.PROTOCOL_SCHEMA}
NO_MODEL = {Code.MODEL_MISSING, Code.MODEL_INCOMPATIBLE}


def manifest_or_none(client: Client, bundle: str) -> BundleManifest | None:
    """The manifest of a bundle; None if the worker no longer has it."""
    return or_none(client.manifest, bundle, NO_BUNDLE)


def area_name(client: Client, params: Mapping[str, Any]) -> str:
    """The name of the study area of a job's parameters, or the id of its bundle; '' without one.

    Args:
        client: of the worker.
        params: with a ``bundle``, or a ``model`` whose own bundle is used.
    """
    bundle, model = params.get("bundle"), params.get("model")
    if not bundle:
        bundle = bundle_of_model(client, model) if model else ""
    manifest = manifest_or_none(client, bundle) if bundle else None
    return (manifest.name if manifest else "") or bundle


def bundle_of_model(client: Client, model: str) -> str:
    """The id of the bundle that a model was trained on; empty if the model is gone."""
    card = card_or_none(client, model)
    return "" if card is None else card.bundle.folder_name


def card_or_none(client: Client, model: str) -> ModelCard | None:
    """The card of a model; None if the worker no longer has one that can be read."""
    return or_none(client.card, model, NO_MODEL)


def or_none(get: Callable[[str], T], some_id: str, codes: Set[Code]) -> T | None:
    """What the worker has of an id; None for an error with one of some codes."""
    try:
        return get(some_id)
    except TrajganrError as error:
        if error.code in codes:
            return None
        raise


def can_predict(card: ModelCard) -> bool:
    """Whether a model predicts tasks or times of the week."""
    return bool(card.heads) or card.road_function is not None


def describe_model(card: ModelCard) -> str:
    """A model in one line: preset, held-out roads, tasks of its heads."""
    heads = [Text(TASKS[name].title) for name in card.heads]
    return Text(
        "The model: preset {preset}, pretrained with fold {fold} of the split {split} held out, "
        "fine-tuned for: {heads}.",
        card.pretraining.config,
        heads=heads or Text("nothing"),
    ).said(tr)


def describe_open(config: FinetuneConfig, card: ModelCard) -> str:
    """The settings of fine-tuning, including those that are taken from the model."""
    usual = card.finetune_defaults
    chosen = {
        Text("split"): config.split or usual.split,
        Text("fold"): usual.fold if config.fold is None else config.fold,
        Text("head"): config.head or usual.head,
        Text("trips of a road"): config.trips_per_location or usual.trips_per_location,
    }
    options = [
        Text("{name} {value}", name=name, value=str(value)) for name, value in chosen.items()
    ]
    return Text("Fine-tuning with {options}.", options=options).said(tr)


Form = tuple[str, dict[str, Any]]


def next_step(client: Client, job: JobRecord) -> Form:
    """The algorithm that uses a job's result, and the values of its form.

    Roads are predicted from a bundle, a pretrained model is fine-tuned as in its card, and a
    fine-tuned one predicts what it has heads for.

    Args:
        client: of the worker.
        job: one that succeeded and created a bundle or a model.

    Returns:
        The algorithm's id, and parameters by name.

    Raises:
        TrajganrError: ``MODEL.MISSING``.
    """
    result = result_of(job)
    if isinstance(result, PrepareResult):
        return bundle_form(result.bundle or "")
    assert isinstance(result, PretrainResult | FinetuneResult)  # nosec B101 # holds by construction
    model = result.model or ""
    card = client.card(model)
    if card.heads:
        return predict_form(model, card)
    return finetune_form(model, card, manifest_or_none(client, card.bundle.folder_name))


def bundle_form(bundle: str) -> Form:
    """The form that predicts roads from a bundle with the shipped model."""
    return "trajganr:predictroads", {"BUNDLE": bundle}


def predict_form(model: str, card: ModelCard) -> Form:
    """The form that predicts the tasks of a model, or times of the week, from its own bundle.

    Tasks with few labels are not ticked.
    """
    enough = [task for task, head in card.heads.items() if not head.few] or list(card.heads)
    predicted = {"TASKS": enough} if card.heads else {"TIME_SETS": WHOLE_WEEK.name}
    parameters = {"MODEL": model, "BUNDLE": card.bundle.folder_name, **predicted}
    return "trajganr:predictroads", parameters


def finetune_form(model: str, card: ModelCard, manifest: BundleManifest | None) -> Form:
    """The form that fine-tunes a model with the settings of its card, for what its data support.

    Args:
        model: its id.
        card: of the model.
        manifest: of the bundle that it was trained on, None if the worker no longer has it.
    """
    usual = card.finetune_defaults
    labelled = [] if manifest is None else manifest.supported_tasks
    return "trajganr:finetune", {
        **({"TASKS": labelled} if labelled else {}),
        "MODEL": model,
        "BUNDLE": card.bundle.folder_name,
        "SPLIT": usual.split,
        "FOLD": usual.fold,
        "HEAD": usual.head,
        "TRIPS_PER_LOCATION": usual.trips_per_location,
    }
