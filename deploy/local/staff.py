"""`make admin`: `python -m desk staff` on the register of `make run`, whether that runs or not."""

from __future__ import annotations

import os
import subprocess
import sys

from environment import ROOT, local_environment

if __name__ == "__main__":
    command = [sys.executable, "-m", "desk", "staff", *sys.argv[1:]]
    environment = local_environment(dict(os.environ))
    try:
        sys.exit(
            subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        )
    except KeyboardInterrupt:
        sys.exit(2)
