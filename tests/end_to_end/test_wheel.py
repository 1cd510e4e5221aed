"""The wheel alone, in an environment of its own without any extra, does what the guide says.

``WHEEL_PYTHONS`` names the interpreters to try, separated by spaces; it is the one of the tests
where absent. ``make test-wheel`` tries the oldest and a later one.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from qgis_plugin.installation.environment import copy_sources
from qgis_plugin.installation.installer import interpreter
from qgis_plugin.installation.programs import Progress
from qgis_plugin.installation.uv import pip_settings

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
CITY = ROOT / "resources" / "demo" / "city"
UV = ROOT / ".venv" / "uv" / "bin" / "uv"

#: Prepares the demo city and observes its traffic, as jobs of a worker.
JOBS = """
import json, sys
from pathlib import Path
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.kinds.observe import ObserveParams
from trajganr_core.contract.kinds.prepare import PrepareParams

city, out = map(Path, sys.argv[1:])
bbox = tuple(json.loads((city / "city.json").read_text("utf-8"))["bbox"])
with Client.connect() as client:
    def done(params):
        job_id = client.submit(params)
        for event in client.follow(job_id):
            pass
        job = client.job(job_id)
        assert job.state == "SUCCEEDED", (job.error, client.logs(job_id))
        return job_id

    files = {name: client.put_file(city / f"{name}.gpkg") for name in ("roads", "pois")}
    trips = (client.put_file(city / "trips.csv"),)
    bundle = done(PrepareParams(trips=trips, bbox=bbox, name="Demo city", **files))
    client.fetch_file(done(ObserveParams(bundle=bundle)), "observed.gpkg", out)
"""

Run = Callable[..., str]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    copy_sources(ROOT, folder / "source")
    pip = (sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-cache-dir")
    subprocess.run([*pip, "--wheel-dir", folder, folder / "source"], check=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module", params=os.environ.get("WHEEL_PYTHONS", sys.executable).split())
def run(
    request: pytest.FixtureRequest, wheel: Path, tmp_path_factory: pytest.TempPathFactory
) -> Run:
    """Run the Python of an environment that has the wheel, where no file of the repository is."""
    python = shutil.which(request.param)
    if python is None:
        pytest.skip(f"there is no {request.param}")
    folder = tmp_path_factory.mktemp("clean")
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "TRAJGANR", "VIRTUAL_ENV"))
    }
    subprocess.run([python, "-m", "venv", "--without-pip", folder / "env"], check=True)
    installed = interpreter(folder / "env")
    if UV.exists():
        settings = pip_settings(Path(sys.executable), Progress())
        command = [UV, "pip", "install", "--quiet", "--python", installed, wheel]
        subprocess.run(command, check=True, env={**settings, **environment})
    else:
        pip = [sys.executable, "-m", "pip", "--python", installed, "install", "--quiet", wheel]
        subprocess.run(pip, check=True, env=environment)
    environment |= {f"TRAJGANR_{name}": str(folder / name.lower()) for name in ("HOME", "CACHE")}

    def run(*arguments: str | Path) -> str:
        answer = subprocess.run(
            [installed, *arguments],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert answer.returncode == 0, answer.stdout
        return answer.stdout

    return run


def test_the_wheel_alone_finds_no_problem_and_runs_jobs_on_the_demo_city(
    run: Run, tmp_path: Path
) -> None:
    assert str(ROOT) not in run("-c", "import trajganr_worker; print(trajganr_worker.__file__)")
    missing = run("-c", "from importlib.util import find_spec; print(find_spec('worker'))")
    assert missing == "None\n"
    trajganr = ("-m", "trajganr_worker")
    run(*trajganr, "worker", "start")
    try:
        run("-c", JOBS, CITY, tmp_path / "observed.gpkg")
        found = json.loads(run(*trajganr, "worker", "doctor", "--json"))
    finally:
        run(*trajganr, "worker", "stop")
    assert (tmp_path / "observed.gpkg").stat().st_size > 0
    levels = {finding["check"]: finding["level"] for finding in found}
    assert levels["packages"] == levels["jobs"] == levels["models"] == "ok"
    assert "problem" not in levels.values()


def test_the_wheel_alone_predicts_the_demo_city(run: Run) -> None:
    said = run("-m", "trajganr_worker", "demo", "--out", "demo")
    assert all(name in said for name in ("page.html", "predicted_roads.gpkg", "report.pdf"))
    run("-m", "trajganr_worker", "observe", "demo/bundle", "--out", "observed.gpkg")


def test_its_packages_have_names_that_no_other_distribution_has(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        top = {name.partition("/")[0] for name in archive.namelist()}
    assert {name for name in top if not name.endswith(".dist-info")} == {
        "trajganr_core",
        "trajganr_worker",
    }


def test_the_comparison_of_systems_is_no_part_of_it_and_says_how_to_install_it(run: Run) -> None:
    with pytest.raises(AssertionError, match=r"pip install \./benchmarks/comparison"):
        run("-m", "trajganr_worker", "benchmark", "bundle", "--out", "compared")
    found = run(
        "-c", "from importlib.util import find_spec; print(find_spec('trajganr_comparison'))"
    )
    assert found == "None\n"
