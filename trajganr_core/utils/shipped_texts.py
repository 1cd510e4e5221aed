"""The translated texts that are shipped with this software."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ..contract.translations import read_translations

__all__ = ["translator"]

_PACKAGE = Path(__file__).parents[1]
#: Inside the package in the wheel, beside it in the repository and the plugin.
_TEXTS = next(
    folder
    for folder in (_PACKAGE / "i18n", _PACKAGE.parent / "resources" / "i18n")
    if folder.is_dir()
)


def translator(language: str) -> Callable[[str], str]:
    """Translates texts into a language of :data:`~..contract.translations.LANGUAGES`.

    A text without a translation stays English.
    """
    path = _TEXTS / f"trajganr_{language}.ts"
    texts = {} if language == "en" else read_translations(path)
    return lambda text: texts.get(text, text)
