"""The table from tags to AOI categories.

``aoi_categories.csv`` beside this module has the columns key, value, category. A value ``*``
stands for every value of its key that is not listed; the category ``none`` excludes a tag. Earlier
keys have priority over later ones. Users may pass an edited copy; a key may then be any column of
their own layer.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ...contract.errors import Code, TrajganrError
from ...contract.tasks import AOI_CATEGORIES
from ..files import existing_file, nothing_in

DEFAULT = Path(__file__).with_name("aoi_categories.csv")
COLUMNS = ("key", "value", "category")
ANY, NONE = "*", "none"


@dataclass(frozen=True)
class Categories:
    """A validated table.

    Attributes:
        of_tag: (key, value) → category or ``none``, in the order of the file.
    """

    of_tag: Mapping[tuple[str, str], str]

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys, highest priority first."""
        return tuple(dict.fromkeys(key for key, _ in self.of_tag))

    def of(self, tags: Mapping[str, str]) -> tuple[str, str] | None:
        """The tag (``key=value``) that decides the category of a feature, and the category.

        Of several values (``toilets;cafe``) the first with a category counts; the value ``no``
        means that the tag is absent.
        """
        for key in self.keys:
            value = tags.get(key, "")
            category = self._category(key, value) if value not in ("", "no") else NONE
            if category != NONE:
                return f"{key}={value}", category
        return None

    def _category(self, key: str, value: str) -> str:
        parts = [part.strip() for part in (value, *value.split(";"))]
        listed = [self.of_tag[key, part] for part in parts if (key, part) in self.of_tag]
        chosen = (category for category in listed if category != NONE)
        return next(chosen, NONE if listed else self.of_tag.get((key, ANY), NONE))


def load_categories(path: Path | None = None) -> Categories:
    """Read a table of categories; the built-in one without a path.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND``, ``INPUT.EMPTY`` for a table without rows,
            ``INPUT.FORMAT`` for one that is not UTF-8 text, ``INPUT.FIELD`` naming the column
            that is missing or the row that is wrong.
    """
    path = existing_file(path or DEFAULT)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if tuple(reader.fieldnames or ())[:3] != COLUMNS:
                raise _wrong(path, 1, "the header is not key,value,category")
            rows = [(reader.line_num, row) for row in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "{path} cannot be read as CSV: {reason}",
            "Save the table as CSV in UTF-8 with commas.",
            path=str(path),
            reason=str(error),
        ) from error
    of_tag: dict[tuple[str, str], str] = {}
    for line, row in rows:
        key, value, category = ((row[column] or "").strip() for column in COLUMNS)
        if not key or not value:
            raise _wrong(path, line, "key or value is empty")
        if category not in (*AOI_CATEGORIES, NONE):
            raise _wrong(path, line, f"there is no category {category!r}")
        if (key, value) in of_tag:
            raise _wrong(path, line, f"{key}={value} is listed twice")
        of_tag[key, value] = category
    if not of_tag:
        raise nothing_in(path)
    return Categories(of_tag)


def _wrong(path: Path, line: int, reason: str) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_FIELD,
        "Line {line} of the table of categories {path} is invalid: {reason}.",
        "Correct it. Columns are key,value,category; categories are {categories} or none.",
        line=line,
        path=str(path),
        reason=reason,
        categories=", ".join(AOI_CATEGORIES),
    )
