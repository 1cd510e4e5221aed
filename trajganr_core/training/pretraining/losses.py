"""InfoNCE between the three modalities (paper, equations 6 and 7), for each anchor.

The losses are of single anchors, not their mean: in a distributed run each rank has some of them.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

__all__ = ["Temperature", "info_nce", "paired_info_nce"]

#: Lower bound of a learned temperature: CLIP's bound on its logit scale of 100.
MIN_TEMPERATURE = 0.01


class Temperature(nn.Module):
    """τ of InfoNCE, fixed or learned through its logarithm and clamped (Radford et al. 2021).

    Args:
        value: of a fixed one, and the start of a learned one.
        learned: whether it is learned.
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
        temperature: τ.

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
        temperature: τ.

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
