"""C, Python and Lua give the same day picture: the same bytes from the library's writer, and the
same values in the tree that each language walked and its own JSON library encoded."""

import json
import math
import os
import pathlib
import shutil
import subprocess

import pytest
import recovery_support as rs

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT / "examples" / "data"
TODAY = ROOT / "build" / "today" / "today"
PERSONS = ["marlow.json", "ines.json", "tobi.yaml"]
INSTANTS = [
    "2024-02-29T23:59:59+00:00",  # 29 February
    "2025-03-30T01:30:00Z",  # clocks go forward in Dublin
    "2025-10-26T01:30:00+01:00",  # and back: the hour that happens twice
    "2025-11-02T01:30:00-04:00",  # and back in New York
    "2025-12-31T23:30:00-05:00",  # the end of a year, already the next one in UTC
    "2026-02-28T12:00:00Z",  # the end of a short month
    "2026-03-06T18:40:00-05:00",  # what examples/run shows
    "2026-03-08T02:30:00-05:00",  # an hour that New York skips
    "2026-03-31T00:00:00-04:00",  # the end of a long month
    "2028-02-29T06:00:00Z",  # 29 February again, long after the last entry
]
LUAS = [lua for lua in ("lua5.1", "lua5.4", "luajit") if shutil.which(lua)]


@pytest.fixture(name="world", scope="module")
def the_shipped_world():
    config = rs.Config.load(DATA / "config.yaml")
    meetings = rs.Meetings.read(DATA / "meetings.json", config)
    return config, meetings, rs.Model.default(config)


def pictures(world, name):
    config, meetings, model = world
    person = rs.Person.load(DATA / name, config)
    return [rs.today(person, now=now, meetings=meetings, model=model) for now in INSTANTS]


def from_c(name, now):
    options = {"--config": "config.yaml", "--person": name, "--meetings": "meetings.json"}
    command = [str(TODAY), "--json", "--now", now]
    for option, value in options.items():
        command += [option, str(DATA / value)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.rstrip("\n")


def from_lua(lua, name):
    built = ROOT / "build" / "lua"
    paths = {"LUA_PATH": f"{built}/?.lua;;", "LUA_CPATH": f"{built}/?.so;;"}
    files = [str(DATA / file) for file in ("config.yaml", "meetings.json", name)]
    command = [lua, str(ROOT / "tests" / "agree" / "walk.lua"), *files, *INSTANTS]
    run = subprocess.run(
        command, check=True, capture_output=True, text=True, env={**os.environ, **paths}
    )
    lines = run.stdout.splitlines()
    return lines[0::2], lines[1::2]


def differences(a, b, digits, path=""):
    """Places where two trees differ. In Lua an absent key is null, an empty table is any list or
    map, and its JSON library writes 14 digits."""
    if isinstance(a, dict) and isinstance(b, dict):
        for key in sorted(a.keys() | b.keys()):
            yield from differences(a.get(key), b.get(key), digits, f"{path}.{key}")
    elif isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        for index, (x, y) in enumerate(zip(a, b)):
            yield from differences(x, y, digits, f"{path}[{index}]")
    elif isinstance(a, (int, float)) and isinstance(b, (int, float)):
        tolerance = 10.0**-digits if digits else 0.0
        if isinstance(a, bool) != isinstance(b, bool) or not math.isclose(a, b, rel_tol=tolerance):
            yield path
    elif a != b and (a or b or not isinstance(a, (list, dict)) or not isinstance(b, (list, dict))):
        yield path


@pytest.mark.parametrize("name", PERSONS)
def test_c_and_python_give_the_same_bytes(world, name):
    for now, picture in zip(INSTANTS, pictures(world, name)):
        assert from_c(name, now) == picture.to_json(), now


@pytest.mark.parametrize("name", PERSONS)
def test_the_tree_that_python_walked_is_what_the_library_wrote(world, name):
    for now, picture in zip(INSTANTS, pictures(world, name)):
        walked = json.loads(json.dumps(picture.to_dict(), allow_nan=False))
        assert not list(differences(json.loads(picture.to_json()), walked, 0)), now


@pytest.mark.parametrize("lua", LUAS)
@pytest.mark.parametrize("name", PERSONS)
def test_lua_gives_the_same_bytes_and_the_same_tree(world, name, lua):
    written, walked = from_lua(lua, name)
    for now, picture, text, tree in zip(INSTANTS, pictures(world, name), written, walked):
        assert text == picture.to_json(), now
        assert not list(differences(json.loads(text), json.loads(tree), 13)), now
