"""Writes pages of text and pictures from a worker anew, so that a browser never opens theirs.

The new page has the texts, tables and pictures of the received one, and nothing else: no program,
no address, no style but the one that is known. A page with anything else is refused. A content
security policy forbids the browser everything but pictures that are in the page.
"""

from __future__ import annotations

import re
from html import escape, unescape

from .refused_file import RefusedFileError

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; " + (
    "form-action 'none'"
)
HEAD = (
    '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
    f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta name="referrer" content="no-referrer">'
)
#: Elements, and the attributes that each may have beside ``class``.
ELEMENTS = {
    **dict.fromkeys(
        (
            *("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "span", "table", "thead", "tbody"),
            *("tr", "ul", "li", "figure", "figcaption", "pre", "code", "em", "strong"),
            *("blockquote", "sub", "sup"),
        ),
        frozenset(),
    ),
    "th": frozenset({"style"}),
    "td": frozenset({"style"}),
    "ol": frozenset({"start"}),
    "img": frozenset({"alt", "src"}),
    "br": frozenset(),
    "hr": frozenset(),
}
VOID = frozenset({"img", "br", "hr"})
#: What each attribute may be.
VALUES = {
    "class": re.compile(r"[\w -]*"),
    "style": re.compile(r"text-align: (?:left|right|center);"),
    "start": re.compile(r"\d{1,6}"),
    "alt": re.compile(r".*", re.DOTALL),
    "src": re.compile(r"data:image/png;base64,[A-Za-z0-9+/=]*"),
}
#: A text, a tag with quoted attributes, or the declaration of HTML. Each is read once; a parser
#: that takes what browsers take would need hours for some texts.
TOKEN = re.compile(
    r'(?P<text>[^<]+)|<(?P<end>/?)(?P<tag>[a-z][a-z0-9]*)(?P<attributes>(?:\s+[a-z-]+="[^"]*")*)'
    r"\s*/?>|<!doctype html>",
    re.IGNORECASE,
)
ATTRIBUTE = re.compile(r'([A-Za-z-]+)="([^"]*)"')
#: Elements of the head, which is written anew.
FRAME = frozenset({"html", "head", "body", "meta", "title", "style"})
#: The one rule of a style that may begin with @: other colours where the reader's screen is dark.
NIGHT = "@media (prefers-color-scheme: dark)"
#: Of a style sheet: what may name a file or hide a name.
ADDRESS = re.compile(r"url|@|\\|<|image|src|expression", re.IGNORECASE)


def plain_page(page: str) -> str:
    """The page written anew.

    Raises:
        RefusedFileError: if it has an element, attribute or style that such a page does not have.
    """
    writer = _Writer()
    at = 0
    while at < len(page):
        token = TOKEN.match(page, at)
        if token is None:
            raise RefusedFileError("it has something else than elements and texts")
        writer.write(*token.group("text", "end", "tag", "attributes"))
        at = token.end()
    if writer.open:
        raise RefusedFileError("its elements do not end")
    return (
        f"{HEAD}<title>{escape(writer.title)}</title><style>{writer.style}</style></head><body>"
        f"{''.join(writer.body)}</body></html>\n"
    )


class _Writer:
    """Writes what it reads, from a list of what may be."""

    def __init__(self) -> None:
        self.body: list[str] = []
        self.open: list[str] = []
        self.title = ""
        self.style = ""
        self._inside = ""

    def write(self, text: str | None, end: str | None, tag: str | None, attributes: str) -> None:
        """Write a text, or the begin or end of an element; a declaration has neither."""
        if text is not None:
            self._write_text(unescape(text))
        elif tag is not None and end:
            self._end(tag.lower())
        elif tag is not None:
            self._begin(tag.lower(), ATTRIBUTE.findall(attributes))

    def _begin(self, tag: str, attributes: list[tuple[str, str]]) -> None:
        if tag in FRAME:
            if tag == "meta" and any(name.lower() == "http-equiv" for name, _ in attributes):
                raise RefusedFileError("it tells the browser what to do")
            self._inside = tag if tag in ("title", "style") else ""
            return
        if tag not in ELEMENTS:
            raise RefusedFileError(f"it has an element {tag}")
        written = []
        for name, value in attributes:
            text = unescape(value)
            if name not in ELEMENTS[tag] | {"class"} or not VALUES[name].fullmatch(text):
                raise RefusedFileError(f"its element {tag} has {name}")
            written.append(f' {name}="{escape(text)}"')
        self.body.append(f"<{tag}{''.join(written)}>")
        if tag not in VOID:
            self.open.append(tag)

    def _end(self, tag: str) -> None:
        if tag in FRAME:
            self._inside = ""
        elif tag in VOID or not self.open or self.open.pop() != tag:
            raise RefusedFileError(f"its elements do not end ({tag})")
        else:
            self.body.append(f"</{tag}>")

    def _write_text(self, text: str) -> None:
        if self._inside == "title":
            self.title += text
        elif self._inside == "style":
            if ADDRESS.search(text.replace(NIGHT, "")):
                raise RefusedFileError("its style names an address")
            self.style += text
        else:
            self.body.append(escape(text))
