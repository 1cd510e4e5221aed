"""What a predicted city is called, and the first two of the three sentences about it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path, PurePath

from ..kinds.city import CityParams
from ..kinds.predict import PredictResult
from .text import Text

#: Words of file and folder names that name no place.
USUAL_WORDS = re.compile(
    "osm|gpkg|open|street|map|openstreetmap|roads?|streets|net(work)?|ways?|lines?|edges|extract|"
    "trips?|trajector(y|ies)|tracks?|traces?|routes?|drives?|gps|gnss|fcd|probes?|taxis?|vehicles?|"
    "bus(es)?|fleet|points|fixes|data(set)?|train|test|sample|export(ed)?|downloads?|documents|"
    "desktop|home|users?|temp|tmp|inputs?|output|raw|clean|new|old|copy|final|version|layers?|files?|"
    "demo|city|the|and|study|area|csv|zip|latest|internal"
)


def place_in(names: Iterable[str]) -> str:
    """The place that the names of files, layers or folders contain; '' if none does.

    Args:
        names: without paths; the first that has a word besides usual ones, numbers and dates.
    """
    for name in names:
        words = re.findall(r"[^\W\d_]{3,}", name.partition(".")[0])
        places = [word for word in words if not USUAL_WORDS.fullmatch(word.lower())]
        if places:
            return " ".join(word.title() if word.islower() else word for word in places)
    return ""


def named_after_place(params: CityParams, *sources: str) -> CityParams:
    """The parameters with the place as a name, if they have none and the sources say one.

    Args:
        sources: paths of roads and trips, or names of layers; a folder's name counts too, but not
            that of the user's home, which is a person's.
    """
    paths = list(map(PurePath, sources))
    folders = (path.parent.name for path in paths if path.parent != Path.home())
    names = [*(path.name for path in paths), *folders]
    return params if params.name else replace(params, name=place_in(names))


def summary(result: PredictResult) -> list[Text]:
    """What was found, and how sure that is; who shows it adds what comes next."""
    counts, half = result.counts, result.half_widths_kmh
    found = Text(
        "{roads:,} directed road segments have a predicted speed; {with_trips:,} of them have "
        "trips, of {drivers:,} drivers in all.",
        roads=counts["roads"],
        with_trips=counts.get("with_trips", 0),
        drivers=counts.get("drivers", 0),
    )
    sure = Text("How sure the speeds are is not known: they have no intervals.")
    if "with_trips" in half:
        sure = Text(
            "The 90 % interval of a typical segment with trips is ±{half:.0f} km/h.",
            half=half["with_trips"],
        )
    if "without_trips" in half and "with_trips" in half:
        sure = Text(
            "The 90 % interval of a typical segment is ±{half:.0f} km/h with trips, and "
            "±{other:.0f} km/h without.",
            half=half["with_trips"],
            other=half["without_trips"],
        )
    return [found, sure]
