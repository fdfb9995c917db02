#!/usr/bin/env python3
"""The rooms of lib/ stand in one order: a room uses the ones before it; file names are unique."""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = {
    "agenda": "today",
    "care": "recovery",
    "checkin_scores": "checkin",
    "goals": "plan",
    "instrument_columns": "instrument",
    "instrument_texts": "instrument",
    "network_columns": "network",
    "network_map": "network",
    "network_mentors": "network",
    "network_reach": "network",
    "recovery_progress": "recovery",
}  # public headers of a room beside its own
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)


def order():
    """The order is the one the build uses."""
    text = (ROOT / "CMakeLists.txt").read_text(encoding="utf-8")
    return re.search(r"set\(RSUP_ROOMS ([^)]*)\)", text).group(1).split()


def room_of(include):
    """The room an include speaks of: "core/text.h" or "recovery-support/core.h"; else None."""
    parts = pathlib.PurePosixPath(include).parts
    if parts[0] == "recovery-support" and len(parts) == 2:
        name = parts[1].removesuffix(".h")
        return SHARED.get(name, name)
    return parts[0] if len(parts) == 2 else None


def wrong_way(path, room, rooms):
    for include in INCLUDE.findall(path.read_text(encoding="utf-8")):
        used = room_of(include)
        if used is None and include != path.name:
            yield f"{path}: includes {include}; say room/file.h"
        elif used in rooms and rooms.index(used) > rooms.index(room):
            yield f"{path}: room {room} uses {used}, which stands after it"
        elif used is not None and used not in rooms:
            yield f"{path}: {used} is no room"


def main():
    rooms, problems, seen = order(), [], {}
    files = sorted(p for s in ("*.c", "*.h") for p in (ROOT / "lib").rglob(s))
    for path in files:
        room = path.relative_to(ROOT / "lib").parts[0]
        if path.name in seen:
            problems.append(f"{path} and {seen[path.name]} bear one name")
        seen[path.name] = path
        if room not in rooms:
            problems.append(f"{path}: {room} is no room")
        else:
            problems += wrong_way(path, room, rooms)
    for header in sorted((ROOT / "include" / "recovery-support").glob("*.h")):
        room = SHARED.get(header.stem, header.stem)
        problems += (
            wrong_way(header, room, rooms)
            if room in rooms
            else [f"{header}: no room has this name"]
        )
    print("\n".join(problems) or f"{len(files)} files, every include runs the right way")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
