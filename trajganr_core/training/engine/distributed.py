"""Training in several processes, as ``torchrun`` starts them; one process is a world of one.

A step's loss is the *sum* of what the ranks compute: each takes its rows of the batch as anchors,
divides by the size of the whole batch, and gets the other ranks' embeddings through
:meth:`Ranks.gather`, whose gradient flows back to the rank that made them. The sum of the ranks'
gradients is then the gradient of the one loss that a single process has.

Gradients are added by one explicit all-reduce after the backward pass and not by
``DistributedDataParallel``: its buckets wait for every parameter's gradient, but which parameters
have one differs between ranks, because a rank's rows may have no image.
"""

from __future__ import annotations

import atexit
import logging
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar, cast

import torch
import torch.distributed as dist
from torch import Tensor, nn

CPU = torch.device("cpu")
Facts = TypeVar("Facts")


@dataclass(frozen=True)
class Ranks:
    """This process among those that train together.

    Attributes:
        rank: number of this process, from zero.
        world: number of processes.
        device: of the tensors that they exchange.
    """

    rank: int = 0
    world: int = 1
    device: torch.device = CPU

    @property
    def is_first(self) -> bool:
        """Whether this process writes and reports for all."""
        return self.rank == 0

    def gather(self, *parts: Tensor) -> list[Tensor]:
        """All ranks' rows of each of the parts ``(n_r, D)``, rank by rank; differentiable.

        Ranks may have different numbers of rows, also none. The gradient of a row is the sum over
        the ranks that used it. All parts are sent together, so that the backward pass has one
        collective, independent of a rank's graph.
        """
        if self.world == 1:
            return list(parts)
        own = torch.tensor([len(part) for part in parts], device=self.device)
        of_ranks = [torch.empty_like(own) for _ in range(self.world)]
        dist.all_gather(of_ranks, own)
        sizes = torch.stack(of_ranks)  # (world, parts)
        together = _Gather.apply(torch.cat(parts), self.rank, sizes.sum(1).tolist())
        pieces = together.split(sizes.flatten().tolist())
        return [torch.cat(pieces[number :: len(parts)]) for number in range(len(parts))]

    def total(self, values: Tensor) -> Tensor:
        """The sum over ranks; no gradient."""
        values = values.detach().clone()
        if self.world > 1:
            dist.all_reduce(values)
        return values

    def add_gradients(self, parameters: Iterable[nn.Parameter]) -> None:
        """Replace each gradient by the sum over ranks, in one all-reduce."""
        if self.world == 1:
            return
        learning = list(parameters)
        has_gradient = self.total(
            torch.tensor([float(p.grad is not None) for p in learning], device=learning[0].device)
        )
        flat = torch.cat(
            [(torch.zeros_like(p) if p.grad is None else p.grad).flatten() for p in learning]
        )
        dist.all_reduce(flat)
        parts = flat.split([p.numel() for p in learning])
        for parameter, part, ranks in zip(learning, parts, has_gradient.tolist(), strict=True):
            # A parameter that no rank used keeps no gradient, as in one process: the optimiser
            # skips it.
            parameter.grad = part.view_as(parameter) if ranks else None

    def share(self, modules: Iterable[nn.Module]) -> None:
        """Give every rank the first one's weights."""
        if self.world > 1:
            for module in modules:
                for tensor in module.state_dict().values():
                    dist.broadcast(tensor, src=0)

    def agree(self, facts: Facts) -> Facts:
        """The first rank's values on every rank."""
        shared: list[Any] = [facts]
        if self.world > 1:
            dist.broadcast_object_list(shared, src=0)
        return cast(Facts, shared[0])


def ranks_of_environment(device: torch.device) -> Ranks:
    """Join the processes that ``torchrun`` started: gloo on the CPU, nccl on GPUs.

    They stay joined until the process ends: a second rendezvous would find entries of the first in
    torchrun's store, and wait forever.
    """
    if int(os.environ.get("WORLD_SIZE", "1")) == 1:
        return Ranks()
    if not dist.is_initialized():
        dist.init_process_group("nccl" if device.type == "cuda" else "gloo")
        atexit.register(dist.destroy_process_group)
    return Ranks(dist.get_rank(), dist.get_world_size(), device)


def leave(status: int) -> NoReturn:
    """End this process, one of several that trained together, with an exit status.

    The threads of autograd and gloo may abort a process during the interpreter's shutdown, and
    torchrun would report the whole training as failed. The shutdown is therefore skipped.
    """
    if dist.is_initialized():
        dist.destroy_process_group()
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


class _Gather(torch.autograd.Function):
    """All-gather of rows whose backward pass sums the ranks' gradients of this rank's rows."""

    @staticmethod
    def forward(ctx: Any, rows: Tensor, rank: int, sizes: list[int]) -> Tensor:
        # Collectives need equal shapes: pad to the longest.
        padded = rows.new_zeros(max(sizes), rows.shape[1])
        padded[: len(rows)] = rows
        parts = [torch.empty_like(padded) for _ in sizes]
        dist.all_gather(parts, padded)
        ctx.begin, ctx.count = sum(sizes[:rank]), len(rows)
        return torch.cat([part[:size] for part, size in zip(parts, sizes, strict=True)])

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, None, None]:
        summed = gradients[0].clone(memory_format=torch.contiguous_format)
        dist.all_reduce(summed)
        return summed[ctx.begin : ctx.begin + ctx.count], None, None
