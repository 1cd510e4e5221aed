"""The figures and maps of a benchmark, each a PNG with a caption."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from PIL import Image

from ..contract.atomic_io import atomic_file
from ..contract.tasks import ERRORS, TASKS, Kind, Task
from ..data.bundle import Bundle
from ..data.reporting.report_figures import no_formula
from ..inference.place_query.nearest_image import ROLE as PICTURES
from .charts import agreement, few_shot, is_ours, scores
from .maps import RoadMap, compared_roads, sources_of
from .markdown import SPLITS
from .similar_roads import APART, Example, examples, similar_roads
from .standings import OURS, WHOLE

__all__ = ["EMBEDDINGS", "FIGURES", "PREDICTIONS", "draw_figures"]

#: Folders beside the results: what is drawn, and what it is drawn from.
FIGURES, PREDICTIONS, EMBEDDINGS = "figures", "predictions", "embeddings"
#: Whose maps are drawn.
MAPPED = "trajganr_best"
DPI = 120
#: Of a picture's palette, which makes a map's file a third as large.
COLOURS = 256


def draw_figures(bundle: Bundle, results: Mapping[str, Any], folder: Path) -> dict[str, str]:
    """Draw a benchmark's results as PNG files under ``folder / "figures"``.

    All are of the main split, the one of the first row. What no predictions or embeddings are kept
    of (``predictions/*.parquet``, ``embeddings/*.npy``) is not drawn: a system that failed, say.

    Args:
        bundle: that systems were compared on.
        results: what ``results.json`` holds.
        folder: of the results.

    Returns:
        A caption of each file, by its name below ``folder``, in the order to be shown in.
    """
    for old in (folder / FIGURES).glob("*.png"):  # of an earlier run, which may have had more
        old.unlink()
    rows = _rows(results)
    if not len(rows):
        return {}
    captions = {}
    for name, figure, caption in _Drawing(bundle, results, folder, rows).figures():
        file = f"{FIGURES}/{name}.png"
        _save(figure, folder / file)
        captions[file] = caption
    return captions


@dataclass(frozen=True)
class _Drawing:
    """All that figures are made of.

    Attributes:
        bundle, results, folder: as :func:`draw_figures` has them.
        rows: of all test roads of the main split; with ``labels``.
    """

    bundle: Bundle
    results: Mapping[str, Any]
    folder: Path
    rows: pd.DataFrame

    def figures(self) -> Iterator[tuple[str, Figure, str]]:
        """Name, figure and caption of each."""
        for name, task in TASKS.items():
            rows = self.rows[self.rows["task"] == name]
            if len(rows):
                yield from self._of_task(task, rows)
        yield from self._examples()

    def _of_task(self, task: Task, rows: pd.DataFrame) -> Iterator[tuple[str, Figure, str]]:
        whole = rows[rows["labels"] == WHOLE["labels"]]
        if len(whole):
            caption = (
                f"{task.title}, {self._where}. Dots are means over seeds and folds, strokes the "
                "single ones; TrajGANR is in orange."
            )
            yield (
                f"scores-{task.id}",
                scores(whole, task, self._systems, self._title(task)),
                caption,
            )
            yield from self._predicted(task, whole)
        if (rows.groupby("system")["labels"].nunique() > 1).any():
            caption = (
                f"{task.title} learned from a share of the training labels, {self._where}: means "
                "over seeds and folds, with one standard deviation to either side."
            )
            yield (
                f"few-shot-{task.id}",
                few_shot(rows, task, self._systems, self._title(task)),
                caption,
            )

    def _predicted(self, task: Task, rows: pd.DataFrame) -> Iterator[tuple[str, Figure, str]]:
        """Predictions of some systems, and maps of those of one."""
        frames = {
            name: frame
            for name in _ranked(rows, task)
            if len(frame := self._predictions(name, task))
        }
        if shown := _shown(list(frames)):
            named = {self._systems[name]: frames[name] for name in shown}
            caption = f"{task.title}: true and predicted, {self._one}. {_how_agreement(task)}"
            yield f"agreement-{task.id}", agreement(named, task, self._title(task)), caption
        if MAPPED in frames:
            title = f"{self._title(task)}: {self._systems[MAPPED]}"
            figure = compared_roads(self._roads, frames[MAPPED], task, title)
            caption = (
                f"{task.title} of the test roads as {self._systems[MAPPED]} predicts it, "
                f"{self._one}. Each direction is drawn on the {self.bundle.driving_side} of its "
                "road."
            )
            yield f"map-{task.id}", figure, self._credited(caption)

    def _examples(self) -> Iterator[tuple[str, Figure, str]]:
        file = self.folder / EMBEDDINGS / f"{self._name(MAPPED)}.npy"
        if MAPPED not in self._systems or not file.is_file():
            return
        embeddings = np.load(file).astype(np.float32)
        roads = RoadMap(self.bundle, is_alone=True)
        for example in examples(self.bundle, embeddings.any(axis=1)):
            title = no_formula(f"Similar roads, {self._area}: {self._systems[MAPPED]}")
            figure = similar_roads(roads, self.bundle, embeddings, example, title)
            yield f"similar-{example.id}", figure, self._credited(self._about(example))

    def _about(self, example: Example) -> str:
        apart = f"{APART * self._roads.extent_m:.0f}"
        return (
            f"How alike {self._systems[MAPPED]} finds all roads to one (Q), {example.why}; "
            f"{self._one}. The numbered ones are the most similar that lie at least {apart} m from "
            "it and from each other."
        )

    def _credited(self, caption: str) -> str:
        """With what the sources of roads and pictures ask to be told."""
        roads = sources_of(self.bundle, "roads", "attribution")
        result = [f"Roads: {roads}."] if roads else []
        if len(self.bundle.images) and "similar" in caption:
            parts = (sources_of(self.bundle, PICTURES, of) for of in ("attribution", "licence"))
            pictures = ", ".join(filter(None, parts))
            result += [f"Street views: {pictures}."] if pictures else []
        return " ".join([caption, *result])

    @cached_property
    def _roads(self) -> RoadMap:
        return RoadMap(self.bundle)

    @property
    def _systems(self) -> Mapping[str, str]:
        systems: Mapping[str, str] = self.results["systems"]
        return systems

    @property
    def _area(self) -> str:
        return self.bundle.manifest.name

    def _title(self, task: Task) -> str:
        return no_formula(f"{task.title}, {self._area}")

    @property
    def _split(self) -> str:
        return str(self.rows["split"].iloc[0])

    @property
    def _where(self) -> str:
        return f"{self._area}, held out: {SPLITS[self._split]}"

    @property
    def _one(self) -> str:
        fold, seed = self._first
        return f"{self._where}, fold {fold}, seed {seed}"

    @property
    def _first(self) -> tuple[int, int]:
        """The fold and the seed that predictions are shown of."""
        return int(self.rows["fold"].min()), int(self.rows["seed"].min())

    def _name(self, system: str) -> str:
        fold, seed = self._first
        return f"{system}-{self._split}-fold{fold}-seed{seed}"

    def _predictions(self, system: str, task: Task) -> pd.DataFrame:
        """Of one task; empty where none are kept."""
        file = self.folder / PREDICTIONS / f"{self._name(system)}.parquet"
        if not file.is_file():
            return pd.DataFrame()
        frame = pd.read_parquet(file)
        return frame[frame["task"] == task.id].reset_index(drop=True)


def _rows(results: Mapping[str, Any]) -> pd.DataFrame:
    """Figures of all test roads of the main split; not of presets that an ablation changed."""
    rows = pd.DataFrame(results["rows"])
    if not len(rows):
        return rows
    for column, usual in WHOLE.items():
        rows[column] = rows[column].fillna(usual) if column in rows else usual
    rows["value"] = pd.to_numeric(rows["value"])
    is_changed = rows["system"].str.startswith(OURS) & ~rows["system"].isin(OURS)
    is_main = (rows["split"] == rows["split"].iloc[0]) & (rows["roads"] == WHOLE["roads"])
    return rows[is_main & ~is_changed]


def _ranked(rows: pd.DataFrame, task: Task) -> list[str]:
    """Systems from the best mean of the task's first metric to the worst."""
    metric = task.metrics[0]
    means = rows[rows["metric"] == metric].groupby("system")["value"].mean().dropna()
    return [str(name) for name in means.sort_values(ascending=metric in ERRORS).index]


def _shown(ranked: list[str]) -> list[str]:
    """The best, TrajGANR's best, and the best system that is not TrajGANR, each once."""
    others = [name for name in ranked if not is_ours(name)]
    ours = [name for name in ranked if name == MAPPED]
    return list(dict.fromkeys([*ranked[:1], *ours, *others[:1]]))


def _how_agreement(task: Task) -> str:
    if task.kind in (Kind.ORDINAL, Kind.DISTRIBUTION):
        of = "leading categories" if task.kind is Kind.DISTRIBUTION else "classes"
        return f"Numbers count road segments by {of}; colours are their shares of a row."
    return "On the dashed line both are the same; the farthest few lie on the edge."


def _save(figure: Figure, file: Path) -> None:
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=DPI)
    with Image.open(buffer) as picture, atomic_file(file) as temporary:
        few = picture.convert("RGB").quantize(COLOURS, kmeans=2, dither=Image.Dither.NONE)
        few.save(temporary, format="PNG", optimize=True)
