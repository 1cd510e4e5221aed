"""JSON that anybody may have written, read into dataclasses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from trajganr_core.contract.records.json_records import (
    MAX_BYTES,
    OPTIONAL,
    decode,
    encode,
    read_record,
)


@dataclass(frozen=True)
class Inner:
    """A nested record."""

    x: float


@dataclass(frozen=True)
class Outer:
    """A record of all types."""

    name: str
    pair: tuple[int, int]
    inner: Inner
    by_name: Mapping[str, tuple[Inner, ...]]
    may_be_none: bool | None
    anything: Any
    may_be_absent: int | None = field(default=None, metadata=OPTIONAL)
    has_default: str = "d"


WHOLE: dict[str, Any] = {
    "name": "n",
    "pair": [1, 2],
    "inner": {"x": 7},
    "by_name": {"a": [{"x": 0.5}]},
    "may_be_none": None,
    "anything": [1, {"b": None}],
    "has_default": "d",
}


def test_a_record_is_written_unchanged() -> None:
    record = decode(Outer, WHOLE)
    assert record.by_name["a"] == (Inner(0.5),)
    assert encode(record) == WHOLE
    assert type(encode(record)["inner"]["x"]) is int
    assert encode(decode(Outer, {**WHOLE, "may_be_absent": 3}))["may_be_absent"] == 3


def test_unknown_keys_are_ignored_and_missing_ones_have_defaults() -> None:
    data = {name: value for name, value in WHOLE.items() if name != "has_default"}
    assert decode(Outer, {**data, "later": 1}) == decode(Outer, WHOLE)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": 1}, "'name' is 1"),
        ({"pair": [1]}, "'pair'"),
        ({"pair": [1, True]}, "'pair' is True"),
        ({"inner": []}, "'inner'"),
        ({"inner": {}}, "'inner.x' is missing"),
        ({"inner": {"x": 10**400}}, "'inner.x' is 1000"),
        ({"inner": {"x": None}}, "'inner.x' is None"),
        ({"by_name": {"a": [{"x": "1"}]}}, "'by_name.a.x' is '1'"),
        ({"may_be_none": 0}, "'may_be_none' is 0"),
    ],
    ids=str,
)
def test_a_field_of_another_type_is_refused_by_name(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=r"'") as caught:
        decode(Outer, {**WHOLE, **change})
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "3", '{"name": "\\ud800"}', '{"a": ' + "1" * 5000 + "}"),
        '{"a": ' + "[" * 40 + "]" * 40 + "}",
        '{"a": ' + "[" * 200_000 + "]" * 200_000 + "}",
        '{"a": "' + "x" * MAX_BYTES + '"}',
    ],
    ids=lambda text: text[:12],
)
def test_files_that_are_not_a_json_object_are_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(text)
    with pytest.raises(ValueError, match=r"."):
        read_record(tmp_path / "a.json")


def test_numbers_that_are_not_finite_are_none(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"a": [NaN, -Infinity, 1e999, 1.5]}')
    assert read_record(tmp_path / "a.json") == {"a": [None, None, None, 1.5]}
