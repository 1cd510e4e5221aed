"""Where work that falls into parts is done: in this process, or wherever an engine has it done.

What is computed does not depend on the engine: how work is cut into parts is a function of the data
alone, and each part a function of its arguments. An engine only says who calls it, and when.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from ..utils.progress import Progress

__all__ = ["SERIAL", "Executor", "SerialExecutor", "Work"]

Item = TypeVar("Item")
Result = TypeVar("Result")
Item_contra = TypeVar("Item_contra", contravariant=True)
Result_co = TypeVar("Result_co", covariant=True)


class Work(Protocol[Item_contra, Result_co]):
    """What is done with each part.

    An engine may send it to other processes and machines, so that it and its items can be pickled,
    and files that it names are in a folder that all of them see. A process calls the same object
    for part after part: what is costly to build may be kept in it. A part may be done again where a
    process died, also while an earlier call still runs.
    """

    def __call__(self, item: Item_contra, progress: Progress, /) -> Result_co:
        """Do one part; its answer is small, or names files.

        Args:
            item: the part.
            progress: told how far the part is; may cancel.
        """


class Executor(Protocol):
    """Has the parts of some work done."""

    def map(
        self,
        work: Work[Item, Result],
        items: Sequence[Item],
        stage: str,
        progress: Progress,
        *,
        gpu: bool = False,
    ) -> list[Result]:
        """Do all parts.

        Args:
            work: done with each.
            items: the parts; each is asked for when it is its turn, so that it may be made then.
            stage: what progress is told where the parts are done elsewhere.
            progress: told how far all parts together are; may cancel, which ends those that run.
            gpu: whether each needs a GPU.

        Returns:
            What the work answered, in the order of the items.

        Raises:
            TrajganrError: the work's own; where the parts are done elsewhere, ``TRANSPORT.DOWN``
                and others of that place.
        """


class SerialExecutor:
    """Does one part after the other, here."""

    def map(
        self,
        work: Work[Item, Result],
        items: Sequence[Item],
        stage: str,
        progress: Progress,
        *,
        gpu: bool = False,
    ) -> list[Result]:
        """See :meth:`Executor.map`; the parts tell their stages themselves."""
        count = len(items)
        return [work(items[number], _part_of(progress, number, count)) for number in range(count)]


#: The default of all that takes an engine.
SERIAL = SerialExecutor()


def _part_of(progress: Progress, number: int, count: int) -> Progress:
    """What one of several parts tells of itself, as a share of them all."""

    def tell(stage: str, fraction: float, /, **figures: float) -> None:
        progress(stage, (number + fraction) / count, **figures)

    return tell
