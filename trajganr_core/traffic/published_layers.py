"""Layers of what drivers did: which rows are published, and what is said of all of them."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Protocol

import numpy as np
import pandas as pd
import pyogrio

from ..contract.files.atomic_io import atomic_file
from ..contract.layers.geopackage_styles import DRIVING_SIDE
from ..contract.options.time_sets import WHOLE_WEEK, TimeSet, parse_time_sets
from ..contract.texts.bundle_facts import facts_of_layers
from ..contract.texts.text import Text
from ..contract.version import __version__
from ..data.bundle import Bundle
from ..utils.arrays import BoolArray, Int32Array, IntArray, TextArray
from .ledger import Output, record_output
from .privacy import count_drivers

log = logging.getLogger(__name__)

#: Of shares and trips per day.
DECIMALS = 4


class AsksOfTrips(Protocol):
    """Parameters of a job that asks about trips of a bundle, as those of ``observe``."""

    kind: ClassVar[str]

    @property
    def bundle(self) -> str:
        """The bundle's folder."""

    @property
    def time_sets(self) -> tuple[str, ...]:
        """Notations of the time sets."""

    @property
    def side(self) -> str:
        """``all``, ``input`` or ``label`` trips."""

    @property
    def min_drivers(self) -> int:
        """Nothing about fewer is published."""


@dataclass(frozen=True)
class Asked:
    """The trips that a job is asked about.

    Attributes:
        kind: of the job.
        bundle: has the trips.
        pieces: ``(n,)`` those of the chosen side.
        time_sets: at least one.
        side, min_drivers: of the parameters.
    """

    kind: str
    bundle: Bundle
    pieces: IntArray
    time_sets: tuple[TimeSet, ...]
    side: str
    min_drivers: int

    @classmethod
    def of(cls, params: AsksOfTrips, bundle: Bundle | None = None) -> Asked:
        """What parameters ask for; their bundle is read unless it is given.

        Raises:
            TrajganrError: as :meth:`~..data.bundle.Bundle.load`.
        """
        bundle = bundle or Bundle.load(Path(params.bundle))
        time_sets = parse_time_sets(params.time_sets) or (WHOLE_WEEK,)
        pieces = bundle.pieces_of(params.side)
        return cls(params.kind, bundle, pieces, time_sets, params.side, params.min_drivers)

    @property
    def times(self) -> str:
        """The names of the time sets, for messages."""
        return "; ".join(each.name for each in self.time_sets)

    @property
    def facts(self) -> dict[str, Any]:
        """What each result says of its layers."""
        return {
            "time_zone": self.bundle.manifest.time_zone,
            "min_drivers": self.min_drivers,
            "driving_side": self.bundle.driving_side,
        }

    def published(self, remarks: Iterable[Text], choice: str = "") -> tuple[Text, ...]:
        """Log and complete the remarks of an output, and record it in the bundle's ledger.

        Args:
            remarks: about this output.
            choice: as :class:`~.ledger.Output` has it.
        """
        known = [
            *self.bundle.manifest.remarks.get("local time", ()),
            *remarks,
            *remarks_on_drivers(self.bundle.matched.driver_id[self.pieces]),
        ]
        for line in known:
            log.info(line)
        output = Output.of(self.kind, self.time_sets, self.side, self.min_drivers, choice)
        return (*known, *record_output(self.bundle.path, output))


@dataclass(frozen=True)
class Counts:
    """Places with published trips.

    Attributes:
        place: ``(g,)`` the places, ascending.
        columns: numbers of trips, their shares, and numbers of different drivers.
        withheld: number of places with trips that are not published.
    """

    place: IntArray
    columns: dict[str, Any]
    withheld: int


def count_published(
    place: IntArray,
    driver: Int32Array,
    inside: BoolArray,
    published: BoolArray,
    all_trips: int | None = None,
) -> Counts:
    """Count the trips of places that are published.

    Args:
        place: ``(n,)`` of each trip; one that is at several places is listed once for each.
        driver: ``(n,)`` number of the trip's driver.
        inside: ``(n,)`` whether it counts, such as those of a time set.
        published: ``(places,)`` whether the trips of a place that count are published.
        all_trips: of which the shares are; those that are published if absent.
    """
    shown = inside & published[place]
    found, index, trips = np.unique(place[shown], return_inverse=True, return_counts=True)
    of = int(shown.sum()) if all_trips is None else all_trips
    columns = {
        "trip_count": trips,
        "share": (trips / max(of, 1)).round(DECIMALS),
        "vehicles": count_drivers(index, driver[shown], len(found)),
    }
    return Counts(found.astype(np.int64), columns, len(np.unique(place[inside])) - len(found))


@dataclass(frozen=True)
class Rows:
    """Rows of a layer, and the number of rows that are withheld, by part."""

    frame: pd.DataFrame
    withheld: tuple[int, ...]

    @classmethod
    def of(cls, *parts: tuple[Mapping[str, Any], int]) -> Rows:
        """The rows of all parts, such as time sets, in their order."""
        columns, withheld = zip(*parts, strict=True)
        return cls(pd.concat(map(pd.DataFrame, columns), ignore_index=True), withheld)

    @property
    def tally(self) -> tuple[int, int]:
        """How many rows are withheld, and how many there are with these."""
        withheld = sum(self.withheld)
        return withheld, withheld + len(self.frame)

    def at(self, time_set: TimeSet) -> int:
        """How many rows a time set has."""
        return int((self.frame["time_set"] == time_set.name).sum())


def write_layers(
    out: Path, layers: Mapping[str, tuple[pd.DataFrame, str | None]], about: Mapping[str, str]
) -> None:
    """Write layers to a GeoPackage.

    Args:
        out: the file.
        layers: rows and type of geometry by name; no type for tables.
        about: GDAL's metadata of all of them.
    """
    with atomic_file(out) as temporary:
        for name, (frame, geometry) in layers.items():
            pyogrio.write_dataframe(
                frame,
                temporary,
                layer=name,
                driver="GPKG",
                geometry_type=geometry,
                layer_metadata=dict(about),
            )


def layer_metadata(bundle: Bundle, min_drivers: int) -> dict[str, str]:
    """The metadata of a layer of a bundle's trips, in which rows of fewer drivers are withheld."""
    return {
        "BUNDLE": bundle.path.name,
        **facts_of_layers(bundle.manifest, bundle.title),
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
    "movements": "{withheld:,} of {all:,} rows of movements",
    "zones": "{withheld:,} of {all:,} rows of pairs of zones",
    "stops": "{withheld:,} of {all:,} rows of ways between stops",
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
