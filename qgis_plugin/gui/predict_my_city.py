"""The button that opens *Predict my city*, for dock, menu, toolbar and set-up."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from qgis.PyQt.QtWidgets import QPushButton, QWidget

from ..i18n import tr
from ..resources import icon
from .forms import CITY_FORM, open_form


def open_predict_my_city(parameters: Mapping[str, Any] = MappingProxyType({})) -> QWidget:
    """Open the form.

    Args:
        parameters: ``TRIPS`` and ``ROADS``, each the id of a layer or the path of a file.
    """
    return open_form(f"trajganr:{CITY_FORM}", dict(parameters))


def city_button() -> QPushButton:
    """A button that opens the form."""
    button = QPushButton(icon("predict_my_city"), tr("Predict my &city…"))
    button.setToolTip(tr("From trips and roads to a map of speeds, in one step"))
    button.setAccessibleName(tr("Predict my city"))
    button.clicked.connect(lambda: open_predict_my_city())
    return button
