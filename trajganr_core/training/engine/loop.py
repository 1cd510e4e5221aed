"""The training loop of pretraining and fine-tuning.

It trains a :class:`~.learner.Learner` with the settings of a :class:`~.learner.LoopConfig`. A run
that stopped resumes from its checkpoint, also in the middle of an epoch. On the CPU its result is
bit-identical to that of an uninterrupted run, unless a budget of time decides when it ends.

With a budget, the number of steps that fit it is planned anew after each step, from the mean time
of the steps so far. The learning rate follows the plan, so that it has decayed when the time is
used up, also on a machine whose speed changes. When patience ends such a run, the learning rate
decays first, in a fifth of the steps: without this decay, a longer budget would give a worse model.
"""

from __future__ import annotations

import copy
import logging
import math
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from ...contract.errors import Code, TrajganrError
from ...utils.arrays import IntArray
from ...utils.device import autocast, numbers
from ...utils.processor_times import ProcessorTimes
from ...utils.progress import Progress, silent
from .checkpoint import Checkpoint, read_checkpoint, write_checkpoint
from .distributed import Ranks
from .interrupts import interrupts_held
from .learner import Learner, LoopConfig
from .out_of_memory import batch_that_fits, is_out_of_memory, out_of_memory
from .seeding import keyed_rng, seed_libraries

log = logging.getLogger(__name__)

#: Interval of checkpoints, which limits the loss after a power failure.
SECONDS_BETWEEN_CHECKPOINTS = 60.0
#: Number of evaluations in a budget; fewer if they would take more than this share of its time.
EVALUATIONS, EVALUATION_SHARE = 20, 0.1
#: Share of the steps in which the learning rate decays when patience ends a run with a budget.
DECAY_SHARE = 0.2
#: Share of all steps over which the learning rate rises, before its cosine; and the norm at which
#: gradients are clipped.
WARM_UP, MAX_GRADIENT = 0.05, 1.0
#: The first step is not timed: memory is allocated and kernels are loaded in it.
UNTIMED_STEPS = 1


@dataclass
class Position:
    """How far a run is; all of it is in the checkpoint.

    Attributes:
        epoch, step: complete epochs, and complete steps of the current one.
        steps: that were done.
        planned_steps: that the epochs, or the budget at the speed of the run, allow; more than
            ``steps`` in the end if patience ended the run.
        last: the step at which the run ends because of patience; None: not yet.
        recorded: complete steps at the latest row of the history.
        seconds: that the run took, with evaluations and checkpoints; of all its attempts.
        untimed_s: those of its first steps.
        evaluation_s: time of the longest evaluation.
        sums: sum and count of each term since the latest row.
        history: a row an epoch, or with a budget a row an evaluation: ``epoch``, the number of
            passes over the rows until then; mean ``loss`` and terms since the previous row; and
            the figures where it was evaluated.
        best: by the figure of each choice, its ``epoch`` and ``value``.
        without_gain: evaluations since the latest better figure.
        stopped_early: whether patience ended the run.
    """

    epoch: int = 0
    step: int = 0
    steps: int = 0
    planned_steps: int = 0
    last: int | None = None
    recorded: int = 0
    seconds: float = 0.0
    untimed_s: float = 0.0
    evaluation_s: float = 0.0
    sums: dict[str, list[float]] = field(default_factory=dict)
    history: list[dict[str, float]] = field(default_factory=list)
    best: dict[str, dict[str, float]] = field(default_factory=dict)
    without_gain: int = 0
    stopped_early: bool = False


@dataclass
class Result(Position):
    """The end of a run; the learner's modules hold the chosen weights.

    Attributes:
        waiting: share of the time of this process's steps that was spent waiting for a batch.
        waited_share: share of its time that this attempt waited for a processor; None where the
            system does not tell.
    """

    waiting: float = 0.0
    waited_share: float | None = None


