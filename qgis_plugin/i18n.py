"""The plugin's texts in the language of QGIS.

The translations are Qt Linguist's files, ``resources/i18n/trajganr_LANGUAGE.ts``, and need not be
compiled. A text without a translation stays English.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from xml.etree import ElementTree  # nosec B405 # reads only files of the plugin

from qgis.core import QgsApplication

FOLDER = Path(__file__).parents[1] / "resources" / "i18n"


def tr(text: str) -> str:
    """``text`` in the language of QGIS."""
    return translations_of_qgis().get(text, text)


@cache
def translations_of_qgis() -> dict[str, str]:
    """The translations for QGIS' language, which it changes only when it is restarted."""
    return _translations(QgsApplication.locale())


@cache
def _translations(locale: str) -> dict[str, str]:
    """The translations for a locale as ``de_AT`` or ``de``; none where there is no such file."""
    for language in (locale, locale.partition("_")[0]):
        path = FOLDER / f"trajganr_{language}.ts"
        if path.is_file():
            return read_translations(path)
    return {}


def read_translations(path: Path) -> dict[str, str]:
    """The finished translations of a file of Qt Linguist, by their English texts.

    Raises:
        ValueError: the file is damaged.
    """
    try:
        root = ElementTree.parse(path)  # nosec B314 # shipped with the plugin
    except ElementTree.ParseError as error:
        raise ValueError(f"{path} is damaged: {error}; install the zip again") from error
    return {
        message.findtext("source", ""): message.findtext("translation", "")
        for message in root.iter("message")
        if message.find("translation[@type]") is None
    }
