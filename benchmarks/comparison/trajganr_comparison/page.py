"""A benchmark's results as one HTML file, pictures and all, that needs nothing else.

It is made of the page of Markdown, so that both always say the same.
"""

from __future__ import annotations

import base64
import re
from contextlib import suppress
from html import escape
from pathlib import Path

from markdown import markdown

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.protocol.file_names import inside

#: Its name in the folder of a comparison.
HTML_PAGE = "comparison.html"

STYLE = """
:root { color: #222; background: #fff; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin-top: 2.5rem; border-bottom: 1px solid #ccc; } h3 { margin-top: 2rem; }
table { border-collapse: collapse; } th { font-weight: 600; } td, th { text-align: left;
vertical-align: top; padding: .3rem 1.2rem .3rem 0; border-bottom: 1px solid #ddd; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f4f4f4; padding: .6rem; }
figure { margin: 1.2rem 0; } img { max-width: 100%; height: auto; }
figcaption { color: #444; max-width: 48rem; }
"""
#: A paragraph that is a picture alone, as the page of Markdown has them.
PICTURE = re.compile(r'<p><img alt="(?P<caption>[^"]*)" src="(?P<file>figures/[^"]*)" ?/?></p>')
#: Links, and pictures from elsewhere, are not ours: they came with a name or a message.
LINK = re.compile(r'<(?:/?a\b|img (?!alt="[^"]*" src="data:image/png;base64,))[^>]*>')


def html_page(title: str, text: str, folder: Path) -> str:
    """The page of HTML.

    Args:
        title: of the window.
        text: the results, as ``results.md`` has them.
        folder: where the pictures lie.
    """
    # Names and reasons are text, whatever marks of HTML are in them; so is what a fence holds.
    plain = text.replace("<", "&lt;")
    body = markdown(plain, extensions=["tables", "fenced_code", "sane_lists"])
    body = body.replace("&amp;lt;", "&lt;")
    body = PICTURE.sub(lambda found: _figure(found["caption"], folder, found["file"]), body)
    body = LINK.sub("", body)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">\n'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>\n"
        f"{body}\n</body></html>\n"
    )


def _figure(caption: str, folder: Path, name: str) -> str:
    """A picture with its bytes; one that is not in the folder is its caption alone."""
    image = ""
    with suppress(TrajganrError, OSError):
        data = base64.b64encode(inside(folder, name).read_bytes()).decode("ascii")
        image = f'<img alt="{caption}" src="data:image/png;base64,{data}">'
    return f"<figure>{image}<figcaption>{caption}</figcaption></figure>"
