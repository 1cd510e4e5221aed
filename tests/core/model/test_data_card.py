"""What a card says of the data of its bundle."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from trajganr_core.contract.options.districts import DISTRICTS
from trajganr_core.data.bundle import Bundle
from trajganr_core.model import data_card as module
from trajganr_core.model.data_card import data_card

HOURS = 24


@pytest.mark.parametrize("together", [7, 10**6])
def test_hours_and_roads_are_those_of_input_trips(
    bundle: Bundle, together: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ROWS_TOGETHER", together)
    card = data_card(bundle)
    trips, zone = bundle.matched, ZoneInfo(bundle.manifest.time_zone)
    assert bundle.is_label.any()
    hours: Counter[int] = Counter()
    edges: set[int] = set()
    for piece in np.flatnonzero(~bundle.is_label):
        for t in trips.t[trips.offsets[piece] : trips.offsets[piece + 1]]:
            local = datetime.fromtimestamp(t, zone)
            hours[HOURS * local.weekday() + local.hour] += 1
        first, last = trips.pass_offsets[piece : piece + 2]
        edges.update(trips.pass_edge[first:last].tolist())
    assert len(card.fixes_by_hour) == 7 * HOURS
    assert {hour: count for hour, count in enumerate(card.fixes_by_hour) if count} == hours
    assert sum(one.with_trips for one in card.districts) == len(edges)


def test_districts_count_each_road_once(bundle: Bundle) -> None:
    card = data_card(bundle)
    names = [one.district for one in card.districts]
    assert names == [name for name in DISTRICTS if name in names]
    assert sum(one.roads for one in card.districts) == len(bundle.network)
    pictures = len(np.unique(bundle.images["edge"]))
    assert sum(one.with_images for one in card.districts) == pictures


def test_sources_and_fleet_are_those_of_the_bundle(bundle: Bundle) -> None:
    card, manifest = data_card(bundle), bundle.manifest
    assert card.sources == manifest.sources
    assert (card.trips, card.drivers) == (manifest.counts.trips, manifest.counts.drivers)
    assert card.interval_s == manifest.figures.interval_s
