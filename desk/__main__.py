"""`python -m desk [serve]` serves the desk; `python -m desk COMMAND …` runs another command.

The commands are the modules of `desk.commands` that have a `main`.
"""

import importlib
import sys

COMMANDS = ("serve", "staff", "sealing", "retention", "adapters", "search")


def main() -> int:
    """Runs the command named first, `serve` if none is; returns its exit code."""
    if len(sys.argv) < 2:
        sys.argv.append("serve")
    name = sys.argv.pop(1)
    if name not in COMMANDS:
        print(
            f"desk: no command {name!r}; there are {', '.join(COMMANDS)}",
            file=sys.stderr,
        )
        return 2
    command = importlib.import_module(f"desk.commands.{name}")
    result: int = command.main()
    return result


sys.exit(main())
