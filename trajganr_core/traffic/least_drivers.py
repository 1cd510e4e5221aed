"""What layers have in common that show nothing of fewer than a number of drivers."""

from __future__ import annotations

from collections.abc import Iterable

from ..contract.layers.geopackage_styles import DRIVING_SIDE
from ..contract.texts.text import Text
from ..contract.version import __version__
from ..data.bundle import Bundle
from ..utils.arrays import TextArray

__all__ = ["layer_metadata", "remarks_on_drivers", "withheld_remark"]


def layer_metadata(bundle: Bundle, min_drivers: int) -> dict[str, str]:
    """The metadata of a layer of a bundle's trips, in which rows of fewer drivers are withheld."""
    return {
        "BUNDLE": bundle.path.name,
        "VERSION": __version__,
        "TIME_ZONE": bundle.manifest.time_zone,
        "MIN_DRIVERS": str(min_drivers),
        DRIVING_SIDE: bundle.driving_side,
        "LICENCE": _each_once(one.licence for one in bundle.manifest.sources),
        "ATTRIBUTION": _each_once(one.attribution for one in bundle.manifest.sources),
    }


def remarks_on_drivers(driver_id: TextArray) -> list[Text]:
    """What the minimum number of drivers protects, if not all pieces ``(n,)`` have a driver id."""
    without = int((driver_id == "").sum())
    if not without:
        return []
    return [
        Text(
            "{n:,} of {all:,} pieces of trips have no driver id: each of their trips counts as a "
            "driver, so that the minimum number of drivers protects trips, not persons.",
            n=without,
            all=len(driver_id),
        )
    ]


#: What a row is of.
ROWS = {
    "segments": "{withheld:,} of {all:,} rows of segments",
    "cells": "{withheld:,} of {all:,} rows of cells",
    "hours": "{withheld:,} of {all:,} rows of hours",
    "zones": "{withheld:,} of {all:,} rows of pairs of zones",
}


def withheld_remark(min_drivers: int, **rows: tuple[int, int]) -> Text:
    """How many rows of how many are withheld, by keys of :data:`ROWS`."""
    return Text(
        "Rows of fewer than {n:,} drivers are not written, nor rows whose difference from other "
        "rows would be of fewer: {what}.",
        n=min_drivers,
        what=[
            Text(ROWS[name], withheld=withheld, all=every)
            for name, (withheld, every) in rows.items()
        ],
    )


def _each_once(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, texts)))
