"""The HTML page has the content of the Markdown page."""

from __future__ import annotations

import base64
import re
from html import unescape
from pathlib import Path

import pytest
from result_files import results

from trajganr_comparison.markdown import markdown
from trajganr_comparison.page import html_page

HOSTILE = [
    "x\n\n![x](../secret)\n\n",
    "x\n\n![x](figures/linked.png)\n\n",
    "x\n```\n\n![x](http://host/x.png)\n\n```\n",
    "[x](javascript:alert(1)) <http://host> ![x](//host/x)",
    "<script>x</script><img src=//host/x><a href='x'>",
    "&lt;script> &#60;script&#62; <scr\nipt>",
    "[x]: http://host\n\n[x] [x][x]",
]


def words(text: str) -> list[str]:
    """The words of a text, without markup and spaces."""
    return re.findall(r"[\w.±↓↑–<>&%]+", text)


def body(page: str) -> str:
    return page.partition("<body>")[2]


def test_the_html_page_has_all_words_of_the_markdown_page(tmp_path: Path) -> None:
    failure = {"split": "block", "fold": 0, "system": "two", "seed": 0, "labels": 1.0}
    failure |= {"code": "MODEL.MISSING", "message": "No <file> & no `hub`, a|b."}
    text = markdown(results({"one": [1.0, 2.0], "two": [3.0, 5.0]}, failures=[failure]))
    page = html_page("City", text, tmp_path)
    text = re.sub(r"!\[(.*?)\]\(.*?\)", r"\1", text)
    plain = re.sub(r"```|\*\*|^#+ |^- |^\|[-|]+\|$", " ", text, flags=re.MULTILINE)
    assert words(unescape(re.sub(r"</?\w+>", " ", body(page)))) == words(unescape(plain))
    assert "<strong>1.500 ± 0.707</strong>" in page
    assert "<pre><code>trajganr benchmark city" in page


def test_tables_are_converted_with_a_header_and_all_cells(tmp_path: Path) -> None:
    page = html_page("", "| system | MAE ↓ |\n|---|---|\n| A | – |\n| B | **2** |\n", tmp_path)
    tight = page.replace("\n", "")
    assert "<thead><tr><th>system</th><th>MAE ↓</th></tr>" in tight
    assert "<tr><td>A</td><td>–</td></tr><tr><td>B</td><td><strong>2</strong></td></tr>" in tight
    assert "---" not in body(page)


def test_html_in_the_text_is_escaped(tmp_path: Path) -> None:
    page = html_page("", "- No <script>\n\n```\ncity <a> & b\n```\n", tmp_path)
    assert "<li>No &lt;script&gt;</li>" in page
    assert "city &lt;a&gt; &amp; b" in page


def test_pictures_are_embedded_in_the_page(tmp_path: Path) -> None:
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "a.png").write_bytes(b"a picture")
    text = "## One\n\n![Speed & all](figures/a.png)\n\nAfter.\n\n![Gone](figures/c.png)\n"
    page = html_page("", text, tmp_path)
    data = base64.b64encode(b"a picture").decode("ascii")
    assert f'<img alt="Speed &amp; all" src="data:image/png;base64,{data}">' in page
    assert "<figcaption>Speed &amp; all</figcaption>" in page
    assert page.index(data) < page.index("After.") < page.index("Gone")
    assert page.count("<img") == 1


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_cannot_add_files_links_or_pictures_to_the_page(
    name: str, tmp_path: Path
) -> None:
    folder = tmp_path / "results"
    (folder / "figures").mkdir(parents=True)
    (tmp_path / "secret").write_text("secret")
    (folder / "figures" / "linked.png").symlink_to(tmp_path / "secret")
    failure = {"split": "block", "fold": 0, "system": "two", "seed": 0, "labels": 1.0}
    failure |= {"code": "INPUT.FORMAT", "message": name}
    found = results({"one": [1.0], "two": [2.0]}, failures=[failure], notes={"speed": name})
    found.record["bundle"]["name"] = found.record["command"] = name
    text = markdown(found)
    for page in (html_page(name, text, folder), html_page(name, name, folder)):
        assert not re.search(r"<(a|img|script)\b", page)
        assert base64.b64encode(b"secret").decode() not in page
