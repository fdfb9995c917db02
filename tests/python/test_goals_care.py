"""The cases of tests/vectors/goals_care.yaml, asked from Python; and collective goals."""

import json

import pytest
import recovery_support as rs
from keyed_cases import ROOT, cases_of, differences, person_of

CASES = cases_of("goals_care.yaml")
NOW = "2026-03-11T12:00+01:00"


@pytest.fixture(name="zones", autouse=True)
def the_pinned_zones(monkeypatch):
    monkeypatch.setenv("TZDIR", str(ROOT / "tests" / "data" / "zoneinfo"))


def answers(case):
    person, now = person_of(case), case["now"]
    known = {"known_at": case["known_at"]} if "known_at" in case else {}
    days = (case.get("from"), case.get("until"))
    return {
        "goals": rs.goals(person, now, **known),
        "care": rs.care(person, now, *days, **known, retained_days=case.get("retained_days")),
        "activities": rs.activities(person, now, *days, **known),
    }


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case):
    told = {name: json.loads(one.to_json()) for name, one in answers(case).items()}
    assert list(differences(case["expect"], told)) == []


def test_there_are_enough_cases():
    assert len(CASES) >= 40


# ---- collective goals


def member(name, share, meetings, **more):
    goal = {"id": "g", "measure": "meetings", "at_least": 5, "from": "2026-03-01"}
    goal.update(due="2026-03-31", group="spring", **more)
    if share is not None:
        goal["share"] = share
    events = [
        {"type": "attendance", "id": f"a{n}", "meeting": "tue", "on": f"2026-03-{n + 1:02}"}
        for n in range(meetings)
    ]
    return {"id": name, "record": {"goals": [goal], "events": events}}


def group(*members, permits, **options):
    config = rs.Config.default()
    head = {"format": "recovery-support/person", "format_version": 1}
    zones = {"zones": [{"zone": "Europe/Berlin"}]}
    people = [
        rs.Person.loads({**head, **zones, "id": one["id"], **one["record"]}, config)
        for one in members
    ]
    return rs.group_goal(people, "spring", NOW, permits=permits, **options)


def test_shares_and_progress_of_permitted_members_add_up():
    people = [member("a", 10, 2), member("b", 20, 3), member("c", 30, 1), member("d", 99, 9)]
    told = group(*people, permits=[True, True, True, False])
    assert (told.members, told.not_permitted, told.withheld) == (3, 1, False)
    assert (told.wanted.value, told.progress.value) == (60, 6)
    assert told.progress.state == "known"


def test_a_share_that_nobody_said_has_no_upper_end():
    people = [member("a", 10, 2), member("b", None, 3), member("c", 30, 1)]
    told = group(*people, permits=[True] * 3)
    assert told.shares_unknown == 1
    assert (told.wanted.value, told.wanted.low, told.wanted.high) == (40, 40, None)


def test_sums_of_few_are_not_told():
    told = group(member("a", 10, 2), member("b", 20, 3), permits=[True, True])
    assert told.withheld
    assert (told.progress.value, told.wanted.value) == (None, None)


def test_without_permits_nobody_is_counted():
    told = group(*[member(name, 1, 1) for name in "abcd"], permits=None)
    assert (told.members, told.not_permitted, told.withheld) == (0, 4, True)


def test_what_was_set_aside_is_no_part_of_it():
    away = [{"state": "set_aside", "from": "2026-03-02"}]
    people = [member(name, 10, 2) for name in "abc"] + [member("d", 10, 2, status=away)]
    told = group(*people, permits=[True] * 4)
    assert (told.members, told.without_share, told.progress.value) == (3, 1, 6)


def test_permits_are_one_per_person():
    with pytest.raises(rs.Error):
        group(member("a", 1, 1), permits=[True, False])


# ---- what is refused


BAD = {
    "two amounts": {"measure": "meetings", "at_least": 1, "at_most": 2},
    "no amount": {"measure": "meetings"},
    "an amount by own word": {"measure": "own_word", "at_least": 1},
    "no target": {"measure": "days_without_use", "at_least": 1},
    "an unknown form": {"measure": "adherence", "of": "weekly", "at_least": 1},
    "an unknown measure": {"measure": "steps", "at_least": 1},
    "due before from": {"measure": "meetings", "at_least": 1, "due": "2026-02-01"},
    "turned round": {
        "measure": "meetings",
        "at_least": 1,
        "status": [{"state": "adjusted", "from": "2026-03-05", "at_most": 2}],
    },
}


@pytest.mark.parametrize("goal", BAD.values(), ids=BAD)
def test_a_goal_that_says_nothing_is_refused(goal):
    person = person_of({"record": {}})
    before = person.to_json()
    with pytest.raises(rs.Error):
        person.append({"type": "goal", "id": "g", "from": "2026-03-01", **goal})
    assert person.to_json() == before


@pytest.mark.parametrize(
    "entry",
    [
        {"type": "care", "id": "c", "level": "spa", "from": "2026-03-01"},
        {
            "type": "care",
            "id": "c",
            "level": "outpatient",
            "from": "2026-03-02",
            "to": "2026-03-01",
        },
        {"type": "care", "id": "c", "level": "outpatient", "ended": "completed"},
        {"type": "service", "id": "s", "kind": "yacht"},
        {"type": "appointment", "id": "p", "kind": "counseling"},
        {"type": "appointment", "id": "p", "kind": "tea", "at": "2026-03-01"},
        {"type": "condition", "condition": "genius"},
    ],
)
def test_care_that_makes_no_sense_is_refused(entry):
    with pytest.raises(rs.Error):
        person_of({"record": {}}).append(entry)


@pytest.mark.parametrize("days", [("2026-03-02", "2026-03-01"), ("0001-01-01", None)])
def test_days_that_cannot_be_asked_for(days):
    with pytest.raises(rs.Error):
        rs.care(person_of({"record": {}}), NOW, *days)


def test_what_is_tolerated_at_load_is_reported():
    person = person_of({"record": {"services": [{"id": "s", "kind": "yacht"}]}})
    assert [one.path for one in person.report.problems] == ["services[0].kind"]
    assert rs.care(person, NOW).services_unknown == 15
