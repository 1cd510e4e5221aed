"""The list of keys: present and former members, and callers."""

from __future__ import annotations

import errno
import json
import stat
import sys
from pathlib import Path

import pytest

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.keys import new_pair
from trajganr_worker.access import auth
from trajganr_worker.access.auth import LOCAL, Caller, KeyRing, check_address, warning_of


@pytest.fixture
def ring(tmp_path: Path) -> KeyRing:
    return KeyRing(tmp_path)


def refusal(ring: KeyRing, name: str, key: str | None = None) -> str:
    with pytest.raises(TrajganrError) as caught:
        ring.add(name, key or new_pair()[0], is_admin=False)
    assert caught.value.code is Code.INPUT_FIELD
    return caught.value.message


def test_a_key_is_accepted_until_it_is_revoked(ring: KeyRing) -> None:
    key = ring.make("ann", is_admin=True)
    member = ring.find(key.public)
    assert member is not None
    assert (member.name, member.is_admin) == ("ann", True)
    assert key.server == ring.server[0]
    ring.revoke("ann")
    assert ring.find(key.public) is None
    assert [m.revoked_at is None for m in ring.members()] == [False]


def test_changes_of_the_key_list_are_visible_in_other_processes(
    ring: KeyRing, tmp_path: Path
) -> None:
    running = KeyRing(tmp_path)
    assert running.members() == ()
    before = running.version()
    key = ring.make("ann", is_admin=False)
    assert running.version() != before
    assert running.find(key.public) is not None
    ring.revoke("ann")
    assert running.find(key.public) is None


def test_the_worker_keeps_its_own_key(ring: KeyRing, tmp_path: Path) -> None:
    assert ring.server == KeyRing(tmp_path).server


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX'")
def test_only_the_owner_can_read_the_keys(ring: KeyRing, tmp_path: Path) -> None:
    ring.make("ann", is_admin=False).write(tmp_path / "ann.key")
    for path in (tmp_path / "keys" / "server.json", tmp_path / "ann.key"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


def test_secrets_are_never_stored(ring: KeyRing, tmp_path: Path) -> None:
    key = ring.make("ann", is_admin=False)
    assert key.secret not in (tmp_path / "keys" / "clients.json").read_text()
    assert key.secret not in repr(key)


def test_a_name_has_one_key_at_a_time(ring: KeyRing) -> None:
    ring.make("ann", is_admin=False)
    assert "has a key" in refusal(ring, "Ann")
    ring.revoke("ann")
    ring.make("ann", is_admin=False)
    with pytest.raises(TrajganrError, match="has no key"):
        ring.revoke("bob")


@pytest.mark.parametrize("name", ["", "../x", "a b", "a/b", ".a", "x" * 33, "é"])
def test_a_name_that_could_be_a_path_is_refused(name: str, ring: KeyRing) -> None:
    assert refusal(ring, name)


@pytest.mark.parametrize("key", ["", "x" * 39, "~" * 40])
def test_an_invalid_key_is_refused(key: str, ring: KeyRing) -> None:
    assert refusal(ring, "ann", key or "-")


def test_an_open_address_needs_at_least_one_key(ring: KeyRing) -> None:
    for address in (None, "tcp://127.0.0.1:5570"):
        check_address(address, ring)
    with pytest.raises(TrajganrError, match="nobody has a key") as caught:
        check_address("tcp://0.0.0.0:5570", ring)
    assert caught.value.code is Code.AUTH_DENIED
    ring.make("ann", is_admin=False)
    check_address("tcp://0.0.0.0:5570", ring)
    ring.revoke("ann")
    with pytest.raises(TrajganrError):
        check_address("tcp://0.0.0.0:5570", ring)


GOOD = {"name": "ann", "public": new_pair()[0], "is_admin": False, "added_at": 1.0}
DAMAGED = {
    "no JSON": "[{",
    "deep": "[" * 100_000,
    "no list": '{"version": 2, "members": []}',
    "a field of a newer release": json.dumps([{**GOOD, "expires_at": 2.0}]),
    "no name": json.dumps([{**GOOD, "name": None}]),
    "a name that is none": json.dumps([{**GOOD, "name": "../x"}]),
    "no key": json.dumps([{**GOOD, "public": 7}]),
    "a word for a truth": json.dumps([{**GOOD, "is_admin": "no"}]),
    "no time": json.dumps([{**GOOD, "revoked_at": "yesterday"}]),
    "no member": json.dumps([GOOD, 7]),
    "a field too few": json.dumps([{"name": "ann"}]),
    "no text": b"\xff\xfe[]",
}


@pytest.fixture(params=DAMAGED.values(), ids=list(DAMAGED))
def damaged(request: pytest.FixtureRequest) -> bytes:
    content: str | bytes = request.param
    return content if isinstance(content, bytes) else content.encode()


def list_file(folder: Path, content: bytes) -> Path:
    file = folder / "keys" / "clients.json"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content)
    return file


