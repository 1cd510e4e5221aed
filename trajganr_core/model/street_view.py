"""The street-view encoder: any timm backbone, and its features of pictures.

Paper, section 3.1: ``v = P_v(ViT(I))``. Features of a frozen backbone are computed once per picture
and view and cached on disk. A trainable backbone gets newly augmented pictures at every step. Both
have the same interface.
"""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Self, TypeVar

import numpy as np
import torch
from torch import Tensor, nn
from torch.utils.checkpoint import checkpoint

from ..contract.errors import Code, TrajganrError
from ..utils.arrays import IntArray
from ..utils.progress import Progress, silent
from .feature_cache import FeatureCache, Key
from .pictures import Views, decode
from .weights import load_weights, published_weights

Item = TypeVar("Item")
Result = TypeVar("Result")

#: Images per forward pass of the backbone; bounds memory and does not change the result.
CHUNK = 32
#: Decoding threads; Pillow releases the GIL while it decodes.
DECODERS = min(8, os.cpu_count() or 1)
#: Features are written to the cache after so many images, so that an interrupted run keeps them.
SAVE_EVERY = 512


def create_backbone(name: str, weights: str) -> nn.Module:
    """A timm backbone without classifier, in evaluation mode and frozen.

    Args:
        name: timm's name of the model.
        weights: ``hub`` (timm's published weights), ``none`` (random) or a file: safetensors, or
            a checkpoint that loads with ``weights_only``.

    Raises:
        TrajganrError: ``MODEL.MISSING`` when the weights are not available,
            ``MODEL.INCOMPATIBLE`` when they are another model's, ``INPUT.FIELD`` for an unknown
            name.
    """
    import timm  # slow to import, and not needed by a model without pictures

    if not timm.is_model(name):
        raise TrajganrError(
            Code.INPUT_FIELD,
            "timm {version} has no model {name!r}.",
            "Choose a name that `timm.list_models()` prints.",
            name=name,
            version=timm.__version__,
        )
    options = _options_of(name)
    is_published = weights == "hub"
    try:
        file = published_weights(name) if is_published else None
        backbone = timm.create_model(
            name,
            pretrained=is_published,
            pretrained_cfg_overlay={"file": str(file)} if file else None,
            num_classes=0,
            **options,
        )
    except (OSError, RuntimeError) as error:
        raise TrajganrError(
            Code.MODEL_MISSING,
            "The weights of {name} could not be downloaded from the model hub: {reason}",
            "Check the connection and the proxy. Without them, choose trips and locations alone "
            "(modalities traj+loc), which need no pictures, or give a file of weights.",
            name=name,
            reason=str(error),
        ) from error
    if weights not in ("hub", "none"):
        load_weights(backbone, name, Path(weights))
    backbone.requires_grad_(False).eval()
    return backbone


@cache  # the layers are built, which takes 40 ms even for a tiny model
def backbone_bytes(name: str) -> int:
    """Size of a timm backbone's weights, computed without creating them; 0 for an unknown name."""
    import timm

    if not timm.is_model(name):
        return 0
    with torch.device("meta"):
        backbone = timm.create_model(name, pretrained=False, num_classes=0, **_options_of(name))
    return sum(each.numel() * each.element_size() for each in backbone.parameters())


def _options_of(name: str) -> dict[str, int]:
    return {"img_size": 224} if "dinov2" in name else {}  # 518 px by default: 5 times the cost


class ImageFeatures(nn.Module):
    """Backbone features of a bundle's images, in two steps: loading and the forward pass.

    Attributes:
        size: of the features, F.
    """

    size: int

    def load(self, image: IntArray, key: Sequence[int] | None) -> Tensor:
        """The input of :meth:`forward` for distinct images ``(n,)``, on the CPU; thread-safe.

        Args:
            image: rows of the bundle's images.
            key: of the step, such as ``(seed, epoch, step)``: an image's random view depends only
                on the key and the image, not on the rest of the batch. None: the plain view.
        """
        raise NotImplementedError

    def forward(self, loaded: Tensor) -> Tensor:
        """Features ``(n, F)`` of loaded images that were moved to the device."""
        raise NotImplementedError


class FrozenImages(ImageFeatures):
    """Precomputed features ``(N, 1 + views, F)``, as :func:`image_features` returns them."""

    def __init__(self, features: Tensor) -> None:
        super().__init__()
        self.size = features.shape[-1]
        self._features = features  # not a buffer: it stays on the CPU and out of checkpoints

    def load(self, image: IntArray, key: Sequence[int] | None) -> Tensor:
        count, views = self._features.shape[:2]
        if key is None or views == 1:
            return self._features[torch.from_numpy(image), 0]
        view = np.random.default_rng(list(key)).integers(1, views, size=count)
        return self._features[torch.from_numpy(image), torch.from_numpy(view[image])]

    def forward(self, loaded: Tensor) -> Tensor:
        return loaded


