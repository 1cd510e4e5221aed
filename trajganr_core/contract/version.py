"""The version of the project: one number for plugin, contract, core and worker.

It is written in ``metadata.txt`` only, which is beside these sources in the repository and in the
plugin. In an installed wheel it is the wheel's version.
"""

from __future__ import annotations

import re
from pathlib import Path

__all__ = ["__version__"]

_METADATA = Path(__file__).resolve().parents[2] / "metadata.txt"


def _version() -> str:
    if _METADATA.is_file():
        written = _METADATA.read_text(encoding="utf-8")
        return re.findall(r"^version=(\S+)$", written, re.MULTILINE)[0]
    from importlib.metadata import version

    return version("trajganr")


__version__ = _version()
