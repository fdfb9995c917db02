"""The cases of tests/vectors/taper.yaml, asked from Python."""

import json

import pytest
import recovery_support as rs
from keyed_cases import ROOT, cases_of, differences, person_of

CASES = cases_of("taper.yaml")


@pytest.fixture(name="zones", autouse=True)
def the_pinned_zones(monkeypatch):
    monkeypatch.setenv("TZDIR", str(ROOT / "tests" / "data" / "zoneinfo"))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case):
    person, now = person_of(case), case["now"]
    known = {"known_at": case["known_at"]} if "known_at" in case else {}
    told = rs.history(person, "alcohol", now, case.get("from"), case.get("until"), **known)
    day = json.loads(rs.today(person, now, **known).to_json())
    got = {"history": [json.loads(told.to_json())], "targets": day["recovery"]}
    assert list(differences(case["expect"], got)) == []


def test_there_are_enough_cases():
    assert len(CASES) >= 18
