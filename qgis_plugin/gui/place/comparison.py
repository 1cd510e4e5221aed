"""Two places side by side: similarity of their embeddings, and predictions for each."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QWidget

from trajganr_core.contract.protocol.place_answers import PlaceRoad
from trajganr_core.contract.texts import html
from trajganr_core.contract.texts.facts import Table

from ...i18n import tr
from ...untrusted_text import as_html
from ..widgets import stack, text_label
from . import words
from .embedding_similarity import PARTS, WHOLE, compare


class Comparison(QWidget):
    """The cosines of two embeddings, and a row a task with both predictions."""

    def __init__(self) -> None:
        super().__init__()
        self._cosines = text_label(tr("Similarity of the places"), is_html=True)
        self._table = text_label(tr("Predictions of two places"), is_html=True)
        stack(self, self._cosines, self._table)

    def show_places(self, first: PlaceRoad, second: PlaceRoad | None) -> None:
        """Show two entries of one model; the first alone while the second is not there yet."""
        self._cosines.setText(_similarity(first, second))
        rows = [(tr("Road"), *(words.road_name(each) if each else "" for each in (first, second)))]
        rows += [
            (
                words.title(name),
                words.prediction(name, fields),
                words.prediction(name, second.predictions[name]) if second else "",
            )
            for name, fields in first.predictions.items()
        ]
        # The unit and the interval have a line of their own: three columns are narrow.
        cells = [[html.Html(as_html(text).replace(" (", "<br>(")) for text in row] for row in rows]
        titles = ("", tr("Place A"), tr("Place B"))
        self._table.setText(html.table(Table(titles, cells), tr, **html.PLAIN))


def _similarity(first: PlaceRoad, second: PlaceRoad | None) -> str:
    if second is None:
        return tr("This is place A. Click place B on the map.")
    cosines = compare(first.embedding, second.embedding)
    parts = ", ".join(f"{tr(part)} {words.cosine(cosines[part])}" for part in PARTS)
    return tr("<b>Similarity {whole}</b> (cosine; {parts})").format(
        whole=words.cosine(cosines[WHOLE]), parts=parts
    )
