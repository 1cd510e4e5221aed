"""CURVE keys: how a client and a worker prove to each other who they are, over an open network.

A key file holds all that a client needs beside the address: its own pair and the worker's public
key. ZeroMQ writes keys as 40 characters (Z85). pyzmq is imported where it is needed: a QGIS that
lacks it reads this module, too, and says so.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from ..errors import Code, TrajganrError

if TYPE_CHECKING:
    import zmq

__all__ = ["KEY_VARIABLE", "ClientKey", "is_key", "new_pair", "write_private"]

#: Names the key file of a worker that asks for one.
KEY_VARIABLE = "TRAJGANR_KEY"

_Z85 = re.compile(r"[0-9a-zA-Z.:+=^!/*?&<>()\[\]{}@%$#-]{40}")


@dataclass(frozen=True)
class ClientKey:
    """What a client shows a worker, and knows the worker by.

    Attributes:
        name: whose key it is.
        public, secret: the client's pair.
        server: the worker's public key.
    """

    name: str
    public: str
    secret: str = field(repr=False)
    server: str

    def write(self, path: Path) -> None:
        """Write the key file, for its owner only; one that is there is not replaced.

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
            TrajganrError: ``AUTH.DENIED`` where it is none.
        """
        try:
            return cls.from_dict(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise TrajganrError(
                Code.AUTH_DENIED,
                "{path} is no key file: {reason}.",
                "Ask who runs the worker for one; 'trajganr worker keys make' writes it.",
                path=str(path),
                reason=str(error),
            ) from error

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> ClientKey:
        """Rebuild from the file's content.

        Raises:
            ValueError: for a key that is none.
            KeyError: for one that is missing.
        """
        name, *keys = (str(data[part]) for part in ("name", "public", "secret", "server"))
        if not all(map(is_key, keys)):
            raise ValueError("it holds no keys")
        return cls(name, *keys)

    def protect(self, socket: zmq.Socket[bytes]) -> None:
        """Make a socket, before it connects, speak to that worker alone and as this client.

        Raises:
            TrajganrError: as :func:`new_pair`.
        """
        zmq = _zmq_with_curve()
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
    zmq = _zmq_with_curve()
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


def _zmq_with_curve() -> ModuleType:
    import zmq

    if not zmq.has("curve"):
        raise TrajganrError(
            Code.ENV_MISSING_DEP,
            "This Python's ZeroMQ was built without encryption, which keys need.",
            "Reach the worker through an SSH tunnel, or use a pyzmq that has libsodium.",
        )
    return zmq
