"""Save the feeds of a GTFS-Realtime service for some time."""

from __future__ import annotations

from pathlib import Path

from ..contract.kinds.fetch_gtfs_rt import FetchGtfsRtParams, FetchGtfsRtResult
from ..data.transit.polling import save_feeds
from ..utils.progress import Progress


def run(params: FetchGtfsRtParams, out: Path, progress: Progress) -> FetchGtfsRtResult:
    """Write ``feeds.zip`` into the folder ``out``; errors as those of polling."""
    file = FetchGtfsRtResult.FILE
    return FetchGtfsRtResult(files=(file,), **save_feeds(params, out / file, progress))
