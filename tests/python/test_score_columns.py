"""Many questionnaires at once, from whatever holds columns: the same as one by one."""

import math
import random
from array import array

import pytest
import recovery_support as rs

ITEMS = [f"q{i}" for i in range(1, 10)]


@pytest.fixture(scope="module")
def phq9():
    return rs.Instrument.load("phq-9")


def some_rows(count, seed=7):
    drawn = random.Random(seed)
    return [[drawn.choice([None, 0, 1, 2, 3, 3]) for _ in ITEMS] for _ in range(count)]


def as_columns(rows):
    return {name: [row[i] for row in rows] for i, name in enumerate(ITEMS)}


def same(a, b):
    return (math.isnan(a) and b is None) or a == b


def assert_equals_single_calls(instrument, rows, columns):
    total = columns.scores["total"]
    for place, row in enumerate(rows):
        one = instrument.score([*row, None])
        score = one.scores["total"]
        assert same(total.value[place], score.value)
        assert same(total.low[place], score.low)
        assert same(total.high[place], score.high)
        assert (total.bands[total.band[place]] if total.band[place] >= 0 else None) == score.band
        assert total.reasons.get(total.reason[place]) == score.reason
        reached = {name for j, name in enumerate(total.cutoff_ids) if total.cutoffs[place] >> j & 1}
        assert reached == set(score.cutoffs)
        raised = {alert.id: alert.level for alert in one.alerts}
        assert (columns.alerts[place] & 1 == 1) == (raised.get("self-harm-thoughts") == "urgent")
        assert (columns.reviews[place] & 1 == 1) == (raised.get("self-harm-thoughts") == "review")


def test_lists_equal_single_calls(phq9):
    rows = some_rows(300)
    assert_equals_single_calls(phq9, rows, phq9.score_columns(as_columns(rows)))


def test_arrays_are_read_in_place(phq9):
    rows = [[0 if one is None else one for one in row] for row in some_rows(50)]
    columns = {name: array("b", values) for name, values in as_columns(rows).items()}
    assert_equals_single_calls(phq9, rows, phq9.score_columns(columns))


def test_a_number_below_zero_is_a_blank_when_the_caller_says_so(phq9):
    rows = some_rows(50)
    columns = {
        name: array("h", [-1 if one is None else one for one in values])
        for name, values in as_columns(rows).items()
    }
    assert_equals_single_calls(phq9, rows, phq9.score_columns(columns, blank_below_zero=True))
    assert phq9.score_columns(columns).refused_rows > 0


@pytest.mark.parametrize("kind", ["int8", "float64", "masked", "strided", "object"])
def test_numpy(phq9, kind):
    np = pytest.importorskip("numpy")
    rows = some_rows(200)
    if kind in ("int8", "strided"):
        rows = [[one or 0 for one in row] for row in rows]
    table = np.array([[math.nan if one is None else one for one in row] for row in rows])
    if kind == "int8":
        table = np.asfortranarray(table.astype("int8"))
    if kind == "strided":
        table = np.ascontiguousarray(table.astype("int16"))
    if kind == "masked":
        table = np.ma.masked_invalid(table).filled(9)
        table = np.ma.masked_equal(table.astype("int8"), 9)
    columns = {name: table[:, i] for i, name in enumerate(ITEMS)}
    if kind == "object":
        columns = {name: np.array([row[i] for row in rows]) for i, name in enumerate(ITEMS)}
    assert_equals_single_calls(phq9, rows, phq9.score_columns(columns))


def test_pandas(phq9):
    pd = pytest.importorskip("pandas")
    rows = some_rows(200)
    frame = pd.DataFrame(as_columns(rows))
    assert_equals_single_calls(phq9, rows, phq9.score_columns(frame))
    assert_equals_single_calls(phq9, rows, phq9.score_columns(frame.astype("Int8")))


def test_arrow(phq9):
    pa = pytest.importorskip("pyarrow")
    rows = some_rows(200)
    table = pa.table({k: pa.array(v, pa.int8()) for k, v in as_columns(rows).items()})
    assert_equals_single_calls(phq9, rows, phq9.score_columns(table))
    assert_equals_single_calls(phq9, rows[7:], phq9.score_columns(table.slice(7)))


def test_a_context_may_differ_row_by_row():
    audit = rs.Instrument.load("audit-c")
    frame = {"q1": [1, 1, 1], "q2": [1, 1, 1], "q3": [1, 1, 1]}
    found = audit.score_columns(frame, context={"sex": ["female", "male", None]})
    total = found.scores["total"]
    bit = 1 << total.cutoff_ids.index("positive")
    assert [bool(one & bit) for one in total.cutoffs] == [True, False, True]  # 3, 4 and unknown: 3


def test_a_refused_row_names_its_item_and_asks_for_a_look(phq9):
    frame = {name: [1, 1] for name in ITEMS}
    frame["q3"] = [4, 3]
    found = phq9.score_columns(frame)
    assert found.refused_rows == 1
    assert [found.item_ids[i] if i >= 0 else None for i in found.refused] == ["q3", None]
    total = found.scores["total"]
    assert total.reasons[total.reason[0]] == "refused"
    assert math.isnan(total.value[0])
    assert found.alerts[0] == 1  # item 9 was answered 1, whatever item 3 says


def test_bad_columns_are_told(phq9):
    frame = {name: [1, 1] for name in ITEMS}
    with pytest.raises(rs.DataError, match="no column for item q9"):
        phq9.score_columns({k: v for k, v in frame.items() if k != "q9"})
    with pytest.raises(rs.DataError, match="another number of rows"):
        phq9.score_columns({**frame, "q9": [1]})
    with pytest.raises(rs.DataError, match="column q9: expected whole numbers") as caught:
        phq9.score_columns({**frame, "q9": ["4", 1]})
    assert "4" not in str(caught.value)
    with pytest.raises(rs.UnknownNameError):
        phq9.score_columns(frame, scores=["sum"])
    with pytest.raises(rs.UnknownNameError):
        phq9.score_columns(frame, profile="no_such")


def test_an_earlier_answer_may_be_written_over(phq9):
    first = phq9.score_columns({name: [1, 2] for name in ITEMS})
    again = phq9.score_columns({name: [3, 0] for name in ITEMS}, into=first)
    assert again.scores["total"].value is first.scores["total"].value
    assert list(again.scores["total"].value) == [27, 0]
    longer = phq9.score_columns({name: [1, 1, 1] for name in ITEMS}, into=first)
    assert list(longer.scores["total"].value) == [9, 9, 9]
    assert list(first.scores["total"].value) == [27, 0]


def test_only_what_is_wanted_is_made(phq9):
    frame = {name: [1, 2] for name in ITEMS}
    found = phq9.score_columns(frame, scores=["total"], outputs=["value"])
    assert list(found.scores) == ["total"]
    assert list(found.scores["total"].value) == [9, 18]
    assert found.scores["total"].band is None
    assert found.alerts is None
    with pytest.raises(TypeError, match="unknown outputs"):
        phq9.score_columns(frame, outputs=["values"])
