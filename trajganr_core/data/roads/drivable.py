"""Roads open to a vehicle, and their directions, by OpenStreetMap tags.

Rules of the OSM wiki (Key:highway, Key:oneway, Key:access, Key:area, and for taxis and buses
Key:psv, Key:busway and Bus lanes). Conditional restrictions (``…:conditional``), other lanes and
barriers on nodes are ignored; turn restrictions are in :mod:`.turn_restrictions`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ...contract.options.data_config import RoadOptions
from ...utils.arrays import BoolArray, TextArray
from .attributes import ATTRIBUTE_TAGS

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

#: Further classes of ways on which taxis and buses drive where a tag of their own permits it. Buses
#: also drive on any busway.
BUSWAY = "busway"
PUBLIC_TRANSPORT = frozenset([BUSWAY, "pedestrian", "service"])

#: Access classes of all vehicles and of each kind, from general to specific; a more specific tag
#: has priority.
VEHICLE_CLASSES = ("vehicle", "motor_vehicle")
CLASSES = {"car": ("motorcar",), "taxi": ("motorcar", "psv", "taxi"), "bus": ("psv", "bus")}
#: Those of public transport among them, which may have lanes of their own.
OWN_CLASSES = {"car": (), "taxi": ("psv", "taxi"), "bus": ("psv", "bus")}

#: Keys of bus lanes; ``opposite_lane`` is one against a one-way road.
BUSWAYS = ("busway", "busway:left", "busway:right", "busway:both")
OPPOSITE = "opposite_lane"
#: Values of a lane that is open to a class of vehicles.
OPEN_LANE = frozenset({"yes", "designated", "official"})
DIRECTIONS = ("forward", "backward")

#: Access values that close a road to public car traffic; the name of a class opens it to that one.
#: Other values allow some car traffic (destination, delivery, customers, permit, permissive), which
#: occurs in recorded trips.
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


def access_classes(vehicle: str) -> tuple[str, ...]:
    """The access classes of a vehicle, from general to specific."""
    return (*VEHICLE_CLASSES, *CLASSES[vehicle])


def road_tags(options: RoadOptions) -> tuple[str, ...]:
    """The tags that are read of a road, including its name and its attributes."""
    access = [
        key + direction
        for key in ("access", *access_classes(options.vehicle))
        for direction in ("", ":forward", ":backward")
    ]
    own = OWN_CLASSES[options.vehicle]
    lanes = [key for direction in DIRECTIONS for name in own for key in _lane_keys(name, direction)]
    return tuple(
        dict.fromkeys(
            [
                *(options.class_field, options.name_field, "area", "junction"),
                *_oneway_keys(options),
                *access,
                *lanes,
                *(BUSWAYS if options.vehicle == "bus" else ()),
                *ATTRIBUTE_TAGS,
            ]
        )
    )


def is_road(tags: pd.DataFrame, options: RoadOptions) -> BoolArray:
    """Which features have a class to be kept and are not areas (``area=yes``)."""
    classes = frozenset(options.road_classes) or DRIVABLE
    kept = tags[options.class_field].isin(classes).to_numpy(dtype=bool)
    if not options.road_classes:
        kept = kept | _is_for_public_transport(tags, options)
    return kept & (tags["area"] != "yes").to_numpy(dtype=bool)


def open_directions(tags: pd.DataFrame, options: RoadOptions) -> BoolArray:
    """Whether the vehicle may drive in and against the digitised direction: ``(n, 2)``.

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
            (~against & _is_open(tags, options, ":forward"))
            | _has_lane(tags, options, "forward", is_opposite=against),
            (~along & _is_open(tags, options, ":backward"))
            | _has_lane(tags, options, "backward", is_opposite=along),
        ]
    )


def states_oneway(tags: pd.DataFrame, options: RoadOptions) -> bool:
    """Whether any road has a known value of oneway."""
    return bool(np.isin(_oneway(tags, options), list((FORWARD | AGAINST | BOTH) - {""})).any())


def unknown_oneway(tags: pd.DataFrame, options: RoadOptions) -> pd.Series:
    """Unknown values of oneway, and the number of roads with each."""
    oneway = pd.Series(_oneway(tags, options))
    return oneway[~oneway.isin(FORWARD | AGAINST | BOTH)].value_counts()


def _oneway_keys(options: RoadOptions) -> list[str]:
    """The oneway keys, from general to specific."""
    if options.oneway_field != ONEWAY:
        return [options.oneway_field]
    return [ONEWAY, *(f"{ONEWAY}:{name}" for name in access_classes(options.vehicle))]


def _oneway(tags: pd.DataFrame, options: RoadOptions) -> TextArray:
    return np.char.lower(_most_specific(tags, _oneway_keys(options)).astype(str))


def _is_open(tags: pd.DataFrame, options: RoadOptions, direction: str) -> BoolArray:
    classes = access_classes(options.vehicle)
    keys = [key + suffix for key in ("access", *classes) for suffix in ("", direction)]
    value = pd.Series(_most_specific(tags, keys))
    closed = {text: _closes(text, classes) for text in value.unique()}
    return ~value.map(closed).to_numpy(dtype=bool)


def _closes(value: str, classes: Sequence[str]) -> bool:
    """Several values, such as ``agricultural;forestry``, close a road if each of them does."""
    return all(part.strip() in CLOSED.difference(classes) for part in value.lower().split(";"))


def _is_for_public_transport(tags: pd.DataFrame, options: RoadOptions) -> BoolArray:
    """Which ways are no roads for cars but, by a tag of their own, for the taxi or bus."""
    own = OWN_CLASSES[options.vehicle]
    keys = [key + suffix for key in own for suffix in ("", ":forward", ":backward")]
    has_tag = _most_specific(tags, keys) != ""
    of_class = tags[options.class_field].isin(PUBLIC_TRANSPORT).to_numpy(dtype=bool)
    if options.vehicle == "bus":
        has_tag = has_tag | (tags[options.class_field] == BUSWAY).to_numpy(dtype=bool)
    return of_class & has_tag


def _has_lane(
    tags: pd.DataFrame, options: RoadOptions, direction: str, *, is_opposite: BoolArray
) -> BoolArray:
    """Which roads have a lane for the taxi or bus in a direction.

    ``is_opposite`` ``(n,)``: whether the direction is against a one-way road.
    """
    found = np.zeros(len(tags), dtype=bool)
    for name in OWN_CLASSES[options.vehicle]:
        count, of_lanes = (tags[key] for key in _lane_keys(name, direction))
        found |= ~count.isin(("", "0")).to_numpy(dtype=bool)
        found |= [not OPEN_LANE.isdisjoint(text.split("|")) for text in of_lanes]
    if options.vehicle == "bus":
        found |= is_opposite & tags[list(BUSWAYS)].isin([OPPOSITE]).any(axis=1).to_numpy(dtype=bool)
    return found


def _lane_keys(name: str, direction: str) -> tuple[str, str]:
    """Keys of the number of lanes of a class, and of the access of each lane."""
    return f"lanes:{name}:{direction}", f"{name}:lanes:{direction}"


def _most_specific(tags: pd.DataFrame, keys: list[str]) -> TextArray:
    """The value of a road's last (most specific) key, "" if it has none."""
    value = np.full(len(tags), "", dtype=object)
    for key in keys:
        own = tags[key].to_numpy(dtype=object)
        value = np.where(own != "", own, value)
    return value
