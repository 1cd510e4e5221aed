"""The service: sockets, job store and one child process a job."""