def train(
    learner: Learner[Any],
    config: LoopConfig,
    *,
    device: torch.device,
    identity: Mapping[str, Any],
    checkpoint: Path | None,
    ranks: Ranks | None = None,
    progress: Progress = silent,
    spent_s: float = 0.0,
    clock: Callable[[], float] = time.monotonic,
) -> Result:
    """Train a learner's modules in place, from its checkpoint where there is one.

    Args:
        learner: what is trained; its modules are on ``device``.
        identity: the caller's configuration and data, which identify the run; JSON-able.
            A checkpoint of another identity is refused.
        checkpoint: folder of the checkpoint, which the caller removes when the result is safe
            (:func:`~.checkpoint.remove_checkpoint`); None: none is kept.
        spent_s: seconds of the budget that were used before.
        clock: seconds since any time, for the budget.

    Raises:
        TrajganrError: ``MODEL.INCOMPATIBLE`` or ``MODEL.HASH`` for a checkpoint that does not
            belong here, ``RESOURCE.GPU_OOM`` or ``RESOURCE.RAM`` naming the batch size that fits,
            ``INPUT.FIELD`` when the loss is no longer a number.
    """
    if config.epochs == 0:
        return Result()
    run = _Run(learner, config, device, identity, checkpoint, ranks or Ranks(), progress, clock)
    run.spent_s = spent_s
    run.restore()
    run.plan()
    try:
        while not run.is_complete():
            run.epoch()
    except BaseException as error:
        run.save()
        if is_out_of_memory(error):  # outside a step's own work: in the optimiser or an evaluation
            raise out_of_memory(device, run.rows, None) from error
        raise
    run.save()
    return run.result()


def time_steps(
    learner: Learner[Any], config: LoopConfig, device: torch.device, batches: list[IntArray]
) -> list[float]:
    """Seconds of each of some real steps, including their preparation; nothing is written.

    Raises:
        TrajganrError: as :func:`train`.
    """
    run = _Run(learner, config, device, {}, None, Ranks(), silent, time.monotonic)
    run.position.planned_steps = len(batches)
    seconds = []
    for number, rows in enumerate(batches, start=1):
        begun = time.perf_counter()
        batch = learner.prepare(rows, keyed_rng(config.seed, 1, number))
        run.step(rows, batch)
        seconds.append(time.perf_counter() - begun)
    return seconds


def warm_cosine(step: int, steps: int, warm_up: float) -> float:
    """Factor of the learning rate: a linear rise over the warm-up, then half a cosine to zero."""
    warm = max(1, round(steps * warm_up))
    if step < warm:
        return (step + 1) / warm
    return (1 + math.cos(math.pi * (step - warm) / max(1, steps - warm))) / 2


