"""How much each kind of a task's members has in the answer; validation roads choose (ours).

A quarter at least is left to networks that see what trips, places and pictures are embedded as:
an answer depends on the very place that is asked about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import torch

from ...features.location_features import LocationFeatureTable
from ...model.heads import Blend, Ensemble
from ...model.task_head import SEGMENT, VIEWS
from .boosted_trees import grow_trees
from .task_data import TaskData
from .train_heads import answers

__all__ = ["QUARTERS", "TREES", "blended"]

#: Shares are whole numbers of these in an answer: finer ones fit the validation roads' chance.
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
    """Trained networks weighed against each other by kind, with trees where these help.

    Args:
        networks: trained; their weights are set.
        kinds: how many of them are of each kind, in their order.
        fit: their task.
        table: evidence, with segment context for trees.
        trips: of a location that networks look at (K).
        with_trees: whether trees are grown.

    Returns:
        What answers, and what the card says of it: the number of ``trees`` in it, and the
        ``shares`` of all kinds.
    """
    rows = fit.rows["validation"]
    each = torch.stack([answers(head, table, rows, trips) for head in networks.heads])
    said = [part.mean(0) for part in each.split(list(kinds.values()))]
    trees = grow_trees(fit, table) if with_trees else None
    if trees is not None:
        said.append(answers(trees, table, rows, trips))

    def misfit(shares: tuple[float, ...]) -> float:
        return fit.misfit(torch.tensordot(torch.tensor(shares), torch.stack(said), 1), rows)

    # Of shares that are as good, those first that are more even.
    allowed = (m for m in _mixtures(len(said), QUARTERS) if _is_asked_of_a_place(kinds, m))
    chosen = min(sorted(allowed, key=_unevenness), key=misfit)
    shares = dict(zip([*kinds, TREES], chosen, strict=False))
    by_networks = sum(shares[kind] for kind in kinds)
    parts = [shares[kind] / by_networks / n for kind, n in kinds.items() for _ in range(n)]
    networks.weight.copy_(torch.tensor(parts))
    if trees is None or not shares[TREES]:
        return networks, {"trees": 0, "shares": shares}
    blend = Blend(networks, trees, shares[TREES]).to(table.device).eval()
    return blend, {"trees": len(trees.output), "shares": shares}


def _mixtures(kinds: int, quarters: int) -> Iterator[tuple[float, ...]]:
    """All ways to share out whole quarters."""
    if kinds == 1:
        yield (quarters / QUARTERS,)
        return
    for first in range(quarters + 1):
        for others in _mixtures(kinds - 1, quarters - first):
            yield (first / QUARTERS, *others)


def _is_asked_of_a_place(kinds: Mapping[str, int], shares: tuple[float, ...]) -> bool:
    """Whether networks that see embeddings have a share."""
    return any(
        share and kind not in (SEGMENT, VIEWS) for kind, share in zip(kinds, shares, strict=False)
    )


def _unevenness(shares: tuple[float, ...]) -> float:
    return sum(share**2 for share in shares)
