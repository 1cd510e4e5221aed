"""Settings of Sphinx for the documentation site, which ``make docs`` builds.

Pages, fonts and scripts are all local: the site works without a network and without a server.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.application import Sphinx

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from trajganr_core.contract.kinds import KINDS  # noqa: E402
from trajganr_core.contract.options.option_fields import describe  # noqa: E402
from trajganr_core.contract.version import __version__  # noqa: E402

project = "TrajGANR"
author = "The TrajGANR authors"
copyright = author
release = version = __version__
root_doc = "docs/index"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_enable_extensions = ["dollarmath"]
myst_fence_as_directive = ["math"]
myst_heading_anchors = 4
suppress_warnings = ["toc.not_included"]  # pages that others link to
# The sections of options in docstrings (trajganr_core/contract/options/option_fields.py).
groups = {option.group for kind in KINDS.values() for option in describe(kind.params)}
napoleon_custom_sections = [
    ("Options", "params_style"),
    *((f"Options of {group}", "params_style") for group in sorted(groups)),
]
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented_params"  # options are described in sections
autodoc_member_order = "bysource"
add_module_names = False
toc_object_entries = False

smartquotes = False  # it would change --option

html_theme = "furo"
html_title = f"TrajGANR {release}"
html_short_title = "TrajGANR"
html_logo = html_favicon = str(ROOT / "resources" / "icons" / "trajganr.svg")
html_static_path: list[str] = ["site.css"]
html_css_files = ["site.css"]
templates_path = ["templates"]
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "versions.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}
html_copy_source = False
html_show_sphinx = False
html_math_renderer = "mathml"

#: Commands of LaTeX that docutils does not know, and what it shows the same way.
LATEX = ((r"\\dots\b", r"\\ldots"), (r"\\[bB]ig\b", ""))

#: A link to the laboratory, which is not on the site.
LABORATORY = re.compile(r"\[([^\]]*)\]\((?:\.\./)*benchmarks/[^)]*\)")

#: For each page that a search finds, Sphinx fetches the page and quotes it. Without a web server,
#: browsers do not allow that; so the search has all pages in a script.
PAGES = """const PAGES = {};
window.fetch = async (address) => new Response(PAGES[address]);
"""


def setup(app: Sphinx) -> None:
    """Formulas become MathML, which browsers draw without a script; the search works on files."""
    app.add_html_math_renderer("mathml", (_inline, None), (_block, None))
    app.connect("source-read", _without_laboratory)
    app.connect("html-page-context", _keep_for_search)
    app.connect("build-finished", _write_pages)


def _without_laboratory(_: Sphinx, __: str, source: list[str]) -> None:
    """Measurements are in the repository: the site and its search have the handbook only."""
    source[0] = LABORATORY.sub(r"\1", source[0])


_pages: dict[str, str] = {}


def _keep_for_search(
    app: Sphinx, name: str, _: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if doctree and "nosearch" not in app.env.metadata[name]:
        _pages[f"./{name}.html"] = f'<div role="main">{context["body"]}</div>'
    elif name == "search":
        app.add_js_file("pages.js")


def _write_pages(app: Sphinx, _: Exception | None) -> None:
    script = PAGES.replace("{}", json.dumps(_pages), 1)
    (app.outdir / "_static" / "pages.js").write_text(script, encoding="utf-8")


def _inline(translator: nodes.NodeVisitor, node: nodes.Element) -> None:
    _write(translator, node.astext(), is_block=False)


def _block(translator: nodes.NodeVisitor, node: nodes.Element) -> None:
    _write(translator, node.astext(), is_block=True)


def _write(translator: nodes.NodeVisitor, formula: str, *, is_block: bool) -> None:
    for command, replacement in LATEX:
        formula = re.sub(command, replacement, formula)
    math = tex2mathml(formula, as_block=is_block)
    translator.body.append(f'<div class="formula">{math}</div>' if is_block else math)
    raise nodes.SkipNode
