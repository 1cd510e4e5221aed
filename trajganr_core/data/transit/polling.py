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

from ...contract.errors import Code, TrajganrError
from ...contract.files.atomic_io import atomic_file
from ...contract.texts.text import Text
from ...utils.cache import cache_folder
from ...utils.progress import Progress, silent
from ...utils.remarks import present
from ..readers.gtfs_rt import MAX_FEED_BYTES, parse_feed
from ..services.addresses import Reach
from ..services.download import Answer, Downloader, RetryPolicy

log = logging.getLogger(__name__)

POLLING = "Saving feeds"
#: A poll that fails is not repeated for long: the next one comes soon.
PATIENCE = RetryPolicy(
    tries=3, silence_s=30, total_s=60, longest_wait_s=30, longest_retry_after_s=3600
)
#: So many polls may fail one after the other; and so many bytes are saved.
MAX_MISSED, MAX_BYTES = 10, 16 << 30
#: What an answer says of its version, and how a request asks for a newer one.
TAGS = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}


def save_feeds(
    url: str,
    out: Path,
    *,
    duration_s: float,
    interval_s: float,
    key: str = "",
    proxy: str = "",
    certificates: Path | None = None,
    progress: Progress = silent,
    patience: RetryPolicy = PATIENCE,
    now: Callable[[], float] = time.time,
) -> dict[str, Any]:
    """Request a feed again and again, and write those that changed to a ZIP.

    Args:
        url: of the feed; ``{key}`` in it stands for the key.
        out: the ZIP, written atomically when all requests are made.
        duration_s, interval_s: of all requests, and between two.
        key: of the service, for the header ``Authorization`` if the URL has no place for it.
        proxy, certificates, patience: as for :class:`~..services.download.Downloader`.
        now: Unix seconds.

    Returns:
        ``counts`` (requests, feeds, vehicles) and ``remarks``.

    Raises:
        TrajganrError: ``AUTH.DENIED`` for a key with line breaks; ``INPUT.FORMAT`` if the first
            answer is no feed; those of the downloader, if the first request fails or ten in turn.
    """
    if not key.isascii() or not key.isprintable():
        raise TrajganrError(
            Code.AUTH_DENIED, "The API key contains invalid characters.", "Copy the key again."
        )
    reach = Reach.of_process()
    folder = reach.cache(cache_folder() / "gtfs_rt", proxy, certificates)
    folder /= hashlib.sha256(json.dumps([url, duration_s, interval_s]).encode()).hexdigest()[:16]
    folder.mkdir(parents=True, exist_ok=True)
    polls = _Polls(folder)
    wanted = max(round(duration_s / interval_s), 1)
    address = url.replace("{key}", quote(key, safe=""))
    secret = {"Authorization": key} if key and address == url else {}

    def report() -> None:
        progress(POLLING, min(polls.made / wanted, 1.0), feeds=len(polls.feeds))

    with Downloader(
        "GTFS-Realtime",
        proxy=proxy,
        certificates=certificates,
        reach=reach,
        patience=patience,
        check=report,
    ) as downloader:
        failed, due = 0, now()
        while polls.made < wanted and polls.size < MAX_BYTES:
            report()
            if (wait_s := due - now()) > 0:
                downloader.pause(wait_s)
            due = max(due, now() - interval_s) + interval_s
            try:
                headers = polls.conditions | secret
                answer = downloader.get(address, headers=headers, max_bytes=MAX_FEED_BYTES)
                polls.take(answer, now())
                failed = 0
            except TrajganrError as error:
                failed += 1
                is_passing = error.retryable or error.code is Code.INPUT_FORMAT
                if not is_passing or not polls.feeds or failed >= MAX_MISSED:
                    raise
                polls.count(missed=True)
                log.warning("A feed is missing: %s", error.message)
    with atomic_file(out) as path, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(polls.feeds):
            packed.write(folder / name, name)
    shutil.rmtree(folder)
    counts = {"requests": polls.made, "feeds": len(polls.feeds), "vehicles": polls.vehicles}
    remarks = [
        *present(Text("{n:,} requests got no usable feed.", n=polls.missed)),
        Text("The publisher of the feeds says under which licence they may be used."),
    ]
    if not polls.vehicles:
        remarks.append(Text("No feed has positions of vehicles."))
    if polls.made < wanted:
        remarks.append(Text("Saving stopped early: the feeds have {n:,} GB.", n=MAX_BYTES >> 30))
    return {"counts": counts, "remarks": tuple(remarks)}


class _Polls:
    """What was polled so far, in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._state = folder, folder / "state.json"
        self.feeds = {feed.name for feed in folder.glob("*.pb")}
        self.size = sum((folder / name).stat().st_size for name in self.feeds)
        self.conditions: dict[str, str] = {}
        self._last = (folder / max(self.feeds)).read_bytes() if self.feeds else None
        try:
            state = json.loads(self._state.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            state = [len(self.feeds), 0, 0]
        self.made, self.missed, self.vehicles = state

    def take(self, answer: Answer, t: float) -> None:
        """Save an answer, unless it is the last one again; a damaged one raises."""
        if answer.status != 304 and answer.body != self._last:
            entities = parse_feed(answer.body).entity
            self.vehicles = max(self.vehicles, sum(each.HasField("vehicle") for each in entities))
            name = datetime.fromtimestamp(t, UTC).strftime("%Y%m%dT%H%M%SZ.pb")
            with atomic_file(self._folder / name) as temporary:
                temporary.write_bytes(answer.body)
            self.feeds.add(name)
            self.size += len(answer.body)
            self._last = answer.body
            self.conditions = {
                asked: answer.headers[tag] for tag, asked in TAGS.items() if tag in answer.headers
            }
        self.count()

    def count(self, missed: bool = False) -> None:
        """Count a poll."""
        self.made, self.missed = self.made + 1, self.missed + missed
        with atomic_file(self._state) as temporary:
            temporary.write_text(json.dumps([self.made, self.missed, self.vehicles]))
