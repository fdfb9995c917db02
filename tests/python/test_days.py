"""The cases of tests/vectors/days.json, asked from Python."""

import pytest
import recovery_support as rs
from case_files import ZONES, cases_of, differences, options_of, person_of

CASES = cases_of("days.json")


@pytest.fixture(name="zones", autouse=True)
def the_pinned_zones(monkeypatch):
    monkeypatch.setenv("TZDIR", str(ZONES))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case):
    person, given = person_of(case), options_of(case)
    day = rs.today(person, case["now"], **given).to_dict()
    got = {
        "targets": {one["target"]: one for one in day["recovery"]},
        "milestones": day["milestones"],
        "history": {
            name: rs.history(person, name, case["now"], **given).to_dict()
            for name in case["expect"]["history"]
        },
    }
    assert not differences(case["expect"], got)
