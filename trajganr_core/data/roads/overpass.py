"""Download of OpenStreetMap's roads and POIs of an area from an Overpass API.

The area is divided into boxes. A box that exceeds the server's limits (reported in a ``remark`` of
a response with HTTP 200) is requested again in four parts. Responses are cached, so that an
interrupted download resumes.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import osmium

from ...contract.errors import Code, TrajganrError
from ...contract.files.atomic_io import atomic_file
from ...contract.texts.text import Text
from ...utils.cache import cache_folder, is_fresh
from ...utils.progress import Progress, silent
from ...utils.study_area import StudyArea
from ..places.aoi import ANY, NONE, Categories, load_categories
from ..services.addresses import Reach
from ..services.boxes import Box, boxes_within, cut, side_of, size_of
from ..services.download import Answer, Downloader, RetryPolicy, redacted
from ..services.http_failures import TransientError
from .osm import ATTRIBUTION, LICENCE, UNREADABLE, extract_timestamp

log = logging.getLogger(__name__)

ENDPOINT = "https://overpass-api.de/api/interpreter"
SERVICE = "Overpass"
DOWNLOADING = "Downloading OpenStreetMap"
MERGING = "Merging OpenStreetMap"

#: Time and memory limits of the server for one box.
TIMEOUT_S, MAXSIZE_BYTES = 180, 512 << 20
#: The server sends nothing while it works, and requests may wait for a free slot.
OVERPASS_PATIENCE = RetryPolicy(tries=10, silence_s=TIMEOUT_S + 60, total_s=1800, first_wait_s=10)
#: Initial and smallest side of the boxes, degrees.
MAX_BOX, MIN_BOX = 0.25, 0.002
#: Largest number of boxes; for larger areas an extract is better.
MAX_BOXES = 400
MAX_BYTES = 2 << 30
#: Lifetime of cached responses.
ANSWER_LIFE_S = 7 * 24 * 3600
#: Bytes at the beginning and end of a response with its format and remarks.
HEAD_BYTES, TAIL_BYTES = 2048, 8192

#: The server's messages when it is busy, and when a query exceeds its limits.
BUSY = "too busy|rate_limited|Dispatcher"
TOO_MUCH = "timed out|timeout|out of memory|allocate memory"
#: Special characters of the server's regular expressions (POSIX, extended).
SPECIAL = r"[\\^$.|?*+(){}\[\]]"


def fetch_osm(
    area: StudyArea,
    out: Path,
    *,
    categories: Path | None = None,
    endpoint: str = "",
    proxy: str = "",
    certificates: Path | None = None,
    progress: Progress = silent,
) -> dict[str, Any]:
    """Download the ways with a ``highway`` tag and the POIs of an area.

    Args:
        area: ways and relations that touch it are fetched whole.
        out: the extract, ``.osm``, written atomically.
        categories: an edited copy of the table of :mod:`.aoi`, which defines POIs.
        endpoint: URL of the interpreter; the public one if empty.
        proxy, certificates: as for :class:`Downloader`.
        progress: called for every box, at least every 0.2 s while the server works.

    Returns:
        ``counts`` (boxes, downloaded, from_cache), ``remarks`` (sentences), ``licence``,
        ``attribution``, ``timestamp`` of the data (the earliest of all boxes), ``retrieved_at``,
        ``endpoint``, ``area``.

    Raises:
        TrajganrError: ``INPUT.GEOMETRY`` for an area that is too large, ``PROTOCOL.TOO_LARGE`` for
            an area too dense even in the smallest box, ``PROTOCOL.SCHEMA`` when the response is
            not OSM data, those of :class:`Downloader` and
            :func:`.load_categories`.
    """
    table = load_categories(categories)
    waiting = boxes_within(area.bbox, MAX_BOX, MAX_BOXES)
    whole = size_of(area.bbox)
    done = 0.0
    answers: list[Path] = []
    downloaded = 0

    def repeat() -> None:
        progress(DOWNLOADING, min(done, 1.0), boxes=len(answers))

    reach = Reach.of_process()
    with Downloader(
        SERVICE,
        proxy=proxy,
        certificates=certificates,
        reach=reach,
        patience=OVERPASS_PATIENCE,
        check=repeat,
    ) as downloader:
        url = endpoint or ENDPOINT
        folder = reach.cache(cache_folder() / "overpass", proxy, certificates)
        while waiting:
            repeat()
            box = waiting.pop(0)
            try:
                path, is_new = _answer(downloader, url, query_of(box, table), folder)
            except TrajganrError as error:
                if error.code is not Code.PROTOCOL_TOO_LARGE or side_of(box) / 2 < MIN_BOX:
                    raise
                log.info("Overpass: %s is requested in parts", list(box))
                waiting[:0] = cut(box, side_of(box) / 2)
                continue
            answers.append(path)
            downloaded += is_new
            done += size_of(box) / whole
    progress(MERGING, 0.0)
    timestamp = _write_merged(answers, out)
    progress(MERGING, 1.0)
    remarks = [
        Text(
            "OpenStreetMap data of {time} from {server}, in {n:,} boxes, {cached:,} of them from "
            "the cache.",
            time=timestamp or Text("an unknown time"),
            server=redacted(url),
            n=len(answers),
            cached=len(answers) - downloaded,
        ),
        Text("Licence: {licence}, {owner}.", licence=LICENCE, owner=ATTRIBUTION),
    ]
    for text in remarks:
        log.info("%s", text)
    return {
        "counts": {
            "boxes": len(answers),
            "downloaded": downloaded,
            "from_cache": len(answers) - downloaded,
        },
        "remarks": remarks,
        "licence": LICENCE,
        "attribution": ATTRIBUTION,
        "timestamp": timestamp,
        "retrieved_at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "endpoint": redacted(url),
        "area": area.to_dict(),
    }


def query_of(box: Box, categories: Categories) -> str:
    """The query for one box, in Overpass QL.

    Ways and multipolygons include all their nodes with tags, also those outside the box. Turn
    restrictions come without their roads, which are in the result if they touch the box.
    """
    west, south, east, north = (f"{degrees:.7f}" for degrees in box)
    wanted = "".join(f"  nwr{condition};\n" for condition in _conditions(categories))
    return (
        f"[out:xml][timeout:{TIMEOUT_S}][maxsize:{MAXSIZE_BYTES}]"
        f"[bbox:{south},{west},{north},{east}];\n"
        f'(\n  way["highway"];\n{wanted});\n'
        "(._; >;);\n"
        "out body;\n"
        'relation["type"="restriction"];\n'
        "out body;\n"
    )


def _conditions(categories: Categories) -> Iterator[str]:
    """Conditions on the tags of POIs, one per key."""
    for key in categories.keys:
        values = [
            value
            for (of_key, value), category in categories.of_tag.items()
            if of_key == key and category != NONE
        ]
        if ANY in values:
            yield f"[{_quoted(key)}]"
        elif values:
            # Also matches one of several values (bar;restaurant).
            any_value = "|".join(re.sub(SPECIAL, r"\\\g<0>", value) for value in values)
            yield f"[{_quoted(key)}~{_quoted(f'(^|;) ?({any_value})(;|$)')}]"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _answer(downloader: Downloader, url: str, query: str, folder: Path) -> tuple[Path, bool]:
    """The file of a server's response, cached by query, and whether it was downloaded just now.

    Raises:
        TrajganrError: ``PROTOCOL.TOO_LARGE`` when the query exceeds the server's limits; this
            result is cached too.
    """
    key = hashlib.sha256(f"{url}\n{query}".encode()).hexdigest()[:32]
    path, too_much = folder / f"{key}.osm", folder / f"{key}.too_much"
    if is_fresh(path, ANSWER_LIFE_S):
        return path, False
    if is_fresh(too_much, ANSWER_LIFE_S):
        raise _too_much("a recent request exceeded its limits")
    try:
        downloader.save(url, path, {"data": query}, judge=judge_answer, max_bytes=MAX_BYTES)
    except TrajganrError as error:
        if error.code is Code.PROTOCOL_TOO_LARGE:
            with atomic_file(too_much) as temporary:
                temporary.touch()
        raise
    return path, True


def judge_answer(answer: Answer) -> None:
    """Detect errors in a response with HTTP 200.

    Raises:
        TransientError: when the server is busy or the response is truncated.
        TrajganrError: ``PROTOCOL.TOO_LARGE`` when the server ran out of time or memory,
            ``PROTOCOL.SCHEMA`` when it is not OSM data.
    """
    if answer.path is None:
        return
    with answer.path.open("rb") as file:
        head = file.read(HEAD_BYTES).decode("utf-8", errors="replace")
        file.seek(max(0, answer.path.stat().st_size - TAIL_BYTES))
        tail = file.read().decode("utf-8", errors="replace")
    if "<osm" not in head:
        if re.search(BUSY, head):
            raise TransientError("it is too busy")
        raise TrajganrError(
            Code.PROTOCOL_SCHEMA,
            "The response of Overpass is not OpenStreetMap data.",
            "Check the address of the interpreter. If the network requires a login, open a web "
            "page and log in; then try again.",
        )
    if remark := re.search(r"<remark>\s*(runtime error.*?)\s*</remark>", tail, re.DOTALL):
        if not re.search(BUSY, remark[1]) and re.search(TOO_MUCH, remark[1], re.IGNORECASE):
            raise _too_much(remark[1])
        raise TransientError("it is too busy or has an error")
    if not tail.rstrip().endswith("</osm>"):
        raise TransientError("the response is truncated")


def _too_much(reason: str) -> TrajganrError:
    return TrajganrError(
        Code.PROTOCOL_TOO_LARGE,
        "The area is too large or too dense for Overpass: {reason}",
        "Choose a smaller area, or load an OpenStreetMap extract from a file.",
        reason=reason,
    )


def _write_merged(answers: list[Path], out: Path) -> str:
    """Merge responses into one extract without duplicates; returns the timestamp of its data."""
    timestamp = min(filter(None, map(extract_timestamp, answers)), default="")
    reader = osmium.MergeInputReader()
    for path in answers:
        try:
            reader.add_file(str(path))
        except UNREADABLE as error:
            path.unlink()
            raise TrajganrError(
                Code.PROTOCOL_SCHEMA,
                "A response of Overpass cannot be read: {reason}",
                "Try again.",
                reason=str(error),
            ) from error
    with atomic_file(out) as temporary:
        merged = temporary.with_name("merged.osm")
        with osmium.SimpleWriter(merged) as writer:
            reader.apply(writer, simplify=True)
        with merged.open(encoding="utf-8") as source, temporary.open("w", encoding="utf-8") as file:
            for line in source:
                file.write(line)
                if line.startswith("<osm "):
                    file.write(f"  <note>{ATTRIBUTION}. {LICENCE}.</note>\n")
                    file.write(f'  <meta osm_base="{timestamp}"/>\n' if timestamp else "")
    return timestamp
