"""Progress of a whole job and its remaining time, where past jobs or its own rate allow it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

#: Least fraction and seconds of a stage before its rate is used.
MIN_FRACTION, MIN_SECONDS = 0.01, 2.0
#: Seconds that the rate is measured over: the load of the machine may change.
WINDOW_S = 120.0

#: Progress from which only the job's own rate counts.
CERTAIN = 0.5
#: A job that has used up its estimate has this share of what its progress leaves of it.
LATE = 0.5

#: Share of the rest that an unknown stage gets.
UNKNOWN_SHARE = 0.5
#: Maximum progress of a running job.
ALMOST_DONE = 0.99

#: Seconds, and of what: the ``job``, or its present ``stage`` where later ones are not known.
Remaining = tuple[float, str]


class StageClock:
    """Tracks the stages of a job.

    Args:
        now: returns monotonic seconds.
        past: the seconds of each stage of past jobs of the kind, in order; newest first.
        usual: the shares of the stages, used where no past job had the stage.
        progress: of an earlier attempt of the job.
        expected_s: the estimate of the job before it runs; None if there is none.
    """

    def __init__(
        self,
        now: Callable[[], float],
        past: Sequence[Mapping[str, float]],
        usual: Mapping[str, float] | None = None,
        progress: float = 0.0,
        expected_s: float | None = None,
    ) -> None:
        self._now = now
        self._past = past
        self._usual = usual or {}
        self._expected_s = expected_s
        self._started = now()
        self._progress = self._progress_before = progress
        self._stage = ""
        self._is_repeated = False
        self._begun = 0.0
        self._reports: list[tuple[float, float]] = []
        self._seconds: dict[str, float] = {}

    def update(self, stage: str, fraction: float) -> None:
        """Record that the job has done this fraction of a stage."""
        now = self._now()
        if stage != self._stage or (self._reports and fraction < self._reports[-1][1]):
            self._leave(now)
            self._is_repeated = stage in self._seconds
            self._stage, self._begun, self._reports = stage, now, []
            self._progress_before = self._progress
        if not self._reports or fraction > self._reports[-1][1]:
            self._reports.append((now, fraction))
        self._progress = max(self._progress, min(self._reached(fraction), ALMOST_DONE))
        while len(self._reports) > 2 and self._is_enough_since(1):
            del self._reports[0]

    @property
    def progress(self) -> float:
        """Progress of the whole job, 0 to 1; it never decreases."""
        return self._progress

    def _reached(self, fraction: float) -> float:
        """Progress of the job by the shares of its stages in a past job or the usual shares."""
        plans = (*self._past, self._usual)
        plan = next((stages for stages in plans if stages.get(self._stage)), None)
        if plan is None:
            rest = 1 - self._progress_before
            return self._progress_before + UNKNOWN_SHARE * rest * fraction
        names = list(plan)
        before = sum(plan[name] for name in names[: names.index(self._stage)])
        return (before + fraction * plan[self._stage]) / sum(plan.values())

    def seconds(self) -> dict[str, float]:
        """Seconds of each stage so far, in order; those of a repeated stage are added up."""
        present = {self._stage: self._now() - self._begun} if self._stage else {}
        return {
            stage: self._seconds.get(stage, 0.0) + present.get(stage, 0.0)
            for stage in {**self._seconds, **present}
        }

    def remaining(self) -> Remaining | None:
        """Remaining time; None while too little is known.

        The estimate of the job counts until its own rate is known, and less and less with its
        progress: the first seconds of a stage say little. For a stage that repeats, the number of
        further repetitions is unknown.
        """
        by_rate, expected = self._by_rate(), self._by_estimate()
        if expected is None:
            return by_rate
        if by_rate is None:
            return expected, "job"
        weight = min(1.0, self._progress / CERTAIN)
        return weight * by_rate[0] + (1 - weight) * expected, "job"

    def _by_rate(self) -> Remaining | None:
        """By the rate of the stage, and what later ones took before or are expected to take."""
        of_stage = self._rest_of_stage()
        if of_stage is None or self._is_repeated:
            return None
        later = self._later_stages()
        if later is None and self._expected_s is not None:
            later = self._expected_s * (1 - self._reached(1.0))
        return (of_stage, "stage") if later is None else (of_stage + later, "job")

    def _by_estimate(self) -> float | None:
        """What is left of the estimate: by the clock, or by the progress if that is slower."""
        if self._expected_s is None or not self._stage:
            return None
        left = self._expected_s - (self._now() - self._started)
        return max(left, self._expected_s * (1 - self._progress) * LATE, 0.0)

    def _rest_of_stage(self) -> float | None:
        if len(self._reports) < 2:
            return None
        (begun, first), (now, last) = self._reports[0], self._reports[-1]
        if last - first < MIN_FRACTION or now - begun < MIN_SECONDS:
            return None
        # Time has passed since the last report.
        since = self._now() - now
        return max(0.0, (1 - last) * (now - begun) / (last - first) - since)

    def _is_enough_since(self, number: int) -> bool:
        """Whether the reports from one on show a rate.

        A stage may advance in steps that take longer than the window.
        """
        (begun, first), (now, last) = self._reports[number], self._reports[-1]
        return begun < now - WINDOW_S and last - first >= MIN_FRACTION

    def _later_stages(self) -> float | None:
        """Seconds of the stages that came after the present one in a past job of the kind.

        They are scaled by the ratio of the stages' time so far to that in the past job. None where
        no past job had this stage.
        """
        past = next((stages for stages in self._past if self._stage in stages), None)
        if past is None:
            return None
        names = list(past)
        later = names[names.index(self._stage) + 1 :]
        shared = [name for name in self._seconds if past.get(name) and name not in later]
        then = sum(past[name] for name in shared)
        scale = sum(self._seconds[name] for name in shared) / then if then else 1.0
        return scale * sum(past[name] for name in later)

    def _leave(self, now: float) -> None:
        if self._stage:
            taken = now - self._begun
            self._seconds[self._stage] = self._seconds.get(self._stage, 0.0) + taken
