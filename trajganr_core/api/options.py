"""Arguments of the public functions: options of a configuration, and paths."""

from __future__ import annotations

import dataclasses
import difflib
import inspect
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from ..contract.errors import Code, TrajganrError
from ..data.object_store import local_path
from ..utils.paths import StrPath

Config = TypeVar("Config")
Function = TypeVar("Function", bound=Callable[..., Any])


def takes_options_of(config: type[Any]) -> Callable[[Function], Function]:
    """Replace ``**options`` in a function's signature by the fields of ``config``.

    ``help()``, Jupyter and editors that read signatures then list every option with its default.
    """

    def decorate(function: Function) -> Function:
        signature = inspect.signature(function)
        own = [p for p in signature.parameters.values() if p.kind is not p.VAR_KEYWORD]
        names = {parameter.name for parameter in own}
        options = [p for p in inspect.signature(config).parameters.values() if p.name not in names]
        function.__signature__ = signature.replace(  # type: ignore[attr-defined]
            parameters=[*own, *options]
        )
        return function

    return decorate


def configured(kind: type[Config], config: Config | None, options: Mapping[str, Any]) -> Config:
    """A configuration with some options set.

    Args:
        kind: the class of the configuration, a dataclass.
        config: the other options; the defaults if absent.
        options: by field; a list becomes a tuple.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for an unknown option or a refused value.
    """
    names = [field.name for field in dataclasses.fields(kind)]  # type: ignore[arg-type]
    for name in options:
        if name not in names:
            near = difflib.get_close_matches(name, names, n=3)
            raise TrajganrError(
                Code.INPUT_FIELD,
                "There is no option {name!r}.",
                "Use one of these options: {names}.",
                name=name,
                names=", ".join(near or names),
            )
    values = {n: tuple(v) if isinstance(v, list) else v for n, v in options.items()}
    if config is None:
        return kind(**values)
    return dataclasses.replace(config, **values)  # type: ignore[type-var]


def local_paths(sources: StrPath | Sequence[StrPath]) -> list[Path]:
    """The paths of one or several inputs; see :func:`local_path`."""
    if isinstance(sources, str | os.PathLike):
        return [local_path(sources)]
    return [local_path(source) for source in sources]
