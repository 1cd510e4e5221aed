"""One HTML file with a map of predicted or observed roads, which needs no network.

Data never becomes part of the page's markup or programs: it is a base64 text, which ``page.js``
unpacks and shows as text. A content security policy allows only the programs that are in the file,
by their hashes, and no connection but to the background map, if there is one.
"""

from __future__ import annotations

import base64
import gzip
import json
import logging
from pathlib import Path
from typing import Any

from ..contract.files.roads_page import asset, page_around
from ..contract.kinds.webpage import WebpageParams, WebpageResult
from ..contract.texts.text import Text
from ..contract.version import __version__
from ..publish.packed import packed
from ..publish.shared_roads import SharedRoads, read_shared_roads
from ..publish.tiles import write_tiles
from ..utils.progress import Progress, between
from ..utils.remarks import left_out

log = logging.getLogger(__name__)

MEGABYTE = 1_000_000
#: Files of more megabytes are slow to send and to open.
LARGE_MB = 8


def run(params: WebpageParams, out: Path, progress: Progress) -> WebpageResult:
    """Write ``roads.html``, and ``roads.pmtiles`` if asked, into the folder ``out``.

    Returns:
        Its counts are ``roads``, ``streets`` (different names) and ``views`` (of a task at a time).

    Raises:
        TrajganrError: as :func:`~..publish.shared_roads.read_shared_roads` and
            :func:`~..publish.tiles.write_tiles`.
    """
    progress("Reading roads", 0.0)
    shared = read_shared_roads(Path(params.roads))
    progress("Writing the page", 0.5)
    data = packed(shared) | {
        "title": params.title or shared.made.get("AREA", "Roads"),
        "version": __version__,
        "background": params.background,
        "backgroundAttribution": params.background_attribution,
    }
    page = html_of(data)
    (out / WebpageResult.FILE).write_bytes(page)
    has_tiles = params.format == "pmtiles"
    if has_tiles:
        write_tiles(shared, data, out / WebpageResult.TILES, between(progress, 0.5, 1.0))
    progress("Writing the page", 1.0)
    names = data["roads"].get("name", {"texts": []})["texts"]
    remarks = _remarks(shared, len(page))
    for line in remarks:
        log.info(line)
    return WebpageResult(
        files=(WebpageResult.FILE, *([WebpageResult.TILES] if has_tiles else [])),
        counts={
            "roads": len(shared.roads),
            "streets": sum(1 for name in names if name.strip()),
            "views": len(shared.views),
        },
        remarks=tuple(remarks),
    )


def html_of(data: dict[str, Any]) -> bytes:
    """The page of packed data with a title and a background map."""
    # The licence of the library must be passed on with it.
    library = asset("maplibre/LICENSE.txt")
    data = data | {"texts": json.loads(asset("texts.json")), "library": library}
    content = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # The time of the archive is fixed, so that the same roads make the same page.
    encoded = base64.b64encode(gzip.compress(content.encode(), 9, mtime=0)).decode()
    return page_around(encoded, data["title"], data["background"]).encode()


def _remarks(shared: SharedRoads, size: int) -> list[Text]:
    priors = [title for time, title in shared.times.items() if time in shared.priors]
    lines = left_out(shared.dropped)
    lines += [
        Text(
            "There are no trips in the time set {name}: the page says that its values are "
            "estimates from other times.",
            name=name,
        )
        for name in priors
    ]
    if shared.unnamed:
        lines.append(
            Text(
                "The layer does not name the times of these columns, which are left out: "
                "{columns}.",
                columns=list(shared.unnamed),
            )
        )
    if not shared.licence:
        lines.append(Text("The layer does not name a licence, so the page does not show one."))
    megabytes = size / MEGABYTE
    lines.append(Text("The page has {size:.1f} MB.", size=megabytes))
    if megabytes > LARGE_MB:
        lines.append(
            Text("It opens slowly on phones: choose fewer times of the week or fewer roads.")
        )
    return lines
