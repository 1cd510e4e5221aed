"""Our location encoder with GeoCLIP's weights equals that of the published package."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import distribution
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
import torch

from trajganr_comparison import geoclip
from trajganr_comparison.fourier_encoder import FourierLocationEncoder, equal_earth
from trajganr_comparison.geoclip import Geoclip, load_geoclip, packaged_weights
from trajganr_comparison.study import Study
from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.utils.progress import silent


@pytest.fixture(scope="module")
def ours() -> FourierLocationEncoder:
    return load_geoclip(packaged_weights())


@pytest.fixture
def theirs() -> Iterator[torch.nn.Module]:
    """The package's own location encoder, without its image encoder and all that this wants."""
    folder = Path(str(distribution("geoclip").locate_file("geoclip")))
    for name, path in (("geoclip", folder), ("geoclip.model", folder / "model")):
        package = ModuleType(name)
        package.__path__ = [str(path)]
        sys.modules[name] = package
    yield import_module("geoclip.model.location_encoder").LocationEncoder().eval()
    for name in [name for name in sys.modules if name.split(".")[0] == "geoclip"]:
        del sys.modules[name]


def places(count: int, *, around: tuple[float, float] | None = None) -> torch.Tensor:
    """``(count, 2)`` longitudes and latitudes, anywhere or within 5 km."""
    rng = np.random.default_rng(0)
    if around is None:
        lon_lat = np.column_stack([rng.uniform(-180, 180, count), rng.uniform(-85, 85, count)])
    else:
        lon_lat = around + rng.uniform(-0.05, 0.05, (count, 2))
    return torch.from_numpy(lon_lat)


@torch.no_grad()
def test_embeddings_equal_those_of_the_package_worldwide(
    ours: FourierLocationEncoder, theirs: torch.nn.Module
) -> None:
    lon_lat = places(500)
    expected = theirs.double()(lon_lat.flip(1))  # (lat, lon)
    torch.testing.assert_close(ours(lon_lat), expected.float(), atol=1e-5, rtol=0)


@torch.no_grad()
def test_embeddings_equal_those_of_the_package_in_float32_in_a_city(
    ours: FourierLocationEncoder, theirs: torch.nn.Module
) -> None:
    lon_lat = places(500, around=(-8.62, 41.15))
    expected = theirs(lon_lat.flip(1).float())
    # There phases of thousands of radians are rounded to float32; embeddings have a norm of 0.3.
    torch.testing.assert_close(ours(lon_lat), expected, atol=5e-5, rtol=0)


@torch.no_grad()
def test_longitude_comes_first(ours: FourierLocationEncoder) -> None:
    porto, swapped = ours(torch.tensor([[-8.62, 41.15], [41.15, -8.62]], dtype=torch.float64))
    nearby = ours(torch.tensor([[-8.6201, 41.15]], dtype=torch.float64))[0]
    assert (porto - nearby).norm() < (porto - swapped).norm() / 2


def test_the_equal_earth_projection_equals_that_of_proj() -> None:
    from pyproj import Proj

    lon_lat = places(200)
    x, y = Proj(proj="eqearth", R=1)(lon_lat[:, 0].numpy(), lon_lat[:, 1].numpy())
    expected = torch.from_numpy(np.column_stack([x, y])) * 66.50336 / 180
    projected = equal_earth(lon_lat[:, 0], lon_lat[:, 1])
    torch.testing.assert_close(projected, expected, atol=1e-9, rtol=0)


def test_every_edge_has_features_that_differ_by_location(study: Study) -> None:
    features = Geoclip().features(study, silent)
    network = study.bundle.network
    assert features.values.shape == (len(network), 512)
    assert np.isfinite(features.values).all()
    two_way = np.flatnonzero(network.reverse >= 0)
    np.testing.assert_allclose(
        features.values[two_way], features.values[network.reverse[two_way]], atol=1e-5
    )
    roads = len(network) - len(two_way) // 2
    assert len(np.unique(features.values.round(5), axis=0)) >= roads
    assert features.parameters == 0 and features.seconds == 0.0
    assert features.origin == f"published weights, from the package geoclip {version()}"
    assert math.isfinite(features.query_us) and features.query_us > 0


def version() -> str:
    return distribution("geoclip").version


def test_weights_can_be_read_from_a_file(study: Study, tmp_path: Path) -> None:
    file = tmp_path / "mine.pth"
    file.write_bytes(packaged_weights().read_bytes())
    features = Geoclip(file).features(study, silent)
    assert features.origin == "published weights, from mine.pth"
    np.testing.assert_array_equal(features.values, Geoclip().features(study, silent).values)


def test_a_missing_package_is_reported_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(geoclip, "PACKAGE", "no-such-package-is-installed")
    with pytest.raises(TrajganrError) as caught:
        packaged_weights()
    assert caught.value.code is Code.MODEL_MISSING
    assert "pip install" in caught.value.next_action


def test_weights_of_another_model_are_refused(tmp_path: Path) -> None:
    torch.save({"LocEnc0.head.0.weight": torch.zeros(512, 1024)}, tmp_path / "other.pth")
    with pytest.raises(TrajganrError) as caught:
        load_geoclip(tmp_path / "other.pth")
    assert caught.value.code is Code.MODEL_INCOMPATIBLE


def test_a_checkpoint_of_the_whole_model_is_refused(tmp_path: Path) -> None:
    torch.save({"state_dict": {"weight": torch.zeros(1)}, "epoch": 3}, tmp_path / "whole.ckpt")
    with pytest.raises(TrajganrError) as caught:
        load_geoclip(tmp_path / "whole.ckpt")
    assert caught.value.code is Code.MODEL_INCOMPATIBLE
