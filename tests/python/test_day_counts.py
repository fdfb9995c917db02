"""The cases of tests/vectors/day_counts.yaml, asked from Python."""

import json
from datetime import datetime

import pytest
import recovery_support as rs
from keyed_cases import ROOT, cases_of, differences, person_of

CASES = cases_of("day_counts.yaml")


@pytest.fixture(name="zones", autouse=True)
def the_pinned_zones(monkeypatch):
    monkeypatch.setenv("TZDIR", str(ROOT / "tests" / "data" / "zoneinfo"))


def stable_year(roles):
    """What the role of a mentor asks for, a calendar year of stable recovery: its condition."""
    mentor = next(one for one in roles["standings"] if one["id"] == "mentor")
    return next(one for one in mentor["conditions"] if one["id"] == "stable")


def expected_of(case):
    """Since when it is stable, and the next change of this part alone, are told in C only."""
    parts = dict(case["expect"])
    change, year = parts.pop("next_change", None), parts.pop("stable_year", None)
    if year:
        parts["stable_year"] = {"met": {1: True, 0: False, -1: None}[year["stable"]]}
        if year["stable"] == 0:
            parts["stable_year"]["on"] = year["on"]
    return parts, change


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case):
    known = {"known_at": case["known_at"]} if "known_at" in case else {}
    told = rs.today(person_of(case), case["now"], **known)
    day = json.loads(told.to_json())
    got = {"targets": day["recovery"], "milestones": day["milestones"]}
    wanted, change = expected_of(case)
    if "stable_year" in wanted:
        got["stable_year"] = stable_year(day["roles"])
    assert list(differences(wanted, got)) == []
    if change:  # another part may change before
        assert told.next_change_at <= datetime.fromisoformat(change).timestamp() * 1000


def test_there_are_enough_cases():
    assert len(CASES) >= 138
