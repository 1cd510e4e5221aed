"""Pretraining as a learner: its batches, loss and held-out figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor

from ...contract.options.training_config import PretrainConfig
from ...evaluation.retrieval import pair_figures, uniformity
from ...model.street_view import ImageFeatures
from ...model.trajganr import TrajGANR
from ...utils.arrays import IntArray
from ..engine.distributed import Ranks
from ..engine.learner import Learner
from .objective import Objective, Temperature
from .training_area import Batch, TrainingArea, make_batch


class Pretraining(Learner[Batch]):
    """Pretraining of the encoders, on one study area or several.

    A step is of one area (see :class:`~.training_area.TrainingArea`). The areas alternate in
    proportion to their trips, so that no part of an epoch is of one area alone. All share the
    encoders, which have no input for the area: an area token made no difference, and a new area
    has none.

    Args:
        model: the encoders, on ``device``.
        images: of all areas, one after another; None for a model without.
        terms: of the loss; none for a model that stays untrained.
    """

    stage = "Pretraining"

    def __init__(
        self,
        areas: Sequence[TrainingArea],
        model: TrajGANR,
        images: ImageFeatures | None,
        config: PretrainConfig,
        *,
        terms: frozenset[str],
        device: torch.device,
        ranks: Ranks,
    ) -> None:
        self.areas = areas
        self.model = model
        self.images = images
        self.batch_size = config.batch_size
        self.device = device
        self.ranks = ranks
        self.temperature = Temperature(config.temperature, learned=config.learn_temperature)
        self.temperature.to(device)
        self.objective = Objective(model, images, self.temperature, terms)
        self.modules = {"model": model, "temperature": self.temperature}
        if images is not None and any(p.requires_grad for p in images.parameters()):
            self.modules["images"] = images
        self.validation = "held_out_loss"
        self.choices = {self.validation: tuple(self.modules)}
        self._freeze_the_rest()
        sizes = [len(area.sampler) for area in areas]
        #: Of each area, the number of its first trip among those of all.
        self.first = np.cumsum(sizes) - sizes

    def counts(self) -> dict[str, int]:
        """Numbers of training trips and images."""
        return {
            "trips": sum(len(area.trips) for area in self.areas),
            "images": sum(len(np.unique(area.sampler.image)) for area in self.areas),
            "held_out_trips": sum(len(area.held_out) for area in self.areas),
        }

    def batches(self, rng: np.random.Generator) -> list[IntArray]:
        of_areas = [area.batches(self.batch_size, rng) for area in self.areas]
        # The batches of each area are spread evenly over the epoch, in their order.
        position = [(np.arange(len(own)) + 0.5) / len(own) for own in of_areas]
        together = [
            first + rows for first, own in zip(self.first, of_areas, strict=True) for rows in own
        ]
        return [together[number] for number in np.argsort(np.concatenate(position), kind="stable")]

    def longest_batches(self) -> list[IntArray]:
        """The step of the longest trips of each area: no step of the area takes more memory."""
        return [
            first + area.longest(self.batch_size)
            for first, area in zip(self.first, self.areas, strict=True)
        ]

    def prepare(self, rows: IntArray, rng: np.random.Generator) -> Batch:
        number = int(np.searchsorted(self.first, rows[0], side="right")) - 1
        batch = self._draw(self.areas[number], rows - self.first[number], rng, self.ranks)
        return batch.pin_memory() if self.device.type == "cuda" else batch

    def terms(self, batch: Batch) -> dict[str, Tensor]:
        batch = batch.to(self.device)
        queue = self.areas[batch.area].queue
        return self.objective(batch, self.objective.embed(batch), queue, self.ranks)

    def stepped(self, batch: Batch) -> None:
        self.areas[batch.area].queue.push(batch.fresh)
        self.temperature.clamp()

    def state(self) -> dict[str, Tensor]:
        return {
            f"{area.number}/{key}": tensor
            for area in self.areas
            for key, tensor in area.queue.state().items()
        }

    def load_state(self, state: Mapping[str, Tensor]) -> None:
        for area in self.areas:
            own = {key: state[f"{area.number}/{key}"] for key in area.queue.state()}
            area.queue.load_state(own)

    def parameter_groups(self) -> list[dict[str, Any]]:
        # Weight decay would pull the logarithm of the temperature to 0, a temperature of 1.
        decayed = [p for p in self.parameters() if p is not self.temperature.log]
        groups: list[dict[str, Any]] = [{"params": decayed}]
        if self.temperature.log.requires_grad:
            groups.append({"params": [self.temperature.log], "weight_decay": 0.0})
        return groups

    def evaluate(self) -> dict[str, float]:
        """Loss, retrieval and errors of times on held-out trips, always with the same draws.

        Places are retrieved among those of their own area; with several areas, the figures are
        means over their trips.
        """
        return _mean_over([(len(area.held_out), self._evaluated(area)) for area in self.areas])

    def _evaluated(self, area: TrainingArea) -> dict[str, float]:
        rng, queue = area.held_out_draws()
        sums: dict[str, float] = {}
        held_out = _HeldOut()
        for trip in area.held_out_batches(self.batch_size):
            batch = self._draw(area, trip, rng, Ranks(), augment=False).to(self.device)
            embedded = self.objective.embed(batch)
            for name, term in self.objective(batch, embedded, queue, Ranks()).items():
                share = len(trip) / len(area.held_out)
                sums[name] = sums.get(name, 0.0) + share * float(term)
            g = self.model.embed_location(batch.sample.places.xy).float()
            held_out.add(batch, embedded.z, g, embedded.v, embedded.pace)
        figures = {"held_out_loss": sum(sums.values())}
        return figures | held_out.figures(self.objective.terms)

    def _draw(
        self,
        area: TrainingArea,
        rows: IntArray,
        rng: np.random.Generator,
        ranks: Ranks,
        *,
        augment: bool = True,
    ) -> Batch:
        uses_images = self.objective.terms & {"vg", "zv"}
        images = self.images if uses_images else None
        return make_batch(area, images, rows, rng, ranks=ranks, augment=augment)

    def _freeze_the_rest(self) -> None:
        """Train only the parts that a term reaches; weight decay would shrink the rest."""
        reached = {id(p) for part in self.objective.learning() for p in part.parameters()}
        for parameter in self.model.parameters():
            parameter.requires_grad_(id(parameter) in reached)
        for name, module in self.modules.items():
            if name != "model" and module not in self.objective.learning():
                module.requires_grad_(False)


class _HeldOut:
    """Embeddings of held-out trips, collected batch by batch."""

    def __init__(self) -> None:
        self.z: list[Tensor] = []
        self.g: list[Tensor] = []
        self.at_image: list[Tensor] = []
        self.v: dict[int, Tensor] = {}
        self.errors_s: list[Tensor] = []

    def add(self, batch: Batch, z: Tensor, g: Tensor, v: Tensor, pace: Tensor) -> None:
        """Add a batch."""
        self.z.append(z.flatten(0, 1))
        self.g.append(g.flatten(0, 1))
        self.at_image.append(batch.sample.image.flatten())
        self.v |= dict(zip(batch.image.tolist(), v, strict=True))
        if pace.shape[1]:
            questions = batch.sample.questions
            self.errors_s.append(questions.errors_s(pace)[questions.seconds > 0].flatten())

    def figures(self, terms: frozenset[str]) -> dict[str, float]:
        """Figures of the modalities that the terms align, and of the time task."""
        g = torch.cat(self.g)
        image = torch.cat(self.at_image).cpu().numpy()
        # Trips at one image are at one place; every other place is different.
        place = np.where(image >= 0, image, -1 - np.arange(len(image)))
        figures: dict[str, float] = {}
        if "zg" in terms:
            z = torch.cat(self.z)
            figures |= pair_figures("zg", z, g, place)
            figures |= {"z_uniformity": uniformity(z), "g_uniformity": uniformity(g)}
        if terms & {"vg", "zv"} and self.v:
            at_image = np.flatnonzero(image >= 0)
            v = torch.stack([self.v[row] for row in image[at_image].tolist()])
            rows = torch.from_numpy(at_image).to(g.device)
            figures["v_uniformity"] = uniformity(torch.stack(list(self.v.values())))
            if "vg" in terms:
                figures |= pair_figures("vg", v, g[rows], image[at_image])
            if "zv" in terms:
                figures |= pair_figures("zv", torch.cat(self.z)[rows], v, image[at_image])
        if self.errors_s:
            figures["time_error_s"] = float(torch.cat(self.errors_s).mean())
        return figures


def _mean_over(areas: Sequence[tuple[int, Mapping[str, float]]]) -> dict[str, float]:
    """Mean of each figure over the trips of the areas that have it.

    Args:
        areas: of each, the number of trips and their figures.
    """
    names = dict.fromkeys(name for _, figures in areas for name in figures)
    means = {}
    for name in names:
        values = [(count, figures[name]) for count, figures in areas if name in figures]
        trips = sum(count for count, _ in values)
        means[name] = sum(count / trips * value for count, value in values)
    return means
