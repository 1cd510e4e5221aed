"""The languages that people read, and the files with their texts.

Translations are Qt Linguist's files, ``resources/i18n/trajganr_LANGUAGE.ts``; English needs none.
"""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree  # nosec B405 # reads only files of this software

#: Languages by their codes, each in itself.
LANGUAGES = {"en": "English", "de": "Deutsch", "fr": "Français"}


def read_translations(path: Path) -> dict[str, str]:
    """The finished translations of a file of Qt Linguist, by their English texts.

    Raises:
        ValueError: the file is damaged.
    """
    try:
        root = ElementTree.parse(path).getroot()  # nosec B314 # shipped with this software
    except ElementTree.ParseError as error:
        raise ValueError(f"{path} is damaged: {error}; install the software again") from error
    return {
        message.findtext("source", ""): message.findtext("translation", "")
        for message in root.iter("message")
        if message.find("translation[@type]") is None
    }
