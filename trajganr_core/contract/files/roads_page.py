"""The page with a map of roads, around its data: program, style and policy are the same in all.

Writer and plugin make it with the same function. So the plugin can tell that a page of a worker has
no other program than ours.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import zlib
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from .refused_file import RefusedFileError

#: The template, programs and styles; no Python of that folder is imported.
ASSETS = Path(__file__).parents[2] / "publish"
#: The element with the data in the page.
BEGIN, END = '<script id="data" type="application/gzip">', "</script>"
#: The largest data, bytes.
MAX_BYTES = 1 << 28


def page_around(encoded: str, title: str, background: str) -> str:
    """The page.

    Args:
        encoded: its data, JSON in gzip in base64.
        title: of the page.
        background: address of tiles of a background map; '' for none.
    """
    # The links to source maps would be requests, which the policy refuses.
    library = asset("maplibre/maplibre-gl.js").rpartition("//# sourceMappingURL=")[0]
    style = asset("maplibre/maplibre-gl.css") + asset("page.css")
    program = asset("roads_layer.js") + asset("page.js")
    parts = {
        "POLICY": escape(_policy(background, style, library, program)),
        "TITLE": escape(title),
        "STYLE": style,
        "LIBRARY": library,
        "PROGRAM": program,
        "DATA": encoded,
    }
    pieces = asset("page.html").split("@@")  # texts and names of parts take turns
    return "".join(parts[piece] if number % 2 else piece for number, piece in enumerate(pieces))


def check_roads_page(page: str) -> None:
    """Check that a page is that of :func:`page_around` with any data.

    Raises:
        RefusedFileError: if it is not.
    """
    encoded = page.partition(BEGIN)[2].partition(END)[0]
    data = _decoded(encoded)
    title, shown = data.get("title"), data.get("background")
    if not isinstance(title, str) or not isinstance(shown, str):
        raise RefusedFileError("its data are not those of a page of roads")
    if page != page_around(encoded, title, shown):
        raise RefusedFileError("it is not the page of this release around its data")


def background_of(page: str) -> str:
    """The address of the background map of a page that :func:`check_roads_page` has accepted."""
    return str(_decoded(page.partition(BEGIN)[2].partition(END)[0])["background"])


def asset(name: str) -> str:
    """A file of the page, with the line ends that the hash is of."""
    text = (ASSETS / name).read_text(encoding="utf-8")
    if name.endswith((".js", ".css")) and ("</script" in text or "</style" in text):
        raise ValueError(f"{name} would end its element")
    return text.replace("\r\n", "\n")


def _decoded(encoded: str) -> dict[str, Any]:
    try:
        packed = base64.b64decode(encoded, validate=True)
        unpacking = zlib.decompressobj(31)  # gzip
        content = unpacking.decompress(packed, MAX_BYTES)
        if not unpacking.eof or unpacking.unused_data:
            raise RefusedFileError("its data are too large, or damaged")
        data = json.loads(content, parse_int=float)  # no number is read
    except (binascii.Error, zlib.error, ValueError, RecursionError) as error:
        raise RefusedFileError("its data are damaged") from error
    if not isinstance(data, dict):
        raise RefusedFileError("its data are damaged")
    return data


def _policy(background: str, style: str, *programs: str) -> str:
    """The content security policy: nothing but these programs and this style, and no network."""
    allowed = " ".join(_hash(program) for program in programs)
    host = _origin(background)
    connections = host or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; worker-src blob:; "
        f"img-src data: blob: {host}; connect-src {connections}; base-uri 'none'; "
        "form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _origin(address: str) -> str:
    """Scheme and host of an address of tiles, which the parameters of the job have checked."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if address else ""
