"""The files that are shipped with this software, and its translations."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ..contract.texts.translations import read_translations

_PACKAGE = Path(__file__).parents[1]


def shipped_folder(name: str) -> Path:
    """A folder of ``resources``: in the package in the wheel, else beside the package."""
    packaged = _PACKAGE / name
    return packaged if packaged.is_dir() else _PACKAGE.parent / "resources" / name


def translator(language: str) -> Callable[[str], str]:
    """Translates texts into a language of :data:`~..contract.texts.translations.LANGUAGES`.

    A text without a translation stays English.
    """
    path = shipped_folder("i18n") / f"trajganr_{language}.ts"
    texts = {} if language == "en" else read_translations(path)
    return lambda text: texts.get(text, text)
