"""The walker: C records become read-only Python ones, and nothing is lost or shown."""

import json
import pickle
import subprocess
import sys

import pytest
import recovery_support as rs

NOW = 1_772_656_200_000  # 2026-03-04T20:30Z


@pytest.fixture(name="occurrence")
def an_occurrence():
    return rs.next_occurrence(zone="Europe/Berlin", weekday=3, start="21:00", minutes=60, now=NOW)


def test_fields_are_attributes_and_items():
    line = rs.crisis_lines("US")[0]
    assert line.id == line["id"] == "us-988"
    assert "dial" in line
    assert list(line)[:2] == ["id", "region"]


def test_no_value_is_none():
    assert rs.crisis_lines("US")[1].chat is None


def test_records_are_read_only():
    line = rs.crisis_lines("US")[0]
    with pytest.raises(AttributeError):
        line.dial = "0"
    with pytest.raises(AttributeError):
        del line.dial
    with pytest.raises(AttributeError):
        _ = line.no_such_field


def test_crisis_lines_are_never_empty():
    assert rs.crisis_lines("no such place")
    assert rs.crisis_lines()


def test_crisis_lines_are_found_by_need():
    assert [line.dial for line in rs.crisis_lines("US", "emergency")] == ["911"]
    assert rs.crisis_lines("US", "gambling") == rs.crisis_lines("US")
    assert rs.crisis_lines("GB", "suicide_and_crisis")[0].free is True
    assert rs.crisis_lines("US", "emergency")[0].free is None


def test_records_can_be_compared_hashed_and_pickled():
    first, again = rs.crisis_lines("US")[0], rs.crisis_lines("US")[0]
    assert first == again
    assert hash(first) == hash(again)
    assert pickle.loads(pickle.dumps(first)) == first


def test_a_repr_names_fields_and_shows_no_value():
    line = rs.crisis_lines("US")[0]
    assert "dial" in repr(line)
    assert "988" not in repr(line)


def test_days_are_texts_instants_are_milliseconds_and_flags_are_bools(occurrence):
    # 4 March 2026 is a Wednesday; 21:00 in Berlin (UTC+1) is 20:00Z, half an hour before NOW.
    assert occurrence.local_date == "2026-03-04"
    assert occurrence.start == NOW - 30 * 60_000
    assert occurrence.end - occurrence.start == 3_600_000
    assert occurrence.in_progress is True


def test_to_dict_is_what_the_library_writes_as_json(occurrence):
    assert json.loads(occurrence.to_json()) == occurrence.to_dict()


def test_a_result_pickles_as_a_record(occurrence):
    assert pickle.loads(pickle.dumps(occurrence)).start == occurrence.start


@pytest.mark.parametrize("now", ["2026-03-04T21:30+01:00", "2026-03-04T20:30:00Z"])
def test_text_with_an_offset_is_an_instant(now, occurrence):
    again = rs.next_occurrence(zone="Europe/Berlin", weekday=3, start="21:00", minutes=60, now=now)
    assert again.to_dict() == occurrence.to_dict()


def test_an_aware_datetime_is_an_instant_and_a_naive_one_is_refused(occurrence):
    from datetime import datetime, timezone

    def ask(now):
        asked = {"zone": "Europe/Berlin", "weekday": 3, "start": "21:00", "minutes": 60}
        return rs.next_occurrence(now=now, **asked)

    at = datetime(2026, 3, 4, 20, 30)
    assert ask(at.replace(tzinfo=timezone.utc)).start == occurrence.start
    with pytest.raises(rs.DataError, match="zone"):
        ask(at)
    with pytest.raises(rs.DataError, match="offset"):
        ask("2026-03-04T20:30")


def test_importing_brings_in_nothing_heavy():
    heavy = "{'numpy', 'json', 'datetime'}"
    code = f"import sys, recovery_support; print(sorted({heavy} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
