"""Where a person's cache lies: what can be computed or fetched again, kept so that it need not be.

Standard library only.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

__all__ = ["cache_folder"]


def cache_folder() -> Path:
    """The folder that ``TRAJGANR_CACHE`` names, or ``trajganr`` in the user's cache folder."""
    named = os.environ.get("TRAJGANR_CACHE")
    if named:
        return Path(named)
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local) / "trajganr" / "cache" if local else Path.home() / "trajganr" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "trajganr"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "trajganr"
