"""The blocking client of a worker, for the plugin, the command line and tests.

:mod:`.background` runs it in a thread of its own.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from ..errors import Code, TrajganrError
from ..files.received_files import declared
from ..kinds.params import JobParams, secrets_of
from ..kinds.result import refused_answer
from ..records.bundle_manifest import BundleManifest
from ..records.model_card import ModelCard
from . import transfers
from .answers import Estimate, JobRecord, ListedBundle, ListedModel, Submitted, WorkerStatus, parsed
from .base_client import endless
from .event_client import EventClient, wrong_job
from .messages import Message, field_of
from .place_answers import PlaceAnswer, RoadTimes
from .place_query_codec import unpack
from .records import BundleRecord, DamagedRecord, ModelRecord, bundle_record, model_record
from .retry import RetryPolicy
from .similarity_codec import SimilarRoads, gather

#: How long a transfer waits for a worker that does not answer.
AWAY_S = 60.0
#: A worker first lets its jobs write their checkpoints.
STOP_TIMEOUT_S = 30.0
#: The first query loads the model.
QUERY_TIMEOUT_S = 120.0
#: All pages of a comparison of roads.
COMPARISON_TIMEOUT_S = 900.0
#: How often a worker that prepares its roads for comparisons is asked again.
PREPARING_INTERVAL_S = 1.0


class Client(EventClient):
    """The requests to a worker: jobs, files, bundles, models and queries of locations."""

    # The worker

    def ping(self) -> float:
        """How long the worker takes to answer, seconds."""
        started_at = time.monotonic()
        self._requests.request("worker.ping")
        return time.monotonic() - started_at

    def status(self) -> WorkerStatus:
        """The state of the worker."""
        return self._answer("worker.status", WorkerStatus)

    def stop_worker(self) -> None:
        """Stop the worker and wait until it has stopped; its jobs continue after a restart."""
        self._requests.request("worker.stop", timeout_s=STOP_TIMEOUT_S)

    # Files

    def put_file(self, path: Path, progress: Callable[[float], None] | None = None) -> str:
        """Upload a file, unless the worker has it. Interruptions below a minute are waited out.

        Args:
            path: the file.
            progress: called with the fraction that was sent; may raise to stop.

        Returns:
            The reference to the file in a job's parameters.

        Raises:
            TrajganrError: ``INPUT.NOT_FOUND``, or ``INPUT.HASH`` if the file changed meanwhile.
        """
        return transfers.put(self._files, path, progress or _ignore, self._retry())

    def fetch_file(
        self,
        job_id: str,
        name: str,
        path: Path,
        progress: Callable[[float], None] | None = None,
        *,
        kind: str | None = None,
    ) -> None:
        """Download a file of a job's result; ``path`` is complete and checked, or does not exist.

        Args:
            job_id: the job.
            name: of the file.
            path: where to save it.
            progress: called with the fraction that has arrived; may raise to stop.
            kind: of the job that was submitted. A file that such a job does not declare is refused,
                and what other programs would obey, such as styles, is taken out. Without it, the
                content is not checked: do not open the file unless you trust the worker.

        Raises:
            TrajganrError: as :func:`.transfers.fetch`.
        """
        file = None if kind is None else declared(kind, name)
        report = progress or _ignore
        transfers.fetch(self._files, job_id, name, path, report, self._retry(), file)

    # Jobs

    def estimate(self, params: JobParams, *, size: int | None = None) -> Estimate:
        """Estimate a job without running it.

        Args:
            params: the job.
            size: of its inputs if they do not exist yet: of each file in bytes, of a bundle in
                directed segments.
        """
        self.abilities.check_job(type(params))
        content = {"kind": params.kind, "params": params.to_dict(), "size": size}
        return self._answer("job.estimate", Estimate, content)

    def submit(
        self,
        params: JobParams,
        *,
        after: Sequence[str] = (),
        priority: str | None = None,
        idempotency_key: str | None = None,
    ) -> str:
        """Queue a job; returns once it is stored.

        Args:
            params: with references for files, and ids for bundles and models. The job waits for
                a bundle or model that another job is to make.
            after: jobs that must succeed before this one starts.
            priority: ``interactive`` or ``batch``; the default of the kind if absent.
            idempotency_key: a second call with the same key returns the first one's job.

        Returns:
            The job's id.

        Raises:
            TrajganrError: as every method.
        """
        self.abilities.check_job(type(params))
        content = {
            "kind": params.kind,
            "params": params.to_dict(),
            "secrets": secrets_of(params),
            "after": list(after),
            "priority": priority,
            "idempotency_key": idempotency_key or uuid.uuid4().hex,
        }
        return self._answer("job.submit", Submitted, content).job_id

    def job(self, job_id: str) -> JobRecord:
        """A job, with its parameters."""
        job = self._answer("job.get", JobRecord, {"job_id": job_id}, "job").checked()
        if job.job_id != job_id:
            raise wrong_job(job_id)
        return job

    def jobs(self, limit: int = 500) -> list[JobRecord]:
        """The newest jobs, newest first, without their parameters."""
        return [job.checked() for job in self._pages("job.list", "jobs", JobRecord, limit)]

    def cancel(self, job_id: str) -> None:
        """Ask a job to stop; it is CANCELLED once its processes have ended."""
        self._ask("job.cancel", {"job_id": job_id})

    def resume(self, job_id: str, secrets: dict[str, str] | None = None) -> None:
        """Queue a job again that was interrupted, was cancelled or has failed.

        Training continues from its checkpoint.

        Args:
            job_id: the job.
            secrets: such as tokens, which the worker deletes when a job ends.
        """
        self._ask("job.resume", {"job_id": job_id, "secrets": secrets or {}})

    def delete(self, job_id: str) -> None:
        """Delete an ended job, its log, its result, and files that were sent for it alone.

        Its bundle or model is kept.
        """
        self._requests.request("job.delete", {"job_id": job_id})

    def logs(self, job_id: str) -> str:
        """The end of the job's log (256 KiB at most)."""
        return field_of(self._ask("job.logs", {"job_id": job_id}), "text", str)

    # Bundles and models

    def bundles(self) -> list[BundleRecord]:
        """The worker's bundles that can be used, newest first."""
        return [one for one in self.listed_bundles() if isinstance(one, BundleRecord)]

    def listed_bundles(self) -> list[BundleRecord | DamagedRecord]:
        """All bundles of the worker, including damaged ones, newest first."""
        return list(map(bundle_record, self._pages("bundle.list", "bundles", ListedBundle)))

    def models(self) -> list[ModelRecord]:
        """The worker's models that can be used, newest first."""
        return [one for one in self.listed_models() if isinstance(one, ModelRecord)]

    def listed_models(self) -> list[ModelRecord | DamagedRecord]:
        """All models of the worker, including damaged ones, newest first."""
        return list(map(model_record, self._pages("model.list", "models", ListedModel)))

    def bundle(self, bundle_id: str) -> BundleRecord | DamagedRecord:
        """One bundle of :meth:`listed_bundles`."""
        return bundle_record(self._listed_bundle(bundle_id))

    def model(self, model_id: str) -> ModelRecord | DamagedRecord:
        """One model of :meth:`listed_models`."""
        return model_record(self._listed_model(model_id))

    def manifest(self, bundle_id: str) -> BundleManifest:
        """The manifest of one bundle.

        Raises:
            TrajganrError: ``INPUT.NOT_FOUND`` if the worker does not have it; ``INPUT.FORMAT`` if
                its manifest is damaged or of another release.
        """
        bundle = self._listed_bundle(bundle_id)
        return BundleManifest.from_dict(bundle.manifest, bundle_id)

    def card(self, model_id: str) -> ModelCard:
        """The card of one model.

        Raises:
            TrajganrError: ``MODEL.MISSING`` if the worker does not have it; ``MODEL.INCOMPATIBLE``
                if its card is damaged or of another release.
        """
        model = self._listed_model(model_id)
        return ModelCard.from_dict(model.card, model_id)

    def delete_bundle(self, bundle_id: str) -> None:
        """Delete a bundle that no waiting or running job needs."""
        self._requests.request("bundle.delete", {"id": bundle_id})

    def delete_model(self, model_id: str) -> None:
        """Delete a model that no waiting or running job needs."""
        self._requests.request("model.delete", {"id": model_id})

    # Queries

    def query(
        self,
        model: str | None,
        lon: float,
        lat: float,
        *,
        bundle: str | None = None,
        nearest: int = 5,
        trips: int = 0,
    ) -> PlaceAnswer:
        """Predict at a location; possible while the worker trains another model.

        Args:
            model: its id; None for the shipped one, which needs a bundle.
            lon, lat: degrees.
            bundle: id of the trips and images to use; the model's own if absent.
            nearest: number of similar roads to return for each road at the location.
            trips: number of passing trips to return for each road, at most 50.
        """
        place = {"lon": lon, "lat": lat, "nearest": nearest, "trips": trips}
        answer = unpack(self._ask_model("embed.query", model, bundle, place))
        return parsed(PlaceAnswer, answer, "the answer about the place")

    def similar(
        self,
        model: str | None,
        lon: float | None = None,
        lat: float | None = None,
        *,
        edge: int | None = None,
        bundle: str | None = None,
        geometry: bool = False,
        preparing: Callable[[TrajganrError], None] | None = None,
    ) -> SimilarRoads:
        """Compare all directed roads with the one nearest to a location, at that location.

        Args:
            model: its id; None for the shipped one, which needs a bundle.
            lon, lat: degrees.
            edge: compare with this directed edge instead of a location.
            bundle: id of the trips and images to use; the model's own if absent.
            geometry: whether to return the lines of the roads as well.
            preparing: called each second, with the error that says how far it is, while the worker
                prepares its roads for comparisons.

        Raises:
            TrajganrError: ``MODEL.PREPARING`` without ``preparing``.
        """
        place = {"edge": edge} if edge is not None else {"lon": lon, "lat": lat}
        content = {**place, "geometry": geometry}
        until = time.monotonic() + COMPARISON_TIMEOUT_S

        def ask(first: int) -> Message:
            while time.monotonic() < until:
                try:
                    page = {**content, "first": first}
                    return self._ask_model("embed.similar", model, bundle, page)
                except TrajganrError as error:
                    if preparing is None or error.code is not Code.MODEL_PREPARING:
                        raise
                    preparing(error)
                time.sleep(PREPARING_INTERVAL_S)
            raise endless("embed.similar")

        return gather(ask)

    def road_times(self, model: str | None, edge: int, *, bundle: str | None = None) -> RoadTimes:
        """How a directed road is driven at times of the week: predicted and observed.

        Args:
            model: its id; None for the shipped one.
            edge: the directed edge.
            bundle: id of the bundle whose input trips are used; the model's own if absent.
        """
        answer = self._ask_model("road.times", model, bundle, {"edge": edge})
        return parsed(RoadTimes, answer.content, "the times of the road")

    def image(self, model: str | None, image: str, *, bundle: str | None = None) -> bytes:
        """A street-view picture of an answer, as a JPEG of at most 640 pixels a side.

        Args:
            model: id of the model that was queried; None for the shipped one.
            image: id of the picture.
            bundle: id of the bundle that was used; the model's own if absent.
        """
        answer = self._ask_model("image.get", model, bundle, {"image": image})
        if len(answer.buffers) != 1:
            raise refused_answer("the picture")
        return answer.buffers[0]

    def polling(self, poll: Callable[[], None]) -> AbstractContextManager[None]:
        """Call a function while the answers to requests are awaited, which may raise to stop."""
        return self._requests.polling(poll)

    def _listed_bundle(self, bundle_id: str) -> ListedBundle:
        return self._answer("bundle.info", ListedBundle, {"id": bundle_id}, "bundle")

    def _listed_model(self, model_id: str) -> ListedModel:
        return self._answer("model.info", ListedModel, {"id": model_id}, "model")

    def _retry(self) -> RetryPolicy:
        return RetryPolicy(AWAY_S, self._relocate)

    def _ask_model(
        self, verb: str, model: str | None, bundle: str | None, question: dict[str, Any]
    ) -> Message:
        content = {"model": model, "bundle": bundle, **question}
        return self._requests.request(verb, content, timeout_s=QUERY_TIMEOUT_S)


def _ignore(fraction: float) -> None:
    """Progress that nobody shows."""
