"""The plugin's texts in the language of QGIS.

The translations are Qt Linguist's files, ``resources/i18n/trajganr_LANGUAGE.ts``, and need not be
compiled. A text without a translation stays English.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from qgis.core import QgsApplication

from trajganr_core.contract.texts.local_numbers import local_number
from trajganr_core.contract.texts.text import Text
from trajganr_core.contract.texts.translations import LANGUAGES, read_translations

FOLDER = Path(__file__).parents[1] / "resources" / "i18n"


def tr(text: str) -> str:
    """``text`` in the language of QGIS."""
    return translations_of_qgis().get(text, text)


def said(text: str) -> str:
    """A text of the core, perhaps with values, in the language of QGIS."""
    return text.said(tr) if isinstance(text, Text) else tr(text)


def localised(text: str) -> str:
    """A number that Python has formatted, with the separators of the language of QGIS."""
    return local_number(text, tr)


def language_of_qgis() -> str:
    """The code of the language in which texts are shown: that of ``qgis --lang``, or as set."""
    locale = QgsApplication.instance().translation() or QgsApplication.locale()
    language = locale.partition("_")[0]
    return language if language in LANGUAGES else "en"


@cache
def translations_of_qgis() -> dict[str, str]:
    """The translations for QGIS' language, which it changes only when it is restarted."""
    language = language_of_qgis()
    return {} if language == "en" else read_translations(FOLDER / f"trajganr_{language}.ts")
