"""Whose a bundle or model is stays known without the job store."""

from __future__ import annotations

from pathlib import Path

import pytest
from fake_cards import put_model

from trajganr_worker.storage.home import Home
from trajganr_worker.storage.owners import NOBODY, Owners, Ownership


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    put_model(home.path, "m", "b")
    return home


def test_a_folder_that_no_job_made_is_nobodys(home: Home) -> None:
    assert Owners(home).of("model", "m") == NOBODY == Ownership(None, is_shared=False)
    assert Owners(home).of("model", "../m") == NOBODY


def test_an_owner_stays_recorded_whatever_is_shared(home: Home) -> None:
    Owners(home).record("model", "m", "ann")
    for is_shared in (True, False):
        Owners(home).share("model", "m", is_shared=is_shared)
        assert Owners(home).of("model", "m") == Ownership("ann", is_shared)
    Owners(home).share("model", "m", is_shared=True)
    Owners(home).record("model", "m", "ann")  # its job is started again
    assert Owners(home).of("model", "m") == Ownership("ann", is_shared=True)
    assert Owners(home).of("bundle", "m") == NOBODY


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"owner": "bob"}', '{"owner": 1, "shared": true}', '"bob"']
)
def test_a_damaged_record_opens_nothing(text: str, home: Home) -> None:
    Owners(home).record("model", "m", "ann")
    home.owner_file("model", "m").write_text(text)
    assert Owners(home).of("model", "m") == NOBODY
