"""What came of a job is on the disk, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from trajganr_worker.processes import outcome as outcome_module
from trajganr_worker.processes.outcome import FILE, Outcome, sync_tree


def test_an_outcome_is_read_as_it_was_written(tmp_path: Path) -> None:
    files = {"roads.gpkg": {"size": 1, "sha256": "x"}}
    outcome = Outcome(2, {"counts": 7}, files, 1)
    outcome.write(tmp_path)
    assert Outcome.read(tmp_path, 2) == outcome


def test_the_outcome_of_another_attempt_does_not_count(tmp_path: Path) -> None:
    Outcome(1, {}).write(tmp_path)
    assert Outcome.read(tmp_path, 2) is None


@pytest.mark.parametrize("text", [None, "", "{", "[]", "{}", '{"attempt": 1, "colour": "green"}'])
def test_an_invalid_outcome_is_ignored(text: str | None, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / FILE).write_text(text)
    assert Outcome.read(tmp_path, 1) is None


@pytest.mark.parametrize("many", [1000, 2])
def test_a_folder_is_written_down_with_all_in_it_and_nothing_outside(
    many: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outcome_module, "MANY_FILES", many)
    (tmp_path / "out" / "below").mkdir(parents=True)
    (tmp_path / "out" / "below" / "a").write_text("a")
    (tmp_path / "out" / "gone").symlink_to(tmp_path / "nowhere")
    sync_tree(tmp_path / "out")
    sync_tree(tmp_path / "nothing")
