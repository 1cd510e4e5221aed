"""How QGIS offers a kind of job: the texts, the form and the outputs of an algorithm.

All texts are English; the plugin translates them. Ids, and names of parameters and outputs, never
change: models and scripts of users refer to them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field
from typing import Any

#: Titles of the groups of algorithms.
GROUPS = {
    "data": "Data",
    "download": "Download",
    "model": "Model",
    "predict": "Predict",
    "export": "Export",
    "worker": "Worker",
    "workflow": "Workflows",
}


@dataclass(frozen=True)
class Count:
    """A numeric output.

    Attributes:
        name: of the output.
        title: for people.
        count: which of the result's counts it is; that of the same name in lower case if empty.
    """

    name: str
    title: str
    count: str = ""


@dataclass(frozen=True)
class OptionsOf:
    """All options of a group that the form does not name itself."""

    group: str


@dataclass(frozen=True)
class Algorithm:
    """An algorithm of QGIS.

    Attributes:
        id: also the name of its help and picture, and of the module with its form if it has one.
        title: for people.
        summary: one line.
        tags: further words to search for.
        group: one of :data:`GROUPS`.
        page: of the documentation, with the section.
        picture: symbols of inputs and of outputs at the top of its help: ``SYMBOL: WORDS + …``, of
            which ``.ci/help_pictures.py`` draws it.
        fields: inputs and options in the order of the form; those of the kind if empty.
        defaults: of the form, where they differ from those of the options.
        proposed_name: the default of the option ``name``.
        counts: numeric outputs.
        folder: the help of the folder for the files of the result, and the title of their list; for
            a kind whose files are no outputs of their own.
        result: what a job without a name is called, besides its study area and times.
        named_after: the input or option that a job is called after.
        facts: fields of the result that the metadata of layers contain.
        sized_by: parameters of inputs whose size determines what the job costs.
        predicts: whether the model must have been fine-tuned, unless times of the week are
            predicted.
        at_times: whether times of the week are always predicted.
        learns: whether the bundle must have labels.
    """

    id: str
    title: str
    summary: str
    tags: tuple[str, ...]
    group: str
    page: str
    _: KW_ONLY
    picture: tuple[str, str] = ("", "")
    fields: tuple[str | OptionsOf, ...] = ()
    defaults: Mapping[str, Any] = field(default_factory=dict)
    proposed_name: str = ""
    counts: tuple[Count, ...] = ()
    folder: tuple[str, str] | None = None
    result: str = ""
    named_after: str = ""
    facts: tuple[str, ...] = ()
    sized_by: tuple[str, ...] = ()
    predicts: bool = False
    at_times: bool = False
    learns: bool = False
