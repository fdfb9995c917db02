"""The cases of tests/vectors/schedules.json, asked from Python."""

import datetime

import pytest
import recovery_support as rs
from case_files import ZONES, cases_of, differences, options_of, person_of

CASES = cases_of("schedules.json")


@pytest.fixture(name="zones", autouse=True)
def the_pinned_zones(monkeypatch):
    monkeypatch.setenv("TZDIR", str(ZONES))


def asked(case, **options):
    return rs.occasions(person_of(case), "f", case["now"], **options_of(case), **options)


def seconds(value):
    return int(value.timestamp()) if isinstance(value, datetime.datetime) else value // 1000


def line(one):
    marks = [str(seconds(getattr(one, key))) for key in ("opens", "due", "closes", "late_until")]
    words = [str(one.date), one.occasion or "-", one.state, *marks, "dst" if one.dst else "-"]
    return " ".join(words)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case):
    told = asked(case)
    assert [line(one) for one in told.occasions] == case["expect"]["occasions"]
    assert not differences(case["expect"]["adherence"]["f"], told.adherence.to_dict())


def test_a_window_and_a_policy_of_ones_own():
    told = asked(CASES[-1], days=3, until="2025-03-04", policy="strict")
    assert told.adherence.policy == "strict"
    with pytest.raises(rs.UnknownNameError):
        asked(CASES[-1], policy="kind")
    with pytest.raises(rs.Error):
        asked(CASES[-1], days=-1)
