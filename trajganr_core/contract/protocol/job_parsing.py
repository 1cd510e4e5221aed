"""Checks the parameters of a job in a message, and builds their class from :mod:`.jobs`."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from typing import Any

from ..errors import Code, TrajganrError
from ..kinds import KINDS
from ..kinds.params import MAX_VALUES, JobParams, hints_of, secret_fields
from ..records.json_records import FieldError, decode_value

#: Limits on texts and lists of parameters, because they are stored and sent again.
MAX_NAME = 200
MAX_TEXT = 8192


def secrets_from_dict(kind: str, data: Mapping[str, Any]) -> dict[str, str]:
    """Check the secrets of a job.

    Other parameters are refused: they would override those that were checked at submission.

    Raises:
        TrajganrError: ``PROTOCOL.SCHEMA`` for a name that is not a secret of that kind of job, and
            for a value that is not text.
    """
    unknown = sorted(set(data) - set(secret_fields(_class_of(kind))))
    if unknown:
        raise _schema_error("{kind} has no secret {unknown}", kind=kind, unknown=unknown)
    for name, value in data.items():
        if not isinstance(value, str):
            raise _schema_error("{name} is not text", name=name)
    return dict(data)


def params_from_dict(
    kind: str, data: Mapping[str, Any], secrets: Mapping[str, Any] = types.MappingProxyType({})
) -> JobParams:
    """Check a submitted job's parameters and build their class.

    Unknown parameters are refused, unlike unknown fields of a message: ignoring one would silently
    change the result.

    Args:
        kind: of the job.
        data: the parameters.
        secrets: see :func:`secrets_from_dict`.

    Raises:
        TrajganrError: ``PROTOCOL.SCHEMA``, naming the parameter; ``INPUT.FIELD`` for values that
            the job would refuse.
    """
    cls = _class_of(kind)
    data = {**data, **secrets_from_dict(kind, secrets)}
    hints = hints_of(cls)
    fields = {each.name: each for each in dataclasses.fields(cls)}
    unknown = sorted(set(data) - set(fields))
    if unknown:
        raise _schema_error("{kind} has no parameter {unknown}", kind=kind, unknown=unknown)
    missing = [
        name
        for name, each in fields.items()
        if each.default is dataclasses.MISSING and name not in data
    ]
    if missing:
        raise _schema_error("{kind} needs {missing}", kind=kind, missing=missing)
    for name in secret_fields(cls):  # checked first: no message may contain one
        value = data.get(name, "")
        if not isinstance(value, str) or len(value) > MAX_TEXT:
            raise _schema_error("{name} is not text, or too long", name=name)
    values = {name: _coerce(name, hints[name], value) for name, value in data.items()}
    return cls(**values)


def _class_of(kind: str) -> type[JobParams]:
    if kind not in KINDS:
        raise _schema_error("there is no job kind {kind!r}", kind=kind)
    return KINDS[kind].params


def _coerce(name: str, hint: Any, value: Any) -> Any:
    """A parameter of its type; JSON's lists become tuples."""
    _check_length(name, value)
    try:
        return decode_value(hint, value, name, float)
    except FieldError as error:
        raise _schema_error(
            "{name} cannot be {value}", name=name, value=repr(value)[:MAX_NAME]
        ) from error


def _check_length(name: str, value: Any) -> None:
    most = MAX_VALUES
    if isinstance(value, list | tuple):
        for each in value:
            _check_length(name, each)
    elif isinstance(value, str):
        most = MAX_NAME if name == "name" else MAX_TEXT
    else:
        return
    if len(value) > most:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "{name} has a length of {length}; the limit is {most}.",
            "Shorten it. Many files can be sent as one ZIP.",
            name=name,
            length=len(value),
            most=most,
        )


def _schema_error(template: str, **parameters: Any) -> TrajganrError:
    return TrajganrError(
        Code.PROTOCOL_SCHEMA,
        f"The job was not understood: {template}.",
        "Correct the parameter. Plugin and worker should be of the same release.",
        **parameters,
    )
