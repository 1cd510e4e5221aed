"""The private sockets of a worker on another machine, from its connection file.

A worker writes ``connection.json`` into its home, readable for its own account only. The plugin
prints that file over ssh; nothing else has to be installed or started on that machine.
"""

from __future__ import annotations

import json
from dataclasses import astuple

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.connection import MAX_SOCKET_PATH_BYTES, Addresses

from ..settings import REMOTE_PATH, check_home

#: The default home below the home directory of an account: on Linux, on macOS.
DEFAULT_HOMES = (".local/share/trajganr", "Library/Application Support/trajganr")


def command(home: str) -> str:
    """A command that prints a worker's connection file, in any shell.

    Args:
        home: of the worker, absolute or below the account's home directory; '' for its default.
    """
    check_home(home)
    homes = [home.removeprefix("~/") or "."] if home else DEFAULT_HOMES
    return " || ".join(f"cat -- '{each.rstrip('/')}/connection.json'" for each in homes)


def sockets_in(text: str, host: str) -> Addresses:
    """The sockets that a connection file names.

    Args:
        text: the output, with the file as its last line.
        host: the machine, for errors.

    Raises:
        TrajganrError: ``TRANSPORT.DOWN`` if the output is no such file, ``INPUT.FIELD`` for
            a worker without sockets or for paths that ssh cannot forward.
    """
    lines = [line for line in text.splitlines() if line.startswith("{")]
    try:
        content = json.loads(lines[-1])
        addresses = Addresses(*(str(content[part]) for part in ("address", "events", "files")))
    except (IndexError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise TrajganrError(
            Code.TRANSPORT_DOWN,
            "{host} did not return the connection file of a worker.",
            "Check the output of 'ssh {host}', or enter the worker's address in the profile.",
            host=host,
        ) from error
    paths = astuple(addresses)
    if not all(path.startswith("ipc:///") for path in paths):
        raise TrajganrError(
            Code.INPUT_FIELD,
            "The worker on {host} has no private sockets.",
            "Start it there with --address, create a key, and enter both in the profile.",
            host=host,
        )
    for path in paths:
        check_socket(path.removeprefix("ipc://"))
    return addresses


def check_socket(path: str) -> None:
    """Refuse the path of a socket that ssh cannot forward.

    Raises:
        TrajganrError: ``INPUT.FIELD``.
    """
    if len(path.encode()) > MAX_SOCKET_PATH_BYTES:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "The path of the socket {path} is too long: {size} bytes, and systems allow {limit}.",
            "Use a shorter folder: TMPDIR on this machine, the worker's home on the other one.",
            path=path[:300],
            size=len(path.encode()),
            limit=MAX_SOCKET_PATH_BYTES,
        )
    if not REMOTE_PATH.fullmatch(path):
        raise TrajganrError(
            Code.INPUT_FIELD,
            "The path of the socket {path!r} contains characters that ssh interprets.",
            "Use another folder: TMPDIR on this machine, the worker's home on the other one.",
            path=path,
        )
