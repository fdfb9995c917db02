#!/usr/bin/env python3
"""What a reader may expect of the sources.

tidy.py format   clang-format has nothing to change (skipped where it is not installed)
tidy.py sizes    functions fit on a screen or two, files tell one story, each says what it is for
tidy.py unused   every private function that is not static is used by another file
"""

import collections
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SKIPPED = 77  # what ctest calls skipped
FORMATTER = "14"  # the major version of clang-format on Debian 12; others lay out differently
MOST_LINES = {"file": 800, "function": 80}
FUNCTION = re.compile(
    r"^(?!static\b|typedef\b|extern\b)[a-z][^;{}()=]*?\b(\w+)\([^;{}]*?\) \{$", re.M
)


def sources(*folders):
    return sorted(p for f in folders for s in ("*.c", "*.h") for p in (ROOT / f).rglob(s))


def formatting():
    tool = shutil.which("clang-format")
    version = tool and subprocess.run([tool, "--version"], capture_output=True, text=True).stdout
    if not tool or f"version {FORMATTER}." not in version:
        print(f"clang-format {FORMATTER} is not installed")
        return None
    files = sources("include", "lib", "bindings", "examples", "tests")
    run = subprocess.run([tool, "--dry-run", "-Werror", *files], capture_output=True, text=True)
    return sorted(set(re.findall(r"^\S+?(?=:\d+:\d+: error)", run.stderr, re.M)))


def long_functions(path, lines):
    """A function begins and ends in the first column."""
    begin = None
    for number, line in enumerate(lines, 1):
        if begin is None and line.endswith(") {"):
            begin = number
        elif line.startswith("}") and begin:
            if number - begin + 1 > MOST_LINES["function"]:
                yield f"{path}:{begin}: a function of {number - begin + 1} lines"
            begin = None


def sizes():
    problems = []
    for path in sources("include", "lib", "bindings", "examples", "tests"):
        lines = path.read_text(encoding="utf-8").splitlines()
        name = path.relative_to(ROOT)
        if len(lines) > MOST_LINES["file"]:
            problems.append(f"{name}: {len(lines)} lines")
        if not lines[0].startswith("/*"):
            problems.append(f"{name}: does not say what it is for")
        problems += long_functions(name, lines)
    return problems


def uses():
    """Name of a private function -> the files that use it; a prototype is no use."""
    used = collections.defaultdict(set)
    for path in sources("lib", "tests"):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".h" and path.is_relative_to(ROOT / "lib"):  # only what its macros use
            text = " ".join(re.findall(r"^#define .*(?:\\\n.*)*", text, re.M))
        for name in set(re.findall(r"\brsupi_\w+", text)):
            used[name].add(path)
    return used


def unused():
    """Defined in one file and named in no other, not even a test: static, or gone."""
    used, problems = uses(), []
    for path in sources("lib"):
        names = FUNCTION.findall(path.read_text(encoding="utf-8")) if path.suffix == ".c" else []
        for name in names:
            if name.startswith("rsupi_") and not used[name] - {path}:
                problems.append(f"{path.relative_to(ROOT)}: nobody else uses {name}()")
    return problems


def main():
    problems = {"format": formatting, "sizes": sizes, "unused": unused}[sys.argv[1]]()
    if problems is None:
        return SKIPPED
    print("\n".join(str(problem) for problem in problems) or "nothing found")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
