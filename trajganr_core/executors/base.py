"""Executors of work that consists of independent parts, in this process or elsewhere.

Results do not depend on the executor: the partition is a function of the data alone, and each part
is a function of its arguments. An executor decides only where and when a part runs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from ..utils.progress import Progress, between

Item = TypeVar("Item")
Item_co = TypeVar("Item_co", covariant=True)
Result = TypeVar("Result")

#: The function that is applied to each part; its result is small, or names files.
#:
#: An executor may send it to other processes and machines. So it and its items must be picklable,
#: and files that it names must be in a shared folder. A process calls the same object for several
#: parts, so the object may cache state that is costly to build. A part may run again after a
#: process died, even while the earlier call still runs.
Work = Callable[[Item, Progress], Result]


class Items(Protocol[Item_co]):
    """Numbered parts, such as a list; each may be created when it is asked for."""

    def __len__(self) -> int:
        """How many there are."""

    def __getitem__(self, number: int, /) -> Item_co:
        """The part with a number, from 0."""


class Executor(Protocol):
    """Runs the parts of some work."""

    def map(
        self,
        work: Work[Item, Result],
        items: Items[Item],
        stage: str,
        progress: Progress,
        *,
        gpu: bool = False,
    ) -> list[Result]:
        """Process all parts.

        Args:
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
        items: Items[Item],
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
