"""The size of a picture is checked before it is decoded."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from PIL import Image, ImageFile

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.data.street_view.pictures import copy_pictures
from trajganr_core.model.pictures import decode
from trajganr_core.utils.image_limits import TooManyPixelsError, open_picture

EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n%%EndComments\nshowpage\n%%EOF\n"


def picture(width: int, height: int, format: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("L", (width, height)).save(buffer, format)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def pictures() -> dict[str, bytes]:
    return {
        "panorama.jpg": picture(12_000, 6_000, "jpeg"),
        "bomb.jpg": picture(16_000, 10_000, "jpeg"),
        "bomb.png": picture(12_000, 6_000, "png"),
        "small.png": picture(8, 8, "png"),
        "program.jpg": EPS,
    }


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("name", ["bomb.png", "bomb.jpg"])
def test_too_many_pixels_are_not_decoded(
    name: str, pictures: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def decoded(*arguments: object) -> None:
        raise AssertionError("it was decoded")

    monkeypatch.setattr(ImageFile.ImageFile, "load", decoded)
    with pytest.raises(TooManyPixelsError):
        open_picture(io.BytesIO(pictures[name]), 256)
    with pytest.raises(TrajganrError) as caught:
        decode(pictures[name], name, 256)
    assert caught.value.code is Code.INPUT_FORMAT
    assert "64 million pixels" in caught.value.message


def test_a_large_panorama_is_decoded_at_a_reduced_scale(pictures: dict[str, bytes]) -> None:
    assert decode(pictures["panorama.jpg"], "panorama.jpg", 256).size == (1500, 750)


def test_formats_that_start_programs_are_refused(pictures: dict[str, bytes]) -> None:
    """Pillow has Ghostscript read an EPS, whatever the file is called."""
    with pytest.raises(Image.UnidentifiedImageError):
        open_picture(io.BytesIO(pictures["program.jpg"]))


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_refused_pictures_are_left_out_and_counted(
    pictures: dict[str, bytes], tmp_path: Path
) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    out.mkdir()
    for name, content in pictures.items():
        (source / name).write_bytes(content)
    dropped: Counter[str] = Counter()
    kept = copy_pictures(source, pd.DataFrame({"file": list(pictures)}), out, dropped)
    assert kept["path"].tolist() == ["000000.jpg", "000003.png"]
    assert dropped == {
        "of more than 64 million pixels (150 million for a JPEG)": 2,
        "whose file is damaged or not a picture": 1,
    }
