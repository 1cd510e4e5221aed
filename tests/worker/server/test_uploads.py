"""Pieces of files become whole files, whoever sends them and however often."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_worker.access.auth import LOCAL, Caller
from trajganr_worker.server import uploads as uploads_module
from trajganr_worker.server.uploads import Uploads
from trajganr_worker.storage.home import Home, Reference
from trajganr_worker.storage.settings import Settings

CONTENT = os.urandom(5 * 1000)
PIECES = [CONTENT[begin : begin + 1000] for begin in range(0, 5000, 1000)]
REFERENCE = Reference(hashlib.sha256(CONTENT).hexdigest(), "trips.csv")
ANN, BOB = Caller("ann", is_admin=False), Caller("bob", is_admin=False)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def uploads(home: Home) -> Uploads:
    return Uploads(home, Settings())


class Full(io.FileIO):
    """A file of which only half of what is written finds room."""

    def write(self, piece: Any, /) -> int:
        super().write(piece[: len(piece) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")


def put(uploads: Uploads, number: int, caller: Caller = LOCAL) -> int:
    return uploads.put(caller, REFERENCE, len(CONTENT), 1000 * number, PIECES[number])


def refusal(uploads: Uploads, number: int) -> Code:
    with pytest.raises(TrajganrError) as caught:
        put(uploads, number)
    return caught.value.code


def test_pieces_make_the_file(home: Home, uploads: Uploads) -> None:
    assert uploads.received(LOCAL, REFERENCE) == 0
    assert [put(uploads, number) for number in range(5)] == [1000, 2000, 3000, 4000, 5000]
    assert uploads.received(LOCAL, REFERENCE) is None
    assert home.data(REFERENCE).read_bytes() == CONTENT
    assert list(home.incoming.iterdir()) == []


def test_a_piece_that_came_already_is_taken_for_granted(home: Home, uploads: Uploads) -> None:
    for number in (0, 0, 1, 0, 1, 2, 3, 3, 4, 4):
        put(uploads, number)
    assert home.data(REFERENCE).read_bytes() == CONTENT


def test_a_piece_after_a_gap_is_refused_and_nothing_is_lost(uploads: Uploads) -> None:
    put(uploads, 0)
    assert refusal(uploads, 2) is Code.PROTOCOL_SCHEMA
    assert uploads.received(LOCAL, REFERENCE) == 1000


def test_a_restarted_worker_resumes_an_upload(home: Home, uploads: Uploads) -> None:
    for number in range(3):
        put(uploads, number)
    again = Uploads(home, Settings())
    assert again.received(LOCAL, REFERENCE) == 3000
    assert [put(again, number) for number in (3, 4)] == [4000, 5000]
    assert home.data(REFERENCE).read_bytes() == CONTENT


def test_an_upload_with_another_hash_is_discarded(home: Home, uploads: Uploads) -> None:
    for number in range(4):
        put(uploads, number)
    with pytest.raises(TrajganrError) as caught:
        uploads.put(LOCAL, REFERENCE, len(CONTENT), 4000, b"x" * 1000)
    assert caught.value.code is Code.INPUT_HASH
    assert uploads.received(LOCAL, REFERENCE) == 0
    assert not home.data(REFERENCE).exists()


def test_an_upload_damaged_on_the_disk_is_detected(home: Home, uploads: Uploads) -> None:
    for number in range(3):
        put(uploads, number)
    (partial,) = home.incoming.iterdir()
    partial.write_bytes(b"y" * 3000)
    again = Uploads(home, Settings())
    put(again, 3)
    assert refusal(again, 4) is Code.INPUT_HASH


def test_knowing_a_hash_does_not_grant_access_to_the_file(home: Home, uploads: Uploads) -> None:
    for number in range(5):
        put(uploads, number, ANN)
    assert uploads.received(ANN, REFERENCE) is None
    assert uploads.received(BOB, REFERENCE) == 0
    assert (home.is_granted(REFERENCE, "ann"), home.is_granted(REFERENCE, "bob")) == (True, False)
    for number in range(5):
        put(uploads, number, BOB)
    assert home.is_granted(REFERENCE, "bob")
    # Whose worker it is may use all that is on it.
    assert uploads.received(LOCAL, REFERENCE) is None


def test_pieces_of_different_users_are_separate(uploads: Uploads) -> None:
    put(uploads, 0, ANN)
    assert uploads.received(BOB, REFERENCE) == 0


def test_a_file_larger_than_the_disk_is_refused(home: Home) -> None:
    uploads = Uploads(home, Settings(most_upload_bytes=1 << 62))
    with pytest.raises(TrajganrError) as caught:
        uploads.put(LOCAL, REFERENCE, 1 << 60, 0, b"x")
    assert caught.value.code is Code.RESOURCE_DISK
    assert list(home.incoming.iterdir()) == []


def test_a_piece_without_room_leaves_the_received_ones(
    home: Home, uploads: Uploads, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(uploads, 0)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", lambda path, *_, **__: Full(path, "ab"))
        assert refusal(uploads, 1) is Code.RESOURCE_DISK
    assert uploads.received(LOCAL, REFERENCE) == 1000
    for number in range(1, 5):
        put(uploads, number)
    assert home.data(REFERENCE).read_bytes() == CONTENT


def begin(uploads: Uploads, number: int, caller: Caller, size: int = 10) -> None:
    """Send the first byte of some file."""
    uploads.put(caller, Reference(f"{number:064x}", "a"), size, 0, b"x")


def code_of(action: Callable[[], object]) -> Code:
    with pytest.raises(TrajganrError) as caught:
        action()
    return caught.value.code


def pause_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on nobody has sent anything for a while."""
    now = time.monotonic() + 2 * uploads_module.PAUSED_AFTER_S
    monkeypatch.setattr(uploads_module.time, "monotonic", lambda: now)


