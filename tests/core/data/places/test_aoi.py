"""The table from tags to AOI categories, and edited copies of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.tasks import AOI_CATEGORIES
from trajganr_core.data.places.aoi import Categories, load_categories

HEADER = "key,value,category\n"
TABLE = Categories(
    {
        ("amenity", "bar"): "food",
        ("amenity", "bench"): "none",
        ("shop", "vacant"): "none",
        ("shop", "*"): "shop",
        ("office", "*"): "office",
    }
)


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({"amenity": "bar"}, ("amenity=bar", "food")),
        ({"amenity": "bench"}, None),
        ({"amenity": "bench", "shop": "kiosk"}, ("shop=kiosk", "shop")),
        ({"amenity": "volcano"}, None),
        ({"shop": "anything"}, ("shop=anything", "shop")),
        ({"shop": "vacant"}, None),
        ({"shop": "vacant", "office": "it"}, ("office=it", "office")),
        ({"shop": "no"}, None),
        ({"shop": ""}, None),
        ({"office": "it", "amenity": "bar"}, ("amenity=bar", "food")),
        ({"amenity": "casino;bar"}, ("amenity=casino;bar", "food")),
        ({"amenity": "casino; bar"}, ("amenity=casino; bar", "food")),
        ({}, None),
    ],
)
def test_the_first_key_that_makes_a_place_decides(
    tags: dict[str, str], expected: tuple[str, str] | None
) -> None:
    assert TABLE.of(tags) == expected


def test_the_built_in_table_has_every_category() -> None:
    table = load_categories()
    assert set(table.of_tag.values()) == {*AOI_CATEGORIES, "none"}
    assert table.keys[:2] == ("amenity", "shop")


def test_an_edited_copy_may_map_any_column(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("\ufeff" + HEADER + " art , Kneipe ,food\n", encoding="utf-8")
    assert load_categories(path).of({"art": "Kneipe"}) == ("art=Kneipe", "food")


def refused(tmp_path: Path, content: str | bytes) -> TrajganrError:
    path = tmp_path / "table.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(TrajganrError) as error:
        load_categories(path)
    assert error.value.next_action
    return error.value


@pytest.mark.malformed
def test_a_category_that_there_is_not_is_refused_by_its_line(tmp_path: Path) -> None:
    error = refused(tmp_path, HEADER + "amenity,bar,food\namenity,pub,drinks\n")
    assert error.code is Code.INPUT_FIELD
    assert error.parameters["line"] == 3
    assert "'drinks'" in error.message


@pytest.mark.malformed
def test_a_tag_that_is_listed_twice_is_refused_by_its_line(tmp_path: Path) -> None:
    error = refused(tmp_path, HEADER + "amenity,bar,food\n\namenity,bar,leisure\n")
    assert error.code is Code.INPUT_FIELD
    assert error.parameters["line"] == 4


@pytest.mark.malformed
def test_a_row_without_a_value_is_refused_by_its_line(tmp_path: Path) -> None:
    error = refused(tmp_path, HEADER + "amenity,,food\n")
    assert (error.code, error.parameters["line"]) == (Code.INPUT_FIELD, 2)


@pytest.mark.malformed
def test_a_row_that_is_too_short_is_refused_by_its_line(tmp_path: Path) -> None:
    error = refused(tmp_path, HEADER + "amenity,bar\n")
    assert (error.code, error.parameters["line"]) == (Code.INPUT_FIELD, 2)


@pytest.mark.malformed
def test_a_table_with_other_columns_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "key;value;category\na;b;food\n").code is Code.INPUT_FIELD


@pytest.mark.malformed
def test_a_table_without_rows_is_empty(tmp_path: Path) -> None:
    assert refused(tmp_path, HEADER).code is Code.INPUT_EMPTY


@pytest.mark.malformed
def test_a_table_of_no_bytes_is_empty(tmp_path: Path) -> None:
    assert refused(tmp_path, "").code is Code.INPUT_EMPTY


@pytest.mark.malformed
def test_a_table_that_is_no_text_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, b"PK\x03\x04\xff\xfe\x00").code is Code.INPUT_FORMAT
