"""How long tests wait before they call it a hang; a busy machine is only slow."""

from __future__ import annotations

#: Timeout of everything that tests wait for; it is no measure of speed.
HANG_S = 600.0
