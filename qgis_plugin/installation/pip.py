"""pip creates the worker's environment if uv is not available.

pip's own configuration selects the package index and, with it, the build of torch.
"""

from __future__ import annotations

from pathlib import Path

from trajganr_core.contract.errors import Code, TrajganrError

from .installer import Target
from .pythons import Python, check_suitable

#: Earlier versions do not print bytes, and fetch everything for a dry run.
PACKAGE = "pip>=24.1"


class Pip:
    """An installer as :class:`.uv.Uv`: pip in an environment that venv creates.

    Args:
        reason: why uv is not used.
    """

    name = "pip"

    def __init__(self, reason: str) -> None:
        self.reason = reason

    def check(self, python: Python | None) -> None:
        """Check that there is a Python of a suitable version, with venv and ensurepip.

        Raises:
            TrajganrError: ``ENV.MISSING_DEP``.
        """
        if python is None:
            raise TrajganrError(
                Code.ENV_MISSING_DEP,
                "No Python was found that the worker runs on, and uv cannot fetch one: {reason}",
                "Install Python 3.11 to 3.14, or uv, and open this dialog again, or choose an "
                "interpreter under Options.",
                reason=self.reason,
            )
        check_suitable(python)
        if not python.can_make_environments:
            raise TrajganrError(
                Code.ENV_MISSING_DEP,
                "{python} lacks venv or ensurepip, which make environments.",
                "Complete it (Debian: the package python{version}-venv), or choose another Python.",
                python=str(python.path),
                version=".".join(map(str, python.version)),
            )

    def create(self, python: Python | None, target: Target) -> None:
        """Create the environment and update its pip, which is as old as its Python.

        Raises:
            ProgramFailedError: with the end of the output.
        """
        assert python is not None  # nosec B101 # checked before
        target.run([python.path, "-m", "venv", target.folder], {})
        update = ("-m", "pip", "install", "--no-input", "--upgrade", PACKAGE)
        target.run([target.python, *update], {})

    def command(
        self, target: Target, index: str, with_torch: bool
    ) -> tuple[list[str | Path], dict[str, str]]:
        """The command to which packages are appended, as :meth:`.uv.Uv.command`."""
        command: list[str | Path] = [target.python, "-m", "pip", "install", "--no-input"]
        command += ["--compile", "--no-warn-script-location", "--progress-bar", "raw"]
        if not index:
            return command, {}
        return [*command, "--no-deps"], {"PIP_INDEX_URL": index, "PIP_EXTRA_INDEX_URL": ""}
