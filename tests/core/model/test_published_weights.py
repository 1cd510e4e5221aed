"""Published weights are downloaded once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import timm
import torch
from huggingface_hub import constants
from safetensors.torch import save
from stand_in import Reply, Request, StandIn

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.model.street_view import create_backbone

NAME = "test_vit"
WEIGHTS = "/timm/test_vit."
COMMIT = "0" * 40


@pytest.fixture
def weights() -> bytes:
    """A file of weights as the hub has it."""
    torch.manual_seed(7)
    return save(timm.create_model(NAME).state_dict())


@pytest.fixture
def hub(weights: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    """A hub that has the weights, and an empty cache."""
    headers = {"ETag": '"a"', "X-Repo-Commit": COMMIT}
    with StandIn(lambda _: Reply(weights, headers=headers)) as running:
        monkeypatch.setattr(constants, "ENDPOINT", running.url)
        template = running.url + "/{repo_id}/resolve/{revision}/{filename}"
        monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", template)
        monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "hub"))
        yield running


def test_weights_are_downloaded_once(hub: StandIn) -> None:
    first = create_backbone(NAME, "hub").state_dict()
    requests = len(hub.paths(WEIGHTS))
    assert requests
    second = create_backbone(NAME, "hub").state_dict()
    assert len(hub.paths(WEIGHTS)) == requests
    assert all(torch.equal(first[name], second[name]) for name in first)
    torch.manual_seed(7)
    published = timm.create_model(NAME).state_dict()
    assert all(torch.equal(first[name], published[name]) for name in first)


def test_an_unavailable_hub_is_queried_once(hub: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(request: Request) -> Reply:
        return Reply(status=503)

    monkeypatch.setattr(hub, "_answer", refuse)
    with pytest.raises(TrajganrError) as caught:
        create_backbone(NAME, "hub")
    assert len(hub.paths(WEIGHTS)) == 1
    assert caught.value.code is Code.MODEL_MISSING
    assert "traj+loc" in caught.value.next_action


def test_without_a_network_modalities_without_pictures_are_recommended(
    hub: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = "http://127.0.0.1:9/{repo_id}/resolve/{revision}/{filename}"
    monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", closed)
    with pytest.raises(TrajganrError) as caught:
        create_backbone(NAME, "hub")
    assert caught.value.code is Code.MODEL_MISSING
    assert "none" not in caught.value.next_action
