"""InfoNCE between the three modalities (paper, equations 6 and 7)."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

__all__ = ["info_nce", "paired_info_nce"]


def info_nce(
    anchor: Tensor, positive: Tensor, negatives: Tensor, excluded: Tensor, temperature: float
) -> Tensor:
    """InfoNCE of anchors against their positives and shared negatives; used with the queue.

    Args:
        anchor, positive: ``(P, D)``, row by row a positive pair.
        negatives: ``(N, D)``.
        excluded: ``(P, N)`` true where a negative is too near its anchor's place to be one.
        temperature: τ.

    Returns:
        The mean over anchors, a scalar.
    """
    anchor = functional.normalize(anchor, dim=-1)
    positive = functional.normalize(positive, dim=-1)
    negatives = functional.normalize(negatives, dim=-1)
    own = (anchor * positive).sum(-1, keepdim=True)
    others = (anchor @ negatives.T).masked_fill(excluded, -torch.inf)
    logits = torch.cat([own, others], dim=-1) / temperature
    return -logits.log_softmax(-1)[:, 0].mean()


def paired_info_nce(z: Tensor, v: Tensor, image: Tensor, temperature: float) -> Tensor:
    """InfoNCE between localized trajectories and images of the batch, both directions.

    An image that several trajectories pass is one negative, not several, for the trajectories of
    other images; for the image itself each of those trajectories is a positive, and is no
    negative of the others (paper 3.3, "additional positive views").

    Args:
        z, v: ``(P, D)`` embeddings of each pair.
        image: ``(P,)`` which image the pair is of.
        temperature: τ.

    Returns:
        Mean of the two directions, a scalar.
    """
    images, column = image.unique(return_inverse=True)
    first = torch.stack([(column == c).nonzero()[0, 0] for c in range(len(images))])
    z = functional.normalize(z, dim=-1)
    v = functional.normalize(v[first], dim=-1)
    logits = z @ v.T / temperature  # (P, U)
    to_image = functional.cross_entropy(logits, column)
    is_positive = functional.one_hot(column, len(images)).bool()
    negatives = logits.masked_fill(is_positive, -torch.inf).logsumexp(0)  # (U,)
    own = logits[is_positive]  # row-major: one a pair, in order
    to_trajectory = (torch.logaddexp(own, negatives[column]) - own).mean()
    return (to_image + to_trajectory) / 2
