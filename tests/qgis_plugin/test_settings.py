"""Profiles of workers, and environment variables that override them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from qgis.core import QgsSettings

from qgis_plugin import settings
from qgis_plugin.client import session
from qgis_plugin.settings import LOCAL, REMOTE, Profile
from trajganr_core.contract.errors import Code, TrajganrError

#: What a shell or ssh would run, expand or take for an option.
SHELL = (
    "-oX",
    "$(id)",
    "`id`",
    "a;id",
    "a|id",
    "a&id",
    "%h",
    "${HOME}",
    "a\nb",
    "a'b",
    'a"b',
    "a\\b",
)
UNSAFE_HOMES = ("'; id '", "$HOME", "a:b", "%d", "~ann/x", "a\nb", "a`id`", "a\\b")
GPU = Profile("GPU", REMOTE, address="tcp://127.0.0.1:5570", ssh_host="gpu-machine")


@pytest.fixture(autouse=True)
def nothing_chosen(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A person who has not chosen anything, in an environment that names nothing."""
    QgsSettings().remove("trajganr")
    for name in ("HOME", "ADDRESS", "KEY", "WORKER_PYTHON"):
        monkeypatch.delenv(f"TRAJGANR_{name}", raising=False)
    yield
    QgsSettings().remove("trajganr")


def test_the_default_profile_is_a_worker_on_this_machine() -> None:
    profile = settings.current_profile()
    assert profile.kind == LOCAL
    assert not profile.python


def test_profiles_are_stored_and_one_is_used(qtbot: object) -> None:
    local = Profile("Mine", home="/somewhere", python="/bin/python")
    settings.save_profiles([local, GPU], "GPU")
    assert settings.profiles() == [local, GPU]
    assert settings.current_profile() == GPU
    settings.use("Mine")
    assert settings.current_profile() == local


def test_changing_the_profile_emits_a_signal(qtbot: object) -> None:
    with qtbot.waitSignal(settings.notifier.profile_changed):  # type: ignore[attr-defined]
        settings.save_profiles([GPU], "GPU")


def test_a_removed_profile_is_no_longer_used() -> None:
    settings.save_profiles([Profile("Mine"), GPU], "GPU")
    settings.save_profiles([Profile("Mine")], "GPU")
    assert settings.current_profile().name == "Mine"


@pytest.mark.parametrize(
    ("variable", "value"),
    [("TRAJGANR_ADDRESS", "tcp://127.0.0.1:7000"), ("TRAJGANR_HOME", "/elsewhere")],
)
def test_environment_variables_override_the_profile(
    variable: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.save_profiles([GPU], "GPU")
    monkeypatch.setenv(variable, value)
    profile = settings.current_profile()
    assert value in (profile.address, profile.home)
    assert not profile.ssh_host
    assert settings.named_by_environment() == [variable]


def test_a_python_in_the_environment_is_for_the_local_worker(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.save_profiles([Profile("Mine", home="/somewhere", python="/a")], "Mine")
    monkeypatch.setenv("TRAJGANR_WORKER_PYTHON", "/b")
    assert settings.current_profile() == Profile("Mine", home="/somewhere", python="/b")


def test_the_local_profile_uses_a_new_environment() -> None:
    settings.save_profiles([GPU, Profile("Mine", home="/somewhere")], "GPU")
    settings.use_python(Path("/made/python"))
    assert settings.current_profile() == Profile("Mine", home="/somewhere", python="/made/python")
    assert GPU in settings.profiles()


@pytest.mark.parametrize(
    "wrong",
    [
        Profile(""),
        Profile("GPU", REMOTE, address="gpu-machine:5570"),
        Profile("GPU", REMOTE, address=GPU.address, ssh_host="-oProxyCommand=touch /tmp/x"),
        Profile("GPU", REMOTE, address=GPU.address, ssh_host="gpu", ssh_jump="a b"),
        Profile("GPU", REMOTE),
        *(Profile("GPU", REMOTE, ssh_host=text) for text in SHELL),
        *(Profile("GPU", REMOTE, ssh_host="gpu", ssh_user=text) for text in SHELL),
        *(Profile("GPU", REMOTE, ssh_host="gpu", ssh_jump=text) for text in (*SHELL, "a,,b")),
        *(Profile("GPU", REMOTE, ssh_host="gpu", remote_home=text) for text in UNSAFE_HOMES),
        Profile("GPU", REMOTE, ssh_host="gpu", ssh_port=70000),
        Profile("GPU", REMOTE, ssh_host="gpu", ssh_port=-1),
    ],
)
def test_invalid_profiles_are_refused(wrong: Profile) -> None:
    with pytest.raises(TrajganrError) as caught:
        settings.save_profiles([wrong], wrong.name)
    assert caught.value.code is Code.INPUT_FIELD
    assert caught.value.next_action
    assert settings.profiles() != [wrong]


@pytest.mark.parametrize(
    "right",
    [
        Profile("GPU", REMOTE, ssh_host="gpu-machine.example.org"),
        Profile("GPU", REMOTE, ssh_host="ann@10.0.0.5", ssh_port=2222),
        Profile("GPU", REMOTE, ssh_host="2001:db8::1"),
        Profile("GPU", REMOTE, ssh_host="gpu_1", ssh_user="ann@corp.example"),
        Profile("GPU", REMOTE, ssh_host="gpu", ssh_jump="ann@gate:2222,second"),
        Profile("GPU", REMOTE, ssh_host="gpu", remote_home="~/trajganr home/a"),
        Profile("GPU", REMOTE, ssh_host="gpu", remote_home="/srv/trajganr"),
        Profile("GPU", REMOTE, ssh_host="gpu", address="tcp://127.0.0.1:5570"),
    ],
)
def test_valid_ssh_settings_are_accepted(right: Profile) -> None:
    settings.save_profiles([right], right.name)
    assert settings.profiles() == [right]


def test_two_profiles_with_one_name_are_refused() -> None:
    with pytest.raises(TrajganrError, match="GPU"):
        settings.save_profiles([GPU, GPU], "GPU")


def test_the_error_for_unreadable_profiles_names_their_key() -> None:
    QgsSettings().setValue(settings.PROFILES, "{broken")
    with pytest.raises(TrajganrError) as caught:
        settings.profiles()
    assert caught.value.code is Code.INPUT_FORMAT
    assert settings.PROFILES in caught.value.next_action


def test_unknown_fields_of_a_profile_are_ignored() -> None:
    QgsSettings().setValue(settings.PROFILES, '[{"name": "Mine", "kind": "local", "new": 1}]')
    assert settings.profiles() == [Profile("Mine")]


def test_the_worker_of_the_profile_is_connected_to(shared_home: Path) -> None:
    settings.save_profiles([Profile("Mine", home=str(shared_home))], "Mine")
    with session.connect() as client:
        assert client.status().home == str(shared_home.resolve())


def test_no_worker_is_started_for_a_remote_profile() -> None:
    settings.save_profiles([GPU], "GPU")
    with pytest.raises(TrajganrError, match="another machine"):
        session.start_local_worker()


def test_the_worker_is_started_with_the_profiles_python(tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\necho it is the right one >&2\nexit 1\n", encoding="utf-8")
    python.chmod(0o700)
    profile = Profile("Mine", home=str(tmp_path / "home"), python=str(python))
    settings.save_profiles([profile], "Mine")
    with pytest.raises(TrajganrError, match="it is the right one"):
        session.start_local_worker()
