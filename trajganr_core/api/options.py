"""Arguments of the public functions: options of a configuration, and paths."""

from __future__ import annotations

import dataclasses
import difflib
import inspect
import os
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import geopandas as gpd

from ..contract.errors import Code, TrajganrError
from ..contract.options.option_fields import describe, sections
from ..data.layers import LINES, read_layer
from ..data.object_store import local_path
from ..utils.paths import StrPath
from ..utils.study_area import GEOGRAPHIC, StudyArea

#: What a study area may be given as.
Area: TypeAlias = StudyArea | Sequence[float] | StrPath | gpd.GeoDataFrame | gpd.GeoSeries

#: The heading before which the options of a docstring are listed.
_RAISES = re.compile("^Raises:", re.MULTILINE)
Config = TypeVar("Config")
Function = TypeVar("Function", bound=Callable[..., Any])


def takes_options_of(config: type[Any]) -> Callable[[Function], Function]:
    """Replace ``**options`` in a function's signature and docstring by the fields of ``config``.

    ``help()``, Jupyter and editors then list every option with its default and its meaning.
    """

    def decorate(function: Function) -> Function:
        signature = inspect.signature(function)
        own = [p for p in signature.parameters.values() if p.kind is not p.VAR_KEYWORD]
        names = {parameter.name for parameter in own}
        options = [p for p in inspect.signature(config).parameters.values() if p.name not in names]
        function.__signature__ = signature.replace(  # type: ignore[attr-defined]
            parameters=[*own, *options]
        )
        function.__doc__ = _RAISES.sub(
            lambda found: "\n".join([*sections(describe(config)), "", found[0]]).lstrip("\n"),
            inspect.cleandoc(function.__doc__ or ""),
            count=1,
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


def study_area(area: Area) -> StudyArea:
    """A study area from whatever describes it.

    Args:
        area: a :class:`StudyArea`; its four sides in degrees; the path of a layer of lines or
            polygons, or a GeoDataFrame, whose bounding box is taken.

    Raises:
        TrajganrError: ``INPUT.GEOMETRY`` for numbers that are no box, with what they look like, and
            for a layer without features; ``INPUT.FIELD`` for another number of them; ``INPUT.CRS``
            for a layer without a CRS; those of :func:`.read_layer`.
    """
    if isinstance(area, StudyArea):
        return area
    if isinstance(area, str | os.PathLike):
        area = read_layer(local_path(area), (*LINES, "Polygon", "MultiPolygon"))
    if isinstance(area, gpd.GeoDataFrame | gpd.GeoSeries):
        if area.crs is None:
            raise TrajganrError(
                Code.INPUT_CRS,
                "The layer of the study area has no coordinate reference system.",
                "Set it, for example with set_crs('EPSG:4326').",
            )
        area = area.to_crs(GEOGRAPHIC).total_bounds
    sides = [float(side) for side in area]
    if len(sides) != 4:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "The study area has {count} numbers.",
            "Give west, south, east, north in degrees, EPSG:4326.",
            count=len(sides),
        )
    return StudyArea(*sides)
