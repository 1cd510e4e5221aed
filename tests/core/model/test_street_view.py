"""Picture features under frozen and trainable backbones."""

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from trajganr_core.contract.errors import Code, TrajganrError, cancelled
from trajganr_core.model import street_view
from trajganr_core.model.street_view import (
    FrozenImages,
    LearnedImages,
    create_backbone,
    image_features,
)

CPU = torch.device("cpu")
EVERY = np.arange(5)


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAJGANR_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def paths(tmp_path: Path) -> list[str]:
    rng = np.random.default_rng(0)
    names = [tmp_path / f"{number}.jpg" for number in range(5)]
    for name in names:
        coarse = Image.fromarray(rng.integers(0, 255, (4, 6, 3), dtype=np.uint8))
        coarse.resize((96, 64)).save(name)
    return [str(name) for name in names]


def backbone() -> torch.nn.Module:
    torch.manual_seed(0)
    return create_backbone("test_vit", "none")


def no_image_work(monkeypatch: pytest.MonkeyPatch, model: torch.nn.Module) -> None:
    def fail(*arguments: object, **options: object) -> None:
        raise AssertionError("an image was looked at again")

    monkeypatch.setattr(street_view, "decode", fail)
    monkeypatch.setattr(model, "forward", fail)


def test_the_second_run_decodes_no_picture(
    paths: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = image_features(backbone(), paths, views=2, device=CPU)
    assert first.shape == (5, 3, 64)
    again = backbone()
    no_image_work(monkeypatch, again)
    assert image_features(again, paths, views=2, device=CPU).equal(first)
    assert image_features(again, paths[::-1], device=CPU)[:, 0].equal(first.flip(0)[:, 0])


def test_a_renamed_picture_is_in_the_cache_and_a_changed_one_is_not(
    paths: list[str], tmp_path: Path
) -> None:
    first = image_features(backbone(), paths[:1], device=CPU)
    moved = tmp_path / "moved.jpg"
    Path(paths[0]).rename(moved)
    assert image_features(backbone(), [str(moved)], device=CPU).equal(first)
    moved.write_bytes(Path(paths[1]).read_bytes())
    assert not image_features(backbone(), [str(moved)], device=CPU).allclose(first)


def test_views_are_the_same_without_a_cache(
    paths: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = image_features(backbone(), paths, views=2, device=CPU)
    monkeypatch.setenv("TRAJGANR_CACHE", str(tmp_path / "other"))
    assert image_features(backbone(), paths, views=2, device=CPU).equal(first)


def test_more_views_are_added_to_cached_ones(paths: list[str]) -> None:
    few = image_features(backbone(), paths, views=1, device=CPU)
    more = image_features(backbone(), paths, views=3, device=CPU)
    torch.testing.assert_close(more[:, :2], few, atol=1e-5, rtol=1e-5)
    assert not more[:, 2].allclose(more[:, 3])


def test_a_bundle_may_contain_a_picture_twice(paths: list[str]) -> None:
    twice = image_features(backbone(), [paths[0], paths[1], paths[0]], device=CPU)
    assert twice[0].equal(twice[2])
    assert not twice[0].allclose(twice[1])


def test_an_interrupted_run_keeps_its_features(
    paths: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(street_view, "CHUNK", 2)

    def stop(stage: str, fraction: float, /, **figures: float) -> None:
        if fraction > 0.3:
            raise cancelled()

    with pytest.raises(TrajganrError):
        image_features(backbone(), paths, device=CPU, progress=stop)
    again = backbone()
    no_image_work(monkeypatch, again)
    assert image_features(again, paths[:2], device=CPU).shape == (2, 1, 64)


def test_a_picture_that_does_not_decode_is_named(paths: list[str]) -> None:
    content = Path(paths[3]).read_bytes()
    Path(paths[3]).write_bytes(content[: len(content) // 2])
    with pytest.raises(TrajganrError) as caught:
        image_features(backbone(), paths, device=CPU)
    assert caught.value.code is Code.INPUT_FORMAT
    assert paths[3] in caught.value.message
    Path(paths[3]).unlink()
    with pytest.raises(TrajganrError) as caught:
        image_features(backbone(), paths, device=CPU)
    assert caught.value.code is Code.INPUT_NOT_FOUND
    assert paths[3] in caught.value.message


def test_a_backbone_for_smaller_pictures_gets_its_input_size(paths: list[str]) -> None:
    """DINOv2 is published for 518 pixels and used here with 224."""
    model = create_backbone("vit_small_patch14_dinov2", "none")
    assert image_features(model, paths[:1], device=CPU).shape == (1, 1, 384)


def test_frozen_views_depend_on_step_and_image_only(paths: list[str]) -> None:
    images = FrozenImages(image_features(backbone(), paths, views=3, device=CPU))
    together = images.load(EVERY, key=(0, 1, 2))
    apart = torch.cat([images.load(EVERY[row : row + 1], key=(0, 1, 2)) for row in EVERY])
    assert images(together).equal(images(apart))
    assert not together.equal(images.load(EVERY, key=(0, 1, 3)))
    plain = image_features(backbone(), paths, device=CPU)[:, 0]
    assert images.load(EVERY, key=None).equal(plain)
    assert not together.allclose(plain)
    assert list(images.parameters()) == []


def test_a_trainable_backbone_gets_a_new_view_at_every_step(paths: list[str]) -> None:
    images = LearnedImages(backbone(), paths)
    together = images.load(EVERY, key=(0, 1, 2))
    apart = torch.cat([images.load(EVERY[row : row + 1], key=(0, 1, 2)) for row in EVERY])
    assert together.equal(apart)
    assert not together.equal(images.load(EVERY, key=(0, 1, 3)))
    assert images(together).shape == (5, images.size) == (5, 64)


def test_a_trainable_backbone_gets_gradients_and_gives_the_same_features(paths: list[str]) -> None:
    images = LearnedImages(backbone(), paths).train()
    features = images(images.load(EVERY, key=None))
    frozen = FrozenImages(image_features(backbone(), paths, device=CPU))
    torch.testing.assert_close(features.detach(), frozen.load(EVERY, key=None))
    features.pow(2).sum().backward()
    silent = [name for name, p in images.named_parameters() if p.grad is None]
    assert silent == []


def test_gradients_do_not_depend_on_the_chunks_of_a_step(
    paths: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    gradients = []
    for chunk in (2, 32):
        monkeypatch.setattr(street_view, "CHUNK", chunk)
        images = LearnedImages(backbone(), paths)
        images(images.load(EVERY, key=None)).pow(2).sum().backward()
        gradients.append(torch.cat([p.grad.flatten() for p in images.parameters()]))
    torch.testing.assert_close(*gradients, atol=1e-3, rtol=1e-4)


def test_a_step_without_images_has_no_features(paths: list[str]) -> None:
    empty = np.zeros(0, dtype=np.int64)
    for images in (
        FrozenImages(image_features(backbone(), paths, views=1, device=CPU)),
        LearnedImages(backbone(), paths),
    ):
        assert images(images.load(empty, key=(0, 0, 0))).shape == (0, 64)