def test_one_person_does_not_use_up_the_uploads_of_all(
    home: Home, uploads: Uploads, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads_module, "MAX_OF_ONE", 3)
    for number in range(3):
        begin(uploads, number, ANN)
    assert code_of(lambda: begin(uploads, 3, ANN)) is Code.RESOURCE_QUEUE_FULL
    begin(uploads, 3, BOB)
    begin(uploads, 3, LOCAL)
    put(Uploads(home, Settings()), 0, BOB)


def test_the_total_number_of_uploads_is_limited(
    uploads: Uploads, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads_module, "MAX_AT_ONCE", 2)
    begin(uploads, 0, ANN)
    begin(uploads, 1, BOB)
    assert code_of(lambda: begin(uploads, 2, LOCAL)) is Code.RESOURCE_QUEUE_FULL
    uploads.put(ANN, Reference("0" * 64, "a"), 10, 1, b"y")  # the others go on


def test_a_paused_upload_makes_way_for_another_of_the_same_person(
    home: Home, uploads: Uploads, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads_module, "MAX_OF_ONE", 2)
    begin(uploads, 9, BOB)
    for number in range(2):
        begin(uploads, number, ANN)
        (first,) = home.incoming.glob(f"ann.{0:064x}")
        os.utime(first, (0, 0))
    pause_all(monkeypatch)
    begin(uploads, 2, ANN)
    left = sorted(path.name for path in home.incoming.iterdir())
    assert left == [f"ann.{1:064x}", f"ann.{2:064x}", f"bob.{9:064x}"]


def test_more_than_was_announced_is_not_taken(home: Home, uploads: Uploads) -> None:
    put(uploads, 0)
    excess = CONTENT[1000:] + b"more"
    past_the_end = code_of(lambda: uploads.put(LOCAL, REFERENCE, len(CONTENT), 1000, excess))
    assert past_the_end is Code.PROTOCOL_SCHEMA
    assert list(home.incoming.iterdir()) == []


def test_a_size_that_grows_on_the_way_is_not_taken(home: Home) -> None:
    uploads = Uploads(home, Settings(most_upload_bytes=3000))
    uploads.put(LOCAL, REFERENCE, 3000, 0, PIECES[0])
    grown = code_of(lambda: uploads.put(LOCAL, REFERENCE, len(CONTENT), 1000, PIECES[1]))
    assert grown is Code.PROTOCOL_SCHEMA
    assert list(home.incoming.iterdir()) == []
    # Nor does a restart of the worker help.
    uploads.put(LOCAL, REFERENCE, 3000, 0, PIECES[0])
    again = Uploads(home, Settings(most_upload_bytes=3000))
    too_large = code_of(lambda: again.put(LOCAL, REFERENCE, len(CONTENT), 1000, PIECES[1]))
    assert too_large is Code.PROTOCOL_TOO_LARGE


def test_room_that_was_promised_to_one_upload_is_not_given_to_another(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Home, "free_bytes", lambda home: 1000)
    uploads = Uploads(home, Settings(least_free_bytes=100))
    begin(uploads, 0, ANN, 500)
    assert code_of(lambda: begin(uploads, 1, BOB, 500)) is Code.RESOURCE_DISK
    begin(uploads, 1, BOB, 400)
    # Who stops sending keeps the room from nobody, and asks for it again.
    pause_all(monkeypatch)
    begin(uploads, 2, BOB, 800)
    rest = code_of(lambda: uploads.put(ANN, Reference("0" * 64, "a"), 500, 1, b"y"))
    assert rest is Code.RESOURCE_DISK


def test_an_upload_stops_at_the_reserved_space_when_the_disk_fills(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    uploads = Uploads(home, Settings(least_free_bytes=100))
    put(uploads, 0)
    with monkeypatch.context() as patched:
        patched.setattr(Home, "free_bytes", lambda home: 1000)
        assert refusal(uploads, 1) is Code.RESOURCE_DISK
    assert put(uploads, 1) == 2000


def test_abandoned_uploads_are_discarded(home: Home, uploads: Uploads) -> None:
    put(uploads, 0)
    uploads.tidy()
    assert uploads.received(LOCAL, REFERENCE) == 1000
    (partial,) = home.incoming.iterdir()
    old = time.time() - 2 * 24 * 3600
    os.utime(partial, (old, old))
    uploads.tidy()
    assert uploads.received(LOCAL, REFERENCE) == 0


def test_an_empty_file_is_one_empty_piece(home: Home, uploads: Uploads) -> None:
    empty = Reference(hashlib.sha256(b"").hexdigest(), "empty.csv")
    assert uploads.put(LOCAL, empty, 0, 0, b"") == 0
    assert home.data(empty).read_bytes() == b""
