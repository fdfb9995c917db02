"""The day picture from Python, on the shipped world."""

import json
import pathlib
import threading

import pytest
import recovery_support as rs

DATA = pathlib.Path(__file__).resolve().parents[2] / "examples" / "data"
NOW = "2026-03-06T18:40-05:00"
PARTS = [
    "recovery",
    "milestones",
    "checkins",
    "network",
    "reach",
    "meetings",
    "roles",
    "assessments",
    "risk",
    "plan",
    "notices",
]


@pytest.fixture(name="world", scope="module")
def the_shipped_world():
    config = rs.Config.load(DATA / "config.yaml")
    person = rs.Person.load(DATA / "marlow.json", config)
    meetings = rs.Meetings.read(DATA / "meetings.json", config)
    return config, person, meetings, rs.Model.default(config)


@pytest.fixture(name="day")
def a_day(world):
    _, person, meetings, model = world
    return rs.today(person, now=NOW, meetings=meetings, model=model)


def test_the_eleven_parts_are_there(day):
    assert set(PARTS) <= set(day)
    assert all(day[part] is not None for part in PARTS)


def test_the_walked_tree_is_the_written_one(day):
    assert json.loads(day.to_json()) == day.to_dict()


def test_measures_have_a_range_and_a_state(day):
    run = day.recovery[0].current_run
    assert run.low <= run.value <= run.high
    assert run.state in ("known", "bounded")


def test_crisis_lines_are_always_there(day):
    assert day.crisis_lines


def test_no_directory_and_no_model_leave_their_parts_out(world):
    day = rs.today(world[1], now=NOW)
    assert day.meetings is None
    assert day.risk is None


def test_an_answer_outlives_all_it_was_made_from():
    config = rs.Config.load(DATA / "config.yaml")
    person = rs.Person.load(DATA / "marlow.json", config)
    day = rs.today(person, now=NOW)
    before = day.to_dict()
    person.close()
    config.close()
    assert json.loads(day.to_json()) == before


def test_a_repr_shows_no_value(day):
    assert day.zone not in repr(day)
    assert day.recovery[0].target not in repr(day.recovery[0])


def test_unknown_options_and_naive_times_are_refused(world):
    with pytest.raises(TypeError, match="meeting_limit"):
        rs.today(world[1], now=NOW, limit=3)
    with pytest.raises(rs.DataError):
        rs.today(world[1], now="2026-03-06T18:40")
    with pytest.raises(TypeError):
        rs.today(world[1])


def test_a_model_of_another_config_serves_and_need_not_outlive_its_answer(world):
    other = rs.Config.loads((DATA / "config.yaml").read_bytes())
    model = rs.Model.default(other)
    day = rs.today(world[1], now=NOW, model=model)
    model.close()
    other.close()
    assert json.loads(day.to_json())["risk"] == day.risk.to_dict()


def test_records_of_two_roots_do_not_mix(world):
    other = rs.Person.load(DATA / "marlow.json", rs.Config.default())
    with pytest.raises(rs.StateError):
        world[1].merge(other)


def test_options_reach_the_library(world):
    _, person, meetings, _ = world
    few = rs.today(person, now=NOW, meetings=meetings, meeting_limit=1)
    assert len(few.meetings.next) <= 1
    early = rs.today(person, now=NOW, known_at="2025-06-01T00:00Z")
    assert early.provenance.known_at < early.provenance.as_of
    near = rs.today(person, now=NOW, meetings=meetings, latitude=42.9012, longitude=-74.9034)
    hits = (*near.meetings.in_progress, *near.meetings.next)
    assert any(hit.distance_km is not None for hit in hits)


def test_eight_threads_share_a_config_a_feed_and_a_model(world):
    config, person, meetings, model = world
    wanted = rs.today(person, now=NOW, meetings=meetings, model=model).to_json()
    found = []

    def work(shared):
        mine = person if shared else rs.Person.load(DATA / "marlow.json", config)
        for _ in range(5):
            found.append(rs.today(mine, now=NOW, meetings=meetings, model=model).to_json())

    threads = [threading.Thread(target=work, args=(number % 2,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 40
    assert set(found) == {wanted}
