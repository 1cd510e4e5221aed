"""What a person reads, in the language of their QGIS.

The translations are Qt Linguist's files, ``resources/i18n/trajganr_LANGUAGE.ts``, read as they are:
with nothing to compile, a checkout and a zip say the same. What has no translation stays English.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QXmlStreamReader

FOLDER = Path(__file__).parents[1] / "resources" / "i18n"


def tr(text: str) -> str:
    """``text`` in the person's language."""
    return _translations(QgsApplication.locale()).get(text, text)


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
    reader = QXmlStreamReader(path.read_text(encoding="utf-8"))
    translations: dict[str, str] = {}
    source = ""
    while not reader.atEnd():
        reader.readNext()
        if not reader.isStartElement():
            continue
        if reader.name() == "source":
            source = reader.readElementText()
        elif reader.name() == "translation":
            is_unfinished = reader.attributes().hasAttribute("type")
            text = reader.readElementText()
            if not is_unfinished:
                translations[source] = text
    if reader.hasError():
        raise ValueError(f"{path} is damaged: {reader.errorString()}; install the zip again")
    return translations
