"""The figures and maps of a benchmark, each a PNG with a caption."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure
from PIL import Image

from trajganr_core.contract.files.atomic_io import atomic_file
from trajganr_core.contract.tasks import TASKS, Kind, Task
from trajganr_core.data.bundle import Bundle
from trajganr_core.publish.figures import no_formula, png

from .charts import agreement, few_shot, scores
from .maps import RoadMap, compared_roads
from .markdown import SPLITS
from .results import Results, where
from .standings import OURS, main_rows, ranked

#: The folder beside the results.
FIGURES = "figures"
#: The system whose maps are drawn.
MAPPED = "trajganr_best"
DPI = 120
#: Colours of a picture's palette, which makes the file of a map a third as large.
COLOURS = 256


def draw_figures(results: Results, folder: Path, bundle: Bundle | None = None) -> dict[str, str]:
    """Draw a benchmark's results as PNG files under ``folder / "figures"``.

    All figures are of the main split, the one of the first row. Figures that need what is not there
    are not drawn: predictions of a system that failed, for example. If the record lists them, they
    are kept as they are; other files are removed. Results with the table of few labels alone have
    only its figures.

    Args:
        results: of a benchmark.
        folder: of the results.
        bundle: that systems were compared on; without it no maps are drawn.

    Returns:
        The caption of each file, by its name relative to ``folder``, in the order of the page.
    """
    captions = dict(results.record["figures"])
    if len(main_rows(results)):
        for name, figure, caption in _Drawing(results, bundle).figures():
            file = f"{FIGURES}/{name}.png"
            _save(figure, folder / file)
            captions[file] = caption
    for old in (folder / FIGURES).glob("*.png"):
        if f"{FIGURES}/{old.name}" not in captions:
            old.unlink()
    return captions


class _Drawing:
    """The data of all figures; arguments as for :func:`draw_figures`."""

    def __init__(self, results: Results, bundle: Bundle | None) -> None:
        self.bundle, self.systems, self.rows = bundle, results.systems, main_rows(results)
        self.area, self.split = results.record["bundle"]["name"], str(self.rows["split"].iloc[0])
        self.fold, self.seed = int(self.rows["fold"].min()), int(self.rows["seed"].min())
        self.where = f"{self.area}, held out: {SPLITS[self.split]}"
        of = {"split": self.split, "fold": self.fold, "seed": self.seed, "labels": 1.0}
        self.predictions = where(results.predictions, **of)
        self.only_few_labels = [table["id"] for table in results.record["tables"]] == ["few_shot"]

    def figures(self) -> Iterator[tuple[str, Figure, str]]:
        """Name, figure and caption of each."""
        for name, task in TASKS.items():
            rows = self.rows[self.rows["task"] == name]
            title = no_formula(f"{task.title}, {self.area}")
            whole = rows[rows["labels"] == 1.0]
            if len(whole) and not self.only_few_labels:
                caption = (
                    f"{task.title}, {self.where}. Dots are means over seeds and folds, strokes "
                    "the single values; TrajGANR is in orange."
                )
                yield f"scores-{name}", scores(whole, task, self.systems, title), caption
                yield from self._predicted(task, whole, title)
            if (rows.groupby("system")["labels"].nunique() > 1).any():
                caption = (
                    f"{task.title} learned from a share of the training labels, {self.where}: "
                    "means over seeds and folds, with one standard deviation to either side."
                )
                yield f"few-shot-{name}", few_shot(rows, task, self.systems, title), caption

    def _predicted(
        self, task: Task, rows: pd.DataFrame, title: str
    ) -> Iterator[tuple[str, Figure, str]]:
        """Predictions of some systems, and a map of those of one."""
        frames = {
            str(name): frame
            for name in ranked(rows, task.metrics[0]).index
            if len(frame := self._predictions(str(name), task))
        }
        run = f"{self.where}, fold {self.fold}, seed {self.seed}"
        if shown := _shown(list(frames)):
            named = {self.systems[name]: frames[name] for name in shown}
            caption = f"{task.title}: true and predicted, {run}. {_explained(task)}"
            yield f"agreement-{task.id}", agreement(named, task, title), caption
        if MAPPED in frames and self.roads is not None:
            system = self.systems[MAPPED]
            figure = compared_roads(self.roads, frames[MAPPED], task, f"{title}: {system}")
            caption = (
                f"{task.title} of the test roads as predicted by {system}, {run}. Each direction "
                f"is drawn on the {self.roads.driving_side} of its road."
            )
            source = self.roads.attribution
            yield f"map-{task.id}", figure, f"{caption} Roads: {source}." if source else caption

    @cached_property
    def roads(self) -> RoadMap | None:
        """The map of the bundle's roads."""
        return RoadMap(self.bundle) if self.bundle else None

    def _predictions(self, system: str, task: Task) -> pd.DataFrame:
        """Of one task, of the first fold and seed; empty without any."""
        some = where(self.predictions, system=system, task=task.id)
        residual = some["truth"] - some["predicted"]
        return some.assign(residual=some["distance"].fillna(residual)).reset_index(drop=True)


def _shown(systems: list[str]) -> list[str]:
    """Of ranked systems the best, TrajGANR's best, and the best that is not TrajGANR, each once."""
    others = [name for name in systems if name not in OURS]
    ours = [name for name in systems if name == MAPPED]
    return list(dict.fromkeys([*systems[:1], *ours, *others[:1]]))


def _explained(task: Task) -> str:
    """How to read a figure of true and predicted values."""
    if task.kind in (Kind.ORDINAL, Kind.DISTRIBUTION):
        of = "leading categories" if task.kind is Kind.DISTRIBUTION else "classes"
        return f"Numbers count road segments by {of}; colours are their shares of a row."
    return "On the dashed line both are equal; the most extreme values are drawn at the edge."


def _save(figure: Figure, file: Path) -> None:
    with Image.open(io.BytesIO(png(figure, DPI))) as picture, atomic_file(file) as temporary:
        few = picture.convert("RGB").quantize(COLOURS, kmeans=2, dither=Image.Dither.NONE)
        few.save(temporary, format="PNG", optimize=True)
