"""Counts the imports between the desk's rooms: `python -m bench.desk.rooms [ROOT]`.

A room is a package of `desk`, or a module beside the packages; an arrow means that one
room imports another, however often. The program prints the number of rooms, of arrows,
of pairs that import each other, of arrows that run up (the fewest found that have to be
turned for the rest to run down), and of rooms in the largest knot (a strongly connected
component; 1 is no knot at all).

ROOT is a checkout of any commit, by default this one. Nothing there is imported.
"""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

Arrows = dict[str, set[str]]

_LEFT_OUT = ("tests", "migrations")


def arrows_of(root: Path) -> Arrows:
    """Each room with the rooms that it imports."""
    files = {
        ".".join(_module(root, file)): file
        for file in sorted((root / "desk").rglob("*.py"))
        if not set(file.relative_to(root).parts) & set(_LEFT_OUT)
    }
    rooms: dict[str, str] = {}
    for name, file in files.items():
        package = name if file.name == "__init__.py" else name.rpartition(".")[0]
        rooms[name] = name if package == "desk" else package
    rooms.pop("desk", None)
    arrows: Arrows = {room: set() for room in rooms.values()}
    for name, room in rooms.items():
        for imported in _imported(files[name], rooms):
            if imported != room:
                arrows[room].add(imported)
    return arrows


def mutual(arrows: Arrows) -> list[tuple[str, str]]:
    """The pairs of rooms that import each other."""
    return [
        (one, other)
        for one, others in sorted(arrows.items())
        for other in sorted(others)
        if one < other and one in arrows[other]
    ]


def knots(arrows: Arrows) -> list[set[str]]:
    """The strongly connected components, the largest first."""
    reached = {room: _reached(arrows, room) for room in arrows}
    found: list[set[str]] = []
    for room in arrows:
        if not any(room in knot for knot in found):
            found.append({room} | {r for r in reached[room] if room in reached[r]})
    return sorted(found, key=len, reverse=True)


def running_up(arrows: Arrows) -> list[tuple[str, str]]:
    """The arrows that run up in the best order found (Eades, Lin and Smyth, 1993)."""
    left = set(arrows)
    top: list[str] = []
    bottom: list[str] = []
    while left:
        out = {room: len(arrows[room] & left) for room in left}
        into: dict[str, int] = defaultdict(int)
        for room in left:
            for other in arrows[room] & left:
                into[other] += 1
        room = max(left, key=lambda r: (out[r] == 0, into[r] == 0, out[r] - into[r], r))
        (bottom if out[room] == 0 else top).append(room)
        left.remove(room)
    place = {room: n for n, room in enumerate([*top, *reversed(bottom)])}
    return [
        (room, other)
        for room, others in sorted(arrows.items())
        for other in sorted(others)
        if place[other] < place[room]
    ]


def main() -> int:
    """Prints the counts."""
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2]
    arrows = arrows_of(root)
    print(f"rooms\t{len(arrows)}")
    print(f"arrows\t{sum(map(len, arrows.values()))}")
    print(f"mutual pairs\t{len(mutual(arrows))}")
    print(f"arrows that run up\t{len(running_up(arrows))}")
    print(f"rooms of the largest knot\t{len(knots(arrows)[0])}")
    return 0


def _module(root: Path, file: Path) -> tuple[str, ...]:
    parts = file.relative_to(root).with_suffix("").parts
    return parts[:-1] if parts[-1] == "__init__" else parts


def _imported(file: Path, rooms: dict[str, str]) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            inside = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [name if name in rooms else node.module for name in inside]
        yield from (rooms[name] for name in names if name in rooms)


def _reached(arrows: Arrows, room: str) -> set[str]:
    seen: set[str] = set()
    ahead = [room]
    while ahead:
        for other in arrows[ahead.pop()] - seen:
            seen.add(other)
            ahead.append(other)
    return seen


if __name__ == "__main__":
    sys.exit(main())
