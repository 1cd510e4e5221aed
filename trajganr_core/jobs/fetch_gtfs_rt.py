"""Save the feeds of a GTFS-Realtime service for some time."""

from __future__ import annotations

from pathlib import Path

from ..contract.kinds.fetch_gtfs_rt import FetchGtfsRtParams, FetchGtfsRtResult, parse_duration
from ..data.transit.polling import save_feeds
from ..utils.progress import Progress


def run(params: FetchGtfsRtParams, out: Path, progress: Progress) -> FetchGtfsRtResult:
    """Write ``feeds.zip`` into the folder ``out``; errors as those of polling."""
    saved = save_feeds(
        params.url,
        out / FetchGtfsRtResult.FILE,
        duration_s=parse_duration(params.duration),
        interval_s=params.interval_s,
        key=params.key,
        proxy=params.proxy,
        certificates=None if params.certificates is None else Path(params.certificates),
        progress=progress,
    )
    return FetchGtfsRtResult(files=(FetchGtfsRtResult.FILE,), **saved)
