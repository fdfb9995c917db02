"""Many ego networks at once, from Python: other people's numbers, kinds of columns, bad input."""

import importlib.util
import math
import pathlib
from array import array

import pytest
import recovery_support as rs

ROOT = pathlib.Path(__file__).resolve().parents[2]
VECTORS = ROOT / "tests" / "vectors" / "network_structure.tsv"
NAMES = [
    "density",
    "components",
    "isolates",
    "effective_size",
    "efficiency",
    "constraint",
    "hierarchy",
]
# Nobody; one; three of whom 0-1 and 1-2 know each other.
THREE = {"alters": [0, 1, 3], "ego": [2, 2], "a": [0, 2], "b": [1, 1]}


def vectors(kind):
    """Columns of the egos of one kind ("u", "w"), and the lines they come from."""
    columns = {name: [] for name in ("alters", "ego", "a", "b", "weight", "alter_weight")}
    lines = []
    for line in VECTORS.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if line.startswith("#") or cells[1] != kind:
            continue
        alters, tied = int(cells[0]), int(cells[2], 16)
        digits = [int(digit) / 7 for digit in cells[3].replace("-", "")]
        pairs = [(a, b) for b in range(alters) for a in range(b)]
        pairs = [pair for k, pair in enumerate(pairs) if tied >> k & 1]
        columns["ego"] += [len(lines)] * len(pairs)
        columns["a"] += [a for a, b in pairs]
        columns["b"] += [b for a, b in pairs]
        columns["alters"].append(alters)
        columns["alter_weight"] += digits[:alters]
        columns["weight"] += digits[alters:]
        lines.append([float(cell) for cell in cells[4:]])
    if kind == "u":
        del columns["weight"], columns["alter_weight"]
    return columns, lines


@pytest.mark.parametrize("kind", ["u", "w"])
def test_networks_agree_with_networkx_igraph_and_the_formulas(kind):
    columns, lines = vectors(kind)
    found = rs.network_measures(columns)
    assert len(lines) >= 600
    for i, name in enumerate(NAMES):
        for value, line in zip(found[name], lines, strict=True):
            assert value == pytest.approx(line[i], rel=1e-12, abs=1e-12, nan_ok=True)


def same(a, b):
    return all(
        x == y or (x != x and y != y)  # noqa: PLR0124 (NaN)
        for name in a
        for x, y in zip(a[name], b[name], strict=True)
    )


def test_nobody_and_one_have_their_documented_values():
    found = rs.network_measures(THREE)
    assert list(found["size"]) == [0, 1, 3]
    assert list(found["components"]) == [0, 1, 1]
    assert [math.isnan(one) for one in found["constraint"]] == [True, False, False]
    assert list(found["constraint"])[1:] == [1, 68 / 81]
    assert math.isnan(found["hierarchy"][1])
    assert "constraint_low" not in found


def test_arrays_are_read_as_lists_are():
    arrays = {name: array("i", values) for name, values in THREE.items()}
    longs = {name: array("q", values) for name, values in THREE.items()}
    wanted = rs.network_measures(THREE)
    assert same(rs.network_measures(arrays), wanted)
    assert same(rs.network_measures(longs), wanted)


@pytest.mark.skipif(not importlib.util.find_spec("numpy"), reason="numpy is not installed")
def test_numpy_arrays_are_read_as_lists_are():
    import numpy

    for kind in ("i4", "i8", "u1", "f8"):
        columns = {name: numpy.array(values, kind) for name, values in THREE.items()}
        assert same(rs.network_measures(columns), rs.network_measures(THREE))
    columns["a"] = numpy.array([0, 2.5])
    with pytest.raises(rs.DataError, match="column a"):
        rs.network_measures(columns)


@pytest.mark.skipif(not importlib.util.find_spec("pyarrow"), reason="pyarrow is not installed")
def test_arrow_columns_and_tables_are_read_as_lists_are():
    import pyarrow

    wanted = rs.network_measures(THREE)
    chunked = {
        name: pyarrow.chunked_array([values[:1], values[1:]]) for name, values in THREE.items()
    }
    assert same(rs.network_measures(chunked), wanted)
    table = pyarrow.table({"alters": [0, 1, 3], "a": [[], [], [0, 2]], "b": [[], [], [1, 1]]})
    assert same(rs.network_measures(table), wanted)
    assert same(rs.network_measures(table.slice(1)), {k: v[1:] for k, v in wanted.items()})


def test_pairs_not_asked_leave_bounds():
    found = rs.network_measures({**THREE, "state": ["tied", "not_asked"]})
    assert (found["density"][2], found["density_low"][2], found["density_high"][2]) == (
        0.5,
        1 / 3,
        2 / 3,
    )
    assert found["exact"][2] == 1
    assert found["not_asked"][2] == 1
    unasked = rs.network_measures({"alters": [4]}, unlisted="not_asked")
    assert math.isnan(unasked["components"][0])
    assert (unasked["components_low"][0], unasked["components_high"][0]) == (1, 4)


def test_groups_may_be_words():
    found = rs.network_measures(
        {"alters": [3], "alter_group": ["family", "peer", None], "ego_group": ["peer"]}
    )
    assert found["same_group"][0] == 0.5
    assert found["blau"][0] == 0.5


@pytest.mark.parametrize(
    ("changed", "row", "path"),
    [
        ({"a": [0, 3]}, 2, "a"),
        ({"b": [0, 1]}, 1, "b"),
        ({"ego": [2, 1]}, 2, "ego"),
        ({"ego": [2, 3]}, 2, "ego"),
        ({"weight": [1, -1]}, 2, "weight"),
        ({"state": ["tied", "perhaps"]}, 2, "state"),
        ({"alters": [0, -1, 3]}, 2, "alters"),
        ({"a": [0, 1], "b": [1, 0], "state": [1, 2]}, 2, "b"),
    ],
)
def test_bad_rows_are_named(changed, row, path):
    with pytest.raises(rs.Error) as caught:
        rs.network_measures({**THREE, **changed})
    assert (caught.value.row, caught.value.path) == (row, path)


@pytest.mark.parametrize(
    "changed", [{"a": [0, 0.5]}, {"b": [1]}, {"alter_weight": [1]}, {"a": [0, None]}]
)
def test_columns_that_do_not_fit_are_named(changed):
    with pytest.raises(rs.DataError, match=f"column {next(iter(changed))}"):
        rs.network_measures({**THREE, **changed})


def test_unknown_columns_are_refused():
    with pytest.raises(TypeError, match="unknown columns"):
        rs.network_measures({**THREE, "tie": []})
