"""The part of a model's card that describes the data of its bundle."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..contract.options.districts import DISTRICTS, DistrictData
from ..contract.records.model_card import DataCard, ModelCard
from ..data.bundle import Bundle
from ..data.local_time import HOURS_PER_WEEK, MINUTES_PER_HOUR, times_of_week
from ..evaluation.districts import districts_of
from ..utils.arrays import IntArray

#: Fixes or passes that are read together; bounds memory.
ROWS_TOGETHER = 4_000_000


def data_card(bundle: Bundle) -> DataCard:
    """Sources, fleet, sampling, hours and districts of a bundle."""
    manifest = bundle.manifest
    counts = manifest.counts
    return DataCard(
        sources=manifest.sources,
        time_zone=manifest.time_zone,
        period=manifest.figures.period,
        trips=counts.trips,
        drivers=counts.drivers,
        label_drivers=counts.label_drivers,
        interval_s=manifest.figures.interval_s,
        recovered_share=manifest.figures.recovered_share,
        images=counts.images,
        fixes_by_hour=tuple(_hours(bundle).tolist()),
        districts=_districts(bundle),
        notes=manifest.notes,
    )


def _hours(bundle: Bundle) -> IntArray:
    """``(168,)`` fixes of input trips in each hour of the local week."""
    trips, zone = bundle.matched, bundle.manifest.time_zone
    hours = np.zeros(HOURS_PER_WEEK, dtype=np.int64)
    for rows in _of_inputs(bundle, trips.offsets):
        minute, _ = times_of_week(trips.t[rows], zone)
        hours += np.bincount((minute // MINUTES_PER_HOUR).astype(np.int64), minlength=len(hours))
    return hours


def _of_inputs(bundle: Bundle, offsets: IntArray) -> Iterator[IntArray]:
    """The fixes or passes of input trips, in parts; ``offsets`` are those of the pieces."""
    for first in range(0, int(offsets[-1]), ROWS_TOGETHER):
        rows = np.arange(first, min(first + ROWS_TOGETHER, int(offsets[-1])))
        piece = np.searchsorted(offsets, rows, side="right") - 1
        yield rows[~bundle.is_label[piece]]


def _districts(bundle: Bundle) -> tuple[DistrictData, ...]:
    network = bundle.network
    with_trips = np.zeros(len(network), dtype=np.bool_)
    for rows in _of_inputs(bundle, bundle.matched.pass_offsets):
        likely = rows[bundle.matched.pass_is_likely[rows]]
        with_trips[bundle.matched.pass_edge[likely]] = True
    lon, lat = network.locate(np.arange(len(network)), network.length_m / 2).T
    district = districts_of(bundle.area, lon, lat)
    with_images = np.zeros(len(network), dtype=np.bool_)
    with_images[bundle.images["edge"].to_numpy(dtype=np.int64)] = True
    return tuple(
        DistrictData(
            district=name,
            roads=int(chosen.sum()),
            with_trips=int((chosen & with_trips).sum()),
            with_images=int((chosen & with_images).sum()),
        )
        for name in DISTRICTS
        if (chosen := district == name).any()
    )


def seen_of(card: ModelCard, bundle: Bundle) -> str:
    """The name of a file that shipped weights were trained on and a bundle is made of, or ''.

    Args:
        card: of the shipped weights, or of a model that began with them.
        bundle: a city, whose trips or roads may be among those of the training.
    """
    sources = card.data.sources if card.shipped is None else card.shipped.sources
    seen = {one.sha256 for one in sources if one.sha256}
    own = (one for one in bundle.manifest.sources if one.role in ("trips", "roads"))
    return next((one.name for one in own if one.sha256 in seen), "")
