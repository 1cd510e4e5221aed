"""Run every shell block of docs/start.md as a reader would: in order, in the repository's folder.

python .ci/run_start.py
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)


def main() -> int:
    """Run the blocks; returns the exit status of the first that fails."""
    # A block may call make, which is not part of the make that runs this script.
    environment = {name: value for name, value in os.environ.items() if "MAKE" not in name}
    for block in BLOCK.findall((ROOT / "docs" / "start.md").read_text(encoding="utf-8")):
        print(f"$ {block}", end="", flush=True)
        bash = ["bash", "-euo", "pipefail", "-c", block]
        status = subprocess.run(bash, cwd=ROOT, env=environment, check=False).returncode
        if status:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main())
