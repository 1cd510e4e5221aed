"""Build the documentation site of this release: ``make docs``.

Pages are read from build/docs/source: copies of the repository's own pages, and those that
``.ci/reference_pages.py`` and ``.ci/algorithm_pages.py`` have made. The site is build/docs/site,
with a folder for each release that was built there, and ``index.html``, which lists them. To keep
the pages of earlier releases, copy their folders there first. A link or an anchor without a target
is an error.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from html import escape
from pathlib import Path

from sphinx.cmd.build import main as sphinx

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from trajganr_core.contract.version import __version__  # noqa: E402

BUILD = ROOT / "build" / "docs"
SOURCE, SITE = BUILD / "source", BUILD / "site"
REDIRECT = """<!doctype html>
<meta charset="utf-8">
<meta http-equiv="refresh" content="0; url=docs/index.html">
<title>TrajGANR</title>
<a href="docs/index.html">TrajGANR</a>
"""
VERSIONS = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>TrajGANR: versions of the documentation</title>
<style>:root {{ color-scheme: light dark }} body {{ font: 1.1rem system-ui; margin: 3rem }}</style>
<h1>TrajGANR</h1>
<p>The documentation of each release, the newest first:</p>
<ul>
{links}
</ul>
</html>
"""


def main() -> int:
    """Build the site; returns Sphinx' exit status."""
    shutil.rmtree(SOURCE / "docs", ignore_errors=True)
    shutil.copytree(ROOT / "docs", SOURCE / "docs")
    for path in ROOT.glob("[!.]*.*"):  # pages, and files that they link to
        if path.is_file():
            shutil.copy2(path, SOURCE)
    shutil.copy2(ROOT / "LICENSE", SOURCE)
    site = SITE / __version__
    # With -E, because Sphinx would not check again the links of a page that it has read before.
    options = ["-E", "-b", "html", "-W", "--keep-going", "-q", "-c", str(ROOT / "docs")]
    status = sphinx([*options, "-d", str(BUILD / "doctrees"), str(SOURCE), str(site)])
    if status == 0:
        (site / "index.html").write_text(REDIRECT, encoding="utf-8")
        (SITE / "index.html").write_text(versions(), encoding="utf-8")
        print(os.path.relpath(SITE / "index.html"))
    return status


def versions() -> str:
    """The page that lists the releases whose documentation is there."""
    found = [folder.name for folder in SITE.iterdir() if (folder / "index.html").is_file()]
    found.sort(key=lambda name: [int(part) for part in re.findall(r"\d+", name)], reverse=True)
    links = (f'<li><a href="{name}/docs/index.html">{name}</a></li>' for name in map(escape, found))
    return VERSIONS.format(links="\n".join(links))


if __name__ == "__main__":
    sys.exit(main())
