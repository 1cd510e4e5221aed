"""Figures as files."""

from __future__ import annotations

import io

from matplotlib.figure import Figure

from trajganr_core.publish.figures import png


def example() -> Figure:
    """Two panels, a legend and titles outside of them, which a layout must make room for."""
    figure = Figure(figsize=(4, 3), layout="constrained")
    left, right = figure.subplots(1, 2)
    left.plot([1, 3, 2], label="a line")
    right.bar([1, 2], [3, 4])
    figure.legend(loc="outside right upper")
    figure.suptitle("Two panels")
    return figure


def test_a_figure_is_written_as_matplotlib_would_save_it() -> None:
    saved = io.BytesIO()
    example().savefig(saved, format="png", dpi=100)
    assert png(example(), 100) == saved.getvalue()
