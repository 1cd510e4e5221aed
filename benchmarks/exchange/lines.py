"""How many lines the product has more than before."""

from __future__ import annotations

import contextlib
import runpy
import subprocess
from typing import Any

from ..figures import ROOT, Row

#: The last commit before, what counts as the product, and how many lines it may cost.
BEFORE, PRODUCT, MOST = "2f4d22b1", ("trajganr_core", "worker", "qgis_plugin"), 2500


def lines_at(commit: str) -> int:
    """Lines of Python of the product at a commit, as ``.ci/size.py`` counts them.

    Raises:
        subprocess.CalledProcessError: if the repository does not have the commit.
    """
    words = ["git", "grep", "-c", "", commit, "--", *(f"{name}/*.py" for name in PRODUCT)]
    done = subprocess.run(words, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return sum(int(line.rpartition(":")[2]) for line in done.stdout.splitlines())


def line_figures(before: str = BEFORE) -> tuple[list[Row], dict[str, Any]]:
    """Lines of the working tree less those of a commit; a copy without history does not know."""
    now, _ = runpy.run_path(str(ROOT / ".ci" / "size.py"))["size_of"](*PRODUCT)
    added, note = None, f"git lacks {before}"
    with contextlib.suppress(subprocess.CalledProcessError, FileNotFoundError):
        added, note = now - lines_at(before), f"since {before}"
    return [Row("lines_added", added, "", f"at most {MOST}", note)], {}
