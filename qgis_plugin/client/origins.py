"""Licence and attribution of a result, from the sources of its bundle and of the shipped model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from trajganr_core.contract.options.choices import MODEL_LAYERS
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.records.bundle_manifest import SourceFile
from trajganr_core.contract.records.model_card import SHIPPED_FOLDER, ModelCard

from .models import bundle_of_model, card_or_none, manifest_or_none


def origin_of_result(client: Client, params: Mapping[str, Any]) -> dict[str, str]:
    """``licence`` and ``attribution`` of the sources of a job's bundle, '' if none has any.

    Args:
        client: of the worker.
        params: of the job: its ``bundle``, or the ``model`` whose own bundle is used; and a bundle
            ``after``.
    """
    first = params.get("bundle") or bundle_of_model(client, params["model"])
    bundles = filter(None, (first, params.get("after")))
    manifests = [manifest_or_none(client, bundle) for bundle in bundles]
    sources = [source for each in manifests if each is not None for source in each.sources]
    sources += _shipped_sources(client, params)
    return {
        "licence": _each_once(source.licence for source in sources),
        "attribution": _each_once(source.attribution for source in sources),
    }


def _shipped_sources(client: Client, params: Mapping[str, Any]) -> Sequence[SourceFile]:
    """What the shipped model learned from, if a job used it or a model that began with it."""
    layers = params.get("layers")
    if "model" not in params or (layers is not None and not {*layers} & {*MODEL_LAYERS}):
        return ()
    if params["model"] is None:
        return ModelCard.load(SHIPPED_FOLDER).data.sources
    card = card_or_none(client, params["model"])
    return () if card is None or card.shipped is None else card.shipped.sources


def _each_once(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, texts)))
