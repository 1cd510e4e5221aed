"""Export layers: each file says what it was made from."""

from __future__ import annotations

from pathlib import Path

from trajganr_core.contract.protocol.answers import JobRecord

from ...client.origins import origin_of_result
from ...client.session import provenance
from ...layers.described_files import describe_export
from ..base import Results
from ..inputs import JobRun
from ..kind_algorithm import KindAlgorithm


class Form(KindAlgorithm):
    """Writes layers of a bundle, one file each."""

    def results(self, job: JobRecord, run: JobRun) -> Results:
        results, params = super().results(job, run), job.params
        facts = {"bundle": params["bundle"], "model": params["model"] or ""}
        facts |= provenance(run.client, job)
        origin = origin_of_result(run.client, params)
        for path in results["FILES"]:
            describe_export(Path(path), facts, origin, run.context, run.feedback)
        return results
