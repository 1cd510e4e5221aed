"""Licence and attribution of a result, from the sources of its bundle."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .models import bundle_of

if TYPE_CHECKING:
    from trajganr_core.contract.protocol.client import Client

#: Fields of a source.
ORIGIN_FIELDS = ("licence", "attribution")


def origin_of_result(client: Client, params: Mapping[str, Any]) -> dict[str, str]:
    """``licence`` and ``attribution`` of the sources of a job's bundle, '' if none has any.

    Args:
        client: of the worker.
        params: of the job: its ``bundle``, or the ``model`` whose own bundle is used.
    """
    bundle = params.get("bundle")
    if not bundle:
        cards = {model["id"]: model["card"] for model in client.models()}
        bundle = bundle_of(cards[params["model"]]) if params["model"] in cards else None
    manifests = {one["id"]: one["manifest"] for one in client.bundles()}
    sources = manifests.get(bundle, {}).get("sources", ())
    return {
        name: "; ".join(dict.fromkeys(filter(None, (s[name] for s in sources))))
        for name in ORIGIN_FIELDS
    }
