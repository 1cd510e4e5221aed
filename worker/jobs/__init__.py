"""What a job does, one module a kind: ``run(params, out, progress)`` answers the job's result.

Every file, bundle and model in the parameters is a path here. ``out`` does not exist yet; the job
makes it. The command line calls the same functions.
"""
