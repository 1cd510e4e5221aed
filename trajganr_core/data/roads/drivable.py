"""Roads open to cars, and their directions, by OpenStreetMap tags.

Rules of the OSM wiki (Key:highway, Key:oneway, Key:access, Key:area). Conditional restrictions
(``…:conditional``), lanes, barriers on nodes and turn restrictions are ignored.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from ...contract.data_config import RoadOptions
from ...utils.arrays import BoolArray, TextArray

__all__ = ["CLOSED", "DRIVABLE", "is_road", "open_directions", "road_tags", "unknown_oneway"]

#: OSM ``highway`` values of public roads for cars; service roads (yards, parking aisles) are
#: excluded, as in OSMnx's network type "drive".
DRIVABLE = frozenset(
    [
        *(
            road + link
            for road in ("motorway", "trunk", "primary", "secondary", "tertiary")
            for link in ("", "_link")
        ),
        *("unclassified", "residential", "living_street", "road"),
    ]
)

#: Vehicle classes of a car, from general to specific; a more specific tag has priority.
VEHICLES = ("vehicle", "motor_vehicle", "motorcar")

#: Access values that close a road to public car traffic. Other values allow some car traffic
#: (destination, delivery, customers, permit, permissive), which occurs in recorded trips.
CLOSED = frozenset(
    [
        *("no", "private", "psv", "bus", "emergency", "agricultural", "forestry", "military"),
        *("bicycle", "foot"),
    ]
)

#: Values of oneway. Single letters and pairs are those of road layers by Geofabrik, HERE (F, T, B)
#: and TomTom (FT, TF). A reversible road (``reversible``, ``alternating``) counts as two-way.
FORWARD = frozenset({"yes", "true", "1", "f", "ft"})
AGAINST = frozenset({"-1", "reverse", "t", "tf"})
BOTH = frozenset({"", "no", "false", "0", "b", "reversible", "alternating"})

ONEWAY = RoadOptions().oneway_field


def road_tags(options: RoadOptions) -> tuple[str, ...]:
    """The tags that are read of a road, including its name."""
    access = [
        key + direction
        for key in ("access", *VEHICLES)
        for direction in ("", ":forward", ":backward")
    ]
    return tuple(
        dict.fromkeys(
            [
                *(options.class_field, options.name_field, "area", "junction"),
                *_oneway_keys(options),
                *access,
            ]
        )
    )


def is_road(tags: pd.DataFrame, options: RoadOptions) -> BoolArray:
    """Which features have a class to be kept and are not areas (``area=yes``)."""
    classes = frozenset(options.road_classes) or DRIVABLE
    kept = tags[options.class_field].isin(classes) & (tags["area"] != "yes")
    return kept.to_numpy(dtype=bool)


def open_directions(tags: pd.DataFrame, options: RoadOptions) -> BoolArray:
    """Whether cars may drive in and against the digitised direction: ``(n, 2)``.

    An explicit ``oneway=no`` overrides the implicit one-way of roundabouts and motorways.
    """
    oneway = _oneway(tags, options)
    implied = (
        tags["junction"].isin(("roundabout", "circular"))
        | (tags[options.class_field] == "motorway")
    ).to_numpy(dtype=bool)
    against = np.isin(oneway, list(AGAINST))
    stated = np.isin(oneway, list((FORWARD | BOTH) - {""}))
    along = np.isin(oneway, list(FORWARD)) | (implied & ~stated & ~against)
    return np.column_stack(
        [
            ~against & _is_open(tags, ":forward"),
            ~along & _is_open(tags, ":backward"),
        ]
    )


def unknown_oneway(tags: pd.DataFrame, options: RoadOptions) -> pd.Series:
    """Unknown values of oneway, and the number of roads with each."""
    oneway = pd.Series(_oneway(tags, options))
    return oneway[~oneway.isin(FORWARD | AGAINST | BOTH)].value_counts()


def _oneway_keys(options: RoadOptions) -> list[str]:
    """The oneway keys, from general to specific."""
    if options.oneway_field != ONEWAY:
        return [options.oneway_field]
    return [ONEWAY, *(f"{ONEWAY}:{vehicle}" for vehicle in VEHICLES)]


def _oneway(tags: pd.DataFrame, options: RoadOptions) -> TextArray:
    return np.char.lower(_most_specific(tags, _oneway_keys(options)).astype(str))


def _is_open(tags: pd.DataFrame, direction: str) -> BoolArray:
    keys = [key + suffix for key in ("access", *VEHICLES) for suffix in ("", direction)]
    value = pd.Series(_most_specific(tags, keys))
    closed = {text: _closes(text) for text in value.unique()}
    return ~value.map(closed).to_numpy(dtype=bool)


def _closes(value: str) -> bool:
    """Several values, such as ``agricultural;forestry``, close a road if each of them does."""
    return all(part.strip() in CLOSED for part in value.lower().split(";"))


def _most_specific(tags: pd.DataFrame, keys: list[str]) -> TextArray:
    """The value of a road's last (most specific) key, "" if it has none."""
    value = np.full(len(tags), "", dtype=object)
    for key in keys:
        own = tags[key].to_numpy(dtype=object)
        value = np.where(own != "", own, value)
    return value
