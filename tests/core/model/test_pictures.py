"""Preprocessing of pictures, and errors that name damaged ones."""

import io

import numpy as np
import pytest
from PIL import Image

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.model.pictures import Views, decode
from trajganr_core.model.street_view import create_backbone


def picture(width: int = 200, height: int = 120, seed: int = 0) -> Image.Image:
    rng = np.random.default_rng(seed)
    coarse = Image.fromarray(rng.integers(0, 255, (6, 10, 3), dtype=np.uint8))
    return coarse.resize((width, height), Image.Resampling.BICUBIC)


def file_of(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def refused(content: bytes) -> TrajganrError:
    with pytest.raises(TrajganrError) as caught:
        decode(content, "street/7.jpg", side=64)
    assert caught.value.code is Code.INPUT_FORMAT
    assert "street/7.jpg" in caught.value.message
    return caught.value


@pytest.fixture(scope="module")
def views() -> Views:
    return Views.of(create_backbone("test_vit", "none"))


def test_a_picture_cut_short_is_refused() -> None:
    content = file_of(picture())
    refused(content[: len(content) // 2])


@pytest.mark.parametrize("content", [b"", b"\xff\xd8 no picture", b"<html>", b"\x89PNG\r\n\x1a\n"])
def test_a_file_that_is_not_a_picture_is_refused(content: bytes) -> None:
    refused(content)


def test_a_picture_with_too_many_pixels_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = file_of(picture(), "PNG")
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    assert "bomb" in refused(content).message


@pytest.mark.parametrize("mode", ["L", "RGBA", "P", "I;16", "1", "LA"])
def test_all_pixel_formats_are_converted_to_rgb(mode: str) -> None:
    image = Image.fromarray(np.full((20, 30), 9, dtype=np.uint16))
    image = image if mode == "I;16" else picture(30, 20).convert(mode)
    assert decode(file_of(image, "PNG"), "x", side=64).mode == "RGB"


def test_a_picture_is_rotated_by_its_exif_orientation() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # rotated by 90°
    assert decode(file_of(picture(200, 120), exif=exif), "x", side=64).size == (120, 200)


def test_a_large_picture_is_decoded_at_no_less_than_twice_the_input_size() -> None:
    width, height = decode(file_of(picture(2000, 1200)), "x", side=64).size
    assert 128 <= height < 1200
    assert 128 <= width < 2000


def test_a_view_depends_on_its_generator_alone(views: Views) -> None:
    image = picture()
    first, again, other = (
        views.augmented(image, np.random.default_rng(seed)) for seed in (1, 1, 2)
    )
    assert first.equal(again)
    assert not first.equal(other)
    assert first.shape == views.plain(image).shape == views.shape


def test_augmentations_crop_flip_and_recolour(views: Views) -> None:
    """Left is dark and right bright: a flip is seen by which side is brighter."""
    ramp = np.broadcast_to(np.linspace(60, 190, 200, dtype=np.uint8)[None, :, None], (120, 200, 3))
    seen = [
        views.augmented(Image.fromarray(ramp), np.random.default_rng(seed)).float()
        for seed in range(40)
    ]
    rising = [bool(view[..., -1].mean() > view[..., 0].mean()) for view in seen]
    assert 8 < sum(rising) < 32
    assert np.std([float(view.mean()) for view in seen]) > 5


def test_bytes_are_normalised_as_the_backbone_was_trained(views: Views) -> None:
    pixels = views.plain(Image.new("RGB", (200, 120), (255, 0, 51)))
    numbers = views.normalised(pixels[None])[0, :, 0, 0]
    np.testing.assert_allclose(numbers.numpy(), [1.0, -1.0, (0.2 - 0.5) / 0.5], atol=1e-6)
