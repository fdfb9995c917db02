#!/usr/bin/env python3
"""Every public header compiles alone as C11 and C++11, and cffi reads them as they are.

headers.py alone | cffi
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
INCLUDE = ROOT / "include"
SKIPPED = 77  # what ctest calls skipped
STRICT = ["-pedantic", "-Wall", "-Wextra", "-Werror", "-fsyntax-only", f"-I{INCLUDE}"]
DIALECTS = [
    ("gcc", "-std=c11", "c"),
    ("g++", "-std=c++11", "c++"),
    ("clang", "-std=c11", "c"),
    ("clang++", "-std=c++11", "c++"),
]


def headers():
    return sorted(path.relative_to(INCLUDE).as_posix() for path in INCLUDE.rglob("*.h"))


def umbrella():
    """Names that recovery-support.h ought to include and does not."""
    text = (INCLUDE / "recovery-support.h").read_text(encoding="utf-8")
    inner = [name for name in headers() if name != "recovery-support.h"]
    return [f"recovery-support.h does not include {n}" for n in inner if f'"{n}"' not in text]


def alone():
    problems, tried = umbrella(), 0
    for compiler, standard, language in DIALECTS:
        if not shutil.which(compiler):
            continue
        for name in headers():
            command = [compiler, standard, *STRICT, "-x", language, "-"]
            code = f'#include "{name}"\n#include "{name}"\nint main(void) {{ return 0; }}\n'
            run = subprocess.run(command, input=code, capture_output=True, text=True)
            tried += 1
            if run.returncode:
                problems.append(f"{name} with {compiler} {standard}:\n{run.stderr}")
    print("\n".join(problems) or f"{tried} compilations, each header alone")
    return 1 if problems else 0


def cffi():
    try:
        from cffi import FFI
    except ImportError:
        print("cffi is not installed")
        return SKIPPED
    sys.path.insert(0, str(ROOT / "bindings" / "python"))
    from cdef import header_text

    for name in headers():
        with tempfile.TemporaryDirectory():
            FFI().cdef(header_text("cc", INCLUDE, name))
    print(f"{len(headers())} headers read")
    return 0


if __name__ == "__main__":
    sys.exit({"alone": alone, "cffi": cffi}[sys.argv[1]]())
