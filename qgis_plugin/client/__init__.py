"""The connection to the worker, and what the plugin requests through it."""
