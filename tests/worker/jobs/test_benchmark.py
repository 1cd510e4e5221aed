"""A comparison of systems as a job: what it leaves, and what it goes on from."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from trajganr_core.benchmark import page, runner
from trajganr_core.benchmark.profiles import PROFILES
from trajganr_core.benchmark.results import Results
from trajganr_core.benchmark.system import Cell, Outcome
from trajganr_core.benchmark.trivial import TrainingMean
from trajganr_core.contract.atomic_io import checkpoint_beside
from trajganr_core.contract.errors import Code, TrajganrError, cancelled
from trajganr_core.contract.protocol.jobs import BenchmarkParams
from trajganr_core.contract.results import BenchmarkResult
from trajganr_core.utils.progress import Progress, silent
from worker.jobs import benchmark, find_job
from worker.scheduling.estimates import QUICK_SEEDS, estimate, job_size_of
from worker.storage.job_history import JobSize

#: Systems that take no time.
TRIVIAL = ("training_mean", "nearest_label", "segment_mean")


@pytest.fixture(scope="module")
def bundle(plain_bundle: Path) -> Path:
    return plain_bundle


@pytest.fixture
def no_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawing takes longer than comparing."""
    monkeypatch.setattr(runner, "draw_figures", lambda *results: {})


def trivial(bundle: Path) -> BenchmarkParams:
    """Of the ways to hold roads out, the city is too small for blocks: two times three cells."""
    return BenchmarkParams(
        bundle=str(bundle), tables=("splits",), systems=TRIVIAL, seeds=1, device="cpu"
    )


def names_in(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def cells(out: Path) -> dict[str, int]:
    """Finished cells beside a result, with when they were written."""
    return {path.name: path.stat().st_mtime_ns for path in _state(out).glob("*/cells/*.json")}


def _state(out: Path) -> Path:
    return checkpoint_beside(out)


def test_results_are_kept_and_intermediate_files_are_not(bundle: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = find_job("benchmark")(trivial(bundle), out, silent)
    assert isinstance(result, BenchmarkResult)
    assert list(result.files) == names_in(out)
    files = {"comparison.html", "predictions.parquet", "results.json", "results.md"}
    assert files <= set(result.files)
    assert not re.search("plan|cells/|work", " ".join(result.files))
    results = Results.read(out)
    assert result.counts == {"systems": len(TRIVIAL), "rows": len(results.rows)}
    assert result.is_final  # the city would be too small again
    command = results.record["command"]
    assert command.startswith("trajganr benchmark plain_bundle --profile quick --tables")
    assert str(bundle.parent) not in command
    page = (out / "comparison.html").read_text(encoding="utf-8")
    assert "<title>Tiny</title>" in page
    assert "<td>Nearest training label</td>" in page
    missing = "Nearest training label is missing: The study area has 4 places"
    assert missing in str(result.remarks)


def test_without_the_extra_a_comparison_does_not_start(
    bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "find_spec", lambda name: None)
    with pytest.raises(TrajganrError) as caught:
        find_job("benchmark")(trivial(bundle), tmp_path / "out", silent)
    assert caught.value.code is Code.ENV_MISSING_DEP
    assert "trajganr[benchmark]" in caught.value.next_action
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("no_figures")
def test_a_comparison_without_weights_is_not_final(bundle: Path, tmp_path: Path) -> None:
    class Unreachable(TrainingMean):
        def answer(self, cell: Cell, progress: Progress) -> Outcome:
            raise TrajganrError(Code.MODEL_MISSING, "There are no weights.", "Get some.")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(runner, "chosen_systems", lambda *chosen: [Unreachable()])
        result = find_job("benchmark")(trivial(bundle), tmp_path / "out", silent)
    assert isinstance(result, BenchmarkResult)
    assert not result.is_final
    assert result.standings == ()


@pytest.mark.usefixtures("no_figures")
def test_a_cancelled_comparison_resumes_with_its_unfinished_parts(
    bundle: Path, tmp_path: Path
) -> None:
    out, begun = tmp_path / "out", set[float]()

    def stop_at_the_third(stage: str, fraction: float, /, **figures: float) -> None:
        begun.add(fraction)
        if len(begun) == 3:
            raise cancelled()

    with pytest.raises(TrajganrError) as caught:
        find_job("benchmark")(trivial(bundle), out, stop_at_the_third)
    assert caught.value.code is Code.JOB_CANCELLED
    assert not out.exists()
    finished = cells(out)
    assert len(finished) == 2
    find_job("benchmark")(trivial(bundle), out, silent)
    assert finished.items() < cells(out).items()
    assert len(cells(out)) == 2 * len(TRIVIAL)
    assert "results.json" in names_in(out)


@pytest.mark.usefixtures("no_figures")
def test_a_comparison_of_another_release_is_not_resumed(
    bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    with monkeypatch.context() as patched:
        patched.setattr(benchmark, "__version__", "0.0.9")
        find_job("benchmark")(trivial(bundle), out, silent)
    (out / "results.json").write_text("{}", encoding="utf-8")
    find_job("benchmark")(trivial(bundle), out, silent)
    assert len(list(_state(out).iterdir())) == 2
    assert len(Results.read(out).rows)


def test_how_long_it_takes_is_estimated_where_it_is_the_usual_amount(bundle: Path) -> None:
    edges = json.loads((bundle / "bundle.json").read_text(encoding="utf-8"))["counts"]["edges"]
    usual = BenchmarkParams(bundle=str(bundle))
    assert job_size_of(usual) == JobSize(edges, QUICK_SEEDS)
    assert PROFILES["quick"].seeds == QUICK_SEEDS
    once = BenchmarkParams(bundle=str(bundle), seeds=1)
    seconds = [estimate(params, [], "cpu")["seconds"]["likely"] for params in (once, usual)]
    assert seconds[0] < seconds[1]
    for params in (
        trivial(bundle),
        BenchmarkParams(bundle=str(bundle), profile="full"),
        BenchmarkParams(bundle=str(bundle), tables=("few_shot",)),
    ):
        assert estimate(params, [], "cpu")["seconds"] is None
