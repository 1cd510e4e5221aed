"""Measures the cost of street views in pretraining: first run, second run, and per step."""

from __future__ import annotations

import dataclasses
import json
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

import torch
from torch import Tensor

from trajganr_core.contract.kinds.prepare import PrepareParams
from trajganr_core.contract.options.training_config import PretrainConfig
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.preparation.prepare import prepare_bundle
from trajganr_core.model.street_view import FrozenImages, ImageFeatures
from trajganr_core.training.pretraining import pretrain as pretraining
from trajganr_core.training.pretraining.pretrain import pretrain
from trajganr_core.utils.arrays import IntArray

from ..cities import DEMO as CITY
from ..figures import Row
from .measure import synchronise

#: Enough for the share in a step, few enough for the largest backbone on two cores.
PICTURES = 48
EPOCHS = 4


class Timed(ImageFeatures):
    """Street views with a timer for every call."""

    def __init__(self, images: ImageFeatures) -> None:
        super().__init__()
        self.images = images
        self.size = images.size
        self.seconds = 0.0

    def load(self, image: IntArray, key: Sequence[int] | None) -> Tensor:
        return self._timed(lambda: self.images.load(image, key), torch.device("cpu"))

    def forward(self, loaded: Tensor) -> Tensor:
        return self._timed(lambda: self.images(loaded), loaded.device)

    def _timed(self, work: Callable[[], Tensor], device: torch.device) -> Tensor:
        synchronise(device)
        begun = time.perf_counter()
        result = work()
        synchronise(device)
        self.seconds += time.perf_counter() - begun
        return result


class Epochs:
    """Progress of a pretraining: when each epoch's last step ended, and the image work by then."""

    def __init__(self) -> None:
        self.images: Timed | None = None
        self.at: dict[int, tuple[float, float]] = {}

    def __call__(self, stage: str, fraction: float, /, **figures: float) -> None:
        """Record progress."""
        if "epoch" in figures and self.images is not None:
            self.at[int(figures["epoch"])] = (time.perf_counter(), self.images.seconds)

    def share_after_the_first(self) -> float:
        """Share of the steps' time that is image work, from the second epoch."""
        (begun, before), (ended, after) = self.at[1], self.at[max(self.at)]
        return (after - before) / (ended - begun)


def street_views(device: torch.device) -> list[Row]:
    """Two runs over the same pictures."""
    config = PretrainConfig(epochs=EPOCHS, weights="none", batch_size=128, device=device.type)
    epochs = Epochs()
    looking: list[float] = []
    compute = pretraining.image_features

    def timed(*arguments: object, **options: object) -> Tensor:
        begun = time.perf_counter()
        features = compute(*arguments, **options)  # type: ignore[arg-type]
        looking.append(time.perf_counter() - begun)
        return features

    def timed_images(features: Tensor) -> ImageFeatures:
        epochs.images = Timed(FrozenImages(features))
        return epochs.images

    patched = mock.patch.multiple(pretraining, image_features=timed, FrozenImages=timed_images)
    with TemporaryDirectory() as name, patched:
        folder = Path(name)
        bundle = demo_city(folder / "bundle")
        with mock.patch.dict(os.environ, {"TRAJGANR_CACHE": str(folder / "cache")}):
            pretrain([bundle], config, folder / "model", epochs)
            pretrain([bundle], dataclasses.replace(config, epochs=1), folder / "again")
    note = (
        f"{len(bundle.images)} pictures of the demo city, {config.backbone} without weights, "
        f"frozen, batch {config.batch_size}"
    )
    return [
        Row("image_share_epoch2", epochs.share_after_the_first(), "", "< 0.05", note),
        Row("image_seconds_first_run", looking[0], "s", "", "4 views of each, decoded and seen"),
        Row("image_seconds_second_run", looking[1], "s", "", "read from the cache"),
    ]


def demo_city(out: Path) -> Bundle:
    """The demo city, with fewer pictures."""
    box = json.loads((CITY / "city.json").read_text(encoding="utf-8"))["bbox"]
    params = PrepareParams(
        trips=(str(CITY / "trips.csv"),),
        roads=str(CITY / "roads.gpkg"),
        images=str(CITY / "street_view"),
        bbox=tuple(box),
    )
    prepare_bundle(params, out)
    bundle = Bundle.load(out)
    return dataclasses.replace(bundle, images=bundle.images.iloc[:PICTURES])
