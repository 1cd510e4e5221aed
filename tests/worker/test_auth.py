"""The list of keys: who is on it, who was, and who asks."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from trajganr_core.errors import Code, TrajganrError
from trajganr_core.protocol.keys import new_pair
from worker.auth import LOCAL, Caller, KeyRing, check_address


@pytest.fixture
def ring(tmp_path: Path) -> KeyRing:
    return KeyRing(tmp_path)


def refusal(ring: KeyRing, name: str, key: str | None = None) -> str:
    with pytest.raises(TrajganrError) as caught:
        ring.add(name, key or new_pair()[0], is_admin=False)
    assert caught.value.code is Code.INPUT_FIELD
    return caught.value.message


def test_a_key_that_was_made_is_accepted_until_it_is_revoked(ring: KeyRing) -> None:
    key = ring.make("ann", is_admin=True)
    member = ring.find(key.public)
    assert member is not None
    assert (member.name, member.is_admin) == ("ann", True)
    assert key.server == ring.server[0]
    ring.revoke("ann")
    assert ring.find(key.public) is None
    assert [m.revoked_at is None for m in ring.members()] == [False]


def test_another_process_sees_at_once_what_was_changed(ring: KeyRing, tmp_path: Path) -> None:
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
def test_keys_are_their_owners_alone(ring: KeyRing, tmp_path: Path) -> None:
    ring.make("ann", is_admin=False).write(tmp_path / "ann.key")
    for path in (tmp_path / "keys" / "server.json", tmp_path / "ann.key"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


def test_secrets_of_clients_are_not_kept(ring: KeyRing, tmp_path: Path) -> None:
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
def test_what_is_no_key_is_refused(key: str, ring: KeyRing) -> None:
    assert refusal(ring, "ann", key or "-")


def test_at_an_open_address_somebody_must_have_a_key(ring: KeyRing) -> None:
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


def test_who_sees_what() -> None:
    ann = Caller("ann", is_admin=False)
    assert (ann.may_see("ann"), ann.may_see("bob"), ann.may_see("")) == (True, False, False)
    assert ann.may_see(None), "what no job made is for all"
    assert LOCAL.may_see("bob")
