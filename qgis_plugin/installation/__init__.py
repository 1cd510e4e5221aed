"""Installation of pyzmq and of the worker's environment."""
