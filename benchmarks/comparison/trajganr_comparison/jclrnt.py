"""JCLRNT as a system of the benchmark: a representation of roads without labels, from its paper."""

from __future__ import annotations

import time

from trajganr_core.features.input_trips import input_trips
from trajganr_core.utils.progress import Progress

from .jclrnt_training import JclrntTraining, train_jclrnt
from .study import Features, Study


class JclrntSystem:
    """JCLRNT's embedding of each directed edge.

    It is learned from the sequences of roads that trips follow, and from the road graph; it sees
    neither attributes of roads nor speeds. There are no published weights, which would be of other
    roads.

    Args:
        training: options.
    """

    id = "jclrnt"
    title = "JCLRNT"

    def __init__(self, training: JclrntTraining | None = None) -> None:
        self.training = training or JclrntTraining()

    def features(self, study: Study, progress: Progress) -> Features:
        """See :class:`~.study.Extractor`.

        Raises:
            TrajganrError: as :func:`.jclrnt_training.train_jclrnt`.
        """
        begun = time.perf_counter()
        inputs = input_trips(study.bundle)
        trained = train_jclrnt(study, inputs, self.training, progress)
        seconds = time.perf_counter() - begun
        begun = time.perf_counter()
        values = trained.embedding().numpy()
        return Features(
            values,
            "trained on the input trips of this study area with its own objective (loss "
            f"{trained.loss:.2f}; without any information 0)",
            1e6 * (time.perf_counter() - begun) / len(values),
            sum(p.numel() for p in trained.model.parameters()),
            seconds,
        )
