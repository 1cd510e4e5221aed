"""How long tests wait before they call it a hang; a busy machine is only slow."""

from __future__ import annotations

__all__ = ["HANG_S"]

#: No test is about speed: what has not happened by then never will.
HANG_S = 600.0
