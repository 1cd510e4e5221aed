"""The loss of pretraining: ``L(v, g) + L(z, g) + L(z, v)`` (paper, equation 7).

The times in windows of hidden fixes are ours (docs/method.md, "What preset `best` changes").

InfoNCE (equation 6) is of single anchors, not their mean: in a distributed run each rank has some.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from ...contract.errors import Code, TrajganrError
from ...contract.options.training_config import terms_to_learn
from ...contract.records.model_card import ModelConfig
from ...model.street_view import ImageFeatures
from ...model.trajganr import TrajGANR
from ...utils.device import full_precision
from ..engine.distributed import Ranks
from .training_area import Batch, NegativeQueue
from .windows import WINDOWS

#: A window of this duration counts its error in seconds; others theirs over the square root of
#: their duration, because errors grow with it.
WINDOW_S = 60.0
#: Lower bound of a learned temperature: CLIP's bound on its logit scale of 100.
MIN_TEMPERATURE = 0.01


def terms_of(config: ModelConfig, *, time_task: bool, has_images: bool) -> frozenset[str]:
    """The terms of the loss for a model and a study area.

    :func:`...contract.options.training_config.terms_to_learn` defines them.

    Args:
        time_task: whether the times in windows of hidden fixes are a task.
        has_images: whether the study area has training images.

    Raises:
        TrajganrError: ``INPUT.FIELD`` when no term is left, ``INPUT.EMPTY`` when all terms need
            images and there are none.
    """
    wanted = terms_to_learn(
        config.modalities, config.alignment, config.geometry, time_task=time_task
    )
    possible = wanted if has_images else wanted - {"vg", "zv"}
    if not possible:
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "Training with the modalities {modalities!r} needs street views, and the study area "
            "has none for training.",
            "Prepare it with street views, or choose modalities with trajectories.",
            modalities=config.modalities,
        )
    return possible


@dataclass(frozen=True)
class Embedded:
    """Embeddings that the terms of a batch compare.

    Attributes:
        z: ``(B, M, D)`` trajectories at places.
        pace: ``(B, W * CELLS)`` in the cells of windows.
        v: ``(u, D)`` images.
    """

    z: Tensor
    pace: Tensor
    v: Tensor


class Objective:
    """The terms of the loss of a batch.

    Args:
        images: training images, None for a model without.
        terms: of the loss, from :func:`terms_of`.
    """

    def __init__(
        self,
        model: TrajGANR,
        images: ImageFeatures | None,
        temperature: Temperature,
        terms: frozenset[str],
    ) -> None:
        self.model = model
        self.images = images
        self.temperature = temperature
        self.terms = terms

    def learning(self) -> list[nn.Module]:
        """The parts of the model that a term's gradient reaches."""
        model = self.model
        parts: list[tuple[nn.Module | None, set[str]]] = [
            (model.location, {"vg", "zg"}),
            (model.trajectory, {"zg", "zv", "time"}),
            (model.image, {"vg", "zv"}),
            (model.pace, {"time"}),
            (self.images, {"vg", "zv"}),
            (self.temperature, {"vg", "zg", "zv"}),
        ]
        return [part for part, terms in parts if part is not None and self.terms & terms]

    def embed(self, batch: Batch) -> Embedded:
        """Embeddings that the terms compare; those that no term uses are empty."""
        sample, dim = batch.sample, self.model.config.dimension
        rows, places = sample.image.shape
        queries = sample.questions.cells
        if self.terms & {"zg", "zv"}:
            queries = sample.places.concatenate(queries)
        else:
            places = 0
        z = torch.zeros(rows, 0, dim, device=sample.image.device)
        if self.terms & {"zg", "zv", "time"}:
            z = self.model.embed_trajectory(sample.fixes, queries)
        pace = z.new_zeros(rows, 0)
        if "time" in self.terms:
            pace = self.model.predict_pace(z[:, places:])
        v = z.new_zeros(0, dim)
        if self.images is not None and self.terms & {"vg", "zv"}:
            v = self.model.embed_image(self.images(batch.loaded))
        # Logits of a cosine over τ need more than bfloat16's precision.
        return Embedded(z[:, :places].float(), pace.float(), v.float())

    def __call__(
        self, batch: Batch, embedded: Embedded, queue: NegativeQueue, ranks: Ranks
    ) -> dict[str, Tensor]:
        """This rank's part of each term; the sum over ranks is the batch's mean.

        Terms with images are absent where no trip of the batch passes one.
        """
        terms = {}
        if self.terms - {"time"}:
            terms = self._contrastive(batch, embedded, queue, ranks)
        if "time" in self.terms:
            questions = batch.sample.questions
            errors = questions.errors_s(embedded.pace).mean(-1)
            weight = (WINDOW_S / questions.seconds.clamp(min=1)).sqrt()
            terms["time"] = (errors * weight).sum() / (WINDOWS * batch.sizes["trips"])
        return terms

    def _contrastive(
        self, batch: Batch, embedded: Embedded, queue: NegativeQueue, ranks: Ranks
    ) -> dict[str, Tensor]:
        device = embedded.v.device
        xy = batch.sample.places.xy.flatten(0, 1)
        if "zg" not in self.terms:
            xy = xy[:0]
        parts = [xy, batch.image_xy, queue.shard(ranks.rank, ranks.world).to(device)]
        g = self.model.embed_location(torch.cat(parts)).float()
        at_places, at_images, negatives = g.split([len(part) for part in parts])
        z, v = embedded.z, embedded.v
        z_at_images = z[batch.pair[:, 0], batch.pair[:, 1]] if "zv" in self.terms else v[:0]
        negatives, all_z, all_v = ranks.gather(negatives, z_at_images, v)
        shards = [queue.shard(rank, ranks.world) for rank in range(ranks.world)]
        queued = torch.cat(shards).to(device)
        temperature = self.temperature()
        terms = {}
        with full_precision(device):
            if "zg" in self.terms:
                excluded = _near(xy, queued, batch.near)
                loss = info_nce(z.flatten(0, 1), at_places, negatives, excluded, temperature)
                terms["zg"] = loss.sum() / batch.sizes["places"]
            if "vg" in self.terms and batch.sizes["images"]:
                excluded = _near(batch.image_xy, queued, batch.near)
                loss = info_nce(v, at_images, negatives, excluded, temperature)
                terms["vg"] = loss.sum() / batch.sizes["images"]
            if "zv" in self.terms and batch.sizes["images"]:
                images = all_v[batch.image_order]
                loss = paired_info_nce(all_z, images, batch.pair_image, temperature)
                terms["zv"] = loss[batch.own].sum() / len(batch.pair_image)
        return terms


