"""The contract between plugin and worker: standard library and pyzmq only."""
