"""Whose data a result was made from, as the bundle's sources say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .models import bundle_of

if TYPE_CHECKING:
    from trajganr_core.contract.protocol.client import Client

#: What a source says of itself.
SAID = ("licence", "attribution")


def origin_of_result(client: Client, params: Mapping[str, Any]) -> dict[str, str]:
    """``licence`` and ``attribution`` of the sources of a job's bundle, '' where none says any.

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
        name: "; ".join(dict.fromkeys(filter(None, (s[name] for s in sources)))) for name in SAID
    }
