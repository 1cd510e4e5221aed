"""Download of the street views of an area from Mapillary."""

from __future__ import annotations

import threading
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

from ...contract.errors import Code, TrajganrError, cancelled
from ...contract.files.atomic_io import refuse_foreign
from ...contract.options.data_config import StreetViewFilter
from ...contract.texts.text import Text
from ...utils.progress import Progress, silent
from ...utils.remarks import left_out
from ...utils.study_area import StudyArea
from .files import SUMMARY, write_street_view
from .mapillary_api import ATTRIBUTION, LICENCE, Image, MapillaryApi
from .mapillary_pictures import PictureFetcher, fetch_pictures
from .mapillary_search import Search, check_dates, summary_of

FINDING = "Finding street views"
DOWNLOADING = "Downloading pictures"
WRITING = "Writing street views"


def fetch_street_view(
    area: StudyArea,
    wanted: StreetViewFilter,
    token: str,
    out: Path,
    *,
    proxy: str = "",
    certificates: Path | None = None,
    progress: Progress = silent,
) -> dict[str, Any]:
    """Download the street views of an area that match a filter.

    Downloads are cached, so that an interrupted one resumes. If more images are found than
    ``wanted.max_images``, a subset is taken that is spread evenly along all sequences.

    Args:
        area: the study area.
        wanted: which street views.
        token: of Mapillary's API.
        out: a folder, written atomically: ``street_view.zip`` for preparation
            (``index.csv``, ``images/``, ``LICENCE.txt``), ``street_view.gpkg`` with the layer
            ``street_view`` of points in EPSG:4326, and ``street_view.json``, the returned summary.
        proxy, certificates: as for :class:`~..services.download.Downloader`.
        progress: called in every stage, at least every 0.2 s.

    Returns:
        ``counts`` (images, found, from_cache, downloaded, computed_positions), ``dropped``
        (reason → number), ``remarks`` (sentences), ``licence``, ``attribution``,
        ``retrieved_at``, ``filter``, ``area``.

    Raises:
        TrajganrError: ``AUTH.DENIED`` for a token that is not accepted; ``INPUT.EMPTY`` when no
            image exists or matches the filter; ``INPUT.TIME``; ``INPUT.GEOMETRY`` for an area
            that is too large; ``INPUT.FIELD`` when ``out`` has other content; those of
            :class:`~..services.download.Downloader`.
    """
    check_dates(wanted)
    refuse_foreign(out, SUMMARY)
    connect = partial(MapillaryApi, token, proxy=proxy, certificates=certificates)
    done: list[float] = [0.0, 0.0]

    def repeat() -> None:
        progress(FINDING, done[0], found=done[1])

    def found(share: float, images: int) -> None:
        done[:] = share, images
        repeat()

    with connect(check=repeat) as api:
        search = Search(api, wanted, found)
        images = search.images(area)
    chosen = _spread(images, wanted.max_images)
    dropped = search.dropped + Counter(
        {Text("beyond the maximum number"): len(images) - len(chosen)}
    )
    if not chosen:
        raise _nothing(area, search.listed, dropped)

    stop = threading.Event()

    def until_stopped() -> None:
        if stop.is_set():
            raise cancelled()

    with connect(check=until_stopped) as api:
        fetcher = PictureFetcher(api, wanted.thumbnail)
        complete, downloaded, failed = fetch_pictures(
            chosen,
            fetcher,
            stop,
            lambda share, count: progress(DOWNLOADING, share, downloaded=count),
        )
    dropped += failed
    if not complete:
        raise _nothing(area, search.listed, dropped)

    summary = _summary(area, wanted, complete, search, downloaded, dropped)
    files = [(image, fetcher.path(image)) for image in complete]
    write_street_view(files, out, summary, lambda share: progress(WRITING, share))
    return summary


def _spread(images: list[Image], most: int) -> list[Image]:
    """At most ``most`` images (0: all), spread evenly over the given ones."""
    if not most or len(images) <= most:
        return images
    return [images[place * len(images) // most] for place in range(most)]


def _summary(
    area: StudyArea,
    wanted: StreetViewFilter,
    images: list[Image],
    search: Search,
    downloaded: int,
    dropped: Counter[Text],
) -> dict[str, Any]:
    computed = sum(image.position == "computed" for image in images)
    remarks = [
        Text(
            "Mapillary lists {n:,} street views in the area; {used:,} are used.",
            n=search.listed,
            used=len(images),
        ),
        *left_out(dropped, "street views"),
    ]
    if search.crowded:
        remarks.append(
            Text(
                "At {n:,} places Mapillary has more than it lists: some are missing.",
                n=search.crowded,
            )
        )
    remarks += [
        Text(
            "{n:,} positions were computed by Mapillary, {others:,} are as the camera reported "
            "them.",
            n=computed,
            others=len(images) - computed,
        ),
        Text(
            "{n:,} street views were downloaded, {others:,} were in the cache.",
            n=downloaded,
            others=len(images) - downloaded,
        ),
        Text("Licence of the pictures: {licence}, {owner}.", licence=LICENCE, owner=ATTRIBUTION),
    ]
    counts = {
        "images": len(images),
        "found": search.listed,
        "from_cache": len(images) - downloaded,
        "downloaded": downloaded,
        "computed_positions": computed,
    }
    return summary_of(area, wanted, counts, dropped, remarks)


def _nothing(area: StudyArea, found: int, dropped: Counter[Text]) -> TrajganrError:
    if not found:
        return TrajganrError(
            Code.INPUT_EMPTY,
            "Mapillary has no street views in {bbox} for these dates and panorama settings.",
            "Choose another area, or check its coverage first.",
            bbox=list(area.bbox),
        )
    return TrajganrError(
        Code.INPUT_EMPTY,
        "None of the {found} street views in the area can be used: {dropped}.",
        "Lower the minimum quality, choose other dates, or include panoramas.",
        found=found,
        dropped="; ".join(f"{count} {reason}" for reason, count in dropped.items()),
    )
