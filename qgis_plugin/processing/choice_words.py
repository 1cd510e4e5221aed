"""The texts of forms: labels and help of options, and words for the codes of choices."""

from __future__ import annotations

from collections.abc import Mapping

from trajganr_core.contract.kinds import KINDS
from trajganr_core.contract.options.option_fields import OptionField, describe

from ..i18n import tr

#: Suffixes of option names that are units; the parameter names omit them.
UNITS = ("_s", "_m", "_kmh")


def parameter_name(field: str) -> str:
    """The parameter of an option, for example MAX_GAP for ``max_gap_s``."""
    unit = next((unit for unit in UNITS if field.endswith(unit)), "")
    return field.removesuffix(unit).upper()


def label_of(option: OptionField) -> str:
    """The translated title of an option with its unit."""
    return f"{tr(option.title)} ({tr(option.unit)})" if option.unit else tr(option.title)


def help_of(option: OptionField) -> str:
    """The translated help of an option, with the meaning of an empty value."""
    if not option.left_open or option.left_open in option.words:
        return tr(option.help)
    empty = tr("If empty: {meaning}.").format(meaning=tr(option.left_open))
    return f"{tr(option.help)} {empty}"


def words_of(parameter: str) -> dict[str, str]:
    """Translated words for the codes of a parameter; empty if the codes are shown."""
    return {code: tr(word) for code, word in _words().get(parameter, {}).items()}


def _words() -> Mapping[str, Mapping[str, str]]:
    options = [option for kind in KINDS.values() for option in describe(kind.params)]
    words: dict[str, dict[str, str]] = {
        "DIRECTIONS": {
            "separate": "Fields for each direction",
            "mean": "Mean of both",
            "worse": "The worse of both",
        },
    }
    for option in options:
        words.setdefault(parameter_name(option.name), {}).update(option.words)
    return words
