"""What ``import trajganr_core`` offers: imported when used, documented, with examples that run."""

from __future__ import annotations

import doctest
import inspect
import subprocess
import sys
from pathlib import Path

import pytest
from hang import HANG_S

import trajganr_core as tg
from trajganr_core.contract.kinds import KINDS
from trajganr_core.contract.options.option_fields import describe

ROOT = Path(__file__).parents[3]
#: The names whose docstrings have examples; the page of the API has examples of the others, and a
#: notebook that of `compare`, which takes longer.
DOCUMENTED = {
    "Bundle",
    "Code",
    "FinetuneConfig",
    "Model",
    "PrepareConfig",
    "PretrainConfig",
    "StudyArea",
    "TrajganrError",
    "TunedModel",
    "finetune",
    "observe",
    "prepare",
    "pretrain",
}


def test_importing_the_package_imports_nothing_but_its_version() -> None:
    program = "import sys, trajganr_core; print(*sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=HANG_S,
        check=True,
    )
    assert not {*answer.stdout.split()} & {"numpy", "pandas", "torch", "zmq"}
    own = {name for name in answer.stdout.split() if name.startswith("trajganr_core")}
    assert own == {"trajganr_core", "trajganr_core.contract", "trajganr_core.contract.version"}


def test_the_public_names_and_no_others_are_listed_and_exist() -> None:
    assert {*tg.__all__, *KINDS} == {*dir(tg)}
    for name in (*tg.__all__, *KINDS):
        assert getattr(tg, name) is not None
    with pytest.raises(AttributeError, match="nothing"):
        tg.nothing  # noqa: B018


@pytest.mark.parametrize("name", sorted(DOCUMENTED))
def test_examples_run(name: str, within: Path) -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    thing = getattr(tg, name)
    examples = [
        test
        for test in finder.find(thing, name, module=inspect.getmodule(thing), globs={})
        if test.examples
    ]
    assert examples
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    report: list[str] = []
    for test in examples:
        runner.run(test, out=report.append)
    assert not runner.failures, "".join(report)


@pytest.mark.parametrize(
    ("function", "config"),
    [
        (tg.prepare, tg.PrepareConfig),
        (tg.pretrain, tg.PretrainConfig),
        (tg.finetune, tg.FinetuneConfig),
    ],
)
def test_options_of_the_configuration_are_in_the_signature(function: object, config: type) -> None:
    found = inspect.signature(function).parameters  # type: ignore[arg-type]
    for name, option in inspect.signature(config).parameters.items():
        assert found[name] == option


@pytest.mark.parametrize("name", ["prepare", "pretrain", "finetune", "match"])
def test_the_help_says_what_each_option_means(name: str) -> None:
    text = " ".join(inspect.getdoc(getattr(tg, name)).split())  # type: ignore[union-attr]
    for option in describe(KINDS[name].params):
        if option.name in inspect.signature(getattr(tg, name)).parameters:
            assert f" {option.name}: {option.meaning}" in text
    assert "Config" not in text.replace("config:", "")


def test_the_documentation_lists_all_public_names_and_its_examples_run(within: Path) -> None:
    page = (ROOT / "docs" / "python_api.md").read_text(encoding="utf-8")
    test = doctest.DocTestParser().get_doctest(page.replace("```", ""), {}, "page", None, 0)
    report: list[str] = []
    assert test.examples
    assert not doctest.DocTestRunner().run(test, out=report.append).failed, "".join(report)
    assert [name for name in tg.__all__ if f"`{name}" not in page] == []
