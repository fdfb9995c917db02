"""C, Python and Lua measure the same ego networks to the same bit."""

import ctypes
import math
import os
import pathlib
import random
import shutil
import struct
import subprocess

import pytest
import recovery_support as rs

ROOT = pathlib.Path(__file__).resolve().parents[2]
LIBRARY = ROOT / "build" / "prefix" / "lib"
LUAS = [lua for lua in ("lua5.1", "lua5.4", "luajit") if shutil.which(lua)]
MEASURES = [
    "density",
    "components",
    "isolates",
    "effective_size",
    "efficiency",
    "constraint",
    "hierarchy",
]


def drawn(weighted):
    source = random.Random(7)
    columns = {"alters": [], "ego": [], "a": [], "b": [], "state": []}
    weights = {"weight": [], "alter_weight": []}
    for ego in range(400):
        alters = source.choice([0, 1, 2, 5, 12, 17, 30])
        columns["alters"].append(alters)
        weights["alter_weight"] += [source.randint(1, 9) / 4 for _ in range(alters)]
        density = source.random()
        for a in range(alters):
            for b in range(a):
                if source.random() < density:
                    row = (ego, a, b, 3 if source.random() < 0.01 else 1)
                    for name, value in zip(("ego", "a", "b", "state"), row, strict=True):
                        columns[name].append(value)
                    weights["weight"].append(source.randint(1, 9) / 7)
    return columns | weights if weighted else columns


def bits(values):
    return [struct.pack("<d", math.nan if value != value else value) for value in values]


@pytest.fixture(name="columns", params=[False, True], ids=["unweighted", "weighted"])
def the_columns(request):
    return drawn(request.param)


@pytest.mark.parametrize("lua", LUAS)
def test_lua_gives_the_bits_of_python(lua, columns):
    built = ROOT / "build" / "lua"
    paths = {"LUA_PATH": f"{built}/?.lua;;", "LUA_CPATH": f"{built}/?.so;;"}
    lines = "\n".join(f"{name} {' '.join(map(repr, one))}" for name, one in columns.items())
    run = subprocess.run(
        [lua, str(ROOT / "tests" / "agree" / "network.lua")],
        input=lines,
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, **paths},
    )
    found = {
        line.split()[0]: list(map(float, line.split()[1:])) for line in run.stdout.splitlines()
    }
    wanted = rs.network_measures(columns, alter_constraint=True)
    assert set(found) == set(wanted)
    for name, values in wanted.items():
        assert bits(found[name]) == bits(map(float, values)), name


class Columns(ctypes.Structure):
    """rsup_ego_columns"""

    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("unlisted", ctypes.c_int32),
        ("egos", ctypes.c_size_t),
        ("pairs", ctypes.c_size_t),
        *((name, ctypes.POINTER(ctypes.c_int32)) for name in ("alters", "ego", "a", "b", "state")),
        *((name, ctypes.POINTER(ctypes.c_double)) for name in ("weight", "alter_weight")),
        ("groups", ctypes.c_void_p * 2),
        ("first_ego", ctypes.c_int32),
        ("reserved", ctypes.c_int32),
    ]


class Out(ctypes.Structure):
    """rsup_structure_columns as far as the structural measures go."""

    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("reserved", ctypes.c_int32),
        ("counts", ctypes.c_void_p * 4),
        ("measures", ctypes.POINTER(ctypes.c_double) * (3 * len(MEASURES))),
    ]


def test_c_gives_the_bits_of_python(columns):
    library = next(LIBRARY.rglob("librecovery-support.so"), None)
    assert library, "tests/run agree builds and installs the library first"
    given = Columns(struct_size=ctypes.sizeof(Columns))
    given.egos, given.pairs = len(columns["alters"]), len(columns["a"])
    for name, values in columns.items():
        number = ctypes.c_double if "weight" in name else ctypes.c_int32
        setattr(given, name, (number * len(values))(*values))
    out, buffers = Out(struct_size=ctypes.sizeof(Out)), []
    for i in range(3 * len(MEASURES)):
        buffers.append((ctypes.c_double * given.egos)())
        out.measures[i] = buffers[i]
    measure = ctypes.CDLL(str(library)).rsup_network_columns
    assert measure(None, ctypes.byref(given), ctypes.byref(out), None) == 0
    wanted = rs.network_measures(columns)
    for i, name in enumerate(MEASURES):
        for part, ending in enumerate(("", "_low", "_high")):
            assert bits(buffers[3 * i + part]) == bits(wanted[name + ending]), name + ending
