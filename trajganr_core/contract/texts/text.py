"""Sentences for people as data: a template and its values.

Bundles, cards, results and logs hold such texts. They are English sentences, and are said in
another language by the translation of their template.
"""

from __future__ import annotations

import numbers
import string
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Union

from .local_numbers import fill

#: Answers a text's translation, or the text where it has none.
Translate = Callable[[str], str]
#: What fills a place of a template: a number, which its place formats, a name, which is the same in
#: all languages, another text, or a list of these, with commas between them.
Value = Union[int, float, str, "Text", Iterable["Value"]]  # Python 3.10

#: Limits on texts that others have made: values and places of a template, its characters, texts
#: within texts, the length of the sentence, and numbers, which are those of JSON.
MAX_VALUES, MAX_TEMPLATE, DEEPEST, MAX_LENGTH = 20, 2000, 6, 100_000
MAX_SIZE = 1 << 53


class Text(str):
    """A sentence, or a part of one: it is the English one, and :meth:`said` gives others.

    Args:
        template: the sentence with ``{name}`` or ``{name:,.1f}`` for each value, a literal, which
            ``make translations`` collects.
        of: its attributes fill what ``values`` do not; such as a report.
        **values: what fills the template.

    Example:
        >>> Text("{n:,} of {things}", n=1200, things=[Text("roads"), "E 45"])
        '1,200 of roads, E 45'
    """

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, Any]

    def __new__(cls, template: str, of: object = None, /, **values: Value) -> Text:
        kept = {
            name: _kept(values[name] if of is None or name in values else getattr(of, name))
            for _, name, _, _ in string.Formatter().parse(template)
            if name is not None
        }
        self = super().__new__(cls, _filled(template, kept, str))
        self.template, self.values = template, kept
        return self

    def said(self, tr: Translate) -> str:
        """The sentence in the language of ``tr``; English where that has no translation."""
        return _filled(tr(self.template), self.values, tr)

    def __reduce__(self) -> tuple[Callable[..., Text], tuple[str, Mapping[str, Any]]]:
        """Pickle the data; by default, the sentence would be the template."""
        return _made, (self.template, self.values)

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of the text."""
        return {"text": self.template, "values": {k: _plain(v) for k, v in self.values.items()}}

    @classmethod
    def from_dict(cls, data: Any) -> Text:
        """The text of such an object, which may be of anybody.

        Raises:
            ValueError: if it is of another form, too large, or does not fill its template.
        """
        return _checked(data, 0)


def said(value: Any, tr: Translate) -> Any:
    """A value in the language of ``tr``: names and numbers as they are, lists with commas."""
    if isinstance(value, Text):
        return value.said(tr)
    return ", ".join(said(each, tr) for each in value) if isinstance(value, list) else value


def word(name: str) -> Text:
    """A name that is translated where it is one of those that this software knows."""
    return Text(name.replace("{", "{{").replace("}", "}}"))


def said_of(name: str, fact: str) -> Text:
    """A name and what is said of it, with the colon of the language."""
    return Text("{name}: {fact}", name=name, fact=fact)


def joined(first: Text, *others: Text, by: str = "{first}; {second}") -> Text:
    """Facts in one sentence, with the semicolon of the language, or as ``by`` joins two."""
    for second in others:
        first = Text(by, first=first, second=second)
    return first


def _made(template: str, values: Mapping[str, Any]) -> Text:
    return Text(template, **values)


def _kept(value: Value) -> Any:
    """A value of the types of JSON; numbers may be those of NumPy."""
    if isinstance(value, str):
        return value
    if isinstance(value, numbers.Integral):
        return int(value)
    if isinstance(value, numbers.Real):
        return float(value)
    return [_kept(each) for each in value]  # type: ignore[union-attr] # mypy: float is no Real


def _filled(template: str, values: Mapping[str, Any], tr: Translate) -> str:
    return fill(template, tr, **{name: said(value, tr) for name, value in values.items()})


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return value.to_dict()
    return [_plain(each) for each in value] if isinstance(value, list) else value


def _checked(data: Any, depth: int) -> Text:
    if not (isinstance(data, Mapping) and data.keys() == {"text", "values"} and depth <= DEEPEST):
        raise ValueError(f"{data!r:.50} is not a text")
    template, values = data["text"], data["values"]
    if not (
        isinstance(template, str)
        and len(template) <= MAX_TEMPLATE
        and template.count("{") <= MAX_VALUES
        and isinstance(values, Mapping)
        and len(values) <= MAX_VALUES
    ):
        raise ValueError(f"{data!r:.50} is not a text")
    checked = {
        name: [_value(part, depth) for part in each]
        if isinstance(each, list)
        else _value(each, depth)
        for name, each in values.items()
    }
    try:
        text = Text(template, **checked)
    except (KeyError, IndexError, ValueError, TypeError) as error:
        raise ValueError(f"{data!r:.50} does not fill its template") from error
    if len(text) > MAX_LENGTH:
        raise ValueError(f"{data!r:.50} is too long")
    return text


def _value(data: Any, depth: int) -> Any:
    if isinstance(data, Mapping):
        return _checked(data, depth + 1)
    if isinstance(data, str) or (type(data) in (int, float) and abs(data) <= MAX_SIZE):
        return data
    raise ValueError(f"{data!r:.50} is not a value of a text")
