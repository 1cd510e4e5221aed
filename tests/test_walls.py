"""The rooms and what each may import: plugin -> contract, worker -> core, core -> nothing above."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from hang import HANG_S

ROOT = Path(__file__).parents[1]

CONTRACT = (
    "batch_export",
    "errors",
    "choices",
    "checks",
    "presets",
    "similarity",
    "configuration",
    "input_options",
    "card_summary",
    "tasks",
    "layer_styles",
    "outputs",
    "plain_json",
    "storage",
    "version",
    "protocol",
)
CONTRACT_FILES = [
    *(ROOT / "trajganr_core" / f"{name}.py" for name in CONTRACT[:-1]),
    *sorted((ROOT / "trajganr_core" / "protocol").glob("*.py")),
]
SUPERVISOR = (
    "worker.supervisor",
    "worker.scheduler",
    "worker.store",
    "worker.child",
    "worker.runner",
    "worker.cli",
)
HEAVY = {"torch", "numpy", "pandas", "geopandas", "pyarrow"}


def sources(room: str) -> list[Path]:
    files = sorted((ROOT / room).rglob("*.py"))
    assert files, f"{room} has no sources"
    return files


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> set[str]:
    """Full names of the modules that a file imports, anywhere in it."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*base, *(node.module or "").split(".")]).strip(".")
            names.update(f"{module}.{alias.name}" for alias in node.names)
    return names


def begins(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


@pytest.mark.parametrize("path", sources("trajganr_core"), ids=name_of)
def test_the_core_imports_nothing_above_it(path: Path) -> None:
    above = {name for name in imported(path) if begins(name, "worker", "qgis_plugin", "qgis")}
    assert not above


@pytest.mark.parametrize("path", sources("trajganr_core"), ids=name_of)
def test_only_the_protocol_knows_sockets(path: Path) -> None:
    room = path.parent.name
    unknown = {"protocol": (), "services": ("zmq",)}.get(room, ("zmq", "socket"))
    assert not {name for name in imported(path) if begins(name, *unknown)}


@pytest.mark.parametrize("path", sources("worker"), ids=name_of)
def test_the_worker_does_not_know_the_plugin(path: Path) -> None:
    assert not {name for name in imported(path) if begins(name, "qgis_plugin", "qgis")}


@pytest.mark.parametrize("path", sources("qgis_plugin"), ids=name_of)
def test_the_plugin_imports_only_the_contract(path: Path) -> None:
    allowed = [f"trajganr_core.{name}" for name in CONTRACT]
    ours = {name for name in imported(path) if begins(name, "trajganr_core", "worker")}
    beyond = {name for name in ours if not begins(name, *allowed)}
    assert not beyond | {name for name in imported(path) if begins(name, *HEAVY)}


@pytest.mark.parametrize("path", CONTRACT_FILES, ids=name_of)
def test_the_contract_needs_only_the_standard_library_and_pyzmq(path: Path) -> None:
    allowed = [*sys.stdlib_module_names, "zmq", *(f"trajganr_core.{name}" for name in CONTRACT)]
    assert not {name for name in imported(path) if not begins(name, *allowed)}


ALL_SOURCES = [*sources("trajganr_core"), *sources("worker"), *sources("qgis_plugin")]
#: Modules that run code which they find in data.
PICKLES = ("pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib")


@pytest.mark.parametrize("path", ALL_SOURCES, ids=name_of)
def test_nothing_that_is_read_is_run(path: Path) -> None:
    assert not {name for name in imported(path) if begins(name, *PICKLES)}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        options = {each.arg: ast.unparse(each.value) for each in node.keywords}
        assert called not in ("eval", "exec", "compile", "os.system", "yaml.load")
        assert options.get("shell") != "True"
        assert options.get("allow_pickle") != "True"
        if called == "torch.load":
            assert options.get("weights_only") == "True"


@pytest.mark.parametrize(
    "modules",
    [
        tuple(".".join(p.relative_to(ROOT).with_suffix("").parts) for p in CONTRACT_FILES),
        SUPERVISOR,
    ],
    ids=["contract", "supervisor"],
)
def test_importing_it_brings_in_nothing_heavy(modules: tuple[str, ...]) -> None:
    names = [module.removesuffix(".__init__") for module in modules]
    script = f"import sys, {', '.join(names)}; print(*sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=HANG_S,
        check=True,
    )
    assert not HEAVY & set(answer.stdout.split())
