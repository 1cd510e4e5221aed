"""Sources in an object store are downloaded once, and again after a change."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.data import object_store
from trajganr_core.data.object_store import local_path


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAJGANR_CACHE", str(tmp_path))


@pytest.fixture
def store() -> Iterator[fsspec.AbstractFileSystem]:
    """A store in memory, which counts what is fetched."""
    memory = fsspec.filesystem("memory")
    yield memory
    memory.rm("/", recursive=True)


@pytest.fixture
def fetches(store: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    seen: list[str] = []
    get = type(store).get

    def counted(self: object, path: str, *args: object, **options: object) -> object:
        seen.append(path)
        return get(self, path, *args, **options)

    monkeypatch.setattr(type(store), "get", counted)
    return seen


def put(store: fsspec.AbstractFileSystem, path: str, text: str) -> None:
    with store.open(path, "wt") as file:
        file.write(text)


def test_a_file_is_fetched_once_and_again_when_it_has_changed(
    store: fsspec.AbstractFileSystem, fetches: list[str], tmp_path: Path
) -> None:
    put(store, "/city/trips.csv", "one")
    copy = local_path("memory://city/trips.csv")
    assert (copy.name, copy.read_text()) == ("trips.csv", "one")
    assert local_path("memory://city/trips.csv") == copy
    assert len(fetches) == 1
    put(store, "/city/trips.csv", "another")
    assert local_path("memory://city/trips.csv").read_text() == "another"
    assert not [path for path in (tmp_path / "fetched").iterdir() if path.name.startswith(".")]


def test_a_folder_comes_with_all_that_is_in_it(
    store: fsspec.AbstractFileSystem, tmp_path: Path
) -> None:
    put(store, "/bundle/bundle.json", "{}")
    put(store, "/bundle/trips/0000.parquet", "PAR1")
    copy = local_path("memory://bundle")
    assert copy.name == "bundle"
    assert (copy / "trips" / "0000.parquet").read_text() == "PAR1"


def test_the_least_recently_used_copy_is_removed(
    store: fsspec.AbstractFileSystem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(object_store, "MAX_BYTES", 10)
    put(store, "/a.csv", "six by")
    put(store, "/b.csv", "six by")
    first = local_path("memory://a.csv")
    second = local_path("memory://b.csv")
    assert second.exists()
    assert not first.exists()


def test_a_failed_fetch_is_reported(
    store: fsspec.AbstractFileSystem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise PermissionError("the key is wrong")

    put(store, "/a.csv", "text")
    monkeypatch.setattr(type(store), "get", refuse)
    for address, code in (
        ("memory://a.csv", Code.TRANSPORT_DOWN),
        ("memory://none.csv", Code.INPUT_NOT_FOUND),
        ("carrier-pigeon://loft/trips.csv", Code.ENV_MISSING_DEP),
    ):
        with pytest.raises(TrajganrError) as caught:
            local_path(address)
        assert caught.value.code is code
    assert not list((tmp_path / "fetched").iterdir())


class NoCredentialsError(Exception):
    """What the client of a store raises, who knows no OSError."""


@pytest.mark.parametrize(
    ("error", "raised"),
    [
        (NoCredentialsError("Unable to locate credentials"), TrajganrError),
        (OSError(errno.ENOSPC, "No space left on device"), OSError),
    ],
)
def test_errors_of_a_store_and_of_this_machine_differ(
    store: fsspec.AbstractFileSystem,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    raised: type[Exception],
) -> None:
    def fail(*args: object, **options: object) -> None:
        raise error

    put(store, "/a.csv", "text")
    monkeypatch.setattr(type(store), "get", fail)
    with pytest.raises(raised) as caught:
        local_path("memory://a.csv")
    if isinstance(caught.value, TrajganrError):
        assert caught.value.code is Code.TRANSPORT_DOWN
        assert "Unable to locate credentials" in caught.value.message
