"""The version of the project: one number for plugin, contract, core and worker.

It is written in ``metadata.txt`` only, which is beside these sources in the repository and in the
plugin. In an installed wheel it is the wheel's version.
"""

from __future__ import annotations

import re
from pathlib import Path

_METADATA = Path(__file__).resolve().parents[2] / "metadata.txt"


def _version() -> str:
    # Beside an installed wheel, a file of this name is another package's.
    written = _METADATA.read_text(encoding="utf-8") if _METADATA.is_file() else ""
    if found := re.search(r"^name=TrajGANR$.*^version=(\S+)$", written, re.MULTILINE | re.DOTALL):
        return found[1]
    from importlib.metadata import version

    return version("trajganr")


__version__ = _version()
