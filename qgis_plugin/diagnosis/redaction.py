"""Removes names, addresses and secrets from a text."""

from __future__ import annotations

import getpass
import re
import socket
from collections.abc import Iterable
from pathlib import Path

from trajganr_core.contract.protocol.connection import LOOPBACK

HOST = "<host>"
USER = "<user>"
SECRET = "<secret>"  # nosec B105 # a placeholder
#: Shorter names are kept, because they occur in many words.
MIN_NAME = 3

_LOCAL_HOSTS = {LOOPBACK, "localhost", "::1", HOST}
_PRIVATE_KEY = re.compile(r"-----BEGIN [A-Z ]+-----.*?-----END [A-Z ]+-----", re.DOTALL)
_LOGIN_IN_URL = re.compile(r"(?<=://)[^/\s@]+@")
_HOST_IN_URL = re.compile(r"(?<=://)(\[[0-9a-fA-F:]+\]|[^/\s:@<>'\"]+)")
_IPV4 = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])")
_LOGIN = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*")
_NAMED_SECRET = re.compile(
    r"(?i)((?:[\w-]*(?:token|passw(?:or)?d|secret|api_?key|authorization)[\w-]*)[\"']?\s*[:=]\s*"
    r"[\"']?)(?:(?:bearer|oauth|basic)\s+)?[^\s\"',;&]+"
)
_BEARER = re.compile(r"(?i)\b(bearer|oauth|basic)\s+[\w.|~+/=-]{8,}")
_MAPILLARY = re.compile(r"\bMLY\|[\w|.-]+")
#: A CURVE key, as ZeroMQ writes it.
_KEY = re.compile(r"(?<![^\s\"'=])[0-9a-zA-Z.:+=^!/*?&<>()\[\]{}@%$#-]{40}(?![^\s\"',}])")


def redact(text: str, hosts: Iterable[str] = (), secrets: Iterable[str] = ()) -> str:
    """The text without home folder, user, machines, tokens, keys and passwords.

    Args:
        text: to be shown to others.
        hosts: names of machines to remove, besides this one's.
        secrets: values to remove.
    """
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        text = text.replace(secret, SECRET)
    text = _PRIVATE_KEY.sub(SECRET, text)
    text = _LOGIN_IN_URL.sub("", text)
    text = _NAMED_SECRET.sub(rf"\1{SECRET}", text)
    text = _BEARER.sub(rf"\1 {SECRET}", text)
    text = _MAPILLARY.sub(SECRET, text)
    text = _without_homes(text)
    text = _KEY.sub(SECRET, text)
    text = _LOGIN.sub(f"{USER}@{HOST}", text)
    for name in (socket.gethostname(), socket.gethostname().partition(".")[0], *hosts):
        text = _without_name(text, name, HOST)
    text = _HOST_IN_URL.sub(_host_of_url, text)
    text = _IPV4.sub(lambda match: match[0] if match[0].startswith("127.") else HOST, text)
    return _without_name(text, _user(), USER)


def _without_homes(text: str) -> str:
    home = str(Path.home())
    for spelling in (home, home.replace("\\", "\\\\"), home.replace("\\", "/")):
        text = re.sub(rf"{re.escape(spelling)}(?![\w-])", "~", text)
    # Homes of others, and of the worker's machine.
    return re.sub(r"(?i)((?:/home|/users|[a-z]:\\+users)[/\\]+)[^/\\\s'\":]+", rf"\1{USER}", text)


def _without_name(text: str, name: str, placeholder: str) -> str:
    if len(name) < MIN_NAME or name in _LOCAL_HOSTS:
        return text
    return re.sub(rf"(?i)(?<![\w-]){re.escape(name)}(?![\w-])", placeholder, text)


def _host_of_url(match: re.Match[str]) -> str:
    return match[0] if match[0].strip("[]").lower() in _LOCAL_HOSTS else HOST


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # the account has no name
        return ""
