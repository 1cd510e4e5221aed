"""Write the documentation's pages of algorithms, one per algorithm, from their forms in QGIS.

    QT_QPA_PLATFORM=offscreen .venv/qgis/bin/python .ci/algorithm_pages.py FOLDER

The titles, help, types, defaults, choices and bounds are those that QGIS shows.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from qgis.core import QgsApplication, QgsProcessingAlgorithm

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
QgsApplication.setPrefixPath("/usr", True)  # before the plugin asks QGIS for paths

from qgis_plugin import resources  # noqa: E402
from qgis_plugin.processing import help_page  # noqa: E402
from qgis_plugin.processing.help_page import Entry  # noqa: E402
from qgis_plugin.processing.provider import TrajganrProvider, algorithms  # noqa: E402
from qgis_plugin.processing.shipped_models import MODELS  # noqa: E402

INTRODUCTION = """# Algorithms

The algorithms in the Processing toolbox of QGIS, in its groups. Each page is made from the
algorithm's own form. In QGIS, *Help* in the form opens the same page, also without a network.
"""
#: Markdown of the elements that help texts use.
MARKDOWN = (
    (r"\s*<li>(.*?)</li>", r"\n- \1"),
    (r"\s*</?(?:p|ul)>\s*", "\n\n"),
    (r"<b>(.*?)</b>", r"**\1**"),
    (r"<i>(.*?)</i>", r"*\1*"),
    (r'<a href="([^"]+)">(.*?)</a>', r"[\2](\1)"),
)


def main(folder: Path) -> None:
    """Write the pages into a folder, and their index."""
    application = QgsApplication([], False)  # without a reference, QGIS would crash
    application.initQgis()
    provider = TrajganrProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "pictures").mkdir(parents=True)
    groups: dict[str, list[QgsProcessingAlgorithm]] = {}
    names = (*(each.about.id for each in algorithms()), *(each.id for each in MODELS.values()))
    for each in map(provider.algorithm, names):
        groups.setdefault(each.group(), []).append(each)
        (folder / f"{each.name()}.md").write_text(page(each), encoding="utf-8")
        picture = resources.ROOT / "help" / "pictures" / f"{each.name()}.svg"
        shutil.copy(picture, folder / "pictures")
    (folder / "index.md").write_text(index(groups), encoding="utf-8")
    application.exitQgis()


def index(groups: dict[str, list[QgsProcessingAlgorithm]]) -> str:
    """The page that lists all algorithms."""
    lines = [INTRODUCTION]
    for group, members in groups.items():
        lines += [f"## {group}\n", "| algorithm | what it does |\n|---|---|"]
        lines += [
            f"| [{each.displayName()}]({each.name()}.md) | {cell(each.shortDescription())} |"
            for each in members
        ]
        names = "\n".join(each.name() for each in members)
        lines.append(f"\n```{{toctree}}\n:hidden:\n\n{names}\n```\n")
    return "\n".join(lines)


def page(algorithm: QgsProcessingAlgorithm) -> str:
    """The page of an algorithm."""
    address = f"../../docs/{algorithm.about.page}"
    title = " › ".join(filter(None, resources.help_section(algorithm.about.page)))
    return "\n".join(
        [
            f"# {algorithm.displayName()}\n",
            f"{algorithm.shortDescription()}. More: [{title}]({address}).\n",
            markdown(algorithm.shortHelpString()),
            "\n## Parameters\n",
            *table(help_page.parameters_of(algorithm)),
            *outputs(help_page.outputs_of(algorithm)),
            "\n## In a script\n",
            f"```python\n{help_page.call_of(algorithm)}\n```\n",
            f"On a command line: `qgis_process help {algorithm.id()}`.\n",
        ]
    )


def outputs(entries: list[Entry]) -> Iterator[str]:
    if entries:
        yield "\n## Further results\n"
        yield from table(entries)


def table(entries: list[Entry]) -> Iterator[str]:
    """A table of parameters or outputs."""
    yield "| parameter | type | meaning |\n|---|---|---|"
    for each in entries:
        facts = "<br>".join(map(cell, help_page.facts_of(each)))
        values = "".join(
            f"<br>`{code}`{f': {cell(word)}' if word else ''}" for code, word in each.values
        )
        yield f"| {cell(each.label)}<br>`{each.name}` | {facts} | {cell(each.meaning)}{values} |"


def cell(text: str) -> str:
    """Plain text in a cell of a table."""
    return re.sub(r"([|*_<\[\\])", r"\\\1", text).replace("\n", " ")


def markdown(text: str) -> str:
    """A help text, whose picture is in the folder beside the page."""
    text = re.sub(r'<img src="[^"]*/([\w-]+\.svg)">', r"![](pictures/\1)", text)
    text = re.sub(r"<p>[^<]*Model Designer[^<]*</p>$", "", text)  # a path of this machine
    for element, replacement in MARKDOWN:
        text = re.sub(element, replacement, text)
    return unescape(re.sub(r"\n{3,}", "\n\n", text)).strip()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
