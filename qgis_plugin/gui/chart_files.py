"""Writes charts as pictures and tables; files of the project are never replaced."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qgis.core import QgsProject, QgsProviderRegistry
from qgis.PyQt.QtGui import QPalette, QPixmap
from qgis.PyQt.QtWidgets import QWidget

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files.output_paths import check_file, new_file
from trajganr_core.contract.layers.spreadsheets import not_a_formula

from .figure import Table

#: Pixels of a picture a pixel of the screen, so that it can be printed.
SCALE = 3


def save_png(path: Path, chart: QWidget) -> None:
    """Write what a widget shows as a PNG file, which may replace another one.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for another suffix, a file of the project, and a path that
            cannot be written; ``INPUT.NOT_FOUND`` without its folder; ``RESOURCE.DISK``.
    """
    picture = QPixmap(chart.size() * SCALE)
    picture.setDevicePixelRatio(SCALE)
    picture.fill(chart.palette().color(QPalette.ColorRole.Window))
    chart.render(picture)
    with _new(path, ".png") as temporary:
        if not picture.save(str(temporary), "PNG"):
            raise TrajganrError(
                Code.RESOURCE_DISK,
                "{path} could not be written.",
                "Free some space on that disk, or choose another folder.",
                path=str(path),
            )


def save_csv(path: Path, table: Table) -> None:
    """Write a table as a CSV file in UTF-8, which may replace another one.

    Raises:
        TrajganrError: as :func:`save_png`.
    """
    with _new(path, ".csv") as temporary, temporary.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(map(not_a_formula, row) for row in table)


def save_svg(path: Path, svg: str) -> None:
    """Write a drawing as SVG, which may replace another file.

    Raises:
        TrajganrError: as :func:`save_png`.
    """
    with _new(path, ".svg") as temporary:
        temporary.write_text(svg, encoding="utf-8")


@contextmanager
def _new(path: Path, suffix: str) -> Iterator[Path]:
    inputs = list(_project_files())
    check_file(path, endings=(suffix,), inputs=inputs, overwrite=True)
    with new_file(path, inputs=inputs, overwrite=True) as temporary:
        yield temporary


def _project_files() -> Iterator[Path]:
    """The files of the project and of its layers."""
    project = QgsProject.instance()
    sources = [project.fileName()]
    for layer in project.mapLayers().values():
        parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
        sources.append(str(parts.get("path") or ""))
    for source in filter(None, sources):
        path = Path(source)
        if path.is_absolute():
            yield path
