"""Licence and attribution of a result, from the sources of its bundle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from .models import bundle_of_model, manifest_or_none

if TYPE_CHECKING:
    from trajganr_core.contract.protocol.client import Client


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
    return {
        "licence": _each_once(source.licence for source in sources),
        "attribution": _each_once(source.attribution for source in sources),
    }


def _each_once(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, texts)))
