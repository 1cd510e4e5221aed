"""The translated texts that are shipped with this software."""

from __future__ import annotations

from collections.abc import Callable

from ..contract.texts.translations import read_translations
from .shipped_files import shipped_folder

__all__ = ["translator"]


def translator(language: str) -> Callable[[str], str]:
    """Translates texts into a language of :data:`~..contract.texts.translations.LANGUAGES`.

    A text without a translation stays English.
    """
    path = shipped_folder("i18n") / f"trajganr_{language}.ts"
    texts = {} if language == "en" else read_translations(path)
    return lambda text: texts.get(text, text)
