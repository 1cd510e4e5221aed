"""Write a page with a map of predicted or observed roads."""

from __future__ import annotations

from pathlib import Path

from ..contract.kinds.webpage import WebpageParams, WebpageResult
from ..publish.webpage import write_webpage
from ..utils.progress import Progress

__all__ = ["run"]


def run(params: WebpageParams, out: Path, progress: Progress) -> WebpageResult:
    """Write ``roads.html`` into the folder ``out``."""
    return write_webpage(
        Path(params.roads),
        out / WebpageResult.FILE,
        title=params.title,
        background=params.background,
        background_attribution=params.background_attribution,
        progress=progress,
    )
