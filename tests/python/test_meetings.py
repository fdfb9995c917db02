"""Meetings from Python: read tolerantly, and the occurrence vectors of all languages."""

import csv
import pathlib

import pytest
import recovery_support as rs

ROOT = pathlib.Path(__file__).resolve().parents[2]
MEETING = {"slug": "tue", "name": "Tuesday", "day": 2, "time": "19:00", "timezone": "Europe/Berlin"}


def test_a_feed_is_a_file_a_text_or_a_list_of_dicts(tmp_path):
    path = tmp_path / "feed.json"
    path.write_text('[{"slug": "a", "name": "A", "day": 1, "time": "07:00", "timezone": "UTC"}]')
    assert len(rs.Meetings.read(path)) == len(rs.Meetings.reads(path.read_bytes())) == 1
    assert len(rs.Meetings.reads([MEETING, {**MEETING, "slug": "wed", "day": 3}])) == 2


def test_one_bad_meeting_is_left_out_and_reported():
    meetings = rs.Meetings.reads([MEETING, {**MEETING, "slug": "odd", "time": "25 o'clock"}])
    assert len(meetings) == meetings.report.used == 1
    errors = [p for p in meetings.report.problems if p.severity == "error"]
    assert [(p.code, p.row) for p in errors] == [("RSUP_E_TIME", 2)]


@pytest.mark.parametrize("text", ["<!DOCTYPE html><html></html>", "[{", "", "nothing"])
def test_what_is_no_list_of_meetings_is_one_error_with_a_place(text):
    with pytest.raises(rs.DataError) as caught:
        rs.Meetings.reads(text, source="feed.json")
    assert caught.value.source == "feed.json"


def test_another_format_and_an_unknown_option_are_refused():
    with pytest.raises(rs.DataError, match="meeting-guide"):
        rs.Meetings.reads([], format="bmlt")
    with pytest.raises(TypeError, match="default_zone"):
        rs.Meetings.reads([], zone="UTC")


def test_an_unknown_zone_is_a_lookup_error():
    with pytest.raises(rs.UnknownNameError) as caught:
        rs.next_occurrence(zone="Mars/Base", weekday=0, start="10:00", minutes=60, now=0)
    assert caught.value.name == "RSUP_E_UNKNOWN_ZONE"


@pytest.mark.parametrize("start", ["", "7", "7pm", "07-00", "25:00", "07:60"])
def test_a_start_that_is_no_time_of_day_is_refused(start):
    with pytest.raises(rs.DataError):
        rs.next_occurrence(zone="UTC", weekday=0, start=start, minutes=60, now=0)


def test_all_occurrence_vectors():
    """tests/vectors says where the expected values come from; the zone files are pinned."""
    config = rs.Config.default(zoneinfo_dir=str(ROOT / "tests" / "data" / "zoneinfo"))
    with open(ROOT / "tests" / "vectors" / "next_occurrence_vectors.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    wrong = []
    for row in rows:
        found = rs.next_occurrence(
            zone=row["zone"],
            weekday=int(row["dow_sun0"]),
            start=row["start_local"],
            minutes=int(row["duration_min"]),
            now=int(row["now_utc"]) * 1000,
            config=config,
        )
        times = (int(row["start_utc"]) * 1000, int(row["end_utc"]) * 1000)
        wanted = (*times, row["in_progress"] == "1", row["local_date"])
        if (found.start, found.end, found.in_progress, found.local_date) != wanted:
            wrong.append(row)
    assert len(rows) == 1823
    assert not wrong
