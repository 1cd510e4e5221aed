"""What a worker allows the process of a job, in the environment that all its parts see."""

__all__ = ["OWNER_VARIABLE", "PRIVATE_VARIABLE"]

#: Whose job it is.
OWNER_VARIABLE = "TRAJGANR_JOB_OWNER"
#: ``no`` where its downloads may not reach private addresses.
PRIVATE_VARIABLE = "TRAJGANR_PRIVATE_ENDPOINTS"