class _Run:
    """The state of a running training."""

    def __init__(
        self,
        learner: Learner[Any],
        config: LoopConfig,
        device: torch.device,
        identity: Mapping[str, Any],
        folder: Path | None,
        ranks: Ranks,
        progress: Progress,
        clock: Callable[[], float],
    ) -> None:
        self.learner = learner
        self.config = config
        self.device = device
        self.identity = {
            **identity,
            "loop": {k: v for k, v in asdict(config).items() if k != "precision"},
            "architecture": {
                name: {key: list(tensor.shape) for key, tensor in m.state_dict().items()}
                for name, m in learner.modules.items()
            },
        }
        self.folder = folder
        self.ranks = ranks
        self.progress = progress if ranks.is_first else silent
        ranks.share(learner.modules.values())
        optimiser = torch.optim.AdamW if config.decoupled else torch.optim.Adam
        self.optimiser: torch.optim.Optimizer = optimiser(
            learner.parameter_groups(),
            lr=config.learning_rate,
            weight_decay=config.weight_decay,
            fused=True,  # by default, a processor updates one tensor after the other
        )
        self.autocast = autocast(device, config.precision)
        self.position = Position()
        self.steps_an_epoch = len(learner.batches(keyed_rng(config.seed, 1)))
        self.clock = clock
        self.begun = clock()
        self.best: dict[str, Tensor] = {}
        self.rows = 0
        self.is_torn = False
        self.saved_at = time.monotonic()
        self.seconds = self.seconds_waited = self.spent_s = 0.0
        self.times = ProcessorTimes.now()
        #: What is reported: that of the latest step, and of the latest evaluation.
        self.figures: dict[str, float] = {}

    def is_complete(self) -> bool:
        """Whether no step and no evaluation is left."""
        return self._end() == self.position.steps == self.position.recorded

    def epoch(self) -> None:
        """Train an epoch, or the rest of it; less where the run is complete before."""
        position, config = self.position, self.config
        batches = self.learner.batches(keyed_rng(config.seed, position.epoch + 1))
        self._switch(training=True)
        if self._is_row_due():  # the run stopped between the last step and its evaluation
            self._record()
        if self.is_complete():
            return
        before = self.seconds
        for batch, rows in self._prepared(batches):
            begun = time.perf_counter()
            loss = self.step(rows, batch)
            self.seconds += time.perf_counter() - begun
            rate, before = len(rows) / (self.seconds - before), self.seconds
            self.plan()
            if time.monotonic() - self.saved_at > SECONDS_BETWEEN_CHECKPOINTS:
                self.save()
            done = position.steps / self._end()
            self.figures |= {"epoch": position.epoch + 1, "loss": loss}
            self.progress(self.learner.stage, done, **{**self.figures, "rate": rate})
            if self._is_row_due():
                self._record()
                if self.learner.validation:  # after the last step, nothing else would report it
                    done = position.steps / self._end()
                    self.progress(self.learner.stage, done, **self.figures)
            if self.is_complete():
                return
        with self._update():
            position.epoch, position.step = position.epoch + 1, 0

    def plan(self) -> None:
        """Plan the number of steps; with a budget, as many as fit the rest of it at this speed."""
        position, config = self.position, self.config
        most = sys.maxsize if config.epochs is None else config.epochs * self.steps_an_epoch
        position.planned_steps = most
        if config.budget_s is None:
            return
        position.seconds = self.ranks.agree(self._seconds_used())
        if position.steps <= UNTIMED_STEPS:
            position.untimed_s = position.seconds
            return
        # The last evaluation belongs to the budget.
        left = config.budget_s - self.spent_s - position.seconds - position.evaluation_s
        fitting = max(0, int(left / self._seconds_a_step()))
        position.planned_steps = min(most, position.steps + fitting)

    def _end(self) -> int:
        """Number of steps after which the run ends."""
        planned, last = self.position.planned_steps, self.position.last
        return planned if last is None else min(planned, last)

    def _seconds_used(self) -> float:
        return self.clock() - self.begun

    def _seconds_a_step(self) -> float:
        """Mean time of a step so far, with its share of evaluations and checkpoints."""
        position = self.position
        seconds = position.seconds - position.untimed_s
        return max(seconds / (position.steps - UNTIMED_STEPS), 1e-9)

    def _is_row_due(self) -> bool:
        """Whether the latest step is followed by a row of the history."""
        position = self.position
        steps = position.steps - position.recorded
        if not steps or position.steps == self._end():
            return steps > 0
        if self.config.budget_s is None:
            return position.step == self.steps_an_epoch
        fewest = position.planned_steps / EVALUATIONS
        if position.evaluation_s:
            pause_s = position.evaluation_s * (1 / EVALUATION_SHARE - 1)
            fewest = max(fewest, pause_s / self._seconds_a_step())
        return steps >= fewest

    def _record(self) -> None:
        """Evaluate, and add a row to the history."""
        position = self.position
        passes, rest = divmod(position.steps, self.steps_an_epoch)
        epoch = position.steps / self.steps_an_epoch if rest else passes
        begun = self.clock()
        figures = self._evaluate()
        seconds = self.ranks.agree(self.clock() - begun)
        means = {name: total / count for name, (total, count) in position.sums.items()}
        with self._update():
            position.history.append({"epoch": epoch, **means, **figures})
            self._keep_best(epoch, figures)
            position.recorded, position.sums = position.steps, {}
            position.evaluation_s = max(position.evaluation_s, seconds)
        if self.learner.validation in figures:
            self.figures["validation_loss"] = figures[self.learner.validation]

    def _switch(self, *, training: bool) -> None:
        for module in self.learner.modules.values():
            module.train(training)

    def _prepared(self, batches: list[IntArray]) -> Iterator[tuple[Any, IntArray]]:
        """Each remaining step with its batch; on a GPU it is prepared during the previous step."""
        position = self.position

        def prepare(step: int) -> Any:
            rng = keyed_rng(self.config.seed, position.epoch + 1, step + 1)
            return self.learner.prepare(batches[step], rng)

        with ThreadPoolExecutor(1) as pool:
            coming: Future[Any] | None = None
            for step in range(position.step, len(batches)):
                begun = time.perf_counter()
                batch = coming.result() if coming else prepare(step)
                seconds = time.perf_counter() - begun
                self.seconds_waited += seconds
                self.seconds += seconds
                if self.device.type == "cuda" and step + 1 < len(batches):
                    coming = pool.submit(prepare, step + 1)
                yield batch, batches[step]

    def step(self, rows: IntArray, batch: Any) -> float:
        """Run one step; until it updates the weights, an exception leaves the state unchanged."""
        position, config = self.position, self.config
        self.rows = len(rows)
        seed_libraries(config.seed, position.epoch + 1, position.step + 1)
        try:
            sums = self._backward(batch)
        except (RuntimeError, MemoryError) as error:
            if not is_out_of_memory(error):
                raise
            sums = None  # the handler's frames hold the step's tensors: leave it first
        if sums is None:
            raise self._out_of_memory(rows)
        self.ranks.add_gradients(self.learner.parameters())
        norm = torch.nn.utils.clip_grad_norm_(self.learner.parameters(), MAX_GRADIENT)
        *found, norm_found = numbers(torch.stack([*sums.values(), norm.to(self.device)]))
        values = dict(zip(sums, found, strict=True))
        if not math.isfinite(values["loss"]) or not math.isfinite(norm_found):
            raise _not_a_number(position.epoch + 1, position.step + 1, values)
        factor = warm_cosine(position.steps, self._end(), WARM_UP)
        for group in self.optimiser.param_groups:
            group["lr"] = config.learning_rate * factor
        with self._update():
            self.optimiser.step()
            self.learner.stepped(batch)
            for name, value in values.items():
                total, count = position.sums.get(name, (0.0, 0))
                position.sums[name] = [total + value, count + 1]
            position.step += 1
            position.steps += 1
        return values["loss"]

    @contextmanager
    def _update(self) -> Iterator[None]:
        """Change the checkpointed state: completely, unless the change itself fails."""
        with interrupts_held():
            self.is_torn = True
            yield
            self.is_torn = False

    def _backward(self, batch: Any) -> dict[str, Tensor]:
        """Gradients of this rank's share, and the whole batch's loss and terms, on the device."""
        self.optimiser.zero_grad(set_to_none=True)
        with self.autocast:
            terms = self.learner.terms(batch)
        loss = torch.stack([*terms.values()]).sum()
        loss.backward()
        totals = self.ranks.total(torch.stack([loss, *terms.values()]))
        return dict(zip(("loss", *terms), totals, strict=True))

    @torch.no_grad()
    def _evaluate(self) -> dict[str, float]:
        number, config = self.position.epoch + 1, self.config
        is_last = self.position.steps == self._end()
        if config.budget_s is None and number % config.evaluate_every and not is_last:
            return {}
        self._switch(training=False)
        seed_libraries(config.seed, number)
        with self.autocast:
            figures = self.ranks.agree(self.learner.evaluate())
        self._switch(training=True)
        return figures

    def _keep_best(self, epoch: float, figures: Mapping[str, float]) -> None:
        """Keep the weights of every choice whose figure has improved."""
        if not figures or not self.learner.choices:
            return
        gained = False
        for figure, modules in self.learner.choices.items():
            value, before = figures[figure], self.position.best.get(figure)
            if math.isnan(value) or (before and value >= before["value"]):
                continue
            gained = True
            self.position.best[figure] = {"epoch": epoch, "value": value}
            for name in modules:
                for key, tensor in self.learner.modules[name].state_dict().items():
                    self.best[f"{name}/{key}"] = tensor.detach().cpu().clone()
        self.position.without_gain = 0 if gained else self.position.without_gain + 1
        if (
            not self.position.stopped_early
            and 0 < self.config.patience <= self.position.without_gain
        ):
            done, has_budget = self.position.steps, self.config.budget_s is not None
            self.position.stopped_early = True
            self.position.last = round(done / (1 - DECAY_SHARE)) if has_budget else done

    def result(self) -> Result:
        """Restore the chosen weights and return the result."""
        for name, module in self.learner.modules.items():
            chosen = _under(f"{name}/", self.best)
            if chosen:
                module.load_state_dict(chosen)
            module.eval()
        self.position.seconds, now = self._seconds_used(), ProcessorTimes.now()
        return Result(
            **copy.deepcopy(vars(self.position)),
            waiting=self.seconds_waited / self.seconds if self.seconds else 0.0,
            waited_share=now.waited_share(self.times) if now and self.times else None,
        )

    def save(self) -> None:
        """Write the checkpoint, unless an update failed halfway.

        Interrupts are delayed until it is written: torchrun may end a rank while it saves because
        another one died.
        """
        if self.folder is None or not self.ranks.is_first:
            return
        if self.is_torn:
            log.warning("An update failed; the checkpoint is that of an earlier step")
            return
        parts = {f"module/{name}": m.state_dict() for name, m in self.learner.modules.items()}
        moments = self.optimiser.state_dict()["state"]
        parts |= {f"optimiser/{number}": tensors for number, tensors in moments.items()}
        parts |= {"state": self.learner.state(), "best": self.best}
        every = {f"{name}/{key}": t for name, part in parts.items() for key, t in part.items()}
        self.position.seconds = self._seconds_used()
        checkpoint = Checkpoint(self.identity, asdict(self.position), every)
        with interrupts_held():
            write_checkpoint(self.folder, checkpoint)
        self.saved_at = time.monotonic()

    def restore(self) -> None:
        """Restore the checkpoint, if there is one."""
        checkpoint = read_checkpoint(self.folder, self.identity) if self.folder else None
        if checkpoint is None:
            return
        self.position = Position(**checkpoint.position)
        self.begun = self.clock() - self.position.seconds
        self.best = _under("best/", checkpoint.tensors)
        for name, module in self.learner.modules.items():
            module.load_state_dict(_under(f"module/{name}/", checkpoint.tensors))
        moments: dict[int, dict[str, Tensor]] = {}
        for key, tensor in _under("optimiser/", checkpoint.tensors).items():
            number, name = key.split("/")
            moments.setdefault(int(number), {})[name] = tensor
        groups = self.optimiser.state_dict()["param_groups"]
        self.optimiser.load_state_dict({"state": moments, "param_groups": groups})
        self.learner.load_state(_under("state/", checkpoint.tensors))
        epoch, step = self.position.epoch + 1, self.position.step
        log.info("Resuming from the checkpoint in %s: epoch %d, step %d", self.folder, epoch, step)

    def _out_of_memory(self, rows: IntArray) -> TrajganrError:
        """Try smaller batches to find one that fits."""
        self.optimiser.zero_grad(set_to_none=True)
        if self.ranks.world > 1:  # the other ranks wait at another point
            return out_of_memory(self.device, len(rows), None)

        def attempt(size: int) -> None:
            self._backward(self.learner.prepare(rows[:size], keyed_rng(self.config.seed, 0)))

        fits = batch_that_fits(attempt, len(rows), self.device, self._optimiser_bytes())
        self.optimiser.zero_grad(set_to_none=True)
        return out_of_memory(self.device, len(rows), fits)

    def _optimiser_bytes(self) -> int:
        """Memory that the optimiser allocates at its first step: two moments a parameter."""
        if self.optimiser.state_dict()["state"]:
            return 0
        return 2 * sum(p.numel() * p.element_size() for p in self.learner.parameters())


def _under(prefix: str, tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    return {k.removeprefix(prefix): t for k, t in tensors.items() if k.startswith(prefix)}


def _not_a_number(epoch: int, step: int, values: Mapping[str, float]) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_FIELD,
        "Training diverged in epoch {epoch}, step {step}: {terms}.",
        "Choose a smaller learning rate, or the precision `float32`; the weights before that step "
        "are in the checkpoint.",
        epoch=epoch,
        step=step,
        terms=", ".join(f"{name} {value:g}" for name, value in values.items()),
    )
