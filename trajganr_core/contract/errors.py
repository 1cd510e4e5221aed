"""The exception of this project: an error as data that can be sent and translated.

An error has a code, an English template with its parameters, and the next action. It keeps the
template, because that is the key of the plugin's translations.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

from .texts.local_numbers import fill
from .texts.text import Text


class Code(str, Enum):
    """The codes of all failures that people can see.

    Example:
        >>> import trajganr_core as tg
        >>> tg.Code("INPUT.CRS")
        <Code.INPUT_CRS: 'INPUT.CRS'>
    """

    TRANSPORT_DOWN = "TRANSPORT.DOWN"
    TRANSPORT_TIMEOUT = "TRANSPORT.TIMEOUT"
    PROTOCOL_VERSION = "PROTOCOL.VERSION"
    PROTOCOL_SCHEMA = "PROTOCOL.SCHEMA"
    PROTOCOL_TOO_LARGE = "PROTOCOL.TOO_LARGE"
    AUTH_DENIED = "AUTH.DENIED"
    AUTH_NO_ANSWER = "AUTH.NO_ANSWER"
    INPUT_CRS = "INPUT.CRS"
    INPUT_TIME = "INPUT.TIME"
    INPUT_GEOMETRY = "INPUT.GEOMETRY"
    INPUT_EMPTY = "INPUT.EMPTY"
    INPUT_TOO_FEW_POINTS = "INPUT.TOO_FEW_POINTS"
    INPUT_FIELD = "INPUT.FIELD"
    INPUT_HASH = "INPUT.HASH"
    INPUT_NOT_FOUND = "INPUT.NOT_FOUND"
    INPUT_FORMAT = "INPUT.FORMAT"
    RESOURCE_GPU_OOM = "RESOURCE.GPU_OOM"
    RESOURCE_RAM = "RESOURCE.RAM"
    RESOURCE_DISK = "RESOURCE.DISK"
    RESOURCE_QUEUE_FULL = "RESOURCE.QUEUE_FULL"
    RESOURCE_LOCKED = "RESOURCE.LOCKED"
    RESOURCE_OPEN_FILES = "RESOURCE.OPEN_FILES"
    ENV_DRIVER = "ENV.DRIVER"
    ENV_MISSING_DEP = "ENV.MISSING_DEP"
    ENV_PROXY = "ENV.PROXY"
    ENV_SSL = "ENV.SSL"
    MODEL_MISSING = "MODEL.MISSING"
    MODEL_HASH = "MODEL.HASH"
    MODEL_INCOMPATIBLE = "MODEL.INCOMPATIBLE"
    MODEL_PREPARING = "MODEL.PREPARING"
    JOB_CANCELLED = "JOB.CANCELLED"
    JOB_INTERRUPTED = "JOB.INTERRUPTED"
    JOB_NOT_FOUND = "JOB.NOT_FOUND"
    JOB_DEPENDENCY = "JOB.DEPENDENCY"
    JOB_DETACHED = "JOB.DETACHED"
    JOB_STALLED = "JOB.STALLED"
    INTERNAL = "INTERNAL"


RETRYABLE = frozenset(
    {
        Code.TRANSPORT_DOWN,
        Code.TRANSPORT_TIMEOUT,
        Code.AUTH_NO_ANSWER,
        Code.RESOURCE_GPU_OOM,
        Code.RESOURCE_RAM,
        Code.RESOURCE_DISK,
        Code.RESOURCE_QUEUE_FULL,
        Code.RESOURCE_OPEN_FILES,
        Code.ENV_PROXY,
        Code.MODEL_PREPARING,
        Code.JOB_INTERRUPTED,
        Code.JOB_DEPENDENCY,
        Code.JOB_STALLED,
    }
)


#: Names of arguments of :class:`TrajganrError`; no parameter can have them.
_OWN_NAMES = frozenset({"self", "code", "template", "next_action"})
#: Translates templates; ``str`` leaves them in English.
_translate: Callable[[str], str] = str


def set_translator(translate: Callable[[str], str]) -> None:
    """Translate the errors of this process.

    Args:
        translate: returns a template's translation, or the template if there is none.
    """
    global _translate
    _translate = translate


class TrajganrError(Exception):
    """A failure with a code, its parameters and what to do next.

    Args:
        code: the kind of failure.
        template: what happened, with ``{name}`` for each parameter.
        next_action: what a person can do, with the same parameters.
        **parameters: JSON-able values that fill both.

    Example:
        >>> import trajganr_core as tg
        >>> try:
        ...     tg.Bundle.load("x")
        ... except tg.TrajganrError as error:
        ...     print(error.code.value, error.message, error.next_action, sep="; ")
        INPUT.NOT_FOUND; x is not a bundle: it has no bundle.json.; Prepare the study area first.
    """

    def __init__(self, code: Code, template: str, next_action: str, **parameters: Any) -> None:
        self.code = code
        self.template = template
        self.next_action_template = next_action
        self.parameters = parameters
        super().__init__(f"[{code.value}] {self.message} {self.next_action}")

    def __reduce__(self) -> tuple[Callable[..., TrajganrError], tuple[dict[str, Any]]]:
        """Pickle the data; by default, an exception is pickled as its text."""
        return TrajganrError.from_dict, (self.to_dict(),)

    @property
    def message(self) -> str:
        """What happened, in the language of :func:`set_translator`; English by default."""
        return _fill(_translate(self.template), self.parameters)

    @property
    def next_action(self) -> str:
        """What to do next, in the same language."""
        return _fill(_translate(self.next_action_template), self.parameters)

    @property
    def text(self) -> Text:
        """What happened, for a remark."""
        return Text(self.template, **self.parameters)

    @property
    def retryable(self) -> bool:
        """Whether the same request may succeed later, unchanged."""
        return self.code in RETRYABLE

    def to_dict(self) -> dict[str, Any]:
        """The error as JSON-able data, for a message or a job's record."""
        return {
            "code": self.code.value,
            "template": self.template,
            "next_action": self.next_action_template,
            "parameters": self.parameters,
            "retryable": self.retryable,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> TrajganrError:
        """Rebuild an error from :meth:`to_dict`; a code of a newer release becomes INTERNAL."""
        try:
            code = Code(data.get("code"))
        except ValueError:
            code = Code.INTERNAL
        parameters = data.get("parameters")
        if not isinstance(parameters, Mapping):
            parameters = {}
        return cls(
            code,
            str(data.get("template", "Unknown failure.")),
            str(data.get("next_action", "")),
            **{str(name): value for name, value in parameters.items() if name not in _OWN_NAMES},
        )


def cancelled() -> TrajganrError:
    """The error that stops cancelled work."""
    return TrajganrError(
        Code.JOB_CANCELLED, "Cancelled.", "Resume the job to continue it, or run it again."
    )


def internal_error(error: BaseException) -> TrajganrError:
    """Wrap an unexpected exception; log the traceback with ``parameters["id"]``."""
    return TrajganrError(
        Code.INTERNAL,
        "Unexpected {kind}: {text} (id {id}).",
        "Look for the id in the job's log and report it with the log.",
        kind=type(error).__name__,
        text=str(error),
        id=uuid.uuid4().hex[:8],
    )


def _fill(template: str, parameters: Mapping[str, Any]) -> str:
    try:
        return fill(template, _translate, **parameters)
    except (KeyError, IndexError, ValueError, TypeError):
        return template
