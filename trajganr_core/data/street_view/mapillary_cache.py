"""A disk cache of Mapillary's responses, so that interrupted downloads resume."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...contract.files.atomic_io import atomic_file
from ...contract.records import plain_json

__all__ = ["Listing", "MapillaryCache"]

#: Lifetime of a listing: images are added and their URLs expire.
LISTING_LIFE_S = 7 * 24 * 3600


@dataclass(frozen=True)
class Listing:
    """Records of the images of one search, and whether there are more than the service returns."""

    records: list[dict[str, Any]]
    more: bool


class MapillaryCache:
    """A folder with listings by query, and pictures of one size by image id."""

    def __init__(self, folder: Path, size: str) -> None:
        self._listings = folder / "listings"
        self._pictures = folder / "pictures" / size

    def listing(self, params: Mapping[str, str]) -> Listing | None:
        """The recent result of a search; None if there is none or the file is damaged."""
        path = self._listing_path(params)
        try:
            if time.time() - path.stat().st_mtime > LISTING_LIFE_S:
                return None
            stored = plain_json.loads(path.read_bytes())
            return Listing(list(stored["records"]), bool(stored["more"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep_listing(self, params: Mapping[str, str], listing: Listing) -> None:
        """Save the result of a search."""
        with atomic_file(self._listing_path(params)) as temporary:
            temporary.write_text(json.dumps({"records": listing.records, "more": listing.more}))

    def has_picture(self, image_id: str) -> bool:
        """Whether an image's picture is in the cache; cached pictures are complete."""
        path = self.picture(image_id)
        # A power failure may leave an empty file.
        return path.is_file() and path.stat().st_size > 0

    def picture(self, image_id: str) -> Path:
        """Path of an image's picture in the cache."""
        return self._pictures / image_id[-2:] / f"{image_id}.jpg"

    def keep_picture(self, image_id: str, content: bytes) -> None:
        """Save a picture."""
        with atomic_file(self.picture(image_id)) as temporary:
            temporary.write_bytes(content)

    def _listing_path(self, params: Mapping[str, str]) -> Path:
        query = json.dumps(dict(params), sort_keys=True).encode()
        return self._listings / f"{hashlib.sha256(query).hexdigest()[:32]}.json"
