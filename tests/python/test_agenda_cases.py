"""The cases of tests/vectors/agenda.json, asked from Python."""

import datetime

import pytest
import recovery_support as rs
from case_files import ZONES, cases_of, person_of

CASES = cases_of("agenda.json")


@pytest.fixture(name="zones", autouse=True)
def the_pinned_zones(monkeypatch):
    monkeypatch.setenv("TZDIR", str(ZONES))


def seconds(value):
    if value is None:
        return "-"
    return str(int(value.timestamp()) if isinstance(value, datetime.datetime) else value // 1000)


def line(one):
    words = [one.kind, one.ref, str(one.date), seconds(one.at), seconds(one.ends)]
    return " ".join([*words, "dst" if one.dst else "-", one.local_time])


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case):
    page = rs.agenda(person_of(case), case["from"], case["to"], now=case["now"])
    assert [line(one) for one in page.entries] == case["expect"]["entries"]
