"""Retrieval, alignment and uniformity against loops in float64."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from trajganr_core.evaluation.retrieval import (
    alignment,
    pair_figures,
    recalls,
    uniformity,
)


def unit(x: np.ndarray) -> np.ndarray:
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def test_recall_counts_the_negatives_that_are_nearer_than_the_best_positive() -> None:
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(30, 3)), rng.normal(size=(40, 3))
    positive = rng.random((30, 40)) < 0.05
    positive[:, 0] |= ~positive.any(1)
    hits = {1: 0, 5: 0, 10: 0}
    for row in range(30):
        order = np.argsort(-(unit(x)[row] @ unit(y).T))
        rank = int(np.argmax(positive[row, order]))
        for k in hits:
            hits[k] += rank < k
    found = recalls(*map(torch.from_numpy, (x, y, positive)))
    assert found == pytest.approx({f"recall_at_{k}": hit / 30 for k, hit in hits.items()})
    assert 0 < found["recall_at_1"] < found["recall_at_10"] < 1


def test_constant_embeddings_have_zero_recall() -> None:
    same = torch.ones(50, 4)
    figures = pair_figures("zg", same, same, np.arange(50))
    assert figures["z_to_g_recall_at_10"] == figures["g_to_z_recall_at_10"] == 0
    assert figures["zg_alignment"] == 0
    assert uniformity(same) == pytest.approx(0, abs=1e-6)


def test_pairs_at_one_location_are_positives() -> None:
    x = torch.eye(4)
    swapped = x[[1, 0, 2, 3]]
    apart = pair_figures("zv", x, swapped, np.array([0, 1, 2, 3]))
    together = pair_figures("zv", x, swapped, np.array([0, 0, 2, 3]))
    assert apart["z_to_v_recall_at_1"] == 0.5
    assert together["z_to_v_recall_at_1"] == together["v_to_z_recall_at_1"] == 1


def test_alignment_and_uniformity_follow_wang_and_isola() -> None:
    rng = np.random.default_rng(1)
    x, y = rng.normal(size=(20, 5)), rng.normal(size=(20, 5))
    a, b = unit(x), unit(y)
    aligned = np.mean([((a[i] - b[i]) ** 2).sum() for i in range(20)])
    spread = np.log(
        np.mean(
            [
                np.exp(-2 * ((a[i] - a[j]) ** 2).sum())
                for i in range(20)
                for j in range(20)
                if i != j
            ]
        )
    )
    assert alignment(torch.from_numpy(x), torch.from_numpy(y)) == pytest.approx(aligned)
    assert uniformity(torch.from_numpy(x)) == pytest.approx(spread)
