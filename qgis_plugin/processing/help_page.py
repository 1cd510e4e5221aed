"""The help page of an algorithm: what its form says, and how scripts call it.

Forms open it with their button *Help*. It is one HTML file in the user's language, made from the
algorithm when it is asked for, and needs no network.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsProcessingAlgorithm,
    QgsProcessingDestinationParameter,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterNumber,
)

from trajganr_core.contract.files.atomic_io import atomic_file
from trajganr_core.contract.texts.facts import Table
from trajganr_core.contract.texts.html import Html, bullets, document, element, table

from .. import resources
from ..i18n import language_of_qgis, tr
from ..settings import data_folder

#: QGIS' bounds of a number without bounds; numbers of the form are smaller.
UNBOUNDED = 2**31 - 1
STYLE = """
:root { color-scheme: light dark; --line: #8886; --soft: #8882; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100%; margin: 1rem 0 }
th, td { border: 1px solid var(--line); padding: .4rem .6rem }
th, td { text-align: left; vertical-align: top }
code, pre { font-family: ui-monospace, monospace; font-size: .875em; background: var(--soft) }
code { overflow-wrap: anywhere; padding: .1em .3em } pre { padding: .8rem; overflow-x: auto }
"""


@dataclass(frozen=True)
class Entry:
    """A parameter or an output.

    Attributes:
        name: for scripts.
        label: in the form.
        kind: what it takes or returns, such as *Vector layer*.
        default: what applies without a value; empty for an output or a required input.
        bounds: of a number, such as ``≥ 1``.
        values: its choices with their words.
        meaning: its help.
        is_advanced: whether the form shows it under *Advanced* only.
        is_required: whether scripts must give a value.
    """

    name: str
    label: str
    kind: str
    default: str = ""
    bounds: str = ""
    values: tuple[tuple[str, str], ...] = ()
    meaning: str = ""
    is_advanced: bool = False
    is_required: bool = False


def parameters_of(algorithm: QgsProcessingAlgorithm) -> list[Entry]:
    """The parameters of an algorithm in the order of its form, advanced ones last."""
    hidden = Qgis.ProcessingParameterFlag.Hidden
    shown = [each for each in algorithm.parameterDefinitions() if not each.flags() & hidden]
    return sorted(map(_entry, shown), key=lambda entry: entry.is_advanced)


def outputs_of(algorithm: QgsProcessingAlgorithm) -> list[Entry]:
    """What an algorithm returns, apart from the outputs that its parameters name."""
    return [
        Entry(each.name(), each.description(), each.type().removeprefix("output"))
        for each in algorithm.outputDefinitions()
        if algorithm.parameterDefinition(each.name()) is None
    ]


def call_of(algorithm: QgsProcessingAlgorithm) -> str:
    """A call of an algorithm in Python, with the parameters that need a value."""
    required = [entry for entry in parameters_of(algorithm) if entry.is_required]
    values = "".join(f'    "{entry.name}": ...,\n' for entry in required)
    return f'processing.run("{algorithm.id()}", {{\n{values}}})'


def help_url(algorithm: QgsProcessingAlgorithm, section: str) -> str:
    """The address of an algorithm's page, which is written now; the project's if it cannot be.

    Args:
        algorithm: of the page.
        section: page of the documentation, with its section.
    """
    path = data_folder() / "help" / f"{algorithm.name()}.html"
    try:
        with atomic_file(path) as part:
            part.write_text(html_of(algorithm, section), encoding="utf-8")
    except OSError:
        return resources.project_page()
    return path.as_uri()


def html_of(algorithm: QgsProcessingAlgorithm, section: str) -> str:
    """The page of an algorithm; the arguments are those of :func:`help_url`."""
    title, outputs = algorithm.displayName(), outputs_of(algorithm)
    page = [
        element("h1", title),
        Html(algorithm.shortHelpString()),
        element("h2", tr("Parameters")),
        _table(parameters_of(algorithm)),
        *((element("h2", tr("Further results")), _table(outputs)) if outputs else ()),
        element("h2", tr("In a script")),
        element("pre", call_of(algorithm)),
        element("p", _more(section)),
    ]
    return document(title, STYLE, *page, language=language_of_qgis())


def _more(section: str) -> str:
    path = " › ".join(filter(None, resources.help_section(section)))
    return tr("More in Plugins › TrajGANR › User guide: {path}").format(path=path)


def _table(entries: list[Entry]) -> Html:
    rows = []
    for entry in entries:
        name = element("span", entry.label, element("br"), element("code", entry.name))
        facts = element("div", *(element("div", fact) for fact in facts_of(entry)))
        rows.append((name, facts, _meaning(entry)))
    return table(Table((tr("Parameter"), tr("Type"), tr("Meaning")), rows))


def facts_of(entry: Entry) -> list[str]:
    """What an entry takes, whether it is needed, and what applies without it."""
    facts = [f"{entry.kind} {entry.bounds}".strip()]
    if entry.is_required:
        facts.append(tr("required"))
    if entry.default:
        facts.append(tr("default: {value}").format(value=entry.default))
    if entry.is_advanced:
        facts.append(tr("under Advanced"))
    return facts


def _meaning(entry: Entry) -> Html:
    listed = (
        element("span", element("code", code), f": {word}" if word else "")
        for code, word in entry.values
    )
    return element("span", entry.meaning, bullets(listed))


def _entry(definition: QgsProcessingParameterDefinition) -> Entry:
    flags, flag = definition.flags(), Qgis.ProcessingParameterFlag
    default = definition.defaultValue()
    is_output = isinstance(definition, QgsProcessingDestinationParameter)
    kind = QgsApplication.processingRegistry().parameterType(definition.type())
    return Entry(
        definition.name(),
        definition.description(),
        kind.name() if kind is not None else definition.type(),
        _text(definition, default),
        _bounds(definition),
        tuple(_choices(definition)),
        definition.help(),
        bool(flags & flag.Advanced),
        not flags & flag.Optional and (default is None or is_output),
    )


def _text(definition: QgsProcessingParameterDefinition, default: Any) -> str:
    """A default in words; empty if there is none."""
    if default in (None, "") or isinstance(definition, QgsProcessingDestinationParameter):
        return ""
    if isinstance(definition, QgsProcessingParameterBoolean):
        return tr("yes") if default else tr("no")
    if isinstance(default, list | tuple):
        return ", ".join(map(str, default))
    return f"{default:g}" if isinstance(default, float) else str(default)


def _choices(definition: QgsProcessingParameterDefinition) -> Iterator[tuple[str, str]]:
    if isinstance(definition, QgsProcessingParameterEnum):
        words = definition.metadata().get("widget_wrapper", {}).get("words", {})
        yield from ((code, words.get(code, "")) for code in definition.options())


def _bounds(definition: QgsProcessingParameterDefinition) -> str:
    if not isinstance(definition, QgsProcessingParameterNumber):
        return ""
    bounds = (("≥", definition.minimum()), ("≤", definition.maximum()))
    return ", ".join(f"{sign} {bound:g}" for sign, bound in bounds if abs(bound) < UNBOUNDED)
