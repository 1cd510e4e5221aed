"""What each part of the project may import: one loop a wall."""

from __future__ import annotations

import ast
import contextlib
import functools
import os
import re
import runpy
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

import pytest
from hang import HANG_S

from trajganr_core.contract.kinds import KINDS
from trajganr_worker.doctor.machine_health import PACKAGES

ROOT = Path(__file__).parents[1]

#: The core's folders from the bottom up: each imports those before it, none after it.
CORE = (
    "contract",
    "utils",
    "executors",
    "data",
    "traffic",
    "evaluation",
    "model",
    "features",
    "training",
    "routing",
    "publish",
    "inference",
    "jobs",
    "api",
)
#: The worker's folders, likewise.
WORKER = (
    "storage",
    "access",
    "execution",
    "processes",
    "scheduling",
    "doctor",
    "server",
    "cli",
)
#: The plugin's folders, likewise; its root modules, such as the settings, are below all of them.
PLUGIN = (
    "installation",
    "client",
    "layers",
    "diagnosis",
    "processing",
    "gui",
)
#: Distributions beside the product, which import it and are never imported by it.
BESIDE = ("benchmarks", "trajganr_comparison")
#: Packages that the plugin does without.
HEAVY = ("torch", "numpy", "pandas", "geopandas", "pyarrow", "timm")
#: Modules that run code which they find in data.
PICKLES = ("pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib")
#: Where sockets are allowed: the protocol, and the HTTP client's own errors.
SOCKETS = ("trajganr_core/contract/protocol", "trajganr_core/data/services")


def sources(*folders: str) -> list[Path]:
    """The modules in folders of the repository, in order."""
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    assert found
    return found


def dotted(path: Path) -> tuple[str, ...]:
    """The parts of a module's name; the worker's package is in a folder of its own."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[1:] if parts[0] == "worker" else parts


@functools.cache
def tree_of(path: Path) -> ast.Module:
    """A module's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


@functools.cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """All its nodes."""
    return tuple(ast.walk(tree_of(path)))


@functools.cache
def imported(path: Path) -> set[str]:
    """Full names of what a file imports, anywhere in it."""
    package = dotted(path)[:-1]
    names: set[str] = set()
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*base, *(node.module or "").split(".")]).strip(".")
            names.update(f"{module}.{alias.name}" for alias in node.names)
    return names


def begins(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def forbidden(paths: list[Path], *packages: str) -> list[str]:
    """Imports of packages that a wall keeps out."""
    return [
        f"{path.relative_to(ROOT)}: {name}"
        for path in paths
        for name in sorted(imported(path))
        if begins(name, *packages)
    ]


def upward(package: str, folders: tuple[str, ...]) -> Iterator[str]:
    """Imports of a folder from one that stands above it."""
    for number, folder in enumerate(folders):
        above = [f"{Path(package).name}.{each}" for each in folders[number + 1 :]]
        yield from forbidden(sources(f"{package}/{folder}"), *above)


@pytest.mark.parametrize(
    ("package", "folders"),
    [("trajganr_core", CORE), ("worker/trajganr_worker", WORKER), ("qgis_plugin", PLUGIN)],
)
def test_imports_within_a_package_go_one_way(package: str, folders: tuple[str, ...]) -> None:
    assert not [*upward(package, folders)]
    found = {path.parent.name for path in (ROOT / package).glob("*/*.py")}
    assert found == set(folders)


def test_no_imports_are_circular_for_type_checkers_neither() -> None:
    modules = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in sources("trajganr_core", "worker", "qgis_plugin")
    }
    graph = {
        module: {name if name in modules else name.rpartition(".")[0] for name in imported(path)}
        & modules.keys() - {module}
        for module, path in modules.items()
    }
    for package in ("trajganr_core.contract.kinds", "trajganr_core.jobs"):  # import by name
        graph[package] |= {f"{package}.{kind}" for kind in KINDS}
    assert tuple(TopologicalSorter(graph).static_order())  # raises CycleError


