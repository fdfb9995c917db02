"""The cases of tests/vectors/warnings.yaml, asked from Python."""

import json

import pytest
import recovery_support as rs
from keyed_cases import ROOT, cases_of, differences, person_of

CASES = cases_of("warnings.yaml")


@pytest.fixture(name="zones", autouse=True)
def the_pinned_zones(monkeypatch):
    monkeypatch.setenv("TZDIR", str(ROOT / "tests" / "data" / "zoneinfo"))


def answers(case):
    person = person_of(case)
    asked = (person, case["now"], case.get("from"), case.get("until"))
    known = {"known_at": case["known_at"]} if "known_at" in case else {}
    return {
        "warning_signs": rs.warning_signs(*asked, **known, unit_days=case.get("unit_days")),
        "safer_use": rs.safer_use(*asked, **known, target=case.get("target")),
    }


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case):
    told = {name: json.loads(one.to_json()) for name, one in answers(case).items()}
    assert list(differences(case["expect"], told)) == []


def test_there_are_enough_cases():
    assert len(CASES) >= 40
