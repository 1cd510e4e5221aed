"""The cache of stage results."""

from __future__ import annotations

import logging
import multiprocessing
import os
import time
from pathlib import Path

import pytest

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files.atomic_io import WORKING, machine
from trajganr_core.data.preparation import stages
from trajganr_core.data.preparation.stages import MARKER, Stage, StageCache


class Work:
    """A stage that counts how often it is done."""

    def __init__(self, text: str = "result") -> None:
        self.text = text
        self.times = 0

    def __call__(self, folder: Path) -> None:
        self.times += 1
        (folder / "deep").mkdir()
        (folder / "deep" / "a.txt").write_text(self.text)


@pytest.fixture
def cache(tmp_path: Path) -> StageCache:
    return StageCache(tmp_path / "cache")


def entry_of(cache: StageCache, stage: Stage, name: str = "work") -> Path:
    return cache.folder / name / stage.key


def test_the_same_inputs_are_worked_on_once(cache: StageCache, tmp_path: Path) -> None:
    work = Work()
    first = cache.run("work", {"a": 1}, work, tmp_path / "one")
    again = cache.run("work", {"a": 1}, work, tmp_path / "two")
    assert (first.reused, again.reused, work.times) == (False, True, 1)
    assert first.key == again.key
    assert (tmp_path / "two" / "deep" / "a.txt").read_text() == "result"
    assert not (tmp_path / "two" / MARKER).exists()


def test_other_inputs_another_stage_or_other_code_run_again(
    cache: StageCache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = Work()
    keys = {
        cache.run("work", {"a": 1}, work, tmp_path / "1").key,
        cache.run("work", {"a": 2}, work, tmp_path / "2").key,
        cache.run("other", {"a": 1}, work, tmp_path / "3").key,
    }
    monkeypatch.setattr(stages, "code_version", lambda: "another")
    keys.add(cache.run("work", {"a": 1}, work, tmp_path / "4").key)
    assert (len(keys), work.times) == (4, 4)


def test_a_result_without_files_is_a_result(cache: StageCache, tmp_path: Path) -> None:
    cache.run("work", {}, lambda folder: None, tmp_path / "one")
    assert cache.run("work", {}, lambda folder: None, tmp_path / "two").reused
    assert (tmp_path / "two").is_dir()


@pytest.mark.parametrize("damage", ["changed", "cut", "missing", "marker", "no json", "a list"])
def test_a_damaged_result_is_made_again_and_reported(
    cache: StageCache, tmp_path: Path, caplog: pytest.LogCaptureFixture, damage: str
) -> None:
    work = Work()
    entry = entry_of(cache, cache.run("work", {}, work, tmp_path / "one"))
    file = entry / "deep" / "a.txt"
    content = {"changed": "resulT", "cut": "res"}.get(damage)
    if content is not None:
        file.unlink()  # It is one with the file of the first result.
        file.write_text(content)
    elif damage == "missing":
        file.unlink()
    else:
        marker = {"marker": "{}", "no json": '{"fil', "a list": "[1]"}[damage]
        (entry / MARKER).write_text(marker)
    with caplog.at_level(logging.WARNING):
        assert not cache.run("work", {}, work, tmp_path / "two").reused
    assert "computed again" in caplog.text
    assert (tmp_path / "two" / "deep" / "a.txt").read_text() == "result"
    assert cache.run("work", {}, work, tmp_path / "three").reused


def test_a_failure_keeps_nothing(cache: StageCache, tmp_path: Path) -> None:
    def fail(folder: Path) -> None:
        (folder / "half.txt").write_text("half")
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError):
        cache.run("work", {}, fail, tmp_path / "one")
    work = Work()
    assert not cache.run("work", {}, work, tmp_path / "two").reused
    assert not (tmp_path / "two" / "half.txt").exists()


def test_the_least_recently_used_result_is_removed_first(tmp_path: Path) -> None:
    cache = StageCache(tmp_path / "cache", largest_bytes=250)
    work = Work("x" * 100)
    made = [cache.run("work", {"n": n}, work, tmp_path / f"{n}") for n in range(2)]
    for age, stage in zip((50, 100), made, strict=True):
        os.utime(entry_of(cache, stage) / MARKER, (time.time() - age,) * 2)
    cache.run("work", {"n": 0}, work, tmp_path / "again")
    cache.run("work", {"n": 2}, work, tmp_path / "2")
    assert cache.run("work", {"n": 0}, work, tmp_path / "a").reused
    assert not cache.run("work", {"n": 1}, work, tmp_path / "b").reused


def test_working_folders_of_killed_processes_are_removed(cache: StageCache, tmp_path: Path) -> None:
    killed = multiprocessing.get_context("fork").Process()
    killed.start()
    killed.join()
    abandoned, in_use = (
        cache.folder / "work" / f"{WORKING}{machine()}-{process}-x"
        for process in (killed.pid, os.getpid())
    )
    for folder in (abandoned, in_use):
        folder.mkdir(parents=True)
    cache.run("work", {}, Work(), tmp_path / "one")
    assert in_use.exists()
    assert not abandoned.exists()


def test_a_size_of_zero_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAJGANR_CACHE_GB", "0")
    cache = StageCache(tmp_path / "cache")
    cache.run("work", {}, Work(), tmp_path / "one")
    assert not cache.folder.exists()


@pytest.mark.malformed
@pytest.mark.parametrize("size", ["much", "-1", "nan", "inf"])
def test_an_invalid_size_is_refused(monkeypatch: pytest.MonkeyPatch, size: str) -> None:
    monkeypatch.setenv("TRAJGANR_CACHE_GB", size)
    with pytest.raises(TrajganrError) as error:
        StageCache()
    assert error.value.code is Code.INPUT_FIELD


def test_a_cache_that_cannot_be_written_is_logged_and_not_an_error(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "cache").write_text("in the way")
    stage = StageCache(tmp_path / "cache").run("work", {}, Work(), tmp_path / "one")
    assert (stage.folder / "deep" / "a.txt").read_text() == "result"
    assert "cannot be added" in caplog.text


def test_a_result_is_copied_where_it_cannot_be_linked(
    cache: StageCache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_link(source: Path, target: Path) -> None:
        raise OSError("another file system")

    monkeypatch.setattr("os.link", no_link)
    cache.run("work", {}, Work(), tmp_path / "one")
    assert cache.run("work", {}, Work(), tmp_path / "two").reused
    assert (tmp_path / "two" / "deep" / "a.txt").read_text() == "result"


def _run_many(folder: Path, out: Path, largest_bytes: int) -> None:
    """What each of two processes does; in a small cache each throws out what the other needs."""
    for n in range(60):
        key = n % 4
        cache = StageCache(folder, largest_bytes)
        stage = cache.run("work", {"n": key}, Work(str(key) * 100), out / f"{n}")
        assert (stage.folder / "deep" / "a.txt").read_text() == str(key) * 100


@pytest.mark.parametrize("largest_bytes", [10_000, 250])
def test_two_processes_may_use_one_cache(tmp_path: Path, largest_bytes: int) -> None:
    context = multiprocessing.get_context("fork")
    processes = [
        context.Process(target=_run_many, args=(tmp_path / "cache", tmp_path / name, largest_bytes))
        for name in ("a", "b")
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
