"""Key files hold what a client needs, and nothing else is taken for one."""

from __future__ import annotations

import json
import stat
import sys
from pathlib import Path

import pytest
import zmq

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.keys import ClientKey, is_key, new_pair

KEY = ClientKey("ann", *new_pair(), new_pair()[0])


def test_a_key_is_read_as_it_was_written(tmp_path: Path) -> None:
    KEY.write(tmp_path / "keys" / "ann.key")
    assert ClientKey.read(tmp_path / "keys" / "ann.key") == KEY


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX'")
def test_a_key_file_is_its_owners_alone(tmp_path: Path) -> None:
    KEY.write(tmp_path / "ann.key")
    assert stat.S_IMODE((tmp_path / "ann.key").stat().st_mode) == 0o600


def test_a_key_file_is_not_replaced(tmp_path: Path) -> None:
    KEY.write(tmp_path / "ann.key")
    with pytest.raises(TrajganrError) as caught:
        KEY.write(tmp_path / "ann.key")
    assert caught.value.code is Code.INPUT_FIELD


@pytest.mark.parametrize(
    "text", [None, "", "{", "[]", "{}", json.dumps({"name": "a", "public": "b", "secret": "c"})]
)
def test_what_is_no_key_file_is_refused(text: str | None, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / "ann.key").write_text(text)
    with pytest.raises(TrajganrError) as caught:
        ClientKey.read(tmp_path / "ann.key")
    assert caught.value.code is Code.AUTH_DENIED


def test_a_secret_is_not_shown() -> None:
    assert KEY.secret not in repr(KEY)


def test_what_can_be_a_key() -> None:
    assert all(is_key(key) for _ in range(50) for key in new_pair())
    assert not any(is_key(text) for text in ("", "a" * 39, "a" * 41, "~" * 40, "a" * 39 + "\n"))


def test_a_zeromq_without_encryption_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zmq.has", lambda capability: False)
    with zmq.Context() as context, context.socket(zmq.DEALER) as socket:
        for use in (new_pair, lambda: KEY.protect(socket)):
            with pytest.raises(TrajganrError) as caught:
                use()
            assert caught.value.code is Code.ENV_MISSING_DEP
