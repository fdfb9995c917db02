#!/usr/bin/env python3
"""The export list is exact: the headers, the version script and the shared library name the same.

exports.py LIBRARY   check
exports.py --write   write lib/recovery-support.map from the headers
"""

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
MAP = ROOT / "lib" / "recovery-support.map"
NODE = "RSUP_0.1"


def declared():
    """Names declared with RSUP_API in the public headers."""
    names = set()
    for header in sorted((ROOT / "include").rglob("*.h")):
        text = re.sub(r"/\*.*?\*/", " ", header.read_text(encoding="utf-8"), flags=re.S)
        text = re.sub(r"^\s*#.*$", "", text, flags=re.M)
        names.update(re.findall(r"\bRSUP_API\b[^;(]*?(\w+)\s*\(", text))
    return names


def mapped():
    return set(re.findall(r"^\s+(rsup_\w+);", MAP.read_text(encoding="utf-8"), flags=re.M))


def exported(library):
    command = ["nm", "-D", "--defined-only", library]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    names = {line.split()[-1].split("@")[0] for line in lines}
    return names - {NODE}


def write():
    lines = "".join(f"    {name};\n" for name in sorted(declared()))
    MAP.write_text(f"{NODE} {{\n  global:\n{lines}  local:\n    *;\n}};\n", encoding="utf-8")


def differences(left_name, left, right_name, right):
    for name in sorted(left - right):
        yield f"{name}: in {left_name}, not in {right_name}"
    for name in sorted(right - left):
        yield f"{name}: in {right_name}, not in {left_name}"


def main():
    if sys.argv[1:] == ["--write"]:
        write()
        return 0
    headers, script, library = declared(), mapped(), exported(sys.argv[1])
    problems = list(differences("the headers", headers, "lib/recovery-support.map", script))
    problems += differences("the headers", headers, "the library", library)
    print("\n".join(problems) or f"{len(headers)} names, the same in all three")
    if headers != script:
        print("tests/abi/exports.py --write makes the map anew")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
