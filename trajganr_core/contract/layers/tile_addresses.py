"""Addresses of the tiles of a background map, which the browsers of a page's readers load."""

from __future__ import annotations

import ipaddress
import re
from contextlib import suppress
from urllib.parse import urlsplit

#: Nothing in it could end a text in a page.
_PLAIN = re.compile(r"https://[A-Za-z0-9.-]+(:\d{1,5})?/[A-Za-z0-9._~/?&=%@{}:+-]*")
_PLACEHOLDERS = ("{z}", "{x}", "{y}")
#: A part of a host's name (RFC 1123).
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
#: Browsers read a host that ends in such a part as an IPv4 address (WHATWG, "URL", section 3.5).
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
MAX_HOST, LAST_PORT = 253, 65_535


def is_address_of_tiles(text: str) -> bool:
    """Whether it is a secure address of tiles, on a host that is not the reader's own network.

    A name is not looked up: what it stands for depends on who looks, and when.
    """
    if not _PLAIN.fullmatch(text) or not all(name in text for name in _PLACEHOLDERS):
        return False
    parts = urlsplit(text)
    host, _, port = parts.netloc.lower().partition(":")
    return _is_public(host) and (not port or 0 < int(port) <= LAST_PORT)


def _is_public(host: str) -> bool:
    labels = host.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        with suppress(ValueError):
            address = ipaddress.IPv4Address(host)
            return address.is_global and not address.is_multicast
        return False
    is_name = len(host) <= MAX_HOST and all(map(_LABEL.fullmatch, labels))
    return is_name and labels[-1] != "localhost"
