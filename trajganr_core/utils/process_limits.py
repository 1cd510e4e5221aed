"""Environment variables in which a worker sets limits of a job; subprocesses inherit them."""

#: The owner of the job.
OWNER_VARIABLE = "TRAJGANR_JOB_OWNER"
#: ``no`` if the job's downloads must not reach private addresses.
PRIVATE_VARIABLE = "TRAJGANR_PRIVATE_ENDPOINTS"
