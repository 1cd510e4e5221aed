"""The program that :class:`qgis_python.QgisSession` starts in QGIS' own Python.

``qgis_session.py PROFILE`` reads a request a line, ``[function, argument, ...]``, and answers with
a line of JSON, what the function returns.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from qgis.core import (
    QgsApplication,
    QgsAuthMethodConfig,
    QgsNetworkAccessManager,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsSettings,
)

Step = tuple[str, dict[str, str | list[str]], str]


def run(name: str, parameters: dict[str, Any]) -> dict[str, Any]:
    """Run an algorithm of the plugin, or a model by its path.

    Returns:
        Its ``log``, and its ``outputs``, None if it failed.
    """
    algorithm = _algorithm(name)
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
    succeeded, log = algorithm.checkParameterValues(parameters, context)
    outputs: dict[str, Any] = {}
    if succeeded:
        outputs, succeeded = algorithm.run(parameters, context, feedback)
        log = feedback.textLog()
    texts = {key: str(value) for key, value in outputs.items()}
    return {"log": log, "outputs": texts if succeeded else None}


def _algorithm(name: str) -> QgsProcessingAlgorithm:
    if not name.endswith(".model3"):
        return QgsApplication.processingRegistry().createAlgorithmById(f"trajganr:{name}")
    model = QgsProcessingModelAlgorithm()
    assert model.fromFile(name)
    return model


def write_model(path: str, steps: list[Step]) -> None:
    """Write a Processing model of connected algorithms, as the Model Designer does."""
    source = QgsProcessingModelChildParameterSource
    model = QgsProcessingModelAlgorithm("chain", "tests", "")
    for name, values, output in steps:
        child = QgsProcessingModelChildAlgorithm(f"trajganr:{name}")
        child.setChildId(name)
        child.setDescription(name)
        for parameter, value in values.items():
            is_output = isinstance(value, list)
            given = source.fromChildOutput(*value) if is_output else source.fromStaticValue(value)
            child.addParameterSources(parameter, [given])
        if output:
            kept = QgsProcessingModelOutput("kept", "kept")
            kept.setChildId(name)
            kept.setChildOutputName(output)
            child.setModelOutputs({"kept": kept})
        model.addChildAlgorithm(child)
    assert model.toFile(path)


def keep_token(token: str, master_password: str) -> str:
    """Keep a token in the profile, as a person does in QGIS' options; return its id."""
    manager = QgsApplication.authManager()
    assert manager.setMasterPassword(master_password, True)
    config = QgsAuthMethodConfig("Basic")
    config.setName("Mapillary")
    config.setConfigMap({"username": "", "password": token})
    stored, config = manager.storeAuthenticationConfig(config)
    assert stored
    return str(config.id())


def set_proxy(port: int, user: str, password: str) -> None:
    """Set an HTTP proxy on this machine, as a person does in QGIS' options."""
    names = ("Enabled", "Type", "Host", "Port", "User", "Password")
    values = (True, "HttpProxy", "127.0.0.1", str(port), user, password)
    for name, value in zip(names, values, strict=True):
        QgsSettings().setValue(f"proxy/proxy{name}", value)
    QgsNetworkAccessManager.instance().setupDefaultProxyAndCache()


def main() -> None:
    """Answer requests until there are no more."""
    # What libraries print would be read as an answer.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)
    # The names of QGIS' settings, which qgis_process uses, too.
    QgsApplication.setOrganizationName("QGIS")
    QgsApplication.setApplicationName("QGIS3")
    application = QgsApplication([], False, sys.argv[1])
    application.initQgis()
    sys.path.insert(0, os.environ["QGIS_PLUGINPATH"])
    from trajganr import classFactory

    plugin = classFactory(None)
    plugin.initProcessing()
    functions = {each.__name__: each for each in (run, write_model, keep_token, set_proxy)}
    for line in sys.stdin:
        name, *arguments = json.loads(line)
        answers.write(json.dumps(functions[name](*arguments)) + "\n")
    plugin.unload()
    application.exitQgis()


if __name__ == "__main__":
    main()
