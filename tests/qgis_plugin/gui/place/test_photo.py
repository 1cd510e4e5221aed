"""Photos of a worker are decoded only if they are small JPEGs."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtCore import QBuffer, QIODevice
from qgis.PyQt.QtGui import QImage

from qgis_plugin.client.place_queries import MAX_PX, _photo
from trajganr_core.contract.errors import Code, TrajganrError


def encoded(side: int, format: str) -> bytes:
    image = QImage(side, 8, QImage.Format.Format_Grayscale8)
    image.fill(0)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, format)
    return bytes(buffer.data())


def test_a_small_jpeg_is_decoded() -> None:
    assert _photo("a", encoded(640, "jpeg")).width() == 640


@pytest.mark.parametrize(
    "sent", [encoded(MAX_PX + 1, "jpeg"), encoded(640, "png"), b"", b"\xff\xd8\xff", b"<svg/>"]
)
def test_other_pictures_are_not_decoded(sent: bytes) -> None:
    with pytest.raises(TrajganrError) as error:
        _photo("a", sent)
    assert error.value.code is Code.INPUT_FORMAT
