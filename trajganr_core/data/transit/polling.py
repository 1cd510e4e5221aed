"""Polling of a GTFS-Realtime service: politely, for some time, and resumed where it stopped.

Feeds are kept in the cache until all requests are made, so that a job that is interrupted or
cancelled goes on when it is repeated, with those that it has.
"""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from filelock import FileLock, Timeout

from ...contract.errors import Code, TrajganrError
from ...contract.files.atomic_io import atomic_file
from ...contract.kinds.fetch_gtfs_rt import FetchGtfsRtParams, parse_duration
from ...contract.texts.text import Text
from ...utils.cache import cache_folder
from ...utils.progress import Progress, silent
from ...utils.remarks import present
from ..readers.gtfs_rt import MAX_FEED_BYTES, parse_feed
from ..services.addresses import Reach
from ..services.download import Downloader, RetryPolicy

log = logging.getLogger(__name__)

#: A poll that fails is not repeated for long: the next one comes soon.
PATIENCE = RetryPolicy(tries=3, silence_s=30, total_s=60, longest_retry_after_s=3600)
#: So many polls may fail one after the other; and so many bytes are saved.
MAX_MISSED, MAX_BYTES = 10, 16 << 30
#: What an answer says of its version, and how a request asks for a newer one.
TAGS = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}


def save_feeds(
    params: FetchGtfsRtParams,
    out: Path,
    progress: Progress = silent,
    patience: RetryPolicy = PATIENCE,
    now: Callable[[], float] = time.time,
) -> dict[str, Any]:
    """Request a feed again and again, and write those that changed to the ZIP ``out``.

    Returns:
        ``counts`` (requests, feeds, vehicles) and ``remarks``.

    Raises:
        TrajganrError: ``AUTH.DENIED`` for a key with line breaks; ``INPUT.FORMAT`` if the first
            answer is no feed; ``RESOURCE.LOCKED`` while the same feeds are saved elsewhere; those
            of the downloader, if the first request fails or ten in turn.
    """
    key = params.key
    if not key.isascii() or not key.isprintable():
        raise TrajganrError(
            Code.AUTH_DENIED, "The API key contains invalid characters.", "Copy the key again."
        )
    certificates = None if params.certificates is None else Path(params.certificates)
    reach = Reach.of_process()
    folder = reach.cache(cache_folder() / "gtfs_rt", params.proxy, certificates)
    asked = json.dumps([params.url, params.duration, params.interval_s])
    folder /= hashlib.sha256(asked.encode()).hexdigest()
    folder.mkdir(parents=True, exist_ok=True)
    network: dict[str, Any] = {"proxy": params.proxy, "certificates": certificates, "reach": reach}
    network |= {"patience": patience}
    try:
        with FileLock(folder.with_suffix(".lock"), timeout=0):
            return _polled(params, folder, out, network, progress, now)
    except Timeout as error:
        raise TrajganrError(
            Code.RESOURCE_LOCKED,
            "Another job saves the same feeds for the same time.",
            "Wait for that job, or cancel it first.",
        ) from error


def _polled(
    params: FetchGtfsRtParams,
    folder: Path,
    out: Path,
    network: dict[str, Any],
    progress: Progress,
    now: Callable[[], float],
) -> dict[str, Any]:
    """Make the requests that are left, with the feeds so far in ``folder``; write ``out``."""
    url, key, interval_s = params.url, params.key, params.interval_s
    feeds = {feed.name for feed in folder.glob("*.pb")}
    size = sum((folder / name).stat().st_size for name in feeds)
    last = (folder / max(feeds)).read_bytes() if feeds else None
    state, made, missed, vehicles = folder / "state.json", 0, 0, 0
    if state.is_file():
        made, missed, vehicles = json.loads(state.read_text(encoding="utf-8"))
    wanted = max(round(parse_duration(params.duration) / interval_s), 1)
    address = url.replace("{key}", quote(key, safe=""))
    headers = {"Authorization": key} if key and address == url else {}

    def report() -> None:
        progress("Saving feeds", min(made / wanted, 1.0), feeds=len(feeds))

    with Downloader("GTFS-Realtime", **network, check=report) as downloader:
        failed, due = 0, now()
        while made < wanted and size < MAX_BYTES:
            report()
            if (wait_s := due - now()) > 0:
                downloader.pause(wait_s)
            due = max(due, now() - interval_s) + interval_s
            try:
                answer = downloader.get(address, headers=headers, max_bytes=MAX_FEED_BYTES)
                if answer.status != 304 and answer.body != last:
                    entities = parse_feed(answer.body).entity
                    vehicles = max(vehicles, sum(each.HasField("vehicle") for each in entities))
                    name = datetime.fromtimestamp(now(), UTC).strftime("%Y%m%dT%H%M%SZ.pb")
                    with atomic_file(folder / name) as path:
                        path.write_bytes(answer.body)
                    feeds.add(name)
                    size, last = size + len(answer.body), answer.body
                    tags = [tag for tag in TAGS if tag in answer.headers]
                    headers |= {TAGS[tag]: answer.headers[tag] for tag in tags}
                failed = 0
            except TrajganrError as error:
                failed, missed = failed + 1, missed + 1
                is_passing = error.retryable or error.code is Code.INPUT_FORMAT
                if not is_passing or not feeds or failed >= MAX_MISSED:
                    raise
                log.warning("A feed is missing: %s", error.message)
            made += 1
            with atomic_file(state) as path:
                path.write_text(json.dumps([made, missed, vehicles]), encoding="utf-8")
    with atomic_file(out) as path, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(feeds):
            packed.write(folder / name, name)
    shutil.rmtree(folder)
    remarks = [
        *present(Text("{n:,} requests got no usable feed.", n=missed)),
        *present(Text("{n:,} requests were not made: the feeds are too large.", n=wanted - made)),
        Text("The publisher of the feeds says under which licence they may be used."),
    ]
    if not vehicles:
        remarks.append(Text("No feed has positions of vehicles."))
    counts = {"requests": made, "feeds": len(feeds), "vehicles": vehicles}
    return {"counts": counts, "remarks": tuple(remarks)}