def _near(xy: Tensor, queued: Tensor, near: float) -> Tensor:
    # The default matrix-product method has errors of metres in float32.
    exact = "donot_use_mm_for_euclid_dist"
    return torch.cdist(xy, queued, compute_mode=exact) < near


class Temperature(nn.Module):
    """τ of InfoNCE, fixed or learned through its logarithm and clamped (Radford et al. 2021).

    Args:
        value: of a fixed one, and the start of a learned one.
    """

    def __init__(self, value: float, *, learned: bool) -> None:
        super().__init__()
        self.log = nn.Parameter(torch.tensor(math.log(value)), requires_grad=learned)

    def forward(self) -> Tensor:
        """τ, a scalar."""
        return self.log.exp()

    @torch.no_grad()
    def clamp(self) -> None:
        """After a step, bring a learned τ back to its bound.

        Clamped in :meth:`forward`, it would have no gradient to return by.
        """
        if self.log.requires_grad:
            self.log.clamp_(min=math.log(MIN_TEMPERATURE))


def info_nce(
    anchor: Tensor,
    positive: Tensor,
    negatives: Tensor,
    excluded: Tensor,
    temperature: Tensor | float,
) -> Tensor:
    """InfoNCE of anchors against their positives and shared negatives; used with the queue.

    Args:
        anchor, positive: ``(P, D)``, row by row a positive pair.
        negatives: ``(N, D)``.
        excluded: ``(P, N)`` true where a negative is too near its anchor's place to be one.

    Returns:
        ``(P,)``.
    """
    anchor = functional.normalize(anchor, dim=-1)
    positive = functional.normalize(positive, dim=-1)
    negatives = functional.normalize(negatives, dim=-1)
    own = (anchor * positive).sum(-1, keepdim=True)
    logits = torch.cat([own, anchor @ negatives.T], dim=-1) / temperature
    excluded = functional.pad(excluded, (1, 0), value=False)
    # Masked after the division, which would turn an infinity's gradient into NaN.
    logits = logits.masked_fill(excluded, -torch.inf)
    return -logits.log_softmax(-1)[:, 0]


def paired_info_nce(z: Tensor, v: Tensor, image: Tensor, temperature: Tensor | float) -> Tensor:
    """InfoNCE between localized trajectories and the batch's images, mean of both directions.

    An image that several trajectories pass is one negative, not several, for the trajectories of
    other images; for the image itself each of those trajectories is a positive, and is no
    negative of the others (paper 3.3, "additional positive views").

    Args:
        z: ``(P, D)`` embeddings of trajectories at images.
        v: ``(U, D)`` embeddings of the images, each once.
        image: ``(P,)`` the row of ``v`` that a trajectory passes.

    Returns:
        ``(P,)``.
    """
    logits = functional.normalize(z, dim=-1) @ functional.normalize(v, dim=-1).T / temperature
    to_image = functional.cross_entropy(logits, image, reduction="none")
    is_positive = functional.one_hot(image, len(v)).bool()
    negatives = logits.masked_fill(is_positive, -torch.inf).logsumexp(0)  # (U,)
    own = logits.gather(1, image[:, None])[:, 0]
    to_trajectory = torch.logaddexp(own, negatives[image]) - own
    return (to_image + to_trajectory) / 2
