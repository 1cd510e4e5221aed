"""Progress as a bar on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tqdm import tqdm

from ..contract.texts.model_facts import progress_text
from .progress import Progress, silent


class ProgressBar:
    """A :class:`~.progress.Progress` that draws a bar, a new one for each stage.

    As a context manager it closes the last bar at the end.
    """

    def __init__(self) -> None:
        self._bar: tqdm[Any] | None = None
        self._stage = ""

    def __call__(self, stage: str, fraction: float, /, **figures: float) -> None:
        if self._bar is None or stage != self._stage:
            self.close()
            self._stage = stage
            self._bar = tqdm(total=100, desc=stage, bar_format="{l_bar}{bar}| {elapsed}{postfix}")
        self._bar.set_postfix_str(progress_text(figures), refresh=False)
        self._bar.update(round(100 * fraction) - self._bar.n)

    def write(self, text: str) -> None:
        """Print a line on standard error, above the bar if there is one."""
        if self._bar is not None:
            self._bar.write(text, file=sys.stderr)
        else:
            print(text, file=sys.stderr, flush=True)

    def close(self) -> None:
        """Leave the bar as it is and go to the next line."""
        if self._bar is not None:
            self._bar.close()
        self._bar, self._stage = None, ""

    def __enter__(self) -> ProgressBar:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@contextmanager
def shown(progress: bool | Progress) -> Iterator[Progress]:
    """Progress as a bar on standard error (True), not at all (False), or as given."""
    if progress is True:
        with ProgressBar() as bar:
            yield bar
    else:
        yield progress or silent
