"""Variants of `best` without parts of its heads."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from location_tables import table_of
from untrained import save_untrained

from benchmarks.parts import Parts
from trajganr_core.data.bundle import Bundle
from trajganr_core.evaluation.splits import split_edges
from trajganr_core.model.task_head import blank_trees, new_head
from trajganr_core.training.finetuning.shrinkage import TOLERANCE
from trajganr_core.training.finetuning.task_data import fit_tasks
from trajganr_core.training.finetuning.train_heads import answers

NETWORKS = ("everything", "pictures", "segment", "views")


@pytest.fixture
def parts(bundle: Bundle, tmp_path: Path) -> Parts:
    """Untrained, so that each network predicts something else."""
    split = split_edges(bundle.network, bundle.area, "segment", 0, 0)
    fit = fit_tasks(bundle, split, ("speed",), 1.0, 0)[0]
    table = table_of(
        bundle, save_untrained(bundle, tmp_path / "model"), fit.edge, trips=4, with_context=True
    )
    torch.manual_seed(0)
    config = table.model.config
    networks = new_head(config, 1, segment_context=True, networks=NETWORKS).eval()
    trees = blank_trees(config, 1, 1)
    trees.start += 2.0  # the answer of no network
    return Parts(dict(zip(NETWORKS, networks.heads, strict=True)), trees, fit, table, 4)


def test_each_variant_lacks_a_part(parts: Parts) -> None:
    found = dict(parts.variants())
    assert list(found) == [
        *("trajganr_best", "without_shrinkage", "without_trees", "without_pictures"),
        *("without_segment", "without_views", "everything_alone", "equal_shares"),
    ]
    rows = np.arange(len(parts.table))
    alone = [answers(head, parts.table, rows, parts.trips) for head in parts.heads.values()]
    torch.testing.assert_close(found["everything_alone"], alone[0])
    torch.testing.assert_close(found.pop("equal_shares"), (sum(alone) + 2.0) / 5)
    # Of the parts that there are, shares are the best ones on the validation roads; of almost
    # equally good strengths, the strongest shrinkage is chosen.
    chosen = parts.fit.rows["validation"]
    losses = {name: float(parts.fit.loss(raw[chosen], chosen)) for name, raw in found.items()}
    assert losses["trajganr_best"] <= TOLERANCE * min(losses.values())
    assert not torch.equal(found["trajganr_best"], found["without_shrinkage"])
