"""Lines that the product has more than at an earlier commit."""

from __future__ import annotations

import runpy
import subprocess

import pytest

from benchmarks.exchange.lines import PRODUCT, line_figures, lines_at
from benchmarks.figures import ROOT


def test_lines_of_a_commit_are_counted_as_those_of_the_working_tree() -> None:
    words = ["git", "status", "--porcelain", "--", *PRODUCT]
    try:
        changed = subprocess.run(words, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout
    except (subprocess.CalledProcessError, FileNotFoundError):
        pytest.skip("no history")
    if changed:
        pytest.skip("the working tree has changes")
    now, _ = runpy.run_path(str(ROOT / ".ci" / "size.py"))["size_of"](*PRODUCT)
    assert lines_at("HEAD") == now


def test_without_the_earlier_commit_the_figure_is_unknown_and_says_why() -> None:
    ((row,), _) = line_figures("0" * 40)
    assert row.value is None
    assert "git lacks" in row.note
