"""Checks that the worker has the models and bundles of a form; skipped if no worker answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from qgis.PyQt.QtCore import QCoreApplication, QThread

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.records.bundle_manifest import BundleManifest
from trajganr_core.contract.records.model_card import ModelCard
from trajganr_core.contract.tasks import TASKS

from ..i18n import tr
from .catalogue import CATALOGUE, WITHOUT_RESULT, WorkerContents
from .models import manifest_or_none, or_none
from .session import missing_dependency

Entry = TypeVar("Entry", BundleManifest, ModelCard)

#: The worker has no such bundle or model, or not yet.
NOT_THERE = {Code.INPUT_NOT_FOUND, Code.MODEL_MISSING}
#: A form does not wait longer for a worker: the job itself reports errors.
TIMEOUT_S = 0.4
#: No worker, a busy one, or one that rejects this QGIS.
NO_ANSWER = {
    Code.TRANSPORT_DOWN,
    Code.TRANSPORT_TIMEOUT,
    Code.AUTH_DENIED,
    Code.AUTH_NO_ANSWER,
    Code.PROTOCOL_VERSION,
}


def check_ids(
    models: Sequence[str],
    bundles: Sequence[str],
    tasks: Sequence[str] = (),
    *,
    predicts: bool = False,
    learns: bool = False,
    at_times: bool = False,
) -> WorkerContents | None:
    """Refuse models and bundles that do not exist, or do not match each other.

    One that a job has yet to create is accepted: the worker waits for it.

    Args:
        models, bundles: ids; '' stands for none.
        tasks: what the models must have been fine-tuned for, or the bundles have labels for.
        predicts: whether the models must have been fine-tuned for anything.
        learns: whether the bundles must have labels.
        at_times: whether times of the week are predicted, for which no fine-tuning is needed.

    Returns:
        What the worker has; None if unknown.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND``, ``INPUT.FIELD`` for labels that a bundle lacks,
            ``MODEL.MISSING``, ``MODEL.INCOMPATIBLE``.
    """
    if not any((*models, *bundles)):
        return None
    contents = CATALOGUE.contents() if _is_window_thread() else _ask(models, bundles)
    if contents is None:
        return None
    manifests = _find(contents.bundles, contents.coming, bundles, is_model=False)
    cards = _find(contents.models, contents.coming, models, is_model=True)
    for model, card in cards.items():
        if predicts:
            _check_heads(model, card, tasks, at_times=at_times)
    finetunes = learns and not predicts  # possible in any area
    if len(models) == len(bundles) == 1 and not finetunes:
        for model, card in cards.items():
            for bundle, manifest in manifests.items():
                _check_area(model, card, bundle, manifest)
    if learns:
        for bundle, manifest in manifests.items():
            _check_labels(bundle, manifest, tasks)
    return contents


def area_of(
    contents: WorkerContents | None, model: str, bundle: str = ""
) -> Sequence[float] | None:
    """The study area of a model, of the bundle if it is the shipped one ('').

    Returns:
        West, south, east, north, degrees; None if unknown.
    """
    if contents is None:
        return None
    known = contents.models.get(model) if model else contents.bundles.get(bundle)
    return None if known is None else known.area.bbox


def _is_window_thread() -> bool:
    """Whether this is the thread of a window with a dock, which must not wait for the worker."""
    application = QCoreApplication.instance()
    return CATALOGUE.is_fed and QThread.currentThread() == application.thread()


def _ask(models: Sequence[str], bundles: Sequence[str]) -> WorkerContents | None:
    """What the worker has; None if none answers."""
    if missing_dependency():
        return None

    try:
        with Client.connect(timeout_s=TIMEOUT_S) as client:
            cards = _existing(client.card, models)
            manifests = _existing(client.manifest, bundles)
            for own in {card.bundle.folder_name for card in cards.values()} - {*manifests}:
                manifest = manifest_or_none(client, own)
                if manifest is not None:
                    manifests[own] = manifest
            unknown = {*models, *bundles} - {"", *manifests, *cards}
            coming = frozenset(each for each in unknown if _is_coming(client, each))
    except TrajganrError as error:
        if error.code in NO_ANSWER:
            return None
        raise
    return WorkerContents(manifests, cards, coming)


def _existing(get: Callable[[str], Entry], ids: Sequence[str]) -> dict[str, Entry]:
    """The manifests or cards that the worker has."""
    found = {each: or_none(get, each, NOT_THERE) for each in filter(None, ids)}
    return {each: entry for each, entry in found.items() if entry is not None}


def _find(
    contents: Mapping[str, Entry], coming: frozenset[str], wanted: Sequence[str], *, is_model: bool
) -> dict[str, Entry]:
    """Manifests or cards by id; those that have yet to be created are absent."""
    for missing in filter(None, wanted):
        if missing not in contents and missing not in coming:
            raise TrajganrError(
                Code.MODEL_MISSING if is_model else Code.INPUT_NOT_FOUND,
                "The worker has no {what} {id!r}.",
                "Choose one that the dock lists, or create it again.",
                what=tr("model") if is_model else tr("bundle"),
                id=missing,
            )
    return {each: contents[each] for each in wanted if each in contents}


def _is_coming(client: Client, job_id: str) -> bool:
    job = or_none(client.job, job_id, {Code.JOB_NOT_FOUND})
    return job is not None and job.state not in WITHOUT_RESULT


def _check_heads(model: str, card: ModelCard, tasks: Sequence[str], *, at_times: bool) -> None:
    if at_times and card.road_function is None:
        raise TrajganrError(
            Code.MODEL_MISSING,
            "The model {id!r} has not learned to predict speeds at times of the week.",
            "Leave the times of the week empty, or pretrain a model with the preset best.",
            id=model,
        )
    missing = [tr(TASKS[name].title) for name in tasks if name not in card.heads]
    if (card.heads or at_times) and not missing:
        return
    raise TrajganrError(
        Code.MODEL_MISSING,
        "The model {id!r} was not fine-tuned for {tasks}.",
        "Run 'Fine-tune model' first, or choose another model or other tasks.",
        id=model,
        tasks=", ".join(missing) or tr("any task"),
    )


def _check_labels(bundle: str, manifest: BundleManifest, tasks: Sequence[str]) -> None:
    labelled = manifest.tasks
    missing = [name for name in tasks if not labelled.get(name)]
    if not missing:
        return
    has_substitute = "braking" in missing and "slowdown" not in tasks and labelled.get("slowdown")
    raise TrajganrError(
        Code.INPUT_FIELD,
        "The bundle {id!r} has no labels for {tasks}. {reason}",
        "Choose slowdown, slow-down intensity, instead of braking; leave out what has no labels, "
        "or prepare the area again from data that has them: {data}."
        if has_substitute
        else "Leave these tasks out, or prepare the area again from data that has them: {data}.",
        id=bundle,
        tasks=", ".join(tr(TASKS[name].title) for name in missing),
        reason=" ".join(manifest.notes[name].said(tr) for name in missing if name in manifest.notes)
        or tr("No road has a label."),
        data="; ".join(_label_data()[name] for name in missing),
    )


def _label_data() -> dict[str, str]:
    """The data that the labels of each task are derived from."""
    return {
        "speed": tr("more trips, or a road layer of your own with speeds"),
        "popularity": tr("more trips, or a road layer of your own with numbers of trips"),
        "aoi": tr("places (POIs)"),
        "braking": tr("trips with their measured speed at most 2 s apart"),
        "slowdown": tr("trips with fixes more than 2 s and at most 60 s apart"),
    }


def _check_area(model: str, card: ModelCard, bundle: str, manifest: BundleManifest) -> None:
    if manifest.area not in card.known_areas:
        raise TrajganrError(
            Code.MODEL_INCOMPATIBLE,
            "The model {model!r} is for another study area than the bundle {bundle!r}.",
            "Use a bundle prepared for the model's study area, or fine-tune the model on this one.",
            model=model,
            bundle=bundle,
        )
