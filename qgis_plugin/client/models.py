"""Model cards, and the forms that they fill in."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Any

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.model_card import check_schema
from trajganr_core.contract.results import FinetuneResult, PrepareResult, PretrainResult, result_of
from trajganr_core.contract.tasks import TASKS
from trajganr_core.contract.training_config import FinetuneConfig, FinetuneDefaults

from ..i18n import tr

if TYPE_CHECKING:
    from trajganr_core.contract.protocol.client import Client


def card_of(client: Client, model: str) -> dict[str, Any]:
    """The card of a model.

    Raises:
        TrajganrError: ``MODEL.MISSING``, ``MODEL.INCOMPATIBLE`` for one of another release, or what
            is wrong with a damaged one.
    """
    for record in client.models(with_damaged=True):
        if record["id"] == model:
            if record.get("damaged"):
                raise TrajganrError.from_dict(record["error"])
            check_schema(record["card"], model)
            return dict(record["card"])
    raise TrajganrError(
        Code.MODEL_MISSING,
        "The worker has no model {id!r}.",
        "Choose one that the worker lists, or create it again.",
        id=model,
    )


def describe_model(card: dict[str, Any]) -> str:
    """A model in one line: preset, held-out roads, tasks of its heads."""
    config = card["pretraining"]["config"]
    heads = ", ".join(tr(TASKS[name].title) for name in card["heads"])
    return tr(
        "The model: preset {preset}, pretrained with fold {fold} of the split {split} held out, "
        "fine-tuned for: {heads}."
    ).format(
        preset=config["preset"],
        fold=config["fold"],
        split=config["split"],
        heads=heads or tr("nothing"),
    )


def describe_open(config: FinetuneConfig, card: dict[str, Any]) -> str:
    """The settings of fine-tuning, including those that are taken from the model."""
    usual = FinetuneDefaults.of_card(card)
    chosen = {
        tr("split"): config.split or usual.split,
        tr("fold"): usual.fold if config.fold is None else config.fold,
        tr("trips of a road"): config.trips_per_location or usual.trips_per_location,
        tr("segment context"): _on_off(
            usual.segment_context if config.segment_context is None else config.segment_context
        ),
    }
    options = ", ".join(f"{name} {value}" for name, value in chosen.items())
    return tr("Fine-tuning with {options}.").format(options=options)


Form = tuple[str, dict[str, Any]]


def next_step(client: Client, job: dict[str, Any]) -> Form:
    """The algorithm that uses a job's result, and the values of its form.

    A bundle is pretrained on, a pretrained model is fine-tuned as in its card, and a fine-tuned
    one predicts what it has heads for.

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
        return pretrain_form(result.bundle or "")
    assert isinstance(result, PretrainResult | FinetuneResult)  # nosec B101 # holds by construction
    model = result.model or ""
    card = card_of(client, model)
    if card["heads"]:
        return predict_form(model, card)
    manifests = {bundle["id"]: bundle["manifest"] for bundle in client.bundles()}
    return finetune_form(model, card, manifests.get(bundle_of(card), {}))


def pretrain_form(bundle: str) -> Form:
    """The form that pretrains on a bundle."""
    return "trajganr:pretrain", {"BUNDLE": bundle}


def predict_form(model: str, card: dict[str, Any]) -> Form:
    """The form that predicts all tasks of a model, from its own bundle."""
    parameters = {"MODEL": model, "BUNDLE": bundle_of(card), "TASKS": list(card["heads"])}
    return "trajganr:predictroads", parameters


def finetune_form(model: str, card: dict[str, Any], manifest: dict[str, Any]) -> Form:
    """The form that fine-tunes a model with the settings of its card, for all labels of its bundle.

    Args:
        model: its id.
        card: of the model.
        manifest: of the bundle that it was trained on, empty if the worker no longer has it.
    """
    usual = FinetuneDefaults.of_card(card)
    labelled = [name for name, roads in manifest.get("tasks", {}).items() if roads]
    return "trajganr:finetune", {
        **({"TASKS": labelled} if labelled else {}),
        "MODEL": model,
        "BUNDLE": bundle_of(card),
        "SPLIT": usual.split,
        "FOLD": usual.fold,
        "TRIPS_PER_LOCATION": usual.trips_per_location,
        "SEGMENT_CONTEXT": "on" if usual.segment_context else "off",
    }


def bundle_of(card: dict[str, Any]) -> str:
    """The id of the bundle that a model was trained on."""
    return _name_of(card["bundle"]["path"])


def _name_of(path: str) -> str:
    """The last part of a path of the worker's machine, whichever system it has."""
    return (PurePosixPath(path) if "/" in path else PureWindowsPath(path)).name


def _on_off(value: bool) -> str:
    return tr("on") if value else tr("off")
