"""The street-view photo nearest to a place."""

from __future__ import annotations

from qgis.gui import QgsPixmapLabel
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QImage, QPixmap
from qgis.PyQt.QtWidgets import QWidget

from trajganr_core.contract.protocol.place_answers import PlacePhoto

from ...i18n import tr
from ..widgets import stack, text_label
from . import words

#: Size of what is shown until a photo has arrived: usually, nothing moves when it does.
USUAL_SIZE = 320, 240


class Photo(QWidget):
    """A photo, as wide as there is room, and its caption; it arrives after the caption."""

    def __init__(self) -> None:
        super().__init__()
        self.has_arrived = False
        self.picture = QgsPixmapLabel()
        self.picture.setAccessibleName(tr("Street view"))
        self.picture.setMinimumSize(1, 1)
        self._caption = text_label(tr("About the photo"))
        stack(self, self.picture, self._caption)

    def show_about(self, about: PlacePhoto | None) -> None:
        """Show the caption, None for no photo; the photo arrives later."""
        blank = QPixmap(*USUAL_SIZE)
        blank.fill(Qt.GlobalColor.transparent)
        self.picture.setPixmap(blank)
        self.has_arrived = False
        self.picture.setVisible(about is not None)
        text = tr("There is no street view nearby.") if about is None else words.photo(about)
        self._caption.setText(text)
        self.picture.setAccessibleDescription(text)

    def show_image(self, image: QImage) -> None:
        """Show the photo."""
        self.picture.setPixmap(QPixmap.fromImage(image))
        self.has_arrived = True
