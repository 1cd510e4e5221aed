"""The service: sockets, job store and one child process a job."""

import os

# Threads of OpenMP that wait for work keep their core busy, and two jobs that share the cores are
# slowed about tenfold (benchmarks/log/2026-11-24-model-speed.md). OpenMP reads this as torch is
# first imported, and a child inherits it.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