def test_the_picture_of_imports_has_all_folders_in_their_order() -> None:
    picture = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    words = re.sub(r"[^\w→/]+", " ", picture)
    for package, folders in (
        ("trajganr_core", CORE),
        ("worker/trajganr_worker", WORKER),
        ("qgis_plugin", PLUGIN),
    ):
        top = package.partition("/")[0]
        assert f"{top}/ {' → '.join(reversed(folders))}" in words


def test_top_level_modules_of_the_plugin_import_no_subpackage() -> None:
    composed_of_all = ("__init__.py", "plugin.py")
    paths = [
        path for path in (ROOT / "qgis_plugin").glob("*.py") if path.name not in composed_of_all
    ]
    assert not forbidden(paths, *(f"qgis_plugin.{folder}" for folder in PLUGIN))


def test_only_the_package_itself_imports_the_public_api() -> None:
    package = ROOT / "trajganr_core" / "__init__.py"
    paths = [
        path
        for path in sources("trajganr_core")
        if path != package and path.parent != package.parent / "api"
    ]
    assert not forbidden(paths, "trajganr_core.api")


def test_the_core_imports_nothing_above_it() -> None:
    assert not forbidden(sources("trajganr_core"), "trajganr_worker", "qgis_plugin", "qgis")


def test_the_product_imports_nothing_beside_it_and_its_wheel_and_zip_have_nothing_of_it() -> None:
    assert not forbidden(sources("trajganr_core", "worker", "qgis_plugin"), *BESIDE)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert not [each for each in project["tool"]["setuptools"]["packages"] if begins(each, *BESIDE)]
    packaged = runpy.run_path(str(ROOT / ".ci" / "package.py"))["sources"]()
    assert not [path for path in packaged if path.is_relative_to(ROOT / "benchmarks")]


def test_the_comparison_uses_the_core_and_the_command_line_alone() -> None:
    paths = sources("benchmarks/comparison/trajganr_comparison")
    assert not forbidden(paths, "qgis_plugin", "qgis", "trajganr_core.api")
    assert {path.name for path in paths if forbidden([path], "trajganr_worker")} == {"command.py"}


def test_the_worker_does_not_import_the_plugin() -> None:
    assert not forbidden(sources("worker"), "qgis_plugin", "qgis")


def test_the_plugin_imports_only_the_contract() -> None:
    assert not forbidden(sources("qgis_plugin"), "trajganr_worker", *HEAVY)
    beyond = [f"trajganr_core.{folder}" for folder in CORE if folder != "contract"]
    assert not forbidden(sources("qgis_plugin"), *beyond)


def test_the_contract_needs_only_the_standard_library_and_pyzmq() -> None:
    allowed = (*sys.stdlib_module_names, "zmq", "trajganr_core.contract")
    paths = sources("trajganr_core/contract")
    assert not [name for path in paths for name in imported(path) if not begins(name, *allowed)]


def test_only_the_protocol_opens_sockets() -> None:
    paths = [
        path
        for path in sources("trajganr_core")
        if not path.relative_to(ROOT).as_posix().startswith(SOCKETS)
    ]
    assert not forbidden(paths, "zmq", "socket")


def test_input_data_is_never_executed() -> None:
    paths = sources("trajganr_core", "worker", "qgis_plugin")
    assert not forbidden(paths, *PICKLES)
    for path in paths:
        for node in nodes_of(path):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func)
            options = {each.arg: ast.unparse(each.value) for each in node.keywords}
            where = f"{path.relative_to(ROOT)}:{node.lineno}"
            assert called not in ("eval", "exec", "compile", "os.system", "yaml.load"), where
            assert options.get("shell") != "True", where
            assert options.get("allow_pickle") != "True", where
            assert called != "torch.load" or options.get("weights_only") == "True", where


