"""Scripts in QGIS' own Python, in the profile of a qgis_process."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping
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
#: Runs algorithms one after the other and prints their logs, in one QGIS: each start takes seconds.
RUN_EACH = """
import json, os, sys
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback
application = QgsApplication([], False)
application.initQgis()
sys.path.insert(0, os.environ["QGIS_PLUGINPATH"])
from trajganr import classFactory
plugin = classFactory(None)
plugin.initProcessing()
logs = []
for name, parameters in json.load(sys.stdin):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("trajganr:" + name)
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
    checked, message = algorithm.checkParameterValues(parameters, context)
    succeeded = checked and algorithm.run(parameters, context, feedback)[1]
    logs.append(None if succeeded else message + feedback.textLog())
print("logs", json.dumps(logs))
"""


def failures_of(
    qgis: QgisProcess, runs: Iterable[tuple[str, Mapping[str, Path | str]]]
) -> list[str | None]:
    """Run algorithms in one QGIS; the log of each that failed, None for one that succeeded."""
    texts = [[name, {k: str(v) for k, v in given.items()}] for name, given in runs]
    output = in_qgis(qgis, RUN_EACH, given=json.dumps(texts))
    logs: list[str | None] = json.loads(output.rpartition("logs ")[2])
    return logs


def keep_token(qgis: QgisProcess, workdir: Path) -> str:
    """Keep the token with a master password that qgis_process finds; answer its id."""
    password = workdir / "master"
    password.write_text("for tests")
    qgis.environment["QGIS_AUTH_PASSWORD_FILE"] = str(password)
    profile = workdir / "profiles" / "profiles" / "default"
    output = in_qgis(qgis, KEEP_TOKEN, str(profile), "for tests", given=TOKEN)
    return output.rpartition("authcfg")[2].strip()


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
