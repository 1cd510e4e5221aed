"""Weights of the kinds of a task's ensemble members, chosen on validation roads (ours).

At least a quarter is left to networks that use the embeddings of trips, places and images, so that
an answer depends on the queried place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import torch

from ...features.location_features import LocationFeatureTable
from ...model.heads import Blend, Ensemble
from ...model.task_head import SEGMENT, VIEWS
from .boosted_trees import grow_trees
from .task_data import TaskData
from .train_heads import answers

__all__ = ["blended"]

#: Shares are multiples of one over this number: finer ones would overfit the validation roads.
QUARTERS = 4
#: The name of the trees among the kinds.
TREES = "trees"


def blended(
    networks: Ensemble,
    kinds: Mapping[str, int],
    fit: TaskData,
    table: LocationFeatureTable,
    trips: int,
    *,
    with_trees: bool,
) -> tuple[Ensemble | Blend, dict[str, Any]]:
    """Weight trained networks by kind, and trees where these help.

    Args:
        networks: trained; their weights are set.
        kinds: how many of them are of each kind, in their order.
        table: location features, with segment features for trees.
        trips: maximum number of trips used for a location (K).
        with_trees: whether trees are grown.

    Returns:
        The weighted predictor, and its entry for the card: the number of ``trees`` in it, and the
        ``shares`` of all kinds.
    """
    rows = fit.rows["validation"]
    each = torch.stack([answers(head, table, rows, trips) for head in networks.heads])
    parts = [part.mean(0) for part in each.split(list(kinds.values()))]
    trees = grow_trees(fit, table) if with_trees else None
    if trees is not None:
        parts.append(answers(trees, table, rows, trips))

    def misfit(shares: tuple[float, ...]) -> float:
        return fit.misfit(torch.tensordot(torch.tensor(shares), torch.stack(parts), 1), rows)

    # Among equally good mixtures, the more even ones are preferred.
    allowed = (mixture for mixture in _mixtures(len(parts)) if _uses_embeddings(kinds, mixture))
    evenest_first = sorted(allowed, key=lambda mixture: sum(share**2 for share in mixture))
    chosen = min(evenest_first, key=misfit)
    shares = dict(zip([*kinds, TREES], chosen, strict=False))
    by_networks = sum(shares[kind] for kind in kinds)
    parts = [shares[kind] / by_networks / n for kind, n in kinds.items() for _ in range(n)]
    networks.weight.copy_(torch.tensor(parts))
    if trees is None or not shares[TREES]:
        return networks, {"trees": 0, "shares": shares}
    blend = Blend(networks, trees, shares[TREES]).to(table.device).eval()
    return blend, {"trees": len(trees.output), "shares": shares}


def _mixtures(kinds: int) -> Iterator[tuple[float, ...]]:
    """All mixtures in whole quarters."""
    for counts in product(range(QUARTERS + 1), repeat=kinds):
        if sum(counts) == QUARTERS:
            yield tuple(count / QUARTERS for count in counts)


def _uses_embeddings(kinds: Mapping[str, int], shares: tuple[float, ...]) -> bool:
    """Whether networks that use embeddings have a share."""
    return any(
        share and kind not in (SEGMENT, VIEWS) for kind, share in zip(kinds, shares, strict=False)
    )
