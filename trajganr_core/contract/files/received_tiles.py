"""Checks PMTiles from a worker: their parts fit the file, and maps can show who owns the data.

https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md has the format.
"""

from __future__ import annotations

import json
import struct
import zlib
from itertools import accumulate
from pathlib import Path

from .refused_file import RefusedFileError

#: Magic bytes and version; begin and length of root, metadata, leaves and tiles; the kind.
HEADER = struct.Struct("<8s8Q24x4B27x")
MAGIC = b"PMTiles\x03"
#: Tiles in order, in gzip as are the directories, and of vectors.
KIND = (1, 2, 2, 1)
#: The largest metadata, unpacked bytes.
MAX_METADATA = 16 << 20


def check_tiles(path: Path) -> None:
    """Check header and metadata.

    Raises:
        RefusedFileError: if they are of another kind, or have markup where maps show HTML.
    """
    with path.open("rb") as file:
        magic, *places = HEADER.unpack(file.read(HEADER.size).ljust(HEADER.size, b"\0"))
        if magic != MAGIC or tuple(places[8:]) != KIND:
            raise RefusedFileError("its content is of another format")
        ends = [*accumulate(places[1:8:2], initial=HEADER.size)]
        if [*places[:8:2], path.stat().st_size] != ends or places[3] > MAX_METADATA:
            raise RefusedFileError("its parts are not where they must be")
        file.seek(places[2])
        packed = file.read(places[3])
    try:
        content = zlib.decompressobj(31).decompress(packed, MAX_METADATA)  # gzip
        owners = json.loads(content, parse_int=float)["attribution"]  # no number is read
    except (zlib.error, ValueError, RecursionError, TypeError, KeyError) as error:
        raise RefusedFileError("its metadata are damaged") from error
    if not isinstance(owners, str) or "<" in owners:
        raise RefusedFileError("its metadata have an element of a page")
