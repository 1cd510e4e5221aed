"""Save the feeds of a GTFS-Realtime service for some time."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import ClassVar

from ..errors import Code, TrajganrError
from ..options.option_fields import about, option
from .download import NetworkParams
from .fetch_osm import check_endpoint
from .files import Format, named
from .kind import Command, Kind
from .params import Secret
from .result import FilesResult

UNITS_S = {"s": 1, "min": 60, "h": 3600, "d": 86_400}
LEAST_INTERVAL_S, LONGEST_S = 10.0, 7 * 86_400.0


def parse_duration(text: str) -> float:
    """Seconds of a duration, such as ``2h`` or ``90 min``; ``INPUT.FIELD`` for another text."""
    found = re.fullmatch(r"(\d{1,6}(?:\.\d{1,6})?) ?(s|min|h|d)", text.strip())
    seconds = float(found[1]) * UNITS_S[found[2]] if found else 0.0
    if not 0 < seconds <= LONGEST_S:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "{text!r} is no duration of at most 7 days.",
            "Write a number and s, min, h or d, such as 2h.",
            text=text[:100],
        )
    return seconds


@dataclass(frozen=True, kw_only=True)
class FetchGtfsRtParams(NetworkParams, kind="fetch_gtfs_rt"):
    """Save the feeds of a GTFS-Realtime service for some time."""

    url: str = field(
        metadata=about(
            title="URL",
            help="Address of the feed of vehicle positions. '{key}' in it stands for the API key.",
            positional=True,
        )
    )
    duration: str = option(
        "1h",
        title="Duration",
        help="A number and s, min, h or d, such as 2h; at most 7 d.",
        flag="for",
        parse=parse_duration,
    )
    interval_s: float = option(
        20.0,
        title="Interval",
        help="Between requests. Services say how often they may be asked.",
        unit="s",
        flag="every",
        minimum=LEAST_INTERVAL_S,
        maximum=3600,
    )
    key: Secret = field(default="", repr=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        check_endpoint(self.url)


@dataclass(frozen=True, kw_only=True)
class FetchGtfsRtResult(
    FilesResult, kind="fetch_gtfs_rt", counts={"requests", "feeds", "vehicles"}
):
    """Saved feeds in a ZIP, which is read as trips."""

    FILE: ClassVar[str] = "feeds.zip"


KIND = Kind(
    title="GTFS-Realtime",
    params=FetchGtfsRtParams,
    result=FetchGtfsRtResult,
    command=Command(
        "save feeds of buses' positions from GTFS-Realtime",
        "FEEDS.zip",
        words=("fetch", "gtfs-rt"),
        epilog="An API key is read from $GTFS_RT_KEY or from --token-file, and sent in the header "
        "Authorization, or in the address if that has {key}. Repeat an interrupted command to go "
        "on: it keeps the feeds that it has.",
    ),
    files=(named(FetchGtfsRtResult.FILE, Format.FEEDS),),
)
