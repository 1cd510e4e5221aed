"""CURVE keys, with which client and worker authenticate each other over a network.

A key file contains the client's pair and the worker's public key, as ZeroMQ's 40 characters (Z85).
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ..errors import Code, TrajganrError
from .lazy_zmq import zmq

#: The environment variable with the path of a key file.
KEY_VARIABLE = "TRAJGANR_KEY"

_Z85 = re.compile(r"[0-9a-zA-Z.:+=^!/*?&<>()\[\]{}@%$#-]{40}")


@dataclass(frozen=True)
class ClientKey:
    """The keys of a client.

    Attributes:
        name: of its owner.
        public, secret: the client's pair.
        server: the worker's public key.
    """

    name: str
    public: str
    secret: str = field(repr=False)
    server: str

    def write(self, path: Path) -> None:
        """Write the key file, readable by its owner only; an existing file is not replaced.

        Raises:
            TrajganrError: ``INPUT.FIELD``.
        """
        try:
            write_private(path, json.dumps(asdict(self), indent=2) + "\n")
        except OSError as error:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "The key cannot be written to {path}: {reason}.",
                "Name another file.",
                path=str(path),
                reason=error.strerror or str(error),
            ) from error

    @classmethod
    def read(cls, path: Path) -> ClientKey:
        """Read a key file.

        Raises:
            TrajganrError: ``AUTH.DENIED`` if it is not a key file.
        """
        try:
            return cls.from_dict(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise TrajganrError(
                Code.AUTH_DENIED,
                "{path} is not a key file: {reason}.",
                "Ask the person who runs the worker for one ('trajganr worker keys make').",
                path=str(path),
                reason=str(error),
            ) from error

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> ClientKey:
        """Rebuild from the file's content.

        Raises:
            ValueError: for a malformed key.
            KeyError: for a missing key.
        """
        name, *keys = (str(data[part]) for part in ("name", "public", "secret", "server"))
        if not all(map(is_key, keys)):
            raise ValueError("it contains no keys")
        return cls(name, *keys)

    def protect(self, socket: zmq.Socket[bytes]) -> None:
        """Encrypt a socket, before it connects, with the keys of this client and the worker.

        Raises:
            TrajganrError: as :func:`new_pair`.
        """
        _check_curve()
        socket.setsockopt_string(zmq.CURVE_PUBLICKEY, self.public)
        socket.setsockopt_string(zmq.CURVE_SECRETKEY, self.secret)
        socket.setsockopt_string(zmq.CURVE_SERVERKEY, self.server)


def is_key(text: str) -> bool:
    """Whether the text can be a key."""
    return _Z85.fullmatch(text) is not None


def new_pair() -> tuple[str, str]:
    """A new public and secret key.

    Raises:
        TrajganrError: ``ENV.MISSING_DEP`` where ZeroMQ was built without CURVE.
    """
    _check_curve()
    public, secret = zmq.curve_keypair()
    return public.decode("ascii"), secret.decode("ascii")


def write_private(path: Path, text: str) -> None:
    """Write a new file that only its owner can read.

    Raises:
        FileExistsError: where there is one.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)


def _check_curve() -> None:
    if not zmq.has("curve"):
        raise TrajganrError(
            Code.ENV_MISSING_DEP,
            "Keys need encryption, but the ZeroMQ of this Python was built without it.",
            "Connect through an SSH tunnel, or install a pyzmq with libsodium.",
        )
