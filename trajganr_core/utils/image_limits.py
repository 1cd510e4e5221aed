"""Limits for opening untrusted pictures: a small file may unpack to gigabytes of pixels."""

from __future__ import annotations

from pathlib import Path
from typing import IO

from PIL import Image

#: Accepted formats. Some of Pillow's other formats start external programs. A JPEG may hold several
#: pictures (MPO).
FORMATS = ("JPEG", "PNG", "WEBP", "TIFF")
#: Most pixels of a file; a JPEG of as many is decoded at a reduced scale.
MAX_PIXELS = 150_000_000
#: Most pixels that are decoded, about 256 MB.
MAX_DECODED = 64_000_000


class TooManyPixelsError(ValueError):
    """A picture has more pixels than the limit."""

    def __init__(self) -> None:
        super().__init__(
            f"it has more than {MAX_DECODED // 1_000_000} million pixels "
            f"({MAX_PIXELS // 1_000_000} million for a JPEG)"
        )


def open_picture(file: Path | IO[bytes], side: int | None = None) -> Image.Image:
    """Open a picture and check its size; the pixels are not decoded yet.

    Args:
        file: of a format in :data:`FORMATS`.
        side: pixels per side that are sufficient; a larger JPEG is decoded at a reduced scale.

    Raises:
        TooManyPixelsError: if the header gives more pixels than the limit.
        Exception: any error of a decoder.
    """
    image = Image.open(file, formats=FORMATS)
    try:
        if image.width * image.height > MAX_PIXELS:
            raise TooManyPixelsError
        if side is not None:
            image.draft("RGB", (side, side))
        if image.width * image.height > MAX_DECODED:
            raise TooManyPixelsError
    except BaseException:
        image.close()
        raise
    return image
