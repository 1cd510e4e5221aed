"""Retrieval metrics of embeddings of the same location, on held-out pairs."""

from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn import functional

from ..utils.arrays import IntArray

RECALLS = (1, 5, 10)
#: Rows whose pairs are used to estimate uniformity.
MAX_FOR_UNIFORMITY = 1024


def recalls(anchor: Tensor, candidate: Tensor, positive: Tensor) -> dict[str, float]:
    """Share of anchors that have a positive among the k candidates of highest cosine.

    Ties count against the positive, so that constant embeddings have a recall of zero.

    Args:
        anchor: ``(A, D)``.
        candidate: ``(C, D)``.
        positive: ``(A, C)``, at least one a row.
    """
    similarity = functional.normalize(anchor, dim=-1) @ functional.normalize(candidate, dim=-1).T
    best = similarity.masked_fill(~positive, -torch.inf).amax(1, keepdim=True)
    nearer = ((similarity >= best) & ~positive).sum(1)
    return {f"recall_at_{k}": float((nearer < k).float().mean()) for k in RECALLS}


def alignment(x: Tensor, y: Tensor) -> float:
    """``E ‖f(x) − f(y)‖²`` over positive pairs ``(P, D)`` on the unit sphere; 0 is perfect.

    Wang & Isola, "Understanding Contrastive Representation Learning through Alignment and
    Uniformity on the Hypersphere" (ICML 2020), equation 1 with α = 2.
    """
    x, y = functional.normalize(x, dim=-1), functional.normalize(y, dim=-1)
    return float((x - y).square().sum(-1).mean())


def uniformity(x: Tensor) -> float:
    """``log E exp(−2 ‖f(x) − f(x')‖²)`` over pairs of rows of ``(N, D)``; lower is better.

    Wang & Isola (2020), equation 2 with t = 2; only the first 1,024 rows are used.
    """
    x = functional.normalize(x[:MAX_FOR_UNIFORMITY], dim=-1)
    if len(x) < 2:
        return 0.0
    squares = torch.pdist(x).square()
    return float((-2 * squares).logsumexp(0)) - math.log(len(squares))


def pair_figures(names: str, x: Tensor, y: Tensor, place: IntArray) -> dict[str, float]:
    """Recall in both directions, and alignment, of two modalities at the same locations.

    Args:
        names: of the two modalities, such as ``zg``.
        x, y: ``(P, D)``; row i of both is at the same location.
        place: ``(P,)`` the location; pairs at the same location are positives.

    Returns:
        ``x_to_y_recall_at_k``, ``y_to_x_recall_at_k`` and ``xy_alignment``.
    """
    one, other = names[0], names[1]
    same = torch.from_numpy(place[:, None] == place).to(x.device)
    figures = {f"{names}_alignment": alignment(x, y)}
    directions = (f"{one}_to_{other}", x, y), (f"{other}_to_{one}", y, x)
    for direction, anchor, candidate in directions:
        shares = recalls(anchor, candidate, same)
        figures |= {f"{direction}_{name}": share for name, share in shares.items()}
    return figures
