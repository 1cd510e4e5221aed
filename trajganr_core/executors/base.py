"""Executors of work that consists of independent parts, in this process or elsewhere.

Results do not depend on the executor: the partition is a function of the data alone, and each part
is a function of its arguments. An executor decides only where and when a part runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from ..utils.progress import Progress, between

__all__ = ["SERIAL", "Executor", "Work"]

Item = TypeVar("Item")
Result = TypeVar("Result")
Item_contra = TypeVar("Item_contra", contravariant=True)
Result_co = TypeVar("Result_co", covariant=True)


class Work(Protocol[Item_contra, Result_co]):
    """The function that is applied to each part.

    An executor may send it to other processes and machines. So it and its items must be picklable,
    and files that it names must be in a shared folder. A process calls the same object for several
    parts, so the object may cache state that is costly to build. A part may run again after a
    process died, even while the earlier call still runs.
    """

    def __call__(self, item: Item_contra, progress: Progress, /) -> Result_co:
        """Process one part; the result is small, or names files."""


class Executor(Protocol):
    """Runs the parts of some work."""

    def map(
        self,
        work: Work[Item, Result],
        items: Sequence[Item],
        stage: str,
        progress: Progress,
        *,
        gpu: bool = False,
    ) -> list[Result]:
        """Process all parts.

        Args:
            items: the parts; consumed lazily, so that a generator may create them.
            stage: stage name for progress where the parts run elsewhere.
            progress: receives the overall progress; may cancel, which stops running parts.
            gpu: whether each needs a GPU.

        Returns:
            The results, in the order of the items.

        Raises:
            TrajganrError: raised by the work; also ``TRANSPORT.DOWN`` and others where the parts
                run elsewhere.
        """


class SerialExecutor:
    """Processes the parts one after another in this process."""

    def map(
        self,
        work: Work[Item, Result],
        items: Sequence[Item],
        stage: str,
        progress: Progress,
        *,
        gpu: bool = False,
    ) -> list[Result]:
        """See :meth:`Executor.map`; the parts report their own stages."""
        count = len(items)
        return [
            work(items[number], between(progress, number / count, (number + 1) / count))
            for number in range(count)
        ]


#: The default executor.
SERIAL = SerialExecutor()
