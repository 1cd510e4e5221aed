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


def test_a_written_key_is_read_unchanged(tmp_path: Path) -> None:
    KEY.write(tmp_path / "keys" / "ann.key")
    assert ClientKey.read(tmp_path / "keys" / "ann.key") == KEY


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX'")
def test_only_the_owner_can_read_a_key_file(tmp_path: Path) -> None:
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
def test_another_file_is_refused_as_a_key_file(text: str | None, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / "ann.key").write_text(text)
    with pytest.raises(TrajganrError) as caught:
        ClientKey.read(tmp_path / "ann.key")
    assert caught.value.code is Code.AUTH_DENIED


def test_the_repr_of_a_key_does_not_contain_the_secret() -> None:
    assert KEY.secret not in repr(KEY)


def test_text_that_can_be_a_key_is_recognised() -> None:
    assert all(is_key(key) for _ in range(50) for key in new_pair())
    assert not any(is_key(text) for text in ("", "a" * 39, "a" * 41, "~" * 40, "a" * 39 + "\n"))


def test_keys_with_a_zeromq_without_encryption_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zmq.has", lambda capability: False)
    with zmq.Context() as context, context.socket(zmq.DEALER) as socket:
        for use in (new_pair, lambda: KEY.protect(socket)):
            with pytest.raises(TrajganrError) as caught:
                use()
            assert caught.value.code is Code.ENV_MISSING_DEP
