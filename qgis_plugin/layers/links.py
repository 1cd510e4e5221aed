"""Links of a layer to the worker: the job, model and bundle that it comes from.

They are custom properties, which a project stores. For a layer without them, they are read from its
metadata, which every layer of the plugin has.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qgis.core import QgsMapLayer

#: Names of links in custom properties ``trajganr/…`` and in the history.
KINDS = ("job", "model", "bundle")
PREFIX = "trajganr/"


def link(layer: QgsMapLayer, origin: Mapping[str, Any]) -> None:
    """Store the origin of a layer.

    Args:
        layer: any.
        origin: ids by :data:`KINDS`; other entries and None are ignored.
    """
    for kind in KINDS:
        if origin.get(kind):
            layer.setCustomProperty(f"{PREFIX}{kind}", str(origin[kind]))


def links_of(layer: QgsMapLayer | None) -> dict[str, str]:
    """The origin of a layer: ids by :data:`KINDS`; empty for other layers."""
    if layer is None:
        return {}
    links = {kind: str(layer.customProperty(f"{PREFIX}{kind}", "")) for kind in KINDS}
    if not any(links.values()):
        links = _in_metadata(layer)
    return {kind: one for kind, one in links.items() if one}


def _in_metadata(layer: QgsMapLayer) -> dict[str, str]:
    """Links in the history of a layer's metadata."""
    entries = (line.partition(": ") for line in layer.metadata().history())
    links = {name: value for name, separator, value in entries if separator}
    # The history of layers of the plugin always contains the job. Ids contain no spaces, unlike
    # the text "the model's own".
    ids = {kind: one for kind, one in links.items() if kind in KINDS and " " not in one}
    return ids if "job" in ids else {}