@pytest.mark.parametrize(
    ("folders", "needed"),
    [
        (("trajganr_core/contract",), set()),
        (
            (
                "worker/trajganr_worker/storage",
                "worker/trajganr_worker/scheduling",
                "worker/trajganr_worker/server",
            ),
            {"zmq", "platformdirs"},
        ),
        (("worker/trajganr_worker/cli",), {"zmq", "tqdm"}),
    ],
    ids=["contract", "supervisor", "command_line"],
)
def test_importing_a_light_module_imports_few_libraries(
    folders: tuple[str, ...], needed: set[str]
) -> None:
    """The plugin's tests start a supervisor in QGIS' Python, where only these are installed."""
    names = [".".join(dotted(path)).removesuffix(".__init__") for path in sources(*folders)]
    answer = subprocess.run(
        [sys.executable, "-c", f"import sys, {', '.join(names)}; print(*sys.modules)"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "worker")},
        capture_output=True,
        text=True,
        timeout=HANG_S,
        check=True,
    )
    installed = packages_distributions().keys() - {"trajganr_core", "trajganr_worker"}
    assert {*answer.stdout.split()} & installed - {"_distutils_hack"} == needed


def test_temporary_folders_are_found_again_after_a_kill() -> None:
    """All are those of atomic_io, but that of a tunnel, whose sockets need a short path."""
    made = {
        path.relative_to(ROOT).as_posix()
        for path in sources("trajganr_core", "worker", "qgis_plugin")
        for node in nodes_of(path)
        for name in [getattr(node, "attr", getattr(node, "id", ""))]
        if name in ("mkdtemp", "TemporaryDirectory")
    }
    assert made == {"trajganr_core/contract/files/atomic_io.py", "qgis_plugin/client/tunnel.py"}


def plain_name(requirement: str) -> str:
    """The name of a distribution in a requirement, as it is compared."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement, maxsplit=1)[0]).lower()


@functools.cache
def declared() -> frozenset[str]:
    """The distributions that an installation without extras asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return frozenset(map(plain_name, project["dependencies"]))


@functools.cache
def import_names(*, with_requirements: bool) -> frozenset[str]:
    """What an installation without extras can import, perhaps with all that comes with it."""
    names, rest = set[str](), list(declared())
    while rest:
        name = rest.pop()
        if name not in names:
            names.add(name)
            with contextlib.suppress(PackageNotFoundError):  # for another system
                more = requires(name) or [] if with_requirements else []
                rest += [plain_name(each) for each in more if "extra ==" not in each]
    return frozenset(
        package
        for package, distributions in packages_distributions().items()
        if names & set(map(plain_name, distributions))
    )


def test_what_only_an_extra_installs_is_imported_late_and_reported_when_missing() -> None:
    """An installation without extras does everything else."""
    own = ("trajganr_core", "trajganr_worker", "_typeshed", *sys.stdlib_module_names)
    found = set()
    for path in sources("trajganr_core", "worker"):
        extras = {
            name.partition(".")[0]
            for name in imported(path)
            if not begins(name, *own, *import_names(with_requirements=True))
        }
        at_the_top = {
            (alias.name if isinstance(node, ast.Import) else str(node.module)).partition(".")[0]
            for node in tree_of(path).body
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        }
        found |= extras
        assert not extras & at_the_top, path
        text = path.read_text(encoding="utf-8")
        assert not extras or "needs_extra" in text or "ENV_MISSING_DEP" in text, path
    assert {"argcomplete", "ray"} <= found


def test_the_doctor_asks_for_what_every_installation_has_and_nothing_else() -> None:
    installed = import_names(with_requirements=False)
    assert set(PACKAGES) <= installed
    of = packages_distributions()
    assert {plain_name(each) for name in PACKAGES for each in of[name]} == declared()


