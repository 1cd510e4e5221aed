"""What Mapillary has answered, kept on disk so that a download goes on where it stopped."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...contract import plain_json
from ...contract.atomic_io import atomic_file

__all__ = ["Listing", "MapillaryCache"]

#: Images are added and their URLs expire: a listing is good for so long.
LISTING_LIFE_S = 7 * 24 * 3600


@dataclass(frozen=True)
class Listing:
    """What one search answered.

    Attributes:
        records: of the images.
        more: whether there are more than the service gives at once, so that the box is cut.
    """

    records: list[dict[str, Any]]
    more: bool


class MapillaryCache:
    """A folder with listings by what was asked and pictures by the image's id.

    Args:
        folder: is made when something is kept.
        size: of the pictures.
    """

    def __init__(self, folder: Path, size: str) -> None:
        self._listings = folder / "listings"
        self._pictures = folder / "pictures" / size

    def listing(self, params: Mapping[str, str]) -> Listing | None:
        """What a search answered lately; None where it was not asked or the file is damaged."""
        path = self._listing_path(params)
        try:
            if time.time() - path.stat().st_mtime > LISTING_LIFE_S:
                return None
            kept = plain_json.loads(path.read_bytes())
            return Listing(list(kept["records"]), bool(kept["more"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep_listing(self, params: Mapping[str, str], listing: Listing) -> None:
        """Keep what a search answered."""
        with atomic_file(self._listing_path(params)) as temporary:
            temporary.write_text(json.dumps({"records": listing.records, "more": listing.more}))

    def has_picture(self, image_id: str) -> bool:
        """Whether an image's picture is there; if it is, it is whole."""
        path = self.picture(image_id)
        # A machine that lost its power may leave a file of no bytes.
        return path.is_file() and path.stat().st_size > 0

    def picture(self, image_id: str) -> Path:
        """Where an image's picture lies or would lie."""
        return self._pictures / image_id[-2:] / f"{image_id}.jpg"

    def keep_picture(self, image_id: str, content: bytes) -> None:
        """Keep a picture."""
        with atomic_file(self.picture(image_id)) as temporary:
            temporary.write_bytes(content)

    def _listing_path(self, params: Mapping[str, str]) -> Path:
        asked = json.dumps(dict(params), sort_keys=True).encode()
        return self._listings / f"{hashlib.sha256(asked).hexdigest()[:32]}.json"
