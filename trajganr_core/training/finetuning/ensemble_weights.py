"""Weights of a task's networks and trees, chosen on validation roads (ours).

At least a quarter is left to networks that use the embeddings of trips, places and images, so that
an answer depends on the queried place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

import torch

from ...features.location_features import LocationFeatureTable
from ...model.heads import Blend, Ensemble
from ...model.task_head import EMBEDDING_NETWORKS
from ...model.trees import Trees
from .task_data import TaskData
from .train_heads import answers

__all__ = ["blended"]

#: Shares are multiples of one over this number: finer ones would overfit the validation roads.
QUARTERS = 4
#: The name of the trees among the networks.
TREES = "trees"


def blended(
    ensemble: Ensemble,
    networks: Sequence[str],
    trees: Trees | None,
    fit: TaskData,
    table: LocationFeatureTable,
    trips: int,
) -> tuple[Ensemble | Blend, dict[str, Any]]:
    """Weight trained networks, and trees where these help.

    Args:
        ensemble: trained; its weights are set.
        networks: the names of its networks.
        trees: of the same task.
        table: location features, with segment features for trees.
        trips: maximum number of trips used for a location (K).

    Returns:
        The weighted predictor, and its entry for the card: the number of ``trees`` in it, and the
        ``shares`` of all.
    """
    rows = fit.rows["validation"]
    parts = [answers(head, table, rows, trips) for head in ensemble.heads]
    if trees is not None:
        parts.append(answers(trees, table, rows, trips))

    def misfit(shares: tuple[float, ...]) -> float:
        return fit.misfit(torch.tensordot(torch.tensor(shares), torch.stack(parts), 1), rows)

    # Among equally good mixtures, the more even ones are preferred.
    allowed = (mixture for mixture in _mixtures(len(parts)) if _uses_embeddings(networks, mixture))
    evenest_first = sorted(allowed, key=lambda mixture: sum(share**2 for share in mixture))
    chosen = min(evenest_first, key=misfit)
    shares = dict(zip([*networks, TREES], chosen, strict=False))
    of_networks = torch.tensor([shares[network] for network in networks])
    ensemble.weight.copy_(of_networks / of_networks.sum())
    if trees is None or not shares[TREES]:
        return ensemble, {"trees": 0, "shares": shares}
    blend = Blend(ensemble, trees, shares[TREES]).to(table.device).eval()
    return blend, {"trees": len(trees.output), "shares": shares}


def _mixtures(parts: int) -> Iterator[tuple[float, ...]]:
    """All mixtures in whole quarters."""
    for counts in product(range(QUARTERS + 1), repeat=parts):
        if sum(counts) == QUARTERS:
            yield tuple(count / QUARTERS for count in counts)


def _uses_embeddings(networks: Sequence[str], shares: tuple[float, ...]) -> bool:
    """Whether networks that use embeddings have a share."""
    return any(
        share and network in EMBEDDING_NETWORKS
        for network, share in zip(networks, shares, strict=False)
    )
