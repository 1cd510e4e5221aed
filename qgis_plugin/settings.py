"""The user's settings: profiles of workers, and the id of the stored Mapillary token.

They are stored in QGIS' settings below ``trajganr/``. Environment variables that name a worker
override them.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from qgis.core import QgsApplication, QgsSettings
from qgis.PyQt.QtCore import QObject, QStandardPaths, pyqtSignal

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.connection import (
    ADDRESS_VARIABLE,
    HOME_VARIABLE,
    tcp_addresses,
)
from trajganr_core.contract.protocol.keys import KEY_VARIABLE
from trajganr_core.contract.protocol.launch import PYTHON_VARIABLE

from .i18n import tr

PROFILES = "trajganr/profiles"
CURRENT = "trajganr/profile"
MAPILLARY = "trajganr/mapillary"
WAS_SET_UP = "trajganr/set_up_shown"

LOCAL = "local"
REMOTE = "remote"
#: The default address of a worker.
USUAL_ADDRESS = "tcp://127.0.0.1:5570"
#: Values for ssh are plain names, without anything that a shell or ssh would interpret as an
#: option, a variable or a command: configuration files put them into command lines.
_USER = r"\w[\w.@+-]*"
_HOST = r"(?:\w[\w.-]*|\[[0-9a-fA-F:.]+\]|[0-9a-fA-F]*:[0-9a-fA-F:.]+)"
_JUMP = rf"(?:{_USER}@)?{_HOST}(?::\d{{1,5}})?"
_SSH = {
    "ssh_host": re.compile(rf"(?:{_USER}@)?{_HOST}"),
    "ssh_user": re.compile(_USER),
    "ssh_jump": re.compile(rf"{_JUMP}(?:,{_JUMP})*"),
}
#: A path on another machine, without characters that a shell or ssh interprets: ssh expands % and $
#: in paths, and splits them at colons.
REMOTE_PATH = re.compile(r"[\w./@+,=~ -]+")
MAX_PORT = 65535


@dataclass(frozen=True)
class Profile:
    """A worker and how it is reached.

    Attributes:
        name: shown to the user.
        kind: ``local`` or ``remote``.
        home: of a local worker; the default home where empty.
        python: of a local worker's environment; what its home names where empty.
        address: ``tcp://HOST:PORT`` of a remote worker; behind a tunnel, as the machine at its far
            end calls it, or empty for the worker's private sockets.
        key: key file for a remote worker that requires one; private sockets do not.
        ssh_host: the machine at a tunnel's far end; empty without a tunnel.
        ssh_user, ssh_port, ssh_jump: as ssh's ``-l``, ``-p`` and ``-J``; ssh's own configuration
            decides where they are empty or 0.
        remote_home: of the worker at a tunnel's far end, for the paths of its sockets; the
            default home if empty.
    """

    name: str
    kind: str = LOCAL
    home: str = ""
    python: str = ""
    address: str = ""
    key: str = ""
    ssh_host: str = ""
    ssh_user: str = ""
    ssh_port: int = 0
    ssh_jump: str = ""
    remote_home: str = ""

    @property
    def is_remote(self) -> bool:
        """Whether its worker is not started by this plugin."""
        return self.kind == REMOTE

    def check(self) -> None:
        """Refuse an invalid profile.

        Raises:
            TrajganrError: ``INPUT.FIELD``.
        """
        if not self.name.strip():
            raise TrajganrError(
                Code.INPUT_FIELD, "The profile has no name.", "Enter a unique name."
            )
        if self.is_remote and (self.address or not self.ssh_host):
            tcp_addresses(self.address)
        for name, pattern in _SSH.items():
            value = getattr(self, name)
            if value and not pattern.fullmatch(str(value)):
                raise TrajganrError(
                    Code.INPUT_FIELD,
                    "{value!r} is not a valid name of a machine or user.",
                    "Use only letters, digits and . _ - here. For anything else, define an "
                    "alias in ssh's configuration and enter the alias.",
                    value=str(value)[:200],
                )
        if not isinstance(self.ssh_port, int) or not 0 <= self.ssh_port <= MAX_PORT:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "{value!r} is not a port number.",
                "Use a number from 1 to 65535, or 0 for the port in ssh's configuration.",
                value=str(self.ssh_port)[:200],
            )
        check_home(self.remote_home)


def check_home(home: str) -> None:
    """Refuse a path that cannot be passed to another machine as the home of its worker.

    Raises:
        TrajganrError: ``INPUT.FIELD``.
    """
    if home and (not REMOTE_PATH.fullmatch(home) or "~" in home.removeprefix("~/")):
        raise TrajganrError(
            Code.INPUT_FIELD,
            "{value!r} is not a valid home of the worker on the other machine.",
            "Use only letters, digits, spaces and . / _ - @ + , = here; ~/ stands for "
            "the home directory on that machine.",
            value=home[:200],
        )


class Notifier(QObject):
    """Signals that another worker was chosen."""

    profile_changed = pyqtSignal()


#: Emitted by :func:`use` and :func:`save_profiles`.
notifier = Notifier()


def profiles() -> list[Profile]:
    """The stored profiles; one for this machine if there are none."""
    names = {field.name for field in fields(Profile)}
    try:
        saved = json.loads(QgsSettings().value(PROFILES, "[]", str))
        loaded = [Profile(**{k: v for k, v in each.items() if k in names}) for each in saved]
    except (ValueError, TypeError, AttributeError) as error:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "The profiles of workers in QGIS' settings cannot be read: {reason}.",
            "Remove {key} in Settings › Options › Advanced, and enter them again.",
            reason=str(error),
            key=PROFILES,
        ) from error
    return loaded or [Profile(tr("This machine"))]


def save_profiles(changed: Sequence[Profile], current: str) -> None:
    """Store the profiles, and use the one with the name ``current``.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for an invalid profile, or two with one name.
    """
    for profile in changed:
        profile.check()
    names = [profile.name for profile in changed]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "Two profiles are called {name}.",
            "Give one of them another name.",
            name=twice,
        )
    QgsSettings().setValue(PROFILES, json.dumps([asdict(profile) for profile in changed]))
    use(current)


def use(name: str) -> None:
    """Use the profile with that name from now on."""
    QgsSettings().setValue(CURRENT, name)
    notifier.profile_changed.emit()


def chosen_profile() -> Profile:
    """The profile that the user has chosen; the first if that one no longer exists."""
    stored = profiles()
    name = QgsSettings().value(CURRENT, "", str)
    return next((profile for profile in stored if profile.name == name), stored[0])


def current_profile() -> Profile:
    """The profile in use: the chosen one, overridden by environment variables."""
    address, home = os.environ.get(ADDRESS_VARIABLE), os.environ.get(HOME_VARIABLE)
    key, python = os.environ.get(KEY_VARIABLE), os.environ.get(PYTHON_VARIABLE)
    if address:
        profile = Profile(ADDRESS_VARIABLE, REMOTE, address=address)
    elif home:
        chosen = chosen_profile()
        profile = Profile(HOME_VARIABLE, home=home, python=chosen.python)
    else:
        profile = chosen_profile()
    if profile.is_remote:
        return replace(profile, key=key) if key else profile
    return replace(profile, python=python) if python else profile


def named_by_environment() -> list[str]:
    """The environment variables that override the settings."""
    variables = (ADDRESS_VARIABLE, HOME_VARIABLE, PYTHON_VARIABLE, KEY_VARIABLE)
    return [name for name in variables if os.environ.get(name)]


def use_python(python: Path) -> None:
    """Run the local worker in an environment, by the current profile or the first local one.

    The profile is used from now on.
    """
    stored = profiles()
    candidates = [profile for profile in (chosen_profile(), *stored) if not profile.is_remote]
    changed = replace(next(iter(candidates), Profile(tr("This machine"))), python=str(python))
    others = [profile for profile in stored if profile.name != changed.name]
    save_profiles([changed, *others], changed.name)


def mapillary_auth() -> str:
    """The authentication configuration that holds the Mapillary token; '' for none.

    It may no longer exist; only the main thread may check QGIS' authentication manager.
    """
    return str(QgsSettings().value(MAPILLARY, "", str))


def set_mapillary_auth(authcfg: str) -> None:
    """Store the id of the authentication configuration with the Mapillary token."""
    QgsSettings().setValue(MAPILLARY, authcfg)


def was_set_up_shown() -> bool:
    """Whether the set-up has opened automatically before."""
    return bool(QgsSettings().value(WAS_SET_UP, False, bool))


def set_set_up_shown() -> None:
    """Record that the set-up has opened automatically."""
    QgsSettings().setValue(WAS_SET_UP, True)


def data_folder() -> Path:
    """Folder of the plugin's downloads for QGIS, in the user's QGIS profile."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "trajganr"


def environment_folder() -> Path:
    """Folder of the worker's environment.

    On Windows it is outside the QGIS profile, which may be copied over a network at each log-in and
    where the paths of torch's files would be too long.
    """
    if sys.platform == "win32":
        local = QStandardPaths.StandardLocation.GenericDataLocation
        return Path(QStandardPaths.writableLocation(local)) / "trajganr-worker"
    return data_folder() / "worker"
