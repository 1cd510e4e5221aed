"""Search for the street views of an area that match a filter."""

from __future__ import annotations

import hashlib
import json
import logging
import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from ...contract.errors import Code, TrajganrError
from ...contract.files.atomic_io import atomic_file
from ...contract.options.data_config import StreetViewFilter
from ...contract.records import plain_json
from ...contract.texts.text import Text
from ...utils.cache import is_fresh
from ...utils.study_area import StudyArea
from ..services.boxes import Box, boxes_within, cut, side_of, size_of
from .mapillary_api import (
    ATTRIBUTION,
    LICENCE,
    Image,
    MapillaryApi,
    TooMuchError,
    image_of,
    instant_ms,
    search_params,
)

log = logging.getLogger(__name__)

#: Side of the requested boxes, degrees: 0.0004 square degrees; the limit is 0.01.
BOX_SIDE = 0.02
#: Smallest side of a box, about ten metres.
MIN_SIDE = 1e-4
#: Largest area: more would take days, and is more likely a mistake.
MAX_BOXES = 10_000
#: Lifetime of a listing: images are added and their URLs expire.
LISTING_LIFE_S = 7 * 24 * 3600


class Listing(NamedTuple):
    """Records of the images of one search, and whether there are more than the service returns."""

    records: list[dict[str, Any]]
    more: bool


class Search:
    """Searches an area box by box; boxes with too many images are divided.

    ``report`` receives the share of the area done and the images so far, and raises to cancel.

    Attributes:
        listed: number of different images of the service.
        crowded: number of smallest boxes with more images than the service lists.
        dropped: reason → number of images that do not match.
    """

    def __init__(
        self, api: MapillaryApi, wanted: StreetViewFilter, report: Callable[[float, int], None]
    ) -> None:
        self._api = api
        self._wanted = wanted
        self._report = report
        self._seen: set[str] = set()
        self.crowded = 0
        self.dropped: Counter[Text] = Counter()

    @property
    def listed(self) -> int:
        return len(self._seen)

    def images(self, area: StudyArea) -> list[Image]:
        """All matching images, each once, sorted by sequence and time.

        Raises:
            TrajganrError: ``INPUT.GEOMETRY`` for an area that is too large; as the API.
        """
        boxes = boxes_within(area.bbox, BOX_SIDE, MAX_BOXES)
        boxes.reverse()
        images: list[Image] = []
        share, requested, cached = 0.0, 0, 0
        while boxes:
            box = boxes.pop()
            query = json.dumps(search_params(box, self._wanted), sort_keys=True).encode()
            file = self._api.folder / "listings" / f"{hashlib.sha256(query).hexdigest()[:32]}.json"
            listing = _cached(file)
            cached += listing is not None
            if listing is None:
                listing = self._ask(box)
                with atomic_file(file) as temporary:
                    temporary.write_text(json.dumps(listing._asdict()))
                requested += 1
            if listing.more and side_of(box) > MIN_SIDE:
                boxes += reversed(cut(box, side_of(box) / 2))
                continue
            self.crowded += listing.more
            for record in listing.records:
                images += self._taken(record, area)
            share += size_of(box) / size_of(area.bbox)
            self._report(min(share, 1.0), len(images))
        log.info("Mapillary: %d searches, %d more from the cache", requested, cached)
        if self.crowded:
            log.warning(
                "Mapillary has more pictures at %d places than it lists: some are missing",
                self.crowded,
            )
        return sorted(images, key=lambda image: (image.sequence, image.captured_ms, image.image_id))

    def _ask(self, box: Box) -> Listing:
        try:
            records, more = self._api.images(box, self._wanted)
        except TooMuchError:
            records, more = [], True
        # The parts of a divided box list its images again.
        return Listing([] if more and side_of(box) > MIN_SIDE else records, more)

    def _taken(self, record: object, area: StudyArea) -> Iterator[Image]:
        image = image_of(record, self._wanted.thumbnail)
        if image is None:
            self.dropped[Text("without a usable id or position")] += 1
            return
        if image.image_id in self._seen:  # On the border between two boxes.
            return
        self._seen.add(image.image_id)
        reason = unwanted(image, self._wanted, area)
        if reason:
            self.dropped[reason] += 1
        else:
            yield image


def _cached(file: Path) -> Listing | None:
    """The recent result of a search; None if there is none or the file is damaged."""
    if not is_fresh(file, LISTING_LIFE_S):
        return None
    try:
        stored = plain_json.loads(file.read_bytes())
        return Listing(list(stored["records"]), bool(stored["more"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def unwanted(image: Image, wanted: StreetViewFilter, area: StudyArea) -> Text | None:
    """Why an image does not match the filter; None if it does."""
    if not area.contains(image.lon, image.lat):
        return Text("outside the area")
    if wanted.panoramas == "none" and image.is_pano:
        return Text("that are panoramas")
    if wanted.panoramas == "only" and not image.is_pano:
        return Text("that are not panoramas")
    if wanted.min_quality and not image.quality >= wanted.min_quality:
        return Text("of unknown quality" if math.isnan(image.quality) else "of lower quality")
    after, before = wanted.captured_after, wanted.captured_before
    if (after or before) and image.captured_ms < 0:
        return Text("of unknown date")
    if after and image.captured_ms < instant_ms(after):
        return Text("captured too early")
    if before and image.captured_ms >= instant_ms(before):
        return Text("captured too late")
    return None


def check_dates(wanted: StreetViewFilter) -> None:
    """Refuse invalid dates, and an empty period.

    Raises:
        TrajganrError: ``INPUT.TIME``, ``INPUT.FIELD``.
    """
    after, before = wanted.captured_after, wanted.captured_before
    limits = [instant_ms(text) for text in (after, before) if text]
    if len(limits) == 2 and limits[0] >= limits[1]:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "The period is empty: {after} is not before {before}.",
            "Swap the dates.",
            after=after,
            before=before,
        )


def summary_of(
    area: StudyArea,
    wanted: StreetViewFilter,
    counts: dict[str, int],
    dropped: Mapping[Text, int],
    remarks: list[Text],
) -> dict[str, Any]:
    """What is said of a download, JSON-able and without secrets; the remarks are logged too."""
    for remark in remarks:
        log.info("%s", remark)
    return {
        "counts": counts,
        "dropped": dict(dropped),
        "remarks": remarks,
        "licence": LICENCE,
        "attribution": ATTRIBUTION,
        "retrieved_at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "filter": {each.name: getattr(wanted, each.name) for each in fields(StreetViewFilter)},
        "area": area.to_dict(),
    }
