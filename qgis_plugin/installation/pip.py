"""pip makes the worker's environment where uv cannot be had.

pip's own configuration, made by the user or their company, chooses the package index and, with it,
torch's build.
"""

from __future__ import annotations

from pathlib import Path

from trajganr_core.contract.errors import Code, TrajganrError

from .installer import Target
from .programs import ProgramFailedError
from .pythons import Python, check_version

#: Earlier versions do not print bytes, and fetch everything for a dry run.
PACKAGE = "pip>=24.1"


class Pip:
    """An installer as :class:`.uv.Uv`: the pip of an environment that a found Python makes.

    Args:
        reason: why pip is used and not uv.
    """

    name = "pip"

    def __init__(self, reason: str) -> None:
        self.reason = reason

    def check(self, python: Python | None) -> None:
        """Refuse no Python, another version, and one without venv or ensurepip.

        Raises:
            TrajganrError: ``ENV.MISSING_DEP``.
        """
        if python is None:
            raise TrajganrError(
                Code.ENV_MISSING_DEP,
                "No Python was found that the worker runs on, and uv cannot fetch one: {reason}",
                "Install Python 3.12 or 3.11, or uv, and open this dialog again, or choose an "
                "interpreter under Options.",
                reason=self.reason,
            )
        check_version(python)
        if not python.can_make_environments:
            raise TrajganrError(
                Code.ENV_MISSING_DEP,
                "{python} lacks venv or ensurepip, which make environments.",
                "Complete it (Debian: the package python{version}-venv), or choose another Python.",
                python=str(python.path),
                version=".".join(map(str, python.version)),
            )

    def make(self, python: Python | None, target: Target) -> None:
        """Make the environment and update its pip, which is as old as its Python.

        Raises:
            TrajganrError: ``ENV.MISSING_DEP``.
            ProgramFailedError: with the end of the output.
        """
        assert python is not None  # nosec B101 # checked before
        try:
            target.run([python.path, "-m", "venv", target.folder], {})
        except ProgramFailedError as error:
            raise TrajganrError(
                Code.ENV_MISSING_DEP,
                "{python} could not make an environment in {folder}: {reason}",
                "Choose another Python, or complete that one (Debian: the package python3-venv).",
                python=str(python.path),
                folder=str(target.folder),
                reason=error.tail,
            ) from error
        pip = [target.python, "-m", "pip", "install", "--no-input", "--upgrade", PACKAGE]
        target.run(pip, {})

    def command(
        self, target: Target, index: str, with_torch: bool
    ) -> tuple[list[str | Path], dict[str, str]]:
        """The command that installs the packages named after it, as :meth:`.uv.Uv.command`."""
        command: list[str | Path] = [target.python, "-m", "pip", "install", "--no-input"]
        command += ["--compile", "--no-warn-script-location", "--progress-bar", "raw"]
        if not index:
            return command, {}
        return [*command, "--no-deps"], {"PIP_INDEX_URL": index, "PIP_EXTRA_INDEX_URL": ""}
