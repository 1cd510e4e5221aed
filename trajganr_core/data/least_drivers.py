"""What layers have in common that show nothing of fewer than a number of drivers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..contract.geopackage_styles import DRIVING_SIDE
from ..contract.version import __version__
from ..utils.arrays import TextArray
from .bundle import Bundle

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


def remarks_on_drivers(driver_id: TextArray) -> list[str]:
    """What the minimum number of drivers protects, if not all pieces ``(n,)`` have a driver id."""
    without = int((driver_id == "").sum())
    if not without:
        return []
    return [
        f"{without:,} of {len(driver_id):,} pieces of trips have no driver id: each of their trips "
        "counts as a driver, so that the minimum number of drivers protects trips, not persons."
    ]


def withheld_remark(min_drivers: int, rows: Mapping[str, tuple[int, int]]) -> str:
    """How many rows of how many are withheld, by the names of what a row is."""
    parts = (
        f"{withheld:,} of {every:,} rows of {name}" for name, (withheld, every) in rows.items()
    )
    return (
        f"Rows of fewer than {min_drivers} drivers are not written, nor rows whose difference from "
        f"other rows would be of fewer: {', '.join(parts)}."
    )


def _each_once(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, texts)))