def test_members_are_still_accepted_if_the_list_becomes_damaged(
    damaged: bytes, ring: KeyRing, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    key = ring.make("ann", is_admin=False)
    assert ring.find(key.public) is not None
    list_file(tmp_path, damaged)
    for _ in range(3):
        assert ring.find(key.public) is not None
        assert ring.find(new_pair()[0]) is None
    assert [record.getMessage().startswith("[INPUT.FORMAT]") for record in caplog.records] == [True]


def test_without_a_readable_list_no_key_is_accepted(
    damaged: bytes, ring: KeyRing, tmp_path: Path
) -> None:
    list_file(tmp_path, damaged)
    assert ring.find(GOOD["public"]) is None  # type: ignore[arg-type]
    assert ring.requires_keys, "that nobody has a key is not known"
    check_address("tcp://0.0.0.0:5570", ring)


def test_a_damaged_list_is_never_overwritten(damaged: bytes, ring: KeyRing, tmp_path: Path) -> None:
    file = list_file(tmp_path, damaged)
    for change in (
        lambda: ring.make("bob", is_admin=False),
        lambda: ring.revoke("ann"),
        ring.members,
    ):
        with pytest.raises(TrajganrError) as caught:
            change()
        assert caught.value.code is Code.INPUT_FORMAT
        assert caught.value.next_action
    assert file.read_bytes() == damaged


def test_a_list_that_was_restored_counts_again(ring: KeyRing, tmp_path: Path) -> None:
    list_file(tmp_path, b"[")
    assert ring.find(str(GOOD["public"])) is None
    list_file(tmp_path, json.dumps([GOOD]).encode())
    assert ring.find(str(GOOD["public"])) is not None


@pytest.mark.parametrize("content", ["", "{}", '{"public": "x", "secret": "x"}'])
def test_a_damaged_server_key_is_reported(content: str, ring: KeyRing, tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "server.json").write_text(content)
    with pytest.raises(TrajganrError, match="own key") as caught:
        _ = ring.server
    assert caught.value.code is Code.INPUT_FORMAT


def test_a_list_that_could_not_be_opened_for_want_of_a_descriptor_is_read_again(
    ring: KeyRing, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = ring.make("ann", is_admin=False)

    def open_no_more(path: Path) -> None:
        raise OSError(errno.EMFILE, "Too many open files")

    with monkeypatch.context() as patched:
        patched.setattr(auth, "_members_in", open_no_more)
        assert ring.find(key.public) is None
        assert ring.requires_keys
    assert ring.find(key.public) is not None


def test_a_port_that_is_open_to_all_accounts_is_warned_of(ring: KeyRing) -> None:
    loopback = "tcp://127.0.0.1:5570"
    assert loopback in warning_of(loopback, ring)
    assert warning_of(None, ring) == ""
    ring.make("ann", is_admin=False)
    assert warning_of(loopback, ring) == ""


def test_visibility_by_caller_and_owner() -> None:
    ann = Caller("ann", is_admin=False)
    assert (ann.may_see("ann"), ann.may_see("bob"), ann.may_see("")) == (True, False, False)
    assert not ann.may_see(None), "what no job made is the administrators'"
    assert LOCAL.may_see("bob")
    assert LOCAL.may_see(None)
