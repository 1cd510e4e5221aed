"""Secrets of algorithms, which QGIS' authentication manager gives out in the main thread only."""

from __future__ import annotations

from abc import abstractmethod

from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from trajganr_core.contract.errors import TrajganrError

from .base import Parameters, Results, Run, TrajganrAlgorithm


class SecretInputs(TrajganrAlgorithm):
    """A job with secrets, which :meth:`read_secrets` reads before it runs."""

    _refusal: TrajganrError | None = None

    @abstractmethod
    def read_secrets(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        """Read the secrets, in the main thread.

        Raises:
            TrajganrError: ``AUTH.DENIED``.
        """

    def prepareAlgorithm(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        try:
            self.read_secrets(parameters, context)
        except TrajganrError as error:
            # Raised in execute, because QGIS does not report why an algorithm could not be
            # prepared; without the traceback, which would keep objects of QGIS alive.
            self._refusal = error.with_traceback(None)
        return super().prepareAlgorithm(parameters, context, feedback)

    def execute(self, run: Run) -> Results:
        if self._refusal is not None:
            raise self._refusal
        return super().execute(run)
