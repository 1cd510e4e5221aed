"""Which roads are open to cars, and in which direction, by OpenStreetMap's tags.

Rules of the OSM wiki (Key:highway, Key:oneway, Key:access, Key:area). Conditional restrictions
(``…:conditional``), lanes, barriers on nodes and turn restrictions are not looked at.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from ...contract.data_config import RoadOptions
from ...utils.arrays import BoolArray, TextArray

__all__ = ["CLOSED", "DRIVABLE", "is_road", "open_directions", "road_tags", "unknown_oneway"]

#: OSM ``highway`` values that are public roads for cars; service roads (yards, parking aisles)
#: are left out, as in OSMnx's network type "drive".
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

#: Vehicles that a car is, from the most general to the most specific, whose tag outranks.
VEHICLES = ("vehicle", "motor_vehicle", "motorcar")

#: Values of access that close a road to the public's cars. Others leave it open to somebody who
#: has business there (destination, delivery, customers), holds the usual permit (permit) or is
#: tolerated (permissive), and such trips are among those that people record.
CLOSED = frozenset(
    [
        *("no", "private", "psv", "bus", "emergency", "agricultural", "forestry", "military"),
        *("bicycle", "foot"),
    ]
)

#: Values of oneway. Single letters and pairs are those of road layers by Geofabrik, HERE (F, T, B)
#: and TomTom (FT, TF). A reversible road (``reversible``, ``alternating``) is driven both ways,
#: one at a time.
FORWARD = frozenset({"yes", "true", "1", "f", "ft"})
AGAINST = frozenset({"-1", "reverse", "t", "tf"})
BOTH = frozenset({"", "no", "false", "0", "b", "reversible", "alternating"})

ONEWAY = RoadOptions().oneway_field


def road_tags(options: RoadOptions) -> tuple[str, ...]:
    """The tags that decide about a road, its name included."""
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
    """Which features are of a class that is kept; areas (``area=yes``) are not."""
    classes = frozenset(options.road_classes) or DRIVABLE
    kept = tags[options.class_field].isin(classes) & (tags["area"] != "yes")
    return kept.to_numpy(dtype=bool)


def open_directions(tags: pd.DataFrame, options: RoadOptions) -> BoolArray:
    """Whether cars may drive as digitised, and against it: ``(n, 2)``.

    An explicit ``oneway=no`` outranks what roundabouts and motorways imply.
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
    """Values of oneway that are not understood, and how many roads have each."""
    oneway = pd.Series(_oneway(tags, options))
    return oneway[~oneway.isin(FORWARD | AGAINST | BOTH)].value_counts()


def _oneway_keys(options: RoadOptions) -> list[str]:
    """From the most general to the most specific."""
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
    """Several values, as in ``agricultural;forestry``, close a road if each of them does."""
    return all(part.strip() in CLOSED for part in value.lower().split(";"))


def _most_specific(tags: pd.DataFrame, keys: list[str]) -> TextArray:
    """The last of the tags that a road has, "" where it has none."""
    value = np.full(len(tags), "", dtype=object)
    for key in keys:
        own = tags[key].to_numpy(dtype=object)
        value = np.where(own != "", own, value)
    return value