def test_predictions_start_without_scikit_learn() -> None:
    """Its import takes as long as half of torch's; a metric imports it when it is computed."""
    needed = [f"trajganr_core/{folder}" for folder in CORE[: CORE.index("features") + 1]]
    at_the_top = [
        path.name
        for path in sources(*needed, "trajganr_core/inference", "worker")
        for node in tree_of(path).body
        if isinstance(node, ast.ImportFrom) and begins(str(node.module), "sklearn")
    ]
    assert not at_the_top


def test_the_plugin_fetches_checked_files_only() -> None:
    """A client that is told the kind of the job checks the file."""
    calls = [
        (path, node)
        for path in (ROOT / "qgis_plugin").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "fetch_file"
    ]
    assert calls
    for path, call in calls:
        assert "kind" in {each.arg for each in call.keywords}, f"{path}:{call.lineno}"


#: The only module that compares numbers of drivers with the least, and where that is a constant.
PRIVACY, CONSTANT = (
    "trajganr_core/traffic/privacy.py",
    "trajganr_core/contract/layers/road_times.py",
)
#: Names of the least number of drivers.
MIN_NAMES = {"MIN_DRIVERS", "min_drivers", "least_drivers"}


def names_in(node: ast.AST) -> set[str]:
    """Names and attributes in an expression."""
    return {
        name
        for each in ast.walk(node)
        for name in (getattr(each, "id", None), getattr(each, "attr", None))
        if name
    }


def is_of_drivers_and_a_number(node: ast.Compare) -> bool:
    """Whether it says that drivers are more or fewer than a number: not whether there are two."""
    sides = [node.left, *node.comparators]
    return (
        isinstance(node.ops[0], (ast.Lt, ast.LtE, ast.Gt, ast.GtE))
        and any(name in ("drivers", "vehicles") for side in sides for name in names_in(side))
        and any(
            isinstance(side, ast.Constant) and isinstance(side.value, int) and side.value > 2
            for side in sides
        )
    )


def own_rules(tree: ast.AST) -> list[int]:
    """Lines that compare with the least number of drivers, or say what it is."""
    lines = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and (
            names_in(node) & MIN_NAMES or is_of_drivers_and_a_number(node)
        ):
            lines.append(node.lineno)
        if isinstance(node, ast.Call) and names_in(node) & MIN_NAMES:
            function = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if function in ("greater_equal", "greater", "less", "less_equal", "maximum", "minimum"):
                lines.append(node.lineno)
        if isinstance(node, (ast.AnnAssign, ast.Assign)) and isinstance(node.value, ast.Constant):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(names_in(target) & MIN_NAMES for target in targets):
                lines.append(node.lineno)
        if isinstance(node, ast.arguments):
            pairs = [
                *zip(node.args[::-1], node.defaults[::-1], strict=False),
                *zip(node.kwonlyargs, node.kw_defaults, strict=True),
            ]
            lines += [
                argument.lineno
                for argument, default in pairs
                if argument.arg in MIN_NAMES and isinstance(default, ast.Constant)
            ]
    return lines


def test_one_module_compares_numbers_of_drivers() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sources("trajganr_core", "worker", "qgis_plugin")
        for line in own_rules(tree_of(path))
    ]
    assert [each for each in found if not each.startswith((f"{PRIVACY}:", f"{CONSTANT}:"))] == []
    assert sum(each.startswith(f"{CONSTANT}:") for each in found) == 1


@pytest.mark.parametrize(
    "source",
    [
        "enough = drivers >= min_drivers",
        "enough = params.min_drivers <= len(np.unique(driver))",
        "enough = np.greater_equal(drivers, MIN_DRIVERS)",
        "shown = groups.vehicles > 4",
        "MIN_DRIVERS = 5",
        "def observed(path, *, min_drivers: int = 5): ...",
        "class Params:\n    least_drivers: int = 4",
    ],
)
def test_another_rule_on_drivers_is_found(source: str) -> None:
    assert own_rules(ast.parse(source))
