"""pyzmq, imported at its first use: a QGIS without it imports all modules, and cannot connect."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import zmq as zmq
else:

    class _Zmq:
        def __getattr__(self, name: str) -> Any:
            return getattr(import_module("zmq"), name)

    zmq = _Zmq()
