"""The street-view photo nearest to a place."""

from __future__ import annotations

from qgis.PyQt.QtCore import QRectF, QSize
from qgis.PyQt.QtGui import QImage, QPainter, QPaintEvent
from qgis.PyQt.QtWidgets import QSizePolicy, QWidget

from trajganr_core.contract.protocol.place_answers import PlacePhoto

from ...i18n import tr
from ..widgets import stack, text_label
from . import words

#: Height by width of a photo that has not arrived: usually, nothing moves when it does.
USUAL_HEIGHT = 3 / 4


class Photo(QWidget):
    """A photo and its caption; the photo arrives after the caption."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = _Picture()
        self._caption = text_label(tr("About the photo"))
        stack(self, self.picture, self._caption)

    def show_about(self, about: PlacePhoto | None) -> None:
        """Show the caption, None for no photo; the photo arrives later."""
        self.picture.show_image(None)
        self.picture.setVisible(about is not None)
        text = tr("No photo was taken nearby.") if about is None else words.photo(about)
        self._caption.setText(text)
        self.picture.setAccessibleDescription(text)

    def show_image(self, image: QImage) -> None:
        """Show the photo."""
        self.picture.show_image(image)


class _Picture(QWidget):
    """An image as wide as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.image: QImage | None = None
        self.setAccessibleName(tr("Street-view photo"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_image(self, image: QImage | None) -> None:
        self.image = image
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        if self.image is None:
            return round(width * USUAL_HEIGHT)
        return round(width * self.image.height() / self.image.width())

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(320))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self.image is not None:
            painter.drawImage(QRectF(self.rect()), self.image)
