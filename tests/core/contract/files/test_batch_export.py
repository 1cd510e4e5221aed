"""Batches of exports: which there are, what is whole, and what becomes of failures."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from trajganr_core.contract.errors import Code, TrajganrError, cancelled
from trajganr_core.contract.files.batch_export import (
    MANIFEST,
    Batch,
    Piece,
    Source,
    export_pieces,
    plan,
)
from trajganr_core.data.bundle import Bundle
from trajganr_core.model.model_folder import pretrained_area, read_card

HERE = frozenset({(0.0, 0.0, 1.0, 1.0)})
THERE = frozenset({(5.0, 5.0, 6.0, 6.0)})
PORTO = Source("a", "Porto", "1" * 64, HERE)
LISBON = Source("b", "Lisbon", "2" * 64, THERE)
OLD = Source("m", "Old", "3" * 64, HERE)
NEW = Source("n", "New", "4" * 64, HERE)


def pieces_of(*layers: str, models: tuple[Source, ...] = ()) -> list[Piece]:
    return plan([PORTO, LISBON], models, layers, "csv")[0]


def writing(batch: Batch, made: list[str], fails: str = "") -> Callable[[Piece], None]:
    def make(piece: Piece) -> None:
        if fails and fails in piece.file:
            raise TrajganrError(Code.INPUT_EMPTY, "{file} is empty.", "Fill it.", file=piece.file)
        path = batch.folder / piece.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(piece.file)
        made.append(piece.file)

    return make


def export(
    folder: Path, pieces: list[Piece], fails: str = "", *, overwrite: bool = False
) -> list[str]:
    """Export, and answer what was made."""
    made: list[str] = []
    batch = Batch(folder)
    make = writing(batch, made, fails)
    export_pieces(batch, pieces, make, lambda number, piece: None, overwrite=overwrite)
    return made


def test_each_bundle_has_a_folder_and_in_it_one_for_each_model_of_its_area() -> None:
    pieces, remarks = plan([PORTO, LISBON], [OLD, NEW], ["predictions", "roads"], "gpkg")
    assert [piece.file for piece in pieces] == [
        "Porto-11111111/roads.gpkg",
        "Lisbon-22222222/roads.gpkg",
        "Porto-11111111/Old-33333333/predictions.gpkg",
        "Porto-11111111/New-44444444/predictions.gpkg",
    ]
    assert len(remarks) == 2
    assert "Left out Old for Lisbon" in remarks[0]


def test_a_model_without_heads_is_used_in_all_its_areas(
    pretrained: Path, finetuned: Path, elsewhere: Bundle
) -> None:
    card = read_card(pretrained)
    areas = (*card.pretraining.areas, pretrained_area(elsewhere))
    card = replace(card, pretraining=replace(card.pretraining, areas=areas))
    there = Source.of("b", "There", "2" * 64, [elsewhere.manifest.area])
    assert Source.of("m", "Both", "3" * 64, card.known_areas).fits(there)
    tuned = replace(card, heads=read_card(finetuned).heads)
    assert not Source.of("m", "Both", "3" * 64, tuned.known_areas).fits(there)


def test_a_model_of_another_area_than_all_bundles_is_refused() -> None:
    with pytest.raises(TrajganrError) as caught:
        plan([LISBON], [OLD], ["predictions"], "gpkg")
    assert caught.value.code is Code.MODEL_INCOMPATIBLE
    assert "Old" in caught.value.message


def test_a_remark_names_models_that_are_not_used() -> None:
    pieces, remarks = plan([LISBON], [OLD], ["roads"], "gpkg")
    assert [piece.model for piece in pieces] == [None]
    assert "models are not used" in remarks[0]


def test_sources_without_a_known_area_are_combined() -> None:
    pieces, _ = plan([Source("c", "C", "5", frozenset())], [OLD], ["embeddings"], "gpkg")
    assert len(pieces) == 1


def test_names_of_any_script_become_folders_that_differ() -> None:
    names = {
        Source("", "Évora: Norte/Sul", identity, frozenset()).folder for identity in ("1a", "2b")
    }
    assert names == {"Évora_Norte_Sul-1a", "Évora_Norte_Sul-2b"}


def test_complete_files_are_not_made_again(tmp_path: Path) -> None:
    pieces = pieces_of("roads", "trips")
    assert len(export(tmp_path, pieces)) == 4
    assert export(tmp_path, pieces) == []
    (tmp_path / pieces[1].file).unlink()
    (tmp_path / pieces[2].file).unlink()
    assert export(tmp_path, pieces) == [pieces[1].file, pieces[2].file]


@pytest.mark.parametrize("is_known", [True, False], ids=["changed", "foreign"])
def test_other_files_are_replaced_with_overwrite_only(is_known: bool, tmp_path: Path) -> None:
    pieces = pieces_of("roads")
    if is_known:
        export(tmp_path, pieces)
    else:
        (tmp_path / pieces[0].file).parent.mkdir()
    (tmp_path / pieces[0].file).write_text("somebody's corrections")
    with pytest.raises(TrajganrError) as caught:
        export(tmp_path, pieces)
    assert caught.value.code is Code.INPUT_FIELD
    assert (tmp_path / pieces[0].file).read_text() == "somebody's corrections"
    assert export(tmp_path, pieces, overwrite=True) == [pieces[0].file]


def test_a_file_of_another_model_is_made_again(tmp_path: Path) -> None:
    first, _ = plan([PORTO], [OLD], ["predictions"], "csv")
    export(tmp_path, first)
    again = Source("m", "Old", "9" + "3" * 63, HERE)  # shown alike, and yet another
    second, _ = plan([PORTO], [again], ["predictions"], "csv")
    assert second[0].file == first[0].file
    assert export(tmp_path, second) == [first[0].file]


def test_failures_are_reported_after_all_other_exports(tmp_path: Path) -> None:
    pieces = pieces_of("roads", "images")
    with pytest.raises(TrajganrError) as caught:
        export(tmp_path, pieces, fails="images")
    assert caught.value.code is Code.INPUT_EMPTY
    assert "2 of 4 exports failed" in caught.value.message
    for name in ("Porto: images", "Lisbon: images"):
        assert name in caught.value.message
    assert sorted(export(tmp_path, pieces)) == sorted(p.file for p in pieces if p.layer == "images")


@pytest.mark.parametrize("code", [Code.TRANSPORT_DOWN, Code.JOB_INTERRUPTED, Code.JOB_DETACHED])
def test_a_batch_ends_when_the_worker_does_not_answer(code: Code, tmp_path: Path) -> None:
    batch, pieces = Batch(tmp_path), pieces_of("roads")
    tried: list[str] = []

    def make(piece: Piece) -> None:
        tried.append(piece.file)
        raise TrajganrError(code, "Nobody waits.", "")

    with pytest.raises(TrajganrError) as caught:
        export_pieces(batch, pieces, make, lambda number, piece: None)
    assert caught.value.code is code
    assert tried == [pieces[0].file]


def test_a_batch_ends_when_it_is_cancelled(tmp_path: Path) -> None:
    batch, pieces, made = Batch(tmp_path), pieces_of("roads"), list[str]()

    def began(number: int, piece: Piece) -> None:
        if number == 1:
            raise cancelled()

    with pytest.raises(TrajganrError) as caught:
        export_pieces(batch, pieces, writing(batch, made), began)
    assert caught.value.code is Code.JOB_CANCELLED
    assert made == [pieces[0].file]
    assert Batch(tmp_path).is_whole(pieces[0])


def test_a_folder_keeps_its_id_and_submitted_jobs(tmp_path: Path) -> None:
    first = Batch(tmp_path)
    assert not first.note_submitted("key")
    again = Batch(tmp_path)
    assert again.id == first.id
    assert again.note_submitted("key")


@pytest.mark.parametrize("content", ["no JSON", "[]", json.dumps({"schema": 99})])
def test_another_file_of_the_name_of_the_list_is_not_replaced(content: str, tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text(content)
    with pytest.raises(TrajganrError) as caught:
        Batch(tmp_path)
    assert caught.value.code is Code.INPUT_FORMAT
    assert (tmp_path / MANIFEST).read_text() == content


def test_a_source_of_any_name_and_id_has_a_folder_of_its_own() -> None:
    source = Source("w", "../../up", "/../../x", HERE)
    assert source.folder == "up-x"


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "batch", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "roads.csv").write_text("mine")
    batch = Batch(folder)
    (folder / "Porto-11111111").symlink_to(elsewhere)
    with pytest.raises(TrajganrError) as caught:
        export(folder, pieces_of("roads"))
    assert caught.value.code is Code.INPUT_FORMAT
    assert (elsewhere / "roads.csv").read_text() == "mine"
    assert batch.folder == folder
