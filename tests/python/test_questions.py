"""Series, insights and history from Python, on the shipped world."""

import datetime
import pathlib

import pytest
import recovery_support as rs

DATA = pathlib.Path(__file__).resolve().parents[2] / "examples" / "data"
NOW = "2026-03-06T18:40-05:00"


@pytest.fixture(name="me", scope="module")
def the_shipped_person():
    return rs.Person.load(DATA / "marlow.json", rs.Config.load(DATA / "config.yaml"))


@pytest.fixture(name="target", scope="module")
def a_target_of_the_person(me):
    return rs.today(me, NOW).recovery[0].target


def test_a_series(me):
    mood = rs.series(me, "mood", NOW, window_days=90, window_kind="hours_24")
    assert mood.window_kind == "hours_24"
    assert mood.n == 0 or mood.min <= mood.mean <= mood.max


def test_an_item_that_nobody_asks(me):
    with pytest.raises(rs.UnknownNameError):
        rs.series(me, "height", NOW)


def test_a_window_that_nobody_knows(me):
    with pytest.raises(rs.DataError):
        rs.series(me, "mood", NOW, window_kind="moons")


def test_insights(me):
    found = rs.insights(me, NOW, craving_from=4)
    assert found.craving_from == 4
    assert len(found.areas) == 4


@pytest.mark.parametrize("since", ["2026-02-01", datetime.date(2026, 2, 1)])
def test_a_history(me, target, since):
    told = rs.history(me, target, NOW, since, before="2026-03-01")
    assert told["from"] == "2026-02-01"
    assert len(told.grid) == told.days
    assert sum((told.used, told.not_used, told.unknown, told.controlled, told.conflicting)) == 28


def test_a_moment_is_no_day(me, target):
    with pytest.raises(TypeError):
        rs.history(me, target, NOW, since=datetime.datetime(2026, 2, 1))


def person_with_a_note():
    setback = {"type": "setback", "id": "s1", "target": "alcohol", "on": "2026-02-10"}
    return rs.Person.loads(
        {
            "format": "recovery-support/person",
            "format_version": 1,
            "id": "p1",
            "zones": [{"zone": "Europe/Berlin"}],
            "targets": [{"id": "alcohol", "goal": {"kind": "abstain", "from": "2026-02-01"}}],
            "events": [{**setback, "note": "so tired"}],
        }
    )


def test_a_note_of_a_setback_is_in_the_history_alone():
    me = person_with_a_note()
    again = rs.Person.open_snapshot(me.snapshot(), rs.Config.default())
    for one in (me, again):
        assert rs.history(one, "alcohol", NOW).setbacks[0].note == "so tired"
        day = rs.today(one, NOW)
        assert day.recovery[0].last_setback.note is None
        assert "note" not in day.to_dict()["recovery"][0]["last_setback"]
        assert "tired" not in day.to_json()
