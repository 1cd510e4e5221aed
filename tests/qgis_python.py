"""Scripts in QGIS' own Python, in the profile of a qgis_process."""

from __future__ import annotations

import subprocess
from pathlib import Path

from harness import ROOT, QgisProcess
from mapillary_stand_in import TOKEN

QGIS_PYTHON = ROOT / ".venv" / "qgis" / "bin" / "python"
#: Keeps the token in the profile of qgis_process, as a person does in QGIS' options.
KEEP_TOKEN = """
import sys
from qgis.core import QgsApplication, QgsAuthMethodConfig
application = QgsApplication([], False, sys.argv[1])
application.initQgis()
manager = QgsApplication.authManager()
assert manager.setMasterPassword(sys.argv[2], True)
config = QgsAuthMethodConfig("Basic")
config.setName("Mapillary")
config.setConfigMap({"username": "", "password": sys.stdin.read()})
stored, config = manager.storeAuthenticationConfig(config)
assert stored
print("authcfg", config.id())
"""


def keep_token(qgis: QgisProcess, workdir: Path) -> str:
    """Keep the token with a master password that qgis_process finds; answer its id."""
    password = workdir / "master"
    password.write_text("for tests")
    qgis.environment["QGIS_AUTH_PASSWORD_FILE"] = str(password)
    profile = workdir / "profiles" / "profiles" / "default"
    said = in_qgis(qgis, KEEP_TOKEN, str(profile), "for tests", given=TOKEN)
    return said.rpartition("authcfg")[2].strip()


def in_qgis(qgis: QgisProcess, script: str, *arguments: str, given: str = "") -> str:
    """Run a script in QGIS' Python."""
    done = subprocess.run(
        [QGIS_PYTHON, "-c", script, *arguments],
        env=qgis.environment,
        input=given,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
