"""Networks and trees in one answer, by what the validation roads say."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import torch
from location_tables import table_of
from torch import Tensor
from untrained import save_untrained

from trajganr_core.data.bundle import Bundle
from trajganr_core.evaluation.splits import split_edges
from trajganr_core.features.location_features import LocationFeatureTable
from trajganr_core.model.heads import Blend, Ensemble
from trajganr_core.model.task_head import new_head
from trajganr_core.training.finetuning import boosted_trees, ensemble_weights
from trajganr_core.training.finetuning.boosted_trees import grow_trees
from trajganr_core.training.finetuning.ensemble_weights import blended
from trajganr_core.training.finetuning.task_data import TaskData, fit_tasks
from trajganr_core.training.finetuning.train_heads import answers

TRIPS = 4
NETWORKS = ("everything", "segment")


@pytest.fixture(autouse=True)
def few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boosted_trees, "ROUNDS", 20)


@pytest.fixture(scope="module")
def fit(bundle: Bundle) -> TaskData:
    split = split_edges(bundle.network, bundle.area, "segment", 0, 0)
    return fit_tasks(bundle, split, ("speed",), 1.0, 0)[0]


@pytest.fixture(scope="module")
def table(
    bundle: Bundle, fit: TaskData, tmp_path_factory: pytest.TempPathFactory
) -> LocationFeatureTable:
    folder = save_untrained(bundle, tmp_path_factory.mktemp("models") / "untrained")
    return table_of(bundle, folder, fit.edge, trips=TRIPS, with_context=True)


@pytest.fixture
def networks(table: LocationFeatureTable) -> Ensemble:
    torch.manual_seed(0)
    return new_head(table.model.config, 1, segment_context=True, networks=NETWORKS).eval()


def test_the_shares_are_optimal_on_the_validation_roads(
    networks: Ensemble, fit: TaskData, table: LocationFeatureTable
) -> None:
    trees = grow_trees(fit, table)
    chosen, facts = blended(networks, NETWORKS, trees, fit, table, TRIPS)
    assert isinstance(chosen, Blend)  # the networks have learned nothing
    assert facts["trees"] == len(chosen.trees.output)
    assert facts["shares"]["trees"] == chosen.share.item()
    assert sum(facts["shares"].values()) == 1
    rows = fit.rows["validation"]

    def loss_of(head: object) -> float:
        return float(fit.loss(answers(head, table, rows, TRIPS), rows))

    best = loss_of(chosen)
    for quarters in itertools.product(range(5), repeat=3):
        everything, segment, trees = (quarter / 4 for quarter in quarters)
        if sum(quarters) == 4 and everything:
            networks.weight.copy_(torch.tensor([everything, segment]) / (1 - trees))
            assert best <= loss_of(Blend(networks, chosen.trees, trees)) + 1e-4


@pytest.mark.parametrize(
    ("knows", "shares", "weight"),
    [
        ("everything", (1, 0, 0), (1, 0)),
        ("segment", (0.25, 0.75, 0), (0.25, 0.75)),
        ("trees", (0.25, 0, 0.75), (1, 0)),
    ],
)
def test_the_best_part_gets_most_and_embeddings_get_a_quarter(
    networks: Ensemble,
    fit: TaskData,
    table: LocationFeatureTable,
    monkeypatch: pytest.MonkeyPatch,
    knows: str,
    shares: tuple[float, ...],
    weight: tuple[float, ...],
) -> None:
    names = dict(zip(networks.heads, NETWORKS, strict=True))

    def knowing(head: object, table: LocationFeatureTable, rows: np.ndarray, trips: int) -> Tensor:
        truth = fit.encoded[torch.from_numpy(rows)]
        return truth if names.get(head, "trees") == knows else truth + 1

    monkeypatch.setattr(ensemble_weights, "answers", knowing)
    trees = grow_trees(fit, table)
    chosen, facts = blended(networks, NETWORKS, trees, fit, table, TRIPS)
    assert facts["shares"] == dict(zip((*NETWORKS, "trees"), shares, strict=True))
    assert networks.weight.tolist() == pytest.approx(weight)
    if knows == "trees":
        assert isinstance(chosen, Blend) and chosen.share == 0.75
    else:
        assert chosen is networks
        assert facts["trees"] == 0


def test_a_single_network_without_trees_gets_all(
    fit: TaskData, table: LocationFeatureTable
) -> None:
    alone = new_head(table.model.config, 1, segment_context=False, networks=["everything"]).eval()
    chosen, facts = blended(alone, ["everything"], None, fit, table, TRIPS)
    assert chosen is alone
    assert alone.weight.tolist() == [1]
    assert facts == {"trees": 0, "shares": {"everything": 1}}


def test_of_equally_good_shares_the_most_even_are_chosen(
    networks: Ensemble, fit: TaskData, table: LocationFeatureTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    def knowing(head: object, table: LocationFeatureTable, rows: np.ndarray, trips: int) -> Tensor:
        return fit.encoded[torch.from_numpy(rows)]

    monkeypatch.setattr(ensemble_weights, "answers", knowing)
    _, facts = blended(networks, NETWORKS, None, fit, table, TRIPS)
    assert facts["shares"] == {"everything": 0.5, "segment": 0.5}


def test_shares_for_distributions_are_chosen_by_l1_distance(bundle: Bundle) -> None:
    split = split_edges(bundle.network, bundle.area, "segment", 0, 0)
    mixture = fit_tasks(bundle, split, ("aoi",), 1.0, 0)[0]
    rows = mixture.rows["validation"]
    raw = torch.randn(len(rows), mixture.target.outputs)
    result = mixture.target.decode(raw)
    truth = mixture.target.truth(mixture.values[rows])
    distance = np.abs(result - truth).sum(1).mean()
    assert mixture.misfit(raw, rows) == pytest.approx(distance)