class LearnedImages(ImageFeatures):
    """Images with a backbone that is trained with the model: it is unfrozen in place.

    It stays in evaluation mode: without dropout and batch statistics, an image's features do not
    depend on the rest of the batch.
    """

    def __init__(self, backbone: nn.Module, paths: Sequence[str]) -> None:
        super().__init__()
        self.backbone = backbone.requires_grad_(True).eval()
        self._views = Views.of(backbone)
        self._paths = paths
        with torch.inference_mode():  # timm's attributes for it differ
            self.size = backbone(torch.zeros(1, *self._views.shape)).shape[-1]

    def load(self, image: IntArray, key: Sequence[int] | None) -> Tensor:
        def pixels(row: int) -> Tensor:
            path = self._paths[row]
            picture = decode(_content(path), path, self._views.side)
            if key is None:
                return self._views.plain(picture)
            return self._views.augmented(picture, np.random.default_rng([*key, row]))

        loaded = list(_prefetch(pixels, image.tolist()))
        if not loaded:
            return torch.zeros(0, *self._views.shape, dtype=torch.uint8)
        return torch.stack(loaded)

    def forward(self, loaded: Tensor) -> Tensor:
        if not len(loaded):  # Not every backbone accepts an empty batch.
            return torch.zeros(0, self.size, device=loaded.device)
        if len(loaded) <= CHUNK:
            return self._backbone_features(loaded)
        run = partial(checkpoint, self._backbone_features, use_reentrant=False)
        return torch.cat([run(part) for part in loaded.split(CHUNK)])

    def _backbone_features(self, pixels: Tensor) -> Tensor:
        return self.backbone(self._views.normalised(pixels))

    def train(self, mode: bool = True) -> Self:
        """Does nothing: the backbone stays in evaluation mode."""
        return self


def image_features(
    backbone: nn.Module,
    paths: Sequence[str],
    *,
    views: int = 0,
    device: torch.device,
    progress: Progress = silent,
) -> Tensor:
    """Backbone features of one or more images: ``(N, 1 + views, F)``, the plain view first.

    Further views are augmented, with a generator seeded by the picture and the view's number. For
    features in the cache no picture is decoded.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` for an image that does not decode.
    """
    preprocessing = Views.of(backbone)
    cache = FeatureCache(backbone, preprocessing.config, device)
    pictures = list(_prefetch(lambda path: hashlib.sha256(_content(path)).hexdigest(), paths))
    keys = {(picture, view) for picture in pictures for view in range(1 + views)}
    features = cache.load(keys)
    if len(features) < len(keys):
        with cache.lock(progress):
            features |= cache.load(keys - features.keys())
            missing = {picture for picture, _ in keys - features.keys()}
            todo = {p: path for p, path in zip(pictures, paths, strict=True) if p in missing}
            computed = _compute_features(backbone.to(device), preprocessing, todo, views, device)
            features |= _save_as_computed(computed, cache, len(todo), progress)
    rows = [torch.stack([features[p, view] for view in range(1 + views)]) for p in pictures]
    return torch.stack(rows)


def _save_as_computed(
    computed: Iterable[tuple[str, Tensor]], cache: FeatureCache, number: int, progress: Progress
) -> dict[Key, Tensor]:
    """Save features in the cache as they are computed, so that an interrupted run keeps them."""
    saved: dict[Key, Tensor] = {}
    unsaved: dict[Key, Tensor] = {}
    try:
        for done, (picture, features) in enumerate(computed, start=1):
            unsaved |= {(picture, view): feature for view, feature in enumerate(features)}
            if done % SAVE_EVERY == 0:
                cache.save(unsaved)
                saved |= unsaved
                unsaved = {}
            progress("Reading street views", done / number)
    finally:
        cache.save(unsaved)
    return saved | unsaved


def _compute_features(
    backbone: nn.Module,
    preprocessing: Views,
    todo: dict[str, str],
    views: int,
    device: torch.device,
) -> Iterator[tuple[str, Tensor]]:
    """Compute the features ``(1 + views, F)`` of pictures; yields each with the picture's hash."""

    def pixels(item: tuple[str, str]) -> Tensor:
        picture, path = item
        image = decode(_content(path), path, preprocessing.side)
        seed = int(picture[:32], 16)
        rngs = [np.random.default_rng([seed, view]) for view in range(1, 1 + views)]
        augmented = [preprocessing.augmented(image, rng) for rng in rngs]
        return torch.stack([preprocessing.plain(image), *augmented])

    decoded = zip(todo, _prefetch(pixels, todo.items()), strict=True)
    while chunk := list(islice(decoded, CHUNK)):
        batch = torch.stack([view for _, view in chunk])  # (chunk, 1 + views, 3, H, W)
        if device.type == "cuda":
            batch = batch.pin_memory()
        with torch.inference_mode():
            inputs = (view.to(device, non_blocking=True) for view in batch.unbind(1))
            layout = torch.channels_last  # in which convolutions are fastest on a processor
            normalised = (preprocessing.normalised(view) for view in inputs)
            of_views = [backbone(view.contiguous(memory_format=layout)) for view in normalised]
            features = torch.stack(of_views, dim=1)
        # Tensors created in inference mode cannot be used in training.
        yield from zip((picture for picture, _ in chunk), features.cpu().clone(), strict=True)


def _prefetch(function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
    """``map`` in threads, in order, about a chunk ahead of the consumer."""
    remaining = iter(items)
    with ThreadPoolExecutor(DECODERS) as pool:
        waiting: deque[Future[Result]] = deque(
            pool.submit(function, item) for item in islice(remaining, 2 * CHUNK)
        )
        try:
            while waiting:
                result = waiting.popleft().result()
                waiting.extend(pool.submit(function, item) for item in islice(remaining, 1))
                yield result
        finally:
            for future in waiting:
                future.cancel()


def _content(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise TrajganrError(
            Code.INPUT_NOT_FOUND,
            "The picture {path} cannot be read: {reason}",
            "Prepare the bundle again.",
            path=path,
            reason=str(error),
        ) from error
