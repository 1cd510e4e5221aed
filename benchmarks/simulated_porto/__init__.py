"""Simulated Porto: real roads and places, SUMO's traffic, and labels that are true of all of it.

Needs Porto's OpenStreetMap files, which are not in the repository, and the extra ``demo``.
No torch.
"""

import sys
from pathlib import Path

# The demo city's drivers and painter: scripts of one folder, which import each other by name.
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "resources" / "demo"))
