"""A function for each kind of job, made of what the kind declares; it has the kind's name."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any, Protocol

from ..contract.files.atomic_io import new_folder
from ..contract.files.output_paths import check_folder
from ..contract.kinds import KINDS
from ..contract.kinds.params import InputField, JobParams, inputs_of_kind, secret_fields
from ..contract.kinds.result import JobResult
from ..contract.options.option_fields import describe, sections
from ..data.bundle import Bundle
from ..data.object_store import local_path
from ..jobs import job_of
from ..utils.paths import StrPath
from ..utils.progress import Progress
from ..utils.progress_bar import shown
from .models import Model
from .options import configured


class JobFunction(Protocol):
    """The function of a kind of job; its signature has the inputs and options of the kind."""

    def __call__(
        self, *inputs: Any, out: StrPath, progress: bool | Progress = True, **options: Any
    ) -> JobResult:
        """Do the work and make the folder ``out``."""


def __getattr__(kind: str) -> JobFunction:
    """The function of a kind of job."""
    if kind not in KINDS:
        raise AttributeError(f"module {__name__!r} has no attribute {kind!r}")
    declared = KINDS[kind].params
    inputs = inputs_of_kind(declared)
    positional = [each.name for each in inputs if each.positional and each.is_required]
    marks = {each.name: each.mark for each in inputs}

    def function(
        *values: Any, out: StrPath, progress: bool | Progress = True, **options: Any
    ) -> JobResult:
        first = dict(zip(positional, values, strict=False))
        if len(values) > len(first) or first.keys() & options.keys():
            raise TypeError(
                f"{kind}() takes {', '.join(positional) or 'nothing'} once, by position"
            )
        given = {
            name: _plain(each, marks.get(name, "")) for name, each in (first | options).items()
        }
        params = configured(declared, None, given)
        check_folder(Path(out), names=(), grows=False, inputs=[], overwrite=False)
        with shown(progress) as report, new_folder(Path(out)) as folder:
            return job_of(kind)(params, folder, report)

    function.__name__ = function.__qualname__ = kind
    function.__doc__ = _documented(declared, inputs)
    function.__signature__ = _signature(declared, positional)  # type: ignore[attr-defined]
    return function


def _plain(value: Any, mark: str) -> Any:
    """A value as a job takes it: text for paths, tuples for lists."""
    if isinstance(value, Bundle | Model):
        return str(value.path)
    if isinstance(value, list | tuple):
        return tuple(_plain(each, mark) for each in value)
    if mark in ("file", "bundle", "model") and value is not None:
        return str(local_path(value))
    return value


def _signature(declared: type[JobParams], positional: list[str]) -> inspect.Signature:
    """Positional inputs, the folder, then other inputs and options by name."""
    kinds = inspect.Parameter
    found = inspect.signature(declared).parameters
    own = {
        "out": kinds("out", kinds.KEYWORD_ONLY, annotation="StrPath"),
        "progress": kinds("progress", kinds.KEYWORD_ONLY, default=True),
    }
    first = [found[name].replace(kind=kinds.POSITIONAL_OR_KEYWORD) for name in positional]
    later = [each for name, each in found.items() if name not in positional]
    return inspect.Signature([*first, *own.values(), *later], return_annotation="JobResult")


def _documented(declared: type[JobParams], inputs: tuple[InputField, ...]) -> str:
    """The docstring: what the kind does, and its inputs and options."""
    secrets = secret_fields(declared)
    lines = [
        inspect.cleandoc(declared.__doc__ or ""),
        "",
        "Args:",
        *(f"    {each.name}: {each.usage}." for each in inputs if each.name not in secrets),
        "    out: the folder to make, completely or not at all; a folder there is refused.",
        "    progress: whether a bar is shown; or a function of the stage and the fraction done.",
        *sections(describe(declared)),
        "",
        "Raises:",
        "    TrajganrError: for inputs that cannot be used, and unknown or refused options.",
    ]
    return "\n".join(lines)
